//! Bytes made shorter, for the guides of a large handbook: what stood before is named by where and
//! how long, as Lempel and Ziv taught.
//!
//! ```text
//! length of the whole varint | (literals varint | the literals | (copied varint, distance varint)) …
//! ```
//!
//! The last literals have nothing behind them. A guide is one to four kilobytes: a match is looked
//! for at the last place that began with the same four bytes and nowhere else, which writes 100 MB
//! a second and reads far more.

use super::codec::{Damaged, Reader, write_varint};

/// The shortest match that is worth naming.
const SHORTEST: usize = 4;

/// How many places of beginnings are remembered.
const REMEMBERED: usize = 1 << 11;

/// The most bytes that a length claims memory for before they are there.
const USUAL: usize = 1 << 16;

/// Appends bytes, squeezed.
pub(super) fn write(bytes: &[u8], out: &mut Vec<u8>) {
    write_varint(bytes.len() as u64, out);
    let mut places = [usize::MAX; REMEMBERED];
    let (mut at, mut kept) = (0, 0);
    while let Some(beginning) = bytes.get(at..).and_then(|rest| rest.first_chunk::<SHORTEST>()) {
        let before = places.get_mut(slot(*beginning)).map(|place| std::mem::replace(place, at));
        let length = before.map_or(0, |before| shared(bytes, before, at));
        if length < SHORTEST {
            at += 1;
            continue;
        }
        let distance = at - before.unwrap_or(at);
        write_literals(bytes.get(kept..at).unwrap_or_default(), out);
        write_varint((length - SHORTEST) as u64, out);
        write_varint(distance as u64, out);
        at += length;
        kept = at;
    }
    write_literals(bytes.get(kept..).unwrap_or_default(), out);
}

fn write_literals(literals: &[u8], out: &mut Vec<u8>) {
    write_varint(literals.len() as u64, out);
    out.extend_from_slice(literals);
}

/// Returns where a beginning is remembered.
fn slot(beginning: [u8; SHORTEST]) -> usize {
    let mixed = u32::from_le_bytes(beginning).wrapping_mul(0x9e37_79b1);
    usize::try_from(mixed >> 21).unwrap_or(0) % REMEMBERED
}

/// Returns how many bytes are the same from two places on.
fn shared(bytes: &[u8], before: usize, at: usize) -> usize {
    let (Some(before), Some(rest)) = (bytes.get(before..), bytes.get(at..)) else { return 0 };
    before.iter().zip(rest).take_while(|(a, b)| a == b).count()
}

/// Appends what was squeezed.
///
/// # Errors
/// When the bytes are damaged.
pub(super) fn read_onto(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), Damaged> {
    let mut reader = Reader::new(bytes);
    let whole = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
    let end = out.len().checked_add(whole).ok_or(Damaged)?;
    out.reserve(whole.min(USUAL));
    loop {
        let literals = reader.length()?;
        out.extend_from_slice(reader.take(literals)?);
        if reader.is_empty() {
            break;
        }
        let length = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
        let distance = usize::try_from(reader.varint()?).map_err(|_| Damaged)?;
        let length = length.checked_add(SHORTEST).ok_or(Damaged)?;
        if length > end.saturating_sub(out.len()) {
            return Err(Damaged);
        }
        repeat(out, distance, length)?;
    }
    if out.len() == end { Ok(()) } else { Err(Damaged) }
}

/// Appends bytes that stand so far before the end; they may reach beyond it and so repeat.
fn repeat(out: &mut Vec<u8>, distance: usize, length: usize) -> Result<(), Damaged> {
    let mut start = out.len().checked_sub(distance).filter(|_| distance > 0).ok_or(Damaged)?;
    let mut left = length;
    while left > 0 {
        let some = left.min(out.len() - start);
        out.extend_from_within(start..start + some);
        start += some;
        left -= some;
    }
    Ok(())
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
