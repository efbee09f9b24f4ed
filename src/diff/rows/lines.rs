//! Spans broken into the lines of one column.

use super::{Line, Span};
use crate::{
    model::Side,
    text::{Role, Roles, sanitise::sanitise, width, wrap::wrap},
};

/// What all lines of a strip have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Strip {
    /// Its number.
    pub number: usize,
    /// The sign in the gutter.
    pub sign: Option<(char, Role)>,
    /// The paragraph's number from 1, where numbers are shown.
    pub counted: Option<usize>,
    /// The paragraph shown.
    pub paragraph: Option<(Side, usize)>,
    /// Cells for the text; `None` for one line however long.
    pub width: Option<usize>,
}

/// The lines of a strip: at least one.
pub(super) fn lines(spans: &[Span], strip: Strip) -> Vec<Line> {
    let mut text = String::new();
    let mut runs: Vec<(usize, &Span)> = Vec::with_capacity(spans.len());
    for span in spans {
        let shown = sanitise(&span.text);
        if text.is_empty() && shown.chars().next().is_some_and(|c| width::of(c.encode_utf8(&mut [0; 4])) == 0) {
            // A mark without a base would sit on whatever stands before the line.
            text.push('◌');
        }
        text.push_str(&shown);
        runs.push((text.len(), span));
    }
    let ranges = match strip.width {
        Some(width) => wrap(&text, width),
        None => std::iter::once(0..text.len()).collect(),
    };
    let mut run = 0;
    let mut from = 0;
    let mut out = Vec::with_capacity(ranges.len());
    for (nth, range) in ranges.into_iter().enumerate() {
        let mut line = Line {
            sign: strip.sign.map_or(' ', |s| s.0),
            sign_roles: strip.sign.map(|s| Roles::of(s.1)).unwrap_or_default(),
            number: strip.counted.filter(|_| nth == 0),
            paragraph: strip.paragraph,
            strip: strip.number,
            from,
            before: 0,
            spans: Vec::new(),
        };
        let mut at = range.start;
        while at < range.end {
            let Some(&(end, span)) = runs.get(run) else { break };
            let to = end.min(range.end);
            if let Some(piece) = text.get(at..to).filter(|p| !p.is_empty()) {
                from += piece.chars().count();
                line.spans.push(Span { edit: span.edit, ..Span::new(piece, span.roles) });
            }
            at = at.max(to);
            if end <= range.end {
                run += 1;
            }
        }
        out.push(line);
    }
    out
}
