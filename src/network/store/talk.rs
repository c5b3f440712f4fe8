//! Who answers and addresses whom.

use alloc::vec::Vec;

use super::Store;
use super::kept::{Kept, NONE};
use crate::network::record::OWN;

impl Store {
    /// Whether a post answers another, seen or not.
    pub(in crate::network) const fn answers(post: &Kept) -> bool {
        post.parent != NONE
    }

    /// The place of the post that it answers; [`NONE`] without.
    pub(in crate::network) const fn parent_node(post: &Kept) -> u32 {
        post.parent
    }

    /// The post that it answers, if it was seen.
    pub(in crate::network) fn parent(&self, post: &Kept) -> Option<&Kept> {
        self.at(post.parent)
    }

    /// Whom a post addresses by its own evidence.
    pub(in crate::network) fn named(&self, post: &Kept) -> impl Iterator<Item = u32> + use<'_> {
        let from = post.namings as usize;
        let to = from + usize::from(post.named);
        self.namings.get(from..to).unwrap_or_default().iter().map(|naming| naming.person)
    }

    /// The posts that answer a post.
    pub(in crate::network) fn answers_to(&self, post: &Kept) -> impl Iterator<Item = &Kept> {
        self.chain(self.nodes[post.node as usize].first_answer, |post| post.next_answer)
    }

    /// The posts that address a person by their own evidence.
    pub(in crate::network) fn naming(&self, person: u32) -> impl Iterator<Item = &Kept> {
        let first = self.people.get(person as usize).map_or(NONE, |person| person.first_naming);
        let all =
            core::iter::successors(self.namings.get(first as usize), |naming| self.namings.get(naming.next as usize));
        all.filter_map(|naming| self.posts.get(naming.post as usize)).filter(|post| !post.retired)
    }

    /// Whom a post is for: the parent's author, else the first it addresses; never its author.
    pub(in crate::network) fn target(&self, post: &Kept) -> Option<u32> {
        if !post.has(OWN) {
            return None;
        }
        match self.parent(post).map(|parent| parent.author).filter(|author| *author != NONE) {
            Some(own) if own == post.author => None,
            Some(parent) => Some(parent),
            None => self.named(post).next(),
        }
    }

    /// Everyone a post addresses, nobody twice.
    pub(in crate::network) fn addressed(&self, post: &Kept) -> impl Iterator<Item = u32> + use<'_> {
        let first = self.target(post);
        first.into_iter().chain(self.named(post).filter(move |who| Some(*who) != first))
    }

    /// Posts of a person to another.
    pub(in crate::network) fn heard(&self, from: u32, to: u32) -> usize {
        let settled = self.past(from).and_then(|past| past.bond(to)).map_or(0, |bond| bond.to as usize);
        settled + self.own(from).filter(|post| post.is_live() && self.addresses(post, to)).count()
    }

    /// Others' posts that address a person, in no order that means anything; some come twice.
    pub(in crate::network) fn addressing(&self, person: u32) -> impl Iterator<Item = &Kept> {
        let answers = self.own(person).flat_map(|post| self.answers_to(post));
        let all = answers.chain(self.naming(person));
        all.filter(move |post| post.author != NONE && post.author != person && self.addresses(post, person))
    }

    /// Others' posts that address a person, each once, in no order that means anything.
    pub(in crate::network) fn inbound(&self, person: u32) -> Vec<&Kept> {
        let mut inbound: Vec<&Kept> = self.addressing(person).collect();
        inbound.sort_unstable_by_key(|post| post.node);
        inbound.dedup_by_key(|post| post.node);
        inbound
    }

    /// Whether a post addresses somebody, first or among others.
    pub(in crate::network) fn addresses(&self, post: &Kept, who: u32) -> bool {
        self.target(post) == Some(who) || self.named(post).any(|named| named == who)
    }
}
