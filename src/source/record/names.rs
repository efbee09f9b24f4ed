//! The names under which dumps of plain data keep what we know: members of JSON objects, columns of tables. The first of
//! each row is the one we write ourselves.

use super::field::Field;

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
pub(super) const NAMES: [(Field, &[&str]); 33] = [
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
    (Field::Title, &["title", "headline", "heading", "web_title", "post_title"]),
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
            "accessed",
            "captured",
            "collected",
            "downloaded",
            "retrieved",
            "ts",
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

/// Names that say less than others of their meaning, which count where both stand: a day or a time of day beside both
/// (Event Registry), a text without paragraphs beside its markup (the Guardian's interface, JSON Feed, Readability.js), a
/// text before it was cleaned (trafilatura), a time without its zone beside that of UTC (WordPress).
const POORER: [&str; 16] = [
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
];

/// Names that tell of a moment in some dumps, and count something in others: seconds, visits.
const MAY_COUNT: [&str; 14] = [
    "ts",
    "accessed",
    "captured",
    "collected",
    "downloaded",
    "retrieved",
    "access_time",
    "archive_time",
    "crawl_time",
    "download_time",
    "fetch_time",
    "retrieval_time",
    "scrape_time",
    "snapshot_time",
];

/// Whether what stands under a name is a time only where it can be one.
pub(super) fn may_count(name: &str) -> bool {
    MAY_COUNT.contains(&name)
}

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
