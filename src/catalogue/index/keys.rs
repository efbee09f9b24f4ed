//! Numbers that stand for texts.

use std::{
    hash::{BuildHasher, Hasher},
    sync::LazyLock,
};

use foldhash::quality::RandomState;

/// Keys of texts are another's in every run of the program: nobody can make a dump in which two of them are the same.
static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::default);

/// Gives texts their keys.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys(&'static RandomState);

impl Keys {
    /// Those of this run of the program.
    pub(super) fn of_this_run() -> Keys {
        Keys(&KEYS)
    }

    /// The key of a text. Keys are as good as random: they need no hashing.
    #[inline]
    pub(super) fn of(self, text: &[u8]) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write(text);
        hasher.finish()
    }
}
