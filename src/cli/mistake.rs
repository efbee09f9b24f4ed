//! A command line that cannot be understood, said in one sentence: what is wrong, where, and where to look.

use std::{error::Error as _, ffi::OsString};

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::Cli;

/// The sentence for what the parser says of these arguments, which begin with the program's name.
#[must_use]
pub fn mistake(error: &Error, arguments: &[OsString]) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" and "),
        _ => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let near = |kind, or: &str| match context(kind) {
        near if near.is_empty() => or.to_owned(),
        near => format!(", did you mean {near}"),
    };
    let said = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("There is no option {argument} here{}", near(ContextKind::SuggestedArg, ""))
        }
        ErrorKind::UnknownArgument => format!("{argument} is one argument too many"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} wants a value"),
        ErrorKind::InvalidValue => match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(known)) => {
                format!("{} cannot be {value:?}, it is one of {}", bare(&argument), known.join(", "))
            }
            _ => format!("{} cannot be {value:?}", bare(&argument)),
        },
        ErrorKind::ValueValidation => {
            let why = error.source().map_or_else(String::new, |why| format!(": {why}"));
            format!("{} cannot be {value:?}{why}", bare(&argument))
        }
        ErrorKind::MissingRequiredArgument => {
            format!(
                "{} {} missing",
                argument.replace(['<', '>'], ""),
                if argument.contains(" and ") { "are" } else { "is" }
            )
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            if other.is_empty() || bare(&other) == bare(&argument) {
                format!("{} can be given only once", bare(&argument))
            } else {
                format!("{} and {} exclude each other", bare(&other), bare(&argument))
            }
        }
        _ => plainly(error),
    };
    format!("{said}; see `recension{} --help`.", command(arguments))
}

/// An option without the name of its value.
fn bare(argument: &str) -> &str {
    let argument = argument.split([' ', '=', '[']).next().unwrap_or(argument);
    argument.strip_prefix('<').and_then(|name| name.split('>').next()).unwrap_or(argument)
}

/// What the parser says itself, on one line, without its hints.
fn plainly(error: &Error) -> String {
    let said = error.render().to_string();
    let first = said.split("\n\n").next().unwrap_or_default().trim();
    first.strip_prefix("error: ").unwrap_or(first).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The command that the arguments name, behind a blank; nothing for the browser.
fn command(arguments: &[OsString]) -> String {
    let known = Cli::definitions();
    let named = arguments.iter().skip(1).filter_map(|a| a.to_str()).find(|a| known.find_subcommand(a).is_some());
    named.map_or_else(String::new, |name| format!(" {name}"))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[test]
    fn a_mistake_is_one_sentence_with_a_hint() {
        for (line, said) in [
            ("list --limt 3", "There is no option --limt here, did you mean --limit; see `recension list --help`."),
            ("--nothing", "There is no option --nothing here; see `recension --help`."),
            ("compare a b c", "c is one argument too many; see `recension compare --help`."),
            ("compare a", "NEW is missing; see `recension compare --help`."),
            ("compare", "OLD and NEW are missing; see `recension compare --help`."),
            ("list --limit", "--limit <N> wants a value; see `recension list --help`."),
            ("list --cache x --no-cache", "--no-cache and --cache exclude each other; see `recension list --help`."),
            ("list --limit 1 --limit 2", "--limit can be given only once; see `recension list --help`."),
            ("completions fis", "SHELL cannot be \"fis\", it is one of bash, elvish, fish, powershell, zsh; see"),
            ("show --rev x", "--rev cannot be \"x\": a revision is its number, `first`, `last`"),
            ("list --limit x", "--limit cannot be \"x\": a number from 1 on is written in digits, such as 5; see"),
            ("list --limit 0", "--limit cannot be \"0\": a number from 1 on is written in digits, such as 5; see"),
            (
                "list --min-revisions x",
                "--min-revisions cannot be \"x\": a number is written in digits, such as 5; see",
            ),
            ("list --changed foo", "--changed cannot be \"foo\", it is one of headline, byline, number,"),
        ] {
            let arguments: Vec<OsString> = ["recension"].into_iter().chain(line.split(' ')).map(Into::into).collect();
            let error = Cli::try_parse_from(&arguments).err().unwrap();
            let got = mistake(&error, &arguments);
            assert!(got.starts_with(said), "{line}: {got}");
            assert!(!got.contains('\n') && got.ends_with("--help`."), "{line}: {got}");
        }
    }
}
