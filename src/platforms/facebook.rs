//! Facebook Graph: posts, comments, events.
//!
//! In which unit offsets count is not documented: code points, unless the name only fits in UTF-16.
//! `updated_time` is no edit: the latest comment moves it too.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};

use serde::Deserialize;

use super::offsets::Ruler;
use super::wire::{self, Count, Few, Id, Moment, Text, Thing};
use super::{Conversation, Note, Platform, Room};
use crate::post::{Account, Counts, Event, Kind, Link, Mention, Post};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::Facebook,
    name: "facebook",
    shape: &[
        &["created_time"],
        &["data.created_time"],
        &["posts.data.created_time"],
        &["feed.data.created_time"],
        &["start_time", "name"],
        &["data.start_time", "data.name"],
    ],
    lists: &["", "data"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Entry<'_>>| {
            for entry in found.0 {
                entry.put(&Under::default(), out);
            }
        })
    },
};

/// A post, a comment or an event, or what holds some: a page, an edge.
#[derive(Default, Deserialize)]
struct Entry<'a> {
    #[serde(borrow, default)]
    data: Few<Entry<'a>>,
    posts: Option<Box<Entry<'a>>>,
    feed: Option<Box<Entry<'a>>>,
    events: Option<Box<Entry<'a>>>,
    comments: Option<Box<Entry<'a>>>,
    paging: Option<Paging<'a>>,
    summary: Option<Thing<'a, Summary>>,
    id: Option<Id<'a>>,
    from: Option<Person<'a>>,
    owner: Option<Person<'a>>,
    parent: Option<Parent<'a>>,
    message: Option<Text<'a>>,
    story: Option<Text<'a>>,
    #[serde(default)]
    message_tags: Few<Tag<'a>>,
    permalink_url: Option<Text<'a>>,
    created_time: Option<Moment>,
    attachment: Option<Attachment<'a>>,
    attachments: Option<Attachments<'a>>,
    is_hidden: Option<bool>,
    like_count: Option<Count>,
    comment_count: Option<Count>,
    likes: Option<Edge>,
    reactions: Option<Edge>,
    shares: Option<Shares>,
    name: Option<Text<'a>>,
    description: Option<Text<'a>>,
    start_time: Option<Moment>,
    end_time: Option<Moment>,
    place: Option<Place<'a>>,
    ticket_uri: Option<Text<'a>>,
    attending_count: Option<Count>,
    interested_count: Option<Count>,
    maybe_count: Option<Count>,
    declined_count: Option<Count>,
    noreply_count: Option<Count>,
    is_canceled: Option<bool>,
}

#[derive(Default, Deserialize)]
struct Paging<'a> {
    #[serde(borrow)]
    next: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Edge {
    summary: Option<Summary>,
}

#[derive(Clone, Copy, Default, Deserialize)]
struct Summary {
    total_count: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Shares {
    count: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Person<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    name: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Parent<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    from: Option<Person<'a>>,
}

#[derive(Default, Deserialize)]
struct Tag<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    name: Option<Text<'a>>,
    offset: Option<Count>,
    length: Option<Count>,
}

#[derive(Default, Deserialize)]
struct Attachments<'a> {
    #[serde(borrow, default)]
    data: Few<Attachment<'a>>,
}

#[derive(Default, Deserialize)]
struct Attachment<'a> {
    #[serde(rename = "type", borrow)]
    kind: Option<Text<'a>>,
    unshimmed_url: Option<Text<'a>>,
    url: Option<Text<'a>>,
}

#[derive(Default, Deserialize)]
struct Place<'a> {
    #[serde(borrow)]
    name: Option<Text<'a>>,
}

/// What an entry stands under.
#[derive(Clone, Default)]
struct Under<'a> {
    id: Option<Cow<'a, str>>,
    author: Option<Cow<'a, str>>,
    root: Option<Cow<'a, str>>,
}

impl<'a> Entry<'a> {
    fn put(mut self, under: &Under<'a>, out: &mut Conversation<'a>) {
        for edge in [&mut self.posts, &mut self.feed, &mut self.events] {
            if let Some(edge) = edge.take() {
                // A page's own fields: the place all this stands in.
                out.owner = out.owner.take().or_else(|| self.id.as_ref().map(|id| id.0.clone()));
                edge.put(under, out);
            }
        }
        for entry in core::mem::take(&mut self.data.0) {
            entry.put(under, out);
        }
        if self.paging.take().is_some_and(|paging| paging.next.is_some()) {
            out.notes.push(Note::More { under: under.id.as_ref().map(ToString::to_string), posts: None });
        }
        let dated = self.created_time.is_some() || self.start_time.is_some();
        if !(dated || self.message.is_some() || self.story.is_some()) {
            return;
        }
        let comments = self.comments.take();
        let total = comments.as_ref().and_then(|edge| edge.total());
        let mut post = if self.start_time.is_some() { self.event(out) } else { self.post(under, out) };
        post.counts.replies = post.counts.replies.or(total);
        let under = Under {
            id: Some(post.id.clone()),
            author: post.author.clone(),
            root: under.root.clone().or_else(|| Some(post.id.clone())),
        };
        out.posts.push(post);
        if let Some(edge) = comments {
            edge.put(&under, out);
        }
    }

    fn total(&self) -> Option<u64> {
        match &self.summary {
            Some(Thing::Whole(summary)) => wire::count(summary.total_count),
            _ => None,
        }
    }

    fn post(self, under: &Under<'a>, out: &mut Conversation<'a>) -> Post<'a> {
        let link = self.permalink_url.as_ref().map(|link| Permalink::of(&link.0)).unwrap_or_default();
        let id = wire::id(self.id).or_else(|| link.id().map(Cow::Owned)).unwrap_or_default();
        let parent = self.parent.map(|parent| (wire::id(parent.id), parent.from.and_then(|from| wire::id(from.id))));
        let (parent, parent_author) = parent.unwrap_or_default();
        // A comment's id is its post's and its own, but the post's may lack the page's before it.
        let on_post = link.root().map(Cow::Owned);
        // Only comments count their likes in a field of their own.
        let counted = self.comment_count.is_some() || self.like_count.is_some();
        let is_comment = under.id.is_some() || link.comment.is_some() || parent.is_some() || counted;
        let prefix = prefix(&id).filter(|_| is_comment);
        let (likes, reactions) = (self.likes.map(Edge::total), self.reactions.map(Edge::total));
        let mut post = Post {
            author: author(self.from, out),
            text: wire::text(self.message.or(self.story)).unwrap_or_default(),
            created_at: wire::at(self.created_time),
            reply_to: parent
                .or_else(|| under.id.clone())
                .or_else(|| link.parent().map(Cow::Owned))
                .or_else(|| prefix.clone()),
            reply_to_author: parent_author.or_else(|| under.author.clone()),
            conversation: under.root.clone().or(on_post).or(prefix),
            kind: if is_comment { Kind::Comment } else { Kind::Status },
            counts: Counts {
                replies: wire::count(self.comment_count),
                reposts: self.shares.and_then(|shares| wire::count(shares.count)),
                likes: wire::count(self.like_count).or(reactions.flatten()).or(likes.flatten()),
                ..Counts::default()
            },
            id,
            ..Post::default()
        };
        tags(&mut post, self.message_tags.0);
        let attachments = self.attachment.into_iter().chain(self.attachments.into_iter().flat_map(|all| all.data.0));
        // Pictures and films are no links.
        let shared = attachments.filter(|a| a.kind.as_ref().is_some_and(|kind| kind.0.contains("share")));
        let urls = shared.filter_map(|a| wire::text(a.unshimmed_url.or(a.url)));
        post.links = urls.map(|url| Link { url, span: None }).collect();
        if self.is_hidden == Some(true) {
            out.notes.push(Note::Unavailable { id: post.id.to_string(), why: super::Why::Hidden });
        }
        post
    }

    fn event(self, out: &mut Conversation<'a>) -> Post<'a> {
        let text = match (wire::text(self.name), wire::text(self.description)) {
            (Some(name), Some(words)) => Cow::Owned(alloc::format!("{name}\n\n{words}")),
            (name, words) => name.or(words).unwrap_or_default(),
        };
        let asked = [self.attending_count, self.maybe_count, self.declined_count, self.noreply_count];
        let invited = asked.iter().flatten().fold(0_u64, |sum, count| sum.saturating_add(count.0));
        let id = wire::id(self.id).unwrap_or_default();
        if self.is_canceled == Some(true) {
            out.notes.push(Note::Unavailable { id: id.to_string(), why: super::Why::Deleted });
        }
        Post {
            id,
            author: author(self.owner, out),
            text,
            created_at: wire::at(self.created_time),
            links: wire::text(self.ticket_uri).into_iter().map(|url| Link { url, span: None }).collect(),
            kind: Kind::Event,
            event: Some(Event {
                start: wire::at(self.start_time),
                end: wire::at(self.end_time),
                place: self.place.and_then(|place| wire::text(place.name)),
                invited: asked.iter().any(Option::is_some).then_some(invited),
                going: wire::count(self.attending_count),
            }),
            counts: Counts { likes: wire::count(self.interested_count), ..Counts::default() },
            ..Post::default()
        }
    }
}

/// The post in a comment's id.
fn prefix<'a>(id: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    match id {
        Cow::Borrowed(id) => id.split_once('_').map(|(post, _)| Cow::Borrowed(post)),
        Cow::Owned(id) => id.split_once('_').map(|(post, _)| Cow::Owned(post.into())),
    }
}

impl Edge {
    fn total(self) -> Option<u64> {
        self.summary.and_then(|summary| wire::count(summary.total_count))
    }
}

fn author<'a>(person: Option<Person<'a>>, out: &mut Conversation<'a>) -> Option<Cow<'a, str>> {
    let person = person?;
    let id = wire::id(person.id)?;
    out.accounts.push(Account { id: id.clone(), name: wire::text(person.name), ..Account::default() });
    Some(id)
}

fn tags<'a>(post: &mut Post<'a>, tags: alloc::vec::Vec<Tag<'a>>) {
    let ruler = Ruler::code_points(&post.text);
    let other = Ruler::utf16(&post.text);
    let mention = |tag: Tag<'a>| {
        let (start, end) = (tag.offset.map(|o| o.0 as usize), tag.length.map(|l| l.0 as usize));
        let end = start.and_then(|start| start.checked_add(end?));
        let span = |ruler: &Ruler<'_>| ruler.span(start?, end?);
        let (points, pairs) = (span(&ruler), span(&other));
        let fits = |span: &Option<Span>| match (span, &tag.name) {
            (Some(span), Some(name)) => span.of(&post.text).trim_start_matches('@') == name.0,
            _ => false,
        };
        // Which unit is not documented; the name decides where the two differ.
        let span = if fits(&points) || !fits(&pairs) { points } else { pairs };
        let account = wire::id(tag.id).or_else(|| wire::text(tag.name))?;
        Some(Mention { account, span: span.filter(|span| !span.is_empty()) })
    };
    let mentions = tags.into_iter().filter_map(mention).collect();
    post.mentions = mentions;
}

/// What the address of a comment says: page, post, comment, and the reply to it.
#[derive(Default)]
struct Permalink {
    page: Option<String>,
    post: Option<String>,
    comment: Option<String>,
    reply: Option<String>,
}

impl Permalink {
    fn of(url: &str) -> Self {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let mut parts = path.trim_end_matches('/').rsplit('/');
        let (post, kind, page) = (parts.next(), parts.next(), parts.next());
        let is_post = kind == Some("posts");
        let value = |wanted: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(name, _)| *name == wanted).map(|(_, value)| String::from(value))
        };
        Self {
            page: page.filter(|_| is_post).map(String::from),
            post: post.filter(|_| is_post).map(String::from),
            comment: value("comment_id"),
            reply: value("reply_comment_id"),
        }
    }

    /// `page_post`, as posts are called.
    fn root(&self) -> Option<String> {
        Some(alloc::format!("{}_{}", self.page.as_ref()?, self.post.as_ref()?))
    }

    /// `post_comment`, as comments are called; a post's own id without one.
    fn id(&self) -> Option<String> {
        match self.reply.as_ref().or(self.comment.as_ref()) {
            Some(comment) => Some(alloc::format!("{}_{comment}", self.post.as_ref()?)),
            None => self.root(),
        }
    }

    fn parent(&self) -> Option<String> {
        let comment = self.comment.as_ref()?;
        match self.reply {
            Some(_) => Some(alloc::format!("{}_{comment}", self.post.as_ref()?)),
            None => self.root(),
        }
    }
}
