//! An object of known members to an article, or to one revision of one.

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use jiff::Timestamp;

use super::{
    super::{identity, input::KEPT_BACK, join, limits, markup},
    Loose, Record,
    field::Field,
    moment, people, place,
    slashes::{Days, Unsettled},
    text,
};
use crate::{
    model::{Article, ArticleId, Gap, Revision, SidesMark, TextState},
    text::quantity::counted,
};

/// What an object says, before numbers are settled.
pub(in crate::source) struct Found {
    pub(in crate::source) head: Head,
    pub(in crate::source) revisions: Vec<Numbered>,
    /// Whether the object is one revision of an article whose others may follow.
    pub(in crate::source) loose: bool,
    /// What could not be read of it, or not as it stands.
    pub(in crate::source) complaints: Vec<Complaint>,
}

/// A sentence about an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::source) enum Complaint {
    /// About this object.
    Here(String),
    /// About a line and a column of it.
    At(u64, usize, String),
    /// About a habit of the file, told where it is met first.
    Habit(String),
}

/// What is said of the article.
#[derive(Default)]
pub(in crate::source) struct Head {
    pub(in crate::source) id: String,
    pub(in crate::source) aliases: Vec<String>,
    pub(in crate::source) source: String,
    pub(in crate::source) url: String,
    pub(in crate::source) title: String,
    pub(in crate::source) status: Option<String>,
    /// The id by which a row names its article, which holds within its file.
    pub(in crate::source) row_of: Option<String>,
}

/// A revision and the number that the dump gives it, if it does.
pub(in crate::source) struct Numbered {
    /// The line on which it begins; 0 for one inside an article.
    pub(in crate::source) line: u64,
    pub(in crate::source) number: Option<u32>,
    pub(in crate::source) revision: Revision,
    /// Its time, where others of the file may tell how it is meant.
    pub(in crate::source) unsettled: Option<Box<Unsettled>>,
    /// When it was published, where its time is another one.
    pub(in crate::source) published: Option<Box<crate::model::Seen>>,
}

/// The distinct paragraphs of an article.
#[derive(Default)]
pub(in crate::source) struct Shared(HashSet<Arc<str>, foldhash::quality::RandomState>);

impl Shared {
    /// A paragraph, held once.
    pub(in crate::source) fn paragraph(&mut self, text: &str) -> Arc<str> {
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
    pub(in crate::source) fn of(record: &Record<'_>, show_hidden: bool) -> Result<Found, String> {
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
            let mut days = Days::default();
            found.revisions.iter().for_each(|version| days.learn(version));
            for (_, sentence) in days.settle(&mut found.revisions) {
                found.complain(sentence);
            }
        } else if text::is_said(record) {
            found.loose = true;
            found.add(record, 1, &mut shared, show_hidden);
        } else {
            return Err("The object has neither “versions” nor “text” or “paragraphs”; it was left out.".into());
        }
        Ok(found)
    }

    /// Whether it is one revision that has no text, without being said to have none.
    pub(in crate::source) fn is_textless(&self) -> bool {
        let is_textless = |r: &Numbered| r.revision.paragraphs.is_empty() && r.revision.state == TextState::Partial;
        self.loose && self.revisions.iter().all(is_textless)
    }

    fn add(&mut self, record: &Record<'_>, place: usize, shared: &mut Shared, show_hidden: bool) {
        let label = record.text(Field::Revision).map(Cow::into_owned);
        let given = record.get(Field::Version);
        let number = given
            .and_then(|v| v.count().or_else(|| ending_number(&v.text()?)))
            .or_else(|| label.as_deref()?.parse().ok());
        let named = given.and_then(Loose::text).filter(|_| number.is_none()).map(Cow::into_owned);
        let moment = moment::of(record);
        let published = moment::published(record, moment.seen.as_ref());
        let mut unsettled = None;
        if let Some(said) = moment.not_understood {
            let shown = shortened(&said);
            let sentence = match number.or_else(|| (!self.loose).then(|| u32::try_from(place).unwrap_or(u32::MAX))) {
                Some(n) => {
                    format!("The time “{shown}” of version {n} is not understood; the version was kept without a time.")
                }
                None => format!("The time “{shown}” is not understood; the text was kept without a time."),
            };
            match Unsettled::of(&said, moment.is_publication, sentence) {
                Ok(may_be_settled) => unsettled = Some(Box::new(may_be_settled)),
                Err(sentence) => self.complain(sentence),
            }
        }
        let address = place::of(record);
        let mut revision = Revision {
            origin_revision: label.or(named).filter(|l| number.is_none_or(|n| n.to_string() != *l)),
            title: title(record),
            // It was seen when the archive saw it, whenever its copy was fetched in turn.
            time: address.seen.or(moment.seen),
            state: text::state(record),
            author: people::author(record),
            comment: record.text(Field::Comment).map(Cow::into_owned).filter(|c| !c.is_empty()),
            archived: record
                .text(Field::Archived)
                .map(|a| one_line(&a))
                .filter(|a| identity::normalise_url(a).is_some())
                .or(address.archived),
            notes: published.map(|at| format!("published {at}, as the dump says")).into_iter().collect(),
            ..Revision::default()
        };
        let withheld = revision.state == TextState::Withheld;
        if !withheld || show_hidden {
            if withheld {
                revision.state = TextState::Whole;
            }
            let both = text::read(record, &mut revision, shared);
            if both {
                let version = number.map_or(place.to_string(), |n| n.to_string());
                self.complain(format!(
                    "Version {version} has “{}” beside “paragraphs”, and they differ; the paragraphs were used.",
                    record.name(Field::Text).unwrap_or("text")
                ));
            }
            if withheld && revision.paragraphs.is_empty() {
                revision.state = TextState::Withheld;
            } else if withheld {
                revision.notes.push(KEPT_BACK.to_owned());
            }
        }
        let published =
            moment::of_publication(record).filter(|at| revision.time.as_ref().is_some_and(|t| t.at != at.at));
        self.revisions.push(Numbered { line: 0, number, revision, unsettled, published: published.map(Box::new) });
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
    pub(in crate::source) fn into_article(self) -> Article {
        let Found { head, mut revisions, .. } = self;
        let numbered = put_in_order(&mut revisions);
        head.article(settled(revisions, 0), numbered)
    }
}

impl Head {
    pub(in crate::source) fn of(record: &Record<'_>) -> Head {
        let text = |field| record.text(field).map_or_else(String::new, |t| one_line(&t));
        let aliases = match record.get(Field::Aliases) {
            Some(Loose::List(list)) => list.iter().filter_map(|a| a.text().map(|a| one_line(&a))).collect(),
            _ => Vec::new(),
        };
        let row_of = Some(text(Field::Article)).filter(|id| !id.is_empty());
        Head {
            id: row_of.clone().unwrap_or_else(|| text(Field::Id)),
            aliases,
            source: place::outlet(record),
            url: place::of(record).url,
            title: title(record),
            // The status of an answer is none of the article.
            status: Some(text(Field::Status)).filter(|s| !s.bytes().all(|b| b.is_ascii_digit())),
            row_of,
        }
    }

    /// The article's id: one that names its origin, else of the URL, else of the source and its id; `None` when only the
    /// place in the file can tell.
    pub(in crate::source) fn identity(&self) -> Option<ArticleId> {
        let named = self.id.contains(':') && !self.id.contains(char::is_whitespace);
        if named {
            return Some(ArticleId::new(self.id.as_str()));
        }
        identity::id_of_url(&self.url).or_else(|| {
            (!self.id.is_empty() && !self.source.is_empty()).then(|| identity::id_of_origin(&self.source, &self.id))
        })
    }

    /// The article of these revisions; `numbered` says that the dump numbers them.
    pub(in crate::source) fn article(self, mut revisions: Vec<Revision>, numbered: bool) -> Article {
        if revisions.iter().all(|r| r.title.is_empty()) {
            revisions.iter_mut().for_each(|r| r.title.clone_from(&self.title));
        }
        let gaps = if numbered { gaps(&revisions) } else { Vec::new() };
        let is_published = revisions.iter().any(|r| r.time.as_ref().is_some_and(|time| time.is_publication));
        Article {
            id: self.identity().unwrap_or_else(|| ArticleId::new("")),
            aliases: self.aliases,
            source: self.source,
            url: self.url,
            known_as: None,
            status: self.status,
            revisions,
            gaps,
            gaps_told: Vec::new(),
            sides: SidesMark::Known,
            origins: Vec::new(),
            notes: if is_published { vec![PUBLISHED.to_owned()] } else { Vec::new() },
        }
    }
}

/// What is said of an article whose dump gives no other times.
const PUBLISHED: &str = "Where the dump does not tell when it was fetched, its time is that at which it was published, or last \
                         changed at its origin.";

fn title(record: &Record<'_>) -> String {
    let listed = || record.text(Field::Name).filter(|_| record.get(Field::Url).is_some());
    let title = record.text(Field::Title).or_else(|| record.text(Field::PageTitle)).or_else(listed);
    title.map_or_else(String::new, |text| markup::line(&text).unwrap_or_else(|| one_line(&text)))
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
pub(in crate::source) fn miscounted(revisions: &[Numbered]) -> Vec<(u64, String)> {
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

/// Puts revisions in order: by their numbers, which is told; where not all have one, by time, as far as times tell: one
/// without a time stays behind the one before it. Where times go back all the way the list begins with the newest.
pub(in crate::source) fn put_in_order(revisions: &mut [Numbered]) -> bool {
    if revisions.iter().all(|r| r.number.is_some()) {
        revisions.sort_by_key(|r| r.number);
        return true;
    }
    let at = |r: &Numbered| r.revision.time.as_ref().map(|time| time.at);
    let times: Vec<Timestamp> = revisions.iter().filter_map(at).collect();
    if times.first() > times.last() && times.is_sorted_by(|a, b| a >= b) {
        revisions.reverse();
    } else if !times.is_sorted() {
        let mut last = None;
        revisions.sort_by_cached_key(|r| {
            last = at(r).or(last);
            last
        });
    }
    false
}

/// Revisions with their numbers; those without one are counted from `next`, past the number before.
pub(in crate::source) fn settled(revisions: Vec<Numbered>, mut next: u32) -> Vec<Revision> {
    let bare = revisions.iter().all(|r| r.number.is_none());
    revisions
        .into_iter()
        .map(|Numbered { number, mut revision, .. }| {
            revision.number = number.unwrap_or(next);
            revision.numbered_by = bare.then(|| join::BY_PLACE.into());
            next = revision.number.saturating_add(1);
            revision
        })
        .collect()
}

fn ending_number(label: &str) -> Option<u32> {
    let digits = label.len() - label.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    label.get(label.len() - digits..)?.parse().ok()
}

pub(super) fn one_line(text: &str) -> String {
    let text = text::without_marks(text);
    if text.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        text.trim().to_owned()
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
