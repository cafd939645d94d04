//! Bytes made shorter, for the guides of a large handbook: fast to write, and far faster to read.
//!
//! ```text
//! length of the whole varint | a block of LZ4
//! ```

use lz4_flex::block::{compress, decompress_into};

use super::codec::{Damaged, Reader, write_varint};

/// The most bytes that one byte of a block stands for; a length that claims more is damage.
const MOST: usize = 255;

/// Appends bytes, squeezed.
pub(super) fn write(bytes: &[u8], out: &mut Vec<u8>) {
    write_varint(bytes.len() as u64, out);
    out.extend(compress(bytes));
}

/// Appends what was squeezed.
///
/// # Errors
/// When the bytes are damaged.
pub(super) fn read_onto(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Damaged> {
    let mut reader = Reader::new(bytes);
    let whole = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
    if whole > reader.rest().len().saturating_mul(MOST) {
        return Err(Damaged);
    }
    let start = out.len();
    out.resize(start + whole, 0);
    let room = out.get_mut(start..).unwrap_or_default();
    match decompress_into(reader.rest(), room) {
        Ok(written) if written == whole => Ok(()),
        _ => Err(Damaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<u8>, Damaged> {
        let mut out = Vec::new();
        read_onto(&mut out, bytes).map(|()| out)
    }

    #[track_caller]
    fn round_trip(bytes: &[u8]) -> usize {
        let mut squeezed = Vec::new();
        write(bytes, &mut squeezed);
        assert_eq!(read(&squeezed).as_deref(), Ok(bytes));
        squeezed.len()
    }

    #[test]
    fn what_was_squeezed_comes_back() {
        for text in ["", "a", "abcd", "abcabc", "转学转学转学", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa"]
        {
            round_trip(text.as_bytes());
        }
        let text = "先交材料，再交材料的复印件。".repeat(50);
        assert!(round_trip(text.as_bytes()) < 60);
        let bytes: Vec<u8> = (0..5_000_u32).map(|n| (n * n % 251).to_le_bytes()[0]).collect();
        round_trip(&bytes);
    }

    #[test]
    fn damaged_bytes_are_no_panic() {
        let mut squeezed = Vec::new();
        write("先交材料，再交材料的复印件。".repeat(9).as_bytes(), &mut squeezed);
        for at in 0..squeezed.len() {
            for bit in 0..8 {
                let mut damaged = squeezed.clone();
                damaged[at] ^= 1 << bit;
                let _ = read(&damaged);
                let _ = read(&damaged[..at]);
            }
        }
        assert_eq!(read(&[200, 200, 200, 200, 200, 1, 1, b'a', 120, 1, 0]), Err(Damaged));
    }
}
