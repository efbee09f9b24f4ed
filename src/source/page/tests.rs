use super::*;

/// An invented article of several paragraphs.
pub(super) const STORY: [&str; 5] = [
    "The ferry between Harle and Osmark will sail again on Monday, the harbour office said, after three weeks in dock.",
    "Two of her four engines had to be replaced, and the parts, made in Velmond, arrived late because of the storm.",
    "“We are glad to be back,” said Ottoline Brack, who has run the line since 1998, “and we owe the islanders an apology.”",
    "Fares stay as they are until the end of the year; from January on, a return ticket will cost 14 crowns, two more than now.",
    "A second boat, the Kestrel, is to join the line in spring, provided that the council agrees to pay for a new pier.",
];

pub(super) fn story() -> String {
    STORY.iter().map(|p| format!("<p>{p}</p>\n")).collect()
}

pub(super) fn text(page: &Page) -> Vec<&str> {
    page.paragraphs.iter().map(AsRef::as_ref).collect()
}

/// A page around an article, with all that surrounds one.
pub(super) fn framed(article: &str) -> String {
    let links: String =
        (0..30).map(|n| format!("<li><a href='/n/{n}'>Another story number {n}, of Harle</a></li>")).collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Ferry sails again - The Harle Post</title>\
         <meta property='og:site_name' content='The Harle Post'><script>var a = '<p>not, a, paragraph, of, it</p>';</script>\
         <style>p {{ color: red }}</style></head><body class='has-sidebar page'><header class=masthead><nav><ul>{links}</ul></nav>\
         <h2><a href=/>The Harle Post</a></h2></header><div id=cookie-banner><p>We use cookies, lots of them, to make the page \
         better, faster and warmer for you, your friends, and ours. Accept all?</p></div>\
         {article}\
         <div class=sidebar><h3>Most read</h3><ul>{links}</ul></div>\
         <section class='comments'><h3>Comments</h3><p>I, for one, think that this ferry, whatever the council says, is a \
         waste of money, time, and paint; and so do my neighbours, all of them.</p></section>\
         <footer><p>© The Harle Post, all rights reserved, in all countries, for all time, and then some more.</p></footer>\
         </body></html>"
    )
}

#[test]
fn an_article_is_found_in_every_frame() {
    let story = story();
    let split =
        STORY.iter().map(|p| format!("<div data-component=text><div><p>{p}</p></div></div>")).collect::<String>();
    let halves = format!(
        "<div class=a><p>{}</p><p>{}</p></div><div class=ad>Buy, buy, buy: soap, tea, and more</div><div class=b><p>{}</p><p>{}</p><p>{}</p></div>",
        STORY[0], STORY[1], STORY[2], STORY[3], STORY[4]
    );
    let breaks = STORY.join("<br><br>\n");
    for (name, article) in [
        (
            "article",
            format!(
                "<main><article><h1>Ferry sails again</h1><p class=byline>By Ann Example</p>{story}</article></main>"
            ),
        ),
        (
            "body class",
            format!(
                "<div class=wrap><h1>Ferry sails again</h1><div class='story-body share-tools'>{story}</div></div>"
            ),
        ),
        ("plain", format!("<div><h1>Ferry sails again</h1>{story}</div>")),
        ("blocks", format!("<div><h1>Ferry sails again</h1>{split}</div>")),
        ("halves", format!("<div class=page><h1>Ferry sails again</h1><div>{halves}</div></div>")),
        ("breaks", format!("<table><tr><td><h1>Ferry sails again</h1>{breaks}</td></tr></table>")),
        ("unclosed", format!("<div><h1>Ferry sails again</h1><p>{}</div>", STORY.join("<p>"))),
        ("custom", format!("<x-story><x-head><h1>Ferry sails again</h1></x-head><x-text>{story}</x-text></x-story>")),
        ("form", format!("<form action=/><div><h1>Ferry sails again</h1>{story}</div></form>")),
    ] {
        let page = Page::of(framed(&article).as_bytes(), None, None);
        assert_eq!(page.title, "Ferry sails again", "{name}");
        assert_eq!(text(&page), STORY, "{name}");
        assert_eq!(page.state, TextState::Whole, "{name}: {:?}", page.notes);
        assert_eq!(page.site, "The Harle Post");
    }
}

#[test]
fn blocks_of_all_kinds_become_paragraphs() {
    let article = format!(
        "<article><h1>Ferry sails again</h1>{}<h2>What it costs</h2><ul><li>Adults: <b>14</b> crowns</li>\
         <li>Dogs &amp; cats: <a href=/x>free</a></li></ul><blockquote><p>A quotation, by all means.</p></blockquote>\
         <table><tr><th>Day</th><th>Sails</th></tr><tr><td>Monday</td><td>9:30</td></tr></table>\
         <pre>line one\n  line two</pre><p>One <em>word</em>s,\n  two\u{a0}words<br>and a new line&hellip;</p>\
         <div class=related-links><p>Related: the Kestrel, a boat, and its history, in pictures, from 1900 on</p></div>\
         <p><a href=/y>Read more about the ferry here</a></p><p hidden>Secret, hidden, and unseen text.</p></article>",
        story()
    );
    let page = Page::of(framed(&article).as_bytes(), None, None);
    let want = [
        "What it costs",
        "Adults: 14 crowns",
        "Dogs & cats: free",
        "A quotation, by all means.",
        "Day | Sails",
        "Monday | 9:30",
        "line one",
        "  line two",
        "One words, two\u{a0}words",
        "and a new line…",
    ];
    let found: Vec<&str> =
        text(&page).into_iter().skip(STORY.len()).map(|p| if p == "line two" { "  line two" } else { p }).collect();
    assert_eq!(found, want);
}

#[test]
fn encodings_are_the_servers_the_pages_or_the_bytes_own() {
    let (utf8, _, _) = (framed(&format!("<article>{}<p>Où est né l’été?</p></article>", story())), 0, 0);
    let latin = encoding_rs::WINDOWS_1252.encode(&utf8.replace("charset=utf-8", "charset=iso-8859-1")).0.into_owned();
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf8.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let greek = encoding_rs::ISO_8859_7.encode(&utf8.replace("Où est né l’été?", "Το πλοίο αναχωρεί.")).0.into_owned();
    for (bytes, charset, want) in [
        (utf8.clone().into_bytes(), None, "Où est né l’été?"),
        (utf8.into_bytes(), Some("iso-8859-1"), "Où est né l’été?"),
        (latin, None, "Où est né l’été?"),
        (wide, Some("utf-8"), "Où est né l’été?"),
        (greek, Some("ISO-8859-7"), "Το πλοίο αναχωρεί."),
    ] {
        let page = Page::of(&bytes, charset, None);
        assert_eq!(page.paragraphs.last().map(AsRef::as_ref), Some(want), "{charset:?}");
    }
}

#[test]
fn archives_and_savers_leave_their_marks() {
    let article = format!("<article><h1>Ferry sails again</h1>{}</article>", story());
    let replayed = framed(&article).replace(
        "<body class='has-sidebar page'>",
        "<body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id=wm-ipp><p>12 captures, of this page, from 7 Jul 2020 to 1 Jan 2021, and so on</p></div><!-- END WAYBACK TOOLBAR INSERT -->",
    ).replace("<meta charset=utf-8>", "<meta charset=utf-8><link rel=canonical href='https://web.archive.org/web/20200707100005/https://harlepost.example/ferry-sails'>")
        + "<!--\n     FILE ARCHIVED ON 10:00:05 Jul 07, 2020 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON 01:02:03 Jan 04, 2021.\n-->";
    let page = Page::of(replayed.as_bytes(), None, None);
    assert_eq!(text(&page), STORY);
    assert_eq!(page.canonical.as_deref(), Some("https://harlepost.example/ferry-sails"));
    let at = page.replay.and_then(|r| r.time).map(|t| t.at.to_string());
    assert_eq!(at.as_deref(), Some("2020-07-07T10:00:05Z"));

    let single = format!(
        "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://harlepost.example/ferry \n saved date: Tue Jul 07 2020 12:00:05 GMT+0200 (Central European Summer Time)\n-->{article}</html>"
    );
    let replay = Page::of(single.as_bytes(), None, None).replay.expect("marks of SingleFile");
    assert_eq!(replay.url.as_deref(), Some("https://harlepost.example/ferry"));
    assert_eq!(
        replay.time.map(|t| (t.at.to_string(), t.certainty)),
        Some(("2020-07-07T10:00:05Z".into(), crate::model::Certainty::Stated))
    );

    let saved = format!(
        "<!-- saved from url=(0072)https://web.archive.org/web/20200707100005id_/https://harlepost.example/ferry -->{article}"
    );
    let replay = Page::of(saved.as_bytes(), None, None).replay.expect("marks of a browser");
    assert_eq!(replay.url.as_deref(), Some("https://harlepost.example/ferry"));
    assert_eq!(
        replay.archived.as_deref(),
        Some("https://web.archive.org/web/20200707100005id_/https://harlepost.example/ferry")
    );
    assert_eq!(moment("20200707").map(|t| t.precision), Some(crate::model::Precision::Day));
    assert_eq!(parted("https://harlepost.example/web/design"), None);
}

#[test]
fn other_addresses_are_those_of_the_same_article() {
    let page = |canonical: &str| Page { canonical: Some(canonical.into()), ..Page::default() };
    for (url, canonical, same) in [
        (
            "https://m.harlepost.example/a/ferry-sails-again",
            "https://www.harlepost.example/news/ferry-sails-again",
            true,
        ),
        ("https://harlepost.example/a/ferry-sails-again?page=2", "https://harlepost.example/a/ferry-sails-again", true),
        ("https://harlepost.example/a/ferry-sails-again", "https://harlepost.example/", false),
        ("https://harlepost.example/a/ferry-sails-again", "https://harlepost.example/consent/cookie-wall", false),
        ("https://harlepost.example/a/ferry-sails-again", "https://other.example/a/ferry-sails-again", false),
    ] {
        assert_eq!(page(canonical).other_address(url).is_some(), same, "{canonical}");
    }
}

#[test]
fn hostile_pages_cost_no_more_than_reading_them() {
    let deep = "<div>".repeat(1_000_000) + &story();
    let mixed = "<table><tr><td><p><a href=x><b>".repeat(30_000);
    let closings = "<x>".repeat(300) + &"</y>".repeat(200_000);
    let attributes = format!("<p {}>text", "class='a b' ".repeat(50_000));
    let quotes = "<a b='".repeat(100_000);
    let comments = "<!--".repeat(100_000);
    let references = "&#x".repeat(100_000) + &"&amp".repeat(100_000);
    let spans = "<span>".repeat(100_000) + "x, ";
    let cells = format!("<table>{}", "<tr>".to_owned() + &"<td>a, b".repeat(50_000));
    let data = format!("<script type='application/ld+json'>{}</script>", "[".repeat(200_000));
    let raw = "<script></scrip".repeat(50_000);
    // Depth times bytes: what each box is asked for must not be all that it holds.
    let blanks = " ".repeat(1_000_000);
    let beside = "<div class=sidebar>".repeat(240) + "<p>The ferry sails again on Monday, he said." + &blanks;
    let lists =
        "<h1>x</h1>".to_owned() + &"<ul><li>".repeat(100) + "It sails" + &blanks + &"</li></ul>".repeat(100) + &story();
    let times = "<nav>".to_owned() + &"<div>".repeat(200) + &"<span class=published title=1>x</span>".repeat(50_000);
    let begun = std::time::Instant::now();
    for page in
        [deep, mixed, closings, attributes, quotes, comments, references, spans, cells, data, raw, beside, lists, times]
    {
        let found = Page::of(page.as_bytes(), None, Some("https://example.org/"));
        assert!(found.paragraphs.iter().all(|p| !p.contains('\n')));
        assert_eq!(found, Page::of(page.as_bytes(), None, Some("https://example.org/")));
    }
    eprintln!("hostile pages, each read twice: {:?}", begun.elapsed());
    let long = story().repeat(LONGEST / story().len() + 1);
    let found = Page::of(long.as_bytes(), None, None);
    assert_eq!(found.state, TextState::Partial);
    assert!(found.notes.iter().any(|n| n.contains("its end was left out")));
}

#[test]
fn a_plain_text_that_is_longer_than_is_read_is_not_whole() {
    let mut text = b"Ferry\nThe ferry sails again.\n".repeat(LONGEST / 29 + 1);
    assert!(text.len() > LONGEST);
    let found = Page::of_plain(&text);
    assert_eq!((found.state, found.revision(None).holes), (TextState::Partial, vec![found.paragraphs.len()]));
    text.truncate(LONGEST);
    assert_eq!(Page::of_plain(&text).state, TextState::Whole);
}

#[test]
fn a_picture_hides_nothing_behind_it() {
    let pictures = [
        "<img src=x.jpg>",
        "<img src=x.jpg/>",
        "<a href=/x><img src=x.jpg></a>",
        "<picture><source srcset=x><img src=x></picture>",
        "<svg viewBox='0 0 1 1'/>",
        "<video src=x>",
        "<svg><title>Logo</title><path d=x></svg>",
    ];
    for picture in pictures {
        let article = format!(
            "<div>{picture}<article><h1>Ferry sails again</h1>{picture}<p>{picture}{}</p>{picture}<p>{}</p><p>{}</p></article></div>",
            STORY[0], STORY[1], STORY[2]
        );
        let page = Page::of(framed(&article).as_bytes(), None, None);
        assert_eq!(text(&page), STORY[..3], "{picture}");
    }
    let inside = format!("<article>{}<p>Hello <img class=emoji> big world, the end.</p></article>", story());
    let page = Page::of(framed(&inside).as_bytes(), None, None);
    assert_eq!(text(&page).last().copied(), Some("Hello big world, the end."));
}

#[test]
fn what_leads_to_the_text_or_corrects_it_belongs_to_it() {
    let lead = "The ferry is back: what islanders should know before they board.";
    let correction = "Correction: an earlier version of this article gave the fare as 12 crowns.";
    let story = story();
    let body = |class: &str| format!("<div class={class}>{story}</div>");
    let h1 = "<h1>Ferry sails again</h1>";
    let meta = "<div class=byline>By Ann Example</div><time>7 July 2020</time><ul class=share><li><a href=/s>Share</a></li></ul>";
    for (name, article) in [
        (
            "in the article",
            format!(
                "<article>{h1}<p class=dek>{lead}</p>{meta}{}<div class=correction><p>{correction}</p></div></article>",
                body("article-body")
            ),
        ),
        (
            "in its header",
            format!(
                "<article><header>{h1}<h2 class=subtitle>{lead}</h2>{meta}</header>{}<footer class=entry-footer><p>{correction}</p></footer></article>",
                body("entry-content")
            ),
        ),
        (
            "unnamed",
            format!("<article>{h1}<div><p>{lead}</p></div>{meta}{}<p>{correction}</p></article>", body("story-text")),
        ),
        ("no article", format!("<div>{h1}<div>{lead}</div>{meta}{}<div><p>{correction}</p></div></div>", body("txt"))),
        (
            "aside",
            format!(
                "<main><article>{h1}<div data-gu-name=standfirst><p>{lead}</p></div>{meta}{}<aside class=editors-note>{correction}</aside></article></main>",
                body("article-body")
            ),
        ),
        (
            "far below",
            format!(
                "<main><article>{h1}<p>{lead}</p>{meta}{}</article><div class=corrections><p>{correction}</p></div></main>",
                body("article-body")
            ),
        ),
    ] {
        let page = Page::of(framed(&article).as_bytes(), None, None);
        let want: Vec<&str> = [lead].into_iter().chain(STORY).chain([correction]).collect();
        assert_eq!(text(&page), want, "{name}");
        assert_eq!(page.title, "Ferry sails again", "{name}");
    }
}

#[test]
fn sentences_overrule_what_a_class_says() {
    let halves = format!(
        "<article><h1>Ferry sails again</h1><div class=teaser-content><div class=article-body><p>{}</p></div></div>\
         <div class=remainder-content><div class=article-body><p>{}</p><p>{}</p><p>{}</p><p>{}</p></div></div></article>",
        STORY[0], STORY[1], STORY[2], STORY[3], STORY[4]
    );
    let each = |open: &str, close: &str| {
        let parts: String = STORY.iter().map(|p| format!("{open}{p}{close}")).collect();
        format!("<article><h1>Ferry sails again</h1>{parts}</article>")
    };
    for article in [
        halves,
        each("<p class=paywall>", "</p>"),
        each("<div class=txt><p>", "</p></div>"),
        each("<div data-component=text-block><div><p><a href=/x>", "</a></p></div></div>"),
        each("<p>", "</p><div class=newsletter><p>Sign up to our letter, by mail.</p><form><input></form></div>"),
        each("<p>", "</p><div class=promo><a href=/y><b>Read more: the Kestrel, a boat</b></a></div>"),
    ] {
        assert_eq!(text(&Page::of(framed(&article).as_bytes(), None, None)), STORY, "{article}");
    }
    // Cards of other stories stay out, however long.
    let card = "<div class=card><h3><a href=/k>The Kestrel, a boat</a></h3><p>She was built in Velmond, and sails from spring on.</p></div>";
    let article = format!(
        "<article><h1>Ferry sails again</h1><div class=article-body>{}</div><div>{}</div></article>",
        story(),
        card.repeat(3)
    );
    assert_eq!(text(&Page::of(framed(&article).as_bytes(), None, None)), STORY);
}

#[test]
fn a_short_article_beside_a_banner_is_no_error() {
    let stub = "<p>A train has hit a bus near Harle, and the driver is to blame, the railway said.</p>";
    let banner = "<div class=sheet><p>We and our partners store and/or access information on a device. We value your privacy.</p>\
                  <button>Accept all</button></div>";
    for title in
        ["Train hits bus", "Body not found after week-long search", "Access denied: visa refused", "Just a moment"]
    {
        let page = format!("<title>{title} - Post</title><article><h1>{title}</h1>{stub}</article>{banner}");
        let page = Page::of(page.as_bytes(), None, None);
        assert_eq!((page.state, page.title.as_str()), (TextState::Whole, title), "{:?}", page.notes);
    }
    let asked = format!(
        "<title>Train hits bus</title><article><h1>Train hits bus</h1>{stub}</article><p>Sign in to continue. Already a subscriber?</p>"
    );
    assert_eq!(Page::of(asked.as_bytes(), None, None).state, TextState::Partial);
}

#[test]
fn the_inner_tree_of_an_element_is_shown_and_powers_stay_powers() {
    let page = format!(
        "<article><h1>Ferry sails again</h1><x-text><template shadowrootmode=open>{}<slot></slot></template></x-text>\
         <p>It weighs 10<sup>6</sup> kg, the harbour office said on the 19<sup>th</sup>.</p></article>",
        story()
    );
    let page = Page::of(framed(&page).as_bytes(), None, None);
    let want: Vec<&str> =
        STORY.into_iter().chain(["It weighs 10^6 kg, the harbour office said on the 19th."]).collect();
    assert_eq!(text(&page), want);
}

#[test]
fn what_stands_twice_is_told_once_and_other_stories_are_not() {
    let story = story();
    let teaser = "<p>The Kestrel was built in Velmond, and sails from spring on, the council said.</p>";
    let h1 = "<h1>Ferry sails again</h1>";
    let body = |text: &str| format!("<div class=entry-content>{text}</div>");
    for (name, article) in [
        ("twice", format!("<article>{h1}{}{}</article>", body(&story), body(&story))),
        (
            "posts",
            format!(
                "<article>{h1}{}<div><h3><a href=/k>The Kestrel, a boat</a></h3>{}</div></article>",
                body(&story),
                body(teaser)
            ),
        ),
        (
            "flat",
            format!(
                "<article>{h1}{}<section><h2>More stories</h2><h3><a href=/k>The Kestrel</a></h3>{teaser}</section></article>",
                body(&story)
            ),
        ),
        (
            "cookies",
            format!("<article>{h1}<div class=cookie-notice>{}</div>{}</article>", teaser.repeat(6), body(&story)),
        ),
        (
            "letter",
            format!(
                "<article>{h1}<div class=txt>{story}<aside class=newsletter>{}</aside></div></article>",
                teaser.repeat(3)
            ),
        ),
    ] {
        assert_eq!(text(&Page::of(framed(&article).as_bytes(), None, None)), STORY, "{name}");
    }
    // A twelfth key point takes nothing away.
    for points in [11, 13] {
        let points: String =
            (0..points).map(|n| format!("<p>The pier has been shut for {n} days, the harbour said.</p>")).collect();
        let page = format!("<div>{h1}<div>{points}</div><div class=txt>{story}</div></div>");
        assert!(text(&Page::of(framed(&page).as_bytes(), None, None)).len() > STORY.len() + 10);
    }
}

#[test]
fn a_heading_that_is_a_part_or_holds_more_is_not_the_headline() {
    for (h1, want) in [
        ("Ferry sails again<small>by Ann Example, of the harbour</small>", "Ferry sails again"),
        ("Harle</h1><h1>Ferry", "Ferry sails again"),
        ("Ferry sails <i>again</i>", "Ferry sails again"),
    ] {
        let page = format!(
            "<title>Ferry sails again - Post</title><meta property=og:title content='Ferry sails again'><article><h1>{h1}</h1>{}</article>",
            story()
        );
        assert_eq!(Page::of(page.as_bytes(), None, None).title, want, "{h1}");
    }
}
