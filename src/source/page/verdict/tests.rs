use super::super::{
    Page,
    tests::{STORY, framed, story},
};
use super::{About, is_about};
use crate::model::TextState;

#[test]
fn titles_of_errors_are_told_from_those_of_articles() {
    for (title, words) in [
        ("404", "404"),
        ("error 404 - the harle post", "404"),
        ("page not found | harle post", "not found"),
        ("the post - page not found", "page not found"),
        ("access denied", "access denied"),
        ("attention required! | cloudflare", "attention required"),
        ("fehler 404 - harler post", "404"),
        ("error 503 backend fetch failed", "backend fetch failed"),
    ] {
        assert_eq!(is_about(title, words), About::Wholly, "{title}");
    }
    for (title, words) in [
        ("the 404 men who built the bridge of harle", "404"),
        ("4040 sheep cross the moor", "404"),
        ("500 – a village of the moor counts its sheep", "500"),
        ("error: how the bridge of harle fell", "error"),
        ("missing walker not found after a third day of searching on the moor", "not found"),
        ("families say they were forbidden to speak", "forbidden"),
    ] {
        assert_eq!(is_about(title, words), About::No, "{title}");
    }
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
fn refusals_are_told_from_short_stories_that_sound_like_them() {
    let page = |title: &str, said: &str| {
        let said = said.split('|').map(|text| format!("<p>{text}</p>")).collect::<String>();
        let html = format!(
            "<html><head><title>{title} | The Harle Post</title></head><body><a href=/>Home</a><main><h1>{title}</h1>{said}\
            </main></body></html>"
        );
        Page::of(html.as_bytes(), None, None)
    };
    for (title, said, reason) in [
        ("Fehler 404", "Hier finden Sie aktuelle Nachrichten aus Harle und Umgebung, Sport und Wetter.", "not found"),
        (
            "Nothing Found",
            "It seems we can&rsquo;t find what you&rsquo;re looking for. Perhaps searching can help.",
            "not found",
        ),
        ("Error 503 Backend fetch failed", "Backend fetch failed|Guru Meditation:|XID: 7", "error of the server"),
        ("Error", "An unexpected error occurred. Please try again later.", "error of the server"),
        ("Welcome", "Our site is not available in your country. We regret the inconvenience.", "some countries"),
        ("Die Fähre", "Dieser Artikel ist in Ihrem Land nicht verfügbar.", "some countries"),
        ("Le bac repart", "Contenu réservé à nos abonnés.|Déjà abonné ? Connectez-vous", "paywall"),
        ("Log in", "Email|Password|Forgot your password?|Create an account", "sign in"),
    ] {
        let found = page(title, said);
        assert_eq!(found.state, TextState::ErrorPage, "{title}: {found:?}");
        assert!(found.notes.iter().any(|note| note.contains(reason)), "{title}: {:?}", found.notes);
    }
    let hidden = Page::of(
        b"<title>Ferry sails | The Harle Post</title><main><h1>Ferry sails</h1><p>It was moved to the old site.</p><div hidden>\
        <p>This content is not available in your region</p></div></main>",
        None,
        None,
    );
    assert_ne!(hidden.state, TextState::ErrorPage, "{hidden:?}");
    for (title, said) in [
        ("Ferry sails", "This video is not available in your country|Ferry left the old site at nine."),
        (
            "Papers shut out Europe",
            "Sites show the words “unavailable in most European countries”.|Owners have no plans.",
        ),
        ("404 lost as the ferry of Orvane sinks", "At least 404 people were lost when the ferry sank on Sunday."),
        ("Train service unavailable on Sunday", "No trains run between Harle and Stow while a bridge is mended."),
        ("The oven of Harle is no longer available", "It went cold on Monday after ninety years."),
        ("Access denied: how the river was shut", "Walkers found the path to the river shut on Friday."),
        ("500 – a village of the moor counts its sheep", "It took the whole village a day and most of a night."),
    ] {
        assert_ne!(page(title, said).state, TextState::ErrorPage, "{title}");
    }
}
