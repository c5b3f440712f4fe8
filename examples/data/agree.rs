//! How well scores agree with labels: shared by the examples that measure.

/// Ranks from 1, ties sharing the mean of theirs.
pub(crate) fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let same = order[start..].iter().take_while(|i| values[**i] == values[order[start]]).count();
        for i in &order[start..start + same] {
            ranks[*i] = start as f64 + f64::midpoint(same as f64, 1.0);
        }
        start += same;
    }
    ranks
}

/// Rank correlation, ties sharing ranks.
pub(crate) fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = f64::midpoint(a.len() as f64, 1.0);
    let cov: f64 = a.iter().zip(&b).map(|(x, y)| (x - mean) * (y - mean)).sum();
    let var = |v: &[f64]| v.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
    cov / (var(&a) * var(&b)).sqrt()
}

/// How often a one scores above a zero.
pub(crate) fn auc(scores: &[f64], labels: &[f64]) -> f64 {
    let ones = labels.iter().filter(|l| **l == 1.0).count() as f64;
    let sum: f64 = ranks(scores).iter().zip(labels).filter(|(_, l)| **l == 1.0).map(|(r, _)| r).sum();
    (sum - ones * (ones + 1.0) / 2.0) / (ones * (labels.len() as f64 - ones))
}
