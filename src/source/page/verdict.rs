//! Whether a page is the article at all, or something shown in its place: an error, a consent wall, a paywall, a bot check,
//! a page that leads on.
//!
//! A long text is never taken for one of these, however its title reads: an article may well be called "Access denied".

use std::sync::Arc;

use super::{facts::Facts, sentences, tree::Tree};

/// What was shown in place of an article, as a noun with its article.
pub(super) type Reason = String;

/// Bytes of text from which on a page is an article whatever else it says.
const ARTICLE: usize = 1500;

/// Bytes of text that even a short article has.
const SCANT: usize = 400;

/// Marks in scripts and markup of services that keep programs out.
const CHECKS: [&str; 14] = [
    "cf-browser-verification",
    "cf-challenge",
    "/cdn-cgi/challenge-platform",
    "cf-turnstile",
    "_Incapsula_Resource",
    "captcha-delivery.com",
    "px-captcha",
    "distil_r_captcha",
    "g-recaptcha",
    "h-captcha",
    "ak_bmsc",
    "awswaf",
    "geo.captcha",
    "perfdrive.com",
];

/// Beginnings of sentences that such services show.
const CHECK_WORDS: [&str; 12] = [
    "just a moment",
    "attention required",
    "are you a robot",
    "are you human",
    "verify you are human",
    "verifying you are human",
    "checking your browser",
    "pardon our interruption",
    "unusual traffic",
    "security check",
    "bot verification",
    "press & hold",
];

/// Titles of pages that are not there, in languages of the press.
const MISSING: [&str; 27] = [
    "404",
    "page not found",
    "not found",
    "page cannot be found",
    "page can't be found",
    "page doesn't exist",
    "page does not exist",
    "no longer available",
    "page introuvable",
    "page non trouvée",
    "seite nicht gefunden",
    "seite existiert nicht",
    "página no encontrada",
    "no se encuentra la página",
    "pagina non trovata",
    "página não encontrada",
    "pagina niet gevonden",
    "sidan hittades inte",
    "sidan kunde inte hittas",
    "siden blev ikke fundet",
    "siden finnes ikke",
    "nie znaleziono strony",
    "страница не найдена",
    "页面不存在",
    "找不到网页",
    "找不到網頁",
    "ページが見つかりません",
];

/// Titles of servers that refuse or fail.
const FAILED: [&str; 16] = [
    "403 forbidden",
    "forbidden",
    "access denied",
    "401 unauthorized",
    "500 internal server error",
    "internal server error",
    "502 bad gateway",
    "bad gateway",
    "503 service",
    "service unavailable",
    "504 gateway",
    "gateway time",
    "temporarily unavailable",
    "under maintenance",
    "too many requests",
    "an error occurred",
];

/// What a wall asks before it lets a reader in.
const CONSENT: [&str; 16] = [
    "before you continue",
    "we value your privacy",
    "your privacy choices",
    "we and our partners",
    "store and/or access information on a device",
    "accept all",
    "agree and continue",
    "consent to the use of cookies",
    "zustimmen und weiter",
    "alle akzeptieren",
    "ihre einwilligung",
    "accepter et continuer",
    "tout accepter",
    "aceptar y continuar",
    "accetta e continua",
    "alles accepteren",
];

/// What stands where only subscribers may read on.
const PAYWALL: [&str; 22] = [
    "subscribe to continue",
    "subscribe to read",
    "subscribe now to",
    "subscribers only",
    "subscriber-only",
    "for subscribers",
    "already a subscriber",
    "already have an account",
    "sign in to continue",
    "log in to continue",
    "register to continue",
    "to continue reading",
    "to keep reading",
    "you have reached your limit",
    "free articles",
    "réservé aux abonnés",
    "abonnez-vous pour",
    "nur für abonnenten",
    "jetzt weiterlesen",
    "suscríbete para",
    "contenuto riservato agli abbonati",
    "alleen voor abonnees",
];

/// What the Wayback Machine says itself in place of a page.
const ARCHIVE: [&str; 5] = [
    "the wayback machine has not archived that url",
    "response at crawl time",
    "this url has been excluded from the wayback machine",
    "wayback machine doesn't have that page archived",
    "hrm. the wayback machine",
];

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

/// Words that speak of a page, its outlet or its reader rather than of the world.
const ABOUT_PAGES: [&str; 63] = [
    "page",
    "site",
    "browser",
    "cookie",
    "consent",
    "privacy",
    "partner",
    "personal data",
    "server",
    "request",
    "url",
    "link",
    "captcha",
    "robot",
    "javascript",
    "subscri",
    "sign in",
    "log in",
    "account",
    "free trial",
    "sorry",
    "oops",
    "looking for",
    "no longer available",
    "does not exist",
    "doesn't exist",
    "moved",
    "expired",
    "try again",
    "error",
    "unavailable",
    "permission",
    "address bar",
    "archive",
    "you are human",
    "verify",
    "security of your",
    "your connection",
    "been blocked",
    "advertis",
    "newsletter",
    "seite",
    "einwilligung",
    "datenschutz",
    "werbung",
    "abonn",
    "anmelden",
    "introuvable",
    "désolé",
    "página",
    "lo sentimos",
    "suscri",
    "pagina",
    "abbona",
    "helaas",
    "sidan",
    "siden",
    "stron",
    "страниц",
    "页面",
    "网页",
    "網頁",
    "ページ",
];

/// Bytes of sentences that speak of the world from which on a text is no error, whatever its title says.
const TELLING: usize = 60;

/// The same where the title is nothing but that of an error: such pages chat, too.
const TELLING_BELOW_ERROR: usize = 250;

/// Bytes of a sentence that counts.
const SENTENCE: usize = 40;

/// Bytes of sentences that speak of the world rather than of a page.
fn telling(paragraphs: &[Arc<str>]) -> usize {
    let tells = |text: &&Arc<str>| {
        text.len() >= SENTENCE && sentences::end(text) && {
            let small = text.to_lowercase().replace('’', "'");
            !ABOUT_PAGES.iter().any(|word| small.contains(word))
        }
    };
    paragraphs.iter().filter(tells).map(|text| text.len()).sum()
}

/// Judges a page by its title, its article's paragraphs, of `length` bytes, and the whole text that it shows.
pub(super) fn judge(facts: &Facts, tree: &Tree<'_>, paragraphs: &[Arc<str>], length: usize, shown: &str) -> Verdict {
    if length >= ARTICLE {
        return Verdict::Article;
    }
    let shown = shown.to_lowercase().replace('’', "'");
    let titles =
        [tree.title, facts.title.as_str()].map(|t| super::facts::shortened(t).to_lowercase().replace('’', "'"));
    let says = |words: &[&str]| words.iter().any(|w| shown.contains(w));
    let telling = telling(paragraphs);
    let titled = |words: &[&str]| are_about(&titles, words, telling);
    let instead = |what: &str| Verdict::Instead(what.to_owned());
    let scant = length < SCANT && telling < TELLING;

    if titles.iter().any(|t| t.contains("wayback machine")) || (scant && says(&ARCHIVE)) {
        return instead("a page of the web archive itself");
    }
    let checks = || says(&CHECK_WORDS) || in_scripts(tree, &CHECKS);
    if telling < TELLING && titled(&CHECK_WORDS) || (scant && !facts.is_article && checks()) {
        return instead("a check for robots");
    }
    if titled(&MISSING) || (length < 120 && scant && says(&MISSING)) {
        return instead("the outlet's page for what is not found");
    }
    if titled(&FAILED) || (length < 120 && scant && says(&FAILED)) {
        return instead("an error of the server");
    }
    if let Some(to) = facts.refresh.as_ref().filter(|_| length < SCANT) {
        return Verdict::Instead(format!("a page that only leads to {to}"));
    }
    if length < 100 && leads_by_script(tree) {
        return instead("a page that only leads elsewhere");
    }
    let consent = CONSENT.iter().filter(|w| shown.contains(**w)).count();
    let asks =
        (consent >= 2 && length < SCANT) || (consent >= 1 && (titled(&CONSENT) || (length < 200 && !facts.is_article)));
    if asks && telling < TELLING {
        return instead("a wall that asks for consent");
    }
    let walled = PAYWALL.iter().filter(|w| shown.contains(**w)).count();
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
    let small = |text: &str| super::facts::shortened(text).to_lowercase().replace('’', "'");
    let shown: Vec<String> = paragraphs.iter().map(|p| small(p)).collect();
    let first = shown.first().filter(|_| length < 120);
    let heads: Vec<String> = std::iter::once(small(title)).chain(first.cloned()).collect();
    let telling = telling(paragraphs);
    let headed = |words: &[&str]| are_about(&heads, words, telling);
    let asks = CONSENT.iter().filter(|words| shown.iter().any(|text| text.contains(**words))).count();
    if telling < TELLING && headed(&CHECK_WORDS) {
        Some("a check for robots")
    } else if headed(&MISSING) {
        Some("the outlet's page for what is not found")
    } else if headed(&FAILED) {
        Some("an error of the server")
    } else if telling < TELLING && (asks >= 2 || asks >= 1 && headed(&CONSENT)) {
        Some("a wall that asks for consent")
    } else {
        None
    }
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
fn are_about(titles: &[String], words: &[&str], telling: usize) -> bool {
    let short = titles.iter().filter(|title| title.chars().count() < 80);
    let about = short.flat_map(|title| words.iter().map(|word| is_about(title, word))).max().unwrap_or(About::No);
    match about {
        About::No => false,
        About::Mostly => telling < TELLING,
        About::Wholly => telling < TELLING_BELOW_ERROR,
    }
}

/// Whether a title is little more than the words: `404`, `Error 404 | The Post`, but not `The 404 men of Harle`.
fn is_about(title: &str, words: &str) -> About {
    const PARTINGS: [char; 8] = ['|', '-', '–', '—', '(', '!', '·', '.'];
    let Some(at) = title.find(words) else { return About::No };
    let before = title.get(..at).unwrap_or_default();
    let after = title.get(at + words.len()..).unwrap_or_default();
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if joined(before.chars().next_back()) || joined(after.chars().next()) {
        return About::No;
    }
    let (before, after) = (before.trim(), after.trim());
    let leads = ["error", "sorry,", "oops!", "http", "status", "code"].iter().any(|word| before.ends_with(word));
    let opened = before.is_empty() || before.ends_with(PARTINGS) || before.ends_with(':') || leads;
    let follows = ["error", "not found", "page", "forbidden"].iter().any(|word| after.starts_with(word));
    let closed = after.is_empty() || after.starts_with(PARTINGS) || follows;
    let few = |text: &str| text.split_whitespace().count() <= 4;
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

#[cfg(test)]
mod tests {
    use super::{About, is_about};

    #[test]
    fn titles_of_errors_are_told_from_those_of_articles() {
        for (title, words) in [
            ("404", "404"),
            ("error 404 - the harle post", "404"),
            ("page not found | harle post", "not found"),
            ("the post - page not found", "page not found"),
            ("access denied", "access denied"),
            ("attention required! | cloudflare", "attention required"),
        ] {
            assert_eq!(is_about(title, words), About::Wholly, "{title}");
        }
        for (title, words) in [
            ("the 404 men who built the bridge of harle", "404"),
            ("4040 sheep cross the moor", "404"),
            ("missing walker not found after a third day of searching on the moor", "not found"),
            ("families say they were forbidden to speak", "forbidden"),
        ] {
            assert_eq!(is_about(title, words), About::No, "{title}");
        }
    }
}
