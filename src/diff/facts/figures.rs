//! Figures and dates that changed, the old against the new, with what they count.
//!
//! A figure is a word that begins with digits (a sign or currency before them), with the word that multiplies it
//! (`5 million`), or a number in words. Its value is what is compared: `1,000` and `1000`, `four` and `4` are the same.
//! The number of an entry of a list, and digits that belong to a name (`COVID-19`, `G7`), are no figures. A figure
//! beside a month, a time of day or a year is part of a date, which counts as one thing.
//!
//! A figure became another if both stand at the same place of the text, are of one unit, and count the same thing; or
//! if hardly anything but them changed there. Else one went and one came. Of paragraphs that came or went whole ([`lone`])
//! each figure came or went that the other side has not in what was written anew.

use std::collections::{HashMap, VecDeque};

pub(super) mod lone;
mod noun;
mod read;
mod spelt;
mod value;

use self::read::{of, touched};
pub(super) use self::{read::may_begin, value::is_code};
use super::{cancel::cancel, passage::Passage};
use crate::{
    diff::{Fact, types::Counted},
    model::{ChangeKind, Sides},
    text::stirring::Stirring,
};

/// What is told of figures.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Number, ChangeKind::Date];

/// A figure or date of which something changed.
#[derive(Debug)]
struct Figure<'a> {
    kind: ChangeKind,
    place: usize,
    /// Which of the figures of its place it is, from 0.
    turn: usize,
    /// Its words.
    words: usize,
    text: &'a str,
    value: String,
    /// Its unit, or what kind of date it is.
    unit: String,
    counts: Option<Counted>,
}

/// The figures and dates that came, went or became others.
pub(super) fn figures(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    if !touched(pair.old) && !touched(pair.new) {
        return Vec::new();
    }
    let (mut old, mut new) = (of(pair.old), of(pair.new));
    // What stands at one place of both sides is the same there. A value that also stands at another place may have
    // another role in that, so it is only taken out after each place was set against its fellow.
    let counts = Sides::new(per_place(&old), per_place(&new));
    // In a short run with as many figures on both sides the first stands for the first, and so on.
    let turns = |place: usize| {
        let short = pair.old.size(place) <= SHORT && pair.new.size(place) <= SHORT;
        short && counts.old.get(&place) == counts.new.get(&place)
    };
    number(&mut old);
    number(&mut new);
    let turn = |f: &Figure<'_>| if f.kind == ChangeKind::Number && turns(f.place) { f.turn } else { 0 };
    cancel(&mut old, &mut new, |f| (f.place, turn(f), f.kind, f.value.clone()));
    let mut out = Told::default();
    let mut rest = new.into_iter().peekable();
    let mut old = old.into_iter().peekable();
    // Both sides' figures ascend by place.
    while let Some(place) = [old.peek(), rest.peek()].into_iter().flatten().map(|f| f.place).min() {
        let gone: Vec<_> = std::iter::from_fn(|| old.next_if(|f| f.place == place)).collect();
        let come: Vec<_> = std::iter::from_fn(|| rest.next_if(|f| f.place == place)).collect();
        let sizes = Sides::new(pair.old.size(place), pair.new.size(place));
        at_one_place(gone, come, sizes, &mut out);
    }
    let Told { mut facts, mut gone, mut come } = out;
    cancel(&mut gone, &mut come, |f| (f.kind, f.value.clone()));
    facts.extend(gone.into_iter().map(|f| {
        let fact = Fact { counts: f.counts, ..Fact::new(f.kind, Some(f.text), None) };
        (f.place, fact)
    }));
    facts.extend(come.into_iter().map(|f| {
        let fact = Fact { counts: f.counts, ..Fact::new(f.kind, None, Some(f.text)) };
        (f.place, fact)
    }));
    facts.sort_by_key(|f| f.0);
    facts.into_iter().map(|f| f.1).collect()
}

/// How many figures each place has.
fn per_place(figures: &[Figure<'_>]) -> HashMap<usize, usize, Stirring> {
    let mut counts = HashMap::default();
    figures.iter().for_each(|f| *counts.entry(f.place).or_default() += 1);
    counts
}

/// Numbers the figures of each place.
fn number(figures: &mut [Figure<'_>]) {
    let (mut place, mut turn) = (usize::MAX, 0);
    for f in figures {
        turn = if f.place == place { turn + 1 } else { 0 };
        (place, f.turn) = (f.place, turn);
    }
}

/// What the places tell, one after the other.
#[derive(Default)]
struct Told<'a> {
    /// Figures that became others, with their places.
    facts: Vec<(usize, Fact)>,
    /// Those that became nothing at their place.
    gone: Vec<Figure<'a>>,
    /// Those that nothing at their place became.
    come: Vec<Figure<'a>>,
}

/// Words at a place besides its figures, at most, for these to be all that changed there.
const BESIDE: usize = 1;
/// Places longer than this, in words, are rewritten: only figures of the same thing are set against each other there.
const SHORT: usize = 8;

/// The figures of one place set against each other: those that count the same, then, where nothing else changed, those
/// of a kind in turn if there are as many. `sizes`: how many words changed there.
fn at_one_place<'a>(gone: Vec<Figure<'a>>, come: Vec<Figure<'a>>, sizes: Sides<usize>, out: &mut Told<'a>) {
    let noun = |f: &Figure<'_>| f.counts.as_ref().map(|c| singular(&c.noun));
    let like = |a: &Figure<'_>, b: &Figure<'_>| a.kind == b.kind && a.unit == b.unit;
    let mut of_noun: HashMap<String, VecDeque<usize>, Stirring> = HashMap::default();
    for (j, f) in come.iter().enumerate() {
        of_noun.entry(noun(f).unwrap_or_default()).or_default().push_back(j);
    }
    let mut taken = vec![false; come.len()];
    let mut became: Vec<Option<usize>> = vec![None; gone.len()];
    for (i, f) in gone.iter().enumerate() {
        let Some(of_noun) = noun(f).and_then(|noun| of_noun.get_mut(&noun)) else { continue };
        if of_noun.front().is_some_and(|&j| like(f, &come[j])) {
            became[i] = of_noun.pop_front();
        }
        if let Some(j) = became[i] {
            taken[j] = true;
        }
    }
    let figures = |of: &[Figure<'_>]| of.iter().map(|f| f.words).sum::<usize>() + BESIDE;
    let short = sizes.old <= SHORT && sizes.new <= SHORT;
    let bare = sizes.old <= figures(&gone) && sizes.new <= figures(&come);
    for kind in [ChangeKind::Number, ChangeKind::Date] {
        let left: Vec<usize> = (0..gone.len()).filter(|&i| became[i].is_none() && gone[i].kind == kind).collect();
        let free: Vec<usize> = (0..come.len()).filter(|&j| !taken[j] && come[j].kind == kind).collect();
        // Dates count nothing, and what has a unit says what it is.
        let said = |i: usize, j: usize| {
            let nouns = (noun(&gone[i]), noun(&come[j]));
            bare || short && !gone[i].unit.is_empty() && (nouns.0.is_none() || nouns.1.is_none())
        };
        if left.len() == free.len() {
            // The same number of another measure.
            let measured = |a: &Figure<'_>, b: &Figure<'_>| {
                let amount = |f: &Figure<'_>| f.value.strip_suffix(f.unit.as_str()).map(str::to_owned);
                !a.unit.is_empty() && !b.unit.is_empty() && amount(a).is_some() && amount(a) == amount(b)
            };
            let pairs = |i: usize, j: usize| like(&gone[i], &come[j]) || measured(&gone[i], &come[j]);
            for (i, j) in left.into_iter().zip(free).filter(|&(i, j)| pairs(i, j) && said(i, j)) {
                (taken[j], became[i]) = (true, Some(j));
            }
        }
    }
    for (f, j) in gone.into_iter().zip(became) {
        let Some(new) = j.and_then(|j| come.get(j)) else {
            out.gone.push(f);
            continue;
        };
        // The same of the same thing, said in another order.
        if f.value == new.value {
            continue;
        }
        let counts = new.counts.clone().or(f.counts);
        out.facts.push((f.place, Fact { counts, ..Fact::new(f.kind, Some(f.text), Some(new.text)) }));
    }
    out.come.extend(come.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(f, _)| f));
}

/// A noun as it is compared: in lower case, without the ending of a plural.
fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    lower.strip_suffix('s').map(str::to_owned).unwrap_or(lower)
}

/// The values of all figures of a text that are no dates, and of its dates.
pub(super) fn values(text: &str) -> Vec<(ChangeKind, String)> {
    of(&Passage::whole(text)).into_iter().map(|f| (f.kind, f.value)).collect()
}

/// What a figure counts as.
pub(super) fn value(text: &str) -> Option<String> {
    values(text).into_iter().next().map(|f| f.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::facts::passage;

    fn told(old: &str, new: &str) -> Vec<String> {
        let tell = |f: Fact| {
            let noun = f.counts.map(|c| if c.before { format!("<{}", c.noun) } else { format!(">{}", c.noun) });
            let part = |s: Option<String>| s.unwrap_or_else(|| "·".into());
            format!("{} {}→{} {}", f.kind.word(), part(f.old), part(f.new), part(noun))
                .trim_end_matches(" ·")
                .to_owned()
        };
        passage::told(old, new, |sides| figures(sides).into_iter().map(tell).collect())
    }

    #[test]
    fn figures_and_what_they_count() {
        assert_eq!(told("At least 4 dead in the flood.", "At least 11 dead in the flood."), ["number 4→11 >dead"]);
        assert_eq!(told("The death toll rose to 4.", "The death toll rose to 11."), ["number 4→11 <death toll"]);
        assert_eq!(told("He paid £5m for it.", "He paid £7 million for it."), ["number £5m→£7 million"]);
        assert_eq!(told("Two people were hurt there.", "Three people were hurt there."), ["number Two→Three >people"]);
        assert_eq!(told("It rained, 4 new cases came.", "It rained, 5 new cases came."), ["number 4→5 >new cases"]);
    }

    #[test]
    fn a_value_in_another_role_is_a_change() {
        let blast = |a: u32, b: u32| format!("The blast killed {a} people and injured {b}, police said.");
        assert_eq!(told(&blast(4, 11), &blast(11, 20)), ["number 4→11 >people", "number 11→20"]);
        let vote = |a: &str, b: &str| format!("Leave won {a} and Remain won {b} of the votes.");
        let swapped = told(&vote("52%", "48%"), &vote("48%", "52%"));
        assert!(swapped.len() == 2 && swapped[0].starts_with("number 52%→48%"), "{swapped:?}");
        let held = |a: u32, b: u32| format!("They arrested {a} men and {b} women there.");
        assert_eq!(told(&held(4, 11), &held(11, 4)), ["number 4→11 >men", "number 11→4 >women"]);
        let oil = told("Brent fell to $70 from $72.", "Brent fell to $68 from $70.");
        assert!(oil.len() == 2 && oil[0].contains("$70→$68") && oil[1].contains("$72→$70"), "{oil:?}");
        // What only went to another place of the sentence became nothing else.
        assert!(told("In 2019 he left the old town.", "He left the old town in 2019.").is_empty());
    }

    #[test]
    fn the_same_value_is_no_change() {
        assert!(told("Some 1,000 people were there.", "Some 1000 people were there.").is_empty());
        assert!(told("Some four people were there.", "Some 4 people were there.").is_empty());
        assert!(told("Prices rose 4% in a year there.", "Prices rose 4 per cent in a year there.").is_empty());
        assert!(told("COVID-19 is what he had then.", "COVID-20 is what he had then.").is_empty());
        assert!(told("1. Wash your hands often", "2. Wash your hands often").is_empty());
    }

    #[test]
    fn unlike_figures_are_no_pair() {
        let pairs =
            |old: &str, new: &str| told(old, new).iter().filter(|f| !f.contains('·')).cloned().collect::<Vec<_>>();
        let none = Vec::<String>::new();
        assert_eq!(
            pairs("Fire on Highmoor spreads to 700 hectares", "Highmoor fire: eleven households leave homes"),
            none
        );
        assert_eq!(pairs("Larder shares fall 9% despite rise", "Larder loses £310m of its value despite rise"), none);
        assert_eq!(pairs("They met on Tuesday there.", "They met in 2019 there."), none);
        assert_eq!(pairs("It was 4% more there.", "It was £4 more there."), none);
        assert_eq!(told("It will have 5 km of them.", "It will have 5km of them."), none);
        assert_eq!(told("It is 5 km to go there.", "It is 6km to go there."), ["number 5 km→6km"]);
        assert_eq!(
            told("They hit two hospital systems there.", "They hit four hospital systems there."),
            ["number two→four >hospital systems"]
        );
        assert_eq!(
            told("Then two hospital booking systems failed.", "Then four hospital booking systems failed."),
            ["number two→four >hospital booking systems"]
        );
        assert_eq!(
            told("They play on 16–17 March there.", "They play on 17 March there."),
            ["date 16–17 March→17 March"]
        );
        assert!(told("They went with Theresa Bell.", "They went with Theresa May.").is_empty());
    }

    #[test]
    fn thousands_units_and_currencies() {
        assert_eq!(
            told("La ville compte 10 000 habitants.", "La ville compte 12 000 habitants."),
            ["number 10 000→12 000 >habitants"]
        );
        assert_eq!(
            told("La ville compte 9500 habitants.", "La ville compte 10 500 habitants."),
            ["number 9500→10 500 >habitants"]
        );
        assert!(told("Some 10 000 people came.", "Some 10,000 people came.").is_empty());
        assert_eq!(told("The fine is USD 5m for all.", "The fine is EUR 5m for all."), ["number USD 5m→EUR 5m <fine"]);
        assert_eq!(told("They ran 12 km in it.", "They ran 12 miles in it."), ["number 12 km→12 miles"]);
        assert!(told("Le coût est de 5 €.", "Le coût est de 5€.").is_empty());
    }

    #[test]
    fn numbers_in_words() {
        for (old, new, fact) in [
            ("Twenty-one people died there.", "Twenty-two people died there.", "Twenty-one→Twenty-two >people"),
            (
                "One hundred people died there.",
                "Two hundred and five people died there.",
                "One hundred→Two hundred and five >people",
            ),
            (
                "Elf Menschen starben am Abend in der Stadt.",
                "Zwölf Menschen starben am Abend in der Stadt.",
                "Elf→Zwölf >Menschen",
            ),
            (
                "Einundzwanzig Menschen wurden in der Stadt verletzt.",
                "Zweiundzwanzig Menschen wurden in der Stadt verletzt.",
                "Einundzwanzig→Zweiundzwanzig >Menschen",
            ),
            (
                "Onze personnes sont mortes dans la nuit.",
                "Douze personnes sont mortes dans la nuit.",
                "Onze→Douze >personnes",
            ),
            (
                "Quattro persone sono morte nella notte.",
                "Cinque persone sono morte nella notte.",
                "Quattro→Cinque >persone",
            ),
            ("Погибли четыре человека в городе.", "Погибли пять человека в городе.", "четыре→пять >человека"),
            ("قتل أربعة أشخاص في المدينة.", "قتل خمسة أشخاص في المدينة.", "أربعة→خمسة >أشخاص"),
            ("ארבעה אנשים נהרגו אתמול בעיר.", "חמישה אנשים נהרגו אתמול בעיר.", "ארבעה→חמישה >אנשים"),
            ("Dozens of people fled there.", "Hundreds of people fled there.", "Dozens→Hundreds"),
            (
                "They saw tens of thousands in the town.",
                "They saw hundreds of thousands in the town.",
                "tens of thousands→hundreds of thousands",
            ),
        ] {
            assert_eq!(told(old, new), [format!("number {fact}")]);
        }
        assert!(told("Two hundred and five people died.", "Some 205 people died.").is_empty());
        assert!(told("He lost five thousand pounds.", "He lost 5,000 pounds.").len() < 3);
        let toll = told("爆炸造成四人死亡，十一人受伤。", "爆炸造成五人死亡，十二人受伤。");
        assert!(toll.len() == 2 && toll[0].contains('四') && toll[1].contains("十一"), "{toll:?}");
        for (old, new) in [
            ("He was there, an elf in green.", "He was there, a man in green."),
            ("She saw it once in the town.", "She saw it twice in the town."),
            ("The report is due in the town.", "The report is out in the town."),
        ] {
            assert!(told(old, new).is_empty(), "{new}");
        }
    }

    #[test]
    fn scores_and_ranges_are_one_figure() {
        assert_eq!(told("Harle win 1-0 at home.", "Harle win 2-1 at home."), ["number 1-0→2-1"]);
        assert_eq!(
            told("Some 10–15 people came there.", "Some 12–20 people came there."),
            ["number 10–15→12–20 >people"]
        );
        assert_eq!(
            told(
                "Those who drank it each day were 1.8 times as ill.",
                "Those who drank it each day were 2.6 times as ill."
            ),
            ["number 1.8→2.6"]
        );
    }

    #[test]
    fn dates_are_one_thing() {
        assert_eq!(
            told("They met on 3 May 2020 there.", "They met on 11 May 2020 there."),
            ["date 3 May 2020→11 May 2020"]
        );
        assert_eq!(told("He left at 1.50am there.", "He left shortly before 2am there."), ["date 1.50am→2am"]);
        assert_eq!(told("They met on Monday in town.", "They met on Tuesday in town."), ["date Monday→Tuesday"]);
        assert_eq!(told("It opens at 10:30 each day.", "It opens at 11:30 each day."), ["date 10:30→11:30"]);
        assert_eq!(told("It closed in 2019 for good.", "It closed in 2020 for good."), ["date 2019→2020"]);
        assert!(told("They march in line to it.", "They may walk in line to it.").is_empty());
    }
}
