//! What queries find, and where they are wrong.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::model::{ChangeKind, Changes};

#[test]
fn what_is_left_out_comes_but_nothing_is_lost() {
    let revisions = [("", "The weir holds.", true), ("", "The weir holds, said Ada.", true)];
    let turn = |query: &str| {
        let query = Query::parse(query).unwrap();
        let (subject, found) = story(&query, &revisions);
        query.judge(&subject, &found).unwrap().turn
    };
    assert_eq!((turn("weir -ada"), turn("holds")), (None, None));
    assert_eq!(turn("ada"), Some(Turn { went: false, before: 0, after: 1 }));
}

/// The revisions, by index, in which a query is met; each is a headline, a text, and whether the text is whole.
fn met(query: &str, revisions: &[(&str, &str, bool)]) -> Vec<usize> {
    let query = Query::parse(query).unwrap_or_else(|mistake| panic!("{query}: {mistake}"));
    let (subject, found) = story(&query, revisions);
    let view = View { scopes: &query.scopes, subject: &subject, found: &found, window: None };
    (0..found.len()).filter(|index| view.answer(&query.tree, Some(*index)) == Some(true)).collect()
}

fn story(query: &Query, revisions: &[(&str, &str, bool)]) -> (Subject<'static>, Vec<Found>) {
    let mut room = String::new();
    let found = revisions.iter().zip(0..).map(|((title, text, whole), day)| Found {
        marks: query.in_title(title, None, &mut room).with(query.in_paragraph(text, None, &mut room)),
        time: Timestamp::from_second(1_594_080_000 + 86_400 * day).ok(),
        whole: *whole,
        titled: !title.is_empty(),
        ..Found::default()
    });
    let changes = Changes::from_iter([ChangeKind::Headline]);
    let url = Some("https://example.org/Politics/2020");
    (Subject { source: "The Guardian", url, revisions: revisions.len(), changes }, found.collect())
}

#[test]
fn words_phrases_and_expressions_are_met_in_one_revision() {
    let revisions = [
        ("PM resigns", "The prime minister’s aides said no, twice.", true),
        ("PM resigns", "The Prime  Minister said nothing.", true),
        ("PM stays", "It cost £1,200, said Müller of 東京都庁.", true),
    ];
    for (query, want) in [
        ("said", vec![0, 1, 2]),
        ("resigns nothing", vec![1]),
        ("\"prime minister said\"", vec![1]),
        ("\"prime minister's aides\"", vec![0]),
        ("„prime minister said“", vec![1]),
        ("„prime minister said”", vec![1]),
        ("title:„PM resigns“ -„said no“", vec![1]),
        ("‚prime minister said‘", vec![1]),
        ("‚minister’s aides said’ twice", vec![0]),
        ("minist*", vec![0, 1]),
        ("minist", vec![]),
        ("=minister", vec![0, 1]),
        ("said -prime", vec![2]),
        ("said NOT prime", vec![2]),
        ("resigns AND nothing", vec![1]),
        ("said AND NOT (prime OR twice)", vec![2]),
        ("=AND", vec![]),
        ("twice OR nothing said", vec![0, 1]),
        ("muller", vec![2]),
        ("MÜLLER 1200", vec![]),
        ("1,200", vec![2]),
        ("京都", vec![2]),
        ("of東京", vec![]),
        ("/£[0-9],\\d{3}/", vec![2]),
        ("/prime/", vec![0]),
        ("/(?i)prime/", vec![0, 1]),
        ("title:stays", vec![2]),
        ("title:said", vec![]),
        ("-title:stays said", vec![0, 1]),
        ("source:guardian said", vec![0, 1, 2]),
        ("source:bbc said", vec![]),
        ("url:politics said source:\"the guardian\"", vec![0, 1, 2]),
        ("revisions:>2 said", vec![0, 1, 2]),
        ("revisions:<=2 said", vec![]),
        ("changed:headline said", vec![0, 1, 2]),
        ("changed:quote", vec![]),
        ("after:2020-07-08 said", vec![1, 2]),
        ("before:2020-07-08", vec![0]),
        ("removed:prime nothing", vec![1]),
        ("added:stays nothing", vec![1]),
        ("added:said", vec![]),
        ("gone:minister twice", vec![0]),
        ("gone:said", vec![]),
        ("(twice OR nothing) said", vec![0, 1]),
        ("(twice aides) OR Müller", vec![0, 2]),
        ("Müller OR (prime -twice)", vec![1, 2]),
        ("said -(twice OR nothing)", vec![2]),
        ("said -(twice nothing)", vec![0, 1, 2]),
        ("said -(twice -aides)", vec![0, 1, 2]),
        ("((said)(title:stays OR(nothing)))", vec![1, 2]),
        ("minister(s) OR prime(minister)", vec![0, 1]),
        ("(/£[0-9],\\d{3}/ OR /aides said/)", vec![0, 2]),
        ("title:/PM s/", vec![2]),
        ("Title:stays", vec![2]),
        ("title:sta*", vec![2]),
        ("source:/Guard/ twice", vec![0]),
        ("source:guard* twice", vec![0]),
        ("url:/politics/2020 twice", vec![0]),
        ("removed:/no, twice/", vec![0, 1, 2]),
        ("gone:/[Mm]inister s/ nothing", vec![1]),
        ("gone:/said/", vec![]),
        ("added:/£/ twice", vec![0]),
        ("removed:minis* twice", vec![0]),
        ("removed:nothi* twice", vec![0]),
        ("removed:sa*", vec![]),
    ] {
        assert_eq!(met(query, &revisions), want, "{query}");
    }
}

#[test]
fn an_article_is_passed_over_only_for_what_is_known_of_it() {
    let (known, _) = story(&Query::parse("x").unwrap(), &[("", "", true)]);
    let unknown = Subject { url: None, ..known };
    for (query, with_url, without) in [
        ("source:bbc said", false, false),
        ("source:guardian url:sport", false, true),
        ("source:guardian -url:politics", false, true),
        ("url:sport revisions:>1", false, false),
        ("url:politics -source:bbc", true, true),
        ("-source:guardian OR url:politics", true, true),
        ("changed:quote OR revisions:>1", false, false),
        ("/said/", true, true),
    ] {
        let query = Query::parse(query).unwrap();
        assert_eq!((query.admits(&known), query.admits(&unknown)), (with_url, without), "{query:?}");
    }
}

#[test]
fn with_what_came_or_went_a_time_is_when_it_did() {
    let has = |held: bool| ("", if held { "The mayor lied." } else { "The mayor left." }, true);
    let revisions = [has(false), has(true), has(false), has(true), has(false)];
    for (query, shown, turn) in [
        // A revision a day, the first on 7 July 2020.
        ("removed:lied after:2020-07-11", Some(3), Some((3, 4))),
        ("removed:lied before:2020-07-10", Some(1), Some((1, 2))),
        ("removed:lied after:2020-07-12", None, None),
        ("added:lied after:2020-07-09", Some(3), Some((2, 3))),
        ("added:lied before:2020-07-10", Some(1), Some((0, 1))),
        ("added:lied before:2020-07-08", None, None),
        ("gone:lied before:2020-07-11", None, None),
        ("gone:lied after:2020-07-11 before:2020-07-12", Some(3), Some((3, 4))),
        ("lied after:2020-07-10 before:2020-07-11", Some(3), Some((3, 4))),
        // With words the time is that of the revision that has them.
        ("left OR removed:nothing after:2020-07-12", None, None),
        ("left removed:lied after:2020-07-10 before:2020-07-11", None, None),
        ("(removed:lied OR added:nothing) after:2020-07-11", Some(3), Some((3, 4))),
    ] {
        let query = Query::parse(query).unwrap();
        let (subject, found) = story(&query, &revisions);
        let judgement = query.judge(&subject, &found);
        let told = judgement.as_ref().map(|j| (j.shown, j.turn.map(|turn| (turn.before, turn.after))));
        assert_eq!(told, shown.map(|shown| (shown, turn)), "{query:?}");
        assert!(judgement.is_none_or(|judgement| judgement.is_sure), "{query:?}");
    }
    // In which of two it went cannot be said where the first cannot be read.
    let revisions = [has(true), ("", "", false), has(false)];
    for (query, want) in [
        ("removed:lied after:2020-07-08", Some(true)),
        ("removed:lied after:2020-07-09", Some(false)),
        ("removed:lied before:2020-07-09", Some(false)),
        ("removed:lied before:2020-07-08", None),
    ] {
        let query = Query::parse(query).unwrap();
        let (subject, found) = story(&query, &revisions);
        assert_eq!(query.judge(&subject, &found).map(|judgement| judgement.is_sure), want, "{query:?}");
    }
}

#[test]
fn what_is_not_whole_is_never_a_loss() {
    let whole = ("", "The mayor lied.", true);
    let other = ("", "The mayor left.", true);
    let lost = ("", "", false);
    for (query, revisions, want) in [
        ("gone:lied", vec![whole, lost], false),
        ("removed:lied", vec![whole, lost], false),
        ("removed:lied", vec![whole, lost, other], true),
        ("removed:lied", vec![lost, whole, other, whole], true),
        ("gone:lied", vec![lost, whole, other, whole], false),
        ("added:lied", vec![lost, whole], false),
        ("added:lied", vec![other, lost, whole], true),
        ("-lied", vec![lost], false),
    ] {
        let query = format!("{query} source:guardian");
        assert_eq!(!met(&query, &revisions).is_empty(), want, "{query} {revisions:?}");
    }
    let query = Query::parse("gone:lied").unwrap();
    let (subject, found) = story(&query, &[lost, whole, lost, other]);
    let judgement = query.judge(&subject, &found).unwrap();
    let lifeline = vec![None, Some(true), None, Some(false)];
    let turn = Some(Turn { went: true, before: 1, after: 3 });
    assert_eq!(
        judgement,
        Judgement { is_sure: true, shown: 1, traced: Marks(1), asked: Marks(1), lit: Marks::ALL, lifeline, turn }
    );
}

#[test]
fn of_what_went_the_last_that_had_it_is_shown_also_where_it_came_back() {
    let lied = ("", "The mayor lied.", true);
    let other = ("", "The mayor left.", true);
    let shown = |query: &str, revisions: &[_]| {
        let query = Query::parse(query).unwrap();
        let (subject, found) = story(&query, revisions);
        query.judge(&subject, &found).unwrap().shown
    };
    let story = [lied, other, lied, lied, other, other, lied];
    assert_eq!(shown("removed:lied", &story), 3);
    assert_eq!(shown("mayor removed:lied", &story), 3);
    assert_eq!((shown("lied", &story), shown("added:lied", &story[1..]), shown("gone:lied", &story[..6])), (6, 5, 3));
}

#[test]
fn where_it_cannot_be_said_that_is_the_answer() {
    let whole = ("", "The mayor lied.", true);
    let lost = ("", "", false);
    let part = ("", "The mayor spoke.", false);
    for (query, revisions, sure) in [
        ("gone:lied", vec![whole, lost], Some(false)),
        ("removed:lied", vec![whole, part, whole], Some(false)),
        ("added:lied", vec![lost, whole], Some(false)),
        ("added:lied", vec![part, lost], None),
        ("lied", vec![part, lost], None),
        ("mayor -lied", vec![part], Some(false)),
        ("mayor -lied", vec![part, ("", "The mayor left.", true)], Some(true)),
        ("mayor -removed:lied", vec![whole, part], Some(false)),
        ("spoke removed:lied", vec![whole, part], Some(false)),
        ("removed:lied OR said", vec![whole, lost], Some(false)),
        ("removed:lied revisions:>5", vec![whole, lost], None),
    ] {
        let parsed = Query::parse(query).unwrap();
        let (subject, found) = story(&parsed, &revisions);
        let judgement = parsed.judge(&subject, &found);
        assert_eq!(judgement.map(|judgement| judgement.is_sure), sure, "{query} {revisions:?}");
    }
}

#[test]
fn a_lifeline_is_of_what_is_found_in_texts_whatever_conditions_stand_beside_it() {
    let (both, mayor, neither) =
        (("", "The mayor and the council.", true), ("", "The mayor.", true), ("", "Nobody.", true));
    let revisions = [both, mayor, neither, mayor];
    for (query, want) in [
        ("mayor -removed:nobody", None),
        ("mayor -removed:clerk", Some(&[true, true, false, true][..])),
        ("mayor -gone:nothing -after:2030 -source:bbc", Some(&[true, true, false, true])),
        ("mayor -(gone:nothing OR url:sport)", Some(&[true, true, false, true])),
        ("council OR removed:clerk", Some(&[true, false, false, false])),
        ("council OR gone:mayor", Some(&[true, false, false, false])),
        ("gone:mayor OR gone:council", Some(&[true, false, false, false])),
        // Nothing of this is in any text, or is looked for there.
        ("clerk OR source:guardian", Some(&[])),
        ("source:guardian after:2020-07-08", Some(&[])),
        ("before:2020-07-08", Some(&[])),
        ("mayor -council", Some(&[false, true, false, true])),
    ] {
        let parsed = Query::parse(query).unwrap();
        let (subject, found) = story(&parsed, &revisions);
        let judgement = parsed.judge(&subject, &found);
        let want = want.map(|held| held.iter().copied().map(Some).collect());
        assert_eq!(judgement.as_ref().map(|judgement| judgement.lifeline.clone()), want, "{query}");
        let turns = judgement.is_some_and(|judgement| judgement.turn.is_some());
        assert!(!turns || want.is_some_and(|want: Vec<_>| !want.is_empty()), "{query}");
    }
}

#[test]
fn words_are_found_in_the_forms_of_the_texts_language() {
    let found = |query: &str, text: &str, language| {
        let query = Query::parse(query).unwrap();
        let found = query.in_paragraph(text, Some(language), &mut String::new()).count() > 0;
        assert_eq!(found, !query.highlight(text, Some(language), false, Marks::ALL).is_empty(), "{text}");
        found
    };
    let english = "The ministers were resigning in happiness from the universities.";
    for (query, want) in [
        ("resign", true),
        ("minister", true),
        ("happy", true),
        ("university", true),
        ("=resign", false),
        ("\"resign\"", false),
        ("removed:resign", false),
        ("resigning", true),
        ("universal", true),
        ("unit", false),
        ("title:minister", false),
    ] {
        assert_eq!(found(query, english, Language::English), want, "{query}");
    }
    assert!(found("ministre", "Les ministres ont démissionné.", Language::French));
    assert!(!found("resign", english, Language::Turkish));
    let marked = Query::parse("minister").unwrap().highlight(english, Some(Language::English), false, Marks::ALL);
    assert_eq!(marked, [(4, 13)]);
}

#[test]
fn highlights_are_whole_characters_of_the_original() {
    let marked = |query: &str, text: &str| {
        let found = Query::parse(query).unwrap().highlight(text, None, false, Marks::ALL);
        let chars: Vec<char> = text.chars().collect();
        found.into_iter().map(|(from, to)| chars[from..to].iter().collect()).collect::<Vec<String>>()
    };
    assert_eq!(marked("ete", "L’e\u{301}te\u{301} de l'été."), ["e\u{301}te\u{301}", "été"]);
    assert_eq!(marked("天気 東京", "今日の天気は東京で晴れ"), ["天気", "東京"]);
    assert_eq!(marked("\"a b\" -c b*", "a—b, c bee"), ["a—b", "bee"]);
    assert_eq!(marked("cooperat*", "They co\u{ad}operate."), ["co\u{ad}operate"]);
    assert_eq!(marked("/[0-9]+%/", "ü 12% or 7%"), ["12%", "7%"]);
    assert_eq!(marked("title:mayor said", "The mayor said"), ["said"]);
    assert_eq!(marked("strasse", "Straße"), ["Straße"]);
}

#[test]
fn a_mistake_tells_its_place() {
    for (query, span) in [
        ("", (0, 0)),
        ("-word", (0, 5)),
        ("word \"phrase", (5, 12)),
        ("word OR", (5, 7)),
        ("OR word", (0, 2)),
        ("a OR OR b", (5, 7)),
        ("AND word", (0, 3)),
        ("word AND", (5, 8)),
        ("a AND OR b", (6, 8)),
        ("a OR AND b", (5, 8)),
        ("a NOT", (2, 5)),
        ("gone:-foo", (0, 6)),
        ("title:-\"a b\"", (0, 7)),
        ("ü /[/", (2, 5)),
        ("/abc", (0, 4)),
        ("a - b", (2, 3)),
        ("titel:x", (0, 5)),
        ("title: x", (0, 6)),
        ("title:— x", (0, 7)),
        ("after:soon", (6, 10)),
        ("after:2020-13", (6, 13)),
        ("revisions:many", (10, 14)),
        ("changed:all", (8, 11)),
        ("word ...", (5, 8)),
        ("//", (0, 2)),
        ("(a b", (0, 4)),
        ("a (b OR (c d)", (2, 13)),
        ("a) b", (1, 2)),
        ("(a))", (3, 4)),
        ("a () b", (2, 4)),
        ("(a OR) b", (3, 5)),
        ("(-a) -(b c)", (0, 11)),
        ("-a OR -b", (0, 8)),
        ("council(mayor vote", (7, 13)),
        ("title:(a OR b)", (0, 7)),
        ("removed:title:x", (8, 14)),
        ("a:b:c", (0, 1)),
        ("revisions:5*", (10, 12)),
        ("after:/2020/", (6, 12)),
        ("changed:head*", (8, 13)),
    ] {
        match Query::parse(query) {
            Err(mistake) => assert_eq!(mistake.span, span, "{query}: {mistake}"),
            Ok(_) => panic!("{query} has a mistake"),
        }
    }
    for right in [
        "http://example.org",
        "10:30",
        "“typographic quotes”",
        "OR*",
        "a-b",
        "source:bbc",
        "Brexit:leave",
        "-(-a)",
        "-(-a OR b)",
    ] {
        assert!(Query::parse(right).is_ok(), "{right}");
    }
    assert!(Query::parse(&"a ".repeat(3000)).is_err());
    assert!(Query::parse(&format!("{}a{}", "(".repeat(1000), ")".repeat(1000))).is_err());
    assert!(Query::parse(&"a ".repeat(100)).is_err());
}

proptest! {
    #[test]
    fn any_line_is_read_or_has_a_mistake_inside_it(line in "[ -~é“”\"/*:=東-]{0,40}|(title:|removed:|-|OR |/|\"|a|b |\\(|\\*){0,12}") {
        match Query::parse(&line) {
            Ok(query) => {
                let _ = query.highlight("a b (c) é東京 a", Some(Language::English), true, Marks::ALL);
            }
            Err(mistake) => {
                prop_assert!(mistake.span.0 <= mistake.span.1 && mistake.span.1 <= line.chars().count());
                prop_assert!(mistake.reason.ends_with('.') && !mistake.reason.contains('\n'));
            }
        }
    }

    #[test]
    fn what_is_found_is_highlighted_and_the_other_way_round(
        text in "[abcé’ß東京ก\u{301}\u{ad} .,A-C1]{0,30}",
        query in "([abcé1]{1,3}|[東京]{1,2}|\"[abc]{1,2} [abc]\"|[ab]\\*|/[abc.]{1,2}/)( -b)?",
    ) {
        let query = Query::parse(&query).unwrap();
        let wanted = query.leaves.iter().enumerate().any(|(index, leaf)| {
            leaf.wanted && query.in_paragraph(&text, None, &mut String::new()).has(index)
        });
        let found = query.highlight(&text, None, false, Marks::ALL);
        prop_assert_eq!(wanted, !found.is_empty());
        let count = text.chars().count();
        prop_assert!(found.iter().all(|(from, to)| from < to && *to <= count));
        prop_assert!(found.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}

#[test]
fn a_mistake_that_may_be_none_when_the_line_goes_on_is_open() {
    for (query, is_open) in [
        ("flooded (mill", true),
        ("flooded \"mill", true),
        ("/mill", true),
        ("mill OR", true),
        ("mill -", true),
        ("removed:", true),
        ("changed:fig", true),
        ("after:20", true),
        ("revisions:>", true),
        ("-mill", true),
        ("changed:figgures", false),
        ("changed:fig mill", false),
        ("removed: mill", false),
        ("titel:mill", false),
        ("mill )", false),
        ("after:monday", false),
    ] {
        let mistake = Query::parse(query).unwrap_err();
        assert_eq!(mistake.is_open, is_open, "{query}: {mistake}");
    }
    let said = |query: &str| Query::parse(query).unwrap_err().reason;
    assert_eq!(said("changed:figgures"), "`figgures` is no kind of change; did you mean `changed:figures`?");
}
