//! Relationship state of any number of authors: observed in any order, merged exactly.

mod habit;
mod profile;
mod record;
mod tie;
mod worth;

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::post::{Post, Timestamp};
use crate::score::PostScores;

pub use profile::{Advice, Driver, Enough, Profile};
pub use tie::Tie;
pub use worth::{Campaign, Ranked};

use record::{Record, name_key};

/// What is known of who talks with whom, how often, how soon and in what words.
///
/// The state is a set: one small record for each post id (136 bytes beside its key) and the name of
/// each author once. So order, repetition and partition cannot matter: `merge` is the union, and a
/// profile is computed from the set alone. Of two different records under one id the smaller one
/// stays, whichever came first.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let posts = [
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
///     Post::new("3", "ana", "oh no, which ones?").answering("2", None),
/// ];
/// let mut network = Network::new();
/// for post in &posts {
///     network.observe(post, &scorer.score(post));
/// }
/// let mira = network.profile("mira").ok_or("unknown")?;
/// assert_eq!(mira.ties[0].partner, "ana");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Network {
    posts: BTreeMap<u64, Record>,
    names: BTreeMap<u64, String>,
}

impl Network {
    /// A network without anybody.
    #[must_use]
    pub const fn new() -> Self {
        Self { posts: BTreeMap::new(), names: BTreeMap::new() }
    }

    /// Takes in a post with its scores. The same id again changes nothing; a post without an author
    /// is remembered as a parent, for nobody.
    pub fn observe(&mut self, post: &Post<'_>, scores: &PostScores) {
        let record = Record::of(post, scores);
        if let Some(author) = post.author.as_deref() {
            self.name(author);
        }
        for name in record::people(post) {
            self.name(name);
        }
        self.keep(name_key(&post.id), record);
    }

    /// Takes in everything another network knows.
    pub fn merge(&mut self, other: &Self) {
        for (id, record) in &other.posts {
            self.keep(*id, *record);
        }
        for name in other.names.values() {
            self.name(name);
        }
    }

    fn keep(&mut self, id: u64, record: Record) {
        self.posts.entry(id).and_modify(|kept| *kept = (*kept).min(record)).or_insert(record);
    }

    fn name(&mut self, name: &str) {
        let kept = self.names.entry(name_key(name)).or_insert_with(|| name.to_owned());
        if name < kept.as_str() {
            name.clone_into(kept);
        }
    }

    /// Number of posts it remembers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.posts.len()
    }

    /// Whether it remembers no post.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    /// Everyone who wrote a post, in the order of their names.
    #[must_use]
    pub fn authors(&self) -> Vec<&str> {
        let mut keys: Vec<u64> = self.posts.values().map(|record| record.author).filter(|key| *key != 0).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut names: Vec<&str> =
            keys.into_iter().filter_map(|key| self.names.get(&key)).map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// The latest time seen: what "now" is unless the caller says so.
    #[must_use]
    pub fn latest(&self) -> Option<Timestamp> {
        self.posts.values().filter_map(record::Record::time).max().map(Timestamp::from_millis)
    }

    /// What an author gets, as of the latest time seen; `None` for someone without a post.
    #[must_use]
    pub fn profile(&self, author: &str) -> Option<Profile> {
        self.profile_at(author, self.latest().unwrap_or(Timestamp::from_millis(0)))
    }

    /// What an author gets as of that moment: ties fade by half every fourteen days.
    #[must_use]
    pub fn profile_at(&self, author: &str, now: Timestamp) -> Option<Profile> {
        let key = name_key(author);
        let view = record::View::of(self, key);
        (!view.own.is_empty()).then(|| profile::profile(self, author, &view, now.as_millis()))
    }

    /// The author of a post, by the post's key.
    fn author_of(&self, post: u64) -> Option<u64> {
        self.posts.get(&post).map(|record| record.author).filter(|author| *author != 0)
    }

    fn name_of(&self, key: u64) -> &str {
        self.names.get(&key).map_or("", String::as_str)
    }
}

/// What a sender and a recipient are to each other before a post is read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Acquaintance {
    /// Posts of the recipient to the sender.
    pub(crate) heard: usize,
    /// Whether the post answers one of the recipient's.
    pub(crate) answers: bool,
    /// Whether that one asked.
    pub(crate) asked: bool,
    /// Earlier posts of the sender that say the same.
    pub(crate) repeats: usize,
}

impl Network {
    /// See [`Acquaintance`]; the post itself, where it was observed already, does not count.
    pub(crate) fn acquaintance(&self, post: &Post<'_>, recipient: &str) -> Acquaintance {
        let (sender, to) = (post.author.as_deref().map_or(0, name_key), name_key(recipient));
        let (own, signature) = (name_key(&post.id), habit::signature(&post.text));
        let parent =
            post.parents().next().and_then(|id| self.posts.get(&name_key(id))).filter(|parent| parent.author == to);
        let mut known = Acquaintance {
            answers: parent.is_some(),
            asked: parent.is_some_and(|p| p.has(record::ASKS)),
            ..Acquaintance::default()
        };
        for (id, record) in &self.posts {
            if record.author == to && sender != 0 {
                known.heard += usize::from(record::target(self, record) == Some(sender) || record.names(sender));
            } else if record.author == sender && *id != own && signature != [0; 32] {
                known.repeats += usize::from(habit::same(&record.signature, &signature));
            }
        }
        known
    }
}
