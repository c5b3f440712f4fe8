//! Discord: a channel as its exporter writes it, messages as the API sends them, one's own data package.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Platform, Room};
use crate::post::{Account, Counts, Format, Kind, Mention, Post, PostRef};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::Discord,
    name: "discord",
    shape: &[
        &["channel", "messages.timestamp"],
        &["guild", "messages.timestamp"],
        &["channel_id", "content", "author"],
        &["ID", "Timestamp", "Contents"],
    ],
    lists: &["", "messages"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Message<'_>>| {
            for message in found.0 {
                message.put(None, out);
            }
        })
    },
};

/// A message, or a channel with some.
#[derive(Default, Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    channel: Option<Channel<'a>>,
    #[serde(default)]
    messages: Few<Message<'a>>,
    #[serde(alias = "ID")]
    id: Option<Id<'a>>,
    channel_id: Option<Id<'a>>,
    /// A word of the exporter, a number of the API.
    r#type: Option<Id<'a>>,
    #[serde(alias = "Contents")]
    content: Option<Text<'a>>,
    author: Option<User<'a>>,
    #[serde(alias = "Timestamp")]
    timestamp: Option<Moment>,
    #[serde(rename = "timestampEdited", alias = "edited_timestamp")]
    edited: Option<Moment>,
    #[serde(default)]
    mentions: Few<User<'a>>,
    #[serde(rename = "reference", alias = "message_reference")]
    other: Option<Reference<'a>>,
    referenced_message: Option<Box<Message<'a>>>,
    #[serde(default)]
    reactions: Few<Reaction>,
}

#[derive(Default, Deserialize)]
struct Channel<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct User<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    #[serde(alias = "username")]
    name: Option<Text<'a>>,
    #[serde(alias = "global_name")]
    nickname: Option<Text<'a>>,
    #[serde(rename = "isBot", alias = "bot")]
    is_bot: Option<bool>,
}

#[derive(Default, Deserialize)]
struct Reference<'a> {
    #[serde(rename = "messageId", alias = "message_id", borrow)]
    message: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Reaction {
    count: Option<Count>,
}

impl<'a> Message<'a> {
    fn put(self, channel: Option<&Cow<'a, str>>, out: &mut Conversation<'a>) {
        if let Some(id) = self.channel.and_then(|channel| wire::id(channel.id)) {
            for message in self.messages.0 {
                message.put(Some(&id), out);
            }
            out.id = Some(id);
            return;
        }
        if self.id.is_none() && self.content.is_none() {
            return;
        }
        let sort = Sort::of(self.r#type.as_ref().map_or("", |kind| &kind.0));
        let other = self.other.and_then(|other| wire::id(other.message));
        let answered = self.referenced_message.as_ref().and_then(|message| message.author.as_ref()?.id.clone());
        let likes = self.reactions.0.iter().filter_map(|reaction| wire::count(reaction.count));
        let mut post = Post {
            id: wire::id(self.id).unwrap_or_default(),
            text: wire::text(self.content).unwrap_or_default(),
            format: Format::Markdown,
            created_at: wire::at(self.timestamp),
            edited_at: wire::at(self.edited),
            reply_to: other.clone().filter(|_| sort == Sort::Reply),
            reply_to_author: answered.map(|id| id.0),
            conversation: wire::id(self.channel_id).or_else(|| channel.cloned()),
            // What points to another message and does not answer it passes it on.
            repost_of: other.filter(|_| sort == Sort::Said).map(|id| PostRef { id, author: None }),
            kind: if sort == Sort::Service { Kind::Service } else { Kind::Message },
            counts: Counts {
                likes: (!self.reactions.0.is_empty()).then(|| likes.fold(0, u64::saturating_add)),
                ..Counts::default()
            },
            ..Post::default()
        };
        if let Some(account) = self.author.and_then(User::account) {
            post.author = Some(account.id.clone());
            post.automated = account.automated;
            out.accounts.push(account);
        }
        mentions(&mut post, self.mentions);
        out.posts.push(post);
        if let Some(message) = self.referenced_message {
            message.put(channel, out);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Said,
    Reply,
    Service,
}

impl Sort {
    fn of(kind: &str) -> Self {
        match kind {
            "Reply" | "19" => Self::Reply,
            // Commands of a menu are said by the program that answers.
            "" | "Default" | "0" | "ChatInputCommand" | "20" | "ContextMenuCommand" | "23" => Self::Said,
            _ => Self::Service,
        }
    }
}

impl<'a> User<'a> {
    fn account(self) -> Option<Account<'a>> {
        Some(Account {
            id: wire::id(self.id)?,
            handle: wire::text(self.name),
            name: wire::text(self.nickname),
            automated: self.is_bot,
            ..Account::default()
        })
    }
}

/// The accounts it names, found as `<@17>` or `@ana`.
fn mentions<'a>(post: &mut Post<'a>, users: Few<User<'a>>) {
    let users: alloc::vec::Vec<_> = users.0.into_iter().filter_map(User::account).collect();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, user) in users.iter().enumerate() {
        for name in [Some(&user.id), user.handle.as_ref(), user.name.as_ref()].into_iter().flatten() {
            names.insert(name, at);
        }
    }
    let mut spans = alloc::vec![None; users.len()];
    for (at, _) in post.text.match_indices('@').take(if users.is_empty() { 0 } else { usize::MAX }) {
        let rest = post.text[at + 1..].trim_start_matches('!');
        // A name may have spaces in it, so it is looked for from its beginning; the longest fits first.
        let found = names.range(..=rest).rev().take(4).find(|(name, _)| rest.starts_with(**name));
        if let Some((name, user)) = found {
            let end = post.text.len() - rest.len() + name.len();
            spans[*user].get_or_insert(Span::new(at as u32, end as u32));
        }
    }
    post.mentions = users.into_iter().zip(spans).map(|(user, span)| Mention { account: user.id, span }).collect();
}
