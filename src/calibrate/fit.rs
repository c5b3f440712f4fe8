//! Weights that say best what the labels say: Newton's steps over the signals that have a weight.

use alloc::vec;
use alloc::vec::Vec;

use super::rows::{Row, Rows};
use super::{logistic, loss};
use crate::lexicon::Mark;
use crate::score::{Around, FAMILIES, Quality, Sum, Table, family, settle};

/// One number for each signal, and the prior last.
const DIMS: usize = Mark::COUNT + 1;
const PRIOR: usize = Mark::COUNT;

/// No weight goes further from zero: what [`Weights`](crate::Weights) accept.
const FURTHEST: f64 = 20.0;

/// Newton's steps at most; ten are usual.
const STEPS: usize = 40;
/// A step that gains less than this, as a share of the loss, is the last.
const GAIN: f64 = 1e-6;

/// A prior and a weight for each signal, on their way.
#[derive(Clone, Debug)]
pub(super) struct Fitted {
    pub(super) prior: f64,
    weights: [f64; Mark::COUNT],
    cap: f64,
    lone: f64,
    /// Curvature of the summed loss at the end, for standard errors.
    curve: Vec<f64>,
}

impl From<&Table> for Fitted {
    fn from(table: &Table) -> Self {
        let mut weights = [0.0; Mark::COUNT];
        for (mark, weight) in table.iter() {
            weights[mark as usize] = weight;
        }
        Self { prior: table.prior(), weights, cap: table.cap(), lone: table.lone(), curve: Vec::new() }
    }
}

impl Fitted {
    pub(super) const fn weight(&self, mark: Mark) -> f64 {
        self.weights[mark as usize]
    }

    /// The sum of one post, as the scorer makes it.
    pub(super) fn sum(&self, quality: Quality, row: &Row, cells: &[(Mark, f64)]) -> Sum {
        let mut families = [0.0; FAMILIES];
        let mut around = Around { hidden: false, ..row.around };
        for (mark, amount) in cells {
            families[family(*mark)] += self.weights[*mark as usize] * amount;
            around.hidden |= *mark == Mark::Hidden;
        }
        settle(quality, (self.prior, self.cap, self.lone), families, around)
    }

    /// These weights moved along a direction.
    fn moved(&self, direction: &[f64], share: f64) -> Self {
        let mut moved = Self { curve: Vec::new(), ..self.clone() };
        for (weight, by) in moved.weights.iter_mut().zip(direction) {
            *weight += share * by;
        }
        moved.prior += share * direction[PRIOR];
        moved
    }

    /// Standard error of each weight of the table, where it has one.
    pub(super) fn errors(&self, table: &Table) -> Vec<(Mark, Option<f64>)> {
        let free: Vec<usize> = table
            .iter()
            .map(|(mark, _)| mark as usize)
            .filter(|at| self.weights[*at] != 0.0 && self.curve[at * DIMS + at] > 0.0)
            .chain([PRIOR])
            .collect();
        let spread = inverse_diagonal(&self.curve, &free);
        let error = |mark: Mark| free.iter().position(|at| *at == mark as usize).and_then(|at| spread[at]);
        table.iter().map(|(mark, _)| (mark, error(mark))).collect()
    }
}

/// Fits all rows outside a fold, starting from and drawn toward the table's weights; what is held stays.
pub(super) fn fit(table: &Table, rows: &Rows, left_out: Option<usize>, (pull, held): (f64, &[Mark])) -> Fitted {
    let old = Fitted::from(table);
    let moves = table.iter().map(|(mark, _)| mark).filter(|mark| !held.contains(mark));
    let free: Vec<usize> = moves.map(|mark| mark as usize).chain([PRIOR]).collect();
    let problem = Problem { old: &old, rows, left_out, pull, free };
    let mut at = old.clone();
    let mut local = problem.local(&at);
    for _ in 0..STEPS {
        let direction = problem.direction(&at, &local);
        let step = [1.0, 0.5, 0.25, 0.1, 0.03].into_iter().map(|share| at.moved(&direction, share));
        let Some(next) = step.into_iter().find(|next| problem.loss(next) < local.loss) else { break };
        let before = local.loss;
        at = next;
        local = problem.local(&at);
        if before - local.loss < GAIN * before {
            break;
        }
    }
    at.curve = local.curve.iter().map(|bend| bend * local.posts).collect();
    at
}

struct Problem<'p> {
    old: &'p Fitted,
    rows: &'p Rows,
    left_out: Option<usize>,
    pull: f64,
    /// The numbers that move.
    free: Vec<usize>,
}

/// The loss around one place: how high, how steep, how bent.
struct Local {
    loss: f64,
    slope: Vec<f64>,
    curve: Vec<f64>,
    /// Posts that were seen, as many as they are worth (Kish's effective size).
    posts: f64,
}

impl Problem<'_> {
    fn each(&self) -> impl Iterator<Item = (&Row, &[(Mark, f64)])> {
        self.rows.iter().filter(|(row, _)| Some(row.fold) != self.left_out)
    }

    fn distance(&self, at: &Fitted) -> f64 {
        let squares = at.weights.iter().zip(&self.old.weights).map(|(new, old)| (new - old) * (new - old));
        self.pull * squares.sum::<f64>()
    }

    fn loss(&self, at: &Fitted) -> f64 {
        let (mut sum, mut all) = (0.0, 0.0);
        for (row, cells) in self.each() {
            sum += row.weight * loss(at.sum(self.rows.quality, row, cells).logit, row.label);
            all += row.weight;
        }
        sum / all.max(f64::MIN_POSITIVE) + self.distance(at)
    }

    fn local(&self, at: &Fitted) -> Local {
        let (mut loss_sum, mut all, mut squares) = (0.0, 0.0, 0.0);
        let (mut slope, mut curve) = (vec![0.0; DIMS], vec![0.0; DIMS * DIMS]);
        let mut moving: Vec<(usize, f64)> = Vec::new();
        for (row, cells) in self.each() {
            let sum = at.sum(self.rows.quality, row, cells);
            let score = logistic(sum.logit);
            loss_sum += row.weight * loss(sum.logit, row.label);
            all += row.weight;
            squares += row.weight * row.weight;
            // What is capped does not move.
            let (passed, own) = (sum.passed(), sum.own());
            moving.clear();
            moving.extend(
                cells.iter().filter(|(mark, _)| sum.share(*mark) == 1.0).map(|(mark, x)| (*mark as usize, passed * x)),
            );
            moving.push((PRIOR, own));
            let (miss, bend) = (row.weight * (score - row.label), row.weight * score * (1.0 - score));
            for (i, x) in &moving {
                slope[*i] += miss * x;
                for (j, y) in moving.iter().take_while(|(j, _)| j <= i) {
                    curve[i * DIMS + j] += bend * x * y;
                }
            }
        }
        // Signals stand in order, so half was enough.
        for i in 0..DIMS {
            for j in 0..i {
                curve[j * DIMS + i] = curve[i * DIMS + j];
            }
        }
        let all = all.max(f64::MIN_POSITIVE);
        for number in slope.iter_mut().chain(&mut curve) {
            *number /= all;
        }
        for i in 0..Mark::COUNT {
            slope[i] += 2.0 * self.pull * (at.weights[i] - self.old.weights[i]);
            curve[i * DIMS + i] += 2.0 * self.pull;
        }
        let posts = all * all / squares.max(f64::MIN_POSITIVE);
        Local { loss: loss_sum / all + self.distance(at), slope, curve, posts }
    }

    /// How far a number may move: never past zero, never past the furthest.
    fn bounds(&self, at: &Fitted, i: usize) -> (f64, f64) {
        if i == PRIOR {
            (-FURTHEST - at.prior, FURTHEST - at.prior)
        } else if self.old.weights[i] > 0.0 {
            (-at.weights[i], FURTHEST - at.weights[i])
        } else {
            (-FURTHEST - at.weights[i], -at.weights[i])
        }
    }

    /// Newton's direction within the bounds, one coordinate after the other until none moves.
    fn direction(&self, at: &Fitted, local: &Local) -> Vec<f64> {
        let (mut direction, mut slope) = (vec![0.0; DIMS], local.slope.clone());
        for _ in 0..500 {
            let mut moved = 0.0_f64;
            for &i in &self.free {
                let bend = local.curve[i * DIMS + i].max(1e-9);
                let (least, most) = self.bounds(at, i);
                let to = (direction[i] - slope[i] / bend).clamp(least, most);
                let by = to - direction[i];
                if by != 0.0 {
                    direction[i] = to;
                    moved = moved.max(libm::fabs(by));
                    for &j in &self.free {
                        slope[j] += by * local.curve[i * DIMS + j];
                    }
                }
            }
            if moved < 1e-9 {
                break;
            }
        }
        direction
    }
}

/// Square roots of the diagonal of the inverse, of the rows and columns that are named: Cholesky's
/// factor, then one forward substitution a column.
fn inverse_diagonal(curve: &[f64], names: &[usize]) -> Vec<Option<f64>> {
    let n = names.len();
    let mut factor = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let mut rest = curve[names[i] * DIMS + names[j]];
            for k in 0..j {
                rest -= factor[i * n + k] * factor[j * n + k];
            }
            factor[i * n + j] = if i == j { libm::sqrt(rest.max(1e-12)) } else { rest / factor[j * n + j] };
        }
    }
    let column = |of: usize| {
        let mut solved = vec![0.0; n];
        for i in of..n {
            let mut rest = if i == of { 1.0 } else { 0.0 };
            for k in of..i {
                rest -= factor[i * n + k] * solved[k];
            }
            solved[i] = rest / factor[i * n + i];
        }
        libm::sqrt(solved.iter().map(|x| x * x).sum::<f64>())
    };
    (0..n).map(|of| Some(column(of)).filter(|error| error.is_finite())).collect()
}
