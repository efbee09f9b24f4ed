//! Whatever a text holds, a document's markup, escapes and structure are ours alone.

use proptest::prelude::*;
use recension::export::EXPORTERS;

use crate::sample::{Sample, compared};

const HOSTILE: [&str; 22] = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "--> <!-- ]]> <![CDATA[ &lt; &#60;script&#62;",
    "\" onmouseover=\"x ' autofocus='",
    "javascript:alert(1) https://x.example/ www.x.example",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\u{90}q\u{9c}",
    "\u{202e}desrever\u{202c} \u{2066}isolate\u{2069} \u{200e}\u{61c}",
    "NUL \0 CR \r BS \u{8} DEL \u{7f} tab \t end",
    "../../x",
    "| a | b |",
    "| --- | --- |",
    "# heading",
    "    indented code",
    "```",
    "~~~~",
    "1. list",
    "- list",
    "> quote",
    "***",
    "[link](javascript:x) ![picture](x) [^1]: [x]: http://y",
    "**bold** __bold__ ~~struck~~ `code` $math$ \\ backslash",
    "[-not ours-] {+not ours+}",
];

fn hostile() -> Sample {
    let old: Vec<String> = HOSTILE.map(String::from).to_vec();
    let new: Vec<String> = HOSTILE
        .iter()
        .rev()
        .enumerate()
        .map(|(i, text)| format!("{text}{}", if i % 3 == 0 { " <q>new</q>" } else { "" }))
        .collect();
    let mut sample = compared(("../../x <i>", &old), ("../../x\u{1b}[31m\u{202e}<i>", &new));
    let article = &mut sample.article;
    article.source = "<u>|\u{1b}[1m".into();
    article.url = "javascript:alert('1')//\"><script>".into();
    article.status = Some("</p>|\n# x".into());
    article.notes = HOSTILE.map(String::from).to_vec();
    article.origins = vec!["a\u{202e}|<b>.html".into()];
    sample
}

/// Control characters that are in a document, but for line feeds and whatever it may use.
fn controls(document: &str, may: &[char]) -> Vec<char> {
    document.chars().filter(|c| c.is_control() && *c != '\n' && !may.contains(c)).collect()
}

fn html_is_ours(document: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(controls(document, &[]), Vec::<char>::new());
    let ours = [
        "!DOCTYPE html",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "header",
        "p",
        "bdi",
        "h1",
        "aside",
        "ul",
        "li",
        "b",
        "input",
        "label",
        "main",
        "section",
        "span",
        "a",
        "ins",
        "del",
        "br",
        "table",
        "thead",
        "tr",
        "th",
        "tbody",
        "td",
        "footer",
        "h2",
        "dl",
        "dt",
        "dd",
        "code",
    ];
    let (head, body) = document.split_once("<body>").expect("a body");
    let text = head.split("<style>").next().expect("a head").to_owned() + body;
    for tag in text.split('<').skip(1) {
        let name = tag.split(['>']).next().unwrap_or("").trim_start_matches('/');
        let name = if name.starts_with('!') { name } else { name.split(' ').next().unwrap_or("") };
        prop_assert!(ours.contains(&name), "<{tag}");
        for handler in ["onerror=", "onmouseover=\"", "autofocus='", "href=\"javascript", "style="] {
            prop_assert!(!tag.split('>').next().unwrap_or("").contains(handler), "<{tag}");
        }
    }
    prop_assert_eq!(document.matches("<style>").count(), 1);
    prop_assert_eq!(document.matches("</style>").count(), 1);
    Ok(())
}

fn markdown_is_ours(document: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(controls(document, &[]), Vec::<char>::new());
    let stripped = document.replace("<!-- -->", "").replace("<https://echo.example/ferry?a=1&b=2>", "");
    prop_assert!(!stripped.contains('<'), "{document}");
    for line in document.lines() {
        let table = line.starts_with("| ") && line.ends_with(" |");
        let pipes = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        prop_assert_eq!(pipes, if table || line.starts_with("| ---") { 3 } else { 0 }, "{}", line);
        for block in ["    ", "\t", "```", "~~~~~", "- ", "+ ", "1. ", "1) ", "## ", "==="] {
            prop_assert!(!line.starts_with(block), "{line}");
        }
    }
    Ok(())
}

fn plain_is_ours(document: &str, may: &[char]) -> Result<(), TestCaseError> {
    prop_assert_eq!(controls(document, may), Vec::<char>::new());
    // The only escape sequences are those that set colours and attributes.
    for sequence in document.split('\u{1b}').skip(1) {
        let end = sequence.find(|c: char| !"[0123456789;".contains(c)).unwrap_or(0);
        prop_assert!(sequence.starts_with('[') && sequence[end..].starts_with('m'), "ESC{sequence}");
    }
    Ok(())
}

fn is_ours(sample: &Sample) -> Result<(), TestCaseError> {
    for exporter in EXPORTERS {
        let document = sample.document(exporter.name());
        match exporter.name() {
            "html" => html_is_ours(&document)?,
            "markdown" => markdown_is_ours(&document)?,
            "ansi" => plain_is_ours(&document, &['\u{1b}'])?,
            "text" => plain_is_ours(&document, &[])?,
            "json" => drop(serde_json::from_str::<serde_json::Value>(&document).expect("JSON")),
            // A patch holds the text to the byte, whatever it is.
            _ => {}
        }
        if !matches!(exporter.name(), "json" | "patch") {
            let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            // Isolates of our own are closed on the line on which they are opened.
            for line in document.lines() {
                let depth = line.chars().filter(|&c| reorders(c)).try_fold(0_i32, |depth, c| match c {
                    '\u{2068}' => Some(depth + 1),
                    '\u{2069}' if depth > 0 => Some(depth - 1),
                    _ => None,
                });
                prop_assert_eq!(depth, Some(0), "{}: {}", exporter.name(), line.escape_debug());
            }
        }
    }
    Ok(())
}

#[test]
fn hostile_text_is_harmless_in_every_format() {
    is_ours(&hostile()).unwrap_or_else(|e| panic!("{e}"));
    let html = hostile().document("html");
    assert!(!html.contains("href=\"javascript") && html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for exporter in EXPORTERS {
        let left = path.join(format!("hostile.{}.{}", exporter.name(), exporter.suffix()));
        std::fs::write(left, hostile().document(exporter.name())).expect("the document");
    }
}

#[test]
fn a_large_paragraph_costs_no_more_than_its_length() {
    let large = "www. http://*<\u{1b} ".repeat(60_000);
    let sample = compared(("t", std::slice::from_ref(&large)), ("t", &[large.clone(), "more".into()]));
    for exporter in EXPORTERS {
        assert!(sample.bytes(*exporter).len() < 60_000_000, "{}", exporter.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_harmless_in_every_format(
        old in proptest::collection::vec("[-+*~_#<>&|!`'\"=.:/ q1\\[\\]()\\\\\u{1b}\u{9b}\r\t\0\u{202e}\u{2069}\u{5d0}é新]{0,9}", 0..7),
        new in proptest::collection::vec("[-+*~_#<>&|!`'\"=.:/ q1\\[\\]()\\\\\u{1b}\u{9b}\r\t\0\u{202e}\u{2069}\u{5d0}é新]{0,9}", 0..7),
        titles in ("\\PC{0,9}", "[<>&#\u{1b}\u{202e} q]{0,9}"),
    ) {
        is_ours(&compared((&titles.0, &old), (&titles.1, &new)))?;
    }
}
