//! Quoted passages of a text.

use super::fold::quotation_mark;

/// The passages that stand between quotation marks, without the marks, in order. One that is not closed runs to the
/// end, as quotations over several paragraphs are printed. Apostrophes open nothing.
#[must_use]
pub fn quotations(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |n| n.1);
        if let Some(mark) = quotation_mark(c) {
            match open {
                Some((start, with)) if with == mark && closes(c, before, next) => {
                    out.push(&text[start..at]);
                    open = None;
                }
                None if opens(c, before, next) => open = Some((at + c.len_utf8(), mark)),
                _ => {}
            }
        }
        before = c;
    }
    if let Some((start, '"')) = open {
        out.push(&text[start..]);
    }
    out
}

/// How many double quotation marks a text has.
#[must_use]
pub fn marks(text: &str) -> usize {
    text.chars().filter(|&c| quotation_mark(c) == Some('"')).count()
}

fn opens(mark: char, before: char, next: char) -> bool {
    match quotation_mark(mark) {
        Some('"') => true,
        _ => !before.is_alphanumeric() && next.is_alphanumeric() && mark != '`' && mark != '´',
    }
}

fn closes(mark: char, before: char, next: char) -> bool {
    match quotation_mark(mark) {
        Some('"') => !before.is_whitespace() || !next.is_alphanumeric(),
        _ => !before.is_whitespace() && !next.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_between_marks() {
        assert_eq!(quotations("He said “no” and \"yes, it’s so\"."), ["no", "yes, it’s so"]);
        assert_eq!(quotations("the firm’s ‘pausing’ of it"), ["pausing"]);
        assert_eq!(quotations("“A long one that goes on"), ["A long one that goes on"]);
        assert_eq!(quotations("« oui » „nein“ 「はい」"), [" oui ", "nein", "はい"]);
        assert_eq!(quotations("it's the players' fault"), Vec::<&str>::new());
        assert_eq!(marks("“a” \"b\" it’s"), 4);
    }
}
