//! A diff page: two versions, their texts in the page's script; where only what the browser made of them was saved, the
//! texts as far as it shows them.

use super::{address, clock, script, store, text::Text};
use crate::{
    model::{Article, Revision, Seen, TextState},
    source::{
        entities::resolved,
        join,
        newssniffer::scan::{Piece, one_line, pieces},
    },
};

/// Stands for text that the browser left out (`[...]`), on a line of its own.
const HOLE: &str = "\u{fffc}";

/// Whether a page is one.
pub(super) fn is_one(page: &str) -> bool {
    if !page.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return false;
    }
    let script =
        page.contains("var text1 = '") && (page.contains("diff_match_patch") || page.contains("<title>NewsDiffs"));
    script || (page.contains("Pink: Archived") && page.contains("Green: Archived"))
}

/// The article that a page shows.
pub(super) fn read(page: &str) -> Result<Article, String> {
    let facts = Facts::of(page);
    let url = facts.url.ok_or("The page does not say which article it is of.")?;
    let texts = match (script::string(page, "text1"), script::string(page, "text2")) {
        (Some(old), Some(new)) => [old, new],
        _ => compared(page).ok_or("The page is cut off before its texts; nothing could be read.")?,
    };
    let numbered = facts.ids.iter().all(Option::is_some) && facts.ids[0] != facts.ids[1];
    let mut revisions = Vec::new();
    for ((place, text), (id, time)) in (0..).zip(&texts).zip(facts.ids.iter().zip(facts.times)) {
        let mut revision = version(text, time, &facts.title);
        if let Some(id) = id.filter(|_| numbered) {
            revision.number = id;
            revision.numbered_by = Some("newsdiffs".into());
        } else {
            revision.number = place;
            revision.numbered_by = Some(join::BY_PLACE.into());
        }
        revisions.push(revision);
    }
    Ok(Article { origins: Vec::new(), ..store::whole(url, revisions, String::new(), None) })
}

fn version(text: &str, time: Option<Seen>, latest: &str) -> Revision {
    let cut = text.trim_start().starts_with(HOLE);
    let parts = if cut {
        Text { paragraphs: text.lines().map(str::trim).filter(|l| !l.is_empty()).collect(), ..Text::default() }
    } else {
        Text::of(text, None)
    };
    let mut revision = Revision {
        title: if parts.title.is_empty() && cut { latest.to_owned() } else { parts.title.to_owned() },
        author: store::author(parts.byline),
        time,
        ..Revision::default()
    };
    for paragraph in parts.paragraphs {
        if paragraph == HOLE {
            revision.holes.push(revision.paragraphs.len());
        } else {
            revision.paragraphs.push(paragraph.into());
        }
    }
    revision.holes.dedup();
    if !revision.holes.is_empty() {
        revision.state = TextState::Partial;
        revision.notes.push("the page leaves out what it shows as [...]".into());
    }
    if !parts.date.is_empty() {
        revision.notes.push(format!("the outlet dates it {}", parts.date));
    }
    revision
}

/// What a page says beside the texts.
#[derive(Default)]
struct Facts {
    title: String,
    url: Option<String>,
    times: [Option<Seen>; 2],
    ids: [Option<u32>; 2],
}

impl Facts {
    fn of(page: &str) -> Facts {
        let mut facts = Facts::default();
        let (mut heading, mut linked, mut times) = (None, false, 0);
        for piece in pieces(page) {
            match piece {
                Piece::Open(tag) if tag.is("h2") => heading = Some(String::new()),
                Piece::Open(tag) if tag.is("h3") => linked = true,
                Piece::Close(name) if name.eq_ignore_ascii_case("h3") => linked = false,
                Piece::Close(name) if name.eq_ignore_ascii_case("h2") => {
                    let found = heading.take().map(|text| one_line(&text)).unwrap_or_default();
                    if let Some(title) = found.strip_prefix("Comparing:") {
                        title.trim().clone_into(&mut facts.title);
                    }
                }
                Piece::Open(tag) if tag.is("a") && linked && facts.url.is_none() => {
                    facts.url = tag.attribute("href").map(|href| href.trim().to_owned()).filter(|h| h.contains("://"));
                }
                Piece::Open(tag) if tag.is("input") => {
                    let place = match tag.attribute("name").as_deref() {
                        Some("diff_v1") => 0,
                        Some("diff_v2") => 1,
                        _ => continue,
                    };
                    facts.ids[place] = tag.attribute("value").and_then(|v| v.trim().parse().ok());
                }
                Piece::Text(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&resolved(text));
                    }
                    let told = text.split_once("Archived ").filter(|(colour, _)| colour.trim_end().ends_with(':'));
                    if let (Some((_, time)), true) = (told, times < 2) {
                        facts.times[times] = clock::in_words(&one_line(&resolved(time)));
                        times += 1;
                    }
                }
                Piece::Open(_) | Piece::Close(_) => {}
            }
        }
        facts.url = facts.url.or_else(|| history_link(page));
        facts
    }
}

/// The URL at the end of the link to all changes: `/article-history/www.e.example/a`.
fn history_link(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("article-history/")?;
    let path = rest.split(['"', '\'', ' ', '>', '?', '#']).next()?;
    address::is_address(path).then(|| address::of_path(path))
}

/// The two texts as the browser put them into one.
fn compared(page: &str) -> Option<[String; 2]> {
    let (_, rest) = page.split_once("id=\"compare\"").or_else(|| page.split_once("id=compare"))?;
    let (_, rest) = rest.split_once('>')?;
    let mut texts = [String::new(), String::new()];
    let mut side = None;
    let mut depth = 0;
    for piece in pieces(rest) {
        match piece {
            Piece::Open(tag) if tag.is("del") => side = Some(0),
            Piece::Open(tag) if tag.is("ins") => side = Some(1),
            Piece::Close(name) if ["del", "ins"].iter().any(|n| name.eq_ignore_ascii_case(n)) => side = None,
            Piece::Open(tag) if tag.is("br") || tag.is("p") => put(&mut texts, side, "\n"),
            Piece::Open(tag) if tag.is("div") => depth += 1,
            Piece::Close(name) if name.eq_ignore_ascii_case("div") => {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            Piece::Text(text) => {
                let text = resolved(text).replace('¶', "");
                // Only what both have in common is shortened.
                let shown = if side.is_none() { text.replace("[...]", &format!("\n{HOLE}\n")) } else { text };
                put(&mut texts, side, &shown);
            }
            Piece::Open(_) | Piece::Close(_) => {}
        }
    }
    texts.iter().any(|text| !text.trim().is_empty()).then_some(texts)
}

fn put(texts: &mut [String; 2], side: Option<usize>, text: &str) {
    for (place, into) in texts.iter_mut().enumerate() {
        if side.is_none_or(|side| side == place) {
            into.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<script src=\"diff_match_patch_uncompressed.js\"></script><h2>Comparing: Ferry &amp; late</h2>\
        <h3><a href=\"http://www.e.example/a\">http://www.e.example/a</a></h3><ul>\
        <li><del>Pink: Archived June 17, 2012 at  3:04pm EDT</del></li><li><ins>Green: Archived June 17, 2012 at  4:04pm EDT</ins></li></ul>\
        <input type=hidden name=diff_v1 value=7><input type=hidden name=diff_v2 value=9>";

    #[test]
    fn texts_of_the_script_are_read() {
        let page = format!(
            "<script>var text1 = 'June 17, 2012\\u000AFerry\\u000ABy Ada\\u000A\\u000AIt was late.';\n\
             var text2 = 'June 17, 2012\\u000AFerry\\u000ABy Ada\\u000A\\u000AIt was very late.';</script>{HEAD}<div id=\"compare\"></div>"
        );
        assert!(is_one(&page));
        let article = read(&page).expect("an article");
        let [old, new] = &article.revisions[..] else { panic!("two") };
        assert_eq!((old.number, new.number, old.title.as_str()), (7, 9, "Ferry"));
        assert_eq!((&*old.paragraphs[0], &*new.paragraphs[0]), ("It was late.", "It was very late."));
        assert_eq!(new.time.as_ref().map(|t| t.at.to_string()).as_deref(), Some("2012-06-17T20:04:00Z"));
        assert_eq!((article.url.as_str(), article.source.as_str()), ("http://www.e.example/a", "e.example"));
    }

    #[test]
    fn what_the_browser_shows_has_holes() {
        let page = format!(
            "{HEAD}<div id=\"compare\"><span>June 17, 2012<br>Ferry<br>By Ada<br><br>It was </span><del>late</del>\
             <ins>on time &amp; full</ins><span>.<br>Then [...]<br>End.</span></div></div>"
        );
        let article = read(&page).expect("an article");
        let [old, new] = &article.revisions[..] else { panic!("two") };
        let texts = |r: &Revision| r.paragraphs.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(texts(old), ["It was late.", "Then", "End."]);
        assert_eq!(texts(new), ["It was on time & full.", "Then", "End."]);
        assert_eq!((old.state, &old.holes[..]), (TextState::Partial, &[2][..]));
        assert!(read("<h2>Comparing: x</h2>").is_err() && read(HEAD).is_err());
    }
}
