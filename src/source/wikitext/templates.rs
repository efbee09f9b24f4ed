//! The few templates that only dress up what they are given: the words in them are part of the sentence.
//!
//! All others are folded away. What is listed is the same on nearly every wiki, or the house style of Wikinews, whose
//! articles would otherwise lose each linked name.

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
    /// Its first two arguments: a number and its unit.
    Measure,
    /// The argument of that name, or the first.
    Named(&'static str),
}

/// What stands for the template of a name, as written; `None` where it is folded away.
pub(super) fn stand(name: &str) -> Option<Stand> {
    let name = name.trim();
    if name.len() > 24 || !name.is_ascii() {
        return None;
    }
    let name = name.to_ascii_lowercase().replace('_', " ");
    Some(match name.as_str() {
        "w" | "wikipedia-inline" | "ill" | "interlanguage link" | "linktext" => match name.as_str() {
            "w" => Stand::Label,
            _ => Stand::Argument(1),
        },
        "nowrap" | "nobr" | "nobold" | "small" | "big" | "smaller" | "larger" | "em" | "strong" | "italic" | "sc"
        | "smallcaps" | "abbr" | "abbrlink" | "tooltip" | "visible anchor" | "vanchor" | "angbr" | "not a typo"
        | "as written" | "proper name" | "sic" | "date" | "formatnum" | "angle bracket" | "u" | "nihongo"
        | "transl" | "bible" | "flag" | "flagcountry" | "flagu" | "ship" => match name.as_str() {
            "transl" => Stand::Last,
            _ => Stand::Argument(1),
        },
        "lang" | "transliteration" | "iast" | "color" | "colour" | "font color" => Stand::Last,
        "uss" | "hms" | "rms" => Stand::Argument(1),
        "quote" | "blockquote" | "cquote" | "quotation" | "pull quote" | "bquote" | "rquote" => Stand::Named("text"),
        "convert" | "cvt" | "val" => Stand::Measure,
        "mdash" | "emdash" | "em dash" | "—" => Stand::For("—"),
        "ndash" | "endash" | "en dash" => Stand::For("–"),
        "snd" | "spnd" | "sndash" | "spaced ndash" | "spaced en dash" | "dash" => Stand::For(" – "),
        "nbsp" | "nbs" | "thin space" | "thinsp" | "hair space" | "space" | "sp" => Stand::For(" "),
        "'" => Stand::For("'"),
        "'s" => Stand::For("'s"),
        "!" => Stand::For("|"),
        "=" => Stand::For("="),
        "(" | "((" => Stand::For("{"),
        ")" | "))" => Stand::For("}"),
        "·" | "dot" | "middot" | "•" | "bull" | "bullet" | "*" => Stand::For(" · "),
        "pound" | "gbp" => Stand::For("£"),
        "euro" | "eur" => Stand::For("€"),
        "frac" | "sfrac" => return None,
        _ if name.starts_with("lang-") => Stand::Argument(1),
        _ => return None,
    })
}
