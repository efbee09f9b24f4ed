//! The compare page saved as plain text, as a dump format.

use std::sync::Arc;

use super::{compare, page::COUNT};
use crate::{
    model::ArticleId,
    source::{Confidence, Format, Input, Probe, Reading, SourceError, identity, join},
};

/// News Sniffer's compare page, saved as plain text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "newssniffer-text"
    }

    fn summary(&self) -> &'static str {
        "News Sniffer compare pages saved as plain text, without marks: sides are inferred"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        if compare::sniff(probe.text) { Confidence::Certain } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        let (text, complaint) = input.text()?;
        if let Some(complaint) = complaint {
            out.problem("", complaint);
        }
        let mut page = compare::read(&text, &compare::Corrections::default());
        let id = id(&page, input.shown());
        if let Some(corrections) = input.corrections(&id) {
            page = compare::read(&text, corrections);
        }
        let numbered = matches!((page.versions.old, page.versions.new), (Some(a), Some(b)) if a != b);
        let versions = page.changed_times.unwrap_or(0).min(super::page::MOST);
        let mut article = compare::article(page, id, input.shown());
        if numbered {
            article.gaps = join::missing(&article.revisions, 0, versions);
        }
        for revision in &mut article.revisions {
            revision.numbered_by = Some(Arc::from(if numbered { COUNT } else { join::BY_PLACE }));
        }
        out.article(article);
        Ok(())
    }
}

fn id(page: &compare::ComparePage, shown: &str) -> ArticleId {
    match page.number {
        Some(number) => identity::id_of_origin(COUNT, &number.to_string()),
        None => identity::id_of_url(&page.url).unwrap_or_else(|| identity::id_of_place(shown, 0)),
    }
}
