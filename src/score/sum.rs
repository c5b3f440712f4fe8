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

    /// What a signal of that much adds to a quality, before its family is capped.
    pub(crate) fn term(&self, mark: Mark, quality: Quality, amount: f64) -> f64 {
        self.weights[mark as usize][quality as usize] * amount.min(most(mark))
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

/// How much of a signal counts for a quality.
pub(crate) fn counted<R: Receipts>(signals: &Signals<'_, R>, mark: Mark, quality: Quality) -> f64 {
    if quality == Quality::SpamRisk { signals.solicited(mark) } else { signals.sum(mark) }
}

/// One number for each quality.
type Four = [f64; 4];

/// Adds every signal to every quality: the sums by family, and how much was said in either direction.
#[inline(always)]
fn add<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> ([Four; FAMILIES], Four) {
    let (mut families, mut said) = ([[0.0; 4]; FAMILIES], [0.0; 4]);
    signals.seen().and(lanes.weigh).each(|at| {
        let mark = Mark::at(at);
        let mut amounts = [lesser(signals.sum(mark), most(mark)); 4];
        if signals.is_long() {
            amounts[Quality::SpamRisk as usize] = lesser(signals.solicited(mark), most(mark));
        }
        let (weights, family) = (&lanes.weights[at], &mut families[family(mark)]);
        for quality in 0..4 {
            let term = weights[quality] * amounts[quality];
            family[quality] += term;
            said[quality] += term.abs();
        }
    });
    (families, said)
}

/// The lesser of two numbers of which neither is NaN: one instruction, where `min` has to think of that.
#[inline(always)]
const fn lesser(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

#[inline(always)]
const fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// The families of some qualities, capped and added up, quality beside quality.
#[inline(always)]
fn capped<const N: usize>(families: &[[f64; N]], cap: [f64; N]) -> [f64; N] {
    let mut sum = [0.0; N];
    for family in families {
        for at in 0..N {
            sum[at] += greater(lesser(family[at], cap[at]), -cap[at]);
        }
    }
    sum
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
pub(crate) fn settle(quality: Quality, frame: (f64, f64, f64), families: [f64; FAMILIES], around: Around) -> Sum {
    let rows = families.map(|total| [total]);
    let [voice] = capped(&rows[1..VOICES], [frame.1]);
    let [offer] = capped(&rows[VOICES..], [frame.1]);
    let taken = |cap| taken(&families, cap);
    Sum { families, ..total(quality, frame, (families[0], voice, offer), taken, kinds(&families), around) }
}

/// What the offer takes away from a quality.
fn taken(families: &[f64; FAMILIES], cap: f64) -> f64 {
    families[VOICES..FORM].iter().map(|total| total.clamp(-cap, 0.0)).sum()
}

/// How many families solicit to speak of.
fn kinds(families: &[f64; FAMILIES]) -> usize {
    families[VOICES..].iter().filter(|total| **total > KIND).count()
}

/// The sum of a quality, without its families: from the evidence that is of none, of voices and of offers.
#[inline(always)]
fn total(
    quality: Quality,
    (prior, cap, lonely): (f64, f64, f64),
    (free, voice, offer): (f64, f64, f64),
    taken: impl Fn(f64) -> f64,
    kinds: usize,
    around: Around,
) -> Sum {
    let heard = if quality == Quality::SpamRisk { voice.max(-most_voice(offer)) } else { voice };
    let evidence = free + heard + offer;
    let (discount, lone) = if quality == Quality::SpamRisk {
        let discount = -(evidence.max(0.0) * DISCOUNT * around.quoted).min(MOST_DISCOUNT);
        let alone = kinds < 2 && !around.hidden;
        (discount, if alone { (lonely - (prior + evidence + discount)).min(0.0) } else { 0.0 })
    } else if around.quoted > 0.0 {
        // What a quoted offer takes away is not the quoter's to lose.
        (-taken(cap) * around.quoted, 0.0)
    } else {
        (0.0, 0.0)
    };
    let logit = prior + evidence + discount + lone;
    let heard = if heard > voice { heard / voice } else { 1.0 };
    Sum { logit, families: [0.0; FAMILIES], cap, heard, discount, lone, quoted: around.quoted }
}

/// The families of feeling, care, voice and talk come first; after them, those that solicit.
const VOICES: usize = 6;

/// The last family, of form, neither speaks nor offers.
const FORM: usize = FAMILIES - 1;

/// How much of a family makes it a kind of soliciting of its own, in log-odds.
const KIND: f64 = 0.7;

/// How far a voice of one's own may lower spam risk, in log-odds: a spammer can put one on. At .2 two hundred
/// words of good prose cost labelled spam up to 5.2 points of recall, at .15 up to 4.2 (25 November 2026).
const MOST_VOICE: f64 = 0.15;

/// How much further it may where nothing is offered, and how much of an offer takes that back: who offers
/// nothing has nothing to hide. Without it all chatter stands at the prior, .04 where .02 is true: the
/// calibration error is .053 then, not .048 (25 November 2026).
const FREE_VOICE: f64 = 1.5;
const OPEN: f64 = 0.8;

/// So much of an offer is everyday speech: a verb, a thing, a percentage.
const EVERYDAY: f64 = 0.4;

/// How far a voice of one's own may lower the risk of that much of an offer.
fn most_voice(offer: f64) -> f64 {
    MOST_VOICE + FREE_VOICE * (1.0 - greater(offer - EVERYDAY, 0.0) / OPEN).max(0.0)
}

/// How much of what is quoted is taken back.
const DISCOUNT: f64 = 0.75;

/// How far quoting may lower spam risk, in log-odds: a spammer can quote himself.
const MOST_DISCOUNT: f64 = 3.0;

/// The logistic function, with the same bits everywhere.
pub(crate) fn logistic(logit: f64) -> f64 {
    logistics([logit; 4])[0]
}

/// The same of four numbers at once. Any sum of evidence lies far inside where it is exact to the last bit
/// or two.
fn logistics(logits: Four) -> Four {
    exps(logits.map(|logit| greater(lesser(-logit, 700.0), -700.0))).map(|exp| 1.0 / (1.0 + exp))
}

/// The exponential function of numbers between -700 and 700, side by side: `x = k ln 2 + r`, a rational
/// approximation of `exp(r)` (that of FreeBSD's msun, which `libm` has too), and `k` into the exponent.
#[inline(always)]
fn exps(x: Four) -> Four {
    /// Added to a number it leaves the nearest whole one in the lowest bits.
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    const LN2: (f64, f64) = (0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10);
    const TERMS: [f64; 5] = [
        0.166_666_666_666_666_02,
        -0.002_777_777_777_701_559_3,
        6.613_756_321_437_934e-5,
        -1.653_390_220_546_525_2e-6,
        4.138_136_797_057_238_5e-8,
    ];
    x.map(|x| {
        let whole = x * core::f64::consts::LOG2_E + WHOLE;
        let k = whole - WHOLE;
        let (high, low) = (x - k * LN2.0, k * LN2.1);
        let r = high - low;
        let square = r * r;
        let [a, b, c, d, e] = TERMS;
        let c = r - square * (a + square * (b + square * (c + square * (d + square * e))));
        let exp = 1.0 + (r * c / (2.0 - c) - low + high);
        exp * f64::from_bits(whole.to_bits().wrapping_add(1023) << 52)
    })
}

/// The four ratings of a reading.
pub(crate) fn ratings<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> [Rating; 4] {
    let evidence = Evidence::of(signals, lanes);
    let [a, b, c, d] = Quality::ALL;
    let logit = |quality| evidence.sum(quality, lanes).logit;
    evidence.rated([logit(a), logit(b), logit(c), logit(d)], signals)
}

/// The same with the sums that make them.
pub(crate) fn reckoned<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> ([Rating; 4], [Sum; 4]) {
    let evidence = Evidence::of(signals, lanes);
    let sums = Quality::ALL.map(|quality| Sum { families: evidence.column(quality), ..evidence.sum(quality, lanes) });
    (evidence.rated([sums[0].logit, sums[1].logit, sums[2].logit, sums[3].logit], signals), sums)
}

/// What was added for all qualities, before each makes its own sum of it.
struct Evidence {
    families: [Four; FAMILIES],
    said: Four,
    voices: Four,
    offers: Four,
    around: Around,
}

impl Evidence {
    #[inline(always)]
    fn of<R: Receipts>(signals: &Signals<'_, R>, lanes: &Lanes) -> Self {
        let (families, said) = add(signals, lanes);
        let caps = lanes.frames.map(|frame| frame.1);
        let (voices, offers) = (capped(&families[1..VOICES], caps), capped(&families[VOICES..], caps));
        Self { families, said, voices, offers, around: Around::of(signals) }
    }

    #[inline(always)]
    fn column(&self, quality: Quality) -> [f64; FAMILIES] {
        let mut column = [0.0; FAMILIES];
        for (to, family) in column.iter_mut().zip(&self.families) {
            *to = family[quality as usize];
        }
        column
    }

    #[inline(always)]
    fn sum(&self, quality: Quality, lanes: &Lanes) -> Sum {
        let at = quality as usize;
        let kinds = if quality == Quality::SpamRisk { kinds(&self.column(quality)) } else { 0 };
        let parts = (self.families[0][at], self.voices[at], self.offers[at]);
        total(quality, lanes.frames[at], parts, |cap| taken(&self.column(quality), cap), kinds, self.around)
    }

    #[inline(always)]
    fn rated<R: Receipts>(&self, logits: Four, signals: &Signals<'_, R>) -> [Rating; 4] {
        let (read, words) = (understood(signals), f64::from(signals.counts.words));
        let scores = logistics(logits);
        let rating = |at: usize| Rating::new(scores[at], confidence(words, read, self.said[at]));
        [rating(0), rating(1), rating(2), rating(3)]
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

#[cfg(test)]
mod tests {
    use super::{exps, logistic};

    #[test]
    fn the_exponential_function_is_that_of_libm_bit_for_bit() {
        for step in -700_000..700_000 {
            let x = f64::from(step) * 0.000_999;
            assert_eq!(exps([x; 4])[1].to_bits(), libm::exp(x).to_bits(), "exp({x})");
        }
    }

    #[test]
    fn the_logistic_function_ends_at_zero_and_one() {
        assert_eq!((logistic(0.0), logistic(f64::INFINITY)), (0.5, 1.0));
        assert!(logistic(f64::NEG_INFINITY) < 1e-300);
    }
}
