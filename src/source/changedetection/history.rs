//! `history.txt`: when the page had which text.

use std::collections::BTreeMap;

/// A time and the file with the text that the page had then.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// Since 1970.
    pub(super) seconds: f64,
    /// A name without folders.
    pub(super) file: String,
}

/// Reads a line; `None` where it names no time and file.
pub(super) fn moment(line: &str) -> Option<Moment> {
    let (seconds, path) = line.trim().split_once(',')?;
    named(seconds, path)
}

/// A moment of a time and a path, of which only the last part counts: whatever stands before it, the file lies beside the
/// list or is not read.
pub(super) fn named(seconds: &str, path: &str) -> Option<Moment> {
    let seconds: f64 = seconds.trim().parse().ok().filter(|s: &f64| s.is_finite() && *s >= 0.0)?;
    let file = path.trim().rsplit(['/', '\\']).next().unwrap_or_default();
    let is_name = !file.is_empty() && file != "." && file != ".." && !file.contains('\0');
    is_name.then(|| Moment { seconds, file: file.to_owned() })
}

/// All moments in order of time, and how many lines name none. Of one time the last line counts.
pub(super) fn moments(text: &str) -> (Vec<Moment>, usize) {
    let mut lost = 0;
    let found = text.lines().filter(|line| !line.trim().is_empty()).filter_map(|line| {
        let found = moment(line);
        lost += usize::from(found.is_none());
        found
    });
    let ordered = in_order(found.collect());
    (ordered, lost)
}

/// In order of time; of one time the last counts.
pub(super) fn in_order(moments: Vec<Moment>) -> Vec<Moment> {
    let key = |moment: &Moment| (moment.seconds * 1000.0) as u64;
    let by_time: BTreeMap<u64, Moment> = moments.into_iter().map(|moment| (key(&moment), moment)).collect();
    by_time.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_name_a_time_and_a_file_beside_them() {
        let list = "20,b.txt\r\n3,/datastore/0-1/a.txt\n\nno comma\n5,..\n20,c,d.txt.br\nx,a.txt\n7,..\\..\\e.txt";
        let (moments, lost) = moments(list);
        let found: Vec<(f64, &str)> = moments.iter().map(|m| (m.seconds, m.file.as_str())).collect();
        assert_eq!(found, [(3.0, "a.txt"), (7.0, "e.txt"), (20.0, "c,d.txt.br")]);
        assert_eq!(lost, 3);
    }
}
