//! What changed from each revision to the next: the facts that timelines, badges and lists show.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    hash::{Hash, Hasher},
    sync::Arc,
};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::{entry::Entry, refrains::Refrains, timeline};
use crate::{
    diff::{
        TextSide,
        facts::{self, Facts, revert::restored},
    },
    model::{Article, Aside, ChangeKind, Changes, Revision, TextState},
    source::{join, mediawiki},
    text::words::Cuts,
};

/// For each revision whether it is another dump's text of the one before.
pub(super) fn copies(revisions: &[Revision]) -> impl Iterator<Item = bool> {
    standings(revisions).into_iter().map(|standing| standing == Standing::Copy)
}

/// For each revision the index of the one that it is compared with: what it was made from, where its origin tells that, else
/// the one before it on the line, past error pages, texts that their origin keeps back and captures of which nothing is
/// there, of which nothing can be said. Where dumps conflict about that one it is the text that is the same, else the one that
/// a dump of this one tells, or a file of its folder, since no change led from one of them to another. For one of unknown order
/// the one before it in its file. `None` for these themselves, for the first, and for one aside that was made from nothing.
pub(super) fn against(revisions: &[Revision]) -> Vec<Option<usize>> {
    against_of(revisions, &standings(revisions))
}

fn against_of(revisions: &[Revision], standings: &[Standing]) -> Vec<Option<usize>> {
    let with_labels = revisions.iter().any(|revision| revision.made_from.is_some());
    let mut labels: HashMap<&str, usize> = HashMap::new();
    // The texts of the state before, which are several where dumps conflict, and of this one.
    let (mut before, mut now): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut adrift: HashMap<&str, usize> = HashMap::new();
    let each = revisions.iter().zip(standings).enumerate().map(|(index, (revision, standing))| {
        match standing {
            Standing::State => before = std::mem::replace(&mut now, vec![index]),
            Standing::Copy => {
                now.push(index);
                return None;
            }
            Standing::PassedOver => return None,
            // What follows is compared with the text before it.
            Standing::Headed => return nearest(revision, &now, revisions),
            Standing::Aside => {}
        }
        let made_from = revision.made_from.as_deref().and_then(|label| labels.get(label)).copied();
        if let Some(label) = revision.origin_revision.as_deref().filter(|_| with_labels) {
            labels.insert(label, index);
        }
        if revision.aside() == Some(Aside::Adrift) {
            return adrift.insert(revision.origin.as_deref().unwrap_or_default(), index);
        }
        made_from.or_else(|| nearest(revision, &before, revisions).filter(|_| *standing == Standing::State))
    });
    each.collect()
}

/// Of several texts of one moment, by index, the one that a revision is compared with.
fn nearest(revision: &Revision, texts: &[usize], revisions: &[Revision]) -> Option<usize> {
    let find = |is: &dyn Fn(&Revision) -> bool| texts.iter().copied().find(|at| revisions.get(*at).is_some_and(is));
    let is_same = |other: &Revision| other.paragraphs == revision.paragraphs;
    let only = texts.first().copied().filter(|_| texts.len() < 2);
    only.or_else(|| find(&is_same))
        .or_else(|| find(&|other| join::share_a_dump(revision, other)))
        .or_else(|| find(&|other| join::folder(revision) == join::folder(other)))
        .or_else(|| texts.first().copied())
}

/// What a revision is on the line of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A state of the article.
    State,
    /// Another text of the state before.
    Copy,
    /// Nothing can be said of it.
    PassedOver,
    /// Nothing can be said of it but that its headline is another one than that before.
    Headed,
    /// It lies beside the line.
    Aside,
}

fn standings(revisions: &[Revision]) -> Vec<Standing> {
    let mut before: Option<&Revision> = None;
    let mut title = "";
    let each = revisions.iter().map(|revision| {
        let is_blank = revision.state == TextState::Partial && revision.paragraphs.is_empty() && !revision.is_aside;
        match before {
            _ if is_passed_over(revision) => Standing::PassedOver,
            Some(_) if is_blank && revision.title == title => Standing::PassedOver,
            Some(_) if is_blank => {
                title = &revision.title;
                Standing::Headed
            }
            _ if revision.is_aside => Standing::Aside,
            Some(before) if join::is_conflict_between(before, revision) => Standing::Copy,
            _ => {
                (before, title) = (Some(revision), &revision.title);
                Standing::State
            }
        }
    });
    each.collect()
}

/// Whether nothing can be said of a revision.
fn is_passed_over(revision: &Revision) -> bool {
    match revision.state {
        TextState::Whole => false,
        // A headline can be compared.
        TextState::Partial => revision.paragraphs.is_empty() && revision.title.is_empty(),
        TextState::Withheld => revision.paragraphs.is_empty(),
        TextState::ErrorPage => true,
    }
}

/// Whether other revisions lie between two, by index: the newer one is not compared with the older one, or what lies
/// between is not known.
pub(super) fn are_apart(article: &Article, (old, new): (usize, usize)) -> bool {
    against(&article.revisions).get(new) != Some(&Some(old)) || is_more_between(article, (old, new))
}

/// Whether between a revision and the one that it is compared with, by index, others are missing from the dump or kept back.
fn is_more_between(article: &Article, (old, new): (usize, usize)) -> bool {
    let between = article.revisions.get(old.saturating_add(1)..new).unwrap_or_default();
    let number = |at: usize| article.revisions.get(at).and_then(timeline::own_number);
    let is_missing = |(old, new): (u32, u32)| article.gaps.iter().any(|gap| old < gap.from && gap.to < new);
    between.iter().any(|r| r.state == TextState::Withheld) || number(old).zip(number(new)).is_some_and(is_missing)
}

/// What changed of which the prose does not tell: it stands in what is folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folded {
    Figures,
    Words,
}

/// Whether figures or words alone changed that stand in what is folded away.
pub(super) fn folded(old: &Revision, new: &Revision) -> Option<Folded> {
    let is_marked = old.markup.is_some() && new.markup.is_some() && old.markup != new.markup;
    match is_marked && old.title == new.title && old.paragraphs == new.paragraphs {
        true if !new.has_figures_of(old) => Some(Folded::Figures),
        true if !mediawiki::has_words_of(old, new) => Some(Folded::Words),
        _ => None,
    }
}

/// From so many revisions on, the processors share those of one article.
const MANY: usize = 24;

/// For each revision, the facts since the one that it is compared with ([`against`]); where there is none it has none.
/// Pairs that the entries `before` already worked out are taken over.
pub(super) fn steps(article: &Article, before: &[Arc<Entry>], cuts: &Cuts<'_>) -> Vec<Facts> {
    let revisions = article.revisions.as_slice();
    // By what the two say: numbers change when others come between them.
    let mut known: HashMap<(State<'_>, State<'_>), Facts> = HashMap::new();
    for entry in before {
        let revisions = &entry.article.revisions;
        let pairs = revisions.iter().zip(&entry.steps).zip(against(revisions)).enumerate();
        for (at, ((new, facts), base)) in pairs {
            let Some((base, old)) = base.and_then(|base| Some((base, revisions.get(base)?))) else { continue };
            // What was not told for what lay between may have to be told now: a headline that another revision brought,
            // that a notice does not declare a change.
            let is_headline_told = old.title != new.title && !facts.changes.has(ChangeKind::Headline);
            let is_open = || facts.changes.has(ChangeKind::Correction) && is_more_between(&entry.article, (base, at));
            if !is_headline_told && !is_open() {
                known.insert((State(old), State(new)), *facts);
            }
        }
    }
    let step = |(new, old): (&Revision, Option<usize>)| match old.and_then(|old| revisions.get(old)) {
        None => Facts::default(),
        Some(old) => {
            let found = if known.is_empty() { None } else { known.get(&(State(old), State(new))) };
            if let Some(found) = found {
                return *found;
            }
            let mut facts = facts::neighbours_of_many(&timeline::side(old), &timeline::side(new), cuts);
            let folded = folded(old, new);
            facts.minor &= folded.is_none();
            if folded == Some(Folded::Figures) {
                facts.changes.insert(ChangeKind::Number);
            }
            facts
        }
    };
    let standings = standings(revisions);
    let pairs: Vec<_> = revisions.iter().zip(against_of(revisions, &standings)).collect();
    // An article of few revisions is one of many; one of many may be the only one.
    let mut steps: Vec<Facts> = if pairs.len() < MANY {
        pairs.iter().copied().map(step).collect()
    } else {
        pairs.par_iter().copied().map(step).collect()
    };
    // The headline that a revision without a text brought is told there.
    let mut told: Option<&str> = None;
    for (index, ((step, (revision, old)), standing)) in steps.iter_mut().zip(&pairs).zip(&standings).enumerate() {
        step.restores = None;
        step.changes.remove(ChangeKind::Revert);
        match standing {
            Standing::Headed => told = Some(&revision.title),
            Standing::State if told.take() == Some(revision.title.as_str()) => {
                step.changes.remove(ChangeKind::Headline);
            }
            _ => {}
        }
        if step.changes.has(ChangeKind::Undeclared) && old.is_some_and(|old| is_more_between(article, (old, index))) {
            step.changes.remove(ChangeKind::Undeclared);
        }
    }
    // A page that failed in between, a capture of nothing, another dump's text, a part of a text by which nothing changed: none
    // makes the same text again a return.
    let is_none = |(r, step): (&Revision, &Facts)| r.state == TextState::Partial && step.changes == Changes::default();
    let left: Vec<bool> = revisions.iter().zip(&steps).map(is_none).collect();
    let is_held = |((r, standing), left): &((&Revision, &Standing), &bool)| {
        (**standing == Standing::State && !**left) || r.state == TextState::Withheld
    };
    let held = || revisions.iter().zip(&standings).zip(&left).filter(is_held).map(|((revision, _), _)| revision);
    let texts = held().map(|r| (r.state == TextState::Whole && !r.paragraphs.is_empty()).then(|| Text::of(r)));
    let numbers: Vec<u32> = held().map(|r| r.number).collect();
    let steps_held =
        steps.iter_mut().zip(revisions.iter().zip(&standings).zip(&left)).filter(|(_, held)| is_held(held));
    for ((step, _), restored) in steps_held.zip(restored(texts)) {
        step.restores = restored.and_then(|at| numbers.get(at)).copied();
        if step.restores.is_some() {
            step.changes.insert(ChangeKind::Revert);
        }
    }
    steps
}

/// The facts of an entry's steps, knowing what its outlet prints under many articles: where nothing else changed that is
/// boilerplate.
pub(super) fn with_refrains<'e>(entry: &'e Entry, refrains: &Refrains) -> Cow<'e, [Facts]> {
    let article = &entry.article;
    let mut known = HashSet::new();
    let distinct = article.revisions.iter().flat_map(|r| &r.paragraphs).filter(|p| known.insert(p.as_ptr()));
    let marked: Vec<*const u8> =
        distinct.filter(|p| refrains.has(&article.source, p)).map(|paragraph| paragraph.as_ptr()).collect();
    let mut steps = Cow::Borrowed(entry.steps.as_slice());
    if marked.is_empty() {
        return steps;
    }
    let side = |revision: &Revision| TextSide {
        refrains: refrains.among(&article.source, &revision.paragraphs),
        ..timeline::side(revision)
    };
    let holds = |revision: &Revision, mark: &*const u8| revision.paragraphs.iter().any(|p| p.as_ptr() == *mark);
    for (index, old) in against(&article.revisions).into_iter().enumerate() {
        let Some(old_index) = old else { continue };
        let pair = article.revisions.get(old_index).zip(article.revisions.get(index));
        let moved = entry.steps.get(index).is_some_and(|step| step.changes.has(ChangeKind::Moved));
        let touched = |old, new, mark| holds(old, mark) != holds(new, mark) || moved && holds(new, mark);
        let Some((old, new)) = pair.filter(|(old, new)| marked.iter().any(|mark| touched(old, new, mark))) else {
            continue;
        };
        let facts = facts::neighbours(&side(old), &side(new));
        if let Some(step) = steps.to_mut().get_mut(index) {
            let reverts = step.changes.has(ChangeKind::Revert);
            *step = Facts { restores: step.restores, ..facts };
            if is_more_between(article, (old_index, index)) {
                step.changes.remove(ChangeKind::Undeclared);
            }
            if reverts {
                step.changes.insert(ChangeKind::Revert);
            }
        }
    }
    steps
}

/// A revision as far as facts depend on it.
struct State<'r>(&'r Revision);

impl PartialEq for State<'_> {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.0, other.0);
        a.title == b.title
            && a.state == b.state
            && a.holes == b.holes
            && a.evidence == b.evidence
            && a.paragraphs == b.paragraphs
            && a.markup == b.markup
    }
}

impl Eq for State<'_> {}

impl Hash for State<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.0.title, &self.0.holes, &self.0.paragraphs).hash(state);
    }
}

/// A revision's text, told by its paragraphs' places in memory: an article holds each distinct one once.
#[derive(PartialEq, Eq, Hash)]
struct Text<'r>(&'r str, Vec<*const u8>);

impl<'r> Text<'r> {
    fn of(revision: &'r Revision) -> Text<'r> {
        Text(&revision.title, revision.paragraphs.iter().map(|p| p.as_ptr()).collect())
    }
}
