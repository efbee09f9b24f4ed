//! Names of hosts in one spelling: those with letters beyond ASCII are written as they are, or as `xn--…` (RFC 5890; the
//! coding is that of RFC 3492).

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// What stands before a label that is coded.
const CODED: &str = "xn--";

/// Bytes of a label at most.
const LABEL: usize = 63;

/// A host, in lower case and with its port if it has one, in its own letters; what is coded wrongly stays as it is.
pub(super) fn one_spelling(host: &str) -> Cow<'_, str> {
    if host.is_ascii() && !host.contains(CODED) {
        return host.into();
    }
    let (name, port) = host.find(':').map_or((host, ""), |at| host.split_at(at));
    let folded = |text: &str| -> String { text.nfkc().flat_map(char::to_lowercase).nfc().collect() };
    // Full stops of Chinese and Japanese.
    let name = folded(name).replace(['\u{3002}', '\u{ff61}'], ".");
    let labels = name.split('.').map(|label| match label.strip_prefix(CODED).and_then(decoded) {
        Some(decoded) => folded(&decoded).into(),
        None => Cow::Borrowed(label),
    });
    let labels: Vec<Cow<'_, str>> = labels.collect();
    (labels.join(".") + port).into()
}

/// A label's letters; `None` for what is no coding of a name.
fn decoded(coded: &str) -> Option<String> {
    if coded.len() > LABEL {
        return None;
    }
    let (plain, deltas) = coded.rsplit_once('-').unwrap_or(("", coded));
    let mut letters: Vec<char> = plain.chars().collect();
    let mut deltas = deltas.bytes().peekable();
    let (mut letter, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    while deltas.peek().is_some() {
        let before = at;
        let (mut weight, mut k) = (1_u32, BASE);
        loop {
            let digit = digit(deltas.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        let count = u32::try_from(letters.len()).ok()? + 1;
        bias = adapted(at - before, count, before == 0);
        letter = letter.checked_add(at / count)?;
        at %= count;
        letters.insert(at as usize, char::from_u32(letter)?);
        at += 1;
    }
    // What names no host, such as a slash, must not become a part of a URL.
    let names = |c: &char| {
        c.is_alphanumeric() || *c == '-' || is_combining_mark(*c) || matches!(c, '·' | '\u{200c}' | '\u{200d}')
    };
    (letters.iter().all(names) && !letters.iter().all(char::is_ascii)).then(|| letters.into_iter().collect())
}

const BASE: u32 = 36;

fn digit(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(BASE).map(|value| match value {
        // Letters count before digits.
        0..=9 => value + 26,
        _ => value - 10,
    })
}

/// RFC 3492, 6.1.
fn adapted(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += BASE;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::one_spelling;

    #[test]
    fn coded_names_are_their_letters() {
        for (given, want) in [
            ("bücher.example", "bücher.example"),
            ("xn--bcher-kva.example", "bücher.example"),
            ("BÜCHER.example:8080", "bücher.example:8080"),
            ("bu\u{308}cher.example", "bücher.example"),
            ("xn--fiqs8s", "中国"),
            ("新聞。xn--wgv71a119e", "新聞.日本語"),
            // RFC 3492, 7.1: Chinese, Russian, Vietnamese.
            ("xn--ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("xn--b1abfaaepdrnnbgefbadotcwatmq2g4l", "почемужеонинеговорятпорусски"),
            ("plain.example", "plain.example"),
            // No coding of any name.
            ("xn--.example", "xn--.example"),
            ("xn--a/b.example", "xn--a/b.example"),
            ("xn--99999999999.example", "xn--99999999999.example"),
            ("xn--abc-.example", "xn--abc-.example"),
        ] {
            assert_eq!(one_spelling(given), want, "{given}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_name_has_a_spelling_that_is_its_own(host in "(xn--)?[a-z0-9äß中./:-]{0,80}") {
            let once = one_spelling(&host).into_owned();
            proptest::prop_assert_eq!(&*one_spelling(&once), &once);
        }
    }
}
