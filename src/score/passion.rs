//! Passion: felt intensity, time and effort, a stake. Put-on enthusiasm takes away.

use super::weights::Row;
use crate::lexicon::Mark;

/// Log-odds of a post without any evidence.
pub(crate) const PRIOR: f64 = -1.1;

/// The most that one family of signals adds or takes, in log-odds.
pub(crate) const CAP: f64 = 3.0;

/// Log-odds per unit of each signal, and why.
pub(crate) const ROWS: &[Row] = &[
    (Mark::Joy, 0.88, "felt liking"),
    (Mark::Ire, 0.9, "felt anger"),
    (Mark::Woe, 0.7, "felt pain"),
    (Mark::Boost, 0.3, "feeling strengthened"),
    (Mark::Damp, -0.15, "feeling weakened"),
    (Mark::Devotion, 0.9, "love kept up"),
    (Mark::Investment, 0.5, "time and effort put in"),
    (Mark::Stake, 0.6, "something hangs on it"),
    (Mark::Sense, 0.2, "sees, smells, feels it"),
    (Mark::Performed, -0.6, "enthusiasm as announcements put it on"),
    (Mark::Me, 0.12, "speaks for themselves"),
    (Mark::Kin, 0.1, "speaks of their people"),
    (Mark::Thank, 0.2, "is grateful"),
    (Mark::Narrative, 0.07, "lived it"),
    (Mark::Filler, 0.05, "spontaneous"),
    (Mark::Bang, 0.27, "exclaims"),
    (Mark::Shout, 0.2, "stresses words"),
    (Mark::Stretch, 0.4, "draws words out"),
    (Mark::EmojiSeen, 0.1, "shows a face"),
    (Mark::Question, -0.2, "asks"),
    (Mark::Canned, -0.8, "formula"),
    (Mark::Corporate, -0.35, "buzzwords"),
    (Mark::Press, -0.3, "headline"),
    (Mark::Agent, -0.6, "service voice"),
    (Mark::CallToAction, -0.4, "soliciting is not caring"),
    (Mark::Link, -0.37, "points elsewhere"),
    (Mark::Promo, -0.3, "selling is not caring"),
    (Mark::Prize, -0.2, "an offer"),
    (Mark::Headline, -0.4, "headline style"),
    (Mark::Unvoiced, -0.5, "nobody speaks in it"),
    (Mark::But, -0.1, "weighs what it feels"),
    (Mark::Ring, -0.3, "an offer"),
    (Mark::Number, -0.03, "figures inform"),
    (Mark::Negate, 0.05, "people say what is not"),
    (Mark::Guarantee, -0.3, "claims instead of showing"),
    (Mark::Free, -0.1, "an offer"),
    (Mark::Seo, -0.4, "an offer"),
    (Mark::Signature, -0.3, "service voice"),
    (Mark::Imperative, -0.15, "tells readers what to do"),
    (Mark::Admit, 0.15, "opens up"),
    (Mark::Wish, 0.1, "wishes someone well"),
];
