//! Boxes in an article that ask something of the reader: to leave an address, to give, to answer.

use super::{
    super::{
        body::Figures,
        name::Name,
        prose,
        tree::{Node, Tree},
    },
    NEAR, bare,
    words::PRESSED,
};
use crate::text::notice;

/// Bytes of such a box.
const LONGEST: u32 = 600;

/// Bytes of sentences in it.
const TELLING: u32 = 200;

/// The boxes inside of an article's roots that end with a form, or with a button that bears a request. Of several boxes of
/// a kind none is one: these are posts, questions, products, whatever may be pressed in them.
pub(in crate::source::page) fn boxes(tree: &Tree<'_>, figures: &[Figures], roots: &[usize]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for root in roots {
        let Some(whole) = figures.get(*root) else { continue };
        let fits = |own: &Figures| {
            let telling = own.sentences.saturating_sub(own.linked);
            own.text > 0 && own.text * 4 < whole.text && own.text < LONGEST && telling < TELLING && !own.anchor
        };
        let mut at = root + 1;
        while at < tree.end(*root) {
            let (Some(node), Some(own)) = (tree.nodes.get(at), figures.get(at)) else { break };
            let is_box = own.blocks && matches!(node.name, Name::Block | Name::Aside | Name::Other);
            let asks = !own.dropped && is_box && fits(own) && is_pressed(tree, at);
            found.extend(asks.then_some(at));
            at = if own.dropped || asks { tree.end(at).max(at + 1) } else { at + 1 };
        }
    }
    let kind = |at: usize| tree.nodes.get(at).map(|n| (n.parent, n.name));
    let alone = |at: &usize| found.iter().filter(|other| kind(**other) == kind(*at)).count() == 1;
    found.iter().copied().filter(|at| found.len() <= NEAR && alone(at)).collect()
}

/// Whether a box ends with something to press, and neither tells of a correction nor holds a list or a quotation.
fn is_pressed(tree: &Tree<'_>, at: usize) -> bool {
    let end = tree.end(at);
    let inside = tree.nodes.get(at + 1..end.min(at + 4 * NEAR)).unwrap_or_default();
    let told = |n: &Node<'_>| n.name == Name::Text && !n.is_blank();
    if end > at + 4 * NEAR || inside.iter().any(|n| matches!(n.name, Name::List | Name::Blockquote | Name::Table)) {
        return false;
    }
    let pressed = (at + 1..end)
        .rev()
        .find(|at| tree.nodes.get(*at).is_some_and(|n| matches!(n.name, Name::Form | Name::Button)))
        .filter(|at| !tree.nodes.get(tree.end(*at)..end).unwrap_or_default().iter().any(told));
    let Some(pressed) = pressed else { return false };
    let is_form = tree.nodes.get(pressed).is_some_and(|n| n.name == Name::Form)
        || tree
            .ancestors(pressed)
            .take_while(|above| *above > at)
            .any(|at| tree.nodes.get(at).is_some_and(|n| n.name == Name::Form));
    let asks = is_form || PRESSED.contains(&bare(&prose::line(tree, pressed)).as_str());
    asks && !prose::lines(tree, at).lines().any(|line| notice::phrase_at(line).is_some())
}
