use super::super::Page;

const STORY: [&str; 4] = [
    "The ferry of Harle sails again after three weeks, the harbour office said on Monday.",
    "Its engine had been taken out, cleaned and put back by two men from Stow.",
    "“We had never seen so much sand in one place,” one of them said, and laughed about it.",
    "Tickets cost four crowns, as they did before, and dogs may come for nothing at all.",
];

/// The paragraphs of an article into which something was set behind its second paragraph.
fn with(inset: &str) -> Vec<String> {
    let [a, b, c, d] = STORY;
    let page = format!(
        "<title>Ferry sails again</title><main><h1>Ferry sails again</h1><div class=x><p>{a}</p><p>{b}</p>{inset}<p>{c}</p>\
        <p>{d}</p></div></main>"
    );
    Page::of(page.as_bytes(), None, None).paragraphs.iter().map(ToString::to_string).collect()
}

#[test]
fn labels_tools_and_what_leads_to_other_stories_are_left_out() {
    for inset in [
        "<div>- Advertisement -</div>",
        "<div><span>Anzeige</span></div>",
        "<p>Scroll down for video</p>",
        "<h3>Share this:</h3><ul><li>X.com</li><li>Copy link</li><li>WhatsApp</li></ul>",
        "<div><h3>اقرأ أيضا</h3><ul><li><a href=/1>لماذا تنقطع الشبكة في الجبال؟</a></li></ul></div>",
        "<div><div>Other News</div><div><div>Goats of Orvane win a prize</div><div>A lamp is lit</div></div></div>",
        "<section><span>Lire aussi</span><h3><a href=/1>Ces gardiens qui ne gardent plus rien</a></h3></section>",
        "<h3>Related</h3><ul><li><a href=/1>Goats of Orvane win a prize</a></li><li><a href=/2>A lamp is lit</a></li></ul>",
        "<p><strong>READ ALSO: <a href=/1>Jetty contractor is held over missing funds</a></strong></p>",
        "<h4>Related Article: How climbing on ice became a sport</h4>",
        "<p><em>More: <a href=/1>Dog park: what neighbours say about the plan</a></em></p>",
        "<p>Support local journalism. Subscribe to the Ledger today.</p>",
        "<div><span>À lire aussi</span><a href=/1>Faut-il éteindre les villes la nuit ?</a></div>",
        "<p class=small>© Copyright 2001-2007 Dale Newspapers Group</p><p>https://harlepost.example/news/1450001.print</p>",
        "<p>この記事は有料記事です。残り512文字</p>",
        "<div><a href=/1><div>Egg prices hold</div><div>A dozen large eggs cost what they did in May.</div></a></div>",
        "<div><span>Advertisement</span><div id=slot></div></div>",
        "<p>Share this: <a href=/1>Facebook</a> <a href=/2>Twitter</a></p>",
        "<p><strong>Baca juga: <a href=/1>Kambing menang hadiah lagi di Orvane</a></strong></p>",
        "<div><h3>Get the briefing</h3><p>The news that you need at seven.</p><form><input type=email><button>Go</button></form></div>",
        "<div><p>Give us your opinion of the ferry.</p><button>Tell us</button></div>",
        "<div><span>Also Read</span><a href=/1>The quiet village</a><p>The state has said that the scheme will cover everybody.</p></div>",
        "<div><a href=/1><img src=1.jpg><div>Fire crews are called to the mill</div></a><div>By Jo Parks</div></div>",
        "<figure><span>1/4</span><img src=1.jpg></figure>",
    ] {
        assert_eq!(with(inset), STORY, "{inset}");
    }
}

#[test]
fn paragraphs_that_only_sound_like_labels_stay() {
    for (inset, kept) in [
        ("<h2>Elsewhere</h2>", "Elsewhere"),
        ("<h2>Related</h2>", "Related"),
        ("<p>Listen.</p>", "Listen."),
        ("<ul><li>Facebook</li><li>Twitter</li></ul>", "Facebook"),
        ("<p>More: nobody knows how the sand came into the engine of the ferry.</p>", "More: nobody knows how"),
        ("<p>“Sign up for our newsletter,” said a sign that hung upon the door.</p>", "“Sign up for our newsletter,”"),
        (
            "<h3>Related</h3><p>The mayor, who is her uncle, has not spoken of it in public since the spring of that year. He \
          said so himself.</p>",
            "The mayor, who is",
        ),
        ("<p>Score: 1/4</p>", "Score: 1/4"),
        ("<table><tr><td>Harle</td><td>3/4</td></tr></table>", "Harle | 3/4"),
        ("<h2>9/11</h2>", "9/11"),
        ("<h2>Print</h2><p>The paper will be printed in Stow from now on, it says.</p>", "Print"),
        ("<ul><li>10/10</li><li>Save</li><li>A boat</li></ul>", "Save"),
        ("<p>“Listen”</p>", "“Listen”"),
        ("<p>Court documents: <a href=/1>the suit of the harbour office</a></p>", "Court documents"),
        ("<p>The paper will close our daily newsletter, which many people read.</p>", "The paper will"),
        ("<p>Residents were asked to sign up for our lake clean-up on Sunday.</p>", "Residents"),
        ("<p>Copyright 1998 laws made the song free for all.</p>", "Copyright 1998"),
        ("<p>Read: the verb, the noun and the sin</p>", "Read: the verb"),
        (
            "<div class=faq><h3>Who sails?</h3><p>All who pay.</p><button>Was this helpful?</button></div><div class=faq>\
          <h3>Who pays?</h3><p>All who sail.</p><button>Was this helpful?</button></div>",
            "Who pays?",
        ),
        ("<div><h3>Hear it</h3><p>A horn of the ferry, at dawn.</p><button>Play</button></div>", "A horn"),
        ("<div><p>One of them has never been seen again.</p><button>Share</button></div>", "One of them"),
        ("<p class=paywall>It is not alone.</p>", "It is not alone."),
        ("<p>Source: <a href=/1>the account of the harbour office</a></p>", "Source: the account"),
        (
            "<div><h3>Corrections</h3><p>Correction: the river is the Wend.</p><button>Tell us</button></div>",
            "Correction: the",
        ),
    ] {
        let found = with(inset);
        assert!(found.iter().any(|text| text.starts_with(kept)), "{inset}: {found:?}");
        assert!(STORY.iter().all(|text| found.iter().any(|found| found == text)), "{inset}: {found:?}");
    }
}

#[test]
fn what_readers_say_below_is_left_out_however_they_are_counted() {
    for head in ["Comments", "Comments (2)", "5 réactions", "2 comments"] {
        let [a, b, c, d] = STORY;
        let said =
            "<div><p>Bob</p><time>now</time><p>I have always said that the wall was too low, and nobody has listened to me.</p></div>"
                .repeat(2);
        let page = format!(
            "<title>Ferry sails again</title><main><h1>Ferry sails again</h1><div class=x><p>{a}</p><p>{b}</p><p>{c}</p><p>{d}</p>\
            </div><div><h3>{head}</h3>{said}</div></main>"
        );
        let found = Page::of(page.as_bytes(), None, None);
        assert_eq!(found.paragraphs.iter().map(|text| &**text).collect::<Vec<_>>(), STORY, "{head}");
    }
}

#[test]
fn an_article_below_a_label_is_no_box_of_it() {
    let [a, b, c, d] = STORY;
    let menu: String = (0..30).map(|n| format!("<a href=/{n}>Page {n} of the outlet</a> ")).collect();
    for label in ["Kommentare", "Latest news", "热门新闻", "Comments"] {
        let page = format!(
            "<div class=x>{menu}</div><div class=wrap><div>{label}</div><h2>Ferry sails again</h2><div><p>{a}</p><p>{b}</p><p>{c}</p>\
            <p>{d}</p></div></div>"
        );
        let found = Page::of(page.as_bytes(), None, None);
        assert!(STORY.iter().all(|text| found.paragraphs.iter().any(|p| &**p == *text)), "{label}: {found:?}");
    }
}
