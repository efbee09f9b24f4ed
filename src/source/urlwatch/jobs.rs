//! The list of jobs: which locations are watched, and what they are called.

use std::collections::HashMap;

/// Bytes of a location or name.
const LONGEST: usize = 4096;

/// Jobs of a list.
const MOST: usize = 100_000;

/// A watched location.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Job {
    /// The URL, or the command that was run.
    pub(super) location: String,
    /// What its user calls it; empty where he does not.
    pub(super) name: String,
}

/// Jobs by the SHA-1 of their location.
#[derive(Debug, Default)]
pub(super) struct Jobs(HashMap<String, Job>);

/// Whether a file is a list of jobs, by the names that the tools give it.
pub(super) fn is_list(name: &str) -> bool {
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    stem.is_some_and(|stem| stem.starts_with("urls") || stem.starts_with("jobs"))
}

impl Jobs {
    /// Takes the jobs of a list: YAML, of which only plain `key: value` lines at the top of each document matter here.
    pub(super) fn learn(&mut self, text: &str) {
        let mut job = Job::default();
        for line in text.lines().chain(["---"]) {
            if line.trim_end() == "---" {
                let job = std::mem::take(&mut job);
                if !job.location.is_empty() && self.0.len() < MOST {
                    self.0.insert(sha1(&job.location), job);
                }
                continue;
            }
            let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '\t', '#'])) else {
                continue;
            };
            let value = plain(value);
            if value.is_empty() || value.len() > LONGEST {
                continue;
            }
            match key.trim_end() {
                // A page that is opened in a browser is known by where that goes.
                "url" | "navigate" | "command" => job.location = value,
                "name" => job.name = value,
                _ => {}
            }
        }
    }

    /// The job of a SHA-1.
    pub(super) fn get(&self, sha1: &str) -> Option<&Job> {
        self.0.get(sha1)
    }
}

/// A value without quotation marks and the comment behind it.
fn plain(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return inner.split(quote).next().unwrap_or_default().to_owned();
        }
    }
    value.split(" #").next().unwrap_or_default().trim_end().to_owned()
}

/// The SHA-1 of a text in hexadecimal digits: no secret, only how the tools name a job.
fn sha1(text: &str) -> String {
    let mut hash = gix::hash::hasher(gix::hash::Kind::Sha1);
    hash.update(text.as_bytes());
    hash.try_finalize().map_or_else(|_| String::new(), |id| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Jobs, is_list};

    #[test]
    fn lists_tell_locations_and_names() {
        let mut jobs = Jobs::default();
        jobs.learn("name: \"Pier: news\"\nurl: https://e.example/pier#top # noted\nfilter:\n  - url: no\n---\ncommand: 'date'\n---\n#url: none\n");
        let job = jobs.get("5a8ff1b21cd8cef44d4d0b4a4b0f5b5cb3b5a5a2");
        assert!(job.is_none());
        let found: Vec<_> = jobs.0.values().map(|j| (j.location.as_str(), j.name.as_str())).collect();
        assert!(found.contains(&("https://e.example/pier#top", "Pier: news")) && found.contains(&("date", "")));
        assert_eq!(super::sha1("date"), "e927d0677c77241b707442314346326278051dd6");
        assert!(is_list("urls.yaml") && is_list("jobs-2.yml") && !is_list("cache.db") && !is_list("myurls.yaml"));
    }
}
