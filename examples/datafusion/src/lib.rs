//! The ratings of `realtalk` as functions of Apache DataFusion, and its network as an aggregate.
//!
//! | function | gives |
//! |---|---|
//! | `passion(text)`, `authenticity(text)`, `spam_risk(text)`, `conversational(text)` | a score, 0 to 1 |
//! | `realtalk(text)` | a struct of all four scores, each with its confidence |
//! | `talk_profile(id, author, text, created_at, reply_to, reply_to_author)` | a list of structs, one for each author |
//! | `talk_network(…)`, of the same columns | the network itself, as `Network::to_bytes` writes it |
//!
//! Texts are read where they lie in Arrow's string views, into which other strings turn without a copy
//! of their bytes. The partial state of both aggregates is `Network::to_bytes`: partitions may be cut
//! anywhere and merged in any order.

mod aggregate;
mod authors;
pub mod made;
mod scalar;

pub use aggregate::profiles;
pub use authors::{COLUMNS, authors, posts, query};

use datafusion::common::Result;
use datafusion::execution::FunctionRegistry;

/// Makes the functions known to a session.
///
/// # Errors
/// For a registry that takes none.
pub fn register(session: &mut impl FunctionRegistry) -> Result<()> {
    scalar::functions().try_for_each(|function| session.register_udf(function.into()).map(drop))?;
    aggregate::functions().try_for_each(|function| session.register_udaf(function.into()).map(drop))
}
