//! Which markup a file is in, by its name; and whether a text without any is prose.

use super::html;
use crate::text::paragraphs;

/// The markups that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Markup {
    /// None: `.txt`, or no suffix.
    Plain,
    /// Markdown in any dialect.
    Markdown,
    /// reStructuredText.
    Rst,
    /// AsciiDoc.
    AsciiDoc,
    /// Emacs Org.
    Org,
    /// LaTeX.
    Tex,
    /// HTML.
    Html,
}

/// Suffixes, in lower case.
const SUFFIXES: [(&str, Markup); 23] = [
    ("md", Markup::Markdown),
    ("markdown", Markup::Markdown),
    ("mdown", Markup::Markdown),
    ("mkd", Markup::Markdown),
    ("mkdn", Markup::Markdown),
    ("mdx", Markup::Markdown),
    ("rmd", Markup::Markdown),
    ("qmd", Markup::Markdown),
    ("livemd", Markup::Markdown),
    ("rst", Markup::Rst),
    ("rest", Markup::Rst),
    ("adoc", Markup::AsciiDoc),
    ("asciidoc", Markup::AsciiDoc),
    ("asc", Markup::AsciiDoc),
    ("org", Markup::Org),
    ("tex", Markup::Tex),
    ("latex", Markup::Tex),
    ("html", Markup::Html),
    ("htm", Markup::Html),
    ("xhtml", Markup::Html),
    ("txt", Markup::Plain),
    ("text", Markup::Plain),
    ("fountain", Markup::Plain),
];

impl Markup {
    /// The markup of a file of that name; `None` for files that are no prose by their suffix. A name without a suffix
    /// is plain text, if it is text at all.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Markup> {
        match name.rsplit_once('.') {
            None => Some(Markup::Plain),
            Some(("", _)) => None,
            Some((_, suffix)) => {
                SUFFIXES.iter().find(|(known, _)| suffix.eq_ignore_ascii_case(known)).map(|(_, markup)| *markup)
            }
        }
    }

    /// Whether a text of this markup is prose, rather than code or data that lies in a file of such a name.
    ///
    /// A suffix that only prose has is believed. Plain text is prose when most of it is words in lines of several of
    /// them: lists of packages, tables of figures, scripts and keys are not.
    #[must_use]
    pub fn is_prose(self, text: &str) -> bool {
        if text.contains('\0') || text.starts_with("#!") {
            return false;
        }
        match self {
            Markup::Plain => {}
            Markup::Html => return html::is_prose(text),
            _ => return true,
        }
        let (mut lines, mut prose, mut words) = (0_usize, 0_usize, 0_usize);
        let mut verse = Verse::default();
        for line in paragraphs::lines(text).take(400) {
            let count = line.split_whitespace().filter(|w| is_word(w)).count();
            let all = line.split_whitespace().count();
            lines += line.len();
            // A Chinese line has no blanks, and is prose by its letters alone.
            let wide = line.chars().filter(|c| crate::text::joining::needs_no_blank(*c)).count() * 2;
            if (count >= 3 && count * 3 >= all * 2) || wide * 3 >= line.chars().count() * 2 {
                prose += line.len();
                words += count + wide;
            } else {
                verse.take(line);
            }
        }
        // Verse is set in lines as short as those of a list, but has the marks of sentences.
        if verse.is_marked {
            (prose, words) = (prose + verse.bytes, words + verse.words);
        }
        words >= 8 && prose * 2 >= lines
    }
}

/// Lines of two words and nothing else.
#[derive(Default)]
struct Verse {
    bytes: usize,
    words: usize,
    /// Whether one of them ends as a sentence does, or a part of one.
    is_marked: bool,
}

impl Verse {
    fn take(&mut self, line: &str) {
        const MARKS: [char; 6] = [',', '.', ';', '!', '?', '…'];
        let plain = |word: &str| {
            let word = word.trim_start_matches(['"', '“', '‘', '—', '(']).trim_end_matches(['"', '”', '’', '—', ')']);
            let word = word.trim_end_matches(MARKS);
            !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
        };
        if line.split_whitespace().count() == 2 && line.split_whitespace().all(plain) {
            self.bytes += line.len();
            self.words += 2;
            self.is_marked |= line.trim_end().ends_with(MARKS);
        }
    }
}

/// A word of prose: letters, with an apostrophe or hyphen inside and marks around it.
fn is_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && !"$@#{}<>=_\\/".contains(c));
    let inside = |c: char| c.is_alphabetic() || "'’-–—.,".contains(c) || (!c.is_ascii() && !c.is_control());
    !word.is_empty() && word.chars().all(inside)
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn names_tell_the_markup_and_content_tells_prose() {
        for (name, markup) in [
            ("a.md", Some(Markup::Markdown)),
            ("README", Some(Markup::Plain)),
            ("2018-07-10-newsletter", Some(Markup::Plain)),
            ("x.RST", Some(Markup::Rst)),
            ("main.rs", None),
            (".gitignore", None),
            ("data.json", None),
        ] {
            assert_eq!(Markup::of_name(name), markup, "{name}");
        }
        let plain = Markup::Plain;
        assert!(plain.is_prose("The ferry was late again on Monday, and nobody at the port could say why it was."));
        assert!(plain.is_prose(
            "Low tide\nlays bare\nthe old\nferry stones,\n\ngreen and\nround as\nloaves left\nout overnight.\n"
        ));
        assert!(plain.is_prose("港务局周六表示，夜间渡轮将运行至十月。\n票价为十四克朗。"));
        for code in [
            "numpy==1.2\nrequests>=3\nflask\n",
            "cmake_minimum_required(VERSION 3.1)\nproject(x)\nadd_executable(x main.c)\n",
            "#!/bin/sh\nexec the thing that we were going to run all of the time\n",
            "1\t2\t3\n4\t5\t6\n",
            "Ada Thwaite\nOlwen Pask\nTom Brindle\nRuth Calloway\nIain Mather\n",
            "left right\nup down\nkey_a value.\nkey_b value.\nkey_c value.\nkey_d value.\nkey_e value.\nkey_f value.\n",
            "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n",
            "all: main.o\n\tcc -o main main.o\nclean:\n\trm -f main\n",
            "",
        ] {
            assert!(!plain.is_prose(code), "{code}");
        }
    }
}
