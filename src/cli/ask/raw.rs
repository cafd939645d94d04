//! Keys one by one: a terminal that does not wait for the end of a line.

/// A terminal that hands over each key; it is as before when this is dropped.
#[cfg(unix)]
#[derive(Debug)]
pub(super) struct Raw(rustix::termios::Termios);

#[cfg(unix)]
impl Raw {
    /// Asks standard input for each key; nothing if it cannot.
    ///
    /// Ctrl-C is then a key as well: whoever reads it leaves with the terminal as it was.
    pub(super) fn enter() -> Option<Self> {
        use rustix::termios::{
            LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr,
        };
        let before = tcgetattr(std::io::stdin()).ok()?;
        let mut raw = before.clone();
        let lines = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        raw.local_modes.remove(lines);
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(std::io::stdin(), OptionalActions::Now, &raw).ok()?;
        Some(Self(before))
    }
}

#[cfg(unix)]
impl Drop for Raw {
    fn drop(&mut self) {
        // A terminal that has gone away needs nothing.
        let _ = rustix::termios::tcsetattr(
            std::io::stdin(),
            rustix::termios::OptionalActions::Now,
            &self.0,
        );
    }
}

/// A terminal that hands over each key: there is none here, and questions are asked line by line.
#[cfg(not(unix))]
#[derive(Debug)]
pub(super) struct Raw;

#[cfg(not(unix))]
impl Raw {
    /// Returns nothing.
    pub(super) fn enter() -> Option<Self> {
        None
    }
}
