//! Where posts and people are kept: found by key in one step, linked to each other by number.
//!
//! The order in which things came shows in the numbers and nowhere else: whatever leaves this room
//! is sorted by time and key, or summed.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::habit::Signature;
use super::index::Index;
use super::record::{NO_TIME, OWN, PEOPLE, Record, SETTLED, name_key};
use super::tally::{Count, Past};

/// No number: nobody, nothing.
pub(super) const NONE: u32 = u32::MAX;

/// A text too short to be compared.
static BLANK: Signature = [0; 32];

/// A post as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    time: i64,
    /// Its own place in the conversation.
    pub(super) node: u32,
    pub(super) author: u32,
    /// The place of the post it answers.
    parent: u32,
    platform: u32,
    signature: u32,
    namings: u32,
    /// The post before this one by the same author, by the same parent.
    next_own: u32,
    next_answer: u32,
    scores: [u16; 6],
    pub(super) words: u16,
    flags: u16,
    named: u8,
    pub(super) links: u8,
    pub(super) mentions: u8,
    /// A smaller record came under the same id.
    retired: bool,
}

impl Kept {
    pub(super) const fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    pub(super) fn time(&self) -> Option<i64> {
        (self.time != NO_TIME).then_some(self.time)
    }

    /// One of the kept scores, in 1/65535.
    pub(super) fn raw(&self, which: usize) -> u64 {
        u64::from(self.scores[which])
    }

    /// Whether it is still to be counted.
    pub(super) const fn is_live(&self) -> bool {
        !self.has(SETTLED)
    }

    /// The platform as a number; zero where none is known.
    pub(super) const fn platform(&self) -> u32 {
        self.platform
    }
}

/// The place of a post in the conversation, whether it was seen or only answered.
#[derive(Clone, Debug)]
struct Node {
    id: u64,
    post: u32,
    first_answer: u32,
}

#[derive(Clone, Debug)]
struct Person {
    key: u64,
    name: Option<Box<str>>,
    first_own: u32,
    first_naming: u32,
    /// What was settled.
    past: Option<Box<Past>>,
}

/// That a post addresses somebody by its own evidence.
#[derive(Clone, Debug)]
struct Naming {
    person: u32,
    post: u32,
    next: u32,
}

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

/// Up to when posts are counted and gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Settled {
    pub(super) before: i64,
    pub(super) latest: i64,
}

impl Settled {
    pub(super) const NOTHING: Self = Self { before: i64::MIN, latest: i64::MIN };
}

impl Default for Settled {
    fn default() -> Self {
        Self::NOTHING
    }
}

/// The latest time of all posts.
#[derive(Clone, Copy, Debug, Default)]
enum Latest {
    #[default]
    Never,
    At(i64),
    /// The post that bore it was replaced: look again.
    Lost,
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

    /// The latest time of all posts.
    pub(super) fn latest(&self) -> Option<i64> {
        let at_hand = match self.latest {
            Latest::Never => None,
            Latest::At(time) => Some(time),
            Latest::Lost => self.posts().filter_map(Kept::time).max(),
        };
        at_hand.max((self.settled != Settled::NOTHING).then_some(self.settled.latest)).filter(|time| *time > i64::MIN)
    }

    pub(super) const fn settled(&self) -> Settled {
        self.settled
    }

    /// Settles as far as another did; what is older and not counted yet is left out.
    pub(super) fn settle(&mut self, to: Settled) {
        let settled = self.settled;
        self.settled = Settled { before: settled.before.max(to.before), latest: settled.latest.max(to.latest) };
        if self.settled.before > settled.before && !self.posts.is_empty() {
            self.tidy();
        }
    }

    /// What was settled of a person.
    pub(super) fn past(&self, person: u32) -> Option<&Past> {
        self.people[person as usize].past.as_deref()
    }

    /// What was settled of anybody, in no order that means anything.
    pub(super) fn pasts(&self) -> impl Iterator<Item = (u32, &Past)> {
        self.people().filter_map(|person| Some((person, self.past(person)?)))
    }

    /// Whether any post of a person was seen, a repost or notice too.
    pub(super) fn wrote(&self, person: u32) -> bool {
        self.own(person).next().is_some() || self.past(person).is_some_and(|past| past.tally.of(Count::All) > 0.0)
    }

    /// Number of posts that are still to be counted.
    pub(super) fn len(&self) -> usize {
        self.posts.len() - self.retired - self.links
    }

    /// All posts that are still to be counted, in no order that means anything.
    pub(super) fn live(&self) -> impl Iterator<Item = &Kept> {
        self.posts().filter(|post| post.is_live())
    }

    /// All posts, in no order that means anything.
    pub(super) fn posts(&self) -> impl Iterator<Item = &Kept> {
        self.posts.iter().filter(|post| !post.retired)
    }

    /// Numbers of all people that were ever named, in no order that means anything.
    pub(super) fn people(&self) -> impl Iterator<Item = u32> {
        0..self.people.len() as u32
    }

    /// Keys and names of people, in no order that means anything.
    pub(super) fn names(&self) -> impl Iterator<Item = (u64, &str)> {
        self.people.iter().filter_map(|person| Some((person.key, person.name.as_deref()?)))
    }

    /// A person's name; empty if only the key is known.
    pub(super) fn name(&self, person: u32) -> &str {
        self.people[person as usize].name.as_deref().unwrap_or("")
    }

    /// The key of a person's name.
    pub(super) fn key(&self, person: u32) -> u64 {
        self.people[person as usize].key
    }

    /// A person's number.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.find_key(name_key(name))
    }

    fn find_key(&self, key: u64) -> Option<u32> {
        self.keys.as_ref()?.find(key, |person| self.key(person))
    }

    /// The post under an id's key.
    pub(super) fn post_of(&self, id: u64) -> Option<&Kept> {
        let node = self.ids.as_ref()?.find(id, |node| self.nodes[node as usize].id)?;
        self.at(node)
    }

    /// The post at a place, if it was seen.
    fn at(&self, node: u32) -> Option<&Kept> {
        self.posts.get(self.nodes.get(node as usize)?.post as usize)
    }

    /// The key of a post's id.
    pub(super) fn id(&self, post: &Kept) -> u64 {
        self.nodes[post.node as usize].id
    }

    /// Whether a post answers another, seen or not.
    pub(super) const fn answers(post: &Kept) -> bool {
        post.parent != NONE
    }

    /// The place of the post that it answers; [`NONE`] without.
    pub(super) const fn parent_node(post: &Kept) -> u32 {
        post.parent
    }

    /// The post that it answers, if it was seen.
    pub(super) fn parent(&self, post: &Kept) -> Option<&Kept> {
        self.at(post.parent)
    }

    pub(super) fn signature(&self, post: &Kept) -> &Signature {
        self.signatures.get(post.signature as usize).unwrap_or(&BLANK)
    }

    /// Whom a post addresses by its own evidence.
    pub(super) fn named(&self, post: &Kept) -> impl Iterator<Item = u32> + use<'_> {
        let from = post.namings as usize;
        let to = from + usize::from(post.named);
        self.namings.get(from..to).unwrap_or_default().iter().map(|naming| naming.person)
    }

    /// The posts of a person, latest arrival first.
    pub(super) fn own(&self, person: u32) -> impl Iterator<Item = &Kept> {
        let first = self.people.get(person as usize).map_or(NONE, |person| person.first_own);
        self.chain(first, |post| post.next_own)
    }

    /// The posts that answer a post.
    pub(super) fn answers_to(&self, post: &Kept) -> impl Iterator<Item = &Kept> {
        self.chain(self.nodes[post.node as usize].first_answer, |post| post.next_answer)
    }

    fn chain(&self, first: u32, next: fn(&Kept) -> u32) -> impl Iterator<Item = &Kept> {
        let all =
            core::iter::successors(self.posts.get(first as usize), move |post| self.posts.get(next(post) as usize));
        all.filter(|post| !post.retired)
    }

    /// The posts that address a person by their own evidence.
    pub(super) fn naming(&self, person: u32) -> impl Iterator<Item = &Kept> {
        let first = self.people.get(person as usize).map_or(NONE, |person| person.first_naming);
        let all =
            core::iter::successors(self.namings.get(first as usize), |naming| self.namings.get(naming.next as usize));
        all.filter_map(|naming| self.posts.get(naming.post as usize)).filter(|post| !post.retired)
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

    /// A post as it is compared and written: by keys, not by numbers.
    pub(super) fn record(&self, post: &Kept) -> Record {
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

    /// Whom a post is for: the parent's author, else the first it addresses; never its author.
    pub(super) fn target(&self, post: &Kept) -> Option<u32> {
        if !post.has(OWN) {
            return None;
        }
        match self.parent(post).map(|parent| parent.author).filter(|author| *author != NONE) {
            Some(own) if own == post.author => None,
            Some(parent) => Some(parent),
            None => self.named(post).next(),
        }
    }

    /// Everyone a post addresses, nobody twice.
    pub(super) fn addressed(&self, post: &Kept) -> impl Iterator<Item = u32> + use<'_> {
        let first = self.target(post);
        first.into_iter().chain(self.named(post).filter(move |who| Some(*who) != first))
    }

    /// Posts of a person to another.
    pub(super) fn heard(&self, from: u32, to: u32) -> usize {
        let settled = self.past(from).and_then(|past| past.bond(to)).map_or(0, |bond| bond.to as usize);
        settled + self.own(from).filter(|post| post.is_live() && self.addresses(post, to)).count()
    }

    /// How many posts and parents have a place.
    pub(super) fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// Others' posts that address a person, in no order that means anything; some come twice.
    pub(super) fn addressing(&self, person: u32) -> impl Iterator<Item = &Kept> {
        let answers = self.own(person).flat_map(|post| self.answers_to(post));
        let all = answers.chain(self.naming(person));
        all.filter(move |post| post.author != NONE && post.author != person && self.addresses(post, person))
    }

    /// Others' posts that address a person, each once, in no order that means anything.
    pub(super) fn inbound(&self, person: u32) -> Vec<&Kept> {
        let mut inbound: Vec<&Kept> = self.addressing(person).collect();
        inbound.sort_unstable_by_key(|post| post.node);
        inbound.dedup_by_key(|post| post.node);
        inbound
    }

    /// Whether a post addresses somebody, first or among others.
    pub(super) fn addresses(&self, post: &Kept, who: u32) -> bool {
        self.target(post) == Some(who) || self.named(post).any(|named| named == who)
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
