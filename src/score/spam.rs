//! Spam risk: solicitation is the core. Loudness alone weighs nothing; a moderator would not mind it.

use super::weights::Row;
use crate::lexicon::Mark;

/// Log-odds of a post without any evidence.
pub(crate) const PRIOR: f64 = -2.6;

/// Share of spam at which the score reads as a probability.
pub(crate) const BASE_RATE: f64 = 0.5;

/// The most that one family of signals adds or takes, in log-odds.
pub(crate) const CAP: f64 = 3.2;

/// Log-odds per unit of each signal, and why.
pub(crate) const ROWS: &[Row] = &[
    (Mark::CallToAction, 1.5, "telling readers to click, subscribe or visit is the core of soliciting"),
    (Mark::Verb, 0.15, "a verb of soliciting alone is everyday speech"),
    (Mark::Object, 0.15, "a channel or link named alone is everyday speech"),
    (Mark::OffSite, 1.1, "moving a stranger to another channel"),
    (Mark::Secret, 1.6, "nobody honest asks for a code"),
    (Mark::Beg, 1.6, "begging for follows"),
    (Mark::Bait, 1.2, "buying reactions"),
    (Mark::Income, 1.2, "income promised to strangers"),
    (Mark::Prize, 1.0, "a prize for strangers"),
    (Mark::Urgent, 0.6, "pressing for time"),
    (Mark::Free, 0.8, "something for nothing"),
    (Mark::Promo, 0.7, "selling"),
    (Mark::Guarantee, 0.6, "guarantees are what unknown sellers give"),
    (Mark::Trader, 1.6, "a testimonial for a trader"),
    (Mark::Rescue, 1.6, "recovery and hacking services"),
    (Mark::Romance, 0.9, "openings of romance scams"),
    (Mark::Adult, 1.2, "adult bait"),
    (Mark::Crypto, 1.0, "tokens and doublings"),
    (Mark::Gamble, 1.2, "gambling"),
    (Mark::Seo, 1.3, "reach for sale"),
    (Mark::Loan, 1.0, "loans for strangers"),
    (Mark::Cure, 1.1, "miracle health"),
    (Mark::Job, 0.9, "job offers to anyone"),
    (Mark::Inherit, 1.4, "letters about millions"),
    (Mark::Blast, 0.5, "events announced to everyone"),
    (Mark::Ring, 1.2, "premium services and their small print"),
    (Mark::Link, 0.8, "one link is how people share; it only opens the question"),
    (Mark::RiskyLink, 1.5, "made to hide where it leads"),
    (Mark::ShortLink, 0.5, "hides where it leads"),
    (Mark::ContactLink, 0.8, "opens a messenger"),
    (Mark::Email, 0.5, "a way to answer off the record"),
    (Mark::Phone, 0.9, "a number to call"),
    (Mark::Money, 0.5, "an amount of money"),
    (Mark::ShortCode, 1.2, "a number to text"),
    (Mark::Percent, 0.4, "a percentage, as offers have them"),
    (Mark::Hashtag, 0.15, "many tags reach for strangers"),
    (Mark::Mention, 0.2, "many names reach for strangers"),
    (Mark::Placeholder, 1.0, "a template left open"),
    (Mark::Hidden, 1.0, "solicitation that was hidden counts again"),
    (Mark::LoudOffer, 0.5, "an offer made loudly"),
    (Mark::GoodNews, 0.4, "generic praise that points somewhere"),
    (Mark::Imperative, 0.2, "opens by telling readers what to do"),
    (Mark::EventPost, 0.4, "an event reaches everyone invited"),
    (Mark::Performed, 0.4, "marketing voice"),
    (Mark::Press, 0.15, "announcements are not spam, but are sent to all"),
    (Mark::Report, -1.0, "talks about spam"),
    (Mark::Warning, -1.5, "warns of scams"),
    (Mark::Disclosure, -0.2, "says what it is"),
    (Mark::LeadMention, -0.5, "answers someone"),
    (Mark::Narrative, -0.3, "tells of something lived"),
    (Mark::Filler, -0.2, "speaks spontaneously"),
    (Mark::Ack, -0.1, "reacts to someone"),
    (Mark::Empathy, -0.5, "understands someone"),
    (Mark::Thank, -0.1, "thanks"),
    (Mark::Woe, -0.15, "shares a pain"),
    (Mark::Ire, -0.1, "is angry"),
    (Mark::Me, -0.08, "speaks for themselves"),
    (Mark::Kin, -0.2, "speaks of their people"),
    (Mark::Reply, -0.3, "answers a post"),
    (Mark::Stranger, 0.6, "reaches someone who never wrote"),
    (Mark::Friend, -1.2, "reaches someone who talks with the writer"),
    (Mark::Asked, -1.0, "answers someone who asked"),
    (Mark::Repeat, 1.0, "sent before"),
    (Mark::Canned, 0.1, "formulas are sent to all"),
    (Mark::Corporate, 0.15, "announcements are sent to all"),
    (Mark::Masked, 0.8, "hides a name among plain words"),
];
