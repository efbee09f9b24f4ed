//! Searches of a catalogue on disk, with its index of words, against a plain scan written for this test alone: it knows
//! nothing of the program's own way of finding, only plain words with a blank on either side.

use std::{collections::BTreeMap, ops::ControlFlow};

use recension::{
    model::{Hit, HitOrder},
    query::Query,
};
use serde_json::json;

use crate::archive::Bench;

/// Words with their forms, and words without any.
const FORMS: [&[&str]; 6] = [
    &["flood", "floods", "flooded", "flooding"],
    &["weir", "weirs"],
    &["resign", "resigned", "resigns"],
    &["minister", "ministers"],
    &["mill"],
    &["ferry"],
];
const PLAIN: [&str; 10] = ["the", "of", "and", "in", "was", "told", "seven", "oak", "nobody", "late"];

/// Numbers that look random (xorshift), the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 20).expect("it fits") % end.max(1)
    }

    fn word(&mut self) -> &'static str {
        if self.below(2) == 0 {
            return PLAIN[self.below(PLAIN.len())];
        }
        let forms = FORMS[self.below(FORMS.len())];
        forms[self.below(forms.len())]
    }

    fn words(&mut self, most: usize) -> Vec<&'static str> {
        (0..=self.below(most)).map(|_| self.word()).collect()
    }
}

/// A headline and paragraphs.
#[derive(Clone)]
struct Text {
    title: Vec<&'static str>,
    paragraphs: Vec<Vec<&'static str>>,
}

fn article(chance: &mut Chance) -> Vec<Text> {
    // English for certain.
    let paragraph = |chance: &mut Chance| [vec!["the"], chance.words(12)].concat();
    let paragraphs = (0..=chance.below(4)).map(|_| paragraph(chance)).collect();
    let mut revisions = vec![Text { title: chance.words(4), paragraphs }];
    for _ in 0..chance.below(6) {
        let mut text = revisions[revisions.len() - 1].clone();
        for _ in 0..=chance.below(3) {
            let at = chance.below(text.paragraphs.len());
            // Never the first, which tells the language.
            let word = 1 + chance.below(text.paragraphs[at].len());
            match chance.below(6) {
                0 if text.paragraphs.len() > 1 => drop(text.paragraphs.remove(at)),
                1 => text.paragraphs.insert(at, paragraph(chance)),
                2 => text.title = chance.words(4),
                3 if word < text.paragraphs[at].len() => drop(text.paragraphs[at].remove(word)),
                4 => text.paragraphs[at].insert(word, chance.word()),
                _ => {
                    if let Some(old) = text.paragraphs[at].get_mut(word) {
                        *old = chance.word();
                    }
                }
            }
        }
        revisions.push(text);
    }
    revisions
}

/// A thing to find: words in order.
#[derive(Clone)]
struct Thing {
    words: Vec<&'static str>,
    how: How,
}

/// How words are meant; what is not just as it is, is one word.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Exactly,
    InItsForms,
    ItsBeginning,
    /// Its beginning too.
    Expression,
}

#[derive(Clone)]
enum Part {
    Held(Thing),
    Title(Thing),
    Not(Thing),
    Either(Thing, Thing),
    /// Two, or a third.
    Both(Thing, Thing, Thing),
    Neither(Thing, Thing),
    NotRemoved(Thing),
    Removed(Thing),
    Added(Thing),
    Gone(Thing),
}

impl Thing {
    fn any(chance: &mut Chance, stories: &[Vec<Text>]) -> Thing {
        match chance.below(3) {
            0 => {
                let how = [How::Exactly, How::InItsForms, How::InItsForms, How::ItsBeginning, How::Expression];
                Thing { words: vec![chance.word()], how: how[chance.below(how.len())] }
            }
            // Words that stand somewhere.
            1 => {
                let story = &stories[chance.below(stories.len())];
                let text = &story[chance.below(story.len())];
                let paragraph = &text.paragraphs[chance.below(text.paragraphs.len())];
                let from = chance.below(paragraph.len());
                let words = paragraph.iter().skip(from).take(1 + chance.below(8)).copied().collect();
                Thing { words, how: How::Exactly }
            }
            _ => Thing { words: chance.words(3), how: How::Exactly },
        }
    }

    fn written(&self) -> String {
        match (&self.words[..], self.how) {
            ([word], How::InItsForms) => (*word).to_owned(),
            ([word], How::Exactly) => format!("={word}"),
            ([word], How::ItsBeginning) => format!("{word}*"),
            ([word], How::Expression) => format!("/\\b{word}/"),
            _ => format!("\"{}\"", self.words.join(" ")),
        }
    }

    fn is_in(&self, words: &[&'static str]) -> bool {
        let forms = FORMS.iter().find(|forms| forms.contains(&self.words[0]));
        match (self.how, forms) {
            (How::InItsForms, Some(forms)) => words.iter().any(|word| forms.contains(word)),
            (How::ItsBeginning | How::Expression, _) => words.iter().any(|word| word.starts_with(self.words[0])),
            _ => words.windows(self.words.len()).any(|found| found == self.words),
        }
    }

    fn held(&self, text: &Text) -> bool {
        self.is_in(&text.title) || text.paragraphs.iter().any(|paragraph| self.is_in(paragraph))
    }
}

impl Part {
    fn any(chance: &mut Chance, stories: &[Vec<Text>]) -> Part {
        let thing = Thing::any(chance, stories);
        // What came or went is told by the letter.
        let how = if thing.how == How::InItsForms { How::Exactly } else { thing.how };
        let exact = Thing { how, ..thing.clone() };
        match chance.below(12) {
            0 => Part::Title(thing),
            1 => Part::Not(thing),
            2 => Part::Either(thing, Thing::any(chance, stories)),
            3 | 4 => Part::Removed(exact),
            5 => Part::Added(exact),
            6 => Part::Gone(exact),
            7 => Part::Both(thing, Thing::any(chance, stories), Thing::any(chance, stories)),
            8 => Part::Neither(thing, Thing::any(chance, stories)),
            9 => Part::NotRemoved(exact),
            _ => Part::Held(thing),
        }
    }

    fn written(&self) -> String {
        match self {
            Part::Held(thing) => thing.written(),
            Part::Title(thing) => format!("title:{}", thing.written()),
            Part::Not(thing) => format!("-{}", thing.written()),
            Part::Either(a, b) => format!("{} OR {}", a.written(), b.written()),
            Part::Both(a, b, c) => format!("({} {}) OR {}", a.written(), b.written(), c.written()),
            Part::Neither(a, b) => format!("-({} OR {})", a.written(), b.written()),
            Part::NotRemoved(thing) => format!("-removed:{}", thing.written()),
            Part::Removed(thing) => format!("removed:{}", thing.written()),
            Part::Added(thing) => format!("added:{}", thing.written()),
            Part::Gone(thing) => format!("gone:{}", thing.written()),
        }
    }

    fn is_met(&self, story: &[Text], at: usize) -> bool {
        let held = |thing: &Thing| story.iter().map(|text| thing.held(text)).collect::<Vec<_>>();
        match self {
            Part::Held(thing) => thing.held(&story[at]),
            Part::Title(thing) => thing.is_in(&story[at].title),
            Part::Not(thing) => !thing.held(&story[at]),
            Part::Either(a, b) => a.held(&story[at]) || b.held(&story[at]),
            Part::Both(a, b, c) => a.held(&story[at]) && b.held(&story[at]) || c.held(&story[at]),
            Part::Neither(a, b) => !a.held(&story[at]) && !b.held(&story[at]),
            Part::Removed(thing) | Part::NotRemoved(thing) => {
                let removed = held(thing).windows(2).any(|pair| pair[0] && !pair[1]);
                removed == matches!(self, Part::Removed(_))
            }
            Part::Added(thing) => !held(thing)[0] && held(thing).contains(&true),
            Part::Gone(thing) => held(thing).contains(&true) && held(thing).last() == Some(&false),
        }
    }

    fn trace(&self) -> Option<&Thing> {
        match self {
            Part::Removed(thing) | Part::Added(thing) | Part::Gone(thing) => Some(thing),
            _ => None,
        }
    }
}

#[test]
fn thousands_of_searches_find_what_a_plain_scan_finds() {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    let stories: Vec<Vec<Text>> = (0..160).map(|_| article(&mut chance)).collect();
    let bench = Bench::new();
    let mut dump = String::new();
    for (number, story) in stories.iter().enumerate() {
        let version = |(at, text): (usize, &Text)| {
            json!({
                "version": at,
                "title": text.title.join(" "),
                "created_at": format!("2021-01-{:02}T08:00:00Z", at + 1),
                "text": text.paragraphs.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("\n"),
            })
        };
        let versions: Vec<_> = story.iter().enumerate().map(version).collect();
        let line = json!({"url": format!("https://mill.example.org/{number}"), "title": "", "versions": versions});
        dump.push_str(&format!("{line}\n"));
    }
    bench.write("all.jsonl", &dump);
    let catalogue = bench.open();
    assert_eq!(catalogue.progress().articles, stories.len(), "{:?}", catalogue.problems());
    let (mut searched, mut found, mut lost) = (0, 0, 0);
    while searched < 3000 {
        let parts: Vec<Part> = (0..=chance.below(3)).map(|_| Part::any(&mut chance, &stories)).collect();
        let written = parts.iter().map(Part::written).collect::<Vec<_>>().join(" ");
        let Ok(query) = Query::parse(&written) else { continue };
        searched += 1;
        let mut hits: BTreeMap<usize, Hit> = BTreeMap::new();
        catalogue.search(&query, HitOrder::Time, usize::MAX, &|| false, &mut |hit| {
            let head = catalogue.head(&hit.id).expect("its article");
            let number = head.url.rsplit('/').next().and_then(|n| n.parse().ok()).expect("a number");
            hits.insert(number, hit);
            ControlFlow::Continue(())
        });
        let trace = parts.iter().find_map(Part::trace);
        for (number, story) in stories.iter().enumerate() {
            let met = (0..story.len()).any(|at| parts.iter().all(|part| part.is_met(story, at)));
            let hit = hits.get(&number);
            assert_eq!(hit.is_some(), met, "{written}: article {number}");
            let Some(hit) = hit else { continue };
            assert!(hit.is_sure, "{written}: article {number}");
            found += 1;
            let at = hit.revision as usize;
            assert!(parts.iter().all(|part| part.is_met(story, at)), "{written}: article {number}, revision {at}");
            let lifeline: Vec<bool> = hit.lifeline.revisions.iter().map(|r| r.1 == Some(true)).collect();
            let Some(thing) = trace else {
                // What is asked of the article's history says nothing of a revision.
                let is_of_text = |part: &&Part| !matches!(part, Part::NotRemoved(_));
                let held = |at| parts.iter().filter(is_of_text).all(|part| part.is_met(story, at));
                let held: Vec<bool> = (0..story.len()).map(held).collect();
                assert_eq!(lifeline, held, "{written}: article {number}");
                continue;
            };
            let held: Vec<bool> = story.iter().map(|text| thing.held(text)).collect();
            assert_eq!(lifeline, held, "{written}: article {number}");
            let went = (1..held.len()).rev().find(|at| held[at - 1] && !held[*at]);
            let told = hit.turn.as_ref().filter(|turn| turn.went).map(|turn| turn.after.revision as usize);
            if !matches!(parts.iter().find(|part| part.trace().is_some()), Some(Part::Added(_))) {
                assert_eq!(told, went, "{written}: article {number}");
                lost += 1;
            }
        }
    }
    assert!(found > 10_000 && lost > 1_000, "{found} found, {lost} lost");
}
