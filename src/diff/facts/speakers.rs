//! Who says it: the source that stands beside a word of attribution (`according to the prefecture`, `said Ann Lee`,
//! `police said`), and sources that became others while what they say stayed.
//!
//! The word itself may stay where it is: then no word of attribution came or went, and yet somebody else says it. A
//! source that only bears more or fewer words (`the Harle police`, `police`) is the same one, and so may be a pronoun and
//! the name that it stands for.

mod beside;

use self::beside::beside;
use super::{lexicon, names::stem, passage::Passage, tongue::Tongue};
use crate::{
    diff::Fact,
    model::{ChangeKind, Sides},
    text::{fold::lower, terms::is_dense},
};

/// What is told of sources that became others.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Attribution];

/// Words of a source, at most.
const WORDS: usize = 7;

/// Words of attribution of one text, at most: more are no prose.
const MOST: usize = 20_000;

/// Tokens on either side of a word of attribution among which its source stands.
const NEAR: usize = 2 * WORDS + 4;

/// Bytes on either side of a quotation in which its speaker is looked for.
const FAR: usize = 300;

/// A source beside its word of attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source<'a> {
    /// With the word of attribution: `said Ann Lee`.
    pub(super) text: &'a str,
    /// Its telling words, in lower case.
    words: Vec<String>,
}

impl Source<'_> {
    /// Whether this is somebody else than the other one.
    pub(super) fn differs(&self, other: &Source<'_>) -> bool {
        let within = |a: &Source<'_>, b: &Source<'_>| a.words.iter().all(|w| b.words.contains(w));
        let pronoun = |s: &Source<'_>| matches!(&s.words[..], [one] if beside(one).pronoun);
        pronoun(self) == pronoun(other) && !within(self, other) && !within(other, self)
    }
}

/// Sources of what two texts say that became others.
pub(super) fn exchanged(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    if pair.old.changed().next().is_none() || pair.new.changed().next().is_none() {
        return Vec::new();
    }
    let old = attributions(pair.old);
    if old.is_empty() {
        return Vec::new();
    }
    let new = attributions(pair.new);
    // Words of attribution that stayed stand in the same order on both sides; of those that did not, one may have been
    // carried along.
    let mut out = Vec::new();
    for stayed in [true, false] {
        let of = |all: &[Attribution]| all.iter().copied().filter(|a| a.rank.is_some() == stayed).collect::<Vec<_>>();
        let (old, new) = (of(&old), of(&new));
        if !stayed && (old.len(), new.len()) != (1, 1) {
            continue;
        }
        let mut new = new.iter().peekable();
        for gone in old.iter().take(MOST) {
            while new.next_if(|come| come.rank < gone.rank).is_some() {}
            let Some(come) = new.next_if(|come| come.rank == gone.rank) else { continue };
            let (a, b) = (gone.token, come.token);
            if !pair.old.word(a).eq_ignore_ascii_case(pair.new.word(b)) {
                continue;
            }
            let Some((gone, come)) = source(pair.old, a).zip(source(pair.new, b)) else { continue };
            let touched = |p: &Passage<'_>, t: usize, s: &(Source<'_>, (usize, usize))| {
                p.place(t).is_some() || (s.1.0..=s.1.1).any(|t| p.is_word(t) && p.place(t).is_some())
            };
            if touched(pair.old, a, &gone) && touched(pair.new, b, &come) && gone.0.differs(&come.0) {
                out.push(Fact::new(ChangeKind::Attribution, Some(gone.0.text), Some(come.0.text)));
            }
        }
    }
    out
}

/// Who says a quotation that stands somewhere in a text.
pub(super) fn speaker<'a>(text: &'a str, quotation: &str) -> Option<Source<'a>> {
    let start = (quotation.as_ptr() as usize).checked_sub(text.as_ptr() as usize).filter(|at| *at <= text.len())?;
    // What is said far from it is said of something else.
    let border = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let from = border(start.saturating_sub(FAR));
    let text = text.get(from..border(start + quotation.len() + FAR))?;
    let start = start - from;
    let end = start + quotation.len();
    let passage = Passage::new(text, &[]);
    let first = passage.tokens.partition_point(|t| t.end <= start);
    let last = passage.tokens.partition_point(|t| t.start < end);
    let ends = |t: usize| passage.is_mark(t) && passage.word(t).contains(['.', '!', '?', '。', ';']);
    let opens = |t: usize| passage.is_mark(t) && passage.word(t).contains(['“', '„', '«', '「']);
    // Behind the quotation, after its closing mark; else before it.
    let behind = (last + 1..passage.tokens.len()).take_while(|&t| !ends(t) && !opens(t));
    let ahead = (0..first.saturating_sub(1)).rev().take_while(|&t| !ends(t) && !closes(passage.word(t)));
    let said = |t: &usize| speaks(&passage, *t);
    let found = behind.into_iter().find(said).and_then(|t| source(&passage, t)).filter(|(_, at)| at.0 >= last);
    found.or_else(|| ahead.into_iter().find(said).and_then(|t| source(&passage, t))).map(|found| found.0)
}

/// A word of attribution.
#[derive(Debug, Clone, Copy)]
struct Attribution {
    token: usize,
    /// How many words stayed before it, where it stayed itself.
    rank: Option<usize>,
}

/// The words of attribution near what changed of a text.
fn attributions(passage: &Passage<'_>) -> Vec<Attribution> {
    let mut changed = passage.changed().map(|c| c.0).peekable();
    let (mut last, mut rank, mut out) = (None::<usize>, 0, Vec::new());
    for token in (0..passage.tokens.len()).filter(|&t| passage.is_word(t)) {
        while let Some(at) = changed.next_if(|at| *at <= token) {
            last = Some(at);
        }
        let near = last.is_some_and(|at| token - at <= NEAR) || changed.peek().is_some_and(|at| at - token <= NEAR);
        let stayed = passage.place(token).is_none();
        if near && speaks(passage, token) {
            out.push(Attribution { token, rank: stayed.then_some(rank) });
        }
        rank += usize::from(stayed);
    }
    out
}

/// Whether a word says that somebody says something; some say so only by their looks (`the States`, `reports`).
fn speaks(passage: &Passage<'_>, token: usize) -> bool {
    const NOUNS: &[&str] = &["claims", "claim", "states", "reports", "quoted"];
    let word = passage.word(token);
    passage.is_word(token) && passage.class(token).attribution && !NOUNS.iter().any(|n| word.eq_ignore_ascii_case(n))
}

fn closes(mark: &str) -> bool {
    mark.contains(['”', '"', '’', '\'', '»', '“', '」'])
}

/// The source beside a word of attribution, and between which tokens it stands; `None` where none can be told.
fn source<'a>(passage: &Passage<'a>, token: usize) -> Option<(Source<'a>, (usize, usize))> {
    const BEHIND: &[&str] = &[
        "according",
        "laut",
        "selon",
        "según",
        "segundo",
        "secondo",
        "volgens",
        "согласно",
        "بحسب",
        "وفقا",
        "לפי",
        "לדברי",
        "据",
        "據",
    ];
    const AHEAD: &[&str] = &["zufolge", "によると", "अनुसार"];
    let word = lower(passage.word(token));
    let arabic = |word: &str| word.starts_with(|c: char| ('\u{600}'..='\u{6ff}').contains(&c));
    let before = token.checked_sub(1).map(|t| if passage.is_space(t) { t.saturating_sub(1) } else { t });
    let mark = before.is_none_or(|t| !passage.is_word(t)).then(|| before.map_or("", |t| passage.word(t)));
    if BEHIND.contains(&&*word) || arabic(&word) {
        return behind(passage, token, true);
    }
    if AHEAD.contains(&&*word) {
        return ahead(passage, token);
    }
    match mark {
        // `“…,” said Ann Lee`
        Some(mark) => behind(passage, token, closes(mark)),
        None => ahead(passage, token).or_else(|| behind(passage, token, false)),
    }
}

/// A source that follows its word; `sure`: something else could hardly follow.
fn behind<'a>(passage: &Passage<'a>, token: usize, sure: bool) -> Option<(Source<'a>, (usize, usize))> {
    let mut found: Vec<usize> = Vec::new();
    let mut stopped = false;
    let mut content = None;
    for at in token + 1..passage.tokens.len() {
        if passage.is_space(at) {
            continue;
        }
        let lower = lower(passage.word(at));
        if !passage.is_word(at) {
            stopped = !matches!(&*lower, "-" | "’" | "'" | "&");
            if stopped {
                break;
            }
            continue;
        }
        let class = passage.class(at);
        if beside(&lower).border || class.calendar || class.number.is_some() && content.is_some() {
            stopped = true;
            break;
        }
        let telling = !beside(&lower).aside;
        // German writes its nouns, and so its sources, with a capital.
        let links = matches!(&*lower, "der" | "des" | "von" | "vom" | "für" | "im");
        let small = content.is_some() && !links && !passage.word(at).starts_with(char::is_uppercase);
        if small && passage.tongue() == Tongue::German {
            stopped = true;
            break;
        }
        found.push(at);
        if telling && content.is_none() {
            content = Some(found.len());
        }
        if found.len() > WORDS {
            break;
        }
    }
    stopped |= found.last().is_some_and(|&last| last + 1 == passage.tokens.len());
    if !sure {
        let verb = found.iter().any(|&t| beside(&lower(passage.word(t))).verb);
        if !stopped || verb || found.len() > WORDS - 2 {
            return None;
        }
    } else if !stopped || found.len() > WORDS - 1 {
        // Where nothing says how far it goes, its first word is all that is sure.
        found.truncate(content?);
    }
    let (first, last) = (*found.first()?, *found.last()?);
    of(passage, &found, (token, last)).map(|source| (source, (first, last)))
}

/// A source that stands before its word.
fn ahead<'a>(passage: &Passage<'a>, token: usize) -> Option<(Source<'a>, (usize, usize))> {
    let mut found: Vec<usize> = Vec::new();
    for at in (0..token).rev() {
        if passage.is_space(at) && !passage.word(at).contains('\n') {
            continue;
        }
        let lower = lower(passage.word(at));
        if !passage.is_word(at) && matches!(&*lower, "-" | "’" | "'" | "&") {
            continue;
        }
        if !passage.is_word(at) || beside(&lower).border && !matches!(&*lower, "of" | "in") {
            break;
        }
        found.push(at);
        if found.len() > WORDS {
            return None;
        }
    }
    found.reverse();
    let (first, last) = (*found.first()?, *found.last()?);
    of(passage, &found, (first, token)).map(|source| (source, (first, last)))
}

/// A source of these tokens, told with all that stands between two.
fn of<'a>(passage: &Passage<'a>, tokens: &[usize], (from, to): (usize, usize)) -> Option<Source<'a>> {
    let words = tokens.iter().map(|&t| passage.word(t));
    let telling = words.filter_map(|word| {
        let class = lexicon::class(word);
        let lower = lower(stem(word));
        let number = class.number.is_some() || lower.chars().any(char::is_numeric);
        let day = class.calendar || lower.contains(['周', '週']) || lower.starts_with("星期");
        let adverb =
            lower.len() > 4 && lower.ends_with("ly") && lower != "family" && !word.starts_with(char::is_uppercase);
        let aside = beside(&lower).aside || beside(&lower).border || lower == "of";
        let alone = lower.chars().nth(1).is_none() && !lower.chars().all(is_dense) && lower != "i";
        (!number && !day && !adverb && !aside && !alone && !class.hedge && !class.negation).then(|| lower.into_owned())
    });
    let words: Vec<String> = telling.collect();
    let (first, last) = (passage.tokens.get(from)?, passage.tokens.get(to)?);
    let text = passage.text.get(first.start..last.end)?;
    (!words.is_empty()).then_some(Source { text, words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::facts::passage;

    fn told(old: &str, new: &str) -> Vec<String> {
        let tell = |f: Fact| format!("{}→{}", f.old.unwrap_or_default(), f.new.unwrap_or_default());
        passage::told(old, new, |sides| exchanged(sides).into_iter().map(tell).collect())
    }

    #[test]
    fn sources_become_others() {
        for (old, new, said) in [
            (
                "Four died, according to the prefecture.",
                "Four died, according to the police.",
                "according to the prefecture→according to the police",
            ),
            ("Four died, police said.", "Four died, the army said.", "police said→the army said"),
            ("“We won,” said Ann Lee.", "“We won,” said Bob Ray.", "said Ann Lee→said Bob Ray"),
            ("The mayor told us on Monday.", "The judge told us on Monday.", "The mayor told→The judge told"),
            ("Es starben laut Polizei vier.", "Es starben laut Feuerwehr fünf.", "laut Polizei→laut Feuerwehr"),
            (
                "Es brannte, sagte der Bürgermeister.",
                "Es brannte, sagte der Richter.",
                "sagte der Bürgermeister→sagte der Richter",
            ),
            (
                "Il y a, selon la police, un mort.",
                "Il y a, selon le préfet, un mort.",
                "selon la police→selon le préfet",
            ),
            (
                "Hubo, según la policía, un muerto.",
                "Hubo, según el alcalde, un muerto.",
                "según la policía→según el alcalde",
            ),
            ("警方表示，四人死亡。", "军方表示，四人死亡。", "警方表示→军方表示"),
            ("قالت الشرطة إن أربعة قتلوا", "قالت الوزارة إن أربعة قتلوا", "قالت الشرطة→قالت الوزارة"),
        ] {
            assert_eq!(told(old, new), [said], "{new}");
        }
    }

    #[test]
    fn the_same_source_in_other_words_is_no_other() {
        for (old, new) in [
            ("Four died, police said.", "Four died, the Harle police said."),
            ("Four died, Ann Lee said.", "Four died, Ms Lee said."),
            ("Four died, Ann Lee said.", "Four died, she said."),
            ("Four died, police said on Monday.", "Five died, police later said on Friday."),
            ("Two witnesses said so.", "Three witnesses said so."),
            ("The mayor, Ann Lee, said the pier would close.", "The mayor, Ann Lee, said the harbour would close."),
            ("The mayor quickly said so.", "The mayor also said so."),
            ("It is what the United States reports.", "It is what the Member States report."),
        ] {
            assert_eq!(told(old, new), Vec::<String>::new(), "{new}");
        }
    }

    #[test]
    fn who_says_a_quotation() {
        let of = |text: &'static str| {
            let at = text.find('“').map_or(0, |at| at + '“'.len_utf8());
            let end = text.find('”').unwrap_or(text.len());
            speaker(text, &text[at..end]).map(|s| s.text)
        };
        assert_eq!(of("It sank. “We won,” said Ann Lee, the mayor."), Some("said Ann Lee"));
        assert_eq!(of("“We won,” Ann Lee said. Bob Ray said no."), Some("Ann Lee said"));
        assert_eq!(of("Ann Lee told reporters: “We won.”"), Some("Ann Lee told"));
        assert_eq!(of("“We won.” It rained."), None);
    }
}
