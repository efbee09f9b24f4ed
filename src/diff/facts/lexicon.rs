//! Words that bear on what is claimed: negations, hedges and modals, attributions, numbers in words, months and days.
//!
//! English first, then what other languages use most. A word that means something else in English stands here only for
//! English; capitalised English months that are also words (`May`, `March`) count with their capital only.

use std::{collections::HashMap, sync::LazyLock};

use crate::{model::ChangeKind, text::stirring::Stirring};

/// Which of these negate in which language, see [`super::tongue`].
const NEGATIONS: &str = "not no never none neither nor nobody nothing nowhere without cannot hardly barely scarcely \
    nicht kaum kein keine keinen keinem keiner keines keinerlei nie niemals niemand nichts nirgends ohne weder \
    ne pas jamais aucun aucune rien sans guère nunca jamás nadie ningún ninguna ninguno tampoco apenas sin ni \
    non né senza nessun nessuno nessuna niente mai nemmeno neppure \
    niet geen nooit niemand zonder não nem sem ninguém nenhum nenhuma nada inte inga ikke ingen aldrig \
    не нет ни никогда без никто ничего ничто нигде никакой никаких нельзя ні немає nigdy bez není nejsou değil yok \
    tidak bukan tanpa không chưa chẳng \
    δεν δε μην μη όχι ποτέ χωρίς ούτε κανείς κανένας καμία τίποτα τίποτε \
    לא אין אינו אינה אינם בלי ללא מעולם لا ليس ليست ليسوا لست لسنا لم لن غير دون بدون عدم نه نیست نبود \
    نہیں नहीं मत बिना না নয় ไม่ ไม่ได้ ไม่มี มิได้ ไร้ 아니다 않다 없다 못";

/// Chinese words with a sign of negation that negate nothing: 不同 is different, 未来 the future.
const NO_NEGATIONS: &str = " 不同 不仅 不僅 不仅仅 不但 不少 不断 不斷 不过 不過 不久 不安 不满 不滿 不管 不论 不論 不得不 差不多 没收 沒收 \
    淹没 淹沒 沉没 沉沒 埋没 出没 不动产 不動產 未来 未來 不错 不錯 不止 不只 不如 不料 不幸 不禁 不已 不良 不法 不等 不時 不时 ";

/// Chinese words that negate with another sign.
const WITHOUT: &str = " 无法 無法 无罪 無罪 无人 無人 并无 並無 毫无 毫無 无需 無需 ";

const HEDGES: &str = "alleged allegedly reportedly apparently apparent purportedly purported supposedly supposed suspected \
    likely unlikely possibly possible perhaps probably probable maybe presumably presumed seemingly seem seems seemed \
    appear appears appeared unconfirmed rumoured rumored potentially potential \
    may might could would should can must will shall ought cannot \
    angeblich angebliche angeblichen mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher offenbar vermutlich wahrscheinlich \
    möglicherweise vielleicht könnte könnten dürfte dürften soll sollen sollte sollten müsste \
    sei seien habe werde könne müsse solle wolle dürfe \
    kann kannst können konnte konnten muss müssen musste mussten darf dürfen durfte durften \
    doit doivent devait devaient devra devront peut peuvent pouvait pouvaient pourra pourront faut \
    debe deben debía debían deberá deberán puede pueden podía podían podrá podrán \
    deve devono doveva dovrà dovranno può possono poteva potrà potranno devem deverá deverão pode podem podia poderá \
    moet moeten mogen должен должна должны могут \
    aurait auraient serait seraient pourrait pourraient devrait présumé présumée présumés apparemment probablement \
    supuesto supuesta supuestamente presunto presunta presuntamente quizá quizás podría podrían habría habrían sería debería \
    avrebbe sarebbe potrebbe dovrebbe presumibilmente forse vermoedelijk mogelijk waarschijnlijk zou zouden kunnen \
    suposto suposta supostamente poderia teria talvez \
    якобы предположительно возможно вероятно может можливо podobno rzekomo rzekomy \
    misstänkt påstås kanske angivelig muligens \
    يزعم يُزعم مزعوم المزعوم ربما قد يمكن يجب לכאורה אולי ייתכן \
    कथित कथित तौर शायद 据称 據稱 据报道 據報道 可能 疑似 涉嫌 或许 也许 应该 必须 かもしれない らしい 可能性 疑い อาจ คาดว่า";

const ATTRIBUTIONS: &str = "said says say saying told tells according claimed claims claim claiming stated states asserted \
    insisted insists denied denies deny confirmed confirms announced reported reports alleges accused accuses argued argues \
    admitted admits acknowledged warned tweeted wrote quoted revealed testified \
    sagte sagten sagt laut zufolge erklärte behauptet behauptete bestätigte berichtet berichtete berichteten teilte teilten mitteilte mitteilten mitgeteilt meldete meldeten angaben schrieb betonte \
    selon d’après d'après dit indiqué annoncé expliqué confirmé rapporté précisé estimé déclaré affirmé \
    affirme assuré según dijo dijeron afirmó declaró aseguró informó anunció confirmó señaló explicó indicó denunció secondo detto dichiarato affermato riferito spiegato annunciato volgens zei verklaarde \
    segundo disse afirmou declarou сказал сказала заявил заявила сообщил сообщила сообщает согласно \
    قال قالت وفقا بحسب صرح أعلن אמר אמרה לדברי לפי 称 表示 说 說 据 據 指出 宣布 透露 述べた 語った 発表した によると กล่าว กล่าวว่า \
    कहा बताया अनुसार";

const MONTHS: &str = "january february march april may june july august september october november december \
    jan feb mar apr jun jul aug sep sept oct nov dec \
    januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre \
    novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari maart mei augustus \
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря";

const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag \
    samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes domingo";

const MAGNITUDES: &[(&str, &str)] = &[
    ("hundred", "00"),
    ("thousand", "k"),
    ("million", "m"),
    ("mn", "m"),
    ("m", "m"),
    ("billion", "bn"),
    ("bn", "bn"),
    ("trillion", "tn"),
    ("tn", "tn"),
    ("dozen", "dozen"),
    ("percent", "%"),
    ("pc", "%"),
    ("prozent", "%"),
    ("tausend", "k"),
    ("millionen", "m"),
    ("mio", "m"),
    ("milliarden", "bn"),
    ("mrd", "bn"),
    ("mille", "k"),
    ("millions", "m"),
    ("milliard", "bn"),
    ("milliards", "bn"),
    ("mil", "k"),
    ("millón", "m"),
    ("millones", "m"),
    ("milioni", "m"),
    ("miljoen", "m"),
    ("miljard", "bn"),
];

/// Numbers in words, from two on and in runs of one each. One is left out: it is a pronoun more often than a figure.
const NUMBERS: &[(u32, &str)] = &[
    (0, "zero"),
    (2, "two zwei zwo deux dos dois duas twee два две двух اثنان اثنين שניים שתיים שתים δύο"),
    (3, "three drei trois tres três tre drie три трёх трех ثلاثة ثلاث שלושה שלוש τρεις τρία"),
    (4, "four vier quatre cuatro quatro quattro четыре четырёх четырех أربعة أربع ארבעה ארבע τέσσερις τέσσερα"),
    (5, "five fünf cinq cinco cinque vijf пять пяти خمسة خمس חמישה חמש πέντε"),
    (6, "six sechs seis zes sei шесть шести ستة ست שישה שש έξι"),
    (7, "seven sieben sept siete sete sette zeven семь سبعة سبع שבעה שבע επτά"),
    (8, "eight acht huit ocho oito otto восемь восьми ثمانية ثماني שמונה οκτώ"),
    (9, "nine neun neuf nueve nove negen девять девяти تسعة تسع תשעה תשע εννέα"),
    (10, "ten zehn dix diez dez dieci tien десять десяти عشرة עשרה עשר δέκα"),
    (11, "eleven elf onze once undici одиннадцать έντεκα"),
    (12, "twelve zwölf douze doce doze dodici twaalf двенадцать δώδεκα"),
    (13, "thirteen dreizehn treize trece treze tredici dertien тринадцать"),
    (14, "fourteen vierzehn quatorze catorce catorze quattordici veertien четырнадцать"),
    (15, "fifteen fünfzehn quinze quince quindici vijftien пятнадцать"),
    (16, "sixteen sechzehn seize dieciséis dezesseis dezasseis sedici zestien шестнадцать"),
    (17, "seventeen siebzehn diecisiete dezessete dezassete diciassette zeventien семнадцать"),
    (18, "eighteen achtzehn dieciocho dezoito diciotto achttien восемнадцать"),
    (19, "nineteen neunzehn diecinueve dezenove dezanove diciannove negentien девятнадцать"),
    (20, "twenty zwanzig vingt vingts veinte vinte venti twintig двадцать عشرون عشرين עשרים είκοσι"),
    (21, "veintiuno veintiún veintiuna ventuno"),
    (22, "veintidós ventidue"),
    (23, "veintitrés ventitré"),
    (24, "veinticuatro ventiquattro"),
    (25, "veinticinco venticinque"),
    (26, "veintiséis ventisei"),
    (27, "veintisiete ventisette"),
    (28, "veintiocho ventotto"),
    (29, "veintinueve ventinove"),
    (30, "thirty dreißig dreissig trente treinta trinta trenta dertig тридцать ثلاثون ثلاثين שלושים τριάντα"),
    (40, "forty vierzig quarante cuarenta quarenta quaranta veertig сорок أربعون أربعين ארבעים σαράντα"),
    (50, "fifty fünfzig cinquante cincuenta cinquenta cinquanta vijftig пятьдесят خمسون خمسين חמישים πενήντα"),
    (60, "sixty sechzig soixante sesenta sessenta sessanta zestig шестьдесят ستون ستين שישים"),
    (70, "seventy siebzig septante setenta settanta zeventig семьдесят سبعون سبعين שבעים"),
    (80, "eighty achtzig ochenta oitenta ottanta tachtig восемьдесят ثمانون ثمانين שמונים"),
    (90, "ninety neunzig nonante noventa novanta negentig девяносто تسعون تسعين תשעים"),
    (100, "hundert cent cien ciento cem cento honderd сто مئة مائة מאה εκατό"),
    (200, "doscientos doscientas duzentos duzentas duecento zweihundert tweehonderd двести مئتان مئتين מאתיים"),
    (300, "trescientos trescientas trezentos trezentas trecento dreihundert driehonderd триста"),
    (400, "cuatrocientos cuatrocientas quatrocentos quattrocento vierhundert vierhonderd четыреста"),
    (500, "quinientos quinientas quinhentos cinquecento fünfhundert vijfhonderd пятьсот"),
    (1000, "tausend duizend тысяча ألف אלף"),
];

/// Numbers that are said roughly.
const ROUGHLY: &[(u32, &str)] = &[
    (10, "tens decenas dezenas decine десятки tientallen dizaines عشرات עשרות"),
    (12, "dozens dutzende dutzenden docenas dúzias"),
    (100, "hundreds hunderte hunderten centaines cientos centenares centenas centinaia honderden сотни مئات מאות"),
    (1000, "thousands tausende tausenden milliers miles milhares migliaia duizenden тысячи آلاف אלפי"),
];

/// The units and tens that German and Dutch write in one word (`einundzwanzig`), with what stands between.
const JOINED: [(&str, &[&str], &[&str]); 2] = [
    (
        "und",
        &["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
        &["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    ),
    (
        "en",
        &["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"],
        &["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"],
    ),
];

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
    /// A number in words.
    pub(super) number: Option<Count>,
    /// A word that multiplies the figure before it, shortened.
    pub(super) magnitude: Option<&'static str>,
}

/// Words in lower case, and what they are.
type Words = HashMap<Box<str>, Class, Stirring>;

static WORDS: LazyLock<Words> = LazyLock::new(table);

static PLAIN: LazyLock<Sieve> = LazyLock::new(|| Sieve::of(&WORDS));

/// A longer word, in bytes, is none of ours.
const LONGEST: usize = 40;

/// Lets all words of ASCII through that are listed, and few others: most words are none of ours.
struct Sieve([u64; 64]);

impl Sieve {
    fn of(words: &Words) -> Sieve {
        let mut sieve = Sieve([0; 64]);
        for word in words.keys().filter(|word| word.is_ascii()) {
            let (at, bit) = Sieve::place(word.as_bytes());
            if let Some(bits) = sieve.0.get_mut(at) {
                *bits |= bit;
            }
        }
        sieve
    }

    /// Whether a word may be listed, or ends in `n't`.
    fn may_list(&self, word: &[u8]) -> bool {
        let (at, bit) = Sieve::place(word);
        self.0.get(at).is_some_and(|bits| bits & bit != 0) || matches!(word, [.., b'\'', b't' | b'T'])
    }

    /// Where a word is noted, whatever its case, by its length, its first two letters and its last.
    fn place(word: &[u8]) -> (usize, u64) {
        let letter = |at: usize| word.get(at).map_or(0, |b| usize::from(b | 0x20));
        let mixed = letter(0) * 31 + letter(1) * 113 + letter(word.len().wrapping_sub(1)) * 731 + word.len() * 1217;
        (mixed >> 6 & 63, 1 << (mixed & 63))
    }
}

/// What a word is, whatever its case; of no class if it is none of ours.
pub(super) fn class(word: &str) -> Class {
    if word.len() > LONGEST || word.bytes().all(|b| b.is_ascii_digit()) {
        return Class::default();
    }
    if word.is_ascii() {
        if !PLAIN.may_list(word.as_bytes()) {
            return Class::default();
        }
        // Lower case without asking for memory.
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).map_or_else(|_| Class::default(), |lower| listed(&WORDS, word, lower));
    }
    let lower = word.to_lowercase();
    let mut class = listed(&WORDS, word, &lower);
    if !class.negation && word.chars().all(crate::text::terms::is_dense) {
        // Chinese negates with a character that joins the word after it.
        let listed = |list: &str| list.contains(&format!(" {word} "));
        class.negation = word.contains(['不', '没', '沒', '未']) && !listed(NO_NEGATIONS) || listed(WITHOUT);
    }
    if !class.negation {
        // Arabic and Hebrew write *and*, *so* and *that* in one with the word after them.
        let joined = |c: char| matches!(c, 'و' | 'ف' | 'ו' | 'ש');
        class.negation = word.strip_prefix(joined).and_then(|rest| WORDS.get(rest)).is_some_and(|c| c.negation)
            || matches!(word, "بلا" | "ألا" | "ألم");
        let rest = word.strip_prefix(joined).and_then(|rest| WORDS.get(rest));
        class.number = class.number.or(rest.and_then(|c| c.number));
    }
    if !class.negation && word.chars().all(|c| ('가'..='힣').contains(&c)) {
        class.negation = word.contains('않') || word.contains("없") || word.contains("아니");
    }
    class
}

/// What the lists, and the ending `n't`, say of a word.
fn listed(words: &Words, word: &str, lower: &str) -> Class {
    let mut class = words.get(lower).copied().unwrap_or_default();
    if let Some(stem) = lower.strip_suffix("n't").or_else(|| lower.strip_suffix("n’t")) {
        class.negation = true;
        class.hedge = matches!(stem, "ca" | "wo" | "sha") || words.get(stem).is_some_and(|c| c.hedge);
    }
    let capital = word.starts_with(char::is_uppercase);
    if class.calendar && !capital && matches!(lower, "may" | "march" | "mars" | "sept" | "mar" | "mai") {
        class.calendar = false;
    }
    class
}

/// Whether a word is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    let lower = word.to_lowercase();
    DAYS.split_whitespace().any(|day| day == lower)
}

fn table() -> Words {
    let mut words = Words::with_capacity_and_hasher(1500, Stirring::default());
    type Mark = fn(&mut Class);
    let lists: [(&'static str, Mark); 5] = [
        (NEGATIONS, |c| c.negation = true),
        (HEDGES, |c| c.hedge = true),
        (ATTRIBUTIONS, |c| c.attribution = true),
        (MONTHS, |c| c.calendar = true),
        (DAYS, |c| c.calendar = true),
    ];
    for (list, mark) in lists {
        list.split_whitespace().for_each(|word| mark(words.entry(word.into()).or_default()));
    }
    for (word, short) in MAGNITUDES {
        words.entry((*word).into()).or_default().magnitude = Some(short);
    }
    let mut number = |word: &str, count: Count| words.entry(word.into()).or_default().number = Some(count);
    for (n, list) in NUMBERS {
        list.split_whitespace().for_each(|word| number(word, Count::Exact(*n)));
    }
    for (n, list) in ROUGHLY {
        list.split_whitespace().for_each(|word| number(word, Count::Roughly(*n)));
    }
    for (and, units, tens) in JOINED {
        for (unit, one) in (1..).zip(units) {
            let and = if one.ends_with('e') { "ën" } else { and };
            tens.iter().zip(2..).for_each(|(ten, n)| number(&format!("{one}{and}{ten}"), Count::Exact(10 * n + unit)));
        }
    }
    words
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
