//! Mastodon: a status, a list of them, a context, a search.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use serde::Deserialize;

use super::html::{self, Named};
use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why};
use crate::post::{Account, Counts, Format, Kind, Mention, Post, PostRef};

pub(super) const ROOM: Room = Room {
    platform: Platform::Mastodon,
    name: "mastodon",
    shape: &[&["ancestors", "descendants"], &["account.acct", "content"], &["statuses.account.acct"]],
    lists: &["", "ancestors", "descendants", "statuses"],
    levels: 48,
    read: |text, out| wire::each(text, |found: Few<Status<'_>>| found.0.into_iter().for_each(|s| s.put(out))),
};

/// A status; or what holds some: a context, a search.
#[derive(Default, Deserialize)]
struct Status<'a> {
    #[serde(borrow, default)]
    ancestors: Few<Status<'a>>,
    #[serde(default)]
    descendants: Few<Status<'a>>,
    #[serde(default)]
    statuses: Few<Status<'a>>,
    id: Option<Id<'a>>,
    account: Option<Person<'a>>,
    content: Option<Text<'a>>,
    created_at: Option<Moment>,
    edited_at: Option<Moment>,
    in_reply_to_id: Option<Id<'a>>,
    in_reply_to_account_id: Option<Id<'a>>,
    visibility: Option<Text<'a>>,
    #[serde(default)]
    mentions: Few<Mentioned<'a>>,
    #[serde(default)]
    tags: Few<Tag<'a>>,
    application: Option<Application<'a>>,
    language: Option<Text<'a>>,
    reblog: Option<Box<Status<'a>>>,
    quote: Option<Box<Quote<'a>>>,
    replies_count: Option<Count>,
    reblogs_count: Option<Count>,
    favourites_count: Option<Count>,
    quotes_count: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Person<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    acct: Option<Text<'a>>,
    display_name: Option<Text<'a>>,
    note: Option<Text<'a>>,
    bot: Option<bool>,
    followers_count: Option<Count>,
    following_count: Option<Count>,
    statuses_count: Option<Count>,
    created_at: Option<Moment>,
}

#[derive(Default, Deserialize)]
struct Mentioned<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    acct: Option<Text<'a>>,
    url: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Tag<'a> {
    #[serde(borrow)]
    name: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Application<'a> {
    #[serde(borrow)]
    name: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Quote<'a> {
    #[serde(borrow)]
    state: Option<Text<'a>>,
    quoted_status: Option<Status<'a>>,
    quoted_status_id: Option<Id<'a>>,
}

impl<'a> Status<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        for status in self.ancestors.0.into_iter().chain(self.descendants.0).chain(self.statuses.0) {
            status.put(out);
        }
        if self.id.is_none() && self.content.is_none() {
            return;
        }
        let mut post = Post {
            id: wire::id(self.id).unwrap_or_default(),
            text: wire::text(self.content).unwrap_or_default(),
            format: Format::Html,
            created_at: wire::at(self.created_at),
            edited_at: wire::at(self.edited_at),
            reply_to: wire::id(self.in_reply_to_id),
            reply_to_author: wire::id(self.in_reply_to_account_id),
            hashtags: self.tags.0.into_iter().filter_map(|tag| wire::text(tag.name)).collect(),
            // Addressed to nobody but those it names.
            kind: if self.visibility.is_some_and(|v| v.0 == "direct") { Kind::Message } else { Kind::Status },
            counts: Counts {
                replies: wire::count(self.replies_count),
                reposts: wire::count(self.reblogs_count),
                likes: wire::count(self.favourites_count),
                quotes: wire::count(self.quotes_count),
                ..Counts::default()
            },
            lang: wire::text(self.language),
            client: self.application.and_then(|application| wire::text(application.name)),
            ..Post::default()
        };
        if let Some(person) = self.account.map(Person::account) {
            post.author = Some(person.id.clone()).filter(|id| !id.is_empty());
            post.automated = person.automated;
            out.accounts.extend(post.author.is_some().then_some(person));
        }
        let mut named = alloc::vec::Vec::with_capacity(self.mentions.0.len());
        for mention in self.mentions.0 {
            let handle = wire::text(mention.acct).unwrap_or_default();
            let account = wire::id(mention.id).unwrap_or_else(|| handle.clone());
            post.mentions.push(Mention { account, span: None });
            named.push(Named { address: wire::text(mention.url).unwrap_or_default(), handle });
        }
        html::link(&mut post, &named);
        let others = (self.reblog, self.quote);
        if let Some(original) = &others.0 {
            post.repost_of = Some(original.named());
        }
        if let Some(quote) = &others.1 {
            post.quotes.extend(quote.named());
            if let (Some(lost), Some(why)) = (post.quotes.first(), quote.lost()) {
                out.notes.push(Note::Unavailable { id: lost.id.clone().into_owned(), why });
            }
        }
        out.posts.push(post);
        if let Some(original) = others.0 {
            original.put(out);
        }
        others.1.and_then(|quote| quote.quoted_status).into_iter().for_each(|quoted| quoted.put(out));
    }

    /// Itself, as another post speaks of it.
    fn named(&self) -> PostRef<'a> {
        let id = self.id.as_ref().map_or(Cow::Borrowed(""), |id| id.0.clone());
        PostRef { id, author: self.account.as_ref().and_then(|person| person.id.clone()).map(|id| id.0) }
    }
}

impl<'a> Quote<'a> {
    fn named(&self) -> Option<PostRef<'a>> {
        let unread = || self.quoted_status_id.clone().map(|id| PostRef { id: id.0, author: None });
        self.quoted_status.as_ref().map(Status::named).or_else(unread)
    }

    fn lost(&self) -> Option<Why> {
        match self.state.as_ref().map(|state| &*state.0)? {
            "deleted" => Some(Why::Deleted),
            "revoked" | "rejected" => Some(Why::Removed),
            "unauthorized" | "pending" => Some(Why::Hidden),
            _ => None,
        }
    }
}

impl<'a> Person<'a> {
    fn account(self) -> Account<'a> {
        Account {
            id: wire::id(self.id).unwrap_or_default(),
            handle: wire::text(self.acct),
            name: wire::text(self.display_name),
            bio: wire::text(self.note),
            automated: self.bot,
            followers: wire::count(self.followers_count),
            following: wire::count(self.following_count),
            posts: wire::count(self.statuses_count),
            created_at: wire::at(self.created_at),
        }
    }
}
