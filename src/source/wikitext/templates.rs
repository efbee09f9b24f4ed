//! The templates that only dress up what they are given: the words in them are part of the sentence.
//!
//! All others are folded away, but for a few words that are all that one is given between two words of a sentence: whatever it
//! makes of them, they are likely shown; and for the figures of one that stands inside a sentence: what an unknown template makes
//! of an amount nobody knows, that it shows the amount is likely, and a change of it must not go unseen. What is listed is
//! the same on nearly every wiki, or the common ones of the large wikis, or the house style of Wikinews, whose articles
//! would otherwise lose each linked name.

use super::countries;

/// What stands for a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// These characters.
    For(&'static str),
    /// Its argument of that place, from 1.
    Argument(usize),
    /// Its second argument, else its first.
    Label,
    /// Its last argument.
    Last,
    /// Numbers and their units, without what they are converted to.
    Measure,
    /// A number, what it is uncertain by, and of its named arguments the power of ten and the unit.
    Value,
    /// Its named arguments, whose names are units: `m=1.83`, `ft=6|in=2`.
    Units,
    /// The first argument of one of these names that is there, else the first without a name.
    Named(&'static [&'static str]),
    /// This sign and its first argument, where it has one.
    Sign(&'static str),
    /// Its argument `text` or `quote`, else the first without a name that is no side of the page.
    Quotation,
    /// Its arguments, each a paragraph.
    Items,
    /// Its arguments with this between them.
    Joined(&'static str),
    /// A name, and the years of a marriage behind it.
    Marriage,
    /// Its first two arguments.
    Two,
    /// All its arguments, but for those that only say how to write a date.
    Words,
    /// `1/2`, `3 1/2`.
    Fraction,
    /// Year, month and day.
    Date,
    /// A date behind *as of*.
    AsOf,
    /// One or two years behind this.
    Years(&'static str),
    /// Its name (`{{1er}}`).
    Name,
    /// Its name, or with an argument a power of ten (`3{{e|8}}`).
    Power,
    /// This sign, a number, and the word for the letter behind it: `{{INRConvert|5|b}}`.
    Magnitude(&'static str),
    /// A number as an ordinal: `3rd`.
    Ordinal,
    /// Hours, minutes and seconds, in their places or by their letters.
    Duration,
    /// The name of the country of a code, or of what stands there instead.
    Country,
    /// This country.
    Land(&'static str),
    /// Its first argument between these.
    Between(&'static str, &'static str),
    /// `XIXe siècle` of a number and its ending, else the first argument.
    Century,
    /// Its arguments with this between them, and its first one behind that: `§ 242 BGB`.
    Section,
    /// What follows this many bytes of its name: a function of the parser (`{{formatnum:12}}`).
    Behind(usize),
}

/// Bytes of the longest name that is looked up.
pub(super) const LONGEST: usize = 40;

/// What stands for the template of a name, as written; `None` where it is not known.
pub(super) fn stand(name: &str) -> Option<Stand> {
    if let Some(behind) = function(name) {
        return Some(Stand::Behind(behind));
    }
    if name.len() > 2 * LONGEST {
        return None;
    }
    let name = name.trim();
    if let Some(land) = countries::named(name) {
        return Some(Stand::Land(land));
    }
    // Two letters of a language: `{{enS|word}}`.
    if name.len() == 3 && name.ends_with('S') && name.bytes().take(2).all(|b| b.is_ascii_lowercase()) {
        return Some(Stand::Argument(1));
    }
    let name = name.to_lowercase().replace('_', " ");
    let name = name.as_str();
    listed(name).or_else(|| currency(name).map(Stand::Sign)).or_else(|| match name {
        // `XIX{{e}}` on the French wikis; elsewhere a power, with an argument.
        "e" => Some(Stand::Power),
        "er" | "ème" => Some(Stand::Name),
        _ if name.starts_with("link-") && name.len() <= 12 => Some(Stand::Argument(1)),
        _ if name.starts_with("internal link helper") => Some(Stand::Argument(1)),
        _ if name.starts_with("не переведено") => Some(Stand::Label),
        _ if name.starts_with("lang-") => Some(Stand::Argument(1)),
        _ if is_ordinal(name) => Some(Stand::Name),
        _ => None,
    })
}

fn listed(name: &str) -> Option<Stand> {
    Some(match name {
        "w" | "нп" | "нп2" | "нп3" | "нп4" | "нп5" => Stand::Label,
        "wikipedia-inline"
        | "linktext"
        | "nowrap"
        | "no wrap"
        | "nobr"
        | "nobold"
        | "small"
        | "big"
        | "smaller"
        | "larger"
        | "em"
        | "strong"
        | "italic"
        | "sc"
        | "smallcaps"
        | "abbr"
        | "abbrlink"
        | "tooltip"
        | "visible anchor"
        | "vanchor"
        | "angbr"
        | "as written"
        | "proper name"
        | "sic"
        | "formatnum"
        | "angle bracket"
        | "u"
        | "nihongo"
        | "bible"
        | "num"
        | "number"
        | "nts"
        | "math"
        | "mvar"
        | "sub"
        | "birth-date"
        | "death-date"
        | "start-date"
        | "end-date"
        | "smallcaps all"
        | "nbsp wrap"
        | "kapitälchen"
        | "sperrschrift"
        | "\""
        | "abréviation"
        | "citation"
        | "guil"
        | "versalita"
        | "versalitas"
        | "esd"
        | "chem2"
        | "code"
        | "mono"
        | "kbd"
        | "samp"
        | "var"
        | "tq"
        | "center"
        | "block indent"
        | "plainlist"
        | "plain list"
        | "flatlist"
        | "columns-list"
        | "double single"
        | "refnec"
        | "référence nécessaire"
        | "formatnombre"
        | "число"
        | "comment"
        | "le"
        | "nowrapbr"
        | "enlace interlingüístico"
        | "text"
        | "underline"
        | "strike"
        | "bracket"
        | "term"
        | "defn"
        | "wikt" => Stand::Argument(1),
        "tsl" | "translink" => Stand::Argument(3),
        "fb" | "fbw" | "fb-rt" | "flag" | "flagcountry" | "flagu" => Stand::Country,
        "ordinal" | "ord" => Stand::Ordinal,
        "score" => Stand::Joined("–"),
        "gaps" | "not a typo" => Stand::Joined(""),
        "sort" => Stand::Last,
        "duration" => Stand::Duration,
        "s" | "s-" | "siècle" => Stand::Century,
        "siglo" => Stand::Sign("siglo "),
        "m." => Stand::Sign("M. "),
        "mme" => Stand::Sign("Mme "),
        "mlle" => Stand::Sign("Mlle "),
        "n°" => Stand::Sign("n° "),
        "incise" => Stand::Between("– ", " –"),
        "heure" => Stand::Joined(" h "),
        "§" => Stand::Section,
        "inrconvert" => Stand::Magnitude("₹"),
        "jpyconvert" => Stand::Magnitude("¥"),
        "correction" => Stand::Named(&["text"]),
        "ill" | "interlanguage link" => Stand::Named(&["lt"]),
        "ship" | "sortname" => Stand::Two,
        "chem" => Stand::Joined(""),
        "hlist" => Stand::Joined(" · "),
        "ubl" | "unbulleted list" | "bulleted list" | "ordered list" | "verse translation" => Stand::Items,
        "marriage" => Stand::Marriage,
        "ss" => Stand::Sign("SS "),
        "mv" => Stand::Sign("MV "),
        "ms" => Stand::Sign("MS "),
        "ps" => Stand::Sign("PS "),
        "hmas" => Stand::Sign("HMAS "),
        "hmcs" => Stand::Sign("HMCS "),
        "sms" => Stand::Sign("SMS "),
        "uss" => Stand::Sign("USS "),
        "hms" => Stand::Sign("HMS "),
        "rms" => Stand::Sign("RMS "),
        "langx" => Stand::Argument(2),
        "lang" | "langue" | "transl" | "transliteration" | "iast" | "color" | "colour" | "font color" => Stand::Last,
        "quote" | "blockquote" | "cquote" | "quotation" | "pull quote" | "bquote" | "rquote" | "zitat" | "cita"
        | "цитата" | "quoteleft" | "quoteright" | "quote left" | "quote right" | "bigquote" | "pullquote"
        | "quote box" | "quotebox" | "poem" | "poemquote" | "poem quote" | "citation bloc" => Stand::Quotation,
        "lien" => Stand::Named(&["texte", "fr"]),
        "convert" | "cvt" => Stand::Measure,
        "val" => Stand::Value,
        "height" => Stand::Units,
        "date" | "date-" | "datum" | "fecha" | "unité" | "nombre" | "nb" | "dunum" | "dunité" | "unidad"
        | "unidade" | "währung" | "zahl" | "currency" | "m" => Stand::Words,
        "frac" | "sfrac" | "fraction" | "bruch" => Stand::Fraction,
        "start date" | "end date" | "birth date" | "birth date and age" | "start date and age" | "dob" | "bda"
        | "birth year and age" | "death date" | "death date and age" | "film date" => Stand::Date,
        "as of" => Stand::AsOf,
        "b." => Stand::Years("b. "),
        "d." => Stand::Years("d. "),
        "circa" | "c." | "ca." => Stand::Years("c. "),
        "floruit" | "fl." => Stand::Years("fl. "),
        "reign" | "r." => Stand::Years("r. "),
        "mdash" | "emdash" | "em dash" | "—" => Stand::For("—"),
        "ndash" | "endash" | "en dash" | "–" => Stand::For("–"),
        "snd" | "spnd" | "sndash" | "spaced ndash" | "spaced en dash" | "dash" => Stand::For(" – "),
        "spaced mdash" | "spaced em dash" => Stand::For(" — "),
        "nbsp" | "nbs" | "thin space" | "thinsp" | "hair space" | "space" | "spaces" | "sp" => Stand::For(" "),
        "'" => Stand::For("'"),
        "'s" => Stand::For("'s"),
        "!" => Stand::For("|"),
        "=" => Stand::For("="),
        "(" | "((" => Stand::For("{"),
        ")" | "))" => Stand::For("}"),
        "·" | "dot" | "middot" | "•" | "bull" | "bullet" | "*" => Stand::For(" · "),
        "10^" => Stand::Sign("10^"),
        "sup" => Stand::Sign("^"),
        "sqrt" => Stand::Sign("√"),
        _ => return None,
    })
}

/// Bytes of a parser function's name that shows its argument, the colon included.
fn function(name: &str) -> Option<usize> {
    let end = memchr::memchr(b':', name.as_bytes().get(..name.len().min(LONGEST))?)?;
    let function = name.get(..end)?;
    let shows = ["formatnum", "zahlenformat", "lc", "uc", "lcfirst", "ucfirst", "#formatdate", "#dateformat"]
        .iter()
        .any(|known| function.trim().eq_ignore_ascii_case(known));
    shows.then_some(function.len() + 1)
}

/// The sign that a template for amounts of a currency puts before them.
fn currency(name: &str) -> Option<&'static str> {
    Some(match name {
        "us$" | "usd" | "$us" | "usdollar" => "US$",
        "$" | "dollar" => "$",
        "a$" | "au$" | "aud" => "A$",
        "c$" | "ca$" | "can$" | "cad" => "C$",
        "nz$" | "nzd" => "NZ$",
        "hk$" | "hkd" => "HK$",
        "s$" | "sgd" => "S$",
        "r$" | "brl" => "R$",
        "£" | "gbp" | "pound" | "pound sterling" => "£",
        "€" | "eur" | "euro" => "€",
        "¥" | "jpy" | "yen" => "¥",
        "cny" | "rmb" | "cn¥" => "CN¥",
        "₹" | "inr" | "rupee" | "indian rupee" => "₹",
        "₽" | "rub" => "₽",
        "₩" | "krw" => "₩",
        "nt$" | "twd" => "NT$",
        "rm" | "myr" => "RM",
        "₱" | "php" => "₱",
        "idr" => "Rp",
        "bdt" | "৳" => "৳",
        "₺" => "₺",
        "₦" | "ngn" => "₦",
        "chf" => "CHF ",
        "sek" => "SEK ",
        "nok" => "NOK ",
        "dkk" => "DKK ",
        "pln" => "PLN ",
        "czk" => "CZK ",
        "zar" => "R ",
        _ => return None,
    })
}

/// Whether a name is an ordinal or a century as the French wikis write them: `1er`, `2e`, `xixe siècle`.
fn is_ordinal(name: &str) -> bool {
    let (number, century) = name.strip_suffix(" siècle").map_or((name, false), |number| (number, true));
    let Some(stem) = ["er", "re", "nd", "ème", "e"].iter().find_map(|end| number.strip_suffix(end)) else {
        return false;
    };
    let digits = stem.len() <= 4 && stem.bytes().all(|b| b.is_ascii_digit());
    let roman = stem.len() <= 6 && stem.bytes().all(|b| b"ivxlc".contains(&b));
    !stem.is_empty() && (digits || (roman && century))
}

/// Bytes of the longest argument that may be part of a sentence, of a template that is not known.
const MOST: usize = 64;

/// Whether an argument is an amount: a number, with a sign before or a few words behind it.
pub(super) fn is_amount(argument: &str) -> bool {
    if argument.len() > MOST {
        return false;
    }
    let argument = argument.trim();
    let number = argument.trim_start_matches(['+', '-', '−', '~', '$', '£', '€', '¥', '₹', '<', '>', '±']).trim_start();
    number.starts_with(|c: char| c.is_ascii_digit()) && is_short(argument)
}

/// Whether an argument reads like words of a sentence and no code.
pub(super) fn is_prose(argument: &str) -> bool {
    let argument = argument.trim();
    let is_code = || argument.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    is_short(argument) && argument.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !is_code()
}

/// Whether an argument is a few words or less, without marks.
pub(super) fn is_short(argument: &str) -> bool {
    argument.len() <= MOST
        && argument.split_whitespace().count() <= 4
        && !argument.contains(['{', '}', '[', ']', '|', '=', '_', ':', '#', '@', '\n', '\\'])
}

/// Whether an argument says on which side of the page to stand.
pub(super) fn is_side(argument: &str) -> bool {
    ["left", "right", "center", "centre", "l", "r"].iter().any(|side| argument.eq_ignore_ascii_case(side))
}

/// Whether an argument says how to write a date.
pub(super) fn is_style(argument: &str) -> bool {
    ["dmy", "mdy", "ymd", "iso", "df", "mf", "none", "off"].iter().any(|style| argument.eq_ignore_ascii_case(style))
}
