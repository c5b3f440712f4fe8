//! Who reaches each other along who addresses whom: strongly connected people, in one walk.

use alloc::vec;
use alloc::vec::Vec;

use super::store::{NONE, Store};

/// For each person the number of people who reach and are reached by them, themselves included.
///
/// Tarjan (1972), with a stack of its own: each person and each address is looked at once.
pub(super) fn sizes(store: &Store) -> Vec<u32> {
    let addresses = Addresses::of(store);
    let people = store.people().count();
    let mut walk = Walk {
        met: 0,
        order: vec![NONE; people],
        low: vec![NONE; people],
        size: vec![0; people],
        open: Vec::new(),
        path: Vec::new(),
    };
    for person in store.people() {
        if walk.order[person as usize] == NONE {
            walk.from(person, &addresses);
        }
    }
    walk.size
}

/// Whom each person addresses, one after the other; some stand there several times.
struct Addresses {
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Addresses {
    fn of(store: &Store) -> Self {
        let mut addresses = Self { from: vec![0], to: Vec::new() };
        for person in store.people() {
            addresses.to.extend(store.own(person).flat_map(|post| store.addressed(post)));
            let settled = store.past(person).into_iter().flat_map(|past| &*past.bonds);
            addresses.to.extend(settled.filter(|(_, bond)| bond.to > 0).map(|(who, _)| *who));
            addresses.from.push(addresses.to.len() as u32);
        }
        addresses
    }
}

struct Walk {
    met: u32,
    /// When each was met, and the earliest met that is reached from there.
    order: Vec<u32>,
    low: Vec<u32>,
    size: Vec<u32>,
    /// Met, and not known yet with whom they are connected.
    open: Vec<u32>,
    /// The way here, with the next address to follow.
    path: Vec<(u32, u32)>,
}

impl Walk {
    fn from(&mut self, person: u32, addresses: &Addresses) {
        self.meet(person, addresses);
        while let Some((here, next)) = self.path.last_mut() {
            let here = *here as usize;
            if *next == addresses.from[here + 1] {
                self.leave(here);
                continue;
            }
            let who = addresses.to[*next as usize];
            *next += 1;
            if self.order[who as usize] == NONE {
                self.meet(who, addresses);
            } else if self.size[who as usize] == 0 {
                self.low[here] = self.low[here].min(self.order[who as usize]);
            }
        }
    }

    fn meet(&mut self, person: u32, addresses: &Addresses) {
        self.order[person as usize] = self.met;
        self.low[person as usize] = self.met;
        self.met += 1;
        self.open.push(person);
        self.path.push((person, addresses.from[person as usize]));
    }

    fn leave(&mut self, here: usize) {
        self.path.pop();
        if let Some((before, _)) = self.path.last() {
            self.low[*before as usize] = self.low[*before as usize].min(self.low[here]);
        }
        if self.low[here] == self.order[here] {
            let from = self.open.iter().rposition(|who| *who as usize == here).unwrap_or(0);
            let size = (self.open.len() - from) as u32;
            for who in self.open.drain(from..) {
                self.size[who as usize] = size;
            }
        }
    }
}
