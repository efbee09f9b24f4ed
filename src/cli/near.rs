//! Commands that a path looks like that is not there.

use std::path::Path;

use super::Cli;

/// Words that say what a command does, with the command.
const MEANT: &[(&str, &str)] = &[
    ("export", "diff -o FILE"),
    ("ls", "list"),
    ("grep", "search"),
    ("find", "search"),
    ("history", "log"),
    ("cat", "show"),
];

/// The command that somebody meant who gave such a path; `None` where it looks like none.
#[must_use]
pub fn command_like(path: &Path) -> Option<String> {
    let word = path.to_str()?.to_lowercase();
    let definitions = Cli::definitions();
    let names = || definitions.get_subcommands().map(clap::Command::get_name);
    let near = |name: &&str| is_near(&word, name);
    let meant = || MEANT.iter().find(|(said, _)| *said == word).map(|(_, command)| *command);
    names().find(|name| *name == word).or_else(meant).or_else(|| names().find(near)).map(str::to_owned)
}

/// Whether two words differ by one letter, or by two neighbours that changed places.
fn is_near(word: &str, name: &str) -> bool {
    let (word, name): (Vec<char>, Vec<char>) = (word.chars().collect(), name.chars().collect());
    let head = word.iter().zip(&name).take_while(|(a, b)| a == b).count();
    let tail = word.iter().rev().zip(name.iter().rev()).take_while(|(a, b)| a == b).count();
    let left = |letters: &[char]| {
        let most = word.len().min(name.len()).saturating_sub(head);
        letters.get(head..letters.len() - tail.min(most)).unwrap_or_default().to_vec()
    };
    match (&left(&word)[..], &left(&name)[..]) {
        ([a, b], [c, d]) => (a, b) == (d, c),
        (ours, theirs) => word.len() > 1 && ours.len() <= 1 && theirs.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_nearly_a_command_means_it() {
        let meant = |word: &str| command_like(Path::new(word));
        for (word, command) in [
            ("lst", "list"),
            ("lits", "list"),
            ("sarch", "search"),
            ("difff", "diff"),
            ("LIST", "list"),
            ("shov", "show"),
        ] {
            assert_eq!(meant(word).as_deref(), Some(command), "{word}");
        }
        assert_eq!(meant("export").as_deref(), Some("diff -o FILE"));
        for word in ["dump.jsonl", "articles", "lost", "./lst", ""] {
            assert!(meant(word).is_none_or(|meant| word == "lost" && meant == "list"), "{word}");
        }
    }
}
