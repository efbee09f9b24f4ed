//! Whether a page is the article at all, or something shown in its place: an error, a consent wall, a paywall, a bot check,
//! a page that leads on.
//!
//! A long text is never taken for one of these, however its title reads: an article may well be called "Access denied".

#[cfg(test)]
mod tests;
mod words;

use std::sync::Arc;

use self::words::{
    ABOUT_PAGES, ARCHIVE, CHECK_WORDS, CHECKS, CONSENT, FAILED, LEFT_TO_READ, MISSING, PAYWALL, REFUSED, SIGN_IN,
};
use super::{facts::Facts, sentences, tree::Tree};

/// What was shown in place of an article, as a noun with its article.
pub(super) type Reason = String;

/// Bytes of text from which on a page is an article whatever else it says.
const ARTICLE: usize = 1500;

/// Bytes of text that even a short article has.
const SCANT: usize = 400;

/// What a page is, by what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The article.
    Article,
    /// Its beginning, and why not more.
    Beginning(Reason),
    /// Something else.
    Instead(Reason),
}

/// Bytes of sentences that speak of the world from which on a text is no error, whatever its title says.
const TELLING: usize = 60;

/// The same where the title is nothing but that of an error: such pages chat, too.
const TELLING_BELOW_ERROR: usize = 250;

/// Characters of a heading that says nothing but that a page is missing.
const HEADING: usize = 32;

/// Bytes of a sentence that counts.
const SENTENCE: usize = 40;

/// Bytes of sentences that speak of the world rather than of a page.
fn telling(paragraphs: &[Arc<str>]) -> usize {
    let tells = |text: &&Arc<str>| {
        text.len() >= SENTENCE && sentences::end(text) && {
            let small = small(text);
            !ABOUT_PAGES.iter().any(|word| small.contains(word))
        }
    };
    paragraphs.iter().filter(tells).map(|text| text.len()).sum()
}

/// Judges a page by its title, its article's paragraphs, of `length` bytes, and the whole text that it shows, a line a block.
pub(super) fn judge(facts: &Facts, tree: &Tree<'_>, paragraphs: &[Arc<str>], length: usize, shown: &str) -> Verdict {
    if length >= ARTICLE {
        return Verdict::Article;
    }
    let lines = small(shown);
    let shown = lines.replace('\n', " ");
    let titles = [tree.title, facts.title.as_str()].map(|t| small(&super::facts::shortened(t)));
    let says = |words: &[&str]| words.iter().any(|w| shown.contains(w));
    let telling = telling(paragraphs);
    // A page that calls itself an article of a day is one, unless its title is nothing but that of an error.
    let dated = facts.is_article && !facts.published.is_empty();
    let titled = |words: &[&str]| are_about(&titles, words, telling, dated);
    let instead = |what: &str| Verdict::Instead(what.to_owned());
    let scant = length < SCANT && telling < TELLING;

    if titles.iter().any(|t| t.contains("wayback machine")) || (scant && says(&ARCHIVE)) {
        return instead("a page of the web archive itself");
    }
    let checks = || says(&CHECK_WORDS) || in_scripts(tree, &CHECKS);
    if telling < TELLING && titled(&CHECK_WORDS) || (scant && !facts.is_article && checks()) {
        return instead("a check for robots");
    }
    // What heads both the window and the page as one that is missing is that, whatever stories stand below.
    let [window, heading] = &titles;
    let is_missing = |title: &str| MISSING.iter().any(|words| is_about(title, words) == About::Wholly);
    let headed = heading.chars().count() <= HEADING && is_missing(heading) && is_missing(window);
    if headed || titled(&MISSING) || (length < 120 && telling == 0 && says(&MISSING)) {
        return instead("the outlet's page for what is not found");
    }
    let refused = || titles.iter().cloned().chain(paragraphs.iter().map(|p| small(p))).any(|text| refuses(&text));
    if telling < TELLING && length < ARTICLE / 2 && !dated && refused() {
        return instead("a refusal to readers of some countries");
    }
    if titled(&FAILED) || (length < 120 && telling == 0 && says(&FAILED)) {
        return instead("an error of the server");
    }
    let signs_in = |title: &String| SIGN_IN.iter().any(|words| is_about(title, words) == About::Wholly);
    if scant && !facts.is_article && titles.iter().any(signs_in) {
        return instead("a page to sign in");
    }
    if let Some(to) = facts.refresh.as_ref().filter(|_| length < SCANT) {
        return Verdict::Instead(format!("a page that only leads to {to}"));
    }
    if length < 100 && leads_by_script(tree) {
        return instead("a page that only leads elsewhere");
    }
    let consent = CONSENT.iter().filter(|w| shown.contains(**w)).count();
    let own = paragraphs.iter().map(|p| small(p)).collect::<Vec<_>>();
    let own = CONSENT.iter().filter(|w| own.iter().chain(&titles).any(|text| text.contains(**w))).count();
    if own >= 1 && consent.max(own) >= 2 && length < ARTICLE / 2 {
        return instead("a wall that asks for consent");
    }
    let asks =
        (consent >= 2 && length < SCANT) || titled(&CONSENT) || (consent >= 1 && length < 200 && !facts.is_article);
    if asks && telling < TELLING {
        return instead("a wall that asks for consent");
    }
    let walled = walls(&lines, &titles);
    if walled >= 1 || facts.closed {
        let fits = walled >= 2 || facts.closed;
        let little = length < 250 && (fits || length < 120);
        if little && telling < TELLING {
            return instead("a paywall");
        }
        if little || fits && length < ARTICLE * 2 / 3 {
            return Verdict::Beginning("a paywall hides the rest".into());
        }
    }
    Verdict::Article
}

/// What a text is that was kept without its page, if it is not the article: what its headline, or the first line of very
/// little text, says of itself.
pub(in crate::source) fn of_text(title: &str, paragraphs: &[Arc<str>]) -> Option<&'static str> {
    let length: usize = paragraphs.iter().map(|p| p.len()).sum();
    if length >= SCANT {
        return None;
    }
    let small = |text: &str| small(&super::facts::shortened(text));
    let shown: Vec<String> = paragraphs.iter().map(|p| small(p)).collect();
    let first = shown.first().filter(|_| length < 120);
    let heads: Vec<String> = std::iter::once(small(title)).chain(first.cloned()).collect();
    let telling = telling(paragraphs);
    let headed = |words: &[&str]| are_about(&heads, words, telling, false);
    let asks = CONSENT.iter().filter(|words| shown.iter().any(|text| text.contains(**words))).count();
    if telling < TELLING && headed(&CHECK_WORDS) {
        Some("a check for robots")
    } else if headed(&MISSING) {
        Some("the outlet's page for what is not found")
    } else if telling < TELLING && shown.iter().any(|text| refuses(text)) {
        Some("a refusal to readers of some countries")
    } else if headed(&FAILED) {
        Some("an error of the server")
    } else if telling < TELLING && (asks >= 2 || asks >= 1 && headed(&CONSENT)) {
        Some("a wall that asks for consent")
    } else {
        None
    }
}

/// Whether a text in small letters refuses readers of some countries: no film in it, and nobody who is quoted.
fn refuses(text: &str) -> bool {
    let other = text.contains("video") || text.contains(QUOTES);
    !other && REFUSED.iter().any(|words| text.contains(words))
}

/// A text in small letters, its apostrophes plain.
fn small(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// Marks of quotations.
const QUOTES: [char; 5] = ['"', '“', '„', '«', '「'];

/// How many signs of a paywall stand in lines of their own: neither in the headline nor in what somebody says.
fn walls(lines: &str, titles: &[String]) -> usize {
    let of_title = |line: &str| titles.iter().any(|title| !title.is_empty() && line.contains(title.as_str()));
    let speaks = |line: &str| line.contains(QUOTES);
    let own = lines.lines().filter(|line| line.len() < SCANT / 2 && !speaks(line) && !of_title(line));
    let own: Vec<&str> = own.collect();
    let told = PAYWALL.iter().filter(|words| own.iter().any(|line| line.contains(**words))).count();
    // How much is left to read says it by itself.
    let left = |line: &&str| {
        LEFT_TO_READ.iter().any(|(before, after)| {
            let rest = line.split_once(before).map(|(_, rest)| rest.trim_start());
            rest.and_then(|rest| rest.split_once(after)).is_some_and(|(number, _)| {
                let mut letters = number.trim().chars();
                number.len() < 12 && letters.next().is_some_and(char::is_numeric) && letters.all(|c| !c.is_alphabetic())
            })
        })
    };
    told + if own.iter().any(left) { 2 } else { 0 }
}

/// How much of a title is the words of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// It speaks of other things.
    No,
    /// They, and a few others.
    Mostly,
    /// They, and the outlet's name.
    Wholly,
}

/// Whether one of some titles is little more than one of the words, above a text of so many telling bytes.
fn are_about(titles: &[String], words: &[&str], telling: usize, dated: bool) -> bool {
    let short = titles.iter().filter(|title| title.chars().count() < 80);
    let about = short.flat_map(|title| words.iter().map(|word| is_about(title, word))).max().unwrap_or(About::No);
    match about {
        About::No => false,
        About::Mostly => telling == 0 && !dated,
        About::Wholly => telling < if dated { TELLING } else { TELLING_BELOW_ERROR },
    }
}

/// Whether a title is little more than the words: `404`, `Error 404 | The Post`, but not `The 404 men of Harle`.
fn is_about(title: &str, words: &str) -> About {
    /// What stands before the number of an error.
    const LEADS: [&str; 11] =
        ["error", "sorry,", "oops!", "http", "status", "code", "fehler", "erreur", "errore", "erro", "ошибка"];
    const PARTINGS: [char; 13] = ['|', '-', '–', '—', '(', '!', '·', '.', '_', '｜', '：', '＿', '»'];
    let Some(at) = title.find(words) else { return About::No };
    let before = title.get(..at).unwrap_or_default();
    let after = title.get(at + words.len()..).unwrap_or_default();
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if joined(before.chars().next_back()) || joined(after.chars().next()) {
        return About::No;
    }
    let (before, after) = (before.trim(), after.trim());
    let unnumbered = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let leads = LEADS.iter().any(|word| unnumbered.ends_with(word));
    let opened = before.is_empty() || before.ends_with(PARTINGS) || before.ends_with(':') || leads;
    let follows = ["error", "not found", "page", "forbidden"].iter().any(|word| after.starts_with(word));
    let few = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count() <= 4;
    // `500 – a village counts its sheep` is a headline, `Error 500 – The Post of the Upper Valley` is not.
    let alone = words.bytes().all(|byte| byte.is_ascii_digit()) && before.is_empty();
    let closed = after.is_empty() || (few(after) || !alone) && after.starts_with(PARTINGS) || follows;
    // Short words occur in headlines too; phrases hardly do.
    if words == "not found" || !words.contains(' ') {
        let is_it = (opened || before.ends_with("page")) && closed && few(before);
        return if is_it { About::Wholly } else { About::No };
    }
    match (opened, closed) {
        (true, true) => About::Wholly,
        _ if (opened || few(before)) && (closed || few(after)) => About::Mostly,
        _ => About::No,
    }
}

fn in_scripts(tree: &Tree<'_>, marks: &[&str]) -> bool {
    let texts = tree.scripts.iter().copied().chain(tree.nodes.iter().map(|n| n.text)).take(2000);
    texts.filter(|t| t.len() < 20_000).any(|text| marks.iter().any(|mark| text.contains(mark)))
}

fn leads_by_script(tree: &Tree<'_>) -> bool {
    const WAYS: [&str; 5] =
        ["location.replace(", "location.href=", "location.href =", "window.location=", "window.location ="];
    tree.scripts.len() <= 3 && tree.scripts.iter().any(|s| s.len() < 2000 && WAYS.iter().any(|way| s.contains(way)))
}
