//! Which pieces of a text weigh, and the evidence over each.

use realtalk::{Contribution, Span};

/// Evidence of less weight, in log-odds, is not marked in the text.
const SLIGHT: f64 = 0.2;

/// Pieces of the text that weigh: beside each other, each with the evidence that lies over it.
pub(crate) struct Marks {
    pieces: Vec<(Span, Vec<usize>)>,
}

impl Marks {
    pub(crate) fn of(contributions: &[Contribution]) -> Self {
        let weighs = |c: &Contribution| !c.span.is_empty() && c.weight.abs() >= SLIGHT;
        let mut parts: Vec<usize> = (0..contributions.len()).filter(|at| weighs(&contributions[*at])).collect();
        parts.sort_by_key(|at| contributions[*at].span.start);
        let mut edges: Vec<u32> =
            parts.iter().flat_map(|at| [contributions[*at].span.start, contributions[*at].span.end]).collect();
        edges.sort_unstable();
        edges.dedup();
        let (mut pieces, mut over, mut next) = (Vec::new(), Vec::<usize>::new(), 0);
        for pair in edges.windows(2) {
            over.retain(|at| contributions[*at].span.end > pair[0]);
            while next < parts.len() && contributions[parts[next]].span.start <= pair[0] {
                over.push(parts[next]);
                next += 1;
            }
            if !over.is_empty() {
                pieces.push((Span::new(pair[0], pair[1]), over.clone()));
            }
        }
        Self { pieces }
    }

    /// The first piece from `at` on that ends behind a byte.
    pub(crate) fn next(&self, mut at: usize, byte: u32) -> usize {
        while self.pieces.get(at).is_some_and(|(span, _)| span.end <= byte) {
            at += 1;
        }
        at
    }

    pub(crate) fn covers(&self, at: usize, byte: u32) -> bool {
        self.pieces.get(at).is_some_and(|(span, _)| span.start <= byte && byte < span.end)
    }

    /// The evidence over a piece, heaviest first.
    pub(crate) fn over<'c>(&self, at: usize, contributions: &'c [Contribution]) -> Vec<&'c Contribution> {
        let mut over: Vec<&Contribution> = self.pieces[at].1.iter().map(|at| &contributions[*at]).collect();
        over.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        over
    }
}
