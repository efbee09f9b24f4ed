//! The words of an SQL dump, one after another, from a stream.

use std::io::{self, BufRead};

use memchr::memchr2;

/// Bytes of one string; no tracker's text is as long.
pub(super) const LONGEST: usize = 32 << 20;

/// Bytes of one word.
const WORD: usize = 4096;

/// A word of a dump.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters, digits and what belongs to numbers, without quotation marks.
    Word(Vec<u8>),
    /// A name between backticks or double quotation marks.
    Name(Vec<u8>),
    /// A string between apostrophes, its escapes undone.
    Text(Vec<u8>),
    /// A string that is too long to be kept.
    TooLong,
    /// Any other character.
    Sign(u8),
    /// The end of the stream.
    End,
}

pub(super) struct Lexer<'s> {
    stream: Box<dyn BufRead + Send + 's>,
    /// Whether a backslash escapes what follows it.
    pub(super) backslash: bool,
    /// What `SET NAMES` said.
    pub(super) charset: Vec<u8>,
    /// Parentheses and strings apart, whether the last sign ended a statement.
    ended: bool,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(stream: Box<dyn BufRead + Send + 's>) -> Self {
        Lexer { stream, backslash: true, charset: Vec::new(), ended: true }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.stream.fill_buf() {
                Ok(buffer) => return Ok(buffer.first().copied()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn next(&mut self) -> io::Result<Option<u8>> {
        let byte = self.peek()?;
        if byte.is_some() {
            self.stream.consume(1);
        }
        Ok(byte)
    }

    /// The next word. Blanks and comments are passed over, but not what stands in comments that MySQL executes.
    pub(super) fn token(&mut self) -> io::Result<Token> {
        loop {
            let Some(byte) = self.next()? else { return Ok(Token::End) };
            self.ended = byte == b';';
            match byte {
                b if b.is_ascii_whitespace() => {}
                b'#' => self.line()?,
                b'-' if self.peek()? == Some(b'-') => self.line()?,
                b'/' if self.peek()? == Some(b'*') => self.comment()?,
                // The end of a comment that MySQL executes.
                b'*' if self.peek()? == Some(b'/') => _ = self.next()?,
                b'\'' => {
                    let mut text = Vec::new();
                    return Ok(if self.quoted(b'\'', Some(&mut text), LONGEST)? {
                        Token::Text(text)
                    } else {
                        Token::TooLong
                    });
                }
                b'`' | b'"' => {
                    let mut text = Vec::new();
                    return Ok(if self.quoted(byte, Some(&mut text), WORD)? {
                        Token::Name(text)
                    } else {
                        Token::TooLong
                    });
                }
                b if is_word(b) => return self.word(b).map(Token::Word),
                b => return Ok(Token::Sign(b)),
            }
        }
    }

    /// Passes over everything up to the end of the statement, strings in one piece.
    pub(super) fn skip_statement(&mut self) -> Result<(), super::SourceError> {
        while !self.ended {
            match self.next()? {
                None => return Ok(()),
                Some(b';') => self.ended = true,
                Some(quote @ (b'\'' | b'`' | b'"')) => _ = self.quoted(quote, None, 0)?,
                Some(b'#') => self.line()?,
                Some(b'-') if self.peek()? == Some(b'-') => self.line()?,
                Some(b'/') if self.peek()? == Some(b'*') => self.comment()?,
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn word(&mut self, first: u8) -> io::Result<Vec<u8>> {
        let mut word = vec![first];
        while let Some(byte) = self.peek()?.filter(|b| is_word(*b)) {
            self.stream.consume(1);
            if word.len() < WORD {
                word.push(byte);
            }
        }
        Ok(word)
    }

    /// A string up to its end, into `text`; whether it fits.
    fn quoted(&mut self, quote: u8, mut text: Option<&mut Vec<u8>>, most: usize) -> io::Result<bool> {
        let escape = if self.backslash && quote != b'`' { b'\\' } else { quote };
        let mut fits = true;
        let mut put = |bytes: &[u8]| {
            if let Some(text) = text.as_deref_mut() {
                fits &= text.len() + bytes.len() <= most;
                if fits {
                    text.extend_from_slice(bytes);
                }
            }
        };
        loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let Some(at) = memchr2(quote, escape, buffer) else {
                put(buffer);
                let all = buffer.len();
                self.stream.consume(all);
                continue;
            };
            let (plain, rest) = buffer.split_at(at);
            put(plain);
            let sign = rest.first().copied().unwrap_or_default();
            self.stream.consume(at + 1);
            if sign == quote {
                // A doubled quotation mark is one.
                if self.peek()? != Some(quote) {
                    break;
                }
                self.stream.consume(1);
                put(&[quote]);
            } else if let Some(escaped) = self.next()? {
                put(&[unescaped(escaped)]);
            }
        }
        Ok(fits)
    }

    fn line(&mut self) -> io::Result<()> {
        while self.next()?.is_some_and(|b| b != b'\n') {}
        Ok(())
    }

    /// A comment; of one that MySQL executes (`/*!40101 … */`) only its opening.
    fn comment(&mut self) -> io::Result<()> {
        self.next()?;
        if self.peek()? == Some(b'!') {
            self.next()?;
            while self.peek()?.is_some_and(|b| b.is_ascii_digit()) {
                self.next()?;
            }
            return Ok(());
        }
        let mut star = false;
        while let Some(byte) = self.next()? {
            if star && byte == b'/' {
                break;
            }
            star = byte == b'*';
        }
        Ok(())
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-' | b'$' | b'@' | b':') || byte >= 0x80
}

/// What a character after a backslash means to MySQL.
fn unescaped(byte: u8) -> u8 {
    match byte {
        b'0' => 0,
        b'b' => 8,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'Z' => 26,
        other => other,
    }
}
