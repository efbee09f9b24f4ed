//! An object of known members to an article, or to one revision of one.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use super::{
    super::{identity, join, limits, time},
    field::Field,
    record::{Loose, Record},
};
use crate::{
    model::{Article, ArticleId, Gap, Revision, Seen, SidesMark, TextState},
    text::{paragraphs, quantity::counted},
};

/// What an object says, before numbers are settled.
pub(super) struct Found {
    pub(super) head: Head,
    pub(super) revisions: Vec<Numbered>,
    /// Whether the object is one revision of an article whose others may follow.
    pub(super) loose: bool,
    /// What could not be read of it, or not as it stands.
    pub(super) complaints: Vec<Complaint>,
}

/// A sentence about an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Complaint {
    /// About this object.
    Here(String),
    /// About a line and a column of it.
    At(u64, usize, String),
    /// About a habit of the file, told where it is met first.
    Habit(String),
}

/// What is said of the article.
#[derive(Default)]
pub(super) struct Head {
    pub(super) id: String,
    pub(super) aliases: Vec<String>,
    pub(super) source: String,
    pub(super) url: String,
    pub(super) title: String,
    pub(super) status: Option<String>,
}

/// A revision and the number that the dump gives it, if it does.
pub(super) struct Numbered {
    /// The line on which it begins; 0 for one inside an article.
    pub(super) line: u64,
    pub(super) number: Option<u32>,
    pub(super) revision: Revision,
}

/// The distinct paragraphs of an article.
#[derive(Default)]
pub(super) struct Shared(HashSet<Arc<str>>);

impl Shared {
    /// A paragraph, held once.
    pub(super) fn paragraph(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

impl Found {
    /// What an object says.
    ///
    /// # Errors
    /// A sentence, when it is no article and no revision.
    pub(super) fn of(record: &Record<'_>, show_hidden: bool) -> Result<Found, String> {
        let mut found = Found { head: Head::of(record), revisions: Vec::new(), loose: false, complaints: Vec::new() };
        found.complain_of_doubles(record, "");
        let mut shared = Shared::default();
        if let Some(versions) = record.records(Field::Versions) {
            for (place, version) in (1..).zip(versions) {
                match version {
                    Some(version) => {
                        found.complain_of_doubles(version, " of a version");
                        found.add(version, place, &mut shared, show_hidden);
                    }
                    None => found.complain(format!("Its version {place} is no object; it was left out.")),
                }
            }
            match found.revisions.len() {
                0 => return Err("The article has no versions; it was left out.".into()),
                1..=limits::VERSIONS => {}
                _ => return Err(format!("The article has more than {} versions; it was left out.", limits::VERSIONS)),
            }
            for (_, sentence) in miscounted(&found.revisions) {
                found.complain(sentence);
            }
        } else if record.get(Field::Text).is_some() || record.get(Field::Paragraphs).is_some() {
            found.loose = true;
            found.add(record, 1, &mut shared, show_hidden);
        } else {
            return Err("The object has neither “versions” nor “text” or “paragraphs”; it was left out.".into());
        }
        Ok(found)
    }

    fn add(&mut self, record: &Record<'_>, place: usize, shared: &mut Shared, show_hidden: bool) {
        let label = record.text(Field::Revision).map(Cow::into_owned);
        let given = record.get(Field::Version);
        let number = given
            .and_then(|v| v.count().or_else(|| ending_number(&v.text()?)))
            .or_else(|| label.as_deref()?.parse().ok());
        let named = given.and_then(Loose::text).filter(|_| number.is_none()).map(Cow::into_owned);
        let time = match record.get(Field::Time) {
            None => None,
            Some(value) => {
                let time = moment(value);
                if time.is_none() {
                    let said = value.text().unwrap_or_default();
                    self.complain(format!(
                        "The time “{}” of version {} is not understood; the version was kept without a time.",
                        shortened(&said),
                        number.map_or(place.to_string(), |n| n.to_string())
                    ));
                }
                time
            }
        };
        let mut revision = Revision {
            origin_revision: label.or(named).filter(|l| number.is_none_or(|n| n.to_string() != *l)),
            title: one_line(&record.text(Field::Title).unwrap_or_default()),
            time,
            state: state(record),
            author: record.text(Field::Author).map(|a| one_line(&a)).filter(|a| !a.is_empty()),
            comment: record.text(Field::Comment).map(Cow::into_owned).filter(|c| !c.is_empty()),
            ..Revision::default()
        };
        if revision.state != TextState::Withheld || show_hidden {
            let both = read_text(record, &mut revision, shared);
            if both {
                let version = number.map_or(place.to_string(), |n| n.to_string());
                self.complain(format!(
                    "Version {version} has “{}” beside “paragraphs”, and they differ; the paragraphs were used.",
                    record.name(Field::Text).unwrap_or("text")
                ));
            }
        }
        self.revisions.push(Numbered { line: 0, number, revision });
    }

    fn complain(&mut self, sentence: String) {
        self.complaints.push(Complaint::Here(sentence));
    }

    /// Tells of members that were left out because another one counts; `whose` object it is stands behind their names.
    fn complain_of_doubles(&mut self, record: &Record<'_>, whose: &str) {
        for (counts, other) in record.doubles() {
            if counts == other {
                self.complain(format!("The member “{counts}”{whose} stands there twice; the first was used."));
            } else {
                self.complaints.push(Complaint::Habit(format!(
                    "The members “{counts}” and “{other}”{whose} mean the same and differ; “{counts}” was used, here and \
                     wherever both stand so."
                )));
            }
        }
    }

    /// The article, with numbers settled.
    pub(super) fn into_article(self) -> Article {
        let Found { head, mut revisions, .. } = self;
        let numbered = revisions.iter().all(|r| r.number.is_some());
        if numbered {
            revisions.sort_by_key(|r| r.number);
        }
        head.article(settled(revisions, 0), numbered)
    }
}

impl Head {
    fn of(record: &Record<'_>) -> Head {
        let text = |field| record.text(field).map_or_else(String::new, |t| one_line(&t));
        let aliases = match record.get(Field::Aliases) {
            Some(Loose::List(list)) => list.iter().filter_map(|a| a.text().map(|a| one_line(&a))).collect(),
            _ => Vec::new(),
        };
        Head {
            id: text(Field::Id),
            aliases,
            source: text(Field::Source),
            url: text(Field::Url),
            title: text(Field::Title),
            status: Some(text(Field::Status)).filter(|s| !s.is_empty()),
        }
    }

    /// The article's id: one that names its origin, else of the URL, else of the source and its id; `None` when only the
    /// place in the file can tell.
    pub(super) fn identity(&self) -> Option<ArticleId> {
        let named = self.id.contains(':') && !self.id.contains(char::is_whitespace);
        if named {
            return Some(ArticleId::new(self.id.as_str()));
        }
        identity::id_of_url(&self.url).or_else(|| {
            (!self.id.is_empty() && !self.source.is_empty()).then(|| identity::id_of_origin(&self.source, &self.id))
        })
    }

    /// The article of these revisions; `numbered` says that the dump numbers them.
    pub(super) fn article(self, mut revisions: Vec<Revision>, numbered: bool) -> Article {
        if revisions.iter().all(|r| r.title.is_empty()) {
            revisions.iter_mut().for_each(|r| r.title.clone_from(&self.title));
        }
        let gaps = if numbered { gaps(&revisions) } else { Vec::new() };
        Article {
            id: self.identity().unwrap_or_else(|| ArticleId::new("")),
            aliases: self.aliases,
            source: self.source,
            url: self.url,
            status: self.status,
            revisions,
            gaps,
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// The numbers left out between the first and the last. Numbers that lie far apart are no count of versions.
fn gaps(revisions: &[Revision]) -> Vec<Gap> {
    let first = revisions.iter().map(|r| r.number).min().unwrap_or(0);
    let last = revisions.iter().map(|r| r.number).max().unwrap_or(0);
    let dense = ((last - first) as usize) < 16 + 8 * revisions.len();
    if dense { join::missing(revisions, first, last) } else { Vec::new() }
}

/// What is wrong with the numbers of an article's revisions, each with the line where: several bear the same one, or some
/// bear none.
pub(super) fn miscounted(revisions: &[Numbered]) -> Vec<(u64, String)> {
    let mut complaints = Vec::new();
    let without = || revisions.iter().filter(|r| r.number.is_none());
    let count = without().count();
    if let Some(first) = without().next().filter(|_| count < revisions.len()) {
        let verb = if count == 1 { "bears" } else { "bear" };
        let sentence = format!(
            "{} {verb} no number, unlike others of the article; each was given the one after its predecessor's.",
            counted(count, "version")
        );
        complaints.push((first.line, sentence));
    }
    let mut known = HashSet::new();
    let repeated: Vec<&Numbered> = revisions.iter().filter(|r| r.number.is_some_and(|n| !known.insert(n))).collect();
    if let Some(first) = repeated.first() {
        let mut numbers: Vec<String> = repeated.iter().filter_map(|r| Some(r.number?.to_string())).collect();
        numbers.dedup();
        let more = if numbers.len() > 5 { " …" } else { "" };
        let (noun, verb) = if numbers.len() == 1 { ("number", "stands") } else { ("numbers", "stand") };
        numbers.truncate(5);
        let sentence = format!(
            "The {noun} {}{more} {verb} on more than one version of the article; all were kept, and those after the first \
             were given other numbers.",
            numbers.join(", ")
        );
        complaints.push((first.line, sentence));
    }
    complaints
}

/// Revisions with their numbers; those without one are counted from `next`, past the number before.
pub(super) fn settled(revisions: Vec<Numbered>, mut next: u32) -> Vec<Revision> {
    revisions
        .into_iter()
        .map(|Numbered { number, mut revision, .. }| {
            revision.number = number.unwrap_or(next);
            next = revision.number.saturating_add(1);
            revision
        })
        .collect()
}

fn state(record: &Record<'_>) -> TextState {
    let said = record.text(Field::State).unwrap_or_default();
    let states = [TextState::Whole, TextState::Partial, TextState::Withheld, TextState::ErrorPage];
    let text = record.get(Field::Text).is_some() || record.get(Field::Paragraphs).is_some();
    let unsaid = if text { TextState::Whole } else { TextState::Partial };
    states.into_iter().find(|s| s.word() == said).unwrap_or(unsaid)
}

/// Reads a revision's text. Whether it stands there in two ways that differ.
fn read_text(record: &Record<'_>, revision: &mut Revision, shared: &mut Shared) -> bool {
    let mut add = |text: &str| {
        let clean = without_marks(text);
        revision.paragraphs.extend(paragraphs::lines(&clean).map(|line| shared.paragraph(line)));
    };
    match (record.get(Field::Paragraphs), record.get(Field::Text)) {
        (Some(Loose::List(list)), _) | (None, Some(Loose::List(list))) => {
            list.iter().filter_map(Loose::text).for_each(|text| add(&text));
        }
        (Some(value), _) | (None, Some(value)) => add(&value.text().unwrap_or_default()),
        (None, None) => {}
    }
    let differs = |text: Cow<'_, str>| {
        let clean = without_marks(&text);
        !paragraphs::lines(&clean).eq(revision.paragraphs.iter().map(|p| &**p))
    };
    let both = record.get(Field::Paragraphs).is_some()
        && record.get(Field::Text).is_some_and(|text| text.lines().is_some_and(differs));
    let end = revision.paragraphs.len();
    if let Some(Loose::List(holes)) = record.get(Field::Holes) {
        revision.holes = holes.iter().filter_map(Loose::count).map(|h| h as usize).filter(|h| *h <= end).collect();
        revision.holes.sort_unstable();
        revision.holes.dedup();
    }
    if revision.state == TextState::Partial && end == 0 {
        revision.holes = vec![0];
    }
    both
}

fn moment(value: &Loose<'_>) -> Option<Seen> {
    match value {
        Loose::Number(count) => {
            let as_given = Some(count.to_string());
            time::number(*count).map(|seen| Seen { as_given, ..seen })
        }
        value => time::read(&value.text()?),
    }
}

fn ending_number(label: &str) -> Option<u32> {
    let digits = label.len() - label.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    label.get(label.len() - digits..)?.parse().ok()
}

fn without_marks(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{feff}');
    if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', "").into() } else { text.into() }
}

fn one_line(text: &str) -> String {
    let text = without_marks(text);
    if text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.trim().to_owned()
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
