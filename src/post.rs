//! What the caller hands in: posts and accounts.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::span::Span;

/// A moment, in Unix milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From Unix milliseconds.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }
    /// Unix milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }
}

/// How the text is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// As it stands.
    #[default]
    Plain,
    /// Tags and entities are read as what a person sees.
    Html,
    /// Links, code, quotes and emphasis are read as what a person sees.
    Markdown,
}

/// What sort of thing was posted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A status message.
    #[default]
    Status,
    /// A comment under something.
    Comment,
    /// A blog article.
    Article,
    /// A message from person to person.
    Message,
    /// An event.
    Event,
    /// An invitation.
    Invite,
    /// A notice of the platform itself; nobody's words.
    Service,
}

/// An account named in a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mention<'a> {
    /// Its id or handle, without the `@`.
    pub account: Cow<'a, str>,
    /// Where in the text, if the platform says so.
    pub span: Option<Span>,
}

/// A link in a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link<'a> {
    /// Where it leads.
    pub url: Cow<'a, str>,
    /// Where in the text, if the platform says so.
    pub span: Option<Span>,
}

/// Another post, and its author where known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostRef<'a> {
    /// The post's id.
    pub id: Cow<'a, str>,
    /// Its author.
    pub author: Option<Cow<'a, str>>,
}

/// What others did with a post; unknown is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Replies.
    pub replies: Option<u64>,
    /// Reposts.
    pub reposts: Option<u64>,
    /// Quotes.
    pub quotes: Option<u64>,
    /// Likes.
    pub likes: Option<u64>,
    /// Views.
    pub views: Option<u64>,
    /// Blocks.
    pub blocks: Option<u64>,
    /// Mutes.
    pub mutes: Option<u64>,
    /// Reports.
    pub reports: Option<u64>,
}

/// When and where, for an event or invitation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<'a> {
    /// Start.
    pub start: Option<Timestamp>,
    /// End.
    pub end: Option<Timestamp>,
    /// Place.
    pub place: Option<Cow<'a, str>>,
    /// How many were invited.
    pub invited: Option<u64>,
    /// How many are going.
    pub going: Option<u64>,
}

/// One post. Its strings borrow from the caller; see [`Post::into_owned`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Post<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// The author's stable id; absent for guests and deleted accounts.
    pub author: Option<Cow<'a, str>>,
    /// Its text.
    pub text: Cow<'a, str>,
    /// How the text is written.
    pub format: Format,
    /// When it was posted.
    pub created_at: Option<Timestamp>,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// The post it answers.
    pub reply_to: Option<Cow<'a, str>>,
    /// Further posts it answers, where a platform allows several.
    pub also_reply_to: Vec<Cow<'a, str>>,
    /// The author of the post it answers.
    pub reply_to_author: Option<Cow<'a, str>>,
    /// The conversation's (root's) id.
    pub conversation: Option<Cow<'a, str>>,
    /// Accounts named, as the platform lists them; else they are found in the text.
    pub mentions: Vec<Mention<'a>>,
    /// Links, as the platform lists them; else they are found in the text.
    pub links: Vec<Link<'a>>,
    /// Hashtags, as the platform lists them, without `#`; else they are found in the text.
    pub hashtags: Vec<Cow<'a, str>>,
    /// The post this repeats: nobody's own words.
    pub repost_of: Option<PostRef<'a>>,
    /// Posts it quotes.
    pub quotes: Vec<PostRef<'a>>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// When and where, for an event or invitation.
    pub event: Option<Event<'a>>,
    /// What others did with it.
    pub counts: Counts,
    /// Its language as declared (BCP 47).
    pub lang: Option<Cow<'a, str>>,
    /// The client program.
    pub client: Option<Cow<'a, str>>,
    /// Whether it is disclosed as automated.
    pub automated: Option<bool>,
    /// The platform it was posted on.
    pub platform: Option<Cow<'a, str>>,
}

impl<'a> Post<'a> {
    /// A post from its id, its author's id and its text.
    #[must_use]
    pub fn new(
        id: impl Into<Cow<'a, str>>,
        author: impl Into<Cow<'a, str>>,
        text: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self { id: id.into(), author: Some(author.into()), text: text.into(), ..Self::default() }
    }
}

/// What is known of an account; everything but the id may be unknown.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Account<'a> {
    /// Stable id.
    pub id: Cow<'a, str>,
    /// Handle.
    pub handle: Option<Cow<'a, str>>,
    /// Display name.
    pub name: Option<Cow<'a, str>>,
    /// What it says of itself.
    pub bio: Option<Cow<'a, str>>,
    /// Disclosed automation.
    pub automated: Option<bool>,
    /// Followers.
    pub followers: Option<u64>,
    /// Following.
    pub following: Option<u64>,
    /// Posts.
    pub posts: Option<u64>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
}
