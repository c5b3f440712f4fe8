//! Authenticity: a person in their own voice adds; formulas and frames take away. Spelling, dialect, grammar and formality weigh nothing.
//!
//! Set by hand and moved looking at each labelled set, at the readers' ratings and at fits with
//! `Calibrator` (example `figures`, with `fit`). Measured 2026-11-25: Spearman with readers' authenticity
//! 0.82; AUC 0.93 for customers against agents without names, links and initials, 0.78 for people against
//! institutions, 0.66 for own information told; Spearman with informality 0.21. Fitted to all sets but
//! one, in turn, customers gain 0.004, people lose 0.004, information 0.001, readers 0.010: the weights by
//! hand stay. Even fitted to itself alone own information comes to 0.70 only, and readers' authenticity
//! then falls to 0.74. "You" takes away because agents and adverts say it most.
//!
//! What each is worth, measured as what the figure loses without it (readers' authenticity,
//! customers against agents, people against institutions, own information told):
//!
//! | signal | readers | customers | people | information |
//! |---|---|---|---|---|
//! | `press_frame` | 0.001 | -0.003 | 0.050 | -0.002 |
//! | `agent_phrase` | -0.007 | 0.044 | -0.002 | -0.003 |
//! | `first_person` | 0.035 | 0.009 | 0.005 | 0.040 |
//! | `agent_signature` | -0.002 | 0.032 | 0.000 | 0.000 |
//! | link | 0.015 | 0.000 | 0.029 | 0.000 |
//! | spontaneity | 0.015 | 0.000 | 0.002 | -0.006 |
//! | `nobody_speaking` | 0.006 | -0.001 | 0.014 | -0.003 |
//! | `people_in_life` | 0.000 | -0.001 | 0.001 | 0.010 |
//! | `leading_mention` | 0.009 | 0.000 | 0.000 | 0.000 |
//! | anger | 0.008 | 0.003 | -0.001 | -0.001 |
//! | `canned_phrase` | 0.007 | 0.003 | 0.000 | 0.000 |
//! | `second_person` | -0.001 | 0.007 | 0.000 | 0.006 |
//! | `lived_past` | 0.004 | -0.001 | -0.001 | 0.006 |
//! | admission | 0.006 | 0.000 | 0.000 | -0.001 |
//!
//! Of the rest those measured (the writer's voice, feelings, telling, form) are worth at most 0.005 on
//! each; the signals of offers hardly occur in these sets and are set from what they say.

use super::weights::Row;
use crate::lexicon::Mark;

/// Log-odds of a post without any evidence.
pub(crate) const PRIOR: f64 = 0.2;

/// The most that one family of signals adds or takes, in log-odds.
pub(crate) const CAP: f64 = 3.0;

/// Log-odds per unit of each signal, and why.
pub(crate) const ROWS: &[Row] = &[
    (Mark::Me, 0.48, "speaks for themselves"),
    (Mark::We, -0.18, "speaks for a group"),
    (Mark::You, -0.2, "speaks to someone"),
    (Mark::Past, 0.22, "tells"),
    (Mark::Narrative, 0.25, "lived it"),
    (Mark::When, 0.25, "says when"),
    (Mark::Where, 0.2, "says where"),
    (Mark::Kin, 0.3, "speaks of their people"),
    (Mark::Filler, 0.35, "spontaneous"),
    (Mark::Hedge, 0.2, "does not claim to know"),
    (Mark::Admit, 0.4, "admits"),
    (Mark::Joy, 0.05, "feels"),
    (Mark::Ire, 0.35, "is angry"),
    (Mark::Woe, 0.12, "is hurt"),
    (Mark::Devotion, 0.2, "loves"),
    (Mark::Investment, 0.3, "put time in"),
    (Mark::Stake, 0.3, "has a stake"),
    (Mark::Sense, 0.1, "sees, smells, feels it"),
    (Mark::Casual, 0.28, "writes as people write to each other"),
    (Mark::Ellipsis, 0.15, "trails off"),
    (Mark::Stretch, 0.3, "draws words out"),
    (Mark::EmojiSeen, 0.1, "shows a face"),
    (Mark::Question, 0.05, "asks"),
    (Mark::Shout, 0.05, "stresses words"),
    (Mark::TwoSided, 0.25, "weighs"),
    (Mark::Name, -0.03, "names someone"),
    (Mark::Number, 0.02, "gives a detail"),
    (Mark::Empathy, 0.05, "understands"),
    (Mark::Ack, 0.1, "reacts"),
    (Mark::LeadMention, 0.15, "talks to someone"),
    (Mark::Thank, -0.1, "thanks, as anyone"),
    (Mark::Canned, -1.2, "formula"),
    (Mark::Corporate, -0.8, "buzzwords"),
    (Mark::Press, -0.7, "headline or release"),
    (Mark::Agent, -1.0, "service voice"),
    (Mark::Machine, -2.0, "says that it is a machine"),
    (Mark::Cliche, -1.2, "text a machine left behind"),
    (Mark::Performed, -0.9, "enthusiasm put on"),
    (Mark::Placeholder, -1.5, "a template left open"),
    (Mark::CallToAction, -0.7, "tells readers what to do"),
    (Mark::OffSite, -0.5, "moves them elsewhere"),
    (Mark::Beg, -0.8, "begs"),
    (Mark::Link, -0.65, "points elsewhere"),
    (Mark::ShortLink, -0.2, "points elsewhere"),
    (Mark::Hashtag, -0.08, "reaches for an audience"),
    (Mark::Promo, -0.5, "sells"),
    (Mark::Prize, -0.5, "offers"),
    (Mark::Free, -0.4, "offers"),
    (Mark::Urgent, -0.4, "presses"),
    (Mark::Income, -1.3, "promises"),
    (Mark::Guarantee, -0.8, "guarantees"),
    (Mark::Trader, -1.2, "script"),
    (Mark::Rescue, -1.2, "script"),
    (Mark::Romance, -0.5, "script"),
    (Mark::Crypto, -0.25, "script"),
    (Mark::Gamble, -0.6, "script"),
    (Mark::Seo, -0.8, "script"),
    (Mark::Loan, -0.7, "script"),
    (Mark::Cure, -0.7, "script"),
    (Mark::Job, -0.6, "script"),
    (Mark::Inherit, -1.2, "script"),
    (Mark::Ring, -0.9, "small print"),
    (Mark::Blast, -0.4, "announcement"),
    (Mark::Phone, -0.4, "an offer's number"),
    (Mark::ShortCode, -0.6, "an offer's number"),
    (Mark::Headline, -0.6, "headline style"),
    (Mark::Unvoiced, -0.9, "nobody speaks in it"),
    (Mark::Signature, -1.0, "initials of an agent"),
    (Mark::Imperative, -0.1, "tells readers what to do"),
    (Mark::LongText, 0.08, "takes the time"),
    (Mark::Negate, 0.15, "people say what is not"),
    (Mark::But, 0.15, "people weigh"),
    (Mark::Repair, -0.1, "apologies come from agents"),
    (Mark::Pair, -0.1, "agents ask for details"),
    (Mark::Greet, -0.1, "agents greet"),
    (Mark::Help, -0.08, "agents offer help"),
    (Mark::Bait, -0.8, "script"),
];
