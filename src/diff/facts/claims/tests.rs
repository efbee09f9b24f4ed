//! What is told of negations, hedges and attributions.

use super::*;
use crate::diff::facts::passage;

fn told(old: &str, new: &str) -> Vec<String> {
    let part = |s: Option<String>| s.unwrap_or_else(|| "·".into());
    let tell = |f: Fact| format!("{} {}→{}", f.kind.word(), part(f.old), part(f.new));
    passage::told(old, new, |sides| claims(sides).into_iter().map(tell).collect())
}

#[test]
fn a_word_is_told_once() {
    assert_eq!(told("He went there.", "He couldn’t go there."), ["negation ·→couldn’t"]);
    assert_eq!(told("He won't go there.", "He goes there."), ["negation won't→·"]);
    assert_eq!(told("He can't go there.", "He mustn't go there."), ["hedge can't→mustn't"]);
    assert_eq!(told("I can go, you can't go.", "I can't go, you can go."), ["negation you can't go→I can't go"]);
    assert_eq!(told("The bridge is safe, they said.", "The bridge is unsafe, they said."), ["negation safe→unsafe"]);
    assert!(told("It isn’t so, they said.", "It is not so, they said.").is_empty());
}

#[test]
fn what_is_expected_and_how_much_about_is_told() {
    assert_eq!(told("It is expected to return on Monday.", "It will return on Monday."), ["hedge expected to→will"]);
    assert_eq!(told("It is expected that it comes. He left.", "He left."), ["hedge expected that→·"]);
    assert_eq!(
        told("More than 65% of the shops are open.", "Approximately 65% of the shops are open."),
        ["hedge More than→Approximately"]
    );
    assert_eq!(told("It has 40 shops.", "It has about 40 shops."), ["hedge ·→about"]);
    assert_eq!(told("It has at least forty shops.", "It has forty shops."), ["hedge at least→·"]);
    assert_eq!(told("They lost £4m.", "They lost about £4m."), ["hedge ·→about"]);
    assert_eq!(told("It fell by more than half.", "It fell by half."), ["hedge more than→·"]);
    assert_eq!(told("Es kamen rund 300.", "Es kamen mehr als 300."), ["hedge rund→mehr als"]);
    assert_eq!(told("It has about 40 inns.", "It has more than 40 inns."), ["hedge about→more than"]);
    assert_eq!(told("More than 100 people came.", "120 people came."), ["hedge More than→·"]);
    assert_eq!(told("It felled at least 12 oaks.", "It felled 14 oaks."), ["hedge at least→·"]);
    assert_eq!(told("At Least 5 oaks fell.", "5 oaks fell."), ["hedge At Least→·"]);
    // What says where it is, or what it tells of, is no guess.
    assert!(told("He flew under two bridges.", "He flew over two bridges.").is_empty());
    assert!(told("A film about 40 nuns.", "A film on 40 nuns.").is_empty());
    // What came with its figure is told by it, and what was expected of somebody is no guess.
    assert!(told("It has shops.", "It has shops, and about 40 inns.").is_empty());
    assert!(told("It was seen.", "It was expected and seen, more than ever.").is_empty());
}

#[test]
fn what_the_reader_is_able_to_do_is_no_hedge() {
    assert!(told("How you can help", "Volunteering and offering help").is_empty());
    assert_eq!(told("The mill said you can go there.", "The mill said you may go there."), ["hedge can→may"]);
    assert_eq!(told("It said you can go there.", "It said you go there."), ["hedge can→·"]);
    assert!(told("He said it will rain there.", "He said it’ll rain there.").is_empty());
    assert_eq!(told("He said it'll rain there.", "He said it may rain there."), ["hedge it'll→may"]);
    assert_eq!(told("They go if you cannot work there.", "They go if you can work there."), ["negation cannot→can"]);
    assert_eq!(told("They said you must go there.", "They said you mustn’t go there."), ["negation must→mustn’t"]);
}

#[test]
fn what_is_said_by_nobody_attributes_nothing() {
    for new in [
        "It left, the error message says.",
        "It left, let’s say.",
        "It left, another way to say it.",
        "Said another way it left.",
    ] {
        assert!(told("It left.", new).is_empty(), "{new} {:?}", told("It left.", new));
    }
    assert!(told("サーバーを止める。", "サーバーを表示する。").is_empty());
    assert!(told("Il est rangé.", "Il est rangé selon l’ordre alphabétique.").is_empty());
}

#[test]
fn a_noun_attributes_nothing() {
    let fine = |of: &str| format!("The authority would fine Stratus if it found that {of} closed without a visit.");
    assert!(told(&fine("faults were"), &fine("reports had been")).is_empty());
    assert!(told("He left it.", "He left it after the claims.").is_empty());
    assert_eq!(told("He left it.", "He left it, the mayor claims."), ["attribution ·→claims"]);
    assert_eq!(told("He left it.", "He left it, Reuters reports."), ["attribution ·→reports"]);
}

#[test]
fn a_negation_turns_from_one_verb_to_another() {
    let lied = |fact: &str, new: &str| {
        assert!(told("He did not say that she had lied.", new).contains(&fact.to_owned()), "{new}");
    };
    lied("negation not say→not lied", "He did say that she had not lied.");
    lied("negation not say→not lied", "He said yesterday that she had not lied.");
    assert_eq!(
        told("He allegedly lied and stole the money.", "He lied and allegedly stole the money."),
        ["hedge allegedly lied→allegedly stole"]
    );
    assert_eq!(
        told(
            "The minister has not resigned. The mayor has resigned.",
            "The minister has resigned. The mayor has not resigned."
        ),
        ["negation minister has not resigned→mayor has not resigned"]
    );
    // Carried with its words, or reworded where it stood, it says what it said.
    for (old, new) in [
        ("He did not come. She left at nine.", "She left at nine. He did not come."),
        ("It has not been found by the police.", "It was not located by the police."),
    ] {
        assert_eq!(told(old, new), Vec::<String>::new(), "{new}");
    }
}

#[test]
fn negations_of_many_languages() {
    let negates = |old: &str, new: &str| told(old, new).iter().any(|f| f.starts_with("negation"));
    for (old, new) in [
        ("彼は昨日それを認めた。", "彼は昨日それを認めなかった。"),
        ("彼はそこに行きます。", "彼はそこに行きません。"),
        ("これは正しい。", "これは正しくない。"),
        ("Ο δήμαρχος είναι έτοιμος.", "Ο δήμαρχος δεν είναι έτοιμος."),
        ("Είπε να πάει εκεί.", "Είπε να μην πάει εκεί."),
        ("他说会来。", "他说不会来。"),
        ("他说来了。", "他说没来。"),
        ("公司表示公布。", "公司表示尚未公布。"),
        ("قال إنه يعرف ذلك.", "قال إنه لا يعرف ذلك."),
        ("قال إنه عرف ذلك.", "قال إنه لم يعرف ذلك."),
        ("قال إنه سيعرف ذلك.", "قال إنه ولن يعرف ذلك."),
        ("Он был готов к этому.", "Он не был готов к этому."),
        ("Questo è vero oggi per la città.", "Questo non è vero oggi per la città."),
        ("El alcalde vino a la casa.", "El alcalde no vino a la casa."),
        ("Le maire est venu dans la ville.", "Le maire n’est pas venu dans la ville."),
        ("Le ministre a démissionné le 3 mai.", "Le ministre n’a pas démissionné le 3 mai."),
        ("La loi a été votée hier.", "La loi n'a pas été votée hier."),
        ("Elle est ouverte.", "Elle n'est plus ouverte."),
        ("On sait que la ministre viendra demain.", "On sait que la ministre ne viendra jamais."),
        ("הוא אמר את זה.", "הוא אמר שלא את זה."),
    ] {
        assert!(negates(old, new), "{new} {:?}", told(old, new));
    }
}

#[test]
fn what_only_looks_like_a_negation_or_a_modal() {
    for (old, new) in [
        ("O prefeito disse em um parque da cidade.", "O prefeito disse no parque da cidade."),
        ("Il sindaco ha parlato della città.", "Il sindaco ne ha parlato della città."),
        ("She said that Bell came.", "She said that Ne Bell came."),
        ("It opens in June, she said.", "It opens in May, she said."),
        ("It opened on Monday. June was wet.", "It opened on Monday. May was wet."),
        ("They went with Theresa Bell.", "They went with Theresa May."),
        ("They met Ann Smith in town.", "They met Will Smith in town."),
        ("They met at the house in London.", "They met at No 10 in London."),
        ("这里的情况一样。", "这里的情况不同。"),
        ("人が多い。", "人が少ない。"),
        ("Il y avait du monde.", "Il y avait plus de monde, une personne et un point."),
    ] {
        assert_eq!(told(old, new).iter().filter(|f| !f.starts_with("attribution")).count(), 0, "{:?}", told(old, new));
    }
    assert_eq!(told("Man goes to Town", "Man Will Not go to Town"), ["hedge ·→Will", "negation ·→Not"]);
    assert_eq!(told("“Long may she reign.”", "“May she reign.”").len(), 0);
}
