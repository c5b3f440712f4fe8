//! Ties: who talks with whom, both ways.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::habit::{DAY, REMEMBERED, Signature, active_days, same};
use super::store::{Kept, Store};
use super::view::View;

/// What an author and a partner are to each other.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tie {
    /// The partner's name.
    pub partner: String,
    /// How strong, `0.0..=1.0`: `1 - exp(-g)` with
    /// `g = .5 ln(1 + both) + .25 ln(1 + days) + .25 ln(1 + depth) + intimacy`, halved every 14 days
    /// of silence. `both` is the smaller of the two directions, so that one-way interest has `0.0`;
    /// `intimacy` is `.2 w / (1 + w)` of the compassion `w` summed over their posts.
    /// The shares follow the dimensions of Granovetter (1973): amount, time, depth, intimacy.
    pub strength: f64,
    /// Posts of the author to the partner.
    pub to: u64,
    /// Posts of the partner to the author.
    pub from: u64,
    /// Days on which they exchanged a post, in turns of 24 hours from their first.
    pub days: u64,
    /// Longest chain of answers between them.
    pub depth: u64,
    /// When last, in Unix milliseconds.
    pub last: Option<i64>,
    /// Three exchanges both ways on two days at least.
    pub strong: bool,
}

/// Ties fade to a half in this many days.
pub(super) const HALF_LIFE: f64 = 14.0;

/// An author's partners and what comes back from them.
pub(super) struct Ties {
    /// Strongest first, then by name.
    pub(super) all: Vec<Tie>,
    /// Share of what the author tells people that comes back, drawn to zero by five posts' worth.
    ///
    /// What the same partner was told before brings nothing back; an answer to a question asks for nothing back.
    pub(super) returned: f64,
    /// Share of tie strength with partners met beyond the author's main platform; unknown where
    /// fewer than two platforms were seen.
    pub(super) portable: Option<f64>,
}

/// What passed between an author and a partner.
#[derive(Default)]
struct Dyad<'n> {
    to: u64,
    from: u64,
    /// Posts to the partner that tell them something new.
    said: u64,
    told: Vec<&'n Signature>,
    /// Posts to the partner that answer a question of theirs.
    invited: u64,
    times: Vec<i64>,
    depth: u64,
    warm: f64,
    /// Met beyond the author's main platform.
    abroad: bool,
}

impl<'n> Dyad<'n> {
    fn tell(&mut self, signature: &'n Signature) {
        let before = &self.told[self.told.len().saturating_sub(REMEMBERED)..];
        self.said += u64::from(!before.iter().any(|told| same(told, signature)));
        self.told.push(signature);
    }

    fn exchange(&mut self, view: &View<'_>, post: &Kept, partner: u32) {
        self.warm += post.score(4);
        self.depth = self.depth.max(chain(view.store, post, [view.author, partner]));
        self.times.extend(post.time());
    }

    fn tie(mut self, partner: &str, now: i64) -> Tie {
        self.times.sort_unstable();
        let both = self.to.min(self.from);
        let days = active_days(&self.times) as u64;
        let last = self.times.last().copied();
        let intimacy = 0.2 * self.warm / (1.0 + self.warm);
        let ln = |n: u64| libm::log(1.0 + n as f64);
        let g = 0.5 * ln(both) + 0.25 * ln(days) + 0.25 * ln(self.depth) + intimacy;
        let age = last.map_or(0.0, |last| (now.saturating_sub(last)).max(0) as f64 / DAY as f64);
        let strength = if both == 0 { 0.0 } else { (1.0 - libm::exp(-g)) * libm::exp2(-age / HALF_LIFE) };
        Tie {
            partner: partner.into(),
            strength,
            to: self.to,
            from: self.from,
            days,
            depth: self.depth,
            last,
            strong: both >= 3 && days >= 2,
        }
    }
}

/// All ties of an author.
pub(super) fn ties(view: &View<'_>, now: i64) -> Ties {
    let dyads = dyads(view);
    let (mut back, mut out) = (0, 0);
    for dyad in dyads.values() {
        let answered = dyad.said.min(dyad.from);
        back += answered;
        out += answered.max(dyad.to - dyad.invited);
    }
    let main = main_platform(view);
    let mut all: Vec<(Tie, bool)> = Vec::with_capacity(dyads.len());
    for (partner, dyad) in dyads {
        let abroad = dyad.abroad;
        all.push((dyad.tie(view.store.name(partner), now), abroad));
    }
    all.sort_by(|(a, _), (b, _)| b.strength.total_cmp(&a.strength).then_with(|| a.partner.cmp(&b.partner)));
    let strength = |abroad: bool| all.iter().filter(|row| row.1 || !abroad).map(|row| row.0.strength).sum::<f64>();
    let portable = main.filter(|_| strength(false) > 0.0).map(|_| (strength(true) / strength(false)).min(1.0));
    let all = all.into_iter().map(|(tie, _)| tie).collect();
    Ties { all, returned: back as f64 / (out as f64 + 5.0), portable }
}

fn dyads<'n>(view: &View<'n>) -> BTreeMap<u32, Dyad<'n>> {
    let main = main_platform(view);
    let abroad = |post: &Kept| main.is_some_and(|main| post.platform() != 0 && post.platform() != main);
    let mut dyads: BTreeMap<u32, Dyad<'n>> = BTreeMap::new();
    for &post in &view.own {
        let first = view.store.target(post);
        for partner in view.store.addressed(post) {
            let dyad = dyads.entry(partner).or_default();
            dyad.to += 1;
            dyad.tell(view.store.signature(post));
            dyad.invited += u64::from(Some(partner) == first && view.answers_question(post));
            dyad.abroad |= abroad(post);
            dyad.exchange(view, post, partner);
        }
    }
    for post in &view.inbound {
        let dyad = dyads.entry(post.author).or_default();
        dyad.from += 1;
        dyad.abroad |= abroad(post);
        dyad.exchange(view, post, post.author);
    }
    dyads
}

/// Where most of an author's posts are, if they are on several platforms.
fn main_platform(view: &View<'_>) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for post in view.own.iter().filter(|post| post.platform() != 0) {
        *counts.entry(post.platform()).or_default() += 1;
    }
    let several = counts.len() > 1;
    counts
        .into_iter()
        .max_by_key(|(platform, count)| (*count, *platform))
        .map(|(platform, _)| platform)
        .filter(|_| several)
}

/// How many answers in a row go back and forth between two people up to this post.
fn chain(store: &Store, post: &Kept, pair: [u32; 2]) -> u64 {
    let (mut post, mut steps) = (post, 0);
    // Malformed input may go in circles; ties do not deepen past this anyway.
    while steps < CHAIN {
        match store.parent(post) {
            Some(parent) if parent.author != post.author && pair.contains(&parent.author) => post = parent,
            _ => break,
        }
        steps += 1;
    }
    steps
}

/// Longest chain that is followed.
const CHAIN: u64 = 32;
