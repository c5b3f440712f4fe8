//! Windows over a stream: a network for each minute, merged into its hour and its day.
//!
//! Merging is a union, so a late post simply opens its minute again, a post that comes twice changes
//! nothing, and every window equals the network of its posts fed at once.

use std::collections::BTreeMap;

use realtalk::{Network, Post, Scorer};
use serde::{Deserialize, Serialize};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The state of a stream: what is kept on disk, and all of it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Windows {
    /// Still filling, by number since 1970; so are the hours and days.
    minutes: BTreeMap<i64, Network>,
    hours: BTreeMap<i64, Network>,
    days: BTreeMap<i64, Network>,
    /// The latest time seen, in Unix milliseconds.
    latest: i64,
}

/// The length of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    Hour,
    Day,
}

impl Window {
    /// The number of the window that a time falls into.
    #[must_use]
    pub fn of(self, millis: i64) -> i64 {
        millis.div_euclid(match self {
            Self::Hour => HOUR,
            Self::Day => DAY,
        })
    }
}

impl Windows {
    /// Takes in a post; one without a time belongs to no window and is left out.
    pub fn observe(&mut self, post: &Post<'_>, scorer: &Scorer) {
        let Some(time) = post.created_at.map(realtalk::Timestamp::as_millis) else { return };
        self.minutes.entry(time.div_euclid(MINUTE)).or_default().observe(post, &scorer.score(post));
        if time > self.latest {
            let passed = self.latest.div_euclid(MINUTE) < time.div_euclid(MINUTE);
            self.latest = time;
            if passed {
                self.close();
            }
        }
    }

    /// Merges the minutes that are over into their hour and their day.
    fn close(&mut self) {
        let open = self.minutes.split_off(&self.latest.div_euclid(MINUTE));
        for (minute, network) in std::mem::replace(&mut self.minutes, open) {
            self.hours.entry(minute.div_euclid(60)).or_default().merge(&network);
            self.days.entry(minute.div_euclid(24 * 60)).or_default().merge(&network);
        }
    }

    /// The network of a window, whatever of it is still open included; empty if nothing fell into it.
    #[must_use]
    pub fn window(&self, window: Window, number: i64) -> Network {
        let (closed, minutes) = match window {
            Window::Hour => (&self.hours, 60),
            Window::Day => (&self.days, 24 * 60),
        };
        let mut whole = closed.get(&number).cloned().unwrap_or_default();
        self.minutes.range(number * minutes..(number + 1) * minutes).for_each(|(_, network)| whole.merge(network));
        whole
    }

    /// The windows anything fell into, in order.
    #[must_use]
    pub fn numbers(&self, window: Window) -> Vec<i64> {
        let (closed, minutes) = match window {
            Window::Hour => (&self.hours, 60),
            Window::Day => (&self.days, 24 * 60),
        };
        let mut numbers: Vec<i64> = closed.keys().copied().collect();
        numbers.extend(self.minutes.keys().map(|minute| minute.div_euclid(minutes)));
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Everything seen.
    #[must_use]
    pub fn whole(&self) -> Network {
        let mut whole = Network::new();
        self.days.values().chain(self.minutes.values()).for_each(|network| whole.merge(network));
        whole
    }

    /// Forgets hours that ended before that time; their posts stay in the days.
    pub fn forget_hours(&mut self, before: i64) {
        self.hours = self.hours.split_off(&before.div_euclid(HOUR));
    }

    /// The state as bytes.
    ///
    /// # Panics
    ///
    /// Never: the state is integers and strings.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("integers and strings always have a form")
    }

    /// The state that [`save`](Self::save) wrote.
    ///
    /// # Errors
    ///
    /// For bytes that `save` did not write.
    pub fn resume(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
