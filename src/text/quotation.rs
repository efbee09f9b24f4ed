//! Quoted passages of a text.

use super::{fold::quotation_mark, terms::is_dense};

/// The passages that stand between quotation marks, without the marks, in order of their beginnings. A double mark that
/// is not closed opens one that runs to the end, as quotations over several paragraphs are printed. Apostrophes open
/// nothing, and neither do marks of inches or attributes of markup. Of single marks inside double ones nothing is said.
#[must_use]
pub fn quotations(text: &str) -> Vec<&str> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let (mut double, mut single): (Option<usize>, Option<usize>) = (None, None);
    let mut attribute = false;
    for (at, c, mark) in every_mark(text) {
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let next = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        match mark {
            '"' if double.is_none() && c == '"' && (attribute || before == '=') => attribute = !attribute,
            // Of an attribute whose second mark was made a curly one.
            '"' if attribute && matches!(next, '>' | '/') => attribute = false,
            '"' => match double {
                Some(start) if closes_double(c, before, next) => {
                    found.push((start, at));
                    double = None;
                }
                None if opens_double(c, before, next) => double = Some(at + c.len_utf8()),
                _ => {}
            },
            _ if double.is_none() => match single {
                Some(start) if closes_single(c, before, next) => {
                    found.push((start, at));
                    single = None;
                }
                _ if opens_single(c, before, &text[at + c.len_utf8()..]) => single = Some(at + c.len_utf8()),
                _ => {}
            },
            _ => {}
        }
    }
    found.extend(double.filter(|&start| may_run_on(text, start)).map(|start| (start, text.len())));
    found.sort_unstable();
    found.into_iter().filter_map(|(start, end)| text.get(start..end)).collect()
}

/// How many double quotation marks a text has.
#[must_use]
pub fn marks(text: &str) -> usize {
    every_mark(text).filter(|m| m.2 == '"').count()
}

/// Every quotation mark with its first byte and its kind. Only bytes with which one can begin are decoded.
fn every_mark(text: &str) -> impl Iterator<Item = (usize, char, char)> {
    const BEGINS: [bool; 256] = {
        let mut table = [false; 256];
        let bytes = [b'"', b'\'', b'`', 0xc2, 0xe2, 0xe3, 0xef];
        let mut at = 0;
        while at < bytes.len() {
            table[bytes[at] as usize] = true;
            at += 1;
        }
        table
    };
    text.as_bytes().iter().enumerate().filter(|(_, b)| BEGINS[usize::from(**b)]).filter_map(|(at, _)| {
        let c = text[at..].chars().next()?;
        let mark = quotation_mark(c)?;
        // Wikis set bold and italics with several apostrophes.
        let beside = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)) == Some(&b'\'');
        let is_markup = c == '\'' && (beside(at.checked_sub(1)) || beside(Some(at + 1)));
        // A letter of which the bytes were read as others: `SzczepaÅ„ski`.
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_dense(c));
        let is_garbled = c == '„'
            && is_letter(text[..at].chars().next_back())
            && is_letter(text[at + c.len_utf8()..].chars().next());
        (!is_markup && !is_garbled).then_some((at, c, mark))
    })
}

/// Whether a quotation that no mark closes may go on in the next paragraph: a straight mark in the middle of a sentence
/// is one whose fellow was forgotten.
fn may_run_on(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches('"');
    let is_straight = before.len() + 1 == start;
    let opens = |c: char| !c.is_alphanumeric() || is_dense(c);
    !is_straight || before.trim_end().chars().next_back().is_none_or(opens)
}

/// Whether a text has anything that could be a quotation mark.
#[must_use]
pub fn has_marks(text: &str) -> bool {
    every_mark(text).next().is_some()
}

fn opens_double(mark: char, before: char, next: char) -> bool {
    // A straight mark inside a word, as in Hebrew abbreviations, or after a figure, for inches, opens nothing.
    let inside = before.is_alphabetic() && !is_dense(before) && next.is_alphabetic() && !is_dense(next);
    // What only a word stands before, and no word behind, closes one that was never opened.
    let closes = before.is_alphanumeric() && !is_dense(before) && !next.is_alphanumeric();
    !(matches!(mark, '"' | '″') && inside || matches!(mark, '"' | '″' | '”') && closes)
}

fn closes_double(mark: char, before: char, next: char) -> bool {
    let inside = before.is_alphabetic() && !is_dense(before) && next.is_alphabetic() && !is_dense(next);
    !(before.is_whitespace() && next.is_alphanumeric() || mark == '"' && inside)
}

/// Chars of a figure in single marks, at most.
const FIGURE: usize = 64;

fn opens_single(mark: char, before: char, rest: &str) -> bool {
    if before.is_alphanumeric() || matches!(mark, '`' | '´' | '’' | '′') {
        return false;
    }
    // `’90s` is no quotation, `‘90’` is one.
    let mut word = rest.chars().take(FIGURE).take_while(|c| !c.is_whitespace());
    match word.next() {
        Some(c) if c.is_numeric() => word.any(|c| quotation_mark(c) == Some('\'')),
        c => c.is_some_and(char::is_alphabetic),
    }
}

fn closes_single(mark: char, before: char, next: char) -> bool {
    !before.is_whitespace() && !next.is_alphanumeric() && !matches!(mark, '`' | '´')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_met() {
        for c in '\0'..=char::MAX {
            let said = format!(" {c}b");
            assert_eq!(every_mark(&said).map(|m| m.2).next(), quotation_mark(c), "{c:?}");
        }
    }

    #[test]
    fn passages_between_marks() {
        assert_eq!(quotations("He said “no” and \"yes, it’s so\"."), ["no", "yes, it’s so"]);
        assert_eq!(quotations("the firm’s ‘pausing’ of it"), ["pausing"]);
        assert_eq!(quotations("“A long one that goes on"), ["A long one that goes on"]);
        assert_eq!(quotations("« oui » „nein“ 「はい」"), [" oui ", "nein", "はい"]);
        assert!(quotations("SzczepaÅ„ski left").is_empty());
        assert_eq!(quotations("it's the players' fault"), Vec::<&str>::new());
        assert_eq!(marks("“a” \"b\" it’s"), 4);
    }

    #[test]
    fn marks_that_quote_nothing() {
        assert_eq!(quotations("a 6\" pipe, said \"Joe\""), ["Joe"]);
        assert_eq!(quotations("<a href=\"x y\">"), Vec::<&str>::new());
        assert_eq!(quotations("צה\"ל הודיע"), Vec::<&str>::new());
        assert_eq!(quotations("他说\"不\"了"), ["不"]);
        assert_eq!(quotations("<div lang=\"en\" dir=\"ltr”> said \"Joe\""), ["Joe"]);
        assert_eq!(quotations("'''Mill:''' a ''weir'' and 'a mill'"), ["a mill"]);
        assert_eq!(quotations("no \"move occurs because it is not Copy error"), Vec::<&str>::new());
        assert_eq!(quotations("The Hours\" (Harle, 1969). He left."), Vec::<&str>::new());
        assert_eq!(quotations("She said, \"It goes on"), ["It goes on"]);
        assert_eq!(quotations("”Nej”, sa han"), ["Nej"]);
        assert_eq!(quotations("’tis so, he said “no”, the players’ man"), ["no"]);
        assert_eq!(quotations("from ‘40’ on, in the '90s, the players' best"), ["40"]);
        assert_eq!(quotations("'He said \"no\" to me,' she wrote"), ["He said \"no\" to me,", "no"]);
    }
}
