//! Relationship state of any number of authors: observed in any order, merged exactly.

mod bytes;
mod circle;
mod gather;
mod habit;
mod index;
mod log;
mod page;
mod profile;
mod reasons;
mod record;
mod settle;
mod state;
mod store;
mod strong;
mod tally;
mod tie;
mod view;
#[cfg(feature = "serde")]
mod wire;
mod worth;

use alloc::vec::Vec;
use core::fmt;

use crate::many;
use crate::post::{Post, Timestamp};
use crate::score::PostScores;

pub use circle::Circle;
pub use profile::{Advice, Driver, Enough, Profile};
pub use reasons::{How, Reasons};
pub use tie::Tie;
pub use worth::{Campaign, Ranked};

use gather::gather;
use record::{Record, name_key};
use state::State;
use store::Store;
use tally::Count;
use view::View;

/// What is known of who talks with whom, how often, how soon and in what words.
///
/// The state is a set: one small record for each post id and the name of each author once. So
/// order, repetition and partition cannot matter: `merge` is the union, and a profile is computed
/// from the set alone. Of two different records under one id the later stays, and of those the
/// smaller, whichever came first. It holds up to 2³² posts; more are left out.
///
/// # Cost
/// [`observe`](Self::observe) and [`merge`](Self::merge) only write down what came, in steps that do not
/// grow with the network (`benches/README.md`). The first question, whichever it is, links all of it, at
/// about the cost of inserting the ids into a `HashMap`; from then on each post is linked as it comes.
///
/// # Memory
/// 56 bytes a post as it came, 32 more where its text is long enough to be remembered, 8 for each person
/// it names, and names, those that lately came left out. Once linked 90 bytes a post, 32 and 12 likewise,
/// 50 and the name for each person; nothing for a tie, which is read off the posts. Between the first
/// question and the next post both stand. Up to as much again while vectors grow (`tests/it/memory.rs`).
/// It is the price of counting each id once and of finding parents that come late that posts are kept;
/// once neither can come any more, [`settle`](Self::settle) counts them for good: then it is at most 400
/// bytes an author, 64 a tie and 32 a remembered text, however many posts there were.
///
/// # What a low reply ratio means
/// That posts are broadcast-like, and nothing about who writes them. Of 38 real accounts several
/// evident people sat between .01 and .13: they tell their day to whoever listens. News desks, bands,
/// weather stations and shops do so too. And a high one means that posts answer somebody, which a
/// spammer under other people's posts does all day: read [`reply_ratio`](Profile::reply_ratio) beside
/// [`reciprocity`](Profile::reciprocity), which only others can raise.
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
#[derive(Clone, Default, PartialEq)]
pub struct Network {
    state: State,
}

impl Network {
    /// A network without anybody.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: State::new() }
    }

    /// Takes in a post with its scores. The same id again changes nothing; a post without an author
    /// is remembered as a parent, for nobody.
    pub fn observe(&mut self, post: &Post<'_>, scores: &PostScores) {
        let state = &mut self.state;
        let record = Record::meeting(post, scores, |name, key| state.meet(name, key));
        state.keep(name_key(&post.id), &record);
    }

    /// Takes in many posts with their scores, in the same places: what [`observe`](Self::observe) does
    /// with each. Of two lists of unlike length the rest of the longer is left.
    ///
    /// With the feature `rayon` all cores share the larger part of the work; the network is the same.
    ///
    /// ```
    /// use realtalk::{Network, Post, Scorer};
    /// let posts = [Post::new("1", "ana", "did the kiln survive?"), Post::new("2", "mira", "@ana barely!")];
    /// let mut network = Network::new();
    /// network.observe_many(&posts, &Scorer::default().score_many(&posts));
    /// assert_eq!(network.authors(), ["ana", "mira"]);
    /// ```
    pub fn observe_many(&mut self, posts: &[Post<'_>], scores: &[PostScores]) {
        let pairs: Vec<(&Post<'_>, &PostScores)> = posts.iter().zip(scores).collect();
        for pairs in pairs.chunks(BATCH) {
            let records = many::map(pairs, |(post, scores)| (name_key(&post.id), Record::of(post, scores)));
            for ((post, _), (id, record)) in pairs.iter().zip(&records) {
                record::people(post)
                    .chain(post.author.as_deref())
                    .for_each(|name| self.state.meet(name, name_key(name)));
                self.state.keep(*id, record);
            }
        }
    }

    /// Everything, linked: made at the first question after posts came in.
    fn store(&self) -> &Store {
        self.state.store()
    }

    /// Takes in everything another network knows.
    pub fn merge(&mut self, other: &Self) {
        self.state.absorb(&other.state);
    }

    /// Number of posts it remembers; those that are settled are not among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.store().len()
    }

    /// Whether it remembers no post, see [`len`](Self::len).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.state.is_empty()
    }

    /// Everyone who wrote a post, in the order of their names.
    #[must_use]
    pub fn authors(&self) -> Vec<&str> {
        self.writers().into_iter().map(|person| self.store().name(person)).filter(|name| !name.is_empty()).collect()
    }

    /// Numbers of those who wrote a post, in the order of their names.
    fn writers(&self) -> Vec<u32> {
        let mut writers: Vec<u32> = self.store().people().filter(|person| self.store().wrote(*person)).collect();
        writers.sort_unstable_by_key(|person| self.store().name(*person));
        writers
    }

    /// The latest time seen: what "now" is unless the caller says so.
    #[must_use]
    pub fn latest(&self) -> Option<Timestamp> {
        self.store().latest().map(Timestamp::from_millis)
    }

    /// What an author gets, as of the latest time seen; `None` for someone without a post.
    #[must_use]
    pub fn profile(&self, author: &str) -> Option<Profile> {
        self.profile_at(author, self.latest().unwrap_or(Timestamp::from_millis(0)))
    }

    /// What an author gets as of that moment: ties fade by half every fourteen days.
    ///
    /// The cost is that of reading the author's posts and those that address the author.
    #[must_use]
    pub fn profile_at(&self, author: &str, now: Timestamp) -> Option<Profile> {
        self.profile_of(self.store().find(author)?, now.as_millis())
    }

    /// What every author gets, in the order of their names, as of the latest time seen.
    ///
    /// All together cost what reading every post and whom it addresses costs.
    pub fn profiles(&self) -> impl Iterator<Item = Profile> {
        let now = self.store().latest().unwrap_or(0);
        self.writers().into_iter().filter_map(move |person| self.profile_of(person, now))
    }

    fn profile_of(&self, person: u32, now: i64) -> Option<Profile> {
        let past = gather(&View::of(self.store(), person), |_| true);
        (past.tally.of(Count::Posts) > 0.0).then(|| profile::profile(self.store(), person, &past, now))
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").field("posts", &self.len()).field("people", &self.store().people().count()).finish()
    }
}

/// Records that are made at a time before they are taken in.
const BATCH: usize = 1 << 14;

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
        let store = self.store();
        let (sender, to) = (post.author.as_deref().and_then(|name| store.find(name)), store.find(recipient));
        let parent = post.parents().next().and_then(|id| store.post_of(name_key(id)));
        let parent = parent.filter(|parent| to == Some(parent.author));
        let mut known = Acquaintance {
            answers: parent.is_some(),
            asked: parent.is_some_and(|parent| parent.has(record::ASKS)),
            ..Acquaintance::default()
        };
        let (own, signature) = (name_key(&post.id), habit::signature(&post.text));
        if let Some(sender) = sender {
            let alike = |kept: &&store::Kept| store.id(kept) != own && habit::same(store.signature(kept), &signature);
            let told = store.past(sender).into_iter().flat_map(|past| &*past.told);
            let before = told.filter(|told| habit::same(told, &signature)).count();
            known.repeats = before + store.own(sender).filter(|kept| kept.is_live()).filter(alike).count();
            known.heard = to.map_or(0, |to| store.heard(to, sender));
        }
        known
    }
}
