//! Where UAX 29 lets a sentence end, for texts of Latin, Greek and Cyrillic letters and common marks: nearly all texts
//! of the press. Nothing can end but behind a stop or a line, so just these are looked at; the tables of all scripts,
//! which cost twenty times as much, are left to the others.

/// What a character is to the rules, after UAX 29, table 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Of no rule.
    Other,
    /// `Sp`: a blank.
    Blank,
    /// `ParaSep`: the end of a line.
    Line,
    /// `ATerm`: the full stop.
    Stop,
    /// `STerm`: `!` and `?`.
    Shout,
    /// `Close`: brackets and quotation marks.
    Close,
    /// `SContinue`: marks after which a sentence goes on.
    Continues,
    Numeric,
    Lower,
    Upper,
}

/// Whether the rules here say all that is to be said of a text.
pub(super) fn are_simple(text: &str) -> bool {
    let simple = |c: char| {
        matches!(c, '\0'..='\u{84}' | '\u{86}'..='\u{ac}' | '\u{ae}'..='\u{1ba}' | '\u{1bc}'..='\u{1bf}'
            | '\u{1cd}'..='\u{1ef}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}' | '\u{400}'..='\u{45f}'
            | '\u{2010}'..='\u{2022}' | '\u{2026}' | '\u{2030}'..='\u{203a}' | '\u{20a0}'..='\u{20bf}')
            // Neither the hyphenation point nor a mark of that neighbourhood that is a stop.
            && c != '\u{2024}'
    };
    text.is_ascii() || text.chars().all(simple)
}

fn class(c: char) -> Class {
    match c {
        '\n' | '\r' => Class::Line,
        '\t' | '\u{b}' | '\u{c}' | ' ' | '\u{a0}' => Class::Blank,
        '.' => Class::Stop,
        '!' | '?' => Class::Shout,
        ',' | '-' | ':' | ';' | '\u{2013}' | '\u{2014}' => Class::Continues,
        '0'..='9' => Class::Numeric,
        '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' | '«' | '»' | '\u{2018}'..='\u{201f}' | '‹' | '›' => {
            Class::Close
        }
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_uppercase() => Class::Upper,
        _ => Class::Other,
    }
}

/// Where the sentence that begins at a byte of a simple text ends, with the blanks behind it.
pub(super) fn end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = bytes[at..].iter().position(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | b'\r')) {
        at += found + 1;
        let stop = bytes[at - 1];
        if matches!(stop, b'\n' | b'\r') {
            return line_end(bytes, at - 1);
        }
        let next = text[at..].chars().next().map(class);
        if stop == b'.' {
            // `3.5`, `U.S`
            let before = text[from..at - 1].chars().next_back().map(class);
            let letter = matches!(before, Some(Class::Upper | Class::Lower));
            if next == Some(Class::Numeric) || letter && next == Some(Class::Upper) {
                continue;
            }
        }
        let mut rest = text[at..].char_indices().map(|(k, c)| (k, class(c))).peekable();
        while rest.next_if(|r| r.1 == Class::Close).is_some() {}
        while rest.next_if(|r| r.1 == Class::Blank).is_some() {}
        let Some(&(behind, next)) = rest.peek() else { return text.len() };
        let behind = at + behind;
        match next {
            Class::Line => return line_end(bytes, behind),
            Class::Continues | Class::Stop | Class::Shout => continue,
            _ => {}
        }
        // After a full stop a sentence goes on if the next letter is a small one, whatever stands before that.
        if stop == b'.' {
            let next = rest
                .map(|r| r.1)
                .find(|class| matches!(class, Class::Upper | Class::Lower | Class::Line | Class::Stop | Class::Shout));
            if next == Some(Class::Lower) {
                continue;
            }
        }
        return behind;
    }
    text.len()
}

/// Behind the line end that begins here.
fn line_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn ends(text: &str) -> Vec<usize> {
        let mut out = vec![0];
        while out[out.len() - 1] < text.len() {
            out.push(end(text, out[out.len() - 1]));
        }
        out.split_off(1)
    }

    fn by_tables(text: &str) -> Vec<usize> {
        text.split_sentence_bound_indices().map(|(at, piece)| at + piece.len()).collect()
    }

    #[test]
    fn every_simple_character_is_taken_for_what_the_tables_say() {
        for c in ('\0'..='\u{ffff}').filter(|c| are_simple(&c.to_string())) {
            for text in [
                format!("a{c}b. {c}"),
                format!("A.{c}b"),
                format!("a.{c}A"),
                format!("a. {c}a"),
                format!("a. {c}A"),
                format!("a! {c}A"),
                format!("a!{c} {c}A"),
                format!("1{c}.A"),
                format!("{c}.A"),
                format!("1.{c}."),
                format!("A){c} B"),
                format!("A?){c}) B"),
            ] {
                assert_eq!(ends(&text), by_tables(&text), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn sentences_end_where_the_tables_let_them(text in "[aB1 .!?,;:\"'()“”’«…–\r\n\u{a0}éÉÅж]{0,24}") {
            prop_assert_eq!(ends(&text), by_tables(&text));
        }
    }
}
