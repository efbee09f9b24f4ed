//! Braces and square brackets: templates, links, addresses.

use super::{
    super::{
        links::{self, Shown},
        templates::{self, Stand},
    },
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

    /// A template: folded away, or what stands for it.
    fn template(&mut self, open: &Open, from: usize, to: usize) {
        let pipes = open.pipes.get(..open.piped).unwrap_or_default();
        let (inside, end) = (from + 2, to - 2);
        let name = self.text.get(inside..pipes.first().copied().unwrap_or(end)).unwrap_or_default();
        let arguments = || pipes.iter().zip(pipes.iter().skip(1).chain([&end])).map(|(pipe, end)| (pipe + 1, *end));
        // Where an argument's value stands, and its name where it has one.
        let value = |(from, to): (usize, usize)| {
            let text = self.text.get(from..to).unwrap_or_default();
            let name = text.split_once('=').filter(|(name, _)| name.trim().chars().all(char::is_alphanumeric));
            match name {
                Some((name, _)) => ((from + name.len() + 1, to), name.trim()),
                None => ((from, to), ""),
            }
        };
        let positional = || arguments().map(value).filter(|(_, name)| name.is_empty() || name.parse::<u8>().is_ok());
        let kept: Vec<(usize, usize)> = match templates::stand(name) {
            None => Vec::new(),
            Some(Stand::For(text)) => return self.cut(from, to, Kind::With(text)),
            Some(Stand::Argument(place)) => positional().nth(place - 1).into_iter().map(|v| v.0).collect(),
            Some(Stand::Label) => {
                positional().nth(1).or_else(|| positional().next()).into_iter().map(|v| v.0).collect()
            }
            Some(Stand::Last) => positional().last().into_iter().map(|v| v.0).collect(),
            Some(Stand::Measure) => positional().take(2).map(|v| v.0).collect(),
            Some(Stand::Named(wanted)) => {
                let named = arguments().map(value).find(|(_, name)| name.eq_ignore_ascii_case(wanted));
                named.or_else(|| positional().next()).into_iter().map(|v| v.0).collect()
            }
        };
        let Some(last) = kept.last().map(|value| value.1) else {
            let kind = self.fold(from);
            return self.cut(from, to, kind);
        };
        let mut before = from;
        for (index, (start, end)) in kept.iter().enumerate() {
            self.cut(before, *start, if index == 0 { Kind::Mark } else { Kind::With(" ") });
            before = *end;
        }
        self.cut(last, to, Kind::Mark);
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
