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
use crate::fold::{Class, Folded, Key, class, eight, key, key_before};

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
const fn spread(start: u64) -> u64 {
    start.wrapping_mul(0x9E37_79B9_7F4A_7C15)
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
            lexicon.slots = Slots::with_room(TABLES.iter().map(|(_, table)| table.len()).sum::<usize>() / BYTES_A_KEY);
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
        let (mut from, mut number) = (0, 0);
        while from < table.len() {
            let line = Line::at(table, from);
            (from, number) = (line.end + 1, number + 1);
            if line.bears_an_entry() {
                self.add_line(&line).map_err(|(found, wanted)| Error::Lexicon {
                    line: number,
                    found: found.into(),
                    wanted,
                })?;
            }
        }
        Ok(())
    }

    fn add_line<'t>(&mut self, line: &Line<'t>) -> Result<(), (&'t str, &'static str)> {
        let (words, code, strength) = line.columns()?;
        let mark = Mark::from_code(code).ok_or((code, "a known mark"))?;
        let amount = match strength.as_bytes() {
            [digit @ b'1'..=b'9'] => digit - b'0',
            _ => return Err((strength, "a strength from 1 to 9")),
        };
        let mut parts = [0; PHRASE];
        let count = line.words();
        let keys = parts.get_mut(..count).ok_or((words, "at most six words"))?;
        for (key, word) in keys.iter_mut().zip(0..) {
            *key = self.part_key(line.word(word));
        }
        self.insert(keys, mark, amount);
        Ok(())
    }

    /// Hangs a mark from the keys of an entry's words.
    fn insert(&mut self, words: &[Key], mark: Mark, strength: u8) {
        let Some((last, before)) = words.split_last() else { return };
        let mut at = *last;
        for word in before.iter().rev() {
            // A word that only phrases hold is known, though it bears no mark.
            self.slots.entry(*word);
            self.slots.entry(at).0 |= bit(*word);
            at = key_before(at, *word);
        }
        let entry = self.slots.entry(at);
        let (old, start) = (*entry, self.marks.len());
        *entry = Entry::new(start, (old.0 as u8).saturating_add(1), old.0);
        // Marks of one entry lie together: a later line moves the earlier ones along.
        self.marks.extend_from_within(old.range());
        self.marks.push((mark, strength));
    }

    /// Key of one word of an entry; a stem has one of its own, so that it is not taken for the bare word.
    fn part_key(&mut self, part: &str) -> Key {
        let stem = part.strip_suffix('*');
        if stem.is_none() && part.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return key(part.as_bytes());
        }
        let folded = Folded::of(stem.unwrap_or(part));
        let first =
            folded.as_bytes().first().filter(|byte| **byte >= 0xE0).and_then(|_| folded.as_str().chars().next());
        if let Some(first) = first.filter(|c| class(*c) == Class::Run) {
            self.runs.add(spread(first as u64));
            if let Some(second) = folded.as_str().chars().nth(1) {
                self.pairs.add(spread(first as u64 ^ (second as u64) << 11));
            }
        }
        let bytes = folded.as_bytes();
        match (stem, stem_start(bytes)) {
            (Some(_), Some(start)) => {
                self.stem_starts.add(spread(start));
                self.stem_lens |= 1 << bytes.len().min(63);
                key_before(folded.key(), STEM)
            }
            _ => folded.key(),
        }
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

    /// Whether some stem begins like this; may say yes too often. See [`stem_start`].
    #[inline]
    pub(crate) const fn may_be_stem(&self, start: u64) -> bool {
        self.stem_starts.may_have(spread(start))
    }

    /// The longest stem that the word begins with.
    pub(crate) fn stem(&self, folded: &[u8]) -> Option<(Key, Entry)> {
        if !self.may_be_stem(stem_start(folded)?) {
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
        if !self.runs.may_have(spread(first as u64)) {
            return None;
        }
        let mut found = None;
        let paired =
            run.chars().nth(1).is_some_and(|second| self.pairs.may_have(spread(first as u64 ^ (second as u64) << 11)));
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

/// The first four bytes of a folded word, six where they are not ASCII: what stems are looked for by.
#[inline]
fn stem_start(folded: &[u8]) -> Option<u64> {
    let start = eight(folded, 0);
    let (wide, bytes) = if start & 0x80 == 0 { (start & 0xFFFF_FFFF, 4) } else { (start & 0xFFFF_FFFF_FFFF, 6) };
    (folded.len() >= bytes).then_some(wide)
}

/// About how many bytes of a table make a new key, words that only phrases hold among them.
const BYTES_A_KEY: usize = 20;

/// One line of a table, cut in one go.
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    tabs: [usize; 3],
    columns: usize,
    spaces: [usize; PHRASE],
    words: usize,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, start: usize) -> Self {
        let mut line = Self { text, start, end: text.len(), tabs: [0; 3], columns: 1, spaces: [0; PHRASE], words: 1 };
        for (ahead, byte) in text.as_bytes()[start..].iter().enumerate() {
            match *byte {
                b'!'.. => {}
                b'\n' => {
                    line.end = start + ahead;
                    break;
                }
                b'\t' if line.columns <= line.tabs.len() => {
                    line.tabs[line.columns - 1] = start + ahead;
                    line.columns += 1;
                }
                b' ' if line.columns == 1 => {
                    line.spaces[(line.words - 1).min(PHRASE - 1)] = start + ahead;
                    line.words += 1;
                }
                _ => {}
            }
        }
        line
    }

    fn bears_an_entry(&self) -> bool {
        !matches!(self.text.as_bytes()[self.start..self.end], [] | [b'\r'] | [b'#', ..])
    }

    /// Entry, mark and strength.
    fn columns(&self) -> Result<(&'t str, &'t str, &'t str), (&'t str, &'static str)> {
        let line = &self.text[self.start..self.end];
        let [one, two, three] = self.tabs;
        match self.columns {
            _ if line.starts_with('\t') => Err((line, "a word")),
            4 => Ok((&self.text[self.start..one], &self.text[one + 1..two], &self.text[two + 1..three])),
            3 => Ok((&self.text[self.start..one], &self.text[one + 1..two], self.text[two + 1..self.end].trim_end())),
            _ => Err((line, "four columns")),
        }
    }

    fn words(&self) -> usize {
        self.words
    }

    fn word(&self, which: usize) -> &'t str {
        let from = if which == 0 { self.start } else { self.spaces[which - 1] + 1 };
        let to = if which + 1 == self.words { self.tabs[0] } else { self.spaces[which] };
        &self.text[from..to]
    }
}

/// Longest entry of a script without spaces, in characters.
const RUN: usize = 12;
/// Marks the key of a stem.
const STEM: Key = 0x5354_454D;
