//! Ties: who talks with whom, both ways.

use alloc::string::String;
use alloc::vec::Vec;

use super::habit::DAY;
use super::profile::{Driver, sum};
use super::store::Store;
use super::tally::{Bond, Past};

/// What an author and a partner are to each other.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for post in [
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
///     Post::new("3", "ana", "oh no, which ones?").answering("2", None),
/// ] {
///     network.observe(&post, &scorer.score(&post));
/// }
/// let tie = &network.profile("mira").expect("she wrote").ties[0];
/// assert_eq!((&*tie.partner, tie.to, tie.from), ("ana", 1, 1));
/// assert!(tie.strength > 0.0 && !tie.strong);
/// ```
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
    /// How long they have been silent, in usual pauses: the mean pause between their posts to each other.
    /// Beyond 8.0 a tie is likely to fade (Navarro et al. 2017). Unknown below three posts.
    pub silence: Option<f64>,
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
    /// What the author said before brings nothing back from somebody who heard from them already; an
    /// answer to a question asks for nothing back.
    pub(super) returned: f64,
    /// Share of tie strength with partners met beyond the author's main platform; unknown where
    /// fewer than two platforms were seen.
    pub(super) portable: Option<f64>,
}

impl Bond {
    /// Days on which they exchanged a post, as far as the span has room for them.
    fn days(&self) -> u64 {
        let met = self.first <= self.last;
        if met { u64::from(self.days).min(self.last.abs_diff(self.first) / DAY as u64 + 1) } else { 0 }
    }

    /// What a tie grows from; together `g`.
    pub(super) fn growth(&self) -> [Driver; 4] {
        let warm = self.warm as f64 / 65_535.0;
        let ln = |n: f64| libm::log(1.0 + n);
        [
            ("exchanges both ways", 0.5 * ln(f64::from(self.to.min(self.from)))),
            ("days", 0.25 * ln(self.days() as f64)),
            ("depth", 0.25 * ln(f64::from(self.depth))),
            ("intimacy", 0.2 * warm / (1.0 + warm)),
        ]
        .map(|(name, weight)| Driver { name, weight })
    }

    /// How much is left of a tie after the silence since: half every fourteen days.
    pub(super) fn recency(&self, now: i64) -> f64 {
        let silent = if self.first <= self.last { now.saturating_sub(self.last).max(0) } else { 0 };
        libm::exp2(-(silent as f64 / DAY as f64) / HALF_LIFE)
    }

    /// How many of their usual pauses have passed since the last post.
    fn silence(&self, now: i64) -> Option<f64> {
        let posts = u64::from(self.to) + u64::from(self.from);
        let usual = self.last.abs_diff(self.first) as f64 / posts.saturating_sub(1) as f64;
        let silent = now.saturating_sub(self.last).max(0) as f64;
        (posts >= 3 && self.first < self.last).then(|| silent / usual)
    }

    fn tie(&self, partner: &str, now: i64) -> Tie {
        let (both, met, days) = (self.to.min(self.from), self.first <= self.last, self.days());
        let closeness = 1.0 - libm::exp(-sum(&self.growth()));
        let strength = if both == 0 { 0.0 } else { closeness * self.recency(now) };
        Tie {
            partner: partner.into(),
            strength,
            to: self.to.into(),
            from: self.from.into(),
            days,
            depth: self.depth.into(),
            last: met.then_some(self.last),
            silence: self.silence(now),
            strong: both >= 3 && days >= 2,
        }
    }
}

/// All ties of an author.
pub(super) fn ties(store: &Store, past: &Past, now: i64) -> Ties {
    let (mut back, mut out) = (0_u64, 0_u64);
    for (_, bond) in &*past.bonds {
        let answered = bond.said.min(bond.from);
        back += u64::from(answered);
        out += u64::from(answered.max(bond.to.saturating_sub(bond.invited)));
    }
    let main = main_platform(past);
    let abroad = |bond: &Bond| main.is_some_and(|main| bond.beyond(main));
    let row = |(partner, bond): &(u32, Bond)| (bond.tie(store.name(*partner), now), abroad(bond));
    let mut all: Vec<(Tie, bool)> = past.bonds.iter().map(row).collect();
    all.sort_by(|(a, _), (b, _)| b.strength.total_cmp(&a.strength).then_with(|| a.partner.cmp(&b.partner)));
    let strength = |abroad: bool| all.iter().filter(|row| row.1 || !abroad).map(|row| row.0.strength).sum::<f64>();
    let portable = main.filter(|_| strength(false) > 0.0).map(|_| (strength(true) / strength(false)).min(1.0));
    let all = all.into_iter().map(|(tie, _)| tie).collect();
    Ties { all, returned: back as f64 / (out as f64 + 5.0), portable }
}

/// Where most of an author's posts are, if they are on several platforms.
fn main_platform(past: &Past) -> Option<u32> {
    let platforms = &past.tally.platforms;
    let main = platforms.iter().max_by_key(|(platform, posts)| (*posts, *platform));
    main.filter(|_| platforms.len() > 1).map(|(platform, _)| *platform)
}
