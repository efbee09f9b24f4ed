//! Who a record says wrote it: names, objects that bear names, lists of either, and lists that were written as text.

use std::borrow::Cow;

use super::{Loose, Record, article::one_line, field::Field};

/// The authors, joined by commas; `None` where nobody is named.
pub(super) fn author(record: &Record<'_>) -> Option<String> {
    let names = record.all(Field::Author).find_map(name)?;
    let names = one_line(&without_brackets(&names));
    Some(names).filter(|names| !names.is_empty())
}

/// A number is that of a row in a table of people, which is not there.
fn name<'r>(value: &'r Loose<'_>) -> Option<Cow<'r, str>> {
    match value {
        Loose::Record(person) => person.text(Field::Name).or_else(|| person.text(Field::Title)),
        Loose::List(people) => {
            let names: Vec<Cow<'r, str>> = people.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", ").into())
        }
        Loose::Number(_) => None,
        name => name.text(),
    }
}

/// A list that was written as text, without its marks: as PostgreSQL exports it (`{"Ann Bell",Jo}`), and as Python prints
/// it (`['Ann Bell', 'Jo']`).
fn without_brackets(text: &str) -> Cow<'_, str> {
    let inside = |open, close| text.trim().strip_prefix(open)?.strip_suffix(close);
    if let Some(list) = inside('{', '}') {
        return list.replace('"', "").replace(',', ", ").into();
    }
    let Some(list) = inside('[', ']') else { return text.into() };
    printed(list).map_or_else(|| text.into(), |names| names.join(", ").into())
}

/// The texts of a list as Python or JSON writes them; `None` where something else stands there.
fn printed(list: &str) -> Option<Vec<String>> {
    let (mut names, mut rest) = (Vec::new(), list.trim());
    while !rest.is_empty() {
        let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let inner = rest.get(1..)?;
        let (mut name, mut escaped, mut end) = (String::new(), false, None);
        for (at, c) in inner.char_indices() {
            match c {
                '\\' if !escaped => escaped = true,
                c if c == mark && !escaped => {
                    end = Some(at + 1);
                    break;
                }
                c => {
                    name.push(c);
                    escaped = false;
                }
            }
        }
        names.extend(Some(name).filter(|name| !name.trim().is_empty()));
        let behind = inner.get(end?..)?.trim_start();
        rest = match behind.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None if behind.is_empty() => behind,
            None => return None,
        };
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::without_brackets;

    #[test]
    fn lists_written_as_text_are_names() {
        for (text, names) in [
            ("{\"Ann Bell\",Jo}", "Ann Bell, Jo"),
            ("['Ann Bell']", "Ann Bell"),
            ("['Ann Bell', \"Jo O'Hara\"]", "Ann Bell, Jo O'Hara"),
            ("['Jo O\\'Hara']", "Jo O'Hara"),
            ("[]", ""),
            ("['']", ""),
            ("[Staff]", "[Staff]"),
            ("['cut", "['cut"),
            ("Ann Bell", "Ann Bell"),
        ] {
            assert_eq!(without_brackets(text), names, "{text}");
        }
    }
}
