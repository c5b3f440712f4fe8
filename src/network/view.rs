//! One author's posts and what others addressed to them.

use alloc::vec::Vec;

use super::habit::repeats;
use super::record::{ASKS, LINKED, OWN, PROMOTES};
use super::store::{Kept, NONE, Store};

/// One author's posts and what others addressed to them.
pub(super) struct View<'n> {
    pub(super) store: &'n Store,
    pub(super) author: u32,
    /// Own words, by time, then by id.
    pub(super) own: Vec<&'n Kept>,
    /// For each of them how many of the posts before it say the same.
    pub(super) repeats: Vec<u32>,
    /// Others' posts that address the author, by time, then by id.
    pub(super) inbound: Vec<&'n Kept>,
    /// Whether any post of somebody the author addressed was seen.
    pub(super) partners: bool,
    /// Who ever addressed the author, sorted.
    writers: Vec<u32>,
    /// Places of the posts that others answered, sorted.
    answered: Vec<u32>,
    /// Places of the posts that the author answered, sorted.
    answers: Vec<u32>,
}

impl<'n> View<'n> {
    pub(super) fn of(store: &'n Store, author: u32) -> Self {
        let by_time = |post: &&Kept| (post.time(), store.id(post));
        let mut own: Vec<&Kept> = store.own(author).filter(|post| post.has(OWN)).collect();
        own.sort_unstable_by_key(by_time);
        let mut inbound = store.inbound(author);
        inbound.sort_unstable_by_key(by_time);
        let partners = own.iter().filter_map(|post| store.target(post)).any(|who| store.own(who).next().is_some());
        let signatures: Vec<_> = own.iter().map(|post| store.signature(post)).collect();
        Self {
            store,
            author,
            repeats: repeats(&signatures),
            partners,
            writers: sorted(inbound.iter().map(|post| post.author)),
            answered: sorted(inbound.iter().map(|post| Store::parent_node(post))),
            answers: sorted(own.iter().map(|post| Store::parent_node(post))),
            own,
            inbound,
        }
    }

    /// Own posts, and whether each says something for the first time.
    pub(super) fn said(&self) -> impl Iterator<Item = (&'n Kept, bool)> {
        self.own.iter().zip(&self.repeats).map(|(post, repeats)| (*post, *repeats == 0))
    }

    /// Whether somebody ever addressed the author.
    pub(super) fn heard_from(&self, who: u32) -> bool {
        self.writers.binary_search(&who).is_ok()
    }

    /// Whether somebody else answered a post.
    pub(super) fn was_answered(&self, post: &Kept) -> bool {
        self.answered.binary_search(&post.node).is_ok()
    }

    /// Whether the author answered a post.
    pub(super) fn answers(&self, post: &Kept) -> bool {
        self.answers.binary_search(&post.node).is_ok()
    }

    /// Whether a post answers a question of somebody.
    pub(super) fn answers_question(&self, post: &Kept) -> bool {
        self.store.parent(post).is_some_and(|parent| parent.author != self.author && parent.has(ASKS))
    }

    /// Whether `who` may expect to hear from the author in that post.
    ///
    /// Those who wrote to the author may. Under their own post anyone may be answered, but an offer
    /// or a link there is asked for by a question alone.
    pub(super) fn is_welcome(&self, post: &Kept, who: u32) -> bool {
        let comment = self.store.parent(post).is_some_and(|parent| parent.author == who)
            && (self.answers_question(post) || !(post.has(PROMOTES) || post.has(LINKED)));
        comment || self.heard_from(who)
    }

    /// Whether somebody waits for an answer to a post of theirs.
    ///
    /// What answers an answer closes an exchange as often as it goes on; it waits if it asks.
    pub(super) fn awaits_answer(&self, post: &Kept) -> bool {
        let closes = self
            .store
            .parent(post)
            .is_some_and(|parent| parent.author == self.author && self.store.target(parent).is_some());
        post.has(ASKS) || !closes
    }
}

fn sorted(keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut keys: Vec<u32> = keys.filter(|key| *key != NONE).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
