//! Which cells of a table are prose: main pages are laid out in tables, and what they tell stands in their cells.

use super::Cut;

/// Words that a cell has at least, to be prose; letters, where words are not kept apart by blanks.
const WORDS: usize = 12;
const LETTERS: usize = 30;

/// Bytes of a cell's attributes, at most.
const ATTRIBUTES: usize = 400;

/// Tables that stand beside a text and sum it up, by their class; what they say is not told as a text is.
const ASIDE: [&str; 4] = ["infobox", "navbox", "metadata", "sidebar"];

/// Where the cells that hold sentences begin and end, in a table whose inside is given; what is cut out of it by itself,
/// in order, counts for nothing.
pub(super) fn prose(text: &str, (from, to): (usize, usize), cuts: &[Cut]) -> Vec<(usize, usize)> {
    let head = text.get(from..to).and_then(|table| table.lines().next()).unwrap_or_default();
    if ASIDE.iter().any(|class| head.contains(class)) {
        return Vec::new();
    }
    let bare = bare(from, to, cuts);
    let marks = marks(text, &bare);
    let ends = marks.iter().map(|mark| mark.at).skip(1).chain([to]);
    let cells = marks.iter().zip(ends).filter(|(mark, _)| mark.cell).map(|(mark, end)| (mark.inside, end));
    cells.filter(|(from, to)| is_prose(text, *from, *to, &bare)).map(|(from, to)| trimmed(text, from, to)).collect()
}

/// The stretches that no cut covers.
fn bare(from: usize, to: usize, cuts: &[Cut]) -> Vec<(usize, usize)> {
    let (mut bare, mut at) = (Vec::new(), from);
    for cut in cuts.iter().filter(|cut| cut.from < to) {
        if cut.from > at {
            bare.push((at, cut.from));
        }
        at = at.max(cut.to);
    }
    if at < to {
        bare.push((at, to));
    }
    bare
}

/// Where a row, a caption or a cell begins.
struct Mark {
    at: usize,
    /// Where its content begins, behind the attributes.
    inside: usize,
    cell: bool,
}

fn marks(text: &str, bare: &[(usize, usize)]) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let mut marks: Vec<Mark> = Vec::new();
    // What the line began with, and whether nothing but blanks stood in it so far.
    let (mut kind, mut fresh) = (b' ', false);
    for (from, to) in bare {
        let mut at = *from;
        while at < *to {
            let here = byte(at);
            let double = at + 1 < *to && byte(at + 1) == here;
            match here {
                b'\n' => (kind, fresh) = (b' ', true),
                b' ' | b'\t' => {}
                b'|' | b'!' if fresh => {
                    let cell = !matches!(byte(at + 1), b'-' | b'+' | b'}');
                    (kind, fresh) = (if cell { here } else { b'-' }, false);
                    marks.push(Mark { at, inside: content(text, at + 1, *to), cell });
                    // Two of them at the beginning of a line are one.
                    at += usize::from(cell && double);
                }
                b'|' | b'!' if double && (here == b'|' || kind == b'!') && kind != b'-' => {
                    marks.push(Mark { at, inside: content(text, at + 2, *to), cell: true });
                    at += 1;
                }
                _ => fresh = false,
            }
            at += 1;
        }
    }
    marks
}

/// Where a cell's content begins: behind `style="…" |`, where it has such.
fn content(text: &str, from: usize, to: usize) -> usize {
    let from = from + usize::from(text.as_bytes().get(from) == Some(&b'|'));
    let line = text.as_bytes().get(from..to.min(from + ATTRIBUTES)).unwrap_or_default();
    let Some(end) = line.iter().position(|b| matches!(b, b'|' | b'\n' | b'[' | b'{')) else { return from };
    let attributes = line.get(..end).unwrap_or_default();
    let single = line.get(end) == Some(&b'|') && line.get(end + 1) != Some(&b'|');
    if single && attributes.contains(&b'=') { from + end + 1 } else { from }
}

/// Whether a cell holds a sentence and more.
fn is_prose(text: &str, from: usize, to: usize, bare: &[(usize, usize)]) -> bool {
    let (mut words, mut letters, mut ends) = (0, 0, false);
    let first = bare.partition_point(|stretch| stretch.1 <= from);
    for (start, end) in bare.get(first..).unwrap_or_default().iter().take_while(|stretch| stretch.0 < to) {
        let part = text.get((*start).max(from)..(*end).min(to)).unwrap_or_default();
        words += part.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        letters += part.chars().filter(|c| *c > '\u{2e80}' && c.is_alphabetic()).count();
        ends |= part.contains(['。', '．', '！', '？', '।']) || ends_sentence(part);
        if ends && (words >= WORDS || letters >= LETTERS) {
            return true;
        }
    }
    false
}

/// Whether a full stop or the like stands behind a word of it, and behind no number.
fn ends_sentence(part: &str) -> bool {
    part.split_ascii_whitespace().any(|word| {
        let bare = word.trim_end_matches(['"', '\'', ')', '”', '’', '»']);
        let stem = bare.trim_end_matches(['.', '!', '?', '…']);
        stem.len() < bare.len() && stem.chars().next_back().is_none_or(|c| c.is_lowercase() || !c.is_alphanumeric())
    })
}

/// A cell without the blanks around it.
fn trimmed(text: &str, from: usize, to: usize) -> (usize, usize) {
    let cell = text.get(from..to).unwrap_or_default();
    let kept = cell.trim_start_matches([' ', '\t']);
    let start = to - kept.len();
    (start, start + kept.trim_end_matches([' ', '\t', '\n', '\r']).len())
}
