//! Numbers found by key. The keys stand with what is numbered, so that a place costs five bytes and a
//! large index stays near.

use hashbrown::{DefaultHashBuilder, HashTable};

use core::hash::BuildHasher;

/// Finds the number of a key; whoever asks says which key a number has.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Index {
    pub(super) fn with_room(keys: usize) -> Self {
        Self { numbers: HashTable::with_capacity(keys), hasher: DefaultHashBuilder::default() }
    }

    pub(super) fn find(&self, key: u64, key_of: impl Fn(u32) -> u64) -> Option<u32> {
        self.numbers.find(self.hasher.hash_one(key), |number| key_of(*number) == key).copied()
    }

    /// The number of a key; `next`, if it has none yet.
    pub(super) fn number(&mut self, key: u64, next: u32, key_of: impl Fn(u32) -> u64) -> u32 {
        let hasher = &self.hasher;
        let hash = |number: &u32| hasher.hash_one(key_of(*number));
        let entry = self.numbers.entry(hasher.hash_one(key), |number| key_of(*number) == key, hash);
        *entry.or_insert(next).get()
    }
}
