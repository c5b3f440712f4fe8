//! A payload of a platform in, one JSON value for each post, for its thread or for each of its authors.

use std::collections::BTreeSet;

use realtalk::platforms::{self, Conversation, Platform};
use realtalk::{Network, Scorer};
use serde_json::Value;

use crate::{Mode, rows};

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

    /// Reads a payload; what is missing from it is told on standard error.
    fn read(self, payload: &str) -> Result<Conversation<'_>, String> {
        let read = match self {
            Self::Auto => platforms::read(payload),
            Self::Told(platform) => platforms::read_as(platform, payload),
        };
        let conversation = read.map_err(|error| error.to_string())?;
        for note in &conversation.notes {
            eprintln!("score: {note}");
        }
        Ok(conversation)
    }
}

pub(crate) fn rows(
    scorer: &Scorer,
    payload: &str,
    from: From,
    (mode, explain): (Mode, bool),
) -> Result<Vec<Value>, String> {
    let conversation = from.read(payload)?;
    match mode {
        Mode::Posts => Ok(conversation.posts.iter().map(|post| rows::post(scorer, post, explain)).collect()),
        Mode::Threads => {
            let thread = conversation.into_thread().map_err(|error| error.to_string())?;
            Ok(vec![rows::explained_thread(scorer, &thread, explain)])
        }
        Mode::Accounts => {
            let mut network = Network::new();
            for post in &conversation.posts {
                network.observe(post, &scorer.score(post));
            }
            let authors: BTreeSet<&str> = conversation.posts.iter().filter_map(|post| post.author.as_deref()).collect();
            Ok(authors.iter().map(|author| rows::account(&network, author, explain)).collect())
        }
    }
}
