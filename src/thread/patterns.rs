//! Who answers whose posts, counted three ways, and the small patterns this makes.

use alloc::vec;
use alloc::vec::Vec;

use super::people::People;
use super::{NONE, Thread};

/// How unevenly something is spread over posts or people (the degree statistics of `ConvoKit`).
///
/// ```
/// use realtalk::{Post, Thread};
/// let thread = Thread::new(vec![
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely!").answering("1", None),
///     Post::new("3", "ben", "mine did").answering("1", None),
/// ])?;
/// let answers = thread.patterns().answers;
/// assert_eq!((answers.most, answers.most_at, answers.most_share), (2, 0, 1.0));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Spread {
    /// The most that one of them has.
    pub most: u64,
    /// Which has it, the first of several: posts as they stand in the thread, people as they come in.
    pub most_at: u64,
    /// `most` as a share of all. `0.0..=1.0`
    pub most_share: f64,
    /// What the next one has.
    pub second: u64,
    /// `second` as a share of `most`. `0.0..=1.0`
    pub second_share: f64,
    /// Mean over all of them.
    pub mean: f64,
    /// Mean over those that have any.
    pub mean_of_some: f64,
    /// Share of them that have any. `0.0..=1.0`
    pub some: f64,
    /// Share of those that have any that have two or more. `0.0..=1.0`
    pub several: f64,
    /// Entropy of the shares, in nats: `0.0` when one has all.
    pub entropy: f64,
}

impl Spread {
    fn of(counts: &[u64]) -> Self {
        let all: u64 = counts.iter().sum();
        let some = counts.iter().filter(|count| **count > 0).count();
        if some == 0 {
            return Self::default();
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        let most_at = counts.iter().position(|count| *count == most).unwrap_or(0);
        let others = counts.iter().enumerate().filter(|(at, _)| *at != most_at).map(|(_, count)| *count);
        let second = others.max().unwrap_or(0);
        let ratio = |part: u64, whole: u64| part as f64 / whole as f64;
        let share = |count: &u64| ratio(*count, all);
        Self {
            most,
            most_at: most_at as u64,
            most_share: ratio(most, all),
            second,
            second_share: ratio(second, most),
            mean: all as f64 / counts.len() as f64,
            mean_of_some: all as f64 / some as f64,
            some: some as f64 / counts.len() as f64,
            several: counts.iter().filter(|count| **count > 1).count() as f64 / some as f64,
            entropy: counts.iter().filter(|count| **count > 0).map(share).map(|p| -p * libm::log(p)).sum(),
        }
    }
}

/// Who answers whose posts (Zhang et al. 2018): the hypergraph of a conversation, in which a person
/// holds the posts they wrote. Answers to oneself and posts of nobody known do not count for people.
///
/// ```
/// use realtalk::{Post, Thread};
/// let thread = Thread::new(vec![
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely!").answering("1", None),
///     Post::new("3", "ben", "mine did").answering("1", None),
/// ])?;
/// let patterns = thread.patterns();
/// assert_eq!((patterns.heard_by.most, patterns.hears.most, patterns.reciprocity), (2, 1, 0));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Patterns {
    /// Answers each post has.
    pub answers: Spread,
    /// Posts each post answers: one or none.
    pub answering: Spread,
    /// People who answered each post.
    pub people_of_posts: Spread,
    /// Posts of others that each person answered.
    pub posts_of_people: Spread,
    /// People who answered each person.
    pub heard_by: Spread,
    /// People whom each person answered.
    pub hears: Spread,
    /// Answers that the one who was answered answered in turn.
    pub reciprocity: u64,
    /// Answers that a third person answered: the person, and the answer.
    pub external_reciprocity: u64,
    /// Pairs of people who answered each other.
    pub dyads: u64,
    /// Two people who answered the same third.
    pub incoming_triads: u64,
    /// Two people whom the same third answered.
    pub outgoing_triads: u64,
}

/// Which answers are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// Answers to roots are left out: what people say under each other's answers.
    BelowRoots,
}

pub(super) fn patterns(thread: &Thread<'_>, part: Part) -> Patterns {
    let people = People::of(thread);
    let n = thread.len();
    let parent = |at: usize| {
        let parent = thread.parent(at)?;
        (part == Part::Whole || thread.parent(parent).is_some()).then_some(parent)
    };
    let mut answers = vec![0; n];
    let answering: Vec<u64> = (0..n).map(|at| u64::from(parent(at).is_some())).collect();
    // Who answered which post of somebody else, and who answered whom.
    let mut posts: Vec<(u32, u32)> = Vec::new();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for at in 0..n {
        let Some(parent) = parent(at) else { continue };
        answers[parent] += 1;
        let (from, to) = (people.of[at], people.of[parent]);
        if from != NONE && from != to {
            posts.push((from, parent as u32));
            if to != NONE {
                pairs.push((from, to));
            }
        }
    }
    for edges in [&mut posts, &mut pairs] {
        edges.sort_unstable();
        edges.dedup();
    }
    let mut people_of_posts = vec![0; n];
    let [mut posts_of_people, mut heard_by, mut hears] = [(); 3].map(|()| vec![0_u64; people.posts.len()]);
    for (from, post) in &posts {
        people_of_posts[*post as usize] += 1;
        posts_of_people[*from as usize] += 1;
    }
    for (from, to) in &pairs {
        hears[*from as usize] += 1;
        heard_by[*to as usize] += 1;
    }
    let (mut reciprocity, mut external) = (0, 0);
    for (from, post) in &posts {
        let Some(parent) = parent(*post as usize) else { continue };
        if people.of[parent] == *from { reciprocity += 1 } else { external += 1 }
    }
    let both = |(from, to): &&(u32, u32)| from < to && pairs.binary_search(&(*to, *from)).is_ok();
    let twos = |counts: &[u64]| counts.iter().map(|count| count * count.saturating_sub(1) / 2).sum();
    Patterns {
        reciprocity,
        external_reciprocity: external,
        dyads: pairs.iter().filter(both).count() as u64,
        incoming_triads: twos(&heard_by),
        outgoing_triads: twos(&hears),
        answers: Spread::of(&answers),
        answering: Spread::of(&answering),
        people_of_posts: Spread::of(&people_of_posts),
        posts_of_people: Spread::of(&posts_of_people),
        heard_by: Spread::of(&heard_by),
        hears: Spread::of(&hears),
    }
}
