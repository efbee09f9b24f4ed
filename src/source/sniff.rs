//! Which format reads a file, told by its first bytes.

use std::io::Read;

use super::{
    Confidence, FORMATS, Format, Input, PassedOver, Probe, Reading, SourceError, decode, foreign, limits, own, sqlite,
};

/// Reads a file by the format it is known to have, or by the one that knows its beginning best.
pub(super) fn offered(
    format: Option<&'static dyn Format>,
    input: &Input<'_>,
    (bytes, whole): (&[u8], bool),
    quiet: bool,
    out: &mut Reading<'_>,
) -> Result<(), SourceError> {
    match format.map_or_else(|| sniff(input, bytes, whole), Sniffed::Format) {
        Sniffed::Format(format) => read(format, input, out),
        Sniffed::Unknown(_) if quiet => {
            out.skip(PassedOver::Workshop, 1);
            Ok(())
        }
        Sniffed::PassedOver(why) => {
            out.skip(why, 1);
            Ok(())
        }
        Sniffed::Unknown(sentence) => Err(SourceError::malformed(sentence)),
    }
}

/// Reads a file by a format.
pub(super) fn read(format: &dyn Format, input: &Input<'_>, out: &mut Reading<'_>) -> Result<(), SourceError> {
    if !format.tells_apart() {
        out.pass();
    }
    out.read_by(format.name());
    format.read(input, out)
}

/// Bytes for which there is room before it is known how many come: most files are read at once.
const ROOM: usize = 16 << 10;

/// The first bytes of a file, unpacked, and whether they are all.
pub(super) fn head(input: &Input<'_>) -> Result<(Vec<u8>, bool), SourceError> {
    let mut bytes = Vec::with_capacity(ROOM);
    let mut stream = input.open()?.take(limits::PROBE as u64 + 1);
    let read = stream.read_to_end(&mut bytes);
    // A stream damaged further on still has a beginning to be judged by; reading it again tells of the damage.
    let whole = match read {
        Err(error) if bytes.is_empty() => return Err(error.into()),
        read => read.is_ok() && bytes.len() <= limits::PROBE,
    };
    bytes.truncate(limits::PROBE);
    // What was taken for the probe does not count as read; a small file counts when it ends.
    input.meter.reset();
    Ok((bytes, whole))
}

/// Reads a part of a claimed folder by whatever format but `claimant` knows it; told where none does.
///
/// # Errors
/// When somebody asked to stop, or the file is made to fill memory.
pub(super) fn read_part(part: &Input<'_>, claimant: &'static str, out: &mut Reading<'_>) -> Result<(), SourceError> {
    out.within(part.shown());
    let done = head(part).and_then(|(bytes, whole)| match sniff(part, &bytes, whole) {
        Sniffed::Format(format) => {
            out.read_by(format.name());
            let done = format.read(part, out);
            out.back_to(claimant);
            done
        }
        Sniffed::PassedOver(why) => {
            out.skip(why, 1);
            Ok(())
        }
        Sniffed::Unknown(sentence) => Err(SourceError::malformed(sentence)),
    });
    match done {
        Err(error @ (SourceError::Cancelled | SourceError::Bomb)) => Err(error),
        Err(error) => {
            out.problem("", error.to_string());
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// The format that makes something of a packed file whose beginning is damaged.
pub(super) fn damaged(input: &Input<'_>) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.reads_damaged(input.name()))
}

/// Whether a file, by its beginning and whether that is all, is a document that the program made of a diff.
pub(super) fn is_own(bytes: &[u8], whole: bool) -> bool {
    own::is_document(&decode::decode(bytes, None).text, whole)
}

/// Whether a part of a claimed folder is known by its content for something else than `claimant` reads.
pub(super) fn is_other(part: &Input<'_>, claimant: &str) -> bool {
    match head(part) {
        Ok((bytes, whole)) if part.options.from.is_none() => {
            let text = decode::decode(&bytes, None).text;
            let probe = Probe { name: part.name(), bytes: &bytes, text: &text, tables: &[], whole };
            own::is_document(&text, whole) || known_better(&probe, claimant).is_some()
        }
        _ => false,
    }
}

/// The format that knows a part of a claimed folder by its content, and surely enough to have it instead of `claimant`.
pub(super) fn better_format(part: &Input<'_>, claimant: &str) -> Option<&'static dyn Format> {
    let forced = part.options.from.is_some();
    let (bytes, whole) = head(part).ok().filter(|_| !forced)?;
    let text = decode::decode(&bytes, None).text;
    known_better(&Probe { name: part.name(), bytes: &bytes, text: &text, tables: &[], whole }, claimant)
}

fn known_better(probe: &Probe<'_>, claimant: &str) -> Option<&'static dyn Format> {
    let sure = |f: &&'static dyn Format| f.name() != claimant && f.sniff(probe) >= Confidence::Likely;
    FORMATS.iter().copied().find(sure)
}

enum Sniffed {
    Format(&'static dyn Format),
    PassedOver(PassedOver),
    Unknown(String),
}

fn sniff(input: &Input<'_>, bytes: &[u8], whole: bool) -> Sniffed {
    if is_media(bytes) {
        return Sniffed::PassedOver(PassedOver::Media);
    }
    let decoded = decode::decode(bytes, None);
    if own::is_document(&decoded.text, whole) {
        return Sniffed::PassedOver(PassedOver::Own);
    }
    let text = if decode::is_binary(&decoded.text) { "" } else { decoded.text.as_ref() };
    let tables = match bytes.starts_with(sqlite::MAGIC).then(|| input.database()) {
        Some(Ok(database)) => database.tables().to_vec(),
        Some(Err(error)) => return Sniffed::Unknown(error.to_string()),
        None => Vec::new(),
    };
    let probe = Probe { name: input.name(), bytes, text, tables: &tables, whole };
    let mut best: Option<(Confidence, &'static dyn Format)> = None;
    for format in FORMATS {
        let confidence = format.sniff(&probe);
        // What two formats lack weighs the same: the first is meant.
        let near = |c: &Confidence| matches!(c, Confidence::Near(_));
        let better = |best: &Confidence| confidence > *best && !(near(&confidence) && near(best));
        if confidence > Confidence::No && best.as_ref().is_none_or(|(b, _)| better(b)) {
            best = Some((confidence, *format));
        }
    }
    match best {
        Some((confidence, format)) if confidence.reads() => Sniffed::Format(format),
        _ if let Some(sentence) = foreign::sentence(&probe) => Sniffed::Unknown(sentence),
        Some((Confidence::Near(lack), format)) => Sniffed::Unknown(format!(
            "No format knows it. It resembles {}, but {lack}. It was left out.",
            format.name()
        )),
        _ if !tables.is_empty() => {
            let named: Vec<&str> = tables.iter().take(8).map(|table| table.name.as_str()).collect();
            Sniffed::Unknown(format!("It is an SQLite database, but no format knows its tables: {}.", named.join(", ")))
        }
        _ if let Some(sentence) = foreign::vague_sentence(&probe) => Sniffed::Unknown(sentence),
        _ if probe.is_text() => Sniffed::Unknown("No format knows this kind of text; it was left out.".into()),
        _ => match damaged(input) {
            Some(format) => Sniffed::Format(format),
            None => Sniffed::Unknown("No format knows it; it is no text, and was left out.".into()),
        },
    }
}

/// Pictures, sound, fonts and programs, by their first bytes; and what SQLite keeps beside a database, which is read
/// together with it.
fn is_media(bytes: &[u8]) -> bool {
    const MARKS: [&[u8]; 16] = [
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"wOFF",
        b"wOF2",
        b"\x00\x01\x00\x00\x00",
        b"ID3",
        b"OggS",
        b"\x7FELF",
        b"\x00\x00\x01\x00",
        b"OTTO",
        b"\x1AE\xDF\xA3",
        b"\x37\x7F\x06\x82",
        b"\x37\x7F\x06\x83",
        b"\xD9\xD5\x05\xF9\x20\xA1\x63\xD7",
        b"\x18\xE2\x2D\x00\x00\x00\x00\x00",
    ];
    MARKS.iter().any(|mark| bytes.starts_with(mark))
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
        || bytes.get(4..8) == Some(b"ftyp")
}
