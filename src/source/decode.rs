//! Bytes to text: by byte order mark, by declaration, as UTF-8, else by the look of the bytes.
//!
//! Text is kept as found after decoding. Only marks that are no text go: byte order marks, and NUL.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and what had to be done for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The encoding it was read in (`UTF-8`, `windows-1252`).
    pub encoding: &'static str,
    /// Whether bytes that mean nothing in that encoding were replaced by U+FFFD.
    pub replaced: bool,
}

impl Decoded<'_> {
    /// What to tell the reader of it; `None` where all is well.
    #[must_use]
    pub fn complaint(&self) -> Option<String> {
        self.replaced.then(|| {
            format!("Some bytes are no valid {} and were replaced by \u{fffd}; the rest was read.", self.encoding)
        })
    }
}

/// Decodes a whole file. `declared` is the encoding that the format itself names, where it names one.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    if let Some(text) = utf32(bytes) {
        return text;
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(wide) = wide_without_mark(bytes) {
        return with(wide, bytes);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return with(UTF_8, bytes);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(declared) = declared.filter(|e| *e != UTF_8 && *e != UTF_16BE && *e != UTF_16LE) {
        return with(declared, bytes);
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Deny), bytes)
}

/// Whether bytes are of an encoding with units of two or four bytes.
#[must_use]
pub fn is_wide(bytes: &[u8]) -> bool {
    let marked = [&[0xFF, 0xFE][..], &[0xFE, 0xFF], &[0, 0, 0xFE, 0xFF]].iter().any(|mark| bytes.starts_with(mark));
    marked || wide_without_mark(bytes).is_some()
}

/// The encoding that an HTML page declares in its first kilobytes, as a label.
#[must_use]
pub fn html_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let at = memchr::memmem::find(&head.to_ascii_lowercase(), b"charset=")? + b"charset=".len();
    let label: String = head
        .get(at..)?
        .iter()
        .map(|b| *b as char)
        .skip_while(|c| matches!(c, '"' | '\'' | ' '))
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
        .take(40)
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Whether decoded text is no text after all: one character in twenty is a control that no text holds, or one in eight a
/// replacement.
#[must_use]
pub fn is_binary(text: &str) -> bool {
    // Most texts hold neither; bytes are looked at sooner than characters, of which four take the most.
    let bytes = text.as_bytes().get(..4 * 4096).unwrap_or(text.as_bytes());
    let is_odd = |byte: u8| (byte < 0x20) & !(0x9..=0xd).contains(&byte) | (byte == 0xef);
    if !bytes.iter().fold(false, |odd, byte| odd | is_odd(*byte)) {
        return false;
    }
    let head = || text.chars().take(4096);
    let controls = head().filter(|c| matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}')).count();
    let replaced = head().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let all = head().count();
    controls * 20 > all || replaced * 8 > all
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: without_nul(text), encoding: encoding.name(), replaced }
}

fn without_nul(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr(0, text.as_bytes()).is_some() { Cow::Owned(text.replace('\0', "")) } else { text }
}

fn utf32<'a>(bytes: &'a [u8]) -> Option<Decoded<'a>> {
    let (read, encoding): (fn([u8; 4]) -> u32, _) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => (u32::from_le_bytes, "UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => (u32::from_be_bytes, "UTF-32BE"),
        _ => return None,
    };
    let units = bytes.get(4..)?;
    let mut replaced = units.len() % 4 != 0;
    let text: String = units
        .chunks_exact(4)
        .map(|unit| {
            char::from_u32(read([unit[0], unit[1], unit[2], unit[3]])).unwrap_or_else(|| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Some(Decoded { text: without_nul(Cow::Owned(text)), encoding, replaced })
}

/// UTF-16 that lost its mark: nearly every other byte of plain Latin text is NUL.
fn wide_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512))?;
    let pairs = head.len() / 2;
    let nul = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nul(0), nul(1));
    match pairs {
        8.. if odd * 10 >= pairs * 9 && even == 0 => Some(UTF_16LE),
        8.. if even * 10 >= pairs * 9 && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes are UTF-8 with spoilt places, rather than another encoding.
///
/// In another encoding a sequence is right by chance only: hardly ever in alphabets, and in scripts whose characters are
/// all high bytes at most every third time. So more than two in three must be right; or half, where each wrong byte
/// stands among ASCII, as the apostrophe or the accent does that some tool pasted from elsewhere.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong, mut alone) = (0_usize, 0_usize, true);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        let valid = chunk.valid().as_bytes();
        right += valid.iter().filter(|b| **b >= 0xC0).count();
        if !chunk.invalid().is_empty() {
            wrong += 1;
            let next = chunks.peek().map_or(Some(&b' '), |next| next.valid().as_bytes().first());
            alone &= chunk.invalid().len() == 1
                && (valid.last().unwrap_or(&b' ').is_ascii())
                && next.is_some_and(u8::is_ascii);
        }
    }
    right > 2 * wrong || (alone && right >= wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_declarations_and_the_look_of_bytes_decide() {
        let wide: Vec<u8> = "Zürich sagt Nein".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let quad: Vec<u8> = "\u{feff}Ende".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        for (bytes, declared, text, encoding) in [
            (b"\xEF\xBB\xBFplain".to_vec(), None, "plain", "UTF-8"),
            ("übung".into(), Some("iso-8859-1"), "übung", "UTF-8"),
            ([&[0xFF, 0xFE][..], &wide].concat(), None, "Zürich sagt Nein", "UTF-16LE"),
            (wide.clone(), None, "Zürich sagt Nein", "UTF-16LE"),
            (quad, None, "Ende", "UTF-32BE"),
            (b"\xC4\xE4kkinen p\xE4\xE4t\xF6s".to_vec(), Some("iso-8859-1"), "Ääkkinen päätös", "windows-1252"),
            (b"the minister\x92s caf\xE9".to_vec(), None, "the minister’s café", "windows-1252"),
            (b"a\0b".to_vec(), None, "ab", "UTF-8"),
        ] {
            let got = decode(&bytes, declared);
            assert_eq!((got.text.as_ref(), got.encoding, got.replaced), (text, encoding, false));
        }
    }

    #[test]
    fn a_spoilt_byte_in_utf8_is_replaced_and_told() {
        let mut bytes = "Größe, Höhe, Maß, Übergröße, Fußweg ".as_bytes().to_vec();
        bytes.extend(b"\xFFend");
        let got = decode(&bytes, None);
        assert!(got.text.ends_with("Fußweg \u{fffd}end") && got.complaint().is_some());
        for (bytes, text) in [
            (
                &b"A caf\xC3\xA9, the caf\xC3\xA9\x92s owner, the r\xC3\xA9gime"[..],
                "A café, the café\u{fffd}s owner, the régime",
            ),
            (b"The minister\x92s caf\xC3\xA9", "The minister\u{fffd}s café"),
            (b"caf\xC3\xA9 caf\xE9", "café caf\u{fffd}"),
            (b"\xE5\x8C\x97\xE4\xBA\xAC\xE4\xBB\x8A\xE5\xA4\xA9 \x80", "北京今天 \u{fffd}"),
        ] {
            let got = decode(bytes, None);
            assert_eq!((got.text.as_ref(), got.encoding, got.replaced), (text, "UTF-8", true));
        }
    }

    #[test]
    fn short_texts_in_other_encodings_stay_what_they_are() {
        for (bytes, text) in [
            (&b"Ferry \x93late\x94, caf\xE9 shut"[..], "Ferry “late”, café shut"),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xCA\xE0\xEA \xE4\xE5\xEB\xE0?", "Привет, мир! Как дела?"),
            (
                b"\xB1\xB1\xBE\xA9\xBD\xF1\xCC\xEC\xCF\xC2\xD3\xEA\xA3\xAC\xC9\xCF\xBA\xA3\xC7\xE7",
                "北京今天下雨，上海晴",
            ),
            (b"\x93\x8C\x8B\x9E\x82\xC9\x8Ds\x82\xAB\x82\xDC\x82\xB5\x82\xBD", "東京に行きました"),
        ] {
            let got = decode(bytes, None);
            assert_eq!((got.text.as_ref(), got.replaced), (text, false), "{}", got.encoding);
        }
    }

    #[test]
    fn the_declared_encoding_of_a_page_is_found() {
        assert_eq!(html_charset(b"<meta charset=\"Windows-1251\">").as_deref(), Some("Windows-1251"));
        assert_eq!(html_charset(b"content='text/html; charset=UTF-8'>").as_deref(), Some("UTF-8"));
        assert_eq!(html_charset(b"<p>charset="), None);
    }
}
