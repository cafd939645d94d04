//! Amounts of money.

use std::fmt;
use std::str::FromStr;

/// An amount in yuan, exact to the fen, written `160` or `27.50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    fen: u64,
}

impl Money {
    /// Makes an amount from fen, hundredths of a yuan.
    pub const fn from_fen(fen: u64) -> Self {
        Self { fen }
    }

    /// Returns the amount in fen.
    pub const fn as_fen(self) -> u64 {
        self.fen
    }
}

impl FromStr for Money {
    type Err = ParseMoneyError;

    fn from_str(text: &str) -> Result<Self, ParseMoneyError> {
        let error = || ParseMoneyError(text.to_owned());
        let (yuan, fen) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(yuan) || !digits(fen) || fen.len() != 2 || yuan.len() > 12 {
            return Err(error());
        }
        let yuan: u64 = yuan.parse().map_err(|_| error())?;
        let fen: u64 = fen.parse().map_err(|_| error())?;
        Ok(Self { fen: yuan * 100 + fen })
    }
}

deserialize_from_str!(Money, "an amount in yuan such as \"160\" or \"27.50\"");

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.fen / 100, self.fen % 100) {
            (yuan, 0) => write!(f, "{yuan}"),
            (yuan, fen) => write!(f, "{yuan}.{fen:02}"),
        }
    }
}

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseMoneyError(String);

impl fmt::Display for ParseMoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an amount in yuan, written as 160 or 27.50", self.0)
    }
}

impl std::error::Error for ParseMoneyError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_print_as_they_were_written() {
        for amount in ["0", "160", "27.50"] {
            assert_eq!(amount.parse::<Money>().unwrap().to_string(), amount);
        }
        for bad in ["", "-1", "1.5", "1,000", "160元", ".50"] {
            assert!(bad.parse::<Money>().is_err(), "{bad}");
        }
    }
}
