//! Authors of a thread as numbers, and who interacts with whom.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use hashbrown::HashMap;

use super::{NONE, Thread};

/// Authors as numbers, and how many posts each has.
pub(super) struct People<'t> {
    pub(super) index: HashMap<&'t str, u32>,
    pub(super) of: Vec<u32>,
    pub(super) posts: Vec<u64>,
}

impl<'t> People<'t> {
    pub(super) fn of(thread: &'t Thread<'_>) -> Self {
        let mut people = Self { index: HashMap::new(), of: Vec::with_capacity(thread.len()), posts: Vec::new() };
        for post in thread.posts() {
            let Some(author) = post.author.as_deref() else {
                people.of.push(NONE);
                continue;
            };
            let next = people.index.len() as u32;
            let at = *people.index.entry(author).or_insert(next);
            if at == next {
                people.posts.push(0);
            }
            people.posts[at as usize] += 1;
            people.of.push(at);
        }
        people
    }

    pub(super) fn differ(&self, a: usize, b: usize) -> bool {
        self.of[a] != self.of[b] || self.of[a] == NONE
    }
}

/// Who interacts with whom, and how often.
pub(super) struct Pairs {
    pub(super) weights: BTreeMap<(u32, u32), u64>,
    pub(super) own: u64,
    pub(super) interacting: u64,
}

impl Pairs {
    pub(super) fn of(thread: &Thread<'_>, people: &People<'_>) -> Self {
        let mut pairs = Self { weights: BTreeMap::new(), own: 0, interacting: 0 };
        for (at, post) in thread.posts().iter().enumerate().filter(|(_, post)| post.is_own()) {
            pairs.own += 1;
            let answered = thread.answered_author(at).filter(|name| post.author.as_deref() != Some(*name));
            let to_stranger = answered.is_none() && post.reply_to.is_some() && thread.parent(at).is_none();
            let partner = answered.or_else(|| post.addressees(&[]).next().map(|(name, _)| name));
            pairs.interacting += u64::from(partner.is_some() || to_stranger);
            if let (Some(to), from) = (partner.and_then(|name| people.index.get(name)), people.of[at]) {
                if from != NONE {
                    *pairs.weights.entry((from, *to)).or_default() += 1;
                }
            }
        }
        pairs
    }

    pub(super) fn back(&self, pair: (u32, u32)) -> u64 {
        self.weights.get(&(pair.1, pair.0)).copied().unwrap_or(0)
    }

    pub(super) fn weighted(&self) -> Option<f64> {
        let all: u64 = self.weights.values().sum();
        let both: u64 = self.weights.iter().map(|(pair, weight)| self.back(*pair).min(*weight)).sum();
        (all > 0).then(|| both as f64 / all as f64)
    }

    /// Mean share of partners that the two of a pair have in common, of all that either has.
    ///
    /// Of each pair the partners of the one with fewer are looked up, so that a crowd around one
    /// person costs no more than a chain.
    pub(super) fn overlap(&self, people: usize) -> Option<f64> {
        let mut partners: Vec<Vec<u32>> = vec![Vec::new(); people];
        for (a, b) in self.weights.keys().filter(|(a, b)| a != b) {
            partners[*a as usize].push(*b);
            partners[*b as usize].push(*a);
        }
        for list in &mut partners {
            list.sort_unstable();
            list.dedup();
        }
        let (mut sum, mut pairs) = (0.0, 0_usize);
        let mut near = vec![NONE; people];
        for (a, theirs) in partners.iter().enumerate() {
            for who in theirs {
                near[*who as usize] = a as u32;
            }
            let fewer = theirs.iter().map(|b| (*b, &partners[*b as usize]));
            for (_, few) in fewer.filter(|(b, few)| (few.len(), *b as usize) < (theirs.len(), a)) {
                let common = few.iter().filter(|who| near[**who as usize] == a as u32).count();
                let others = few.len() + theirs.len() - 2 - common;
                sum += if others > 0 { common as f64 / others as f64 } else { 0.0 };
                pairs += 1;
            }
        }
        (pairs > 0).then(|| sum / pairs as f64)
    }

    pub(super) fn dyadic(&self) -> Option<f64> {
        super::shape::share(self.weights.keys().filter(|pair| self.back(**pair) > 0).count(), self.weights.len())
    }

    pub(super) fn corrected(&self, people: f64) -> Option<f64> {
        let chance = self.weights.len() as f64 / (people * (people - 1.0));
        self.dyadic().filter(|_| chance < 1.0).map(|r| (r - chance) / (1.0 - chance))
    }
}
