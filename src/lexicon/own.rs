//! Words added at run time: open addressing, full keys.

use alloc::vec;
use alloc::vec::Vec;

use super::entry::{Code, Entry, List};
use super::index::Index;
use crate::fold::{Key, key_before};

/// A table from keys to numbers; `0` is no key.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    table: Vec<(Key, u64)>,
    used: usize,
}

impl Slots {
    fn with_room(entries: usize) -> Self {
        Self { table: vec![(0, 0); (entries * 2).next_power_of_two()], used: 0 }
    }

    pub(super) fn find(&self, key: Key) -> Option<u64> {
        let mask = self.table.len().checked_sub(1)?;
        let mut at = key as usize & mask;
        while self.table[at].0 != key {
            if self.table[at].0 == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
        Some(self.table[at].1)
    }

    /// The number of a key; a new one is what `or` says.
    fn entry(&mut self, key: Key, or: impl FnOnce() -> u64) -> &mut u64 {
        if (self.used + 1) * 2 > self.table.len() {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let mut at = key as usize & mask;
        while self.table[at].0 != 0 && self.table[at].0 != key {
            at = (at + 1) & mask;
        }
        if self.table[at].0 == 0 {
            self.used += 1;
            self.table[at] = (key, or());
        }
        &mut self.table[at].1
    }

    fn grow(&mut self) {
        let mut larger = Self::with_room(self.table.len().max(8));
        for (key, value) in self.each() {
            *larger.entry(key, || 0) = value;
        }
        *self = larger;
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (Key, u64)> {
        self.table.iter().copied().filter(|slot| slot.0 != 0)
    }
}

/// Words, phrases, stems and runs of one's own, over those of an index or of none.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) slots: Slots,
    /// For each beginning of stems, which lengths there are.
    pub(super) stems: Slots,
    /// For each pair of characters that runs begin with, which lengths there are.
    pub(super) runs: Slots,
    /// Marks of the entries that bear several; the first is a filler, so that no list begins at `0`.
    pub(super) lists: Vec<Code>,
}

impl Own {
    pub(super) fn with_room(entries: usize) -> Self {
        Self { slots: Slots::with_room(entries), ..Self::default() }
    }

    pub(super) fn find(&self, key: Key) -> Option<Entry> {
        self.slots.find(key).map(Entry)
    }

    /// Hangs a mark from the keys of an entry's words.
    pub(super) fn insert(&mut self, base: Option<Index>, words: &[Key], code: Code) {
        let Some((last, before)) = words.split_last() else { return };
        let known = |key| base.map_or(Entry::default(), |index| index.find(key)).0;
        let mut at = *last;
        for word in before.iter().rev() {
            let part = self.slots.entry(*word, || known(*word));
            *part = Entry(*part).leading().0;
            let tail = self.slots.entry(at, || known(at));
            *tail = Entry(*tail).following(*word).0;
            at = key_before(at, *word);
        }
        let old = Entry(*self.slots.entry(at, || known(at)));
        *self.slots.entry(at, || 0) = self.add_mark(base, old, code).0;
    }

    fn add_mark(&mut self, base: Option<Index>, old: Entry, code: Code) -> Entry {
        if !old.is_marked() {
            return old.with_single(code);
        }
        if self.lists.is_empty() {
            self.lists.push(Code::default());
        }
        if matches!(old.list(), Some(List::Own(at)) if self.len(at) >= MOST_MARKS) {
            return old;
        }
        let start = self.lists.len();
        // Marks of one entry lie together: a later line moves the earlier ones along.
        match old.list() {
            None => self.lists.push(old.single()),
            Some(List::BuiltIn(at)) => self.lists.extend(base.into_iter().flat_map(|index| index.list(at))),
            Some(List::Own(at)) => {
                let len = self.len(at);
                self.lists.extend_from_within(at..at + len);
            }
        }
        if let Some(last) = self.lists.last_mut() {
            last.0 |= Code::MORE;
        }
        self.lists.push(code);
        old.with_list(List::Own(start))
    }

    /// How many marks the list there holds.
    pub(super) fn len(&self, at: usize) -> usize {
        self.lists[at..].iter().position(|code| code.0 & Code::MORE == 0).unwrap_or(0) + 1
    }

    pub(super) fn add_stem(&mut self, start: u64, lens: u64) {
        *self.stems.entry(start, || 0) |= lens;
    }

    pub(super) fn add_run(&mut self, pair: u64, lens: u64) {
        *self.runs.entry(pair, || 0) |= lens;
    }
}

/// Marks that one entry bears at most; further ones are left out.
const MOST_MARKS: usize = 255;
