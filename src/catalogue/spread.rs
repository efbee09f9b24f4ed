//! Work shared by all processors, on threads of its own.
//!
//! Who holds the list's lock must not wait for the threads that everything else shares (rayon's): these may be waiting
//! for that lock.

use std::{num::NonZeroUsize, panic, thread};

/// Shares items out, a part to each processor; what was made of each part, in their order.
pub(super) fn spread<T: Send, R: Send>(items: &mut [T], work: impl Fn(&mut [T]) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let size = items.len().div_ceil(processors).max(1);
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = items.chunks_mut(size).map(|part| scope.spawn(move || work(part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_all_there_in_their_order() {
        for count in [0, 1, 2, 3, 1000] {
            let mut items: Vec<usize> = (0..count).collect();
            let parts = spread(&mut items, |part| {
                part.iter_mut().for_each(|item| *item += 1);
                part.to_vec()
            });
            assert_eq!(parts.concat(), (1..=count).collect::<Vec<_>>());
            assert_eq!(items, parts.concat());
        }
    }
}
