//! Large lines wait for one another: files are read side by side, but only one of them holds a large line or a large
//! file at a time, so that memory does not grow with the number of readers.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The one place for something large.
#[derive(Debug, Clone, Default)]
pub(super) struct Heavy(Arc<(Mutex<bool>, Condvar)>);

/// The place, taken until this is dropped.
///
/// Whoever holds it must not wait for another file, nor for another place: what waits for it is never waited for.
#[derive(Debug)]
pub(super) struct Weight(Heavy);

impl Heavy {
    /// Takes the place, waiting until it is free.
    pub(super) fn take(&self) -> Weight {
        let (taken, freed) = &*self.0;
        let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken {
            taken = freed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken = true;
        Weight(self.clone())
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        let (taken, freed) = &*self.0.0;
        *taken.lock().unwrap_or_else(PoisonError::into_inner) = false;
        freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::Heavy;

    #[test]
    fn one_holds_it_at_a_time() {
        let (heavy, inside, most) = (Heavy::default(), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _weight = heavy.take();
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
    }
}
