//! The tables that come with the crate, indexed beforehand.
//!
//! `index.bin` lies in the program as look-ups need it, so that first use costs nothing and no memory.
//! It is made from the tables by the test below (`BLESS=1 cargo test --lib index`); a fingerprint tells
//! whether it still is what the tables say, and if not they are read instead.

use core::fmt;

use super::entry::{Code, Entry};
use super::mark::Mark;
use crate::fold::{Key, eight, key, key_start, key_step};

/// Open addressing: the upper half of a key, and a number of 32 bits.
type Slot = u64;

const fn bytes(slots: usize) -> usize {
    slots * size_of::<Slot>()
}

/// Slots for words and phrases, beginnings of stems, beginnings of runs, and codes in lists.
const WORDS: usize = 1 << 17;
const STEMS: usize = 1 << 12;
const RUNS: usize = 1 << 13;
const CODES: usize = 1 << 12;

/// Counts up whenever entries are packed or keys made otherwise, so that an older file is not read as a newer.
const LAYOUT: u64 = 2;

/// How the file is laid out.
const FINGERPRINT: usize = 8;
const STEMS_AT: usize = FINGERPRINT + bytes(WORDS);
const RUNS_AT: usize = STEMS_AT + bytes(STEMS);
const CODES_AT: usize = RUNS_AT + bytes(RUNS);
const SIZE: usize = CODES_AT + CODES * 2;

/// Laid out so that no slot lies on two lines of the cache.
#[repr(align(64))]
struct File([u8; SIZE]);

static FILE: File = File(*include_bytes!("index.bin"));

/// The built-in index.
#[derive(Clone, Copy)]
pub(super) struct Index(&'static File);

/// Says that it is there: a megabyte of numbers tells nobody anything.
impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Index")
    }
}

impl Index {
    /// The index of these tables, if it was made from them.
    pub(super) fn of(tables: &[(&str, &str)]) -> Option<Self> {
        (eight(&FILE.0, 0) == fingerprint(tables)).then_some(Self(&FILE))
    }

    #[inline]
    pub(super) fn find(self, key: Key) -> Entry {
        Entry(u64::from(look::<FINGERPRINT, WORDS>(self.0, key)))
    }

    /// Which lengths there are of stems that begin like this.
    #[inline]
    pub(super) fn stems(self, start: u64) -> u64 {
        u64::from(look::<STEMS_AT, STEMS>(self.0, start))
    }

    /// Which lengths there are of runs that begin with these characters.
    #[inline]
    pub(super) fn runs(self, pair: u64) -> u64 {
        u64::from(look::<RUNS_AT, RUNS>(self.0, pair))
    }

    pub(super) fn code(self, at: usize) -> Code {
        let at = CODES_AT + (at & (CODES - 1)) * 2;
        Code(u16::from_le_bytes([self.0.0[at], self.0.0[at + 1]]))
    }

    /// The codes of one list.
    pub(super) fn list(self, at: usize) -> impl Iterator<Item = Code> {
        let more = |code: &Code| code.0 & Code::MORE != 0;
        let mut last = false;
        (at..).map(move |at| self.code(at)).take_while(move |code| !core::mem::replace(&mut last, !more(code)))
    }
}

/// The number of a key in a table of the file; `0` if there is none.
#[inline(always)]
fn look<const AT: usize, const SLOTS: usize>(file: &File, key: Key) -> u32 {
    let mut slot = key as usize;
    loop {
        let at = AT + bytes(slot & (SLOTS - 1));
        let mut eight = [0; 8];
        eight.copy_from_slice(&file.0[at..at + 8]);
        let found = Slot::from_le_bytes(eight);
        // An empty slot ends the search with its zero.
        if (found ^ key) >> 32 == 0 || found == 0 {
            return found as u32;
        }
        slot += 1;
    }
}

/// A number that changes with any byte of the tables, with the numbers of the marks and with the layout.
fn fingerprint(tables: &[(&str, &str)]) -> u64 {
    let mut lanes = [key_start(tables.len()), LAYOUT, 2, 3];
    for (_, table) in tables {
        let (blocks, rest) = table.as_bytes().split_at(table.len() & !31);
        for block in blocks.chunks_exact(32) {
            for (lane, at) in lanes.iter_mut().zip([0, 8, 16, 24]) {
                *lane = key_step(*lane, eight(block, at));
            }
        }
        for at in [0, 8, 16, 24] {
            lanes[0] = key_step(lanes[0], eight(rest, at));
        }
        lanes[0] = key_step(lanes[0], table.len() as u64);
    }
    let marks = Mark::all().fold(0, |all, mark| key_step(all, key(mark.name().as_bytes())));
    lanes.into_iter().fold(marks, key_step)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use alloc::collections::BTreeMap;
    use alloc::vec;
    use alloc::vec::Vec;
    use std::{env, fs};

    use super::*;
    use crate::lexicon::entry::List;
    use crate::lexicon::own::{Own, Slots};
    use crate::lexicon::{Lexicon, TABLES};

    /// Puts what a table holds into slots, in order of the keys.
    fn fill(file: &mut [u8], slots: usize, from: &Slots, number: impl Fn(u64) -> u32) {
        let mut keys: Vec<_> = from.each().collect();
        keys.sort_unstable();
        assert!(keys.len() * 5 < slots * 3, "{} keys want more than {slots} slots", keys.len());
        for (key, value) in keys {
            let mut slot = key as usize & (slots - 1);
            while file[bytes(slot)..bytes(slot + 1)] != [0; 8] {
                let there = eight(file, bytes(slot));
                assert!((there ^ key) >> 32 != 0, "two keys look the same");
                slot = (slot + 1) & (slots - 1);
            }
            let made = key >> 32 << 32 | u64::from(number(value));
            assert!(number(value) != 0, "nothing is known of {key}");
            file[bytes(slot)..bytes(slot + 1)].copy_from_slice(&made.to_le_bytes());
        }
    }

    /// Lists written once each, and where each list of `own` went.
    fn lists(own: &Own) -> (Vec<u16>, BTreeMap<usize, usize>) {
        let (mut codes, mut seen, mut moved) = (vec![], BTreeMap::new(), BTreeMap::new());
        let mut entries: Vec<_> = own.slots.each().collect();
        entries.sort_unstable();
        for (_, entry) in entries {
            let Some(List::Own(at)) = Entry(entry).list() else { continue };
            let list: Vec<u16> = own.lists[at..at + own.len(at)].iter().map(|code| code.0).collect();
            let to = *seen.entry(list.clone()).or_insert(codes.len());
            if to == codes.len() {
                codes.extend(list);
            }
            moved.insert(at, to);
        }
        (codes, moved)
    }

    fn made() -> Vec<u8> {
        let own = Lexicon::read(TABLES).own;
        let mut file = vec![0; SIZE];
        let (codes, moved) = lists(&own);
        fill(&mut file[FINGERPRINT..STEMS_AT], WORDS, &own.slots, |entry| match Entry(entry).list() {
            Some(List::Own(at)) => Entry(entry).with_list(List::BuiltIn(moved[&at])).0 as u32,
            _ => entry as u32,
        });
        let lens = |lens| u32::try_from(lens).expect("stems and runs are short");
        fill(&mut file[STEMS_AT..RUNS_AT], STEMS, &own.stems, lens);
        fill(&mut file[RUNS_AT..CODES_AT], RUNS, &own.runs, lens);
        for (to, code) in file[CODES_AT..].chunks_exact_mut(2).zip(&codes) {
            to.copy_from_slice(&code.to_le_bytes());
        }
        assert!(codes.len() < CODES, "{} codes", codes.len());
        file[..FINGERPRINT].copy_from_slice(&fingerprint(TABLES).to_le_bytes());
        file
    }

    #[test]
    fn the_index_is_what_the_tables_say() {
        let (made, path) = (made(), concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/index.bin"));
        if env::var_os("BLESS").is_some() {
            fs::write(path, &made).expect("the index is written");
        }
        assert!(fs::read(path).expect("the index is there") == made, "BLESS=1 cargo test --lib index makes it anew");
    }
}
