use recension::{
    app::{
        Effect, Mode, Mouse, MouseKind, Msg, Pane, Request,
        geometry::HIT_LINES,
        overlay::{Ask, Extent, opens, sheet},
    },
    diff::rows::RowKind,
    model::{Placement, Side},
};

use crate::{diff::opened, story::Story};

#[test]
fn the_archive_is_searched_and_a_hit_opens_where_the_phrase_went() {
    let mut story = Story::of(30);
    story.keys("S110<space>pounds<enter>");
    let Mode::Hits(hits) = &story.model.mode else { panic!("no hits") };
    assert!(hits.done && hits.hits.len() > 3);
    // Articles with two revisions end with the phrase, those with more lost it in revision 2.
    let at = hits.hits.iter().position(|h| h.id.as_str() == "a:4").unwrap();
    for _ in 0..at {
        story.keys("j");
    }
    story.keys("<enter>");
    assert_eq!((story.opened(), story.article(), story.pair()), ("a:4", "a:4", (1, 2)));
    assert_eq!(story.model.focus, Pane::Diff);
    let find = story.model.diff.search.as_ref().unwrap();
    assert_eq!((find.words.as_str(), find.current), ("110 pounds", Some(0)));
    assert_eq!(story.model.diff.cursor, find.matches[0].row);
    story.keys("S<enter>");
    assert!(matches!(&story.model.mode, Mode::Hits(h) if h.cursor == at), "an empty query brings the hits back");
    story.keys("<esc>S<up>");
    assert!(matches!(&story.model.mode, Mode::Prompt(p) if p.line.text == "110 pounds"));
}

#[test]
fn selected_words_are_searched_as_a_phrase_and_clicks_choose_hits() {
    let mut story = opened();
    story.keys("]vlS");
    assert!(matches!(&story.model.mode, Mode::Prompt(p) if p.line.text == "\"Witnesses counted\""));
    story.keys("<ctrl-u>Witnesses<enter>");
    let body = recension::app::geometry::overlay(story.model.size).body;
    let click = |row| Msg::Mouse(Mouse { kind: MouseKind::Click, column: body.x + 2, row });
    story.send(click(body.y + HIT_LINES));
    assert!(matches!(&story.model.mode, Mode::Hits(h) if h.cursor == 1));
    story.send(click(body.y + HIT_LINES));
    assert_eq!((&story.model.mode, story.opened()), (&Mode::Browse, "a:1"));
}

#[test]
fn a_wrong_query_is_shown_where_it_is_wrong() {
    let mut story = Story::of(30);
    story.keys("S(x<enter>");
    let Mode::Prompt(prompt) = &story.model.mode else { panic!("no prompt") };
    assert_eq!((prompt.ask, prompt.line.text.as_str()), (Ask::Search, "(x"));
    let (span, reason) = prompt.mistake.as_ref().expect("a mistake");
    assert!(*span == (0, 2) && reason.starts_with("The closing `)` is missing"), "{span:?} {reason}");
    story.keys("<backspace>");
    assert!(matches!(&story.model.mode, Mode::Prompt(p) if p.mistake.is_none()));
}

#[test]
fn hits_of_another_query_do_not_stand_for_one_that_cannot_be_read_yet() {
    let mut story = Story::of(30);
    story.keys("SWitnesses");
    let prompt = |story: &Story| match &story.model.mode {
        Mode::Prompt(prompt) => prompt.clone(),
        mode => panic!("no prompt: {mode:?}"),
    };
    assert!(prompt(&story).hits.is_some_and(|hits| !hits.hits.is_empty()));
    story.keys(" \"mill");
    let open = prompt(&story);
    assert_eq!((open.hits, open.mistake, open.is_unfinished), (None, None, true));
    story.keys("\"");
    assert!(prompt(&story).hits.is_some() && !prompt(&story).is_unfinished);
    story.keys(" changed:figgures");
    let wrong = prompt(&story);
    assert!(wrong.hits.is_none() && !wrong.is_unfinished);
    assert!(wrong.mistake.is_some_and(|(span, why)| span == (25, 33) && why.contains("did you mean")));
    story.keys("<ctrl-w>");
    assert!(prompt(&story).mistake.is_none());
}

#[test]
fn hits_asked_for_while_the_archive_is_read_are_asked_for_again_when_it_has_been_read() {
    let mut story = Story::unstarted(30, (140, 40));
    let all = std::mem::take(&mut story.archive.pieces);
    story.archive.pieces = all[10..14].to_vec();
    story.begin_reading();
    story.keys("SHarbour<enter>");
    let found = |story: &Story| match &story.model.mode {
        Mode::Hits(hits) => (hits.done, hits.hits.len(), hits.hits.get(hits.cursor).map(|hit| hit.id.clone())),
        mode => panic!("no hits: {mode:?}"),
    };
    let (done, few, under) = found(&story);
    assert!(done && few > 0);
    story.archive.pieces = all;
    story.sleep();
    story.read_all();
    assert_eq!(found(&story), (false, few, under.clone()), "what was found stays until the new hits are there");
    story.wake();
    let (done, many, still) = found(&story);
    assert!(done && many > few, "{many} of {few}");
    assert_eq!(still, under, "the cursor stays on its article");
    // Those that can be come back to are found again too.
    story.keys("<esc>");
    story.read_all();
    story.keys("S<enter>");
    assert_eq!(found(&story).1, many);
}

#[test]
fn hits_of_a_search_left_are_dropped() {
    let mut story = Story::of(30);
    story.sleep();
    story.keys("SHarbour<enter><esc>SBridge<enter>");
    story.wake();
    let Mode::Hits(hits) = &story.model.mode else { panic!("no hits") };
    assert!(hits.hits.iter().all(|h| h.title.contains("Bridge")), "{hits:?}");
}

#[test]
fn a_diff_is_exported() {
    let mut story = opened();
    story.keys("x");
    let Mode::Export(menu) = &story.model.mode else { panic!("no menu") };
    assert_eq!(menu.file.text, "gazette-orchard-story-4-again-r3-r4.html");
    story.keys("j");
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.file.text.ends_with("r3-r4.patch")));
    story.keys("e<ctrl-u>mine.patch<esc>j");
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.file.text == "mine.txt"));
    story.keys("<enter>");
    assert_eq!(story.model.mode, Mode::Browse);
    let Some(Effect::Export { format, file, force, diff, extent: Extent::Whole }) = story.done.pop() else {
        panic!("nothing exported")
    };
    assert_eq!((format.as_str(), file.as_str(), force), ("text", "mine.txt", false));
    assert!(matches!(diff, Request::Diff { base: 3, target: 4, .. }));
}

#[test]
fn a_file_is_overwritten_only_when_asked() {
    let mut story = opened();
    story.keys("x<enter>");
    story.done.clear();
    story.send(Msg::ExportExists { file: "there.html".into() });
    story.keys("<enter>n");
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.typing && !m.exists));
    story.keys("<enter>");
    assert!(matches!(story.done[..], [Effect::Export { force: false, .. }]));
    story.send(Msg::ExportExists { file: "there.html".into() });
    story.keys("y");
    assert!(matches!(story.done[..], [_, Effect::Export { force: true, .. }]));
    story.keys("xe<ctrl-u><enter>");
    assert_eq!(story.notice(), "The file needs a name.");
}

#[test]
fn the_suffix_of_a_typed_name_decides_the_format() {
    let mut story = opened();
    let format = |story: &Story| match &story.model.mode {
        Mode::Export(menu) => story.model.exporters[menu.cursor].name.clone(),
        mode => panic!("no menu: {mode:?}"),
    };
    story.keys("xje<ctrl-u>out.tx");
    assert_eq!(format(&story), "patch", "what is no format's suffix leaves the format to the menu");
    story.keys("t");
    assert_eq!(format(&story), "text");
    story.keys("<ctrl-u>").send(Msg::Paste("Out.HTM".into()));
    assert_eq!(format(&story), "html");
    story.keys("<ctrl-u>out.diff<enter>");
    let Some(Effect::Export { format, file, .. }) = story.done.last() else { panic!("nothing exported") };
    assert_eq!((format.as_str(), file.as_str()), ("patch", "out.diff"));
}

#[test]
fn a_file_that_cannot_be_written_leaves_its_name_to_be_mended() {
    let mut story = opened();
    story.keys("xe<ctrl-u>nowhere/mine.html<enter>");
    story.send(Msg::ExportFailed("The folder ‘nowhere’ is not there.".into()));
    assert!(matches!(&story.model.mode, Mode::Export(m) if m.typing && m.file.text == "nowhere/mine.html"));
    assert!(story.notice().contains("is not there"));
    // Whoever went on meanwhile is not taken back.
    story.keys("<enter>S");
    story.send(Msg::ExportFailed("The folder ‘nowhere’ is not there.".into()));
    assert!(matches!(story.model.mode, Mode::Prompt(_)));
}

#[test]
fn why_a_paragraph_stands_where_it_does_and_its_side_by_hand() {
    let mut story = opened();
    story.keys("]i");
    let Mode::Why(why) = &story.model.mode else { panic!("no why") };
    assert!(why.text.starts_with("Witnesses counted"));
    assert!(why.matched[0].contains("were edited"));
    let line = why.evidence.as_ref().unwrap().line;
    story.keys("o");
    let Some(Effect::SetSide { article, line: set, placement }) = story.done.last() else { panic!("nothing set") };
    assert_eq!((article.as_str(), *set, *placement), ("a:4", line, Some(Placement::One(Side::Old))));
    story.keys("ib");
    assert!(matches!(story.done.last(), Some(Effect::SetSide { placement: Some(Placement::Both), .. })));
    story.keys("iu");
    assert_eq!(story.notice(), "Nothing was set by hand here.");
    // The first paragraph of the invented page was set to the new side by hand.
    story.keys("<esc>3ggkji");
    for _ in 0..40 {
        if matches!(&story.model.mode, Mode::Why(w) if w.paragraph.is_some_and(|p| p.1 == 0)) {
            break;
        }
        story.keys("<esc>");
        story.model.focus = Pane::Diff;
        story.keys("ki");
    }
    story.keys("n");
    assert!(story.notice().contains("already"), "{}", story.notice());
    story.keys("u");
    assert!(matches!(story.done.last(), Some(Effect::SetSide { placement: None, .. })));
    let mut known = Story::of(30);
    known.keys("3jll]in");
    assert_eq!(known.notice(), "The dump itself holds both texts: no side was inferred here.");
}

#[test]
fn why_on_the_headline_tells_of_the_headline() {
    let mut story = opened();
    story.keys("ggi");
    let Mode::Why(why) = &story.model.mode else { panic!("no why") };
    let title = &story.model.diff.diff.as_ref().expect("a diff").sides[Side::New].title;
    assert_eq!((why.paragraph, &why.text, &why.evidence), (None, title, &None));
    assert!(why.matched[0].contains("The headline") && why.matched[1].starts_with("Headlines are always set"));
    story.keys("o");
    assert_eq!(story.notice(), "No side was inferred of a headline.");
    // On the blank row below it the first paragraph is meant.
    story.keys("<esc>");
    while story.model.diff.row().is_some_and(|row| row.kind == RowKind::Headline) {
        story.keys("j");
    }
    story.keys("i");
    assert!(matches!(&story.model.mode, Mode::Why(why) if why.paragraph.is_some()));
}

#[test]
fn editor_browser_and_pipe() {
    let mut story = opened();
    story.keys("eO|wc<space>-w<enter>");
    assert!(matches!(&story.done[0], Effect::Editor { name, .. } if name == "diff of revisions 3 and 4"));
    assert_eq!(story.done[1], Effect::OpenUrl("https://gazette.example/4".into()));
    assert!(matches!(&story.done[2], Effect::Pipe { command, text } if command == "wc -w" && text.contains("Orchard")));
    let mut hostile = Story::of(3);
    hostile.archive.pieces[0].url = "file:///etc/passwd".into();
    hostile.keys("jkO");
    assert!(hostile.done.is_empty() && hostile.notice().contains("no web address"));
}

#[test]
fn pasted_text_goes_into_the_line_or_nowhere() {
    let mut story = Story::of(30);
    story.send(Msg::Paste("qqq".into()));
    assert!(story.done.is_empty());
    story.keys("f").send(Msg::Paste("story 9\n".into()));
    assert_eq!(story.model.list.query.filter.words, "story 9");
    assert_eq!(story.article(), "a:9");
}

#[test]
fn a_hit_opens_the_pair_that_it_names() {
    let mut story = Story::of(30);
    story.keys("4jl=");
    assert_eq!(story.pair(), (0, 4), "every revision is compared with the first");
    story.keys("S110<space>pounds<enter>");
    let Mode::Hits(hits) = &story.model.mode else { panic!("no hits") };
    let at = hits.hits.iter().position(|h| h.id.as_str() == "a:4").unwrap();
    let named = opens(&hits.hits[at]);
    assert_eq!((named, hits.hits[at].revision), ((Some(1), 2), 1), "it was found in revision 1 and went in 2");
    for _ in 0..at {
        story.keys("j");
    }
    story.keys("<enter>");
    assert_eq!((story.opened(), story.pair()), ("a:4", (1, 2)));
}

#[test]
fn a_side_set_by_hand_is_gone_to_and_what_moved_with_it_is_said() {
    let mut story = opened();
    story.keys("]i");
    let Mode::Why(why) = &story.model.mode else { panic!("no why") };
    let line = why.evidence.as_ref().unwrap().line;
    story.keys("o");
    assert!(story.model.rereading);
    story.keys("gg");
    story.read_all();
    let said = format!("Line {line} stands on the new side, set by hand; no other line changed sides.");
    assert!(story.notice().starts_with(&said), "{}", story.notice());
    assert!(story.notice().ends_with("i and u take it back."));
    let shown = story.model.diff.row().and_then(|r| r.lines.old.as_ref().or(r.lines.new.as_ref()));
    assert_eq!(shown.and_then(|l| l.paragraph).map(|p| p.1), Some(27), "the cursor is on that line again");
    assert_eq!((&story.model.placing, story.model.rereading), (&None, false));
}

#[test]
fn long_grounds_scroll() {
    let mut story = opened();
    story.send(Msg::Resize(40, 10)).keys("]iG");
    let Mode::Why(why) = &story.model.mode else { panic!("no why") };
    assert!(why.top > 0);
}

#[test]
fn lifelines_open_on_the_passage_and_lead_to_the_diff_that_reworded_it() {
    let mut story = opened();
    // The last change: paragraph 27 was reworded in every revision.
    story.keys("][L");
    let Mode::Lifelines(lines) = &story.model.mode else { panic!("no lifelines") };
    let target = lines.target;
    let strand = lines.strand(lines.cursor).unwrap();
    let row = story.model.diff.row().unwrap();
    let under = row.lines.new.as_ref().or(row.lines.old.as_ref()).and_then(|l| l.paragraph).unwrap();
    assert_eq!(strand.paragraph, Some(under.1));
    assert!(lines.note(strand).is_some_and(|note| note.starts_with("reworded in 1")), "{:?}", lines.note(strand));
    story.keys("gg<enter>");
    assert!(matches!(story.model.mode, Mode::Lifelines(_)), "what was never changed opens nothing");
    assert!(story.notice().contains("since the first revision"), "{}", story.notice());
    story.keys("jjj<enter>");
    assert_eq!((&story.model.mode, story.model.focus), (&Mode::Browse, Pane::Diff));
    assert_eq!(story.pair(), (target - 1, target));
    let row = story.model.diff.row().unwrap();
    assert_eq!(row.lines.new.as_ref().or(row.lines.old.as_ref()).and_then(|l| l.paragraph).map(|p| p.1), Some(3));
    // An answer that comes after it was closed changes nothing.
    story.sleep();
    story.keys("L<esc>");
    story.wake();
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn lifelines_are_of_the_article_gone_to_however_quickly_they_are_asked_for() {
    let mut story = opened();
    let before = story.article().to_string();
    // The next article is selected while the diff of the one before still stands there.
    story.sleep();
    story.keys("][3>L");
    story.wake();
    assert_ne!(story.article(), before);
    let Mode::Lifelines(lines) = &story.model.mode else { panic!("{:?}", story.model.mode) };
    assert_eq!(lines.article.as_str(), story.opened());
    let gone_to = story.article().to_string();
    story.keys("ggjjj<enter>");
    assert_eq!((story.article(), story.opened()), (gone_to.as_str(), gone_to.as_str()));
}

#[test]
fn with_words_selected_lifelines_are_theirs_and_lead_to_the_diff_of_each_turn() {
    let mut story = opened();
    story.keys("][vlL");
    let Mode::Phrase(phrase) = &story.model.mode else { panic!("{:?}", story.model.mode) };
    assert_eq!(phrase.words.split(' ').count(), 2, "{}", phrase.words);
    let passages = phrase.passages.as_ref().expect("they are there");
    assert!(!passages.lives.is_empty());
    let turn = phrase.entries.iter().position(|entry| !entry.leg.dull && entry.leg.revisions.0 > 0).expect("a turn");
    let (entry, first) = (phrase.entries[turn].clone(), &phrase.entries[0]);
    assert!(first.leg.dull || first.leg.revisions.0 > 0 || first.leg.said == "there from the first");
    let (pair, _) = passages.opens(&passages.lives[entry.passage], &entry.leg).expect("a diff");
    for _ in 0..turn {
        story.keys("j");
    }
    story.keys("<enter>");
    assert_eq!((&story.model.mode, story.model.focus), (&Mode::Browse, Pane::Diff));
    assert_eq!(story.pair(), (pair.0 as u32, pair.1 as u32));
    // A selection over several paragraphs is no phrase.
    story.keys("ggvGL");
    assert_eq!(story.model.mode, Mode::Browse);
    assert!(story.notice().contains("within one paragraph"), "{}", story.notice());
}

#[test]
fn the_overview_counts_and_scrolls() {
    let mut story = Story::sized(30, (100, 20));
    story.keys("A");
    let Mode::Overview(seen) = &story.model.mode else { panic!("no overview") };
    assert_eq!(seen.stats.as_ref().map(|s| s.all.articles), Some(30));
    story.keys("G");
    assert!(matches!(&story.model.mode, Mode::Overview(seen) if seen.top > 0));
    story.keys("<esc>");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn an_overview_of_what_is_being_read_says_so_and_is_taken_anew_at_the_end() {
    let mut story = Story::unstarted(30, (100, 20));
    let later = story.archive.pieces.split_off(10);
    story.begin_reading();
    let title = |story: &Story| sheet::spread(&story.model).map(|spread| spread.title).unwrap_or_default();
    let counted = |story: &Story| match &story.model.mode {
        Mode::Overview(seen) => seen.stats.as_ref().map(|stats| stats.all.articles),
        _ => None,
    };
    story.keys("A");
    assert_eq!((counted(&story), title(&story).as_str()), (Some(10), "Overview so far · still reading"));
    story.archive.pieces.extend(later);
    story.sleep();
    story.read_all();
    assert_eq!((counted(&story), title(&story).as_str()), (Some(10), "Overview so far · still reading"));
    story.wake();
    assert_eq!((counted(&story), title(&story).as_str()), (Some(30), "Overview of the archive"));
}

#[test]
fn the_key_that_opened_an_overlay_closes_it() {
    let mut story = opened();
    for key in ["L", "i", "A", "P"] {
        story.keys(key);
        assert_ne!(story.model.mode, Mode::Browse, "{key}");
        story.keys(key);
        assert_eq!((&story.model.mode, story.notice()), (&Mode::Browse, ""), "{key}");
    }
    story.keys("hhi");
    assert!(matches!(story.model.mode, Mode::Facts { .. }));
    story.keys("i");
    assert_eq!(story.model.mode, Mode::Browse);
}

#[test]
fn a_side_is_set_in_the_article_of_which_it_was_asked_why() {
    let mut story = Story::unstarted(30, (140, 40));
    let mut pieces = story.archive.pieces.split_off(3);
    story.archive.pieces = vec![pieces.remove(1)];
    story.begin_reading();
    story.keys("3]i");
    assert!(matches!(story.model.mode, Mode::Why(_)));
    // Until the cursor is moved the newest article is shown, and one is read while the reasons lie over the panes.
    story.archive.pieces.insert(0, pieces.remove(1));
    story.send(Msg::Progress(recension::model::Progress { articles: 2, ..Default::default() }));
    assert_ne!(story.opened(), "a:4");
    story.keys("o");
    assert!(matches!(story.done.last(), Some(Effect::SetSide { article, .. }) if article.as_str() == "a:4"));
}
