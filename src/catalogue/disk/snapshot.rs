//! What lists sort and filter by, kept in a file beside the database: where nothing was written since, it is read in a
//! fraction of the time that all rows take.
//!
//! Every batch that changes an article gives the database another mark; the file bears the mark of what it was made of.
//! After the mark come pieces, each with its length before it, compressed by itself: no more than one is held twice.

use std::{
    fs::{self, File},
    hash::{BuildHasher, RandomState},
    io::{self, BufReader, BufWriter, Read, Write as _},
    path::Path,
    time::SystemTime,
};

use super::{
    super::{
        cards::{Cards, Piece},
        code, lock,
    },
    Disk,
};

/// The file, in a catalogue's folder, and what it is called while it is written.
pub(super) const FILE: &str = "cards";
const FRESH: &str = "cards.new";

/// The note of the database's mark.
pub(super) const MARK: &str = "mark";

/// Bytes that a piece may take up, or unfold to: more is damage.
const MOST: usize = 256 << 20;

/// How hard it is compressed.
const LEVEL: i32 = 1;

/// A mark that no other batch has.
pub(super) fn mark() -> String {
    // Each of these has keys of its own.
    format!("{:016x}", RandomState::new().hash_one(SystemTime::now()))
}

impl Disk {
    /// The cards of all articles, where they were kept and nothing was written since.
    pub(in crate::catalogue) fn cards(&self) -> Option<Cards> {
        let mark = self.noted(MARK).filter(|_| self.is_all_written())?;
        let path = self.folder.join(FILE);
        let cards = read(&mut BufReader::new(bearing(&path, &mark)?));
        if cards.is_none() {
            // It is made anew when this import ends.
            let _ = fs::remove_file(path);
        }
        cards
    }

    /// Keeps the cards, unless these are kept already. To be called by who has the right to write, when the writer has
    /// ended.
    pub(in crate::catalogue) fn keep_cards(&self, cards: &Cards) {
        let is_whole = self.is_all_written() && self.complaint().is_none();
        let Some(mark) = self.noted(MARK).filter(|_| is_whole) else { return };
        let (file, fresh) = (self.folder.join(FILE), self.folder.join(FRESH));
        if bearing(&file, &mark).is_some() {
            return;
        }
        if let Err(why) = write(&fresh, &mark, cards).and_then(|()| fs::rename(&fresh, &file)) {
            // The next start reads all rows.
            tracing::warn!("the cards cannot be kept: {why}");
            let _ = fs::remove_file(fresh);
        }
    }

    fn is_all_written(&self) -> bool {
        lock(&self.pending).entries().next().is_none()
    }
}

/// The file behind its mark, if it bears this one.
fn bearing(path: &Path, mark: &str) -> Option<File> {
    let mut file = File::open(path).ok()?;
    let mut head = vec![0; mark.len()];
    file.read_exact(&mut head).ok()?;
    (head == mark.as_bytes()).then_some(file)
}

fn write(path: &Path, mark: &str, cards: &Cards) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut squeeze = zstd::bulk::Compressor::new(LEVEL)?;
    // What was spoilt later must not be taken for a list.
    squeeze.include_checksum(true)?;
    file.write_all(mark.as_bytes())?;
    for piece in cards.pieces() {
        let plain = postcard::to_stdvec(&(code::VERSION, piece)).map_err(io::Error::other)?;
        let packed = squeeze.compress(&plain)?;
        file.write_all(&u32::try_from(packed.len()).map_err(io::Error::other)?.to_le_bytes())?;
        file.write_all(&packed)?;
    }
    // The end.
    file.write_all(&[0; 4])?;
    file.into_inner()?.sync_data()
}

/// What was written behind the mark; `None` where it is damaged or of another version.
fn read(file: &mut impl Read) -> Option<Cards> {
    let mut cards = Cards::default();
    loop {
        let mut length = [0; 4];
        file.read_exact(&mut length).ok()?;
        let length = u32::from_le_bytes(length) as usize;
        if length == 0 {
            return Some(cards);
        }
        let mut packed = vec![0; Some(length).filter(|length| *length < MOST)?];
        file.read_exact(&mut packed).ok()?;
        let size = zstd::bulk::Decompressor::upper_bound(&packed).filter(|size| *size < MOST)?;
        let plain = zstd::bulk::decompress(&packed, size).ok()?;
        let (version, piece): (u32, Piece) = postcard::from_bytes(&plain).ok()?;
        if version != code::VERSION {
            return None;
        }
        cards.take_in(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::Catalogue,
        model::{Anchor, ListQuery, ListWindow, Sort, WindowRequest},
        source::{Archive, Cancel, Options},
    };

    fn line(id: usize, words: &str) -> String {
        format!(
            r#"{{"id":{id},"source":"mill","url":"https://mill.example/{id}","title":"Weir {id} {words} {}","versions":[{{"version":0,"title":"Weir","created_at":"2020-07-0{}T10:00:00Z","text":"It jammed."}},{{"version":1,"title":"Weir {id} {words}","created_at":"2020-07-1{}T10:00:00Z","text":"It {words}."}}]}}"#,
            "é".repeat(id % 7),
            1 + id % 9,
            id % 10,
        ) + "\n"
    }

    #[test]
    fn lists_are_the_same_whether_or_not_the_file_can_be_used() {
        let folder = tempfile::tempdir().unwrap();
        let (dumps, kept) = (folder.path().join("dumps"), folder.path().join("kept"));
        fs::create_dir(&dumps).unwrap();
        let lists = |sorted_by_file: bool| -> Vec<ListWindow> {
            let catalogue = Catalogue::in_folder(&kept).unwrap();
            let disk = catalogue.texts.disk().unwrap();
            assert_eq!(disk.cards().is_some(), sorted_by_file);
            let options = Options::default();
            catalogue.import(&Archive::Paths(vec![dumps.clone()]), &options, &|_| (), &Cancel::default());
            assert_eq!(catalogue.problems(), []);
            let list = |sort| ListQuery { sort, ..ListQuery::default() };
            let window = |sort| WindowRequest { query: list(sort), anchor: Anchor::Rank(0), count: 500 };
            Sort::ALL.into_iter().map(|sort| catalogue.window(&window(sort))).collect()
        };
        fs::write(dumps.join("a.jsonl"), (0..300).map(|n| line(n, "was mended")).collect::<String>()).unwrap();
        let first = lists(false);
        assert_eq!(first[0].rows.len(), 300);
        let file = kept.join(FILE);
        let made = fs::read(&file).unwrap();
        assert_eq!(lists(true), first);
        assert_eq!(fs::read(&file).unwrap(), made, "nothing changed");
        fs::write(dumps.join("b.jsonl"), (250..350).map(|n| line(n, "broke")).collect::<String>()).unwrap();
        let second = lists(true);
        assert_ne!(second, first);
        assert_eq!(lists(true), second);
        // As after a crash between the two.
        fs::write(&file, &made).unwrap();
        assert_eq!(lists(false), second);
        let whole = fs::read(&file).unwrap();
        for (length, flipped) in [(5, None), (whole.len() - 3, None), (whole.len(), Some(whole.len() / 2)), (0, None)] {
            let mut damaged = whole.get(..length).unwrap().to_vec();
            flipped.into_iter().for_each(|at: usize| damaged[at] ^= 0xff);
            fs::write(&file, damaged).unwrap();
            assert_eq!(lists(false), second, "{length} {flipped:?}");
        }
    }
}
