//! Settling: posts of long ago are counted for good and let go.

use alloc::vec;

use super::Network;
use super::gather::{CHAIN, gather};
use super::habit::{REMEMBERED, TEN_MINUTES};
use super::state::State;
use super::store::{Kept, Settled, Store};
use super::tally::Past;
use super::view::View;
use crate::post::Timestamp;

impl Network {
    /// Counts the posts before a moment for good and lets go of them, so that memory grows with people
    /// and ties and no longer with posts. Profiles are the same before and after, bit for bit.
    ///
    /// What settles is closed. A post that comes later and is older than the moment is late and left
    /// out, for nobody can tell any more whether it was counted: settle behind the newest by as much
    /// as posts arrive late, as stream processors do with a watermark. Posts without a time never
    /// settle. From then on
    /// * whether a settled post was answered, and whether the person it addressed was a stranger, is as
    ///   it stood at the moment of settling;
    /// * a post that comes later and answers a settled one is for whom it names itself, unless an
    ///   earlier post at hand had kept the settled one linked;
    /// * `campaigns` and `circles` know the last 64 texts of each author.
    ///
    /// [`merge`](Self::merge) stays exact, commutative and associative. Two networks settled to
    /// different moments are settled to the later one, and what is older and not counted yet is late:
    /// settle both to the same moment before. Settled posts have no ids, so two histories must not
    /// hold the same post; of an author in both, pauses between posts are unknown
    /// ([`burstiness`](super::Profile::burstiness) is `None`) and days and repetitions are those within
    /// each. So the plain way is: merge parts first, settle the whole.
    ///
    /// # Memory
    /// Up to 400 bytes and the name for each author, 64 for each tie of each, 32 for each remembered text
    /// (`tests/it/memory.rs`), and for the posts at hand as before.
    ///
    /// ```
    /// use realtalk::{Network, Post, Scorer, Timestamp};
    /// let scorer = Scorer::default();
    /// let day = |n: i64| Timestamp::from_seconds(1_700_000_000 + n * 86_400);
    /// let mut network = Network::new();
    /// for (n, who) in ["ana", "mira", "ana", "mira"].into_iter().enumerate() {
    ///     let to = ["mira", "ana"][n % 2];
    ///     let post = Post::new(n.to_string(), who, format!("@{to} and how was day {n}?")).at(day(n as i64));
    ///     network.observe(&post, &scorer.score(&post));
    /// }
    /// let before = network.profile("ana");
    /// network.settle(day(3));
    /// assert_eq!(network.len(), 1);
    /// assert_eq!(network.profile("ana"), before);
    /// ```
    pub fn settle(&mut self, before: Timestamp) {
        self.settle_remembering(before, REMEMBERED);
    }

    /// The same, remembering that many of each author's last texts: 64 is what repeats are looked for
    /// among. With fewer, a repetition of something said longer ago counts as new.
    pub fn settle_remembering(&mut self, before: Timestamp, texts: usize) {
        if before.as_millis() > self.store().settled().before {
            self.state = State::Linked(settled(self.store(), before.as_millis(), texts));
        }
    }

    /// The moment before which everything is settled, if anything is.
    #[must_use]
    pub fn settled(&self) -> Option<Timestamp> {
        let settled = self.store().settled();
        (settled != Settled::NOTHING).then(|| Timestamp::from_millis(settled.before))
    }
}

fn settled(store: &Store, before: i64, texts: usize) -> Store {
    let old = |post: &Kept| post.time().is_some_and(|time| time < before);
    let counted = store.live().filter(|post| old(post)).filter_map(Kept::time).max();
    let latest = counted.unwrap_or(i64::MIN).max(store.settled().latest);
    let mut settled = Store::new();
    settled.settle(Settled { before, latest });
    for (key, name) in store.names() {
        settled.meet(name, key);
    }
    for person in store.people() {
        let view = View::of(store, person);
        let news = store.own(person).any(old) || view.inbound.iter().any(|post| old(post));
        if news || view.past.is_some() {
            let past = closed(gather(&view, old), before, texts);
            let past = past.renumbered(|partner| settled.person(store.key(partner)));
            let person = settled.person(store.key(person));
            settled.add_past(person, past);
        }
    }
    let linked = linked(store, old);
    for post in store.posts() {
        if post.is_live() && !old(post) {
            settled.keep(store.id(post), &store.record(post));
        } else if linked[post.node as usize] {
            settled.keep(store.id(post), &store.record(post).settled());
        }
    }
    settled
}

/// What the next posts need of a closed past.
fn closed(past: Past, before: i64, texts: usize) -> Past {
    let told = past.told[past.told.len().saturating_sub(texts)..].into();
    let near = |time: &i64| *time >= before.saturating_sub(TEN_MINUTES);
    Past { told, recent: past.recent.iter().copied().filter(near).collect(), ..past }
}

/// Whether a post is an answer to a live one, or one that a live one answers, straight or around.
fn linked(store: &Store, old: impl Fn(&Kept) -> bool) -> vec::Vec<bool> {
    let mut linked = vec![false; store.nodes()];
    for post in store.live().filter(|post| !old(post)) {
        store.answers_to(post).for_each(|answer| linked[answer.node as usize] = true);
        let mut above = store.parent(post);
        for _ in 0..=CHAIN {
            let Some(parent) = above else { break };
            linked[parent.node as usize] = true;
            above = store.parent(parent);
        }
    }
    linked
}
