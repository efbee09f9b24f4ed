//! Negations, hedges and attributions that came or went: what is claimed, how surely, by whom.

use std::collections::{HashMap, HashSet, VecDeque};

mod hedged;
mod turned;

use memchr::memmem;

use self::{
    hedged::{hedged, is_place},
    turned::{beside, reversed, turned},
};
use super::{cancel::cancel, lexicon, names::is_surname, passage::Passage};
use crate::{
    diff::Fact,
    model::{ChangeKind, Side, Sides},
    text::{stirring::Stirring, terms::is_dense, words::TokenKind},
};

/// What is told of words of what is claimed.
pub(super) const KINDS: &[ChangeKind] = &[ChangeKind::Negation, ChangeKind::Hedge, ChangeKind::Attribution];

/// A word of one of the kinds, where it changed.
struct Claim<'a> {
    kind: ChangeKind,
    place: usize,
    side: Side,
    token: usize,
    /// Where it begins in its text, in bytes.
    at: usize,
    word: &'a str,
    /// The words beside it, where it was carried with them.
    beside: Option<String>,
    /// What it counts as, so that `isn’t` and `is not` say the same.
    key: String,
}

/// The words of these kinds that stand on one side only of an edited text. Those that only changed their place in it
/// with the words around them are left out; a word of the same kind at the same place is what the old one became. A
/// negation or hedge that left the words around it for others (`did not say that she had`, `did say that she had not`)
/// turned from one to the other: it is told with them. A word that negates and binds at once (`won’t`) is told once.
pub(super) fn claims(pair: Sides<&Passage<'_>>) -> Vec<Fact> {
    let (mut old, mut new) = (of(pair.old, Side::Old), of(pair.new, Side::New));
    let mut out = reversed(pair);
    // What a word that was put into its opposite says besides is told with it.
    old.retain(|claim| !out.iter().any(|fact| fact.old.as_deref() == Some(claim.word)));
    new.retain(|claim| !out.iter().any(|fact| fact.new.as_deref() == Some(claim.word)));
    if old.is_empty() && new.is_empty() {
        return out;
    }
    cancel(&mut old, &mut new, |claim| (claim.kind, claim.key.clone(), claim.place));
    drop_places(pair, &mut old, &mut new);
    if !old.is_empty() && !new.is_empty() {
        old.iter_mut().for_each(|claim| claim.beside = beside(pair.old, claim.token));
        new.iter_mut().for_each(|claim| claim.beside = beside(pair.new, claim.token));
        // What was not carried with its words is no other's equal.
        cancel(&mut old, &mut new, |c| (c.kind, c.key.clone(), c.beside.clone().ok_or((c.side, c.at))));
        turned(pair, &mut old, &mut new, &mut out);
    }
    once(&mut old);
    once(&mut new);
    let mut next: HashMap<(ChangeKind, usize), VecDeque<usize>, Stirring> = HashMap::default();
    for (at, come) in new.iter().enumerate() {
        next.entry((come.kind, come.place)).or_default().push_back(at);
    }
    let mut used = vec![false; new.len()];
    for gone in old {
        let became = next.get_mut(&(gone.kind, gone.place)).and_then(VecDeque::pop_front);
        if let Some(used) = became.and_then(|at| used.get_mut(at)) {
            *used = true;
        }
        let became = became.and_then(|at| new.get(at)).map(|come| come.word);
        out.push(Fact::new(gone.kind, Some(gone.word), became));
    }
    let rest = new.into_iter().zip(used).filter(|(_, used)| !used);
    out.extend(rest.map(|(come, _)| Fact::new(come.kind, None, Some(come.word))));
    out
}

/// Leaves out what only says where something is: `flew under two bridges` where it flew over them.
fn drop_places(pair: Sides<&Passage<'_>>, old: &mut Vec<Claim<'_>>, new: &mut Vec<Claim<'_>>) {
    let hedges = |claims: &[Claim<'_>]| {
        let sure = claims.iter().filter(|claim| claim.kind == ChangeKind::Hedge && !is_place(&claim.key));
        sure.map(|claim| claim.place).collect::<HashSet<usize, Stirring>>()
    };
    let (of_old, of_new) = (hedges(old), hedges(new));
    let stays = |claim: &Claim<'_>, other: &Passage<'_>, hedges: &HashSet<usize, Stirring>| {
        !is_place(&claim.key) || other.size(claim.place) == 0 || hedges.contains(&claim.place)
    };
    old.retain(|claim| stays(claim, pair.new, &of_new));
    new.retain(|claim| stays(claim, pair.old, &of_old));
}

/// Leaves out what a word says besides being a negation.
fn once(claims: &mut Vec<Claim<'_>>) {
    let negations: HashSet<usize, Stirring> =
        claims.iter().filter(|c| c.kind == ChangeKind::Negation).map(|c| c.at).collect();
    claims.retain(|c| c.kind == ChangeKind::Negation || !negations.contains(&c.at));
}

fn of<'a>(passage: &Passage<'a>, side: Side) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    let japanese = !passage.text.is_ascii() && passage.text.chars().any(is_kana);
    for (token, place) in passage.changed() {
        if let Some(claim) = hedged(passage, token, place, side) {
            out.push(claim);
            continue;
        }
        let word = passage.word(token);
        let mut class = passage.class(token);
        // Where the other half stood there before, `n’` is what makes a negation of the two.
        let half = half(passage, token).filter(|half| passage.place(*half).is_none());
        class.negation |= is_half(word) && halves(passage, token) || half.is_some();
        if lexicon::claims(class).next().is_none() || japanese && class.negation && word.chars().all(is_dense) {
            continue;
        }
        let lower = word.to_lowercase().replace('’', "'");
        let named = is_name(passage, token, &lower);
        for kind in lexicon::claims(class) {
            let other = kind == ChangeKind::Negation
                && lower.len() <= 4
                && half.is_none()
                && !passage.tongue().negates_with(&lower)
                && !halves(passage, token);
            let thing = kind == ChangeKind::Attribution && is_thing(passage, token, &lower);
            if named || other || thing || doubled(passage, token, &lower) {
                continue;
            }
            let key = match (kind, lower.strip_suffix("n't").or_else(|| lower.strip_suffix("not"))) {
                (ChangeKind::Negation, Some(_)) => "not".to_owned(),
                (ChangeKind::Hedge, Some("ca" | "can")) => "can".to_owned(),
                (ChangeKind::Hedge, Some("wo")) => "will".to_owned(),
                (ChangeKind::Hedge, Some("sha")) => "shall".to_owned(),
                (_, Some(stem)) => stem.to_owned(),
                (_, None) => lower.clone(),
            };
            let at = passage.tokens.get(token).map_or(0, |t| t.start);
            let end =
                half.filter(|_| kind == ChangeKind::Negation).and_then(|half| passage.tokens.get(half)).map(|t| t.end);
            let word = end.and_then(|end| passage.text.get(at..end)).unwrap_or(word);
            out.push(Claim { kind, place, side, token, at, word, beside: None, key });
        }
    }
    if japanese {
        out.extend(endings(passage, side));
        out.sort_by_key(|c| (c.place, c.at));
    }
    out
}

/// Whether a character is of the script that only Japanese has.
fn is_kana(c: char) -> bool {
    ('ぁ'..='ゖ').contains(&c)
}

/// Whether a word that negates or binds is a name or a month here: `Theresa May`, `in May`, `Will Smith`, `No 10`.
fn is_name(passage: &Passage<'_>, token: usize, lower: &str) -> bool {
    // `[[no:Mill]]`: the code of a language.
    if token > 1 && passage.word(token + 1).starts_with(':') && passage.word(token - 1).ends_with('[') {
        return true;
    }
    if !matches!(lower, "may" | "will" | "no" | "none" | "ne" | "nie" | "sin" | "mai" | "non" | "can" | "must")
        || !passage.word(token).starts_with(char::is_uppercase)
    {
        return false;
    }
    let next = (token + 1..passage.tokens.len()).find(|&t| passage.is_word(t)).map_or("", |t| passage.word(t));
    if next.starts_with(char::is_numeric) || lower == "may" && is_surname(passage, token) {
        return true;
    }
    if !opens(passage, token) {
        // In a heading every word may have its capital.
        let long = || (0..passage.tokens.len()).filter(|&t| passage.is_word(t) && passage.word(t).len() > 3);
        let capitals = long().filter(|&t| passage.word(t).starts_with(char::is_uppercase)).count();
        let stopped = passage.text.trim_end().ends_with(['.', '!', '?', '”', '"']);
        return stopped || long().count() > 20 || capitals * 5 < long().count() * 3;
    }
    let asks = ["he", "she", "it", "they", "we", "i", "you", "there", "the", "this", "god"];
    match lower {
        "may" => !asks.contains(&next.to_lowercase().as_str()),
        "will" => next.starts_with(char::is_uppercase) && next != "I" && !asks.contains(&next),
        _ => false,
    }
}

/// Whether a word that may attribute is a noun here, and attributes nothing: `that reports had been closed`, `the claims`,
/// `United States of America`.
fn is_thing(passage: &Passage<'_>, token: usize, lower: &str) -> bool {
    const LEADING: &str = " the these those such no some any several many few all both more most other further a an its his her \
        their our your my by of with about two three four five six seven eight nine ten hundreds dozens thousands media news press \
        false new earlier previous initial first early ";
    const FOLLOWING: &str = " had have has been were was are is of emerged came surfaced began ";
    // Who may, or is to, claim something demands it.
    const DEMANDING: &str = " to can could may might must should cannot you we i not or and ";
    const TOLD: &str = " that he she they it we you i there ";
    const DEVICES: &str = " message messages compiler documentation docs output log label button ";
    const LETTING: &str = " let’s let's lets us ";
    const INTRODUCING: &str = " nach laut den ihren seinen eigenen ersten bisherigen offiziellen ";
    let is_in = |list: &str, word: &str| !word.is_empty() && list.contains(&format!(" {} ", word.to_lowercase()));
    let beside = |at: Option<usize>| at.filter(|&t| passage.is_word(t)).map_or("", |t| passage.word(t));
    let before = token.checked_sub(2).filter(|_| passage.is_space(token - 1));
    let two_before = beside(token.checked_sub(4).filter(|_| before.is_some_and(|at| passage.is_space(at - 1))));
    let after = Some(token + 2).filter(|_| passage.is_space(token + 1));
    let comma = |at: Option<usize>| at.is_some_and(|at| passage.word(at) == ",");
    // `Claim for wages`: what one is asked to do.
    let capital = passage.word(token).starts_with(char::is_uppercase);
    if matches!(lower, "claim" | "say") && capital && opens(passage, token) && passage.word(token + 1) == " " {
        return true;
    }
    match lower {
        // `claim for your wages`
        "claim" | "claims" | "claimed" | "claiming" if is_in(" for your ", beside(after)) => true,
        "claim" if is_in(DEMANDING, beside(before)) => !is_in(TOLD, beside(after)),
        // `the error message says`
        "says" | "said" | "say" if is_in(DEVICES, beside(before)) => true,
        // `let’s say`, `another way to say it`, `said another way`
        "say" if is_in(LETTING, beside(before)) => true,
        "say" | "saying" if is_in(" to of ", beside(before)) && is_in(" way ways ", two_before) => true,
        "said" if is_in(" another differently ", beside(after)) && capital => true,
        // `selon que`, `selon l’ordre alphabétique`
        "selon" => is_in(" que l’ordre l'ordre ", beside(after)),
        "reports" | "report" | "claims" | "claim" | "states" => {
            is_in(LEADING, beside(before)) || is_in(FOLLOWING, beside(after))
        }
        // `To begin, say hello`; `to, say, a mill`
        "say" => comma(token.checked_sub(2)) && (comma(Some(token + 1)) || is_asked_to(passage, token)),
        "stated" => is_in(" get gets getting got ", beside(before)),
        "angaben" => !is_in(INTRODUCING, beside(before)) && !beside(after).eq_ignore_ascii_case("zufolge"),
        // Japanese shows (`表示`) with the characters with which Chinese says.
        "表示" | "指出" | "透露" => passage.text.chars().any(is_kana),
        "称" => passage.word(token + 1).starts_with(['为', '之']),
        _ => false,
    }
}

/// Whether a sentence says first what for one is asked to do something (`To begin, say hello`).
fn is_asked_to(passage: &Passage<'_>, token: usize) -> bool {
    let ends = |&t: &usize| passage.is_mark(t) && passage.word(t).contains(['.', '!', '?', ':']);
    let from = token.saturating_sub(NEAR);
    let first = (from..token).rev().find(ends).map_or(from, |end| end + 1);
    let first = (first..token).find(|&t| passage.is_word(t));
    first.is_some_and(|first| passage.word(first) == "To")
}

/// Tokens of a sentence before a word, at most, that are looked at.
const NEAR: usize = 40;

/// Whether a word opens a sentence.
fn opens(passage: &Passage<'_>, token: usize) -> bool {
    let before = passage.tokens.iter().take(token).enumerate().rev();
    for (at, t) in before {
        let text = passage.word(at);
        match t.kind {
            TokenKind::Word => return false,
            TokenKind::Space if text.contains('\n') => return true,
            TokenKind::Space => {}
            TokenKind::Mark => return !text.starts_with(|c: char| ",-–(&/'’".contains(c)),
        }
    }
    true
}

/// The other halves of a French negation.
const HALVES: &[&str] = &[
    "pas",
    "plus",
    "jamais",
    "rien",
    "aucun",
    "aucune",
    "personne",
    "ni",
    "guère",
    "point",
    "aucunement",
    "nullement",
];

/// Whether a word negates as the half of a negation only.
fn is_half(word: &str) -> bool {
    matches!(word, "plus" | "personne" | "point" | "aucunement" | "nullement")
}

/// Tokens between the halves of a negation, at most.
const APART: usize = 9;

/// Whether a French `ne` is half of a negation of which the other half follows, and came or went with it.
fn doubled(passage: &Passage<'_>, token: usize, lower: &str) -> bool {
    lower == "ne" && half(passage, token).is_some_and(|half| passage.place(half).is_some())
}

/// The other half of a French negation, behind its `ne` or `n’`.
fn half(passage: &Passage<'_>, token: usize) -> Option<usize> {
    let is_first = is_first_half(passage.word(token));
    (token + 1..token + APART).find(|t| is_first && HALVES.contains(&passage.word(*t)))
}

/// Whether a word is `ne`, or begins with it (`n’a`).
fn is_first_half(word: &str) -> bool {
    let mut chars = word.chars();
    let n = matches!(chars.next(), Some('n' | 'N'));
    n && (matches!(chars.next(), Some('\'' | '’')) && chars.next().is_some() || word.eq_ignore_ascii_case("ne"))
}

/// Whether a word is the other half of a French negation: `ne` or `n’` stands before it. No language but French says so.
fn halves(passage: &Passage<'_>, token: usize) -> bool {
    let before = (token.saturating_sub(APART - 1)..token).rev().map(|t| passage.word(t));
    HALVES.contains(&passage.word(token))
        && before.take_while(|w| !matches!(*w, "." | "!" | "?" | ";" | ":")).any(is_first_half)
}

/// The endings by which Japanese negates: they are cut off their verbs, and cut up themselves, in many ways.
const ENDINGS: &[&str] = &["なかっ", "ない", "ません", "ではなく", "じゃなく"];

/// Before these the ending is part of an adjective that denies nothing: 少ない is few, 危ない is dangerous.
const ADJECTIVES: &str = "少危切汚幼拙";

fn endings<'a>(passage: &Passage<'a>, side: Side) -> Vec<Claim<'a>> {
    let mut out = Vec::new();
    for ending in ENDINGS {
        for start in memmem::find_iter(passage.text.as_bytes(), ending) {
            let end = start + ending.len();
            let (Some(before), Some(word)) = (passage.text.get(..start), passage.text.get(start..end)) else {
                continue;
            };
            let first = passage.tokens.partition_point(|t| t.end <= start);
            let tokens = (first..).take_while(|&t| passage.tokens.get(t).is_some_and(|t| t.start < end));
            let place = tokens.filter_map(|t| passage.place(t)).next();
            if let Some(place) = place.filter(|_| !before.ends_with(|c| ADJECTIVES.contains(c))) {
                let key = "ない".to_owned();
                let kind = ChangeKind::Negation;
                out.push(Claim { kind, place, side, token: first, at: start, word, beside: None, key });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            told("The bridge is safe, they said.", "The bridge is unsafe, they said."),
            ["negation safe→unsafe"]
        );
        assert!(told("It isn’t so, they said.", "It is not so, they said.").is_empty());
    }

    #[test]
    fn what_is_expected_and_how_much_about_is_told() {
        assert_eq!(
            told("It is expected to return on Monday.", "It will return on Monday."),
            ["hedge expected to→will"]
        );
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
        // What says where it is, or what it tells of, is no guess.
        assert!(told("He flew under two bridges.", "He flew over two bridges.").is_empty());
        assert!(told("A film about 40 nuns.", "A film on 40 nuns.").is_empty());
        // What came with its figure is told by it, and what was expected of somebody is no guess.
        assert!(told("It has shops.", "It has shops, and about 40 inns.").is_empty());
        assert!(told("It was seen.", "It was expected and seen, more than ever.").is_empty());
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
            assert_eq!(
                told(old, new).iter().filter(|f| !f.starts_with("attribution")).count(),
                0,
                "{:?}",
                told(old, new)
            );
        }
        assert_eq!(told("Man goes to Town", "Man Will Not go to Town"), ["hedge ·→Will", "negation ·→Not"]);
        assert_eq!(told("“Long may she reign.”", "“May she reign.”").len(), 0);
    }
}
