//! Keys of a sorted table that are nearly a word: with letters missing, too many, wrong or swapped
//! with their neighbour.
//!
//! The keys are walked as if they were a tree: neighbours share the rows of the letters that they
//! begin with, and where every way to go on has too many slips, all keys with that beginning are
//! passed over.

use super::read::Index;
use super::table::Table;
use super::terms::{Kind, Term};
use crate::handbook::codec::Damaged;

/// The longest word that is compared, in bytes; people type none longer by hand.
const MAX_WORD: usize = 32;

/// More slips than are ever allowed.
const FAR: u8 = 9;

/// How many slips it takes from the beginnings of the typed word to one beginning of a key.
type Row = [u8; MAX_WORD + 1];

impl<'a> Index<'a> {
    /// Returns the words of the index that begin with a letter, without their endings, that are at
    /// most so many slips from `typed`, each with the number of its slips, in order.
    ///
    /// # Errors
    /// When the table of terms is damaged.
    pub fn words_near(&self, typed: &str, slips: u8) -> Result<Vec<(Term, u8)>, Damaged> {
        // Numbers come first, and a large handbook has many.
        let first = self.terms.first_from(&Kind::Word.key("a"))?;
        let near = keys_near(&self.terms, &Kind::Word.key(""), first, typed, slips)?;
        let term = |(position, slips)| Some((Term::at(position)?, slips));
        Ok(near.into_iter().filter_map(term).collect())
    }

    /// Returns the phrases of Latin letters that are at most so many slips from `typed`, each with
    /// the number of its slips, in order.
    ///
    /// # Errors
    /// When the table of phrases is damaged.
    pub fn phrases_near(&self, typed: &str, slips: u8) -> Result<Vec<(&'a str, u8)>, Damaged> {
        let mut phrases = Vec::new();
        for (position, slips) in keys_near(&self.phrases, b"", 0, typed, slips)? {
            let phrase = std::str::from_utf8(self.phrases.key(position)?).map_err(|_| Damaged)?;
            phrases.push((phrase, slips));
        }
        Ok(phrases)
    }
}

/// Returns the positions, from `first` on, of the keys that are `prefix` and then nearly `typed`.
fn keys_near(
    table: &Table<'_>,
    prefix: &[u8],
    first: usize,
    typed: &str,
    slips: u8,
) -> Result<Vec<(usize, u8)>, Damaged> {
    let mut near = Vec::new();
    if typed.is_empty() || typed.len() > MAX_WORD || slips >= FAR {
        return Ok(near);
    }
    let mut walk = Walk::new(typed.as_bytes(), slips);
    let mut entries = table.entries_from(first)?;
    while let Some((position, (key, _))) = entries.next()? {
        let Some(word) = key.strip_prefix(prefix) else { break };
        match walk.go_to(word) {
            Step::Near(slips) => near.push((position, slips)),
            Step::Far => {}
            Step::Lost(depth) => {
                entries.step_over(key.get(..prefix.len() + depth).ok_or(Damaged)?)?;
            }
        }
    }
    Ok(near)
}

/// What a key is.
enum Step {
    /// It is so many slips away.
    Near(u8),
    /// It is too far away.
    Far,
    /// Whatever begins with so many of its letters is too far away.
    Lost(usize),
}

/// A walk over keys in order.
struct Walk<'t> {
    typed: &'t [u8],
    most: u8,
    /// The letters of the key so far, of which there are rows.
    letters: Vec<u8>,
    /// A row for no letter and one for each letter.
    rows: Vec<Row>,
}

impl<'t> Walk<'t> {
    fn new(typed: &'t [u8], most: u8) -> Self {
        let mut first = [FAR; MAX_WORD + 1];
        for (cell, slips) in first.iter_mut().zip(0..=most) {
            *cell = slips;
        }
        Self { typed, most, letters: Vec::with_capacity(MAX_WORD), rows: vec![first] }
    }

    /// Goes on from the last key to this one.
    fn go_to(&mut self, key: &[u8]) -> Step {
        let shared = self.letters.iter().zip(key).take_while(|(a, b)| a == b).count();
        self.letters.truncate(shared);
        self.rows.truncate(shared + 1);
        for (depth, &letter) in key.iter().enumerate().skip(shared) {
            if !self.push(letter) {
                return Step::Lost(depth + 1);
            }
        }
        let slips = self.rows.last().and_then(|row| row.get(self.typed.len())).copied();
        slips.filter(|slips| *slips <= self.most).map_or(Step::Far, Step::Near)
    }

    /// Adds a letter; says whether the typed word can still be reached. A row that is lost is not
    /// kept.
    fn push(&mut self, letter: u8) -> bool {
        let row = self.row(letter);
        let can_go_on = row.iter().any(|slips| *slips <= self.most);
        if can_go_on {
            self.rows.push(row);
            self.letters.push(letter);
        }
        can_go_on
    }

    /// Computes the row of one letter more: only the cells that are not too far off its diagonal.
    fn row(&self, letter: u8) -> Row {
        let mut row = [FAR; MAX_WORD + 1];
        let depth = self.rows.len();
        let above = self.rows.last();
        let before = depth.checked_sub(2).and_then(|at| self.rows.get(at));
        let most = usize::from(self.most);
        let at = |row: Option<&Row>, j: Option<usize>| {
            j.and_then(|j| row?.get(j).copied()).unwrap_or(FAR)
        };
        for j in depth.saturating_sub(most)..=self.typed.len().min(depth + most) {
            let left = j.checked_sub(1);
            let typed = left.and_then(|left| self.typed.get(left));
            let wrong = u8::from(typed != Some(&letter));
            let mut least = at(above, left) + wrong;
            least = least.min(at(above, Some(j)) + 1).min(at(Some(&row), left) + 1);
            let earlier = j.checked_sub(2);
            let is_swap = typed.is_some()
                && typed == self.letters.last()
                && earlier.and_then(|earlier| self.typed.get(earlier)) == Some(&letter);
            if is_swap {
                least = least.min(at(before, earlier) + 1);
            }
            if let Some(cell) = row.get_mut(j) {
                *cell = least.min(FAR);
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::table;
    use super::*;

    #[track_caller]
    fn case(words: &[&str], typed: &str, slips: u8, expected: &[(&str, u8)]) {
        let entries: BTreeMap<Vec<u8>, Vec<u8>> =
            words.iter().map(|word| (Kind::Word.key(word), Vec::new())).collect();
        let bytes = table::write(&entries);
        let table = Table::open(bytes.as_slice().into()).unwrap();
        let near = keys_near(&table, b"w", 0, typed, slips).unwrap();
        let word = |at: usize| std::str::from_utf8(&table.key(at).unwrap()[1..]).unwrap();
        let near: Vec<_> = near.into_iter().map(|(at, slips)| (word(at), slips)).collect();
        assert_eq!(near, expected, "{typed}");
    }

    #[test]
    fn one_slip_of_any_kind_is_found() {
        let words = ["fee", "certificat", "teach", "teacher", "transfer", "transferal", "zone"];
        for typed in ["tranfser", "transfr", "transferr", "trensfer", "ransfer", "rtansfer"] {
            case(&words, typed, 1, &[("transfer", 1)]);
        }
        case(&words, "transfer", 1, &[("transfer", 0)]);
        case(&words, "teache", 1, &[("teach", 1), ("teacher", 1)]);
        case(&words, "tarnfser", 1, &[]);
        case(&words, "tarnfser", 2, &[("transfer", 2)]);
        case(&words, "", 1, &[]);
        case(&words, &"a".repeat(1_000), 2, &[]);
    }

    /// The same by a plain table of all cells.
    fn slips(a: &[u8], b: &[u8]) -> usize {
        let mut cells = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    cells[i][j] = i + j;
                    continue;
                }
                let wrong = usize::from(a[i - 1] != b[j - 1]);
                let mut least = (cells[i - 1][j - 1] + wrong).min(cells[i - 1][j] + 1);
                least = least.min(cells[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(cells[i - 2][j - 2] + 1);
                }
                cells[i][j] = least;
            }
        }
        cells[a.len()][b.len()]
    }

    #[test]
    fn the_walk_finds_what_comparing_every_word_finds() {
        let letter = |seed: usize, at: u32| ["a", "b", "c"][seed / 3_usize.pow(at) % 3];
        let word = |seed: usize| -> String {
            (0..3 + u32::try_from(seed % 4).unwrap()).map(|at| letter(seed, at)).collect()
        };
        let words: Vec<String> = (0..700).map(word).collect();
        let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        sorted.dedup();
        for typed in words.iter().step_by(7) {
            for most in [1, 2] {
                let all = sorted.iter().map(|word| {
                    let slips = slips(typed.as_bytes(), word.as_bytes());
                    (*word, u8::try_from(slips).unwrap())
                });
                let expected: Vec<_> = all.filter(|(_, slips)| *slips <= most).collect();
                case(&sorted, typed, most, &expected);
            }
        }
    }
}
