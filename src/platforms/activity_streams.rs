//! `ActivityStreams` 2.0 and `ActivityPub`: objects, activities, collections.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use serde::Deserialize;

use super::html::{self, Named};
use super::wire::{self, Count, Few, Id, Moment, Text, Thing};
use super::{Conversation, Platform, Room, Why};
use crate::post::{Account, Counts, Event, Format, Kind, Mention, Post, PostRef};

pub(super) const ROOM: Room = Room {
    platform: Platform::ActivityStreams,
    name: "activity_streams",
    shape: &[&["@context", "type"], &["type", "attributedTo"], &["type", "actor", "object"], &["type", "inReplyTo"]],
    lists: &["", "items", "orderedItems"],
    levels: 48,
    read: |text, out| {
        wire::each(text, |found: Few<Object<'_>>| {
            for object in found.0 {
                object.put(None, out);
            }
        })
    },
};

/// An object, an activity, an actor or a collection: all bear fields of one vocabulary.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Object<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    #[serde(default)]
    r#type: Few<Text<'a>>,
    name: Option<Text<'a>>,
    preferred_username: Option<Text<'a>>,
    summary: Option<Text<'a>>,
    content: Option<Text<'a>>,
    content_map: Option<BTreeMap<Cow<'a, str>, Text<'a>>>,
    media_type: Option<Text<'a>>,
    published: Option<Moment>,
    updated: Option<Moment>,
    deleted: Option<Moment>,
    #[serde(default)]
    in_reply_to: Few<Thing<'a, Object<'a>>>,
    #[serde(default)]
    attributed_to: Few<Thing<'a, Object<'a>>>,
    #[serde(default)]
    actor: Few<Thing<'a, Object<'a>>>,
    #[serde(rename = "object", default)]
    target: Few<Thing<'a, Object<'a>>>,
    context: Option<Thing<'a, Object<'a>>>,
    conversation: Option<Text<'a>>,
    #[serde(default)]
    tag: Few<Thing<'a, Tag<'a>>>,
    start_time: Option<Moment>,
    end_time: Option<Moment>,
    #[serde(default)]
    location: Few<Thing<'a, Object<'a>>>,
    quote: Option<Thing<'a, Object<'a>>>,
    quote_url: Option<Text<'a>>,
    quote_uri: Option<Text<'a>>,
    #[serde(rename = "_misskey_quote")]
    misskey_quote: Option<Text<'a>>,
    likes: Option<Thing<'a, Object<'a>>>,
    shares: Option<Thing<'a, Object<'a>>>,
    replies: Option<Thing<'a, Object<'a>>>,
    followers: Option<Thing<'a, Object<'a>>>,
    following: Option<Thing<'a, Object<'a>>>,
    generator: Option<Thing<'a, Object<'a>>>,
    total_items: Option<Count>,
    #[serde(default)]
    items: Few<Thing<'a, Object<'a>>>,
    #[serde(default)]
    ordered_items: Few<Thing<'a, Object<'a>>>,
    first: Option<Thing<'a, Object<'a>>>,
}

#[derive(Default, Deserialize)]
struct Tag<'a> {
    #[serde(borrow, default)]
    r#type: Few<Text<'a>>,
    href: Option<Text<'a>>,
    name: Option<Text<'a>>,
}

/// What a type does for us.
enum Sort {
    Actor,
    Collection,
    /// It carries an object on: made, changed.
    Carries,
    Announce,
    Invite,
    Delete,
    /// A gesture without words of its own: like, follow, accept, join.
    Gesture,
    Tombstone,
    Post(Kind),
}

impl Sort {
    fn of(types: &[Text<'_>]) -> Option<Self> {
        types.iter().rev().find_map(|name| {
            Some(match &*name.0 {
                "Person" | "Group" | "Organization" | "Service" | "Application" => Self::Actor,
                "Collection" | "OrderedCollection" | "CollectionPage" | "OrderedCollectionPage" => Self::Collection,
                "Create" | "Update" | "Add" => Self::Carries,
                "Announce" => Self::Announce,
                "Invite" => Self::Invite,
                "Delete" | "Remove" => Self::Delete,
                "Accept" | "TentativeAccept" | "Reject" | "TentativeReject" | "Join" | "Leave" | "Like" | "Dislike"
                | "Follow" | "Block" | "Flag" | "Ignore" | "Undo" | "Offer" | "Move" | "Travel" | "Read" | "View"
                | "Listen" | "Arrive" => Self::Gesture,
                "Tombstone" => Self::Tombstone,
                "Event" => Self::Post(Kind::Event),
                "Article" | "Page" => Self::Post(Kind::Article),
                "Note" | "Question" | "Image" | "Video" | "Audio" | "Document" => Self::Post(Kind::Status),
                _ => return None,
            })
        })
    }
}

impl<'a> Object<'a> {
    /// `by` is the actor of the activity it came in.
    fn put(mut self, by: Option<Cow<'a, str>>, out: &mut Conversation<'a>) {
        let Some(sort) = Sort::of(&self.r#type.0) else {
            if self.content.is_some() {
                self.post(Kind::Status, by, out);
            }
            return;
        };
        match sort {
            Sort::Actor => self.account(out),
            Sort::Collection => self.members(out),
            Sort::Carries => {
                let by = self.author(out).or(by);
                for object in whole(self.target) {
                    object.put(by.clone(), out);
                }
            }
            Sort::Announce | Sort::Invite | Sort::Gesture => self.activity(&sort, out),
            Sort::Delete => self.delete(out),
            Sort::Tombstone => {
                let post = Post { id: wire::id(self.id).unwrap_or_default(), ..Post::default() };
                out.lost(Post { edited_at: wire::at(self.deleted), ..post }, Why::Deleted);
            }
            Sort::Post(kind) => self.post(kind, by, out),
        }
    }

    fn members(self, out: &mut Conversation<'a>) {
        out.id = out.id.take().or_else(|| self.id.map(|id| id.0));
        for member in whole(self.items).chain(whole(self.ordered_items)) {
            member.put(None, out);
        }
        if let Some(Thing::Whole(page)) = self.first {
            page.put(None, out);
        }
    }

    /// Something done to another object: repeated, invited to, liked, accepted.
    fn activity(mut self, sort: &Sort, out: &mut Conversation<'a>) {
        let author = self.author(out);
        let object = self.target.0.first();
        let other = object.and_then(Thing::id).map(|id| PostRef { id, author: object.and_then(Thing::author) });
        let mut post = Post {
            id: wire::id(self.id).unwrap_or_default(),
            author,
            text: wire::text(self.content.or(self.summary)).unwrap_or_default(),
            format: Format::Html,
            created_at: wire::at(self.published),
            ..Post::default()
        };
        match sort {
            Sort::Announce => post.repost_of = Some(other.unwrap_or_default()),
            Sort::Invite => {
                post.kind = Kind::Invite;
                if let Some(Thing::Whole(object)) = object {
                    post.event = Some(object.event());
                    if post.text.is_empty() {
                        post.text = object.name.as_ref().map(|name| name.0.clone()).unwrap_or_default();
                        post.format = Format::Plain;
                    }
                }
            }
            _ => {
                post.kind = Kind::Service;
                post.reply_to = other.map(|other| other.id);
            }
        }
        out.posts.push(post);
        for object in whole(self.target) {
            object.put(None, out);
        }
    }

    fn delete(mut self, out: &mut Conversation<'a>) {
        self.author(out);
        let said = wire::at(self.published);
        for object in self.target.0 {
            let deleted = match &object {
                Thing::Whole(object) => wire::at(object.deleted),
                Thing::Named(_) => None,
            };
            if let Some(id) = object.id() {
                out.lost(Post { id, edited_at: deleted.or(said), ..Post::default() }, Why::Deleted);
            }
        }
    }

    /// Who made it; if that actor stands here whole, it is kept as an account.
    fn author(&mut self, out: &mut Conversation<'a>) -> Option<Cow<'a, str>> {
        let makers = if self.attributed_to.0.is_empty() { &mut self.actor } else { &mut self.attributed_to };
        let maker = core::mem::take(makers).0.into_iter().next()?;
        let id = maker.id();
        match maker {
            Thing::Whole(actor) => {
                // An actor without an id is known by its name.
                let name = actor.name.clone().map(|name| name.0);
                actor.account(out);
                id.or(name)
            }
            Thing::Named(_) => id,
        }
    }

    fn event(&self) -> Event<'a> {
        let place = self.location.0.first().and_then(|place| match place {
            Thing::Named(name) => Some(name.clone()),
            Thing::Whole(place) => place.name.clone().map(|name| name.0),
        });
        let at = |moment: Option<Moment>| moment.map(|moment| moment.0);
        Event { start: at(self.start_time), end: at(self.end_time), place, ..Event::default() }
    }

    fn post(mut self, kind: Kind, by: Option<Cow<'a, str>>, out: &mut Conversation<'a>) {
        let accounts = out.accounts.len();
        let author = self.author(out).or(by);
        let automated = out.accounts.get(accounts).and_then(|account| account.automated);
        let event = (kind == Kind::Event).then(|| self.event());
        let plain = self.media_type.as_ref().is_some_and(|media| media.0 == "text/plain");
        let markdown = self.media_type.as_ref().is_some_and(|media| media.0 == "text/markdown");
        let (lang, mapped) = match self.content_map.and_then(|map| map.into_iter().next()) {
            Some((lang, text)) => (Some(lang), Some(text)),
            None => (None, None),
        };
        // An event or article without words of its own has its title.
        let words = self.content.or(mapped).filter(|text| !text.0.is_empty());
        let format = match (&words, plain, markdown) {
            (None, ..) | (_, true, _) => Format::Plain,
            (_, _, true) => Format::Markdown,
            _ => Format::Html,
        };
        let total = |collection: Option<Thing<'a, Object<'a>>>| collection.and_then(Thing::total);
        let (replies, inside) = match self.replies {
            Some(Thing::Whole(replies)) => (replies.total_items, Some(replies)),
            _ => (None, None),
        };
        let mut parents = self.in_reply_to.0.iter().filter_map(Thing::id);
        let (reply_to, also_reply_to) = (parents.next(), parents.collect::<Vec<_>>());
        let quotes = [self.quote.and_then(|quote| quote.id())].into_iter().flatten();
        let quotes =
            quotes.chain([self.quote_url, self.quote_uri, self.misskey_quote].into_iter().flatten().map(|t| t.0));
        let mut post = Post {
            id: wire::id(self.id).unwrap_or_default(),
            author,
            text: wire::text(words.or(self.name)).unwrap_or_default(),
            format,
            created_at: wire::at(self.published),
            edited_at: wire::at(self.updated),
            reply_to_author: self.in_reply_to.0.first().and_then(Thing::author),
            reply_to,
            also_reply_to,
            conversation: self.context.and_then(|context| context.id()).or_else(|| wire::text(self.conversation)),
            // The three names of one field name one post.
            quotes: quotes.take(1).map(|id| PostRef { id, author: None }).collect(),
            kind,
            event,
            counts: Counts {
                replies: wire::count(replies),
                reposts: total(self.shares),
                likes: total(self.likes),
                ..Counts::default()
            },
            lang,
            client: self.generator.and_then(Thing::name),
            automated,
            ..Post::default()
        };
        tags(&mut post, self.tag.0);
        out.posts.push(post);
        if let Some(replies) = inside {
            replies.members(out);
        }
        for parent in whole(self.in_reply_to) {
            parent.put(None, out);
        }
    }

    fn account(self, out: &mut Conversation<'a>) {
        let Some(id) = wire::id(self.id) else { return };
        let service = self.r#type.0.iter().any(|name| matches!(&*name.0, "Service" | "Application"));
        let total = |collection: Option<Thing<'a, Object<'a>>>| collection.and_then(Thing::total);
        out.accounts.push(Account {
            id,
            handle: wire::text(self.preferred_username),
            name: wire::text(self.name),
            bio: wire::text(self.summary),
            automated: Some(service),
            followers: total(self.followers),
            following: total(self.following),
            posts: None,
            created_at: wire::at(self.published),
        });
    }
}

fn whole<'a>(things: Few<Thing<'a, Object<'a>>>) -> impl Iterator<Item = Object<'a>> {
    things.0.into_iter().filter_map(|thing| match thing {
        Thing::Whole(object) => Some(*object),
        Thing::Named(_) => None,
    })
}

impl<'a> Thing<'a, Object<'a>> {
    fn id(&self) -> Option<Cow<'a, str>> {
        match self {
            Thing::Named(id) => Some(id.clone()),
            Thing::Whole(object) => object.id.clone().map(|id| id.0),
        }
    }

    fn author(&self) -> Option<Cow<'a, str>> {
        match self {
            Thing::Named(_) => None,
            Thing::Whole(object) => object.attributed_to.0.first().or(object.actor.0.first()).and_then(Thing::id),
        }
    }

    fn name(self) -> Option<Cow<'a, str>> {
        match self {
            Thing::Named(name) => Some(name),
            Thing::Whole(object) => wire::text(object.name),
        }
    }

    fn total(self) -> Option<u64> {
        match self {
            Thing::Named(_) => None,
            Thing::Whole(object) => wire::count(object.total_items),
        }
    }
}

/// Mentions with their spans, hashtags, and links.
fn tags<'a>(post: &mut Post<'a>, tags: Vec<Thing<'a, Tag<'a>>>) {
    let mut named = Vec::new();
    for tag in tags {
        let Thing::Whole(tag) = tag else { continue };
        let is = |wanted: &str| tag.r#type.0.iter().any(|name| name.0 == wanted);
        let (mention, hashtag) = (is("Mention"), is("Hashtag"));
        let name = wire::text(tag.name).unwrap_or_default();
        if mention {
            let address = wire::text(tag.href).unwrap_or_else(|| name.clone());
            post.mentions.push(Mention { account: address.clone(), span: None });
            named.push(Named { address, handle: name });
        } else if hashtag {
            post.hashtags.push(match name {
                Cow::Borrowed(name) => Cow::Borrowed(name.trim_start_matches('#')),
                Cow::Owned(name) => Cow::Owned(name.trim_start_matches('#').into()),
            });
        }
    }
    if post.format == Format::Html {
        html::link(post, &named);
    }
}
