use super::{Dialect, prose, redirect};

fn read(text: &str) -> String {
    prose(text, &Dialect::default())
}

#[test]
fn marks_go_and_words_stay() {
    for (text, want) in [
        ("'''Aster''' is a ''small'' harbour.", "Aster is a small harbour."),
        ("It''''s open'''''now''''' and ''''loud''''.", "It's opennow and 'loud'."),
        ("The [[harbour]] and the [[pier (sea)|pier]]s.", "The harbour and the piers."),
        ("[[Aster (town)|]] lies south of [[:Category:Towns]].", "Aster lies south of Category:Towns."),
        ("See [https://example.org/a?b=1 the report] and [https://example.org].", "See the report and."),
        ("A &ndash; b&nbsp;c &lt;tag&gt; &#8230; &unknown; R&D", "A – b\u{a0}c <tag> … &unknown; R&D"),
        ("10<sup>6</sup> on the 19<sup>th</sup>, H<sub>2</sub>O", "10^6 on the 19th, H2O"),
        ("<nowiki>''no [[marks]]''</nowiki> here", "''no [[marks]]'' here"),
        ("a <b>bold</b><br/>line", "a bold\nline"),
        ("1 < 2 and <unknown> stays, f(x)<y", "1 < 2 and <unknown> stays, f(x)<y"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn what_is_no_prose_is_folded_away() {
    for (text, want) in [
        ("Open{{citation needed|date=May {{y}}}}. Then", "Open. Then"),
        ("The pier {{cite|a}} , old {{x}} and new", "The pier, old and new"),
        ("Aster ({{lang-xx|}}; {{ipa|a}}) lies", "Aster lies"),
        ("Aster ({{ipa|a}}; born 1950) lies", "Aster (born 1950) lies"),
        ("Sold.<ref name=\"a\">{{cite|b}} ''c''</ref><ref name=a /> Then", "Sold. Then"),
        ("<REF>x</REF>Kept<ref>never closed", "Keptnever closed"),
        ("[[File:A.jpg|thumb|The [[pier]] in [[May]]]]Text", "Text"),
        ("[[Datei:A.jpg]]\n[[Kategorie:Ort]]\n[[de:Aster]]\nText", "Text"),
        ("Text __NOTOC__ here__", "Text here__"),
        ("{{Infobox\n| name = Aster\n| {{a|\n}} }}\n'''Aster''' is", "Aster is"),
        ("Before\n{| class=\"wikitable\"\n|-\n| a || {{b}}\n{|\n| inner\n|}\n|}\nAfter", "Before\nAfter"),
        ("{{box|\n{| \n| a\n|}\n}}Text", "Text"),
        ("a<!-- gone -->b\n<!-- alone -->\nc", "ab c"),
        ("a <gallery>\nA.jpg|b\n</gallery> c", "a c"),
        ("{{{1|default}}} kept {{{{{x}}}}}", "kept"),
        ("=== {{anchor|a}} Pier ===\nText", "Pier\nText"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn cells_of_tables_that_hold_sentences_are_paragraphs() {
    let page = "{| style=\"width:100%\"\n|+ Main page\n|-\n| style=\"width:50%\" |\n== Today ==\n'''[[Aster]]''' is a small \
                harbour at the [[mouth (river)|mouth]] of the Lune, and its pier is old. ([[Aster|more]])\n* The {{box|x}} ferry \
                runs again after the storm.\n|| 1911 || [[Keeper]]\n|-\n! Year !! Boats\n|-\n| 1950 || 12.\n|}\nAfter";
    assert_eq!(
        read(page),
        "Today\nAster is a small harbour at the mouth of the Lune, and its pier is old. (more)\n\
         • The ferry runs again after the storm.\nAfter"
    );
    let inner =
        "{|\n|\n{|\n| a || The inner table holds a sentence of its own, which is long enough to be told.\n|}\n|}";
    assert_eq!(read(inner), "The inner table holds a sentence of its own, which is long enough to be told.");
    let aside = inner.replacen("{|", "{| class=\"infobox\"", 1);
    assert_eq!(read(&aside), "");
    let unspaced = "港はルーン川の河口にあり、その桟橋は千九百十一年に建てられた古いものである。";
    assert_eq!(read(&format!("{{|\n| {unspaced}\n|}}")), unspaced);
    let row = "| {{flag|x}} || [[Ada Thwaite]] || keeper of the weir, of the mill and of the pond at Lumb in Harle || 12.5\n|-\n";
    assert_eq!(read(&format!("{{|\n{}|}}", row.repeat(3))), "");
}

#[test]
fn templates_that_dress_up_a_word_leave_it() {
    for (text, want) in [
        ("said {{w|Ada Lovelace}} and {{w|Aster (town)|Aster}}.", "said Ada Lovelace and Aster."),
        ("{{convert|5|km|mi}} away{{snd}}about {{nowrap|3 h}}", "5 km away – about 3 h"),
        ("{{lang|fr|mot ''juste''}}", "mot juste"),
        ("{{quote|author=A|text=The pier is [[old]].}}", "The pier is old."),
        ("{{w|a=b}}x", "x"),
        ("{{rquote|left|The pier is old.|Ada}}", "The pier is old."),
        ("{{quote box|align=right|quote=The pier is old.}}", "The pier is old."),
        ("{{poem|The pier\nis old}}", "The pier is old"),
        ("{{verse translation|die Mole|the pier}}", "die Mole\nthe pier"),
        ("Built of {{ubl|oak|ash}}", "Built of\noak\nash"),
        ("{{bulleted list|1|2|3|4|5|6|7|8|9|10|class=x}}", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10"),
        ("{{plainlist|\n* oak\n* ash\n}}", "• oak\n• ash"),
        ("Of {{hlist|oak|ash}} and {{center|elm}}", "Of oak · ash and elm"),
        ("{{chem2|H2O}} and {{chem|CO|2}} by {{code|x}}", "H2O and CO2 by x"),
        (
            "{{SS|Great Britain}}, {{MV|Dona Paz}}, {{sortname|Ada|Lovelace}}",
            "SS Great Britain, MV Dona Paz, Ada Lovelace",
        ),
        ("{{marriage|Mary Jones|2000|2005}}, {{marriage|Ada}}", "Mary Jones (2000–2005), Ada"),
        ("Ann ({{b.|1201}}) and Joe ({{d.|1202}})", "Ann (b. 1201) and Joe (d. 1202)"),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn figures_and_words_in_templates_stay_in_their_sentence() {
    let mut wrong = Vec::new();
    for (text, want) in [
        (
            "killed {{formatnum:1200}} and cost {{US$|9 billion|2020}} in all",
            "killed 1200 and cost US$9 billion in all",
        ),
        ("{{lc:ABC}} {{ formatnum: 12 |R}}, {{#if:x|yes|no}} so", "ABC 12, so"),
        ("{{frac|1|2}} of {{frac|3|1|2}}, {{sfrac|4}} and {{£|9}}", "1/2 of 3 1/2, 1/4 and £9"),
        (
            "{{as of|2020|5}}, {{as of|2021|lc=y}}; {{circa|1900|1910}} and {{c.|1920}}",
            "As of 2020-5, as of 2021; c. 1900–1910 and c. 1920",
        ),
        (
            "born {{birth date and age|1950|3|1|df=yes}} and {{start-date|1 March 1950}}",
            "born 1950-3-1 and 1 March 1950",
        ),
        (
            "a {{convert|5|to|10|km|mi|0}} walk, {{convert|5|ft|10|in|m}} high, {{cvt|3|mi|0}} off",
            "a 5 to 10 km walk, 5 ft 10 in high, 3 mi off",
        ),
        (
            "{{val|12.3|0.4|e=6|ul=km}} off, {{val|5|u=m|up=s}}, {{val|fmt=commas|1200}}; {{height|ft=6|in=2}} or {{height|m=1.88|precision=0}} tall",
            "12.3±0.4×10^6 km off, 5 m/s, 1200; 6 ft 2 in or 1.88 m tall",
        ),
        ("{{ship|HMS|Victory|1765}}, {{USS|Maine}}; {{ill|Ann Doe|de|Anna Doe|lt=Ann}}", "HMS Victory, USS Maine; Ann"),
        ("{{langx|de|Wort}} and {{enS|word}}, {{no wrap|a b}}{{spaced ndash}}so", "Wort and word, a b – so"),
        // Of the German, French, Spanish and Italian wikis.
        ("für {{Währung|5|EUR}} auf {{nobr|3 h}}, {{\"|ein Satz}}", "für 5 EUR auf 3 h, ein Satz"),
        (
            "à {{unité|12|km}} le {{date|1|janvier|2020}}, {{1er}} au XIX{{e}} et {{XXe siècle}}",
            "à 12 km le 1 janvier 2020, 1er au XIXe et XXe siècle",
        ),
        ("a {{unidad|12|km}} y {{esd|3 h}}; a {{M|5|k|m}}", "a 12 km y 3 h; a 5 k m"),
        // Unknown ones: an amount within a sentence stays.
        ("some {{lorries|1,200}} went {{road|12|miles|ref=b}} on", "some 1,200 went 12 miles on"),
        ("{{lorries|1,200}} went", "1,200 went"),
        (
            "some {{sfn|12}} went{{rp|22}} as{{efn|1 of 2}} {{flagicon|Aster|1861}}{{ISBN|978-3}}{{r|2}} before",
            "some went as before",
        ),
        ("some {{who|5|6|7}} went {{x|Ada|b}} by {{x|n=6}}{{y|http://5}} road", "some went by road"),
        // Or a few words, between two others, that are all it is given.
        (
            "some went {{x|with Ada}} by road{{y|Ada}}. {{z|Ada}} It is {{who|Ada}} so {{w2|FRA}} and {{b|c=d}} on",
            "some went with Ada by road. It is so and on",
        ),
        (
            "at 3{{e|8}} m, {{gaps|12|345}} men, {{INRConvert|5|b}} and {{convert|5.5|e6km2}}",
            "at 3×10^8 m, 12345 men, ₹5 billion and 5.5 million km2",
        ),
        (
            "the {{ordinal|3}}, {{ordinal|12}} by {{score|1|2}} for {{RM|5}} in {{Duration|m=3|s=20}} of {{duration|1|02|03}}",
            "the 3rd, 12th by 1–2 for RM5 in 3:20 of 1:02:03",
        ),
        (
            "{{fb|FRA}} beat {{USA}}, {{UK}} and {{flag|Aster}}; {{sort|01|First}} {{not a typo|fo|o}}",
            "France beat United States, United Kingdom and Aster; First foo",
        ),
        (
            "{{M.|Dupont}}, {{incise|dit-il}}, à {{heure|12|30}} au {{s-|XIX|e}} : {{refnec|vrai}}",
            "M. Dupont, – dit-il –, à 12 h 30 au XIXe siècle : vrai",
        ),
        (
            "es {{Siglo|XX}}, {{§|242|BGB}}, {{число|5000}} {{не переведено 5|Имя||en|Name}} {{нп5|Имя|слово}}",
            "es siglo XX, § 242 BGB, 5000 Имя слово",
        ),
        ("说{{link-en|名字|Name}}和{{le|鹿|deer}}和{{tsl|en|A|甲}}", "说名字和鹿和甲"),
        (
            "-{zh-hans:简体; zh-hant:繁體;}-，-{原文}-，-{H|zh-cn:a;zh-tw:b}-人口 -{{nowrap|x}}- a-{b",
            "简体，原文，人口 -x- a-{b",
        ),
        ("{{correction|May 5|text=It was mended.}} {{QuoteLeft|text=It is so.|Ada}}", "It was mended. It is so."),
        ("{{lorries|1,200}}", ""),
        ("{{box|12}}\n{{box|12}} {{navbox|5}}\nText", "Text"),
        ("* {{cite map|5}}\n* {{map|5}}\nText", "Text"),
    ] {
        let got = read(text);
        if got != want {
            wrong.push((text, got));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lines_become_paragraphs() {
    for (text, want) in [
        ("One\ntwo\n\nthree", "One two\nthree"),
        ("One\r\ntwo\r\n\r\nthree\r\n", "One two\nthree"),
        ("== History ==\nText\n=== Not = closed\nMore", "History\nText\n=== Not = closed\nMore"),
        ("List:\n* a\n** b\n# c\n: d\n; e\n*\nend", "List:\n• a\n• b\n• c\nd\ne\nend"),
        ("a\n----\nb", "a\nb"),
        ("a\n indented\nb", "a\nindented\nb"),
        ("<pre>\nx\n y\n</pre>", "x\ny"),
        ("* {{gone}}\n* kept", "• kept"),
        ("{{a}}\n{{b}}\n\n[[Category:C]]", ""),
        ("", ""),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

#[test]
fn redirects_say_where_they_lead() {
    assert_eq!(redirect("#REDIRECT [[Aster]]"), Some("Aster"));
    assert_eq!(redirect(" #Weiterleitung: [[:Aster#Pier|x]]\n"), Some("Aster#Pier"));
    assert_eq!(redirect("# see [[Aster]]"), None);
    assert_eq!(redirect("#REDIRECT"), None);
    assert_eq!(read("#redirect [[Aster]]\n[[Category:C]]"), "→ Aster");
}

#[test]
fn broken_marks_are_text() {
    for text in [
        "{{open [[a",
        "a]] b}} |} c",
        "[[a\nb]]",
        "[x] [y",
        "<ref",
        "{|",
        "}}}}",
        "[[[[",
        "&#xD800;",
        "__",
        "''",
        "=",
        "(",
    ] {
        let shown = read(text);
        assert!(!shown.contains('\n') || text.contains('\n'), "{text} {shown}");
    }
    assert_eq!(read("a {{open b"), "a {{open b");
    assert_eq!(read("{{a|[[b}} c"), "c");
    assert_eq!(read("|}} x"), "|}} x");
}

/// Time and depth do not grow with what hostile text repeats: all of these are a megabyte.
#[test]
fn hostile_text_takes_no_longer_than_other_text() {
    let many = |text: &str| text.repeat((1 << 20) / text.len());
    for text in [
        "{{",
        "}}",
        "[[",
        "]]",
        "{|\n",
        "\n|}",
        "{|\n|a.\n|}\n",
        "{|\n|a {{b}} c.||",
        "{|\n|[[a|b]]\n",
        "[http://a ",
        "<ref>",
        "<!--",
        "<ref",
        "''",
        "'",
        "(",
        ")",
        "&",
        "&amp",
        "__",
        "__A",
        "{{a|",
        "[[a|",
        "=\n",
        "* ",
        "\n",
        " ",
        "<nowiki>",
        "<pre>",
        "{{{",
        "}}}",
        "{{w|",
        "[[a]]",
        "{{a}}",
        "(){{a}}",
        "<",
        "</",
        "</ref>",
        "\n*",
        "\n ",
        "{{w|a}}",
        "{{x|5}}",
        "a {{x|5|6}} ",
        "{{frac|1|2|3}}",
        "{{formatnum:",
        "{{formatnum:1}}",
    ] {
        read(&many(text));
        for end in ["}}", "\n|}"] {
            read(&format!("{}{}", many(text), end.repeat(1000)));
        }
    }
}
