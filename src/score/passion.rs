//! Passion: felt intensity, time and effort, a stake. Put-on enthusiasm takes away.
//!
//! The weights are set by hand from published effect sizes, then moved looking at what each does to
//! the labelled sets, at the readers' own ratings and at fits with `Calibrator` (example `figures`, with
//! `fit`), so all figures are development figures. Measured 2026-11-25: Spearman with readers' passion
//! 0.79, with readers' intensity 0.67 (tweets), 0.52 (review sentences), 0.51 (Reddit), AUC 0.69 for
//! people's own feelings.
//!
//! Fitted to all sets but one, in turn, with a pull toward these weights and those that the sets do not
//! label held: the set left out moves by -0.004 to 0.001, readers' passion falls by 0.008. So the weights
//! stay, but for what an earlier round of the fit said and the readers did not gainsay: emoji and negation
//! say nothing by themselves, capitals little, thanks more. Without the hold readers' passion falls by
//! 0.03: the sets label intensity, not caring.
//!
//! What each is worth, measured as what the figure loses without it (readers' passion, tweets,
//! review sentences, Reddit, own feelings):
//!
//! | signal | readers | tweets | reviews | Reddit | own |
//! |---|---|---|---|---|---|
//! | joy | 0.028 | 0.169 | 0.267 | 0.189 | 0.026 |
//! | anger | 0.065 | 0.075 | 0.067 | 0.031 | 0.021 |
//! | devotion | -0.001 | 0.024 | 0.012 | 0.042 | 0.003 |
//! | `agent_phrase` | 0.031 | -0.002 | 0.001 | -0.006 | -0.003 |
//! | exclamation | -0.002 | 0.025 | 0.010 | 0.001 | 0.001 |
//! | link | 0.022 | -0.001 | 0.000 | 0.000 | 0.001 |
//! | `first_person` | 0.012 | -0.011 | -0.019 | 0.003 | 0.010 |
//! | sorrow | 0.013 | 0.011 | 0.002 | 0.007 | 0.010 |
//! | `nobody_speaking` | 0.005 | 0.000 | -0.011 | 0.002 | 0.001 |
//! | thanks | -0.002 | 0.004 | 0.000 | 0.009 | 0.003 |
//! | intensifier | 0.009 | 0.001 | 0.008 | 0.001 | 0.004 |
//! | investment | 0.007 | -0.002 | 0.002 | -0.002 | 0.000 |
//! | contrast | 0.000 | 0.005 | 0.007 | 0.000 | -0.003 |
//! | question | 0.002 | 0.007 | 0.003 | 0.002 | 0.004 |
//! | `headline_style` | 0.005 | 0.000 | 0.000 | 0.000 | 0.000 |
//! | stake | 0.002 | -0.002 | -0.003 | -0.001 | 0.004 |
//! | `call_to_action` | 0.004 | -0.001 | -0.001 | -0.001 | 0.000 |
//!
//! Every other weight is worth less than 0.004 on each.

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
    (Mark::Machine, -0.4, "says that it is a machine"),
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
