//! What a record says of a revision's text.

use std::borrow::Cow;

use super::{
    super::{
        markup,
        page::{self, Page},
    },
    Loose, Record,
    article::{Shared, one_line},
    field::Field,
    names,
    place::is_address,
};
use crate::{
    model::{Revision, TextState},
    text::paragraphs,
};

/// Whether a record is a revision: it has a text, or tells of one.
pub(super) fn is_said(record: &Record<'_>) -> bool {
    let has = |field| record.get(field).is_some();
    let held = has(Field::Text) || has(Field::Paragraphs) || prose(record).is_some() || page_held(record).is_some();
    let met = record.name(Field::Time) == Some(names::SEEN_BY_GDELT) || record.names(Field::Mobile) && has(Field::Time);
    let named = has(Field::Name) && has(Field::Published);
    let listed = has(Field::Url) && (has(Field::Title) && (has(Field::Published) || has(Field::Lead) || met) || named);
    // A text that is empty or null is one that was not kept.
    let empty =
        (record.names(Field::Text) || record.names(Field::Paragraphs)) && (has(Field::Url) || has(Field::Title));
    held || listed || empty
}

/// What a record says its text is: what is called so, else what reads like one.
fn told<'r, 'a>(record: &'r Record<'a>) -> Option<&'r Loose<'a>> {
    let text = record.get(Field::Text);
    match text.filter(|text| !is_blank(text)) {
        Some(text) => Some(text),
        None => prose(record).or(text),
    }
}

/// Whoever kept an empty text found none: the page had one.
fn is_blank(text: &Loose<'_>) -> bool {
    text.text().is_none_or(|text| text.trim().is_empty())
}

/// Letters of a text, at least, whose name may mean something else.
const PROSE: usize = 30;

/// A text whose name may mean something else, where it is one: words in a row.
fn prose<'r, 'a>(record: &'r Record<'a>) -> Option<&'r Loose<'a>> {
    record.all(Field::Prose).find(|value| {
        let text = value.lines().unwrap_or_default();
        // Not every script parts its words.
        let words = text.split_whitespace().nth(4).is_some() || !text.is_ascii();
        words && !is_address(&text) && text.chars().nth(PROSE).is_some()
    })
}

/// The page that a record holds in the place of a text.
fn page_held<'r>(record: &'r Record<'_>) -> Option<Cow<'r, str>> {
    record.all(Field::Markup).filter_map(Loose::text).find(|page| !page.trim().is_empty())
}

/// What the text is, as the record says; where it does not, whole if it is there.
pub(super) fn state(record: &Record<'_>) -> TextState {
    let said = record.text(Field::State).unwrap_or_default();
    let states = [TextState::Whole, TextState::Partial, TextState::Withheld, TextState::ErrorPage];
    // A list of paragraphs says what it holds.
    let text = told(record).is_some_and(|text| !is_blank(text))
        || record.get(Field::Paragraphs).is_some()
        || page_held(record).is_some();
    let unsaid = match () {
        () if is_failure(record) => TextState::ErrorPage,
        () if text || record.lead().is_some_and(|lead| lead.1 && !record.names(Field::Text)) => TextState::Whole,
        () => TextState::Partial,
    };
    states.into_iter().find(|s| s.word() == said).unwrap_or(unsaid)
}

/// What ronnywang/newsdiff keeps as headline and as text where the page could not be fetched or made nothing of.
const FAILURES: [&str; 7] = ["404", "403", "500", "502", "503", "0", "無法判斷的內容"];

/// Whether a record tells of a page that could not be fetched.
fn is_failure(record: &Record<'_>) -> bool {
    // The status of an answer that was none, with nothing of a text.
    let status = record.all(Field::Status).find_map(Loose::count).filter(|status| (400..600).contains(status));
    let blank = |field| record.get(field).is_none_or(is_blank);
    if status.is_some() && blank(Field::Text) && blank(Field::Paragraphs) && prose(record).is_none() {
        return true;
    }
    let (title, text) = (record.text(Field::Title), record.text(Field::Text));
    title.is_some() && title == text && title.is_some_and(|title| FAILURES.contains(&title.trim()))
}

/// A hole behind the last paragraph, however many there are.
const AT_END: &str = "end";

/// What a record says beside its members whose text breaks off at its end.
pub(in crate::source) fn broken_off<'a>() -> [(Field, &'static str, Loose<'a>); 2] {
    let state = Loose::Text(TextState::Partial.word().into());
    [(Field::State, "state", state), (Field::Holes, "holes", Loose::List(vec![Loose::Text(AT_END.into())]))]
}

/// Reads a revision's text. Whether it stands there in two ways that differ.
pub(super) fn read(record: &Record<'_>, revision: &mut Revision, shared: &mut Shared) -> bool {
    let listed = record.get(Field::Paragraphs).is_some();
    let mut add = |text: &str| {
        let clean = without_marks(text);
        let (kept, cut) = before_cut(&clean);
        // What lies in a list of paragraphs is what it says.
        match markup::paragraphs(kept).filter(|_| !listed) {
            Some(undone) => revision.paragraphs.extend(undone.iter().map(|text| shared.paragraph(text))),
            None => revision.paragraphs.extend(paragraphs::lines(kept).map(|line| shared.paragraph(line))),
        }
        if cut {
            revision.state = TextState::Partial;
            revision.holes.push(revision.paragraphs.len());
        }
    };
    let told = told(record);
    if !listed
        && told.is_none_or(is_blank)
        && let Some(text) = page_held(record)
        && page::is_html(text.as_bytes())
    {
        of_page(&Page::of_text(&text, record.text(Field::Url).as_deref()), record, revision, shared);
        return false;
    }
    let fragment = page_held(record).map(Loose::Text);
    let told = told.filter(|text| !is_blank(text)).or(fragment.as_ref()).or(told);
    match (record.get(Field::Paragraphs), told) {
        (Some(Loose::List(list)), _) | (None, Some(Loose::List(list))) => {
            list.iter().filter_map(Loose::text).for_each(|text| add(&text));
        }
        (Some(value), _) | (None, Some(value)) => add(&value.text().unwrap_or_default()),
        (None, None) => {
            // What is said of a text that is not there; where the dump keeps texts, it is none of this one's paragraphs.
            match record.lead() {
                Some((lead, _)) if record.names(Field::Text) => {
                    revision.notes.push(format!("described as “{}”", one_line(&lead)));
                }
                Some((text, true)) => add(&text),
                Some((lead, false)) => {
                    add(&lead);
                    revision.holes = vec![revision.paragraphs.len()];
                }
                None => {}
            }
        }
    }
    let differs = |text: Cow<'_, str>| {
        let clean = without_marks(&text);
        !paragraphs::lines(&clean).eq(revision.paragraphs.iter().map(|p| &**p))
    };
    let both = record.get(Field::Paragraphs).is_some() && told.is_some_and(|text| text.lines().is_some_and(differs));
    let end = revision.paragraphs.len();
    if let Some(Loose::List(holes)) = record.get(Field::Holes) {
        let place = |hole: &Loose<'_>| match hole.count() {
            Some(hole) => Some(hole as usize).filter(|hole| *hole <= end),
            None => hole.text().filter(|text| text == AT_END).map(|_| end),
        };
        revision.holes.extend(holes.iter().filter_map(place));
    }
    revision.holes.sort_unstable();
    revision.holes.dedup();
    if revision.state == TextState::Partial && end == 0 {
        revision.holes = vec![0];
    }
    both
}

/// Takes the article of a whole page.
fn of_page(page: &Page, record: &Record<'_>, revision: &mut Revision, shared: &mut Shared) {
    let read = page.revision(None);
    revision.paragraphs = read.paragraphs.iter().map(|text| shared.paragraph(text)).collect();
    revision.notes.extend(read.notes);
    if revision.title.is_empty() {
        revision.title = read.title;
    }
    if record.text(Field::State).is_none() && revision.state != TextState::ErrorPage {
        revision.state = read.state;
    }
    if revision.state == TextState::Partial {
        revision.holes = vec![revision.paragraphs.len()];
    }
}

/// A text up to where a news interface cut it: its end says how many characters are missing (`… [+1234 chars]`). Whether
/// it was cut.
fn before_cut(text: &str) -> (&str, bool) {
    let cut = || {
        let (kept, mark) = text.trim_end().strip_suffix(']')?.rsplit_once('[')?;
        let count = mark.strip_suffix(" chars").or_else(|| mark.strip_suffix(" characters"))?;
        let digits = count.strip_prefix('+').unwrap_or(count);
        (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| kept.trim_end())
    };
    cut().map_or((text, false), |kept| (kept, true))
}

/// A text without marks that are no text: byte order marks at its beginning, and NUL.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches('\u{feff}');
    if memchr::memchr(0, text.as_bytes()).is_some() { text.replace('\0', "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::before_cut;

    #[test]
    fn a_text_that_was_cut_says_so_at_its_end() {
        assert_eq!(before_cut("The ferry was la… [+1234 chars]"), ("The ferry was la…", true));
        assert_eq!(before_cut("The ferry... [88 chars]\n"), ("The ferry...", true));
        for whole in ["The ferry was late.", "[1]", "see [+x chars]", "a [chars]", "", "]"] {
            assert_eq!(before_cut(whole), (whole, false));
        }
    }
}
