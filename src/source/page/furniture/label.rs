//! What a line of a page is by its words alone.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use super::{
    super::{body::Figures, sentences},
    LABEL,
    words::{APPEALS, COMMENTS, HEADS, NETWORKS, ONWARD, REQUESTS, TOOLS},
};

/// What a line is that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// A tool of the page, or a word that stands where one is.
    Tool,
    /// What counts the pictures of a gallery.
    Counter,
    /// The name of a network, which may be an item of the article's own lists, too.
    Network,
    /// The head of what leads to other stories.
    Onward,
    /// The head of what readers say.
    Comments,
    /// One that names another story behind its colon.
    Reference,
    /// A request to the reader.
    Appeal,
}

/// What a line says, if it is none of the article's. `plain`: it stands in no list and is no heading.
pub(super) fn of(line: &str, own: &Figures, plain: bool) -> Option<Label> {
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '『');
    if line.contains(quotes) {
        return None;
    }
    let bare = bare(line);
    // `Listen.` is a sentence.
    let speaks = !bare.contains(' ') && sentences::end(line) && !line.ends_with(['…']) && !line.ends_with("...");
    if own.text <= LABEL && !speaks {
        if let Some((label, _)) = LABELS.iter().find(|(_, words)| words.contains(bare.as_str())) {
            return Some(*label);
        }
        // `Comments (2)`
        let uncounted = bare.trim_matches(|c: char| !c.is_alphabetic());
        if COMMENTS.contains(&uncounted) && line.contains(char::is_numeric) {
            return Some(Label::Comments);
        }
        if is_counter(line) {
            return Some(Label::Counter);
        }
    }
    // `Read also: Ferry sails again`
    if let Some((head, tail)) = line.split_once([':', '：']).filter(|(head, _)| head.len() <= 40) {
        let head = self::bare(head);
        let linked = own.linked_share();
        let refers = HEADS.contains(&head.as_str()) && (linked > 35 || head.contains(' ') && !sentences::end(line));
        if !tail.trim().is_empty() && (refers || head == "more" && linked > 50) {
            return Some(Label::Reference);
        }
        // `Share this: Facebook Twitter`, `Tags: Floods, Weather`
        if TOOLS.contains(&head.as_str()) && linked > 35 && !sentences::end(line) {
            return Some(Label::Tool);
        }
    }
    if speaks_of_page(line) {
        return Some(Label::Appeal);
    }
    let asks = |any: &LazyLock<Option<Regex>>| any.as_ref().is_some_and(|any| any.is_match(&bare));
    (plain && (asks(&ASKS) || asks(&BEGINS))).then_some(Label::Appeal)
}

/// Whether a line in small letters is the head of what leads to other stories.
pub(super) fn is_onward(bare: &str) -> bool {
    HEADS.contains(&bare) || ONWARD.contains(&bare)
}

/// A line without what stands around its letters, in small ones.
pub(in crate::source::page) fn bare(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'")
}

/// Whether a line tells who owns the page, or where it lies.
fn speaks_of_page(line: &str) -> bool {
    const RESERVED: [&str; 5] = ["reserved", "réservés", "vorbehalten", "reservados", "riservati"];
    let small = line.trim().to_lowercase();
    let marks = ["copyright", "©", "(c)"];
    let mut rest = small.as_str();
    while let Some(behind) = marks.iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = behind.trim_start();
    }
    let owned = rest.len() < small.len() && rest.starts_with(|c: char| c.is_ascii_digit());
    let address = ["http://", "https://"].iter().any(|scheme| small.starts_with(scheme));
    owned && (!sentences::end(line) || RESERVED.iter().any(|word| small.contains(word)))
        || address && !small.contains(char::is_whitespace)
}

/// Whether a line counts the pictures of a gallery: `1/4`, `[2/4]`.
fn is_counter(line: &str) -> bool {
    let inner = line.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let number = |text: &str| text.trim().parse::<u16>().ok().filter(|n| *n < 1000);
    let parts = inner.split_once('/').and_then(|(at, of)| number(at).zip(number(of)));
    parts.is_some_and(|(at, of)| at <= of && of > 1)
}

static LABELS: LazyLock<[(Label, HashSet<&str>); 4]> = LazyLock::new(|| {
    let set = |words: &'static [&'static str]| words.iter().copied().collect::<HashSet<_>>();
    [
        (Label::Tool, set(TOOLS)),
        (Label::Onward, set(ONWARD)),
        (Label::Comments, set(COMMENTS)),
        (Label::Network, set(NETWORKS)),
    ]
});

/// Any of the appeals, looked for all at once.
static ASKS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&any(APPEALS)).ok());

/// Any of the requests, where a sentence begins.
static BEGINS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("(?:^|[.!?…:|] )(?:{})", any(REQUESTS))).ok());

fn any(words: &[&str]) -> String {
    words.iter().map(|words| regex::escape(words)).collect::<Vec<_>>().join("|")
}
