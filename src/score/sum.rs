//! The one function that adds.

use alloc::boxed::Box;

use super::Rating;
use super::weights::{FAMILIES, Quality, Table, Weights, family, most};
use crate::lexicon::{Mark, MarkSet};
use crate::signal::{Receipts, Signals};

/// Weights turned so that what one signal adds to the four qualities stands together.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    weights: Box<[[f64; 4]; Mark::COUNT]>,
    /// The marks that weigh anything at all.
    weigh: MarkSet,
    /// For each quality its prior, its cap and how far evidence of a single kind goes.
    frames: [(f64, f64, f64); 4],
}

impl Lanes {
    pub(crate) fn of(weights: &Weights) -> Self {
        let frame = |table: &Table| (table.prior(), table.cap(), table.lone());
        let mut lanes = Self {
            weights: Box::new([[0.0; 4]; Mark::COUNT]),
            weigh: MarkSet::default(),
            frames: Quality::ALL.map(|quality| frame(weights.of(quality))),
        };
        for quality in Quality::ALL {
            for (mark, weight) in weights.of(quality).iter() {
                lanes.weights[mark as usize][quality as usize] = weight;
                lanes.weigh.add(mark);
            }
        }
        lanes
    }
}

/// The parts of one quality's log-odds, before they are added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    pub(crate) logit: f64,
    families: [f64; FAMILIES],
    cap: f64,
    /// What is left of what the voice takes away, as a factor.
    heard: f64,
    /// Takes back solicitation that is quoted or reported.
    pub(crate) discount: f64,
    /// Takes back what evidence of a single kind has too much.
    pub(crate) lone: f64,
    quoted: f64,
}

impl Sum {
    /// How much of a change in the evidence arrives in the sum.
    pub(crate) fn passed(&self) -> f64 {
        let discounted = self.discount < 0.0 && self.discount > -MOST_DISCOUNT;
        if discounted { self.own() * (1.0 - DISCOUNT * self.quoted) } else { self.own() }
    }

    /// How much of a change in the prior arrives in the sum.
    pub(crate) fn own(&self) -> f64 {
        f64::from(u8::from(self.lone == 0.0))
    }

    /// What is left of a contribution once its family is capped, as a factor.
    pub(crate) fn share(&self, mark: Mark) -> f64 {
        let family = family(mark);
        let total = self.families[family];
        let heard = if (1..VOICES).contains(&family) { self.heard } else { 1.0 };
        if family > 0 && total.abs() > self.cap { heard * (self.cap / total.abs()) } else { heard }
    }
}

/// What a signal of that much adds, before its family is capped.
pub(crate) fn term(table: &Table, mark: Mark, amount: f64) -> f64 {
    table.get(mark) * amount.min(most(mark))
}

/// How much of a signal counts for a quality.
pub(crate) fn counted<R: Receipts>(signals: &Signals<'_, R>, mark: Mark, quality: Quality) -> f64 {
    if quality == Quality::SpamRisk { signals.solicited(mark) } else { signals.sum(mark) }
}

/// Adds every signal to every quality: the sums by family, and how much was said in either direction.
#[inline(always)]
fn add<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> ([[f64; 4]; FAMILIES], [f64; 4]) {
    let (mut families, mut said) = ([[0.0; 4]; FAMILIES], [0.0; 4]);
    signals.seen().and(lanes.weigh).each(|at| {
        let mark = Mark::at(at);
        let amount = signals.sum(mark).min(most(mark));
        let mut amounts = [amount; 4];
        amounts[Quality::SpamRisk as usize] = signals.solicited(mark).min(most(mark));
        let (weights, family) = (&lanes.weights[at], &mut families[family(mark)]);
        for quality in 0..4 {
            let term = weights[quality] * amounts[quality];
            family[quality] += term;
            said[quality] += term.abs();
        }
    });
    (families, said)
}

/// What bears on the sum of a quality besides its families.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around {
    /// Share of the soliciting evidence that stands in quotations.
    pub(crate) quoted: f64,
    /// Whether some of it was hidden.
    pub(crate) hidden: bool,
}

impl Around {
    pub(crate) fn of<R: Receipts>(signals: &Signals<'_, R>) -> Self {
        Self { quoted: signals.quoted_share(), hidden: signals.solicited(Mark::Hidden) > 0.0 }
    }
}

/// Caps the families of one quality and adds them up. The three numbers are its prior, its cap and how
/// far evidence of a single kind goes.
#[inline(always)]
pub(crate) fn settle(
    quality: Quality,
    (prior, cap, lonely): (f64, f64, f64),
    families: [f64; FAMILIES],
    around: Around,
) -> Sum {
    let capped = |families: &[f64]| families.iter().map(|total| total.clamp(-cap, cap)).sum::<f64>();
    let voice = capped(&families[1..VOICES]);
    let heard = if quality == Quality::SpamRisk { voice.max(-MOST_VOICE) } else { voice };
    let evidence = families[0] + heard + capped(&families[VOICES..]);
    let (discount, lone) = if quality == Quality::SpamRisk {
        let discount = -(evidence.max(0.0) * DISCOUNT * around.quoted).min(MOST_DISCOUNT);
        let kinds = families[6..].iter().filter(|total| **total > 0.7).count();
        let logit = prior + evidence + discount;
        (discount, if kinds < 2 && !around.hidden { (lonely - logit).min(0.0) } else { 0.0 })
    } else {
        // What a quoted offer takes away is not the quoter's to lose.
        let offers: f64 = families[6..=10].iter().map(|total| total.clamp(-cap, 0.0)).sum();
        (-offers * around.quoted, 0.0)
    };
    let logit = prior + evidence + discount + lone;
    let heard = if heard > voice { heard / voice } else { 1.0 };
    Sum { logit, families, cap, heard, discount, lone, quoted: around.quoted }
}

/// The families of feeling, care, voice and talk come first; after them, those that solicit.
const VOICES: usize = 6;

/// How far a voice of one's own may lower spam risk, in log-odds: a spammer can put one on.
const MOST_VOICE: f64 = 0.3;

/// How much of what is quoted is taken back.
const DISCOUNT: f64 = 0.75;

/// How far quoting may lower spam risk, in log-odds: a spammer can quote himself.
const MOST_DISCOUNT: f64 = 3.0;

/// The logistic function, with the same bits everywhere.
pub(crate) fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-logit))
}

/// The four ratings of a reading.
pub(crate) fn ratings<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> [Rating; 4] {
    let mut ratings = [Rating::default(); 4];
    each(signals, lanes, |quality, rating, _| ratings[quality as usize] = rating);
    ratings
}

/// The same with the sums that make them.
pub(crate) fn reckoned<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> [(Rating, Sum); 4] {
    let mut all = [(Rating::default(), Sum::default()); 4];
    each(signals, lanes, |quality, rating, sum| all[quality as usize] = (rating, sum));
    all
}

/// Rates each quality. Built into both callers, so that whoever wants no sums does not carry them about.
#[inline(always)]
fn each<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes, mut take: impl FnMut(Quality, Rating, Sum)) {
    let (families, said) = add(signals, lanes);
    let (read, words) = (understood(signals), f64::from(signals.counts.words));
    let around = Around::of(signals);
    for quality in Quality::ALL {
        let at = quality as usize;
        let mut column = [0.0; FAMILIES];
        for (to, family) in column.iter_mut().zip(&families) {
            *to = family[at];
        }
        let sum = settle(quality, lanes.frames[at], column, around);
        take(quality, Rating::new(logistic(sum.logit), confidence(words, read, said[at])), sum);
    }
}

/// How much there was to read, and how much of it was understood.
fn understood<R: Receipts>(signals: &Signals<'_, R>) -> f64 {
    let words = f64::from(signals.counts.words);
    let known = f64::from(signals.counts.known);
    let share = if words > 0.0 { (known / words * 2.0).min(1.0) } else { 0.0 };
    words / (words + 5.0) * share
}

/// How far to trust a rating: how much was understood, and how much of that speaks to the quality.
fn confidence(words: f64, understood: f64, said: f64) -> f64 {
    (0.5 * understood + 0.5 * (said / (said + 1.0))) * (said + words).min(1.0)
}
