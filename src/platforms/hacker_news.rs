//! Hacker News: items of the Firebase API, trees and searches of Algolia's.

use alloc::borrow::Cow;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Seconds, Text, Thing};
use super::{Conversation, Note, Platform, Room, Why, html};
use crate::post::{Account, Counts, Format, Kind, Link, Post};

pub(super) const ROOM: Room = Room {
    platform: Platform::HackerNews,
    name: "hacker_news",
    shape: &[
        &["by", "type", "time"],
        &["deleted", "type", "time"],
        &["created_at_i", "children"],
        &["hits.objectID"],
        &["objectID", "created_at_i"],
    ],
    lists: &["", "children", "hits"],
    levels: 100,
    read: |text, out| wire::each(text, |found: Few<Item<'_>>| found.0.into_iter().for_each(|item| item.put(None, out))),
};

/// An item of either API, or a page of found ones.
#[derive(Default, Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    hits: Few<Item<'a>>,
    id: Option<Id<'a>>,
    #[serde(rename = "objectID")]
    object_id: Option<Id<'a>>,
    by: Option<Text<'a>>,
    author: Option<Text<'a>>,
    title: Option<Text<'a>>,
    text: Option<Text<'a>>,
    comment_text: Option<Text<'a>>,
    story_text: Option<Text<'a>>,
    url: Option<Text<'a>>,
    time: Option<Seconds>,
    created_at_i: Option<Seconds>,
    created_at: Option<Moment>,
    parent: Option<Id<'a>>,
    parent_id: Option<Id<'a>>,
    story_id: Option<Id<'a>>,
    /// Whole in Algolia's trees, ids in searches.
    #[serde(default)]
    children: Few<Thing<'a, Item<'a>>>,
    #[serde(default)]
    kids: Few<Id<'a>>,
    score: Option<Count>,
    points: Option<Count>,
    descendants: Option<Count>,
    num_comments: Option<Count>,
    deleted: Option<bool>,
    dead: Option<bool>,
}

impl<'a> Item<'a> {
    fn put(mut self, root: Option<&Cow<'a, str>>, out: &mut Conversation<'a>) {
        for hit in self.hits.0.drain(..) {
            hit.put(None, out);
        }
        let Some(id) = wire::id(self.id.take()).or_else(|| wire::id(self.object_id.take())) else { return };
        let children = core::mem::take(&mut self.children.0);
        let is_story = self.parent.is_none() && self.parent_id.is_none();
        let root =
            wire::id(self.story_id.take()).or_else(|| root.cloned()).or_else(|| Some(id.clone()).filter(|_| is_story));
        // The Firebase API names the replies and leaves fetching them to the reader.
        if !self.kids.0.is_empty() {
            let posts = Some(self.kids.0.len() as u64);
            out.notes.push(Note::More { under: Some(id.to_string()), posts });
        }
        self.item(id, root.clone(), out);
        for child in children {
            if let Thing::Whole(child) = child {
                child.put(root.as_ref(), out);
            }
        }
    }

    fn item(self, id: Cow<'a, str>, root: Option<Cow<'a, str>>, out: &mut Conversation<'a>) {
        let author = wire::text(self.by.or(self.author));
        if let Some(id) = author.clone() {
            out.accounts.push(Account { handle: Some(id.clone()), id, ..Account::default() });
        }
        let is_story = self.parent.is_none() && self.parent_id.is_none();
        let created_at = self.time.or(self.created_at_i).map(|at| at.0).or_else(|| wire::at(self.created_at));
        let words = self.text.or(self.comment_text).or(self.story_text);
        let text = match (wire::text(self.title), wire::text(words)) {
            (Some(title), Some(words)) => Cow::Owned(alloc::format!("{title}<p>{words}")),
            (title, words) => words.or(title).unwrap_or_default(),
        };
        let mut post = Post {
            id,
            text,
            format: Format::Html,
            created_at,
            reply_to: wire::id(self.parent).or_else(|| wire::id(self.parent_id)),
            conversation: root,
            links: wire::text(self.url).into_iter().map(|url| Link { url, span: None }).collect(),
            kind: if is_story { Kind::Article } else { Kind::Comment },
            counts: Counts {
                replies: wire::count(self.descendants.or(self.num_comments)),
                likes: wire::count(self.score.or(self.points)),
                ..Counts::default()
            },
            ..Post::default()
        };
        html::link(&mut post, &[]);
        if is_story {
            out.id = out.id.take().or_else(|| Some(post.id.clone()));
        }
        // Algolia's trees keep a deleted comment as one without author and text.
        let gone = self.deleted == Some(true) || author.is_none() && post.text.is_empty();
        post.author = author;
        if self.dead == Some(true) {
            out.notes.push(Note::Unavailable { id: post.id.to_string(), why: Why::Hidden });
        }
        if gone {
            out.lost(post, Why::Deleted);
        } else {
            out.posts.push(post);
        }
    }
}
