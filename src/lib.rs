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
//! [`Report`] the sum with its receipts. Beside it stand conversations ([`Thread`], [`LiveThread`], [`Shape`]) and
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
//! Every text gets an answer, in time linear in the text; nothing recurses on its input, and sums of the
//! largest counts and times do not overflow.
//!
//! | input | limit | past it | heap held at once |
//! |---|---|---|---|
//! | text, scored | 16 MiB | the rest is not read | none; 2 KiB once for each page of 128 characters that texts open, 192 KiB in all |
//! | text, read or explained | 16 MiB | the rest is not read | 32 or 128 bytes a byte at most |
//! | word | 96 folded bytes | a word, found in no table | none |
//! | thread | 2³² - 2 posts | [`Error::TooMany`] | 128 bytes a post besides the posts |
//! | reply chain, quotes, tags, brackets | none | | as above |
//! | counts, times | `u64`, `i64` milliseconds | the nearest that fits | |
//! | network | 2³² posts | left out | see [`Network`] |
//! | network from bytes | what [`Network::to_bytes`] writes | [`Error::Bytes`] with the place | 4 KB and 200 bytes a byte |
//! | payload | 48 levels, 100 where replies nest; 24 bytes an object | an error that says so | 4 times the payload, with all its fields |
//! | payload that ends early | | what is whole, and a note | as above |
//! | weights | ±20 each, known names | an error with the name | 64 KB |
//! | lexicon table | six words a phrase, strengths 1 to 9 | [`Error::Lexicon`] with the line | 16 bytes a byte; 128 where the same words come again and again |
//!
//! `tests/it/bounds.rs`, `bytes.rs`, `memory.rs` and `platforms/hostile.rs` hold the crate to this table.
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
pub use score::speaker_diversity;
pub use score::{Accommodation, Band, PostScores, Quality, Rating, Score, Table, ThreadScores, Traits, Weights};
pub use scorer::Scorer;
pub use signal::Signal;
pub use span::Span;
pub use text::{Reading, Style, Token, TokenKind};
pub use thread::{LiveThread, Patterns, Shape, Spread, Thread};

#[cfg(all(doctest, feature = "platforms"))]
#[doc = include_str!("../README.md")]
mod readme {}
