//! The list of jobs: which locations are watched, and what they are called.

use std::{collections::HashMap, fs, io::Read as _, iter, iter::Peekable, path::Path, str::Lines};

use serde_json::Value;

use super::super::{identity, join, limits};
use crate::model::ArticleId;

/// Bytes of a location or name.
const LONGEST: usize = 4096;

/// Jobs of all lists.
const MOST: usize = 100_000;

/// A watched location.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Job {
    /// The URL, or the command that was run.
    pub(super) location: String,
    /// What its user calls it; empty where he does not.
    pub(super) name: String,
    /// What is said where other jobs watch its page too.
    pub(super) note: Option<&'static str>,
}

/// Jobs, and their places by the SHA-1 of what the tools know them by.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    jobs: Vec<Job>,
    places: HashMap<String, usize>,
}

/// Whether a file is a list of jobs, by the names that the tools give it.
pub(super) fn is_list(name: &str) -> bool {
    is_yaml(name) && (name.starts_with("urls") || name.starts_with("jobs"))
}

/// Whether a file is YAML by its name; of what the tools claim only their lists are.
pub(super) fn is_yaml(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// Whether a YAML file tells of jobs.
pub(super) fn is_list_within(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(limits::PROBE as u64).read_to_end(&mut bytes));
    let mut jobs = Jobs::default();
    jobs.learn(&String::from_utf8_lossy(&bytes));
    read.is_ok() && !jobs.jobs.is_empty()
}

/// What a list says of a job.
#[derive(Default)]
struct Draft {
    /// The URL, where a browser goes, or the command.
    watched: String,
    /// The URL to be shown instead.
    visible: String,
    name: String,
}

impl Jobs {
    /// Takes the jobs of a list: YAML, a document or an item of a list a job, of which a few plain keys matter here.
    pub(super) fn learn(&mut self, text: &str) {
        let mut draft = Draft::default();
        let mut listed = None;
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if line.trim_end() == "---" {
                self.take(std::mem::take(&mut draft));
                listed = None;
                continue;
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(Value::Object(members)) =
                Some(line).filter(|l| l.starts_with('{')).and_then(|l| serde_json::from_str(l).ok())
            {
                members.iter().for_each(|(key, value)| draft.learn(key, value.as_str().unwrap_or_default()));
                continue;
            }
            let is_listed = *listed.get_or_insert(line.starts_with("- "));
            let line = match line.strip_prefix("- ").filter(|_| is_listed) {
                Some(first) => {
                    self.take(std::mem::take(&mut draft));
                    first
                }
                None if is_listed => line.strip_prefix("  ").unwrap_or_default(),
                None => line,
            };
            if let Some((key, value)) = line.split_once(':').filter(|(key, _)| Draft::has(key)) {
                let inner = if is_listed { "   " } else { " " };
                draft.learn(key, &scalar(value, inner, &mut lines));
            }
        }
        self.take(draft);
    }

    fn take(&mut self, draft: Draft) {
        let Draft { watched, visible, name } = draft;
        // The tools know a job by what they show of it; what they did before they knew of that may still be there.
        let known = if visible.is_empty() { &watched } else { &visible };
        if known.is_empty() || self.jobs.len() >= MOST {
            return;
        }
        let location = if visible.contains("://") || watched.is_empty() { &visible } else { &watched };
        let job = Job { location: location.trim_end().to_owned(), name, note: None };
        let place = *self.places.entry(sha1(known)).or_insert(self.jobs.len());
        match self.jobs.get_mut(place) {
            Some(held) => *held = job,
            None => self.jobs.push(job),
        }
        // A text of several lines ends with the end of one, or without.
        for other in [known.trim_end(), &format!("{}\n", known.trim_end()), &watched] {
            self.places.entry(sha1(other)).or_insert(place);
        }
    }

    /// Notes which jobs watch a page that others watch too, in the order of the lists.
    pub(super) fn note_others(&mut self) {
        let mut pages: HashMap<ArticleId, Vec<&mut Job>> = HashMap::new();
        for job in &mut self.jobs {
            if let Some(page) = identity::id_of_url(&job.location) {
                pages.entry(page).or_default().push(job);
            }
        }
        for jobs in pages.into_values().filter(|jobs| jobs.len() > 1) {
            let notes = iter::once(join::FIRST_WATCH).chain(iter::repeat(join::OTHER_WATCH));
            jobs.into_iter().zip(notes).for_each(|(job, note)| job.note = Some(note));
        }
    }

    /// The job of a SHA-1.
    pub(super) fn get(&self, sha1: &str) -> Option<&Job> {
        self.jobs.get(*self.places.get(sha1)?)
    }
}

impl Draft {
    fn has(key: &str) -> bool {
        ["url", "navigate", "command", "user_visible_url", "name"].contains(&key.trim_end())
    }

    fn learn(&mut self, key: &str, value: &str) {
        if value.trim().is_empty() || value.len() > LONGEST {
            return;
        }
        let of = match key.trim_end() {
            // A page that is opened in a browser is known by where that goes.
            "url" | "navigate" | "command" => &mut self.watched,
            "user_visible_url" => &mut self.visible,
            "name" => &mut self.name,
            _ => return,
        };
        value.clone_into(of);
    }
}

/// A value: what stands on the line of its key, and on the lines behind it that stand further in.
fn scalar(first: &str, inner: &str, lines: &mut Peekable<Lines<'_>>) -> String {
    let first = first.trim();
    let is_block = first.starts_with(['>', '|']) && first.len() <= 3;
    let between = if first.starts_with('|') { "\n" } else { " " };
    let mut value = if is_block { String::new() } else { first.to_owned() };
    while let Some(line) = lines.next_if(|line| line.starts_with(inner) && !line.trim().is_empty()) {
        if !value.is_empty() {
            value.push_str(between);
        }
        value.push_str(line.trim());
    }
    if !is_block {
        return plain(&value);
    }
    if !first.ends_with('-') {
        value.push('\n');
    }
    value
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
    use super::{Jobs, is_list, join, sha1};

    fn learnt(text: &str) -> Jobs {
        let mut jobs = Jobs::default();
        jobs.learn(text);
        jobs
    }

    fn told(jobs: &Jobs, location: &str) -> Option<(String, String)> {
        jobs.get(&sha1(location)).map(|job| (job.location.clone(), job.name.clone()))
    }

    #[test]
    fn lists_tell_locations_and_names() {
        let jobs = learnt(
            "name: \"Pier: news\"\nurl: https://e.example/pier#top # noted\nfilter:\n  - url: no\n- command: no\n---\n\
             command: 'date'\n---\n#url: none\n",
        );
        let found: Vec<_> = jobs.jobs.iter().map(|j| (j.location.as_str(), j.name.as_str())).collect();
        assert_eq!(found, [("https://e.example/pier#top", "Pier: news"), ("date", "")]);
        assert_eq!(sha1("date"), "e927d0677c77241b707442314346326278051dd6");
        assert!(is_list("urls.yaml") && is_list("jobs-2.yml") && !is_list("cache.db") && !is_list("myurls.yaml"));
    }

    #[test]
    fn a_job_is_known_by_what_its_user_is_shown() {
        let jobs = learnt("url: https://api.e.example/3\nuser_visible_url: https://e.example/ferry\nname: Ferry\n");
        let ferry = Some(("https://e.example/ferry".to_owned(), "Ferry".to_owned()));
        assert_eq!(told(&jobs, "https://e.example/ferry"), ferry);
        assert_eq!(told(&jobs, "https://api.e.example/3"), ferry);
        let jobs = learnt("navigate: https://e.example/ferry\nuser_visible_url: The ferry\n");
        assert_eq!(told(&jobs, "The ferry").map(|job| job.0).as_deref(), Some("https://e.example/ferry"));
    }

    #[test]
    fn values_go_on_over_several_lines_and_jobs_stand_in_lists() {
        let jobs = learnt(
            "command: curl -s https://e.example/a | sed -e s/a/b/\n  | sort\nname: Shell\n---\nname: Folded\nurl: >-\n  \
             https://e.example/b\n---\ncommand: |\n  date\n  ls\n---\n{\"url\": \"https://e.example/c\", \"name\": \"Flow\"}\n",
        );
        assert_eq!(
            told(&jobs, "curl -s https://e.example/a | sed -e s/a/b/ | sort").map(|job| job.1).as_deref(),
            Some("Shell")
        );
        assert_eq!(told(&jobs, "https://e.example/b").map(|job| job.1).as_deref(), Some("Folded"));
        assert!(told(&jobs, "date\nls\n").is_some() && told(&jobs, "date\nls").is_some());
        assert_eq!(told(&jobs, "https://e.example/c").map(|job| job.1).as_deref(), Some("Flow"));
        let jobs =
            learnt("- url: https://e.example/a\n  name: A\n  filter:\n    - url: no\n- url: https://e.example/b\n");
        assert_eq!(jobs.jobs.len(), 2);
        assert_eq!(told(&jobs, "https://e.example/a").map(|job| job.1).as_deref(), Some("A"));
    }

    #[test]
    fn jobs_of_one_page_are_noted() {
        let mut jobs =
            learnt("url: https://e.example/a#1\n---\nurl: https://e.example/b\n---\nurl: https://e.example/a#2\n");
        // A copy of a list tells of no other jobs.
        jobs.learn("url: https://e.example/b\nname: B\n");
        jobs.note_others();
        let notes: Vec<_> = jobs.jobs.iter().map(|job| job.note).collect();
        assert_eq!(notes, [Some(join::FIRST_WATCH), None, Some(join::OTHER_WATCH)]);
    }
}
