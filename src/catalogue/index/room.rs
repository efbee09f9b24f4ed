//! Room for what is soon given back.

/// Bytes from which an allocation is a mapping of its own in any case, see [`list`]; what is not filled costs nothing. Other
/// libraries than GNU's need not be led to it.
const ROOM: usize = if cfg!(all(target_env = "gnu", not(test))) { 33 << 20 } else { 0 };

/// An empty list for many numbers that live as long as a batch.
///
/// The GNU C library maps large allocations, and gives them back to the system when they are freed; but each one below
/// 32 MB that is freed raises the size from which it does so, and with it what it keeps of every thread's heap (`mallopt(3)`,
/// `M_MMAP_THRESHOLD`). Lists of some megabytes that come and go with each batch made it keep several hundred megabytes,
/// the more the larger the archive. Lists that begin above that size do not.
pub(super) fn list<T>(least: usize) -> Vec<T> {
    Vec::with_capacity(least.max(ROOM / size_of::<T>().max(1)))
}

/// The same with so many of one value in it.
pub(super) fn filled<T: Clone>(value: T, count: usize) -> Vec<T> {
    let mut list = list(count);
    list.resize(count, value);
    list
}
