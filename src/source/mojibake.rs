//! Text whose UTF-8 was taken for Windows-1252 and encoded once more (`itâ€™s` for `it’s`): undone where that is certain.
//!
//! It is certain where every character of headline and text comes from a byte of Windows-1252, the bytes are valid UTF-8,
//! and there is a sequence among them that nobody writes. One character of another kind, one accent that stands for
//! itself, and the whole revision stays as found: a text *about* such accidents is not mended.

use std::{borrow::Cow, sync::Arc};

use crate::model::Revision;

/// Times that a text may have been encoded too often.
const TIMES: usize = 2;

/// What is told of a revision that was mended.
const NOTE: &str = "encoded twice, and mended";

/// Undoes what was encoded twice in a revision's headline and text. Whether anything was.
pub(super) fn mend(revision: &mut Revision) -> bool {
    let mut mended = false;
    for _ in 0..TIMES {
        // Some trackers take the headline another way than the text, which then speaks for itself.
        if !is_certain(texts(revision)) && !is_certain(texts(revision).skip(1)) {
            break;
        }
        mended = true;
        if let Some(title) = undone(&revision.title) {
            revision.title = title;
        }
        for paragraph in &mut revision.paragraphs {
            if let Some(text) = undone(paragraph) {
                *paragraph = Arc::from(text);
            }
        }
        for text in [&mut revision.author, &mut revision.comment].into_iter().flatten() {
            if let Some(mended) = undone(text) {
                *text = mended;
            }
        }
    }
    if mended {
        revision.notes.push(NOTE.to_owned());
    }
    mended
}

fn texts(revision: &Revision) -> impl Iterator<Item = &str> {
    std::iter::once(revision.title.as_str()).chain(revision.paragraphs.iter().map(|p| &**p))
}

/// Whether texts that belong together were encoded twice beyond doubt.
fn is_certain<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut all = Found::default();
    for text in texts {
        match sequences(text) {
            Some(found) => {
                all.telling += found.telling;
                all.sequences += found.sequences;
            }
            None => return false,
        }
    }
    all.telling > 0 || all.sequences >= 4
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Found {
    /// Characters that became several.
    sequences: usize,
    /// Those among them that are no capital before a mark, as in `IRMÃ…`.
    telling: usize,
}

/// What was encoded twice in a text; `None` where anything in it was not.
fn sequences(text: &str) -> Option<Found> {
    let mut found = Found::default();
    if text.is_ascii() {
        return Some(found);
    }
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            continue;
        }
        let lead = byte(c)?;
        let behind = match lead {
            0xC2..=0xDF => 1,
            0xE0..=0xEF => 2,
            0xF0..=0xF4 => 3,
            _ => return None,
        };
        let mut first = 0;
        for n in 0..behind {
            let next = byte(chars.next()?).filter(|b| (0x80..=0xBF).contains(b))?;
            if n == 0 {
                first = next;
            }
        }
        found.sequences += 1;
        let telling = match lead {
            0xC2 | 0xC3 => first >= 0xA0,
            0xE2 => (0x80..=0x86).contains(&first),
            0xF0 => first == 0x9F,
            _ => false,
        };
        found.telling += usize::from(telling);
    }
    Some(found)
}

/// A text with one encoding undone; `None` where there is nothing to undo.
fn undone(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte of Windows-1252 that a character comes from; the controls that it leaves undefined come from themselves.
fn byte(c: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match u32::from(c) {
        code @ 0..=0xFF => u8::try_from(code).ok(),
        _ => HIGH.iter().position(|high| *high == c).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

/// One text by itself, mended where that is certain.
#[must_use]
pub fn mended(text: &str) -> Cow<'_, str> {
    match is_certain(std::iter::once(text)).then(|| undone(text)).flatten() {
        Some(text) => Cow::Owned(text),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twice(text: &str) -> String {
        text.bytes().map(|b| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[b]).0.into_owned()).collect()
    }

    #[test]
    fn what_was_encoded_twice_is_undone() {
        for text in [
            "It’s the minister’s café – “closed”",
            "£5 más, señor",
            "ÄÖÜ äöü ß",
            "Привет, мир",
            "今天北京下雨",
            "Good 👍",
            "à la carte",
        ] {
            let spoilt = twice(text);
            assert_eq!(mended(&spoilt), text, "{spoilt}");
        }
        let spoilt = twice(&twice("It’s"));
        let mut revision = Revision { title: spoilt, paragraphs: vec!["plain".into()], ..Revision::default() };
        assert!(mend(&mut revision));
        assert_eq!(revision.title, "It’s");
    }

    #[test]
    fn what_may_be_meant_is_left() {
        for text in [
            "plain",
            "It’s the café",
            "It’s spelt itâ€™s",
            "IRMÃ… disse ela",
            "AMANHÃ’",
            "CLICHÉ—that",
            "CAFÉ’S MENU",
            "São Paulo, SÃO PAULO",
            "ÀÉ",
            "Ã",
            "",
        ] {
            assert_eq!(mended(text), text);
        }
        let mut revision =
            Revision { title: twice("It’s"), paragraphs: vec!["It’s fine".into()], ..Revision::default() };
        assert!(!mend(&mut revision), "one paragraph that is sound saves the rest");
        let spoilt = vec![twice("Mañana será otro año").into()];
        let mut revision = Revision { title: "España hoy".into(), paragraphs: spoilt, ..Revision::default() };
        assert!(mend(&mut revision), "a headline may come another way");
        assert_eq!((revision.title.as_str(), &*revision.paragraphs[0]), ("España hoy", "Mañana será otro año"));
    }

    #[test]
    fn a_mended_text_needs_no_mending_and_is_shorter() {
        let spoilt = twice("Größe – „Maß“");
        let once = mended(&spoilt).into_owned();
        assert!(once.len() < spoilt.len());
        assert_eq!(mended(&once), once);
    }
}
