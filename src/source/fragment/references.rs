//! Character references: `&amp;`, `&#8217;`.

use std::borrow::Cow;

use memchr::memchr;
use scraper::Html;

/// Text with its character references (`&amp;`, `&#8217;`) resolved.
#[must_use]
pub fn resolved(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let (start, mut rest) = text.split_at(first);
    let mut whole = String::with_capacity(text.len());
    whole.push_str(start);
    while !rest.is_empty() {
        let (reference, after) = reference(rest);
        whole.push_str(&reference);
        let next = memchr(b'&', after.as_bytes()).unwrap_or(after.len());
        let (plain, left) = after.split_at(next);
        whole.push_str(plain);
        rest = left;
    }
    Cow::Owned(whole)
}

/// The characters of the reference that a text begins with, and what follows it. The `&` alone where it begins none.
fn reference(text: &str) -> (Cow<'_, str>, &str) {
    let sign = (Cow::Borrowed("&"), text.get(1..).unwrap_or_default());
    let end = text.bytes().skip(1).take(33).position(|b| !(b.is_ascii_alphanumeric() || b == b'#')).map(|at| at + 1);
    let Some(end) = end.filter(|end| *end > 1 && text.as_bytes().get(*end) == Some(&b';')) else { return sign };
    let (name, after) = (text.get(1..end).unwrap_or_default(), text.get(end + 1..).unwrap_or_default());
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        // Numbers of controls mean what Windows put there, by the book of HTML.
        let plain = number.ok().filter(|n| !(0x80..0xa0).contains(n) && *n != 0).and_then(char::from_u32);
        if let Some(c) = plain {
            return (Cow::Owned(c.to_string()), after);
        }
    }
    if let Ok(known) = NAMED.binary_search_by(|(n, _)| (*n).cmp(name)) {
        return (Cow::Borrowed(NAMED.get(known).map_or("", |n| n.1)), after);
    }
    let whole = text.get(..=end).unwrap_or_default();
    (Cow::Owned(Html::parse_fragment(whole).root_element().text().collect()), after)
}

/// The names that news are full of, sorted; all others are looked up by the parser.
const NAMED: [(&str, &str); 31] = [
    ("aacute", "á"),
    ("agrave", "à"),
    ("amp", "&"),
    ("apos", "'"),
    ("auml", "ä"),
    ("bull", "•"),
    ("ccedil", "ç"),
    ("copy", "©"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("egrave", "è"),
    ("euro", "€"),
    ("gt", ">"),
    ("hellip", "…"),
    ("iacute", "í"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("nbsp", "\u{a0}"),
    ("ndash", "–"),
    ("ntilde", "ñ"),
    ("oacute", "ó"),
    ("ouml", "ö"),
    ("pound", "£"),
    ("quot", "\""),
    ("rdquo", "”"),
    ("rsquo", "’"),
    ("szlig", "ß"),
    ("uacute", "ú"),
    ("uuml", "ü"),
];

#[cfg(test)]
mod tests {
    use super::{NAMED, resolved};

    #[test]
    fn references_are_resolved_and_what_is_none_stays() {
        assert!(NAMED.is_sorted());
        assert_eq!(resolved("caf&eacute; &amp;amp; &frac12; &nosuch; AT&T &#x41;"), "café &amp; ½ &nosuch; AT&T A");
    }
}
