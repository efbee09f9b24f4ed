//! Links: where they lead, and which bytes of a text are link or code, not prose.

use std::{ops::Range, sync::LazyLock};

use memchr::memmem::Finder;

/// The addresses that a text's links lead to, in order: those spelt out, and those of Markdown's `[text](address)`.
pub(super) fn links(text: &str) -> Vec<&str> {
    places(text).into_iter().filter_map(|place| text.get(place)).collect()
}

/// The bytes of addresses and of code between back-ticks, ascending; what overlaps is one.
pub(super) fn aside(text: &str) -> Vec<Range<usize>> {
    let mut out = places(text);
    let mut open: Option<usize> = None;
    for at in memchr::memchr_iter(b'`', text.as_bytes()) {
        match open.take() {
            Some(start) => out.push(start..at),
            None => open = Some(at),
        }
    }
    out.sort_unstable_by_key(|run| run.start);
    out.dedup_by(|next, run| {
        let overlap = next.start <= run.end;
        if overlap {
            run.end = run.end.max(next.end);
        }
        overlap
    });
    out
}

/// What a link that is spelt out has one of, but for `](`.
static SIGNS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["www.", "://"].map(Finder::new));

fn places(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out: Vec<Range<usize>> = Vec::new();
    let [www, scheme] = &*SIGNS;
    // Next to no text has a stroke, and none of these has a link but one that begins with `www.` or stands behind brackets.
    let has_stroke = memchr::memchr(b'/', bytes).is_some();
    let has_bracket = || memchr::memchr_iter(b']', bytes).any(|at| bytes.get(at + 1) == Some(&b'('));
    if has_stroke && scheme.find(bytes).is_some() || has_bracket() || www.find(bytes).is_some() {
        spelt_out(text, &mut out);
    }
    if !has_stroke {
        return out;
    }
    // Both ascend, and no byte of a path is looked at twice.
    let (spelt, mut next, mut read) = (out.len(), 0, 0);
    for slash in memchr::memchr_iter(b'/', bytes) {
        while next < spelt && out[next].end <= slash {
            next += 1;
        }
        if slash < read || next < spelt && out[next].start <= slash {
            continue;
        }
        if let Some((start, end)) = without_scheme(text, slash) {
            read = end.max(slash + 1);
            out.extend(start.map(|start| start..end));
        }
    }
    out.sort_unstable_by_key(|place| place.start);
    out
}

/// An address of which a slash ends the host, and that says no more of itself than that: `pic.example.com/wXyZ`. Tells
/// where it begins, if it is one, and where what was read ends; `None` where no host stands before the slash.
fn without_scheme(text: &str, slash: usize) -> Option<(Option<usize>, usize)> {
    let (before, behind) = (text.get(..slash)?, text.get(slash + 1..)?);
    let domain = before.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_domain = (2..=7).contains(&(before.len() - domain.len()));
    let host =
        domain.strip_suffix('.').filter(|host| is_domain && host.ends_with(|c: char| c.is_ascii_alphanumeric()))?;
    let in_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let start = host.trim_end_matches(in_host).len();
    // What a slash or an at sign stands before is part of something else.
    if text[..start].ends_with(['/', '@', ':', '\\', '_']) {
        return None;
    }
    let path = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_./?=&%#~+".contains(c));
    let path = &behind[..behind.len() - path.len()];
    let told = path.trim_end_matches(['.', '?', '/']).len();
    Some(if told > 0 { (Some(start), slash + 1 + told) } else { (None, slash + 1 + path.len()) })
}

fn spelt_out(text: &str, out: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(inner) = rest.strip_prefix("](") {
            let start = at + 2;
            let end = start + inner.find([')', ' ', '\n']).unwrap_or(inner.len());
            if end > start {
                out.push(start..end);
            }
            at = end;
        } else if ["https://", "http://", "www."].iter().any(|sign| rest.starts_with(sign)) {
            let stop = |c: char| c.is_whitespace() || "\"<>()[]{}“”«»".contains(c);
            let end = at + rest.find(stop).unwrap_or(rest.len());
            let end = at + text[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']).len();
            out.push(at..end.max(at + 1));
            at = end.max(at + 1);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_strokes_are_soon_read() {
        let begun = std::time::Instant::now();
        for text in ["/a.bc", "a1.bc/d ", "a.bc/./", "//", "https://a.bc/d "] {
            links(&text.repeat(100_000));
        }
        // Quadratic, each of them takes minutes.
        assert!(begun.elapsed() < std::time::Duration::from_secs(30));
    }

    #[test]
    fn links_without_a_scheme() {
        assert_eq!(
            links("Harle floods pic.example.com/wXyZ9, and (mill.example/a-b/1)."),
            ["pic.example.com/wXyZ9", "mill.example/a-b/1"]
        );
        assert_eq!(links("See gov.example/mill. It ran at 3.5km/h, and/or not, U.S./Harle."), ["gov.example/mill"]);
        assert_eq!(links("https://a.example/b/c.d/e"), ["https://a.example/b/c.d/e"]);
    }

    #[test]
    fn links_spelt_out_and_in_markdown() {
        let text = "See [the act](https://law.example/1) or https://a.example/x?y=2, and www.b.example.";
        assert_eq!(links(text), ["https://law.example/1", "https://a.example/x?y=2", "www.b.example"]);
        assert_eq!(links("[a](/b) c (d)"), ["/b"]);
        assert!(links("nothing: here").is_empty());
        assert_eq!(aside("a `b 4` c `www.a.example d` e"), [2..6, 10..26]);
    }
}
