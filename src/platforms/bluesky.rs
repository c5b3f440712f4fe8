//! Bluesky: `getPostThread`, `getPosts`, feeds, records. Facets count in UTF-8 bytes.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::ToString;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Moment, Text};
use super::{Conversation, Note, Platform, Room, Why};
use crate::post::{Account, Counts, Link, Mention, Post, PostRef};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::Bluesky,
    name: "bluesky",
    shape: &[
        &["thread.post.uri"],
        &["thread.$type", "thread.uri"],
        &["thread.value.post"],
        &["feed.post.uri"],
        &["posts.uri", "posts.record"],
        &["records.uri", "records.value"],
        &["uri", "cid", "value"],
        &["uri", "cid", "record"],
        &["post.uri", "post.record"],
    ],
    lists: &["", "replies", "feed", "posts", "records", "thread"],
    levels: 100,
    read: |text, out| {
        wire::each(text, |found: Few<Node<'_>>| {
            for node in found.0 {
                node.put(out);
            }
            out.id = out.id.take().or_else(|| out.posts.first().and_then(|post| post.conversation.clone()));
        })
    },
};

/// A post's view or record, or what holds some: the lexicon nests them under few names.
#[derive(Default, Deserialize)]
struct Node<'a> {
    #[serde(borrow, default)]
    thread: Few<Node<'a>>,
    #[serde(default)]
    feed: Few<Node<'a>>,
    #[serde(default)]
    posts: Few<Node<'a>>,
    #[serde(default)]
    records: Few<Node<'a>>,
    post: Option<Box<Node<'a>>>,
    parent: Option<Box<Node<'a>>>,
    #[serde(default)]
    replies: Few<Node<'a>>,
    reason: Option<Box<Reason<'a>>>,
    #[serde(rename = "notFound")]
    not_found: Option<bool>,
    blocked: Option<bool>,
    uri: Option<Text<'a>>,
    author: Option<Person<'a>>,
    record: Option<Box<Record<'a>>>,
    value: Option<Box<Record<'a>>>,
    embed: Option<Box<Embed<'a>>>,
    #[serde(rename = "replyCount")]
    replies_count: Option<Count>,
    #[serde(rename = "repostCount")]
    reposts_count: Option<Count>,
    #[serde(rename = "likeCount")]
    likes_count: Option<Count>,
    #[serde(rename = "quoteCount")]
    quotes_count: Option<Count>,
    #[serde(rename = "indexedAt")]
    indexed_at: Option<Moment>,
}

/// What its author wrote; or, in the second version of threads, what a view stands in.
#[derive(Default, Deserialize)]
struct Record<'a> {
    #[serde(rename = "$type", borrow)]
    kind: Option<Text<'a>>,
    text: Option<Text<'a>>,
    #[serde(rename = "createdAt")]
    created_at: Option<Moment>,
    #[serde(default)]
    langs: Few<Text<'a>>,
    #[serde(default)]
    tags: Few<Text<'a>>,
    #[serde(default)]
    facets: Few<Facet<'a>>,
    reply: Option<Reply<'a>>,
    embed: Option<Embed<'a>>,
    labels: Option<Labels<'a>>,
    post: Option<Box<Node<'a>>>,
}

#[derive(Default, Deserialize)]
struct Reply<'a> {
    #[serde(borrow)]
    parent: Option<Place<'a>>,
    root: Option<Place<'a>>,
}

#[derive(Default, Deserialize)]
struct Place<'a> {
    #[serde(borrow)]
    uri: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Reason<'a> {
    #[serde(borrow)]
    by: Option<Person<'a>>,
    uri: Option<Text<'a>>,
    #[serde(rename = "indexedAt")]
    indexed_at: Option<Moment>,
}

/// A quoted post, a link's card, or media beside either.
#[derive(Default, Deserialize)]
struct Embed<'a> {
    #[serde(borrow)]
    record: Option<Box<Quoted<'a>>>,
    external: Option<External<'a>>,
    media: Option<Box<Embed<'a>>>,
}

#[derive(Default, Deserialize)]
struct Quoted<'a> {
    #[serde(rename = "$type", borrow)]
    kind: Option<Text<'a>>,
    /// With media the quoted post stands one level deeper.
    record: Option<Box<Quoted<'a>>>,
    uri: Option<Text<'a>>,
    author: Option<Person<'a>>,
    value: Option<Box<Record<'a>>>,
    #[serde(rename = "replyCount")]
    replies_count: Option<Count>,
    #[serde(rename = "repostCount")]
    reposts_count: Option<Count>,
    #[serde(rename = "likeCount")]
    likes_count: Option<Count>,
    #[serde(rename = "quoteCount")]
    quotes_count: Option<Count>,
}

#[derive(Default, Deserialize)]
struct External<'a> {
    #[serde(borrow)]
    uri: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Facet<'a> {
    index: Option<Bytes>,
    #[serde(borrow, default)]
    features: Few<Feature<'a>>,
}

#[derive(Default, Deserialize)]
struct Bytes {
    #[serde(rename = "byteStart")]
    start: Option<Count>,
    #[serde(rename = "byteEnd")]
    end: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Feature<'a> {
    #[serde(borrow)]
    did: Option<Text<'a>>,
    uri: Option<Text<'a>>,
    tag: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Labels<'a> {
    #[serde(borrow, default)]
    values: Few<Label<'a>>,
}

#[derive(Default, Deserialize)]
struct Label<'a> {
    #[serde(borrow)]
    val: Option<Text<'a>>,
    src: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Person<'a> {
    #[serde(borrow)]
    did: Option<Id<'a>>,
    handle: Option<Text<'a>>,
    #[serde(rename = "displayName")]
    name: Option<Text<'a>>,
    description: Option<Text<'a>>,
    #[serde(default)]
    labels: Few<Label<'a>>,
    #[serde(rename = "followersCount")]
    followers: Option<Count>,
    #[serde(rename = "followsCount")]
    following: Option<Count>,
    #[serde(rename = "postsCount")]
    posts: Option<Count>,
    #[serde(rename = "createdAt")]
    created_at: Option<Moment>,
}

impl<'a> Node<'a> {
    fn put(mut self, out: &mut Conversation<'a>) {
        for list in [&mut self.thread, &mut self.feed, &mut self.posts, &mut self.records] {
            for node in core::mem::take(list).0 {
                node.put(out);
            }
        }
        if let Some(parent) = self.parent.take() {
            parent.put(out);
        }
        let post = self.post.take().or_else(|| self.value.as_mut().and_then(|value| value.post.take()));
        if let Some(post) = post {
            self.reason.take().and_then(|reason| reason.repost(&post)).into_iter().for_each(|(repost, by)| {
                out.posts.push(repost);
                out.accounts.push(by);
            });
            post.put(out);
        } else if let Some(uri) = wire::text(self.uri.take()) {
            self.view(uri, out);
        }
        for reply in self.replies.0 {
            reply.put(out);
        }
    }

    /// A view of a post, or of the place where one was.
    fn view(&mut self, uri: Cow<'a, str>, out: &mut Conversation<'a>) {
        let lost = match (self.not_found, self.blocked) {
            (_, Some(true)) => Some(Why::Blocked),
            (Some(true), _) => Some(Why::NotFound),
            _ => None,
        };
        let counts = Counts {
            replies: wire::count(self.replies_count),
            reposts: wire::count(self.reposts_count),
            likes: wire::count(self.likes_count),
            quotes: wire::count(self.quotes_count),
            ..Counts::default()
        };
        let record = self.record.take().or_else(|| self.value.take());
        match (lost, record) {
            (Some(why), _) => out.lost(Post { id: uri, ..Post::default() }, why),
            (None, Some(record)) => {
                let quoted = self.embed.take();
                let seen = wire::at(self.indexed_at);
                let whole = Whole { uri, author: self.author.take(), record: *record, counts };
                whole.put(out, quoted.and_then(|embed| embed.quoted()));
                if let Some(post) = out.posts.last_mut().filter(|post| post.created_at.is_none()) {
                    post.created_at = seen;
                }
            }
            (None, None) => {}
        }
    }
}

impl<'a> Reason<'a> {
    /// The post that a repost is, and who made it; a pin is none.
    fn repost(self, of: &Node<'a>) -> Option<(Post<'a>, Account<'a>)> {
        let by = self.by?.account();
        let id = of.uri.as_ref().map(|uri| uri.0.clone())?;
        let own = wire::text(self.uri).unwrap_or_else(|| Cow::Owned(alloc::format!("{id}#{}", by.id)));
        let author = of.author.as_ref().and_then(|person| person.did.clone()).map(|did| did.0);
        let post = Post {
            id: own,
            author: Some(by.id.clone()),
            repost_of: Some(PostRef { id, author }),
            created_at: wire::at(self.indexed_at),
            automated: by.automated,
            ..Post::default()
        };
        Some((post, by))
    }
}

/// All there is to a post.
struct Whole<'a> {
    uri: Cow<'a, str>,
    author: Option<Person<'a>>,
    record: Record<'a>,
    counts: Counts,
}

impl<'a> Whole<'a> {
    fn put(self, out: &mut Conversation<'a>, quoted: Option<Quoted<'a>>) {
        // A feed generator, a list or a like is no post.
        if self.record.kind.as_ref().is_some_and(|kind| kind.0 != "app.bsky.feed.post") {
            return;
        }
        let (parent, root) = self.record.reply.map_or((None, None), |reply| (reply.parent, reply.root));
        let uri = |place: Option<Place<'a>>| place.and_then(|place| wire::text(place.uri));
        let parent = uri(parent);
        let mut post = Post {
            author: Some(did(&self.uri)),
            text: wire::text(self.record.text).unwrap_or_default(),
            created_at: wire::at(self.record.created_at),
            reply_to_author: parent.as_ref().map(did),
            reply_to: parent,
            conversation: uri(root).or_else(|| Some(self.uri.clone())),
            hashtags: self.record.tags.0.into_iter().map(|tag| tag.0).collect(),
            counts: self.counts,
            lang: self.record.langs.0.into_iter().next().map(|lang| lang.0),
            id: self.uri,
            ..Post::default()
        };
        if let Some(by) = self.author.map(Person::account) {
            post.automated = by.automated;
            post.author = Some(by.id.clone());
            out.accounts.push(by);
        }
        if self.record.labels.is_some_and(|labels| labels.values.0.iter().any(Label::is_bot)) {
            post.automated = Some(true);
        }
        post.author = post.author.filter(|author| !author.is_empty());
        for facet in self.record.facets.0 {
            facet.put(&mut post);
        }
        if let Some(embed) = self.record.embed {
            embed.put(&mut post);
        }
        out.posts.push(post);
        if let Some(quoted) = quoted {
            quoted.put(out);
        }
    }
}

/// The account in `at://did:plc:…/app.bsky.feed.post/…`.
fn did<'a>(uri: &Cow<'a, str>) -> Cow<'a, str> {
    fn part(uri: &str) -> &str {
        uri.strip_prefix("at://").and_then(|rest| rest.split('/').next()).unwrap_or("")
    }
    match uri {
        Cow::Borrowed(uri) => Cow::Borrowed(part(uri)),
        Cow::Owned(uri) => Cow::Owned(part(uri).into()),
    }
}

impl<'a> Facet<'a> {
    fn put(self, post: &mut Post<'a>) {
        let span = self.index.and_then(|index| index.span(&post.text));
        for feature in self.features.0 {
            if let Some(did) = feature.did {
                post.mentions.push(Mention { account: did.0, span });
            } else if let Some(uri) = feature.uri {
                post.links.push(Link { url: uri.0, span });
            } else if let Some(tag) = feature.tag {
                post.hashtags.push(tag.0);
            }
        }
    }
}

impl Bytes {
    /// Already in our unit; a client may have got it wrong.
    fn span(self, text: &str) -> Option<Span> {
        let (start, end) = (self.start?.0 as usize, self.end?.0 as usize);
        text.get(start..end).map(|_| Span::new(start as u32, end as u32))
    }
}

impl<'a> Embed<'a> {
    fn put(self, post: &mut Post<'a>) {
        if let Some(quoted) = self.record {
            let inner = quoted.record;
            let id = quoted.uri.or_else(|| inner.and_then(|inner| inner.uri));
            if let Some(id) = wire::text(id) {
                let author = Some(did(&id)).filter(|did| !did.is_empty());
                post.quotes.push(PostRef { id, author });
            }
        }
        if let Some(url) = self.external.and_then(|external| wire::text(external.uri)) {
            // The card of a link that the text has already is no second link.
            if !post.links.iter().any(|link| link.url == url) {
                post.links.push(Link { url, span: None });
            }
        }
        if let Some(media) = self.media {
            media.put(post);
        }
    }

    /// The quoted post as the view shows it.
    fn quoted(self) -> Option<Quoted<'a>> {
        let outer = self.record?;
        Some(match outer.record {
            Some(inner) => *inner,
            None => *outer,
        })
    }
}

impl<'a> Quoted<'a> {
    fn put(self, out: &mut Conversation<'a>) {
        let Some(uri) = wire::text(self.uri) else { return };
        let why = match self.kind.as_ref().and_then(|kind| kind.0.rsplit('#').next()) {
            Some("viewNotFound") => Some(Why::NotFound),
            Some("viewBlocked") => Some(Why::Blocked),
            Some("viewDetached") => Some(Why::Removed),
            _ => None,
        };
        let counts = Counts {
            replies: wire::count(self.replies_count),
            reposts: wire::count(self.reposts_count),
            likes: wire::count(self.likes_count),
            quotes: wire::count(self.quotes_count),
            ..Counts::default()
        };
        match (why, self.value) {
            (Some(why), _) => out.notes.push(Note::Unavailable { id: uri.to_string(), why }),
            (None, Some(record)) => Whole { uri, author: self.author, record: *record, counts }.put(out, None),
            (None, None) => {}
        }
    }
}

impl<'a> Person<'a> {
    fn account(self) -> Account<'a> {
        let own = self.did.as_ref().map(|did| did.0.clone());
        // Anyone may label anyone; only what an account says of itself counts.
        let says_bot = |label: &Label<'a>| label.is_bot() && label.src.as_ref().map(|src| &src.0) == own.as_ref();
        Account {
            automated: self.labels.0.iter().any(says_bot).then_some(true),
            id: wire::id(self.did).unwrap_or_default(),
            handle: wire::text(self.handle),
            name: wire::text(self.name),
            bio: wire::text(self.description),
            followers: wire::count(self.followers),
            following: wire::count(self.following),
            posts: wire::count(self.posts),
            created_at: wire::at(self.created_at),
        }
    }
}

impl Label<'_> {
    fn is_bot(&self) -> bool {
        self.val.as_ref().is_some_and(|val| val.0 == "bot")
    }
}
