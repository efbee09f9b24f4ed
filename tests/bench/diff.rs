//! How long a diff takes: an ordinary article, a light edit with its facts, a megabyte; beside `similar` on whole words.

use std::{hint::black_box, sync::Arc};

use divan::Bencher;
use recension::diff::{Ignore, TextSide, compare, facts, rows};

fn main() {
    divan::main();
}

/// Words to make texts of, frequent ones first.
const WORDS: &[&str] = &[
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "on",
    "said",
    "was",
    "that",
    "for",
    "with",
    "council",
    "minister",
    "river",
    "harbour",
    "flood",
    "Monday",
    "officials",
    "company",
    "repairs",
    "bridge",
    "announced",
    "residents",
    "evening",
];

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }
}

fn text(seed: u64, bytes: usize) -> Vec<String> {
    let mut dice = Dice(seed);
    let mut out: Vec<String> = Vec::new();
    let mut size = 0;
    while size < bytes {
        let words: Vec<String> = (0..60)
            .map(|_| {
                if dice.roll(3) == 0 {
                    format!("w{}", dice.roll(5000))
                } else {
                    let rank = dice.roll(WORDS.len());
                    WORDS[dice.roll(rank + 1)].to_owned()
                }
            })
            .collect();
        let paragraph = words.join(" ") + ".";
        size += paragraph.len() + 1;
        out.push(paragraph);
    }
    out
}

fn side(paragraphs: &[String]) -> TextSide {
    TextSide { paragraphs: paragraphs.iter().map(|p| Arc::from(p.as_str())).collect(), ..TextSide::default() }
}

/// Every fourth word replaced, paragraphs carried about, some gone, some new.
fn rewritten(old: &[String]) -> Vec<String> {
    let mut dice = Dice(7);
    let mut out: Vec<String> = old
        .iter()
        .map(|p| p.split(' ').map(|w| if dice.roll(4) == 0 { "rewritten" } else { w }).collect::<Vec<_>>().join(" "))
        .collect();
    let count = out.len();
    for k in 0..count / 5 {
        let moved = out.remove(dice.roll(count));
        out.insert(dice.roll(count), moved);
        out[k * 5] = format!("An altogether new paragraph, number {k}.");
    }
    out
}

fn lightly(old: &TextSide) -> TextSide {
    let mut paragraphs = old.paragraphs.to_vec();
    let last = paragraphs.len() - 1;
    paragraphs[last / 2] = Arc::from(format!("{} On Monday 5 came.", paragraphs[last / 2]));
    TextSide { paragraphs: paragraphs.into(), ..old.clone() }
}

/// The two texts named by `RECENSION_OLD` and `RECENSION_NEW`, a paragraph a line, where they are (`peers.py`).
#[divan::bench]
fn files(bencher: Bencher<'_, '_>) {
    let read = |name: &str| {
        let text = std::env::var(name).ok().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        side(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    let (old, new) = (read("RECENSION_OLD"), read("RECENSION_NEW"));
    bencher.bench(|| compare(black_box(&old), black_box(&new), Ignore::Nothing));
}

/// Realistic edits of texts of growing size: the time must grow with it, not faster.
#[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000], sample_count = 10)]
fn lightly_edited(bencher: Bencher<'_, '_>, bytes: usize) {
    let old = text(1, bytes);
    let mut dice = Dice(3);
    let edit = |(k, p): (usize, &String)| match dice.roll(8) {
        0 => format!("{p} On Monday {k} came."),
        1 => p.replacen("the", "this", 2),
        _ => p.clone(),
    };
    let new: Vec<String> = old.iter().enumerate().map(edit).collect();
    let (old, new) = (side(&old), side(&new));
    bencher.bench(|| compare(black_box(&old), black_box(&new), Ignore::Nothing));
}

#[divan::bench]
fn article_rewritten(bencher: Bencher<'_, '_>) {
    let old = text(1, 5000);
    let (old, new) = (side(&old), side(&rewritten(&old)));
    bencher.bench(|| compare(black_box(&old), black_box(&new), Ignore::Nothing));
}

#[divan::bench]
fn article_rewritten_similar_on_words(bencher: Bencher<'_, '_>) {
    let old = text(1, 5000);
    let (old, new) = (old.join("\n"), rewritten(&old).join("\n"));
    bencher.bench(|| similar::TextDiff::from_words(black_box(old.as_str()), black_box(new.as_str())).ops().len());
}

#[divan::bench]
fn article_lightly_edited(bencher: Bencher<'_, '_>) {
    let old = side(&text(1, 5000));
    let new = lightly(&old);
    bencher.bench(|| compare(black_box(&old), black_box(&new), Ignore::Nothing));
}

#[divan::bench]
fn facts_of_a_light_edit(bencher: Bencher<'_, '_>) {
    let old = side(&text(1, 5000));
    let new = lightly(&old);
    bencher.bench(|| facts::neighbours(black_box(&old), black_box(&new)));
}

#[divan::bench]
fn article_laid_out(bencher: Bencher<'_, '_>) {
    let old = text(1, 5000);
    let diff = compare(&side(&old), &side(&rewritten(&old)), Ignore::Nothing);
    let layout = rows::Layout { width: 160, wrap: true, ..rows::Layout::default() };
    bencher.bench(|| rows::lay_out(black_box(&diff), &layout));
}

#[divan::bench(sample_count = 5)]
fn megabyte_rewritten(bencher: Bencher<'_, '_>) {
    let old = text(1, 1_000_000);
    let (old, new) = (side(&old), side(&rewritten(&old)));
    bencher.bench(|| compare(black_box(&old), black_box(&new), Ignore::Nothing));
}

#[divan::bench(sample_count = 5)]
fn megabyte_all_new(bencher: Bencher<'_, '_>) {
    let (old, new) = (side(&text(1, 1_000_000)), side(&text(2, 1_000_000)));
    bencher.bench(|| compare(black_box(&old), black_box(&new), Ignore::Nothing));
}
