//! Words that bear on what is claimed: negations, hedges and modals, attributions, numbers in words, months and days.
//!
//! A word that means something else in English stands here only for English; capitalised English months that are also
//! words (`May`, `March`) count with their capital only.

mod lists;
mod table;

use crate::{model::ChangeKind, text::fold::lower};

/// What a number in words says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// Just so many.
    Exact(u32),
    /// Some times so many: `hundreds`.
    Roughly(u32),
}

/// What a word is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Class {
    /// A negation.
    pub(super) negation: bool,
    /// A hedge or a modal.
    pub(super) hedge: bool,
    /// An attribution.
    pub(super) attribution: bool,
    /// A month, or a day of the week.
    pub(super) calendar: bool,
    /// A part of something, or an ordinal.
    pub(super) part: bool,
    /// A number in words.
    pub(super) number: Option<Count>,
    /// A word that multiplies the figure before it, shortened.
    pub(super) magnitude: Option<&'static str>,
}

/// Chinese words with a sign of negation that negate nothing: 不同 is different, 未来 the future.
const NO_NEGATIONS: &str = " 不同 不仅 不僅 不仅仅 不但 不少 不断 不斷 不过 不過 不久 不安 不满 不滿 不管 不论 不論 不得不 差不多 没收 沒收 \
    淹没 淹沒 沉没 沉沒 埋没 出没 不动产 不動產 未来 未來 不错 不錯 不止 不只 不如 不料 不幸 不禁 不已 不良 不法 不等 不時 不时 ";

/// Chinese words that negate with another sign.
const WITHOUT: &str = " 无法 無法 无罪 無罪 无人 無人 并无 並無 毫无 毫無 无需 無需 ";

/// A longer word, in bytes, is none of ours.
const LONGEST: usize = 40;

/// What a word is, whatever its case; of no class if it is none of ours.
pub(super) fn class(word: &str) -> Class {
    if word.len() > LONGEST {
        return Class::default();
    }
    if word.is_ascii() {
        if !may_be_listed(word.as_bytes()) {
            return Class::default();
        }
        // Lower case without asking for memory.
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).map_or_else(|_| Class::default(), |lower| listed(word, lower));
    }
    let lower = word.to_lowercase();
    let mut class = listed(word, &lower);
    if !class.negation && word.chars().all(crate::text::terms::is_dense) {
        // Chinese negates with a character that joins the word after it.
        let listed = |list: &str| list.contains(&format!(" {word} "));
        class.negation = word.contains(['不', '没', '沒', '未']) && !listed(NO_NEGATIONS) || listed(WITHOUT);
    }
    if !class.negation {
        // Arabic and Hebrew write *and*, *so* and *that* in one with the word after them.
        let joined = |c: char| matches!(c, 'و' | 'ف' | 'ו' | 'ש');
        class.negation = word.strip_prefix(joined).and_then(table::find).is_some_and(|c| c.negation)
            || matches!(word, "بلا" | "ألا" | "ألم");
        let rest = word.strip_prefix(joined).and_then(table::find);
        class.number = class.number.or(rest.and_then(|c| c.number));
    }
    if !class.negation && word.chars().all(|c| ('가'..='힣').contains(&c)) {
        class.negation = word.contains('않') || word.contains("없") || word.contains("아니");
    }
    class
}

/// Whether the lists or the endings may say anything of a word of ASCII. Beside what is listed: what ends in `n't` or
/// `'ll`, and what may be [`joined`].
#[inline]
fn may_be_listed(word: &[u8]) -> bool {
    let may_end = matches!(
        word,
        [.., b'\'', b't' | b'T'] | [.., b'\'', b'l' | b'L', b'l' | b'L'] | [.., b'i' | b'I', b'g' | b'G']
    );
    may_end || table::may_list(word)
}

/// Whether a word is surely of no class, and nothing that a figure or date may begin with. Of most words this is known at
/// once; of the others it has to be asked.
#[inline]
pub(super) fn is_plain(word: &str) -> bool {
    let bytes = word.as_bytes();
    // `v0.3`
    let may_be_version = matches!(bytes, [b'v' | b'V', b'0'..=b'9', ..]);
    bytes.first().is_some_and(u8::is_ascii_alphabetic) && !may_be_version && word.is_ascii() && !may_be_listed(bytes)
}

/// What the lists, and the ending `n't`, say of a word.
fn listed(word: &str, lower: &str) -> Class {
    let mut class = table::find(lower).unwrap_or_default();
    if lower.ends_with("ig") {
        class.number = class.number.or_else(|| joined(lower));
    }
    if let Some(stem) = lower.strip_suffix("n't").or_else(|| lower.strip_suffix("n’t")) {
        class.negation = true;
        class.hedge = matches!(stem, "ca" | "wo" | "sha") || table::find(stem).is_some_and(|c| c.hedge);
    }
    class.hedge |= lower.ends_with("'ll") || lower.ends_with("’ll");
    let capital = word.starts_with(char::is_uppercase);
    if class.calendar && !capital && matches!(lower, "may" | "march" | "mars" | "sept" | "mar" | "mai") {
        class.calendar = false;
    }
    class
}

/// Whether a word stands in a list, each word of which has a blank on either side.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    // With its blanks it is looked for as one, without asking for memory.
    let mut spaced = [b' '; LONGEST + 2];
    let Some(room) = spaced.get_mut(1..=word.len()).filter(|_| !word.is_empty()) else { return false };
    room.copy_from_slice(word.as_bytes());
    let spaced = spaced.get(..word.len() + 2).and_then(|spaced| std::str::from_utf8(spaced).ok());
    spaced.is_some_and(|spaced| list.contains(spaced))
}

/// Whether a word, in lower case, is a month.
pub(super) fn is_month(lower: &str) -> bool {
    is_of_calendar(lower) && lists::MONTHS.split_ascii_whitespace().any(|month| month == lower)
}

/// Whether a word without a capital is a month in French, though another word elsewhere.
pub(super) fn is_french_month(word: &str) -> bool {
    matches!(word, "mars" | "mai")
}

/// Whether a word is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    let lower = lower(word);
    is_of_calendar(&lower) && lists::DAYS.split_whitespace().any(|day| day == lower)
}

/// Whether a word, in lower case, is a month or a day of the week.
fn is_of_calendar(lower: &str) -> bool {
    table::find(lower).is_some_and(|class| class.calendar)
}

/// What a number says that German or Dutch write in one word (`einundzwanzig`).
fn joined(word: &str) -> Option<Count> {
    lists::JOINED.iter().find_map(|(and, units, tens)| {
        let (ten, before) = (2..).zip(*tens).find_map(|(ten, name)| Some((ten, word.strip_suffix(name)?)))?;
        let unit = (1..).zip(*units).find_map(|(unit, name)| {
            let and = if name.ends_with('e') { "ën" } else { and };
            (before.strip_suffix(and)? == *name).then_some(unit)
        });
        unit.map(|unit| Count::Exact(10 * ten + unit))
    })
}

/// The kinds of claim that a word bears on.
pub(super) fn claims(class: Class) -> impl Iterator<Item = ChangeKind> {
    let kinds = [
        (class.negation, ChangeKind::Negation),
        (class.hedge, ChangeKind::Hedge),
        (class.attribution, ChangeKind::Attribution),
    ];
    kinds.into_iter().filter(|k| k.0).map(|k| k.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_claims() {
        let kinds = |word: &str| claims(class(word)).collect::<Vec<_>>();
        assert_eq!(kinds("Not"), [ChangeKind::Negation]);
        assert_eq!(kinds("couldn’t"), [ChangeKind::Negation, ChangeKind::Hedge]);
        assert_eq!(kinds("mutmaßliche"), [ChangeKind::Hedge]);
        assert_eq!(kinds("according"), [ChangeKind::Attribution]);
        assert_eq!(kinds("没有"), [ChangeKind::Negation]);
        assert_eq!(kinds("harbour"), []);
        assert!(class("May").calendar && !class("may").calendar && class("may").hedge);
        assert_eq!(class("eleven").number, Some(Count::Exact(11)));
        assert_eq!(class("Zweiundzwanzig").number, Some(Count::Exact(22)));
        assert_eq!(class("tweeëntwintig").number, Some(Count::Exact(22)));
        assert_eq!(class("vierenveertig").number, Some(Count::Exact(44)));
        assert_eq!(class("Hundreds").number, Some(Count::Roughly(100)));
    }
}
