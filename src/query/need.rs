//! What an index must hold of an article so that a query can be met by it at all.

use super::{
    Query,
    forms::Forms,
    pattern::Pattern,
    terms,
    tree::{Node, Trace},
};

/// What must be held. Who does not hold it is no hit; who holds it may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Nothing is known: every article may be a hit.
    Unknown,
    /// Each of these.
    All(Vec<Need>),
    /// One of these.
    Any(Vec<Need>),
    /// A unit that is a form of a word.
    Forms(Forms),
    /// Units one after the other in one paragraph or headline of any revision.
    Words {
        /// The units ([`super::Terms`]), in order.
        words: Vec<String>,
        /// The last is only the beginning of one.
        prefix: bool,
        /// A revision holds them and a later one does not.
        went: bool,
    },
}

impl Query {
    /// What an index must hold.
    #[must_use]
    pub fn need(&self) -> Need {
        self.need_of(&self.tree)
    }

    fn need_of(&self, node: &Node) -> Need {
        match node {
            Node::Leaf(leaf) => self.need_of_leaf(*leaf, false),
            Node::Trace(trace, leaf) => self.need_of_leaf(*leaf, *trace != Trace::Added),
            Node::About(_) | Node::After(_) | Node::Before(_) | Node::Not(_) => Need::Unknown,
            Node::All(nodes) => {
                let mut needs: Vec<Need> = nodes.iter().map(|node| self.need_of(node)).collect();
                needs.retain(|need| *need != Need::Unknown);
                if needs.is_empty() { Need::Unknown } else { Need::All(needs) }
            }
            Node::Any(nodes) => {
                let needs: Vec<Need> = nodes.iter().map(|node| self.need_of(node)).collect();
                if needs.contains(&Need::Unknown) { Need::Unknown } else { Need::Any(needs) }
            }
        }
    }

    fn need_of_leaf(&self, leaf: usize, went: bool) -> Need {
        let (words, prefix) = match self.leaves.get(leaf).map(|leaf| &leaf.pattern) {
            Some(Pattern::Words(phrase)) => (phrase.words(), phrase.is_prefix()),
            Some(Pattern::Forms(forms)) => return Need::Forms((**forms).clone()),
            Some(Pattern::Expression(_)) | None => return Need::Unknown,
        };
        let (terms, prefix) = terms::looked_for(words, prefix);
        if terms.is_empty() {
            return Need::Unknown;
        }
        Need::Words { words: terms.iter().map(|term| term.text.to_owned()).collect(), prefix, went }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::Terms, *};

    fn words(words: &[&str], prefix: bool, went: bool) -> Need {
        Need::Words { words: words.iter().map(|w| (*w).to_owned()).collect(), prefix, went }
    }

    #[test]
    fn a_query_needs_its_words_and_nothing_uncertain() {
        let need = |query: &str| Query::parse(query).unwrap().need();
        assert_eq!(need("=Été -x source:y /z/"), Need::All(vec![words(&["ete"], false, false)]));
        let Need::All(forms) = need("Minister") else { panic!("a form") };
        assert!(matches!(&forms[..], [Need::Forms(forms)] if forms.word() == "minister"));
        assert_eq!(need("/z/ source:y"), Need::Unknown);
        let either = Need::Any(vec![words(&["a"], true, false), words(&["b", "c"], false, true)]);
        assert_eq!(need("a* OR removed:\"b c\""), Need::All(vec![either]));
        assert_eq!(need("a OR /b/"), Need::Unknown);
        assert_eq!(need("added:a"), Need::All(vec![words(&["a"], false, false)]));
    }

    proptest! {
        /// Whatever is found by looking is found by units.
        #[test]
        fn units_miss_nothing(
            text in "[abé’ß東京ก\u{301}\u{ad} .,A-C1]{0,30}",
            query in "(=[abcé1東京]{1,3}|\"[abc東]{1,2} [abc京]\"|[ab東]{1,2}\\*)",
        ) {
            let query = Query::parse(&query).unwrap();
            let Need::All(needs) = query.need() else { panic!("words") };
            let [Need::Words { words, prefix, .. }] = &needs[..] else { panic!("one leaf") };
            let mut room = String::new();
            let found = query.in_paragraph(&text, None, &mut room).count() > 0;
            super::super::reduce(&text, &mut room);
            let terms: Vec<&str> = Terms::of(&room).map(|term| term.text).collect();
            let fits = |(index, (term, word)): (usize, (&&str, &String))| {
                if *prefix && index + 1 == words.len() { term.starts_with(word.as_str()) } else { term == word }
            };
            let held = terms.windows(words.len()).any(|terms| terms.iter().zip(words).enumerate().all(fits));
            prop_assert!(held || !found);
        }
    }
}
