//! What a conversation gets: its shape, and what is said in it.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::Range;

use super::{Band, PostScores, Rating};
use crate::post::Post;
use crate::thread::{Shape, Thread};

/// What a conversation gets. Unknown is `None`, not zero.
///
/// ```
/// use realtalk::{Post, Scorer, Thread};
/// let thread = Thread::new(vec![
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
/// ])?;
/// let scores = Scorer::default().score_thread(&thread);
/// assert_eq!((scores.question_rate, scores.answer_rate, scores.spam_share), (0.5, Some(1.0), 0.0));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ThreadScores {
    /// How it is built.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub shape: Shape,
    /// Share of posts that ask. `0.0..=1.0`
    pub question_rate: f64,
    /// Share of the questions that somebody else answered. `0.0..=1.0`
    pub answer_rate: Option<f64>,
    /// Share of the words that the owner has, or else whoever says most; unknown without a word of
    /// anybody known. `0.0..=1.0`
    pub talk_share: Option<f64>,
    /// How far that share moves over ten windows of as many posts each, the largest less the smallest;
    /// unknown below twenty posts. `0.0..=1.0`
    pub talk_share_range: Option<f64>,
    /// Mean passion of the posts.
    pub passion: Rating,
    /// Mean authenticity.
    pub authenticity: Rating,
    /// Mean spam risk.
    pub spam_risk: Rating,
    /// Mean of how much the posts talk with someone.
    pub conversational: Rating,
    /// Share of posts whose passion is high. `0.0..=1.0`
    pub passion_share: f64,
    /// Share of posts whose spam risk is high. `0.0..=1.0`
    pub spam_share: f64,
}

impl ThreadScores {
    pub(crate) fn new(thread: &Thread<'_>, posts: &[PostScores]) -> Self {
        let mut answered = alloc::vec![false; posts.len()];
        for (at, post) in thread.posts().iter().enumerate() {
            if let Some(parent) =
                thread.parent(at).filter(|p| post.author.is_none() || thread.posts()[*p].author != post.author)
            {
                answered[parent] = true;
            }
        }
        let asks: usize = posts.iter().filter(|p| p.traits.questions > 0).count();
        let answers = posts.iter().zip(&answered).filter(|(p, yes)| p.traits.questions > 0 && **yes).count();
        let n = posts.len().max(1) as f64;
        let talk = Talk::of(thread, posts);
        let share =
            |of: fn(&PostScores) -> Rating| posts.iter().filter(|p| of(p).band() == Band::High).count() as f64 / n;
        Self {
            shape: thread.shape(),
            question_rate: asks as f64 / n,
            answer_rate: (asks > 0).then(|| answers as f64 / asks as f64),
            talk_share: talk.share(0..posts.len()),
            talk_share_range: talk.range(),
            passion: mean(posts, |p| p.passion),
            authenticity: mean(posts, |p| p.authenticity),
            spam_risk: mean(posts, |p| p.spam_risk),
            conversational: mean(posts, |p| p.conversational),
            passion_share: share(|p| p.passion),
            spam_share: share(|p| p.spam_risk),
        }
    }
}

/// Words by post, and whether they are those of the owner or of whoever says most.
struct Talk(Vec<(u64, bool)>);

impl Talk {
    fn of(thread: &Thread<'_>, posts: &[PostScores]) -> Self {
        let words = |at: usize| u64::from(posts[at].traits.words);
        let mut said: BTreeMap<&str, u64> = BTreeMap::new();
        for (at, post) in thread.posts().iter().enumerate() {
            if let Some(author) = post.author.as_deref() {
                *said.entry(author).or_default() += words(at);
            }
        }
        // Of several the first by name, so that the order of the posts does not matter.
        let most = said.iter().rev().max_by_key(|(_, words)| **words).map(|(author, _)| *author);
        let lead = thread.owner().filter(|owner| said.contains_key(owner)).or(most);
        let is_lead = |post: &Post<'_>| lead.is_some() && post.author.as_deref() == lead;
        Self(thread.posts().iter().enumerate().map(|(at, post)| (words(at), is_lead(post))).collect())
    }

    fn share(&self, posts: Range<usize>) -> Option<f64> {
        let all: u64 = self.0[posts.clone()].iter().map(|(words, _)| words).sum();
        let lead: u64 = self.0[posts].iter().filter(|(_, lead)| *lead).map(|(words, _)| words).sum();
        (all > 0 && self.0.iter().any(|(_, lead)| *lead)).then(|| lead as f64 / all as f64)
    }

    fn range(&self) -> Option<f64> {
        let n = self.0.len();
        if n < 2 * WINDOWS {
            return None;
        }
        let mut shares: Vec<f64> =
            (0..WINDOWS).filter_map(|at| self.share(at * n / WINDOWS..(at + 1) * n / WINDOWS)).collect();
        shares.sort_unstable_by(f64::total_cmp);
        Some(shares.last()? - shares.first()?)
    }
}

/// Windows that talk is shared out over.
const WINDOWS: usize = 10;

/// Mean score and mean confidence; of nothing, the middle without confidence.
fn mean(posts: &[PostScores], of: fn(&PostScores) -> Rating) -> Rating {
    if posts.is_empty() {
        return Rating::new(0.5, 0.0);
    }
    let n = posts.len() as f64;
    let score: f64 = posts.iter().map(|p| of(p).score.get()).sum();
    let confidence: f64 = posts.iter().map(|p| of(p).confidence.get()).sum();
    Rating::new(score / n, confidence / n)
}
