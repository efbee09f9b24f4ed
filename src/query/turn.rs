//! Where on its lifeline a thing came or went.

use super::tree::Trace;

/// From one revision to a later one, by index, something came or went; of those between the two nothing can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// It went; else it came.
    pub went: bool,
    /// The last revision of before.
    pub before: usize,
    /// The first revision of after.
    pub after: usize,
}

impl Turn {
    /// The turn that a lifeline is read for: where what was asked for happened last; of a thing that just is found, where
    /// it went if the last revision does not have it, else where it came. `None` where there is none for all that is
    /// known. Only those of which that is `wanted`.
    pub(super) fn of(lifeline: &[Option<bool>], asked: Option<Trace>, wanted: impl Fn(&Turn) -> bool) -> Option<Turn> {
        let turns = || turns(lifeline).filter(|turn| wanted(turn));
        let last = |went: bool| turns().filter(|turn| turn.went == went).last();
        match asked {
            Some(Trace::Removed | Trace::Gone) => last(true),
            Some(Trace::Added) => turns().find(|turn| !turn.went),
            None => match lifeline.last().copied().flatten() {
                Some(true) => last(false),
                Some(false) | None => last(true).or_else(|| last(false)),
            },
        }
    }
}

/// Every turn, in order.
pub(super) fn turns(lifeline: &[Option<bool>]) -> impl Iterator<Item = Turn> {
    let mut known: Option<(usize, bool)> = None;
    lifeline.iter().enumerate().filter_map(move |(after, held)| {
        let held = (*held)?;
        let turned = known.filter(|known| known.1 != held);
        known = Some((after, held));
        turned.map(|(before, went)| Turn { went, before, after })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_lies_between_two_revisions_of_which_something_is_known() {
        let (yes, no) = (Some(true), Some(false));
        let turn =
            |lifeline: &[Option<bool>], asked| Turn::of(lifeline, asked, |_| true).map(|t| (t.went, t.before, t.after));
        for (lifeline, plain, removed, added) in [
            (&[no, yes, no, no][..], Some((true, 1, 2)), Some((true, 1, 2)), Some((false, 0, 1))),
            (&[no, yes, yes], Some((false, 0, 1)), None, Some((false, 0, 1))),
            (&[yes, yes], None, None, None),
            (&[yes, no, yes], Some((false, 1, 2)), Some((true, 0, 1)), Some((false, 1, 2))),
            (&[yes, None, no], Some((true, 0, 2)), Some((true, 0, 2)), None),
            (&[yes, no, None], Some((true, 0, 1)), Some((true, 0, 1)), None),
            (&[None, yes, None], None, None, None),
            (&[], None, None, None),
        ] {
            assert_eq!(turn(lifeline, None), plain, "{lifeline:?}");
            assert_eq!(turn(lifeline, Some(Trace::Removed)), removed, "{lifeline:?}");
            assert_eq!(turn(lifeline, Some(Trace::Gone)), removed, "{lifeline:?}");
            assert_eq!(turn(lifeline, Some(Trace::Added)), added, "{lifeline:?}");
        }
    }
}
