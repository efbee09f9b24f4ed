use super::*;

/// An invented article of several paragraphs.
const STORY: [&str; 5] = [
    "The ferry between Harle and Osmark will sail again on Monday, the harbour office said, after three weeks in dock.",
    "Two of her four engines had to be replaced, and the parts, made in Velmond, arrived late because of the storm.",
    "“We are glad to be back,” said Ottoline Brack, who has run the line since 1998, “and we owe the islanders an apology.”",
    "Fares stay as they are until the end of the year; from January on, a return ticket will cost 14 crowns, two more than now.",
    "A second boat, the Kestrel, is to join the line in spring, provided that the council agrees to pay for a new pier.",
];

fn story() -> String {
    STORY.iter().map(|p| format!("<p>{p}</p>\n")).collect()
}

fn text(page: &Page) -> Vec<&str> {
    page.paragraphs.iter().map(AsRef::as_ref).collect()
}

/// A page around an article, with all that surrounds one.
fn framed(article: &str) -> String {
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
fn what_stands_in_place_of_an_article_is_known() {
    let shell =
        |title: &str, body: &str| format!("<html><head><title>{title}</title></head><body>{body}</body></html>");
    for (page, reason) in [
        (shell("404 Not Found", "<h1>Not Found</h1><p>nginx</p>"), "not found"),
        (
            framed("<h1>Page not found</h1><p>Sorry, we could not find that page.</p>")
                .replace("Ferry sails again", "Page not found"),
            "not found",
        ),
        (
            shell(
                "Just a moment...",
                "<div class=cf-browser-verification></div><noscript>Enable JavaScript</noscript>",
            ),
            "robots",
        ),
        (shell("harlepost.example", "<p>Please verify you are human by completing the action below.</p>"), "robots"),
        (shell("503 Service Unavailable", "<p>Guru meditation</p>"), "error of the server"),
        (shell("Before you continue", "<p>We value your privacy. Accept all</p>"), "consent"),
        (
            shell(
                "The Harle Post",
                "<p>We and our partners store and/or access information on a device. Accept all.</p>",
            ),
            "consent",
        ),
        (
            shell(
                "Ferry sails again",
                "<p>The ferry sails.</p><p>Subscribe to continue. Already a subscriber? Sign in.</p>",
            ),
            "paywall",
        ),
        (
            "<meta http-equiv='refresh' content='0;url=https://harlepost.example/new'><title>x</title>".into(),
            "leads to https://harlepost.example/new",
        ),
        ("<script>window.location.replace('/new')</script>".into(), "leads elsewhere"),
        (
            shell("Internet Archive Wayback Machine", "<p>Hrm. The Wayback Machine has not archived that URL.</p>"),
            "archive itself",
        ),
    ] {
        let found = Page::of(page.as_bytes(), None, None);
        assert_eq!(found.state, TextState::ErrorPage, "{reason}: {found:?}");
        assert!(found.notes[0].contains(reason), "{reason}: {:?}", found.notes);
    }
    let teaser = format!(
        "<article><h1>Ferry sails again</h1><p>{}</p><p>{}</p><p>{}</p></article><div class=paywall>Subscribe to read on. \
        Already a subscriber? Log in to continue.</div>",
        STORY[0], STORY[1], STORY[2]
    );
    let found = Page::of(framed(&teaser).as_bytes(), None, None);
    assert_eq!((found.state, found.revision(None).holes), (TextState::Partial, vec![3]));
    // An article about such things is one all the same.
    let about = story().repeat(4);
    let found = Page::of(
        shell("Access denied", &format!("<h1>Access denied</h1>{about}<p>404, not found</p>")).as_bytes(),
        None,
        None,
    );
    assert_eq!(found.state, TextState::Whole);
    assert_eq!(Page::of(b"", None, None).state, TextState::Partial);
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
    let begun = std::time::Instant::now();
    for page in [deep, mixed, closings, attributes, quotes, comments, references, spans, cells, data, raw] {
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
