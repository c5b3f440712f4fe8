//! Discourse: topics and lists of posts. Posts answer each other by their number in the topic.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why, html};
use crate::post::{Account, Counts, Format, Kind, Post, PostRef};

pub(super) const ROOM: Room = Room {
    platform: Platform::Discourse,
    name: "discourse",
    shape: &[&["post_stream.posts"], &["cooked", "topic_id"], &["latest_posts.cooked"]],
    lists: &["", "posts", "latest_posts"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Entry<'_>>| {
            for entry in found.0 {
                entry.put(out);
            }
        })?;
        number(out);
        Ok(())
    },
};

/// Mentions and quotes name people as they are called: they are given the number, where it is known.
fn number(out: &mut Conversation<'_>) {
    let called = out.accounts.iter().filter_map(|account| Some((account.handle.clone()?, account.id.clone())));
    let ids: BTreeMap<_, _> = called.collect();
    for post in &mut out.posts {
        let mentioned = post.mentions.iter_mut().map(|mention| &mut mention.account);
        for name in mentioned.chain(post.quotes.iter_mut().filter_map(|quote| quote.author.as_mut())) {
            if let Some(id) = ids.get(name) {
                name.clone_from(id);
            }
        }
    }
}

/// A post or a topic.
#[derive(Default, Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    post_stream: Option<Stream<'a>>,
    #[serde(default)]
    latest_posts: Few<Entry<'a>>,
    id: Option<Id<'a>>,
    user_id: Option<Id<'a>>,
    username: Option<Text<'a>>,
    name: Option<Text<'a>>,
    topic_id: Option<Id<'a>>,
    post_number: Option<Count>,
    reply_to_post_number: Option<Count>,
    reply_to_user: Option<User<'a>>,
    cooked: Option<Text<'a>>,
    raw: Option<Text<'a>>,
    created_at: Option<Moment>,
    updated_at: Option<Moment>,
    version: Option<Count>,
    reply_count: Option<Count>,
    quote_count: Option<Count>,
    reads: Option<Count>,
    #[serde(default)]
    actions_summary: Few<Action>,
    action_code: Option<Text<'a>>,
    hidden: Option<bool>,
    user_deleted: Option<bool>,
    deleted_at: Option<Moment>,
}

#[derive(Default, Deserialize)]
struct Stream<'a> {
    #[serde(borrow, default)]
    posts: Few<Entry<'a>>,
    #[serde(default)]
    stream: Few<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct User<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    username: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Action {
    id: Option<Count>,
    count: Option<Count>,
}

/// Of the kinds of action the one that is a like.
const LIKE: u64 = 2;

impl<'a> Entry<'a> {
    fn put(mut self, out: &mut Conversation<'a>) {
        if let Some(stream) = self.post_stream {
            out.id = wire::id(self.id);
            let before = out.posts.len();
            for post in stream.posts.0 {
                post.put(out);
            }
            out.owner = out.posts.get(before).and_then(|post| post.author.clone());
            // The stream names all posts of the topic, of which the first twenty come along.
            let more = stream.stream.0.len().saturating_sub(out.posts.len() - before);
            out.notes.extend((more > 0).then_some(Note::More { under: None, posts: Some(more as u64) }));
            return;
        }
        for post in self.latest_posts.0.drain(..) {
            post.put(out);
        }
        if self.cooked.is_some() || self.raw.is_some() {
            self.post(out);
        }
    }

    fn post(self, out: &mut Conversation<'a>) {
        let topic = wire::id(self.topic_id);
        // What posts call each other: `topic/number`.
        let place = |number: Option<Count>| Some(Cow::Owned(alloc::format!("{}/{}", topic.as_deref()?, number?.0)));
        let author = wire::id(self.user_id).or_else(|| wire::text(self.username.clone()));
        // The system and other programs have numbers below zero.
        let automated = author.as_ref().map(|id| id.starts_with('-'));
        if let Some(id) = author.clone() {
            let (handle, name) = (wire::text(self.username), wire::text(self.name));
            out.accounts.push(Account { id, handle, name, automated, ..Account::default() });
        }
        let lost = match (self.user_deleted, self.deleted_at.is_some(), self.hidden) {
            (Some(true), ..) => Some(Why::Deleted),
            (_, true, _) => Some(Why::Removed),
            (.., Some(true)) => Some(Why::Hidden),
            _ => None,
        };
        let is_first = self.post_number.is_some_and(|number| number.0 == 1);
        let answered = self.reply_to_user.map(|user| (wire::id(user.id), wire::text(user.username)));
        let likes = self.actions_summary.0.iter().find(|action| action.id.is_some_and(|id| id.0 == LIKE));
        let mut post = Post {
            id: place(self.post_number).or_else(|| wire::id(self.id)).unwrap_or_default(),
            author,
            format: if self.cooked.is_some() { Format::Html } else { Format::Markdown },
            text: wire::text(self.cooked.or(self.raw)).unwrap_or_default(),
            created_at: wire::at(self.created_at),
            // Other things than edits touch a post: its version counts those.
            edited_at: wire::at(self.updated_at).filter(|_| self.version.is_some_and(|version| version.0 > 1)),
            // Without a number it answers the topic.
            reply_to: match (self.reply_to_post_number, is_first) {
                (_, true) => None,
                (Some(number), _) => place(Some(number)),
                (None, _) => place(Some(Count(1))),
            },
            reply_to_author: answered.and_then(|(id, name)| id.or(name)),
            kind: match (self.action_code.is_some(), is_first) {
                (true, _) => Kind::Service,
                (_, true) => Kind::Article,
                _ => Kind::Comment,
            },
            counts: Counts {
                replies: wire::count(self.reply_count),
                quotes: wire::count(self.quote_count),
                likes: likes.and_then(|action| wire::count(action.count)),
                views: wire::count(self.reads),
                ..Counts::default()
            },
            automated,
            conversation: topic,
            ..Post::default()
        };
        if post.format == Format::Html {
            html::link_by_class(&mut post);
            post.quotes = quotes(&post.text);
        }
        match lost {
            Some(why @ (Why::Deleted | Why::Removed)) => out.lost(post, why),
            why => {
                let note = |why| Note::Unavailable { id: post.id.to_string(), why };
                out.notes.extend(why.map(note));
                out.posts.push(post);
            }
        }
    }
}

/// What stands in `<aside class="quote" data-username data-post data-topic>`.
fn quotes<'a>(html: &str) -> Vec<PostRef<'a>> {
    let quote = |tag: html::Tag<'_>| {
        let (topic, number) = (tag.attribute("data-topic")?, tag.attribute("data-post")?);
        let id = Cow::Owned(alloc::format!("{topic}/{number}"));
        Some(PostRef { id, author: tag.attribute("data-username").map(Cow::Owned) })
    };
    html::tags(html).filter(|tag| tag.has_class("quote")).filter_map(quote).collect()
}
