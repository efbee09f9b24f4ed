//! The laws over real histories, where a checkout of them lies beside the project.

use std::{fs, path::Path};

use recension::diff::{Ignore, compare, facts};

use super::{
    diff::{lawful, told_as_by},
    texts::side,
};

#[test]
fn laws_hold_over_real_neighbours() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/real");
    let Ok(corpora) = fs::read_dir(&folder) else {
        eprintln!("SKIPPED: no real histories at {}", folder.display());
        return;
    };
    let mut files: Vec<_> = corpora
        .flatten()
        .filter_map(|c| fs::read_dir(c.path()).ok())
        .flat_map(|c| c.flatten().map(|f| f.path()))
        .filter(|f| f.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let mut pairs = 0;
    for (k, file) in files.iter().enumerate().filter(|(k, _)| k % 9 == 0) {
        let Ok(article) = serde_json::from_slice::<serde_json::Value>(&fs::read(file).unwrap_or_default()) else {
            continue;
        };
        let texts: Vec<Vec<String>> = article["versions"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|v| v["text"].as_str().unwrap_or("").lines().map(str::to_owned).collect())
            .collect();
        for pair in texts.windows(2).take(3) {
            if pair[0].iter().chain(&pair[1]).map(String::len).sum::<usize>() > 60_000 {
                continue;
            }
            let (old, new) = (side(&pair[0]), side(&pair[1]));
            lawful(&compare(&old, &new, [Ignore::Spacing, Ignore::Case][k % 2]));
            let diff = compare(&old, &new, Ignore::Nothing);
            lawful(&diff);
            told_as_by(&diff, facts::neighbours(&old, &new));
            pairs += 1;
        }
    }
    assert!(pairs > 0);
}
