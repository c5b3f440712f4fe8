//! Where each number of a profile comes from.

use alloc::vec::Vec;

use super::Network;
use super::gather::gather;
use super::profile::{
    Driver, OPT_OUT, Profile, TRACTION, attention, logistic, own_words, profile, spam, sum, unlike, voice,
};
use super::store::Store;
use super::tally::{Count, Past, Sum};
use super::tie::ties;
use super::view::View;
use crate::score::Rating;

/// How terms make a number.
///
/// ```
/// use realtalk::{How, Network, Post, Scorer};
/// let mut network = Network::new();
/// let post = Post::new("1", "ana", "did the kiln survive?");
/// network.observe(&post, &Scorer::default().score(&post));
/// let reasons = network.reasons("ana").ok_or("unknown")?;
/// assert!(reasons.iter().any(|reasons| reasons.how == How::LogOdds));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum How {
    /// Their sum.
    Sum,
    /// Their sum is in log-odds: `1 / (1 + exp(-sum))`.
    LogOdds,
    /// Their product.
    Product,
    /// Their sum beside so much: `sum / (sum + half)`.
    Beside(f64),
    /// Their sum, ever slower: `1 - exp(-sum)`.
    Grown,
}

/// Where one number of a profile comes from.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let mut network = Network::new();
/// let post = Post::new("1", "ana", "did the kiln survive?");
/// network.observe(&post, &Scorer::default().score(&post));
/// for reasons in network.reasons("ana").ok_or("unknown")? {
///     assert!((reasons.recount() - reasons.value).abs() < 1e-9, "{}", reasons.number);
/// }
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Reasons {
    /// The field of [`Profile`].
    pub number: &'static str,
    /// Its value.
    pub value: f64,
    /// How the terms make it.
    pub how: How,
    /// What it is made of.
    pub terms: Vec<Driver>,
}

impl Reasons {
    /// The number made again from its terms: [`value`](Self::value), but for the last bits.
    #[must_use]
    pub fn recount(&self) -> f64 {
        let all = sum(&self.terms);
        let made = match self.how {
            How::Sum => all,
            How::LogOdds => logistic(all),
            How::Product => self.terms.iter().map(|term| term.weight).product(),
            How::Beside(half) => all / (all + half),
            How::Grown => 1.0 - libm::exp(-all),
        };
        made.clamp(0.0, 1.0)
    }
}

impl Network {
    /// Where each rating of an author's profile comes from, as of the latest time seen; what is unknown
    /// is left out.
    ///
    /// ```
    /// use realtalk::{Network, Post, Scorer};
    /// let post = Post::new("1", "ana", "@mira did the kiln survive?");
    /// let mut network = Network::new();
    /// network.observe(&post, &Scorer::default().score(&post));
    /// let reasons = network.reasons("ana").ok_or("unknown")?;
    /// assert_eq!(reasons[0].number, "reply_ratio");
    /// assert!((reasons[0].recount() - reasons[0].value).abs() < 1e-12);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn reasons(&self, author: &str) -> Option<Vec<Reasons>> {
        let store = self.store();
        let person = store.find(author)?;
        let now = store.latest().unwrap_or(0);
        let past = gather(&View::of(store, person), |_| true);
        (past.tally.of(Count::Posts) > 0.0).then(|| {
            let profile = profile(store, person, &past, now);
            Why { store, past: &past, profile: &profile, now }.all()
        })
    }
}

struct Why<'n> {
    store: &'n Store,
    past: &'n Past,
    profile: &'n Profile,
    now: i64,
}

impl Why<'_> {
    fn all(&self) -> Vec<Reasons> {
        let (p, tally) = (self.profile, &self.past.tally);
        let (n, count) = (tally.of(Count::Posts), |what| tally.of(what));
        let returned = ties(self.store, self.past, self.now).returned;
        let prior = |drivers: &[Driver], prior| {
            let before = Driver { name: "before anything is seen", weight: prior };
            drivers.iter().cloned().chain([before]).collect::<Vec<_>>()
        };
        let ratio = |part: f64| part / (n + 5.0);
        let mut all = Vec::from([
            reasons(
                "reply_ratio",
                p.reply_ratio,
                How::Sum,
                [
                    ("before anything is seen", ratio(1.5)),
                    ("posts that interact with others", ratio(count(Count::Halves) / 2.0)),
                ],
            ),
            made("authenticity", p.authenticity, How::LogOdds, voice(tally, returned)),
            made("spam_risk", p.spam_risk, How::LogOdds, spam(tally)),
            made("opt_out_risk", p.opt_out_risk, How::LogOdds, prior(&p.opt_out_drivers, OPT_OUT)),
            made("traction", p.traction, How::LogOdds, prior(&p.traction_drivers, TRACTION)),
            made("attention_cost", p.attention_cost, How::Beside(300.0), attention(tally)),
            reasons(
                "hammering",
                p.hammering,
                How::Product,
                [
                    ("repetition", p.duplicate_share.score.get()),
                    ("pace", p.posts_per_active_day / (p.posts_per_active_day + 5.0)),
                ],
            ),
            reasons(
                "breadth",
                p.breadth,
                How::Product,
                [("unlike the one before", unlike(tally)), ("not of work", 1.0 - count(Count::Working) / n.max(1.0))],
            ),
            reasons("passion", p.passion, How::Sum, [("what is said, each text once", own_words(tally, Sum::Passion))]),
        ]);
        all.extend(self.shares());
        all.extend(self.strongest());
        all
    }

    /// Numbers that are a part of a whole.
    fn shares(&self) -> impl Iterator<Item = Reasons> {
        let (p, tally) = (self.profile, &self.past.tally);
        let count = |what| tally.of(what);
        let (n, addressed) = (count(Count::Posts), count(Count::Addressed));
        let waiting = count(Count::Answered) + count(Count::Waiting);
        let to = |all: &dyn Fn(&super::Tie) -> u64| p.ties.iter().map(all).sum::<u64>() as f64;
        let (back, out) = (to(&|tie| tie.to.min(tie.from)), to(&|tie| tie.to));
        let partners = to(&|tie| u64::from(tie.to > 0));
        let silent = to(&|tie| u64::from(tie.to > 0 && tie.from == 0));
        let new = count(Count::New);
        [
            (
                "broadcast_share",
                Some(p.broadcast_share),
                "to nobody, unanswered, asking nothing",
                count(Count::Broadcast),
                n,
            ),
            ("addressed_share", Some(p.addressed_share), "addressed to somebody", addressed, n),
            ("question_rate", Some(p.question_rate), "ask", count(Count::Asking), n),
            ("you_directed", Some(p.you_directed), "speak to a you", count(Count::ToYou), n),
            ("duplicate_share", Some(p.duplicate_share), "say what one before said", n - new, n),
            ("compassion", Some(p.compassion), "understanding shown", tally.score(Sum::Compassion), addressed),
            ("helpfulness", Some(p.helpfulness), "help given", tally.score(Sum::Helpfulness), addressed),
            ("reciprocity", p.reciprocity, "comes back", back, out),
            ("answer_rate", p.answer_rate, "answered", count(Count::Answered), waiting),
            (
                "unsolicited_share",
                p.unsolicited_share,
                "to people who did not write",
                count(Count::Unsolicited),
                addressed,
            ),
            (
                "targetedness",
                p.targetedness,
                "to people who wrote or asked",
                addressed - count(Count::Unsolicited),
                addressed,
            ),
            ("one_wayness", p.one_wayness, "never wrote back", silent, partners),
        ]
        .into_iter()
        .filter_map(|(number, rating, what, part, whole)| {
            Some(reasons(number, rating?, How::Sum, [(what, part / whole.max(1.0))]))
        })
    }

    /// The strongest tie: what it grew from, and what is left of it.
    fn strongest(&self) -> Option<Reasons> {
        let strongest = self.profile.ties.first().filter(|tie| tie.strength > 0.0)?;
        let (_, bond) = self.past.bonds.iter().find(|(who, _)| self.store.name(*who) == strongest.partner)?;
        let closeness = Reasons { number: "", value: 0.0, how: How::Grown, terms: bond.growth().into() }.recount();
        Some(reasons(
            "tie_strength",
            self.profile.tie_strength,
            How::Product,
            [("closeness", closeness), ("recency", bond.recency(self.now))],
        ))
    }
}

fn reasons<const N: usize>(number: &'static str, value: Rating, how: How, terms: [(&'static str, f64); N]) -> Reasons {
    made(number, value, how, terms.map(|(name, weight)| Driver { name, weight }))
}

fn made(number: &'static str, value: Rating, how: How, terms: impl Into<Vec<Driver>>) -> Reasons {
    Reasons { number, value: value.score.get(), how, terms: terms.into() }
}
