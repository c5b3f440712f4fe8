//! A payload of a platform in, a conversation out.

use realtalk::platforms::{self, Conversation, Platform};

/// Where the payload comes from; `auto` tells by its shape.
#[derive(Clone, Copy)]
pub(crate) enum From {
    Auto,
    Told(Platform),
}

impl From {
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        match name {
            "auto" => Ok(Self::Auto),
            name => name.parse().map(Self::Told).map_err(|error| error.to_string()),
        }
    }

    pub(crate) fn read(self, payload: &str) -> Result<Conversation<'_>, String> {
        let read = match self {
            Self::Auto => platforms::read(payload),
            Self::Told(platform) => platforms::read_as(platform, payload),
        };
        read.map_err(|error| error.to_string())
    }
}
