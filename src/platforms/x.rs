//! X, API v2: posts with what they include. Offsets count code points of the text as it is sent.

use alloc::string::ToString;

use serde::Deserialize;

use super::offsets::Ruler;
use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why};
use crate::post::{Account, Counts, Format, Link, Mention, Post, PostRef};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::X,
    name: "x",
    shape: &[
        &["data.text", "data.author_id"],
        &["data.text", "data.public_metrics"],
        &["data.text", "data.edit_history_tweet_ids"],
        &["data.text", "includes.users"],
        &["data.text", "meta.result_count"],
        &["data.username", "data.name"],
        &["text", "author_id"],
        &["text", "public_metrics"],
        &["text", "edit_history_tweet_ids"],
        &["username", "public_metrics"],
    ],
    lists: &["", "data", "tweets", "users"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Tweet<'_>>| {
            for tweet in found.0 {
                tweet.put(out);
            }
        })
    },
};

/// A post, a user, or a response with some of either.
#[derive(Default, Deserialize)]
struct Tweet<'a> {
    #[serde(borrow, default)]
    data: Few<Tweet<'a>>,
    includes: Option<Includes<'a>>,
    #[serde(default)]
    errors: Few<Problem<'a>>,
    meta: Option<Meta<'a>>,
    id: Option<Id<'a>>,
    text: Option<Text<'a>>,
    note_tweet: Option<Long<'a>>,
    author_id: Option<Id<'a>>,
    created_at: Option<Moment>,
    conversation_id: Option<Id<'a>>,
    in_reply_to_user_id: Option<Id<'a>>,
    #[serde(default)]
    referenced_tweets: Few<Reference<'a>>,
    entities: Option<Entities<'a>>,
    public_metrics: Option<Metrics>,
    #[serde(default)]
    edit_history_tweet_ids: Few<Id<'a>>,
    lang: Option<Text<'a>>,
    source: Option<Text<'a>>,
    username: Option<Text<'a>>,
    name: Option<Text<'a>>,
    description: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Includes<'a> {
    #[serde(borrow, default)]
    users: Few<Tweet<'a>>,
    #[serde(default)]
    tweets: Few<Tweet<'a>>,
}

#[derive(Default, Deserialize)]
struct Problem<'a> {
    #[serde(borrow)]
    resource_type: Option<Text<'a>>,
    resource_id: Option<Id<'a>>,
    title: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Meta<'a> {
    #[serde(borrow)]
    next_token: Option<Text<'a>>,
}

/// What a post says past its first 280 characters, from its beginning.
#[derive(Default, Deserialize)]
struct Long<'a> {
    #[serde(borrow)]
    text: Option<Text<'a>>,
    entities: Option<Entities<'a>>,
}

#[derive(Default, Deserialize)]
struct Reference<'a> {
    #[serde(borrow)]
    r#type: Option<Text<'a>>,
    id: Option<Id<'a>>,
}

#[derive(Default, Deserialize)]
struct Entities<'a> {
    #[serde(borrow, default)]
    mentions: Few<Entity<'a>>,
    #[serde(default)]
    urls: Few<Entity<'a>>,
    #[serde(default)]
    hashtags: Few<Entity<'a>>,
}

#[derive(Default, Deserialize)]
struct Entity<'a> {
    start: Option<Count>,
    end: Option<Count>,
    #[serde(borrow)]
    id: Option<Id<'a>>,
    username: Option<Text<'a>>,
    url: Option<Text<'a>>,
    expanded_url: Option<Text<'a>>,
    unwound_url: Option<Text<'a>>,
    tag: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Metrics {
    retweet_count: Option<Count>,
    reply_count: Option<Count>,
    like_count: Option<Count>,
    quote_count: Option<Count>,
    impression_count: Option<Count>,
    followers_count: Option<Count>,
    following_count: Option<Count>,
    tweet_count: Option<Count>,
}

impl<'a> Tweet<'a> {
    fn put(mut self, out: &mut Conversation<'a>) {
        for tweet in core::mem::take(&mut self.data.0) {
            tweet.put(out);
        }
        if let Some(includes) = self.includes.take() {
            for tweet in includes.tweets.0.into_iter().chain(includes.users.0) {
                tweet.put(out);
            }
        }
        for problem in core::mem::take(&mut self.errors.0) {
            problem.put(out);
        }
        if self.meta.take().is_some_and(|meta| meta.next_token.is_some()) {
            out.notes.push(Note::More { under: None, posts: None });
        }
        if self.username.is_some() {
            out.accounts.extend(self.account());
        } else if self.id.is_some() || self.text.is_some() {
            out.posts.push(self.post());
        }
    }

    fn post(self) -> Post<'a> {
        let (text, entities) = match self.note_tweet.map(|long| (long.text, long.entities)) {
            Some((Some(text), entities)) => (Some(text), entities.or(self.entities)),
            _ => (self.text, self.entities),
        };
        let text = wire::text(text).unwrap_or_default();
        let created_at = wire::at(self.created_at);
        let mut post = Post {
            id: wire::id(self.id).unwrap_or_default(),
            author: wire::id(self.author_id),
            format: format(&text),
            text,
            created_at,
            // Each edit is a post of its own, made when it was edited.
            edited_at: created_at.filter(|_| self.edit_history_tweet_ids.0.len() > 1),
            reply_to_author: wire::id(self.in_reply_to_user_id),
            conversation: wire::id(self.conversation_id),
            counts: self.public_metrics.map(Metrics::counts).unwrap_or_default(),
            lang: wire::text(self.lang).filter(|lang| lang != "und"),
            client: wire::text(self.source),
            ..Post::default()
        };
        for reference in self.referenced_tweets.0 {
            let id = wire::id(reference.id).unwrap_or_default();
            match reference.r#type.as_ref().map(|kind| &*kind.0) {
                Some("replied_to") => post.reply_to = Some(id),
                Some("retweeted") => post.repost_of = Some(PostRef { id, author: None }),
                Some("quoted") => post.quotes.push(PostRef { id, author: None }),
                _ => {}
            }
        }
        if let Some(entities) = entities {
            entities.put(&mut post);
        }
        old_repost(&mut post);
        post
    }

    fn account(self) -> Option<Account<'a>> {
        let metrics = self.public_metrics.unwrap_or_default();
        Some(Account {
            id: wire::id(self.id)?,
            handle: wire::text(self.username),
            name: wire::text(self.name),
            bio: wire::text(self.description),
            automated: None,
            followers: wire::count(metrics.followers_count),
            following: wire::count(metrics.following_count),
            posts: wire::count(metrics.tweet_count),
            created_at: wire::at(self.created_at),
        })
    }
}

/// A text with `&amp;` in it is read as HTML; offsets count it as it stands.
pub(super) fn format(text: &str) -> Format {
    let escaped = text.contains('&') && ["&amp;", "&lt;", "&gt;"].iter().any(|entity| text.contains(entity));
    if escaped { Format::Html } else { Format::Plain }
}

/// Where nothing else says that this is a repost, its text does; the original's id is not known then.
pub(super) fn old_repost(post: &mut Post<'_>) {
    if post.repost_of.is_none() && post.text.starts_with("RT @") {
        let author = post.mentions.first().map(|mention| mention.account.clone());
        post.repost_of = Some(PostRef { id: "".into(), author });
    }
}

impl Metrics {
    fn counts(self) -> Counts {
        Counts {
            replies: wire::count(self.reply_count),
            reposts: wire::count(self.retweet_count),
            quotes: wire::count(self.quote_count),
            likes: wire::count(self.like_count),
            views: wire::count(self.impression_count),
            ..Counts::default()
        }
    }
}

impl<'a> Entities<'a> {
    fn put(self, post: &mut Post<'a>) {
        let ruler = Ruler::code_points(&post.text);
        let span = |entity: &Entity<'a>| ruler.span(entity.start?.0 as usize, entity.end?.0 as usize);
        let mention = |entity: Entity<'a>| {
            let span = span(&entity);
            let account = wire::id(entity.id).or_else(|| wire::text(entity.username))?;
            Some(Mention { account, span })
        };
        let link = |entity: Entity<'a>| {
            let span: Option<Span> = span(&entity);
            let url = entity.unwound_url.or(entity.expanded_url).or(entity.url)?;
            Some(Link { url: url.0, span })
        };
        let mentions = self.mentions.0.into_iter().filter_map(mention).collect();
        let links = self.urls.0.into_iter().filter_map(link).collect();
        let hashtags = self.hashtags.0.into_iter().filter_map(|entity| wire::text(entity.tag)).collect();
        (post.mentions, post.links, post.hashtags) = (mentions, links, hashtags);
    }
}

impl Problem<'_> {
    fn put(self, out: &mut Conversation<'_>) {
        let is_post = self.resource_type.is_none_or(|kind| kind.0 == "tweet");
        let Some(Id(id)) = self.resource_id.filter(|_| is_post) else { return };
        let why = match self.title.as_ref().map_or("", |title| &title.0) {
            "Authorization Error" | "Forbidden" => Why::Hidden,
            _ => Why::NotFound,
        };
        out.notes.push(Note::Unavailable { id: id.to_string(), why });
    }
}
