//! Instagram Graph: media with their comments and replies.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why};
use crate::post::{Account, Counts, Kind, Post};

pub(super) const ROOM: Room = Room {
    platform: Platform::Instagram,
    name: "instagram",
    shape: &[
        &["media_type", "timestamp"],
        &["text", "timestamp", "media"],
        &["text", "timestamp", "username", "like_count"],
        &["data.timestamp", "data.text"],
        &["data.timestamp", "data.media_type"],
        &["mentioned_comment"],
        &["mentioned_media"],
        &["media.data.timestamp"],
    ],
    lists: &["", "data"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Entry<'_>>| {
            for entry in found.0 {
                entry.put(&Under::default(), out);
            }
        })?;
        name(out);
        Ok(())
    },
};

/// Replies come with a name alone: they are given the number that the name bears elsewhere.
fn name(out: &mut Conversation<'_>) {
    let numbered = out.accounts.iter().filter_map(|account| Some((account.handle.clone()?, account.id.clone())));
    let ids: BTreeMap<_, _> = numbered.filter(|(handle, id)| handle != id).collect();
    let authors = out.posts.iter_mut().flat_map(|post| [&mut post.author, &mut post.reply_to_author]).flatten();
    for author in authors.chain(out.accounts.iter_mut().map(|account| &mut account.id)) {
        if let Some(id) = ids.get(author) {
            author.clone_from(id);
        }
    }
}

/// A medium or a comment, or what holds some.
#[derive(Default, Deserialize)]
struct Entry<'a> {
    #[serde(borrow, default)]
    data: Few<Entry<'a>>,
    /// The media of a user; the medium of a comment.
    media: Option<Box<Entry<'a>>>,
    mentioned_comment: Option<Box<Entry<'a>>>,
    mentioned_media: Option<Box<Entry<'a>>>,
    comments: Option<Box<Entry<'a>>>,
    replies: Option<Box<Entry<'a>>>,
    paging: Option<Paging<'a>>,
    id: Option<Id<'a>>,
    parent_id: Option<Id<'a>>,
    user: Option<Person<'a>>,
    owner: Option<Person<'a>>,
    from: Option<Person<'a>>,
    username: Option<Text<'a>>,
    text: Option<Text<'a>>,
    caption: Option<Text<'a>>,
    media_type: Option<Text<'a>>,
    timestamp: Option<Moment>,
    like_count: Option<Count>,
    comments_count: Option<Count>,
    hidden: Option<bool>,
}

#[derive(Default, Deserialize)]
struct Paging<'a> {
    #[serde(borrow)]
    next: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Person<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    username: Option<Text<'a>>,
}

#[derive(Clone, Default)]
struct Under<'a> {
    id: Option<Cow<'a, str>>,
    author: Option<Cow<'a, str>>,
    root: Option<Cow<'a, str>>,
}

impl<'a> Entry<'a> {
    fn put(mut self, under: &Under<'a>, out: &mut Conversation<'a>) {
        for entry in core::mem::take(&mut self.data.0) {
            entry.put(under, out);
        }
        for entry in [self.mentioned_comment.take(), self.mentioned_media.take()].into_iter().flatten() {
            entry.put(under, out);
        }
        if self.paging.take().is_some_and(|paging| paging.next.is_some()) {
            out.notes.push(Note::More { under: under.id.as_ref().map(ToString::to_string), posts: None });
        }
        let is_comment = self.text.is_some() || self.media_type.is_none();
        let media = self.media.take();
        if self.text.is_none() && self.caption.is_none() && self.timestamp.is_none() {
            if let Some(media) = media {
                media.put(under, out);
            }
            return;
        }
        // A comment's medium is where it stands, even where nothing more is said of it.
        let on = media.and_then(|media| wire::id(media.id));
        let (comments, replies) = (self.comments.take(), self.replies.take());
        let mut post = self.post(is_comment, out);
        post.conversation = under.root.clone().or_else(|| on.clone());
        post.reply_to = post.reply_to.or_else(|| under.id.clone()).or(on);
        post.reply_to_author.clone_from(&under.author);
        let under = Under {
            id: Some(post.id.clone()),
            author: post.author.clone(),
            root: post.conversation.clone().or_else(|| Some(post.id.clone()).filter(|_| !is_comment)),
        };
        out.posts.push(post);
        for edge in comments.into_iter().chain(replies) {
            edge.put(&under, out);
        }
    }

    fn post(self, is_comment: bool, out: &mut Conversation<'a>) -> Post<'a> {
        let person = self.user.or(self.owner).or(self.from).unwrap_or_default();
        let handle = wire::text(self.username).or_else(|| wire::text(person.username));
        let author = wire::id(person.id).or_else(|| handle.clone());
        if let Some(id) = author.clone() {
            out.accounts.push(Account { id, handle, ..Account::default() });
        }
        let id = wire::id(self.id).unwrap_or_default();
        if self.hidden == Some(true) {
            out.notes.push(Note::Unavailable { id: id.to_string(), why: Why::Hidden });
        }
        Post {
            id,
            author,
            text: wire::text(self.text.or(self.caption)).unwrap_or_default(),
            created_at: wire::at(self.timestamp),
            reply_to: wire::id(self.parent_id),
            kind: if is_comment { Kind::Comment } else { Kind::Status },
            counts: Counts {
                replies: wire::count(self.comments_count),
                likes: wire::count(self.like_count),
                ..Counts::default()
            },
            ..Post::default()
        }
    }
}
