//! Dates on which several dumps saw a page: what comes first on one of them nobody can say.

use std::{
    cmp::{Ordering, Reverse},
    collections::HashMap,
};

use super::{
    files::{folder, share_a_dump},
    headlines,
    moments::{MOST, has_text, is_seen, reach},
};
use crate::model::{Precision, Revision};

/// For each revision, in the order of the timeline, whether it bears a date within which another dump saw another text, or headline, so that
/// nobody can say which was first. Of two of the same date it is that of the folder which has fewer of them, so that of two
/// trackers with a file a day one is the line; in one folder the one that stands behind.
pub(super) fn vague(revisions: &[Revision]) -> Vec<bool> {
    let mut vague = vec![false; revisions.len()];
    let seen = revisions.iter().enumerate().filter(|(_, r)| is_seen(r) && has_text(r) && !r.is_aside);
    let mut spans: Vec<(i64, i64, usize)> = seen
        .filter_map(|(at, revision)| {
            let (from, to) = reach(revision.time.as_ref()?);
            Some((from, to, at))
        })
        .collect();
    if spans.iter().all(|(from, to, _)| to - from < Precision::Day.width()) {
        return vague;
    }
    spans.sort_unstable();
    // How many each folder has, and its first.
    let mut folders: HashMap<&str, (Reverse<usize>, usize)> = HashMap::new();
    for (at, revision) in revisions.iter().enumerate() {
        folders.entry(folder(revision)).or_insert((Reverse(0), at)).0.0 += 1;
    }
    let order = |at: &usize| (revisions.get(*at).and_then(|r| folders.get(folder(r))), *at);
    let mut rest = spans.as_slice();
    while let [(from, to, at), after @ ..] = rest {
        rest = after;
        for (other_from, other_to, other) in after.iter().take(MOST).take_while(|(begin, ..)| begin < to) {
            let widths = (to - from, other_to - other_from);
            let wide = match widths.0.cmp(&widths.1) {
                Ordering::Equal if order(at) > order(other) => *at,
                Ordering::Equal | Ordering::Less => *other,
                Ordering::Greater => *at,
            };
            let (Some(a), Some(b)) = (revisions.get(*at), revisions.get(*other)) else { continue };
            let is_dated =
                revisions.get(wide).and_then(|r| r.time.as_ref()).is_some_and(|time| time.precision.is_date());
            let differ = a.paragraphs != b.paragraphs || !headlines::agree(&a.title, &b.title);
            if is_dated && differ && !share_a_dump(a, b) {
                vague.iter_mut().skip(wide).take(1).for_each(|vague| *vague = true);
            }
        }
    }
    vague
}
