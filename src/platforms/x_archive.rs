//! X before v2: API v1.1 and the archive of one's own account (`tweets.js`). Offsets count code points.

use alloc::borrow::Cow;
use alloc::boxed::Box;

use serde::Deserialize;

use super::offsets::Ruler;
use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Platform, Room, html, x};
use crate::post::{Account, Counts, Link, Mention, Post, PostRef};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::XArchive,
    name: "x_archive",
    shape: &[
        &["id_str", "user"],
        &["id_str", "text"],
        &["id_str", "full_text"],
        &["tweet.full_text"],
        &["tweet.id_str"],
        &["statuses.id_str"],
    ],
    lists: &["", "statuses"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Tweet<'_>>| {
            for tweet in found.0 {
                tweet.put(out);
            }
        })
    },
};

/// A post, or what holds some: a search, the archive's wrapper.
#[derive(Default, Deserialize)]
struct Tweet<'a> {
    #[serde(borrow, default)]
    statuses: Few<Tweet<'a>>,
    tweet: Option<Box<Tweet<'a>>>,
    id_str: Option<Id<'a>>,
    id: Option<Id<'a>>,
    user: Option<Person<'a>>,
    text: Option<Text<'a>>,
    full_text: Option<Text<'a>>,
    extended_tweet: Option<Long<'a>>,
    created_at: Option<Moment>,
    in_reply_to_status_id_str: Option<Id<'a>>,
    in_reply_to_user_id_str: Option<Id<'a>>,
    entities: Option<Entities<'a>>,
    retweeted_status: Option<Box<Tweet<'a>>>,
    quoted_status: Option<Box<Tweet<'a>>>,
    quoted_status_id_str: Option<Id<'a>>,
    edit_info: Option<EditInfo<'a>>,
    reply_count: Option<Count>,
    retweet_count: Option<Count>,
    favorite_count: Option<Count>,
    quote_count: Option<Count>,
    lang: Option<Text<'a>>,
    source: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Person<'a> {
    #[serde(borrow)]
    id_str: Option<Id<'a>>,
    id: Option<Id<'a>>,
    screen_name: Option<Text<'a>>,
    name: Option<Text<'a>>,
    description: Option<Text<'a>>,
    followers_count: Option<Count>,
    friends_count: Option<Count>,
    statuses_count: Option<Count>,
    created_at: Option<Moment>,
}

#[derive(Default, Deserialize)]
struct Long<'a> {
    #[serde(borrow)]
    full_text: Option<Text<'a>>,
    entities: Option<Entities<'a>>,
}

#[derive(Default, Deserialize)]
struct EditInfo<'a> {
    #[serde(borrow)]
    initial: Option<Edits<'a>>,
    edit: Option<Box<EditInfo<'a>>>,
    #[serde(rename = "editControlInitial")]
    control: Option<Edits<'a>>,
}

#[derive(Default, Deserialize)]
struct Edits<'a> {
    #[serde(rename = "editTweetIds", borrow, default)]
    ids: Few<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Entities<'a> {
    #[serde(borrow, default)]
    user_mentions: Few<Entity<'a>>,
    #[serde(default)]
    urls: Few<Entity<'a>>,
    #[serde(default)]
    media: Few<Entity<'a>>,
    #[serde(default)]
    hashtags: Few<Entity<'a>>,
}

#[derive(Default, Deserialize)]
struct Entity<'a> {
    #[serde(default)]
    indices: Few<Count>,
    #[serde(borrow)]
    id_str: Option<Id<'a>>,
    screen_name: Option<Text<'a>>,
    url: Option<Text<'a>>,
    expanded_url: Option<Text<'a>>,
    text: Option<Text<'a>>,
}

impl<'a> Tweet<'a> {
    fn put(mut self, out: &mut Conversation<'a>) {
        for tweet in core::mem::take(&mut self.statuses.0) {
            tweet.put(out);
        }
        if let Some(tweet) = self.tweet.take() {
            tweet.put(out);
        }
        if self.id().is_none() && self.text.is_none() && self.full_text.is_none() {
            return;
        }
        let others = (self.retweeted_status.take(), self.quoted_status.take());
        let mut post = self.post(out);
        if let Some(original) = &others.0 {
            post.repost_of = Some(original.named());
        }
        if let Some(quoted) = &others.1 {
            post.quotes = alloc::vec![quoted.named()];
        }
        out.posts.push(post);
        for other in [others.0, others.1].into_iter().flatten() {
            other.put(out);
        }
    }

    /// Ids as strings first: as numbers some programs have rounded them.
    fn id(&self) -> Option<Cow<'a, str>> {
        self.id_str.as_ref().or(self.id.as_ref()).map(|id| id.0.clone())
    }

    fn named(&self) -> PostRef<'a> {
        let author = self.user.as_ref().and_then(|user| user.id_str.clone()).map(|id| id.0);
        PostRef { id: self.id().unwrap_or_default(), author }
    }

    fn post(self, out: &mut Conversation<'a>) -> Post<'a> {
        let id = self.id().unwrap_or_default();
        let (text, entities) = match self.extended_tweet.map(|long| (long.full_text, long.entities)) {
            Some((Some(text), entities)) => (Some(text), entities),
            _ => (self.full_text.or(self.text), self.entities),
        };
        let text = wire::text(text).unwrap_or_default();
        let created_at = wire::at(self.created_at);
        let mut post = Post {
            id,
            format: x::format(&text),
            text,
            created_at,
            edited_at: created_at.filter(|_| self.edit_info.is_some_and(|info| info.edited())),
            reply_to: wire::id(self.in_reply_to_status_id_str),
            reply_to_author: wire::id(self.in_reply_to_user_id_str),
            quotes: wire::id(self.quoted_status_id_str).into_iter().map(|id| PostRef { id, author: None }).collect(),
            counts: Counts {
                replies: wire::count(self.reply_count),
                reposts: wire::count(self.retweet_count),
                quotes: wire::count(self.quote_count),
                likes: wire::count(self.favorite_count),
                ..Counts::default()
            },
            lang: wire::text(self.lang).filter(|lang| lang != "und"),
            client: wire::text(self.source).map(client),
            ..Post::default()
        };
        if let Some(account) = self.user.and_then(Person::account) {
            post.author = Some(account.id.clone());
            out.accounts.push(account);
        }
        if let Some(entities) = entities {
            entities.put(&mut post);
        }
        x::old_repost(&mut post);
        post
    }
}

/// `Web App` of `<a href="…">Web App</a>`.
fn client(source: Cow<'_, str>) -> Cow<'_, str> {
    let name = html::tags(&source).next().map(|tag| html::seen(&source, tag.span).into_owned());
    name.map_or(source, Cow::Owned)
}

impl EditInfo<'_> {
    fn edited(&self) -> bool {
        let several = |edits: &Option<Edits<'_>>| edits.as_ref().is_some_and(|edits| edits.ids.0.len() > 1);
        several(&self.initial) || several(&self.control) || self.edit.is_some()
    }
}

impl<'a> Person<'a> {
    fn account(self) -> Option<Account<'a>> {
        Some(Account {
            id: wire::id(self.id_str).or_else(|| wire::id(self.id))?,
            handle: wire::text(self.screen_name),
            name: wire::text(self.name),
            bio: wire::text(self.description),
            automated: None,
            followers: wire::count(self.followers_count),
            following: wire::count(self.friends_count),
            posts: wire::count(self.statuses_count),
            created_at: wire::at(self.created_at),
        })
    }
}

impl<'a> Entities<'a> {
    fn put(self, post: &mut Post<'a>) {
        let ruler = Ruler::code_points(&post.text);
        let span = |entity: &Entity<'a>| match entity.indices.0[..] {
            [start, end] => ruler.span(start.0 as usize, end.0 as usize),
            _ => None,
        };
        let mention = |entity: Entity<'a>| {
            let span = span(&entity);
            let account = wire::id(entity.id_str).or_else(|| wire::text(entity.screen_name))?;
            Some(Mention { account, span })
        };
        let link = |entity: Entity<'a>| {
            let span: Option<Span> = span(&entity);
            Some(Link { url: entity.expanded_url.or(entity.url)?.0, span })
        };
        let mentions = self.user_mentions.0.into_iter().filter_map(mention).collect();
        let links = self.urls.0.into_iter().chain(self.media.0).filter_map(link).collect();
        let hashtags = self.hashtags.0.into_iter().filter_map(|entity| wire::text(entity.text)).collect();
        (post.mentions, post.links, post.hashtags) = (mentions, links, hashtags);
    }
}
