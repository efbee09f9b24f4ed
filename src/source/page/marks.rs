//! What an element's attributes say of its purpose.

use super::{name::Name, tokens::Tag};

/// What an element seems to be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Marks {
    /// Never shown.
    pub(super) hidden: bool,
    /// Beside the article: menus, advertisements, related stories.
    pub(super) aside: bool,
    /// Called as things beside the article are, and as parts of it are too: share bars, teasers, what only subscribers see.
    pub(super) maybe_aside: bool,
    /// What readers wrote.
    pub(super) comments: bool,
    /// Says itself that it is the body of the article.
    pub(super) body: bool,
    /// Says itself that it is the main part of the page.
    pub(super) main: bool,
    /// Names the author or the time rather than telling anything.
    pub(super) credit: bool,
    /// Tells of the author.
    pub(super) bio: bool,
    /// What leads to the text: a standfirst, a summary.
    pub(super) lead: bool,
    /// What corrects it or is added later: an editor's note.
    pub(super) mends: bool,
    /// Says of itself, beside what element it is, that it stands beside the article.
    pub(super) called: bool,
    /// Never of the article, however much it says: cookies, advertisements.
    pub(super) foreign: bool,
}

/// Letters of the longest word that is looked up.
const LONGEST: usize = 20;

impl Marks {
    /// What a tag says.
    pub(super) fn of(tag: Tag<'_>) -> Marks {
        let mut marks = Marks {
            // What a saved page keeps of an element's inner tree is shown, though it stands in a template.
            aside: tag.name.is_never_text() && !is_shadow(tag),
            main: matches!(tag.name, Name::Main | Name::Article),
            ..Marks::default()
        };
        for (name, value) in tag.attributes().take(64) {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            if is("class") || is("id") || is("data-component") || is("data-testid") || is("data-gu-name") {
                marks.words(value);
            } else if is("hidden") {
                marks.hidden |= !value.eq_ignore_ascii_case("until-found");
            } else if is("aria-hidden") {
                marks.hidden |= value.eq_ignore_ascii_case("true");
            } else if is("style") {
                marks.hidden |= invisible(value);
            } else if is("role") {
                marks.role(value);
            } else if is("aria-label") && tag.name == Name::Aside {
                marks.words(value);
            } else if is("itemprop") {
                let has = |known: &str| value.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(known));
                marks.body |= has("articleBody") || has("reviewBody");
                marks.credit |= has("author") || has("datePublished") || has("dateModified");
            } else if is("rel") {
                marks.credit |= value.eq_ignore_ascii_case("author");
            }
        }
        marks
    }

    fn role(&mut self, role: &str) {
        match role.trim().to_ascii_lowercase().as_str() {
            "navigation" | "complementary" | "menu" | "menubar" | "dialog" | "alertdialog" | "banner"
            | "contentinfo" | "search" | "toolbar" | "tablist" => self.aside = true,
            "main" | "article" => self.main = true,
            _ => {}
        }
    }

    fn words(&mut self, value: &str) {
        let mut before = Word::Other;
        each_word(value, |word| before = word.map_or(Word::Other, |word| self.word(word, before)));
    }

    fn word(&mut self, word: &[u8], before: Word) -> Word {
        let kind = Word::of(word);
        match kind {
            // `no-sidebar`, `with-ads`: a whole that lacks or has such a part.
            _ if before == Word::With => return if kind == Word::With { kind } else { Word::Other },
            // `article-footer` holds what the outlet adds to an article.
            Word::Aside if word == b"footer" && before == Word::Article => self.maybe_aside = true,
            Word::Aside => (self.aside, self.called) = (true, true),
            Word::MaybeAside => self.maybe_aside = true,
            Word::Other if word == b"list" && before == Word::Tag => self.maybe_aside = true,
            Word::Bio => self.bio = true,
            Word::Lead => self.lead = true,
            Word::Mends => self.mends = true,
            Word::Foreign => (self.aside, self.called, self.foreign) = (true, true, true),
            Word::Comments => self.comments = true,
            Word::Credit => self.credit = true,
            Word::Text => self.body |= before == Word::Article,
            Word::Hidden => self.hidden |= before == Word::ForEars || word != b"hidden",
            // `post-content` is the text of a post.
            Word::Article => self.body |= before == Word::Article && word == b"content",
            Word::Points => self.lead |= before == Word::Key,
            Word::With | Word::ForEars | Word::Tag | Word::Key | Word::Other => {}
        }
        kind
    }
}

/// Tells the words of a class or an id in small letters: of `article__body`, `shareBar`, `related-links`; `None` for one too long
/// to be known, and where another name begins.
pub(super) fn each_word(value: &str, mut tell: impl FnMut(Option<&[u8]>)) {
    let (mut lower, mut length) = ([0_u8; LONGEST], 0);
    let mut was_lower = false;
    for byte in value.bytes().take(2048).chain([b' ']) {
        let letter = byte.is_ascii_alphabetic();
        if length > 0 && (!letter || (byte.is_ascii_uppercase() && was_lower)) {
            tell(lower.get(..length));
            length = 0;
        }
        if letter {
            if let Some(place) = lower.get_mut(length) {
                *place = byte.to_ascii_lowercase();
            }
            length += 1;
        } else if byte.is_ascii_whitespace() {
            tell(None);
        }
        was_lower = byte.is_ascii_lowercase();
    }
}

/// What a word of a class speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Aside,
    MaybeAside,
    Comments,
    Credit,
    Bio,
    Lead,
    Mends,
    Foreign,
    /// What the article is about: themes call whole articles by their tags, so that it counts in `tag-list` only.
    Tag,
    Article,
    Text,
    /// `key-points`
    Key,
    Points,
    With,
    /// For those who hear a page.
    ForEars,
    Hidden,
    Other,
}

impl Word {
    fn of(word: &[u8]) -> Word {
        match word {
            b"ad" | b"ads" | b"adslot" | b"adunit" | b"advert" | b"adverts" | b"advertisement" | b"advertising"
            | b"adwrap" | b"consent" | b"cookie" | b"cookies" | b"gdpr" | b"login" | b"outbrain" | b"taboola" => {
                Word::Foreign
            }
            b"newsletter" | b"newsletters" | b"promo" | b"promos" | b"promoted" | b"promotion" | b"signup"
            | b"subscribe" | b"subscription" | b"banner" | b"breadcrumb" | b"breadcrumbs" | b"footer" | b"masthead"
            | b"menu" | b"menubar" | b"modal" | b"mostpopular" | b"mostread" | b"nav" | b"navbar" | b"navigation"
            | b"pager" | b"pagination" | b"recirc" | b"recommended" | b"recommendation" | b"recommendations"
            | b"related" | b"relatedlinks" | b"relatedposts" | b"relatedarticles" | b"relatedstories" | b"alsos"
            | b"seealso" | b"sharebar" | b"sharetools" | b"sidebar" | b"sitemap" | b"skiplink" | b"subnav"
            | b"toolbar" | b"topbar" | b"trending" | b"upsell" => Word::Aside,
            b"paywall" | b"popular" | b"popup" | b"share" | b"sharing" | b"social" | b"socials" | b"sponsor"
            | b"sponsored" | b"taglist" | b"tags" | b"teaser" | b"teasers" | b"widget" | b"video" | b"videos"
            | b"player" | b"audio" | b"similar" | b"catcher" | b"inread" | b"adspot" => Word::MaybeAside,
            b"bio" | b"biography" => Word::Bio,
            b"tag" | b"topic" | b"topics" => Word::Tag,
            b"standfirst" | b"dek" | b"deck" | b"lead" | b"lede" | b"leadin" | b"intro" | b"introduction"
            | b"subtitle" | b"subheadline" | b"subheading" | b"subhead" | b"summary" | b"abstract" | b"chapo"
            | b"excerpt" | b"description" | b"desc" | b"perex" | b"ingress" | b"sapo" | b"keypoints"
            | b"highlights" | b"takeaways" | b"bulletpoints" | b"sottotitolo" | b"sommario" | b"occhiello"
            | b"catenaccio" | b"subtitulo" | b"bajada" | b"copete" | b"entradilla" | b"untertitel" | b"vorspann"
            | b"chapeau" | b"manchet" | b"underrubrik" | b"leadtext" => Word::Lead,
            b"correction" | b"corrections" | b"clarification" | b"erratum" | b"addendum" | b"note" | b"editorsnote"
            | b"update" | b"updates" => Word::Mends,
            b"comment" | b"comments" | b"commentlist" | b"commentwrapper" | b"disqus" | b"discussion" | b"replies"
            | b"respond" | b"commenti" | b"commentaires" | b"kommentare" | b"comentarios" | b"comentario"
            | b"reacties" | b"kommentarer" => Word::Comments,
            b"author" | b"authors" | b"byline" | b"bylines" | b"contributor" | b"dateline" | b"datestamp"
            | b"datetime" | b"lastupdated" | b"pubdate" | b"published" | b"timestamp" => Word::Credit,
            b"article" | b"story" | b"post" | b"entry" | b"content" | b"news" | b"artikel" | b"articolo"
            | b"articulo" | b"artigo" | b"noticia" | b"notizia" | b"beitrag" => Word::Article,
            b"body" | b"text" | b"copy" | b"texte" | b"testo" | b"texto" | b"cuerpo" | b"corpo" => Word::Text,
            b"key" => Word::Key,
            b"points" | b"facts" | b"takeaway" => Word::Points,
            b"no" | b"not" | b"has" | b"with" | b"without" | b"is" | b"enable" | b"show" => Word::With,
            b"visually" | b"screenreader" => Word::ForEars,
            b"visuallyhidden" | b"noprint" | b"hidden" => Word::Hidden,
            _ => Word::Other,
        }
    }
}

/// Whether a template is one that the page shows by itself.
fn is_shadow(tag: Tag<'_>) -> bool {
    let roots = ["shadowrootmode", "shadowroot"];
    tag.name == Name::Template && tag.attributes().any(|(name, _)| roots.iter().any(|r| name.eq_ignore_ascii_case(r)))
}

/// Whether a style keeps an element from being seen.
fn invisible(style: &str) -> bool {
    let style: String = style.chars().take(512).filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rest: &str) -> Marks {
        Marks::of(Tag { name: Name::Block, rest })
    }

    #[test]
    fn attributes_tell_the_purpose() {
        for class in ["related-links", "o-sidebar x", "story__promo", "RelatedStories", "x mod_ads", "site-footer"] {
            assert!(of(&format!("class='{class}'")).aside, "{class}");
        }
        for class in ["shareBar", "story-teaser", "paywall", "post-footer", "tag-list"] {
            let marks = of(&format!("class='{class}'"));
            assert!(marks.maybe_aside && !marks.aside, "{class}");
        }
        assert!(of("class='article__standfirst'").lead && of("class=author-bio").bio);
        let template = |rest| Marks::of(Tag { name: Name::Template, rest }).aside;
        assert!(template("") && !template("shadowrootmode=\"open\""));
        for class in [
            "story tag-ferry",
            "story no-sidebar",
            "page has-related",
            "advancement shareholders",
            "paragraph",
            "",
            "header",
        ] {
            assert_eq!(of(&format!(" id=\"{class}\"")), Marks::default(), "{class}");
        }
        for class in ["article-body", "storyBody", "entry__text x", "content__article-body from-content-api"] {
            assert!(of(&format!("class='{class}'")).body, "{class}");
        }
        assert!(of("itemprop=articleBody").body && of("role=main").main && of("role=navigation").aside);
        assert!(of("class='x-VisuallyHidden'").hidden && !of("class='overflow-hidden'").hidden);
        assert!(of("style='display: none'").hidden && of("hidden").hidden && of("aria-hidden=true").hidden);
        assert!(of("class='comment-list'").comments && of("class=byline").credit);
        assert!(of("class=\"Byline__Author\"").credit && !of("class='article body'").body);
    }
}
