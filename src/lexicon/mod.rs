//! Words and what they are evidence of.
//!
//! One index over all tables: a word is looked up once and comes back with every mark it bears.
//! Phrases hang from their last word, so that reading forward never has to guess.

mod entry;
mod index;
mod line;
mod mark;
mod own;

pub(crate) use entry::Entry;
pub use mark::Mark;
pub(crate) use mark::MarkSet;

use alloc::boxed::Box;

use once_cell::race::OnceBox;

use self::entry::{Code, List};
use self::index::Index;
use self::line::Line;
use self::own::Own;
use crate::error::Error;
use crate::fold::{Class, Folded, Key, class, eight, key, key_before, key_step};

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
    base: Option<Index>,
    own: Own,
    /// The index, if nothing was added to it: all that is looked up is looked up there.
    alone: Option<Index>,
}

impl Lexicon {
    /// No words at all.
    #[must_use]
    pub fn empty() -> Self {
        Self { base: None, own: Own::with_room(8), alone: None }
    }

    /// The tables that come with the crate.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceBox<Lexicon> = OnceBox::new();
        BUILTIN.get_or_init(|| {
            let base = Index::of(TABLES);
            let indexed = Self { base, own: Own::default(), alone: base };
            Box::new(if base.is_some() { indexed } else { Self::read(TABLES) })
        })
    }

    /// Reads tables as they are written.
    fn read(tables: &[(&str, &str)]) -> Self {
        let bytes: usize = tables.iter().map(|(_, table)| table.len()).sum();
        let mut lexicon = Self { own: Own::with_room(bytes / BYTES_A_KEY), ..Self::empty() };
        for (_, table) in tables {
            // A table that cannot be read fails the test that reads them all.
            let _ = lexicon.add(table);
        }
        lexicon
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
        self.alone = None;
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
        self.own.insert(self.base, keys, Code::new(mark, amount));
        Ok(())
    }

    /// Key of one word of an entry; a stem has one of its own, so that it is not taken for the bare word.
    fn part_key(&mut self, part: &str) -> Key {
        let stem = part.strip_suffix('*');
        if stem.is_none() && part.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return key(part.as_bytes());
        }
        let folded = Folded::of(stem.unwrap_or(part));
        self.add_run(folded.as_str());
        match (stem, stem_start(folded.as_bytes())) {
            (Some(_), Some(start)) if folded.as_bytes().len() <= STEM_MOST => {
                self.own.add_stem(key_step(0, start), 1 << (folded.as_bytes().len() - STEM_LEAST));
                key_before(folded.key(), STEM)
            }
            _ => folded.key(),
        }
    }

    /// What is written without spaces is looked for by its first two characters.
    fn add_run(&mut self, folded: &str) {
        let mut chars = folded.chars();
        if let Some(first) = chars.next().filter(|c| *c >= '\u{800}' && class(*c) == Class::Run) {
            let len = folded.chars().count();
            match chars.next() {
                None => self.own.add_run(pair(first, None), 1),
                Some(second) if len <= RUN => {
                    self.own.add_run(pair(first, None), LONGER);
                    self.own.add_run(pair(first, Some(second)), 1 << (len - 1));
                }
                Some(_) => {}
            }
        }
    }

    /// Every mark of a single word or stem, with its strength from 1 to 9.
    pub fn find(&self, word: &str) -> impl Iterator<Item = (Mark, u8)> {
        let folded = Folded::of(word);
        let (_, entry) = self.word(folded.key(), folded.as_bytes());
        self.marks(entry)
    }

    /// The marks of an entry that bears several; see [`Entry::mark`].
    pub(crate) fn marks(&self, entry: Entry) -> Marks<'_> {
        let (code, next) = match entry.list() {
            None => (entry.single(), None),
            Some(list) => (self.code(list), Some(list)),
        };
        Marks { lexicon: self, code, list: next }
    }

    fn code(&self, at: List) -> Code {
        match at {
            List::BuiltIn(at) => self.base.map_or(Code::default(), |index| index.code(at)),
            List::Own(at) => self.own.lists.get(at).copied().unwrap_or_default(),
        }
    }

    /// A word by its key alone.
    #[inline(always)]
    pub(crate) fn exact(&self, key: Key) -> Entry {
        match self.alone {
            Some(index) => index.find(key),
            None => self.exact_own(key),
        }
    }

    #[inline(never)]
    fn exact_own(&self, key: Key) -> Entry {
        let base = || self.base.map_or(Entry::default(), |index| index.find(key));
        self.own.find(key).unwrap_or_else(base)
    }

    /// A word by its key, else by its stem; with the key that phrases know it by.
    #[inline]
    pub(crate) fn word(&self, key: Key, folded: &[u8]) -> (Key, Entry) {
        let entry = self.exact(key);
        if entry.is_marked() {
            return (key, entry);
        }
        match self.stem(folded) {
            Some((_, stem)) if entry.is_known() => (key, stem.or_longer(entry)),
            Some(stem) => stem,
            None => (key, entry),
        }
    }

    /// Which lengths there are of stems that begin like this; see [`stem_start`].
    #[inline]
    pub(crate) fn stems(&self, start: u64) -> u64 {
        let start = key_step(0, start);
        match self.alone {
            Some(index) => index.stems(start),
            None => self.own.stems.find(start).unwrap_or(0) | self.base.map_or(0, |index| index.stems(start)),
        }
    }

    /// The longest stem that the word begins with.
    pub(crate) fn stem(&self, folded: &[u8]) -> Option<(Key, Entry)> {
        let mut lens = self.stems(stem_start(folded)?);
        if folded.len() < STEM_MOST {
            lens &= (2 << (folded.len() - STEM_LEAST)) - 1;
        }
        while lens != 0 {
            let longest = 63 - lens.leading_zeros() as usize;
            let key = key_before(key(&folded[..longest + STEM_LEAST]), STEM);
            let entry = self.exact(key);
            if entry.is_known() {
                return Some((key, entry));
            }
            lens ^= 1 << longest;
        }
        None
    }

    /// The longest entry that `run` (folded, written without spaces) begins with, and its bytes.
    pub(crate) fn run(&self, run: &str) -> Option<(usize, Key, Entry)> {
        let mut chars = run.chars();
        let first = chars.next()?;
        let mut lens = self.runs(pair(first, None));
        if lens == 0 {
            return None;
        }
        if lens & LONGER != 0 {
            let longer = chars.next().map_or(0, |second| self.runs(pair(first, Some(second))));
            lens = lens & 1 | longer;
        }
        self.run_among(lens, run)
    }

    /// The longest of these lengths, in characters, that makes an entry.
    fn run_among(&self, mut lens: u64, run: &str) -> Option<(usize, Key, Entry)> {
        let (mut ends, mut count) = ([0; RUN], 0);
        let most = 64 - lens.leading_zeros() as usize;
        for (end, (at, c)) in ends.iter_mut().zip(run.char_indices()).take(most) {
            *end = at + c.len_utf8();
            count += 1;
        }
        lens &= (1 << count) - 1;
        while lens != 0 {
            let longest = 63 - lens.leading_zeros() as usize;
            let key = key(&run.as_bytes()[..ends[longest]]);
            let entry = self.exact(key);
            if entry.is_marked() {
                return Some((ends[longest], key, entry));
            }
            lens ^= 1 << longest;
        }
        None
    }

    #[inline]
    fn runs(&self, pair: u64) -> u64 {
        match self.alone {
            Some(index) => index.runs(pair),
            None => self.own.runs.find(pair).unwrap_or(0) | self.base.map_or(0, |index| index.runs(pair)),
        }
    }
}

/// Marks of one entry with their strengths.
#[derive(Debug)]
pub(crate) struct Marks<'l> {
    lexicon: &'l Lexicon,
    /// The next one, without a strength at the end.
    code: Code,
    list: Option<List>,
}

impl Iterator for Marks<'_> {
    type Item = (Mark, u8);

    #[inline]
    fn next(&mut self) -> Option<(Mark, u8)> {
        let (mark, strength) = self.code.mark();
        if strength == 0 {
            return None;
        }
        let more = self.list.filter(|_| self.code.0 & Code::MORE != 0);
        self.list = more.map(List::next);
        self.code = self.list.map_or(Code::default(), |at| self.lexicon.code(at));
        Some((mark, strength))
    }
}

/// What runs are looked for by.
fn pair(first: char, second: Option<char>) -> u64 {
    key_step(0, u64::from(first as u32) << 32 | second.map_or(0, |c| u64::from(c as u32)))
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
/// Shortest and longest stem, in bytes.
const STEM_LEAST: usize = 4;
const STEM_MOST: usize = STEM_LEAST + 31;
/// Longest entry of a script without spaces, in characters.
const RUN: usize = 12;
/// Among the lengths of runs that begin with a character: there are some of two characters and more.
const LONGER: u64 = 1 << RUN;
/// Marks the key of a stem.
const STEM: Key = 0x5354_454D;
