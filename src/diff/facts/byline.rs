//! Lines that say who wrote an article.

/// How such lines begin, in lower case, without the blank before the name.
const OPENINGS: &[&str] = &[
    "by",
    "written by",
    "reporting by",
    "additional reporting by",
    "reported by",
    "author:",
    "authors:",
    "von",
    "text:",
    "par",
    "por",
    "di",
    "door",
    "av",
    "autor:",
    "автор:",
    "بقلم",
    "记者",
    "記者",
    "作者：",
    "文：",
];

/// Whether a line says who wrote the article: a short line that opens as such lines do, with a capital after that where
/// the script has capitals, and that ends like no sentence.
pub(super) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 120 || line.ends_with(['.', '?', '!', ':']) || line.split_whitespace().count() > 12 {
        return false;
    }
    OPENINGS.iter().any(|opening| {
        let Some((head, rest)) = split(line, opening) else { return false };
        let spaced = rest.starts_with(char::is_whitespace) || !opening.is_ascii();
        let name = rest.trim_start().chars().next();
        spaced
            && head.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase())
            && name.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    })
}

/// A line that begins with an opening, whatever its case, and goes on: both parts.
fn split<'l>(line: &'l str, opening: &str) -> Option<(&'l str, &'l str)> {
    let mut chars = line.chars();
    for expected in opening.chars() {
        let found = chars.next()?;
        if found != expected && !found.to_lowercase().eq([expected]) {
            return None;
        }
    }
    let rest = chars.as_str();
    (!rest.is_empty()).then(|| line.split_at(line.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines() {
        assert!(is_byline("By Jane Smith"));
        assert!(is_byline("Von Karl Meier und Anna Groß"));
        assert!(is_byline("Additional reporting by Ann Lee"));
        assert!(!is_byline("By Monday the water had gone."));
        assert!(!is_byline("By the sea"));
        assert!(!is_byline("Bye Jane"));
    }
}
