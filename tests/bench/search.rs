//! How long searches take in a catalogue on disk, to the first 50 hits and to all.
//!
//! `RECENSION_CATALOGUE=FOLDER cargo bench --bench search`, where `recension import` says which folder. Queries are made
//! of words of its texts, by a seed: the same in every run. Move the folder's `index` away to see what looking through
//! everything takes (`RECENSION_QUERIES=3` then). With `RECENSION_ASKED=FILE`, lines of a kind, a tab and a query, these
//! are asked instead, the best first where `RECENSION_ORDER=relevance`, and each line is printed with its milliseconds in
//! place of the query: for tests/bench/search_peers.py.

use std::{env, ops::ControlFlow, path::Path, time::Instant};

use recension::{
    catalogue::Catalogue,
    model::{Anchor, HitOrder, ListQuery, WindowRequest},
    query::Query,
    source::{Archive, Cancel, Options},
};

/// Numbers that look random (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % end.max(1)
    }
}

/// Words that stand one after the other in a text.
type Passage = Vec<String>;

fn main() {
    let Ok(folder) = env::var("RECENSION_CATALOGUE") else {
        println!("RECENSION_CATALOGUE says in which folder the catalogue is; see the top of tests/bench/search.rs");
        return;
    };
    let count: usize = env::var("RECENSION_QUERIES").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let catalogue = Catalogue::in_folder(Path::new(&folder)).expect("a catalogue");
    let begun = Instant::now();
    // Of an archive that is not there: only what the catalogue holds.
    catalogue.import(&Archive::Paths(Vec::new()), &Options::default(), &|_| (), &Cancel::default());
    let progress = catalogue.progress();
    println!("{} articles, {} revisions, opened in {:?}", progress.articles, progress.revisions, begun.elapsed());
    if let Ok(file) = env::var("RECENSION_ASKED") {
        return asked(&catalogue, &std::fs::read_to_string(file).expect("a file of queries"));
    }
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let (passages, removed) = passages(&catalogue, &mut chance, progress.articles, count);
    let some = |list: &[Passage], chance: &mut Chance, words: usize| -> String {
        let passage = list.get(chance.below(list.len())).cloned().unwrap_or_default();
        let from = chance.below(passage.len().saturating_sub(words) + 1);
        passage.iter().skip(from).take(words).cloned().collect::<Vec<_>>().join(" ")
    };
    let common = ["the", "of the", "in the", "and the", "to be", "on the other hand", "is that the", "it is a", "of a"];
    println!("{:<22}{:>9}{:>9}{:>9}{:>11}{:>9}", "", "p50 ms", "p99 ms", "max ms", "hits (50)", "queries");
    for kind in [
        "word",
        "two words",
        "phrase of 2",
        "phrase of 3",
        "common phrase",
        "prefix",
        "removed word",
        "removed phrase",
        "gone phrase",
        "added phrase",
        "removed common",
        "either",
        "with source",
        "all of a word",
        "best of a word",
        "best of two words",
    ] {
        let mut times: Vec<(f64, String)> = Vec::new();
        let mut hits = 0;
        for _ in 0..count {
            let query = match kind {
                "word" | "all of a word" | "best of a word" => some(&passages, &mut chance, 1),
                "two words" | "best of two words" => {
                    format!("{} {}", some(&passages, &mut chance, 1), some(&passages, &mut chance, 1))
                }
                "phrase of 2" => format!("\"{}\"", some(&passages, &mut chance, 2)),
                "phrase of 3" => format!("\"{}\"", some(&passages, &mut chance, 3)),
                "common phrase" => format!("\"{}\"", common[chance.below(common.len())]),
                "prefix" => format!("{}*", some(&passages, &mut chance, 1).chars().take(4).collect::<String>()),
                "removed word" => format!("removed:{}", some(&removed, &mut chance, 1)),
                "removed phrase" => format!("removed:\"{}\"", some(&removed, &mut chance, 3)),
                "gone phrase" => format!("gone:\"{}\"", some(&removed, &mut chance, 3)),
                "added phrase" => format!("added:\"{}\"", some(&passages, &mut chance, 3)),
                "removed common" => format!("removed:\"{}\"", common[chance.below(common.len())]),
                "either" => format!("{} OR {}", some(&passages, &mut chance, 1), some(&passages, &mut chance, 1)),
                _ => format!("source:bbc {}", some(&passages, &mut chance, 1)),
            };
            let limit = if kind == "all of a word" { usize::MAX } else { 50 };
            let order = if kind.starts_with("best") { HitOrder::Relevance } else { HitOrder::Time };
            let Some((found, time)) = timed(&catalogue, &query, order, limit) else { continue };
            hits += found;
            times.push((time, query));
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |part: usize| times.get(times.len().saturating_sub(1) * part / 100).map_or(0.0, |time| time.0);
        let worst = times.last().map_or("", |time| &time.1);
        let mean = hits as f64 / times.len().max(1) as f64;
        println!("{kind:<22}{:>9.2}{:>9.2}{:>9.2}{mean:>11.1}{:>9}   {worst}", at(50), at(99), at(100), times.len());
    }
}

/// How many hits a query has, and the milliseconds it takes; `None` where it is none.
fn timed(catalogue: &Catalogue, query: &str, order: HitOrder, limit: usize) -> Option<(usize, f64)> {
    let parsed = Query::parse(query).ok()?;
    let mut hits = 0;
    let begun = Instant::now();
    catalogue.search(&parsed, order, limit, &|| false, &mut |_| {
        hits += 1;
        ControlFlow::Continue(())
    });
    Some((hits, begun.elapsed().as_secs_f64() * 1e3))
}

/// Asks queries that were written down.
fn asked(catalogue: &Catalogue, list: &str) {
    let best = env::var("RECENSION_ORDER").is_ok_and(|order| order == "relevance");
    let order = if best { HitOrder::Relevance } else { HitOrder::Time };
    for (kind, query) in list.lines().filter_map(|line| line.split_once('\t')) {
        if let Some((_, time)) = timed(catalogue, query, order, 50) {
            println!("{kind}\t{time:.3}");
        }
    }
}

/// Passages of articles taken at random; and those of first revisions that the last no longer has.
fn passages(catalogue: &Catalogue, chance: &mut Chance, articles: usize, count: usize) -> (Vec<Passage>, Vec<Passage>) {
    let (mut all, mut removed) = (Vec::new(), Vec::new());
    for _ in 0..count.max(20) * 2 {
        let anchor = Anchor::Rank(chance.below(articles));
        let window = catalogue.window(&WindowRequest { query: ListQuery::default(), anchor, count: 1 });
        let Some(timeline) = window.rows.first().and_then(|row| catalogue.timeline(&row.id)) else { continue };
        let text = |row: Option<&recension::model::TimelineRow>| {
            row.and_then(|row| catalogue.text(&timeline.head.id, row.number)).map(|text| text.paragraphs)
        };
        let (Some(first), Some(last)) = (text(timeline.rows.first()), text(timeline.rows.last())) else { continue };
        let words = |text: &str| -> Passage {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.map(str::to_lowercase).collect()
        };
        all.push(words(&first[chance.below(first.len()).min(first.len().saturating_sub(1))]));
        removed.extend(first.iter().filter(|p| !last.contains(p)).map(|p| words(p)).take(2));
    }
    all.retain(|passage| passage.len() > 3);
    removed.retain(|passage| passage.len() > 3);
    (all, removed)
}
