//! In which language a text is written, and what is left of a word there without its endings.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use rust_stemmers::{Algorithm, Stemmer};

use super::stirring::Stirring;
use crate::model::Language;

/// The commonest words of each, in lower case, that the others do not have or have seldom.
const COMMON: [(Language, &str); 17] = [
    (
        Language::English,
        "the of and to in is was that for with on by from are were has have had it he she they his her this be been said",
    ),
    (
        Language::French,
        "le la les et de des du un une que pour avec dans est sur au aux par il elle ce qui en se ne pas",
    ),
    (
        Language::German,
        "der die das und den dem des ein eine einen ist mit für auf von im zur zum er sie nicht war sich",
    ),
    (
        Language::Spanish,
        "el la los las y del de en una un que por con para se es fue al lo su él ella dijo según este más",
    ),
    (
        Language::Italian,
        "il lo gli la le e di che un una per con del della è sono nel nella dei alla ha si questo anche non",
    ),
    (
        Language::Portuguese,
        "o os e do da de dos das em um uma que por com para é foi ao à na nas nos ele ela disse são não mais pelo pela",
    ),
    (
        Language::Dutch,
        "de het een en van ik te dat die in met op voor zijn niet aan er om ook als naar bij wordt heeft",
    ),
    (Language::Swedish, "och att det som en på är av för med till den har de inte om ett men var jag från vid efter"),
    (
        Language::Norwegian,
        "og å det som en på er av for med til den har de ikke om et men var jeg fra ved etter mot blir",
    ),
    (
        Language::Danish,
        "og at det som en på er af for med til den har de ikke om et men var jeg fra ved efter mod bliver",
    ),
    (Language::Finnish, "ja on ei se että oli hän myös mutta kun ovat joka tai sen niin mukaan kuin hänen olisi jo"),
    (Language::Hungarian, "a az és hogy nem is egy volt van meg ez azt mint csak már el de szerint még vagy után"),
    (Language::Romanian, "și să în de la cu nu pe este a din care că mai pentru au un o fost după prin lui ale"),
    (Language::Russian, "и в не на что с он как это по но из у за от для его был так все также после они"),
    (Language::Turkish, "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar ama ne değil en göre her"),
    (Language::Greek, "και το να του η της με που την από για τον στο στην είναι οι τα δεν σε ότι θα ο"),
    (Language::Arabic, "في من على أن إلى التي عن مع هذا ما كان الذي هذه لا بعد ذلك كما قال بين وقد"),
];

static MARKS: LazyLock<HashMap<&str, u32, Stirring>> = LazyLock::new(|| {
    let mut marks: HashMap<&str, u32, Stirring> = HashMap::default();
    for (bit, (_, words)) in COMMON.iter().enumerate() {
        words.split(' ').for_each(|word| *marks.entry(word).or_default() |= 1 << bit);
    }
    marks
});

/// The same for those of the letters `a` to `z` only, which nearly all words looked up are.
static PLAIN: LazyLock<HashMap<u64, u32, Stirring>> =
    LazyLock::new(|| MARKS.iter().filter_map(|(word, marks)| Some((plain(word)?, *marks))).collect());

/// Words looked at, at most.
const WORDS: usize = 300;

/// Bytes of the longest of the commonest words.
const LONGEST: usize = 16;

/// Bytes of the longest of them that are of the letters `a` to `z` only.
const LONGEST_PLAIN: usize = 7;

/// Letters of a word that has endings.
const ENDED: std::ops::RangeInclusive<usize> = 3..=40;

/// The language of texts: the one whose commonest words they have most of; `None` where that is none or two.
pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Language> {
    let mut counts = [0_u32; COMMON.len()];
    let words = texts.into_iter().flat_map(Words::of);
    for word in words.take(WORDS) {
        let marks = match word {
            Word::Plain(word) => PLAIN.get(&word),
            Word::Other(word) => MARKS.get(&*word.to_lowercase()),
            Word::Strange => None,
        };
        let mut marks = marks.copied().unwrap_or(0);
        while marks != 0 {
            if let Some(count) = counts.get_mut(marks.trailing_zeros() as usize) {
                *count += 1;
            }
            marks &= marks - 1;
        }
    }
    let most = counts.iter().max().copied().filter(|most| *most > 0)?;
    let mut best = counts.iter().zip(COMMON).filter(|(count, _)| **count == most).map(|(_, (language, _))| language);
    best.next().filter(|_| best.next().is_none())
}

/// A run of letters, as far as it can be one of the commonest words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word<'t> {
    /// At most [`LONGEST_PLAIN`] letters of ASCII, in lower case, as a number.
    Plain(u64),
    /// Others among them.
    Other(&'t str),
    /// It is none of them.
    Strange,
}

impl<'t> Word<'t> {
    fn of(word: &'t str) -> Word<'t> {
        match plain(word) {
            Some(word) => Word::Plain(word),
            None if word.is_ascii() || word.len() > LONGEST => Word::Strange,
            None => Word::Other(word),
        }
    }
}

/// A run of at most [`LONGEST_PLAIN`] letters of ASCII, in lower case, as a number.
fn plain(word: &str) -> Option<u64> {
    let bytes = Some(word.as_bytes()).filter(|bytes| bytes.len() <= LONGEST_PLAIN && bytes.is_ascii())?;
    Some(bytes.iter().fold(0, |word, byte| word << 8 | u64::from(byte | 0x20)))
}

/// Whether a character is a letter, or an accent of its own.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c)
}

/// The runs of letters of a text, accents of their own among them.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Words<'t> {
        Words { text, at: 0 }
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while bytes.get(start).is_some_and(|b| b.is_ascii() && !b.is_ascii_alphabetic()) {
            start += 1;
        }
        let (mut end, mut word) = (start, 0);
        while let Some(letter) = bytes.get(end).filter(|b| b.is_ascii_alphabetic()) {
            word = word << 8 | u64::from(letter | 0x20);
            end += 1;
        }
        if bytes.get(end).is_none_or(u8::is_ascii) {
            self.at = end;
            let word = if end - start > LONGEST_PLAIN { Word::Strange } else { Word::Plain(word) };
            return (end > start).then_some(word);
        }
        let rest = self.text.get(start..)?;
        let begin = rest.find(is_letter)?;
        let rest = rest.get(begin..)?;
        let word = rest.get(..rest.find(|c| !is_letter(c)).unwrap_or(rest.len()))?;
        self.at = start + begin + word.len();
        Some(Word::of(word))
    }
}

/// A word without the endings that a language has; it is in lower case, with or without its accents. What is not of letters only has none.
#[must_use]
pub fn stem(language: Language, word: &str) -> Cow<'_, str> {
    if !ENDED.contains(&word.chars().count()) || !word.chars().all(char::is_alphabetic) {
        return Cow::Borrowed(word);
    }
    Stemmer::create(algorithm(language)).stem(word)
}

fn algorithm(language: Language) -> Algorithm {
    match language {
        Language::English => Algorithm::English,
        Language::French => Algorithm::French,
        Language::German => Algorithm::German,
        Language::Spanish => Algorithm::Spanish,
        Language::Italian => Algorithm::Italian,
        Language::Portuguese => Algorithm::Portuguese,
        Language::Dutch => Algorithm::Dutch,
        Language::Swedish => Algorithm::Swedish,
        Language::Norwegian => Algorithm::Norwegian,
        Language::Danish => Algorithm::Danish,
        Language::Finnish => Algorithm::Finnish,
        Language::Hungarian => Algorithm::Hungarian,
        Language::Romanian => Algorithm::Romanian,
        Language::Russian => Algorithm::Russian,
        Language::Turkish => Algorithm::Turkish,
        Language::Greek => Algorithm::Greek,
        Language::Arabic => Algorithm::Arabic,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_common_word_is_longer_than_the_longest() {
        assert_eq!(MARKS.keys().filter(|word| word.is_ascii()).map(|word| word.len()).max(), Some(LONGEST_PLAIN));
        assert!(MARKS.keys().all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn languages_by_their_commonest_words() {
        for (text, language) in [
            ("The mayor of the town said that it was late.", Some(Language::English)),
            ("Le maire de la ville a dit que ce n’était pas tard.", Some(Language::French)),
            ("Der Bürgermeister der Stadt hat das nicht gesagt.", Some(Language::German)),
            ("El alcalde no vio la obra en el parque de la ciudad.", Some(Language::Spanish)),
            ("Il sindaco non ha visto i lavori nel parco della città.", Some(Language::Italian)),
            ("O prefeito disse no parque que não viu a obra em São Paulo.", Some(Language::Portuguese)),
            ("De burgemeester van de stad heeft het niet gezegd.", Some(Language::Dutch)),
            ("Borgmästaren sade att det inte är för sent.", Some(Language::Swedish)),
            ("Ordføreren sa at det ikke var for sent, og ble bedt om å gå mot byen.", Some(Language::Norwegian)),
            ("Borgmesteren sagde, at det ikke var for sent, og gik efter det af byen.", Some(Language::Danish)),
            ("Pormestari sanoi, että se ei ole myöhäistä, ja hän oli siellä.", Some(Language::Finnish)),
            ("A polgármester szerint nem volt késő, és ez már csak egy hír.", Some(Language::Hungarian)),
            ("Primarul a spus că nu este prea târziu și că va fi în oraș.", Some(Language::Romanian)),
            ("Мэр сказал, что это не так и что он был в городе.", Some(Language::Russian)),
            (
                "Belediye başkanı bunun için çok geç olmadığını ve daha sonra bir karar olacağını söyledi.",
                Some(Language::Turkish),
            ),
            ("Ο δήμαρχος είπε ότι δεν είναι αργά για την πόλη.", Some(Language::Greek)),
            ("قال رئيس البلدية إن هذا ليس متأخرا على المدينة بعد ذلك", Some(Language::Arabic)),
            ("東京都の知事は水曜日に辞任した。", None),
            ("42", None),
        ] {
            assert_eq!(of([text]), language, "{text}");
        }
    }

    #[test]
    fn words_fall_together_without_their_endings() {
        for (language, words) in [
            (Language::English, "resign resigned resigns resigning"),
            (Language::French, "ministre ministres"),
            (Language::German, "wahlen wahl"),
            (Language::Spanish, "cancion canciones"),
            (Language::Russian, "министр министра министру"),
        ] {
            let stems: Vec<_> = words.split(' ').map(|word| stem(language, word)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{stems:?}");
        }
        assert_eq!(stem(Language::English, "b2b"), "b2b");
        assert_eq!(stem(Language::English, "us"), "us");
    }

    proptest! {
        #[test]
        fn words_are_runs_of_letters(text in "([a-zA-Z]{0,9}[a-zA-Zéßи東\u{301}’— 0-9,.]{0,4}){0,9}") {
            let runs = text.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).map(Word::of);
            prop_assert_eq!(Words::of(&text).collect::<Vec<_>>(), runs.collect::<Vec<_>>());
        }

        #[test]
        fn any_word_has_a_stem(word in "[a-zàâäçéèêëîïôöùûüÿñßåøæœıőűșțа-яёα-ωάέ\u{621}-\u{64a}東]{1,45}|(ing|ed|ly|ies|ement|ungen|ler|lar|ak|ος|ение){1,6}") {
            for language in Language::ALL {
                let _ = stem(language, &word);
            }
        }
    }
}
