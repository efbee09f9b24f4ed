//! Which tool's folder an archive holds: one whose files mean something only together.

use super::super::page;

/// The tool whose folder these are the files of; `None` where each file stands for itself.
pub(super) fn tool<'n>(names: impl Iterator<Item = &'n str>) -> Option<&'static str> {
    let mut met = Met::default();
    for name in names {
        let (folders, file) = name.rsplit_once('/').unwrap_or(("", name));
        let folder = folders.rsplit('/').next().unwrap_or_default();
        let is_moment = |part: &str| part.len() == 14 && page::moment(part).is_some();
        met.watches |= ["url-watches.json", "changedetection.json"].contains(&file);
        met.watched |= file == "history.txt" && folder.len() == 36;
        met.box_index |= ["ArchiveBox.conf", "index.sqlite3"].contains(&file);
        met.archive |= folders.split('/').any(|part| part == "archive");
        met.moments |= folders.split('/').any(is_moment);
        met.cache |= ["cache.db", "snapshots.db"].contains(&file);
        met.jobs |= ["urls.yaml", "jobs.yaml"].contains(&file);
        met.diffs |= folders.split('/').any(|part| part == "diffs");
        met.feeds |= file == "diffengine.db";
    }
    match met {
        Met { watches: true, .. } | Met { watched: true, .. } => Some("changedetection.io"),
        Met { box_index: true, archive: true, .. } => Some("ArchiveBox"),
        Met { moments: true, .. } => Some("waybackpack or wayback-machine-downloader"),
        Met { cache: true, jobs: true, .. } => Some("urlwatch or webchanges"),
        Met { diffs: true, feeds: true, .. } => Some("diffengine"),
        _ => None,
    }
}

/// What was met.
#[derive(Default)]
struct Met {
    watches: bool,
    watched: bool,
    box_index: bool,
    archive: bool,
    moments: bool,
    cache: bool,
    jobs: bool,
    diffs: bool,
    feeds: bool,
}

#[cfg(test)]
mod tests {
    use super::tool;

    #[test]
    fn folders_are_known_by_the_names_in_them() {
        for (names, want) in [
            (["url-watches.json", "0/a.txt"], Some("changedetection.io")),
            (["0197c4d0-1111-4000-8000-000000000001/history.txt", "x"], Some("changedetection.io")),
            (["box/index.sqlite3", "box/archive/1594116000/index.json"], Some("ArchiveBox")),
            (["wb/20200707100000/a.example/a.html", "x"], Some("waybackpack or wayback-machine-downloader")),
            (["uw/cache.db", "uw/urls.yaml"], Some("urlwatch or webchanges")),
            (["de/diffengine.db", "de/diffs/1/1.html"], Some("diffengine")),
            (["archive/rec-1.warc.gz", "pages/pages.jsonl"], None),
            (["cache.db", "20200707100000.txt"], None),
        ] {
            assert_eq!(tool(names.into_iter()), want);
        }
    }
}
