//! Indices of web captures, CDX and CDXJ: known, so that they give no problem where they lie beside the captures themselves.
//!
//! They hold no text, and the captures that they list say all that they do: nothing is made of them.

use super::{Confidence, Format, Input, Probe, Reading, SourceError};

/// Indices of web captures.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cdx;

impl Format for Cdx {
    fn name(&self) -> &'static str {
        "cdx"
    }

    fn summary(&self) -> &'static str {
        "Indices of web captures (CDX, CDXJ): passed over, since the captures themselves say more"
    }

    fn is_fetched(&self) -> bool {
        false
    }

    fn sniff(&self, probe: &Probe<'_>) -> Confidence {
        let mut lines = probe.text.lines().filter(|line| !line.trim().is_empty());
        let Some(first) = lines.next() else { return Confidence::No };
        let header = first.trim_start().split(first.chars().next().unwrap_or(' ')).next().unwrap_or_default();
        if header.starts_with("CDX") && first.len() < 200 {
            return Confidence::Certain;
        }
        let listed = std::iter::once(first).chain(lines).filter(|line| !line.starts_with('!')).take(4).all(lists);
        if listed { Confidence::Certain } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        if !input.shown().contains('/') {
            out.problem("", "It is an index of web captures, which holds no texts; open the WARC files that it lists.");
        }
        Ok(())
    }
}

/// Whether a line is `key moment {json}` or `key moment address type status digest …`.
fn lists(line: &str) -> bool {
    let mut parts = line.splitn(4, ' ');
    let (key, moment) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let digits = (4..=17).contains(&moment.len()) && moment.bytes().all(|b| b.is_ascii_digit());
    let rest = parts.next().unwrap_or_default();
    digits && key.contains(')') && (rest.starts_with('{') || rest.contains(':') || rest.contains("//"))
}
