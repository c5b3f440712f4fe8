//! Passion: felt intensity, time and effort, a stake. Put-on enthusiasm takes away.
//!
//! The weights are set by hand from published effect sizes, then moved looking at what each does to
//! the labelled sets and to the readers' own ratings, so all figures are development figures.
//! Measured 2026-11-25 by the example `figures`: Spearman with readers' passion 0.79, with readers'
//! intensity 0.66 (tweets), 0.52 (review sentences), 0.48 (Reddit). Least squares drawn toward these
//! weights, each set left out in turn, gain 0.01 to 0.02 on those three sets, lose 0.01 on arousal
//! of sentences and on people's own feelings, and 0.02 to 0.05 on readers' passion: the sets label
//! intensity, not caring. The weights by hand stay.
//!
//! What each is worth, measured as what the figure loses without it (readers' passion, tweets,
//! review sentences, Reddit):
//!
//! | signal | readers | tweets | reviews | Reddit |
//! |---|---|---|---|---|
//! | joy | 0.028 | 0.159 | 0.265 | 0.187 |
//! | anger | 0.067 | 0.071 | 0.066 | 0.026 |
//! | devotion | 0.000 | 0.023 | 0.012 | 0.042 |
//! | sorrow | 0.015 | 0.009 | -0.001 | 0.002 |
//! | exclamation | -0.002 | 0.029 | 0.011 | 0.003 |
//! | investment and stake | 0.015 | -0.005 | -0.001 | -0.002 |
//! | `first_person` | 0.013 | -0.008 | -0.014 | 0.003 |
//! | `agent_phrase` | 0.027 | -0.002 | 0.002 | -0.007 |
//! | link | 0.024 | -0.001 | 0.000 | 0.000 |
//! | intensifier | 0.010 | 0.001 | 0.007 | 0.001 |
//! | `headline_style` | 0.010 | 0.000 | 0.000 | 0.000 |
//!
//! Every other weight is worth less than 0.01 on each.

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
    (Mark::Me, 0.16, "speaks for themselves"),
    (Mark::Kin, 0.1, "speaks of their people"),
    (Mark::Thank, 0.3, "is grateful"),
    (Mark::Narrative, 0.07, "lived it"),
    (Mark::Filler, 0.05, "spontaneous"),
    (Mark::Bang, 0.28, "exclaims"),
    (Mark::Shout, 0.08, "stresses words"),
    (Mark::Stretch, 0.4, "draws words out"),
    (Mark::Question, -0.2, "asks"),
    (Mark::Canned, -0.8, "formula"),
    (Mark::Corporate, -0.35, "buzzwords"),
    (Mark::Press, -0.3, "headline"),
    (Mark::Agent, -0.6, "service voice"),
    (Mark::CallToAction, -0.4, "soliciting is not caring"),
    (Mark::Link, -0.45, "points elsewhere"),
    (Mark::Promo, -0.3, "selling is not caring"),
    (Mark::Prize, -0.2, "an offer"),
    (Mark::Headline, -0.4, "headline style"),
    (Mark::Unvoiced, -0.5, "nobody speaks in it"),
    (Mark::But, -0.15, "weighs what it feels"),
    (Mark::Ring, -0.3, "an offer"),
    (Mark::Romance, -0.5, "script"),
    (Mark::Number, -0.03, "figures inform"),
    (Mark::Guarantee, -0.3, "claims instead of showing"),
    (Mark::Free, -0.1, "an offer"),
    (Mark::Seo, -0.4, "an offer"),
    (Mark::Signature, -0.3, "service voice"),
    (Mark::Imperative, -0.15, "tells readers what to do"),
    (Mark::Admit, 0.15, "opens up"),
    (Mark::Wish, 0.1, "wishes someone well"),
    (Mark::Hedge, -0.1, "is not sure of it"),
];
