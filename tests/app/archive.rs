//! An invented archive that answers requests from memory, as the catalogue would.

use std::sync::Arc;

use recension::{
    app::{Answer, Request},
    diff::{
        Block, BlockKind, Diff, Edit, Ignore, Op, Summary, TextSide,
        passages::Passages,
        weave::{Weave, weave},
    },
    model::{
        Anchor, ArticleHead, ArticleId, Aside, Changes, Evidence, Field, Hit, Lifeline, ListQuery, ListRow, ListWindow,
        Placement, Problem, Seen, Side, Sides, SidesMark, Sighting, Sort, Stats, TextState, Timeline, TimelineRow,
        Turn, WindowRequest,
    },
};

/// An article of the archive.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) url: String,
    pub(crate) sides: SidesMark,
    pub(crate) revisions: Vec<Text>,
}

/// A revision.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<String>,
    pub(crate) minute: i64,
    pub(crate) minor: bool,
    /// Where it was made on a branch, the revision that it was made from.
    pub(crate) aside_of: Option<u32>,
}

#[derive(Clone, Default)]
pub(crate) struct Archive {
    pub(crate) pieces: Vec<Piece>,
}

impl Archive {
    /// So many articles; article `i` has `1 + i % 5` revisions of forty paragraphs, of which each revision changes two.
    pub(crate) fn of(count: usize) -> Archive {
        Archive { pieces: (0..count).map(piece).collect() }
    }

    pub(crate) fn answer(&self, request: &Request) -> Vec<Answer> {
        match request {
            Request::Window(request) => vec![Answer::Window(self.window(request))],
            Request::Timeline(id) => vec![match self.piece(id) {
                Some(piece) => Answer::Timeline(Box::new(timeline(piece))),
                None => Answer::Failed(format!("No article {id}.")),
            }],
            Request::Diff { article, base, target, ignore, .. } => {
                vec![match self.diff(article, *base, *target, *ignore) {
                    Some(diff) => Answer::Diff(Arc::new(diff)),
                    None => Answer::Failed("No such revisions.".into()),
                }]
            }
            Request::Search { query, .. } if query.contains('(') => {
                vec![Answer::BadQuery { span: (0, 1), reason: "A bracket is not closed.".into() }]
            }
            Request::Search { query, limit, .. } => {
                let hits: Vec<Hit> = self.pieces.iter().filter_map(|p| hit(p, query)).take(*limit).collect();
                let (first, rest) = hits.split_at(hits.len() / 2);
                vec![
                    Answer::Hits { hits: first.to_vec(), done: false },
                    Answer::Hits { hits: rest.to_vec(), done: true },
                ]
            }
            Request::Weave { article, target } => match self.weave(article, *target) {
                Some(weave) => vec![Answer::Weave(Arc::new(weave))],
                None => vec![Answer::Failed("Gone.".into())],
            },
            Request::Passages { article, phrase } => {
                let piece = self.piece(article).expect("an article");
                let sides = (0..).zip(&piece.revisions).map(|(n, text)| side(piece, text, n)).collect();
                let passages = Passages::of(sides, phrase, &|| false).expect("nobody stops it");
                let legs = passages.all_legs(phrase);
                vec![Answer::Passages(Arc::new(passages), legs)]
            }
            Request::Stats => {
                let mut stats = Stats::default();
                self.pieces.iter().for_each(|piece| stats.count(&row(piece)));
                vec![Answer::Stats(Arc::new(stats))]
            }
            Request::Problems => vec![Answer::Problems(
                (0..40)
                    .map(|i| Problem { file: format!("{i}.json"), place: "line 3".into(), reason: "Broken.".into() })
                    .collect(),
            )],
        }
    }

    pub(crate) fn piece(&self, id: &ArticleId) -> Option<&Piece> {
        self.pieces.iter().find(|p| p.id == id.as_str())
    }

    fn listed(&self, query: &ListQuery) -> Vec<ListRow> {
        let words = query.filter.words.to_lowercase();
        let mut rows: Vec<ListRow> = self.pieces.iter().map(row).collect();
        rows.retain(|r| r.title.to_lowercase().contains(&words));
        rows.retain(|r| query.filter.among.as_ref().is_none_or(|a| a.contains(&r.id)));
        rows.retain(|r| query.filter.unread.as_ref().is_none_or(|s| s.get(&r.id).copied().unwrap_or(0) < r.revisions));
        match query.sort {
            Sort::Title => rows.sort_by(|a, b| a.title.cmp(&b.title)),
            Sort::Revisions => rows.sort_by_key(|r| std::cmp::Reverse(r.revisions)),
            _ => {}
        }
        if query.reversed {
            rows.reverse();
        }
        rows
    }

    fn window(&self, request: &WindowRequest) -> ListWindow {
        let rows = self.listed(&request.query);
        let (first, anchor_rank) = match &request.anchor {
            Anchor::Rank(rank) => (*rank, None),
            Anchor::Article { id, above, otherwise } => match rows.iter().position(|r| r.id == *id) {
                Some(rank) => (rank.saturating_sub(*above), Some(rank)),
                None => (*otherwise, None),
            },
        };
        let total = rows.len();
        ListWindow { total, first, anchor_rank, rows: rows.into_iter().skip(first).take(request.count).collect() }
    }

    fn weave(&self, id: &ArticleId, target: u32) -> Option<Weave> {
        let piece = self.piece(id)?;
        let sides: Vec<_> = (0..).zip(&piece.revisions).map(|(n, text)| side(piece, text, n)).collect();
        weave(&sides, target as usize, &|| false)
    }

    fn diff(&self, id: &ArticleId, base: u32, target: u32, ignore: Ignore) -> Option<Diff> {
        let piece = self.piece(id)?;
        let (old, new) = (piece.revisions.get(base as usize)?, piece.revisions.get(target as usize)?);
        let headline = if old.title == new.title {
            vec![Edit::new(Op::Equal, &new.title)]
        } else {
            vec![Edit::new(Op::Delete, &old.title), Edit::new(Op::Insert, &new.title)]
        };
        let blocks = (0..old.paragraphs.len().max(new.paragraphs.len()))
            .map(|i| block(i, old.paragraphs.get(i), new.paragraphs.get(i)))
            .collect();
        let sides = Sides::new(side(piece, old, base), side(piece, new, target));
        Some(Diff { sides, ignore, headline, blocks, sentences: Vec::new(), summary: Summary::default() })
    }
}

fn piece(i: usize) -> Piece {
    let subject = ["Harbour", "Bridge", "School", "Library", "Orchard"][i % 5];
    let revisions = (0..=i % 5)
        .map(|r| {
            let paragraphs = (0..40)
                .map(|p| match p {
                    3 => format!("The council of {subject} town said it would spend {} pounds.", 100 + r * 10),
                    27 => format!("Witnesses counted {r} boats that morning, and nobody disagreed with them."),
                    _ => format!("Paragraph {p} about the {subject} stays as it was, whatever else is written."),
                })
                .collect();
            let title = if r == 0 { format!("{subject} story {i}") } else { format!("{subject} story {i}, again") };
            Text { title, paragraphs, minute: (i * 1000 + r * 60) as i64, minor: r == 2, aside_of: None }
        })
        .collect();
    Piece {
        id: format!("a:{i}"),
        source: if i.is_multiple_of(2) { "gazette" } else { "courier" }.into(),
        url: format!("https://gazette.example/{i}"),
        sides: if i == 4 { SidesMark::Inferred } else { SidesMark::Known },
        revisions,
    }
}

fn seen(minute: i64) -> Seen {
    Seen::stated(jiff::Timestamp::from_second(1_600_000_000 + minute * 60).unwrap())
}

fn row(piece: &Piece) -> ListRow {
    let last = piece.revisions.last().unwrap();
    ListRow {
        id: ArticleId::new(piece.id.as_str()),
        source: piece.source.clone(),
        url: piece.url.clone(),
        title: last.title.clone(),
        old_title: None,
        first_seen: Some(seen(piece.revisions[0].minute)),
        last_changed: Some(seen(last.minute)),
        revisions: piece.revisions.len() as u32,
        status: None,
        sizes: vec![2; piece.revisions.len() - 1],
        steps: Vec::new(),
        lateness: None,
        changes: Changes::default(),
        sides: piece.sides,
        partial: false,
        language: None,
    }
}

fn timeline(piece: &Piece) -> Timeline {
    let rows = piece.revisions.iter().enumerate().map(|(i, text)| TimelineRow {
        number: i as u32,
        origin_revision: None,
        title: text.title.clone(),
        time: Some(seen(text.minute)),
        later: (i > 0).then(|| "about 1 hour later".into()),
        words: 100,
        against: text.aside_of.or((0..i).rev().find(|&i| piece.revisions[i].aside_of.is_none()).map(|i| i as u32)),
        words_added: Some(2),
        words_removed: Some(2),
        paragraphs_moved: 0,
        changes: Changes::default(),
        minor: text.minor,
        restores: None,
        author: None,
        comment: None,
        state: TextState::Whole,
        is_copy: false,
        aside: text.aside_of.map(|_| Aside::Branch),
        is_of_other_tool: false,
        gap_before: None,
        origin: None,
        also_in: Vec::new(),
        archived: None,
        notes: Vec::new(),
    });
    Timeline {
        rows: rows.collect(),
        head: ArticleHead {
            id: ArticleId::new(piece.id.as_str()),
            source: piece.source.clone(),
            url: piece.url.clone(),
            title: piece.revisions.last().unwrap().title.clone(),
            status: None,
            sides: piece.sides,
            origins: Vec::new(),
            notes: Vec::new(),
            gaps: Vec::new(),
        },
    }
}

fn side(piece: &Piece, text: &Text, number: u32) -> TextSide {
    let evidence = |i| Evidence {
        line: 10 + i as u32,
        placement: Placement::One(Side::New),
        confidence: 0.7,
        grounds: vec!["It pairs with the line above.".into()],
        rival: None,
        by_hand: i == 0,
    };
    TextSide {
        revision: number,
        title: text.title.clone(),
        time: Some(seen(text.minute)),
        paragraphs: text.paragraphs.iter().map(|p| Arc::from(p.as_str())).collect(),
        evidence: if piece.sides == SidesMark::Known {
            Arc::default()
        } else {
            (0..text.paragraphs.len()).map(evidence).collect()
        },
        ..TextSide::default()
    }
}

fn block(index: usize, old: Option<&String>, new: Option<&String>) -> Block {
    let (kind, edits) = match (old, new) {
        (Some(a), Some(b)) if a == b => (BlockKind::Same, vec![Edit::new(Op::Equal, b)]),
        (Some(a), Some(b)) => (BlockKind::Edited, vec![Edit::new(Op::Delete, a), Edit::new(Op::Insert, b)]),
        (Some(a), None) => (BlockKind::Removed, vec![Edit::new(Op::Delete, a)]),
        (None, new) => (BlockKind::Added, vec![Edit::new(Op::Insert, new.map_or("", |b| b))]),
    };
    Block {
        kind,
        old: old.iter().map(|_| index).collect(),
        new: new.iter().map(|_| index).collect(),
        similarity: Some(0.9),
        edits,
    }
}

fn hit(piece: &Piece, query: &str) -> Option<Hit> {
    let holds = |t: &Text| t.paragraphs.iter().position(|p| p.contains(query));
    let (revision, text) = piece.revisions.iter().enumerate().rev().find(|(_, t)| holds(t).is_some())?;
    let paragraph = holds(text)?;
    let snippet = text.paragraphs[paragraph].clone();
    let from = snippet[..snippet.find(query)?].chars().count();
    let lifeline: Vec<(u32, Option<bool>)> =
        piece.revisions.iter().enumerate().map(|(i, t)| (i as u32, Some(holds(t).is_some()))).collect();
    let sighting = |revision: u32| Sighting { revision, time: Some(seen(piece.revisions[revision as usize].minute)) };
    let turned = lifeline.windows(2).rev().find(|pair| pair[0].1 != pair[1].1);
    Some(Hit {
        id: ArticleId::new(piece.id.as_str()),
        source: piece.source.clone(),
        title: text.title.clone(),
        revision: revision as u32,
        before: (revision as u32).checked_sub(1),
        time: Some(seen(text.minute)),
        field: Field::Paragraph(paragraph),
        matches: vec![(from, from + query.chars().count())],
        snippet,
        turn: turned.map(|pair| Turn {
            went: pair[0].1 == Some(true),
            before: sighting(pair[0].0),
            after: sighting(pair[1].0),
        }),
        is_sure: true,
        unknown: Vec::new(),
        lifeline: Lifeline { revisions: lifeline },
    })
}
