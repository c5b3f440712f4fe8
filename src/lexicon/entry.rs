//! What a table has for a word or phrase.

use super::Mark;
use crate::fold::Key;

/// One mark and its strength, and whether more of them follow in a list.
///
/// Mark (7 bits), strength (4 bits), then the flags below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Code(pub(super) u16);

const STRENGTH: u32 = 7;

impl Code {
    pub(super) const MORE: u16 = 1 << 15;

    pub(super) const fn new(mark: Mark, strength: u8) -> Self {
        Self((strength as u16) << STRENGTH | mark as u16)
    }

    pub(super) const fn mark(self) -> (Mark, u8) {
        (Mark::at((self.0 & 0x7F) as usize), (self.0 >> STRENGTH & 0xF) as u8)
    }
}

/// What is known of a word or phrase, packed, because every word of a text fetches one.
///
/// The low half lies in the index: sixteen bits for its mark, or for where its marks are listed, and
/// sixteen for the words that stand before it in longer phrases. The high half says where a lexicon of
/// one's own lists its marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry(pub(super) u64);

impl Entry {
    /// Its marks are listed.
    const LISTED: u64 = 1 << 15;
    /// Some phrase has another word behind it.
    const LEADS: u64 = 1 << 13;
    const MARKED: u64 = Self::LISTED | 0xF << STRENGTH;
    const BEFORE: u64 = 0xFFFF << 16;
    /// What does not depend on the marks.
    const KEPT: u64 = Self::BEFORE | Self::LEADS;

    /// This entry, with another word behind it in some phrase.
    pub(super) const fn leading(self) -> Self {
        Self(self.0 | Self::LEADS)
    }

    /// Whether any table has it, be it as a part of phrases.
    pub(crate) const fn is_known(self) -> bool {
        self.0 != 0
    }

    /// Whether it bears any mark itself.
    pub(crate) const fn is_marked(self) -> bool {
        self.0 & Self::MARKED != 0
    }

    /// Whether longer phrases end like this.
    pub(crate) const fn is_longer(self) -> bool {
        self.0 & Self::BEFORE != 0
    }

    /// Whether longer phrases may end like this with the word of that bit before; may say yes too often.
    #[inline]
    pub(crate) const fn may_follow(self, bit: u64) -> bool {
        self.0 & bit != 0
    }

    /// The bit of the word that this is the entry of, for [`may_follow`](Self::may_follow); none if no
    /// phrase has it before another word.
    #[inline]
    pub(crate) const fn bit_of(self, word: Key) -> u64 {
        let leads = (self.0 & Self::LEADS) / Self::LEADS;
        leads << Self::number(word)
    }

    /// One of sixteen bits that stands for a word.
    #[inline]
    const fn bit(word: Key) -> u64 {
        1 << Self::number(word)
    }

    /// Which of the bits it is.
    #[inline]
    const fn number(word: Key) -> u64 {
        16 + (word >> 60)
    }

    /// This entry, known also as part of the longer phrases of `other`.
    pub(crate) const fn or_longer(self, other: Self) -> Self {
        Self(self.0 | other.0 & Self::KEPT)
    }

    /// This entry, ending a phrase that has that word before.
    pub(super) const fn following(self, word: Key) -> Self {
        Self(self.0 | Self::bit(word))
    }

    /// Its only mark with its strength, if it bears just one, as nearly all do.
    #[inline]
    pub(crate) const fn mark(self) -> Option<(Mark, u8)> {
        if self.0 & Self::LISTED == 0 && self.is_marked() { Some(self.single().mark()) } else { None }
    }

    /// Its only mark, if it bears one.
    pub(super) const fn single(self) -> Code {
        Code(self.0 as u16 & !(Self::LEADS as u16))
    }

    /// Where its marks are listed.
    pub(super) const fn list(self) -> Option<List> {
        match (self.0 & Self::LISTED != 0, self.0 >> 32) {
            (false, _) => None,
            (true, 0) => Some(List::BuiltIn((self.0 & 0x1FFF) as usize)),
            (true, at) => Some(List::Own(at as usize)),
        }
    }

    pub(super) const fn with_single(self, code: Code) -> Self {
        Self(self.0 & Self::KEPT | code.0 as u64)
    }

    pub(super) const fn with_list(self, list: List) -> Self {
        let at = match list {
            List::BuiltIn(at) => at as u64,
            List::Own(at) => (at as u64) << 32,
        };
        Self(self.0 & Self::KEPT | Self::LISTED | at)
    }
}

/// A place in one of two lists of marks.
#[derive(Clone, Copy, Debug)]
pub(super) enum List {
    /// In the index that comes with the crate.
    BuiltIn(usize),
    /// Among the words that were added.
    Own(usize),
}

impl List {
    /// The place behind this one.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::BuiltIn(at) => Self::BuiltIn(at + 1),
            Self::Own(at) => Self::Own(at + 1),
        }
    }
}
