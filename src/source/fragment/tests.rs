//! What fragments of HTML give.

use super::{BLOCKS, Escaped, HIDDEN, INLINE, LONGEST, paragraphs};

#[test]
fn lists_are_sorted_and_names_fit() {
    assert!(BLOCKS.is_sorted() && HIDDEN.is_sorted() && INLINE.is_sorted());
    assert!(BLOCKS.iter().chain(&HIDDEN).chain(&INLINE).all(|name| name.len() <= LONGEST));
}

#[test]
fn blocks_are_paragraphs_and_lines_are_joined() {
    for (fragment, want) in [
        ("<p>One.</p> <p>Two\n  and <b>bo</b>ld.</p>", &["One.", "Two and bold."][..]),
        ("One.</p><p>R&amp;D &lt;T&gt; at 5&nbsp;%", &["One.", "R&D <T> at 5\u{a0}%"]),
        ("<div><div><P class='x > y'>A <a href=\"?a>b\">link</a>, a < b</P></div>", &["A link, a < b"]),
        ("plain\n\n text & more \nwith <i>tags</i>", &["plain", "text & more", "with tags"]),
        ("<p>a<br/>b<br>c</p><script>if (a</b) '<p>'</script ><p>d", &["a", "b", "c", "d"]),
        ("<pre>fn a() {\n    b\n}</pre>", &["fn a() {", "    b", "}"]),
        ("<ul><li>one<li>two</ul><table><tr><td>1<td>2</table>", &["one", "two", "1 2"]),
        ("<p> </p><p>&nbsp;</p><!-- <p>x</p> --><p>y<!-- open", &["y"]),
        ("<p>It&#8217;s &#146;so&rsquo; &frac12; &nosuch; &#x1F600; &</p>", &["It’s ’so’ ½ &nosuch; 😀 &"]),
        ("<p>a\u{2028}b&#10;c</p>", &["a b c"]),
        ("<p title=\"open>text</p>", &["text"]),
        ("", &[]),
    ] {
        assert_eq!(paragraphs(fragment, Escaped::Text), want, "{fragment}");
    }
}

#[test]
fn escaped_tags_are_tags_where_the_format_escapes_twice() {
    let twice = "<p>He &lt;b&gt;said&lt;/b&gt; a &lt; b &gt; c, Vec&lt;T&gt;, &lt;a href=\"x\"&gt;so&lt;/a&gt;&lt;br/&gt;and&lt;/p&gt;&lt;p&gt;on";
    assert_eq!(paragraphs(twice, Escaped::Tags), ["He said a < b > c, Vec<T>, so", "and", "on"]);
    assert_eq!(paragraphs("<p>the &lt;b&gt; tag", Escaped::Text), ["the <b> tag"]);
    assert_eq!(paragraphs("a &lt;b and no more", Escaped::Tags), ["a <b and no more"]);
}

#[test]
fn hostile_markup_costs_one_pass() {
    for piece in
        ["<a \"", "<a ='", "<script>", "<script></", "<!--", "&lt;b", "&#", "<p a=\">", "</", "<pre>", "&lt;a&lt;"]
    {
        let found = paragraphs(&piece.repeat(400_000 / piece.len()), Escaped::Tags);
        assert!(found.iter().map(String::len).sum::<usize>() <= 400_000, "{piece}");
    }
    let values = format!("<a {}>b", "=\"\"".repeat(400_000));
    assert_eq!(paragraphs(&values, Escaped::Text), ["b"]);
}
