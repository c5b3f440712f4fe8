//! What is wrong with a payload.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::ROOMS;

/// What is wrong with a payload; each variant says where.
///
/// ```
/// use realtalk::platforms::{self, Error, Platform};
/// let error = platforms::read_as(Platform::X, r#"{"data": [{"id": "1", "text": ["hi"]}]}"#).unwrap_err();
/// assert!(matches!(error, Error::Field { ref path, .. } if path == "data[0].text"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A field that is not what the platform writes there.
    #[error("{path}: {found} at line {line} column {column}")]
    Field {
        /// The way to it: `data[3].entities.mentions[0].start`.
        path: String,
        /// What was found and what was wanted.
        found: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// No JSON.
    #[error("no JSON: {found} at line {line} column {column}")]
    Json {
        /// What was found or wanted.
        found: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Bytes that are no UTF-8.
    #[error("no UTF-8 at byte {at}")]
    Utf8 {
        /// The first of them.
        at: usize,
    },
    /// Nested deeper than is read.
    #[error("nested deeper than {levels} levels at byte {at}")]
    Depth {
        /// How deep is read.
        levels: usize,
        /// The first byte deeper than that.
        at: usize,
    },
    /// Megabytes of objects with next to nothing in them: no posts, but as costly as if they were.
    #[error("{items} objects in {bytes} bytes found, wanted 24 bytes each at least")]
    Hollow {
        /// Objects that are items of lists.
        items: usize,
        /// The payload's length.
        bytes: usize,
    },
    /// It ends before anything is whole.
    #[error("the payload ends at byte {at}, before anything in it is whole")]
    Truncated {
        /// Its length.
        at: usize,
    },
    /// The shape of no platform's payload.
    #[error("no platform's shape: found {}, considered {}", Listed(.found), Considered)]
    Unknown {
        /// Fields found in it, up to a dozen.
        found: Vec<String>,
    },
    /// No platform of that name.
    #[error("no platform {found:?}, wanted one of {}", Considered)]
    Platform {
        /// The name.
        found: String,
    },
}

struct Listed<'e>(&'e [String]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("no field"),
            fields => f.write_str(&fields.join(", ")),
        }
    }
}

struct Considered;

impl fmt::Display for Considered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, room) in ROOMS.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            f.write_str(room.name)?;
        }
        Ok(())
    }
}
