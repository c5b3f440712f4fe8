//! realtalk
#![cfg_attr(not(test), no_std)]

extern crate alloc;

mod error;
mod post;
mod score;
mod span;

pub use error::Error;
pub use post::{Account, Counts, Event, Format, Kind, Link, Mention, Post, PostRef, Timestamp};
pub use score::{Band, PostScores, Rating, Score, Traits};
pub use span::Span;
