//! Where posts and people are kept: found by key in one step, linked to each other by number.
//!
//! The order in which things came shows in the numbers and nowhere else: whatever leaves this room
//! is sorted by time and key, or summed.

mod ask;
mod kept;
mod talk;

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::habit::Signature;
use super::index::Index;
use super::record::{NO_TIME, Record, SETTLED};
use super::tally::Past;

use kept::{BLANK, Latest, Naming, Node, Person};
pub(super) use kept::{Kept, NONE, Settled};

/// All posts and people.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    nodes: Vec<Node>,
    posts: Vec<Kept>,
    people: Vec<Person>,
    namings: Vec<Naming>,
    signatures: Vec<Signature>,
    ids: Option<Index>,
    keys: Option<Index>,
    retired: usize,
    /// Posts that are kept for their links alone.
    links: usize,
    latest: Latest,
    /// Everything before is settled, and the latest time of what is.
    settled: Settled,
}

impl Store {
    pub(super) const fn new() -> Self {
        Self {
            nodes: Vec::new(),
            posts: Vec::new(),
            people: Vec::new(),
            namings: Vec::new(),
            signatures: Vec::new(),
            ids: None,
            keys: None,
            retired: 0,
            links: 0,
            latest: Latest::Never,
            settled: Settled::NOTHING,
        }
    }

    /// A store with room for so many posts.
    pub(super) fn with_room(posts: usize) -> Self {
        Self {
            nodes: Vec::with_capacity(posts),
            posts: Vec::with_capacity(posts),
            ids: Some(Index::with_room(posts)),
            ..Self::new()
        }
    }

    /// Settles as far as another did; what is older and not counted yet is left out.
    pub(super) fn settle(&mut self, to: Settled) {
        let settled = self.settled;
        self.settled = Settled { before: settled.before.max(to.before), latest: settled.latest.max(to.latest) };
        if self.settled.before > settled.before && !self.posts.is_empty() {
            self.tidy();
        }
    }

    /// Takes in a name under its key; of two names under one key the smaller stays.
    pub(super) fn meet(&mut self, name: &str, key: u64) {
        let person = self.person(key);
        let kept = &mut self.people[person as usize].name;
        if kept.as_deref().is_none_or(|kept| name < kept) {
            *kept = Some(name.to_owned().into_boxed_str());
        }
    }

    /// The number of a person under that key.
    pub(super) fn person(&mut self, key: u64) -> u32 {
        let (people, next) = (&self.people, self.people.len() as u32);
        let person = self.keys.get_or_insert_default().number(key, next, |person| people[person as usize].key);
        if person == next {
            self.people.push(Person { key, name: None, first_own: NONE, first_naming: NONE, past: None });
        }
        person
    }

    fn node(&mut self, id: u64) -> u32 {
        let (nodes, next) = (&self.nodes, self.nodes.len() as u32);
        let node = self.ids.get_or_insert_default().number(id, next, |node| nodes[node as usize].id);
        if node == next {
            self.nodes.push(Node { id, post: NONE, first_answer: NONE });
        }
        node
    }

    /// Adds to what is settled of a person; partners are numbered as in this store.
    pub(super) fn add_past(&mut self, person: u32, past: Past) {
        let kept = &mut self.people[person as usize].past;
        match kept {
            Some(kept) => kept.merge(&past),
            None => *kept = Some(Box::new(past)),
        }
    }

    /// Takes in everything another store knows.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.settle(other.settled);
        for (key, name) in other.names() {
            self.meet(name, key);
        }
        for (person, past) in other.pasts() {
            let person = self.person(other.key(person));
            let past = past.clone().renumbered(|partner| self.person(other.key(partner)));
            self.add_past(person, past);
        }
        for post in other.posts() {
            self.keep(other.id(post), &other.record(post));
        }
    }

    /// Takes in a post; of two different ones under one id one stays, see [`Record::outlives`]. What
    /// comes after its time was settled is left out.
    pub(super) fn keep(&mut self, id: u64, record: &Record) {
        let late = record.time != NO_TIME && record.time < self.settled.before;
        if late && record.flags & SETTLED == 0 {
            return;
        }
        let full = self.nodes.len().max(self.posts.len()).max(self.namings.len()) >= (NONE - 8) as usize;
        let node = self.node(id);
        if let Some(kept) = self.at(node) {
            if full || !record.outlives(&self.record(kept)) {
                return;
            }
            self.retire(node);
        }
        if !full {
            self.link(node, record);
        }
        if self.retired > 1000 && self.retired > self.posts.len() / 2 {
            self.tidy();
        }
    }

    fn link(&mut self, node: u32, record: &Record) {
        let at = self.posts.len() as u32;
        let mut post = Kept {
            time: record.time,
            node,
            author: NONE,
            parent: NONE,
            platform: record.platform,
            signature: NONE,
            namings: self.namings.len() as u32,
            next_own: NONE,
            next_answer: NONE,
            scores: record.scores,
            words: record.words,
            flags: record.flags,
            named: 0,
            links: record.links,
            mentions: record.mentions,
            retired: false,
        };
        if record.author != 0 {
            post.author = self.person(record.author);
            post.next_own = core::mem::replace(&mut self.people[post.author as usize].first_own, at);
        }
        if record.parent != 0 {
            post.parent = self.node(record.parent);
            post.next_answer = core::mem::replace(&mut self.nodes[post.parent as usize].first_answer, at);
        }
        for key in record.people.into_iter().filter(|key| *key != 0) {
            let person = self.person(key);
            let naming = self.namings.len() as u32;
            let next = core::mem::replace(&mut self.people[person as usize].first_naming, naming);
            self.namings.push(Naming { person, post: at, next });
            post.named += 1;
        }
        if record.signature != BLANK {
            post.signature = self.signatures.len() as u32;
            self.signatures.push(record.signature);
        }
        self.latest = match (self.latest, post.time()) {
            (Latest::Never, Some(time)) => Latest::At(time),
            (Latest::At(latest), Some(time)) => Latest::At(latest.max(time)),
            (latest, _) => latest,
        };
        self.links += usize::from(!post.is_live());
        self.nodes[node as usize].post = at;
        self.posts.push(post);
    }

    fn retire(&mut self, node: u32) {
        let at = core::mem::replace(&mut self.nodes[node as usize].post, NONE);
        self.posts[at as usize].retired = true;
        self.links -= usize::from(!self.posts[at as usize].is_live());
        self.retired += 1;
        if matches!((self.latest, self.posts[at as usize].time()), (Latest::At(latest), Some(time)) if latest == time) {
            self.latest = Latest::Lost;
        }
    }

    /// Lets go of what was replaced, so that edits without end take no memory without end.
    fn tidy(&mut self) {
        let mut tidy = Self { settled: self.settled, ..Self::new() };
        tidy.absorb(self);
        *self = tidy;
    }
}
