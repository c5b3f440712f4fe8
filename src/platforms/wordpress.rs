//! `WordPress` REST (`wp/v2`): comments, posts and pages.

use alloc::borrow::Cow;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why, html};
use crate::post::{Account, Format, Kind, Post};

pub(super) const ROOM: Room = Room {
    platform: Platform::WordPress,
    name: "wordpress",
    shape: &[&["content.rendered", "author_name"], &["content.rendered", "date_gmt"], &["content.rendered", "post"]],
    lists: &[""],
    levels: 48,
    read: |text, out| wire::each(text, |found: Few<Entry<'_>>| found.0.into_iter().for_each(|entry| entry.put(out))),
};

/// A comment; or an article, which has a title.
#[derive(Default, Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    post: Option<Id<'a>>,
    parent: Option<Id<'a>>,
    author: Option<Id<'a>>,
    author_name: Option<Text<'a>>,
    date: Option<Moment>,
    date_gmt: Option<Moment>,
    modified_gmt: Option<Moment>,
    title: Option<Rendered<'a>>,
    content: Option<Rendered<'a>>,
    status: Option<Text<'a>>,
    r#type: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Rendered<'a> {
    #[serde(borrow)]
    rendered: Option<Text<'a>>,
}

impl<'a> Entry<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        if self.id.is_none() && self.content.is_none() {
            return;
        }
        let is_article = self.post.is_none();
        // Comments and articles are numbered apart; `post-9` keeps them so.
        let article = |id: Cow<'a, str>| Cow::Owned(alloc::format!("post-{id}"));
        let id = wire::id(self.id).unwrap_or_default();
        let named = |id: Option<Id<'a>>| wire::id(id).filter(|id| id != "0");
        let on = named(self.post).map(article);
        let name = wire::text(self.author_name).filter(|name| !name.is_empty());
        let author = named(self.author);
        if let Some(id) = author.clone() {
            out.accounts.push(Account { id, name: name.clone(), ..Account::default() });
        }
        if let Some(why) = self.status.as_ref().and_then(|status| lost(&status.0)) {
            out.notes.push(Note::Unavailable { id: id.to_string(), why });
        }
        let created_at = wire::at(self.date_gmt).or(wire::at(self.date));
        let is_ping = self.r#type.is_some_and(|kind| matches!(&*kind.0, "pingback" | "trackback"));
        let mut post = Post {
            id: if is_article { article(id) } else { id },
            // A guest has nothing but the name under which the comment stands.
            author: author.or(name),
            text: self.content.and_then(|content| wire::text(content.rendered)).unwrap_or_default(),
            format: Format::Html,
            created_at,
            edited_at: wire::at(self.modified_gmt).filter(|at| Some(*at) != created_at),
            reply_to: named(self.parent).filter(|_| !is_article).or_else(|| on.clone()),
            conversation: on,
            kind: match (is_article, is_ping) {
                (true, _) => Kind::Article,
                // Another site says that it links here: nobody's comment.
                (_, true) => Kind::Service,
                _ => Kind::Comment,
            },
            ..Post::default()
        };
        if post.text.is_empty() {
            post.text = self.title.and_then(|title| wire::text(title.rendered)).unwrap_or_default();
        }
        html::link(&mut post, &[]);
        out.posts.push(post);
    }
}

fn lost(status: &str) -> Option<Why> {
    match status {
        "spam" | "trash" => Some(Why::Removed),
        "hold" | "private" => Some(Why::Hidden),
        _ => None,
    }
}
