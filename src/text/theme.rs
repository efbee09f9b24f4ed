//! Themes as data: what each role looks like, read from a small file. `view` turns them into the terminal's styles.
//!
//! A theme file names the screen's two colours and then roles:
//!
//! ```toml
//! light = false
//! foreground = "#d5d9e0"
//! background = "#14171d"
//! inserted = { fg = "#a5e0a8", bg = "#173022", style = "underline", ansi = "green" }
//! ```
//!
//! `style` is any of `bold dim italic underline strike reverse`. `ansi` and `ansi_bg` are the colours, `ansi_style` the
//! style, where the terminal has but sixteen colours; there `fg` and `bg` count for nothing.

use std::fmt;

use include_dir::{Dir, include_dir};
use toml::de::{DeTable, DeValue};

use super::{
    Role, Roles,
    colour::{Ansi, Rgb},
};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/themes");

/// Attributes of text that need no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Attributes(u8);

impl Attributes {
    /// Heavier.
    pub const BOLD: Attributes = Attributes(1);
    /// Weaker.
    pub const DIM: Attributes = Attributes(2);
    /// Slanted.
    pub const ITALIC: Attributes = Attributes(4);
    /// A line under it.
    pub const UNDERLINE: Attributes = Attributes(8);
    /// A line through it.
    pub const STRIKE: Attributes = Attributes(16);
    /// The two colours exchanged.
    pub const REVERSE: Attributes = Attributes(32);

    /// The names in theme files.
    pub const NAMES: [(&'static str, Attributes); 6] = [
        ("bold", Attributes::BOLD),
        ("dim", Attributes::DIM),
        ("italic", Attributes::ITALIC),
        ("underline", Attributes::UNDERLINE),
        ("strike", Attributes::STRIKE),
        ("reverse", Attributes::REVERSE),
    ];

    /// Whether another attribute is in.
    #[must_use]
    pub fn has(self, other: Attributes) -> bool {
        self.0 & other.0 != 0
    }

    /// Laid over: all of both, but reversed twice is not reversed, so that a match shows on a reversed row.
    #[must_use]
    pub fn over(self, below: Attributes) -> Attributes {
        let both = self.0 & below.0 & Attributes::REVERSE.0;
        Attributes((self.0 | below.0) & !both)
    }
}

/// What a role looks like. What is `None` shows what lies below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Paint {
    /// The text's colour.
    pub fg: Option<Rgb>,
    /// The colour behind it.
    pub bg: Option<Rgb>,
    /// The text's colour among sixteen.
    pub ansi: Option<Ansi>,
    /// The colour behind it among sixteen.
    pub ansi_bg: Option<Ansi>,
    /// The attributes.
    pub style: Attributes,
    /// The attributes on sixteen colours.
    pub ansi_style: Attributes,
}

impl Paint {
    /// Laid over another.
    #[must_use]
    pub fn over(self, below: Paint) -> Paint {
        Paint {
            fg: self.fg.or(below.fg),
            bg: self.bg.or(below.bg),
            ansi: self.ansi.or(below.ansi),
            ansi_bg: self.ansi_bg.or(below.ansi_bg),
            style: self.style.over(below.style),
            ansi_style: self.ansi_style.over(below.ansi_style),
        }
    }
}

/// What each role looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name: the file's, without `.toml`.
    pub name: String,
    /// For light backgrounds.
    pub light: bool,
    /// The screen's own colours; without `bg` the terminal's own background stays.
    pub screen: Paint,
    roles: [Paint; Role::ALL.len()],
}

/// Something wrong in a theme file; the rest holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what would be right, as a sentence.
    pub sentence: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.sentence)
    }
}

impl Theme {
    /// Reads a theme. What is wrong is told and left out.
    #[must_use]
    pub fn parse(name: &str, text: &str) -> (Theme, Vec<Mistake>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { text, mistakes: Vec::new() };
        for error in &errors {
            reader.wrong(error.span().map_or(0, |s| s.start), &format!("{}.", error.message()));
        }
        let mut theme = Theme { name: name.into(), light: false, screen: Paint::default(), roles: Default::default() };
        for (key, value) in table.get_ref() {
            let at = key.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("light", DeValue::Boolean(light)) => theme.light = *light,
                ("light", _) => reader.wrong(at, "“light” is true or false."),
                ("foreground", value) => theme.screen.fg = reader.colour(at, value),
                ("background", value) => theme.screen.bg = reader.colour(at, value),
                (word, value) => match (Role::ALL.into_iter().find(|r| r.name() == word), value) {
                    (Some(role), DeValue::Table(table)) => theme.roles[role as usize] = reader.paint(table),
                    (Some(_), _) => {
                        reader.wrong(
                            at,
                            &format!("“{word}” wants a table such as {{ fg = \"#d5d9e0\", style = \"bold\" }}."),
                        );
                    }
                    (None, _) => {
                        let names: Vec<&str> = Role::ALL.into_iter().map(Role::name).collect();
                        reader.unknown(at, word, "no role", &names);
                    }
                },
            }
        }
        reader.mistakes.sort_by_key(|m| m.line);
        (theme, reader.mistakes)
    }

    /// The built-in themes, by name.
    #[must_use]
    pub fn built_in() -> Vec<Theme> {
        let mut themes: Vec<Theme> = BUILT_IN
            .files()
            .filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
            .map(|(name, text)| Theme::parse(name, text).0)
            .collect();
        themes.sort_by(|a, b| a.name.cmp(&b.name));
        themes
    }

    /// A built-in theme by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Theme> {
        let file = BUILT_IN.get_file(format!("{name}.toml"))?;
        Some(Theme::parse(name, file.contents_utf8()?).0)
    }

    /// What one role looks like.
    #[must_use]
    pub fn paint(&self, role: Role) -> Paint {
        self.roles[role as usize]
    }

    /// What roles laid over one another look like, the screen's own colours below.
    #[must_use]
    pub fn paints(&self, roles: Roles) -> Paint {
        roles.iter().fold(self.screen, |below, role| self.paint(role).over(below))
    }
}

struct Reader<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn wrong(&mut self, at: usize, sentence: &str) {
        let line = self.text.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
        self.mistakes.push(Mistake { line, sentence: sentence.into() });
    }

    fn unknown(&mut self, at: usize, word: &str, what: &str, names: &[&str]) {
        let near = names.iter().max_by(|a, b| likeness(a, word).total_cmp(&likeness(b, word)));
        let sentence = match near.filter(|n| likeness(n, word) >= 0.4) {
            Some(near) => format!("“{word}” is {what}; did you mean “{near}”?"),
            None => format!("“{word}” is {what}; there are {}.", names.join(", ")),
        };
        self.wrong(at, &sentence);
    }

    fn colour(&mut self, at: usize, value: &DeValue<'_>) -> Option<Rgb> {
        let colour = value.as_str().and_then(Rgb::of);
        if colour.is_none() {
            self.wrong(at, "A colour is written “#rrggbb”, in hexadecimal digits.");
        }
        colour
    }

    fn ansi(&mut self, at: usize, value: &DeValue<'_>) -> Option<Ansi> {
        let word = value.as_str().unwrap_or_default();
        let colour = Ansi::of(word);
        if colour.is_none() {
            self.unknown(at, word, "none of the sixteen colours", &super::colour::ANSI);
        }
        colour
    }

    fn style(&mut self, at: usize, value: &DeValue<'_>) -> Attributes {
        let mut style = Attributes::default();
        for word in value.as_str().unwrap_or("?").split_whitespace() {
            match Attributes::NAMES.iter().find(|n| n.0 == word) {
                Some((_, attribute)) => style = attribute.over(style),
                None => self.unknown(at, word, "no style", &Attributes::NAMES.map(|n| n.0)),
            }
        }
        style
    }

    fn paint(&mut self, table: &DeTable<'_>) -> Paint {
        let mut paint = Paint::default();
        let mut ansi_style = None;
        for (key, value) in table {
            let (at, value) = (key.span().start, value.get_ref());
            match key.get_ref().as_ref() {
                "fg" => paint.fg = self.colour(at, value),
                "bg" => paint.bg = self.colour(at, value),
                "ansi" => paint.ansi = self.ansi(at, value),
                "ansi_bg" => paint.ansi_bg = self.ansi(at, value),
                "style" => paint.style = self.style(at, value),
                "ansi_style" => ansi_style = Some(self.style(at, value)),
                word => {
                    self.unknown(at, word, "no field", &["fg", "bg", "ansi", "ansi_bg", "style", "ansi_style"]);
                }
            }
        }
        paint.ansi_style = ansi_style.unwrap_or(paint.style);
        paint
    }
}

/// Sørensen's coefficient over neighbouring letters: enough to guess at a misspelt word.
fn likeness(a: &str, b: &str) -> f64 {
    let pairs = |s: &str| s.chars().zip(s.chars().skip(1)).collect::<Vec<_>>();
    let (a, mut b) = (pairs(a), pairs(b));
    let total = (a.len() + b.len()).max(1);
    let shared = a.iter().filter(|p| b.iter().position(|q| q == *p).map(|i| b.swap_remove(i)).is_some()).count();
    2.0 * shared as f64 / total as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_told_by_line_and_the_rest_holds() {
        let text = "light = true\nforeground = \"#000000\"\n\ninsertd = { fg = \"#00ff00\" }\n\
                    deleted = { fg = \"red\", style = \"strike bld\" }\nmoved = { ansi = \"magent\" }\nfaint = 3\n";
        let (theme, mistakes) = Theme::parse("mine", text);
        assert!(theme.light);
        assert_eq!(theme.screen.fg, Some(Rgb(0, 0, 0)));
        assert!(theme.paint(Role::Deleted).style.has(Attributes::STRIKE));
        let told: Vec<(usize, &str)> = mistakes.iter().map(|m| (m.line, m.sentence.as_str())).collect();
        assert_eq!(told[0], (4, "“insertd” is no role; did you mean “inserted”?"));
        assert!(told.iter().any(|m| m.0 == 5 && m.1.contains("#rrggbb")), "{told:?}");
        assert!(told.contains(&(5, "“bld” is no style; did you mean “bold”?")), "{told:?}");
        assert!(told.contains(&(6, "“magent” is none of the sixteen colours; did you mean “magenta”?")), "{told:?}");
        assert!(told.iter().any(|m| m.0 == 7), "{told:?}");
        let (_, mistakes) = Theme::parse("broken", "light = \n[[[");
        assert!(!mistakes.is_empty());
    }

    #[test]
    fn built_in_themes_are_without_mistakes() {
        assert!(Theme::built_in().len() >= 6);
        for file in BUILT_IN.files() {
            let text = file.contents_utf8().unwrap_or_default();
            assert_eq!(Theme::parse("it", text).1, [], "{}", file.path().display());
        }
    }
}
