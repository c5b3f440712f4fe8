//! The one function that adds.

use super::Rating;
use super::weights::{FAMILIES, Quality, Table, Weights, family, most};
use crate::lexicon::Mark;
use crate::signal::{Receipts, Signals};

/// The parts of one quality's log-odds, before they are added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum {
    pub(crate) logit: f64,
    families: [f64; FAMILIES],
    cap: f64,
    /// Takes back solicitation that is quoted or reported.
    pub(crate) discount: f64,
    /// Takes back what evidence of a single kind has too much.
    pub(crate) lone: f64,
}

impl Sum {
    /// What is left of a contribution once its family is capped, as a factor.
    pub(crate) fn share(&self, mark: Mark) -> f64 {
        let family = family(mark);
        let total = self.families[family];
        if family > 0 && total.abs() > self.cap { self.cap / total.abs() } else { 1.0 }
    }
}

/// What a signal of that much adds, before its family is capped.
pub(crate) fn term(table: &Table, mark: Mark, amount: f64) -> f64 {
    table.get(mark) * amount.min(most(mark))
}

/// What all signals add to one quality, by family, and how much they say in either direction.
#[derive(Clone, Copy, Default)]
struct Added {
    families: [f64; FAMILIES],
    said: f64,
}

/// Adds every signal to every quality.
fn add<R: Receipts>(signals: &Signals<'_, R>, weights: &Weights, marks: &[Mark; Mark::COUNT]) -> [Added; 4] {
    let mut added = [Added::default(); 4];
    for at in signals.seen() {
        let mark = marks[at];
        let (amount, family) = (signals.sum(mark), family(mark));
        for (added, quality) in added.iter_mut().zip(Quality::ALL) {
            let term = term(weights.of(quality), mark, amount);
            added.families[family] += term;
            added.said += term.abs();
        }
    }
    added
}

/// Caps the families of one quality and adds them up.
fn sum<R: Receipts>(signals: &Signals<'_, R>, table: &Table, families: [f64; FAMILIES], quality: Quality) -> Sum {
    let cap = table.cap();
    let capped: f64 = families[1..].iter().map(|total| total.clamp(-cap, cap)).sum();
    let evidence = families[0] + capped;
    let (mut discount, mut lone) = (0.0, 0.0);
    if quality == Quality::SpamRisk {
        discount = -(evidence.max(0.0) * 0.75 * signals.quoted_share()).min(MOST_DISCOUNT);
        let kinds = families[6..].iter().filter(|total| **total > 0.35).count();
        let logit = table.prior() + evidence + discount;
        lone = if kinds < 2 && signals.sum(Mark::Hidden) == 0.0 { (LONE - logit).min(0.0) } else { 0.0 };
    }
    let logit = table.prior() + evidence + discount + lone;
    Sum { logit, families, cap, discount, lone }
}

/// How far quoting may lower spam risk, in log-odds: a spammer can quote himself.
const MOST_DISCOUNT: f64 = 3.0;

/// Log-odds that evidence of a single kind does not pass: `0.62`, inside Mid.
const LONE: f64 = 0.49;

/// The logistic function, with the same bits everywhere.
pub(crate) fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

/// The four ratings of a reading.
pub(crate) fn ratings<R: Receipts>(
    signals: &Signals<'_, R>,
    weights: &Weights,
    marks: &[Mark; Mark::COUNT],
) -> [(Rating, Sum); 4] {
    let added = add(signals, weights, marks);
    let read = understood(signals);
    Quality::ALL.map(|quality| {
        let Added { families, said } = added[quality as usize];
        let sum = sum(signals, weights.of(quality), families, quality);
        (Rating::new(logistic(sum.logit), confidence(signals, read, said)), sum)
    })
}

/// How much there was to read, and how much of it was understood.
fn understood<R: Receipts>(signals: &Signals<'_, R>) -> f64 {
    let words = f64::from(signals.counts.words);
    let known = f64::from(signals.counts.known);
    let share = if words > 0.0 { (known / words * 2.0).min(1.0) } else { 0.0 };
    words / (words + 5.0) * share
}

/// How far to trust a rating: how much was understood, and how much of that speaks to the quality.
fn confidence<R: Receipts>(signals: &Signals<'_, R>, understood: f64, said: f64) -> f64 {
    let words = f64::from(signals.counts.words);
    (0.5 * understood + 0.5 * (said / (said + 1.0))) * (said + words).min(1.0)
}
