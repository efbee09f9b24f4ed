//! Documents that the program itself made of diffs, told by their content: they often lie beside the dump that they were
//! made of, and are no articles. A text that merely speaks of the program, or quotes such a document, is read.

/// The program's name, as its documents give it before the version.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ");

/// Lines among which those stand that say what was compared.
const HEAD: usize = 40;

/// Whether a file, by the text of its beginning and whether that is all, is a document that the program made of a diff.
///
/// Each kind is known by how it begins. Where the whole file is there, its end must name the program as well.
pub(super) fn is_document(text: &str, whole: bool) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    match text.as_bytes().first() {
        Some(b'<') => is_page(text),
        Some(b'{') => is_data(text, whole),
        Some(b'#') => is_patch(text) || is_markdown(text, whole),
        Some(b'\x1B' | b'O') => is_lines(text, whole),
        _ => false,
    }
}

/// HTML names what made it before anything else can stand there.
fn is_page(text: &str) -> bool {
    let generator = format!("<meta name=\"generator\" content=\"{PROGRAM}");
    let named = text.find(&generator);
    named.is_some_and(|at| text.get(..at).is_some_and(|before| !before.contains("<title") && !before.contains("<body")))
}

/// JSON: the article's own members, the sides after it. What has an unescaped quotation mark before a colon is a key.
fn is_data(text: &str, whole: bool) -> bool {
    let mut tight = text.chars().filter(|c| !c.is_ascii_whitespace());
    let beginning: String = tight.by_ref().take(16).collect();
    if !beginning.starts_with("{\"article\":{") {
        return false;
    }
    let tight: String = beginning.chars().chain(tight).collect();
    let order = ["\"sides\":\"", "\"origins\":[", "\"gaps\":[", "},\"old\":{\"revision\":"];
    let after = order.iter().try_fold(tight.as_str(), |rest, key| Some(rest.split_once(key)?.1));
    after.is_some() && (!whole || tight.contains(&format!("\"program\":\"{PROGRAM}").replace(' ', "")))
}

/// A patch says everything in comments before the first file.
fn is_patch(text: &str) -> bool {
    let said = || text.lines().map_while(|line| line.strip_prefix("# "));
    let has = |label: &str| said().any(|line| line.starts_with(label));
    text.starts_with("# Article: ") && has("SHA-256 of the old text: ") && has(&format!("Made with: {PROGRAM}"))
}

/// Markdown: headline, what changed, cautions, what the marks mean, a rule.
fn is_markdown(text: &str, whole: bool) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let headline = lines.next().is_some_and(|line| line.starts_with("# "));
    let counts = lines.find(|line| !line.is_empty()).is_some_and(|line| line.contains(" → "));
    let legend = lines
        .by_ref()
        .skip_while(|line| line.is_empty())
        .map_while(|line| line.strip_prefix('>'))
        .any(|line| line == " ~~deleted~~ **inserted** ¶ a paragraph's end");
    let rule = lines.find(|line| !line.is_empty()) == Some("---");
    headline && counts && legend && rule && (!whole || names_program(text, "| Made with | "))
}

/// Lines, plain or coloured: what is compared, the time between, what changed.
fn is_lines(text: &str, whole: bool) -> bool {
    let beginning = text.lines().take(HEAD).map(plain).collect::<Vec<_>>();
    // What goes on from the line before is set in.
    let is_begun = |line: &&str| !line.starts_with("  ") && !line.starts_with("Between them: ");
    let mut lines = beginning.iter().map(String::as_str).filter(is_begun);
    let mut labelled = |labels: &[&str]| {
        let line = lines.next().unwrap_or_default();
        labels.iter().any(|label| line.starts_with(label))
    };
    labelled(&["Old revision: ", "Old file: "])
        && labelled(&["New revision: ", "New file: "])
        && labelled(&["What changed: "])
        && (!whole || names_program(text, "Made with: "))
}

/// Whether one of the last lines names the program behind a label.
fn names_program(text: &str, label: &str) -> bool {
    let named = |line: &str| plain(line).strip_prefix(label).is_some_and(|value| value.starts_with(PROGRAM));
    text.trim_end().lines().rev().take(2).any(named)
}

/// A line without the escape sequences that colour it.
fn plain(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    // Decoding keeps the escape; a sequence ends with its `m`.
    parts.fold(first, |line, part| line + part.split_once('m').map_or(part, |(_, rest)| rest))
}
