//! The words inside a pair of paragraphs: what was kept, what went, what came.
//!
//! Texts are cut into units that an edit takes or leaves whole: words with the compounds they are part of, figures,
//! marks. A table finds the alignment that is worth most: what is kept counts by what it says, each change costs, and
//! costs less where it begins and ends at the edge of a phrase or sentence. Runs in common too small for the changes
//! around them are given up, so that a lone comma or article does not break one change into confetti.

mod align;
mod coarse;
mod islands;
mod long;
mod mates;
mod slide;
mod table;
mod taste;
mod units;
mod writer;

pub(super) use self::writer::Edits;
use self::{taste::TASTE, units::Text};
use super::{Edit, Ignore, Op, sequence::Budget};
use crate::{model::Sides, text::words::Cuts};

/// Under this share of common text (of 100), nothing is kept in common.
const KEPT: usize = 12;

/// The edits that turn one text into another, and how alike the two are, 0 to 1. Where the steps do not suffice the one
/// is told as replaced by the other.
#[must_use]
pub fn edits(old: &str, new: &str, ignore: Ignore, budget: &mut Budget) -> (Vec<Edit>, f32) {
    edits_of(old, new, ignore, &Cuts::default(), budget)
}

/// The same, of texts that may have been cut already.
pub(super) fn edits_of(old: &str, new: &str, ignore: Ignore, cuts: &Cuts<'_>, budget: &mut Budget) -> (Vec<Edit>, f32) {
    if old.len() + new.len() > coarse::LONG {
        return coarse::edits(old, new, ignore, budget);
    }
    if !budget.take(steps(old, new)) {
        let mut out = Edits::default();
        out.push(Op::Delete, old, None);
        out.push(Op::Insert, new, None);
        return (out.end(), 0.0);
    }
    fine(old, new, ignore, cuts, budget)
}

/// What it takes to cut two texts into units, whatever they have in common.
fn steps(old: &str, new: &str) -> u64 {
    200 + 4 * (old.len() + new.len()) as u64
}

/// The edits word by word.
fn fine(old: &str, new: &str, ignore: Ignore, cuts: &Cuts<'_>, budget: &mut Budget) -> (Vec<Edit>, f32) {
    let sides = Sides::new(old, new).map(|text| Text::new(text, ignore, &TASTE, cuts));
    let pairs = align::align(&sides.old, &sides.new, &TASTE, budget);
    let shared: usize = pairs.iter().map(|&(i, j)| sides.old.length(i) + sides.new.length(j)).sum();
    let all = sides.old.total() + sides.new.total();
    let similarity = if all == 0 { 1.0 } else { shared as f32 / all as f32 };
    let mut out = Edits::default();
    if shared * 100 < all * KEPT {
        out.push(Op::Delete, old, None);
        out.push(Op::Insert, new, None);
        return (out.end(), similarity);
    }
    let mut at = (0, 0);
    for run in pairs.chunk_by(|a, b| (a.0 + 1, a.1 + 1) == *b) {
        let (first, last) = (run[0], run[run.len() - 1]);
        let spans = (sides.old.span(first.0..last.0 + 1), sides.new.span(first.1..last.1 + 1));
        if spans.0 == spans.1 && ignore == Ignore::Nothing {
            out.gap(&sides, at.0..first.0, at.1..first.1);
            out.equal(spans.0, spans.1);
            at = (last.0 + 1, last.1 + 1);
            continue;
        }
        for &(i, j) in run {
            out.gap(&sides, at.0..i, at.1..j);
            out.equal(sides.old.piece(i), sides.new.piece(j));
            at = (i + 1, j + 1);
        }
    }
    out.gap(&sides, at.0..sides.old.units.len(), at.1..sides.new.units.len());
    (out.end(), similarity)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str, ignore: Ignore) -> String {
        let (edits, _) = edits(old, new, ignore, &mut Budget::new(1 << 20));
        edits
            .iter()
            .map(|e| match e.op {
                Op::Delete => format!("[-{}-]", e.text),
                Op::Insert => format!("{{+{}+}}", e.text),
                _ => e.old.as_ref().map_or(e.text.clone(), |old| format!("<{old}|{}>", e.text)),
            })
            .collect()
    }

    #[test]
    fn whole_words_change() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(plain("at least 4 dead in fire", "at least 11 dead in fire"), "at least [-4-]{+11+} dead in fire");
        assert_eq!(plain("He did say so", "He did not say so"), "He did {+not +}say so");
        assert_eq!(plain("It cost £1,000 then", "It cost £1,500 then"), "It cost [-£1,000-]{+£1,500+} then");
        assert_eq!(plain("", "new"), "{+new+}");
        assert_eq!(plain("a  b", "a b"), "a[-  -]{+ +}b");
    }

    #[test]
    fn what_is_ignored_keeps_both_spellings() {
        assert_eq!(told("“No,” he said", "\"No,\" he said", Ignore::Spacing), "<“|\">No,<”|\"> he said");
        assert_eq!(told("The End", "the end.", Ignore::Case), "<The|the> <End|end.>");
        assert_eq!(told("a fine day", "a cold day", Ignore::Case), "a [-fine-]{+cold+} day");
    }

    #[test]
    fn what_is_ignored_and_on_one_side_only_goes_with_a_word() {
        let told = |a, b| told(a, b, Ignore::Case);
        assert_eq!(told("it is the end", "it is the end."), "it is the <end|end.>");
        assert_eq!(told("…it is the end", "it is the end"), "<…it|it> is the end");
        assert_eq!(told("the quick-end", "the quick end"), "the quick<-| >end");
        assert_eq!(told("the end(s)", "the ends"), "the [-end(s)-]{+ends+}");
        assert_eq!(told("(no", "yes"), "[-(no-]{+yes+}");
        assert_eq!(told("…", ""), "[-…-]");
    }

    #[test]
    fn nothing_in_common_is_replaced_whole() {
        assert_eq!(
            told("Rain fell, in the north.", "Shares rose; markets were calm.", Ignore::Nothing),
            "[-Rain fell, in the north.-]{+Shares rose; markets were calm.+}"
        );
    }

    #[test]
    fn compounds_change_whole() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(plain("a well-known case", "a well known case"), "a [-well-known-]{+well known+} case");
        assert_eq!(plain("a high-pressure valve", "a low-pressure valve"), "a [-high-pressure-]{+low-pressure+} valve");
        assert_eq!(plain("from 2010–2015 on", "from 2010–2016 on"), "from [-2010–2015-]{+2010–2016+} on");
        assert_eq!(plain("as in [3] and", "as in [4] and"), "as in [-[3]-]{+[4]+} and");
        assert_eq!(plain("Fig. 3 shows", "Figure 3 shows"), "[-Fig.-]{+Figure+} 3 shows");
    }

    #[test]
    fn additions_stand_at_the_edges_of_what_they_are() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(
            plain("The dam held. The town slept.", "The dam held. The river rose. The town slept."),
            "The dam held. {+The river rose. +}The town slept."
        );
        assert_eq!(plain("They met in Ulm.", "They met in Ulm and in Bonn."), "They met in Ulm{+ and in Bonn+}.");
        assert_eq!(plain("大坝没有垮。", "大坝没有垮。河水上涨。"), "大坝没有垮。{+河水上涨。+}");
    }

    #[test]
    fn a_full_stop_that_both_have_stands_between_what_went_and_the_sentence_that_came() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        let (one, two) = ("The battery lasts four hours for all that can go wrong.", "The battery lasts four hours.");
        let with = format!("{two} This was 23.");
        assert_eq!(plain(one, &with), "The battery lasts four hours[- for all that can go wrong-].{+ This was 23.+}");
        assert_eq!(plain(&with, one), "The battery lasts four hours{+ for all that can go wrong+}.[- This was 23.-]");
        assert_eq!(plain("It rose by 4.5 m.", "It rose by 4.6 m."), "It rose by [-4.5-]{+4.6+} m.");
    }

    #[test]
    fn marks_that_belong_together_come_and_go_together() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(
            plain("She called it a setback.", "She called it a setback, a “tragedy for all.”"),
            "She called it a setback[-.-]{+, a “tragedy for all.”+}"
        );
        assert_eq!(
            plain("He left the party (for good.) Then", "He left the party. Then"),
            "He left the party[- (for good.)-]{+.+} Then"
        );
        assert_eq!(plain("It is popular.", "It is “very popular.”"), "It is {+“very +}popular.{+”+}");
        assert_eq!(plain("He left (at noon) then.", "He left (at one) then."), "He left (at [-noon-]{+one+}) then.");
    }

    #[test]
    fn german_days_are_one_thing() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(
            plain("Sie findet am 27. September statt.", "Sie findet am 29. November statt."),
            "Sie findet am [-27. September-]{+29. November+} statt."
        );
        assert_eq!(plain("Sie ist am 27. Mai da.", "Sie ist am 28. Mai da."), "Sie ist am [-27.-]{+28.+} Mai da.");
    }

    #[test]
    fn what_is_written_on_to_a_mark_stays_with_it() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(
            plain("Category:Living people", "Category:Missing people Category:Living people"),
            "{+Category:Missing people +}Category:Living people"
        );
        assert_eq!(
            plain("Category:Rivers Category:Mills Category:Weirs", "Category:Rivers Category:Weirs"),
            "Category:Rivers [-Category:Mills -]Category:Weirs"
        );
    }

    #[test]
    fn small_islands_between_great_changes_are_given_up() {
        assert_eq!(
            told(
                "Nobody saw the old ferry leave its berth at dawn on Monday, the harbour master said.",
                "Two fishermen watched smoke rise from the engine room around noon on Monday, the harbour master said.",
                Ignore::Nothing
            ),
            "[-Nobody saw the old ferry leave its berth at dawn-]{+Two fishermen watched smoke rise from the engine room \
             around noon+} on Monday, the harbour master said."
        );
    }

    #[test]
    fn dates_and_ranges_are_one_thing() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(
            plain("until 7 July 2020 only", "until 8 July 2021 only"),
            "until [-7 July 2020-]{+8 July 2021+} only"
        );
        assert_eq!(plain("some 10 000 people", "some 12 000 people"), "some [-10 000-]{+12 000+} people");
        assert_eq!(plain("some 9500 people", "some 10 500 people"), "some [-9500-]{+10 500+} people");
        assert_eq!(plain("won 4 of 9 seats", "won 5 of 11 seats"), "won [-4 of 9-]{+5 of 11+} seats");
        assert_eq!(plain("until 7 July 2020 only", "until 8 July 2020 only"), "until [-7-]{+8+} July 2020 only");
        assert_eq!(plain("paid £5 million then", "paid £6 billion then"), "paid [-£5 million-]{+£6 billion+} then");
    }

    #[test]
    fn other_scripts() {
        let plain = |a, b| told(a, b, Ignore::Nothing);
        assert_eq!(plain("我们今天去北京。", "我们明天去北京。"), "我们[-今天-]{+明天+}去北京。");
        assert_eq!(plain("سقط المطر أمس", "سقط الثلج أمس"), "سقط [-المطر-]{+الثلج+} أمس");
        assert_eq!(plain("cafe\u{301} noir", "cafe noir"), "[-cafe\u{301}-]{+cafe+} noir");
    }
}
