//! What is kept of one post, and one author's view of all that is kept.

use alloc::vec::Vec;

use super::Network;
use super::habit::{Signature, signature};
use crate::fold;
use crate::post::{Evidence, Post};
use crate::score::{PostScores, Rating};

/// Key of an id or name; never zero, which means nobody.
pub(super) fn name_key(name: &str) -> u64 {
    fold::key(name.as_bytes()).max(1)
}

/// No time is known.
const NO_TIME: i64 = i64::MIN;

/// How many people a record remembers as addressed.
const PEOPLE: usize = 4;

/// One post, in integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Record {
    pub(super) author: u64,
    time: i64,
    /// The post it answers.
    pub(super) parent: u64,
    /// Whom it addresses, as far as it says so itself.
    pub(super) people: [u64; PEOPLE],
    pub(super) platform: u32,
    pub(super) words: u16,
    pub(super) flags: u16,
    /// passion, authenticity, spam risk, conversational, compassion, helpfulness; in 1/65535.
    pub(super) scores: [u16; 6],
    pub(super) links: u8,
    pub(super) mentions: u8,
    pub(super) signature: Signature,
}

pub(super) const OWN: u16 = 1;
pub(super) const ASKS: u16 = 2;
pub(super) const PROMOTES: u16 = 4;
pub(super) const WORKS: u16 = 8;
pub(super) const TO_YOU: u16 = 16;
pub(super) const AUTOMATED: u16 = 32;
pub(super) const INVITES: u16 = 64;
pub(super) const LINKED: u16 = 128;

/// Whom a post addresses by its own evidence: parent's author, leading mentions, quotes, the
/// platform's list of mentions.
pub(super) fn people<'p>(post: &'p Post<'_>) -> impl Iterator<Item = &'p str> {
    let addressed = post.addressees(&[]).map(|(name, _): (&str, Evidence)| name);
    let own = post.is_own();
    let listed = post.mentions.iter().map(|mention| &*mention.account).filter(move |_| own);
    addressed.chain(listed.filter(|name| post.author.as_deref() != Some(*name)))
}

impl Record {
    pub(super) fn of(post: &Post<'_>, scores: &PostScores) -> Self {
        let traits = scores.traits;
        let mut addressed = [0; PEOPLE];
        let mut count = 0;
        for key in people(post).map(name_key) {
            if count < PEOPLE && !addressed[..count].contains(&key) {
                addressed[count] = key;
                count += 1;
            }
        }
        let invites = matches!(post.kind, crate::post::Kind::Event | crate::post::Kind::Invite);
        let flag = |so: bool, flag: u16| if so { flag } else { 0 };
        Self {
            author: post.author.as_deref().map_or(0, name_key),
            time: post.created_at.map_or(NO_TIME, |t| t.as_millis().max(NO_TIME + 1)),
            parent: post.parents().next().map_or(0, name_key),
            people: addressed,
            platform: post.platform.as_deref().map_or(0, |name| name_key(name) as u32),
            words: u16::try_from(traits.words).unwrap_or(u16::MAX),
            flags: flag(post.is_own(), OWN)
                | flag(traits.questions > 0, ASKS)
                | flag(traits.promotes, PROMOTES)
                | flag(traits.works, WORKS)
                | flag(traits.addresses_you, TO_YOU)
                | flag(traits.automated || post.automated == Some(true), AUTOMATED)
                | flag(invites, INVITES)
                | flag(traits.links > 0 || !post.links.is_empty(), LINKED),
            scores: [
                fixed(scores.passion),
                fixed(scores.authenticity),
                fixed(scores.spam_risk),
                fixed(scores.conversational),
                share(traits.compassion.get()),
                share(traits.helpfulness.get()),
            ],
            links: u8::try_from(traits.links).unwrap_or(u8::MAX),
            mentions: u8::try_from(traits.mentions).unwrap_or(u8::MAX),
            signature: signature(&post.text),
        }
    }

    pub(super) fn time(&self) -> Option<i64> {
        (self.time != NO_TIME).then_some(self.time)
    }

    pub(super) const fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// One of the kept scores, `0.0..=1.0`.
    pub(super) fn score(&self, which: usize) -> f64 {
        f64::from(self.scores[which]) / 65_535.0
    }

    pub(super) fn names(&self, who: u64) -> bool {
        self.people.contains(&who)
    }
}

fn fixed(rating: Rating) -> u16 {
    share(rating.score.get())
}

fn share(value: f64) -> u16 {
    libm::round(value.clamp(0.0, 1.0) * 65_535.0) as u16
}

/// One author's posts and what others addressed to them.
pub(super) struct View<'n> {
    /// Own words, by time, then by id.
    pub(super) own: Vec<(u64, &'n Record)>,
    /// Others' posts that address the author, by time, then by id.
    pub(super) inbound: Vec<(u64, &'n Record)>,
    /// Whether any post of somebody the author addressed was seen.
    pub(super) partners: bool,
    /// Who ever addressed the author, sorted.
    writers: Vec<u64>,
    /// The posts that others answered, sorted.
    answered: Vec<u64>,
    /// The posts that the author answered, sorted.
    answers: Vec<u64>,
}

impl<'n> View<'n> {
    pub(super) fn of(network: &'n Network, author: u64) -> Self {
        let mut view = Self {
            own: Vec::new(),
            inbound: Vec::new(),
            partners: false,
            writers: Vec::new(),
            answered: Vec::new(),
            answers: Vec::new(),
        };
        for (id, record) in &network.posts {
            if record.author == author {
                if record.has(OWN) {
                    view.own.push((*id, record));
                }
            } else if record.author != 0 && (target(network, record) == Some(author) || record.names(author)) {
                view.inbound.push((*id, record));
            }
        }
        let by_time = |(id, record): &(u64, &Record)| (record.time, *id);
        view.own.sort_unstable_by_key(by_time);
        view.inbound.sort_unstable_by_key(by_time);
        let addressed = sorted(view.own.iter().filter_map(|(_, record)| target(network, record)));
        view.partners = network.posts.values().any(|record| addressed.binary_search(&record.author).is_ok());
        view.writers = sorted(view.inbound.iter().map(|(_, record)| record.author));
        view.answered = sorted(view.inbound.iter().map(|(_, record)| record.parent));
        view.answers = sorted(view.own.iter().map(|(_, record)| record.parent));
        view
    }

    /// Whether somebody ever addressed the author.
    pub(super) fn heard_from(&self, who: u64) -> bool {
        self.writers.binary_search(&who).is_ok()
    }

    /// Whether somebody else answered that post.
    pub(super) fn was_answered(&self, post: u64) -> bool {
        self.answered.binary_search(&post).is_ok()
    }

    /// Whether the author answered that post.
    pub(super) fn answers(&self, post: u64) -> bool {
        self.answers.binary_search(&post).is_ok()
    }
}

fn sorted(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.filter(|key| *key != 0).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whom a post is for: the parent's author, else the first it addresses; never its author.
pub(super) fn target(network: &Network, record: &Record) -> Option<u64> {
    if !record.has(OWN) {
        return None;
    }
    match network.author_of(record.parent).filter(|_| record.parent != 0) {
        Some(own) if own == record.author => None,
        Some(parent) => Some(parent),
        None => Some(record.people[0]).filter(|who| *who != 0),
    }
}

/// Whether a post answers its own author.
pub(super) fn answers_self(network: &Network, record: &Record) -> bool {
    record.parent != 0 && network.author_of(record.parent) == Some(record.author)
}
