//! The likeness of the lines of one page.
//!
//! A term's weight is `ln(1 + N / n)`, where `n` of the `N` distinct lines contain it (the usual inverse document
//! frequency, taken over the page itself, so that no word list of any language is needed).

use std::collections::{HashMap, HashSet};

use super::{
    super::{
        stirring::Stirring,
        terms::{Term, terms},
    },
    Bag,
};

/// The most lines that may share a term for it to propose pairs: keeps a page of alike lines from costing its square.
const COMMON: usize = 48;
/// The most alike lines kept for one line.
const KEPT: usize = 12;

/// One line.
#[derive(Debug, Clone, Default)]
struct Line {
    bag: Bag<f32>,
    /// Sum of the weights, occurrences counted.
    weight: f32,
    /// Square root of the sum of squared counts, for the unweighted measure.
    norm: f32,
}

/// The lines of one text, ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    lines: Vec<Line>,
    weights: HashMap<Term, f32, Stirring>,
}

/// How alike two lines are, each number 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Alike {
    /// Shared weight over all weight: near 1 for a reworded paragraph.
    pub dice: f32,
    /// Shared weight over the lighter line's weight: near 1 where one line holds the other.
    pub within: f32,
    /// Cosine of the plain counts, in which common words dominate: high where two lines are in one language.
    pub manner: f32,
}

impl Likeness {
    /// Weighs the words of the lines. Linear in the text but for sorting each line's terms.
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        let mut bags = Vec::new();
        let mut found: HashMap<Term, usize, Stirring> = HashMap::default();
        let mut distinct: HashSet<Vec<Term>> = HashSet::new();
        for line in lines {
            let mut list = terms(line);
            list.sort_unstable();
            let bag = Bag::of(list.clone(), |_| 0.0_f32);
            if distinct.insert(list) {
                bag.entries().iter().for_each(|e| *found.entry(e.term).or_default() += 1);
            }
            bags.push(bag);
        }
        let all = distinct.len() as f32;
        let weights: HashMap<Term, f32, Stirring> =
            found.iter().map(|(&t, &n)| (t, (1.0 + all / n as f32).ln())).collect();
        let weighed = |mut bag: Bag<f32>| {
            for entry in bag.entries_mut() {
                entry.weight = weights.get(&entry.term).copied().unwrap_or(0.0);
            }
            let weight = bag.entries().iter().map(|e| e.times as f32 * e.weight).sum();
            let norm = bag.entries().iter().map(|e| (e.times as f32).powi(2)).sum::<f32>().sqrt();
            Line { bag, weight, norm }
        };
        let lines = bags.into_iter().map(weighed).collect();
        Likeness { lines, weights }
    }

    /// How alike two lines are, by index; nothing alike where an index is out of range or a line has no words.
    #[must_use]
    pub fn of(&self, a: usize, b: usize) -> Alike {
        let (Some(left), Some(right)) = (self.lines.get(a), self.lines.get(b)) else { return Alike::default() };
        if left.bag.count == 0 || right.bag.count == 0 {
            return Alike::default();
        }
        let (mut shared, mut product) = (0.0_f32, 0.0_f32);
        for (one, other) in left.bag.common(&right.bag) {
            let (m, n) = (one.times as f32, other.times as f32);
            shared += m.min(n) * one.weight;
            product += m * n;
        }
        Alike {
            dice: 2.0 * shared / (left.weight + right.weight).max(f32::MIN_POSITIVE),
            within: shared / left.weight.min(right.weight).max(f32::MIN_POSITIVE),
            manner: product / (left.norm * right.norm).max(f32::MIN_POSITIVE),
        }
    }

    /// The weight of a term; that of a term no line holds is 0.
    #[must_use]
    pub fn weight(&self, term: Term) -> f32 {
        self.weights.get(&term).copied().unwrap_or(0.0)
    }

    /// How many terms a line has, repeats counted once.
    #[must_use]
    pub fn breadth(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |l| l.bag.distinct())
    }

    /// For each line the lines most like it, most alike first, with how alike they are.
    ///
    /// Candidates share a term that at most a few dozen lines hold, so the work stays near linear whatever the page.
    #[must_use]
    pub fn nearest(&self, least: f32) -> Vec<Vec<(usize, Alike)>> {
        let mut holders: HashMap<Term, Vec<usize>, Stirring> = HashMap::default();
        for (at, line) in self.lines.iter().enumerate() {
            for entry in line.bag.entries() {
                let list = holders.entry(entry.term).or_default();
                if list.len() <= COMMON {
                    list.push(at);
                }
            }
        }
        let mut shared: HashMap<usize, f32, Stirring> = HashMap::default();
        (0..self.lines.len())
            .map(|line| {
                shared.clear();
                for entry in self.lines[line].bag.entries() {
                    let list = holders.get(&entry.term).map_or(&[][..], Vec::as_slice);
                    if list.len() <= COMMON {
                        list.iter()
                            .filter(|&&o| o != line)
                            .for_each(|&o| *shared.entry(o).or_default() += entry.weight);
                    }
                }
                let mut candidates: Vec<(usize, f32)> = shared.iter().map(|(&o, &w)| (o, w)).collect();
                candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                candidates.truncate(3 * KEPT);
                let mut near: Vec<(usize, Alike)> = candidates
                    .into_iter()
                    .map(|(other, _)| (other, self.of(line, other)))
                    .filter(|(_, alike)| alike.dice >= least || alike.within >= 2.0 * least)
                    .collect();
                near.sort_by(|a, b| b.1.dice.total_cmp(&a.1.dice).then(a.0.cmp(&b.0)));
                near.truncate(KEPT);
                near
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Likeness;

    #[test]
    fn rewording_is_alike_and_strangers_are_not() {
        let page =
            ["The mayor opened the bridge on Monday.", "The mayor opened the new bridge on Tuesday.", "Rain fell."];
        let likeness = Likeness::new(page);
        assert!(likeness.of(0, 1).dice > 0.5);
        assert!(likeness.of(0, 2).dice < 0.1);
        assert!((likeness.of(0, 0).dice - 1.0).abs() < 1e-5);
        assert_eq!(likeness.nearest(0.2)[0].first().map(|n| n.0), Some(1));
        assert!(likeness.of(0, 9).dice.abs() < 1e-9);
    }
}
