//! Posts and names as they came: written one after the other, looked at when somebody asks.

use alloc::string::String;
use alloc::vec::Vec;

use super::habit::Signature;
use super::record::{PEOPLE, Record, name_key};
use super::store::Store;

/// Posts and names in the order they came, some of them several times.
#[derive(Clone, Debug)]
pub(super) struct Log {
    rows: Vec<Row>,
    /// Whom the posts address, and what their texts are compared by, one post's after the other's.
    people: Vec<u64>,
    signatures: Vec<Signature>,
    names: Names,
    /// How many rows there may be before repeated ones are looked for.
    roomy: usize,
    looks: u32,
}

/// A record without what most records do not have.
#[derive(Clone, Debug)]
struct Row {
    id: u64,
    author: u64,
    parent: u64,
    time: i64,
    platform: u32,
    scores: [u16; 6],
    words: u16,
    flags: u16,
    links: u8,
    mentions: u8,
    /// How many people it addresses, and whether its text can be compared.
    named: u8,
    signed: bool,
}

/// Fewest rows that are looked through for repeated ones.
const ROOMY: usize = 1 << 13;

impl Log {
    pub(super) const fn new() -> Self {
        Self {
            rows: Vec::new(),
            people: Vec::new(),
            signatures: Vec::new(),
            names: Names::new(),
            roomy: ROOMY,
            looks: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn meet(&mut self, name: &str, key: u64) {
        self.names.add(name, key);
    }

    pub(super) fn keep(&mut self, id: u64, record: &Record) {
        self.write(id, record);
        self.look();
    }

    fn write(&mut self, id: u64, record: &Record) {
        let named = record.people.iter().take_while(|key| **key != 0).count();
        let signed = record.signature != [0; 32];
        let &Record { author, time, parent, platform, words, flags, scores, links, mentions, .. } = record;
        let row = Row {
            id,
            author,
            parent,
            time,
            platform,
            scores,
            words,
            flags,
            links,
            mentions,
            named: named as u8,
            signed,
        };
        self.rows.push(row);
        self.people.extend_from_slice(&record.people[..named]);
        if signed {
            self.signatures.push(record.signature);
        }
    }

    /// The records under their ids.
    fn records(&self) -> impl Iterator<Item = (u64, Record)> {
        let (mut people, mut signatures) = (self.people.iter(), self.signatures.iter());
        self.rows.iter().map(move |row| {
            let &Row { id, author, parent, time, platform, scores, words, flags, links, mentions, named, signed } = row;
            let mut addressed = [0; PEOPLE];
            addressed.iter_mut().zip(people.by_ref().take(named.into())).for_each(|(to, key)| *to = *key);
            let signature = signatures.by_ref().take(signed.into()).next().copied().unwrap_or_default();
            let people = addressed;
            (id, Record { author, time, parent, people, platform, words, flags, scores, links, mentions, signature })
        })
    }

    /// Takes in what another log has.
    pub(super) fn append(&mut self, other: &Self) {
        self.rows.extend_from_slice(&other.rows);
        self.people.extend_from_slice(&other.people);
        self.signatures.extend_from_slice(&other.signatures);
        self.names.append(&other.names);
        self.look();
    }

    /// Takes in what a store knows that has settled nothing.
    pub(super) fn take(&mut self, store: &Store) {
        store.posts().for_each(|post| self.write(store.id(post), &store.record(post)));
        store.names().for_each(|(key, name)| self.names.add(name, key));
        self.look();
    }

    /// The same posts and people, found by key and linked.
    pub(super) fn linked(&self) -> Store {
        let mut store = Store::with_room(self.rows.len());
        self.link_into(&mut store);
        store
    }

    /// Makes these posts and people known to a store.
    pub(super) fn link_into(&self, store: &mut Store) {
        for name in self.names.iter() {
            store.meet(name, name_key(name));
        }
        for (id, record) in self.records() {
            store.keep(id, &record);
        }
    }

    /// Lets go of repeated rows where they are many, so that a post that comes again without end takes
    /// no memory without end. Rows double from one look to the next, so that looking costs each little.
    fn look(&mut self) {
        if self.rows.len() < self.roomy {
            return;
        }
        self.looks += 1;
        self.roomy = ROOMY.max(2 * self.rows.len());
        // One id in 64 shows what a stream repeats; all are looked at lest somebody repeats the others.
        let shown = if self.looks % 4 == 0 { u64::MAX } else { u64::MAX / 64 };
        let mut ids: Vec<u64> = self.rows.iter().map(|row| row.id).filter(|id| *id <= shown).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() < all / 4 * 3 {
            let mut store = Store::new();
            self.link_into(&mut store);
            *self = Self::new();
            self.take(&store);
        }
    }
}

/// Names one after the other; those that came lately are not written again.
#[derive(Clone, Debug)]
struct Names {
    text: String,
    /// Where each name ends.
    ends: Vec<usize>,
    /// Names that came lately, at places that their keys choose: the key, and the place among `ends`.
    recent: Vec<(u64, usize)>,
}

/// Most names that are known as lately come: 128 KiB of places, so that they stay near.
const RECENT: usize = 1 << 13;

impl Names {
    const fn new() -> Self {
        Self { text: String::new(), ends: Vec::new(), recent: Vec::new() }
    }

    fn add(&mut self, name: &str, key: u64) {
        if self.recent.len() <= self.ends.len() && self.recent.len() < RECENT {
            self.recent = alloc::vec![(0, 0); (2 * self.recent.len()).max(8)];
        }
        let slot = key as usize & (self.recent.len() - 1);
        let (before, at) = self.recent[slot];
        // Two names may have one key.
        if before != key || self.get(at) != name {
            self.recent[slot] = (key, self.ends.len());
            self.text.push_str(name);
            self.ends.push(self.text.len());
        }
    }

    fn get(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[at]]
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|at| self.get(at))
    }

    fn append(&mut self, other: &Self) {
        let from = self.text.len();
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| from + end));
    }
}
