//! Keys, from the bytes that a terminal sends for them.

use std::io::{self, Read};

/// A key that means something in a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// To the answer above.
    Up,
    /// To the answer below.
    Down,
    /// Take the answer with the mark.
    Enter,
    /// A digit.
    Digit(usize),
    /// To the question before.
    Back,
    /// Leave the question open.
    Skip,
    /// Ask no more.
    Stop,
    /// Ctrl-C.
    Interrupt,
    /// Any other.
    Other,
}

/// Reads the next key. An Escape alone means nothing, so that nobody has to wait for it.
pub(super) fn read(input: &mut impl Read) -> io::Result<Key> {
    let Some(byte) = next(input)? else { return Ok(Key::Stop) };
    match byte {
        0x1b => escaped(input),
        0x80.. => wide(byte, input),
        _ => Ok(key(char::from(byte))),
    }
}

fn next(input: &mut impl Read) -> io::Result<Option<u8>> {
    let mut byte = [0];
    loop {
        match input.read(&mut byte) {
            Ok(0) => return Ok(None),
            Ok(_) => return Ok(byte.first().copied()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

const fn key(c: char) -> Key {
    match c {
        '\r' | '\n' => Key::Enter,
        '0'..='9' => Key::Digit(c as usize - '0' as usize),
        'k' | 'K' => Key::Up,
        'j' | 'J' => Key::Down,
        'b' | 'B' | '\u{8}' | '\u{7f}' => Key::Back,
        's' | 'S' => Key::Skip,
        'q' | 'Q' | '\u{4}' => Key::Stop,
        '\u{3}' => Key::Interrupt,
        _ => Key::Other,
    }
}

/// Reads what follows an Escape: `[A` and `OA` are the arrow up, as are `[1;2A` and its like.
fn escaped(input: &mut impl Read) -> io::Result<Key> {
    match next(input)? {
        Some(b'[' | b'O') => {}
        Some(0x1b) => return escaped(input),
        Some(byte) => return Ok(key(char::from(byte))),
        None => return Ok(Key::Stop),
    }
    while let Some(byte) = next(input)? {
        match byte {
            b'A' => return Ok(Key::Up),
            b'B' => return Ok(Key::Down),
            b'D' => return Ok(Key::Back),
            0x40..=0x7e => return Ok(Key::Other),
            _ => {}
        }
    }
    Ok(Key::Stop)
}

/// Reads the rest of a character: an input method may send full-width letters and digits.
fn wide(first: u8, input: &mut impl Read) -> io::Result<Key> {
    let rest = first.leading_ones().saturating_sub(1).min(3);
    let mut bytes = vec![first];
    for _ in 0..rest {
        bytes.extend(next(input)?);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.chars().next().map_or(Key::Other, |c| key(half(c))))
}

/// Returns the ASCII form of a full-width character.
pub(super) fn half(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(bytes: &str, keys: &[Key]) {
        let mut input = bytes.as_bytes();
        let mut read_keys = Vec::new();
        while !input.is_empty() {
            read_keys.push(read(&mut input).unwrap());
        }
        assert_eq!(read_keys, keys, "{bytes:?}");
    }

    #[test]
    fn keys_are_read_from_bytes() {
        case("\u{1b}[A\u{1b}[B\u{1b}OA\u{1b}OB", &[Key::Up, Key::Down, Key::Up, Key::Down]);
        case("\u{1b}[1;5A\u{1b}[D\u{1b}[3~", &[Key::Up, Key::Back, Key::Other]);
        case("\r\n1b\u{7f}", &[Key::Enter, Key::Enter, Key::Digit(1), Key::Back, Key::Back]);
        case("sqx", &[Key::Skip, Key::Stop, Key::Other]);
        case("\u{3}\u{4}", &[Key::Interrupt, Key::Stop]);
        case("３ｂ搬", &[Key::Digit(3), Key::Back, Key::Other]);
    }

    #[test]
    fn an_escape_alone_and_an_end_do_no_harm() {
        case("\u{1b}q", &[Key::Stop]);
        case("\u{1b}\u{1b}[A", &[Key::Up]);
        case("\u{1b}", &[Key::Stop]);
        case("\u{1b}[1;", &[Key::Stop]);
        assert_eq!(read(&mut &b""[..]).unwrap(), Key::Stop);
        assert_eq!(read(&mut &b"\xe6\x90"[..]).unwrap(), Key::Other);
        assert_eq!(read(&mut &b"\xff"[..]).unwrap(), Key::Other);
    }
}
