//! Words that stand with a capital and name nobody and no place: abbreviations of things, titles, illnesses, code.

use crate::text::roll::Roll;

/// Abbreviations and words of everyday news, as they are written: illnesses and medicine; money, law and school; offices that
/// people hold; vehicles, devices and technique.
static THINGS: Roll<4, 256> = Roll::of([
    "Covid COVID Covid-19 COVID-19 Ebola Zika Mpox HIV AIDS Aids DNA RNA PCR MRI IVF PPE PTSD ADHD",
    "VAT GDP CPI IPO ISA GCSE AS MOT PhD BA MA ID PIN CV DIY FOI GDPR",
    "CEO CFO MP MEP PM QC KC GP",
    "HGV SUV TV CCTV LED USB GPS SMS AI IT CPU GPU RAM PC ATM UFO WiFi Wi-Fi URL API HTTP HTTPS HTML CSS JSON SQL XML CVE \
     CWE GHSA SHA UTF RSA AES MIT RFC OS FFI ABI SDK CLI GUI SSH DNS TLS SSL",
]);

/// Whether a word with a capital names a thing. What it says is told by the edit; it is nobody who came or went.
pub(super) fn is_thing(word: &str) -> bool {
    // `MPs`, `CPUs`.
    THINGS.has(word) || word.strip_suffix('s').is_some_and(|w| THINGS.has(w)) || is_code(word)
}

/// Whether a figure stands between letters, as it does in code (`Ipv4Addr`) and hardly in names (`G7`, `COP26`).
fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.windows(3).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_digit() && w[2].is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_places_and_bodies_are_no_things() {
        for word in ["VAT", "MPs", "HGVs", "Ebola", "Ipv4Addr"] {
            assert!(is_thing(word), "{word}");
        }
        for word in ["BBC", "G7", "COP26", "Smith", "US", "NATO", "M25", "Bolton"] {
            assert!(!is_thing(word), "{word}");
        }
    }
}
