//! Kinds of file that no format reads and that are met all the same beside dumps: what each is, and what can be done.

use super::Probe;

/// A kind of file, told by its first bytes.
struct Kind {
    mark: &'static [u8],
    /// Where the mark stands.
    at: usize,
    /// What it is, and how it can be made readable; two sentences.
    sentence: &'static str,
}

const fn kind(mark: &'static [u8], at: usize, sentence: &'static str) -> Kind {
    Kind { mark, at, sentence }
}

/// The kinds, the more telling marks first.
const KINDS: &[Kind] = &[
    kind(b"%PDF-", 0, "It is a PDF document. Turn it into text first, for example with `pdftotext -layout`."),
    kind(b"%!PS", 0, "It is a PostScript document. Turn it into text first."),
    kind(b"{\\rtf", 0, "It is a document in Rich Text Format. Save it as plain text or HTML first."),
    kind(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        0,
        "It is an old Microsoft Office document. Save it as plain text or HTML first.",
    ),
    kind(
        b"PGDMP",
        0,
        "It is a PostgreSQL dump in its own format. Export the tables of articles and versions as CSV or JSON.",
    ),
    kind(b"-- PostgreSQL database", 0, POSTGRES),
    kind(b"--\n-- PostgreSQL database", 0, POSTGRES),
    kind(b"\xFE\xFE\x07", 0, MYSQL),
    kind(b"\xFE\xFE\x08", 0, MYSQL),
    kind(b"\xFE\x01\x09", 0, MYSQL),
    kind(b"\xFE\x01\x0A", 0, MYSQL),
    kind(b"PAR1", 0, "It is a Parquet table. Export it as CSV or JSON Lines first."),
    kind(b"ARROW1", 0, "It is an Arrow table. Export it as CSV or JSON Lines first."),
    kind(b"FEA1", 0, "It is a Feather table. Export it as CSV or JSON Lines first."),
    kind(b"\x89HDF\r\n\x1A\n", 0, "It is an HDF5 file. Export it as CSV or JSON Lines first."),
    kind(b"\x93NUMPY", 0, "It is a NumPy array. There are no articles in it that could be read."),
    kind(b"\x00\x01\x00\x00Standard Jet DB", 0, "It is a Microsoft Access database. Export its tables as CSV first."),
    kind(b"\x00\x01\x00\x00Standard ACE DB", 0, "It is a Microsoft Access database. Export its tables as CSV first."),
    kind(b"\x04\x22\x4D\x18", 0, "It is compressed with lz4. Unpack it first, with `unlz4`."),
    kind(b"LZIP", 0, "It is compressed with lzip. Unpack it first."),
    kind(b"\x1F\x9D", 0, "It is compressed with compress. Unpack it first, with `uncompress`."),
    kind(b"Rar!\x1A\x07", 0, "It is a RAR archive. Unpack it first."),
    kind(b"ustar", 257, "It is a tar archive. Unpack it into a folder first, with `tar xf`, and open the folder."),
    kind(b"PACK\x00\x00\x00", 0, "It is a pack of a git repository without the repository around it."),
    kind(b"# v2 git bundle", 0, GIT_BUNDLE),
    kind(b"# v3 git bundle", 0, GIT_BUNDLE),
    kind(
        b"version https://git-lfs.github.com/spec/",
        0,
        "It only points to a file kept elsewhere by Git LFS. Fetch it first, with `git lfs pull`.",
    ),
    kind(b"bplist00", 0, "It is a binary property list, as Safari saves pages in. Save the page as HTML instead."),
    kind(b"-----BEGIN PGP", 0, "It is encrypted or signed with PGP. Decrypt it first."),
    kind(b"age-encryption.org/", 0, "It is encrypted with age. Decrypt it first."),
    kind(b"Salted__", 0, "It is encrypted with OpenSSL. Decrypt it first."),
];

/// Kinds that formats read in part: told only where no format says what a file lacks.
const VAGUE: &[Kind] = &[
    kind(
        b"SQLite format 3\x00",
        0,
        "It is a SQLite database of none of the kinds that are known. Export its articles as CSV or JSON Lines first.",
    ),
    kind(
        b"7z\xBC\xAF\x27\x1C",
        0,
        "It is a 7z archive that no format knows. Unpack it into a folder first and open the folder.",
    ),
    kind(
        b"PK\x03\x04",
        0,
        "It is a zip archive that no format knows. Unpack it into a folder first and open the folder.",
    ),
    kind(b"PK\x05\x06", 0, "It is an empty zip archive."),
];

const POSTGRES: &str = "It is a PostgreSQL dump. Export the tables of articles and versions as CSV or JSON.";
const MYSQL: &str = "It is a data file of a MySQL server. Export the tables with `mysqldump`, or as CSV.";
const GIT_BUNDLE: &str = "It is a git bundle. Clone it first, with `git clone`, and open the folder.";

/// What a file is of a kind that no format reads, as sentences; `None` where its kind is not known.
pub(super) fn sentence(probe: &Probe<'_>) -> Option<String> {
    let said = marked(KINDS, probe.bytes).or_else(|| zip(probe.bytes)).or_else(|| text(probe))?;
    Some(format!("{said} It was left out."))
}

/// What a file is of a kind of which formats read some, where none of them comes near.
pub(super) fn vague_sentence(probe: &Probe<'_>) -> Option<String> {
    marked(VAGUE, probe.bytes).map(|said| format!("{said} It was left out."))
}

fn marked(kinds: &[Kind], bytes: &[u8]) -> Option<&'static str> {
    let marked = |kind: &&Kind| bytes.get(kind.at..).is_some_and(|bytes| bytes.starts_with(kind.mark));
    kinds.iter().find(marked).map(|kind| kind.sentence)
}

/// What a zip archive is, by the names of its first members.
fn zip(bytes: &[u8]) -> Option<&'static str> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    let kinds: [(&[u8], &str); 6] = [
        (b"word/", "It is a Word document. Save it as plain text or HTML first."),
        (b"xl/", "It is an Excel workbook. Save its sheets as CSV first."),
        (b"ppt/", "It is a PowerPoint presentation. Save it as plain text or HTML first."),
        (b"mimetypeapplication/epub+zip", "It is an EPUB book. Unpack it into a folder first; its pages are HTML."),
        (
            b"mimetypeapplication/vnd.oasis.opendocument",
            "It is an OpenDocument file. Save it as plain text or HTML first.",
        ),
        (b"[Content_Types].xml", "It is an Office document. Save it as plain text or HTML first."),
    ];
    kinds.iter().find(|(name, _)| holds(name)).map(|(_, sentence)| *sentence)
}

/// What a text is that holds no article, or none in a form that is read.
fn text(probe: &Probe<'_>) -> Option<&'static str> {
    let head = probe.text.trim_start().get(..600).unwrap_or(probe.text.trim_start());
    let lower = head.to_ascii_lowercase();
    let has = |mark: &str| lower.contains(mark);
    let starts = |mark: &str| lower.starts_with(mark);
    if has("<rss") || has("<feed") && has("atom") || has("<rdf:rdf") {
        return Some("It is a feed: it lists articles, and holds no revisions of them.");
    }
    if has("<urlset") || has("<sitemapindex") {
        return Some("It is a site map: it lists addresses, and holds no articles.");
    }
    if has("multipart/related") && has("mime-version") {
        return Some("It is a page saved as MHTML. Save it as HTML instead.");
    }
    if starts("from ") && has("\nreceived:") || starts("return-path:") || starts("delivered-to:") {
        return Some("It is mail. Save the articles in it as plain text or HTML first.");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_named_and_something_can_be_done() {
        let mut tar = vec![0; 257];
        tar.extend(b"ustar");
        for (bytes, said) in [
            (&b"%PDF-1.7\n"[..], "a PDF document"),
            (b"PK\x03\x04....word/document.xml", "a Word document"),
            (b"PK\x03\x04....mimetypeapplication/epub+zip", "an EPUB book"),
            (b"PGDMP\x01\x0e", "a PostgreSQL dump"),
            (b"--\n-- PostgreSQL database dump\n", "a PostgreSQL dump"),
            (b"\xFE\x01\x0A\x00", "a data file of a MySQL server"),
            (&tar, "a tar archive"),
            (b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "a feed"),
            (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "MHTML"),
        ] {
            let text = String::from_utf8_lossy(bytes);
            let probe = Probe { name: "x", bytes, text: &text, tables: &[], whole: true };
            let told = sentence(&probe).unwrap_or_default();
            assert!(told.contains(said) && told.ends_with("It was left out."), "{said}: {told}");
        }
        let zip = Probe { name: "x", bytes: b"PK\x03\x04....a.txt", text: "", tables: &[], whole: true };
        assert!(sentence(&zip).is_none() && vague_sentence(&zip).is_some_and(|told| told.contains("a zip archive")));
        assert_eq!(sentence(&Probe { name: "x", bytes: b"plain", text: "plain", tables: &[], whole: true }), None);
    }
}
