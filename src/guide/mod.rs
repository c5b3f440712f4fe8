//! Chapters to read in one go; all code in them runs.
//!
//! | chapter | when you … |
//! |---|---|
//! | [`embedding`] | have posts in types of your own |
//! | [`reading_a_score`] | got a number and must decide something |
//! | [`tuning`] | have labels from your own place |
//! | [`streams_and_merging`] | score as posts come in, on several machines |
//! | [`threads_and_networks`] | want to know who really talks with whom |
//! | [`adding_a_language`] | miss the words your people use |
//! | [`adding_a_platform`] | have payloads that are not read yet |
//! | [`fairness_and_limits`] | answer for what is done with the scores |

#[doc = include_str!("adding_a_language.md")]
pub mod adding_a_language {}

#[cfg(feature = "platforms")]
#[doc = include_str!("adding_a_platform.md")]
pub mod adding_a_platform {}

#[doc = include_str!("embedding.md")]
pub mod embedding {}

#[doc = include_str!("fairness_and_limits.md")]
pub mod fairness_and_limits {}

#[doc = include_str!("reading_a_score.md")]
pub mod reading_a_score {}

#[doc = include_str!("streams_and_merging.md")]
pub mod streams_and_merging {}

#[doc = include_str!("threads_and_networks.md")]
pub mod threads_and_networks {}

#[doc = include_str!("tuning.md")]
pub mod tuning {}
