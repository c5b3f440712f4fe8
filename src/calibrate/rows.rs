//! The signals of all posts, read once.

use alloc::vec;
use alloc::vec::Vec;

use super::fit::Fitted;
use super::measure::{Measured, Outcome};
use super::{Sample, logistic, loss};
use crate::lexicon::Mark;
use crate::score::{Around, Quality, most};
use crate::scorer::Scorer;

/// The signals of all posts, each up to its most, one post after the other.
pub(super) struct Rows {
    pub(super) quality: Quality,
    cells: Vec<(Mark, f64)>,
    posts: Vec<Row>,
    folds: usize,
}

/// What is known of one post besides its signals.
#[derive(Clone, Copy)]
pub(super) struct Row {
    from: usize,
    to: usize,
    pub(super) label: f64,
    pub(super) weight: f64,
    pub(super) fold: usize,
    pub(super) around: Around,
}

/// Folds that groups are dealt into at most.
const MOST_FOLDS: usize = 10;
/// Folds that posts of one group are dealt into.
const FOLDS: usize = 5;

impl Rows {
    pub(super) fn of(scorer: &Scorer, quality: Quality, samples: &[Sample<'_>]) -> Self {
        let mut groups: Vec<u32> = samples.iter().map(|sample| sample.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let fold = |at: usize, group: u32| match groups.len() {
            0 | 1 => at % FOLDS,
            _ => groups.binary_search(&group).unwrap_or(0) % MOST_FOLDS,
        };
        let (mut cells, mut posts) = (Vec::new(), Vec::with_capacity(samples.len()));
        for (at, sample) in samples.iter().enumerate() {
            let from = cells.len();
            let (amounts, around) = scorer.evidence(&sample.post, quality);
            cells.extend(amounts.into_iter().filter(|cell| cell.1 > 0.0).map(|(mark, x)| (mark, x.min(most(mark)))));
            posts.push(Row {
                from,
                to: cells.len(),
                label: sample.label,
                weight: sample.weight,
                fold: fold(at, sample.group),
                around,
            });
        }
        let folds = if groups.len() > 1 { groups.len().min(MOST_FOLDS) } else { FOLDS };
        Self { quality, cells, posts, folds }
    }

    pub(super) const fn folds(&self) -> usize {
        self.folds
    }

    /// Every post with its signals.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Row, &[(Mark, f64)])> {
        self.posts.iter().map(|row| (row, &self.cells[row.from..row.to]))
    }

    /// Share of ones, as the samples count.
    pub(super) fn base_rate(&self) -> f64 {
        let (mut ones, mut all) = (0.0, 0.0);
        for row in &self.posts {
            ones += row.weight * row.label;
            all += row.weight;
        }
        if all > 0.0 { (ones / all).clamp(0.001, 0.999) } else { 0.5 }
    }

    /// Log-odds of every post with the weights of its fold, perhaps without some signals.
    pub(super) fn logits<'f>(&self, of: impl Fn(usize) -> &'f Fitted, gone: Option<&dyn Fn(Mark) -> bool>) -> Vec<f64> {
        let mut kept = vec![(Mark::Joy, 0.0); 0];
        self.iter()
            .map(|(row, cells)| {
                let fitted = of(row.fold);
                let Some(gone) = gone else { return fitted.sum(self.quality, row, cells).logit };
                kept.clear();
                kept.extend(cells.iter().filter(|(mark, _)| !gone(*mark)));
                fitted.sum(self.quality, row, &kept).logit
            })
            .collect()
    }

    /// Mean loss of all posts, as they count.
    pub(super) fn loss(&self, logits: &[f64]) -> f64 {
        let (mut sum, mut all) = (0.0, 0.0);
        for (row, logit) in self.posts.iter().zip(logits) {
            sum += row.weight * loss(*logit, row.label);
            all += row.weight;
        }
        sum / all.max(f64::MIN_POSITIVE)
    }

    pub(super) fn measure(&self, logits: &[f64]) -> Measured {
        let outcomes = self.posts.iter().zip(logits).map(|(row, logit)| Outcome {
            score: logistic(*logit),
            label: row.label,
            weight: row.weight,
        });
        Measured::over(&outcomes.collect::<Vec<_>>(), self.loss(logits))
    }
}
