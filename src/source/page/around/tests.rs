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
    let told = "<meta name=description content='Piers gone'>";
    assert_eq!(ahead("<p>Piers gone</p>", told), ["Piers gone"]);
    assert_eq!(ahead("<p>Piers gone</p>", ""), [""; 0]);
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
        "<p>2020年7月7日 10時30分 更新</p>",
        "<p>来源：新华社　作者：王小明</p>",
        "<p>Tempo di lettura: circa 5 minuti di testo</p>",
        "<div class=summary><p>By Ann Example, Harle</p><p>5 min read for you</p></div>",
    ] {
        assert_eq!(ahead(between, ""), [""; 0], "{between}");
    }
}

#[test]
fn a_standfirst_stays_one_when_its_words_change() {
    for (old, new) in [
        ("Rescuers brought sixty people to safety overnight", "Rescuers brought 64 people to safety overnight"),
        ("Care home was emptied by boats at night", "Care home was emptied by boat"),
        ("A mill, a boat and a question", "A mill, a boat and many questions."),
        ("堤防決壊で数百人が避難", "堤防決壊で千人が避難"),
    ] {
        for element in ["p", "h2", "div", "p class=lead"] {
            let close = element.split(' ').next().unwrap_or_default();
            for line in [old, new] {
                assert_eq!(ahead(&format!("<{element}>{line}</{close}>"), ""), [line], "{element}");
            }
        }
    }
    assert_eq!(ahead("<p class=perex>Two words</p>", ""), ["Two words"]);
}

#[test]
fn a_list_of_points_stays_one_beside_short_items_and_a_link_to_more() {
    let list = "<li>A pipe broke at two places</li><li>Schools teach from afar</li><li>Mayor at sea</li>";
    let more = "<li><a href=/>More of this kind on our first page</a></li>";
    let want = ["A pipe broke at two places", "Schools teach from afar", "Mayor at sea"];
    assert_eq!(ahead(&format!("<ul>{list}</ul>"), ""), want);
    assert_eq!(ahead(&format!("<div><ul>{list}{more}</ul></div>"), ""), want);
}

#[test]
fn corrections_are_found_wherever_they_stand() {
    let note = "Correction: the river is the Wend.";
    let story = story();
    let h1 = "<h1>Ferry sails again</h1>";
    for article in [
        format!("<article>{h1}{story}<aside><p>{note}</p></aside></article>"),
        format!("<article>{h1}{story}<aside class=editors-note><p>{note}</p></aside></article>"),
        format!("<article>{h1}{story}<footer><p>{note}</p></footer></article>"),
        format!("<article>{h1}<div class=article-body>{story}</div><p>{note}</p></article>"),
        format!("<main><article>{h1}{story}</article><p>{note}</p></main>"),
        format!(
            "<article>{h1}<div>{story}</div><section><h3>Corrections</h3><p>The river is the Wend, no other.</p></section></article>"
        ),
    ] {
        let page = Page::of(framed(&article).as_bytes(), None, None);
        let found = text(&page);
        assert!(found.iter().any(|text| text.contains("the Wend")), "{article}: {found:?}");
        assert!(STORY.iter().all(|text| found.contains(text)), "{article}");
    }
}

#[test]
fn what_was_long_enough_stays_a_standfirst() {
    let long = "a day on which nobody had thought that the ferry of Harle would ever sail again";
    for between in [
        format!("<p>Von {long}</p>"),
        format!("<p>By the time that Ann Bell woke, it was {long}</p>"),
        format!("<p>It was <a href=/x>a Monday</a>, {long}</p>"),
        "<h2>The Ferry Of Harle Is Back After Three Weeks In Dock</h2>".to_owned(),
        "<p>Le vieux ferry de Harle est de nouveau à quai</p>".to_owned(),
    ] {
        assert_eq!(ahead(&between, "").len(), 1, "{between}");
    }
}
