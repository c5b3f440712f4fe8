//! Words and what they are evidence of.
//!
//! One index over all tables: a word is looked up once and comes back with every mark it bears.
//! Phrases hang from their last word, so that reading forward never has to guess.

mod mark;

pub use mark::Mark;
pub(crate) use mark::MarkSet;

use alloc::vec;
use alloc::vec::Vec;

use once_cell::race::OnceBox;

use crate::error::Error;
use crate::fold::{Class, Folded, Key, class, key, key_before};

/// The tables that come with the crate.
const TABLES: &[(&str, &str)] = &[
    ("emoji", include_str!("emoji.tsv")),
    ("ar", include_str!("ar.tsv")),
    ("de", include_str!("de.tsv")),
    ("en", include_str!("en.tsv")),
    ("en_feelings", include_str!("en_feelings.tsv")),
    ("es", include_str!("es.tsv")),
    ("fr", include_str!("fr.tsv")),
    ("hi", include_str!("hi.tsv")),
    ("id", include_str!("id.tsv")),
    ("it", include_str!("it.tsv")),
    ("ja", include_str!("ja.tsv")),
    ("ko", include_str!("ko.tsv")),
    ("nl", include_str!("nl.tsv")),
    ("pl", include_str!("pl.tsv")),
    ("pt", include_str!("pt.tsv")),
    ("ru", include_str!("ru.tsv")),
    ("th", include_str!("th.tsv")),
    ("tr", include_str!("tr.tsv")),
    ("uk", include_str!("uk.tsv")),
    ("vi", include_str!("vi.tsv")),
    ("zh", include_str!("zh.tsv")),
];

/// Longest phrase of a table, in words.
pub(crate) const PHRASE: usize = 6;

/// What an index has for a word or phrase.
///
/// Packed, because every word of a text fetches one: how many marks it bears (8 bits), the words
/// that stand before it in longer phrases as bits of their keys (16 bits), and where its marks are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry(u64);

impl Entry {
    const fn new(at: usize, len: u8, before: u64) -> Self {
        Self((at as u64) << 32 | before & Self::BEFORE | len as u64)
    }

    /// Bits for the words that stand before.
    const BEFORE: u64 = 0xFFFF << 8;

    /// Whether it bears any mark itself.
    pub(crate) const fn is_marked(self) -> bool {
        self.0 as u8 > 0
    }

    /// Whether longer phrases end like this.
    pub(crate) const fn is_longer(self) -> bool {
        self.0 & Self::BEFORE != 0
    }

    /// Whether longer phrases may end like this with that word before; may say yes too often.
    #[inline]
    pub(crate) const fn may_follow(self, word: Key) -> bool {
        self.0 & bit(word) != 0
    }

    /// This entry, known also as part of the longer phrases of `other`.
    pub(crate) const fn or_longer(self, other: Self) -> Self {
        Self(self.0 | other.0 & Self::BEFORE)
    }

    const fn range(self) -> core::ops::Range<usize> {
        let at = (self.0 >> 32) as usize;
        at..at + self.0 as u8 as usize
    }
}

/// One of sixteen bits that stands for a word.
#[inline]
const fn bit(word: Key) -> u64 {
    0x100 << (word >> 60)
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Key,
    entry: Entry,
}

/// An open-addressing table from keys to entries; `0` is no key.
#[derive(Clone, Debug, Default)]
struct Slots {
    table: Vec<Slot>,
    mask: usize,
    used: usize,
}

impl Slots {
    fn with_room(entries: usize) -> Self {
        let size = (entries * 2).next_power_of_two();
        Self { table: vec![Slot::default(); size], mask: size - 1, used: 0 }
    }

    #[inline]
    fn find(&self, key: Key) -> Option<Entry> {
        let mut at = key as usize & self.mask;
        loop {
            let slot = self.table[at & self.mask];
            if slot.key == key {
                return Some(slot.entry);
            }
            if slot.key == 0 {
                return None;
            }
            at += 1;
        }
    }

    fn entry(&mut self, key: Key) -> &mut Entry {
        if (self.used + 1) * 2 > self.table.len() {
            self.grow();
        }
        let mut at = key as usize & self.mask;
        while self.table[at].key != 0 && self.table[at].key != key {
            at = (at + 1) & self.mask;
        }
        if self.table[at].key == 0 {
            self.used += 1;
            self.table[at].key = key;
        }
        &mut self.table[at].entry
    }

    fn grow(&mut self) {
        let mut larger = Self::with_room(self.table.len());
        for slot in self.table.iter().filter(|slot| slot.key != 0) {
            *larger.entry(slot.key) = slot.entry;
        }
        *self = larger;
    }
}

/// A set of small numbers that may say yes too often, never no.
#[derive(Clone, Debug)]
struct Hint([u64; 64]);

impl Hint {
    fn add(&mut self, hash: u64) {
        self.0[(hash >> 58) as usize] |= 1 << (hash >> 52 & 63);
    }
    #[inline]
    const fn may_have(&self, hash: u64) -> bool {
        self.0[(hash >> 58) as usize] & (1 << (hash >> 52 & 63)) != 0
    }
}

/// Spreads the first character or bytes of an entry over a [`Hint`].
#[inline]
const fn spread(four: u32) -> u64 {
    (four as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Words and phrases with their marks.
///
/// ```
/// use realtalk::{Lexicon, Mark};
/// let mut lexicon = Lexicon::builtin().clone();
/// lexicon.add("kintsugi\tdevote\t6\tpotters live for it")?;
/// assert_eq!(lexicon.find("Kintsugi").next(), Some((Mark::Devotion, 6)));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lexicon {
    slots: Slots,
    marks: Vec<(Mark, u8)>,
    stem_lens: u64,
    stem_starts: Hint,
    /// First characters of entries without spaces, and first pairs.
    runs: Hint,
    pairs: Hint,
}

impl Lexicon {
    /// No words at all.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            slots: Slots::with_room(8),
            marks: Vec::new(),
            stem_lens: 0,
            stem_starts: Hint([0; 64]),
            runs: Hint([0; 64]),
            pairs: Hint([0; 64]),
        }
    }

    /// The tables that come with the crate, indexed on first use.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceBox<Lexicon> = OnceBox::new();
        BUILTIN.get_or_init(|| {
            let mut lexicon = Self::empty();
            lexicon.slots = Slots::with_room(1 << 14);
            for (_, table) in TABLES {
                // A table that cannot be read fails the test that reads them all.
                let _ = lexicon.add(table);
            }
            alloc::boxed::Box::new(lexicon)
        })
    }

    /// Names and texts of the tables that come with the crate.
    pub fn tables() -> impl Iterator<Item = (&'static str, &'static str)> {
        TABLES.iter().copied()
    }

    /// Adds a table: lines of `entry TAB mark TAB strength TAB why`, `#` for remarks.
    ///
    /// # Errors
    /// [`Error::Lexicon`] with the first line that is none; the lines before it are kept.
    pub fn add(&mut self, table: &str) -> Result<(), Error> {
        for (index, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            self.add_line(line).map_err(|(found, wanted)| Error::Lexicon {
                line: index + 1,
                found: found.into(),
                wanted,
            })?;
        }
        Ok(())
    }

    fn add_line<'l>(&mut self, line: &'l str) -> Result<(), (&'l str, &'static str)> {
        let mut columns = line.split('\t');
        let words = columns.next().filter(|w| !w.is_empty()).ok_or((line, "a word"))?;
        let code = columns.next().ok_or((line, "four columns"))?;
        let mark = Mark::from_code(code).ok_or((code, "a known mark"))?;
        let strength = columns.next().ok_or((line, "four columns"))?;
        let amount =
            strength.parse().ok().filter(|n| (1..=9).contains(n)).ok_or((strength, "a strength from 1 to 9"))?;
        if words.split(' ').count() > PHRASE {
            return Err((words, "at most six words"));
        }
        self.insert(words, mark, amount);
        Ok(())
    }

    fn insert(&mut self, words: &str, mark: Mark, strength: u8) {
        let mut parts = words.rsplit(' ');
        let mut at = self.part_key(parts.next().unwrap_or(""));
        for part in parts {
            let part = self.part_key(part);
            self.slots.entry(at).0 |= bit(part);
            at = key_before(at, part);
        }
        let entry = *self.slots.entry(at);
        let start = self.marks.len();
        // Marks of one entry lie together: a later line moves the earlier ones along.
        self.marks.extend_from_within(entry.range());
        self.marks.push((mark, strength));
        *self.slots.entry(at) = Entry::new(start, (entry.0 as u8).saturating_add(1), entry.0);
    }

    /// Key of one word of an entry; a stem has one of its own, so that it is not taken for the bare word.
    fn part_key(&mut self, part: &str) -> Key {
        let stem = part.strip_suffix('*');
        let folded = Folded::of(stem.unwrap_or(part));
        if let Some(first) = folded.as_str().chars().next().filter(|c| class(*c) == Class::Run) {
            self.runs.add(spread(first as u32));
            if let Some(second) = folded.as_str().chars().nth(1) {
                self.pairs.add(spread(first as u32 ^ (second as u32) << 11));
            }
        }
        let bytes = folded.as_bytes();
        let key = match (stem, bytes.first_chunk::<4>()) {
            (Some(_), Some(four)) => {
                self.stem_starts.add(spread(u32::from_le_bytes(*four)));
                self.stem_lens |= 1 << bytes.len().min(63);
                key_before(folded.key(), STEM)
            }
            _ => folded.key(),
        };
        self.slots.entry(key);
        key
    }

    /// Every mark of a single word or stem, with its strength from 1 to 9.
    pub fn find(&self, word: &str) -> impl Iterator<Item = (Mark, u8)> {
        let folded = Folded::of(word);
        let (_, entry) = self.word(folded.key(), folded.as_bytes());
        self.marks(entry).iter().copied()
    }

    /// The marks of an entry.
    #[inline]
    pub(crate) fn marks(&self, entry: Entry) -> &[(Mark, u8)] {
        &self.marks[entry.range()]
    }

    /// A word by its key alone.
    #[inline]
    pub(crate) fn exact(&self, key: Key) -> Option<Entry> {
        self.slots.find(key)
    }

    /// A word by its key, else by its stem; with the key that phrases know it by.
    #[inline]
    pub(crate) fn word(&self, key: Key, folded: &[u8]) -> (Key, Entry) {
        match self.slots.find(key) {
            Some(entry) if entry.is_marked() => (key, entry),
            Some(part) => (key, self.stem(folded).map_or(part, |(_, stem)| stem.or_longer(part))),
            None => self.stem(folded).unwrap_or((key, Entry::default())),
        }
    }

    /// Whether some stem begins with these four folded bytes; may say yes too often.
    #[inline]
    pub(crate) const fn may_be_stem(&self, four: u32) -> bool {
        self.stem_starts.may_have(spread(four))
    }

    /// The longest stem that the word begins with.
    pub(crate) fn stem(&self, folded: &[u8]) -> Option<(Key, Entry)> {
        let four = folded.first_chunk::<4>()?;
        if !self.may_be_stem(u32::from_le_bytes(*four)) {
            return None;
        }
        (4..=folded.len().min(48)).rev().filter(|len| self.stem_lens & 1 << len != 0).find_map(|len| {
            let key = key_before(key(&folded[..len]), STEM);
            self.slots.find(key).map(|entry| (key, entry))
        })
    }

    /// The longest entry that `run` (folded, written without spaces) begins with, and its bytes.
    pub(crate) fn run(&self, run: &str) -> Option<(usize, Key, Entry)> {
        let first = run.chars().next()?;
        if !self.runs.may_have(spread(first as u32)) {
            return None;
        }
        let mut found = None;
        let paired =
            run.chars().nth(1).is_some_and(|second| self.pairs.may_have(spread(first as u32 ^ (second as u32) << 11)));
        for (at, c) in run.char_indices().take(if paired { RUN } else { 1 }) {
            let end = at + c.len_utf8();
            let key = key(&run.as_bytes()[..end]);
            if let Some(entry) = self.slots.find(key).filter(|entry| entry.is_marked()) {
                found = Some((end, key, entry));
            }
        }
        found
    }
}

/// Longest entry of a script without spaces, in characters.
const RUN: usize = 12;
/// Marks the key of a stem.
const STEM: Key = 0x5354_454D;
