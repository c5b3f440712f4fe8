//! Nostr: events as relays send them, alone, in a list or one a line.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use serde::Deserialize;

use super::wire::{self, Count, Few, Id, Seconds, Text, Thing};
use super::{Conversation, Note, Platform, Room, Why};
use crate::post::{Account, Event, Kind, Link, Mention, Post, PostRef, Timestamp};
use crate::span::Span;

pub(super) const ROOM: Room = Room {
    platform: Platform::Nostr,
    name: "nostr",
    shape: &[&["pubkey", "kind", "tags"], &["pubkey", "kind", "content"]],
    lists: &[""],
    levels: 48,
    read: |text, out| {
        let mut deleted = BTreeMap::new();
        // A relay's message is a list of words and an event; the words say nothing of the post.
        wire::each(text, |found: Few<Thing<'_, Signed<'_>>>| {
            for thing in found.0 {
                if let Thing::Whole(event) = thing {
                    event.put(out, &mut deleted);
                }
            }
        })?;
        delete(out, &mut deleted);
        Ok(())
    },
};

/// An event of any kind.
#[derive(Default, Deserialize)]
struct Signed<'a> {
    #[serde(borrow)]
    id: Option<Id<'a>>,
    pubkey: Option<Id<'a>>,
    created_at: Option<Seconds>,
    kind: Option<Count>,
    #[serde(default)]
    tags: Few<Few<Text<'a>>>,
    content: Option<Text<'a>>,
}

/// What an account says of itself, as JSON in the content of a kind 0.
#[derive(Default, Deserialize)]
struct About {
    name: Option<String>,
    display_name: Option<String>,
    #[serde(rename = "about")]
    bio: Option<String>,
    nip05: Option<String>,
    bot: Option<bool>,
}

/// Deleted posts and who says so: only their author may.
type Deleted<'a> = BTreeMap<Cow<'a, str>, Option<Cow<'a, str>>>;

impl<'a> Signed<'a> {
    fn put(self, out: &mut Conversation<'a>, deleted: &mut Deleted<'a>) {
        match self.kind.map(|kind| kind.0) {
            Some(0) => out.accounts.extend(self.account()),
            Some(5) => {
                let by = self.pubkey.as_ref().map(|key| key.0.clone());
                deleted.extend(self.values("e").map(|id| (id, by.clone())));
            }
            Some(6 | 16) => self.repost(out),
            Some(1111) => self.post(Kind::Comment, out),
            Some(30_023) => self.post(Kind::Article, out),
            Some(14 | 42) => self.post(Kind::Message, out),
            Some(31_922 | 31_923) => self.post(Kind::Event, out),
            // A reaction, an answer to an invitation, a payment: gestures without words.
            Some(7 | 31_925 | 9735) => self.post(Kind::Service, out),
            Some(1 | 20 | 21 | 22) | None => self.post(Kind::Status, out),
            // Lists, settings, encrypted letters: nobody's post.
            Some(_) => {}
        }
    }

    /// The tags of that name, without it.
    fn tags(&self, name: &str) -> impl Iterator<Item = &[Text<'a>]> {
        self.tags.0.iter().filter_map(move |tag| match &tag.0[..] {
            [first, rest @ ..] if first.0 == name && !rest.is_empty() => Some(rest),
            _ => None,
        })
    }

    fn values(&self, name: &str) -> impl Iterator<Item = Cow<'a, str>> {
        self.tags(name).map(|tag| tag[0].0.clone())
    }

    fn account(self) -> Option<Account<'a>> {
        let about: About = serde_json::from_str(&self.content?.0).unwrap_or_default();
        Some(Account {
            id: wire::id(self.pubkey)?,
            handle: about.nip05.map(Cow::Owned),
            name: about.display_name.or(about.name).map(Cow::Owned),
            bio: about.bio.map(Cow::Owned),
            automated: about.bot,
            ..Account::default()
        })
    }

    fn repost(self, out: &mut Conversation<'a>) {
        let author = self.values("p").next();
        let id = self.values("e").last().unwrap_or_default();
        out.posts.push(Post {
            id: wire::id(self.id).unwrap_or_default(),
            author: wire::id(self.pubkey),
            created_at: self.created_at.map(|at| at.0),
            repost_of: Some(PostRef { id, author }),
            ..Post::default()
        });
    }

    /// Parent, root and the parent's author: by marker, in comments by capitals, else by position.
    fn place(&self) -> [Option<Cow<'a, str>>; 3] {
        let marked = |wanted: &str| self.tags("e").find(|tag| tag.get(2).is_some_and(|marker| marker.0 == wanted));
        let plain = || self.tags("e").filter(|tag| tag.get(2).is_none_or(|marker| marker.0 != "mention"));
        let root = marked("root").or_else(|| self.tags("E").next()).or_else(|| plain().next());
        let parent = marked("reply").or_else(|| marked("root")).or_else(|| plain().last());
        let id = |tag: Option<&[Text<'a>]>| tag.map(|tag| tag[0].0.clone());
        let signed = parent.and_then(|tag| tag.get(3)).map(|key| key.0.clone()).filter(|key| !key.is_empty());
        let mut named = self.values("p");
        // One name beside an answer is whose post it answers.
        let only = (named.next(), named.next());
        let alone = only.0.filter(|_| parent.is_some() && only.1.is_none());
        [id(parent), id(root), signed.or(alone)]
    }

    fn post(self, kind: Kind, out: &mut Conversation<'a>) {
        let [reply_to, root, reply_to_author] = self.place();
        let first = |name: &str| self.values(name).next();
        let moment = |name: &str| first(name).and_then(|value| Timestamp::parse(&value).ok());
        let event = (kind == Kind::Event).then(|| Event {
            start: moment("start"),
            end: moment("end"),
            place: first("location"),
            ..Event::default()
        });
        let old = self.tags("e").filter(|tag| tag.get(2).is_some_and(|marker| marker.0 == "mention"));
        let quoted = self.tags("q").map(|tag| (tag[0].0.clone(), tag.get(2).map(|key| key.0.clone())));
        let quotes = quoted.chain(old.map(|tag| (tag[0].0.clone(), None)));
        let mut post = Post {
            quotes: quotes.map(|(id, author)| PostRef { id, author }).collect(),
            hashtags: self.values("t").collect(),
            links: self.values("r").map(|url| Link { url, span: None }).collect(),
            mentions: self.values("p").map(|account| Mention { account, span: None }).collect(),
            lang: self
                .tags("l")
                .find(|tag| tag.get(1).is_some_and(|of| of.0 == "ISO-639-1"))
                .map(|tag| tag[0].0.clone()),
            client: first("client"),
            event,
            kind,
            reply_to,
            reply_to_author,
            conversation: root,
            ..Post::default()
        };
        let title = first("title").or_else(|| first("name"));
        post.text = wire::text(self.content).unwrap_or_default();
        if post.text.is_empty() {
            post.text = title.unwrap_or_default();
        }
        post.id = wire::id(self.id).unwrap_or_default();
        post.author = wire::id(self.pubkey);
        post.created_at = self.created_at.map(|at| at.0);
        inline(&mut post);
        out.posts.push(post);
    }
}

/// Gives mentions written as `nostr:npub1…` or `nostr:nprofile1…` their spans.
fn inline(post: &mut Post<'_>) {
    let mut places: BTreeMap<String, Span> = BTreeMap::new();
    for (at, _) in post.text.match_indices("nostr:n") {
        let word = &post.text[at + "nostr:".len()..];
        let word = &word[..word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len())];
        if let Some(key) = key(word) {
            let end = at + "nostr:".len() + word.len();
            places.entry(key).or_insert(Span::new(at as u32, end as u32));
        }
    }
    for mention in &mut post.mentions {
        mention.span = places.remove(&*mention.account);
    }
    let new = places.into_iter().map(|(key, span)| Mention { account: Cow::Owned(key), span: Some(span) });
    post.mentions.extend(new);
}

/// The public key in an `npub` or `nprofile`, in hex. The checksum is left to clients.
fn key(word: &str) -> Option<String> {
    const LETTERS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let (prefix, data) = word.rsplit_once('1').filter(|(_, data)| (6..=512).contains(&data.len()))?;
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for letter in data.bytes().take(data.len() - 6) {
        bits = bits << 5 & 0xFFFF | LETTERS.iter().position(|l| *l == letter)? as u32;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    let key = match prefix {
        "npub" => bytes.get(..32)?,
        // Pieces of type, length and value; type 0 is the key.
        "nprofile" => bytes.get(..2).filter(|head| **head == [0, 32]).and_then(|_| bytes.get(2..34))?,
        _ => return None,
    };
    Some(key.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// Takes the words out of posts whose authors deleted them.
fn delete<'a>(out: &mut Conversation<'a>, deleted: &mut Deleted<'a>) {
    for post in &mut out.posts {
        match deleted.get(&post.id) {
            Some(by) if *by == post.author => {
                *post = Post {
                    id: core::mem::take(&mut post.id),
                    reply_to: post.reply_to.take(),
                    conversation: post.conversation.take(),
                    kind: Kind::Service,
                    ..Post::default()
                };
            }
            // Nobody deletes what another wrote.
            Some(_) => drop(deleted.remove(&post.id)),
            None => {}
        }
    }
    let note = |id: &Cow<'_, str>| Note::Unavailable { id: id.to_string(), why: Why::Deleted };
    out.notes.extend(deleted.keys().map(note));
}
