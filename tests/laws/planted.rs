//! What must never be minor, planted into sentences of several scripts: a negation, a modal, a figure, a name, an
//! attribution, quotation marks.

use proptest::{prelude::*, sample::select};
use recension::{
    diff::{Ignore, Op, TextSide, compare, facts},
    model::{ChangeKind, Side},
};

use super::texts::side;

/// Sentences with a place (`|`) for something to come in, a passage (`‹…›`) to be put between quotation marks, and for
/// each kind a word that the language has.
struct Sentence {
    text: &'static str,
    planted: &'static [(ChangeKind, &'static str)],
}

use ChangeKind::{Attribution, Hedge, Name, Negation, Number};

const SENTENCES: &[Sentence] = &[
    Sentence {
        text: "The council of the lower town was | ready for the ‹pausing› of all ferries when the water rose that evening",
        planted: &[
            (Negation, "not"),
            (Hedge, "allegedly"),
            (Hedge, "may"),
            (Number, "4"),
            (Number, "seven"),
            (Name, "Ottoline"),
            (Attribution, "according"),
        ],
    },
    Sentence {
        text: "Der Rat der unteren Stadt war gestern | bereit, die ‹Pause› aller Fähren zu beschließen, als das Wasser stieg",
        planted: &[(Negation, "nicht"), (Hedge, "angeblich"), (Number, "4,5"), (Attribution, "laut")],
    },
    Sentence {
        text: "Le conseil de la ville basse était hier | prêt à décider la ‹pause› de tous les bacs quand l’eau montait",
        planted: &[(Negation, "pas"), (Hedge, "apparemment"), (Number, "12 000"), (Attribution, "selon")],
    },
    Sentence {
        text: "Городской совет вчера вечером был | готов к ‹остановке› всех паромов, когда поднялась вода в реке",
        planted: &[(Negation, "не"), (Hedge, "якобы"), (Number, "15"), (Attribution, "согласно")],
    },
    Sentence {
        text: "市政府昨天晚上表示所有渡轮明天上午恢复 | 运行，居民对‹暂停›渡轮感到失望，因为河水已经上涨。",
        planted: &[(Negation, "不"), (Hedge, "据称"), (Number, "25")],
    },
    Sentence {
        text: "كان مجلس المدينة مساء أمس | مستعدا ‹لوقف› جميع العبارات عندما ارتفع الماء في النهر القديم",
        planted: &[(Negation, "ليس"), (Hedge, "ربما"), (Number, "٤٥"), (Attribution, "وفقا")],
    },
];

const MORE: &[Sentence] = &[
    Sentence {
        text: "Ο δήμαρχος της κάτω πόλης είπε ότι χθες το βράδυ | ήταν έτοιμος για τη ‹διακοπή› των πλοίων στο ποτάμι",
        planted: &[(Negation, "δεν"), (Number, "35")],
    },
    Sentence {
        text: "قال مجلس المدينة مساء أمس إنه | يعرف ‹سبب› توقف جميع العبارات في النهر القديم",
        planted: &[(Negation, "لا"), (Negation, "لم"), (Negation, "ولن"), (Number, "٤٥")],
    },
];

/// Sentences of scripts in which a negation is an ending: without, with.
const ENDINGS: &[(&str, &str)] = &[
    ("市議会は昨日の夜にすべての渡し船を止めると認めた。", "市議会は昨日の夜にすべての渡し船を止めると認めなかった。"),
    ("市長は明日の朝に古い橋へ行きます。", "市長は明日の朝に古い橋へ行きません。"),
    ("渡し船は明日の朝まで動く。", "渡し船は明日の朝まで動かない。"),
    ("市政府昨天晚上说渡轮明天会恢复运行。", "市政府昨天晚上说渡轮明天没有恢复运行。"),
];

const MARKS: &[(&str, &str)] = &[("“", "”"), ("\"", "\""), ("„", "“"), ("«", "»"), ("「", "」"), ("‘", "’")];

fn text(lines: &[String]) -> TextSide {
    side(&[&["A headline that stays as it is".to_owned()], lines].concat())
}

/// Neither minor nor hidden, at any level, in either direction; the fact is told.
fn is_told(with: &TextSide, without: &TextSide, kind: ChangeKind) {
    for (old, new) in [(with, without), (without, with)] {
        let facts = facts::neighbours(old, new);
        assert!(facts.changes.has(kind) && !facts.minor, "{kind:?} {facts:?}\n{new:?}");
        for ignore in [Ignore::Nothing, Ignore::Spacing, Ignore::Case] {
            let diff = compare(old, new, ignore);
            let s = &diff.summary;
            assert!(
                !s.minor && s.changes.has(kind) && s.facts.iter().any(|f| f.kind == kind),
                "{kind:?} {ignore:?} {s:?}"
            );
            assert!(!s.changes.has(ChangeKind::Typography), "{s:?}");
            let shown = diff.blocks.iter().flat_map(|b| &b.edits).any(|e| matches!(e.op, Op::Delete | Op::Insert));
            assert!(shown && !diff.is_same(), "{kind:?} hidden under {ignore:?}");
            assert_eq!(diff.sides[Side::Old].paragraphs, old.paragraphs);
        }
    }
}

/// A sentence with what is planted, and with marks.
fn made(sentence: &Sentence, word: Option<&str>, marks: Option<(&str, &str)>) -> String {
    let (open, close) = marks.unwrap_or(("", ""));
    let text = match word {
        Some(word) => sentence.text.replace('|', word),
        None => sentence.text.replace(" | ", if sentence.text.contains('，') { "" } else { " " }),
    };
    text.replace('‹', open).replace('›', close)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn words_that_matter_are_told(at in 0..SENTENCES.len(), which in any::<prop::sample::Index>(), beside in 0..SENTENCES.len()) {
        let sentence = &SENTENCES[at];
        let (kind, word) = sentence.planted[which.index(sentence.planted.len())];
        let other = made(&SENTENCES[beside], None, None);
        let with = text(&[other.clone(), made(sentence, Some(word), None)]);
        let without = text(&[other, made(sentence, None, None)]);
        is_told(&with, &without, kind);
    }

    #[test]
    fn negations_of_more_languages_are_told(at in 0..MORE.len(), which in any::<prop::sample::Index>(), beside in 0..SENTENCES.len()) {
        let sentence = &MORE[at];
        let (kind, word) = sentence.planted[which.index(sentence.planted.len())];
        let other = made(&SENTENCES[beside], None, None);
        is_told(&text(&[other.clone(), made(sentence, Some(word), None)]), &text(&[other, made(sentence, None, None)]), kind);
    }

    /// A sentence carried verbatim into another paragraph neither went nor came; what is planted in it on its way is told.
    #[test]
    fn a_carried_sentence_tells_only_what_was_planted(
        at in 0..3usize, which in any::<prop::sample::Index>(), homes in (3..SENTENCES.len(), 3..SENTENCES.len()), marked in any::<bool>(),
    ) {
        prop_assume!(homes.0 != homes.1 && !SENTENCES[homes.0].text.contains('，') && !SENTENCES[homes.1].text.contains('，'));
        let sentence = &SENTENCES[at];
        let marks = marked.then_some(("“", "”"));
        let carried = |word| format!("{}.", made(sentence, word, marks));
        let home = |k: usize| format!("{}.", made(&SENTENCES[k], None, None));
        let old = text(&[format!("{} {}", home(homes.0), carried(None)), home(homes.1)]);
        let moved = text(&[home(homes.0), format!("{} {}", home(homes.1), carried(None))]);
        let plain = [ChangeKind::Moved, ChangeKind::Edited, ChangeKind::Added, ChangeKind::Removed];
        for (a, b) in [(&old, &moved), (&moved, &old)] {
            let facts = facts::neighbours(a, b);
            prop_assert!(facts.changes.has(ChangeKind::Moved) && !facts.minor, "{:?}", facts);
            prop_assert!(facts.changes.iter().all(|k| plain.contains(&k)), "{:?}", facts.changes);
            prop_assert_eq!((facts.words_added, facts.words_removed), (Some(0), Some(0)));
        }
        let (kind, word) = sentence.planted[which.index(sentence.planted.len())];
        let altered = text(&[home(homes.0), format!("{} {}", home(homes.1), carried(Some(word)))]);
        is_told(&old, &altered, kind);
    }

    #[test]
    fn quotation_marks_that_come_or_go_are_told(at in 0..SENTENCES.len(), marks in select(MARKS), beside in 0..SENTENCES.len()) {
        let sentence = &SENTENCES[at];
        // Single marks that touch letters on their outer side are apostrophes: scripts without blanks use double ones.
        prop_assume!(marks.0 != "‘" || !sentence.text.contains('，'));
        let other = made(&SENTENCES[beside], None, None);
        let with = text(&[other.clone(), made(sentence, None, Some(marks))]);
        let without = text(&[other, made(sentence, None, None)]);
        is_told(&with, &without, ChangeKind::Quote);
    }
}

#[test]
fn negations_that_are_endings_are_told() {
    for (without, with) in ENDINGS {
        is_told(&text(&[(*with).to_owned()]), &text(&[(*without).to_owned()]), Negation);
    }
}

#[test]
fn curly_and_straight_marks_are_typography() {
    let sentence = &SENTENCES[0];
    let curly = text(&[made(sentence, None, Some(("“", "”")))]);
    let straight = text(&[made(sentence, None, Some(("\"", "\"")))]);
    let facts = facts::neighbours(&curly, &straight);
    assert!(facts.minor && facts.changes.has(ChangeKind::Typography));
    assert!(compare(&curly, &straight, Ignore::Spacing).is_same());
}

#[test]
fn a_negation_here_and_marks_gone_there_are_two_changes() {
    let old = text(&[made(&SENTENCES[0], None, Some(("“", "”"))), made(&SENTENCES[1], None, None)]);
    let new = text(&[made(&SENTENCES[0], None, None), made(&SENTENCES[1], Some("nicht"), None)]);
    for ignore in [Ignore::Nothing, Ignore::Spacing, Ignore::Case] {
        let diff = compare(&old, &new, ignore);
        let mut reader = facts::Reader::new(diff.sides.as_ref());
        let changed: Vec<_> = diff.blocks.iter().map(|b| reader.block(b)).filter(|f| f.substance).collect();
        assert_eq!(changed.len(), 2);
        assert!(changed[0].kinds.has(ChangeKind::Quote) && changed[1].kinds.has(Negation));
        assert!(!diff.summary.minor);
    }
}
