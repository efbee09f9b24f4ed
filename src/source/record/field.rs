//! What members of JSON objects and columns of tables mean, by their names ([`names`](super::names)).

use std::sync::LazyLock;

use super::{
    super::Confidence,
    names::{ARTICLE, NAMES, SEEN_BY_GDELT},
};

/// What a member of an object, or a column, means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Field {
    /// Of the article, or of the row.
    Id,
    /// Of the article that a row belongs to.
    Article,
    Aliases,
    Source,
    /// The outlet, where nothing names it better.
    Domain,
    /// Of an outlet that is an object; of an article of Bing's interface, its headline.
    Name,
    Url,
    Title,
    /// The headline, where nothing else is one.
    PageTitle,
    Status,
    Versions,
    Version,
    Revision,
    /// When it was seen.
    Time,
    /// How fine the time is at which it was seen.
    TimePrecision,
    /// When it appeared, as its publisher says.
    Published,
    /// How fine that is.
    PublishedPrecision,
    /// When its origin last changed it.
    Changed,
    Text,
    /// A text, where it is one: the names may mean something else as well.
    Prose,
    /// A page as it was fetched, which holds the text where nothing else does.
    Markup,
    /// Where it stands for telephones, as GDELT's lists of articles tell, which have no texts.
    Mobile,
    /// What is said of the text, where the text is not there.
    Lead,
    Paragraphs,
    Holes,
    State,
    Author,
    Comment,
    /// Where a copy is archived.
    Archived,
    /// An object whose members belong to the object around it, as the Guardian's interface gives text and headline.
    Fields,
    /// Of a headline that is an object, as the New York Times' interface gives it.
    Main,
    /// What an object is that stands for a text, a number or a time: WordPress' interface (`{"rendered": "…"}`), XML made
    /// JSON (`{"#text": "…"}`), MongoDB's exports (`{"$date": "…"}`).
    Value,
    /// An object that tells when its text was fetched, beside other things.
    About,
}

/// What tools write for what is not there: databases, Python and pandas, spreadsheets.
const MISSING: [&str; 10] = ["", "\\N", "NULL", "null", "None", "NaN", "nan", "NaT", "<NA>", "#N/A"];

/// Whether a text is what a tool writes where there is none.
pub(in crate::source) fn is_missing(text: &str) -> bool {
    MISSING.contains(&text.trim())
}

/// The names by their first letter, each list in the order of the table.
static BY_LETTER: LazyLock<Vec<Vec<(Field, &'static str)>>> = LazyLock::new(|| {
    let mut lists = vec![Vec::new(); 128];
    for (field, names) in NAMES {
        for name in names {
            let list = name.as_bytes().first().and_then(|first| lists.get_mut(usize::from(*first)));
            list.into_iter().for_each(|list| list.push((field, *name)));
        }
    }
    lists
});

impl Field {
    /// What a name means, and the name as the table spells it; `None` for names of no interest.
    pub(in crate::source) fn named(name: &str) -> Option<(Field, &'static str)> {
        let first = usize::from(name.as_bytes().first()?.to_ascii_lowercase());
        let alike = BY_LETTER.get(first).map_or(&[][..], Vec::as_slice);
        alike.iter().find(|(_, known)| same(known, name)).copied()
    }

    /// What a name means; `None` for names of no interest.
    pub(in crate::source) fn of(name: &str) -> Option<Field> {
        Field::named(name).map(|named| named.0)
    }
}

/// Whether two names are the same but for case and for marks between words.
fn same(known: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> {
        text.bytes().filter(|b| !matches!(b, b'_' | b'-' | b'.' | b' ')).map(|b| b.to_ascii_lowercase())
    }
    // Nearly all names differ in their first letter.
    match (known.as_bytes().first(), name.as_bytes().first()) {
        (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {
            known.eq_ignore_ascii_case(name) || letters(known).eq(letters(name))
        }
        _ => false,
    }
}

/// Whether under a name of this kind an article may lie whole, in an object of its own.
pub(in crate::source) fn holds_all(name: &str) -> bool {
    Field::named(name).is_some_and(|(field, name)| field == Field::Fields || name == ARTICLE)
}

/// What the names of an object's members, or of a table's columns, say of it; `whose` they are (`its first object`) and
/// what they are called.
pub(in crate::source) fn judged(names: &[&str], whose: &str, called: &str) -> Confidence {
    let Some(wanted) = wanted(names) else { return Confidence::Likely };
    let held: Vec<String> = names.iter().take(4).map(|key| key.chars().take(24).collect()).collect();
    let more = if names.len() > held.len() { " …" } else { "" };
    Confidence::Near(match held.as_slice() {
        [] => "it holds no object with members".to_owned(),
        held => format!("{whose} has {}{more} and none of the {called} {wanted}", held.join(", ")),
    })
}

/// The members of which an object needs one more to be an article or a revision; `None` where it is one.
pub(in crate::source) fn wanted(names: &[&str]) -> Option<String> {
    let fields: Vec<Field> = names.iter().filter_map(|name| Field::of(name)).collect();
    let has = |any: &[Field]| any.iter().any(|field| fields.contains(field));
    let (text, about) = ([Field::Text, Field::Paragraphs], [Field::Url, Field::Title, Field::Time]);
    let met = names.iter().filter_map(|name| Field::named(name)).any(|named| named.1 == SEEN_BY_GDELT);
    let met = met || has(&[Field::Mobile]) && has(&[Field::Time]);
    let listed = has(&[Field::Url])
        && (has(&[Field::Title]) && (has(&[Field::Published]) || met)
            || has(&[Field::Name]) && has(&[Field::Published]));
    // Less sure names of a text need surer ones of what it is of.
    let held = has(&[Field::Prose, Field::Markup]) && has(&[Field::Url, Field::Title]);
    let wanted: &[Field] = match (has(&[Field::Versions]), has(&text), has(&about)) {
        (true, ..) | (_, true, true) => return None,
        _ if listed || held => return None,
        (_, true, false) => &about,
        _ => &[Field::Versions, Field::Text, Field::Paragraphs],
    };
    let rows = NAMES.iter().filter(|(field, _)| wanted.contains(field));
    Some(rows.filter_map(|(_, names)| names.first().copied()).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_spelt() {
        for (name, field) in [
            ("created_at", Some(Field::Time)),
            ("createdAt", Some(Field::Time)),
            ("Version Number", Some(Field::Version)),
            ("contentText", Some(Field::Text)),
            ("source.name", Some(Field::Source)),
            ("publishedAt", Some(Field::Published)),
            ("URL", Some(Field::Url)),
            ("articleBody", Some(Field::Text)),
            ("downloadedAt", Some(Field::Time)),
            ("last_updated", Some(Field::Changed)),
            ("$date", Some(Field::Value)),
            ("image_url", None),
            ("", None),
        ] {
            assert_eq!(Field::of(name), field, "{name}");
        }
    }
}
