//! What is known of posts and people.

use alloc::vec::Vec;

use super::Store;
use super::kept::{BLANK, Kept, Latest, NONE, Settled};
use crate::network::habit::Signature;
use crate::network::record::{PEOPLE, Record, name_key};
use crate::network::tally::{Count, Past};

impl Store {
    /// The latest time of all posts.
    pub(in crate::network) fn latest(&self) -> Option<i64> {
        let at_hand = match self.latest {
            Latest::Never => None,
            Latest::At(time) => Some(time),
            Latest::Lost => self.posts().filter_map(Kept::time).max(),
        };
        at_hand.max((self.settled != Settled::NOTHING).then_some(self.settled.latest)).filter(|time| *time > i64::MIN)
    }

    pub(in crate::network) const fn settled(&self) -> Settled {
        self.settled
    }

    /// What was settled of a person.
    pub(in crate::network) fn past(&self, person: u32) -> Option<&Past> {
        self.people[person as usize].past.as_deref()
    }

    /// What was settled of anybody, in no order that means anything.
    pub(in crate::network) fn pasts(&self) -> impl Iterator<Item = (u32, &Past)> {
        self.people().filter_map(|person| Some((person, self.past(person)?)))
    }

    /// Whether any post of a person was seen, a repost or notice too.
    pub(in crate::network) fn wrote(&self, person: u32) -> bool {
        self.own(person).next().is_some() || self.past(person).is_some_and(|past| past.tally.of(Count::All) > 0.0)
    }

    /// Number of posts that are still to be counted.
    pub(in crate::network) fn len(&self) -> usize {
        self.posts.len() - self.retired - self.links
    }

    /// All posts that are still to be counted, in no order that means anything.
    pub(in crate::network) fn live(&self) -> impl Iterator<Item = &Kept> {
        self.posts().filter(|post| post.is_live())
    }

    /// All posts, in no order that means anything.
    pub(in crate::network) fn posts(&self) -> impl Iterator<Item = &Kept> {
        self.posts.iter().filter(|post| !post.retired)
    }

    /// Numbers of all people that were ever named, in no order that means anything.
    pub(in crate::network) fn people(&self) -> impl Iterator<Item = u32> {
        0..self.people.len() as u32
    }

    /// Keys and names of people, in no order that means anything.
    pub(in crate::network) fn names(&self) -> impl Iterator<Item = (u64, &str)> {
        self.people.iter().filter_map(|person| Some((person.key, person.name.as_deref()?)))
    }

    /// A person's name; empty if only the key is known.
    pub(in crate::network) fn name(&self, person: u32) -> &str {
        self.people[person as usize].name.as_deref().unwrap_or("")
    }

    /// The key of a person's name.
    pub(in crate::network) fn key(&self, person: u32) -> u64 {
        self.people[person as usize].key
    }

    /// A person's number.
    pub(in crate::network) fn find(&self, name: &str) -> Option<u32> {
        self.find_key(name_key(name))
    }

    pub(super) fn find_key(&self, key: u64) -> Option<u32> {
        self.keys.as_ref()?.find(key, |person| self.key(person))
    }

    /// The post under an id's key.
    pub(in crate::network) fn post_of(&self, id: u64) -> Option<&Kept> {
        let node = self.ids.as_ref()?.find(id, |node| self.nodes[node as usize].id)?;
        self.at(node)
    }

    /// The post at a place, if it was seen.
    pub(super) fn at(&self, node: u32) -> Option<&Kept> {
        self.posts.get(self.nodes.get(node as usize)?.post as usize)
    }

    /// The key of a post's id.
    pub(in crate::network) fn id(&self, post: &Kept) -> u64 {
        self.nodes[post.node as usize].id
    }

    pub(in crate::network) fn signature(&self, post: &Kept) -> &Signature {
        self.signatures.get(post.signature as usize).unwrap_or(&BLANK)
    }

    /// The posts of a person, latest arrival first.
    pub(in crate::network) fn own(&self, person: u32) -> impl Iterator<Item = &Kept> {
        let first = self.people.get(person as usize).map_or(NONE, |person| person.first_own);
        self.chain(first, |post| post.next_own)
    }

    pub(super) fn chain(&self, first: u32, next: fn(&Kept) -> u32) -> impl Iterator<Item = &Kept> {
        let all =
            core::iter::successors(self.posts.get(first as usize), move |post| self.posts.get(next(post) as usize));
        all.filter(|post| !post.retired)
    }

    /// A post as it is compared and written: by keys, not by numbers.
    pub(in crate::network) fn record(&self, post: &Kept) -> Record {
        let mut people = [0; PEOPLE];
        for (to, person) in people.iter_mut().zip(self.named(post)) {
            *to = self.people[person as usize].key;
        }
        Record {
            author: self.people.get(post.author as usize).map_or(0, |person| person.key),
            time: post.time,
            parent: self.nodes.get(post.parent as usize).map_or(0, |node| node.id),
            people,
            platform: post.platform,
            words: post.words,
            flags: post.flags,
            scores: post.scores,
            links: post.links,
            mentions: post.mentions,
            signature: *self.signature(post),
        }
    }

    /// How many posts and parents have a place.
    pub(in crate::network) fn nodes(&self) -> usize {
        self.nodes.len()
    }
}

impl PartialEq for Store {
    /// The same posts and names; the order they came in does not matter.
    fn eq(&self, other: &Self) -> bool {
        let known =
            |post: &Kept| other.post_of(self.id(post)).is_some_and(|twin| other.record(twin) == self.record(post));
        let met = |(_, name): (u64, &str)| other.find(name).is_some_and(|person| other.name(person) == name);
        // Partners by key, for numbers differ.
        let bonds = |store: &Self, past: &Past| {
            let mut bonds: Vec<_> = past.bonds.iter().map(|(who, bond)| (store.key(*who), bond.clone())).collect();
            bonds.sort_unstable_by_key(|(key, _)| *key);
            bonds
        };
        let counted = |(person, past): (u32, &Past)| {
            let twin = other.find_key(self.key(person)).and_then(|person| other.past(person));
            twin.is_some_and(|twin| past.alike(twin) && bonds(self, past) == bonds(other, twin))
        };
        self.len() == other.len()
            && self.links == other.links
            && self.settled == other.settled
            && self.pasts().count() == other.pasts().count()
            && self.pasts().all(counted)
            && self.names().count() == other.names().count()
            && self.posts().all(known)
            && self.names().all(met)
    }
}
