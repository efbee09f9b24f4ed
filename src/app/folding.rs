//! Which revisions of a timeline are folded away: minor ones, and those of bursts.

use crate::model::{ChangeKind, Timeline, TimelineRow};

/// Revisions no further apart than this may be a burst, of which only the last is shown when folded. In seconds.
const BURST: i64 = 600;

/// How long a burst goes on at most, from its first revision to its last: a page that is written to all day is many
/// bursts. In seconds.
const LONGEST: i64 = 3600;

/// So many words that came and went are told by a row of their own, however soon the next revision followed.
const LARGE: usize = 50;

/// Indices of the rows that stay when minor revisions and bursts are folded: the first and the last, those of `kept`,
/// those that changed the headline or much of the text, and the last of each burst. One revision of substance alone
/// stays too: the line that would stand for it tells less than its own.
pub(super) fn unfolded(rows: &[TimelineRow], kept: &[usize]) -> Vec<usize> {
    let folds: Vec<usize> = foldable(rows).into_iter().filter(|at| !kept.contains(at)).collect();
    let is_folded = |at: usize| folds.binary_search(&at).is_ok();
    let is_alone = |at: usize| !is_folded(at + 1) && !at.checked_sub(1).is_some_and(is_folded);
    let is_lone = |at: usize| is_alone(at) && rows.get(at).is_some_and(|row| !row.minor);
    (0..rows.len()).filter(|at| !is_folded(*at) || is_lone(*at)).collect()
}

/// The index of the revision that the one at an index is set against where only `shown` are: what it is set against
/// anyway, but where that lies in a burst folded away what stood before the burst, so that no change of substance is
/// passed over.
pub(super) fn base_of(timeline: &Timeline, shown: &[usize], index: usize) -> Option<usize> {
    let mut base = timeline.before(index)?;
    let mut at = base;
    while shown.binary_search(&at).is_err() {
        let Some(before) = timeline.before(at).filter(|before| *before < at) else { break };
        if timeline.rows.get(at).is_some_and(|row| !row.minor) {
            base = before;
        }
        at = before;
    }
    Some(base)
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
    if unfolded(rows, &[]).len() < rows.len() {
        "Nothing is folded: what is minor or part of a burst is what is being compared."
    } else if !foldable(rows).is_empty() {
        "Nothing is folded: no burst has two revisions or more to fold."
    } else if rows.iter().any(|row| row.minor) {
        "Nothing is folded: the first and the last revision stay, and so does what changed the headline."
    } else {
        "Nothing is folded: no revision is minor, or a small one of a burst."
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleHead, ArticleId, Changes, Seen, SidesMark, TextState};

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
        assert_eq!(unfolded(&rows([0, 60, 64, 68, 72, 200]), &[1]), [0, 1, 4, 5], "what is kept stays");
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
        let mut burst = rows([0, 60, 61, 62, 63, 64, 66, 68, 69, 70, 200]);
        burst[3].changes = Changes::from_iter([ChangeKind::Headline]);
        burst[6].words_added = Some(LARGE);
        assert_eq!(unfolded(&burst, &[]), [0, 3, 6, 9, 10]);
    }

    #[test]
    fn one_alone_is_not_folded_away_unless_it_is_minor() {
        let mut few = rows([0, 60, 64, 200]);
        assert_eq!(unfolded(&few, &[]), [0, 1, 2, 3]);
        assert_eq!(nothing_folded(&few), "Nothing is folded: no burst has two revisions or more to fold.");
        few[1].minor = true;
        assert_eq!(unfolded(&few, &[]), [0, 2, 3]);
        assert_eq!(unfolded(&rows([0, 60, 64, 68, 200]), &[2]), [0, 1, 2, 3, 4], "what is kept can leave one alone");
    }

    #[test]
    fn after_a_burst_comes_all_that_it_did() {
        let base = |rows: Vec<TimelineRow>, index: usize| {
            let shown = unfolded(&rows, &[]);
            let head = ArticleHead {
                id: ArticleId::new("a"),
                source: String::new(),
                url: String::new(),
                title: String::new(),
                status: None,
                sides: SidesMark::Known,
                origins: Vec::new(),
                notes: Vec::new(),
                gaps: Vec::new(),
            };
            base_of(&Timeline { head, rows }, &shown, index)
        };
        let burst = || rows([0, 60, 64, 68, 200]);
        assert_eq!((base(burst(), 3), base(burst(), 4), base(burst(), 0)), (Some(0), Some(3), None));
        // What is minor is passed over on purpose, but not what came before it in the burst.
        let with_minor = |minor: usize| {
            let mut rows = burst();
            rows[minor].minor = true;
            rows
        };
        assert_eq!((base(with_minor(2), 3), base(with_minor(1), 3)), (Some(0), Some(1)));
        let mut all = with_minor(1);
        all[2].minor = true;
        assert_eq!(base(all, 3), Some(2), "minor revisions alone change nothing that is set against what");
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
