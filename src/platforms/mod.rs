//! Payloads of the platforms people use, read into posts: text in, posts out, no I/O.
//!
//! [`read`] tells the platform by the payload's shape, [`read_as`] is told. Either gives a
//! [`Conversation`]: the posts, the accounts the payload describes, and notes on what is missing.
//!
//! ```
//! use realtalk::{Scorer, platforms};
//!
//! let payload = r#"{"ancestors": [], "descendants": [{
//!     "id": "2", "in_reply_to_id": "1", "account": {"id": "7", "acct": "ben", "bot": false},
//!     "content": "<p>No, the kiln <b>survived</b> it</p>", "created_at": "2024-03-01T12:00:00.000Z"
//! }]}"#;
//! let conversation = platforms::read(payload)?;
//! assert_eq!(conversation.platform.to_string(), "mastodon");
//! let thread = conversation.into_thread()?;
//! assert_eq!(thread.posts()[0].author.as_deref(), Some("7"));
//! println!("{:?}", Scorer::default().score_thread(&thread));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What holds on every platform: ids are strings, whatever the payload writes; an unknown count stays
//! unknown; spans are bytes of the post's own text, whatever unit the platform counts in; HTML is kept
//! and marked [`Format::Html`](crate::Format); an unknown field is ignored and one of the wrong type is
//! an error that names its path; a truncated payload gives what is whole, and a note. Posts that are
//! quoted or repeated stand among the posts where the payload holds them whole. A deleted post keeps its
//! place as a [`Kind::Service`] post without words or author, with a note.
//!
//! A payload may be several JSON values one after another, as in JSON Lines. Nesting deeper than 48
//! levels (100 on Bluesky, Reddit and Hacker News, which nest replies) is an error, not a stack overflow.
//! Reading takes two to four times the payload's size while it lasts, with all the fields that platforms
//! send; a [`Post`] is several hundred bytes, so posts of a few dozen bytes take more.

// Fields are called what the payloads call them.
#![allow(clippy::struct_field_names)]

mod activity_streams;
mod bluesky;
mod cut;
mod discord;
mod discourse;
mod error;
mod facebook;
mod hacker_news;
mod html;
mod instagram;
mod linkedin;
mod mastodon;
mod nostr;
mod offsets;
mod outline;
mod reddit;
mod slack;
mod telegram;
mod threads;
mod wire;
mod wordpress;
mod x;
mod x_archive;
mod youtube;

use alloc::borrow::Cow;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use crate::post::{Account, Kind, Post};
use crate::thread::Thread;

pub use error::Error;

/// Where a payload comes from. Its name, as [`Display`](fmt::Display) writes and [`FromStr`] reads it,
/// is in snake case.
///
/// ```
/// use realtalk::platforms::Platform;
/// let platform: Platform = "hacker_news".parse()?;
/// assert_eq!(platform, Platform::HackerNews);
/// assert!(Platform::ALL.contains(&platform));
/// # Ok::<(), realtalk::platforms::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Platform {
    /// Mastodon and its kin: a status, a list of them, a context, a search.
    Mastodon,
    /// Bluesky: `getPostThread`, `getPosts`, feeds, records.
    Bluesky,
    /// `ActivityStreams` 2.0 and `ActivityPub`: objects, activities, collections.
    ActivityStreams,
    /// X, API v2: posts and users with what they include.
    X,
    /// X before v2: API v1.1 and the archive of one's own account (`tweets.js`).
    XArchive,
    /// Facebook Graph: posts, comments and events of a page.
    Facebook,
    /// Instagram Graph: media with their comments and replies.
    Instagram,
    /// `YouTube` comment threads and comments.
    YouTube,
    /// `WordPress` REST comments, posts and pages.
    WordPress,
    /// Nostr events.
    Nostr,
    /// Reddit listings.
    Reddit,
    /// Hacker News items of the Firebase API, trees and searches of Algolia's.
    HackerNews,
    /// Discourse topics and posts.
    Discourse,
    /// Threads posts and replies.
    Threads,
    /// `LinkedIn` comments and posts.
    LinkedIn,
    /// A Telegram export.
    Telegram,
    /// A Slack export, or a channel's history.
    Slack,
    /// A Discord channel, exported or from the API; one's own data package.
    Discord,
}

/// What a room offers: how its payloads look and how they are read.
struct Room {
    platform: Platform,
    name: &'static str,
    /// Fields of which all in one row are present; arrays count as what is in them.
    shape: &'static [&'static [&'static str]],
    /// Names of the lists a truncated payload is cut back in; `""` is a list that is the payload.
    lists: &'static [&'static str],
    /// How deep its payloads may be nested; a level costs stack.
    levels: usize,
    read: for<'a> fn(&'a str, &mut Conversation<'a>) -> Result<(), Error>,
}

/// Of two that fit a payload the first is taken, so the particular stand before the general.
const ROOMS: [&Room; 18] = [
    &mastodon::ROOM,
    &bluesky::ROOM,
    &reddit::ROOM,
    &youtube::ROOM,
    &wordpress::ROOM,
    &discourse::ROOM,
    &nostr::ROOM,
    &x::ROOM,
    &x_archive::ROOM,
    &hacker_news::ROOM,
    &threads::ROOM,
    &facebook::ROOM,
    &instagram::ROOM,
    &linkedin::ROOM,
    &telegram::ROOM,
    &slack::ROOM,
    &discord::ROOM,
    &activity_streams::ROOM,
];

impl Platform {
    /// All of them, in the order in which [`read`] considers them.
    pub const ALL: [Self; ROOMS.len()] = {
        let mut all = [Self::Mastodon; ROOMS.len()];
        let mut at = 0;
        while at < ROOMS.len() {
            all[at] = ROOMS[at].platform;
            at += 1;
        }
        all
    };

    /// Which platform a payload comes from, by its shape: the fields in its first 64 KiB.
    ///
    /// ```
    /// use realtalk::platforms::Platform;
    /// assert_eq!(Platform::of(r#"{"thread": {"post": {"uri": "at://…"}}}"#), Some(Platform::Bluesky));
    /// assert_eq!(Platform::of("{}"), None);
    /// ```
    #[must_use]
    pub fn of(payload: &str) -> Option<Self> {
        let found = outline::fields(json(payload));
        let fits = |room: &&&Room| room.shape.iter().any(|row| row.iter().all(|field| found.contains(*field)));
        ROOMS.iter().find(fits).map(|room| room.platform)
    }

    fn room(self) -> &'static Room {
        ROOMS.into_iter().find(|room| room.platform == self).unwrap_or(ROOMS[0])
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.room().name)
    }
}

impl FromStr for Platform {
    type Err = Error;
    fn from_str(name: &str) -> Result<Self, Error> {
        let room = ROOMS.iter().find(|room| room.name == name);
        room.map(|room| room.platform).ok_or_else(|| Error::Platform { found: name.chars().take(64).collect() })
    }
}

/// What a payload held.
///
/// Of an archive of one's own account the author is whoever it belongs to: the payload does not say.
///
/// ```
/// use realtalk::platforms;
/// let payload = r#"[{"id": 21, "post": 9, "parent": 0, "author": 0, "author_name": "Cho", "type": "comment",
///     "date_gmt": "2024-03-01T12:00:00", "content": {"rendered": "<p>Cone 6? <a href=\"https://cho.example\">mine</a></p>"}}]"#;
/// let conversation = platforms::read(payload)?;
/// let post = &conversation.posts[0];
/// assert_eq!(post.author.as_deref(), Some("Cho"));
/// assert_eq!(post.links[0].span.map(|span| span.of(&post.text)), Some("mine"));
/// assert_eq!(post.counts.likes, None);
/// # Ok::<(), platforms::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Conversation<'a> {
    /// Where it comes from.
    pub platform: Platform,
    /// The conversation's id, where the payload as a whole has one.
    pub id: Option<Cow<'a, str>>,
    /// Whose place it is: the page, blog, channel or topic's starter, where the payload says so.
    pub owner: Option<Cow<'a, str>>,
    /// Its posts, in the order they came, each id once.
    pub posts: Vec<Post<'a>>,
    /// The accounts it describes, each id once.
    pub accounts: Vec<Account<'a>>,
    /// What is missing from it.
    pub notes: Vec<Note>,
}

impl<'a> Conversation<'a> {
    fn new(platform: Platform) -> Self {
        Self { platform, id: None, owner: None, posts: Vec::new(), accounts: Vec::new(), notes: Vec::new() }
    }

    /// The posts as a thread.
    ///
    /// # Errors
    /// [`crate::Error::ReplyLoop`] if posts answer each other in a circle.
    ///
    /// ```
    /// let payload = r#"{"ancestors": [], "descendants": [{"id": "2", "content": "yes", "account": {"id": "7"}}]}"#;
    /// let thread = realtalk::platforms::read(payload)?.into_thread()?;
    /// assert_eq!(thread.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn into_thread(self) -> Result<Thread<'a>, crate::Error> {
        let mut thread = Thread::new(self.posts)?;
        if let Some(id) = self.id {
            thread = thread.with_id(id);
        }
        if let Some(owner) = self.owner {
            thread = thread.with_owner(owner);
        }
        Ok(thread)
    }

    /// The same, owning its strings, so that the payload may go.
    ///
    /// ```
    /// use realtalk::platforms::{self, Conversation};
    /// fn fetched() -> Result<Conversation<'static>, platforms::Error> {
    ///     let payload = String::from(r#"{"ts": "1709294400.123456", "user": "U7", "text": "on it"}"#);
    ///     Ok(platforms::read(&payload)?.into_owned())
    /// }
    /// assert_eq!(fetched()?.posts[0].text, "on it");
    /// # Ok::<(), platforms::Error>(())
    /// ```
    #[must_use]
    pub fn into_owned(self) -> Conversation<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        Conversation {
            platform: self.platform,
            id: self.id.map(own),
            owner: self.owner.map(own),
            posts: self.posts.into_iter().map(Post::into_owned).collect(),
            accounts: self.accounts.into_iter().map(Account::into_owned).collect(),
            notes: self.notes,
        }
    }

    /// A post that is there no longer, or not for the reader: its place without words.
    fn lost(&mut self, post: Post<'a>, why: Why) {
        self.notes.push(Note::Unavailable { id: post.id.to_string(), why });
        self.posts.push(Post { author: None, text: Cow::Borrowed(""), kind: Kind::Service, ..post });
    }

    /// Names the nameless, drops what came before, and says whose posts are repeated and quoted.
    fn finish(&mut self) {
        let name = self.platform.room().name;
        let (mut unnamed, before) = (0, self.posts.len());
        for (at, post) in self.posts.iter_mut().enumerate() {
            post.platform = Some(Cow::Borrowed(name));
            if post.id.is_empty() {
                unnamed += 1;
                post.id = Cow::Owned(alloc::format!("#{at}"));
            }
        }
        let twice = repeated(self.posts.iter().map(|post| &*post.id));
        let mut index = 0..;
        self.posts.retain(|_| index.next().is_some_and(|at: usize| !twice.contains(&at)));
        let twice = repeated(self.accounts.iter().map(|account| &*account.id));
        let mut index = 0..;
        self.accounts.retain(|_| index.next().is_some_and(|at: usize| !twice.contains(&at)));
        self.name_authors();
        let repeated = before - self.posts.len();
        self.notes.extend((unnamed > 0).then_some(Note::Unnamed { posts: unnamed }));
        self.notes.extend((repeated > 0).then_some(Note::Repeated { posts: repeated }));
    }

    /// Says of each repeated or quoted post who wrote it, if it is here.
    fn name_authors(&mut self) {
        let wants = |post: &Post<'_>| post.repost_of.iter().chain(&post.quotes).any(|other| other.author.is_none());
        if !self.posts.iter().any(wants) {
            return;
        }
        let authors = self.posts.iter().filter_map(|post| Some((post.id.clone(), post.author.clone()?)));
        let authors: BTreeMap<Cow<'a, str>, Cow<'a, str>> = authors.collect();
        for post in &mut self.posts {
            for other in post.repost_of.iter_mut().chain(&mut post.quotes) {
                if other.author.is_none() {
                    other.author = authors.get(&other.id).cloned();
                }
            }
        }
    }
}

/// Positions of ids that came before.
fn repeated<'i>(ids: impl Iterator<Item = &'i str>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    ids.enumerate().filter(|(_, id)| !seen.insert(*id)).map(|(at, _)| at).collect()
}

/// Something a payload does not hold, or not well.
///
/// ```
/// use realtalk::platforms::{self, Note, Platform, Why};
/// let payload = r#"{"thread": {"uri": "at://did:plc:ana/app.bsky.feed.post/1", "notFound": true}}"#;
/// let conversation = platforms::read_as(Platform::Bluesky, payload)?;
/// let id = "at://did:plc:ana/app.bsky.feed.post/1".to_owned();
/// assert_eq!(conversation.notes, [Note::Unavailable { id, why: Why::NotFound }]);
/// assert_eq!(conversation.notes[0].to_string(), "post at://did:plc:ana/app.bsky.feed.post/1 is not found");
/// # Ok::<(), platforms::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// The payload ends early; it was read up to this byte.
    Truncated {
        /// Bytes read.
        at: usize,
    },
    /// There are more posts than the payload holds: a "more" stub or a next page.
    More {
        /// Under which post; `None` under none in particular.
        under: Option<String>,
        /// How many, where the platform says so.
        posts: Option<u64>,
    },
    /// A post whose words are not in the payload.
    Unavailable {
        /// Its id.
        id: String,
        /// Why not.
        why: Why,
    },
    /// Posts without an id, named `#0`, `#1`, … by their place.
    Unnamed {
        /// How many.
        posts: usize,
    },
    /// Posts whose id came before; the first of each was kept.
    Repeated {
        /// How many were left out.
        posts: usize,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { at } => write!(f, "the payload ends early, read up to byte {at}"),
            Self::More { under, posts } => {
                f.write_str("more posts are not in the payload")?;
                posts.map_or(Ok(()), |posts| write!(f, ": {posts}"))?;
                under.as_ref().map_or(Ok(()), |id| write!(f, ", under post {id}"))
            }
            Self::Unavailable { id, why } => write!(f, "post {id} is {why}"),
            Self::Unnamed { posts } => write!(f, "posts without an id, named by their place: {posts}"),
            Self::Repeated { posts } => write!(f, "posts that came before, left out: {posts}"),
        }
    }
}

/// Why the words of a post are not there, or not for everyone.
///
/// ```
/// use realtalk::platforms::Why;
/// assert_eq!(Why::Removed.to_string(), "removed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Why {
    /// Its author, or nobody knows who, took it down.
    Deleted,
    /// A moderator took it down.
    Removed,
    /// It is there, but not for whoever asked.
    Hidden,
    /// Its author and the reader do not see each other.
    Blocked,
    /// The platform does not know it.
    NotFound,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Deleted => "deleted",
            Self::Removed => "removed",
            Self::Hidden => "hidden",
            Self::Blocked => "blocked",
            Self::NotFound => "not found",
        })
    }
}

/// Reads a payload of whichever platform.
///
/// # Errors
/// [`Error::Unknown`] with the fields found if its shape is no platform's; else as [`read_as`].
///
/// ```
/// use realtalk::platforms;
/// let error = platforms::read(r#"{"weather": "fine"}"#).unwrap_err();
/// assert!(error.to_string().starts_with("no platform's shape: found weather, considered mastodon"));
/// ```
pub fn read(payload: &str) -> Result<Conversation<'_>, Error> {
    if let Some(platform) = Platform::of(payload) {
        return read_as(platform, payload);
    }
    let found = outline::fields(json(payload)).into_iter().filter(|field| !field.contains('.'));
    Err(Error::Unknown { found: found.take(12).collect() })
}

/// Reads a payload as it came off the wire or out of a file.
///
/// A letter that is cut off at the end is a truncated payload, and treated as one.
///
/// # Errors
/// [`Error::Utf8`] with the place of the first byte that is no UTF-8; else as [`read`].
///
/// ```
/// use realtalk::platforms::{self, Error};
/// let payload = br#"{"ts": "1709294400.123456", "user": "U7", "text": "on it"}"#;
/// assert_eq!(platforms::read_bytes(payload)?.posts[0].text, "on it");
/// assert_eq!(platforms::read_bytes(b"{\"ts\": \"\xFF\"}").unwrap_err(), Error::Utf8 { at: 8 });
/// # Ok::<(), Error>(())
/// ```
pub fn read_bytes(payload: &[u8]) -> Result<Conversation<'_>, Error> {
    match core::str::from_utf8(payload) {
        Ok(text) => read(text),
        Err(error) => match (error.error_len(), core::str::from_utf8(&payload[..error.valid_up_to()])) {
            (None, Ok(text)) => read(text),
            _ => Err(Error::Utf8 { at: error.valid_up_to() }),
        },
    }
}

/// Reads a payload of that platform.
///
/// # Errors
/// [`Error::Field`] with the path to a field of the wrong type, [`Error::Json`] where it is no JSON,
/// [`Error::Depth`] and [`Error::Hollow`] where it would cost too much, [`Error::Truncated`] where it ends before anything
/// is whole. A payload of another platform may be an error or give no posts.
///
/// ```
/// use realtalk::platforms::{self, Platform};
/// let error = platforms::read_as(Platform::Mastodon, r#"[{"id": "1", "content": 5}]"#).unwrap_err();
/// assert_eq!(error.to_string(), "[0].content: invalid type: integer `5`, expected a string at line 1 column 25");
/// ```
pub fn read_as(platform: Platform, payload: &str) -> Result<Conversation<'_>, Error> {
    let text = json(payload);
    match read_whole(platform, text) {
        Err(Error::Truncated { .. }) => {
            let (at, mended) = cut::back(text, platform.room().lists).ok_or(Error::Truncated { at: payload.len() })?;
            let mut conversation = read_whole(platform, &mended)?.into_owned();
            conversation.notes.push(Note::Truncated { at: at + payload.len() - text.len() });
            Ok(conversation)
        }
        done => done,
    }
}

fn read_whole(platform: Platform, text: &str) -> Result<Conversation<'_>, Error> {
    let room = platform.room();
    outline::check(text, room.levels)?;
    let mut conversation = Conversation::new(platform);
    (room.read)(text, &mut conversation)?;
    conversation.finish();
    Ok(conversation)
}

/// What stands behind a byte order mark and the `window.YTD.tweets.part0 =` of an archive.
fn json(payload: &str) -> &str {
    let text = payload.trim_start_matches('\u{FEFF}').trim_start();
    match text.find(['=', '{', '[', '"', '\n']) {
        Some(at) if text.as_bytes()[at] == b'=' => text[at + 1..].trim_start(),
        _ => text,
    }
}
