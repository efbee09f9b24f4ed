//! Folding inside an edited paragraph: of a very long one just the lines near its changes are shown.

use super::Line;

/// Lines kept on each side of a change for each paragraph of context.
const KEPT: usize = 2;
/// Fewer lines are not worth a fold.
const LEAST: usize = 6;

/// A piece of a paragraph.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// Lines that are shown.
    Shown(Vec<Line>),
    /// So many lines are not.
    Folded(usize),
}

/// The pieces of a paragraph whose lines are of one strip. Lines after a fold count their characters anew, as those of
/// another strip: what is searched or copied there does not run on from what stands above the fold. The first line
/// always stays: it bears the paragraph's sign and number.
pub(super) fn folded(lines: Vec<Line>, context: usize) -> Vec<Piece> {
    let near = KEPT * context;
    let mut kept = vec![false; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        let changed = line.spans.iter().any(|s| s.edit.is_some());
        if changed || at == 0 {
            let reach = if changed { near } else { 0 };
            kept.iter_mut().take(at + reach + 1).skip(at.saturating_sub(reach)).for_each(|k| *k = true);
        }
    }
    let mut out = Vec::new();
    let mut rest = lines.into_iter();
    let mut before = 0;
    for run in kept.chunk_by(|a, b| a == b) {
        let mut run_of: Vec<Line> = rest.by_ref().take(run.len()).collect();
        if !run[0] && run.len() >= LEAST {
            before = run_of.last().map_or(before, |l| l.from + characters(l));
            out.push(Piece::Folded(run.len()));
            continue;
        }
        run_of.iter_mut().for_each(|line| (line.from, line.before) = (line.from - before, before));
        match out.last_mut() {
            Some(Piece::Shown(shown)) => shown.append(&mut run_of),
            _ => out.push(Piece::Shown(run_of)),
        }
    }
    out
}

fn characters(line: &Line) -> usize {
    line.spans.iter().map(|s| s.text.chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diff::rows::Span,
        text::{Role, Roles},
    };

    #[test]
    fn lines_far_from_changes_fold_and_the_rest_counts_anew() {
        let line = |at: usize| {
            let changed = at == 12;
            let span = Span { edit: changed.then_some(0), ..Span::new("ten chars ", Roles::of(Role::Text)) };
            Line { from: at * 10, spans: vec![span], ..Line::default() }
        };
        let pieces = folded((0..20).map(line).collect(), 1);
        let [Piece::Shown(head), Piece::Folded(9), Piece::Shown(near)] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!(head.len(), 1);
        // Two lines on each side of the change; the five after them are too few for a fold.
        assert_eq!((near.len(), near[0].from, near[0].before), (10, 0, 100));
        assert_eq!((near[1].from, near[1].before), (10, 100));
    }
}
