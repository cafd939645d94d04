//! Putting many small things into order by counting, which costs the same for each of them.

/// Returns things by the number of their group, those of a group in the order in which they came,
/// and where each of the groups ends.
pub fn grouped<T: Copy>(
    things: impl Iterator<Item = (usize, T)> + Clone,
    groups: usize,
) -> (Vec<T>, Vec<usize>) {
    let mut ends = vec![0; groups];
    let Some((_, any)) = things.clone().next() else { return (Vec::new(), ends) };
    things.clone().for_each(|(group, _)| ends[group] += 1);
    let mut count = 0;
    for end in &mut ends {
        count += std::mem::replace(end, count);
    }
    // Until all are in their places, these are where the next of each group comes.
    let mut sorted = vec![any; count];
    for (group, thing) in things {
        sorted[ends[group]] = thing;
        ends[group] += 1;
    }
    (sorted, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_come_by_their_groups() {
        let things = [(2, 'a'), (0, 'b'), (2, 'c'), (0, 'd')];
        let (sorted, ends) = grouped(things.into_iter(), 4);
        assert_eq!((sorted, ends), (vec!['b', 'd', 'a', 'c'], vec![2, 2, 4, 4]));
        assert_eq!(grouped(std::iter::empty::<(usize, ())>(), 1), (vec![], vec![0]));
    }
}
