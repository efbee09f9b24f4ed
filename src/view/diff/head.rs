//! The head of the diff: the pair, the time between, counts that add up, and what must be known before it is believed.

use crate::{
    app::{Model, Pane, diff::DiffPane, geometry::Rect, timeline::Compare},
    diff::{BlockKind, Diff, Ignore, TextSide, rows::View},
    model::{ChangeKind, Side, Sides, SidesMark, TextState},
    text::{Role, isolate::pieces, width},
    view::{header::part, page::Page, pen::Pen, prose, title, words},
};

/// Draws the head.
pub(super) fn draw(model: &Model, page: &mut Page, rect: Rect) {
    let pane = &model.diff;
    let mut pen = page.pen(rect, 0);
    title(&mut pen, model, Pane::Diff, "3", "Diff");
    let Some(diff) = &pane.diff else { return };
    let states = states(model);
    if pane.waiting {
        pen.right("comparing … ", Role::Notice);
    } else {
        standing(&mut pen, pane, &states);
    }
    pen.skip(2);
    // What is in force is said whatever else goes without saying: its room is kept before the pair takes what is left.
    let kept = states.iter().map(|state| 3 + width::of(state.short())).sum::<usize>();
    let kept = u16::try_from(kept).unwrap_or(u16::MAX).min(pen.room().saturating_sub(LEAST_PAIR));
    pair(pen.shorten(kept), model, diff);
    pen.lengthen(kept);
    let long = states.iter().map(|s| 3 + width::of(&s.long)).sum::<usize>() <= usize::from(pen.room());
    for state in &states {
        part(&mut pen, if long { &state.long } else { state.short() }, state.role);
    }

    let mut pen = page.pen(rect.inset(1), 1);
    if diff.summary.folded && rect.height < 3 {
        // The counts would say that all is the same, and there is no line for more.
        let room = pen.room();
        pen.cut(&told(model, diff), Role::Text, room);
    } else {
        counts(&mut pen, diff);
    }
    // What must be known comes before what is said; both on one line where there is but one.
    let inner = rect.inset(1);
    let mut pen = page.pen(inner, 2);
    for (text, role) in marks(model, diff) {
        part(&mut pen, &text, role);
    }
    let used = pen.column() - inner.x;
    tell(page, inner, used, &told(model, diff));
}

/// Cells that the pair has at least, as `r10 → r12`.
const LEAST_PAIR: u16 = 10;

/// Something that decides what of the diff is seen.
struct State {
    long: String,
    /// Where there is no room for more.
    short: Option<String>,
    role: Role,
}

impl State {
    fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.long)
    }
}

/// What is in force: first what keeps changes out of sight, then how the rest is shown.
fn states(model: &Model) -> Vec<State> {
    let pane = &model.diff;
    let mut states = Vec::new();
    let mut add = |long: String, short: Option<&str>, role| {
        states.push(State { long, short: short.map(str::to_owned), role });
    };
    if pane.ignore != Ignore::Nothing {
        let short = if pane.ignore == Ignore::Spacing { "ignoring spacing" } else { "ignoring case" };
        add(format!("ignoring {}", pane.ignore.words()), Some(short), Role::Uncertain);
    }
    if !pane.kinds.is_empty() {
        let kinds: Vec<&str> = pane.kinds.iter().map(ChangeKind::label).collect();
        let first = kinds.first().and_then(|k| k.split(' ').next()).unwrap_or("");
        let more = if kinds.len() > 1 { format!(" +{}", kinds.len() - 1) } else { String::new() };
        add(format!("only {}", kinds.join(", ")), Some(&format!("only {first}{more}")), Role::Uncertain);
    }
    if pane.hide_minor {
        add("minor hidden".into(), Some("no minor"), Role::Uncertain);
    }
    if let Some(side) = pane.layout.only.filter(|_| pane.raw_side().is_none()) {
        add(if side == Side::Old { "base only" } else { "target only" }.into(), None, Role::Label);
    }
    if pane.layout.raw {
        add(raw(model), Some("raw"), Role::Label);
    }
    if pane.layout.view != View::Automatic {
        let short = if pane.layout.view == View::ChangesOnly { Some("changes") } else { None };
        add(pane.layout.view.word().into(), short, Role::Label);
    }
    states
}

/// That the text stands raw; where it is that of one side, which key shows the other's.
fn raw(model: &Model) -> String {
    let pane = &model.diff;
    let Some((side, diff)) = pane.raw_side().zip(pane.diff.as_ref()) else { return "raw".into() };
    let other = diff.sides[side.other()].revision;
    let key = model.keymap.keys_of("cycle-sides").into_iter().next();
    match key.filter(|_| other != diff.sides[side].revision) {
        Some(key) => format!("raw; {key} shows revision {other}"),
        None => "raw".into(),
    }
}

/// Which change the reader stands on, in fewer words where something is in force that must be said too.
fn standing(pen: &mut Pen<'_>, pane: &DiffPane, states: &[State]) {
    let (at, walked) = pane.standing();
    let all = words::number(walked);
    let (long, short) = match at.map(words::number) {
        Some(at) => (format!("change {at} of {all} "), format!("{at}/{all} ")),
        // Text without a mark in it would pass for text without a change.
        None if walked == 0 && !pane.rows.changes.is_empty() => {
            let all = pane.rows.changes.len();
            (format!("0 of {} shown ", words::counted(all, "change")), format!("0/{} ", words::number(all)))
        }
        None => return,
    };
    let kept: usize = states.iter().map(|s| 3 + width::of(s.short())).sum();
    let fits = width::of(&long) + kept + usize::from(LEAST_PAIR) + 2 <= usize::from(pen.room());
    let role = if walked == 0 { Role::Uncertain } else { Role::Faint };
    pen.right(if fits { &long } else { &short }, role);
}

/// Cells below which the beginning of a sentence says nothing.
const TELLING: u16 = 20;

/// What the change did, on the lines of the head from the third on, of which the first is used already as
/// far as that: as much as fits, for the beginning is the most telling.
fn tell(page: &mut Page, rect: Rect, used: u16, sentence: &str) {
    let (first, rest) = match (used, rect.height) {
        (0, 4..) => {
            let lines = prose::lines(sentence, rect.width);
            (2, lines.split_first().map(|(first, rest)| (first.clone(), rest.join(" "))))
        }
        (0, _) => (2, None),
        (_, 4..) => (3, None),
        _ if rect.width.saturating_sub(used) < TELLING => return,
        _ => (2, None),
    };
    let (text, rest) = rest.unwrap_or_else(|| (sentence.to_owned(), String::new()));
    let mut open = false;
    for (line, text) in [(first, text), (first + 1, rest)] {
        let mut pen = page.pen(rect, line);
        if line == 2 && used > 0 && !text.is_empty() {
            pen.skip(used).put(" · ", Role::Faint);
        }
        // Each piece is written by itself, so that none turns another round.
        for (piece, _) in pieces(&text, &mut open) {
            let room = pen.room();
            pen.cut(piece, Role::Text, room);
        }
    }
}

/// The two revisions and the time between them.
fn pair(pen: &mut Pen<'_>, model: &Model, diff: &Diff) {
    let sides = diff.sides.as_ref();
    if sides.old.revision == sides.new.revision {
        pen.put(&format!("revision {}", sides.new.revision), Role::Target);
        let rows = model.timeline.rows();
        let chosen = model.timeline.compare == Compare::Chosen;
        let said = match rows.first() {
            Some(_) if rows.len() == 1 => "the only one there is",
            Some(first) if first.number == sides.new.revision && !chosen => "the first one, nothing before it",
            _ => "against itself",
        };
        return part(pen, said, Role::Text);
    }
    let later = match (&sides.old.time, &sides.new.time) {
        (Some(old), Some(new)) => old.apart(new).map(crate::model::distance::later),
        _ => model.timeline.target.and_then(|i| model.timeline.rows().get(i)).and_then(|r| r.later.clone()),
    };
    let named = |side: &TextSide, seen: bool| match &side.time {
        Some(time) if seen => format!("revision {}, {}", side.revision, words::moment(time, model)),
        _ => format!("revision {}", side.revision),
    };
    if let Some(side) = model.diff.raw_side() {
        // One text alone: whose it is.
        let role = if side == Side::Old { Role::Base } else { Role::Target };
        let text = &sides[side];
        // The way to the other is worth more than the time, which the timeline tells.
        let hint = width::of(&raw(model)).saturating_sub(width::of("raw"));
        let long = Some(named(text, true)).filter(|long| width::of(long) + hint <= usize::from(pen.room()));
        pen.put(&long.unwrap_or_else(|| named(text, false)), role);
        return;
    }
    let short = |side: &TextSide| format!("r{}", side.revision);
    // With the times where there is room for them and the distance, with the numbers alone where there is none.
    let room = usize::from(pen.room());
    let extra = later.as_deref().map_or(0, width::of) + 3;
    let wide = |names: &Sides<String>| width::of(&names.old) + width::of(&names.new) + 3;
    let choices = [(sides.map(|s| named(s, true)), extra), (sides.map(|s| named(s, false)), 0)];
    let fitting = choices.into_iter().find(|(names, extra)| wide(names) + extra <= room);
    let names = fitting.map_or_else(|| sides.map(short), |(names, _)| names);
    pen.put(&names.old, Role::Base).put(" → ", Role::Faint).put(&names.new, Role::Target);
    if let Some(later) = later {
        part(pen, &later, Role::Text);
    }
}

/// What must be known of the sides before anything is believed.
fn marks(model: &Model, diff: &Diff) -> Vec<(String, Role)> {
    let mut marks = Vec::new();
    for side in Side::BOTH {
        let word = if side == Side::Old { "base" } else { "target" };
        let text = &diff.sides[side];
        match text.state {
            TextState::Whole => {}
            TextState::Partial => marks.push((format!("{word} incomplete: text is missing"), Role::Hole)),
            TextState::Withheld => marks.push((format!("{word}: text withheld"), Role::Hole)),
            TextState::ErrorPage => marks.push((format!("{word}: not the article"), Role::Hole)),
        }
        if let Some(aside) = text.aside {
            marks.push((format!("{word}: {}", aside.said()), Role::Uncertain));
        }
    }
    let uncertain = diff.sides.as_ref().map(|s| s.uncertain.len());
    if uncertain.old + uncertain.new > 0 {
        let of =
            |n: usize, side: &str| if n > 0 { format!("{} in the {side}", words::number(n)) } else { String::new() };
        let counts = [of(uncertain.old, "base"), of(uncertain.new, "target")];
        let counts: Vec<String> = counts.into_iter().filter(|c| !c.is_empty()).collect();
        marks.push((format!("uncertain paragraphs: {}", counts.join(", ")), Role::Uncertain));
    }
    if let Some(said) = diff.sides.new.relation.said() {
        marks.push((said.into(), Role::Uncertain));
    }
    let sides = model.timeline.timeline.as_ref().map_or(SidesMark::Known, |t| t.head.sides);
    if let Some(words) = sides.words().filter(|_| sides != SidesMark::OlderIncomplete) {
        marks.push((words.into(), Role::Uncertain));
    }
    if diff.summary.approximate {
        marks.push(("approximate: the texts are too long for an exact comparison".into(), Role::Uncertain));
    }
    marks
}

/// What the change did, beside the counts of paragraphs; empty where there is nothing to say.
fn told(model: &Model, diff: &Diff) -> String {
    if diff.sides.old.revision == diff.sides.new.revision {
        return String::new();
    }
    if diff.is_same() {
        return "no change".into();
    }
    let told = diff.summary.facts_told();
    let key = model.keymap.keys_of("toggle-raw").into_iter().next().filter(|_| diff.summary.folded);
    match key {
        // In the lists the key may mean something else.
        Some(key) if model.focus == Pane::Diff => format!("{}; {key} shows it.", told.trim_end_matches('.')),
        Some(key) => format!("{}; {key} in the diff shows it.", told.trim_end_matches('.')),
        None => told,
    }
}

/// How the counts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// `20 → 14 paragraphs: 3 same, 9 edited, 8 removed (2 uncertain) · −34 +20 words`.
    Words,
    /// `20 → 14 ¶: 3 same, 9 edited, 8 removed (2?) · −34 +20 words`.
    Brief,
    /// The same without the words, which the timeline tells too; the paragraphs are counted only here.
    Paragraphs,
    /// `20 → 14 ¶: =3 ~9 −8 (2?)`.
    Signs,
}

impl Telling {
    const ALL: [Telling; 4] = [Telling::Words, Telling::Brief, Telling::Paragraphs, Telling::Signs];
}

/// Counts that add up to both sides, so that nothing is overlooked: in the longest words for which there is room.
fn counts(pen: &mut Pen<'_>, diff: &Diff) {
    let room = usize::from(pen.room());
    let wide = |parts: &Vec<(String, Role)>| parts.iter().map(|p| width::of(&p.0)).sum::<usize>();
    let told = Telling::ALL.map(|telling| count_parts(diff, telling));
    let parts = told.iter().find(|parts| wide(parts) <= room).unwrap_or(&told[3]);
    for (text, role) in parts {
        let room = pen.room();
        pen.cut(text, *role, room);
    }
}

/// The counts as pieces of one sentence.
#[must_use]
pub fn count_parts(diff: &Diff, telling: Telling) -> Vec<(String, Role)> {
    let (summary, words) = (&diff.summary, telling == Telling::Words);
    let n = summary.paragraphs;
    let paragraphs = |n: usize| if words { words::counted(n, "paragraph") } else { format!("{} ¶", words::number(n)) };
    if diff.sides.old.revision == diff.sides.new.revision {
        return vec![(paragraphs(n.new), Role::Text)];
    }
    let mut parts = vec![(format!("{} → {}", words::number(n.old), paragraphs(n.new)), Role::Text)];
    let mut apart = ": ";
    for (kind, n) in BlockKind::ALL.into_iter().zip(summary.by_kind) {
        if n.old + n.new == 0 {
            continue;
        }
        let count = if n.old == n.new || n.old == 0 || n.new == 0 {
            words::number(n.old.max(n.new))
        } else {
            format!("{}→{}", words::number(n.old), words::number(n.new))
        };
        parts.push((apart.into(), Role::Faint));
        let told = if telling == Telling::Signs { signed(kind, &count) } else { format!("{count} {}", kind.word()) };
        parts.push((told, kind_role(kind)));
        let uncertain = match kind {
            BlockKind::Removed => summary.uncertain.old,
            BlockKind::Added => summary.uncertain.new,
            _ => 0,
        };
        if uncertain > 0 {
            let mark = if words { " uncertain" } else { "?" };
            parts.push((format!(" ({}{mark})", words::number(uncertain)), Role::Uncertain));
        }
        apart = if telling == Telling::Signs { " " } else { ", " };
    }
    if let Some(counted) = summary.words.filter(|_| matches!(telling, Telling::Words | Telling::Brief)) {
        let unsure = summary.words_uncertain;
        let mark = if words { " uncertain" } else { "?" };
        for (count, unsure) in [
            (format!(" · −{}", words::number(counted.removed)), unsure.removed),
            (format!(" +{}", words::number(counted.added)), unsure.added),
        ] {
            parts.push((count, Role::Faint));
            if unsure > 0 {
                parts.push((format!(" ({}{mark})", words::number(unsure)), Role::Uncertain));
            }
        }
        parts.push((" words".into(), Role::Faint));
    }
    if summary.hidden > 0 {
        let hidden = words::number(summary.hidden);
        let hidden = if words {
            format!(" · {} hidden, ignoring {}", words::counted(summary.hidden, "change"), diff.ignore.words())
        } else {
            format!(" · {hidden} hidden")
        };
        parts.push((hidden, Role::Uncertain));
    } else if diff.ignore != Ignore::Nothing && words {
        parts.push((format!(" · ignoring {}", diff.ignore.words()), Role::Uncertain));
    }
    parts
}

/// A count with the sign that its paragraphs have in the gutter, and with the word where another kind has that sign too.
fn signed(kind: BlockKind, count: &str) -> String {
    match kind {
        BlockKind::Same => format!("={count}"),
        BlockKind::Split | BlockKind::Merged => format!("{count} {}", kind.word()),
        _ => format!("{}{count}", kind.sign()),
    }
}

fn kind_role(kind: BlockKind) -> Role {
    match kind {
        BlockKind::Same => Role::Faint,
        BlockKind::Edited | BlockKind::Split | BlockKind::Merged => Role::Edited,
        BlockKind::Added => Role::Target,
        BlockKind::Removed => Role::Base,
        BlockKind::Moved => Role::Label,
        BlockKind::Unknown => Role::Hole,
    }
}
