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
