//! What is counted of one author: integers alone, so that adding up gives the same in any order.

use alloc::boxed::Box;

use super::habit::{DAY, Signature};

/// Counts of posts.
#[derive(Clone, Copy)]
pub(super) enum Count {
    /// Posts of any kind.
    All,
    /// Own posts; reposts and notices are nobody's words.
    Posts,
    /// Twice the posts that interact with others: a mention of somebody who never wrote counts half.
    Halves,
    Addressed,
    Unsolicited,
    Broadcast,
    Asking,
    Promoting,
    Working,
    ToYou,
    /// Addressed, and not promoting.
    Talking,
    Automated,
    Links,
    /// Mentions and invitations.
    Direct,
    /// Posts of others that the author answered, and that wait for an answer.
    Answered,
    Waiting,
    /// Posts that say what the one before said.
    Echoes,
    /// Posts that say something new; of them those that ask, that do not promote, that are welcome.
    New,
    NewAsking,
    NewPlain,
    NewWelcome,
    /// Offers said again; of them those to people who did not ask.
    OffersAgain,
    StrangersAgain,
}

/// Sums over posts; of scores in 1/65535.
#[derive(Clone, Copy)]
pub(super) enum Sum {
    Words,
    /// Over addressed posts.
    Compassion,
    Helpfulness,
    /// Over posts that say something new.
    Passion,
    Authenticity,
    SpamRisk,
    /// Pairs of a post and one of those remembered before it that say the same.
    Alike,
}

pub(super) const COUNTS: usize = Count::StrangersAgain as usize + 1;
pub(super) const SUMS: usize = Sum::Alike as usize + 1;

/// What is counted of an author's posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Tally {
    pub(super) counts: [u32; COUNTS],
    pub(super) sums: [u64; SUMS],
    pub(super) pace: Pace,
    /// Posts by platform, in the order of the platforms' numbers.
    pub(super) platforms: Box<[(u32, u32)]>,
}

impl Tally {
    pub(super) fn count(&mut self, what: Count, by: u32) {
        let count = &mut self.counts[what as usize];
        *count = count.saturating_add(by);
    }

    pub(super) fn add(&mut self, what: Sum, by: u64) {
        let sum = &mut self.sums[what as usize];
        *sum = sum.saturating_add(by);
    }

    pub(super) fn of(&self, what: Count) -> f64 {
        f64::from(self.counts[what as usize])
    }

    pub(super) fn sum(&self, what: Sum) -> f64 {
        self.sums[what as usize] as f64
    }

    /// The sum of a score.
    pub(super) fn score(&self, what: Sum) -> f64 {
        self.sum(what) / 65_535.0
    }

    pub(super) fn on(&mut self, platform: u32, posts: u32) {
        match self.platforms.binary_search_by_key(&platform, |row| row.0) {
            Ok(at) => self.platforms[at].1 = self.platforms[at].1.saturating_add(posts),
            Err(at) => insert(&mut self.platforms, at, (platform, posts)),
        }
    }

    fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(to, from)| *to = to.saturating_add(from));
        self.sums.iter_mut().zip(other.sums).for_each(|(to, from)| *to = to.saturating_add(from));
        self.pace.merge(&other.pace);
        other.platforms.iter().for_each(|(platform, posts)| self.on(*platform, *posts));
    }
}

/// Harmonics of the hour that schedules follow: hourly to every five minutes.
pub(super) const HARMONICS: [u32; 5] = [1, 2, 4, 6, 12];

/// One turn's reach in the sums of [`Pace::turns`].
pub(super) const TURN: f64 = (1_u64 << 32) as f64;

/// When posts come, of posts in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Pace {
    /// Posts with a time.
    pub(super) timed: u32,
    /// Days with a post: whole turns of 24 hours from the first, so that no time zone moves them.
    pub(super) days: u32,
    /// Most posts in any ten minutes.
    pub(super) peak: u32,
    /// Whether two histories were added up, so that pauses between their posts are not known.
    pub(super) mixed: bool,
    pub(super) first: i64,
    pub(super) last: i64,
    /// Sum of the squares of the pauses, in two halves: the low one first.
    pub(super) squares: [u64; 2],
    /// Cosines and sines of the minute of the hour, by harmonic, in 2⁻³².
    pub(super) turns: [i64; 2 * HARMONICS.len()],
}

impl Default for Pace {
    fn default() -> Self {
        let (first, last) = (i64::MAX, i64::MIN);
        Self { timed: 0, days: 0, peak: 0, mixed: false, first, last, squares: [0; 2], turns: [0; 10] }
    }
}

impl Pace {
    /// Takes in the next time.
    pub(super) fn at(&mut self, time: i64) {
        if self.timed == 0 {
            (self.first, self.days) = (time, 1);
        } else {
            let pause = u128::from(time.max(self.last).abs_diff(self.last));
            self.set_squares(self.squares().saturating_add(pause.saturating_mul(pause)));
            self.days = self.days.saturating_add(u32::from(turn(self.first, time) != turn(self.first, self.last)));
        }
        self.last = time;
        self.timed = self.timed.saturating_add(1);
    }

    pub(super) fn squares(&self) -> u128 {
        u128::from(self.squares[1]) << 64 | u128::from(self.squares[0])
    }

    fn set_squares(&mut self, squares: u128) {
        self.squares = [squares as u64, (squares >> 64) as u64];
    }

    /// Takes in so many posts on a minute of the hour.
    pub(super) fn on_minute(&mut self, minute: u32, posts: u32) {
        for (at, harmonic) in HARMONICS.into_iter().enumerate() {
            let turn = core::f64::consts::TAU * f64::from(harmonic * minute) / 60.0;
            for (which, reach) in [libm::cos(turn), libm::sin(turn)].into_iter().enumerate() {
                let by = (libm::round(reach * TURN) as i64).wrapping_mul(i64::from(posts));
                self.turns[2 * at + which] = self.turns[2 * at + which].wrapping_add(by);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        self.mixed |= other.mixed || (self.timed > 0 && other.timed > 0);
        self.timed = self.timed.saturating_add(other.timed);
        self.days = self.days.saturating_add(other.days);
        self.peak = self.peak.max(other.peak);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.set_squares(self.squares().saturating_add(other.squares()));
        self.turns.iter_mut().zip(other.turns).for_each(|(to, from)| *to = to.wrapping_add(from));
    }
}

/// Whole turns of 24 hours since the first.
fn turn(first: i64, time: i64) -> i64 {
    time.saturating_sub(first) / DAY
}

/// What passed between an author and a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Bond {
    /// Posts of the author to the partner, and back.
    pub(super) to: u32,
    pub(super) from: u32,
    /// Posts to the partner that say something new: the first, and what the author had not said before.
    pub(super) said: u32,
    /// Posts to the partner that answer a question of theirs.
    pub(super) invited: u32,
    /// Days on which they exchanged a post, in turns of 24 hours from their first.
    pub(super) days: u32,
    /// Longest chain of answers between them.
    pub(super) depth: u32,
    /// The platforms they met on: the least and the greatest number of those known.
    pub(super) platforms: [u32; 2],
    pub(super) first: i64,
    pub(super) last: i64,
    /// Compassion in what they exchanged, in 1/65535.
    pub(super) warm: u64,
}

impl Default for Bond {
    fn default() -> Self {
        let (first, last) = (i64::MAX, i64::MIN);
        Self { to: 0, from: 0, said: 0, invited: 0, days: 0, depth: 0, platforms: [u32::MAX, 0], first, last, warm: 0 }
    }
}

impl Bond {
    /// Takes in the time of the next exchange.
    pub(super) fn at(&mut self, time: i64) {
        if self.last < self.first {
            (self.first, self.days) = (time, 1);
        } else if turn(self.first, time) != turn(self.first, self.last) {
            self.days = self.days.saturating_add(1);
        }
        self.last = time;
    }

    pub(super) fn on(&mut self, platform: u32) {
        if platform != 0 {
            self.platforms = [self.platforms[0].min(platform), self.platforms[1].max(platform)];
        }
    }

    /// Whether they met anywhere but there.
    pub(super) fn beyond(&self, platform: u32) -> bool {
        self.platforms[1] != 0 && self.platforms != [platform; 2]
    }

    fn merge(&mut self, other: &Self) {
        let pairs = [
            (&mut self.to, other.to),
            (&mut self.from, other.from),
            (&mut self.said, other.said),
            (&mut self.invited, other.invited),
            (&mut self.days, other.days),
        ];
        for (to, from) in pairs {
            *to = to.saturating_add(from);
        }
        self.depth = self.depth.max(other.depth);
        let [least, most] = other.platforms;
        self.platforms = [self.platforms[0].min(least), self.platforms[1].max(most)];
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.warm = self.warm.saturating_add(other.warm);
    }
}

/// All that is known of an author's posts without the posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Past {
    pub(super) tally: Tally,
    /// By partner, in ascending order.
    pub(super) bonds: Box<[(u32, Bond)]>,
    /// Signatures of the last posts, latest last.
    pub(super) told: Box<[Signature]>,
    /// Times that a window of ten minutes may still reach back to, in order.
    pub(super) recent: Box<[i64]>,
}

impl Past {
    /// Adds another history of the same author, of other posts.
    ///
    /// Of two histories nobody knows which text came after which: both are remembered, in any order.
    pub(super) fn merge(&mut self, other: &Self) {
        self.tally.merge(&other.tally);
        for (partner, bond) in &other.bonds {
            match self.bonds.binary_search_by_key(partner, |row| row.0) {
                Ok(at) => self.bonds[at].1.merge(bond),
                Err(at) => insert(&mut self.bonds, at, (*partner, bond.clone())),
            }
        }
        let sorted = !self.told.is_empty() && !other.told.is_empty();
        self.told = self.told.iter().chain(&*other.told).copied().collect();
        if sorted {
            self.told.sort_unstable();
        }
        self.recent = self.recent.iter().chain(&*other.recent).copied().collect();
        self.recent.sort_unstable();
    }

    /// The same but for the bonds, whose partners are numbered by the store.
    pub(super) fn alike(&self, other: &Self) -> bool {
        self.tally == other.tally && self.told == other.told && self.recent == other.recent
    }

    pub(super) fn bond(&self, partner: u32) -> Option<&Bond> {
        self.bonds.binary_search_by_key(&partner, |row| row.0).ok().map(|at| &self.bonds[at].1)
    }

    /// The same with partners numbered as another store does.
    pub(super) fn renumbered(mut self, mut number: impl FnMut(u32) -> u32) -> Self {
        self.bonds.iter_mut().for_each(|(partner, _)| *partner = number(*partner));
        self.bonds.sort_unstable_by_key(|(partner, _)| *partner);
        self
    }

    /// In the order that everything relies on, wherever it comes from.
    pub(super) fn tidied(mut self) -> Self {
        self.recent.sort_unstable();
        let platforms = core::mem::take(&mut self.tally.platforms);
        platforms.iter().for_each(|(platform, posts)| self.tally.on(*platform, *posts));
        self.renumbered(|partner| partner)
    }
}

/// Puts one more in its place; it happens seldom.
fn insert<T>(all: &mut Box<[T]>, at: usize, one: T) {
    let mut grown = core::mem::take(all).into_vec();
    grown.insert(at, one);
    *all = grown.into_boxed_slice();
}
