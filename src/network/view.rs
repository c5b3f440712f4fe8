//! One author's posts and what others addressed to them.

use alloc::vec::Vec;

use super::record::{ASKS, LINKED, OWN, PROMOTES};
use super::store::{Kept, NONE, Store};
use super::tally::Past;

/// One author's posts and what others addressed to them.
pub(super) struct View<'n> {
    pub(super) store: &'n Store,
    pub(super) author: u32,
    /// What was settled.
    pub(super) past: Option<&'n Past>,
    /// Own words, by time, then by id; those without a time come last.
    pub(super) own: Vec<&'n Kept>,
    /// Others' posts that address the author, in the same order.
    pub(super) inbound: Vec<&'n Kept>,
    /// Who addressed the author in a post at hand, sorted.
    writers: Vec<u32>,
    /// Places of the posts that others answered, sorted.
    answered: Vec<u32>,
    /// Places of the posts that the author answered, sorted.
    answers: Vec<u32>,
}

impl<'n> View<'n> {
    pub(super) fn of(store: &'n Store, author: u32) -> Self {
        let by_time = |post: &&Kept| (post.time().is_none(), post.time(), store.id(post));
        let mut own: Vec<&Kept> = store.own(author).filter(|post| post.has(OWN)).collect();
        own.sort_unstable_by_key(by_time);
        let mut inbound = store.inbound(author);
        inbound.sort_unstable_by_key(by_time);
        let mut view = Self {
            store,
            author,
            past: store.past(author),
            writers: sorted(inbound.iter().map(|post| post.author)),
            answered: sorted(inbound.iter().map(|post| Store::parent_node(post))),
            answers: sorted(own.iter().map(|post| Store::parent_node(post))),
            own,
            inbound,
        };
        view.own.retain(|post| post.is_live());
        view.inbound.retain(|post| post.is_live());
        view
    }

    /// Whether somebody ever addressed the author.
    pub(super) fn heard_from(&self, who: u32) -> bool {
        self.writers.binary_search(&who).is_ok()
            || self.past.and_then(|past| past.bond(who)).is_some_and(|bond| bond.from > 0)
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

    /// Whether a post to the author waits for an answer.
    ///
    /// An answer closes an exchange as often as it goes on; it waits if it asks.
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
