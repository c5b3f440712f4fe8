//! How well scores agree with labels.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::loss;

/// How well scores agree with labels. A label of one half and above is so; samples count by their weight.
///
/// ```
/// use realtalk::Measured;
/// let scores = [0.9, 0.8, 0.4, 0.1];
/// let measured = Measured::of(&scores, &[1.0, 0.0, 1.0, 0.0]);
/// assert_eq!(measured.auc, 0.75);
/// println!("recall at 1 % false positives: {:.2}", measured.recall_at_1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Measured {
    /// How often a post that is so scores above one that is not. `0.5` chance, `1.0` always.
    pub auc: f64,
    /// Mean precision over all posts that are so, from the highest score down. `0.0..=1.0`, chance is
    /// their share.
    pub average_precision: f64,
    /// Share of what is so above the threshold that at most 1 % of the others pass. `0.0..=1.0`
    pub recall_at_1: f64,
    /// The same at 5 %.
    pub recall_at_5: f64,
    /// Mean distance of score and share over ten bins of equal width. `0.0` is perfect.
    pub calibration_error: f64,
    /// Mean of `-ln` of the probability given to the label. `0.69` says nothing, less is better.
    pub log_loss: f64,
    /// Spearman's rank correlation with the labels, each post counting once: for graded labels.
    pub rank_correlation: f64,
}

/// A score beside its label.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    pub(super) score: f64,
    pub(super) label: f64,
    pub(super) weight: f64,
}

impl Outcome {
    const fn is_so(&self) -> bool {
        self.label >= 0.5
    }
}

impl Measured {
    /// The figures of scores beside labels, both in `0.0..=1.0`. What has no pair is left out.
    ///
    /// ```
    /// use realtalk::Measured;
    /// let measured = Measured::of(&[0.9, 0.7, 0.2, 0.1], &[1.0, 1.0, 0.0, 0.0]);
    /// assert_eq!((measured.auc, measured.recall_at_1), (1.0, 1.0));
    /// ```
    #[must_use]
    pub fn of(scores: &[f64], labels: &[f64]) -> Self {
        Self::counting(scores, labels, &vec![1.0; scores.len()])
    }

    /// The same with how many posts each counts as, so that a sample stands for another mix.
    #[must_use]
    pub fn counting(scores: &[f64], labels: &[f64], counts: &[f64]) -> Self {
        let outcomes: Vec<Outcome> = (scores.iter().zip(labels).zip(counts))
            .map(|((score, label), weight)| Outcome { score: *score, label: *label, weight: *weight })
            .collect();
        let logit = |score: f64| libm::log(score.max(1e-12)) - libm::log((1.0 - score).max(1e-12));
        let (mut sum, mut all) = (0.0, 0.0);
        for one in &outcomes {
            sum += one.weight * loss(logit(one.score), one.label);
            all += one.weight;
        }
        Self::over(&outcomes, sum / all.max(f64::MIN_POSITIVE))
    }

    pub(super) fn over(outcomes: &[Outcome], log_loss: f64) -> Self {
        let mut falling: Vec<&Outcome> = outcomes.iter().collect();
        falling.sort_by(|a, b| b.score.total_cmp(&a.score));
        let (auc, average_precision) = areas(&falling);
        let rank = |of: &dyn Fn(&Outcome) -> f64| ranks(&outcomes.iter().map(of).collect::<Vec<_>>());
        Self {
            auc,
            average_precision,
            recall_at_1: recall(&falling, 0.01),
            recall_at_5: recall(&falling, 0.05),
            calibration_error: calibration_error(outcomes),
            log_loss,
            rank_correlation: correlation(&rank(&|one| one.score), &rank(&|one| one.label)),
        }
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { auc, average_precision, recall_at_1, recall_at_5, calibration_error, .. } = self;
        write!(f, "{auc:>6.3} {average_precision:>6.3} {recall_at_1:>6.3} {recall_at_5:>6.3} {calibration_error:>6.3}")
    }
}

/// Area under the curve and average precision; equal scores count as drawn in any order.
fn areas(falling: &[&Outcome]) -> (f64, f64) {
    let (mut ones, mut zeros, mut wins, mut precision) = (0.0, 0.0, 0.0, 0.0);
    for same in falling.chunk_by(|a, b| a.score == b.score) {
        let sum = |so: bool| same.iter().filter(|one| one.is_so() == so).map(|one| one.weight).sum::<f64>();
        let (yes, no) = (sum(true), sum(false));
        wins += no * (ones + yes / 2.0);
        ones += yes;
        zeros += no;
        if yes > 0.0 {
            precision += yes * ones / (ones + zeros);
        }
    }
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    (share(wins, ones * zeros), share(precision, ones))
}

/// Share of ones above the threshold that at most this share of zeros passes.
fn recall(falling: &[&Outcome], share: f64) -> f64 {
    let total = |so: bool| falling.iter().filter(|one| one.is_so() == so).map(|one| one.weight).sum::<f64>();
    let (allowed, ones) = (total(false) * share, total(true));
    let mut passed = 0.0;
    let threshold = falling.iter().filter(|one| !one.is_so()).find(|one| {
        passed += one.weight;
        passed > allowed
    });
    let threshold = threshold.map_or(-1.0, |one| one.score);
    let above = falling.iter().filter(|one| one.is_so() && one.score > threshold);
    if ones > 0.0 { above.map(|one| one.weight).sum::<f64>() / ones } else { 0.0 }
}

fn calibration_error(outcomes: &[Outcome]) -> f64 {
    let (mut bins, mut all) = ([(0.0, 0.0); 10], 0.0);
    for one in outcomes {
        let bin = &mut bins[((one.score * 10.0) as usize).min(9)];
        *bin = (bin.0 + one.weight * one.score, bin.1 + one.weight * one.label);
        all += one.weight;
    }
    let apart: f64 = bins.iter().map(|(said, were)| libm::fabs(*said - *were)).sum();
    if all > 0.0 { apart / all } else { 0.0 }
}

/// Ranks from 1, ties sharing the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let (mut ranks, mut start) = (vec![0.0; values.len()], 0);
    for same in order.chunk_by(|a, b| values[*a] == values[*b]) {
        for at in same {
            ranks[*at] = start as f64 + f64::midpoint(same.len() as f64, 1.0);
        }
        start += same.len();
    }
    ranks
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = f64::midpoint(a.len() as f64, 1.0);
    let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().map(|x| x - mean).zip(b.iter().map(|y| y - mean)) {
        both += x * y;
        one += x * x;
        other += y * y;
    }
    let spread = libm::sqrt(one * other);
    if spread > 0.0 { both / spread } else { 0.0 }
}
