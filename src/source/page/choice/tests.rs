use super::super::{
    Page,
    tests::{STORY, framed, text},
};

fn found(article: &str) -> Vec<String> {
    text(&Page::of(framed(article).as_bytes(), None, None)).into_iter().map(str::to_owned).collect()
}

#[test]
fn posts_of_a_live_page_under_headings_of_their_own_are_all_there() {
    let posts: [fn(&str, &str) -> String; 3] = [
        |head, text| {
            format!(
                "<li class=post><article><header><time>11:00</time><h3>{head}</h3></header><div class=post-body>\
                <p>{text}</p></div></article></li>"
            )
        },
        |head, text| format!("<li class=post><h3>{head}</h3><div class=b><p>{text}</p></div></li>"),
        |head, text| {
            format!(
                "<div class=post><div><header><h3>{head}</h3></header><div class=b><p>{text}</p><p>It is said.</p></div>\
                </div></div>"
            )
        },
    ];
    for post in posts {
        let list: String = STORY.iter().zip(["One", "Two", "Three", "Four", "Five"]).map(|(t, h)| post(h, t)).collect();
        let found = found(&format!("<article><h1>Ferry sails again</h1><ol>{list}</ol></article>"));
        for wanted in STORY.iter().chain(&["One", "Three", "Five"]) {
            assert!(found.iter().any(|text| text == wanted), "{wanted}: {list}: {found:?}");
        }
    }
}

#[test]
fn other_stories_of_the_same_class_are_no_posts_of_the_article() {
    let story: String = STORY.iter().map(|text| format!("<p>{text}</p>")).collect();
    let cards: String = (1..5)
        .map(|n| {
            format!(
                "<div class=post><h3><a href=/{n}>Goats of Orvane</a></h3><div class=b><p>They won a prize, again, at \
                the fair.</p></div></div>"
            )
        })
        .collect();
    let page = format!("<h1>Ferry sails again</h1><div class=post><div class=b>{story}</div></div>{cards}");
    assert_eq!(found(&page), STORY);
}

#[test]
fn pieces_of_a_body_belong_to_it_however_short() {
    let piece = |inner: &str| format!("<div class='article-body x'>{inner}</div>");
    let [a, b, c, d, _] = STORY.map(|text| piece(&format!("<p>{text}</p>")));
    let (head, word) = (piece("<h3>Not a joke</h3>"), piece("<p>Gone.</p>"));
    let long = piece(&format!("<p>{} {}</p>", STORY[0], STORY[1]));
    for article in [
        format!("<article><h1>Ferry sails again</h1>{long}{head}{c}{word}{d}</article>"),
        // Parted where readers who do not pay stop.
        format!(
            "<article><h1>Ferry sails again</h1><div class=t>{a}{b}{c}</div><div class=r>{head}{d}{word}</div></article>"
        ),
    ] {
        let found = found(&article);
        for wanted in ["Not a joke", "Gone.", STORY[2], STORY[3]] {
            assert!(found.iter().any(|text| text == wanted), "{wanted}: {article}: {found:?}");
        }
    }
}
