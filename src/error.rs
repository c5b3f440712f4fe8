//! What a caller can get wrong.

use alloc::string::String;
use alloc::vec::Vec;

/// What a caller can get wrong; each variant carries the offending value.
///
/// ```
/// use realtalk::{Error, Post, Thread};
/// let posts = vec![Post::new("7", "ana", "one"), Post::new("7", "ben", "two")];
/// let error = Thread::new(posts).unwrap_err();
/// assert_eq!(error, Error::DuplicateId { id: "7".into() });
/// assert_eq!(error.to_string(), "post id \"7\" occurs twice, wanted unique ids");
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Two posts of a thread bear the same id.
    #[error("post id {id:?} occurs twice, wanted unique ids")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// Posts answer each other in a circle.
    #[error("posts answer each other in a loop: {}", .ids.join(" -> "))]
    ReplyLoop {
        /// The posts of the loop, in order; the last answers the first.
        ids: Vec<String>,
    },
    /// More than a structure holds.
    #[error("{found} found, wanted at most {wanted}")]
    TooMany {
        /// How many.
        found: usize,
        /// How many fit.
        wanted: usize,
    },
    /// A number that is no score.
    #[error("score {found} found, wanted a number in 0..=1")]
    Score {
        /// The number.
        found: f64,
    },
    /// A number that is no weight.
    #[error("weight {found} found for {name}, wanted {wanted}")]
    Weight {
        /// What it was meant to weigh.
        name: String,
        /// The number.
        found: f64,
        /// What is accepted.
        wanted: &'static str,
    },
    /// Too few labelled posts of either kind to learn from.
    #[error("{yes} posts that are so and {no} that are not found, wanted five of each at least")]
    Labels {
        /// Posts labelled as being so.
        yes: usize,
        /// Posts labelled as not being so.
        no: usize,
    },
    /// A line of a lexicon that cannot be read.
    #[error("lexicon line {line}: {found:?} found, wanted {wanted}")]
    Lexicon {
        /// Line number, from 1.
        line: usize,
        /// The piece that was found.
        found: String,
        /// What was wanted.
        wanted: &'static str,
    },
    /// Bytes that are no network.
    #[error("byte {at}: wanted {wanted}")]
    Bytes {
        /// Where reading stopped.
        at: usize,
        /// What was wanted there.
        wanted: &'static str,
    },
    /// A time that is no time.
    #[error("time {found:?} found, wanted RFC 3339 or Unix seconds or milliseconds")]
    Timestamp {
        /// What was found.
        found: String,
    },
}
