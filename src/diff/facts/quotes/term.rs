//! Words that stand between marks for what they are (`select ‘next’`, `the ‘rule of six’`), and are nobody's: a term, a
//! name in code. That marks were put around words that stood there before, or taken from them, is told all the same, and
//! so is what somebody says, however short: “no”.

use crate::{
    diff::facts::lexicon,
    text::{fold::lower, words::words},
};

/// Words of a term, at most.
const LONGEST: usize = 3;

/// Bytes before and behind the marks in which somebody may be said to say it.
const NEAR: usize = 240;

/// Verbs by which somebody calls something so, besides those of attribution, and what stands for them.
const CALLING: &str = " call called calls calling describe described describes describing brand branded brands dub dubbed label labelled \
    labeled slam slammed slams blast blasted condemn condemned condemns praise praised shout shouted chant chanted \
    reply replied replies add added adds ask asked asks think thinks thought vow vowed vows promise promised hail \
    hailed hails cite cited insist deem deemed term termed tell hear hears heard read reads reading answer answered \
    warn warns find finds found rule rules ruled conclude concludes concluded allege alleged spoke speaks speak \
    urged urges blamed blames apologised apologized rejected rejects refer refers referred words word view placard \
    placards sign banner headline hits attacks decries nannte nennt bezeichnete spricht sprach meinte antwortete \
    hält halten warnte kritisierte qualifié appelle parle répondu dénoncé jugé llamó calificó respondió definito \
    chiamato risposto ";

/// What is said of those who speak: where it stands in an article, a short quotation is one of theirs.
const SPEECH: &[&str] = &[
    " said",
    " says",
    " told ",
    " warned",
    " tweeted",
    " sagte",
    " erklärte",
    " a déclaré",
    " a dit",
    " dijo",
    " afirmó",
    " disse",
    " ha detto",
];

/// Whether somebody speaks in an article.
pub(super) fn speaks<'t>(mut texts: impl Iterator<Item = &'t str>) -> bool {
    texts.any(|text| SPEECH.iter().any(|said| text.contains(said)))
}

/// Whether what came or went between marks is a term, and nobody around is said to say it; in an article in which somebody
/// speaks only what stands in code.
pub(super) fn is_term(text: &str, between: &str, speaks: impl FnOnce() -> bool) -> bool {
    let said = between.trim();
    // American stops stand inside the marks, whatever stands in them: `are called "workspaces."`
    let one = said.starts_with(char::is_lowercase) && !said.contains(' ') && said.ends_with(['.', ',']);
    let whole = !one && said.ends_with(['.', ',', '!', '?', '…', ';', ':']) || said.starts_with('…');
    let short = || words(said).take(LONGEST + 1).count() <= LONGEST && said.is_ascii();
    is_code(said) || !whole && (short() || is_title(said)) && !speaks() && !is_called(text, between)
}

/// Words of a title, at most.
const TITLE: usize = 8;

/// Whether every long word has its capital, as in what an award is called.
pub(super) fn is_title(said: &str) -> bool {
    let is_long = |word: &&str| word.chars().nth(3).is_some();
    let mut long = words(said).filter(is_long).peekable();
    said.is_ascii()
        && long.peek().is_some()
        && words(said).take(TITLE + 1).count() <= TITLE
        && words(said).next().is_some_and(|word| word.starts_with(char::is_uppercase))
        && long.all(|word| word.starts_with(char::is_uppercase))
}

/// Whether it is written as no one speaks: `MAX_SIZE`, `--force`, `a::b`.
pub(super) fn is_code(between: &str) -> bool {
    let said = between.trim();
    let signs = ["_", "::", "->", "=>", "==", "()", "\\", "</", "/>", "${", "--"];
    !said.contains(' ')
        && (signs.iter().any(|sign| said.contains(sign)) || said.starts_with(['-', '/', '#', '$', '<', '.', '@']))
}

/// Whether somebody says or calls something in the sentences around.
fn is_called(text: &str, between: &str) -> bool {
    let Some(at) = (between.as_ptr() as usize).checked_sub(text.as_ptr() as usize) else { return true };
    let (Some(before), Some(behind)) = (text.get(..at), text.get(at + between.len()..)) else { return true };
    let from = (at.saturating_sub(NEAR)..=at).find(|at| before.is_char_boundary(*at)).unwrap_or(at);
    let to = (0..=NEAR.min(behind.len())).rev().find(|to| behind.is_char_boundary(*to)).unwrap_or(0);
    let before = &before[from..];
    let before = ENDS.iter().filter_map(|end| before.rfind(end)).max().map_or(before, |end| &before[end..]);
    let behind = &behind[..to];
    let behind = ENDS.iter().filter_map(|end| behind.find(end)).min().map_or(behind, |end| &behind[..end]);
    // A colon leads to what is said, or it and a dash to who says it; nothing else stands beside a placard.
    let mut rest =
        behind.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '–' | '—' | '-')).chars();
    let follows = match rest.next() {
        Some(':' | '–' | '—') => true,
        Some('-') => rest.next() == Some(' '),
        _ => false,
    };
    let has_words = |text: &str| text.contains(char::is_alphanumeric);
    if follows || !has_words(before) && !has_words(behind) {
        return true;
    }
    let led = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':').ends_with(':');
    let calls = |word: &str| lexicon::class(word).attribution || lexicon::is_in(CALLING, &lower(word));
    let mut around = words(before).chain(words(behind)).peekable();
    led || std::iter::from_fn(|| {
        let word = around.next()?;
        // `Find out about`
        let is_out = word.eq_ignore_ascii_case("find") && around.peek() == Some(&"out");
        Some(!is_out && calls(word))
    })
    .any(|calls| calls)
}

/// What ends a sentence.
const ENDS: [&str; 4] = [". ", "! ", "? ", "\n"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_somebody_speaks_no_short_quotation_is_a_term() {
        let text = "the ‘rule of six’ holds in Harle";
        let said = &text[text.find("rule").expect("it")..][.."rule of six".len()];
        assert!(is_term(text, said, || speaks(["It holds.", "It is kept."].into_iter())));
        assert!(!is_term(text, said, || speaks(["It holds.", "Nobody likes it, the mayor said."].into_iter())));
    }

    #[test]
    fn terms_are_nobodys_words() {
        let term =
            |text: &str, said: &str| is_term(text, &text[text.find(said).expect("it")..][..said.len()], || false);
        for (text, said) in [
            ("Choose ‘next’ to go on.", "next"),
            ("the ‘rule of six’ holds in Harle", "rule of six"),
            ("set \"MAX_SIZE\", he said", "MAX_SIZE"),
            ("It was voted “Most Loved Mill of the River Harle” again.", "Most Loved Mill of the River Harle"),
            ("Find out about leave (‘temporary leave’) here.", "temporary leave"),
            ("A thing that it has is \"workspaces.\" It is new.", "workspaces."),
            ("The mill has a “food basket” for each. He said so.", "food basket"),
        ] {
            assert!(term(text, said), "{text}");
        }
        for (text, said) in [
            ("He called it ‘vile’ in Harle.", "vile"),
            ("“No,” he said.", "No,"),
            ("It was “vile”, said the mayor.", "vile"),
            ("The mayor: “vile”", "vile"),
            ("‘Witch-hunt’: Bell attacks the court", "Witch-hunt"),
            ("‘Reckless’ – minister", "Reckless"),
            ("‘Total waste’", "Total waste"),
            ("the “worst flood since 1990” in Harle", "worst flood since 1990"),
            ("它“没有”开", "没有"),
        ] {
            assert!(!term(text, said), "{text}");
        }
    }
}
