//! Pages that only lead to another.

use super::names;

/// The title that a page redirects to, where it is a redirect.
#[must_use]
pub fn redirect(text: &str) -> Option<&str> {
    redirected(text).map(|found| found.0)
}

/// The title that a page redirects to, and where the rest of its text begins.
pub(super) fn redirected(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start().strip_prefix('#')?;
    let bracket = rest.get(..rest.len().min(80)).unwrap_or(rest).find("[[").or_else(|| rest.find("[["))?;
    let word =
        rest.get(..bracket).filter(|word| word.len() <= 80)?.trim().trim_end_matches(':').trim_end().to_lowercase();
    if !names::REDIRECTS.contains(&word.as_str()) {
        return None;
    }
    let inside = rest.get(bracket + 2..)?;
    let end = inside.find("]]").filter(|end| *end <= 1024)?;
    let target = inside.get(..end)?;
    let target = target.split('|').next().unwrap_or(target).trim().trim_start_matches(':');
    Some((target, text.len() - rest.len() + bracket + 2 + end + 2))
        .filter(|_| !target.is_empty() && !target.contains('\n'))
}
