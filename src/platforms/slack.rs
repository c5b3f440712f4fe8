//! Slack: a day of a channel's export, or the history of a channel.

use alloc::borrow::Cow;
use alloc::string::String;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Seconds, Text};
use super::{Conversation, Note, Platform, Room, Why, html};
use crate::post::{Account, Counts, Kind, Link, Mention, Post};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::Slack,
    name: "slack",
    shape: &[&["ts", "text"], &["messages.ts", "messages.text"]],
    lists: &["", "messages"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Message<'_>>| {
            for message in found.0 {
                message.put(out);
            }
        })
    },
};

/// A message, or what holds some.
#[derive(Default, Deserialize)]
struct Message<'a> {
    #[serde(borrow, default)]
    messages: Few<Message<'a>>,
    has_more: Option<bool>,
    ts: Option<Id<'a>>,
    #[serde(rename = "thread_ts")]
    thread: Option<Id<'a>>,
    subtype: Option<Text<'a>>,
    user: Option<Id<'a>>,
    bot_id: Option<Id<'a>>,
    username: Option<Text<'a>>,
    user_profile: Option<Profile<'a>>,
    parent_user_id: Option<Id<'a>>,
    text: Option<Text<'a>>,
    edited: Option<Edited>,
    reply_count: Option<Count>,
    #[serde(default)]
    reactions: Few<Reaction>,
    hidden: Option<bool>,
}

#[derive(Default, Deserialize)]
struct Profile<'a> {
    #[serde(borrow)]
    name: Option<Text<'a>>,
    real_name: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Edited {
    ts: Option<Seconds>,
}

#[derive(Default, Deserialize)]
struct Reaction {
    count: Option<Count>,
}

impl<'a> Message<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        for message in self.messages.0 {
            message.put(out);
        }
        if self.has_more == Some(true) {
            out.notes.push(Note::More { under: None, posts: None });
        }
        let Some(ts) = wire::id(self.ts) else { return };
        let subtype = wire::text(self.subtype).unwrap_or_default();
        let is_bot = subtype == "bot_message" || self.bot_id.is_some();
        let author = wire::id(self.user).or_else(|| wire::id(self.bot_id));
        let profile = self.user_profile.unwrap_or_default();
        if let Some(id) = author.clone() {
            out.accounts.push(Account {
                id,
                handle: wire::text(profile.name).or_else(|| wire::text(self.username)),
                name: wire::text(profile.real_name),
                // Only programs bear a sign; people have none.
                automated: is_bot.then_some(true),
                ..Account::default()
            });
        }
        let thread = wire::id(self.thread);
        let likes = self.reactions.0.iter().filter_map(|reaction| wire::count(reaction.count));
        let mut post = Post {
            author,
            text: wire::text(self.text).unwrap_or_default(),
            // A message is known by the moment it was sent.
            created_at: wire::seconds(&ts),
            edited_at: self.edited.and_then(|edited| edited.ts).map(|at| at.0),
            reply_to: thread.clone().filter(|thread| *thread != ts),
            reply_to_author: wire::id(self.parent_user_id),
            conversation: thread,
            kind: if is_service(&subtype) { Kind::Service } else { Kind::Message },
            counts: Counts {
                replies: wire::count(self.reply_count),
                likes: (!self.reactions.0.is_empty()).then(|| likes.fold(0, u64::saturating_add)),
                ..Counts::default()
            },
            automated: is_bot.then_some(true),
            id: ts,
            ..Post::default()
        };
        marks(&mut post);
        if subtype == "tombstone" || subtype == "message_deleted" || self.hidden == Some(true) {
            out.lost(post, Why::Deleted);
        } else {
            out.posts.push(post);
        }
    }
}

/// Joining, leaving, renaming, pinning: subtypes are notices, but for those in which someone speaks.
fn is_service(subtype: &str) -> bool {
    !matches!(subtype, "" | "bot_message" | "me_message" | "thread_broadcast" | "file_share" | "file_comment")
}

/// Finds `<@U123|ana>` and `<https://kiln.example|the kiln>`, their brackets and labels left out of the
/// span, and decodes `&amp;`, `&lt;` and `&gt;` on the way.
fn marks(post: &mut Post<'_>) {
    let text = core::mem::take(&mut post.text);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, (inside, after))) = rest.split_once('<').and_then(|(b, r)| Some((b, r.split_once('>')?))) {
        out.push_str(&html::decode(before));
        let inside = html::decode(inside);
        let name = inside.split('|').next().unwrap_or("");
        let start = out.len() as u32 + 1;
        let span = Some(Span::new(start, start + name.len() as u32));
        if let Some(id) = name.strip_prefix('@') {
            post.mentions.push(Mention { account: Cow::Owned(id.into()), span });
        } else if name.contains(':') {
            post.links.push(Link { url: Cow::Owned(name.into()), span });
        }
        out.extend(["<", &inside, ">"]);
        rest = after;
    }
    out.push_str(&html::decode(rest));
    post.text = if out == text { text } else { Cow::Owned(out) };
}
