//! The passage of a text that solicits most.
//!
//! In a thousand words somebody visits a site, wins something and calls someone; none of it solicits.
//! What solicits stands close together. Spam risk therefore counts what the passage holds that solicits
//! most, so that a text does not become spam by its length, nor an offer harmless by what is written
//! around it: neither its own voice nor its warnings, unless they stand beside the offer.

use core::ops::Range;

use crate::lexicon::{Mark, MarkSet};

/// Words that a passage goes on by; it is two such steps long.
const STEP: u32 = 32;

/// Sums of every mark.
pub(super) type Sums = [f64; Mark::COUNT];

const FIRST: usize = Mark::CallToAction as usize;
const LAST: usize = Mark::Hidden as usize;

/// What only the whole text tells, or what stands around it.
const WHOLE: MarkSet = MarkSet::of(&[
    Mark::Disclosure,
    Mark::Work,
    Mark::LeadMention,
    Mark::Reply,
    Mark::Quote,
    Mark::EventPost,
    Mark::Stranger,
    Mark::Friend,
    Mark::Asked,
    Mark::Repeat,
    Mark::Casual,
    Mark::Headline,
    Mark::LongText,
    Mark::TwoSided,
    Mark::LoudOffer,
    Mark::Unvoiced,
    Mark::GoodNews,
    Mark::Masked,
    Mark::BareLink,
]);

/// How much solicits between two places: each signal up to what counts of it, so that saying one thing often
/// is no more.
fn kinds(sums: &Sums, before: &Sums) -> f64 {
    let amounts = sums[FIRST..=LAST].iter().zip(&before[FIRST..=LAST]);
    amounts.map(|(amount, before)| (amount - before).min(2.0)).sum()
}

/// Sums as they stood at one place, or as one passage holds them.
#[derive(Clone, Copy)]
struct Stand {
    sums: Sums,
    offer: f64,
    /// How many receipts were kept until then.
    receipts: usize,
}

/// Where a text begins.
static NOTHING: Stand = Stand { sums: [0.0; Mark::COUNT], offer: 0.0, receipts: 0 };

/// Finds the passage while the text is read. Texts of a single one leave it empty.
pub(super) struct Passages {
    /// The word after which the next step begins.
    pub(super) turn: u32,
    /// Where the passage began; nowhere, if with the text.
    start: Option<Stand>,
    middle: Option<Stand>,
    /// What the best passage so far holds, how much of it solicits, and its receipts.
    best: Option<Stand>,
    kinds: f64,
    receipts: Range<usize>,
    /// All receipts of the text.
    read: usize,
}

impl Passages {
    #[inline(always)]
    pub(super) const fn new() -> Self {
        Self { turn: STEP, start: None, middle: None, best: None, kinds: 0.0, receipts: 0..0, read: 0 }
    }

    /// A step ends here, after so many receipts.
    #[inline(never)]
    pub(super) fn step(&mut self, sums: &Sums, offer: f64, receipts: usize) {
        if self.turn > STEP {
            self.close(sums, offer, receipts);
            core::mem::swap(&mut self.start, &mut self.middle);
        }
        self.middle = Some(Stand { sums: *sums, offer, receipts });
        self.turn += STEP;
    }

    /// Keeps the passage that ends here if it solicits more than any before it.
    pub(super) fn close(&mut self, sums: &Sums, offer: f64, receipts: usize) {
        self.read = receipts;
        let start = self.start.as_ref().unwrap_or(&NOTHING);
        if self.start.is_some() && offer == start.offer {
            return;
        }
        let kinds = kinds(sums, &start.sums);
        if self.best.is_none() || kinds > self.kinds {
            let mut held = Stand { sums: *sums, offer: offer - start.offer, receipts };
            for (held, before) in held.sums.iter_mut().zip(&start.sums) {
                *held -= before;
            }
            (self.kinds, self.receipts) = (kinds, start.receipts..receipts);
            self.best = Some(held);
        }
    }

    /// Whether the text is longer than one passage.
    pub(super) const fn many(&self) -> bool {
        self.best.is_some()
    }

    /// How much of a mark the passage holds, if there are several and it is not the whole text that tells.
    pub(super) fn sum(&self, mark: Mark) -> Option<f64> {
        self.best.as_ref().filter(|_| !WHOLE.has(mark)).map(|best| best.sums[mark as usize])
    }

    /// What is offered besides the text counts with the passage.
    pub(super) fn add(&mut self, mark: Mark, amount: f64) {
        if let Some(best) = &mut self.best {
            best.sums[mark as usize] += amount;
        }
    }

    pub(super) fn offer(&self) -> Option<f64> {
        self.best.as_ref().map(|best| best.offer)
    }

    /// Whether a receipt belongs to it; what was kept after the text does.
    pub(super) fn holds(&self, receipt: usize) -> bool {
        self.best.is_none() || receipt >= self.read || self.receipts.contains(&receipt)
    }
}
