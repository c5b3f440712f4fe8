//! What is kept of a post and of a person, by number.

use alloc::boxed::Box;

use crate::network::habit::Signature;
use crate::network::record::{NO_TIME, SETTLED};
use crate::network::tally::Past;

/// No number: nobody, nothing.
pub(in crate::network) const NONE: u32 = u32::MAX;

/// A text too short to be compared.
pub(super) static BLANK: Signature = [0; 32];

/// A post as it is kept.
#[derive(Clone, Debug)]
pub(in crate::network) struct Kept {
    pub(super) time: i64,
    /// Its own place in the conversation.
    pub(in crate::network) node: u32,
    pub(in crate::network) author: u32,
    /// The place of the post it answers.
    pub(super) parent: u32,
    pub(super) platform: u32,
    pub(super) signature: u32,
    pub(super) namings: u32,
    /// The post before this one by the same author, by the same parent.
    pub(super) next_own: u32,
    pub(super) next_answer: u32,
    pub(super) scores: [u16; 6],
    pub(in crate::network) words: u16,
    pub(super) flags: u16,
    pub(super) named: u8,
    pub(in crate::network) links: u8,
    pub(in crate::network) mentions: u8,
    /// A smaller record came under the same id.
    pub(super) retired: bool,
}

impl Kept {
    pub(in crate::network) const fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    pub(in crate::network) fn time(&self) -> Option<i64> {
        (self.time != NO_TIME).then_some(self.time)
    }

    /// One of the kept scores, in 1/65535.
    pub(in crate::network) fn raw(&self, which: usize) -> u64 {
        u64::from(self.scores[which])
    }

    /// Whether it is still to be counted.
    pub(in crate::network) const fn is_live(&self) -> bool {
        !self.has(SETTLED)
    }

    /// The platform as a number; zero where none is known.
    pub(in crate::network) const fn platform(&self) -> u32 {
        self.platform
    }
}

/// The place of a post in the conversation, whether it was seen or only answered.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) id: u64,
    pub(super) post: u32,
    pub(super) first_answer: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) key: u64,
    pub(super) name: Option<Box<str>>,
    pub(super) first_own: u32,
    pub(super) first_naming: u32,
    /// What was settled.
    pub(super) past: Option<Box<Past>>,
}

/// That a post addresses somebody by its own evidence.
#[derive(Clone, Debug)]
pub(super) struct Naming {
    pub(super) person: u32,
    pub(super) post: u32,
    pub(super) next: u32,
}

/// Up to when posts are counted and gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(in crate::network) struct Settled {
    pub(in crate::network) before: i64,
    pub(in crate::network) latest: i64,
}

impl Settled {
    pub(in crate::network) const NOTHING: Self = Self { before: i64::MIN, latest: i64::MIN };
}

impl Default for Settled {
    fn default() -> Self {
        Self::NOTHING
    }
}

/// The latest time of all posts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Latest {
    #[default]
    Never,
    At(i64),
    /// The post that bore it was replaced: look again.
    Lost,
}
