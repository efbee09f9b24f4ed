//! A text cut into sentences.
//!
//! Sentences end where UAX 29 lets them, which knows the stops of all scripts; but none begins with a small letter (`“Was
//! it?” she asked.`), and none ends with an initial or a title (`J. Smith`, `Dr. Bell`, `Nr. 5`), at which it would cut.

mod bounds;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::german_day::is_german_day;

/// Words with a stop after which a sentence goes on, in lower case, without the stop.
const GOES_ON: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "sen", "rep", "gov", "gen", "lt", "col", "capt", "sgt", "rev", "hon",
    "pres", "no", "nos", "vs", "v", "cf", "e.g", "i.e", "approx", "fig", "art", "sec", "ch", "vol", "pp", "mme",
    "mlle", "mm", "nr", "abs", "ca", "bzw", "z.b", "d.h", "u.a", "vgl", "hr", "fr", "sr", "sra", "srta", "dña", "núm",
    "dott", "sig", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "bgbl", "abl", "ziff", "lit", "rn", "anm", "az",
];

/// The sentences of a text as ranges of bytes, without the blanks around them. Joined with what stands between they are
/// the text; what stands between is blank. Linear in the text.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut add = |at: usize, piece: &str| {
        let kept = piece.trim();
        if kept.is_empty() {
            return;
        }
        let start = at + (piece.len() - piece.trim_start().len());
        let range = start..start + kept.len();
        match out.last_mut() {
            Some(last)
                if kept.starts_with(char::is_lowercase)
                    || goes_on(&text[last.clone()])
                    || is_german_day(&text[last.clone()], kept) =>
            {
                last.end = range.end;
            }
            _ => out.push(range),
        }
    };
    if bounds::are_simple(text) {
        let mut from = 0;
        while from < text.len() {
            let to = bounds::end(text, from);
            add(from, &text[from..to]);
            from = to;
        }
    } else {
        text.split_sentence_bound_indices().for_each(|(at, piece)| add(at, piece));
    }
    out
}

/// Whether a sentence cannot end as this one does.
fn goes_on(text: &str) -> bool {
    let Some(head) = text.strip_suffix('.') else { return false };
    let word = head.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '«')).next().unwrap_or("");
    let mut chars = word.chars();
    let initial = matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
    initial || word.len() < 8 && GOES_ON.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn sentences_end_at_their_stops() {
        assert_eq!(
            cut("Rain fell. It was cold!  “Was it?” she asked. Yes."),
            ["Rain fell.", "It was cold!", "“Was it?” she asked.", "Yes."]
        );
        assert_eq!(cut("下雨了。天气很冷！"), ["下雨了。", "天气很冷！"]);
        assert_eq!(cut("هل سقط المطر؟ نعم."), ["هل سقط المطر؟", "نعم."]);
        assert_eq!(cut("  "), Vec::<&str>::new());
        assert_eq!(cut("no stop"), ["no stop"]);
    }

    #[test]
    fn titles_and_initials_end_none() {
        assert_eq!(
            cut("Dr. Bell met J. Smith on Nr. 5. They left."),
            ["Dr. Bell met J. Smith on Nr. 5.", "They left."]
        );
        assert_eq!(
            cut("Es gilt vom 9. Mai an (BGBl. I S. 3). Sie ging."),
            ["Es gilt vom 9. Mai an (BGBl. I S. 3).", "Sie ging."]
        );
        assert_eq!(cut("It was he and I. They left."), ["It was he and I.", "They left."]);
    }
}
