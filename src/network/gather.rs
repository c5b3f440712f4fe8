//! Counting one author's posts, in the order of time.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::habit::{REMEMBERED, Signature, TEN_MINUTES, same};
use super::record::{ASKS, AUTOMATED, INVITES, LINKED, PROMOTES, TO_YOU, WORKS};
use super::store::{Kept, NONE, Store};
use super::tally::{Bond, Count, Past, Sum, Tally};
use super::view::View;

/// The scores of a post that are summed: which, and as what.
const SPOKEN: [(usize, Sum); 3] = [(0, Sum::Passion), (1, Sum::Authenticity), (2, Sum::SpamRisk)];
const GIVEN: [(usize, Sum); 2] = [(COMPASSION, Sum::Compassion), (5, Sum::Helpfulness)];
const COMPASSION: usize = 4;

/// What is known of an author: what was settled, and those of the posts at hand that `counts` names.
pub(super) fn gather(view: &View<'_>, counts: impl Fn(&Kept) -> bool) -> Past {
    let mut gather = Gather::of(view);
    for post in view.own.iter().filter(|post| counts(post)) {
        gather.own(post);
    }
    for post in view.inbound.iter().filter(|post| counts(post)) {
        gather.inbound(post);
    }
    let all = view.store.own(view.author).filter(|post| post.is_live() && counts(post)).count();
    gather.tally.count(Count::All, all as u32);
    gather.finish()
}

struct Gather<'v, 'n> {
    view: &'v View<'n>,
    tally: Tally,
    bonds: BTreeMap<u32, Bond>,
    told: Vec<Signature>,
    times: Vec<i64>,
    /// The first of those times that is within ten minutes of the last.
    near: usize,
    /// Posts on each minute of the hour.
    minutes: [u32; 60],
    /// When something passed between the author and a partner.
    exchanges: Vec<(i64, u32)>,
}

impl<'v, 'n> Gather<'v, 'n> {
    fn of(view: &'v View<'n>) -> Self {
        let past = view.past.cloned().unwrap_or_default();
        Self {
            view,
            tally: past.tally,
            bonds: past.bonds.into_vec().into_iter().collect(),
            told: past.told.into_vec(),
            times: past.recent.into_vec(),
            near: 0,
            minutes: [0; 60],
            exchanges: Vec::new(),
        }
    }

    fn own(&mut self, post: &Kept) {
        let to = self.view.store.target(post);
        let new = self.tell(post);
        self.tally.count(Count::Posts, 1);
        self.kind(post, to);
        let welcome = to.is_none_or(|who| self.view.is_welcome(post, who));
        if to.is_some() {
            self.tally.count(Count::Unsolicited, u32::from(!welcome));
            for (which, sum) in GIVEN {
                self.tally.add(sum, post.raw(which));
            }
        }
        if new {
            self.novelty(post, to.is_some() && welcome);
        } else {
            self.tally.count(Count::OffersAgain, u32::from(post.has(PROMOTES)));
            self.tally.count(Count::StrangersAgain, u32::from(post.has(PROMOTES) && !welcome));
        }
        if post.platform() != 0 {
            self.tally.on(post.platform(), 1);
        }
        if let Some(time) = post.time() {
            self.minutes[time.div_euclid(60_000).rem_euclid(60) as usize] += 1;
            self.tally.pace.at(time);
            self.peak(time);
        }
        for partner in self.view.store.addressed(post) {
            let bond = self.bonds.entry(partner).or_default();
            bond.said = bond.said.saturating_add(u32::from(new || bond.to == 0));
            bond.to = bond.to.saturating_add(1);
            let invited = Some(partner) == to && self.view.answers_question(post);
            bond.invited = bond.invited.saturating_add(u32::from(invited));
            self.exchange(post, partner);
        }
    }

    /// Whether a post says something new, beside those remembered before it.
    fn tell(&mut self, post: &Kept) -> bool {
        let signature = *self.view.store.signature(post);
        let before = &self.told[self.told.len().saturating_sub(REMEMBERED)..];
        let alike = before.iter().filter(|told| same(told, &signature)).count();
        let echo = before.last().is_some_and(|last| same(last, &signature));
        self.tally.add(Sum::Alike, alike as u64);
        self.tally.count(Count::Echoes, u32::from(echo));
        self.told.push(signature);
        alike == 0
    }

    /// What sort of post it is, and to whom.
    fn kind(&mut self, post: &Kept, to: Option<u32>) {
        let (view, store) = (self.view, self.view.store);
        let linked = Store::answers(post);
        let orphan = linked && to.is_none() && store.parent(post).is_none_or(|parent| parent.author == NONE);
        let halves = match to {
            Some(who) if linked || view.heard_from(who) => 2,
            Some(_) => 1,
            None => 2 * u32::from(orphan),
        };
        let broadcast = to.is_none() && !orphan && !view.was_answered(post) && !post.has(ASKS);
        let direct = u32::from(post.mentions) + u32::from(post.has(INVITES));
        for (what, by) in [
            (Count::Halves, halves),
            (Count::Addressed, u32::from(to.is_some())),
            (Count::Talking, u32::from(to.is_some() && !post.has(PROMOTES))),
            (Count::Broadcast, u32::from(broadcast)),
            (Count::Asking, u32::from(post.has(ASKS))),
            (Count::Promoting, u32::from(post.has(PROMOTES))),
            (Count::Working, u32::from(post.has(WORKS))),
            (Count::ToYou, u32::from(post.has(TO_YOU))),
            (Count::Automated, u32::from(post.has(AUTOMATED))),
            (Count::Links, u32::from(post.links.max(u8::from(post.has(LINKED))))),
            (Count::Direct, direct),
        ] {
            self.tally.count(what, by);
        }
        self.tally.add(Sum::Words, u64::from(post.words));
    }

    /// Counts that repeats leave alone, so that saying a thing again never looks better than not.
    fn novelty(&mut self, post: &Kept, welcome: bool) {
        self.tally.count(Count::New, 1);
        self.tally.count(Count::NewAsking, u32::from(post.has(ASKS)));
        self.tally.count(Count::NewPlain, u32::from(!post.has(PROMOTES)));
        self.tally.count(Count::NewWelcome, u32::from(welcome));
        for (which, sum) in SPOKEN {
            self.tally.add(sum, post.raw(which));
        }
    }

    /// How many posts there are in the ten minutes up to this one.
    fn peak(&mut self, time: i64) {
        self.times.push(time);
        while time.saturating_sub(self.times[self.near]) > TEN_MINUTES {
            self.near += 1;
        }
        let near = (self.times.len() - self.near) as u32;
        self.tally.pace.peak = self.tally.pace.peak.max(near);
    }

    fn inbound(&mut self, post: &Kept) {
        let answered = self.view.answers(post);
        self.tally.count(Count::Answered, u32::from(answered));
        self.tally.count(Count::Waiting, u32::from(!answered && self.view.awaits_answer(post)));
        let bond = self.bonds.entry(post.author).or_default();
        bond.from = bond.from.saturating_add(1);
        self.exchange(post, post.author);
    }

    fn exchange(&mut self, post: &Kept, partner: u32) {
        let depth = chain(self.view.store, post, [self.view.author, partner]);
        let bond = self.bonds.entry(partner).or_default();
        bond.warm = bond.warm.saturating_add(post.raw(COMPASSION));
        bond.depth = bond.depth.max(depth);
        bond.on(post.platform());
        self.exchanges.extend(post.time().map(|time| (time, partner)));
    }

    fn finish(mut self) -> Past {
        self.exchanges.sort_unstable();
        for (time, partner) in self.exchanges {
            self.bonds.entry(partner).or_default().at(time);
        }
        for (minute, posts) in (0..60).zip(self.minutes).filter(|(_, posts)| *posts > 0) {
            self.tally.pace.on_minute(minute, posts);
        }
        Past {
            tally: self.tally,
            bonds: self.bonds.into_iter().collect(),
            told: self.told.into_boxed_slice(),
            recent: self.times.into_boxed_slice(),
        }
    }
}

/// How many answers in a row go back and forth between two people up to this post.
fn chain(store: &Store, post: &Kept, pair: [u32; 2]) -> u32 {
    let (mut post, mut steps) = (post, 0);
    // Malformed input may go in circles; ties do not deepen past this anyway.
    while steps < CHAIN {
        match store.parent(post) {
            Some(parent) if parent.author != post.author && pair.contains(&parent.author) => post = parent,
            _ => break,
        }
        steps += 1;
    }
    steps
}

/// Longest chain that is followed.
pub(super) const CHAIN: u32 = 32;
