//! Spam risk: solicitation is the core. Loudness alone weighs nothing; a moderator would not mind it.

use super::weights::Row;
use crate::lexicon::Mark;

/// Log-odds of a post without any evidence: the highest with which the fit calls no more than 15 in 10,000
/// posts that are not spam High (25 November 2026).
pub(crate) const PRIOR: f64 = -3.29;

/// Share of spam at which the score reads as a probability: one post in eight.
pub(crate) const BASE_RATE: f64 = 0.125;

/// The most that one family of signals adds or takes, in log-odds.
pub(crate) const CAP: f64 = 3.8;

/// Log-odds per unit of each signal, and why.
pub(crate) const ROWS: &[Row] = &[
    (Mark::CallToAction, 2.17, "telling readers to click, subscribe or visit is the core of soliciting"),
    (Mark::Verb, 0.20, "a verb of soliciting alone is everyday speech; set by hand"),
    (Mark::Object, 0.20, "a channel or link named alone is everyday speech; set by hand"),
    (Mark::OffSite, 1.58, "moving a stranger to another channel; set by hand"),
    (Mark::Secret, 2.32, "nobody honest asks for a code; set by hand"),
    (Mark::Beg, 2.33, "begging for follows"),
    (Mark::Bait, 1.74, "buying reactions"),
    (Mark::Income, 1.74, "income promised to strangers"),
    (Mark::Prize, 1.45, "a prize for strangers"),
    (Mark::Urgent, 0.88, "pressing for time"),
    (Mark::Free, 1.18, "something for nothing"),
    (Mark::Promo, 1.07, "selling"),
    (Mark::Guarantee, 1.00, "guarantees are what unknown sellers give"),
    (Mark::Trader, 2.32, "a testimonial for a trader; set by hand"),
    (Mark::Rescue, 2.32, "recovery and hacking services; set by hand"),
    (Mark::Romance, 1.31, "openings of romance scams; set by hand"),
    (Mark::Adult, 1.74, "adult bait; set by hand"),
    (Mark::Crypto, 1.45, "tokens and doublings; set by hand"),
    (Mark::Gamble, 1.76, "gambling"),
    (Mark::Seo, 1.89, "reach for sale; set by hand"),
    (Mark::Loan, 1.45, "loans for strangers"),
    (Mark::Cure, 1.59, "miracle health; set by hand"),
    (Mark::Job, 1.31, "job offers to anyone; set by hand"),
    (Mark::Inherit, 2.04, "letters about millions; set by hand"),
    (Mark::Blast, 0.73, "events announced to everyone"),
    (Mark::Ring, 1.76, "premium services and their small print"),
    (Mark::Link, 1.20, "one link is how people share; it only opens the question"),
    (Mark::BareLink, 0.85, "a link that nobody says anything about was dropped, not shared"),
    (Mark::RiskyLink, 2.18, "made to hide where it leads; set by hand"),
    (Mark::ShortLink, 0.74, "hides where it leads"),
    (Mark::ContactLink, 1.17, "opens a messenger; set by hand"),
    (Mark::Email, 0.73, "a way to answer off the record; set by hand"),
    (Mark::Phone, 1.34, "a number to call"),
    (Mark::Money, 0.72, "an amount of money"),
    (Mark::ShortCode, 1.74, "a number to text"),
    (Mark::Percent, 0.57, "a percentage, as offers have them"),
    (Mark::Hashtag, 0.12, "many tags reach for strangers; set by hand"),
    (Mark::Mention, 0.16, "many names reach for strangers; set by hand"),
    (Mark::Placeholder, 1.45, "a template left open; set by hand"),
    (Mark::Hidden, 1.45, "solicitation that was hidden counts again"),
    (Mark::LoudOffer, 0.73, "an offer made loudly; set by hand"),
    (Mark::GoodNews, 0.59, "generic praise that points somewhere"),
    (Mark::Imperative, 0.26, "opens by telling readers what to do; set by hand"),
    (Mark::EventPost, 0.58, "an event reaches everyone invited; set by hand"),
    (Mark::Performed, 0.90, "marketing voice; set by hand"),
    (Mark::Press, 0.30, "announcements are not spam, but are sent to all; set by hand"),
    (Mark::Report, -1.00, "talks about spam; set by hand"),
    (Mark::Warning, -1.50, "warns of scams; set by hand"),
    (Mark::Disclosure, -0.20, "says what it is; set by hand"),
    (Mark::LeadMention, -0.50, "answers someone; set by hand"),
    (Mark::Narrative, -0.30, "tells of something lived; set by hand"),
    (Mark::Filler, -0.20, "speaks spontaneously; set by hand"),
    (Mark::Ack, -0.30, "reacts to someone; set by hand"),
    (Mark::Empathy, -0.50, "understands someone; set by hand"),
    (Mark::Thank, -0.10, "thanks; set by hand"),
    (Mark::Woe, -0.20, "shares a pain; set by hand"),
    (Mark::Ire, -0.20, "is angry; set by hand"),
    (Mark::Me, -0.12, "speaks for themselves; set by hand"),
    (Mark::Negate, -0.20, "people say what is not; set by hand"),
    (Mark::But, -0.10, "people weigh; set by hand"),
    (Mark::Admit, -0.30, "admits; set by hand"),
    (Mark::Hedge, -0.20, "does not claim to know; set by hand"),
    (Mark::Devotion, -0.15, "loves something; set by hand"),
    (Mark::Past, -0.12, "tells; set by hand"),
    (Mark::Agent, 0.25, "a service speaks; set by hand"),
    (Mark::Unvoiced, 0.30, "nobody speaks in it; set by hand"),
    (Mark::Headline, 0.30, "headline style; set by hand"),
    (Mark::Kin, -0.20, "speaks of their people; set by hand"),
    (Mark::Reply, -0.30, "answers a post; set by hand"),
    (Mark::Stranger, 0.87, "reaches someone who never wrote; set by hand"),
    (Mark::Friend, -1.20, "reaches someone who talks with the writer; set by hand"),
    (Mark::Asked, -1.00, "answers someone who asked; set by hand"),
    (Mark::Repeat, 1.45, "sent before; set by hand"),
    (Mark::Canned, 0.20, "formulas are sent to all; set by hand"),
    (Mark::Corporate, 0.30, "announcements are sent to all"),
    (Mark::Masked, 1.67, "hides a name among plain words"),
    (
        Mark::NumberedName,
        2.20,
        "names with digits are what gambling sites and codes are called; so are some people; set by hand",
    ),
];
