//! What could not be read, and how far the reading is.

use std::collections::HashMap;

/// A file or a place in one that could not be read, and why. The rest was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The dump file, as shown.
    pub file: String,
    /// Where in it (`line 12`, `member 3`); empty for the whole file.
    pub place: String,
    /// Why, and what was done, as a sentence.
    pub reason: String,
}

/// Some of these problems, by index, those of one reason together, in the order in which each reason was met first.
#[must_use]
pub fn by_reason(problems: &[Problem], some: impl IntoIterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for index in some {
        let Some(problem) = problems.get(index) else { continue };
        let at = *known.entry(&problem.reason).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups
}

/// How far the reading of an archive is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Files read or skipped so far.
    pub files: usize,
    /// Files found so far.
    pub files_found: usize,
    /// Bytes of dump read so far.
    pub bytes: u64,
    /// Bytes of dump found so far.
    pub bytes_found: u64,
    /// Articles held.
    pub articles: usize,
    /// Revisions held.
    pub revisions: usize,
    /// Revisions without a time.
    pub undated: usize,
    /// Problems met.
    pub problems: usize,
    /// Whether every file has been found, so that what was found is the whole of it.
    pub counted: bool,
    /// Whether everything has been read.
    pub done: bool,
    /// Whether another program is reading the same archive into the same catalogue, and is waited for.
    pub waiting: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_one_reason_stand_together() {
        let problem = |reason: &str| Problem { file: "a".into(), place: String::new(), reason: reason.into() };
        let problems = [problem("torn"), problem("locked"), problem("torn"), problem("torn")];
        assert_eq!(by_reason(&problems, 0..4), [vec![0, 2, 3], vec![1]]);
        assert_eq!(by_reason(&problems, [1, 3, 9]), [vec![1], vec![3]]);
    }
}
