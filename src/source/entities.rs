//! Character references of HTML (`&amp;`, `&#8217;`, `&eacute`) to the characters they stand for, in whatever text they
//! stand: whole pages, fragments of them, wikitext.

use std::{borrow::Cow, cell::RefCell, collections::HashMap, sync::LazyLock};

use crate::text::stirring::Stirring;

/// What the numbers 128 to 159 mean in references, by the HTML standard: the characters of Windows-1252.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Names that also stand without their semicolon, by the HTML standard: the oldest ones. Sorted.
const BARE: &str = "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc \
    Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute \
    aacute acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute \
    ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot \
    nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy \
    sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml";

/// Characters of the longest name that is looked up.
const LONGEST: usize = 40;

/// A text with its character references resolved; what is none stays as it stands.
#[must_use]
pub fn resolved(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = reference(from, &mut out);
        if length == 0 {
            out.push('&');
        }
        rest = from.get(length.max(1)..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes what the reference at the beginning of a text stands for; its length in bytes, 0 where there is none.
pub(super) fn reference(text: &str, out: &mut String) -> usize {
    let body = text.get(1..).unwrap_or_default();
    if let Some(number) = body.strip_prefix('#') {
        return numeric(number, out).map_or(0, |length| length + 2);
    }
    let name = body.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let Some(name) = body.get(..name).filter(|n| !n.is_empty()) else { return 0 };
    if body.as_bytes().get(name.len()) == Some(&b';')
        && let Some(meant) = meant(name)
    {
        out.push_str(meant);
        return name.len() + 2;
    }
    // `&copyright` and `&copy=2` are words of an address rather than references.
    if !is_bare(name) || body.get(name.len()..).unwrap_or_default().starts_with('=') {
        return 0;
    }
    match meant(name) {
        Some(meant) => {
            out.push_str(meant);
            name.len() + 1
        }
        None => 0,
    }
}

/// Names that are remembered with what they mean; few texts have more.
const REMEMBERED: usize = 1024;

thread_local! {
    static KNOWN: RefCell<HashMap<Box<str>, Option<&'static str>, Stirring>> = RefCell::default();
}

/// What a name means. The library goes through all two thousand of them each time, so that the same is asked once.
fn meant(name: &str) -> Option<&'static str> {
    KNOWN.with_borrow_mut(|known| {
        if let Some(meant) = known.get(name) {
            return *meant;
        }
        let meant = quick_xml::escape::resolve_html5_entity(name);
        if known.len() < REMEMBERED {
            known.insert(name.into(), meant);
        }
        meant
    })
}

/// Whether a name is one of [`BARE`]; texts are full of signs that are no references, so that it must be soon known.
fn is_bare(name: &str) -> bool {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| BARE.split_whitespace().collect());
    name.len() <= 6 && NAMES.binary_search(&name).is_ok()
}

fn numeric(number: &str, out: &mut String) -> Option<usize> {
    let (radix, prefix) = if number.starts_with(['x', 'X']) { (16, 1) } else { (10, 0) };
    let digits = number.get(prefix..)?;
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let value = digits.get(..length).filter(|d| !d.is_empty())?;
    let value = u32::from_str_radix(value, radix).unwrap_or(u32::MAX);
    out.push(match value {
        128..=159 => UPPER.get(value as usize - 128).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        0 => char::REPLACEMENT_CHARACTER,
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    });
    let semicolon = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    Some(prefix + length + semicolon)
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn references_are_resolved_and_other_ampersands_stay() {
        for (given, meant) in [
            ("a &amp; b &lt;i&gt;", "a & b <i>"),
            ("&#8217;&#x2019;&#146;&rsquo;", "’’’’"),
            ("caf&eacute; &hellip; &nbsp;x&nbsp", "café … \u{a0}x\u{a0}"),
            ("caf&eacute au lait, &frac12 price &amp more", "café au lait, ½ price & more"),
            ("&&amp;&frac12; &nosuch; &hellip &#x1F600;", "&&½ &nosuch; &hellip 😀"),
            ("AT&T, a&b;, ?x=1&copy=2 &copyright &", "AT&T, a&b;, ?x=1&copy=2 &copyright &"),
            ("&#0;&#xFFFFFFFFFF;&#xD800;", "\u{fffd}\u{fffd}\u{fffd}"),
            ("&#;&#x;&;&é", "&#;&#x;&;&é"),
            ("&amp;lt;", "&lt;"),
        ] {
            assert_eq!(resolved(given), meant, "{given}");
        }
    }
}
