//! Numbers as people read them, with what they count.

/// A number with its thousands set apart: `12,340`.
#[must_use]
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number and what it counts, named in the singular: `1 revision`, `2,000 revisions`.
#[must_use]
pub fn counted(n: usize, one: &str) -> String {
    format!("{} {one}{}", number(n), if n == 1 { "" } else { "s" })
}

/// A number of bytes: `2.1 GB`.
#[must_use]
pub fn bytes(n: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    let (mut value, mut unit) = (n as f64 / 1000.0, 0);
    while value >= 999.5 && unit + 1 < units.len() {
        (value, unit) = (value / 1000.0, unit + 1);
    }
    if n < 1000 {
        counted(n as usize, "byte")
    } else if value < 9.95 {
        format!("{value:.1} {}", units[unit])
    } else {
        format!("{value:.0} {}", units[unit])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_well() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(340), "340");
        assert_eq!(counted(1, "revision"), "1 revision");
        assert_eq!(counted(12_340, "article"), "12,340 articles");
        assert_eq!(number(0), "0");
        assert_eq!(bytes(999), "999 bytes");
        assert_eq!(bytes(999_999), "1.0 MB");
        assert_eq!(bytes(2_100_000_000), "2.1 GB");
        assert_eq!(bytes(14_000_000_000), "14 GB");
    }
}
