//! Tells how *real* social posts and conversations are: passion, authenticity, reply ratio and spam
//! risk, each a number with its reasons. Text and metadata in, numbers out; no I/O, no clock.
//!
//! ```
//! use realtalk::{Band, Post, Quality, Scorer};
//!
//! let scorer = Scorer::default();
//! let post = Post::new("17", "ana", "@ben I glazed 40 mugs this weekend and I still can't stop!");
//! let report = scorer.explain(&post);
//! assert_eq!(report.scores(), &scorer.score(&post));
//! assert_eq!(report.rating(Quality::SpamRisk).band(), Band::Low);
//! println!("{report}");
//! ```
//!
//! # The house
//!
//! `text -> one reading -> signals -> scores -> report`: each value is made once, in one room, and
//! handed forward. [`Reading`] is the reading, [`Signal`] what was seen, [`Weights`] what it counts,
//! [`Report`] the sum with its receipts. Beside it stand conversations ([`Thread`], [`Shape`]) and
//! people ([`Network`], [`Profile`]). Payloads of the platforms are read by the room `platforms`, behind
//! the feature of that name. The chapters of the module `guide` tell how to embed, read, tune and extend all of it.
//!
//! # What it does not do
//!
//! No platform client, no storage, no verdict about a person, no language model. What is not
//! understood lowers confidence, not a score.
//!
//! # Bounds
//!
//! Every text gets an answer. Of a text the first 16 MiB are read; words past 96 folded bytes are
//! words, but found in no table; a thread holds up to 2³² - 2 posts. Reading is linear in the text.
#![no_std]

extern crate alloc;

mod account;
mod calibrate;
mod error;
mod fold;
// For readers only: it holds no code.
#[cfg(any(doc, doctest))]
pub mod guide;
mod lexicon;
mod many;
mod network;
#[cfg(feature = "platforms")]
pub mod platforms;
mod post;
mod report;
mod score;
mod scorer;
mod signal;
mod span;
mod text;
mod thread;

pub use account::AccountReport;
pub use calibrate::{Calibration, Calibrator, Measured, Sample, Without, calibrate};
pub use error::Error;
pub use lexicon::{Lexicon, Mark};
pub use network::{Advice, Campaign, Circle, Driver, Enough, How, Network, Profile, Ranked, Reasons, Tie};
pub use post::{Account, Counts, Event, Evidence, Format, Kind, Link, Mention, Post, PostRef, Timestamp};
pub use report::{Contribution, Report};
pub use score::{Accommodation, Band, PostScores, Quality, Rating, Score, Table, ThreadScores, Traits, Weights};
pub use scorer::Scorer;
pub use signal::Signal;
pub use span::Span;
pub use text::{Reading, Style, Token, TokenKind};
pub use thread::{Patterns, Shape, Spread, Thread};

#[cfg(all(doctest, feature = "platforms"))]
#[doc = include_str!("../README.md")]
mod readme {}
