//! Zstandard whose frames share a dictionary, as `.warc.zst` of Archive Team has it (IIPC's proposal for WARC): it stands in
//! a frame of its own before all others, which decoders that know nothing of it skip, packed or not.

use std::io::{self, BufRead, Read};

use zstd::stream::read::Decoder;

/// What the frame of a dictionary begins with; a length of four bytes follows.
const FRAME: [u8; 4] = [0x5D, 0x2A, 0x4D, 0x18];

/// What a dictionary begins with.
const DICTIONARY: [u8; 4] = [0x37, 0xA4, 0x30, 0xEC];

/// Bytes of a dictionary at most, unpacked. Those in use have about one million.
const MOST: u64 = 16 << 20;

/// Undoes Zstandard, with the dictionary that comes first if one does.
///
/// # Errors
/// When the stream cannot be read, or its dictionary is damaged or too large.
pub(super) fn decoder<R: BufRead + Send + 'static>(mut stream: R) -> io::Result<Box<dyn Read + Send>> {
    let Some(dictionary) = dictionary(&mut stream)? else { return Ok(Box::new(Decoder::with_buffer(stream)?)) };
    Ok(Box::new(Decoder::with_dictionary(stream, &dictionary)?))
}

/// The dictionary, where there is one. A frame of anything else is passed over.
fn dictionary(stream: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    if !stream.fill_buf()?.starts_with(&FRAME) {
        return Ok(None);
    }
    let mut head = [0; 8];
    stream.read_exact(&mut head)?;
    let [_, _, _, _, a, b, c, d] = head;
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    let large = || io::Error::new(io::ErrorKind::InvalidData, "its dictionary is larger than is read of one");
    if length > MOST {
        return Err(large());
    }
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        let mut unpacked = Vec::new();
        Decoder::with_buffer(&*bytes)?.take(MOST + 1).read_to_end(&mut unpacked)?;
        if unpacked.len() as u64 > MOST {
            return Err(large());
        }
        bytes = unpacked;
    }
    Ok(Some(bytes).filter(|bytes| bytes.starts_with(&DICTIONARY)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undone(parts: &[&[u8]]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        decoder(io::Cursor::new(parts.concat()))?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn frames_before_the_first_that_are_no_dictionary_cost_nothing_and_false_ones_end() -> io::Result<()> {
        let text = zstd::encode_all(&b"text"[..], 1)?;
        let bomb = zstd::encode_all(io::repeat(0).take(MOST + 9), 1)?;
        let frame = |bytes: &[u8]| [&FRAME[..], &(bytes.len() as u32).to_le_bytes(), bytes].concat();
        assert_eq!(undone(&[&text])?, b"text");
        assert_eq!(undone(&[&frame(b"note"), &text, &text])?, b"texttext");
        assert_eq!(undone(&[&frame(&text), &text])?, b"text");
        for false_one in [
            frame(&bomb),
            frame(&DICTIONARY),
            [&FRAME[..], &[0xFF; 4], b"short"].concat(),
            [&FRAME[..], &[9, 0, 0, 0], b"short"].concat(),
            FRAME.to_vec(),
        ] {
            assert!(undone(&[&false_one]).is_err() || undone(&[&false_one, &text]).is_err());
        }
        Ok(())
    }
}
