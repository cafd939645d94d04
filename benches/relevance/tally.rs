//! Counting how early right hits come.

use std::fmt;

/// The ranks of the first right hits of some questions.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    ranks: Vec<Option<usize>>,
}

impl Tally {
    /// Adds the position of the first right hit, from 0; nothing if no hit is right.
    pub(crate) fn add(&mut self, rank: Option<usize>) {
        self.ranks.push(rank);
    }

    /// Returns how many questions were asked.
    pub(crate) const fn count(&self) -> usize {
        self.ranks.len()
    }

    /// Returns the share of questions, in per cent, that have a right hit among the first.
    fn share_within(&self, first: usize) -> f64 {
        let within = self.ranks.iter().flatten().filter(|&&rank| rank < first).count();
        100.0 * as_real(within) / as_real(self.count().max(1))
    }

    /// Returns the mean of one over the rank.
    fn mean(&self) -> f64 {
        let reciprocals = self.ranks.iter().flatten().map(|&rank| 1.0 / as_real(rank + 1));
        reciprocals.fold(0.0, |sum, one| sum + one) / as_real(self.count().max(1))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ranks.is_empty() {
            return write!(f, "{:17}", "-");
        }
        write!(f, "{:5.1} {:5.1} {:.3}", self.share_within(1), self.share_within(3), self.mean())
    }
}

/// Returns a small count as a real number.
fn as_real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
