//! The names under which JSON dumps keep what we know. The first of each row is the one we write ourselves.

/// What a member of an object means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Aliases,
    Source,
    Url,
    Title,
    Status,
    Versions,
    Version,
    Revision,
    Time,
    Text,
    Paragraphs,
    Holes,
    State,
    Author,
    Comment,
}

/// Every name known. Names are compared without regard to case.
pub(super) const NAMES: [(Field, &[&str]); 16] = [
    (Field::Id, &["id", "article_id"]),
    (Field::Aliases, &["aliases"]),
    (Field::Source, &["source", "outlet", "publisher", "source_domain"]),
    (Field::Url, &["url", "link", "article_url", "canonical_url"]),
    (Field::Title, &["title", "headline"]),
    (Field::Status, &["status", "check_status"]),
    (Field::Versions, &["versions", "revisions", "snapshots"]),
    (Field::Version, &["version", "number", "version_number"]),
    (Field::Revision, &["origin_revision", "revision"]),
    (Field::Time, &["created_at", "time", "seen", "seen_at", "timestamp", "date", "fetched_at", "captured_at"]),
    (Field::Text, &["text", "body", "content", "maintext"]),
    (Field::Paragraphs, &["paragraphs"]),
    (Field::Holes, &["holes"]),
    (Field::State, &["state"]),
    (Field::Author, &["author", "byline"]),
    (Field::Comment, &["comment"]),
];

impl Field {
    /// What a name means, and the name as the table spells it; `None` for names of no interest.
    pub(super) fn named(name: &str) -> Option<(Field, &'static str)> {
        NAMES.iter().find_map(|(field, names)| {
            names.iter().find(|known| known.eq_ignore_ascii_case(name)).map(|known| (*field, *known))
        })
    }

    /// What a name means; `None` for names of no interest.
    pub(super) fn of(name: &str) -> Option<Field> {
        Field::named(name).map(|named| named.0)
    }
}
