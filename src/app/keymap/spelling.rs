//! How keys are spelt in keymap files and shown to readers.
//!
//! In files a character stands for itself (`gg`, `G`, `%`); any other key has a name in angle brackets, with its
//! modifiers before it: `<enter>`, `<ctrl-d>`, `<shift-tab>`, `<alt-x>`, `<f1>`. `<lt>` is the character `<`, `<space>`
//! the blank. Names are read without regard to case.

use crate::app::{Code, Key};

const NAMES: [(&str, Code, &str); 18] = [
    ("enter", Code::Enter, "Enter"),
    ("esc", Code::Escape, "Esc"),
    ("tab", Code::Tab, "Tab"),
    ("backspace", Code::Backspace, "Backspace"),
    ("delete", Code::Delete, "Delete"),
    ("insert", Code::Insert, "Insert"),
    ("up", Code::Up, "↑"),
    ("down", Code::Down, "↓"),
    ("left", Code::Left, "←"),
    ("right", Code::Right, "→"),
    ("pageup", Code::PageUp, "PgUp"),
    ("pagedown", Code::PageDown, "PgDn"),
    ("home", Code::Home, "Home"),
    ("end", Code::End, "End"),
    ("space", Code::Char(' '), "Space"),
    ("lt", Code::Char('<'), "<"),
    ("return", Code::Enter, "Enter"),
    ("escape", Code::Escape, "Esc"),
];

/// Reads a sequence of keys.
///
/// # Errors
/// A sentence saying what is wrong with the spelling.
pub fn parse(text: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        if first != '<' {
            keys.push(Key::char(first));
            rest = after;
            continue;
        }
        let Some(end) = after.find('>') else {
            return Err(format!("“{text}” has a “<” without its “>”; the character itself is spelt <lt>"));
        };
        keys.push(named(&after[..end])?);
        rest = &after[end + 1..];
    }
    if keys.is_empty() { Err("a binding needs at least one key".into()) } else { Ok(keys) }
}

fn named(name: &str) -> Result<Key, String> {
    let lower = name.to_lowercase();
    let mut key = Key::plain(Code::Escape);
    let mut rest = lower.as_str();
    loop {
        if let Some(after) = rest.strip_prefix("ctrl-") {
            (key.ctrl, rest) = (true, after);
        } else if let Some(after) = rest.strip_prefix("alt-") {
            (key.alt, rest) = (true, after);
        } else if let Some(after) = rest.strip_prefix("shift-") {
            (key.shift, rest) = (true, after);
        } else {
            break;
        }
    }
    let mut chars = rest.chars();
    key.code = match (chars.next(), chars.next()) {
        // The character as it was written: `<alt-X>` is not `<alt-x>`.
        (Some(_), None) => Code::Char(name.chars().last().unwrap_or_default()),
        _ => code(rest).ok_or_else(|| format!("no key is called <{name}>"))?,
    };
    if let (Code::Char(c), true) = (key.code, key.ctrl) {
        key.code = Code::Char(c.to_ascii_lowercase());
    }
    if matches!(key.code, Code::Char(_)) && key.shift {
        return Err(format!("<{name}>: a character with Shift is spelt as it is typed (G, not <shift-g>)"));
    }
    Ok(key)
}

fn code(name: &str) -> Option<Code> {
    if let Some(number) = name.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
        return (1..=24).contains(&number).then_some(Code::Function(number));
    }
    NAMES.iter().find(|n| n.0 == name).map(|n| n.1)
}

/// The keys as files spell them; [`parse`] reads them back.
#[must_use]
pub fn spell(keys: &[Key]) -> String {
    keys.iter().map(|k| spell_one(*k)).collect()
}

fn spell_one(key: Key) -> String {
    let name = match key.code {
        Code::Char(c) if c != ' ' && c != '<' && !key.ctrl && !key.alt => return c.to_string(),
        Code::Char(c) if c != ' ' && c != '<' => c.to_string(),
        Code::Function(n) => format!("f{n}"),
        code => NAMES.iter().find(|n| n.1 == code).map_or_else(String::new, |n| n.0.into()),
    };
    format!("<{}{name}>", modifiers(key, "ctrl-", "alt-", "shift-"))
}

/// The keys as readers see them: `Ctrl-d`, `gg`, `↓`, `F1`.
#[must_use]
pub fn label(keys: &[Key]) -> String {
    let labels: Vec<String> = keys.iter().map(|k| label_one(*k)).collect();
    let short = labels.iter().all(|l| l.chars().count() == 1);
    labels.join(if short { "" } else { " " })
}

fn label_one(key: Key) -> String {
    let name = match key.code {
        Code::Function(n) => format!("F{n}"),
        Code::Char(c) if c != ' ' => c.to_string(),
        code => NAMES.iter().find(|n| n.1 == code).map_or_else(String::new, |n| n.2.into()),
    };
    format!("{}{name}", modifiers(key, "Ctrl-", "Alt-", "Shift-"))
}

fn modifiers(key: Key, ctrl: &str, alt: &str, shift: &str) -> String {
    [(key.ctrl, ctrl), (key.alt, alt), (key.shift, shift)].iter().filter(|m| m.0).map(|m| m.1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelt_is_read_back() {
        for text in
            ["gg", "G", "<ctrl-d>", "<shift-tab>", "y<space>", "<lt>", ">", "%", "<alt-X>", "<f1>", "<enter>", "é"]
        {
            assert_eq!(spell(&parse(text).unwrap()), text);
        }
        assert_eq!(parse("<Ctrl-D>").unwrap(), [Key::ctrl('d')]);
        assert_eq!(label(&parse("<ctrl-d>").unwrap()), "Ctrl-d");
        assert_eq!(label(&parse("gg").unwrap()), "gg");
        assert_eq!(label(&parse("<shift-tab>").unwrap()), "Shift-Tab");
    }

    #[test]
    fn mistakes_are_sentences() {
        assert!(parse("<entr>").unwrap_err().contains("no key is called <entr>"));
        assert!(parse("<ctrl-d").unwrap_err().contains("without its"));
        assert!(parse("").is_err());
        assert!(parse("<shift-g>").is_err());
        assert!(parse("<>").is_err());
    }
}
