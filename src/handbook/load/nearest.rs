//! Which known words are most like one that is not known.

/// How many letters are compared: as many as an id has.
const MOST_LETTERS: usize = crate::handbook::value::Slug::MAX_LEN;

/// Returns the words most like `word`, nearest first, at most `most`.
pub(super) fn nearest<'k>(
    word: &str,
    known: impl Iterator<Item = &'k str>,
    most: usize,
) -> Vec<String> {
    let mut near: Vec<(usize, &str)> = known.map(|other| (distance(word, other), other)).collect();
    near.sort_unstable();
    near.into_iter().take(most).map(|(_, other)| other.to_owned()).collect()
}

/// Returns those of [`nearest`] that somebody may have meant: less than half of it is different.
pub(super) fn meant<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Vec<String> {
    let common = |other: &str| word.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let is_like = |other: &&str| {
        let longer = word.len().max(other.len());
        // Hardly anybody mistakes the first letter, and comparing all of thousands takes long.
        common(other) > 2 || common(other) > 0 && distance(word, other) * 2 < longer
    };
    nearest(word, known.filter(is_like), 3)
}

/// Returns how many letters must be put in, taken out or exchanged to come from one to the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.bytes().take(MOST_LETTERS).enumerate() {
        let mut corner = line;
        let mut left = line + 1;
        for (cell, b) in row.iter_mut().zip(std::iter::once(None).chain(other.bytes().map(Some))) {
            let Some(b) = b else {
                *cell = left;
                continue;
            };
            let up = *cell;
            left = (corner + usize::from(a != b)).min(up + 1).min(left + 1);
            (corner, *cell) = (up, left);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_letters() {
        assert_eq!(distance("copys", "copies"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn the_nearest_come_first() {
        let known = ["summary", "steps", "status", "step"];
        assert_eq!(nearest("stpe", known.into_iter(), 2), ["step", "steps"]);
    }

    #[test]
    fn only_what_is_like_it_may_have_been_meant() {
        let known = ["general-office", "personnel", "court"];
        assert_eq!(meant("personel", known.into_iter()), ["personnel"]);
        assert_eq!(meant("general", known.into_iter()), ["general-office"]);
        assert_eq!(meant("zzz", known.into_iter()), [""; 0]);
    }
}
