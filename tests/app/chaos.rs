//! Whatever is pressed, answered and resized in whatever order: nothing panics and every cursor stays within bounds.

use proptest::prelude::*;
use recension::app::{Answer, Code, Key, Mode, Model, Mouse, MouseKind, Msg, Pane, Slot, overlay};
use recension::model::{ListWindow, Progress};

use crate::story::Story;

#[derive(Debug, Clone)]
enum Deed {
    Key(Key),
    Keys(&'static str),
    Resize(u16, u16),
    Mouse(MouseKind, u16, u16),
    Wait(i64),
    Shrink(usize),
    Stray(Slot, u64, u8),
    Sleep,
    Wake,
    Paste(String),
    Exists,
}

fn key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        8 => proptest::char::range(' ', '~').prop_map(Code::Char),
        1 => any::<char>().prop_map(Code::Char),
        1 => (1..13u8).prop_map(Code::Function),
        4 => proptest::sample::select(vec![
            Code::Enter, Code::Escape, Code::Tab, Code::Backspace, Code::Delete, Code::Insert, Code::Up, Code::Down,
            Code::Left, Code::Right, Code::PageUp, Code::PageDown, Code::Home, Code::End,
        ]),
    ];
    (code, proptest::bool::weighted(0.1), proptest::bool::weighted(0.05)).prop_map(|(code, ctrl, alt)| Key {
        code,
        ctrl,
        alt,
        shift: false,
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let bits = vec![
        "999999999999j",
        "12G",
        "<ctrl-f>",
        "ll]]",
        "vlllly",
        "S110<enter>",
        "<enter>",
        "F*",
        "f9<enter>",
        ",r",
        "/council<enter>nnN",
        "=",
        "}}",
        "{{{",
        "M",
        "x<enter>",
        "sss",
        "o",
        "ggjjji",
        "bGt",
        "ma",
        "'a",
        "<esc><esc>",
        ":<enter>",
        "?/x",
        "3>",
        "<lt>",
        "W",
        "(",
        "+",
        "|x<enter>",
        "w<shift-right>",
        "zh5zl",
        "vjjlly",
        "vGxa",
        "r",
        "J",
        "ibu",
    ];
    let slot = proptest::sample::select(vec![Slot::List, Slot::Timeline, Slot::Diff, Slot::Search, Slot::Aside]);
    prop_oneof![
        12 => key().prop_map(Deed::Key),
        12 => proptest::sample::select(bits).prop_map(Deed::Keys),
        2 => (0..201u16, 0..61u16).prop_map(|(w, h)| Deed::Resize(w, h)),
        2 => (0..3u8, 0..201u16, 0..61u16).prop_map(|(k, x, y)| {
            let kind = [MouseKind::Click, MouseKind::WheelUp, MouseKind::WheelDown][usize::from(k)];
            Deed::Mouse(kind, x, y)
        }),
        1 => (0..5_000i64).prop_map(Deed::Wait),
        1 => (0..40usize).prop_map(Deed::Shrink),
        1 => (slot, 0..30u64, 0..4u8).prop_map(|(s, g, a)| Deed::Stray(s, g, a)),
        1 => Just(Deed::Sleep),
        2 => Just(Deed::Wake),
        1 => ".{0,8}".prop_map(Deed::Paste),
        1 => Just(Deed::Exists),
    ]
}

fn play(story: &mut Story, deed: &Deed) {
    match deed {
        Deed::Key(key) => drop(story.send(Msg::Key(*key))),
        Deed::Keys(keys) => drop(story.keys(keys)),
        Deed::Resize(w, h) => drop(story.send(Msg::Resize(*w, *h))),
        Deed::Mouse(kind, column, row) => {
            story.send(Msg::Mouse(Mouse { kind: *kind, column: *column, row: *row }));
        }
        Deed::Wait(time) => drop(story.wait(*time)),
        Deed::Shrink(articles) => {
            story.archive.pieces.truncate(*articles);
            story.send(Msg::Progress(Progress { articles: *articles, ..Progress::default() }));
        }
        Deed::Stray(slot, generation, answer) => {
            let answer = match answer {
                0 => Answer::Window(ListWindow { total: 50, first: 40, ..ListWindow::default() }),
                1 => Answer::Failed("It failed.".into()),
                2 => Answer::Problems(Vec::new()),
                _ => Answer::Hits { hits: Vec::new(), done: true },
            };
            story.send(Msg::Answer { slot: *slot, generation: *generation, answer });
        }
        Deed::Sleep => {
            if story.asleep.is_none() {
                story.sleep();
            }
        }
        Deed::Wake => story.wake(),
        Deed::Paste(text) => drop(story.send(Msg::Paste(text.clone()))),
        Deed::Exists => drop(story.send(Msg::ExportExists { file: "x.html".into() })),
    }
}

fn check(model: &Model) {
    let within = |cursor: usize, len: usize| assert!(cursor < len.max(1), "{cursor} of {len}");
    within(model.list.cursor, model.list.window.total);
    assert!(model.list.top <= model.list.cursor && model.list.cursor < model.list.top + model.page(Pane::List));
    within(model.timeline.cursor, model.timeline.rows().len());
    for index in [model.timeline.base, model.timeline.target].into_iter().flatten() {
        within(index, model.timeline.rows().len());
    }
    assert!(model.timeline.shown.is_sorted());
    let diff = &model.diff;
    within(diff.cursor, diff.rows.rows.len());
    assert!(diff.top <= diff.cursor && diff.cursor < diff.top + model.page(Pane::Diff));
    assert!(diff.change.is_none_or(|c| c < diff.rows.changes.len()));
    if let Some(find) = &diff.search {
        assert!(find.current.is_none_or(|c| c < find.matches.len()));
        assert!(find.matches.iter().all(|m| m.row < diff.rows.rows.len() && m.from < m.to));
    }
    match &model.mode {
        Mode::Hits(h) => within(h.cursor, h.hits.len()),
        Mode::Problems(p) => within(p.cursor, p.entries.len()),
        Mode::Palette(p) | Mode::Help(p) => within(p.cursor, p.rows.len()),
        Mode::Menu(m) => within(m.cursor, m.items.len()),
        Mode::Export(e) => within(e.cursor, model.exporters.len()),
        Mode::Prompt(overlay::Prompt { line, .. }) => assert!(line.cursor <= line.text.chars().count()),
        Mode::Lifelines(l) => within(l.cursor, l.len()),
        Mode::Phrase(p) => within(p.cursor, p.entries.len()),
        Mode::Browse | Mode::Facts { .. } | Mode::Overview(_) | Mode::Why(_) | Mode::Mark(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_the_browser(deeds in proptest::collection::vec(deed(), 1..60)) {
        let mut story = Story::of(40);
        for deed in &deeds {
            play(&mut story, deed);
            check(&story.model);
        }
        // When everything has been answered, what is shown belongs together.
        story.wake();
        story.read_all();
        check(&story.model);
        let model = &story.model;
        if !model.list.detached && model.list.seeking.is_none() && model.list.current().is_some() {
            prop_assert_eq!(story.article(), story.opened());
        }
        if let (Some(shown), false, true) = (&model.diff.shown, model.diff.waiting, model.timeline.is_current()) {
            prop_assert_eq!(Some((shown.base, shown.target)), model.timeline.pair());
        }
    }
}
