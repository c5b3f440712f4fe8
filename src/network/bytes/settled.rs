//! What is settled, as bytes; numbers, signs and people are written as in the room above.
//!
//! | part | bytes |
//! |---|---|
//! | settled | the moment before which everything is, and the latest time of what is, zigzag |
//! | people | how many have a past; for each, in the order of their places, as below |
//!
//! | part of a past | bytes |
//! |---|---|
//! | person | as an author is written |
//! | counts, sums | 23 numbers and 7, in the order of `Count` and `Sum` |
//! | pace | times, days, peak, `1` if two histories were added up, else `0`; then first, last (zigzag), two halves of the squares, ten sums of turns (zigzag) |
//! | platforms | how many; for each its number and its posts |
//! | bonds | how many; for each the partner, then to, from, said, invited, days, depth, two platforms, warmth; then first, last (zigzag) |
//! | texts | how many; 32 bytes each |
//! | times | how many; zigzag each |

use alloc::vec::Vec;

use super::{Input, Tables, number, zigzag};
use crate::error::Error;
use crate::network::store::{Settled, Store};
use crate::network::tally::{Bond, Pace, Past, Tally};

/// Fewest bytes of a past and of a bond.
const LEAST_PAST: usize = 1 + 23 + 7 + 18 + 4;
const LEAST_BOND: usize = 1 + 11;

impl Tables<'_> {
    pub(super) fn write_settled(&self, store: &Store, out: &mut Vec<u8>) {
        let settled = store.settled();
        zigzag(settled.before, out);
        zigzag(settled.latest, out);
        let mut pasts: Vec<(u64, &Past)> =
            store.pasts().map(|(person, past)| (self.place(store.key(person)), past)).collect();
        pasts.sort_unstable_by_key(|(place, _)| *place);
        number(pasts.len() as u64, out);
        for (place, past) in pasts {
            number(place, out);
            write_tally(&past.tally, out);
            let mut bonds: Vec<(u64, &Bond)> =
                past.bonds.iter().map(|(partner, bond)| (self.place(store.key(*partner)), bond)).collect();
            bonds.sort_unstable_by_key(|(place, _)| *place);
            number(bonds.len() as u64, out);
            for (place, bond) in bonds {
                number(place, out);
                write_bond(bond, out);
            }
            number(past.told.len() as u64, out);
            past.told.iter().for_each(|told| out.extend(told));
            number(past.recent.len() as u64, out);
            past.recent.iter().for_each(|time| zigzag(*time, out));
        }
    }

    pub(super) fn read_settled(&self, input: &mut Input<'_>, store: &mut Store) -> Result<(), Error> {
        store.settle(Settled { before: input.zigzag()?, latest: input.zigzag()? });
        let mut before = 0;
        for _ in 0..input.count(LEAST_PAST)? {
            let person = self.next_person(input, &mut before)?;
            let tally = read_tally(input)?;
            let mut bonds = Vec::new();
            let mut least = 0;
            for _ in 0..input.count(LEAST_BOND)? {
                let partner = self.next_person(input, &mut least)?;
                bonds.push((store.person(partner), read_bond(input)?));
            }
            let mut told = Vec::new();
            for _ in 0..input.count(32)? {
                told.push(input.array("a signature of 32 bytes")?);
            }
            let times = 0..input.count(1)?;
            let recent = times.map(|_| input.zigzag()).collect::<Result<_, _>>()?;
            let past = Past { tally, bonds: bonds.into(), told: told.into(), recent };
            let person = store.person(person);
            store.add_past(person, past.tidied());
        }
        Ok(())
    }

    /// The key of somebody whose place is beyond the one before.
    fn next_person(&self, input: &mut Input<'_>, before: &mut u64) -> Result<u64, Error> {
        let place = input.number()?;
        let key = place.checked_sub(1).and_then(|place| self.people.get(place as usize)).copied();
        // Nobody, whose key is zero, has no past.
        let key = key.filter(|key| place > *before && *key != 0);
        let key = key.ok_or_else(|| input.error("people in the order of their places"))?;
        *before = place;
        Ok(key)
    }
}

fn write_tally(tally: &Tally, out: &mut Vec<u8>) {
    let pace = &tally.pace;
    tally.counts.iter().for_each(|count| number(u64::from(*count), out));
    tally.sums.iter().for_each(|sum| number(*sum, out));
    for count in [pace.timed, pace.days, pace.peak, u32::from(pace.mixed)] {
        number(u64::from(count), out);
    }
    zigzag(pace.first, out);
    zigzag(pace.last, out);
    pace.squares.iter().for_each(|half| number(*half, out));
    pace.turns.iter().for_each(|turn| zigzag(*turn, out));
    number(tally.platforms.len() as u64, out);
    for (platform, posts) in &tally.platforms {
        number(u64::from(*platform), out);
        number(u64::from(*posts), out);
    }
}

fn read_tally(input: &mut Input<'_>) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    for count in &mut tally.counts {
        *count = input.next()?;
    }
    for sum in &mut tally.sums {
        *sum = input.number()?;
    }
    let mut pace = Pace { timed: input.next()?, days: input.next()?, peak: input.next()?, ..Pace::default() };
    pace.mixed = input.next::<u8>()? != 0;
    (pace.first, pace.last) = (input.zigzag()?, input.zigzag()?);
    pace.squares = [input.number()?, input.number()?];
    for turn in &mut pace.turns {
        *turn = input.zigzag()?;
    }
    tally.pace = pace;
    let platforms = 0..input.count(2)?;
    tally.platforms = platforms.map(|_| Ok((input.next()?, input.next()?))).collect::<Result<_, Error>>()?;
    Ok(tally)
}

fn write_bond(bond: &Bond, out: &mut Vec<u8>) {
    let [least, most] = bond.platforms;
    let counts = [bond.to, bond.from, bond.said, bond.invited, bond.days, bond.depth, least, most];
    for count in counts {
        number(u64::from(count), out);
    }
    number(bond.warm, out);
    zigzag(bond.first, out);
    zigzag(bond.last, out);
}

fn read_bond(input: &mut Input<'_>) -> Result<Bond, Error> {
    Ok(Bond {
        to: input.next()?,
        from: input.next()?,
        said: input.next()?,
        invited: input.next()?,
        days: input.next()?,
        depth: input.next()?,
        platforms: [input.next()?, input.next()?],
        warm: input.number()?,
        first: input.zigzag()?,
        last: input.zigzag()?,
    })
}
