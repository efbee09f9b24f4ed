//! The alignment of two runs of units that is worth most, by table.

use super::units::Unit;

/// Pairs of equal units, by index in `left` and `right`, ascending on both sides.
///
/// What is kept is worth its weight; each change costs `open`. Needs a byte a cell.
pub(in crate::diff) fn table(left: &[Unit], right: &[Unit], open: i32, mut pair: impl FnMut(usize, usize)) {
    const ACROSS: u8 = 1;
    const KEEPS: u8 = 2;
    const KEEPS_ON: u8 = 4;
    let (n, m) = (left.len(), right.len());
    let mut ways = vec![0u8; n * m];
    // The worth of what follows a cell: within a change, and after a unit in common, where a change has yet to open. Row
    // below, then this row; one cell more at the end, where only a change is left, and in the corner nothing.
    let mut below = (vec![0; m + 1], vec![-open; m + 1]);
    below.1[m] = 0;
    let mut here = (vec![0; m + 1], vec![-open; m + 1]);
    for (row, unit) in ways.chunks_exact_mut(m.max(1)).zip(left).rev() {
        let mut across = 0;
        for j in (0..m).rev() {
            let down = below.0[j];
            let (mut score, mut way) = if down >= across { (down, 0) } else { (across, ACROSS) };
            let mut on = score - open;
            if unit.key == right[j].key {
                let kept = unit.weight + below.1[j + 1];
                if kept >= score {
                    score = kept;
                    way = KEEPS;
                }
                if kept >= on {
                    on = kept;
                    way |= KEEPS_ON;
                }
            }
            row[j] = way;
            here.0[j] = score;
            here.1[j] = on;
            across = score;
        }
        std::mem::swap(&mut below, &mut here);
        // The corner belongs to the last row alone.
        (below.1[m], here.1[m]) = (-open, -open);
    }
    let (mut i, mut j, mut on) = (0, 0, true);
    while i < n && j < m {
        let way = ways[i * m + j];
        if way & if on { KEEPS_ON } else { KEEPS } != 0 {
            pair(i, j);
            (i, j, on) = (i + 1, j + 1, true);
        } else {
            on = false;
            if way & ACROSS != 0 { j += 1 } else { i += 1 }
        }
    }
}
