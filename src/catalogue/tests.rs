//! Lists that grow while they are shown, names, timelines.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use jiff::Timestamp;
use proptest::prelude::*;

use super::{Catalogue, Unresolved, entry::Entry};
use crate::{
    model::{
        Anchor, Article, ArticleId, ChangeKind, Evidence, Filter, Gap, HitOrder, ListQuery, Placement, Revision, Seen,
        Side, SidesMark, Sort, Stats, TextState, WindowRequest,
    },
    query::Query,
    source::join,
};

/// A text of a story: headline, time in days, paragraphs.
pub(super) type Told<'a> = (&'a str, Option<i64>, &'a [&'a str]);

pub(super) fn article(id: &str, told: &[Told<'_>]) -> Article {
    let revisions = (0..).zip(told).map(|(number, (title, day, text))| Revision {
        number,
        title: (*title).into(),
        time: day.and_then(|day| Timestamp::from_second(day * 86_400).ok()).map(Seen::stated),
        paragraphs: text.iter().map(|p| Arc::from(*p)).collect(),
        origin: Some("dump".into()),
        ..Revision::default()
    });
    let article = Article {
        id: ArticleId::new(id),
        aliases: Vec::new(),
        source: "mill-post".into(),
        url: format!("https://mill.example.org/{id}"),
        known_as: None,
        status: None,
        revisions: revisions.collect(),
        gaps: Vec::new(),
        gaps_told: Vec::new(),
        sides: SidesMark::Known,
        origins: vec!["dump".into()],
        notes: Vec::new(),
    };
    join::tidied(article, true)
}

#[test]
fn how_long_an_article_went_on_is_not_known_of_one_time() {
    let (one, other): (&[&str], &[&str]) = (&["The weir holds."], &["The weir broke."]);
    let span = |told: &[Told<'_>]| {
        let mut stats = Stats::default();
        stats.count(&Entry::new(article("weir", told), &[]).row);
        stats.spans().find(|span| span.1 == 1).map(|span| span.0.words())
    };
    assert_eq!(span(&[("Weir", None, one), ("Weir", None, other), ("Weir", Some(4), one)]), Some("not known"));
    assert_eq!(span(&[("Weir", None, one), ("Weir", Some(4), other), ("Weir", Some(9), one)]), Some("1 to 7 days"));
}

#[test]
fn what_was_fetched_again_and_was_the_same_is_no_change() {
    let entry = |told: &[Told<'_>]| Entry::new(article("weir", told), &[]);
    let (one, other): (&[&str], &[&str]) = (&["The weir holds."], &["The weir broke."]);
    let row = entry(&[("Weir", Some(1), one), ("Weir", Some(2), other), ("Weir", Some(900), other)]).row;
    let seen = |day: i64| Timestamp::from_second(day * 86_400).ok();
    assert_eq!((row.last_changed.map(|t| t.at), row.lateness), (seen(2), Some(86_400)));
    let row = entry(&[("Weir", Some(3), one), ("Weir", Some(9), one)]).row;
    assert_eq!((row.last_changed.map(|t| t.at), row.lateness), (seen(3), Some(0)));
    let mut gone = article("weir", &[("Weir", Some(1), one), ("404 Not Found", Some(8), &["No such page."])]);
    gone.revisions[1].state = TextState::ErrorPage;
    assert_eq!(Entry::new(gone, &[]).row.last_changed.map(|t| t.at), seen(1));
    // Of times that are all there is the first is taken.
    let row = entry(&[("Weir", None, one), ("Weir", Some(4), one)]).row;
    assert_eq!(row.last_changed.map(|t| t.at), seen(4));
}

fn window(catalogue: &Catalogue, query: &ListQuery, anchor: Anchor, count: usize) -> (usize, usize, Vec<String>) {
    let window = catalogue.window(&WindowRequest { query: query.clone(), anchor, count });
    (window.total, window.first, window.rows.iter().map(|row| row.id.to_string()).collect())
}

fn all(catalogue: &Catalogue, query: &ListQuery) -> Vec<String> {
    window(catalogue, query, Anchor::Rank(0), usize::MAX).2
}

#[test]
fn several_at_once_are_as_one_after_another() {
    // Each third part belongs to an article that is there already, some of them within the same handful.
    let parts: Vec<Article> = (0..90)
        .map(|n: i64| {
            let mut part =
                article(&format!("a{}", n % 60), &[("Fair", Some(n), &["Rain."]), ("Fair", None, &["Sun."])]);
            part.revisions.iter_mut().for_each(|r| r.origin = Some(format!("dump {n}").into()));
            part
        })
        .collect();
    let (one, other) = (Catalogue::new(), Catalogue::new());
    parts.iter().cloned().for_each(|part| one.put(part));
    parts.chunks(75).for_each(|parts| other.put_all(parts.to_vec()));
    let held = |catalogue: &Catalogue| -> Vec<_> {
        let entry = |place| catalogue.texts.entry(place).unwrap();
        catalogue
            .shelf()
            .places()
            .map(|place| (place, entry(place).article.clone(), entry(place).row.clone()))
            .collect()
    };
    assert_eq!(held(&one).len(), 60);
    assert_eq!(held(&one), held(&other));
}

#[test]
fn a_list_filtered_beside_an_import_does_not_wait_for_the_threads_that_wait_for_it() {
    let catalogue = Catalogue::new();
    let numbered = |n: usize| article(&format!("a{n}"), &[("Weir repaired", Some(0), &["Rain."])]);
    catalogue.put_all((0..3000).map(numbered).collect());
    let (done, next) = (AtomicBool::new(false), AtomicUsize::new(3000));
    thread::scope(|threads| {
        threads.spawn(|| {
            rayon::scope(|pool| {
                for _ in 0..rayon::current_num_threads() * 2 {
                    pool.spawn(|_| {
                        while !done.load(Ordering::Relaxed) {
                            catalogue.put_all(vec![numbered(next.fetch_add(1, Ordering::Relaxed))]);
                        }
                    });
                }
            });
        });
        for words in ["weir", "repaired", "wei rep", "mill", "mil we"].repeat(20) {
            let filter = Filter { words: words.into(), ..Filter::default() };
            let (total, ..) = window(&catalogue, &ListQuery { filter, ..ListQuery::default() }, Anchor::Rank(0), 5);
            assert!(total >= 3000, "{words}");
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_window_holds_on_to_its_article() {
    let catalogue = Catalogue::new();
    for day in 0..10 {
        catalogue.put(article(&format!("a{day}"), &[("Fair", Some(day), &["Rain."])]));
    }
    let query = ListQuery::default();
    let at = |id: &str, above| Anchor::Article { id: ArticleId::new(id), above, otherwise: 4 };
    assert_eq!(window(&catalogue, &query, at("a5", 1), 3), (10, 3, ["a6", "a5", "a4"].map(String::from).into()));
    catalogue.put(article("b", &[("Weir", Some(20), &["Flood."])]));
    assert_eq!(window(&catalogue, &query, at("a5", 1), 3), (11, 4, ["a6", "a5", "a4"].map(String::from).into()));
    assert_eq!(window(&catalogue, &query, at("gone", 0), 2).1, 4);
    assert_eq!(window(&catalogue, &query, Anchor::Rank(99), 4).1, 7);
    let filter = Filter { words: "wier".into(), ..Filter::default() };
    assert_eq!(all(&catalogue, &ListQuery { filter, ..query.clone() }), [""; 0]);
    let filter = Filter { words: "wei mill".into(), ..Filter::default() };
    assert_eq!(all(&catalogue, &ListQuery { filter, ..query.clone() }), ["b"]);
    let found = |words: &str| {
        let filter = Filter { words: words.into(), ..Filter::default() };
        all(&catalogue, &ListQuery { filter, ..query.clone() })
    };
    assert_eq!((found("-fair"), found("-after:1970-01-03").len()), (vec!["b".to_owned()], 2));
    // A word of which only a part is not wanted is not meant, nor is what is not finished yet.
    assert_eq!((found("-air").len(), found("-").len(), found("-changed:head").len()), (11, 11, 11));
    assert_eq!(found("-source:").len(), 11);
    assert_eq!(found("weir -flood -revisions:>1"), ["b"]);
}

#[test]
fn words_of_a_filter_are_found_as_words_first_and_never_strewn() {
    let catalogue = Catalogue::new();
    let titles = [
        ("advice", "Foreign travel advice: Turkey"),
        ("ferry", "Ferry runs aground"),
        ("talks", "The trade talks end"),
        ("betrayed", "Betrayals and balustrades"),
        ("trader", "Two traders fined"),
        ("dispatch", "A dispatch from the river"),
    ];
    for (day, (id, title)) in titles.iter().enumerate() {
        catalogue.put(article(id, &[(title, i64::try_from(day).ok(), &["Rain."])]));
    }
    let listed = |words: &str| {
        let filter = Filter { words: words.into(), ..Filter::default() };
        all(&catalogue, &ListQuery { filter, ..ListQuery::default() })
    };
    assert_eq!(listed("trade"), ["trader", "talks", "betrayed"]);
    assert_eq!(listed("TRAD"), ["trader", "talks", "betrayed"]);
    assert_eq!(listed("tra"), ["trader", "talks", "advice", "betrayed"]);
    assert_eq!(listed("ade"), ["trader", "betrayed", "talks"]);
    assert_eq!(listed("fery"), ["ferry"]);
    assert_eq!(listed("taders mil"), ["trader"]);
    assert_eq!(listed("dies"), [""; 0]);
    // Also where articles come while the list is shown.
    catalogue.put(article("late", &[("Balustrade fell", Some(9), &["Rain."])]));
    catalogue.put(article("free", &[("Free trade", Some(8), &["Rain."])]));
    assert_eq!(listed("trade"), ["free", "trader", "talks", "late", "betrayed"]);
}

#[test]
fn timelines_say_what_changed_and_what_is_missing() {
    let catalogue = Catalogue::new();
    let (one, two): (&[&str], &[&str]) = (&["The weir holds 5 trees."], &["The weir holds 7 trees."]);
    let mut story = article("a", &[("Weir", Some(1), one), ("Weir", Some(2), two), ("Weir", None, one)]);
    story.revisions[2].number = 6;
    story.revisions[2].later = Some("about 1 hour later".into());
    story.gaps = vec![Gap { from: 2, to: 5 }];
    catalogue.put(story);
    let timeline = catalogue.timeline(&ArticleId::new("a")).unwrap();
    let row = |index: usize| &timeline.rows[index];
    assert_eq!((row(0).words, row(0).words_added, &row(0).later), (5, None, &None));
    assert_eq!((row(1).words_added, row(1).words_removed), (Some(1), Some(1)));
    assert_eq!(row(1).later.as_deref(), Some("1 day later"));
    assert!(row(1).changes.has(ChangeKind::Number) && !row(1).changes.has(ChangeKind::Revert));
    assert_eq!(row(2).later.as_deref(), Some("about 1 hour later"));
    assert!(row(2).changes.has(ChangeKind::Revert));
    assert_eq!((row(1).gap_before.clone(), row(2).gap_before.clone()), (None, Some(Gap { from: 2, to: 5 })));
    let diff = catalogue.diff(&timeline.head.id, 0, 1, Default::default()).unwrap();
    let again = catalogue.diff(&timeline.head.id, 0, 1, Default::default()).unwrap();
    assert!(Arc::ptr_eq(&diff, &again), "a diff is remembered");
    assert!(catalogue.diff(&timeline.head.id, 0, 3, Default::default()).is_none());
}

#[test]
fn error_pages_and_withheld_texts_stand_between_no_neighbours() {
    let catalogue = Catalogue::new();
    let text: &[&str] = &["The weir jammed at four."];
    let fixed: &[&str] = &["The weir jammed at five."];
    let mut weir = article(
        "weir",
        &[
            ("Weir", Some(0), text),
            ("404", Some(1), &["404"]),
            ("Weir", Some(2), text),
            ("Weir", Some(3), &[]),
            ("Weir", Some(4), fixed),
        ],
    );
    weir.revisions[1].state = TextState::ErrorPage;
    weir.revisions[3].state = TextState::Withheld;
    catalogue.put(weir);
    let timeline = catalogue.timeline(&ArticleId::new("weir")).unwrap();
    assert_eq!(timeline.head.title, "Weir");
    let against: Vec<Option<u32>> = timeline.rows.iter().map(|row| row.against).collect();
    assert_eq!(against, [None, None, Some(0), None, Some(2)]);
    let row = |n: usize| &timeline.rows[n];
    assert!(row(1).changes.is_empty() && row(1).words_added.is_none());
    assert_eq!((row(2).words_added, row(2).restores), (Some(0), None), "the same text is no return to it");
    assert!(row(2).changes.is_empty() && row(2).minor);
    assert!(row(4).changes.has(ChangeKind::Number));
    assert_eq!(row(4).words_added, Some(1));
}

#[test]
fn a_notice_is_held_against_the_step_in_which_it_came_and_no_other() {
    let toll = |toll: &str| format!("The weir burst in the night and the toll rose to {toll}, the keeper said.");
    let (four, eleven) = (toll("4"), toll("11"));
    let notice = "Correction: an earlier version of this article gave the toll as 11.";
    let mayor = "The mayor, Ada Quill, was asked for a new gate by Monday.";
    let texts: [&[&str]; 4] =
        [&[mayor], &[mayor, &eleven], &[mayor, &four, notice], &["Ada Quill was asked for two gates.", &four, notice]];
    let told: Vec<_> = texts.iter().zip(0..).map(|(text, day)| ("Weir", Some(day), *text)).collect();
    let catalogue = Catalogue::new();
    catalogue.put(article("weir", &told));
    let id = ArticleId::new("weir");
    let held = |catalogue: &Catalogue, base, target| {
        let summary = &catalogue.diff(&id, base, target, Default::default()).unwrap().summary;
        assert!(summary.changes.has(ChangeKind::Correction), "{}", summary.sentence);
        summary.facts.iter().any(|fact| fact.declared.is_some())
    };
    assert!(held(&catalogue, 1, 2));
    assert!(!held(&catalogue, 0, 2) && !held(&catalogue, 1, 3) && !held(&catalogue, 2, 0));
    // Nor where a revision between the two is missing.
    let other = toll("9").replace("the keeper said", "the keeper claimed");
    let told = [("Weir", Some(1), texts[1]), ("Weir", Some(2), &[mayor, &other, notice])];
    for is_missing in [false, true] {
        let mut weir = article("weir", &told);
        if is_missing {
            weir.revisions[1].number = 2;
            weir.gaps = vec![Gap { from: 1, to: 1 }];
        }
        let catalogue = Catalogue::new();
        catalogue.put(weir);
        let row = catalogue.timeline(&id).unwrap().rows.swap_remove(1);
        assert_eq!(row.changes.has(ChangeKind::Undeclared), !is_missing);
        assert_eq!(held(&catalogue, 0, row.number), !is_missing);
    }
}

#[test]
fn what_lies_aside_is_compared_with_what_it_was_made_from_and_nothing_comes_or_goes_by_it() {
    let catalogue = Catalogue::new();
    let (four, five) = ("The weir jammed at four, the keeper said.", "The weir jammed at five, the keeper said.");
    let (mayor, calm) = ("The mayor was asked for a new gate.", "Nobody was hurt in the lane behind the mill.");
    let texts: [&[&str]; 6] = [&[four], &[five], &[four, mayor], &[five, calm], &[five, mayor], &[five, calm]];
    let told: Vec<_> = texts.iter().zip(0..).map(|(text, day)| ("Weir", Some(day), *text)).collect();
    let mut weir = article("weir", &told);
    for (at, from) in [(2, 0), (4, 2)] {
        weir.revisions[at].made_from = Some(format!("commit {from}").into());
        weir.revisions[at].is_aside = true;
    }
    for (at, revision) in weir.revisions.iter_mut().enumerate() {
        revision.origin_revision = Some(format!("commit {at}"));
    }
    catalogue.put(weir);
    let id = ArticleId::new("weir");
    let timeline = catalogue.timeline(&id).unwrap();
    let told: Vec<_> = timeline.rows.iter().map(|row| (row.against, row.aside.is_some(), row.restores)).collect();
    let line = |against| (against, false, None);
    let aside = |against| (Some(against), true, None);
    assert_eq!(told, [line(None), line(Some(0)), aside(0), line(Some(1)), aside(2), line(Some(3))]);
    assert!(timeline.rows[4].changes.has(ChangeKind::Number) && !timeline.rows[2].changes.has(ChangeKind::Number));
    assert!(timeline.rows[5].changes.is_empty() && timeline.rows[5].minor);

    let hits = |query: &str| hits(&catalogue, query);
    let [found] = &hits("mayor")[..] else { panic!("the mayor is in two texts") };
    assert_eq!((found.revision, found.lifeline.present().collect::<Vec<_>>()), (4, vec![2, 4]));
    assert_eq!((&found.turn, found.is_sure), (&None, true));
    assert!(hits("removed:mayor").is_empty() && hits("gone:mayor").is_empty() && hits("added:mayor").is_empty());
    let [four] = &hits("removed:four")[..] else { panic!("the line lost it") };
    let turn = four.turn.as_ref().unwrap();
    assert_eq!((turn.before.revision, turn.after.revision, four.revision), (0, 1, 0));
    assert_eq!(hits("added:nobody").len(), 1);

    let weave = catalogue.weave(&id, 5, &|| false).unwrap();
    assert_eq!((weave.strands.len(), &weave.aside[..], &weave.unknown[..]), (2, &[2, 4][..], &[][..]));
    assert!(weave.strands.iter().all(|strand| !strand.unsure));
    let told = |phrase: &str| {
        let passages = catalogue.passages(&id, phrase, &|| false).unwrap();
        let legs = passages.legs(&passages.lives[0], phrase).into_iter();
        legs.map(|leg| (leg.revisions, leg.said)).collect::<Vec<_>>()
    };
    let leg = |from, to, said: &str| ((from, to), said.to_owned());
    assert_eq!(
        told("keeper"),
        [
            leg(0, 0, "there from the first"),
            leg(1, 1, "reworded"),
            leg(2, 2, "unchanged, on a branch, compared with 0"),
            leg(3, 3, "unchanged, compared with 1"),
            leg(4, 4, "reworded, on a branch, compared with 2"),
            leg(5, 5, "unchanged, compared with 3"),
        ]
    );
    assert_eq!(
        told("mayor"),
        [
            leg(0, 1, "not there"),
            leg(2, 2, "came, on a branch, compared with 0"),
            leg(3, 3, "not there, compared with 1"),
            leg(4, 4, "unchanged, on a branch, compared with 2"),
            leg(5, 5, "not there, compared with 3"),
        ]
    );
    let of_branch = catalogue.weave(&id, 4, &|| false).unwrap();
    assert_eq!((&of_branch.aside[..], of_branch.strands.len()), (&[1, 3][..], 2), "a branch has a history of its own");
}

#[test]
fn a_figure_in_what_is_folded_away_is_no_trifle() {
    let catalogue = Catalogue::new();
    let text: &[&str] = &["The weir jammed."];
    let mut weir = article("weir", &[("Weir", Some(0), text), ("Weir", Some(1), text), ("Weir", Some(2), text)]);
    for (revision, toll) in weir.revisions.iter_mut().zip([4, 4, 11]) {
        revision.markup = Some(vec![format!("{{{{toll|{toll}}}}} The weir jammed.").into()]);
    }
    catalogue.put(weir);
    let id = ArticleId::new("weir");
    let timeline = catalogue.timeline(&id).unwrap();
    let told: Vec<_> = timeline.rows.iter().map(|row| (row.minor, row.changes.has(ChangeKind::Number))).collect();
    assert_eq!(told[1..], [(true, false), (false, true)]);
    let summary = catalogue.diff(&id, 1, 2, Default::default()).unwrap().summary.clone();
    assert_eq!((summary.minor, summary.changes), (false, timeline.rows[2].changes));
    assert_eq!(summary.sentence, "Figures changed in what is folded away.");
    let is_same = |base, target| catalogue.diff(&id, base, target, Default::default()).unwrap().is_same();
    assert!(is_same(0, 1) && !is_same(1, 2), "what scripts go by");
    assert!(!catalogue.diff(&id, 0, 2, Default::default()).unwrap().summary.minor, "of whichever two");
    assert!(catalogue.diff(&id, 0, 1, Default::default()).unwrap().summary.minor);
}

#[test]
fn a_word_in_what_is_folded_away_is_no_trifle() {
    let catalogue = Catalogue::new();
    let text: &[&str] = &["The weir jammed."];
    let mut weir = article("weir", &[("Weir", Some(0), text), ("Weir", Some(1), text), ("Weir", Some(2), text)]);
    let boxes = [
        "{{box|keeper=Ann|river=[[Mill]]}}",
        "{{Box\n| river = Mill\n| keeper = Ann\n}}",
        "{{box|keeper=Joe|river=Mill}}",
    ];
    for (revision, written) in weir.revisions.iter_mut().zip(boxes) {
        revision.markup = Some(written.lines().map(Into::into).chain(["The weir jammed.".into()]).collect());
    }
    catalogue.put(weir);
    let id = ArticleId::new("weir");
    let timeline = catalogue.timeline(&id).unwrap();
    assert_eq!(timeline.rows.iter().map(|row| row.minor).collect::<Vec<_>>()[1..], [true, false]);
    let summary = catalogue.diff(&id, 1, 2, Default::default()).unwrap().summary.clone();
    assert_eq!((summary.minor, summary.sentence.as_str()), (false, "Words changed in what is folded away."));
    assert!(catalogue.diff(&id, 0, 1, Default::default()).unwrap().summary.minor);
}

#[test]
fn a_line_under_many_articles_is_boilerplate_once_that_is_known() {
    let catalogue = Catalogue::new();
    let pitch = "Our Friday letter brings you the best of the mill";
    let own: Vec<String> = (0..20).map(|n| format!("The weir number {n} jammed.")).collect();
    let parts: Vec<Article> = own
        .iter()
        .enumerate()
        .map(|(n, own)| article(&format!("a{n}"), &[("Weir", Some(0), &[own]), ("Weir", Some(1), &[own, pitch])]))
        .collect();
    catalogue.put(parts[0].clone());
    let row = || catalogue.timeline(&ArticleId::new("a0")).unwrap().rows[1].clone();
    assert!(!row().minor && row().changes.has(ChangeKind::Added));
    catalogue.put_all(parts);
    assert!(row().minor && row().changes.has(ChangeKind::Boilerplate), "{:?}", row());
    let diff = catalogue.diff(&ArticleId::new("a0"), 0, 1, Default::default()).unwrap();
    assert_eq!(diff.sides.new.refrains[..], [1]);
    assert!(diff.summary.minor, "{:?}", diff.summary);
}

#[test]
fn a_claim_under_many_articles_is_no_boilerplate() {
    let claim = "Passengers may board with 2 bags, the ministry said.";
    let row = |other: Option<&str>, moved: bool| {
        let catalogue = Catalogue::new();
        let own: Vec<String> = (0..20).map(|n| format!("The weir number {n} jammed.")).collect();
        let parts = own.iter().enumerate().map(|(n, own)| {
            let old: &[&str] = if other == Some(claim) { &[own] } else { &[own, claim] };
            let new: Vec<&str> = std::iter::once(&**own).chain(other).collect();
            let new: Vec<&str> = if moved { new.into_iter().rev().collect() } else { new };
            article(&format!("a{n}"), &[("Weir", Some(0), old), ("Weir", Some(1), &new)])
        });
        catalogue.put_all(parts.collect());
        let row = catalogue.timeline(&ArticleId::new("a0")).unwrap().rows[1].clone();
        let diff = catalogue.diff(&ArticleId::new("a0"), 0, 1, Default::default()).unwrap();
        let told = diff.summary.changes;
        assert_eq!((row.changes, row.minor), (told, diff.summary.minor), "the timeline says what the diff says");
        (row.minor, row.changes)
    };
    let negated = claim.replace("may", "may not").replace('2', "3").replace("ministry", "army");
    let (minor, changes) = row(Some(&negated), false);
    assert!(!minor && changes.has(ChangeKind::Negation) && changes.has(ChangeKind::Number), "{changes:?}");
    assert!(!row(None, false).0, "it went");
    assert!(!row(Some(claim), false).0, "it came");
    assert!(!row(Some("Passengers could board with 2 bags, the ministry said."), true).0, "it moved and changed");
}

#[test]
fn names_are_ids_urls_and_their_beginnings() {
    let catalogue = Catalogue::new();
    assert_eq!(catalogue.resolve(None), Err(Unresolved::Empty));
    let mut weir = article("weir-1", &[("Weir", None, &["Jam."])]);
    weir.aliases.push("old-name".into());
    catalogue.put(weir);
    let found = |name: &str| catalogue.resolve(Some(name)).map(|id| id.to_string());
    assert_eq!(catalogue.resolve(None).map(|id| id.to_string()), Ok("weir-1".into()));
    catalogue.put(article("weir-12", &[("Weir", None, &["Jam."])]));
    for name in ["weir-1", "old-name", "https://mill.example.org/weir-1", "https://mill.example.org/weir-1/#top"] {
        assert_eq!(found(name).as_deref(), Ok("weir-1"), "{name}");
    }
    assert_eq!(found("weir-12").as_deref(), Ok("weir-12"));
    assert_eq!(found("www.mill.example.org/weir-12").as_deref(), Ok("weir-12"));
    for name in ["weir", "mill.example.org", "https://mill", "https://"] {
        assert!(matches!(found(name), Err(Unresolved::Ambiguous { count: 2, .. })), "{name}");
    }
    for name in ["x", ""] {
        assert!(matches!(found(name), Err(Unresolved::Unknown { .. })), "{name}");
    }
}

proptest! {
    /// However articles come, whatever was asked meanwhile: the list is that of a catalogue filled and asked at once.
    #[test]
    fn a_list_that_grew_is_the_list(
        parts in prop::collection::vec((0..12_u8, prop::option::of(0..5_i64), "[ab]{0,2}"), 1..30),
        asked in prop::collection::vec((0..6_usize, any::<bool>(), any::<bool>()), 30),
    ) {
        let (grown, fresh) = (Catalogue::new(), Catalogue::new());
        let query = |(sort, reversed, filtered): &(usize, bool, bool)| ListQuery {
            sort: Sort::ALL[*sort],
            reversed: *reversed,
            filter: Filter { min_revisions: filtered.then_some(2), ..Filter::default() },
        };
        let part = |(id, day, text): &(u8, Option<i64>, String)| article(&format!("a{id}"), &[(text, *day, &[text])]);
        for (told, asked) in parts.iter().zip(&asked) {
            grown.put(part(told));
            all(&grown, &query(asked));
        }
        parts.iter().rev().for_each(|told| fresh.put(part(told)));
        for asked in &asked {
            prop_assert_eq!(all(&grown, &query(asked)), all(&fresh, &query(asked)));
        }
        let counts = |c: &Catalogue| (c.progress().articles, c.progress().revisions, c.progress().undated);
        prop_assert_eq!(counts(&grown), counts(&fresh));
        prop_assert_eq!(counts(&grown).0, all(&grown, &ListQuery::default()).len());
    }
}

#[test]
fn what_dumps_disagree_on_is_no_change() {
    let told = |origin: &str, texts: [&str; 2]| {
        let mut part = article("a", &[("Weir", Some(1), &[texts[0]]), ("Weir", Some(2), &[texts[1]])]);
        for revision in &mut part.revisions {
            (revision.numbered_by, revision.origin) = (Some("tracker".into()), Some(origin.into()));
        }
        part
    };
    let catalogue = Catalogue::new();
    catalogue.put(told("a.db", ["It was built in 1840.", "It was built in 1840."]));
    catalogue.put(told("b.db", ["It was built in 1839.", "It was built in 1840."]));
    let timeline = catalogue.timeline(&ArticleId::new("a")).expect("the article");
    let told = |at: usize| timeline.rows.get(at).map(|row| (row.number, row.against, row.restores));
    // The most told comes first; what comes next is compared with the text that is the same, and is no return to it.
    assert_eq!([told(0), told(1), told(2)], [Some((0, None, None)), Some((2, None, None)), Some((1, Some(2), None))]);
}

/// Two dumps of a page, each with a text for the same hours.
fn conflicting() -> Catalogue {
    let catalogue = Catalogue::new();
    let tell = |origin: &str, texts: &[&'static str]| {
        let rows: Vec<(&str, Option<i64>, &[&str])> =
            texts.iter().zip(0..).map(|(text, hour)| ("Weir", Some(hour), std::slice::from_ref(text))).collect();
        let mut article = article("weir", &rows);
        article.origins = vec![origin.to_owned()];
        article.revisions.iter_mut().for_each(|r| r.origin = Some(origin.into()));
        article
    };
    let (jammed, mended) = ("The weir jammed at four.", "The sluice was mended by the keeper.");
    catalogue.put(tell("a.json", &[jammed, "Two pumps came from Millbrook.", "The lane is dry again."]));
    catalogue.put(tell("b.json", &[jammed, mended, mended]));
    catalogue
}

#[test]
fn between_two_dumps_texts_of_one_moment_nothing_changed() {
    let catalogue = conflicting();
    let id = ArticleId::new("weir");
    let timeline = catalogue.timeline(&id).unwrap();
    let rows: Vec<_> = timeline.rows.iter().map(|row| (row.against, row.is_copy, row.later.is_some())).collect();
    assert_eq!(
        rows,
        [
            (None, false, false),
            (Some(0), false, true),
            (None, true, false),
            (rows[3].0, false, true),
            (None, true, false)
        ]
    );
    let hits = |query: &str| hits(&catalogue, query);
    // The mended sluice stands to the end, by one of them; whether the dry lane was gone nobody can say.
    assert!(hits("removed:sluice").iter().all(|hit| !hit.is_sure), "{:?}", hits("removed:sluice"));
    for query in ["gone:sluice", "gone:lane"] {
        let found = hits(query);
        assert!(matches!(&found[..], [hit] if !hit.is_sure && hit.turn.is_none()), "{query}: {found:?}");
    }
    let pumps = &hits("removed:pumps")[..];
    assert!(matches!(pumps, [hit] if hit.is_sure), "{pumps:?}");
    let turn = pumps[0].turn.as_ref().expect("they went");
    let time = |sighting: &crate::model::Sighting| sighting.time.clone().expect("a time").at;
    assert!(time(&turn.before) < time(&turn.after), "{turn:?}");
    let passages = catalogue.passages(&id, "sluice", &|| false).expect("they stand somewhere");
    let told = format!("{passages:?}");
    assert!(!told.contains("CameBack") && !told.contains("Back"), "{told}");
}

#[test]
fn a_headline_that_was_carried_on_was_not_seen() {
    let catalogue = Catalogue::new();
    let put = |origin: &str, rows: &[(&str, Option<i64>, &[&str])]| {
        let mut article = article("weir", rows);
        article.revisions.iter_mut().for_each(|r| r.origin = Some(origin.into()));
        catalogue.put(article);
    };
    put("a.json", &[("Weir jams", Some(0), &["Nobody was hurt."]), ("Lane floods", Some(2), &["The lane is wet."])]);
    put("b.json", &[("", Some(1), &["Nobody was hurt in the lane."])]);
    let turn = hits(&catalogue, "removed:jams")[0].turn.clone().expect("it went");
    assert_eq!((turn.before.revision, turn.after.revision), (0, 2));
}

#[test]
fn what_did_not_come_or_go_is_not_what_is_shown() {
    let catalogue = Catalogue::new();
    catalogue.put(article(
        "weir",
        &[
            ("Weir", Some(0), &["The old weir.", "A bridge."]),
            ("Weir", Some(1), &["The old weir jams.", "A bridge is shut."]),
        ],
    ));
    let [hit] = &hits(&catalogue, "gone:weir OR bridge")[..] else { panic!("no hit") };
    let lit: Vec<String> =
        hit.matches.iter().map(|(from, to)| hit.snippet.chars().skip(*from).take(to - from).collect()).collect();
    assert_eq!((hit.snippet.as_str(), &lit[..]), ("A bridge is shut.", &["bridge".to_owned()][..]));
}

/// The hits of a query.
fn hits(catalogue: &Catalogue, query: &str) -> Vec<crate::model::Hit> {
    let mut hits = Vec::new();
    catalogue.search(&Query::parse(query).unwrap(), HitOrder::Time, 10, &|| false, &mut |hit| {
        hits.push(hit);
        ControlFlow::Continue(())
    });
    hits
}

/// Whether each hit of a query is sure.
fn sure(catalogue: &Catalogue, query: &str) -> Vec<bool> {
    hits(catalogue, query).iter().map(|hit| hit.is_sure).collect()
}

#[test]
fn of_what_nobody_can_put_in_order_it_cannot_be_said_whether_it_went() {
    let catalogue = Catalogue::new();
    let texts: [&[&str]; 3] = [&["Two pumps came."], &["The weir jammed."], &["The lane is dry."]];
    let mut weir =
        article("weir", &[("Weir", None, texts[0]), ("Weir", Some(1), texts[1]), ("Weir", Some(2), texts[2])]);
    weir.revisions[0].is_aside = true;
    catalogue.put(weir);
    for query in ["removed:pumps", "gone:pumps", "added:pumps"] {
        assert_eq!(sure(&catalogue, query), [false], "{query}");
    }
    assert_eq!(sure(&catalogue, "removed:jammed"), [true]);
    assert_eq!(sure(&catalogue, "pumps"), [true]);
}

#[test]
fn of_what_stands_on_an_uncertain_side_it_cannot_be_said_when_it_came_or_went() {
    let catalogue = Catalogue::new();
    let texts: [&[&str]; 3] = [&["Two pumps came.", "The weir jammed."], &["Two pumps came."], &["Two pumps came."]];
    let mut weir = article("weir", &[0, 1, 2].map(|at| ("Weir", Some(at as i64), texts[at])));
    let evidence = |confidence: f32| Evidence {
        line: 1,
        placement: Placement::One(Side::Old),
        confidence,
        grounds: Vec::new(),
        rival: None,
        by_hand: false,
    };
    weir.revisions[0].evidence = vec![evidence(0.95), evidence(0.4)];
    weir.revisions[1].evidence = vec![evidence(0.95)];
    catalogue.put(weir);
    for query in ["removed:jammed", "added:jammed"] {
        let found = hits(&catalogue, query);
        assert!(found.iter().all(|hit| !hit.is_sure), "{query}: {found:?}");
    }
    let [hit] = &hits(&catalogue, "removed:jammed")[..] else { panic!("no hit") };
    assert_eq!(hit.lifeline.revisions, [(0, None), (1, None), (2, Some(false))]);
    assert_eq!(
        hit.doubt().as_deref(),
        Some(
            "cannot say: revision 0 may have it or not, its side is uncertain, 1 may have it or not, its side is uncertain"
        )
    );
    // It is found all the same, where it most likely stands.
    let [hit] = &hits(&catalogue, "jammed")[..] else { panic!("no hit") };
    assert!(hit.is_sure && hit.revision == 0 && hit.turn.is_none());
    assert_eq!(sure(&catalogue, "removed:pumps"), [true; 0]);
    // It leaves none out for sure where it may be another's.
    let [hit] = &hits(&catalogue, "pumps -jammed")[..] else { panic!("no hit") };
    assert!(hit.is_sure && hit.revision == 2);
}

#[test]
fn a_headline_that_is_not_known_lacks_nothing() {
    let catalogue = Catalogue::new();
    let text: &[&str] = &["Nobody was hurt."];
    catalogue
        .put(article("weir", &[("", Some(0), text), ("Weir jams", Some(1), text), ("Lane floods", Some(2), text)]));
    assert_eq!(sure(&catalogue, "added:jams"), [false]);
    assert_eq!(sure(&catalogue, "removed:jams"), [true]);
    assert_eq!(sure(&catalogue, "added:hurt"), [false; 0]);
}

#[test]
fn the_word_at_which_a_text_was_cut_off_is_not_known() {
    let catalogue = Catalogue::new();
    let told: [Told<'_>; 3] = [
        ("Minister", Some(0), &["The minister resigned on Friday after the flood.", "He was said to be sad."]),
        ("Minister", Some(1), &["The minister resigned on Mon…"]),
        ("Minister", Some(2), &["The ministers went home."]),
    ];
    let mut weir = article("weir", &told);
    let cut = &mut weir.revisions[1];
    (cut.state, cut.holes) = (TextState::Partial, vec![1]);
    catalogue.put(weir);
    let id = ArticleId::new("weir");
    for query in ["mon", "removed:mon", "added:mon", "gone:mon"] {
        assert_eq!(hits(&catalogue, query), [], "{query}");
    }
    assert!(hits(&catalogue, "removed:resigned")[0].is_sure);
    assert!(catalogue.passages(&id, "Mon", &|| false).unwrap().lives.is_empty());
    let timeline = catalogue.timeline(&id).unwrap();
    let told =
        |at: u32| catalogue.diff(&id, at - 1, at, crate::diff::Ignore::Nothing).unwrap().summary.sentence.clone();
    assert!(!told(1).contains("Mon") && !told(2).contains("Mon"), "{} {}", told(1), told(2));
    assert_eq!(timeline.rows.len(), 3);
}

#[test]
fn a_revision_without_text_hides_no_change_around_it() {
    let against = |titles: [&str; 3]| {
        let texts: [&[&str]; 3] = [&["Nobody was hurt."], &[], &["Two people were hurt."]];
        let mut told = (0..).zip(titles).zip(texts).map(|((day, title), text)| (title, Some(day), text));
        let mut weir = article("weir", &[told.next().unwrap(), told.next().unwrap(), told.next().unwrap()]);
        weir.revisions[1].state = TextState::Partial;
        super::step::against(&Entry::new(weir, &[]).article.revisions)
    };
    assert_eq!(against(["Weir jams", "Weir jams", "Weir jams"]), [None, None, Some(0)]);
    assert_eq!(against(["Weir jams", "", "Lane floods"]), [None, None, Some(0)]);
    // A headline of its own is a change.
    assert_eq!(against(["Weir jams", "Lane floods", "Lane floods"]), [None, Some(0), Some(0)]);
}
