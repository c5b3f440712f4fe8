//! How a conversation is built, in one pass over its posts and one over its levels.

use alloc::vec;
use alloc::vec::Vec;

use super::people::{Pairs, People};
use super::{NONE, Thread};
use crate::post::{Counts, Post};

/// How a conversation is built. Unknown is `None`, not zero.
///
/// ```
/// use realtalk::{Post, Thread};
/// let thread = Thread::new(vec![
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely!").answering("1", None),
///     Post::new("3", "ana", "oh no, which mugs?").answering("2", None),
/// ])?;
/// let shape = thread.shape();
/// assert_eq!((shape.authors, shape.depth, shape.return_rate), (2, 2, Some(1.0)));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Shape {
    /// Posts, reposts and notices included.
    pub posts: u64,
    /// Known authors.
    pub authors: u64,
    /// Share of own posts that interact with others, drawn toward .30 by five posts' worth:
    /// `(r + 1.5) / (n + 5)`. `0.0..=1.0`
    pub reply_ratio: f64,
    /// Share of the interaction between pairs that goes both ways:
    /// `Σ min(w_ij, w_ji) / Σ w_ij` (Squartini et al. 2013). `0.0..=1.0`
    pub reciprocity: Option<f64>,
    /// Share of directed pairs that also point back: `L↔ / L` (Newman et al. 2002). `0.0..=1.0`
    pub dyadic_reciprocity: Option<f64>,
    /// The same, above what chance gives: `(r - a) / (1 - a)`, `a = L / (N (N - 1))`
    /// (Garlaschelli and Loffredo 2004). At most `1.0`; below zero is less than chance.
    pub corrected_reciprocity: Option<f64>,
    /// Share of posts that somebody else answered. `0.0..=1.0`
    pub answered_share: f64,
    /// Share of answers to an answer whose author comes back to the one who answered them: A-B-A.
    pub return_rate: Option<f64>,
    /// Steps of the longest chain of answers; a lone post has none.
    pub depth: u64,
    /// Most posts at one depth.
    pub width: u64,
    /// Mean distance between two posts of a tree, every orphan hung from one common root
    /// (Goel et al. 2016). `1.0` for two posts; more is more person to person. In steps.
    pub structural_virality: Option<f64>,
    /// Evenness of who speaks: `H / ln k`. `1.0` when all speak as much; unknown for one author.
    pub participation_entropy: Option<f64>,
    /// Effective number of speakers, `exp(H)`.
    pub effective_speakers: f64,
    /// Inequality of who speaks. `0.0` when all speak as much.
    pub participation_gini: f64,
    /// Largest `h` with at least `h` posts on each of the levels `1..=h` (after Gómez et al. 2008).
    pub h_index: u64,
    /// Median time to an answer by somebody else, in seconds.
    pub latency_median_seconds: Option<f64>,
    /// Burstiness of the pauses between posts, `(σ - μ) / (σ + μ)` (Goh and Barabási 2008): -1 a clock,
    /// 0 chance, above 0 bursts; unknown below three times.
    pub burstiness: Option<f64>,
    /// Mean over pairs who interact of the share of partners they have in common,
    /// `n_ij / (k_i + k_j - 2 - n_ij)` (Onnela et al. 2007); unknown without a pair. `0.0..=1.0`
    pub neighbourhood_overlap: Option<f64>,
    /// Largest `h` so that `h` posts got `h` answers each from others: traction, after Hirsch (2005).
    pub answers_h_index: u64,
    /// Replies a post, as the platform counts them: conversation rate; unknown without counts.
    pub conversation_rate: Option<f64>,
    /// Reposts and quotes a post, as the platform counts them: amplification rate.
    pub amplification_rate: Option<f64>,
    /// Likes a post, as the platform counts them: applause rate.
    pub applause_rate: Option<f64>,
    /// Controversy of votes, mean over posts with likes and dislikes known: `(likes + dislikes)` to the power
    /// of the smaller by the larger (Reddit's, as it was published). `0.0..`: none where all agree, the
    /// number of votes where they are even.
    pub controversy: Option<f64>,
    /// Replies as a share of replies, reposts, quotes and likes. `0.0..=1.0`
    pub reply_share: Option<f64>,
}

/// Counts posts, people, levels, times and pairs of a thread.
pub(super) fn shape(thread: &Thread<'_>) -> Shape {
    let people = People::of(thread);
    let levels = Levels::of(thread);
    let pairs = Pairs::of(thread, &people);
    let spoken = people.posts.iter().map(|n| *n as f64).collect::<Vec<_>>();
    let entropy = entropy(&spoken);
    let k = spoken.len() as f64;
    Shape {
        posts: thread.len() as u64,
        authors: spoken.len() as u64,
        reply_ratio: (pairs.interacting as f64 + 1.5) / (pairs.own as f64 + 5.0),
        reciprocity: pairs.weighted(),
        dyadic_reciprocity: pairs.dyadic(),
        corrected_reciprocity: pairs.corrected(k),
        answered_share: share(answered(thread, &people), thread.len()).unwrap_or(0.0),
        return_rate: return_rate(thread, &people),
        depth: levels.counts.len().saturating_sub(1) as u64,
        width: levels.counts.iter().copied().max().unwrap_or(0),
        structural_virality: virality(thread, &levels),
        participation_entropy: (spoken.len() > 1).then(|| entropy / libm::log(k)),
        effective_speakers: if spoken.is_empty() { 0.0 } else { libm::exp(entropy) },
        participation_gini: gini(&spoken),
        h_index: levels.h_index(),
        latency_median_seconds: latency(thread, &people),
        burstiness: burstiness(thread),
        neighbourhood_overlap: pairs.overlap(people.posts.len()),
        answers_h_index: answers_h_index(thread, &people),
        conversation_rate: rate(thread, |counts| counts.replies),
        amplification_rate: rate(thread, shares),
        applause_rate: rate(thread, |counts| counts.likes),
        controversy: controversy(thread.posts()),
        reply_share: reply_share(thread.posts()),
    }
}

pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// How deep each post lies, and how many lie at each depth.
struct Levels {
    depth: Vec<u32>,
    counts: Vec<u64>,
    /// Every post after its parent.
    order: Vec<u32>,
}

impl Levels {
    fn of(thread: &Thread<'_>) -> Self {
        let order = order(&thread.parents);
        let mut levels = Self { depth: vec![0; thread.len()], counts: Vec::new(), order };
        for &at in &levels.order {
            let depth = thread.parent(at as usize).map_or(0, |parent| levels.depth[parent] + 1);
            levels.depth[at as usize] = depth;
            if levels.counts.len() <= depth as usize {
                levels.counts.push(0);
            }
            levels.counts[depth as usize] += 1;
        }
        levels
    }

    fn h_index(&self) -> u64 {
        let deep = self.counts.iter().skip(1);
        let mut least = u64::MAX;
        let mut best = 0;
        for (level, count) in deep.enumerate() {
            least = least.min(*count);
            best = best.max(least.min(level as u64 + 1));
        }
        best
    }
}

/// Every post after its parent, by counting children down; no recursion.
fn order(parents: &[u32]) -> Vec<u32> {
    let mut first = vec![NONE; parents.len()];
    let mut next = vec![NONE; parents.len()];
    for (at, parent) in parents.iter().enumerate().rev() {
        if *parent != NONE {
            next[at] = core::mem::replace(&mut first[*parent as usize], at as u32);
        }
    }
    let mut order: Vec<u32> = (0..parents.len() as u32).filter(|at| parents[*at as usize] == NONE).collect();
    let mut done = 0;
    while let Some(&at) = order.get(done) {
        let mut child = first[at as usize];
        while child != NONE {
            order.push(child);
            child = next[child as usize];
        }
        done += 1;
    }
    order
}

/// Posts that somebody else answered.
fn answered(thread: &Thread<'_>, people: &People<'_>) -> usize {
    let mut answered = vec![false; thread.len()];
    for at in 0..thread.len() {
        if let Some(parent) = thread.parent(at).filter(|parent| people.differ(at, *parent)) {
            answered[parent] = true;
        }
    }
    answered.into_iter().filter(|yes| *yes).count()
}

fn return_rate(thread: &Thread<'_>, people: &People<'_>) -> Option<f64> {
    let (mut chances, mut returns) = (0, 0);
    for at in 0..thread.len() {
        let Some((parent, grand)) = thread.parent(at).and_then(|p| Some((p, thread.parent(p)?))) else { continue };
        chances += 1;
        returns += usize::from(people.of[at] != NONE && people.of[at] == people.of[grand] && people.differ(at, parent));
    }
    share(returns, chances)
}

/// Mean distance over all pairs: each edge counts once for every pair it parts.
fn virality(thread: &Thread<'_>, levels: &Levels) -> Option<f64> {
    let n = thread.len();
    let mut below = vec![1_u64; n];
    let roots = thread.parents.iter().filter(|parent| **parent == NONE).count();
    // One tree needs no common root; several hang from one that is nobody's post.
    let (all, joint) = if roots > 1 { (n as f64 + 1.0, true) } else { (n as f64, false) };
    if all < 2.0 {
        return None;
    }
    let mut sum = 0.0;
    for &at in levels.order.iter().rev() {
        let size = below[at as usize];
        match thread.parent(at as usize) {
            Some(parent) => below[parent] += size,
            None if !joint => continue,
            None => {}
        }
        sum += size as f64 * (all - size as f64);
    }
    Some(2.0 * sum / (all * (all - 1.0)))
}

fn entropy(counts: &[f64]) -> f64 {
    let all: f64 = counts.iter().sum();
    counts.iter().filter(|n| **n > 0.0).map(|n| -(n / all) * libm::log(n / all)).sum()
}

fn gini(counts: &[f64]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_by(f64::total_cmp);
    let k = sorted.len() as f64;
    let all: f64 = sorted.iter().sum();
    let weighted: f64 = sorted.iter().enumerate().map(|(i, x)| (2.0 * (i as f64 + 1.0) - k - 1.0) * x).sum();
    if all > 0.0 { weighted / (k * all) } else { 0.0 }
}

fn latency(thread: &Thread<'_>, people: &People<'_>) -> Option<f64> {
    let mut waits = Vec::new();
    for at in 0..thread.len() {
        let Some(parent) = thread.parent(at).filter(|parent| people.differ(at, *parent)) else { continue };
        let (posts, moment) = (thread.posts(), |t: crate::post::Timestamp| t.as_millis());
        if let (Some(child), Some(before)) = (posts[at].created_at.map(moment), posts[parent].created_at.map(moment)) {
            waits.push(child.saturating_sub(before));
        }
    }
    waits.retain(|wait| *wait >= 0);
    waits.sort_unstable();
    let middle = waits.len() / 2;
    let median = match waits.len() {
        0 => return None,
        n if n % 2 == 1 => waits[middle] as f64,
        _ => f64::midpoint(waits[middle - 1] as f64, waits[middle] as f64),
    };
    Some(median / 1000.0)
}

/// From the sums of the pauses and of their squares, in whole milliseconds.
fn burstiness(thread: &Thread<'_>) -> Option<f64> {
    let mut times: Vec<i64> =
        thread.posts().iter().filter_map(|post| post.created_at).map(crate::post::Timestamp::as_millis).collect();
    times.sort_unstable();
    if times.len() < 3 {
        return None;
    }
    let pauses = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0]) as f64);
    let n = pauses.len() as f64;
    let mean = pauses.clone().sum::<f64>() / n;
    let deviation = libm::sqrt(pauses.map(|pause| (pause - mean) * (pause - mean)).sum::<f64>() / n);
    (mean > 0.0).then(|| (deviation - mean) / (deviation + mean))
}

fn answers_h_index(thread: &Thread<'_>, people: &People<'_>) -> u64 {
    let mut answers = vec![0_u64; thread.len()];
    for at in 0..thread.len() {
        if let Some(parent) = thread.parent(at).filter(|parent| people.differ(at, *parent)) {
            answers[parent] += 1;
        }
    }
    answers.sort_unstable_by(|a, b| b.cmp(a));
    answers.iter().zip(1_u64..).take_while(|(answers, place)| *answers >= place).count() as u64
}

fn shares(counts: &Counts) -> Option<u64> {
    match (counts.reposts, counts.quotes) {
        (None, None) => None,
        (reposts, quotes) => Some(reposts.unwrap_or(0).saturating_add(quotes.unwrap_or(0))),
    }
}

/// Mean of a count over the posts that have it.
fn rate(thread: &Thread<'_>, of: fn(&Counts) -> Option<u64>) -> Option<f64> {
    let known = thread.posts().iter().filter_map(|post| of(&post.counts));
    let (sum, n) = known.fold((0.0, 0.0), |(sum, n), count| (sum + count as f64, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

fn controversy(posts: &[Post<'_>]) -> Option<f64> {
    let votes = posts.iter().filter_map(|post| Some((post.counts.likes? as f64, post.counts.dislikes? as f64)));
    let of = |(likes, dislikes): (f64, f64)| {
        let (less, more) = (likes.min(dislikes), likes.max(dislikes));
        if less > 0.0 { libm::pow(likes + dislikes, less / more) } else { 0.0 }
    };
    let (sum, n) = votes.map(of).fold((0.0, 0.0), |(sum, n), one| (sum + one, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

fn reply_share(posts: &[Post<'_>]) -> Option<f64> {
    let sum = |of: fn(&Counts) -> Option<u64>| {
        posts.iter().filter_map(|post| of(&post.counts)).map(|n| n as f64).sum::<f64>()
    };
    let replies = sum(|counts| counts.replies);
    let all = replies + sum(shares) + sum(|counts| counts.likes);
    (all > 0.0).then(|| replies / all)
}
