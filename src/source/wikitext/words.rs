//! Which words stand in a wikitext for a reader, wherever it shows them: in templates, tables, captions and references too,
//! of which prose does not tell. What only says where a link leads or how to lay something out counts for nothing.

use super::names;

/// Brackets within brackets followed; what stands in those deeper is taken for words.
const DEPTH: usize = 256;

/// Bytes of a tag, and of an attribute's value.
const LONGEST: usize = 1024;

/// What says how a picture is to be shown.
const OPTIONS: [&str; 14] = [
    "thumb",
    "thumbnail",
    "frame",
    "framed",
    "frameless",
    "border",
    "left",
    "right",
    "center",
    "centre",
    "none",
    "upright",
    "mini",
    "miniatur",
];

/// Arguments of templates that say where to look and how to lay out, without hyphens and the like.
const TECHNICAL: [&str; 24] = [
    "url",
    "urlstatus",
    "deadurl",
    "archiveurl",
    "archivedate",
    "accessdate",
    "df",
    "mode",
    "ref",
    "bot",
    "class",
    "style",
    "width",
    "align",
    "image",
    "imagesize",
    "namelist",
    "nameliststyle",
    "colwidth",
    "bodystyle",
    "titlestyle",
    "doi",
    "group",
    "name1style",
];

/// Whether two wikitexts hold the same words, in whatever order.
#[must_use]
pub fn has_words_of(text: &str, other: &str) -> bool {
    words(text) == words(other)
}

/// The words of a wikitext, sorted.
fn words(text: &str) -> Vec<&str> {
    let mut scan = Scan { text, at: 0, words: Vec::new(), open: Vec::new() };
    while scan.at < text.len() {
        scan.step();
    }
    scan.words.sort_unstable();
    scan.words
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Template,
    Link,
    Table,
}

/// A bracket that waits for its partner.
#[derive(Debug, Clone, Copy)]
struct Open {
    bracket: Bracket,
    /// Where its part began that is being read, in the text and among the words: its name, an argument, a label.
    from: usize,
    words: usize,
    /// Its name or target is being read.
    first: bool,
    /// The argument has a name already.
    named: bool,
    /// What is being read is not for readers.
    dropped: bool,
    /// It shows a picture, and this is what stands with it.
    picture: bool,
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    words: Vec<&'t str>,
    open: Vec<Open>,
}

impl Scan<'_> {
    fn step(&mut self) {
        let (text, at) = (self.text, self.at);
        let Some(rest) = text.get(at..) else {
            self.at += 1;
            return;
        };
        let fresh = text.as_bytes().get(..at).and_then(<[u8]>::last).is_none_or(|before| *before == b'\n');
        let top = self.open.last().map(|open| open.bracket);
        let length = match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => {
                memchr::memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3)
            }
            [b'<', b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => near(rest, |b| b == b'>').map_or(1, |end| end + 1),
            [b'&', ..] => reference(rest).unwrap_or(1),
            [b'_', b'_', ..] => 2 + rest.bytes().skip(2).take_while(u8::is_ascii_uppercase).count(),
            [b'{', b'{', ..] => self.begin(Bracket::Template, at + 2),
            [b'[', b'[', ..] => self.begin(Bracket::Link, at + 2),
            [b'{', b'|', ..] if fresh => self.begin(Bracket::Table, at + 2),
            [b'|', b'}', ..] if fresh && top == Some(Bracket::Table) => self.end(Bracket::Table),
            [b'}', b'}', ..] => self.end(Bracket::Template),
            [b']', b']', ..] => self.end(Bracket::Link),
            [b'|', ..] => self.part(),
            [b'=', ..] => self.equals(rest),
            _ => self.word(rest),
        };
        self.at += length;
    }

    fn begin(&mut self, bracket: Bracket, from: usize) -> usize {
        if self.open.len() < DEPTH {
            let words = self.words.len();
            let open = Open { bracket, from, words, first: true, named: false, dropped: false, picture: false };
            self.open.push(open);
        }
        2
    }

    /// Ends the innermost bracket, and those within it that were left open.
    fn end(&mut self, bracket: Bracket) -> usize {
        let Some(at) = self.open.iter().rposition(|open| open.bracket == bracket) else { return 2 };
        let ends = |open: &Open| bracket != Bracket::Table && open.bracket == Bracket::Table;
        if self.open.iter().skip(at + 1).any(ends) {
            return 2;
        }
        self.open.truncate(at + 1);
        if let Some(open) = self.open.pop() {
            let shown = match open.bracket {
                Bracket::Table => true,
                Bracket::Link if open.first => Target::of(self.part_of(&open)) == Target::Page,
                Bracket::Template if open.first => false,
                _ => !self.is_dropped(&open),
            };
            if !shown {
                self.words.truncate(open.words);
            }
        }
        2
    }

    fn part_of(&self, open: &Open) -> &str {
        self.text.get(open.from..self.at).unwrap_or_default().trim()
    }

    fn is_dropped(&self, open: &Open) -> bool {
        let part = || self.part_of(open);
        open.dropped || open.picture && (OPTIONS.contains(&part()) || part().ends_with("px") || part().contains('='))
    }

    /// A bar: what stood before it may be none of the words.
    fn part(&mut self) -> usize {
        let Some(mut open) = self.open.pop() else { return 1 };
        if open.bracket != Bracket::Table {
            // Of a plain link the last label is shown.
            let is_label = open.bracket == Bracket::Link && !open.picture;
            if open.first || is_label || self.is_dropped(&open) {
                self.words.truncate(open.words);
            }
            let target = (open.bracket == Bracket::Link && open.first).then(|| Target::of(self.part_of(&open)));
            open.picture |= target == Some(Target::Picture);
            // A category shows nothing, whatever it is sorted by.
            open.dropped = target == Some(Target::Aside) || open.bracket == Bracket::Link && open.dropped;
            (open.first, open.named) = (false, false);
            (open.from, open.words) = (self.at + 1, self.words.len());
        }
        self.open.push(open);
        1
    }

    /// A sign behind the name of an argument or an attribute.
    fn equals(&mut self, rest: &str) -> usize {
        let Some(mut open) = self.open.pop() else { return 1 };
        let mut length = 1;
        match open.bracket {
            Bracket::Template if !open.first && !open.named => {
                let name: String = self.part_of(&open).chars().filter(|c| c.is_alphanumeric()).take(24).collect();
                open.named = true;
                open.dropped = TECHNICAL.contains(&name.to_lowercase().as_str());
                self.words.truncate(open.words);
            }
            Bracket::Table => {
                // An attribute, with or without quotation marks.
                self.words.pop();
                let value = rest.get(1..).unwrap_or_default();
                length += match value.strip_prefix('"') {
                    Some(value) => near(value, |b| b == b'"' || b == b'\n').map_or(1, |end| end + 1),
                    None => near(value, |b| b.is_ascii_whitespace() || b == b'|').unwrap_or(0),
                };
            }
            _ => {}
        }
        self.open.push(open);
        length
    }

    fn word(&mut self, rest: &str) -> usize {
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let Some(word) = self.text.get(self.at..self.at + length).filter(|word| !word.is_empty()) else { return first };
        if rest.get(length..).is_some_and(|behind| behind.starts_with("://")) {
            return rest.find(|c: char| c.is_whitespace() || "|]}<".contains(c)).unwrap_or(rest.len());
        }
        // Figures are compared by themselves.
        if !word.bytes().all(|b| b.is_ascii_digit()) {
            self.words.push(word);
        }
        length
    }
}

/// Where a byte stands in the beginning of a text.
fn near(text: &str, is: impl Fn(u8) -> bool) -> Option<usize> {
    text.bytes().take(LONGEST).position(is)
}

/// The length of the character reference that a text begins with.
fn reference(text: &str) -> Option<usize> {
    let name = text.bytes().skip(1).take(12).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    (name > 0 && text.as_bytes().get(name + 1) == Some(&b';')).then_some(name + 2)
}

/// What a link shows, by the prefix of its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Page,
    Picture,
    /// Nothing: a category, the page in another language.
    Aside,
}

impl Target {
    fn of(target: &str) -> Target {
        let Some((prefix, _)) = target.split_once(':').filter(|(prefix, _)| prefix.len() <= 64) else {
            return Target::Page;
        };
        let lower = prefix.trim().to_lowercase();
        match lower.as_str() {
            name if names::FILES.contains(&name) => Target::Picture,
            name if names::CATEGORIES.contains(&name) || names::is_language(prefix) => Target::Aside,
            _ => Target::Page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{has_words_of, words};

    #[test]
    fn words_are_those_that_are_shown() {
        for (text, want) in [
            ("{{Infobox mayor|name=John Doe|party = Labour\n| image_size=20px}}", "Doe John Labour"),
            (
                "{| class=wikitable style=\"color: red\"\n! Office\n|-\n| align=left | Mayor || Doe\n|}",
                "Doe Mayor Office",
            ),
            ("[[File:A b.jpg|thumb|upright=1.2|200px|Doe in [[Court (law)|court]]|alt=x]]", "Doe court in"),
            ("[[Category:Mayors|Doe]][[de:Bürger]][[Northam]] [[Kent|a county]]", "Northam a county"),
            (
                "<!-- no --><ref name=\"doe\">{{cite web|url=http://a.example/b|title=The Doe|df=y}}</ref> [http://x y]",
                "Doe The y",
            ),
            ("__NOTOC__ a&nbsp;b 12 {{DEFAULTSORT:Doe}}", "a b"),
            ("{{a|[[b|c}} d ]] |} e", "c d e"),
        ] {
            let mut want: Vec<&str> = want.split(' ').collect();
            want.sort_unstable();
            assert_eq!(words(text), want, "{text}");
        }
        assert!(has_words_of("{{a|x=One|y=Two}}", "{{b|y=[[Two]]|\n x = One}}"));
        assert!(!has_words_of("{{a|x=One}}", "{{a|x=Two}}"));
    }

    #[test]
    fn hostile_markup_costs_one_pass() {
        for piece in ["{{a|", "[[a|", "{|\n|", "<a ", "<!--", "a=\"", "}}", "]]", "|}\n", "&a", "__A", "{{|=", "é|"] {
            words(&piece.repeat(200_000 / piece.len()));
        }
    }
}
