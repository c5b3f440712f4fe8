//! Labelled posts in, weights out: a place of one's own, fitted without leaving the house.

use alloc::vec;
use alloc::vec::Vec;

use crate::error::Error;
use crate::lexicon::Mark;
use crate::post::Post;
use crate::score::{Quality, Weights, logistic, most};
use crate::scorer::Scorer;

/// What a fit came to. Deterministic: the same posts in the same order give the same bits.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Calibration {
    /// The fitted weights; other qualities keep theirs.
    pub weights: Weights,
    /// How well the scorer did before, on all posts.
    pub before: Measured,
    /// How well fitted weights do on posts they were not fitted to: five folds, each scored with
    /// weights from the other four.
    pub left_out: Measured,
}

/// How well scores agree with labels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Measured {
    /// How often a post that is so scores above one that is not. `0.5` chance, `1.0` always.
    pub auc: f64,
    /// Mean distance of score and share over ten bins. `0.0` is perfect.
    pub calibration_error: f64,
}

const FOLDS: usize = 5;
const ROUNDS: usize = 400;

/// Fits the weights of one quality to posts and whether each of them is so.
///
/// Logistic regression, drawn toward the scorer's own weights by `pull` (`0.1` for fifty posts,
/// `0.01` for thousands; more stays closer). No weight changes its sign: a link never lowers risk.
///
/// ```
/// use realtalk::{Post, Quality, Scorer, calibrate};
/// let posts: Vec<(Post<'_>, bool)> = (0..40)
///     .map(|n| match n % 2 {
///         0 => (Post::new("", "", "the slides: https://a.example/talk"), false),
///         _ => (Post::new("", "", "sub to my channel, link in bio"), true),
///     })
///     .collect();
/// let fitted = calibrate(&Scorer::default(), Quality::SpamRisk, &posts, 0.1)?;
/// assert!(fitted.left_out.auc >= fitted.before.auc);
/// assert!(fitted.left_out.calibration_error < fitted.before.calibration_error);
/// # Ok::<(), realtalk::Error>(())
/// ```
///
/// # Errors
/// [`Error::Labels`] with fewer than five posts of either kind, [`Error::Weight`] for a `pull` that
/// is not above zero.
pub fn calibrate(
    scorer: &Scorer,
    quality: Quality,
    posts: &[(Post<'_>, bool)],
    pull: f64,
) -> Result<Calibration, Error> {
    let yes = posts.iter().filter(|(_, is)| *is).count();
    if yes < FOLDS || posts.len() - yes < FOLDS {
        return Err(Error::Labels { yes, no: posts.len() - yes });
    }
    if !(pull > 0.0 && pull.is_finite()) {
        return Err(Error::Weight { name: "pull".into(), found: pull, wanted: "a finite number above zero" });
    }
    let rows: Vec<Row> = posts.iter().map(|(post, is)| Row::of(scorer, post, *is)).collect();
    let labels: Vec<bool> = posts.iter().map(|(_, is)| *is).collect();
    let scored = |scorer: &Scorer, post: &Post<'_>| scorer.score_of(post, quality);
    let before: Vec<f64> = posts.iter().map(|(post, _)| scored(scorer, post)).collect();
    let mut left_out = vec![0.0; posts.len()];
    for fold in 0..FOLDS {
        let others = rows.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, row)| row);
        let fitted = scorer.clone().with_weights(fit(scorer.weights(), quality, &others.collect::<Vec<_>>(), pull)?);
        for at in (fold..posts.len()).step_by(FOLDS) {
            left_out[at] = scored(&fitted, &posts[at].0);
        }
    }
    let weights = fit(scorer.weights(), quality, &rows.iter().collect::<Vec<_>>(), pull)?;
    Ok(Calibration { weights, before: measure(&before, &labels), left_out: measure(&left_out, &labels) })
}

/// The signals of one post, each up to its most, and its label.
struct Row {
    amounts: Vec<(Mark, f64)>,
    is: f64,
}

impl Row {
    fn of(scorer: &Scorer, post: &Post<'_>, is: bool) -> Self {
        let amounts = scorer.amounts(post).into_iter().map(|(mark, amount)| (mark, amount.min(most(mark)))).collect();
        Self { amounts, is: f64::from(u8::from(is)) }
    }
}

/// Gradient steps from the old weights, each no longer than the steepest curve allows.
fn fit(old: &Weights, quality: Quality, rows: &[&Row], pull: f64) -> Result<Weights, Error> {
    let table = old.of(quality);
    let n = rows.len() as f64;
    let steepest = rows.iter().map(|row| row.amounts.iter().map(|(_, x)| x * x).sum::<f64>() + 1.0).sum::<f64>() / n;
    let step = 1.0 / (0.25 * steepest + 2.0 * pull);
    let (mut prior, mut weights) = (table.prior(), [0.0; Mark::COUNT]);
    for (mark, weight) in table.iter() {
        weights[mark as usize] = weight;
    }
    for _ in 0..ROUNDS {
        let (mut slope, mut up) = ([0.0; Mark::COUNT], 0.0);
        for row in rows {
            let logit = row.amounts.iter().map(|(mark, x)| weights[*mark as usize] * x).sum::<f64>() + prior;
            let miss = (logistic(logit) - row.is) / n;
            up += miss;
            row.amounts.iter().for_each(|(mark, x)| slope[*mark as usize] += miss * x);
        }
        prior -= step * up;
        for (mark, first) in table.iter() {
            let weight = &mut weights[mark as usize];
            *weight -= step * (slope[mark as usize] + 2.0 * pull * (*weight - first));
            *weight = if first > 0.0 { weight.max(0.0) } else { weight.min(0.0) };
        }
    }
    let fitted = old.clone().with_prior(quality, prior.clamp(-20.0, 20.0))?;
    table
        .iter()
        .try_fold(fitted, |fitted, (mark, _)| fitted.with(quality, mark, weights[mark as usize].clamp(-20.0, 20.0)))
}

fn measure(scores: &[f64], labels: &[bool]) -> Measured {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let (mut below, mut wins, mut at) = (0.0, 0.0, 0);
    while at < order.len() {
        let same = order[at..].iter().take_while(|i| scores[**i] == scores[order[at]]).count();
        let yes = order[at..at + same].iter().filter(|i| labels[**i]).count() as f64;
        let no = same as f64 - yes;
        wins += yes * (below + no / 2.0);
        below += no;
        at += same;
    }
    let yes = labels.iter().filter(|is| **is).count() as f64;
    Measured { auc: wins / (yes * below), calibration_error: calibration_error(scores, labels) }
}

fn calibration_error(scores: &[f64], labels: &[bool]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for (score, is) in scores.iter().zip(labels) {
        let bin = &mut bins[((score * 10.0) as usize).min(9)];
        *bin = (bin.0 + score, bin.1 + f64::from(u8::from(*is)));
    }
    bins.iter().map(|(said, were)| libm::fabs(*said - *were)).sum::<f64>() / scores.len() as f64
}
