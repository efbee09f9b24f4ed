//! What is told of figures and dates.

use super::*;
use crate::diff::facts::passage;

fn told(old: &str, new: &str) -> Vec<String> {
    let tell = |f: Fact| {
        let noun = f.counts.map(|c| if c.before { format!("<{}", c.noun) } else { format!(">{}", c.noun) });
        let part = |s: Option<String>| s.unwrap_or_else(|| "·".into());
        format!("{} {}→{} {}", f.kind.word(), part(f.old), part(f.new), part(noun)).trim_end_matches(" ·").to_owned()
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
    let split = told("Voters split 52 to 48 on it.", "Voters split 48 to 52 on it.");
    assert_eq!(split, ["number 52→48", "number 48→52"]);
    // What only went to another place of the sentence became nothing else.
    assert!(told("In 2019 he left the old town.", "He left the old town in 2019.").is_empty());
}

#[test]
fn versions_are_figures_with_and_without_their_letter() {
    assert_eq!(told("It came out with v1.2 in May.", "It came out with v1.3 in May."), ["number v1.2→v1.3"]);
    assert_eq!(told("Release v0.3.0 mends it there.", "Release 0.3.1 mends it there."), ["number v0.3.0→0.3.1"]);
    assert!(told("Release v0.3.0 mends it there.", "Release 0.3.0 mends it there.").is_empty());
    assert!(told("It was so since 1.0-alpha2 there.", "It is so since 1.0-alpha2 there.").is_empty());
    assert_eq!(
        told("It was so since 1.0-alpha2 there.", "It was so since 1.0-beta there."),
        ["number 1.0-alpha2→1.0-beta"]
    );
    assert!(told("The v8 engine of it ran.", "The v6 engine of it ran.").is_empty());
}

#[test]
fn what_is_only_made_up_or_as_old_is_not_counted() {
    assert_eq!(told("They now make up 77% of it.", "They now make up 78% of it."), ["number 77%→78%"]);
    assert_eq!(told("You get up to £2,500 for it.", "You get up to £3,500 for it."), ["number £2,500→£3,500"]);
    assert_eq!(told("It is for people over 45 there.", "It is for people over 50 there."), ["number 45→50"]);
    assert_eq!(told("It is a tier 2 target there.", "It is a tier 3 target there."), ["number 2→3"]);
    assert_eq!(told("Last year 45 people died there.", "Last year 46 people died there."), ["number 45→46 >people"]);
    assert_eq!(told("The man, in his 40s, died.", "The man, 40, died.").len(), 2);
    assert!(told("It is for over 45s in town.", "It is for people over 45 in town.").is_empty());
    assert_eq!(told("It was so in the 1990s there.", "It was so in the 1980s there."), ["number 1990s→1980s"]);
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
    let pairs = |old: &str, new: &str| told(old, new).iter().filter(|f| !f.contains('·')).cloned().collect::<Vec<_>>();
    let none = Vec::<String>::new();
    assert_eq!(pairs("Fire on Highmoor spreads to 700 hectares", "Highmoor fire: eleven households leave homes"), none);
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
    assert_eq!(told("They play on 16–17 March there.", "They play on 17 March there."), ["date 16–17 March→17 March"]);
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
    assert_eq!(told("Some 10–15 people came there.", "Some 12–20 people came there."), ["number 10–15→12–20 >people"]);
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

/// Two texts of which the same is told in both directions: nothing.
fn nothing(old: &str, new: &str) {
    assert_eq!(told(old, new), Vec::<String>::new(), "{old} → {new}");
    assert_eq!(told(new, old), Vec::<String>::new(), "{new} → {old}");
}

#[test]
fn amounts_are_reckoned_out() {
    for (a, b) in [
        ("1.5 million users", "1,500,000 users"),
        ("1.5m users", "1,500,000 users"),
        ("2,000 users", "two thousand users"),
        ("2.5bn dollars", "2,500 million dollars"),
        ("a dozen users", "12 users"),
        ("two dozen users", "24 users"),
        ("a hundred users", "100 users"),
        ("a hundred and twenty users", "120 users"),
        ("10km of wire", "10 kilometres of wire"),
        ("half a million users", "500,000 users"),
        ("half a dozen users", "six users"),
        ("one user", "1 user"),
    ] {
        nothing(&format!("The mill in Harle has {a} by now."), &format!("The mill in Harle has {b} by now."));
    }
    // Rounded it is another number.
    let users = |n: &str| format!("The mill in Harle has {n} users by now.");
    assert_eq!(told(&users("1.5 million"), &users("1,512,000")), ["number 1.5 million→1,512,000 >users"]);
    assert_eq!(told(&users("a hundred"), &users("two hundred")), ["number a hundred→two hundred >users"]);
    assert_eq!(told(&users("1.500"), &users("1500")).len(), 1);
    assert_eq!(told("The path is 10km long there.", "The path is 12 kilometres long there.").len(), 1);
}

#[test]
fn thousands_as_each_language_sets_them_apart() {
    nothing("Es gab 1.500 Verletzte in der Stadt.", "Es gab 1500 Verletzte in der Stadt.");
    nothing("Die Stadt hat 20 000 Einwohner und ist alt.", "Die Stadt hat 20.000 Einwohner und ist alt.");
    nothing("Es gab 1,5 Millionen Gäste in der Stadt.", "Es gab 1.500.000 Gäste in der Stadt.");
    nothing("El alcalde dijo que hubo 1.500 heridos.", "El alcalde dijo que hubo 1500 heridos.");
    nothing("Il a donné 2.000 euros pour la digue.", "Il a donné 2 000 euros pour la digue.");
    assert_eq!(
        told("Es gab 1.500 Verletzte in der Stadt.", "Es gab 1.600 Verletzte in der Stadt."),
        ["number 1.500→1.600 >Verletzte"]
    );
}

#[test]
fn what_is_no_noun_is_not_counted() {
    for (old, new, fact) in [
        ("Wire 5581 adds a door to the mill.", "Wire 5582 adds a door to the mill.", "5581→5582"),
        ("It was a 737 crashed near the weir.", "It was a 747 crashed near the weir.", "737→747"),
        ("It was -5C overnight in the town.", "It was 5C overnight in the town.", "-5C→5C"),
        ("He was at 12 Mill Road in the town.", "He was at 14 Mill Road in the town.", "12→14"),
        ("L’article 321 si la loi le permet.", "L’article 324 si la loi le permet.", "321→324"),
        ("Die Quote lag bei 95 vom Hundert.", "Die Quote lag bei 90 vom Hundert.", "95→90"),
        ("They saw 4 armed men at the weir.", "They saw 5 armed men at the weir.", "4→5 >armed men"),
        ("There were 4 injured at the weir.", "There were 5 injured at the weir.", "4→5 >injured"),
    ] {
        assert_eq!(told(old, new), [format!("number {fact}")]);
    }
    let law = told("The law of 1998 applies to all mills.", "The law of 1989 applies to all mills.");
    assert_eq!(law, ["date 1998→1989"]);
}

#[test]
fn an_en_dash_may_be_a_minus() {
    nothing("It fell to -5C in the north.", "It fell to –5C in the north.");
    nothing("It fell to −5C in the north.", "It fell to –5C in the north.");
    assert_eq!(told("It fell to 5C in the north.", "It fell to –5C in the north."), ["number 5C→–5C"]);
    nothing("The mill – 12 men – is old.", "The mill –12 men – is old.");
}

#[test]
fn fractions_are_one_figure() {
    nothing("The pond is ½ full of weed.", "The pond is 1/2 full of weed.");
    nothing("Some 2 1/2 hours later he left.", "Some 2½ hours later he left.");
    nothing("Two thirds of the mills are old.", "2/3 of the mills are old.");
    let told = told("Some 2 1/2 hours later he left.", "Some 3½ hours later he left.");
    assert_eq!(told, ["number 2 1/2→3½ >hours"]);
}

#[test]
fn dates_written_otherwise_are_the_same() {
    for (a, b) in [
        ("on 3 March 2024", "on March 3, 2024"),
        ("on 3rd March", "on 3 March"),
        ("in Sept 2020", "in September 2020"),
        ("at 3pm", "at 15:00"),
        ("at 3 pm", "at 3pm"),
        ("at 10.30am", "at 10:30am"),
        ("between 1939 and 1945", "between 1939–45"),
    ] {
        nothing(&format!("The mill was shut {a} by Harle."), &format!("The mill was shut {b} by Harle."));
    }
    assert_eq!(told("It shuts at 3 pm each day.", "It shuts at 4 pm each day."), ["date 3 pm→4 pm"]);
    let war = told("It was shut between 1939 and 1945.", "It was shut between 1939 and 1946.");
    assert_eq!(war, ["date 1939 and 1945→1939 and 1946"]);
}

#[test]
fn months_that_are_names_are_no_dates() {
    nothing("The prize went to a miller.", "The prize went to Jan-Ove Harle.");
    nothing("The prize went to April Harle.", "The prize went to Mary Harle.");
    nothing("The miller, Will May, left it.", "The miller, Will Harle, left it.");
    for (old, new) in [("In May Harle won it.", "In June Harle won it."), ("It opens in May.", "It opens in June.")] {
        assert_eq!(told(old, new), ["date May→June"]);
    }
    assert_eq!(told("On 3 April Harle won it.", "On 4 April Harle won it."), ["date 3 April→4 April"]);
}

#[test]
fn french_months_have_no_capital() {
    let vote = |day: &str| format!("Le vote aura lieu le {day} dans la ville.");
    assert_eq!(told(&vote("3 mai"), &vote("4 mai")), ["date 3 mai→4 mai"]);
    assert_eq!(told(&vote("3 mars"), &vote("3 mai")), ["date 3 mars→3 mai"]);
    assert_eq!(told("Il part en mars de la ville.", "Il part en mai de la ville."), ["date mars→mai"]);
}

#[test]
fn portuguese_dos_is_no_figure() {
    nothing("A obra dos moinhos não foi vista.", "A obra de moinhos não foi vista.");
    assert_eq!(
        told("El alcalde dijo que hubo dos heridos.", "El alcalde dijo que hubo tres heridos."),
        ["number dos→tres >heridos"]
    );
}

#[test]
fn numbers_of_acts_are_no_dates() {
    let act = |number: &str| format!("The rule {number} of the council is old.");
    assert_eq!(told(&act("1223/2009"), &act("1224/2009")), ["number 1223/2009→1224/2009"]);
    assert_eq!(told(&act("2015/1298"), &act("2015/1299")), ["number 2015/1298→2015/1299"]);
    assert_eq!(told(&act("No 2075/2005"), &act("2015/1375")), ["number 2075/2005→2015/1375"]);
    let page = |number: &str| format!("Das steht in der Ordnung (BGBl. I {number}).");
    assert_eq!(told(&page("1942"), &page("1943")), ["number 1942→1943"]);
    let pages = |number: &str| format!("It is told on pp. {number} of the book.");
    assert_eq!(told(&pages("2014 - 2015"), &pages("2016 - 2017")), ["number 2014→2016", "number 2015→2017"]);
    assert_eq!(told("It ran in 03/2024 there.", "It ran in 04/2024 there."), ["date 03/2024→04/2024"]);
    assert_eq!(told("It ran in 2018/19 there.", "It ran in 2019/20 there."), ["date 2018/19→2019/20"]);
}

#[test]
fn ages_and_single_persons() {
    let boy = |age: &str| format!("A {age}-year-old boy was hurt at the weir.");
    assert_eq!(told(&boy("12"), &boy("13")), ["number 12→13"]);
    let hurt = told("One person was hurt at the weir.", "Two people were hurt at the weir.");
    assert_eq!(hurt, ["number One→Two >people"]);
    let mills = told("One mill burned; two mills stand.", "Two mills burned; one mill stands.");
    assert_eq!(mills, ["number One→Two >mills", "number two→one >mill"]);
    nothing("One person was hurt at the weir.", "A person was hurt at the weir.");
}

#[test]
fn figures_that_changed_places_are_told() {
    let rose = |a: &str, b: &str| format!("The toll at the weir rose from {a} to {b} a month.");
    let told = told(&rose("£20", "£25"), &rose("£25", "£20"));
    assert_eq!(told, ["number £20→£25", "number £25→£20"]);
    nothing("It rose from 20 to 25 at the weir.", "At the weir it rose from 20 to 25.");
}

#[test]
fn halves_of_the_day_and_zones_belong_to_a_time() {
    let opens = |at: &str| format!("The weir at Harle opens at {at} each day.");
    for (a, b) in [
        ("3 pm", "3 am"),
        ("3 p.m", "3 a.m"),
        ("10:30 GMT", "10:30 BST"),
        ("3 pm EST", "3 pm PST"),
        ("10:30 CET", "11:30 CET"),
    ] {
        assert_eq!(told(&opens(a), &opens(b)), [format!("date {a}→{b}")]);
    }
}

#[test]
fn fractions_in_words_are_figures() {
    let voted = |part: &str| format!("Some {part} of the millers voted for it.");
    for (a, b) in [
        ("two thirds", "two fifths"),
        ("two-thirds", "three-quarters"),
        ("a third", "a quarter"),
        ("one third", "one fifth"),
    ] {
        assert_eq!(told(&voted(a), &voted(b)), [format!("number {a}→{b}")]);
    }
    nothing(&voted("a third"), &voted("1/3"));
    nothing("Add 1/2 cup of it to the pan.", "Add 1⁄2 cup of it to the pan.");
    let german = told("Zwei Drittel der Müller sind da.", "Zwei Fünftel der Müller sind da.");
    assert_eq!(german, ["number Zwei Drittel→Zwei Fünftel"]);
    let french = told("Les deux tiers des moulins sont là.", "Les trois quarts des moulins sont là.");
    assert_eq!(french, ["number deux tiers→trois quarts"]);
    // A third miller is no part of one.
    assert_eq!(told("A third miller came to it.", "A fourth miller came to it."), ["number third→fourth >miller"]);
    nothing("A third miller came to it.", "A miller came to it.");
    nothing("It was their first mill there.", "It was their 1st mill there.");
}

#[test]
fn what_a_figure_measures_may_change_alone() {
    let fine = |money: &str| format!("At the weir the fine was {money} in all.");
    assert_eq!(
        told(&fine("5 million dollars"), &fine("5 million euros")),
        ["number 5 million dollars→5 million euros <fine"]
    );
    assert_eq!(told("It is three days old.", "It is three weeks old."), ["number three days→three weeks >old"]);
    nothing("It was so in the last 7 Days here.", "It was so in the last 7 days here.");
    nothing("It fell to -5 degrees at the weir.", "It fell to –5 degrees at the weir.");
}

#[test]
fn ranges_of_days_and_years_are_one_date() {
    let shut = |days: &str| format!("The mill is shut from {days} this year.");
    assert_eq!(
        told(&shut("23 to 27 December"), &shut("23 to 28 December")),
        ["date 23 to 27 December→23 to 28 December"]
    );
    assert_eq!(told(&shut("Jan. 3"), &shut("Jan. 4")), ["date Jan. 3→Jan. 4"]);
    nothing(&shut("Sept. 3"), &shut("3 September"));
    let paid = |years: &str| format!("He paid it for the {years} tax year.");
    assert_eq!(told(&paid("2019 to 2020"), &paid("2021 to 2022")), ["date 2019 to 2020→2021 to 2022"]);
    let men = |many: &str| format!("There were between 1900 and {many} men at the weir.");
    assert_eq!(told(&men("2000"), &men("2500")), ["number 2000→2500 >men"]);
    let mayo = told("El 20 de mayo se cerró el molino.", "El 21 de mayo se cerró el molino.");
    assert_eq!(mayo, ["date 20 de mayo→21 de mayo"]);
}

#[test]
fn digits_of_names_are_no_figures() {
    nothing("It spreads at the weir.", "It spreads (COVID\u{2011}19) at the weir.");
    let code = told("It spreads at the weir.", "It spreads, see CVE-2018-1000622, at the weir.");
    assert_eq!(code, ["number ·→CVE-2018-1000622"]);
    nothing("See it for more here.", "See /to/travel-covid-19/guide-to-covid-19 for more here.");
    // The number of a version counts nothing.
    assert_eq!(told("We made 1.12.0 stable at last.", "We made 1.12 stable at last."), ["number 1.12.0→1.12"]);
    assert_eq!(told("See No 12/2009 for more of it.", "See No 13/2009 for more of it."), ["number 12/2009→13/2009"]);
}

#[test]
fn what_only_looks_like_a_date_or_a_measure_is_none() {
    for (old, new, fact) in [
        ("He had 20 CT scans a day.", "He had 30 CT scans a day.", "number 20→30 >CT scans"),
        ("At 10:30 GMT 12 men left.", "At 10:30 GMT 14 men left.", "number 12→14 >men"),
        ("They built 1950 to 2000 new mills.", "They built 1950 to 2050 new mills.", "number 2000→2050 >new mills"),
        ("There were 25 at Sunday mass.", "There were 30 at Sunday mass.", "number 25→30"),
        ("It was so in Nov. 20 people left it.", "It was so in Nov. 25 people left it.", "number 20→25 >people"),
        ("Rund 1.500.000 Menschen kamen.", "Rund 1.600.000 Menschen kamen.", "number 1.500.000→1.600.000 >Menschen"),
        ("The first USD 5m was paid.", "The first EUR 5m was paid.", "number USD 5m→EUR 5m"),
        ("Won by one tenth of a second.", "Won by two tenths of a second.", "number one tenth→two tenths"),
        ("It is for one-in-10 mills.", "It is for one-in-20 mills.", "number 10→20 >mills"),
        ("See CVE-2018-12121 on it.", "See CVE-2018-12122 on it.", "number CVE-2018-12121→CVE-2018-12122"),
    ] {
        assert_eq!(told(old, new), [fact], "{old}");
    }
    nothing("He was banned for two weeks.", "He was banned for two matches.");
}

#[test]
fn digits_of_addresses_formulas_and_compounds_are_no_figures() {
    for new in [
        "It is kept in 4986edb there.",
        "It is kept against division-by-zero there.",
        "It is kept at mill(weir/0'/21') there.",
        "It is kept in fc00::/8 there.",
        "It is kept in mill/2023-05-weir there.",
        "It is kept at H+1 there.",
    ] {
        assert!(told("It is kept there.", new).is_empty(), "{new} {:?}", told("It is kept there.", new));
    }
    assert_eq!(told("It holds there.", "It holds fifty-two there."), ["number ·→fifty-two"]);
    assert_eq!(told("It is open there.", "It is open 24/7 there.").len(), 1);
    assert_eq!(told("Of one-in-five people.", "Of one-in-four people.").len(), 1);
    assert_eq!(told("A 10km/20km race.", "A 10km/30km race.").len(), 1);
}

#[test]
fn what_stands_behind_the_comma_of_a_date_counts() {
    for date in ["On Monday", "On 3 May", "In March", "By 14:30", "At 10pm", "On 3 May 2021", "Am Montag", "Le lundi"] {
        let of = |toll: u32| format!("{date}, {toll} people died there.");
        assert_eq!(told(&of(12), &of(14)), ["number 12→14 >people"], "{date}");
    }
    let date = told("It was on Monday, 12 May there.", "It was on Monday, 13 May there.");
    assert!(date.len() == 1 && date[0].starts_with("date"), "{date:?}");
    let date = told("It was on May 3, 2020 there.", "It was on May 3, 2021 there.");
    assert!(date.len() == 1 && date[0].starts_with("date"), "{date:?}");
    let date = told("Era el lunes, 12 de mayo.", "Era el lunes, 13 de mayo.");
    assert!(date.len() == 1 && date[0].starts_with("date"), "{date:?}");
}
