//! From a line of text to a query, or to a mistake with its place.

use regex::RegexBuilder;

use super::{
    Leaf, Query,
    condition::no_kind,
    pattern::Pattern,
    scan::{Scanner, UNCLOSED, Value},
    tree::{About, Node, Scope, Trace},
    value::{missing, moment, range},
    window::Window,
};
use crate::model::ChangeKind;

/// Things that a query may look for.
const LEAVES: usize = 64;

/// Characters of a query.
const LENGTH: usize = 4096;

/// Parentheses within parentheses.
const DEPTH: usize = 16;

/// Bytes that a compiled regular expression may take.
const EXPRESSION: usize = 1 << 20;

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Mistake {
    /// Where: characters from 0, half-open.
    pub span: (usize, usize),
    /// Why, and what would be right, as a sentence.
    pub reason: String,
    /// What is written so far may be right when it goes on.
    pub is_open: bool,
}

/// Names before a colon.
const FIELDS: [&str; 10] =
    ["title", "source", "url", "removed", "added", "gone", "after", "before", "revisions", "changed"];

pub(super) fn parse(text: &str) -> Result<Query, Mistake> {
    let mut parser =
        Parser { scan: Scanner::of(text), leaves: Vec::new(), traced: Vec::new(), excluded: false, open: Vec::new() };
    if parser.scan.text.len() > LENGTH {
        let reason = format!("A query has at most {LENGTH} characters.");
        return mistake((LENGTH, parser.scan.text.len()), &reason);
    }
    let nodes = parser.query()?;
    let whole = (0, parser.scan.text.len());
    if nodes.is_empty() {
        return open_mistake(whole, "There is nothing to find: write a word.");
    }
    if !nodes.iter().any(|node| finds(node, true)) {
        return open_mistake(whole, "This only leaves out; write what is to be found too.");
    }
    let scopes = parser.leaves.iter().map(|leaf| leaf.scope).collect();
    // Who asks what came or went, and when, asks for the time of that.
    let (nodes, window) = if parser.traced.is_empty() { (nodes, None) } else { Window::taken_from(nodes) };
    Ok(Query { tree: Node::All(nodes), leaves: parser.leaves, scopes, traced: parser.traced, window })
}

/// Whether a part of a query says what is to be found, and not only what is to be left out.
fn finds(node: &Node, wanted: bool) -> bool {
    match node {
        Node::Not(node) => finds(node, !wanted),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(|node| finds(node, wanted)),
        Node::Leaf(_) | Node::Trace(..) | Node::About(_) | Node::After(_) | Node::Before(_) => wanted,
    }
}

struct Parser {
    scan: Scanner,
    leaves: Vec<Leaf>,
    traced: Vec<(usize, Trace)>,
    /// Behind a `-`.
    excluded: bool,
    /// Where the parentheses stand that are open.
    open: Vec<usize>,
}

impl Parser {
    fn query(&mut self) -> Result<Vec<Node>, Mistake> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut or: Option<(usize, usize)> = None;
        let mut and: Option<(usize, usize)> = None;
        loop {
            self.scan.blanks();
            let start = self.scan.at;
            match self.scan.peek() {
                None => break,
                Some(')') if !self.open.is_empty() => break,
                Some(')') => {
                    let reason =
                        "No `(` stands before this `)`; what is to be found with it stands in quotation marks.";
                    return mistake((start, start + 1), reason);
                }
                Some(_) => {}
            }
            if self.lone("OR") {
                let span = (start, self.scan.at);
                if nodes.is_empty() || or.is_some() || and.is_some() {
                    return mistake(span, "OR stands between two things, one of which is to be found.");
                }
                or = Some(span);
                continue;
            }
            // What all search languages that have an OR have, too: all is looked for without it.
            if self.lone("AND") {
                let span = (start, self.scan.at);
                if nodes.is_empty() || or.is_some() || and.is_some() {
                    return mistake(
                        span,
                        "AND stands between two things that are to be found; the word itself is =AND.",
                    );
                }
                and = Some(span);
                continue;
            }
            let node = self.item()?;
            and = None;
            match (or.take(), nodes.last_mut()) {
                (Some(_), Some(Node::Any(either))) => either.push(node),
                (Some(_), Some(last)) => {
                    let before = std::mem::replace(last, Node::Any(Vec::new()));
                    *last = Node::Any(vec![before, node]);
                }
                _ => nodes.push(node),
            }
        }
        match (or, and) {
            (Some(span), _) => open_mistake(span, "Something is missing after OR."),
            (_, Some(span)) => open_mistake(span, "Something is missing after AND; the word itself is =AND."),
            (None, None) => Ok(nodes),
        }
    }

    /// Goes past a word in capitals, if it stands here alone.
    fn lone(&mut self, operator: &str) -> bool {
        let end = self.scan.at + operator.len();
        let word = self.scan.text.get(self.scan.at..end).is_some_and(|word| word.iter().copied().eq(operator.chars()));
        let alone = self.scan.text.get(end).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'));
        self.scan.at = if word && alone { end } else { self.scan.at };
        word && alone
    }

    fn item(&mut self) -> Result<Node, Mistake> {
        let start = self.scan.at;
        let is_spelt = self.lone("NOT");
        if is_spelt || self.scan.peek() == Some('-') {
            if is_spelt {
                self.scan.blanks();
            } else {
                self.scan.at += 1;
            }
            if self.scan.peek().is_none_or(|c| c.is_whitespace() || c == ')') {
                let reason = match is_spelt {
                    true => "What is to be left out follows NOT; the word itself is =NOT.",
                    false => "What is to be left out follows `-` without a blank.",
                };
                return self.perhaps_open((start, self.scan.at), reason, true);
            }
            self.excluded = !self.excluded;
            let node = self.unit();
            self.excluded = !self.excluded;
            return node.map(|node| Node::Not(Box::new(node)));
        }
        self.unit()
    }

    /// What stands between parentheses.
    fn group(&mut self) -> Result<Node, Mistake> {
        let start = self.scan.at;
        if self.open.len() == DEPTH {
            return mistake((start, start + 1), &format!("Parentheses stand in each other at most {DEPTH} deep."));
        }
        self.scan.at += 1;
        self.open.push(start);
        let nodes = self.query()?;
        self.open.pop();
        if self.scan.peek().is_none() {
            return open_mistake((start, self.scan.at), UNCLOSED);
        }
        self.scan.at += 1;
        if nodes.is_empty() {
            return mistake((start, self.scan.at), "There is nothing between the parentheses.");
        }
        Ok(Node::All(nodes))
    }

    fn unit(&mut self) -> Result<Node, Mistake> {
        let start = self.scan.at;
        if self.scan.peek() == Some('(') {
            return self.group();
        }
        match self.field()? {
            None => {
                let value = self.scan.value(start, !self.open.is_empty())?;
                self.leaf(value, Scope::Anywhere, start).map(Node::Leaf)
            }
            Some(field) => {
                if self.scan.peek().is_none_or(char::is_whitespace) {
                    return self.perhaps_open((start, self.scan.at), &missing(field), true);
                }
                if self.scan.peek() == Some('(') {
                    let reason = format!("Parentheses stand around fields, not in them: ({field}:a OR {field}:b).");
                    return mistake((start, self.scan.at + 1), &reason);
                }
                let value_at = self.scan.at;
                let next = self.scan.text.get(value_at + 1);
                if field != "url"
                    && self.scan.peek() == Some('-')
                    && next.is_some_and(|c| c.is_alphanumeric() || *c == '"')
                {
                    let reason = format!("The `-` stands before the field, not in it: -{field}:word.");
                    return mistake((start, value_at + 1), &reason);
                }
                if self.field().is_ok_and(|field| field.is_some()) {
                    let reason = "A field does not stand in a field; what is to be found with a colon stands in quotation marks.";
                    return mistake((value_at, self.scan.at), reason);
                }
                self.of_field(field, start)
            }
        }
    }

    fn of_field(&mut self, field: &str, start: usize) -> Result<Node, Mistake> {
        let value_at = self.scan.at;
        // A part of a URL may begin with a slash.
        let value = if field == "url" && self.scan.peek() == Some('/') {
            self.scan.word()?
        } else {
            self.scan.value(value_at, !self.open.is_empty())?
        };
        let written = match &value {
            Value::Word(text) | Value::Words(text, _) | Value::Expression(text) => text.clone(),
        };
        let span = (value_at, self.scan.at);
        let is_plain = matches!(value, Value::Word(_) | Value::Words(_, false));
        if !is_plain && matches!(field, "after" | "before" | "revisions" | "changed") {
            return mistake(span, &format!("`{field}:` takes neither a `*` nor an expression."));
        }
        let about = match field {
            "title" => return self.leaf(value, Scope::Title, start).map(Node::Leaf),
            "removed" | "added" | "gone" => {
                // What came or went is told by the letter: who wrote `lies` for `lied` took `lied` away.
                let leaf = self.leaf(value.exact(), Scope::Anywhere, start)?;
                let trace = match field {
                    "removed" => Trace::Removed,
                    "added" => Trace::Added,
                    _ => Trace::Gone,
                };
                if !self.excluded {
                    self.traced.push((leaf, trace));
                }
                return Ok(Node::Trace(trace, leaf));
            }
            "after" | "before" => {
                let Some(time) = moment(&written) else {
                    let reason = "A time is written 2020, 2020-07, 2020-07-07 or 2020-07-07T10:00:00Z.";
                    let begins = |c: char| c.is_ascii_digit() || "-:TZ.+".contains(c);
                    return self.perhaps_open(span, reason, written.chars().all(begins));
                };
                return Ok(if field == "after" { Node::After(time) } else { Node::Before(time) });
            }
            "source" => About::Source(pattern(value.exact(), span)?),
            "url" => About::Url(written.to_lowercase()),
            "revisions" => match range(&written) {
                Some((least, most)) => About::Revisions(least, most),
                None => {
                    let reason = "A number of revisions is written 5, >5, >=5, <5 or <=5.";
                    return self.perhaps_open(span, reason, matches!(&*written, ">" | "<" | "=" | ">=" | "<="));
                }
            },
            _ => match ChangeKind::meant(&written) {
                Some(kind) => About::Changed(kind),
                None => {
                    let said = written.to_lowercase();
                    let begins = |kind: ChangeKind| kind.telling().any(|word| word.starts_with(&said));
                    let is_begun = ChangeKind::ALL.into_iter().any(begins);
                    return self.perhaps_open(span, &no_kind(&written), is_begun);
                }
            },
        };
        Ok(Node::About(about))
    }

    /// A mistake that is none when what stands here at the end of the line goes on, where that can be.
    fn perhaps_open<T>(&self, span: (usize, usize), reason: &str, is_begun: bool) -> Result<T, Mistake> {
        let is_open = is_begun && self.scan.at >= self.scan.text.len();
        if is_open { open_mistake(span, reason) } else { mistake(span, reason) }
    }

    /// Goes past a field's name and colon, if there is one.
    fn field(&mut self) -> Result<Option<&'static str>, Mistake> {
        let rest = self.scan.text.get(self.scan.at..).unwrap_or_default();
        let length = rest.iter().take_while(|c| c.is_ascii_alphabetic()).count();
        let is_address = rest.get(length + 1) == Some(&'/') && rest.get(length + 2) == Some(&'/');
        if length == 0 || rest.get(length) != Some(&':') || is_address {
            return Ok(None);
        }
        let name: String = rest.iter().take(length).collect();
        let span = (self.scan.at, self.scan.at + length);
        let Some(field) = FIELDS.into_iter().find(|field| field.eq_ignore_ascii_case(&name)) else {
            // A name with capitals is a name of something else.
            if name.contains(|c: char| c.is_ascii_uppercase()) {
                return Ok(None);
            }
            let reason = format!(
                "There is no field `{name}`, only {}; write \"{name}:…\" in quotation marks to find the words.",
                FIELDS.join(", ")
            );
            return mistake(span, &reason);
        };
        self.scan.at += length + 1;
        Ok(Some(field))
    }

    fn leaf(&mut self, value: Value, scope: Scope, start: usize) -> Result<usize, Mistake> {
        let span = (start, self.scan.at);
        let pattern = pattern(value, span)?;
        if self.leaves.len() == LEAVES {
            return mistake(span, &format!("A query looks for at most {LEAVES} things."));
        }
        self.leaves.push(Leaf { pattern, scope, wanted: !self.excluded });
        Ok(self.leaves.len() - 1)
    }
}

fn pattern(value: Value, span: (usize, usize)) -> Result<Pattern, Mistake> {
    let found = |pattern: Option<Pattern>| match pattern {
        Some(pattern) => Ok(pattern),
        None => mistake(span, "There is no letter or digit in this to be found."),
    };
    match value {
        Value::Word(text) => found(Pattern::forms(&text)),
        Value::Words(text, prefix) => found(Pattern::words(&text, prefix)),
        Value::Expression(text) if text.is_empty() => mistake(span, "The expression is empty."),
        Value::Expression(text) => {
            let built = RegexBuilder::new(&text).size_limit(EXPRESSION).dfa_size_limit(EXPRESSION).build();
            match built {
                Ok(expression) => Ok(Pattern::Expression(expression)),
                Err(regex::Error::CompiledTooBig(_)) => mistake(span, "The expression is too large."),
                Err(error) => {
                    let said = error.to_string();
                    let last = said.lines().last().unwrap_or_default();
                    let why = last.trim().trim_start_matches("error: ");
                    mistake(span, &format!("The expression cannot be read: {why}."))
                }
            }
        }
    }
}

/// A mistake with its place.
pub(super) fn mistake<T>(span: (usize, usize), reason: &str) -> Result<T, Mistake> {
    Err(Mistake { span, reason: reason.to_owned(), is_open: false })
}

/// The same, of what may be right when it goes on.
pub(super) fn open_mistake<T>(span: (usize, usize), reason: &str) -> Result<T, Mistake> {
    Err(Mistake { span, reason: reason.to_owned(), is_open: true })
}
