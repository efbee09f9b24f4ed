//! The elements of HTML, as far as reading an article asks after them.

/// An element's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Name {
    /// Characters; no element, but a node.
    Text,
    A,
    Article,
    Aside,
    Body,
    Blockquote,
    Br,
    Button,
    /// `thead`, `tbody`, `tfoot`, `colgroup`, `caption`.
    TablePart,
    /// `td` and `th`.
    Cell,
    /// `dt` and `dd`.
    Definition,
    /// Any other element that begins a line of its own.
    Block,
    Figcaption,
    Figure,
    Footer,
    Form,
    /// `iframe` and others whose content is characters for somebody else.
    Frame,
    H1,
    /// `h2` to `h6`.
    Heading,
    Head,
    Header,
    Html,
    /// Elements inside of a line that change nothing about the text: `b`, `em`, `sub`.
    Inline,
    Li,
    /// `ul`, `ol`, `dl`.
    List,
    Link,
    Main,
    Meta,
    /// Pictures, players, drawings, formulas.
    Media,
    Nav,
    Noscript,
    Option,
    P,
    Pre,
    Row,
    Script,
    /// `select` and `datalist`.
    Select,
    Span,
    Style,
    /// Raised text.
    Sup,
    Table,
    Template,
    Time,
    Title,
    /// Elements without content, such as `input` and `wbr`.
    Void,
    /// Elements that no standard names.
    Other,
}

/// Letters of the longest name that is looked up.
const LONGEST: usize = 12;

impl Name {
    /// The element of a name, in whatever case.
    pub(super) fn of(name: &[u8]) -> Name {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..name.len()) else { return Name::Other };
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        match &*lower {
            b"div" | b"section" | b"center" | b"address" | b"fieldset" | b"details" | b"summary" | b"hgroup"
            | b"search" => Name::Block,
            b"span" | b"abbr" | b"label" | b"font" => Name::Span,
            b"a" => Name::A,
            b"p" => Name::P,
            b"li" => Name::Li,
            b"b" | b"i" | b"u" | b"s" | b"q" | b"em" | b"tt" | b"strong" | b"small" | b"big" | b"sub" | b"code"
            | b"cite" | b"acronym" | b"mark" | b"ins" | b"del" | b"bdi" | b"bdo" | b"data" | b"dfn" | b"kbd"
            | b"samp" | b"var" | b"strike" | b"nobr" | b"ruby" | b"rt" | b"rp" => Name::Inline,
            b"picture" | b"svg" | b"math" | b"video" | b"audio" | b"canvas" | b"object" | b"map" => Name::Media,
            b"img" | b"image" | b"input" | b"wbr" | b"source" | b"track" | b"param" | b"embed" | b"area" | b"base"
            | b"col" | b"frame" => Name::Void,
            b"ul" | b"ol" | b"dl" | b"menu" | b"dir" => Name::List,
            b"td" | b"th" => Name::Cell,
            b"dt" | b"dd" => Name::Definition,
            b"tr" => Name::Row,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Name::Heading,
            b"thead" | b"tbody" | b"tfoot" | b"colgroup" | b"caption" => Name::TablePart,
            b"select" | b"datalist" => Name::Select,
            b"iframe" | b"noframes" | b"xmp" | b"textarea" => Name::Frame,
            b"option" | b"optgroup" => Name::Option,
            b"article" => Name::Article,
            b"aside" => Name::Aside,
            b"body" => Name::Body,
            b"blockquote" => Name::Blockquote,
            b"br" | b"hr" => Name::Br,
            b"button" => Name::Button,
            b"figcaption" => Name::Figcaption,
            b"figure" => Name::Figure,
            b"footer" => Name::Footer,
            b"form" => Name::Form,
            b"h1" => Name::H1,
            b"head" => Name::Head,
            b"header" => Name::Header,
            b"html" => Name::Html,
            b"link" => Name::Link,
            b"main" => Name::Main,
            b"meta" => Name::Meta,
            b"nav" => Name::Nav,
            b"noscript" => Name::Noscript,
            b"pre" | b"listing" => Name::Pre,
            b"script" => Name::Script,
            b"style" => Name::Style,
            b"sup" => Name::Sup,
            b"table" => Name::Table,
            b"template" => Name::Template,
            b"time" => Name::Time,
            b"title" => Name::Title,
            _ => Name::Other,
        }
    }

    /// Whether its content is characters whatever they look like.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Name::Script | Name::Style | Name::Title | Name::Frame)
    }

    /// Whether it has no content and no closing tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Name::Br | Name::Void | Name::Meta | Name::Link)
    }

    /// Whether it stands inside of a line.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Name::Text | Name::A | Name::Inline | Name::Sup | Name::Span | Name::Time | Name::Media | Name::Void
        )
    }

    /// Whether it ends a paragraph that was left open.
    pub(super) fn ends_paragraph(self) -> bool {
        !self.is_inline()
            && !matches!(
                self,
                Name::Br
                    | Name::Other
                    | Name::Button
                    | Name::Select
                    | Name::Option
                    | Name::Noscript
                    | Name::Script
                    | Name::Style
                    | Name::Template
                    | Name::Meta
                    | Name::Link
                    | Name::Frame
                    | Name::Title
            )
    }

    /// Whether what it holds is never text of an article.
    pub(super) fn is_never_text(self) -> bool {
        matches!(
            self,
            Name::Head
                | Name::Nav
                | Name::Footer
                | Name::Aside
                | Name::Button
                | Name::Select
                | Name::Option
                | Name::Noscript
                | Name::Template
                | Name::Media
        )
    }
}
