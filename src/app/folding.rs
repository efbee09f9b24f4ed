//! Which revisions of a timeline are folded away: minor ones, and those of bursts.

use crate::model::{ChangeKind, TimelineRow};

/// Revisions no further apart than this may be a burst, of which only the last is shown when folded. In seconds.
const BURST: i64 = 600;

/// How long a burst goes on at most, from its first revision to its last: a page that is written to all day is many
/// bursts. In seconds.
const LONGEST: i64 = 3600;

/// So many words that came and went are told by a row of their own, however soon the next revision followed.
const LARGE: usize = 50;

/// Indices of the rows that stay when minor revisions and bursts are folded: the first and the last, those of `kept`,
/// those that changed the headline or much of the text, and the last of each burst.
pub(super) fn unfolded(rows: &[TimelineRow], kept: &[usize]) -> Vec<usize> {
    let folds = foldable(rows);
    (0..rows.len()).filter(|at| kept.contains(at) || folds.binary_search(at).is_err()).collect()
}

/// Indices of the rows that can be folded away.
fn foldable(rows: &[TimelineRow]) -> Vec<usize> {
    // Of dates nobody knows how close together they lie.
    let at = |row: &TimelineRow| row.time.as_ref().filter(|t| !t.precision.is_date()).map(|t| t.at.as_second());
    let mut folds = Vec::new();
    let mut began: Option<i64> = None;
    for (index, row) in rows.iter().enumerate() {
        let next = rows.get(index + 1).and_then(at);
        let (here, start) = (at(row), began.or(at(row)));
        let goes_on = match (here, start, next) {
            (Some(here), Some(start), Some(next)) => (here..here + BURST).contains(&next) && next - start <= LONGEST,
            _ => false,
        };
        // What is shown by itself begins the next burst.
        let folded = index > 0 && index + 1 < rows.len() && !is_large(row) && (row.minor || goes_on);
        began = if goes_on && !is_large(row) { start } else { None };
        if folded {
            folds.push(index);
        }
    }
    folds
}

/// Whether a revision changed something that no fold may hide.
fn is_large(row: &TimelineRow) -> bool {
    let words = row.words_added.unwrap_or(0) + row.words_removed.unwrap_or(0);
    row.changes.has(ChangeKind::Headline) || (!row.minor && words >= LARGE)
}

/// What is said where nothing is folded away: that there is nothing of the kind, or why it stays.
pub(super) fn nothing_folded(rows: &[TimelineRow]) -> &'static str {
    if !foldable(rows).is_empty() {
        "Nothing is folded: what is minor or part of a burst is what is being compared."
    } else if rows.iter().any(|row| row.minor) {
        "Nothing is folded: the first and the last revision stay, and so does what changed the headline."
    } else {
        "Nothing is folded: no revision is minor, or a small one of a burst."
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Changes, Seen, TextState};

    /// Revisions so many minutes after the beginning.
    fn rows(minutes: impl IntoIterator<Item = i64>) -> Vec<TimelineRow> {
        let row = |(number, minute): (u32, i64)| TimelineRow {
            number,
            origin_revision: None,
            title: String::new(),
            time: Some(Seen::stated(jiff::Timestamp::from_second(1_600_000_000 + minute * 60).unwrap())),
            later: None,
            words: 100,
            against: number.checked_sub(1),
            words_added: Some(1),
            words_removed: Some(1),
            paragraphs_moved: 0,
            changes: Changes::default(),
            minor: false,
            restores: None,
            author: None,
            comment: None,
            state: TextState::Whole,
            is_copy: false,
            aside: None,
            is_of_other_tool: false,
            gap_before: None,
            origin: None,
            also_in: Vec::new(),
            archived: None,
            notes: Vec::new(),
        };
        (0..).zip(minutes).map(row).collect()
    }

    #[test]
    fn a_burst_ends_where_time_passes() {
        assert_eq!(unfolded(&rows([0, 60, 64, 68, 200]), &[]), [0, 3, 4]);
        assert_eq!(unfolded(&rows([0, 60, 64, 68, 200]), &[2]), [0, 2, 3, 4], "what is kept stays");
    }

    #[test]
    fn a_page_that_is_written_to_all_day_is_many_bursts() {
        // Every seven minutes: of an hour the last revision stays.
        let shown = unfolded(&rows((0..100).map(|n| n * 7)), &[]);
        assert_eq!(&shown[..4], [0, 8, 17, 26]);
        assert!(shown.windows(2).all(|pair| pair[1] - pair[0] <= 9), "{shown:?}");
    }

    #[test]
    fn headlines_and_large_edits_are_not_folded_away() {
        let mut burst = rows([0, 60, 62, 64, 66, 68, 70, 200]);
        burst[2].changes = Changes::from_iter([ChangeKind::Headline]);
        burst[4].words_added = Some(LARGE);
        assert_eq!(unfolded(&burst, &[]), [0, 2, 4, 6, 7]);
    }

    #[test]
    fn it_is_said_why_nothing_is_folded() {
        let mut few = rows([0, 60, 120]);
        assert_eq!(nothing_folded(&few), "Nothing is folded: no revision is minor, or a small one of a burst.");
        few[2].minor = true;
        assert!(nothing_folded(&few).contains("the last revision stay"));
        few[1].minor = true;
        assert!(nothing_folded(&few).contains("being compared"));
    }
}
