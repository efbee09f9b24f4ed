//! Marks that belong together: brackets, quotation marks. Where one of two changed, the other one and the stop before it
//! are no common ground: `a setback[-.-]{+, a “tragedy for all.”+}`, `[-minister (Labour)-]{+secretary (Tory)+}`.

use super::units::{Kind, Text};

/// Marks that open, with those that close what they opened.
const PAIRS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("‹", "›"),
    ("「", "」"),
    ("『", "』"),
    ("（", "）"),
];

/// Marks open at once, at most: more are no prose.
const OPEN: usize = 64;

/// Gives up what two texts have in common of marks whose fellows changed, where a change stands beside them.
pub(in crate::diff) fn with_mates(old: &Text<'_>, new: &Text<'_>, pairs: &mut Vec<(usize, usize)>) {
    if !opens(old.text) && !opens(new.text) {
        return;
    }
    let is_mark = |text: &Text<'_>, unit: usize| text.units.get(unit).is_some_and(|u| u.kind == Kind::Mark);
    if !pairs.iter().any(|&(i, _)| is_mark(old, i)) || pairs.len() == old.units.len().max(new.units.len()) {
        return;
    }
    let mates = (mates(old), mates(new));
    if mates.0.is_empty() && mates.1.is_empty() {
        return;
    }
    let mut kept = (vec![false; old.units.len()], vec![false; new.units.len()]);
    for &(i, j) in &*pairs {
        (kept.0[i], kept.1[j]) = (true, true);
    }
    let changed = |kept: &[bool], unit: Option<usize>| unit.is_some_and(|unit| kept.get(unit) == Some(&false));
    let mate = |mates: &[Option<usize>], unit: usize| mates.get(unit).copied().flatten();
    let beside = |kept: &[bool], unit: usize| changed(kept, unit.checked_sub(1)) || changed(kept, Some(unit + 1));
    // A mark that closes what it opened with a change.
    let closes = |mates: &[Option<usize>], kept: &[bool], unit: usize| {
        changed(kept, Some(unit)) && mate(mates, unit).is_some_and(|open| open < unit && changed(kept, Some(open)))
    };
    pairs.retain(|&(i, j)| {
        if !is_mark(old, i) {
            return true;
        }
        let both = mate(&mates.0, i).zip(mate(&mates.1, j));
        let lost = both.is_some_and(|(x, y)| changed(&kept.0, Some(x)) && changed(&kept.1, Some(y)));
        let torn = closes(&mates.0, &kept.0, i + 1) != closes(&mates.1, &kept.1, j + 1);
        let alone = changed(&kept.0, i.checked_sub(1)) || changed(&kept.1, j.checked_sub(1));
        !(lost && (beside(&kept.0, i) || beside(&kept.1, j)) || torn && alone)
    });
}

/// Whether anything is opened in a text, or may be.
fn opens(text: &str) -> bool {
    memchr::memchr3(b'(', b'[', b'"', text.as_bytes()).is_some()
        || memchr::memchr(b'{', text.as_bytes()).is_some()
        || !text.is_ascii() && text.contains(['“', '„', '«', '‹', '「', '『', '（'])
}

/// For each mark that opens or closes something the other one; empty where a text has none.
fn mates(text: &Text<'_>) -> Vec<Option<usize>> {
    let mut mates = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for unit in (0..text.units.len()).filter(|&unit| text.units[unit].kind == Kind::Mark) {
        let mark = text.piece(unit);
        if let Some(at) = open.iter().rposition(|(_, close)| *close == mark) {
            let from = open[at].0;
            open.truncate(at);
            mates.resize(text.units.len(), None);
            (mates[from], mates[unit]) = (Some(unit), Some(from));
        } else if mark == "\"" {
            open.push((unit, "\""));
        } else if let Some((_, close)) = PAIRS.iter().find(|(opens, _)| *opens == mark) {
            open.push((unit, close));
        }
        if open.len() > OPEN {
            open.remove(0);
        }
    }
    mates
}
