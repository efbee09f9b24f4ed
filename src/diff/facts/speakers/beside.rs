//! Words that stand beside a source: where it ends, and what of it says nothing.

use crate::text::roll::Roll;

/// Words before which a source ends, or behind which one begins.
const BORDERS: &str = " that and or but who whom which whose as where when while if because than so \
    on at in by for with from after before during over about against \
    und oder aber dass wer was als wenn weil am um bei nach vor \
    et ou mais que qui dont où quand si parce dans par pour avec après avant en \
    y pero quien cuando porque por para con tras sobre \
    e che chi quando perché по что и но в на إن أن إنه إنها أنه أنها في על כי ";

/// What stands beside a source and is none of it: helping verbs, adverbs, articles, titles, particles.
const ASIDE: &str = " the a an to has have had was were is are be been did does do not also later earlier now then again \
    yesterday today already still never only even \
    der die das den dem des ein eine einer einem hat haben hatte hatten ist war mit auch später zuvor heute gestern \
    le la les l un une des du de a ont avait avaient est aussi plus hier \
    o os as um uma do da dos das el los las una ha han había habían ayer lo del al il gli del della \
    mr mrs ms dr sir dame herr frau m mme sr sra don ";

const PRONOUNS: &str = " i he she it we you they one this these those there er sie es wir ihr man il elle ils elles on nous vous \
    él ella ellos ellas yo nosotros lui lei loro он она они мы הוא היא הם ";

/// Helping verbs by which a clause is known.
const VERBS: &str = " would will could should may might must can cannot is are was were has have had be been ";

/// What a word is beside a word of attribution.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside {
    /// A source ends before it, or begins behind it.
    pub(super) border: bool,
    /// It belongs to no source.
    pub(super) aside: bool,
    /// It stands for a source named elsewhere.
    pub(super) pronoun: bool,
    /// A clause is known by it.
    pub(super) verb: bool,
}

/// All of these words.
static WORDS: Roll<4, 1024> = Roll::of([BORDERS, ASIDE, PRONOUNS, VERBS]);

/// What a word, in lower case, is beside a word of attribution.
pub(super) fn beside(word: &str) -> Beside {
    let lists = WORDS.lists(word);
    let is_in = |list: u8| lists >> list & 1 == 1;
    Beside { border: is_in(0), aside: is_in(1), pronoun: is_in(2), verb: is_in(3) }
}
