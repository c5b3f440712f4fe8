//! `YouTube`: comment threads and comments.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why, html};
use crate::post::{Account, Counts, Format, Kind, Post};

pub(super) const ROOM: Room = Room {
    platform: Platform::YouTube,
    name: "youtube",
    shape: &[
        &["items.snippet.topLevelComment"],
        &["items.snippet.textDisplay"],
        &["snippet.topLevelComment"],
        &["snippet.textDisplay"],
    ],
    lists: &["", "items", "comments"],
    levels: 48,
    read: |text, out| wire::each(text, |found: Few<Entry<'_>>| found.0.into_iter().for_each(|entry| entry.put(out))),
};

/// A comment or a thread of them, or a page of either.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    #[serde(borrow, default)]
    items: Few<Entry<'a>>,
    next_page_token: Option<Text<'a>>,
    id: Option<Id<'a>>,
    snippet: Option<Box<Snippet<'a>>>,
    replies: Option<Replies<'a>>,
}

#[derive(Default, Deserialize)]
struct Replies<'a> {
    #[serde(borrow, default)]
    comments: Few<Entry<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Snippet<'a> {
    #[serde(borrow)]
    top_level_comment: Option<Box<Entry<'a>>>,
    total_reply_count: Option<Count>,
    video_id: Option<Id<'a>>,
    channel_id: Option<Id<'a>>,
    parent_id: Option<Id<'a>>,
    author_channel_id: Option<Channel<'a>>,
    author_display_name: Option<Text<'a>>,
    text_original: Option<Text<'a>>,
    text_display: Option<Text<'a>>,
    like_count: Option<Count>,
    moderation_status: Option<Text<'a>>,
    published_at: Option<Moment>,
    updated_at: Option<Moment>,
}

#[derive(Default, Deserialize)]
struct Channel<'a> {
    #[serde(borrow)]
    value: Option<Id<'a>>,
}

impl<'a> Entry<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        for entry in self.items.0 {
            entry.put(out);
        }
        if self.next_page_token.is_some() {
            out.notes.push(Note::More { under: None, posts: None });
        }
        let here = self.replies.as_ref().map_or(0, |replies| replies.comments.0.len() as u64);
        if let Some(mut snippet) = self.snippet.map(|snippet| *snippet) {
            match snippet.top_level_comment.take() {
                Some(top) => {
                    // A thread: its comment lacks only how many replies there are.
                    let at = out.posts.len();
                    top.put(out);
                    out.id = out.id.take().or_else(|| wire::id(snippet.video_id));
                    out.owner = out.owner.take().or_else(|| wire::id(snippet.channel_id));
                    let total = wire::count(snippet.total_reply_count);
                    if let Some(post) = out.posts.get_mut(at) {
                        post.counts.replies = total;
                        let more = total.unwrap_or(0).saturating_sub(here);
                        let under = Some(post.id.to_string());
                        out.notes.extend((more > 0).then_some(Note::More { under, posts: Some(more) }));
                    }
                }
                None => snippet.put(wire::id(self.id).unwrap_or_default(), out),
            }
        }
        self.replies.into_iter().flat_map(|replies| replies.comments.0).for_each(|reply| reply.put(out));
    }
}

impl<'a> Snippet<'a> {
    fn put(self, id: Cow<'a, str>, out: &mut Conversation<'a>) {
        let author = self.author_channel_id.and_then(|channel| wire::id(channel.value));
        let name = wire::text(self.author_display_name);
        if let Some(id) = author.clone() {
            // Handles are shown as names, with their `@`.
            let handle = name.clone().filter(|name| name.starts_with('@'));
            out.accounts.push(Account { id, handle, name, ..Account::default() });
        }
        let created_at = wire::at(self.published_at);
        let original = wire::text(self.text_original);
        if self.moderation_status.is_some_and(|status| status.0 == "rejected") {
            out.notes.push(Note::Unavailable { id: id.to_string(), why: Why::Hidden });
        }
        let mut post = Post {
            id,
            author,
            format: if original.is_some() { Format::Plain } else { Format::Html },
            text: original.or_else(|| wire::text(self.text_display)).unwrap_or_default(),
            created_at,
            edited_at: wire::at(self.updated_at).filter(|at| Some(*at) != created_at),
            reply_to: wire::id(self.parent_id),
            conversation: wire::id(self.video_id),
            kind: Kind::Comment,
            counts: Counts { likes: wire::count(self.like_count), ..Counts::default() },
            ..Post::default()
        };
        if post.format == Format::Html {
            html::link(&mut post, &[]);
        }
        out.posts.push(post);
    }
}
