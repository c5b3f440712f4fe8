//! Telegram: the export of a chat, or of all of them. Texts come in segments, so nothing is counted.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Seconds, Text, Thing};
use super::{Conversation, Platform, Room};
use crate::post::{Account, Counts, Kind, Link, Mention, Post, PostRef};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::Telegram,
    name: "telegram",
    shape: &[
        &["messages.from_id"],
        &["messages.text_entities"],
        &["messages.date_unixtime"],
        &["chats.list.messages"],
        &["messages.date", "messages.from"],
    ],
    lists: &["", "messages"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Export<'_>>| {
            for export in found.0 {
                export.put(out);
            }
        })?;
        // Several chats are no one conversation; each post says which it is of.
        let first = out.posts.first().and_then(|post| post.conversation.clone());
        out.id = first.filter(|first| out.posts.iter().all(|post| post.conversation.as_ref() == Some(first)));
        Ok(())
    },
};

/// A chat, or what holds some.
#[derive(Default, Deserialize)]
struct Export<'a> {
    #[serde(borrow)]
    chats: Option<Chats<'a>>,
    id: Option<Id<'a>>,
    #[serde(default)]
    messages: Few<Message<'a>>,
}

#[derive(Default, Deserialize)]
struct Chats<'a> {
    #[serde(borrow, default)]
    list: Few<Export<'a>>,
}

#[derive(Default, Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    r#type: Option<Text<'a>>,
    date: Option<Moment>,
    date_unixtime: Option<Seconds>,
    edited: Option<Moment>,
    edited_unixtime: Option<Seconds>,
    from: Option<Text<'a>>,
    from_id: Option<Id<'a>>,
    actor: Option<Text<'a>>,
    actor_id: Option<Id<'a>>,
    reply_to_message_id: Option<Id<'a>>,
    #[serde(default)]
    text: Few<Thing<'a, Segment<'a>>>,
    #[serde(default)]
    text_entities: Few<Segment<'a>>,
    forwarded_from: Option<Text<'a>>,
    via_bot: Option<Text<'a>>,
    #[serde(default)]
    reactions: Few<Reaction>,
}

#[derive(Default, Deserialize)]
struct Segment<'a> {
    #[serde(borrow)]
    r#type: Option<Text<'a>>,
    text: Option<Text<'a>>,
    href: Option<Text<'a>>,
    user_id: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Reaction {
    count: Option<Count>,
}

impl<'a> Export<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        for chat in self.chats.into_iter().flat_map(|chats| chats.list.0) {
            chat.put(out);
        }
        let chat = wire::id(self.id);
        for message in self.messages.0 {
            message.put(chat.as_ref(), out);
        }
    }
}

impl<'a> Message<'a> {
    fn put(self, chat: Option<&Cow<'a, str>>, out: &mut Conversation<'a>) {
        // Messages are numbered in each chat anew.
        let place = |id: Option<Id<'a>>| match (chat, wire::id(id)) {
            (Some(chat), Some(id)) => Some(Cow::Owned(alloc::format!("{chat}/{id}"))),
            (_, id) => id,
        };
        let is_service = self.r#type.is_some_and(|kind| kind.0 == "service");
        let author = wire::id(self.from_id.or(self.actor_id));
        let name = wire::text(self.from.or(self.actor));
        if let Some(id) = author.clone() {
            out.accounts.push(Account { id, name: name.clone(), ..Account::default() });
        }
        let likes = self.reactions.0.iter().filter_map(|reaction| wire::count(reaction.count));
        let mut post = Post {
            id: place(self.id).unwrap_or_default(),
            author: author.or(name),
            created_at: self.date_unixtime.map(|at| at.0).or(wire::at(self.date)),
            edited_at: self.edited_unixtime.map(|at| at.0).or(wire::at(self.edited)),
            reply_to: place(self.reply_to_message_id),
            conversation: chat.cloned(),
            // Of a forwarded message only its author's name is kept.
            repost_of: self.forwarded_from.map(|name| PostRef { id: Cow::Borrowed(""), author: Some(name.0) }),
            kind: if is_service { Kind::Service } else { Kind::Message },
            counts: Counts {
                likes: (!self.reactions.0.is_empty()).then(|| likes.fold(0, u64::saturating_add)),
                ..Counts::default()
            },
            client: wire::text(self.via_bot),
            ..Post::default()
        };
        let plain = self.text.0.into_iter().map(Segment::of);
        let segments: Vec<_> = if self.text_entities.0.is_empty() { plain.collect() } else { self.text_entities.0 };
        join(&mut post, segments);
        out.posts.push(post);
    }
}

impl<'a> Segment<'a> {
    fn of(thing: Thing<'a, Self>) -> Self {
        match thing {
            Thing::Named(text) => Self { text: Some(Text(text)), ..Self::default() },
            Thing::Whole(segment) => *segment,
        }
    }
}

/// The segments as one text, and what they are as spans of it.
fn join<'a>(post: &mut Post<'a>, segments: Vec<Segment<'a>>) {
    let alone = segments.len() == 1;
    let mut all = String::new();
    for segment in segments {
        let text = wire::text(segment.text).unwrap_or_default();
        let start = all.len() as u32;
        let span = Some(Span::new(start, start + text.len() as u32));
        match segment.r#type.as_ref().map(|kind| &*kind.0) {
            Some("mention") => {
                let account = Cow::Owned(text.trim_start_matches('@').into());
                post.mentions.push(Mention { account, span });
            }
            Some("mention_name") => {
                let account =
                    wire::id(segment.user_id).map_or_else(|| text.clone(), |id| alloc::format!("user{id}").into());
                post.mentions.push(Mention { account, span });
            }
            Some("link") => post.links.push(Link { url: text.clone(), span }),
            Some("text_link") => {
                post.links.push(Link { url: wire::text(segment.href).unwrap_or_else(|| text.clone()), span });
            }
            Some("hashtag") => post.hashtags.push(Cow::Owned(text.trim_start_matches('#').into())),
            _ => {}
        }
        if alone {
            post.text = text;
            return;
        }
        all.push_str(&text);
    }
    post.text = Cow::Owned(all);
}
