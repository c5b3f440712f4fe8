//! Reddit: listings, nested with their "more" stubs. Their Markdown comes with `&`, `<` and `>` escaped.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Count, Edited, Few, Id, Seconds, Text, Thing};
use super::{Conversation, Note, Platform, Room, Why, html};
use crate::post::{Account, Counts, Format, Kind, Link, Post, PostRef};

pub(super) const ROOM: Room = Room {
    platform: Platform::Reddit,
    name: "reddit",
    shape: &[&["kind", "data.children"], &["kind", "data.link_id"], &["link_id", "body"], &["subreddit", "selftext"]],
    lists: &["children"],
    levels: 100,
    read: |text, out| wire::each(text, |found: Few<Entry<'_>>| found.0.into_iter().for_each(|entry| entry.put(out))),
};

/// `{kind, data}`; or the data alone, as archives keep it.
#[derive(Default, Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    kind: Option<Text<'a>>,
    data: Option<Box<Entry<'a>>>,
    #[serde(default)]
    children: Few<Thing<'a, Entry<'a>>>,
    after: Option<Text<'a>>,
    count: Option<Count>,
    name: Option<Id<'a>>,
    id: Option<Id<'a>>,
    author: Option<Text<'a>>,
    body: Option<Text<'a>>,
    selftext: Option<Text<'a>>,
    title: Option<Text<'a>>,
    url: Option<Text<'a>>,
    is_self: Option<bool>,
    parent_id: Option<Id<'a>>,
    link_id: Option<Id<'a>>,
    /// A listing, or `""` for none.
    replies: Option<Thing<'a, Entry<'a>>>,
    created_utc: Option<Seconds>,
    edited: Option<Edited>,
    ups: Option<Count>,
    downs: Option<Count>,
    score: Option<Count>,
    num_comments: Option<Count>,
    crosspost_parent: Option<Id<'a>>,
    removed_by_category: Option<Text<'a>>,
}

impl<'a> Entry<'a> {
    fn put(mut self, out: &mut Conversation<'a>) {
        if let Some(data) = self.data.take() {
            let kind = self.kind.as_ref().map_or("", |kind| &*kind.0);
            return if kind == "more" { data.more(out) } else { data.put(out) };
        }
        for child in self.children.0.drain(..) {
            if let Thing::Whole(child) = child {
                child.put(out);
            }
        }
        if self.after.is_some() {
            out.notes.push(Note::More { under: None, posts: None });
        }
        let is_post = self.body.is_some() || self.title.is_some() || self.selftext.is_some();
        if !is_post {
            return;
        }
        let replies = self.replies.take();
        self.post(out);
        if let Some(Thing::Whole(replies)) = replies {
            replies.put(out);
        }
    }

    /// "3 more replies", or "continue this thread" with a count of none.
    fn more(self, out: &mut Conversation<'a>) {
        let under = wire::id(self.parent_id).map(Cow::into_owned);
        let posts = wire::count(self.count).filter(|count| *count > 0);
        out.notes.push(Note::More { under, posts });
    }

    fn post(self, out: &mut Conversation<'a>) {
        let is_comment = self.body.is_some();
        // Archives of comments drop the full name, of which the kind is a part.
        let prefix = if is_comment { "t1_" } else { "t3_" };
        let short = self.id.map(|id| Cow::Owned(alloc::format!("{prefix}{}", id.0)));
        let author = wire::text(self.author).filter(|name| name != "[deleted]");
        if let Some(id) = author.clone() {
            out.accounts.push(Account { handle: Some(id.clone()), id, ..Account::default() });
        }
        let body = html::decoded(wire::text(self.body.or(self.selftext)).unwrap_or_default());
        let lost = match (&*body, self.removed_by_category.as_ref().map(|by| &*by.0)) {
            ("[deleted]", _) | (_, Some("deleted" | "author")) => Some(Why::Deleted),
            ("[removed]" | "[ Removed by Reddit ]", _) | (_, Some(_)) => Some(Why::Removed),
            _ => None,
        };
        let text = match wire::text(self.title).map(html::decoded) {
            Some(title) if body.is_empty() => title,
            Some(title) => Cow::Owned(alloc::format!("{title}\n\n{body}")),
            None => body,
        };
        let shared = wire::text(self.url).map(html::decoded).filter(|_| self.is_self == Some(false));
        let post = Post {
            id: wire::id(self.name).or(short).unwrap_or_default(),
            author,
            text,
            format: Format::Markdown,
            created_at: self.created_utc.map(|at| at.0),
            edited_at: self.edited.and_then(|edited| edited.0),
            reply_to: wire::id(self.parent_id),
            conversation: wire::id(self.link_id),
            links: shared.into_iter().map(|url| Link { url, span: None }).collect(),
            repost_of: wire::id(self.crosspost_parent).map(|id| PostRef { id, author: None }),
            kind: if is_comment { Kind::Comment } else { Kind::Article },
            counts: Counts {
                replies: wire::count(self.num_comments),
                likes: wire::count(self.ups.or(self.score)),
                // Nought is what everybody is sent today; archives from before tell.
                dislikes: wire::count(self.downs).filter(|downs| *downs > 0),
                ..Counts::default()
            },
            ..Post::default()
        };
        if !is_comment {
            out.id = out.id.take().or_else(|| Some(post.id.to_string().into()));
        }
        match lost {
            Some(why) => out.lost(post, why),
            None => out.posts.push(post),
        }
    }
}
