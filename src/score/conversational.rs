//! Conversational: talking with someone rather than at an audience.
//!
//! Set by hand and moved looking at the readers' ratings and at company tweets. Measured 2026-11-25
//! by the example `figures`: Spearman with readers' ratings 0.83; AUC 0.94 for dialogue of companies.
//! Only that one set labels this, so none can be left out of a fit: fitted to it with `Calibrator`
//! (`figures`, with `fit`) it comes to 0.98 and the readers' ratings fall to 0.70, so the weights by
//! hand stay.
//!
//! What each is worth, measured as what the figure loses without it (readers, companies):
//!
//! | signal | readers | companies |
//! |---|---|---|
//! | `leading_mention` | 0.156 | 0.047 |
//! | quote | 0.003 | 0.052 |
//! | acknowledgement | 0.034 | 0.003 |
//! | `second_person` | 0.019 | -0.002 |
//! | length | 0.014 | 0.005 |
//! | asks | 0.012 | -0.001 |
//! | `proper_name` | 0.010 | 0.003 |
//! | thanks | 0.009 | 0.009 |
//! | question | 0.008 | -0.003 |
//!
//! Every other weight was worth less than 0.01 on each when last measured.

use super::weights::Row;
use crate::lexicon::Mark;

/// Log-odds of a post without any evidence.
pub(crate) const PRIOR: f64 = -0.9;

/// The most that one family of signals adds or takes, in log-odds.
pub(crate) const CAP: f64 = 3.5;

/// Log-odds per unit of each signal, and why.
pub(crate) const ROWS: &[Row] = &[
    (Mark::You, 0.6, "speaks to someone"),
    (Mark::Question, 0.7, "asks"),
    (Mark::Pair, 0.5, "asks a you"),
    (Mark::Ask, 0.5, "really asks"),
    (Mark::Greet, 0.4, "greets"),
    (Mark::Thank, 0.6, "thanks"),
    (Mark::Ack, 0.8, "reacts"),
    (Mark::Repair, 0.4, "puts right"),
    (Mark::Wish, 0.6, "wishes well"),
    (Mark::Empathy, 0.6, "understands"),
    (Mark::Help, 0.5, "helps"),
    (Mark::Vocative, 0.4, "addresses"),
    (Mark::LeadMention, 1.75, "opens with a name"),
    (Mark::Mention, 0.1, "names"),
    (Mark::Reply, 1.2, "answers a post"),
    (Mark::Quote, 1.3, "takes up a post"),
    (Mark::Named, 0.9, "names who takes part"),
    (Mark::Echo, 0.5, "takes up words"),
    (Mark::Agent, 0.3, "an agent answers someone"),
    (Mark::Filler, 0.35, "speaks as one speaks"),
    (Mark::Hedge, 0.15, "leaves room for another view"),
    (Mark::Admit, 0.2, "admits"),
    (Mark::Ire, 0.1, "reacts"),
    (Mark::Link, -0.62, "points elsewhere"),
    (Mark::Hashtag, -0.3, "reaches for an audience"),
    (Mark::Press, -0.3, "announces"),
    (Mark::Corporate, -0.3, "announces"),
    (Mark::Performed, -0.5, "announces"),
    (Mark::Headline, -0.6, "headline style"),
    (Mark::CallToAction, -0.3, "sells"),
    (Mark::Promo, -0.4, "sells"),
    (Mark::Prize, -0.4, "offers"),
    (Mark::Ring, -0.5, "small print"),
    (Mark::Unvoiced, -0.7, "nobody speaks in it"),
    (Mark::Machine, -0.6, "says that it is a machine"),
    (Mark::Imperative, -0.1, "tells readers what to do"),
    (Mark::Blast, -0.3, "announces"),
    (Mark::LongText, -0.38, "a text, not a turn"),
    (Mark::Friend, 0.5, "reaches someone who talks with the writer"),
    (Mark::Asked, 0.8, "answers someone who asked"),
    (Mark::Repeat, -0.5, "sent before"),
    (Mark::Name, -0.18, "reports"),
    (Mark::Negate, 0.2, "people contradict"),
    (Mark::But, 0.1, "people weigh"),
    (Mark::Bang, 0.1, "reacts"),
    (Mark::Shout, -0.15, "shouts to all"),
    (Mark::Boost, 0.1, "speaks as one speaks"),
    (Mark::Aside, -0.15, "written to be read"),
];
