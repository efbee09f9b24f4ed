//! The names under which dumps of plain data keep what we know: members of JSON objects, columns of tables. The first of
//! each row is the one we write ourselves.

use std::sync::LazyLock;

use super::super::Confidence;

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

/// Under which GDELT's lists of articles, which have no texts, keep when it met them.
pub(super) const SEEN_BY_GDELT: &str = "seen_date";

/// Under which the archive of EDGI keeps when a page was captured, beside when its row was made.
const CAPTURED: &str = "capture_time";

/// Under which trafilatura keeps when it fetched a page, beside the `date` that the page bears.
const FILED: &str = "filedate";

/// Under which WordPress' interface keeps when an article was published, beside the `date` of the same moment in its own
/// zone.
const UTC_OF_WORDPRESS: &str = "date_gmt";

/// Whether a name is one of WordPress', whose `date` is that of publication.
pub(super) fn is_of_wordpress(name: &str) -> bool {
    name == UTC_OF_WORDPRESS
}

/// Under which an article may lie whole, in an object of its own.
pub(super) const ARTICLE: &str = "article";

/// Every name known. Names are compared without regard to case and to `_`, `-`, `.` and blanks.
const NAMES: [(Field, &[&str]); 33] = [
    (Field::Id, &["id"]),
    (Field::Article, &["article_id", "news_id"]),
    (Field::Aliases, &["aliases"]),
    (
        Field::Source,
        &["source", "outlet", "publisher", "source_domain", "source_name", "site_name", "source_hostname", "provider"],
    ),
    (Field::Domain, &["domain", "clean_url", "hostname"]),
    (Field::Name, &["name"]),
    (Field::Url, &["url", "link", "article_url", "canonical_url", "web_url", "requested_url", "permalink"]),
    (Field::Title, &["title", "headline", "web_title", "post_title"]),
    (Field::PageTitle, &["title_page", "title_rss"]),
    (Field::Status, &["status", "check_status", "status_code", "http_status"]),
    (Field::Versions, &["versions", "revisions", "snapshots"]),
    (Field::Version, &["version", "number", "version_number"]),
    (Field::Revision, &["origin_revision", "revision"]),
    (
        Field::Time,
        &[
            "created_at",
            CAPTURED,
            "time",
            "seen",
            "seen_at",
            "timestamp",
            "date",
            "fetched_at",
            "captured_at",
            "date_download",
            "crawled_at",
            "retrieved_at",
            "scraped_at",
            "accessed_at",
            "date_time",
            SEEN_BY_GDELT,
            "crawled",
            "fetched",
            "scraped",
            "warc_date",
            FILED,
            "crawl_date",
            "crawl_time",
            "archived_at",
            "saved_at",
            "collected_at",
            "downloaded_at",
            "extracted_at",
            "harvested_at",
            "observed_at",
            "snapshotted_at",
            "checked_at",
            "date_accessed",
            "date_archived",
            "date_captured",
            "date_collected",
            "date_crawled",
            "date_downloaded",
            "date_fetched",
            "date_retrieved",
            "date_saved",
            "date_scraped",
            "access_date",
            "access_time",
            "archive_date",
            "archive_time",
            "capture_date",
            "collection_date",
            "crawled_date",
            "download_date",
            "download_time",
            "extraction_date",
            "fetch_date",
            "fetch_time",
            "fetched_date",
            "retrieval_date",
            "retrieval_time",
            "retrieved_date",
            "scrape_date",
            "scrape_time",
            "scraped_date",
            "scraping_date",
            "snapshot_date",
            "snapshot_time",
            "time_crawled",
            "time_fetched",
            "time_retrieved",
            "time_scraped",
            "timestamp_crawled",
            "last_crawled",
            "last_checked",
            "last_seen",
            "accessed",
            "captured",
            "collected",
            "downloaded",
            "retrieved",
        ],
    ),
    (
        Field::Published,
        &[
            "published_at",
            "published_date",
            "date_publish",
            "publish_date",
            "date_published",
            "pub_date",
            "published",
            "publication_date",
            "web_publication_date",
            "date_time_pub",
            "publishing_date",
            UTC_OF_WORDPRESS,
            "post_date_gmt",
            "post_date",
        ],
    ),
    (
        Field::Changed,
        &[
            "updated_at",
            "modified_at",
            "modified_gmt",
            "post_modified_gmt",
            "date_modified",
            "date_modify",
            "date_updated",
            "last_modified",
            "last_updated",
            "last_update",
            "modified_date",
            "modification_date",
            "updated_date",
            "update_date",
            "update_time",
            "revision_date",
            "version_date",
            "modified",
            "post_modified",
            "updated",
        ],
    ),
    (Field::TimePrecision, &["time_precision"]),
    (Field::PublishedPrecision, &["published_precision", "published_date_precision"]),
    (
        Field::Text,
        &[
            "text",
            "body",
            "content",
            "maintext",
            "content_text",
            "full_text",
            "article_text",
            "body_text",
            "content_html",
            "body_html",
            "plain_text",
            "article_body",
            "article_body_html",
            "article_content",
            "clean_text",
            "cleaned_text",
            "full_content",
            "main_content",
            "main_text",
            "news_content",
            "news_text",
            "post_content",
            "raw_content",
            "raw_text",
            "story_text",
            "text_clean",
            "text_content",
        ],
    ),
    (Field::Prose, &[ARTICLE, "story", "news", "transcript"]),
    (Field::Markup, &["html", "raw_html", "page_html", "html_content", "html_source", "source_html", "page_source"]),
    (Field::Lead, &["description", "excerpt", "abstract", "summary", "snippet", "lead_paragraph"]),
    (Field::Mobile, &["mobile_url", "url_mobile"]),
    (Field::Fields, &["fields"]),
    (Field::Main, &["main"]),
    (
        Field::Value,
        &["rendered", "#text", "$t", "$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "value"],
    ),
    (Field::About, &["metadata"]),
    (Field::Paragraphs, &["paragraphs"]),
    (Field::Holes, &["holes"]),
    (Field::State, &["state"]),
    (Field::Author, &["author", "byline", "authors", "creator"]),
    (Field::Comment, &["comment"]),
    (Field::Archived, &["archive_url", "archived"]),
];

/// What tools write for what is not there: databases, Python and pandas, spreadsheets.
const MISSING: [&str; 10] = ["", "\\N", "NULL", "null", "None", "NaN", "nan", "NaT", "<NA>", "#N/A"];

/// Whether a text is what a tool writes where there is none.
pub(in crate::source) fn is_missing(text: &str) -> bool {
    MISSING.contains(&text.trim())
}

/// Names that say less than others of their meaning, which count where both stand: a day or a time of day beside both
/// (Event Registry), a text without paragraphs beside its markup (the Guardian's interface, JSON Feed, Readability.js), a
/// text before it was cleaned (trafilatura), a time without its zone beside that of UTC (WordPress).
const POORER: [&str; 17] = [
    "date",
    "time",
    "crawl_time",
    "body_text",
    "content_text",
    "text_content",
    "raw_text",
    "raw_content",
    "article_body_html",
    "clean_text",
    "cleaned_text",
    "text_clean",
    "modified",
    "updated",
    "post_modified",
    "post_date",
    "last_checked",
];

/// Parts of the names of times that say by their word that somebody fetched the text then.
const FETCHED: [&str; 9] =
    ["scrap", "download", "retriev", "access", "archiv", "save", "collect", "harvest", "date_fetched"];

/// Whether a name says what others of its meaning only may, and counts where several stand.
pub(super) fn is_surer(name: &str) -> bool {
    [CAPTURED, FILED].contains(&name)
}

/// Whether a name of a time says by its word that the text was fetched then, not that it is a time of the article.
pub(super) fn is_of_fetching(name: &str) -> bool {
    FETCHED.iter().any(|part| name.contains(part))
}

/// Whether another name of the same meaning, as the table spells it, promises more.
pub(super) fn is_poorer(name: &str) -> bool {
    POORER.contains(&name)
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
