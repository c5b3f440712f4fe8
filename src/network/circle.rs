//! Circles: people who exchange posts with each other, and whether they do so with anyone else.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Network;
use super::gather::gather;
use super::habit::{REMEMBERED, Signature, same};
use super::store::Store;
use super::strong;
use super::tally::{Count, Past};
use super::view::View;

/// People who all reach each other by addressing, straight or around: three to sixty-four of them.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for (n, (from, to)) in [("a", "b"), ("b", "c"), ("c", "a")].into_iter().enumerate() {
///     let text = format!("@{to} this trader changed my life, I made 4000 in a week");
///     let post = Post::new(n.to_string(), from, text);
///     network.observe(&post, &scorer.score(&post));
/// }
/// let circle = &network.circles()[0];
/// assert_eq!(circle.authors, ["a", "b", "c"]);
/// assert!(circle.is_echo());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Circle {
    /// Who, by name.
    pub authors: Vec<String>,
    /// Times one of them addresses another.
    pub inside: u64,
    /// Times one of them addresses somebody else, or somebody else one of them.
    pub outside: u64,
    /// Share of their last texts that say what another of them says. `0.0..=1.0`
    pub alike: f64,
    /// Share of their posts that promote. `0.0..=1.0`
    pub promoting: f64,
}

impl Circle {
    /// Share of the exchange that stays inside. `0.0..=1.0`
    ///
    /// `1.0` is also what friends have when nobody else was seen: it says little alone.
    #[must_use]
    pub fn closed(&self) -> f64 {
        self.inside as f64 / ((self.inside + self.outside) as f64).max(1.0)
    }

    /// Whether it reads like one voice answering itself: nine tenths stay inside, and a third says
    /// what another member says, or half promotes. A sock ring does; friends do not, however closed. Strangers who
    /// all write one sentence to one desk, and to nobody else, cannot be told from it.
    #[must_use]
    pub fn is_echo(&self) -> bool {
        self.closed() >= 0.9 && (self.alike >= 1.0 / 3.0 || self.promoting >= 0.5)
    }
}

/// Texts of a circle that are compared with each other, as many of each member.
const COMPARED: usize = 512;

/// A circle that is larger is a community, whatever it says, and is not looked for.
const RING: usize = 64;

impl Network {
    /// All circles, the largest first, then by name.
    ///
    /// ```
    /// use realtalk::{Network, Post, Scorer};
    /// let scorer = Scorer::default();
    /// let mut network = Network::new();
    /// for (n, (from, to)) in [("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"), ("c", "b")].into_iter().enumerate() {
    ///     let post = Post::new(n.to_string(), from, format!("@{to} this trader doubled my money, what a great man!"));
    ///     network.observe(&post, &scorer.score(&post));
    /// }
    /// assert!(network.circles()[0].is_echo());
    /// assert_eq!(network.value("a").map(|value| value.score.get()), Some(0.0));
    /// ```
    #[must_use]
    pub fn circles(&self) -> Vec<Circle> {
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        let mut circles = Vec::new();
        // Most people are in no circle, which one walk over all tells; the others are looked at closer.
        let sizes = strong::sizes(self.store());
        for person in self.writers() {
            if seen.contains(&person) || !(3..=RING).contains(&(sizes[person as usize] as usize)) {
                continue;
            }
            if let Some(members) = members(self.store(), person) {
                seen.extend(&members);
                circles.push(circle(self.store(), &members));
            }
        }
        circles.sort_by(|a, b| b.authors.len().cmp(&a.authors.len()).then_with(|| a.authors.cmp(&b.authors)));
        circles
    }
}

/// The circle of a person, if it reads like one voice.
pub(super) fn echo_of(store: &Store, person: u32) -> Option<Circle> {
    let members = members(store, person)?;
    Some(circle(store, &members)).filter(Circle::is_echo)
}

/// Which way to go along who addresses whom.
#[derive(Clone, Copy)]
enum Way {
    To,
    From,
}

/// Everyone whom a person reaches and who reaches that person, if they are a circle.
///
/// A circle lies within those who reach one of it, and within those whom one reaches. So the first of
/// the two that is small bounds the search for the other.
fn members(store: &Store, person: u32) -> Option<BTreeSet<u32>> {
    let anyone = |_| true;
    let (near, back) = match reach(store, person, Way::From, anyone) {
        Some(near) => (near, Way::To),
        None => (reach(store, person, Way::To, anyone)?, Way::From),
    };
    reach(store, person, back, |who| near.contains(&who)).filter(|members| members.len() >= 3)
}

/// Those at the end of any number of steps one way; `None` past a ring's size.
fn reach(store: &Store, from: u32, way: Way, allowed: impl Fn(u32) -> bool) -> Option<BTreeSet<u32>> {
    let mut reached = BTreeSet::from([from]);
    let mut open = Vec::from([from]);
    let mut meet = |who: u32, open: &mut Vec<u32>| {
        if allowed(who) && reached.insert(who) {
            open.push(who);
        }
        reached.len() <= RING
    };
    while let Some(person) = open.pop() {
        let small = match way {
            Way::To => store.own(person).flat_map(|post| store.addressed(post)).all(|who| meet(who, &mut open)),
            Way::From => store.addressing(person).all(|post| meet(post.author, &mut open)),
        };
        let settled = store.past(person).into_iter().flat_map(|past| &*past.bonds);
        let mut settled = settled.filter(|(_, bond)| match way {
            Way::To => bond.to > 0,
            Way::From => bond.from > 0,
        });
        let small = small && settled.all(|(who, _)| meet(*who, &mut open));
        if !small {
            return None;
        }
    }
    Some(reached)
}

fn circle(store: &Store, members: &BTreeSet<u32>) -> Circle {
    let pasts: Vec<Past> = members.iter().map(|person| gather(&View::of(store, *person), |_| true)).collect();
    let (mut inside, mut outside) = (0, 0);
    for (who, bond) in pasts.iter().flat_map(|past| &*past.bonds) {
        if members.contains(who) {
            inside += u64::from(bond.to);
        } else {
            outside += u64::from(bond.to) + u64::from(bond.from);
        }
    }
    let each = (COMPARED / members.len().max(1)).min(REMEMBERED);
    let last = |past: &'_ Past| past.told.len().saturating_sub(each);
    let texts: Vec<(usize, &Signature)> = pasts
        .iter()
        .enumerate()
        .flat_map(|(who, past)| past.told[last(past)..].iter().map(move |told| (who, told)))
        .filter(|(_, told)| **told != [0; 32])
        .collect();
    let echoed = |(who, text): &(usize, &Signature)| texts.iter().any(|(other, told)| other != who && same(told, text));
    let alike = texts.iter().filter(|text| echoed(text)).count() as f64 / texts.len().max(1) as f64;
    let all = |what: Count| pasts.iter().map(|past| past.tally.of(what)).sum::<f64>();
    let promoting = all(Count::Promoting) / all(Count::Posts).max(1.0);
    let mut authors: Vec<String> = members.iter().map(|person| store.name(*person).to_string()).collect();
    authors.sort_unstable();
    Circle { authors, inside, outside, alike, promoting }
}
