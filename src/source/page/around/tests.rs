use super::super::{
    Page,
    tests::{STORY, framed, story, text},
};

/// What is found above the text of a page that has something between its headline and its body.
fn ahead(between: &str, head: &str) -> Vec<String> {
    let article =
        format!("<article><h1>Ferry sails again</h1>{between}<div class=article-body>{}</div></article>", story());
    let page = framed(&article).replace("<meta charset=utf-8>", &format!("<meta charset=utf-8>{head}"));
    let page = Page::of(page.as_bytes(), None, None);
    let found: Vec<String> = text(&page).into_iter().map(str::to_owned).collect();
    assert!(found.ends_with(&STORY.map(str::to_owned)), "{between}: {found:?}");
    found[..found.len() - STORY.len()].to_vec()
}

#[test]
fn what_leads_to_the_text_is_there_without_a_stop_too() {
    let lead = "Piers were washed away on the night of the flood";
    for between in [
        format!("<p>{lead}</p>"),
        format!("<h2>{lead}</h2>"),
        format!(
            "<div data-gu-name=standfirst><div><p>{lead}</p><ul><li><a href=/x>See all of our coverage</a></li></ul></div></div>"
        ),
        format!("<div class=sottotitolo>{lead}</div>"),
    ] {
        assert_eq!(ahead(&between, ""), [lead], "{between}");
    }
    // As the page tells it to others.
    let told = "<meta name=description content='Piers are gone in the flood'>";
    assert_eq!(ahead("<p>Piers are gone in the flood</p>", told), ["Piers are gone in the flood"]);
    assert_eq!(ahead("<p>Piers are gone in the flood</p>", ""), [""; 0]);
}

#[test]
fn key_points_are_there_with_their_heading() {
    let points = ["A ferry of Harle may sail again", "The council had stopped it in August"];
    let list: String = points.iter().map(|point| format!("<li>{point}</li>")).collect();
    for between in [
        format!("<div data-component=KeyPoints><h2>Key points:</h2><ul>{list}</ul></div>"),
        format!("<div><h2>Key points:</h2><ul>{list}</ul></div>"),
    ] {
        assert_eq!(ahead(&between, ""), ["Key points:", points[0], points[1]], "{between}");
    }
    assert_eq!(ahead(&format!("<ul>{list}</ul>"), ""), points);
}

#[test]
fn authors_days_and_tools_are_no_part_of_it() {
    for between in [
        "<p>By Ann Example and Ben Other, in Harle and Stow, for the Post</p>",
        "<p>Published on the morning of the 7th of July 2020 in Harle</p>",
        "<ul><li>Ann Example</li><li>7 July 2020</li><li>Share</li></ul>",
        "<ul><li><a href=/1>Goats of Orvane win a prize</a></li><li><a href=/2>A lamp is lit in the tower</a></li></ul>",
        "<h2>News</h2>",
    ] {
        assert_eq!(ahead(between, ""), [""; 0], "{between}");
    }
}
