//! Lines that are no part of what an article says: times of an update, share bars, lines that lead elsewhere.
//!
//! A line is boilerplate if every word of it is of a small list, so that nothing else can hide in it: no name, no
//! negation, no quotation, and no figure but in a time.

use std::borrow::Cow;

use crate::text::{fold::lower, quotation::has_marks, roll::Roll, words::words};

/// All lists of such words.
static LISTS: Roll<6, 1024> = Roll::of([STAMP, UNITS, MONTHS, BARS, BARRED, BESIDE]);

/// Which of them a word stands in, a bit each.
#[derive(Clone, Copy)]
enum List {
    Stamp = 1,
    Unit = 2,
    Month = 4,
    Bar = 8,
    Barred = 16,
    Beside = 32,
}

/// Words of which the time of an update is made, in lower case; figures, what they count, and months besides.
const STAMP: &str = "last updated update modified published posted reviewed checked first at on gmt bst utc edt est et pdt pst pt ct mt cet cest am pm \
    a.m. p.m. a.m p.m ago now just today yesterday monday tuesday wednesday thursday friday saturday sunday mon tue tues \
    wed thu thur thurs fri sat sun the of \
    stand zuletzt aktualisiert geändert veröffentlicht am um uhr vom montag dienstag mittwoch donnerstag freitag samstag \
    sonntag heute gestern \
    mis mise à jour modifié publié le lundi mardi mercredi jeudi vendredi samedi dimanche hier \
    última actualización actualizado actualizada modificado publicado el a las de del lunes martes miércoles jueves viernes \
    sábado domingo hoy ayer";

/// What the figure of such a time counts. Without one something else is told: of opening hours, of minutes of a meeting.
const UNITS: &str =
    "second seconds minute minutes min mins hour hours hr hrs day days week weeks month months year years";

const MONTHS: &str = "january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sep sept oct nov dec \
    januar februar märz mai juni juli oktober dezember \
    janvier février mars avril juin juillet août septembre octobre novembre décembre \
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";

/// The words by which a line says that it is the time of an update.
const STAMPED: &[&str] = &[
    "updated",
    "update",
    "modified",
    "published",
    "posted",
    "reviewed",
    "checked",
    "stand",
    "aktualisiert",
    "geändert",
    "veröffentlicht",
    "jour",
    "modifié",
    "publié",
    "actualización",
    "actualizado",
    "actualizada",
    "modificado",
    "publicado",
];

/// The words that tell when something first appeared: with its day, that is a claim of the article.
const FIRST: &[&str] = &["published", "posted", "veröffentlicht", "publié", "publicado"];

/// So many words at most name who keeps a page up to date.
const KEEPER: usize = 5;

/// Words that are a time without a figure.
const TIMED: &[&str] =
    &["ago", "today", "yesterday", "now", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words of which share bars and lines that lead elsewhere are made.
const BARS: &str = "share this page article story post on via by with to the and or us our a it in for of \
    facebook twitter whatsapp linkedin reddit pinterest telegram flipboard instagram youtube email e mail print copy link url \
    tweet pin save bookmark comment comments view show hide all more read related continue reading see also next previous \
    advertisement advertisements ad ads subscribe subscription sign up newsletter newsletters follow register log \
    back top menu close skip content main image caption gallery video play loading watch listen \
    teilen drucken kommentare anzeige werbung mehr lesen weiterlesen merken artikel \
    partager imprimer commentaires publicité lire aussi suite compartir imprimir comentarios publicidad leer más";

/// The words by which a line says that it is such a line.
const BARRED: &str = "share facebook twitter whatsapp linkedin reddit tweet print copy advertisement advertisements \
    subscribe newsletter newsletters sign comments read related continue bookmark skip loading \
    teilen drucken anzeige werbung weiterlesen partager imprimer publicité lire compartir publicidad leer";

/// Companies whose names stand in share bars.
const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "reddit",
    "pinterest",
    "telegram",
    "flipboard",
    "instagram",
    "youtube",
];

/// What may stand behind such a name in a share bar.
const BESIDE: &str = "facebook twitter whatsapp linkedin reddit pinterest telegram flipboard instagram youtube and or email e mail print \
    copy link url more comments save bookmark";

/// Whether a line is boilerplate.
#[must_use]
pub fn boilerplate(line: &str) -> bool {
    said(line).is_some_and(|said| kept_by(&said).is_some_and(|k| k.is_empty()) || bars(&said) || ages(&said))
}

/// The words of a line that may be boilerplate: of a short one that quotes nothing.
fn said(line: &str) -> Option<Vec<&str>> {
    (line.len() <= 160 && !has_marks(line)).then(|| words(line).collect())
}

/// Whether a line is nothing but how old a page is (`This article is more than 3 years old`), which papers put above what
/// they published long ago.
fn ages(said: &[&str]) -> bool {
    if !said.first().is_some_and(|first| first.eq_ignore_ascii_case("this")) {
        return false;
    }
    let said: Vec<Cow<'_, str>> = said.iter().take(10).map(|word| lower(word)).collect();
    let said: Vec<&str> = said.iter().map(|word| &**word).collect();
    let (what, behind) = match said.as_slice() {
        ["this", what, "is", rest @ ..] => (*what, rest),
        ["this", what, "was", "published" | "posted" | "written", rest @ ..] => (*what, rest),
        _ => return false,
    };
    let figure = |word: &str| word.bytes().all(|b| b.is_ascii_digit()) || matches!(word, "a" | "one");
    matches!(what, "article" | "story" | "page" | "post" | "content" | "report")
        && match behind {
            ["more", "than", count, unit, "old" | "ago"] | ["over" | "about", count, unit, "old" | "ago"] => {
                figure(count) && is_in(List::Unit, unit)
            }
            _ => false,
        }
}

/// Whether a line is nothing but the time of an update (`Last updated at 14:32 GMT on 3 May 2020`).
#[must_use]
pub fn stamps(line: &str) -> bool {
    keeper(line).is_some_and(|k| k.is_empty())
}

/// Whether of a line only the time of an update changed (`Last reviewed by the Harbour Office: 3 May`). Who keeps the
/// page is named on both sides alike, so that no name comes or goes unseen.
#[must_use]
pub fn restamped(old: &str, new: &str) -> bool {
    keeper(old).is_some_and(|k| keeper(new) == Some(k))
}

/// Who keeps a page up to date, by the time of its update (`reviewed by the Harbour Office`); no words where the time
/// stands alone, none at all where the line is no such time.
fn keeper(line: &str) -> Option<Vec<&str>> {
    said(line).and_then(|said| kept_by(&said))
}

/// The same of the words of a line.
fn kept_by<'l>(words: &[&'l str]) -> Option<Vec<&'l str>> {
    let (mut said, mut timed, mut first, mut dated, mut count) = (false, false, false, false, 0);
    let (mut keeper, mut named, mut before) = (Vec::new(), false, Cow::Borrowed(""));
    for &word in words {
        count += 1;
        // In lower case `may` is what somebody may do.
        if word == "may" || word == "march" {
            return None;
        }
        let lower = lower(word);
        let is_counted = is_in(List::Unit, &lower) && before.bytes().all(|b| b.is_ascii_digit()) && !before.is_empty();
        let is_part = is_in(List::Stamp, &lower) || is_in(List::Month, &lower) || is_time(&lower) || is_counted;
        // Directly behind `updated`, and before the time, stands who updates: names, hence capitals.
        if lower == "by" && keeper.is_empty() && said && STAMPED.contains(&&*before) {
            (named, before) = (true, lower);
            continue;
        }
        let of_name = named && !timed && (word.starts_with(char::is_uppercase) || lower == "the");
        if of_name && !(is_part && lower != "the") {
            if keeper.len() == KEEPER {
                return None;
            }
            keeper.push(word);
            continue;
        }
        said |= STAMPED.contains(&&*lower);
        timed |= lower.starts_with(|c: char| c.is_ascii_digit()) || TIMED.contains(&&*lower);
        first |= FIRST.contains(&&*lower);
        let is_year = lower.len() == 4 && lower.bytes().all(|b| b.is_ascii_digit());
        dated |= is_in(List::Month, &lower) || is_year || lower.matches('.').count() > 1;
        if !is_part {
            return None;
        }
        (named, before) = (false, lower);
    }
    (said && (timed || count == 1) && !(first && dated)).then_some(keeper)
}

/// Whether a line is nothing but a share bar, a mark of advertising, or words that lead elsewhere (`Read more`).
fn bars(words: &[&str]) -> bool {
    let mut said = false;
    let mut named = false;
    for word in words {
        if word.len() > 16 {
            return false;
        }
        let word = lower(word);
        said |= is_in(List::Barred, &word);
        // A company of which something is told (`Facebook to close …`) is news.
        let is_network = NETWORKS.contains(&&*word);
        if !is_in(List::Bar, &word) || named && !is_in(List::Beside, &word) {
            return false;
        }
        named = is_network || named && !matches!(&*word, "and" | "or");
    }
    said
}

fn is_in(list: List, word: &str) -> bool {
    LISTS.lists(word) & list as u8 != 0
}

/// A figure such as `14:32`, `3rd`, `2020`, `2.30pm`; nothing with currency or per cent.
fn is_time(word: &str) -> bool {
    let endings = ["st", "nd", "rd", "th", "am", "pm", "h"];
    let word = match word.split_once('h') {
        Some((hours, minutes)) if !minutes.is_empty() && minutes.bytes().all(|b| b.is_ascii_digit()) => hours,
        _ => word,
    };
    let digits = endings.iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_hide_nothing() {
        assert!(stamps("Last updated at 14:32 GMT on Monday 3rd May 2020"));
        assert!(stamps("Updated 3 hours ago"));
        assert!(!stamps("Updated: 4 dead"));
        assert!(!stamps("14:32"));
        assert!(!stamps("Posted first: the second day of the year"));
        assert!(!stamps("First published on Mon 3 May 2020"));
        assert!(!stamps("Updated not 3 hours ago"));
        assert!(!stamps("Updated may 3 hours ago"));
        assert!(!stamps("“Updated” 3 hours ago"));
        assert!(!stamps("Published figures rose 4%"));
        assert!(!stamps("Stand with us"));
        assert!(!stamps("Checked by nobody"));
        assert!(!stamps("Updated hours: Mon-Fri 9am-5pm"));
        assert!(!stamps("Modified hours: 10 am - 5 pm"));
        assert!(!stamps("Checked the minutes of Friday 12 May"));
        assert!(!stamps("First published: Monday 4 March"));
        assert!(!stamps("Published: 3 March at 10:00"));
        assert!(stamps("Posted at 14:32"));
        assert!(stamps("Posted 3 hours ago"));
    }

    #[test]
    fn stamps_in_other_languages() {
        for line in [
            "Stand: 03.05.2020, 14:32 Uhr",
            "Zuletzt aktualisiert am 3. Mai 2020 um 14:32 Uhr",
            "Mis à jour le lundi 3 février 2020 à 14h32",
            "Última actualización: 3 de mayo de 2020 a las 14:32",
        ] {
            assert!(stamps(line), "{line}");
        }
        assert!(!stamps("Publié le 3 mai 2020"), "when it first appeared is a claim");
        assert!(!stamps("Mis à jour : 4 morts"));
    }

    #[test]
    fn of_a_page_kept_up_to_date_only_the_time_may_change() {
        let of = |old, new| restamped(old, new);
        assert!(of(
            "Last reviewed by the Harbour Office: 3 July 2026",
            "Last reviewed by the Harbour Office: 21 August 2026"
        ));
        assert!(of("Updated 3 May", "Updated 4 May"));
        assert!(!of("Last reviewed by Ann Low: 3 July", "Last reviewed by Ann Hay: 4 July"), "a name came");
        assert!(!of("Last reviewed: 3 July", "Last reviewed by Ann Hay: 4 July"), "a name came");
        assert!(!of("Updated rules apply from 3 July 2026", "Updated rules apply from 21 August 2026"));
        assert!(!of("Checked by 3 officers", "Checked by 4 officers"));
        assert!(!of("Updated by Ann Low after 3 July", "Updated by Ann Low after 4 July"));
        assert!(!stamps("Last reviewed by the Harbour Office: 3 July 2026"), "alone it brings a name");
    }

    #[test]
    fn how_old_a_page_is_hides_nothing() {
        assert!(boilerplate("This article is more than 3 years old"));
        assert!(boilerplate("This article was published more than 1 year ago."));
        assert!(!boilerplate("This bridge is more than 3 years old"));
        assert!(!boilerplate("This article is more than 3 years old and wrong"));
        assert!(!boilerplate("This article is not more than 3 years old"));
    }

    #[test]
    fn bars_hide_nothing() {
        assert!(boilerplate("Share on Facebook"));
        assert!(boilerplate("Read more"));
        assert!(boilerplate("Advertisement"));
        assert!(!boilerplate("Read more: minister denies it"));
        assert!(!boilerplate("Share price"));
        assert!(!boilerplate("Do not share this page"));
        assert!(!boilerplate("Share 4 more"));
        assert!(!boilerplate("See the article"));
        assert!(boilerplate("Share on Facebook and Twitter"));
        assert!(boilerplate("Facebook Twitter WhatsApp Email"));
        assert!(!boilerplate("Facebook to close Instagram"));
        assert!(!boilerplate("Twitter and Reddit follow Facebook"));
        assert!(!boilerplate("Sponsored by Facebook"));
        // That a piece is paid for is said to its readers.
        assert!(!boilerplate("Sponsored") && !boilerplate("Sponsored content"));
    }
}
