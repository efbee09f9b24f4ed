//! Braces and square brackets: where they end, links, addresses.

use super::{
    super::links::{self, Shown},
    Bracket, Kind, Open, Scan,
};

impl Scan<'_> {
    pub(super) fn close_braces(&mut self) {
        let mut run = self.run(self.at);
        while run >= 2 && self.braces > 0 {
            while self.top().is_some_and(|top| top != Bracket::Braces) {
                self.pop();
            }
            let Some(open) = self.open.last_mut() else { break };
            let pair = if open.braces >= 3 && run >= 3 { 3 } else { 2 };
            open.braces -= pair;
            let (left, from) = (open.braces, open.at + open.braces);
            let template = *open;
            open.piped = 0;
            if left < 2 {
                self.pop();
            }
            let to = self.at + pair;
            match pair {
                2 => self.template(&template, from, to),
                _ => self.cut(from, to, Kind::Gap),
            }
            self.at = to;
            run -= pair;
        }
        self.at += run;
    }

    pub(super) fn open_link(&mut self) {
        let run = self.run(self.at);
        if run >= 2 {
            // Of `[[[` the last two are the link's.
            self.push(Bracket::Link, self.at + run - 2, 0);
        } else if is_address(self.bytes.get(self.at + 1..).unwrap_or_default()) {
            self.push(Bracket::Address, self.at, 0);
        }
        self.at += run;
    }

    pub(super) fn close_link(&mut self) {
        let at = self.at;
        match self.top() {
            Some(Bracket::Address) => {
                if let Some(open) = self.pop() {
                    self.address(open.at, at + 1);
                }
                self.at += 1;
            }
            Some(Bracket::Link) if self.byte(at + 1) == b']' => {
                if let Some(open) = self.pop() {
                    self.link(&open, at);
                }
                self.at += 2;
            }
            _ => self.at += 1,
        }
    }

    fn link(&mut self, open: &Open, end: usize) {
        let pipe = (open.piped > 0).then_some(open.pipes[0]);
        let inside = open.at + 2;
        let target = self.text.get(inside..pipe.unwrap_or(end)).unwrap_or_default();
        let label = pipe.and_then(|pipe| self.text.get(pipe + 1..end));
        match links::shown(target, label, self.dialect) {
            Shown::Nothing => {
                let kind = self.fold(open.at);
                self.cut(open.at, end + 2, kind);
            }
            Shown::Label => {
                self.cut(open.at, pipe.unwrap_or(end) + 1, Kind::Mark);
                self.cut(end, end + 2, Kind::Mark);
            }
            Shown::Target(part) => {
                let from = inside + target.find(part).unwrap_or(0);
                self.cut(open.at, from, Kind::Mark);
                self.cut(from + part.len(), end + 2, Kind::Mark);
            }
        }
    }

    /// `[https://example.org label]` is its label; without one it is a number, which says nothing.
    fn address(&mut self, from: usize, to: usize) {
        let text = self.text.get(from + 1..to - 1).unwrap_or_default();
        match text.find([' ', '\t']).filter(|at| !text.get(*at..).unwrap_or_default().trim().is_empty()) {
            Some(label) => {
                self.cut(from, from + 1 + label + 1, Kind::Mark);
                self.cut(to - 1, to, Kind::Mark);
            }
            None => self.cut(from, to, Kind::Gap),
        }
    }
}

/// Whether what follows a bracket is an address.
fn is_address(bytes: &[u8]) -> bool {
    const SCHEMES: [&[u8]; 8] =
        [b"http://", b"https://", b"//", b"ftp://", b"mailto:", b"news:", b"irc://", b"gopher://"];
    SCHEMES.iter().any(|scheme| bytes.get(..scheme.len()).is_some_and(|b| b.eq_ignore_ascii_case(scheme)))
}
