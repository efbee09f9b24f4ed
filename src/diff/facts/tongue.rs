//! In which language a text is written, as far as one must know it to tell a negation from a word that only looks like
//! one: Portuguese `no` is *in the*, Italian `ne` is *of it*, German `Not` is distress.

use std::cell::OnceCell;

use super::{passage::Passage, reader::cut_by};
use crate::{
    diff::TextSide,
    model::Sides,
    text::{
        fold::lower,
        roll::Roll,
        words::{Cuts, TokenKind},
    },
};

/// A language that must be told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Portuguese.
    Portuguese,
    /// Italian.
    Italian,
    /// French.
    French,
    /// German.
    German,
    /// Dutch.
    Dutch,
    /// Any other, or too little text to tell.
    Other,
}

/// Those that are told, in order, each with its commonest words in [`COMMON`].
const TONGUES: [Tongue; 7] = [
    Tongue::English,
    Tongue::Spanish,
    Tongue::Portuguese,
    Tongue::Italian,
    Tongue::French,
    Tongue::German,
    Tongue::Dutch,
];

/// The commonest words of each, in lower case.
const COMMON: [&str; TONGUES.len()] = [
    "the of and to in is was that for with on by from are were has have had it he she they his her this be been said",
    "el la los las y del de en una un que por con para se es fue al lo su ha él ella dijo según este más",
    "o os e do da de dos das em um uma que por com para é foi ao à na nas nos ele ela disse são não mais pelo pela seu sua",
    "il lo gli la le e di che un una per con del della è sono nel nella dei alla ha si questo anche",
    "le la les et de des du un une que pour avec dans est sur au aux par il elle a ce qui en se",
    "der die das und den dem des ein eine einen ist mit für auf von im zur zum er sie hat war in sich nicht keine sind wird wurde wurden bei nach auch gab",
    "de het een van en in is dat op te zijn met voor niet aan door er om bij ook naar",
];

/// In which languages each of them is common, a bit each.
static MARKS: Roll<{ COMMON.len() }, 512> = Roll::of(COMMON);

/// Words looked at, at most.
const WORDS: usize = 300;

/// Bytes of the longest of them.
const LONGEST: usize = 8;

/// How many of the commonest words of each language a text has.
type Counts = [usize; COMMON.len()];

fn count<'t>(words: impl Iterator<Item = &'t str>) -> Counts {
    let mut counts = Counts::default();
    tally(words.take(WORDS), &mut counts);
    counts
}

/// Counts some words more.
fn tally<'t>(words: impl Iterator<Item = &'t str>, counts: &mut Counts) {
    for word in words.filter(|w| w.len() <= LONGEST) {
        // Most are in lower case already.
        let marks = match MARKS.lists(word) {
            0 if !word.bytes().all(|b| b.is_ascii_lowercase()) => MARKS.lists(&lower(word)),
            marks => marks,
        };
        if marks != 0 {
            counts.iter_mut().enumerate().for_each(|(bit, count)| *count += usize::from(marks >> bit & 1));
        }
    }
}

/// The language of which a text has most words, with how many these are and how many of the next.
fn best(counts: Counts) -> (Tongue, usize, usize) {
    let most = counts.iter().max().copied().unwrap_or(0);
    let mut best = counts.iter().zip(TONGUES).filter(|(n, _)| **n == most).map(|(_, tongue)| tongue);
    let next = counts.into_iter().filter(|n| *n < most).max().unwrap_or(0);
    match (most, best.next(), best.next()) {
        (1.., Some(tongue), None) => (tongue, most, next),
        _ => (Tongue::Other, most, most),
    }
}

/// The language of a whole article, found when first asked for.
pub(super) struct Speech<'a> {
    sides: Sides<&'a TextSide>,
    /// Where it is known how texts are cut.
    cuts: Option<&'a Cuts<'a>>,
    tongue: OnceCell<Tongue>,
}

impl<'a> Speech<'a> {
    pub(super) fn of(sides: Sides<&'a TextSide>, cuts: Option<&'a Cuts<'a>>) -> Self {
        Speech { sides, cuts, tongue: OnceCell::new() }
    }

    fn tongue(&self) -> Tongue {
        *self.tongue.get_or_init(|| {
            let (mut counts, mut left) = (Counts::default(), WORDS);
            for text in [self.sides.new, self.sides.old].into_iter().flat_map(|side| side.paragraphs.iter()) {
                if left == 0 {
                    break;
                }
                let tokens = cut_by(self.cuts, text);
                let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.of(text));
                tally(words.take(left).inspect(|_| left -= 1), &mut counts);
            }
            best(counts).0
        })
    }
}

impl Tongue {
    /// The language of a text: the one whose commonest words it has most of. Where that is not plain, the language of the
    /// article in which it stands, if that may be.
    pub(super) fn of(passage: &Passage<'_>, article: Option<&Speech<'_>>) -> Tongue {
        let words = (0..passage.tokens.len()).filter(|&t| passage.is_word(t)).map(|t| passage.word(t));
        let counts = count(words);
        let (own, most, next) = best(counts);
        if most >= 2 && next == 0 || most >= 3 && most >= 2 * next {
            return own;
        }
        match article.map(Speech::tongue) {
            None | Some(Tongue::Other) => own,
            // A paragraph in another language has next to none of the article's words.
            Some(tongue) => {
                let of_article = counts.iter().zip(TONGUES).find(|(_, known)| *known == tongue).map_or(0, |(n, _)| *n);
                if own == Tongue::Other || of_article * 2 > most { tongue } else { own }
            }
        }
    }

    /// Whether a word, in lower case, may be a negation in this language: of one that is none anywhere this says
    /// nothing.
    pub(super) fn negates_with(self, word: &str) -> bool {
        use Tongue::{Dutch, French, German, Italian, Other, Portuguese, Spanish};
        match word {
            "no" => !matches!(self, Portuguese | French | German | Dutch),
            "ne" => matches!(self, French | Other),
            "non" => matches!(self, French | Italian),
            // French has it where somebody was born.
            "né" => self == Italian,
            "ni" => matches!(self, French | Spanish),
            "sin" => self == Spanish,
            "sans" | "pas" => self == French,
            "sem" => self == Portuguese,
            "mai" => self == Italian,
            "nem" => matches!(self, Portuguese | Other),
            "nie" => matches!(self, German | Other),
            "not" => self != German,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_their_commonest_words() {
        let of = |text: &str| Tongue::of(&Passage::whole(text), None);
        assert_eq!(of("The mayor of the town said that it was late."), Tongue::English);
        assert_eq!(of("O prefeito disse no parque que não viu a obra em São Paulo."), Tongue::Portuguese);
        assert_eq!(of("El alcalde no vio la obra en el parque de la ciudad."), Tongue::Spanish);
        assert_eq!(of("Il sindaco non ha visto i lavori nel parco della città."), Tongue::Italian);
        assert_eq!(of("42"), Tongue::Other);
    }
}
