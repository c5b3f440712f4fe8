//! The passage of a text that solicits most.
//!
//! In a thousand words somebody visits a site, wins something and calls someone; none of it solicits.
//! What solicits stands close together. Spam risk therefore counts soliciting signals of the passage
//! that holds most of them, so that a text does not become spam by its length, nor an offer harmless by
//! what is written around it.

use crate::lexicon::Mark;
use crate::span::Span;

/// Words that a passage goes on by; it is two such steps long.
const STEP: u32 = 32;

const FIRST: usize = Mark::CallToAction as usize;
const COUNT: usize = Mark::Hidden as usize + 1 - FIRST;

/// The soliciting signals among the sums of all.
pub(super) fn soliciting(sums: &[f64; Mark::COUNT]) -> &[f64] {
    &sums[FIRST..FIRST + COUNT]
}

/// Sums as they stood at one place.
#[derive(Clone, Copy)]
struct Stand {
    sums: [f64; COUNT],
    offer: f64,
    at: u32,
}

impl Stand {
    const START: Self = Self { sums: [0.0; COUNT], offer: 0.0, at: 0 };

    /// How much it solicits: each signal up to what counts of it, so that saying one thing often is no more.
    fn kinds(&self) -> f64 {
        self.sums.iter().map(|amount| amount.min(2.0)).sum()
    }

    fn of(sums: &[f64], offer: f64, at: u32) -> Self {
        let mut stand = Self { offer, at, ..Self::START };
        stand.sums.copy_from_slice(sums);
        stand
    }
}

/// Finds the passage while the text is read.
pub(super) struct Passages {
    /// The word after which the next step begins.
    pub(super) turn: u32,
    start: Stand,
    middle: Stand,
    /// Signals of the best passage so far.
    best: Stand,
    end: u32,
}

impl Passages {
    pub(super) const fn new() -> Self {
        Self { turn: STEP, start: Stand::START, middle: Stand::START, best: Stand::START, end: 0 }
    }

    /// A step ends at byte `at`.
    pub(super) fn step(&mut self, sums: &[f64], offer: f64, at: u32) {
        self.close(sums, offer, at);
        if self.turn > STEP {
            self.start = self.middle;
        }
        self.middle = Stand::of(sums, offer, at);
        self.turn += STEP;
    }

    /// Keeps the passage that ends at byte `at` if it solicits more than any before it.
    pub(super) fn close(&mut self, sums: &[f64], offer: f64, at: u32) {
        if offer == self.start.offer && self.end > 0 {
            return;
        }
        let mut held = Stand { offer: offer - self.start.offer, at: self.start.at, ..Stand::START };
        for (held, (now, before)) in held.sums.iter_mut().zip(sums.iter().zip(&self.start.sums)) {
            *held = now - before;
        }
        if held.kinds() > self.best.kinds() || self.end == 0 {
            (self.best, self.end) = (held, at);
        }
    }

    /// Whether the text is longer than one passage.
    pub(super) const fn many(&self) -> bool {
        self.turn > 2 * STEP
    }

    /// How much of a mark the passage holds, for marks that solicit.
    pub(super) fn sum(&self, mark: Mark) -> Option<f64> {
        let talks_of_it =
            matches!(mark, Mark::Report | Mark::Disclosure | Mark::Warning | Mark::Work | Mark::LeadMention);
        let at = (mark as usize).checked_sub(FIRST).filter(|at| *at < COUNT && !talks_of_it && self.many())?;
        Some(self.best.sums[at])
    }

    pub(super) const fn offer(&self) -> f64 {
        self.best.offer
    }

    /// Whether a signal there belongs to it; what stands nowhere does.
    pub(super) const fn holds(&self, span: Span) -> bool {
        span.is_empty() || (span.start >= self.best.at && span.start < self.end)
    }
}
