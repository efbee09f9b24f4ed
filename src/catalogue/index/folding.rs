//! The units of a reduced text, as queries know them, handed to the index.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::query::Terms;

/// Breaks reduced texts into units.
#[derive(Debug, Clone, Default)]
pub(super) struct Folding {
    token: Token,
}

/// The units of a text.
pub(super) struct Units<'a> {
    terms: Terms<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Folding {
    type TokenStream<'a> = Units<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Units<'a> {
        Units { terms: Terms::of(text), token: &mut self.token }
    }
}

impl TokenStream for Units<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(term.text);
        self.token.position = term.position;
        self.token.position_length = 1;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
