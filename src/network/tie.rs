//! Ties: who talks with whom, both ways.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::Network;
use super::habit::DAY;
use super::record::{Record, View, target};

/// What an author and a partner are to each other.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Tie {
    /// The partner's name.
    pub partner: String,
    /// How strong, `0.0..=1.0`: `1 - exp(-g)` with
    /// `g = .5 ln(1 + both) + .25 ln(1 + days) + .25 ln(1 + depth) + intimacy`, halved every 14 days
    /// of silence. `both` is the smaller of the two directions, so that one-way interest has `0.0`.
    /// The shares follow the dimensions of Granovetter (1973): amount, time, depth, intimacy.
    pub strength: f64,
    /// Posts of the author to the partner.
    pub to: u64,
    /// Posts of the partner to the author.
    pub from: u64,
    /// Days on which they exchanged a post.
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

#[derive(Default)]
struct Dyad {
    to: u64,
    from: u64,
    days: Vec<i64>,
    last: Option<i64>,
    depth: u64,
    warm: f64,
}

/// All ties of an author, strongest first, then by name.
pub(super) fn ties(network: &Network, view: &View<'_>, now: i64) -> Vec<Tie> {
    let mut dyads: BTreeMap<u64, Dyad> = BTreeMap::new();
    for (_, record) in &view.own {
        if let Some(partner) = target(network, record) {
            let dyad = dyads.entry(partner).or_default();
            dyad.to += 1;
            exchange(network, dyad, record);
        }
    }
    for (_, record) in &view.inbound {
        let dyad = dyads.entry(record.author).or_default();
        dyad.from += 1;
        exchange(network, dyad, record);
    }
    let mut ties: Vec<Tie> = dyads.into_iter().map(|(partner, dyad)| tie(network, partner, dyad, now)).collect();
    ties.sort_by(|a, b| b.strength.total_cmp(&a.strength).then_with(|| a.partner.cmp(&b.partner)));
    ties
}

fn exchange(network: &Network, dyad: &mut Dyad, record: &Record) {
    dyad.warm += record.score(4);
    dyad.depth = dyad.depth.max(chain(network, record));
    if let Some(time) = record.time() {
        dyad.last = dyad.last.max(Some(time));
        dyad.days.push(time.div_euclid(DAY));
    }
}

/// How many answers in a row go back and forth up to this post.
fn chain(network: &Network, record: &Record) -> u64 {
    let (mut record, mut steps) = (record, 0);
    while let Some(parent) =
        network.posts.get(&record.parent).filter(|parent| record.parent != 0 && parent.author != record.author)
    {
        steps += 1;
        record = parent;
        // Malformed input may go in circles; ties do not deepen past this anyway.
        if steps == CHAIN {
            break;
        }
    }
    steps
}

/// Longest chain that is followed.
const CHAIN: u64 = 32;

fn tie(network: &Network, partner: u64, mut dyad: Dyad, now: i64) -> Tie {
    dyad.days.sort_unstable();
    dyad.days.dedup();
    let both = dyad.to.min(dyad.from);
    let days = dyad.days.len() as u64;
    let intimacy = 0.2 * (dyad.warm / (dyad.to + dyad.from) as f64).min(1.0);
    let ln = |n: u64| libm::log(1.0 + n as f64);
    let g = 0.5 * ln(both) + 0.25 * ln(days) + 0.25 * ln(dyad.depth) + intimacy;
    let age = dyad.last.map_or(0.0, |last| (now.saturating_sub(last)).max(0) as f64 / DAY as f64);
    let strength = if both == 0 { 0.0 } else { (1.0 - libm::exp(-g)) * libm::exp2(-age / HALF_LIFE) };
    Tie {
        partner: network.name_of(partner).into(),
        strength,
        to: dyad.to,
        from: dyad.from,
        days,
        depth: dyad.depth,
        last: dyad.last,
        strong: both >= 3 && days >= 2,
    }
}
