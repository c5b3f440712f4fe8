//! A conversation whose posts come one at a time, and what is kept of each.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map::Entry;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Patterns, Shape, Thread};
use crate::error::Error;
use crate::post::{Evidence, Kind, Post, PostRef, Timestamp};

/// A conversation as it comes: posts one at a time, in any order, in any number of parts.
///
/// Of each post it keeps who wrote it, when, whom it answers or addresses and its counts, never its text. Who
/// answered whom is settled when somebody asks, because an answer may come before what it answers; any parts,
/// merged in any order, then measure the same bit for bit, and the same as [`Thread`] of all posts by id.
/// A post that comes again is counted once: the one with the larger counts stays, which is the later look.
///
/// ```
/// use realtalk::{LiveThread, Post};
/// let (mut here, mut there) = (LiveThread::new(), LiveThread::new());
/// here.observe(&Post::new("2", "mira", "barely!").answering("1", None));
/// there.observe(&Post::new("1", "ana", "did the kiln survive?"));
/// assert_eq!(here.shape()?.depth, 0, "what it answers has not come yet");
/// here.merge(&there);
/// assert_eq!((here.shape()?.depth, here.shape()?.answered_share), (1, 0.5));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveThread {
    lines: BTreeMap<String, Line>,
}

/// What is kept of a post. Of two under one id the greater stays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    /// Replies, reposts, quotes, likes, dislikes.
    counts: [Option<u64>; 5],
    time: Option<Timestamp>,
    author: Option<String>,
    parents: Vec<String>,
    parent_author: Option<String>,
    /// Whom it addresses otherwise.
    addressed: Option<String>,
    own: bool,
}

impl LiveThread {
    /// A conversation of which nothing has come.
    #[must_use]
    pub const fn new() -> Self {
        Self { lines: BTreeMap::new() }
    }

    /// Takes in one post.
    ///
    /// ```
    /// use realtalk::{LiveThread, Post};
    /// let mut live = LiveThread::new();
    /// let post = Post::new("1", "ana", "did the kiln survive?");
    /// live.observe(&post);
    /// live.observe(&post);
    /// assert_eq!(live.len(), 1);
    /// ```
    pub fn observe(&mut self, post: &Post<'_>) {
        self.keep(post.id.to_string(), Line::of(post));
    }

    /// Takes in what another part has.
    pub fn merge(&mut self, other: &Self) {
        other.lines.iter().for_each(|(id, line)| self.keep(id.clone(), line.clone()));
    }

    fn keep(&mut self, id: String, line: Line) {
        match self.lines.entry(id) {
            Entry::Vacant(place) => _ = place.insert(line),
            Entry::Occupied(mut place) if *place.get() < line => _ = place.insert(line),
            Entry::Occupied(_) => {}
        }
    }

    /// How many posts came.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether none did.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How the conversation is built so far. Takes as long as all its posts, so ask now and then.
    ///
    /// # Errors
    /// [`Error::ReplyLoop`] where posts answer each other in a circle.
    pub fn shape(&self) -> Result<Shape, Error> {
        Ok(self.thread()?.shape())
    }

    /// Who answers whose posts, so far.
    ///
    /// # Errors
    /// [`Error::ReplyLoop`] where posts answer each other in a circle.
    pub fn patterns(&self) -> Result<Patterns, Error> {
        Ok(self.thread()?.patterns())
    }

    /// The same without the answers to roots.
    ///
    /// # Errors
    /// [`Error::ReplyLoop`] where posts answer each other in a circle.
    pub fn patterns_below_roots(&self) -> Result<Patterns, Error> {
        Ok(self.thread()?.patterns_below_roots())
    }

    /// Posts without texts that measure as those that came.
    fn thread(&self) -> Result<Thread<'_>, Error> {
        Thread::new(self.lines.iter().map(|(id, line)| line.post(id)).collect())
    }
}

impl Line {
    fn of(post: &Post<'_>) -> Self {
        let counts = &post.counts;
        let addressed = post.addressees(&[]).find(|(_, how)| *how != Evidence::ParentAuthor);
        Self {
            counts: [counts.replies, counts.reposts, counts.quotes, counts.likes, counts.dislikes],
            time: post.created_at,
            author: post.author.as_deref().map(Into::into),
            parents: post.parents().map(Into::into).collect(),
            parent_author: post.reply_to_author.as_deref().map(Into::into),
            addressed: addressed.map(|(name, _)| name.into()),
            own: post.is_own(),
        }
    }

    fn post<'l>(&'l self, id: &'l str) -> Post<'l> {
        let mut post = Post::new(id, "", "");
        let mut parents = self.parents.iter().map(|parent| parent.as_str().into());
        post.reply_to = parents.next();
        post.also_reply_to = parents.collect();
        post.author = self.author.as_deref().map(Into::into);
        post.reply_to_author = self.parent_author.as_deref().map(Into::into);
        post.quotes = self.addressed.iter().map(|name| PostRef { id: "".into(), author: Some(name.into()) }).collect();
        post.created_at = self.time;
        let [replies, reposts, quotes, likes, dislikes] = self.counts;
        (post.counts.replies, post.counts.reposts, post.counts.quotes) = (replies, reposts, quotes);
        (post.counts.likes, post.counts.dislikes) = (likes, dislikes);
        post.kind = if self.own { Kind::Status } else { Kind::Service };
        post
    }
}
