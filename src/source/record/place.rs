//! Where a record says that its text stood: the address, what that itself says, and the outlet.

use std::borrow::Cow;

use super::{
    super::{identity, page},
    Loose, Record,
    article::one_line,
    field::Field,
};
use crate::model::Seen;

/// An address of a text.
#[derive(Default)]
pub(super) struct Place {
    pub(super) url: String,
    /// The address of the archived copy that the record names in its place, …
    pub(super) archived: Option<String>,
    /// … and when the archive saw it.
    pub(super) seen: Option<Seen>,
}

/// The address that a record names. Trafilatura calls it `source`.
pub(super) fn of(record: &Record<'_>) -> Place {
    let named = record.text(Field::Url);
    let source = || record.all(Field::Source).filter_map(Loose::text).find(|source| is_page(source, record));
    let Some(url) = named.or_else(source).map(|url| one_line(&url)) else { return Place::default() };
    match page::replayed(&url) {
        Some((inner, seen)) => Place { url: inner, archived: Some(url), seen },
        None => Place { url, ..Place::default() },
    }
}

/// The outlet: its name, where it is an object; else the domain.
pub(super) fn outlet(record: &Record<'_>) -> String {
    fn name<'r>(outlet: &'r Loose<'_>) -> Option<Cow<'r, str>> {
        match outlet {
            Loose::Record(outlet) => outlet.text(Field::Name).or_else(|| outlet.text(Field::Title)),
            Loose::List(outlets) if outlets.iter().any(|outlet| matches!(outlet, Loose::Record(_))) => {
                outlets.iter().find_map(name)
            }
            name => name.text(),
        }
    }
    let is_name = |name: &Cow<'_, str>| !is_address(name);
    let named = record.all(Field::Source).filter_map(name).find(is_name);
    let source = named.or_else(|| record.text(Field::Domain)).or_else(|| record.get(Field::Source).and_then(name));
    source.map_or_else(String::new, |text| one_line(&text))
}

/// Whether a text is the address of a page on the host that the record names.
fn is_page(source: &str, record: &Record<'_>) -> bool {
    let Some(domain) = record.text(Field::Domain) else { return false };
    let domain = domain.trim().trim_start_matches("www.").to_lowercase();
    let page = if is_address(source) { identity::normalise_url(source) } else { None };
    page.is_some_and(|page| {
        page.split_once(['/', '?']).is_some_and(|(host, _)| !domain.is_empty() && host.ends_with(&domain))
    })
}

/// Whether a text is an address of the web and no name.
pub(super) fn is_address(text: &str) -> bool {
    text.contains("://") && identity::normalise_url(text).is_some()
}
