//! A network as bytes: small, versioned, and the same for equal networks.
//!
//! Numbers are varints (LEB128: seven bits a byte, low ones first, the high bit says that more
//! follow) unless said otherwise. Everything comes in ascending order, so equal networks give equal
//! bytes and what lies close together is short. Version 1, and 2 where anything is settled:
//!
//! | part | bytes |
//! |---|---|
//! | head | `R` `T` `N`, then the version as one byte |
//! | names | how many; for each, in the order of their UTF-8 bytes, its length and the bytes |
//! | keys | how many people are known by key alone; each key less the one before |
//! | platforms | how many; each number less the one before |
//! | ids | how many posts; the key of each id less the one before |
//! | first | the earliest time, zigzag (`2t`, or `-2t - 1` below zero); `0` if none is known |
//! | settled | in version 2 alone: see `bytes/settled.rs` |
//! | posts | one for each id, as below |
//!
//! | part of a post | bytes |
//! |---|---|
//! | author | `0` unknown, else 1 + the place among names and then keys |
//! | parent | `0` none, `1` a key follows in 8 bytes (little-endian), else 2 + the place among ids |
//! | time | `0` unknown, else 1 + milliseconds since the earliest |
//! | people | how many it addresses, at most 4, and each as the author is written |
//! | platform | `0` unknown, else 1 + the place among platforms |
//! | words, links, mentions | three numbers |
//! | flags | twice the flags, and 1 where a signature follows |
//! | scores | six numbers of 2 bytes (little-endian), in 1/65535 |
//! | signature | 32 bytes, if there is one |
//!
//! Reading checks every count against the bytes that are left before it takes memory for it.

mod settled;

use alloc::vec::Vec;

use super::Network;
use super::record::{NO_TIME, PEOPLE, Record, SETTLED, name_key};
use super::store::Settled;
use super::tally::Past;
use crate::error::Error;

const HEAD: [u8; 3] = *b"RTN";
const WANTED: &str = "RTN and version 1 or 2";

/// The flags that version 1 has.
const VERSION_1: u16 = SETTLED - 1;

/// Fewest bytes of a post: its id, eight small numbers and six scores.
const LEAST_POST: usize = 1 + 8 + 12;

impl Network {
    /// The network in its compact binary form; equal networks give equal bytes.
    ///
    /// Some 70 bytes a post: 32 of them its signature, 12 its scores, 7 its id.
    ///
    /// ```
    /// use realtalk::{Network, Post, Scorer};
    /// let post = Post::new("1", "ana", "did the kiln survive?");
    /// let mut network = Network::new();
    /// network.observe(&post, &Scorer::default().score(&post));
    /// assert_eq!(Network::from_bytes(&network.to_bytes())?, network);
    /// # Ok::<(), realtalk::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut rows: Vec<(u64, Record)> =
            self.store().posts().map(|post| (self.store().id(post), self.store().record(post))).collect();
        rows.sort_unstable_by_key(|(id, _)| *id);
        let tables = Tables::of(self, &rows);
        let mut out = Vec::with_capacity(64 + rows.len() * 80);
        let settled = self.store().settled() != Settled::NOTHING;
        out.extend(HEAD);
        out.push(1 + u8::from(settled));
        tables.write(&mut out);
        if settled {
            tables.write_settled(self.store(), &mut out);
        }
        for (id, record) in &rows {
            debug_assert!(tables.ids.binary_search(id).is_ok());
            tables.write_post(record, &mut out);
        }
        out
    }

    /// The network that [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// Bytes from anywhere may be tried: what is no network is refused, without a panic and without
    /// more memory than a multiple of the input.
    ///
    /// # Errors
    /// [`Error::Bytes`], with the place and what was wanted there.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut input = Input { bytes, at: 0 };
        let version = match input.take(4, WANTED)?.split_last() {
            Some((version @ 1..=2, head)) if head == HEAD => *version,
            _ => return Err(Error::Bytes { at: 0, wanted: WANTED }),
        };
        let mut network = Self::new();
        let tables = Tables::read(&mut input, &mut network)?;
        if version == 2 {
            tables.read_settled(&mut input, network.state.store_mut())?;
        }
        for id in &tables.ids {
            let mut record = tables.read_post(&mut input)?;
            record.flags &= if version == 1 { VERSION_1 } else { u16::MAX };
            network.state.keep(*id, &record.tidied());
        }
        if input.at < bytes.len() {
            return Err(input.error("the end"));
        }
        Ok(network)
    }
}

/// What posts point into.
#[derive(Default)]
struct Tables<'n> {
    names: Vec<&'n str>,
    /// Keys of people: those of the names, then the others.
    people: Vec<u64>,
    platforms: Vec<u64>,
    ids: Vec<u64>,
    first: i64,
    /// Keys of people with their places, by key.
    places: Vec<(u64, u64)>,
}

impl<'n> Tables<'n> {
    fn of(network: &'n Network, rows: &[(u64, Record)]) -> Self {
        let mut names: Vec<(&str, u64)> = network.store().names().map(|(key, name)| (name, key)).collect();
        names.sort_unstable();
        let named = sorted(names.iter().map(|(_, key)| *key));
        let met = rows.iter().flat_map(|(_, record)| record.people.into_iter().chain([record.author]));
        let store = network.store();
        let partners = |(person, past): (u32, &Past)| {
            let bonds = past.bonds.iter().map(|(partner, _)| store.key(*partner)).collect::<Vec<_>>();
            bonds.into_iter().chain([store.key(person)])
        };
        let met = met.chain(store.pasts().flat_map(partners));
        let others = sorted(met.filter(|key| *key != 0 && named.binary_search(key).is_err()));
        let people: Vec<u64> = names.iter().map(|(_, key)| *key).chain(others).collect();
        let mut places: Vec<(u64, u64)> = people.iter().zip(1..).map(|(key, place)| (*key, place)).collect();
        places.sort_unstable();
        Self {
            names: names.into_iter().map(|(name, _)| name).collect(),
            people,
            platforms: sorted(rows.iter().map(|(_, record)| u64::from(record.platform)).filter(|number| *number != 0)),
            ids: rows.iter().map(|(id, _)| *id).collect(),
            first: rows.iter().map(|(_, record)| record.time).filter(|time| *time != NO_TIME).min().unwrap_or(0),
            places,
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        number(self.names.len() as u64, out);
        for name in &self.names {
            number(name.len() as u64, out);
            out.extend(name.as_bytes());
        }
        ascending(&self.people[self.names.len()..], out);
        ascending(&self.platforms, out);
        ascending(&self.ids, out);
        zigzag(self.first, out);
    }

    fn write_post(&self, record: &Record, out: &mut Vec<u8>) {
        number(self.place(record.author), out);
        match self.ids.binary_search(&record.parent) {
            _ if record.parent == 0 => number(0, out),
            Ok(place) => number(place as u64 + 2, out),
            Err(_) => {
                number(1, out);
                out.extend(record.parent.to_le_bytes());
            }
        }
        let since = (record.time as u64).wrapping_sub(self.first as u64);
        number(if record.time == NO_TIME { 0 } else { since + 1 }, out);
        let people = record.people.iter().filter(|key| **key != 0);
        number(people.clone().count() as u64, out);
        people.for_each(|key| number(self.place(*key), out));
        number(self.platforms.binary_search(&u64::from(record.platform)).map_or(0, |place| place as u64 + 1), out);
        for count in [record.words, u16::from(record.links), u16::from(record.mentions)] {
            number(u64::from(count), out);
        }
        let signed = record.signature != [0; 32];
        number(u64::from(record.flags) << 1 | u64::from(signed), out);
        record.scores.iter().for_each(|score| out.extend(score.to_le_bytes()));
        if signed {
            out.extend(record.signature);
        }
    }

    /// 1 + the place of a person; `0` for nobody.
    fn place(&self, key: u64) -> u64 {
        self.places.binary_search_by_key(&key, |(key, _)| *key).map_or(0, |at| self.places[at].1)
    }

    fn read(input: &mut Input<'_>, network: &mut Network) -> Result<Self, Error> {
        let mut tables = Self::default();
        let mut last = None;
        for _ in 0..input.count(1)? {
            let len = input.count(1)?;
            let at = input.at;
            let name = core::str::from_utf8(input.take(len, "a name")?).ok();
            let name = name.ok_or(Error::Bytes { at, wanted: "a name in UTF-8" })?;
            if last.replace(name).is_some_and(|last| last >= name) {
                return Err(Error::Bytes { at, wanted: "names in order, each once" });
            }
            network.state.meet(name, name_key(name));
            tables.people.push(name_key(name));
        }
        let named = sorted(tables.people.iter().copied());
        let others = input.ascending()?;
        if others.iter().any(|key| named.binary_search(key).is_ok()) {
            return Err(input.error("people who are not among the names"));
        }
        tables.people.extend(others);
        tables.platforms = input.ascending()?;
        tables.ids = input.ascending()?;
        if tables.ids.len() > input.left() / (LEAST_POST - 1) {
            return Err(input.error("as many posts as ids"));
        }
        tables.first = input.zigzag()?;
        Ok(tables)
    }

    fn read_post(&self, input: &mut Input<'_>) -> Result<Record, Error> {
        let author = self.read_person(input)?;
        let parent = match input.number()? {
            0 => 0,
            1 => u64::from_le_bytes(input.array("a key of 8 bytes")?),
            place => *self.ids.get((place - 2) as usize).ok_or_else(|| input.error("the place of a post"))?,
        };
        let time = match input.number()? {
            0 => NO_TIME,
            since => (self.first.wrapping_add((since - 1) as i64)).max(NO_TIME + 1),
        };
        let mut people = [0; PEOPLE];
        let count = input.number()?;
        if count > PEOPLE as u64 {
            return Err(input.error("at most four people"));
        }
        for to in &mut people[..count as usize] {
            *to = self.read_person(input)?;
        }
        let platform = match input.number()? {
            0 => 0,
            place => *self.platforms.get((place - 1) as usize).ok_or_else(|| input.error("the place of a platform"))?,
        };
        let [words, links, mentions] = [input.number()?, input.number()?, input.number()?];
        let flags = input.number()?;
        let mut scores = [0; 6];
        for score in &mut scores {
            *score = u16::from_le_bytes(input.array("a score of 2 bytes")?);
        }
        Ok(Record {
            author,
            time,
            parent,
            people,
            platform: platform as u32,
            words: input.small(words)?,
            flags: input.small(flags >> 1)?,
            scores,
            links: input.small(links)?,
            mentions: input.small(mentions)?,
            signature: if flags & 1 == 1 { input.array("a signature of 32 bytes")? } else { [0; 32] },
        })
    }

    fn read_person(&self, input: &mut Input<'_>) -> Result<u64, Error> {
        match input.number()? {
            0 => Ok(0),
            place => self.people.get((place - 1) as usize).copied().ok_or_else(|| input.error("the place of a person")),
        }
    }
}

fn sorted(keys: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut keys: Vec<u64> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i64, out: &mut Vec<u8>) {
    number((value << 1 ^ value >> 63) as u64, out);
}

fn ascending(values: &[u64], out: &mut Vec<u8>) {
    number(values.len() as u64, out);
    let mut before = 0;
    for value in values {
        number(value - before, out);
        before = *value;
    }
}

/// Bytes that nobody vouches for.
struct Input<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Input<'b> {
    const fn error(&self, wanted: &'static str) -> Error {
        Error::Bytes { at: self.at, wanted }
    }

    fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    fn take(&mut self, len: usize, wanted: &'static str) -> Result<&'b [u8], Error> {
        let taken = self.bytes[self.at..].get(..len).ok_or_else(|| self.error(wanted))?;
        self.at += len;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self, wanted: &'static str) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N, wanted)?);
        Ok(array)
    }

    fn number(&mut self) -> Result<u64, Error> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array("a number")?;
            // The tenth byte has room for one bit, and a last byte of zero says nothing.
            if (shift == 63 && byte > 1) || (shift > 0 && byte == 0) {
                break;
            }
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.error("a number of 64 bits in its shortest form"))
    }

    fn zigzag(&mut self) -> Result<i64, Error> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// How many things follow, each of so many bytes at least.
    fn count(&mut self, least: usize) -> Result<usize, Error> {
        let count = self.number()?;
        if count > (self.left() / least) as u64 {
            return Err(self.error("as many as announced"));
        }
        Ok(count as usize)
    }

    fn ascending(&mut self) -> Result<Vec<u64>, Error> {
        let count = self.count(1)?;
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            let step = self.number()?;
            let before = values.last().copied();
            let value = before.unwrap_or(0_u64).checked_add(step).filter(|value| Some(*value) != before);
            values.push(value.ok_or_else(|| self.error("ascending keys"))?);
        }
        Ok(values)
    }

    /// The next number, as small as its place wants it.
    fn next<T: TryFrom<u64>>(&mut self) -> Result<T, Error> {
        let value = self.number()?;
        self.small(value)
    }

    fn small<T: TryFrom<u64>>(&self, value: u64) -> Result<T, Error> {
        T::try_from(value).map_err(|_| self.error("a smaller number"))
    }
}
