//! Indices of web captures, CDX and CDXJ, and what else crawlers write about their captures: known, so that they give no
//! problem where they lie beside the captures themselves.
//!
//! They hold no text, or one of a crawler's making, and the captures that they list say all that they do: nothing is made of them.

use std::io::Read;

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
        if is_about(probe) || is_of_package(probe) {
            return Confidence::Certain;
        }
        let listed = std::iter::once(first).chain(lines).filter(|line| !line.starts_with('!')).take(4).all(lists);
        if listed { Confidence::Certain } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
        if !input.shown().contains('/') {
            let mut head = Vec::new();
            input.open()?.take(HEAD as u64).read_to_end(&mut head)?;
            let log = is_log(&String::from_utf8_lossy(&head));
            out.problem("", if log { LOG } else { INDEX });
        }
        Ok(())
    }
}

const INDEX: &str = "It is an index of web captures, which holds no texts; open the WARC files that it lists.";
const LOG: &str = "It is the log of a crawl, which holds no texts; open the WARC files that the crawl wrote.";

/// What lines of Browsertrix' log bear.
const OF_LOG: &[&str] = &["\"logLevel\"", "\"context\"", "\"timestamp\""];

fn is_log(head: &str) -> bool {
    OF_LOG.iter().all(|mark| head.contains(mark))
}

/// What stands at the beginning of a file about captures: the CDX server's JSON, lists of wayback-machine-downloader, and
/// of a crawl by Browsertrix its pages and its log.
const ABOUT: [&[&str]; 5] = [
    &["[[", "\"timestamp\"", "\"original\""],
    &["[[", "\"urlkey\""],
    &["\"file_url\"", "\"timestamp\"", "\"file_id\""],
    &["\"json-pages-1.0\""],
    OF_LOG,
];

/// Characters of a file's beginning.
const HEAD: usize = 600;

fn is_about(probe: &Probe<'_>) -> bool {
    let text = probe.text.trim_start();
    let head: String = text.chars().take(if text.starts_with(['{', '[']) { HEAD } else { 0 }).collect();
    ABOUT.iter().any(|marks| marks.iter().all(|mark| head.contains(mark)))
}

/// Whether a file is what a WACZ, or the folder of a crawl, says of itself.
fn is_of_package(probe: &Probe<'_>) -> bool {
    let has = |word: &str| probe.text.contains(word);
    probe.text.trim_start().starts_with(['{', '['])
        && match probe.name.rsplit('/').next().unwrap_or_default() {
            "fuzzy.json" => true,
            "datapackage.json" => has("\"wacz_version\"") || has("\"multi-wacz-package\""),
            "datapackage-digest.json" => has("\"hash\""),
            _ => false,
        }
}

/// Whether a line is `key moment {json}`, `key moment address type status digest …`, or `moment address`.
fn lists(line: &str) -> bool {
    if let Some((moment, address)) = line.split_once(' ') {
        let is_moment = moment.len() == 14 && moment.bytes().all(|b| b.is_ascii_digit());
        if is_moment && address.contains("://") && !address.trim_end().contains(' ') {
            return true;
        }
    }
    let mut parts = line.splitn(4, ' ');
    let (key, moment) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let digits = (4..=17).contains(&moment.len()) && moment.bytes().all(|b| b.is_ascii_digit());
    let rest = parts.next().unwrap_or_default();
    digits && key.contains(')') && (rest.starts_with('{') || rest.contains(':') || rest.contains("//"))
}
