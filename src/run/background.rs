//! Work that nobody waits for gives way to what somebody looks at.

/// Lowers the priority of the calling thread, and of the threads that it starts. Where a system knows priorities of
/// whole processes only, nothing is done: the screen would be slowed too.
pub(super) fn give_way() {
    #[cfg(target_os = "linux")]
    {
        // On Linux the nice value belongs to the thread (sched(7)). If it is refused, reading is merely less polite.
        let _ = rustix::process::nice(NICE);
    }
}

/// By how much it is lowered: readers share what the screen leaves, and are not starved by other programs.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;
