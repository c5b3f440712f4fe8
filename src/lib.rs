//! realtalk
#![cfg_attr(not(test), no_std)]

extern crate alloc;

mod account;
mod error;
mod fold;
mod lexicon;
mod network;
mod post;
mod report;
mod score;
mod scorer;
mod signal;
mod span;
mod text;
mod thread;

pub use account::AccountReport;
pub use error::Error;
pub use network::{Advice, Campaign, Driver, Enough, Network, Profile, Ranked, Tie};
pub use post::{Account, Counts, Event, Evidence, Format, Kind, Link, Mention, Post, PostRef, Timestamp};
pub use report::{Contribution, Report};
pub use score::{Band, PostScores, Quality, Rating, Score, Table, ThreadScores, Traits, Weights};
pub use scorer::Scorer;
pub use lexicon::{Lexicon, Mark};
pub use signal::Signal;
pub use span::Span;
pub use thread::{Shape, Thread};
pub use text::{Reading, Style, Token, TokenKind};
