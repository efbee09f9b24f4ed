//! Folders of plain texts and Markdown.
//!
//! A folder whose texts bear times (`2020-07-07T10-00.txt`, `20200707100000.md`, `7 July 2020.txt`, seconds since 1970) or
//! ordinals (`3.txt`, `v2.md`) in their names is one article, each such text a revision. Where the names say more
//! (`ferry-20200707.txt`, `2020-07-07 ferry.txt`, `ferry_v2.txt`), each such name is an article. Ordinals give no time: the
//! file's own is taken, which is a guess. Any other text is an article of one revision, with the file's own time; where there
//! is a folder for each time (`2020-07-07/ferry.txt`), or for each month (`2020/07/07.txt`), that time is its. What is called
//! by a day and a name may be the next of a kind, a post or the minutes of a meeting: such texts are one article as far as
//! much of their words is the same ([`Likeness::Words`]). Numbered texts (`001.txt`) that hardly ever share words with the
//! one before are a collection, each an article.
//!
//! A text whose name tells no time bears the date of its front matter, else the file's own.
//!
//! The headline is the first line, where a blank line follows it and it does not end like a sentence, or a Markdown
//! heading. Where no revision has one, the folder's name is taken.

pub(super) mod name;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use self::name::{Stamp, is_month, of_folder, of_month, stamp};
use super::{
    Claim, Confidence, Entry, Folder, Format, Input, Kind, Probe, Reading, SourceError, identity,
    kin::{Kin, Likeness},
    prose::{self, Lines, Markup},
    sniff::{is_other, read_part},
    time,
};
use crate::{
    model::{Article, ArticleId, Certainty, Revision, Seen, SidesMark},
    text::paragraphs::Look,
};

/// Plain texts and Markdown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Texts;

const SUFFIXES: [&str; 4] = ["txt", "md", "text", "markdown"];

impl Format for Texts {
    fn name(&self) -> &'static str {
        "texts"
    }

    fn summary(&self) -> &'static str {
        "Plain texts and Markdown: a folder an article, a file a revision, times in the names"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn tells_apart(&self) -> bool {
        true
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let named = stem(probe.name).is_some() || !probe.name.contains('.');
        let markup = ["<!doctype", "<html", "<?xml"].iter().any(|m| starts_with(probe.text.trim_start(), m));
        match (probe.is_text(), named, markup) {
            (false, ..) => Confidence::No,
            (true, _, true) => Confidence::Near("it is markup and no plain text".into()),
            (true, false, false) => {
                Confidence::Near("its name ends in none of .txt, .md (`--from texts` reads it all the same)".into())
            }
            (true, true, false) => Confidence::Fallback,
        }
    }

    fn claims(&self, folder: &Folder<'_>) -> Claim {
        let month = folder.path.and_then(|path| path.strip_prefix(folder.base).ok()).is_some_and(is_month);
        // A day of that month is told by where it lies.
        let of_month =
            |stem: &str| month && matches!(stamp(stem), Some(("", Stamp::Ordinal(1..=31)))) && stem.len() <= 2;
        let stamped = |e: &Entry| {
            e.kind == Kind::File && stem(&e.name).is_some_and(|stem| stamp(stem).is_some() && !of_month(stem))
        };
        let claimed: Vec<usize> =
            folder.entries.iter().enumerate().filter(|(_, e)| stamped(e)).map(|(at, _)| at).collect();
        if claimed.is_empty() { Claim::Nothing } else { Claim::Some(claimed) }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        if input.is_folder() {
            out.pass();
            read_folder(input, out)
        } else {
            read_lone(input, out)
        }
    }
}

fn starts_with(text: &str, mark: &str) -> bool {
    text.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark))
}

/// A text's name without its suffix; `None` for other files.
fn stem(name: &str) -> Option<&str> {
    let (stem, suffix) = name.rsplit_once('.')?;
    SUFFIXES.iter().any(|s| suffix.eq_ignore_ascii_case(s)).then_some(stem)
}

fn read_lone(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let (text, complaint) = input.text()?;
    if let Some(complaint) = complaint {
        out.problem("", complaint);
    }
    let name = stem(input.name()).unwrap_or(input.name());
    let (revision, dated) = titled(input.name(), &text, Lines::AsTheyLook);
    let stamp = stamp(name);
    let folder = of_folder(input.shown()).filter(|_| stamp.is_none());
    // A day of a month has no other name.
    let day = of_month(input.shown());
    let name = day.as_ref().and_then(|(_, day)| day.as_given.clone()).unwrap_or_else(|| name.to_owned());
    let (id, time) = match (stamp, folder.or(day)) {
        (Some((_, Stamp::Time(time))), _) => (ArticleId::new(""), Some(time)),
        (_, Some((place, time))) => (identity::id_of_place(&place, 0), Some(time)),
        _ => (ArticleId::new(""), dated.or_else(|| of_file(input))),
    };
    let revision = Revision { time, ..revision };
    let mut article = article(id, vec![revision], &name);
    out.tell_apart(&mut article, Likeness::Words);
    out.article(article);
    Ok(())
}

/// The texts claimed of a folder, as one article for each beginning of their names.
fn read_folder(input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    let mut articles: BTreeMap<&str, Vec<(Stamp, &Entry)>> = BTreeMap::new();
    for entry in input.claimed() {
        if let Some((beginning, stamp)) = stem(&entry.name).and_then(stamp) {
            articles.entry(beginning).or_default().push((stamp, entry));
        }
    }
    for (beginning, mut files) in articles {
        // The time comes first, and names no part of the article.
        let is_of_a_kind = files.iter().all(|(_, entry)| !beginning.is_empty() && !entry.name.starts_with(beginning));
        files.sort_by(|a, b| (a.0.order(), &a.1.name).cmp(&(b.0.order(), &b.1.name)));
        let (mut revisions, mut looks) = (Vec::new(), HashMap::new());
        for (number, (stamp, entry)) in (0..).zip(files) {
            out.check()?;
            let part = input.part(entry);
            out.within(part.shown());
            // A name says little: what another format knows by its content is no plain text, nor is a document of ours.
            if is_other(&part, "texts") {
                read_part(&part, "texts", out)?;
                continue;
            }
            match part.text() {
                Err(error) => out.problem("", error.to_string()),
                Ok((text, complaint)) => {
                    if let Some(complaint) = complaint {
                        out.problem("", complaint);
                    }
                    let (revision, dated) = titled(part.name(), &text, Lines::AsTheyLook);
                    looks.insert(Arc::clone(part.shown()), (prose::look(&text), entry));
                    let (number, time) = match stamp {
                        Stamp::Time(time) => (number, Some(time)),
                        Stamp::Ordinal(ordinal) => {
                            let folder = of_folder(part.shown()).map(|(_, time)| time);
                            (ordinal, folder.or(dated).or_else(|| of_file(&part)))
                        }
                    };
                    revisions.push(Revision { number, time, origin: Some(part.shown().clone()), ..revision });
                }
            }
        }
        out.within(input.shown());
        if !revisions.is_empty() {
            let place =
                if beginning.is_empty() { input.shown().to_string() } else { format!("{}/{beginning}", input.shown()) };
            let name = if beginning.is_empty() { input.name() } else { beginning };
            let id = identity::id_of_place(&place, 0);
            let is_collection = beginning.is_empty() && is_collection(&revisions);
            let articles = match is_collection {
                true => revisions.into_iter().map(|revision| vec![revision]).collect(),
                false if is_of_a_kind => alike(revisions),
                false => vec![revisions],
            };
            for (at, mut revisions) in articles.into_iter().enumerate() {
                cut_alike(input, &mut revisions, &looks);
                let origin = revisions.first().and_then(|r| r.origin.clone());
                let origin = origin.as_deref().unwrap_or_default();
                let name = if is_collection { origin.rsplit('/').next().unwrap_or(name) } else { name };
                let id = match at {
                    _ if is_collection => identity::id_of_place(origin, 0),
                    0 => id.clone(),
                    _ => identity::id_of_another(&id, origin),
                };
                out.article(article(id, revisions, name));
            }
        }
    }
    Ok(())
}

/// Numbered texts from which on there may be a collection rather than revisions of one article that was written anew.
const COLLECTED: usize = 4;

/// Of so many texts one may share its words with the one before.
const ALONE: usize = 4;

/// Whether numbered texts are a collection and no revisions of one article: each says something else than the one before.
fn is_collection(revisions: &[Revision]) -> bool {
    if revisions.len() < COLLECTED {
        return false;
    }
    // Files that were copied together have one time.
    let kin = |revision: &Revision| Kin::of_revisions(&[Revision { time: None, ..revision.clone() }], Likeness::Words);
    let kin: Vec<Kin> = revisions.iter().map(kin).collect();
    let alike = kin.windows(2).filter(|pair| matches!(pair, [a, b] if a.is_of_one(b))).count();
    alike * ALONE <= revisions.len()
}

/// Revisions, those together that have much of their words in common.
fn alike(revisions: Vec<Revision>) -> Vec<Vec<Revision>> {
    let mut articles: Vec<(Vec<Kin>, Vec<Revision>)> = Vec::new();
    for revision in revisions {
        let kin = Kin::of_revisions(std::slice::from_ref(&revision), Likeness::Words);
        // The last ones are nearest.
        let is_of =
            |article: &&mut (Vec<Kin>, Vec<Revision>)| article.0.iter().rev().take(NEAR).any(|of| of.is_of_one(&kin));
        match articles.iter_mut().rev().take(BEFORE).find(is_of) {
            Some(article) => {
                article.0.push(kin);
                article.1.push(revision);
            }
            None => articles.push((vec![kin], vec![revision])),
        }
    }
    articles.into_iter().map(|article| article.1).collect()
}

/// Articles of one name that a text is held against: no number of them makes reading slow.
const BEFORE: usize = 64;

/// Revisions of an article that another is held against.
const NEAR: usize = 8;

fn article(id: ArticleId, revisions: Vec<Revision>, name: &str) -> Article {
    let known_as = revisions.iter().all(|r| r.title.is_empty()).then(|| name.to_owned());
    Article {
        id,
        aliases: Vec::new(),
        source: String::new(),
        url: String::new(),
        known_as,
        status: None,
        revisions,
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: Vec::new(),
        notes: Vec::new(),
    }
}

/// The file's own time, a guess.
fn of_file(input: &Input<'_>) -> Option<Seen> {
    let at = input.modified()?;
    Some(Seen { certainty: Certainty::Unknown, ..Seen::stated(at) })
}

fn markup(name: &str) -> Markup {
    Markup::of_name(name).filter(|markup| *markup == Markup::Markdown).unwrap_or(Markup::Plain)
}

/// Cuts all revisions of an article into paragraphs alike: those whose lines look otherwise than the most are read again.
fn cut_alike(input: &Input<'_>, revisions: &mut [Revision], looks: &HashMap<Arc<str>, (Look, &Entry)>) {
    let of = |revision: &Revision| {
        let (look, entry) = *looks.get(revision.origin.as_ref()?)?;
        (markup(&entry.name) == Markup::Plain).then_some((look, entry))
    };
    let plain: Vec<Look> = revisions.iter().filter_map(|revision| Some(of(revision)?.0)).collect();
    let broken = plain.iter().filter(|look| look.broken).count();
    if broken == 0 || broken == plain.len() {
        return;
    }
    let lines = Lines::of(&plain);
    for revision in revisions {
        let Some((_, entry)) = of(revision).filter(|(look, _)| look.broken != (lines == Lines::Joined)) else {
            continue;
        };
        // What there was to complain of it was told when it was read first.
        if let Ok((text, _)) = input.part(entry).text() {
            let (again, _) = titled(&entry.name, &text, lines);
            (revision.title, revision.paragraphs) = (again.title, again.paragraphs);
        }
    }
}

/// A text's headline and paragraphs, and the date that it says it is of.
fn titled(name: &str, text: &str, lines: Lines) -> (Revision, Option<Seen>) {
    let prose = prose::read(text, markup(name), lines);
    let dated = [&prose.front.updated, &prose.front.date].into_iter().flatten().find_map(|date| time::read(date));
    let revision = Revision {
        title: prose.title.into_owned(),
        paragraphs: prose.paragraphs.into_iter().map(|p| p.as_ref().into()).collect(),
        ..Revision::default()
    };
    (revision, dated)
}
