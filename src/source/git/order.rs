//! The order of a file's states: its line as it was made, and what lies aside by time.

use super::history::Node;

/// States looked at for the places of all that lie aside.
const LOOKS: usize = 4_000_000;

/// The numbers of the states in the order in which they are told: those of the line as they follow one another; one aside
/// behind what it was made from, and behind what was made before it, by the time in seconds of its author.
pub(super) fn by_time(nodes: &[Node], of_line: &[bool], time: &dyn Fn(&Node) -> Option<i64>) -> Vec<usize> {
    let is_of_line = |number: usize| of_line.get(number).copied().unwrap_or(false);
    let mut line: Vec<usize> = (0..nodes.len()).filter(|number| is_of_line(*number)).collect();
    // Parts that were found to be of one file are numbered apart.
    let from = |number: usize| nodes.get(number).and_then(|node| node.from);
    line.sort_by_key(|number| nodes.get(*number).map(|node| node.commit));
    if line.len() == nodes.len() {
        return line;
    }
    let mut places = vec![0; nodes.len()];
    line.iter().enumerate().for_each(|(place, number)| {
        if let Some(of) = places.get_mut(*number) {
            *of = place + 1;
        }
    });
    // Of each one aside how many of the line stand before it, and when it was made, no sooner than what it was made from.
    let mut times: Vec<Option<i64>> = nodes.iter().map(time).collect();
    let mut aside: Vec<(usize, Option<i64>, usize)> = Vec::new();
    let mut left = LOOKS;
    for number in (0..nodes.len()).filter(|number| !is_of_line(*number)) {
        let before = from(number);
        let least = before.and_then(|before| places.get(before)).copied().unwrap_or(0);
        let mut at = times.get(number).copied().flatten();
        if let Some(before) = before.filter(|before| !is_of_line(*before)) {
            at = at.max(times.get(before).copied().flatten());
        }
        let passed =
            line.iter().skip(least).take(left).take_while(|of| times.get(**of).copied().flatten() <= at).count();
        left -= passed;
        if let (Some(place), Some(time)) = (places.get_mut(number), times.get_mut(number)) {
            (*place, *time) = (least + passed, at);
        }
        aside.push((least + passed, at, number));
    }
    aside.sort_unstable();
    let mut told = Vec::with_capacity(nodes.len());
    let mut aside = aside.into_iter().peekable();
    for place in 0..=line.len() {
        told.extend(std::iter::from_fn(|| aside.next_if(|next| next.0 == place)).map(|next| next.2));
        told.extend(line.get(place));
    }
    told
}
