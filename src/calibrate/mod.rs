//! Labelled posts in, weights out: a place of one's own, fitted without leaving the house.

mod fit;
mod measure;
mod rows;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use measure::Measured;

use self::fit::{Fitted, fit};
use self::rows::Rows;
use crate::error::Error;
use crate::lexicon::Mark;
use crate::post::Post;
use crate::score::{FAMILY_NAMES, Quality, Table, Weights, family, logistic};
use crate::scorer::Scorer;

/// A post with what people say of it.
///
/// ```
/// use realtalk::{Post, Sample};
/// let post = Post::new("7", "ana", "the slides: https://a.example/talk");
/// // No spam, seen by three people, of forum 4.
/// let sample = Sample::new(post, 0.0).counting(3.0).in_group(4);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Sample<'a> {
    post: Post<'a>,
    label: f64,
    group: u32,
    weight: f64,
}

impl<'a> Sample<'a> {
    /// A post and how much of the quality people saw in it: `0.0` none, `1.0` it is so, between them for
    /// graded judgements. Brought into that range; NaN becomes `0.0`.
    #[must_use]
    pub fn new(post: Post<'a>, label: f64) -> Self {
        let label = if label > 0.0 { label.min(1.0) } else { 0.0 };
        Self { post, label, group: 0, weight: 1.0 }
    }

    /// The same, from this place, author or campaign: posts of one group are left out together.
    #[must_use]
    pub const fn in_group(mut self, group: u32) -> Self {
        self.group = group;
        self
    }

    /// The same, counting as that many posts. Below zero and NaN become `0.0`.
    #[must_use]
    pub fn counting(mut self, weight: f64) -> Self {
        self.weight = if weight > 0.0 && weight.is_finite() { weight } else { 0.0 };
        self
    }
}

/// How a quality's weights are fitted to labelled posts.
///
/// Logistic regression over the signals, as the scorer adds them (families capped, quotation
/// discounted), drawn toward the scorer's own weights. No weight changes its sign: a link never lowers
/// risk. Deterministic: the same samples in the same order give the same bits.
///
/// ```
/// use realtalk::{Calibrator, Post, Quality, Sample, Scorer};
/// let samples: Vec<Sample<'_>> = (0..40)
///     .map(|n| match n % 2 {
///         0 => Sample::new(Post::new("", "", "the slides: https://a.example/talk"), 0.0).in_group(n / 10),
///         _ => Sample::new(Post::new("", "", "sub to my channel, link in bio"), 1.0).in_group(n / 10),
///     })
///     .collect();
/// let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&Scorer::default(), &samples)?;
/// assert!(fitted.left_out.log_loss < fitted.before.log_loss);
/// println!("{fitted}");
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Calibrator {
    quality: Quality,
    pulls: Vec<f64>,
    held: Vec<Mark>,
}

impl Calibrator {
    /// For that quality, with a pull toward the old weights chosen among five from `0.001` to `0.1`.
    #[must_use]
    pub fn new(quality: Quality) -> Self {
        Self { quality, pulls: Vec::from([0.1, 0.03, 0.01, 0.003, 0.001]), held: Vec::new() }
    }

    /// The same with strengths of one's own to choose from: what squared distance from the old weights
    /// costs beside the mean loss of a post. More stays closer. The one that does best on groups left out
    /// is taken; of equals the first.
    #[must_use]
    pub fn with_pulls(mut self, pulls: &[f64]) -> Self {
        self.pulls = pulls.to_vec();
        self
    }

    /// The same, with signals whose weights stay as they are: where labels come from few places, what tells
    /// the places apart is better not learnt.
    #[must_use]
    pub fn holding(mut self, marks: &[Mark]) -> Self {
        self.held = marks.to_vec();
        self
    }

    /// Fits the weights and measures them on posts that they were not fitted to.
    ///
    /// Groups are dealt into at most ten folds; where all posts are of one group, single posts are dealt
    /// into five. Each signal is read once, so that the time goes with posts times signals in a post.
    ///
    /// # Errors
    /// [`Error::Labels`] with fewer than five posts of either kind (one half and above is so),
    /// [`Error::Weight`] unless there is a pull and every pull is a finite number above zero.
    pub fn calibrate(&self, scorer: &Scorer, samples: &[Sample<'_>]) -> Result<Calibration, Error> {
        let yes = samples.iter().filter(|sample| sample.label >= 0.5).count();
        if yes < LEAST || samples.len() - yes < LEAST {
            return Err(Error::Labels { yes, no: samples.len() - yes });
        }
        let wanted = "a finite number above zero";
        let wrong = self.pulls.iter().copied().find(|pull| !(*pull > 0.0 && pull.is_finite()));
        if let Some(found) = wrong.or(self.pulls.is_empty().then_some(f64::NAN)) {
            return Err(Error::Weight { name: "pull".into(), found, wanted });
        }
        let rows = Rows::of(scorer, self.quality, samples);
        let start = scorer.weights().clone().with_base_rate(self.quality, rows.base_rate())?;
        let table = start.of(self.quality);
        let (pull, folds) = self.choose(table, &rows);
        let fitted = fit(table, &rows, None, (pull, &self.held));
        let mut weights = start.clone().with_prior(self.quality, fitted.prior)?;
        for (mark, _) in table.iter() {
            weights = weights.with(self.quality, mark, fitted.weight(mark))?;
        }
        let old = Fitted::from(scorer.weights().of(self.quality));
        Ok(Calibration {
            before: rows.measure(&rows.logits(|_| &old, None)),
            left_out: rows.measure(&rows.logits(|fold| &folds[fold], None)),
            without: without(table.iter().map(|(mark, _)| mark), &rows, &folds),
            errors: fitted.errors(table),
            quality: self.quality,
            pull,
            weights,
        })
    }

    /// The pull whose left-out posts fare best, and the weights of each fold at that pull.
    fn choose(&self, table: &Table, rows: &Rows) -> (f64, Vec<Fitted>) {
        let mut best: Option<(f64, f64, Vec<Fitted>)> = None;
        for pull in &self.pulls {
            let folds: Vec<Fitted> =
                (0..rows.folds()).map(|fold| fit(table, rows, Some(fold), (*pull, &self.held))).collect();
            let loss = rows.loss(&rows.logits(|fold| &folds[fold], None));
            if best.as_ref().is_none_or(|(least, ..)| loss < *least) {
                best = Some((loss, *pull, folds));
            }
        }
        best.map_or((1.0, Vec::new()), |(_, pull, folds)| (pull, folds))
    }
}

/// Posts of either kind that a fit needs.
const LEAST: usize = 5;

/// What a fit came to.
///
/// ```
/// use realtalk::{Calibrator, Post, Quality, Sample, Scorer};
/// let samples: Vec<Sample<'_>> = (0..40)
///     .map(|n| match n % 2 {
///         0 => Sample::new(Post::new("", "", "the slides: https://a.example/talk"), 0.0).in_group(n / 10),
///         _ => Sample::new(Post::new("", "", "sub to my channel, link in bio"), 1.0).in_group(n / 10),
///     })
///     .collect();
/// let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&Scorer::default(), &samples)?;
/// let scorer = Scorer::default().with_weights(fitted.weights.clone());
/// assert!(scorer.score_text("sub to my channel, link in bio").spam_risk.score.get() > 0.5);
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Calibration {
    /// The quality that was fitted.
    pub quality: Quality,
    /// The fitted weights, with the samples' share of ones as base rate; other qualities keep theirs.
    pub weights: Weights,
    /// The pull that was taken.
    pub pull: f64,
    /// How well the scorer did before, on all posts.
    pub before: Measured,
    /// How well fitted weights do on posts they were not fitted to: each fold is scored with weights
    /// from the others.
    pub left_out: Measured,
    /// Standard errors of the weights, in log-odds, from the curvature of the loss; `None` for a weight
    /// that stands at zero because its sign would have turned, or that was never seen.
    pub errors: Vec<(Mark, Option<f64>)>,
    /// What the left-out figures come to without a family of signals, then without a single one.
    pub without: Vec<Without>,
}

/// The left-out figures without some of the signals.
///
/// ```
/// use realtalk::{Calibrator, Post, Quality, Sample, Scorer};
/// let samples: Vec<Sample<'_>> = (0..40)
///     .map(|n| match n % 2 {
///         0 => Sample::new(Post::new("", "", "the slides: https://a.example/talk"), 0.0).in_group(n / 10),
///         _ => Sample::new(Post::new("", "", "sub to my channel, link in bio"), 1.0).in_group(n / 10),
///     })
///     .collect();
/// let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&Scorer::default(), &samples)?;
/// for without in &fitted.without {
///     println!("{without:?}");
/// }
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Without {
    /// The family, or the signal.
    pub name: &'static str,
    /// The signal, if it is a single one.
    pub mark: Option<Mark>,
    /// The figures once it weighs nothing; the other weights stay.
    pub left_out: Measured,
}

/// The figures without each family and each signal that has a weight.
fn without(marks: impl Iterator<Item = Mark>, rows: &Rows, folds: &[Fitted]) -> Vec<Without> {
    let measured = |gone: &dyn Fn(Mark) -> bool| rows.measure(&rows.logits(|fold| &folds[fold], Some(gone)));
    let marks: Vec<Mark> = marks.collect();
    let mut all = Vec::new();
    for (number, name) in FAMILY_NAMES.into_iter().enumerate().skip(1) {
        if marks.iter().any(|mark| family(*mark) == number) {
            all.push(Without { name, mark: None, left_out: measured(&|mark| family(mark) == number) });
        }
    }
    for one in marks {
        all.push(Without { name: one.name(), mark: Some(one), left_out: measured(&|mark| mark == one) });
    }
    all
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<28} {:>6} {:>6} {:>6} {:>6} {:>6}", self.quality.name(), "AUC", "AP", "r@1%", "r@5%", "ECE")?;
        writeln!(f, "{:<28} {}", "before, all posts", self.before)?;
        writeln!(f, "{:<28} {}", "fitted, left-out posts", self.left_out)?;
        for part in &self.without {
            let kind = if part.mark.is_some() { "  - " } else { "- family " };
            writeln!(f, "{:<28} {}", [kind, part.name].concat(), part.left_out)?;
        }
        writeln!(f, "pull {}; weights, with standard errors:", self.pull)?;
        let table = self.weights.of(self.quality);
        writeln!(f, "{:<28} {:>6.2}   at a base rate of {:.3}", "prior", table.prior(), table.base_rate())?;
        for (mark, error) in &self.errors {
            let error = error.map_or(String::new(), |error| alloc::format!("± {error:.2}"));
            writeln!(f, "{:<28} {:>6.2}   {error}", mark.name(), table.get(*mark))?;
        }
        Ok(())
    }
}

/// Fits the weights of one quality to posts and whether each of them is so.
///
/// The short form of [`Calibrator`]: one pull toward the scorer's own weights (`0.1` for fifty posts,
/// `0.01` for thousands; more stays closer), five folds.
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
    let label = |is: bool| f64::from(u8::from(is));
    let samples: Vec<Sample<'_>> = posts.iter().map(|(post, is)| Sample::new(post.clone(), label(*is))).collect();
    Calibrator::new(quality).with_pulls(&[pull]).calibrate(scorer, &samples)
}

/// The score of log-odds, and how far it is from a label.
fn loss(logit: f64, label: f64) -> f64 {
    let off = |far: f64| if far > 30.0 { far } else { libm::log1p(libm::exp(far)) };
    label * off(-logit) + (1.0 - label) * off(logit)
}
