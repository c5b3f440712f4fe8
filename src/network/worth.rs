//! The worth of a network: whom to follow, whom one can count on, who says the same thing.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::circle::{Circle, echo_of};
use super::habit::{Signature, same};
use super::record::OWN;
use super::store::NONE;
use super::{Driver, Network, Profile};
use crate::score::Rating;

/// Somebody worth following, and why.
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
/// let best = &network.rank()[0];
/// println!("{} because of {:?}", best.author, best.why);
/// assert!((best.score - best.why.iter().map(|driver| driver.weight).sum::<f64>()).abs() < 1e-9);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Ranked {
    /// Whom.
    pub author: String,
    /// The sum of the reasons; more is better, in no unit.
    pub score: f64,
    /// What adds and takes away.
    pub why: Vec<Driver>,
}

/// One text from several accounts.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for (n, who) in ["a", "b", "c"].into_iter().enumerate() {
///     let post = Post::new(n.to_string(), who, "This trader changed my life, I made 4000 in one week!");
///     network.observe(&post, &scorer.score(&post));
/// }
/// let campaigns = network.campaigns();
/// assert_eq!(campaigns[0].authors, ["a", "b", "c"]);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Campaign {
    /// Who says it, by name.
    pub authors: Vec<String>,
    /// In how many posts.
    pub posts: u64,
}

impl Network {
    /// Whom to follow, best first: passion, authenticity, talking with people and breadth add; spam
    /// and whatever makes an audience leave take away. Talk within a circle that reads like one
    /// voice ([`Circle::is_echo`]) counts for nothing.
    #[must_use]
    pub fn rank(&self) -> Vec<Ranked> {
        let mut ranked: Vec<Ranked> = self.profiles().map(|profile| ranked(&profile)).collect();
        let circles = self.circles();
        let echoes: BTreeSet<&String> =
            circles.iter().filter(|circle| circle.is_echo()).flat_map(|circle| &circle.authors).collect();
        ranked.iter_mut().filter(|ranked| echoes.contains(&ranked.author)).for_each(Ranked::silence);
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.author.cmp(&b.author)));
        ranked
    }

    /// What an author's network is worth: the sum of tie strength times how engaged the partner is,
    /// as `s / (1 + s)`. Without a tie both ways it is a plain cheese sandwich, `0.0`, and so it is in
    /// a circle that reads like one voice ([`Circle::is_echo`]).
    #[must_use]
    pub fn value(&self, author: &str) -> Option<Rating> {
        let profile = self.profile(author)?;
        let echo = self.store().find(author).and_then(|person| echo_of(self.store(), person));
        Some(value(self, &profile, echo.as_ref()))
    }

    /// Texts that three authors or more post, most authors first.
    #[must_use]
    pub fn campaigns(&self) -> Vec<Campaign> {
        let mut groups: Vec<(&Signature, BTreeMap<u32, u64>)> = Vec::new();
        // Near-equal signatures share bins: each text is compared only with groups that share one.
        let mut by_bin: BTreeMap<(u8, u8), Vec<usize>> = BTreeMap::new();
        for (signature, author) in self.texts() {
            let bins = signature.iter().enumerate().filter(|(_, bin)| **bin != 0).map(|(at, bin)| (at as u8, *bin));
            let near = bins.clone().take(12).filter_map(|bin| by_bin.get(&bin)).flatten().copied();
            let found = near.take(256).find(|group| same(groups[*group].0, signature));
            let at = found.unwrap_or_else(|| {
                groups.push((signature, BTreeMap::new()));
                let at = groups.len() - 1;
                bins.for_each(|bin| by_bin.entry(bin).or_default().push(at));
                at
            });
            *groups[at].1.entry(author).or_default() += 1;
        }
        let mut found: Vec<Campaign> =
            groups.into_iter().filter(|(_, who)| who.len() >= 3).map(|(_, who)| self.campaign(&who)).collect();
        found.sort_by(|a, b| b.authors.len().cmp(&a.authors.len()).then_with(|| a.authors.cmp(&b.authors)));
        found
    }

    /// Texts that can be compared and who says them, in an order of their own.
    fn texts(&self) -> Vec<(&Signature, u32)> {
        let store = self.store();
        let at_hand = store.live().filter(|post| post.has(OWN) && post.author != NONE);
        let at_hand = at_hand.map(|post| (store.signature(post), post.author));
        let settled = store.pasts().flat_map(|(person, past)| past.told.iter().map(move |told| (told, person)));
        let mut texts: Vec<_> = at_hand.chain(settled).filter(|(text, _)| **text != [0; 32]).collect();
        texts.sort_unstable_by_key(|(text, author)| (*text, store.key(*author)));
        texts
    }

    fn campaign(&self, who: &BTreeMap<u32, u64>) -> Campaign {
        let mut authors: Vec<String> = who.keys().map(|key| self.store().name(*key).to_string()).collect();
        authors.sort_unstable();
        Campaign { authors, posts: who.values().sum() }
    }
}

impl Ranked {
    /// Takes back what talking added.
    fn silence(&mut self) {
        let talk = self.why.iter().find(|driver| driver.name == TALK).map_or(0.0, |driver| driver.weight);
        self.why.push(Driver { name: "talks with its own echo", weight: -talk });
        self.score = self.why.iter().map(|driver| driver.weight).sum();
    }
}

/// The driver that talk with others is.
const TALK: &str = "talks with people";

fn ranked(profile: &Profile) -> Ranked {
    let of = |rating: Rating| rating.score.get() * rating.confidence.get();
    let reciprocity = profile.reciprocity.map_or(0.0, |rating| rating.score.get());
    let why = [
        ("passion", 1.0 * of(profile.passion)),
        ("authenticity", 1.0 * of(profile.authenticity)),
        (TALK, 1.5 * profile.reply_ratio.score.get() * reciprocity),
        ("breadth", 0.5 * of(profile.breadth)),
        ("spam risk", -2.0 * of(profile.spam_risk)),
        ("opt-out risk", -of(profile.opt_out_risk)),
    ];
    let why: Vec<Driver> = why.into_iter().map(|(name, weight)| Driver { name, weight }).collect();
    Ranked { author: profile.author.clone(), score: why.iter().map(|driver| driver.weight).sum(), why }
}

/// See [`Network::value`].
fn value(network: &Network, profile: &Profile, echo: Option<&Circle>) -> Rating {
    let engaged =
        |name: &str| network.profile(name).map_or(0.0, |p| 0.5 * (p.reply_ratio.score.get() + p.passion.score.get()));
    let sum: f64 = profile
        .ties
        .iter()
        .filter(|tie| tie.strength > 0.0 && echo.is_none_or(|echo| !echo.authors.contains(&tie.partner)))
        .take(50)
        .map(|tie| tie.strength * engaged(&tie.partner))
        .sum();
    Rating::new(sum / (1.0 + sum), profile.reply_ratio.confidence.get())
}
