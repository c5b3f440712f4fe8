//! What a conversation gets: its shape, and what is said in it.

use super::{Band, PostScores, Rating};
use crate::thread::{Shape, Thread};

/// What a conversation gets. Unknown is `None`, not zero.
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
        let share =
            |of: fn(&PostScores) -> Rating| posts.iter().filter(|p| of(p).band() == Band::High).count() as f64 / n;
        Self {
            shape: thread.shape(),
            question_rate: asks as f64 / n,
            answer_rate: (asks > 0).then(|| answers as f64 / asks as f64),
            passion: mean(posts, |p| p.passion),
            authenticity: mean(posts, |p| p.authenticity),
            spam_risk: mean(posts, |p| p.spam_risk),
            conversational: mean(posts, |p| p.conversational),
            passion_share: share(|p| p.passion),
            spam_share: share(|p| p.spam_risk),
        }
    }
}

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
