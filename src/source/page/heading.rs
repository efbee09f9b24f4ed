//! The heading of the article on its page: the headline as readers see it.

use std::collections::{HashMap, HashSet};

use super::{
    facts::{same, shortened},
    marks::each_word,
    name::Name,
    prose,
    tokens::Tag,
    tree::Tree,
};

/// Headings that are looked at.
const MANY: usize = 64;

/// What may stand between the parts of a window's title.
const PARTINGS: [char; 13] = ['|', '-', '–', '—', ':', '_', '·', '»', '«', '/', '｜', '：', '＿'];

/// Parts of it that are looked at.
const PIECES: usize = 12;

/// Nodes of a small element.
const SMALL: usize = 16;

/// A page's own heading.
pub(super) struct Heading {
    /// Its node.
    pub(super) at: usize,
    /// Its text, in one line.
    pub(super) line: String,
}

/// The only `h1` that does not name the outlet, or the one that the page's other titles repeat; else what calls itself the
/// title of a post or an article. `told`: the headline as the page tells it to others; `title`: that of its window.
pub(super) fn of(tree: &Tree<'_>, told: &[&str], title: &str) -> Option<Heading> {
    let headings = |name: Name, is_it: fn(&Tree<'_>, usize) -> bool| {
        let all = tree.nodes.iter().enumerate().filter(move |(_, node)| node.name == name);
        let these = all.map(|(at, _)| at).filter(move |at| is_it(tree, *at)).take(MANY);
        let lines = these.map(|at| Heading { at, line: shortened(&prose::line(tree, at)) });
        lines.filter(|heading| !heading.line.is_empty()).collect::<Vec<_>>()
    };
    let repeated = |heading: &Heading| {
        let line = heading.line.as_str();
        let all = told.iter().chain([&title]);
        all.into_iter().any(|title| !title.is_empty() && (title.contains(line) || line.contains(title)))
    };
    let best = |found: Vec<Heading>| {
        let at = found.iter().position(repeated).unwrap_or(0);
        found.into_iter().nth(at)
    };
    // A heading that is all link names the outlet, or leads to the article itself.
    let own: Vec<Heading> = headings(Name::H1, |tree, at| !calls_itself_outlet(tree, at));
    let tells = |heading: &Heading| !is_link(tree, heading.at) || told.iter().any(|title| same(title, &heading.line));
    let own = best(own.into_iter().filter(tells).collect());
    let posts = headings(Name::Heading, |tree, at| calls_itself_title(tree, at) && !is_link(tree, at));
    // `My Blog: A walk`, where the `h1` is `My Blog`.
    let is_outlet = |own: &Heading| {
        let shown = |post: &Heading| title.ends_with(post.line.as_str()) && !own.line.contains(post.line.as_str());
        title.starts_with(own.line.as_str()) && posts.iter().any(shown)
    };
    own.filter(|own| !is_outlet(own))
        .or_else(|| best(posts))
        .or_else(|| of_window(tree, title))
        .or_else(|| best(headings(Name::H1, |_, _| true)))
}

/// What stands on the page as the longest part of its window's title, between the marks that part it: `Post - News - Ferry
/// sails`, `Print: Ferry sails`.
fn of_window(tree: &Tree<'_>, title: &str) -> Option<Heading> {
    let pieces: Vec<String> =
        title.split(PARTINGS).map(letters).filter(|piece| !piece.is_empty()).take(PIECES).collect();
    let mut parts: HashMap<String, usize> = HashMap::new();
    for from in 0..pieces.len() {
        for until in from + 1..=pieces.len() {
            let rest = pieces.iter().enumerate().filter(|(at, _)| !(from..until).contains(at));
            let longest = rest.map(|(_, piece)| piece.len()).max().unwrap_or(0);
            parts.insert(pieces.get(from..until).unwrap_or_default().concat(), longest);
        }
    }
    // A heading that is one of the parts, whatever its length; the outlet's name is none.
    let of_text =
        |tree: &Tree<'_>, at: usize| tree.nodes.get(at).is_some_and(|n| n.name == Name::Heading) && !is_link(tree, at);
    let headings = (1..tree.nodes.len()).filter(|at| of_text(tree, *at) && !is_frame(tree, *at)).take(MANY);
    let headed = headings
        .map(|at| Heading { at, line: shortened(&prose::line(tree, at)) })
        .find(|heading| parts.contains_key(&letters(&heading.line)));
    let small = (1..tree.nodes.len()).filter(|at| tree.end(*at) - at <= SMALL);
    let lines = small.map(|at| Heading { at, line: shortened(&prose::line(tree, at)) });
    let tells = |line: &str| line.split_whitespace().count() >= 3 || !line.contains(' ') && line.chars().count() >= 8;
    let found = lines.filter(|heading| tells(&heading.line)).filter(|heading| {
        let letters = letters(&heading.line);
        let is_part = parts.get(&letters).is_some_and(|longest| letters.len() >= *longest);
        is_part && !is_link(tree, heading.at) && !is_frame(tree, heading.at)
    });
    let long = |best: Option<Heading>, heading: Heading| match best {
        // Of nested elements the outermost, of equal ones the first.
        Some(best) if best.line.len() >= heading.line.len() => Some(best),
        _ => Some(heading),
    };
    headed.or_else(|| found.fold(None, long))
}

/// The letters and digits of a text, in small.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a node lies in what frames the page.
fn is_frame(tree: &Tree<'_>, at: usize) -> bool {
    let frame = |name: Name| {
        matches!(name, Name::Nav | Name::Footer | Name::Aside | Name::Head | Name::Script | Name::Noscript)
    };
    tree.ancestors(at).chain([at]).any(|at| tree.nodes.get(at).is_some_and(|n| frame(n.name)))
}

/// Whether two titles have half of the words of the shorter one in common.
pub(super) fn shares_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let few = a.len().min(b.len());
    few > 0 && a.intersection(&b).count() * 2 >= few
}

/// Whether a heading names the outlet rather than the article, as far as it can be told from itself.
pub(super) fn is_outlet(tree: &Tree<'_>, at: usize) -> bool {
    calls_itself_outlet(tree, at) || is_link(tree, at)
}

/// Whether a heading is called as the outlet's name is.
fn calls_itself_outlet(tree: &Tree<'_>, at: usize) -> bool {
    let words: [&[u8]; 6] = [b"site", b"blog", b"logo", b"brand", b"branding", b"masthead"];
    tree.tag(at).is_some_and(|tag| says(tag, |word, _| words.contains(&word)))
}

/// Whether there is nothing but links in a heading.
fn is_link(tree: &Tree<'_>, at: usize) -> bool {
    let end = tree.nodes.get(at).map_or(0, |n| n.end as usize);
    let inside = tree.nodes.get(at..end).unwrap_or_default();
    let mut texts = inside.iter().filter(|n| n.name == Name::Text && !n.is_blank()).peekable();
    texts.peek().is_some() && texts.all(|text| text.linked)
}

/// Whether a heading is called `entry-title`, `postTitle`, `headline`.
fn calls_itself_title(tree: &Tree<'_>, at: usize) -> bool {
    let of: [&[u8]; 4] = [b"entry", b"post", b"article", b"story"];
    tree.tag(at).is_some_and(|tag| {
        says(tag, |word, before| word == b"headline" || matches!(word, b"title" | b"heading") && of.contains(&before))
    })
}

/// Whether a word of a tag's classes, or the one behind another, is of some kind.
fn says(tag: Tag<'_>, is_it: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let named = ["class", "id", "itemprop"];
    let mut values = tag.attributes().take(64).filter(|(name, _)| named.iter().any(|n| name.eq_ignore_ascii_case(n)));
    values.any(|(_, value)| {
        let (mut before, mut found) = (Vec::new(), false);
        each_word(value, |word| {
            found |= word.is_some_and(|word| is_it(word, &before));
            before = word.unwrap_or_default().to_vec();
        });
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_told_from_the_outlets_name() {
        for (page, title, want) in [
            ("<h1>Ferry sails</h1>", "", "Ferry sails"),
            ("<h1 class=site-title>Post</h1><h2 class=entry-title>Ferry sails</h2>", "", "Ferry sails"),
            ("<h1><a href=/>Blog</a></h1><h3 class='post-title entry-title'>Ferry</h3>", "Blog: Ferry", "Ferry"),
            ("<h1>Blog</h1><h3 class='post-title'>Goats</h3><h3 class='post-title'>Ferry</h3>", "Blog: Ferry", "Ferry"),
            ("<h1>World</h1><h1>Ferry sails</h1>", "Ferry sails - Post", "Ferry sails"),
            ("<h1><a href=/>Post</a></h1><h2>Most read</h2>", "", "Post"),
            ("<h1><b>Ferry</b><br>sails</h1>", "", "Ferry sails"),
            (
                "<td>The Sentinel</td><td><font size=5><b>Ferry sails again</b></font><br>It was late.</td>",
                "The Sentinel - Local News - Ferry sails again",
                "Ferry sails again",
            ),
            (
                "<td><b>Harle County Daily Courier</b></td><h2>Ferry sinks</h2>",
                "Ferry sinks - Harle County Daily Courier",
                "Ferry sinks",
            ),
            ("<div class=h-title>渡船下周一起恢复航行</div>", "渡船下周一起恢复航行-新华网", "渡船下周一起恢复航行"),
            (
                "<h2><span>Traffic</span> <span>Ferry-sails again</span></h2>",
                "Traffic: Ferry-sails again - POST",
                "Traffic Ferry-sails again",
            ),
        ] {
            assert_eq!(of(&Tree::of(page), &[], title).map(|h| h.line).as_deref(), Some(want), "{page}");
        }
        let page = Tree::of("<h1><a href=/1>Ferry sails</a></h1><h3 class=article-title>Goats</h3>");
        assert_eq!(of(&page, &["Ferry sails"], "").map(|h| h.line).as_deref(), Some("Ferry sails"));
        assert!(shares_words("Politics: Ferry sails again", "Ferry sails") && !shares_words("World", "Ferry sails"));
    }
}
