//! Threads: posts, replies and conversations of its API.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why};
use crate::post::{Account, Link, Post, PostRef};

pub(super) const ROOM: Room = Room {
    platform: Platform::Threads,
    name: "threads",
    shape: &[
        &["data.timestamp", "data.is_reply"],
        &["data.timestamp", "data.has_replies"],
        &["data.timestamp", "data.is_quote_post"],
        &["data.timestamp", "data.root_post"],
        &["data.timestamp", "data.media_product_type"],
        &["timestamp", "is_reply"],
        &["timestamp", "has_replies"],
        &["timestamp", "is_quote_post"],
        &["timestamp", "root_post"],
        &["timestamp", "media_product_type"],
    ],
    lists: &["", "data"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Entry<'_>>| {
            for entry in found.0 {
                entry.put(out);
            }
        })
    },
};

/// A post, or a page of them.
#[derive(Default, Deserialize)]
struct Entry<'a> {
    #[serde(borrow, default)]
    data: Few<Entry<'a>>,
    paging: Option<Paging<'a>>,
    id: Option<Id<'a>>,
    username: Option<Text<'a>>,
    owner: Option<Owner<'a>>,
    text: Option<Text<'a>>,
    media_type: Option<Text<'a>>,
    timestamp: Option<Moment>,
    replied_to: Option<Box<Entry<'a>>>,
    root_post: Option<Box<Entry<'a>>>,
    quoted_post: Option<Box<Entry<'a>>>,
    reposted_post: Option<Box<Entry<'a>>>,
    link_attachment_url: Option<Text<'a>>,
    topic_tag: Option<Text<'a>>,
    hide_status: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Owner<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Paging<'a> {
    #[serde(borrow)]
    next: Option<Text<'a>>,
}

impl<'a> Entry<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        for post in self.data.0 {
            post.put(out);
        }
        if self.paging.is_some_and(|paging| paging.next.is_some()) {
            out.notes.push(Note::More { under: None, posts: None });
        }
        // Where it stands and what it speaks of are often ids and nothing more.
        if self.text.is_none() && self.timestamp.is_none() {
            return;
        }
        let handle = wire::text(self.username);
        // The name is what every post has: the owner's number comes only with one's own.
        let author = handle.clone().or_else(|| self.owner.and_then(|owner| wire::id(owner.id)));
        if let Some(id) = author.clone() {
            out.accounts.push(Account { id, handle, ..Account::default() });
        }
        let id = wire::id(self.id).unwrap_or_default();
        if self.hide_status.is_some_and(|status| matches!(&*status.0, "HIDDEN" | "COVERED" | "BLOCKED" | "RESTRICTED"))
        {
            out.notes.push(Note::Unavailable { id: id.to_string(), why: Why::Hidden });
        }
        let is_repost = self.media_type.is_some_and(|kind| kind.0 == "REPOST_FACADE");
        let reposted = self.reposted_post.as_ref().map(|post| post.named());
        let root = self.root_post.and_then(|post| wire::id(post.id));
        out.posts.push(Post {
            author,
            text: wire::text(self.text).unwrap_or_default(),
            created_at: wire::at(self.timestamp),
            reply_to_author: self.replied_to.as_ref().and_then(|post| post.named().author),
            reply_to: self.replied_to.and_then(|post| wire::id(post.id)),
            conversation: root,
            links: wire::text(self.link_attachment_url).into_iter().map(|url| Link { url, span: None }).collect(),
            hashtags: wire::text(self.topic_tag).into_iter().collect(),
            repost_of: reposted.or_else(|| is_repost.then(PostRef::default)),
            quotes: self.quoted_post.as_ref().map(|post| post.named()).into_iter().collect(),
            id,
            ..Post::default()
        });
        for post in [self.quoted_post, self.reposted_post].into_iter().flatten() {
            post.put(out);
        }
    }

    fn named(&self) -> PostRef<'a> {
        let id = self.id.as_ref().map_or(Cow::Borrowed(""), |id| id.0.clone());
        PostRef { id, author: self.username.as_ref().map(|name| name.0.clone()) }
    }
}
