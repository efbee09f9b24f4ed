//! What becomes of the tags in wikitext.

/// What becomes of a tag, and of what it encloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// It goes and leaves what it encloses.
    Drop,
    /// It goes; what follows begins a new paragraph.
    Break,
    /// It goes with what it encloses, from within a paragraph.
    Fold,
    /// It goes with what it encloses, from between paragraphs.
    FoldBlock,
    /// It goes; what it encloses is no wikitext and stays as it is.
    Literal,
    /// As [`Deed::Literal`], and each line stands by itself.
    LiteralLines,
    /// Raised text: `10<sup>6</sup>` must not become 106.
    Raise,
}

/// Letters of the longest name.
pub(super) const LONGEST: usize = 16;

/// What becomes of the tag of a name in lower case; `None` for what is no tag but text.
pub(super) fn deed(name: &[u8]) -> Option<Deed> {
    Some(match name {
        b"ref" | b"includeonly" => Deed::Fold,
        b"references" | b"gallery" | b"timeline" | b"imagemap" | b"score" | b"graph" | b"templatedata"
        | b"mapframe" | b"maplink" | b"hiero" | b"inputbox" | b"categorytree" | b"templatestyles" | b"table"
        | b"style" | b"script" | b"indicator" | b"dynamicpagelist" | b"rss" | b"quiz" | b"charinsert" | b"section" => {
            Deed::FoldBlock
        }
        b"nowiki" | b"math" | b"chem" | b"ce" => Deed::Literal,
        b"pre" | b"source" | b"syntaxhighlight" => Deed::LiteralLines,
        b"br" | b"hr" | b"p" | b"div" | b"li" | b"ul" | b"ol" | b"dl" | b"dd" | b"dt" | b"tr" | b"td" | b"th"
        | b"caption" | b"tbody" | b"thead" | b"center" | b"blockquote" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5"
        | b"h6" | b"poem" => Deed::Break,
        b"sup" => Deed::Raise,
        b"b" | b"i" | b"u" | b"s" | b"a" | b"q" | b"em" | b"tt" | b"strong" | b"strike" | b"span" | b"small"
        | b"big" | b"sub" | b"font" | b"code" | b"cite" | b"del" | b"ins" | b"abbr" | b"var" | b"kbd" | b"samp"
        | b"dfn" | b"mark" | b"bdi" | b"bdo" | b"ruby" | b"rb" | b"rt" | b"rp" | b"rtc" | b"wbr" | b"time"
        | b"data" | b"noinclude" | b"onlyinclude" | b"translate" | b"tvar" | b"languages" | b"nobr" | b"label"
        | b"html" => Deed::Drop,
        _ => return None,
    })
}
