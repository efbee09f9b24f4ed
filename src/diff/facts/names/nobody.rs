//! Words with a capital that name nobody.

use super::super::lexicon;
use crate::text::{fold::lower, roll::Roll};

/// Capitalised, but no names; months and days are known elsewhere.
const NO_NAMES: &str = "GMT BST UTC EDT EST Mr Mrs Ms Dr Mon Tue Tues Wed Thu Thurs Fri Sat Sun Herr Frau Mme Sr Sra I’m I've \
    I’ve I'm I’ll OK ASAP FAQ FAQs TBC TBA PDF AM A.M. P.M. No Tier Very Annex Annexe Appendix Last Updated \
    Published Posted None Modified";

/// What stands before a name and is none: who is called by one, is no other.
const TITLES: &str = "Sir Dame Lord Lady Baroness Baron Prof Professor Doctor Rev Reverend Cllr Councillor President Chancellor \
    Senator Governor Mayor Judge Justice General Colonel Captain Sergeant Inspector Detective Officer \
    Minister Secretary Prime Vice Deputy Chief Former Bishop Archbishop Cardinal Miss Monsieur Madame Señor \
    Señora Präsident Präsidentin Kanzler Kanzlerin Ministerin";

/// The same, shortened, and of courtesy.
const SHORT_TITLES: &str = "Mr Mrs Ms Mx Dr Herr Frau M Mme Sr Sra";

/// All of these words.
static NOBODY: Roll<3, 256> = Roll::of([NO_NAMES, TITLES, SHORT_TITLES]);

/// Whether a word with a capital is no name, nor part of one.
pub(super) fn is_no_name(word: &str) -> bool {
    NOBODY.lists(word) & 1 != 0
}

/// Whether a word is the title of whom it stands before, and with a name behind it names nobody.
pub(super) fn is_long_title(word: &str) -> bool {
    NOBODY.lists(word) & 2 != 0
}

/// Whether a word stands before the name of whom it speaks to or of: `Mr`, `Lady`, `Judge`.
pub(in super::super) fn is_title(word: &str) -> bool {
    NOBODY.lists(word) & 6 != 0
}

/// Whether a word is the code of a postal district: `GU21`, `SW1A`.
pub(super) fn is_postcode(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    let tail = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    letters == 2 && (1..=2).contains(&(digits.len() - tail.len())) && tail.len() <= 1 && !word.starts_with("EU")
}

/// Whether a word that opens a sentence says nothing by its capital.
pub(in super::super) fn is_common(word: &str) -> bool {
    static COMMON: Roll<1, 512> = Roll::of([
        "a an the in on at by of to as if so or and but no up it he she we you i us my for with this that these those there then they their when where what which while without after \
        before during since until under over from into about also although because however many most some such here \
        how his her its our your each every both more many only other same several than though through according \
        read see check find follow contact visit call please make merge update add fix use remove allow support improve enable \
        implement stabilize stabilise",
    ]);
    if word.len() <= 12 && (COMMON.has(word) || COMMON.has(&lower(word))) {
        return true;
    }
    let class = lexicon::class(word);
    class.hedge || class.negation || class.attribution || class.number.is_some()
}
