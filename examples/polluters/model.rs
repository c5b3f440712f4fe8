//! Logistic regression over features bent at their quantiles: still a sum of one term a feature.

use crate::features::{Account, Group};

/// Bends of a feature: at these shares of the fitted accounts.
const BENDS: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// Pull of the weights toward zero, per account.
const PULL: f64 = 0.002;

const ROUNDS: usize = 600;

/// One term: how far a feature is beyond a bend, in standard deviations.
struct Term {
    feature: usize,
    bend: f64,
    mean: f64,
    scale: f64,
    weight: f64,
}

impl Term {
    fn value(&self, account: &Account) -> f64 {
        ((account.features[self.feature].2 - self.bend).max(0.0) - self.mean) / self.scale
    }
}

pub(crate) struct Model {
    prior: f64,
    terms: Vec<Term>,
    names: Vec<(usize, String)>,
}

impl Model {
    pub(crate) fn fit(accounts: &[&Account], groups: &[Group]) -> Self {
        let features = &accounts[0].features;
        let used: Vec<usize> = (0..features.len()).filter(|at| groups.contains(&features[*at].0)).collect();
        let terms: Vec<Term> = used.iter().flat_map(|feature| terms(accounts, *feature)).collect();
        let rows: Vec<Vec<f64>> =
            accounts.iter().map(|account| terms.iter().map(|term| term.value(account)).collect()).collect();
        let labels: Vec<f64> = accounts.iter().map(|account| f64::from(u8::from(account.polluter))).collect();
        let names = used.into_iter().map(|at| (at, features[at].1.clone())).collect();
        let mut model = Self { prior: 0.0, terms, names };
        model.descend(&rows, &labels);
        model
    }

    /// Nesterov's accelerated gradient; the step is bounded by the largest curve, found by powers.
    fn descend(&mut self, rows: &[Vec<f64>], labels: &[f64]) {
        let (n, k) = (rows.len() as f64, self.terms.len());
        let step = 1.0 / (0.25 * (1.0 + largest_eigenvalue(rows, k)) + PULL);
        let (mut at, mut before) = (vec![0.0; k + 1], vec![0.0; k + 1]);
        for round in 0..ROUNDS {
            let momentum = round as f64 / (round as f64 + 3.0);
            let ahead: Vec<f64> = at.iter().zip(&before).map(|(a, b)| a + momentum * (a - b)).collect();
            let mut slope = vec![0.0; k + 1];
            for (row, label) in rows.iter().zip(labels) {
                let miss = (1.0 / (1.0 + (-(dot(row, &ahead) + ahead[k])).exp()) - label) / n;
                row.iter().zip(&mut slope).for_each(|(x, slope)| *slope += miss * x);
                slope[k] += miss;
            }
            let pull = |i: usize| if i < k { PULL * ahead[i] } else { 0.0 };
            before = std::mem::replace(&mut at, (0..=k).map(|i| ahead[i] - step * (slope[i] + pull(i))).collect());
        }
        self.prior = at[k];
        self.terms.iter_mut().zip(&at).for_each(|(term, weight)| term.weight = *weight);
    }

    pub(crate) fn logit(&self, account: &Account) -> f64 {
        self.prior + self.terms.iter().map(|term| term.weight * term.value(account)).sum::<f64>()
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The features that move accounts furthest: sums of the sizes of their weights.
    pub(crate) fn heaviest(&self, most: usize) -> Vec<(&str, f64)> {
        let reach = |feature: usize| {
            self.terms.iter().filter(|term| term.feature == feature).map(|term| term.weight.abs()).sum::<f64>()
        };
        let mut all: Vec<(&str, f64)> = self.names.iter().map(|(at, name)| (name.as_str(), reach(*at))).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all.truncate(most);
        all
    }
}

/// The terms of a feature that says something: bends where its values part.
fn terms(accounts: &[&Account], feature: usize) -> Vec<Term> {
    let mut values: Vec<f64> = accounts.iter().map(|account| account.features[feature].2).collect();
    values.sort_by(f64::total_cmp);
    let mut bends = vec![values[0]];
    bends.extend(BENDS.map(|share| values[(share * values.len() as f64) as usize]));
    bends.dedup();
    let term = |bend: f64| {
        let n = values.len() as f64;
        let beyond = values.iter().map(|value| (value - bend).max(0.0));
        let mean = beyond.clone().sum::<f64>() / n;
        let scale = (beyond.map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
        (scale > 1e-9).then_some(Term { feature, bend, mean, scale, weight: 0.0 })
    };
    bends.into_iter().filter_map(term).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn largest_eigenvalue(rows: &[Vec<f64>], k: usize) -> f64 {
    let mut direction = vec![1.0 / (k as f64).sqrt(); k];
    let mut size = 0.0;
    for _ in 0..30 {
        let mut next = vec![0.0; k];
        for row in rows {
            let along = dot(row, &direction) / rows.len() as f64;
            row.iter().zip(&mut next).for_each(|(x, next)| *next += along * x);
        }
        size = dot(&next, &next).sqrt();
        direction = next.into_iter().map(|x| x / size).collect();
    }
    1.1 * size
}

/// How often a polluter scores above another.
pub(crate) fn auc(scores: &[f64], labels: &[bool]) -> f64 {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    let (mut below, mut wins, mut at) = (0.0, 0.0, 0);
    while at < order.len() {
        let same = order[at..].iter().take_while(|i| scores[**i] == scores[order[at]]).count();
        let yes = order[at..at + same].iter().filter(|i| labels[**i]).count() as f64;
        wins += yes * (below + (same as f64 - yes) / 2.0);
        below += same as f64 - yes;
        at += same;
    }
    wins / (below * labels.iter().filter(|yes| **yes).count() as f64)
}
