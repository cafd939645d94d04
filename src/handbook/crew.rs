//! Work that several hands share: as many threads as the machine has cores.

use std::num::NonZero;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// More hands are not worth their memory.
const MOST: usize = 8;

/// Returns how many hands there are. The allocator of musl lets threads wait for each other so long
/// that two of them take longer than one.
fn hands() -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if cfg!(target_env = "musl") { 1 } else { cores.min(MOST) }
}

/// How many shares a hand gets at least, if there is work enough: one of them may take longer.
const EACH: usize = 2;

/// Does `work` for the numbers below `count`, at most `most` of them at a time, and returns the
/// results in order.
pub fn share<T: Send>(
    count: usize,
    most: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let hands = hands();
    let share = most.min(count.div_ceil(hands * EACH)).max(1);
    let shares = count.div_ceil(share);
    let range = |number: usize| number * share..count.min((number + 1) * share);
    let hands = hands.min(shares);
    if hands < 2 {
        return (0..shares).map(|number| work(range(number))).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(shares));
    let toil = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= shares {
                break;
            }
            let result = work(range(number));
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((number, result));
        }
    };
    thread::scope(|scope| {
        (1..hands).for_each(|_| drop(scope.spawn(toil)));
        toil();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does both at once, if there are hands for both.
pub fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if hands() < 2 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Does `work` for each thing, and returns the results in order.
pub fn each<'t, T: Sync, R: Send>(things: &'t [T], work: impl Fn(&'t T) -> R + Sync) -> Vec<R> {
    let shares = share(things.len(), 1, |range| {
        things.get(range).unwrap_or_default().iter().map(&work).collect::<Vec<_>>()
    });
    shares.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whoever_is_first() {
        for (count, size) in [(0, 3), (1, 3), (10, 3), (1000, 7)] {
            let numbers = share(count, size, Iterator::collect::<Vec<_>>).concat();
            assert_eq!(numbers, (0..count).collect::<Vec<_>>());
        }
    }
}
