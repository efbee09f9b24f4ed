//! The hits of an archive search: the passage with its matches lit, and the revisions in which it stands.

use crate::{
    app::{
        Model,
        geometry::Rect,
        overlay::{Hits, MOST_HITS, opens, spread::Spread},
    },
    model::{Hit, HitOrder, Lifeline, Seen, Sighting, badge},
    text::{Role, Roles},
    view::{header::part, matches::pieces, page::Page, pen::fits, prose, words},
};

/// Draws the hits; one is `chosen` where the keys go to them.
pub(super) fn draw(model: &Model, hits: &Hits, chosen: bool, spread: &Spread<'_>, page: &mut Page) {
    let sure = hits.hits.partition_point(|hit| hit.is_sure);
    let mut found = words::counted(sure, "article");
    if sure < hits.hits.len() {
        found.push_str(&format!("; of {} more it cannot be said", words::number(hits.hits.len() - sure)));
    }
    if hits.order == HitOrder::Relevance {
        found.push_str(", best first");
    }
    let state = match (hits.done, model.progress.done) {
        (true, _) if sure >= MOST_HITS => format!("the first {found}"),
        (true, true) => found,
        (true, false) => format!("{found} so far · still reading"),
        (false, _) => format!("{found} so far …"),
    };
    super::open(page, spread, &format!("Search: {}", hits.query), &state);
    if hits.hits.is_empty() {
        let text = match (hits.done, model.progress.done) {
            // The words may well stand somewhere; they did not come or go as was asked.
            (true, true) if ["gone:", "removed:", "added:"].iter().any(|turn| hits.query.contains(turn)) => {
                "Nothing found: in no article did the words come or go like that."
            }
            (true, true) => "Nothing found, in any revision of any article.",
            (true, false) => "Nothing found in what has been read so far; the rest follows by itself.",
            (false, _) => "Searching every revision …",
        };
        prose::write(page, spread.entries, 0, text, Role::Text);
        return;
    }
    // While the query is typed the cursor is in its line.
    let cursor = if chosen { hits.cursor } else { usize::MAX };
    super::entries(page, spread, cursor, |page, place, index| {
        if let Some(found) = hits.hits.get(index) {
            hit(model, page, place, found);
        }
    });
}

fn hit(model: &Model, page: &mut Page, place: Rect, hit: &Hit) {
    let mut pen = page.pen(place, 0);
    let (base, target) = opens(hit);
    // The time is that of the revision which the snippet is from; where another one is opened it would mislead.
    if let Some(seen) = hit.time.as_ref().filter(|_| target == hit.revision) {
        pen.right(&words::day(seen, model), Role::Faint);
    }
    let pair = base.map_or_else(|| format!("opens revision {target}"), |base| format!("opens {base} → {target}"));
    pen.right(&pair, Role::Target);
    let room = pen.room();
    pen.cut(if hit.title.is_empty() { "(no headline)" } else { &hit.title }, Role::Headline, room);

    let mut pen = page.pen(place, 1);
    pen.skip(2);
    let (snippet, ranges) = around(&hit.snippet, &hit.matches, usize::from(pen.room()));
    for (piece, lit) in pieces(&snippet, &ranges) {
        let roles = if lit { Roles::of(Role::Text).and(Role::Match) } else { Roles::of(Role::Text) };
        let room = pen.room();
        pen.cut(piece, roles, room);
    }

    let mut pen = page.pen(place, 2);
    pen.skip(2);
    drawn(&hit.lifeline).into_iter().for_each(|(text, role)| {
        pen.put(&text, role);
    });
    let (text, role) = fate(hit, |seen| format!(" ({})", words::day(seen, model)));
    if !text.is_empty() {
        let room = pen.skip(2).room();
        // Which revisions they are comes before when these were seen.
        let text = if fits(&text, room) { text } else { fate(hit, |_| String::new()).0 };
        pen.cut(&text, role, room);
    }
    part(&mut pen, &hit.source, Role::Label);
}

/// As much of a snippet as fits with its first match in sight, and the matches in it.
fn around(snippet: &str, matches: &[(usize, usize)], room: usize) -> (String, Vec<(usize, usize)>) {
    let first = matches.first().map_or(0, |m| m.0);
    let skipped = if first + 12 > room { first.saturating_sub(room / 3) } else { 0 };
    if skipped == 0 {
        return (snippet.to_owned(), matches.to_vec());
    }
    let text = std::iter::once('…').chain(snippet.chars().skip(skipped)).collect();
    let shifted = |at: usize| (at + 1).saturating_sub(skipped);
    (text, matches.iter().map(|m| (shifted(m.0), shifted(m.1))).collect())
}

/// A lifeline of more revisions is drawn as counts.
const LONGEST: usize = 30;

/// A lifeline as a row of signs; of many revisions, runs of them with their length.
#[must_use]
pub(crate) fn drawn(lifeline: &Lifeline) -> Vec<(String, Role)> {
    let role = |present: Option<bool>| match present {
        Some(true) => Role::Growth,
        Some(false) => Role::Faint,
        None => Role::Uncertain,
    };
    let short = lifeline.revisions.len() <= LONGEST;
    lifeline
        .runs()
        .map(|(present, n)| {
            let glyph = badge::held(present);
            (if short { glyph.repeat(n) } else { format!("{glyph}{n} ") }, role(present))
        })
        .collect()
}

/// What became of the phrase, in words, with what is said of when that was seen; or why that cannot be said.
fn fate(hit: &Hit, when: impl Fn(&Seen) -> String) -> (String, Role) {
    if let Some(doubt) = hit.doubt() {
        return (doubt, Role::Uncertain);
    }
    let all = &hit.lifeline.revisions;
    let revision = |sighting: &Sighting| {
        let time = sighting.time.as_ref().map_or_else(String::new, &when);
        format!("{}{time}", sighting.revision)
    };
    let turn = hit.turn.as_ref();
    let gone = turn.filter(|turn| turn.went);
    match (hit.lifeline.in_last(), gone) {
        (last, Some(turn)) => {
            let back = if last == Some(true) { ", back in the last" } else { "" };
            let (before, after) = (revision(&turn.before), revision(&turn.after));
            (format!("last seen in revision {before}, missing in {after}{back}"), Role::Base)
        }
        (Some(true), None) if all.iter().all(|r| r.1 == Some(true)) => ("in every revision".into(), Role::Faint),
        (Some(true), None) => match turn.filter(|turn| !turn.went) {
            Some(turn) => (format!("came in revision {}, still there", revision(&turn.after)), Role::Faint),
            None => ("still there".into(), Role::Faint),
        },
        (Some(false), None) => ("not in the last revision".into(), Role::Base),
        (None, _) if all.is_empty() => (String::new(), Role::Faint),
        (None, _) => ("whether it is still there cannot be said".into(), Role::Uncertain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lifeline_is_a_row_of_signs() {
        let lifeline =
            |of: &[Option<bool>]| Lifeline { revisions: of.iter().enumerate().map(|(i, p)| (i as u32, *p)).collect() };
        let text = |l: &Lifeline| drawn(l).into_iter().map(|p| p.0).collect::<String>();
        assert_eq!(text(&lifeline(&[Some(true), Some(true), None, Some(false)])), "●●?○");
        assert_eq!(text(&lifeline(&[Some(true); 40])), "●40 ");
        let (text, matches) = around(&format!("{}here", "x".repeat(100)), &[(100, 104)], 30);
        assert_eq!(text.chars().skip(matches[0].0).take(4).collect::<String>(), "here");
    }
}
