//! The sides of compare pages that the user set by hand: the user's work, so kept in the state folder, a small text file
//! an article, in the form that `recension diff --sides` takes.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::state;
use crate::{
    catalogue::Catalogue,
    model::{ArticleId, Placement},
    source::newssniffer::compare::Corrections,
};

/// The first line of a file names its article.
const ARTICLE: &str = "# article: ";

/// Where corrections are kept.
#[derive(Debug, Clone)]
pub struct Corrected {
    folder: PathBuf,
}

impl Corrected {
    /// The corrections in a state folder.
    #[must_use]
    pub fn in_state(state: &Path) -> Corrected {
        Corrected { folder: state.join("sides") }
    }

    fn file(&self, article: &ArticleId) -> PathBuf {
        let digest = Sha256::digest(article.as_str().as_bytes());
        let name: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        self.folder.join(format!("{name}.txt"))
    }

    /// Every correction that is kept; files that cannot be read are told of, as sentences.
    #[must_use]
    pub fn read(&self) -> (HashMap<ArticleId, Corrections>, Vec<String>) {
        let (mut kept, mut told) = (HashMap::new(), Vec::new());
        let Ok(files) = fs::read_dir(&self.folder) else { return (kept, told) };
        for file in files.flatten().map(|f| f.path()).filter(|f| f.extension().is_some_and(|e| e == "txt")) {
            let read = fs::read_to_string(&file).map_err(|e| e.to_string()).and_then(|text| {
                let id = text
                    .lines()
                    .next()
                    .and_then(|l| l.strip_prefix(ARTICLE))
                    .ok_or("its first line names no article")?;
                Ok((ArticleId::new(id), Corrections::parse(&text).map_err(|e| e.to_string())?))
            });
            match read {
                Ok((id, corrections)) => _ = kept.insert(id, corrections),
                Err(why) => told
                    .push(format!("{} cannot be read ({why}); the sides set in it are not in force.", file.display())),
            }
        }
        (kept, told)
    }

    /// Keeps an article's corrections; none of them takes the file away.
    ///
    /// # Errors
    /// A sentence.
    pub fn write(&self, article: &ArticleId, corrections: &Corrections) -> Result<(), String> {
        let file = self.file(article);
        let done = if corrections.is_empty() {
            fs::remove_file(&file)
        } else {
            state::replace(&self.folder, &file, format!("{ARTICLE}{article}\n{}", corrections.write()).as_bytes())
        };
        done.map_err(|e| format!("{} cannot be written ({e}); the side is not set.", file.display()))
    }
}

/// Puts a line of a compare page on a side, or takes that back.
///
/// # Errors
/// A sentence, where the article has no such line.
pub fn change(
    corrections: &mut Corrections,
    catalogue: &Catalogue,
    article: &ArticleId,
    line: u32,
    placement: Option<Placement>,
) -> Result<String, String> {
    let Some(placement) = placement else {
        return if corrections.clear(line) {
            Ok(format!("Line {line} is inferred again"))
        } else {
            Err(format!("Line {line} was not set by hand."))
        };
    };
    let paragraph =
        paragraph(catalogue, article, line).ok_or_else(|| format!("There is no line {line} in this page."))?;
    corrections.set(line, placement, &paragraph);
    Ok(format!("Line {line} is {}: set by hand", placement.word()))
}

/// The paragraph that stands in a line of the dump, on whichever side it is now.
fn paragraph(catalogue: &Catalogue, article: &ArticleId, line: u32) -> Option<String> {
    catalogue.timeline(article)?.rows.iter().find_map(|row| {
        let text = catalogue.text(article, row.number)?;
        let at = text.evidence.iter().position(|e| e.line == line)?;
        text.paragraphs.get(at).map(ToString::to_string)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Side;

    #[test]
    fn corrections_are_kept_and_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let corrected = Corrected::in_state(folder.path());
        let id = ArticleId::new("newssniffer:7");
        let mut corrections = Corrections::default();
        corrections.set(12, Placement::One(Side::New), "The mayor said \"no\" to it");
        corrected.write(&id, &corrections).expect("written");
        assert_eq!(corrected.read(), (HashMap::from([(id.clone(), corrections.clone())]), Vec::new()));
        assert!(corrections.clear(12));
        corrected.write(&id, &corrections).expect("taken away");
        assert_eq!(corrected.read(), (HashMap::new(), Vec::new()));
    }
}
