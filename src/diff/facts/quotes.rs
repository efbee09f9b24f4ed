//! Quotations that came, went, or were altered inside their marks.

use std::collections::{HashMap, HashSet};

mod label;
mod term;

use self::{
    label::is_label,
    term::{is_code, is_term, is_title, speaks},
};
use super::{
    cancel::cancel,
    links::aside,
    speakers::{Source, speaker},
};
use crate::{
    diff::{Fact, TextSide},
    model::{ChangeKind, Side, Sides},
    text::{
        Fold, keys,
        quotation::{has_marks, marks, quotations},
        stirring::Stirring,
        terms::terms_by,
    },
};

/// What is told of the quotations of a text.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Quote, ChangeKind::Attribution];

/// What is told of the quotations of a text that came whole: nothing went that somebody else says now.
pub(super) const KINDS_OF_NEW: &[ChangeKind] = &[ChangeKind::Quote];

/// More pairs of quotations than these are not weighed against each other in one text.
const WEIGHED: usize = 2_000;

/// In a text whose quotations changed places the speakers of so many are compared at most.
const RESPOKEN: usize = 50;

/// How often each quotation stands on each side; counted when first asked.
pub(super) struct Quoted<'a> {
    sides: Sides<&'a TextSide>,
    /// Those of the texts that stand on one side only.
    counts: Option<Sides<Counts<'a>>>,
    /// Those of the others, which stand as often on either side.
    shared: Option<Counts<'a>>,
    /// Whether somebody speaks on either side.
    speaks: Option<bool>,
}

/// How often each stands there, and where first: the text and the quotation.
type Counts<'a> = HashMap<String, (usize, (&'a str, &'a str)), Stirring>;

impl<'a> Quoted<'a> {
    pub(super) fn new(sides: Sides<&'a TextSide>) -> Self {
        Quoted { sides, counts: None, shared: None, speaks: None }
    }

    /// Whether a quotation stands on a side more often than on the other: else it was only carried elsewhere.
    fn is_more_on(&mut self, side: Side, key: &str) -> bool {
        let sides = self.sides;
        let counts = self.counts.get_or_insert_with(|| Apart::of(sides).lone.map(count));
        let count_on = |side: Side| counts[side].get(key).map_or(0, |c| c.0);
        if count_on(side) > 0 {
            return count_on(side) > count_on(side.other());
        }
        // Where text was joined or split the counts may not know it; then it is news.
        let shared = self.shared.get_or_insert_with(|| count(Apart::of(sides).shared));
        !shared.contains_key(key)
    }

    fn speaks(&mut self) -> bool {
        let texts = [self.sides.old, self.sides.new].into_iter().flat_map(|side| side.paragraphs.iter().map(|p| &**p));
        *self.speaks.get_or_insert_with(|| speaks(texts))
    }

    /// Whether what stands in marks is code, or what something is called: nobody says that, however it was altered.
    fn is_surely_nobodys(&mut self, text: &str, said: &str) -> bool {
        is_label(text, said) || is_code(said) || is_title(said) && !self.speaks()
    }

    /// Whether what stands in marks is said by nobody: a title, or a term.
    fn is_nobodys(&mut self, text: &str, said: &str) -> bool {
        is_label(text, said) || is_term(text, said, || self.speaks())
    }

    /// Who says a quotation on a side; of those that [`Quoted::is_more_on`] was asked about.
    fn speaker_on(&self, side: Side, key: &str) -> Option<Source<'a>> {
        let of_side = self.counts.as_ref().and_then(|counts| counts[side].get(key));
        let (_, (text, quotation)) = of_side.or_else(|| self.shared.as_ref()?.get(key))?;
        speaker(text, quotation)
    }
}

/// The texts of two sides, told apart by their places in memory: what is the same text at two places is on one side only,
/// twice, which comes to the same.
struct Apart<'a> {
    lone: Sides<Vec<&'a str>>,
    shared: Vec<&'a str>,
}

impl<'a> Apart<'a> {
    fn of(sides: Sides<&'a TextSide>) -> Self {
        let mut apart = Apart { lone: Sides::default(), shared: Vec::new() };
        let mut on_old: HashMap<*const u8, usize, Stirring> = HashMap::default();
        sides.old.paragraphs.iter().for_each(|p| *on_old.entry(p.as_ptr()).or_default() += 1);
        for paragraph in &*sides.new.paragraphs {
            match on_old.get_mut(&paragraph.as_ptr()).filter(|left| **left > 0) {
                Some(left) => {
                    *left -= 1;
                    apart.shared.push(paragraph);
                }
                None => apart.lone.new.push(paragraph),
            }
        }
        for paragraph in &*sides.old.paragraphs {
            if let Some(left) = on_old.get_mut(&paragraph.as_ptr()).filter(|left| **left > 0) {
                *left -= 1;
                apart.lone.old.push(paragraph);
            }
        }
        if sides.old.title == sides.new.title {
            apart.shared.push(&sides.new.title);
        } else {
            Side::BOTH.iter().for_each(|&side| apart.lone[side].push(&sides[side].title));
        }
        apart
    }
}

fn count(texts: Vec<&str>) -> Counts<'_> {
    let mut counts = Counts::default();
    for (text, quotation) in texts.into_iter().flat_map(|text| spoken(text).map(move |said| (text, said))) {
        counts.entry(key_of(quotation)).or_insert((0, (text, quotation))).0 += 1;
    }
    counts
}

/// What happened to the quotations between two texts, of which either may be empty.
pub(super) fn altered(pair: Sides<&str>, quoted: &mut Quoted<'_>) -> Vec<Fact> {
    if !has_marks(pair.old) && !has_marks(pair.new) {
        return Vec::new();
    }
    let (said_old, said_new): (Vec<&str>, Vec<&str>) = (spoken(pair.old).collect(), spoken(pair.new).collect());
    // What both begin with is taken out at once: it is the same under its key too.
    let alike = said_old.iter().zip(&said_new).take_while(|(old, new)| old == new).count();
    let (mut old, mut new) = (keyed(&said_old[alike..]), keyed(&said_new[alike..]));
    let mut out = if in_order(&old, &new) { Vec::new() } else { respoken(pair, &old, &new) };
    cancel(&mut old, &mut new, |quotation| quotation.1.clone());
    let told = old.len() + new.len();
    old.retain(|gone| {
        let gone_for_good = quoted.is_more_on(Side::Old, &gone.1);
        if !gone_for_good && out.len() < RESPOKEN {
            // It stands elsewhere now: perhaps somebody else says it there.
            out.extend(speaker(pair.old, gone.0).zip(quoted.speaker_on(Side::New, &gone.1)).and_then(told_apart));
        }
        gone_for_good
    });
    new.retain(|come| quoted.is_more_on(Side::New, &come.1));
    let weigh = old.len() * new.len() <= WEIGHED;
    let mut plain = Sides::new((pair.old, &said_old), (pair.new, &said_new)).map(|(text, said)| Plain::new(text, said));
    // What stands in a longer quotation that came, or stood in one that went, was in marks on both sides.
    let keys = |said: &[(&str, String)]| said.iter().map(|said| said.1.clone()).collect::<Vec<String>>();
    let (went, came) = (keys(&old), keys(&new));
    let within = |part: &str, whole: &[String]| weigh && whole.iter().any(|whole| stands_in(part, whole));
    for (gone, key) in old {
        let alike = if weigh { best((gone, &key), &new) } else { None };
        let became = alike.map(|at| new.remove(at).0);
        if became.is_none() && within(&key, &came) {
            continue;
        }
        let is_marks = became.is_none() && plain.new.has(&key);
        let is_nobodys = match became {
            Some(came) => quoted.is_surely_nobodys(pair.old, gone) && quoted.is_surely_nobodys(pair.new, came),
            None => quoted.is_nobodys(pair.old, gone),
        };
        if is_nobodys && !is_marks {
            continue;
        }
        out.push(Fact { is_marks, ..Fact::new(ChangeKind::Quote, Some(gone), became) });
    }
    out.extend(new.into_iter().filter_map(|(come, key)| {
        if within(&key, &went) {
            return None;
        }
        let is_marks = plain.old.has(&key);
        let is_told = is_marks || !quoted.is_nobodys(pair.new, come);
        is_told.then(|| Fact { is_marks, ..Fact::new(ChangeKind::Quote, None, Some(come)) })
    }));
    // A mark without its fellow quotes nothing that could be named, but its coming or going is told. Where the same words
    // stand in double marks here and in single ones there, none came or went.
    let doubled = |text: &str, said: &[&str]| said.iter().filter(|said| is_in_double(text, said)).count();
    let of_shape = || {
        said_old.len() == said_new.len() && {
            let (old, new) = (doubled(pair.old, &said_old), doubled(pair.new, &said_new));
            marks(pair.old).abs_diff(marks(pair.new)) == 2 * old.abs_diff(new)
        }
    };
    if told == 0 && !pair.old.is_empty() && !pair.new.is_empty() && marks(pair.old) != marks(pair.new) && !of_shape() {
        out.push(Fact { is_marks: true, ..Fact::new(ChangeKind::Quote, None, None) });
    }
    out
}

/// Whether words stand in others, and cut none in two.
fn stands_in(part: &str, whole: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let stands =
        |(at, _): (usize, &str)| ends(whole[..at].chars().next_back()) && ends(whole[at + part.len()..].chars().next());
    !part.is_empty() && part.len() < whole.len() && whole.match_indices(part).any(stands)
}

/// Whether a quotation of a text stands in double marks.
fn is_in_double(text: &str, said: &str) -> bool {
    let at = (said.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let before = at.and_then(|at| text.get(..at)).unwrap_or_default();
    before.chars().next_back().is_some_and(|mark| marks(mark.encode_utf8(&mut [0; 4])) == 1)
}

/// A text in which the words of a quotation are looked for that lost its marks, outside of what it says between others. Of
/// long texts not asked more often than is soon done.
struct Plain<'a> {
    text: &'a str,
    said: &'a [&'a str],
    key: Option<String>,
    left: usize,
}

/// Bytes that are searched for the words of quotations of one text.
const SEARCHED: usize = 1 << 18;

impl<'a> Plain<'a> {
    fn new(text: &'a str, said: &'a [&'a str]) -> Self {
        Plain { text, said, key: None, left: SEARCHED }
    }

    /// The text without its quotations, a line feed for each.
    fn outside(text: &str, said: &[&str]) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for quotation in said {
            let start = (quotation.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            // One within another went with it.
            if let Some(before) = text.get(at..start) {
                out.push_str(before);
                out.push('\n');
                at = start + quotation.len();
            }
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    /// Whether a quotation that counts as this stands there.
    fn has(&mut self, key: &str) -> bool {
        let Some(left) = self.left.checked_sub(self.text.len()) else { return false };
        self.left = left;
        let (whole, said) = (self.text, self.said);
        // A capital may come with the marks.
        let text = self
            .key
            .get_or_insert_with(|| keys::text_key(&Self::outside(whole, said), Fold::Typography).to_lowercase());
        !key.is_empty() && text.contains(&key.to_lowercase())
    }
}

/// Whether quotations that both sides have stand in the same order there.
fn in_order(old: &[(&str, String)], new: &[(&str, String)]) -> bool {
    if old.len() < 2 || new.len() < 2 {
        return true;
    }
    let keys = |said: &[(&str, String)]| said.iter().map(|s| s.1.clone()).collect::<HashSet<String, Stirring>>();
    let (in_old, in_new) = (keys(old), keys(new));
    let old = old.iter().map(|s| &s.1).filter(|key| in_new.contains(*key));
    old.eq(new.iter().map(|s| &s.1).filter(|key| in_old.contains(*key)))
}

/// Quotations that stand in both texts, with other speakers.
fn respoken(pair: Sides<&str>, old: &[(&str, String)], new: &[(&str, String)]) -> Vec<Fact> {
    let mut at: HashMap<&str, &str, Stirring> = HashMap::default();
    new.iter().for_each(|(said, key)| _ = at.entry(key).or_insert(said));
    let both = old.iter().filter_map(|(said, key)| Some((*said, *at.get(key.as_str())?))).take(RESPOKEN);
    both.filter_map(|(gone, come)| told_apart(speaker(pair.old, gone).zip(speaker(pair.new, come))?)).collect()
}

/// That somebody else says it.
fn told_apart((gone, come): (Source<'_>, Source<'_>)) -> Option<Fact> {
    gone.differs(&come).then(|| Fact::new(ChangeKind::Attribution, Some(gone.text), Some(come.text)))
}

/// The quotations of a text of several paragraphs; what stands in code or in an address is none.
fn spoken(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').filter(|line| has_marks(line)).flat_map(|line| {
        let said = quotations(line);
        let aside = if said.is_empty() { Vec::new() } else { aside(line) };
        let from = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
        let prose = move |q: &&str| !q.trim().is_empty() && !aside.iter().any(|run| run.contains(&from(q)));
        said.into_iter().filter(prose)
    })
}

fn keyed<'t>(said: &[&'t str]) -> Vec<(&'t str, String)> {
    said.iter().map(|q| (q.trim(), key_of(q))).collect()
}

/// What a quotation counts as: its words, a comma or stop before the closing mark set aside.
fn key_of(quotation: &str) -> String {
    keys::text_key(quotation.trim().trim_end_matches([',', '.', ' ']), Fold::Typography)
}

/// The quotation most like another: at least half of the words of the longer in common, or all of the shorter in its
/// order.
fn best((gone, key): (&str, &str), among: &[(&str, String)]) -> Option<usize> {
    // Most stand against none.
    let mut words: Option<HashSet<u64, Stirring>> = None;
    let mut alike = |other: &str, theirs_key: &str| {
        if stands_in(key, theirs_key) || stands_in(theirs_key, key) {
            return 100;
        }
        let terms = |text: &str| terms_by(text, &Stirring::default()).into_iter().collect::<HashSet<u64, Stirring>>();
        let words = words.get_or_insert_with(|| terms(gone));
        let theirs = terms(other);
        let most = words.len().max(theirs.len()).max(1);
        words.intersection(&theirs).count() * 100 / most
    };
    let best = among
        .iter()
        .enumerate()
        .map(|(at, other)| (alike(other.0, &other.1), at))
        .max_by_key(|&(share, at)| (share, usize::MAX - at));
    best.filter(|b| b.0 >= 50).map(|b| b.1)
}
