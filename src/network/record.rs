//! What is known of one post, by keys: how posts are compared and written.

use super::habit::{Signature, signature};
use crate::post::{Evidence, Post};
use crate::score::{PostScores, Rating};

/// Key of an id or name; never zero, which means nobody.
///
/// Networks are written with these keys, so this is never to change: eight bytes at a time,
/// little-endian and zero-padded, after the length.
pub(super) fn name_key(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut key = (bytes.len() as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let mut mix = |eight: u64| {
        let mixed = (key ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        key = mixed ^ (mixed >> 29);
    };
    let pieces = bytes.chunks_exact(8);
    let rest = pieces.remainder();
    for piece in pieces {
        mix(little_endian(piece));
    }
    if !rest.is_empty() {
        // What is left, with zeros behind: the last eight bytes without those that were mixed in.
        mix(match bytes.last_chunk::<8>() {
            Some(last) => u64::from_le_bytes(*last) >> (64 - 8 * rest.len()),
            None => little_endian(rest),
        });
    }
    key.max(1)
}

/// Up to eight bytes as a number.
fn little_endian(bytes: &[u8]) -> u64 {
    match <[u8; 8]>::try_from(bytes) {
        Ok(eight) => u64::from_le_bytes(eight),
        Err(_) => bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)),
    }
}

/// No time is known.
pub(super) const NO_TIME: i64 = i64::MIN;

/// How many people a record remembers as addressed.
pub(super) const PEOPLE: usize = 4;

/// One post, in integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Record {
    pub(super) author: u64,
    pub(super) time: i64,
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
/// Counted and gone, but for the posts that it links.
pub(super) const SETTLED: u16 = 256;

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
        Self::meeting(post, scores, |_, _| {})
    }

    /// The record of a post; hands everyone in it over, with their keys.
    pub(super) fn meeting<'p>(post: &'p Post<'_>, scores: &PostScores, mut meet: impl FnMut(&'p str, u64)) -> Self {
        let traits = scores.traits;
        let mut met = |name| {
            let key = name_key(name);
            meet(name, key);
            key
        };
        let author = post.author.as_deref().map_or(0, &mut met);
        let mut addressed = [0; PEOPLE];
        let mut count = 0;
        for key in people(post).map(met) {
            if count < PEOPLE && !addressed[..count].contains(&key) {
                addressed[count] = key;
                count += 1;
            }
        }
        let invites = matches!(post.kind, crate::post::Kind::Event | crate::post::Kind::Invite);
        let flag = |so: bool, flag: u16| if so { flag } else { 0 };
        Self {
            author,
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
}

impl Record {
    /// Whether this one stays, of two under one id: the one without a time, the later, the smaller.
    ///
    /// The later stays so that it does not matter whether late posts are left out before or after.
    pub(super) fn outlives(&self, other: &Self) -> bool {
        let time = |record: &Self| if record.time == NO_TIME { i64::MAX } else { record.time };
        time(other).cmp(&time(self)).then_with(|| self.cmp(other)).is_lt()
    }

    /// What is left of a post that is settled: whom it links.
    pub(super) fn settled(mut self) -> Self {
        self.flags |= SETTLED;
        self.signature = [0; 32];
        self
    }

    /// The same record as [`of`](Self::of) would make it: nobody twice, no gaps, never the author.
    pub(super) fn tidied(mut self) -> Self {
        let mut people = [0; PEOPLE];
        let mut count = 0;
        for key in self.people {
            if key != 0 && key != self.author && !people.contains(&key) {
                people[count] = key;
                count += 1;
            }
        }
        self.people = people;
        self
    }
}

fn fixed(rating: Rating) -> u16 {
    share(rating.score.get())
}

fn share(value: f64) -> u16 {
    libm::round(value.clamp(0.0, 1.0) * 65_535.0) as u16
}
