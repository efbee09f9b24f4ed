//! Commits: who, when, why, and what came before.

use std::sync::Arc;

use gix::{ObjectId, hash, objs::CommitRef};
use jiff::{Timestamp, tz::Offset};

use crate::{model::Seen, source::decode};

/// What is kept of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::source) struct Commit {
    pub(in crate::source) id: ObjectId,
    pub(in crate::source) tree: ObjectId,
    /// The first parent; `None` for a root.
    pub(in crate::source) parent: Option<ObjectId>,
    /// A merge as one step: the commits that it brought are not told.
    pub(super) is_one_step: bool,
    pub(in crate::source) author: Arc<str>,
    pub(in crate::source) authored: Option<Moment>,
    pub(in crate::source) committer: Arc<str>,
    pub(in crate::source) committed: Option<Moment>,
    /// The first paragraph of the message, on one line.
    pub(in crate::source) subject: String,
    /// What the message says beyond that, in lines as they were written, without those that only name people.
    pub(super) body: String,
}

/// A time as git writes it: seconds since 1970, and the offset of whoever's clock it was, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) struct Moment {
    pub(in crate::source) seconds: i64,
    pub(in crate::source) offset: i32,
}

/// Characters of a subject that are kept.
const SUBJECT: usize = 400;

/// Characters of the rest of a message that are kept.
const BODY: usize = 4000;

/// Parents of a merge that are looked at beside the first.
pub(super) const PARENTS: usize = 64;

impl Commit {
    /// Reads a commit's bytes.
    pub(in crate::source) fn of(id: ObjectId, bytes: &[u8]) -> Option<Commit> {
        let commit = CommitRef::from_bytes(bytes, hash::Kind::Sha1).ok()?;
        let encoding = commit.encoding.and_then(|e| std::str::from_utf8(e).ok());
        let text = |bytes: &[u8]| decode::decode(bytes, encoding).text.into_owned();
        let signature = |signature: gix::Result<gix::actor::SignatureRef<'_>>| {
            signature.map_or((Arc::from(""), None), |s| (Arc::from(text(s.name).trim()), Moment::of(s.time)))
        };
        let (author, authored) = signature(commit.author());
        let (committer, committed) = signature(commit.committer());
        let (subject, body) = said(text(commit.message).trim());
        Some(Commit {
            id,
            tree: commit.tree(),
            parent: commit.parents().next(),
            is_one_step: false,
            author,
            authored,
            committer,
            committed,
            subject,
            body,
        })
    }

    /// What its author said of it: the subject on the first line, the rest of the message behind a blank one.
    pub(super) fn comment(&self) -> Option<String> {
        let parts = [self.subject.as_str(), &self.body];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!said.is_empty()).then(|| said.join("\n\n"))
    }

    /// The first digits of its id, as `git log --abbrev-commit` shows them.
    pub(in crate::source) fn short(&self) -> String {
        self.id.to_hex_with_len(10).to_string()
    }

    /// What a revision is called by it.
    pub(in crate::source) fn label(&self) -> String {
        format!("commit {}", self.short())
    }

    /// How a note names it: with the time at which its author made it, in their zone.
    pub(in crate::source) fn dated(&self) -> String {
        let at = self.authored.or(self.committed).and_then(Moment::written);
        at.map_or_else(|| self.short(), |at| format!("{} ({at})", self.short()))
    }

    /// What the committer adds to what the author says: a note where it was somebody else, or later.
    pub(super) fn committer_note(&self) -> Option<String> {
        let (authored, committed) = (self.authored?, self.committed?);
        let other = self.committer != self.author;
        let later = authored.seconds.abs_diff(committed.seconds) > 60;
        let at = committed.written()?;
        match (other, later) {
            (false, false) => None,
            (true, _) => Some(format!("committed by {} at {at}", self.committer)),
            (false, true) => Some(format!("committed at {at}")),
        }
    }
}

/// The subject and the body of a message.
fn said(message: &str) -> (String, String) {
    let lines: Vec<&str> = message.lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    let (subject, rest) = lines.split_at(first);
    let subject = subject.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let cut: String = subject.chars().take(SUBJECT).collect();
    // Where a first paragraph is too long for a line, all of it stands below as well.
    let rest = if cut.len() < subject.len() { &lines } else { rest };
    let body = without_people(rest).join("\n");
    (cut, body.trim_matches('\n').chars().take(BODY).collect())
}

/// Lines without those at their end that only name people and the commit, as `Signed-off-by: …` does, where nothing else
/// stands in that paragraph.
fn without_people<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let names = |line: &str| {
        let label = line.split_once(": ").map(|(label, _)| label.to_ascii_lowercase());
        label.is_some_and(|l| l.ends_with("-by") || ["cc", "change-id", "git-svn-id"].contains(&l.as_str()))
    };
    let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
    let lines = lines.get(..end).unwrap_or_default();
    let from = lines.iter().rposition(|line| line.is_empty()).map_or(0, |blank| blank + 1);
    let (before, last) = lines.split_at(from);
    match !last.is_empty() && last.iter().all(|line| names(line)) {
        true => before.to_vec(),
        false => lines.to_vec(),
    }
}

impl Moment {
    /// Reads `1594116000 +0200`.
    fn of(written: &str) -> Option<Moment> {
        let mut parts = written.split_whitespace();
        let seconds = parts.next()?.parse().ok()?;
        let zone = parts.next().unwrap_or("+0000");
        let (sign, digits) = zone.split_at_checked(1)?;
        let digits: i32 = digits.parse().ok().filter(|d| (0..=9999).contains(d)).unwrap_or(0);
        let offset = (digits / 100 * 60 + digits % 100) * 60;
        Some(Moment { seconds, offset: if sign == "-" { -offset } else { offset } })
    }

    /// The time as seen: its zone is stated.
    pub(in crate::source) fn seen(self) -> Option<Seen> {
        let at = Timestamp::from_second(self.seconds).ok()?;
        let as_given = self.written();
        Some(Seen { as_given, ..Seen::stated(at) })
    }

    /// `2020-07-07 12:00:00 +0200`.
    pub(super) fn written(self) -> Option<String> {
        let at = Timestamp::from_second(self.seconds).ok()?;
        let offset = Offset::from_seconds(self.offset).unwrap_or(Offset::UTC);
        Some(at.to_zoned_datetime(offset.to_time_zone()).strftime("%Y-%m-%d %H:%M:%S %z").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_read_with_its_encoding_and_offsets() {
        let id = ObjectId::from_hex(b"4b825dc642cb6eb9a060e54bf8d69288fbee4904").expect("an id");
        let mut bytes =
            b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor Zo\xEB <z@e.example> 1594116000 +0200\n\
            committer Bo <b@e.example> 1594119600 -0530\nencoding ISO-8859-1\n\n"
                .to_vec();
        bytes.extend(b"Caf\xE9 shut\nfor good\n\nBody.\n");
        let commit = Commit::of(id, &bytes).expect("a commit");
        assert_eq!((commit.author.as_ref(), commit.subject.as_str()), ("Zoë", "Café shut for good"));
        assert_eq!(commit.comment().as_deref(), Some("Café shut for good\n\nBody."));
        let seen = commit.authored.and_then(Moment::seen).expect("a time");
        assert_eq!(seen.at.to_string(), "2020-07-07T10:00:00Z");
        assert_eq!(seen.as_given.as_deref(), Some("2020-07-07 12:00:00 +0200"));
        assert_eq!(commit.committer_note().as_deref(), Some("committed by Bo at 2020-07-07 05:30:00 -0530"));
        assert_eq!(Commit::of(id, b"tree nonsense"), None);
    }

    #[test]
    fn a_message_is_a_subject_and_what_stands_below_it() {
        let of = |message: &str| said(message.trim());
        let whole = "Correct the figure\r\n\r\nThe county wrote.\r\nIt was wrong.\r\n\r\n- by ten\r\n";
        let body = "The county wrote.\nIt was wrong.\n\n- by ten";
        assert_eq!(of(whole), ("Correct the figure".into(), body.into()));
        for (message, body) in [
            ("Subject", ""),
            ("Subject\n\n\n\nBody\n\nSigned-off-by: Ada <a@e.example>\nCc: Bo <b@e.example>\n", "Body"),
            ("Subject\n\nReviewed-by: Ada <a@e.example>\n", ""),
            ("Subject\n\nSource: the county\n", "Source: the county"),
            ("Subject\n\nBody\nReviewed-by: Ada\n", "Body\nReviewed-by: Ada"),
            ("Signed-off-by: Ada\n", ""),
        ] {
            assert_eq!(of(message).1, body, "{message}");
        }
        let long = "word ".repeat(200);
        let (subject, body) = of(&long);
        assert_eq!((subject.len(), body.as_str()), (SUBJECT, long.trim()));
        assert_eq!(of(&format!("S\n\n{}", "x".repeat(9000))).1.len(), BODY);
    }
}
