//! Diffs made by hand: a small invented one with every kind of block, and plain ones of any two texts.

use std::sync::Arc;

use recension::{
    diff::{Block, BlockKind, Diff, Edit, Fact, Ignore, Op, Relation, Summary, TextSide, WordCounts, compare},
    export::{Exporter, Piece},
    model::{
        ArticleHead, ArticleId, Certainty, ChangeKind, Evidence, Gap, Placement, Precision, Seen, Side, Sides,
        SidesMark, TextState,
    },
};

/// An article and a diff of two of its revisions.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) article: ArticleHead,
    pub(crate) diff: Diff,
}

impl Sample {
    pub(crate) fn piece(&self) -> Piece<'_> {
        Piece::whole(&self.article, &self.diff)
    }

    /// The document in a format.
    pub(crate) fn bytes(&self, exporter: &dyn Exporter) -> Vec<u8> {
        let mut out = Vec::new();
        exporter.write(&self.piece(), &mut out).expect("a Vec takes everything");
        out
    }

    /// The document in the format of a name.
    pub(crate) fn document(&self, name: &str) -> String {
        let exporter = recension::export::named(name).unwrap_or_else(|| panic!("no exporter {name}"));
        String::from_utf8(self.bytes(exporter)).expect("documents are UTF-8")
    }
}

pub(crate) fn texts(paragraphs: &[impl AsRef<str>]) -> Arc<[Arc<str>]> {
    paragraphs.iter().map(|p| Arc::from(p.as_ref())).collect()
}

fn edits(marked: &[(Op, &str)]) -> Vec<Edit> {
    marked.iter().map(|&(op, text)| Edit::new(op, text)).collect()
}

/// The small invented diff with every kind of block, a hole, and an uncertain paragraph.
pub(crate) fn ferry() -> Sample {
    use Op::{Delete, Equal, Insert, Unknown};
    let old = texts(&[
        "The ferry to Harrow Sound will cost more from May, its operator said.",
        "Ticket prices go up by 8%, to £12.40 for a return.",
        "A spokesman declined to comment.",
        "Fares were last raised in 2016. The company then blamed the price of diesel.",
        "“We had no choice,” said Ada Quill, who runs the line. She promised later boats in summer.",
        "Islanders are angry.",
        "A petition has 900 names.",
        "The council meets on Friday.",
        "The harbour café may shut.",
    ]);
    let new = texts(&[
        "The ferry to Harrow Sound will cost more from May, its operator said.",
        "Ticket prices go up by 11%, to £12.80 for a return.",
        "The rise is the first for eight years.",
        "“We had no choice,” said Ada Quill, who runs the line.",
        "She promised later boats in summer.",
        "Islanders are angry, and a petition has 900 names.",
        "The council meets on Friday.",
        "Fares were last raised in 2017. The company then blamed the price of diesel.",
        "Two boats are out of service.",
    ]);
    let block = |kind, old: &[usize], new: &[usize], similarity, marked: &[(Op, &str)]| Block {
        kind,
        old: old.to_vec(),
        new: new.to_vec(),
        similarity,
        edits: edits(marked),
    };
    let blocks = vec![
        block(BlockKind::Same, &[0], &[0], Some(1.0), &[(Equal, &old[0])]),
        block(
            BlockKind::Edited,
            &[1],
            &[1],
            Some(0.87),
            &[
                (Equal, "Ticket prices go up by "),
                (Delete, "8%"),
                (Insert, "11%"),
                (Equal, ", to "),
                (Delete, "£12.40"),
                (Insert, "£12.80"),
                (Equal, " for a return."),
            ],
        ),
        block(BlockKind::Removed, &[2], &[], None, &[(Delete, &old[2])]),
        block(BlockKind::Added, &[], &[2], None, &[(Insert, &new[2])]),
        block(
            BlockKind::Split,
            &[4],
            &[3, 4],
            Some(0.99),
            &[
                (Equal, "“We had no choice,” said Ada Quill, who runs the line."),
                (Delete, " "),
                (Insert, "\n"),
                (Equal, "She promised later boats in summer."),
            ],
        ),
        block(
            BlockKind::Merged,
            &[5, 6],
            &[5],
            Some(0.9),
            &[
                (Equal, "Islanders are angry"),
                (Delete, ".\nA"),
                (Insert, ", and a"),
                (Equal, " petition has 900 names."),
            ],
        ),
        block(BlockKind::Same, &[7], &[6], Some(1.0), &[(Equal, &old[7])]),
        block(BlockKind::Removed, &[8], &[], None, &[(Delete, &old[8])]),
        block(
            BlockKind::Moved,
            &[3],
            &[7],
            Some(0.93),
            &[
                (Equal, "Fares were last raised in "),
                (Delete, "2016"),
                (Insert, "2017"),
                (Equal, ". The company then blamed the price of diesel."),
            ],
        ),
        block(BlockKind::Unknown, &[], &[8], None, &[(Unknown, &new[8])]),
    ];
    let sure = |line, placement| Evidence {
        line,
        placement,
        confidence: 0.98,
        grounds: vec!["like its neighbour".into()],
        rival: None,
        by_hand: false,
    };
    let mut evidence: Vec<Evidence> = (0..9).map(|i| sure(2 * i + 5, Placement::One(Side::Old))).collect();
    evidence[8].confidence = 0.62;
    evidence[8].grounds = vec!["its pair would be out of step".into(), "names the café before it is introduced".into()];
    evidence[8].rival = Some("new, if the block above has one pair less: 38 %".into());
    evidence[2].by_hand = true;
    let kinds = [(2, 2), (1, 1), (0, 1), (2, 0), (1, 1), (1, 2), (2, 1), (0, 1)];
    let summary = Summary {
        paragraphs: Sides::new(9, 9),
        uncertain: Sides::new(0, 0),
        words_uncertain: WordCounts::default(),
        by_kind: kinds.map(|(old, new)| Sides::new(old, new)),
        words: Some(WordCounts { added: 14, removed: 13 }),
        sentences_moved: 0,
        hidden: 0,
        changes: [ChangeKind::Headline, ChangeKind::Number, ChangeKind::Moved].into_iter().collect(),
        minor: false,
        folded: false,
        approximate: false,
        sentence: "Headline changed; 1 paragraph added, 2 removed, 1 moved, 3 edited.".into(),
        undeclared: 0,
        restores: None,
        facts: vec![
            Fact::new(ChangeKind::Headline, Some("Ferry fares to rise"), Some("Ferry fares to rise by 11%")),
            Fact { block: Some(1), ..Fact::new(ChangeKind::Number, Some("4"), Some("11")) },
        ],
        reason: "the headline changed",
    };
    let diff = Diff {
        sides: Sides::new(
            TextSide {
                revision: 1,
                title: "Ferry fares to rise".into(),
                is_title_carried: false,
                time: Some(Seen {
                    at: "2024-04-02T09:30:00Z".parse().expect("a time"),
                    certainty: Certainty::Implied,
                    precision: Precision::Minute,
                    as_given: Some("Tue Apr 02 09:30".into()),
                    is_publication: false,
                }),
                later: None,
                state: TextState::Partial,
                paragraphs: old,
                holes: Arc::from([9]),
                refrains: Arc::default(),
                uncertain: Arc::from([8]),
                evidence: evidence.into(),
                aside: None,
                base: None,
                restores: None,
                alignment: None,
                relation: Relation::default(),
                is_apart: false,
                missing_before: None,
            },
            TextSide {
                revision: 2,
                title: "Ferry fares to rise by 11%".into(),
                later: Some("about 3 hours later".into()),
                paragraphs: new,
                ..TextSide::default()
            },
        ),
        ignore: Ignore::Nothing,
        headline: edits(&[(Equal, "Ferry fares to rise"), (Insert, " by 11%")]),
        blocks,
        sentences: Vec::new(),
        summary,
    };
    Sample { article: article("Ferry fares to rise by 11%"), diff }
}

/// An article with a headline and everything else that an article can have.
pub(crate) fn article(title: &str) -> ArticleHead {
    ArticleHead {
        id: ArticleId::new("sniffer:77"),
        source: "harrow-echo".into(),
        url: "https://echo.example/ferry?a=1&b=2".into(),
        title: title.into(),
        status: Some("won't be checked again".into()),
        sides: SidesMark::OlderIncomplete,
        origins: vec!["compare.traf.txt".into()],
        notes: vec!["history may omit returns to an earlier text".into()],
        gaps: vec![Gap { from: 3, to: 5 }],
    }
}

/// The diff of two texts with one headline each, as the program makes it.
pub(crate) fn compared(old: (&str, &[String]), new: (&str, &[String])) -> Sample {
    let side = |revision, (title, paragraphs): (&str, &[String])| TextSide {
        revision,
        title: title.into(),
        paragraphs: texts(paragraphs),
        ..TextSide::default()
    };
    Sample { article: article(new.0), diff: compare(&side(1, old), &side(2, new), Ignore::Nothing) }
}
