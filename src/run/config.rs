//! The user's configuration file. Every setting has a default; a mistake is said and costs only that setting.

use std::{collections::HashSet, fs, io, path::Path};

use toml::de::{DeTable, DeValue};

use crate::{
    app::model::Zone,
    diff::{Ignore, rows::View},
    model::Sort,
    source::reason,
};

/// The documented sample, with every default.
pub const SAMPLE: &str = include_str!("../../assets/config.toml");

/// The settings in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// The theme's name, or `auto`.
    pub theme: String,
    /// How many colours, or `auto`.
    pub colours: String,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// How times are shown.
    pub times: Zone,
    /// The first view of a diff.
    pub view: View,
    /// What is ignored at first.
    pub ignore: Ignore,
    /// Break lines at words.
    pub wrap: bool,
    /// Show paragraph numbers.
    pub numbers: bool,
    /// Unchanged paragraphs kept around a change.
    pub context: usize,
    /// The order of the list.
    pub sort: Sort,
    /// Remember where an archive was left.
    pub session: bool,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            theme: "auto".into(),
            colours: "auto".into(),
            mouse: true,
            times: Zone::Local,
            view: View::Automatic,
            ignore: Ignore::Nothing,
            wrap: true,
            numbers: true,
            context: 1,
            sort: Sort::Changed,
            session: true,
        }
    }
}

/// Reads the file; mistakes come back as sentences with their line. A missing file is no mistake.
#[must_use]
pub fn read(file: &Path) -> (Config, Vec<String>) {
    match fs::read(file) {
        Ok(bytes) => {
            let (config, mistakes) = parse(&String::from_utf8_lossy(&bytes));
            (config, mistakes.into_iter().map(|m| format!("{}: {m}", file.display())).collect())
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => (Config::default(), Vec::new()),
        Err(e) => {
            let told = format!("{} cannot be read: {}; the defaults are in force.", file.display(), reason(&e));
            (Config::default(), vec![told])
        }
    }
}

/// Reads the text of a configuration file. No setting needs more than its line, so each line is read by itself: what is
/// wrong in one costs no other.
#[must_use]
pub fn parse(text: &str) -> (Config, Vec<String>) {
    let mut config = Config::default();
    let (mut mistakes, mut known) = (Vec::new(), HashSet::new());
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let (table, errors) = DeTable::parse_recoverable(line);
        if let Some(error) = errors.first() {
            let name = line.split_once('=').map_or("", |(name, _)| name.trim());
            let name = if name.is_empty() { String::new() } else { format!("{name}: ") };
            mistakes.push(format!("line {number}: {name}{}; the default is in force.", error.message().trim()));
            continue;
        }
        for (name, value) in table.get_ref() {
            let name = name.get_ref().as_ref();
            let told = if known.insert(name.to_owned()) {
                set(&mut config, name, value.get_ref())
            } else {
                Err(format!("{name} is set above already; that counts."))
            };
            mistakes.extend(told.err().map(|why| format!("line {number}: {why}")));
        }
    }
    (config, mistakes)
}

fn set(config: &mut Config, name: &str, value: &DeValue<'_>) -> Result<(), String> {
    match name {
        "theme" => config.theme = word(name, value)?.to_owned(),
        "colours" => {
            config.colours = choice(name, value, &["auto", "truecolor", "256", "16", "none"], |w| Some(w.to_owned()))?;
        }
        "mouse" => config.mouse = flag(name, value)?,
        "times" => {
            config.times = choice(name, value, &["local", "utc", "origin"], |w| match w {
                "local" => Some(Zone::Local),
                "utc" => Some(Zone::Utc),
                "origin" => Some(Zone::Origin),
                _ => None,
            })?;
        }
        "view" => {
            let words = View::ALL.map(View::word);
            config.view = choice(name, value, &words, |w| View::ALL.into_iter().find(|v| v.word() == w))?;
        }
        "ignore" => {
            config.ignore = choice(name, value, &["nothing", "spacing", "case"], |w| match w {
                "nothing" => Some(Ignore::Nothing),
                "spacing" => Some(Ignore::Spacing),
                "case" => Some(Ignore::Case),
                _ => None,
            })?;
        }
        "wrap" => config.wrap = flag(name, value)?,
        "numbers" => config.numbers = flag(name, value)?,
        "context" => {
            config.context = value
                .as_integer()
                .and_then(|n| usize::from_str_radix(n.as_str(), n.radix()).ok())
                .filter(|n| *n <= 1000)
                .ok_or("context wants a whole number from 0 to 1000.")?;
        }
        "sort" => {
            let words = Sort::ALL.map(Sort::word);
            config.sort = choice(name, value, &words, |w| Sort::ALL.into_iter().find(|s| s.word() == w))?;
        }
        "session" => config.session = flag(name, value)?,
        _ => return Err(format!("there is no setting {name}; `recension config` prints them all.")),
    }
    Ok(())
}

fn word<'a>(name: &str, value: &'a DeValue<'_>) -> Result<&'a str, String> {
    value.as_str().ok_or_else(|| format!("{name} wants a word in quotation marks."))
}

fn flag(name: &str, value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("{name} wants true or false."))
}

fn choice<T>(name: &str, value: &DeValue<'_>, words: &[&str], of: impl Fn(&str) -> Option<T>) -> Result<T, String> {
    let word = word(name, value)?;
    words
        .contains(&word)
        .then(|| of(word))
        .flatten()
        .ok_or_else(|| format!("{name} cannot be {word:?}; it is one of {}.", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_the_defaults() {
        assert_eq!(parse(SAMPLE), (Config::default(), Vec::new()));
    }

    #[test]
    fn a_mistake_costs_one_setting_and_names_its_line() {
        let (config, mistakes) = parse("mouse = false\nview = \"sideways\"\ncolor = 3\ncontext = -1\n");
        assert!(!config.mouse);
        assert_eq!(config.view, View::Automatic);
        assert_eq!(mistakes.len(), 3, "{mistakes:?}");
        assert!(mistakes[0].starts_with("line 2: view cannot be \"sideways\""), "{mistakes:?}");
        for (broken, said) in [
            ("view = ", "line 2: view: "),
            ("view = sideways", "line 2: view: "),
            ("view = \"sideways", "line 2: view: "),
            ("view = [1, 2", "line 2: "),
            ("view", "line 2: "),
            ("mouse = true", "line 2: mouse is set above already"),
            ("[diff]", "line 2: there is no setting diff"),
            ("theme = \"\"\"dark", "line 2: theme: "),
            ("{}", "line 2: "),
            ("viev = 3", "line 2: there is no setting viev"),
        ] {
            let text = format!("\u{feff}mouse = false\n{broken}\ncontext = 0x3\n# end\n");
            let (config, mistakes) = parse(&text);
            assert_eq!(config, Config { mouse: false, context: 3, ..Config::default() }, "{broken}: {mistakes:?}");
            assert_eq!(mistakes.len(), 1, "{broken}: {mistakes:?}");
            assert!(mistakes[0].starts_with(said) && mistakes[0].ends_with('.'), "{broken}: {mistakes:?}");
        }
    }
}
