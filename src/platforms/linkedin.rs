//! `LinkedIn`: comments (social actions) and posts.
//!
//! In which unit offsets count is not documented; UTF-16 is assumed.

use alloc::borrow::Cow;

use serde::Deserialize;

use super::offsets::Ruler;
use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room};
use crate::post::{Account, Counts, Kind, Mention, Post, PostRef};

pub(super) const ROOM: Room = Room {
    platform: Platform::LinkedIn,
    name: "linkedin",
    shape: &[
        &["elements.actor", "elements.message"],
        &["actor", "message.text"],
        &["elements.author", "elements.commentary"],
        &["author", "commentary"],
    ],
    lists: &["", "elements"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Entry<'_>>| {
            for entry in found.0 {
                entry.put(out);
            }
        })
    },
};

/// A comment or a post, or a page of either.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    #[serde(borrow, default)]
    elements: Few<Entry<'a>>,
    paging: Option<Paging>,
    #[serde(rename = "$URN")]
    urn: Option<Id<'a>>,
    comment_urn: Option<Id<'a>>,
    id: Option<Id<'a>>,
    actor: Option<Id<'a>>,
    author: Option<Id<'a>>,
    object: Option<Id<'a>>,
    parent_comment: Option<Id<'a>>,
    message: Option<Message<'a>>,
    commentary: Option<Text<'a>>,
    created: Option<Stamp>,
    last_modified: Option<Stamp>,
    created_at: Option<Moment>,
    last_modified_at: Option<Moment>,
    likes_summary: Option<Summary>,
    comments_summary: Option<Summary>,
    reshare_context: Option<Reshare<'a>>,
}

#[derive(Default, Deserialize)]
struct Paging {
    start: Option<Count>,
    count: Option<Count>,
    total: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Message<'a> {
    #[serde(borrow)]
    text: Option<Text<'a>>,
    #[serde(default)]
    attributes: Few<Attribute<'a>>,
}

#[derive(Default, Deserialize)]
struct Attribute<'a> {
    start: Option<Count>,
    length: Option<Count>,
    #[serde(borrow)]
    value: Option<Value<'a>>,
}

#[derive(Default, Deserialize)]
struct Value<'a> {
    #[serde(rename = "com.linkedin.common.MemberAttributedEntity", alias = "person", borrow)]
    person: Option<Member<'a>>,
    #[serde(rename = "com.linkedin.common.CompanyAttributedEntity", alias = "organization")]
    company: Option<Company<'a>>,
}

#[derive(Default, Deserialize)]
struct Member<'a> {
    #[serde(borrow, alias = "person")]
    member: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Company<'a> {
    #[serde(borrow, alias = "organization")]
    company: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Stamp {
    time: Option<Moment>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    total_likes: Option<Count>,
    aggregated_total_likes: Option<Count>,
    total_first_level_comments: Option<Count>,
    aggregated_total_comments: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Reshare<'a> {
    #[serde(borrow)]
    parent: Option<Id<'a>>,
}

impl<'a> Entry<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        for entry in self.elements.0 {
            entry.put(out);
        }
        if let Some(Paging { start, count: Some(count), total: Some(total) }) = self.paging {
            let seen = start.unwrap_or_default().0.saturating_add(count.0);
            let more = total.0.saturating_sub(seen);
            out.notes.extend((more > 0).then_some(Note::More { under: None, posts: Some(more) }));
        }
        if self.message.is_none() && self.commentary.is_none() {
            return;
        }
        let is_comment = self.object.is_some() || self.parent_comment.is_some();
        let author = wire::id(self.actor.or(self.author));
        if let Some(id) = author.clone() {
            out.accounts.push(Account { id, ..Account::default() });
        }
        let object = wire::id(self.object);
        let created_at = self.created.and_then(|stamp| wire::at(stamp.time)).or(wire::at(self.created_at));
        let edited_at = self.last_modified.and_then(|stamp| wire::at(stamp.time)).or(wire::at(self.last_modified_at));
        let (likes, comments) = (self.likes_summary.unwrap_or_default(), self.comments_summary.unwrap_or_default());
        let (text, attributes) = self.message.map(|message| (message.text, message.attributes)).unwrap_or_default();
        let mut post = Post {
            id: wire::id(self.comment_urn.or(self.urn).or(self.id)).unwrap_or_default(),
            author,
            text: wire::text(text.or(self.commentary)).unwrap_or_default(),
            created_at,
            edited_at: edited_at.filter(|at| Some(*at) != created_at),
            reply_to: wire::id(self.parent_comment).or_else(|| object.clone()),
            conversation: object,
            // Shared with words of one's own: a quote.
            quotes: self
                .reshare_context
                .and_then(|context| wire::id(context.parent))
                .into_iter()
                .map(|id| PostRef { id, author: None })
                .collect(),
            kind: if is_comment { Kind::Comment } else { Kind::Status },
            counts: Counts {
                replies: wire::count(comments.aggregated_total_comments.or(comments.total_first_level_comments)),
                likes: wire::count(likes.aggregated_total_likes.or(likes.total_likes)),
                ..Counts::default()
            },
            ..Post::default()
        };
        let ruler = Ruler::utf16(&post.text);
        let mention = |attribute: Attribute<'a>| {
            let start = attribute.start.map(|start| start.0 as usize);
            let end = start.and_then(|start| start.checked_add(attribute.length?.0 as usize));
            let value = attribute.value?;
            let account: Cow<'a, str> =
                wire::id(value.person.and_then(|p| p.member).or_else(|| value.company.and_then(|c| c.company)))?;
            let span = start.zip(end).and_then(|(start, end)| ruler.span(start, end));
            Some(Mention { account, span })
        };
        let mentions = attributes.0.into_iter().filter_map(mention).collect();
        post.mentions = mentions;
        out.posts.push(post);
    }
}
