//! What the caller hands in: posts and accounts.

mod evidence;
mod time;
#[cfg(feature = "serde")]
mod wire;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::span::Span;

pub use evidence::Evidence;
pub use time::Timestamp;

/// How the text is written.
///
/// ```
/// use realtalk::{Format, Post, Scorer};
/// let scorer = Scorer::default();
/// let html = Post::new("1", "ana", "<p>fish &amp; <b>chips</b>, I love it</p>").written_in(Format::Html);
/// let seen = Post::new("1", "ana", "fish & chips, I love it");
/// assert_eq!(scorer.score(&html).passion, scorer.score(&seen).passion);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
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
///
/// ```
/// use realtalk::{Kind, Post, Scorer};
/// let scorer = Scorer::default();
/// let talk = Post::new("1", "ana", "Growth webinar on Tuesday");
/// let event = talk.clone().of_kind(Kind::Event);
/// assert!(scorer.score(&event).spam_risk.score >= scorer.score(&talk).spam_risk.score);
/// // A notice of the platform is nobody's words.
/// assert!(!talk.of_kind(Kind::Service).is_own());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
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
///
/// ```
/// use realtalk::{Mention, Post, Span};
/// let mut post = Post::new("1", "ana", "🎉 @ben six!");
/// // This platform counts in code points.
/// let span = Span::from_code_points(&post.text, 2, 6);
/// post.mentions.push(Mention { account: "80".into(), span });
/// assert_eq!(post.mentions[0].span.map(|span| span.of(&post.text)), Some("@ben"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Mention<'a> {
    /// Its id or handle, without the `@`.
    pub account: Cow<'a, str>,
    /// Where in the text, if the platform says so.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub span: Option<Span>,
}

/// A link in a post.
///
/// ```
/// use realtalk::{Link, Post, Scorer};
/// let mut post = Post::new("1", "ana", "the photos are up");
/// let bare = Scorer::default().score(&post);
/// // A card below the text, which shows no link itself.
/// post.links.push(Link { url: "https://kiln.example/photos".into(), span: None });
/// assert!(Scorer::default().score(&post).spam_risk.score > bare.spam_risk.score);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Link<'a> {
    /// Where it leads.
    pub url: Cow<'a, str>,
    /// Where in the text, if the platform says so.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub span: Option<Span>,
}

/// Another post, and its author where known.
///
/// ```
/// use realtalk::{Post, PostRef};
/// let mut repost = Post::new("9", "ben", "");
/// repost.repost_of = Some(PostRef { id: "7".into(), author: Some("ana".into()) });
/// assert!(!repost.is_own());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PostRef<'a> {
    /// The post's id.
    pub id: Cow<'a, str>,
    /// Its author.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub author: Option<Cow<'a, str>>,
}

/// What others did with a post; unknown is not zero.
///
/// ```
/// use realtalk::Post;
/// let mut post = Post::new("1", "ana", "did the kiln survive?");
/// post.counts.replies = Some(0);
/// assert_ne!(post.counts.replies, post.counts.likes, "none is not unknown");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[non_exhaustive]
pub struct Counts {
    /// Replies.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub replies: Option<u64>,
    /// Reposts.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub reposts: Option<u64>,
    /// Quotes.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub quotes: Option<u64>,
    /// Likes.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub likes: Option<u64>,
    /// Dislikes: votes against it.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub dislikes: Option<u64>,
    /// Views.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub views: Option<u64>,
    /// Blocks.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub blocks: Option<u64>,
    /// Mutes.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub mutes: Option<u64>,
    /// Reports.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub reports: Option<u64>,
}

/// When and where, for an event or invitation.
///
/// ```
/// use realtalk::{Event, Kind, Post, Timestamp};
/// let mut event = Event::default();
/// event.start = Some(Timestamp::parse("2024-06-01T18:00:00Z")?);
/// event.place = Some("the shop behind the station".into());
/// let mut post = Post::new("e1", "ana", "Kiln opening").of_kind(Kind::Event);
/// post.event = Some(event);
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Event<'a> {
    /// Start.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub start: Option<Timestamp>,
    /// End.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub end: Option<Timestamp>,
    /// Place.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub place: Option<Cow<'a, str>>,
    /// How many were invited.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub invited: Option<u64>,
    /// How many are going.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub going: Option<u64>,
}

/// One post. Its strings borrow from the caller; see [`Post::into_owned`].
///
/// ```
/// use realtalk::{Post, Scorer};
///
/// struct Row { id: u64, user: String, body: String, parent: Option<u64> }
///
/// fn post(row: &Row) -> Post<'_> {
///     let mut post = Post::new(row.id.to_string(), &*row.user, &*row.body);
///     post.reply_to = row.parent.map(|parent| parent.to_string().into());
///     post
/// }
///
/// let row = Row { id: 2, user: "ben".into(), body: "six, of course".into(), parent: Some(1) };
/// let scores = Scorer::default().score(&post(&row));
/// assert!(scores.conversational.score.get() > 0.5);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Post<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// The author's stable id; absent for guests and deleted accounts.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub author: Option<Cow<'a, str>>,
    /// Its text.
    pub text: Cow<'a, str>,
    /// How the text is written.
    pub format: Format,
    /// When it was posted.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub created_at: Option<Timestamp>,
    /// When it was last edited.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub edited_at: Option<Timestamp>,
    /// The post it answers.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub reply_to: Option<Cow<'a, str>>,
    /// Further posts it answers, where a platform allows several.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub also_reply_to: Vec<Cow<'a, str>>,
    /// The author of the post it answers.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub reply_to_author: Option<Cow<'a, str>>,
    /// The conversation's (root's) id.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub conversation: Option<Cow<'a, str>>,
    /// Accounts named, as the platform lists them; else they are found in the text.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub mentions: Vec<Mention<'a>>,
    /// Links, as the platform lists them; else they are found in the text.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub links: Vec<Link<'a>>,
    /// Hashtags, as the platform lists them, without `#`; else they are found in the text.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub hashtags: Vec<Cow<'a, str>>,
    /// The post this repeats: nobody's own words.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub repost_of: Option<PostRef<'a>>,
    /// Posts it quotes.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub quotes: Vec<PostRef<'a>>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// When and where, for an event or invitation.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub event: Option<Event<'a>>,
    /// What others did with it.
    pub counts: Counts,
    /// Its language as declared (BCP 47).
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub lang: Option<Cow<'a, str>>,
    /// The client program.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub client: Option<Cow<'a, str>>,
    /// Whether it is disclosed as automated.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub automated: Option<bool>,
    /// The platform it was posted on.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub platform: Option<Cow<'a, str>>,
}

impl<'a> Post<'a> {
    /// A post from its id, its author's id and its text.
    ///
    /// ```
    /// use realtalk::{Post, Timestamp};
    /// let post = Post::new("17", "ana", "@ben did the kiln survive?")
    ///     .at(Timestamp::parse("2024-03-01T12:00:00Z")?)
    ///     .answering("16", Some("ben"));
    /// assert_eq!(post.reply_to.as_deref(), Some("16"));
    /// # Ok::<(), realtalk::Error>(())
    /// ```
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>, author: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self { id: id.into(), author: Some(author.into()), text: text.into(), ..Self::default() }
    }

    /// This post, posted at that moment.
    #[must_use]
    pub const fn at(mut self, moment: Timestamp) -> Self {
        self.created_at = Some(moment);
        self
    }

    /// This post as an answer to another, whose author may be known.
    #[must_use]
    pub fn answering(mut self, post: impl Into<Cow<'a, str>>, author: Option<&'a str>) -> Self {
        self.reply_to = Some(post.into());
        self.reply_to_author = author.map(Cow::Borrowed);
        self
    }

    /// This post, written in that format.
    #[must_use]
    pub const fn written_in(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// This post as that sort of thing.
    #[must_use]
    pub const fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// This post, naming an account as the platform lists it.
    #[must_use]
    pub fn mentioning(mut self, account: impl Into<Cow<'a, str>>) -> Self {
        self.mentions.push(Mention { account: account.into(), span: None });
        self
    }

    /// The posts it answers.
    pub fn parents(&self) -> impl Iterator<Item = &str> {
        self.reply_to.iter().chain(&self.also_reply_to).map(AsRef::as_ref)
    }

    /// Whether these are the author's own words: no repost, no notice of the platform.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.repost_of.is_none() && self.kind != Kind::Service
    }

    /// The same post, owning its strings.
    #[must_use]
    pub fn into_owned(self) -> Post<'static> {
        Post {
            id: own(self.id),
            author: self.author.map(own),
            text: own(self.text),
            format: self.format,
            created_at: self.created_at,
            edited_at: self.edited_at,
            reply_to: self.reply_to.map(own),
            also_reply_to: self.also_reply_to.into_iter().map(own).collect(),
            reply_to_author: self.reply_to_author.map(own),
            conversation: self.conversation.map(own),
            mentions: self.mentions.into_iter().map(|m| Mention { account: own(m.account), span: m.span }).collect(),
            links: self.links.into_iter().map(|l| Link { url: own(l.url), span: l.span }).collect(),
            hashtags: self.hashtags.into_iter().map(own).collect(),
            repost_of: self.repost_of.map(PostRef::into_owned),
            quotes: self.quotes.into_iter().map(PostRef::into_owned).collect(),
            kind: self.kind,
            event: self.event.map(|e| Event {
                place: e.place.map(own),
                start: e.start,
                end: e.end,
                invited: e.invited,
                going: e.going,
            }),
            counts: self.counts,
            lang: self.lang.map(own),
            client: self.client.map(own),
            automated: self.automated,
            platform: self.platform.map(own),
        }
    }
}

impl PostRef<'_> {
    /// The same reference, owning its strings.
    #[must_use]
    pub fn into_owned(self) -> PostRef<'static> {
        PostRef { id: own(self.id), author: self.author.map(own) }
    }
}

fn own(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

/// What is known of an account; everything but the id may be unknown.
///
/// ```
/// use realtalk::{Account, Scorer};
/// let mut account = Account::default();
/// account.id = "9".into();
/// account.bio = Some("DM me for guaranteed 10x profits, link in bio".into());
/// let mut quiet = account.clone();
/// quiet.bio = Some("potter, mostly mugs".into());
/// let scorer = Scorer::default();
/// assert!(scorer.score_account(&account, None).score > scorer.score_account(&quiet, None).score);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Account<'a> {
    /// Stable id.
    pub id: Cow<'a, str>,
    /// Handle.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub handle: Option<Cow<'a, str>>,
    /// Display name.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub name: Option<Cow<'a, str>>,
    /// What it says of itself.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub bio: Option<Cow<'a, str>>,
    /// Disclosed automation.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub automated: Option<bool>,
    /// Followers.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub followers: Option<u64>,
    /// Following.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub following: Option<u64>,
    /// Posts.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub posts: Option<u64>,
    /// When it was made.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub created_at: Option<Timestamp>,
}

impl Account<'_> {
    /// The same account, owning its strings.
    #[must_use]
    pub fn into_owned(self) -> Account<'static> {
        Account {
            id: own(self.id),
            handle: self.handle.map(own),
            name: self.name.map(own),
            bio: self.bio.map(own),
            automated: self.automated,
            followers: self.followers,
            following: self.following,
            posts: self.posts,
            created_at: self.created_at,
        }
    }
}
