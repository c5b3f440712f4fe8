//! A newcomer's risk: what an account says of itself, against what it does.

use alloc::string::String;
use alloc::vec::Vec;

use crate::fold::{Folded, latin_twin, leet_twin};
use crate::network::{Driver, Profile};
use crate::post::{Account, Post, Timestamp};
use crate::score::Rating;

/// Log-odds that a fresh account without any sign is a nuisance.
///
/// None of the weights here is fitted. On 10,173 labelled accounts of 2009 and 2010 (example `polluters`)
/// fitted ones tell polluters at AUC .82 from relations and .89 with texts, but lean on pauses of two
/// minutes and on who opens with a name: habits of one place and time, that a default must not learn.
const PRIOR: f64 = -2.5;

/// How an account is rated, with its reasons.
///
/// ```
/// use realtalk::{Account, Scorer};
/// let mut account = Account::default();
/// account.id = "9".into();
/// account.handle = Some("ana_pottery_".into());
/// let scorer = Scorer::default().with_names(["ana_pottery"]);
/// let report = scorer.explain_account(&account, None);
/// let heaviest = report.drivers.iter().max_by(|a, b| a.weight.total_cmp(&b.weight)).expect("a driver");
/// assert_eq!(heaviest.name, "name close to a listed one");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AccountReport {
    /// The risk.
    pub rating: Rating,
    /// What it comes from, in log-odds.
    pub drivers: Vec<Driver>,
}

impl Account<'_> {
    /// Replies, reposts, quotes and likes that a post of the account gets, a follower: `0.01` is one
    /// reaction of a hundred followers. Unknown without followers and posts with counts; `0.0..`, and above
    /// one where posts travel beyond those who follow.
    ///
    /// Only own posts of the account among `posts` count, reposts do not; of a post's counts those that are
    /// known. Big accounts have less of it, so compare accounts of a size.
    ///
    /// ```
    /// use realtalk::{Account, Post};
    /// let mut account = Account::default();
    /// account.id = "ana".into();
    /// account.followers = Some(200);
    /// let mut post = Post::new("1", "ana", "did the kiln survive?");
    /// post.counts.likes = Some(7);
    /// post.counts.replies = Some(3);
    /// assert_eq!(account.engagement_rate(&[post]), Some(0.05));
    /// ```
    #[must_use]
    pub fn engagement_rate(&self, posts: &[Post<'_>]) -> Option<f64> {
        let own = posts.iter().filter(|post| post.is_own() && post.author.as_deref() == Some(&*self.id));
        let reactions = own.filter_map(|post| {
            let counts = [post.counts.replies, post.counts.reposts, post.counts.quotes, post.counts.likes];
            let known = counts.into_iter().flatten().map(|count| count as f64);
            known.clone().next().map(|_| known.sum::<f64>())
        });
        let (sum, n) = reactions.fold((0.0, 0.0), |(sum, n), reactions| (sum + reactions, n + 1.0));
        let followers = self.followers.filter(|followers| *followers > 0)? as f64;
        (n > 0.0).then(|| sum / n / followers)
    }
}

/// Adds up what is known. What is unknown lowers confidence alone; names are never judged, only
/// their nearness to names that the caller lists.
pub(crate) fn rate(
    account: &Account<'_>,
    profile: Option<&Profile>,
    bio: Option<Rating>,
    names: &[String],
    now: Option<Timestamp>,
) -> AccountReport {
    let mut drivers = Vec::new();
    let mut known = 0.0;
    let mut add = |name: &'static str, weight: Option<f64>| {
        if let Some(weight) = weight {
            known += 1.0;
            drivers.push(Driver { name, weight });
        }
    };
    add("soliciting bio", bio.map(|rating| 4.0 * (rating.score.get() - 0.2).max(0.0)));
    add("posts for its age", posts_a_day(account, now).map(|pace| 0.8 * libm::log(1.0 + pace / 50.0)));
    add("follows many, followed by few", follow_hammer(account));
    add("name close to a listed one", (!names.is_empty()).then(|| if near_any(account, names) { 4.0 } else { 0.0 }));
    add("spam in its posts", profile.map(|p| 5.0 * (p.spam_risk.score.get() - 0.25) * p.spam_risk.confidence.get()));
    add(
        "writes to strangers",
        profile.and_then(|p| p.unsolicited_share).map(|r| 1.2 * r.score.get() * r.confidence.get()),
    );
    add("repeats itself", profile.map(|p| 1.5 * p.duplicate_share.score.get() * p.duplicate_share.confidence.get()));
    add("talks with people", profile.and_then(|p| p.reciprocity).map(|r| -1.5 * r.score.get() * r.confidence.get()));
    let logit = PRIOR + drivers.iter().map(|driver| driver.weight).sum::<f64>();
    AccountReport { rating: Rating::new(1.0 / (1.0 + libm::exp(-logit)), known / (known + 3.0)), drivers }
}

/// Posts a day since the account was made, counting the first day whole.
fn posts_a_day(account: &Account<'_>, now: Option<Timestamp>) -> Option<f64> {
    let age = now?.as_millis().saturating_sub(account.created_at?.as_millis()).max(0) as f64 / 86_400_000.0;
    Some(account.posts? as f64 / age.max(1.0))
}

/// Following thousands and followed by few of them.
fn follow_hammer(account: &Account<'_>) -> Option<f64> {
    let (following, followers) = (account.following? as f64, account.followers? as f64);
    Some(if following > 500.0 { 0.5 * libm::log((following + 1.0) / (followers + 10.0)).max(0.0) } else { 0.0 })
}

fn near_any(account: &Account<'_>, names: &[String]) -> bool {
    let own = [account.handle.as_deref(), account.name.as_deref()];
    own.into_iter().flatten().any(|own| names.iter().any(|name| is_near(own, name)))
}

/// Whether a name can be taken for another that it is not: look-alikes folded, or one edit apart
/// (letters swapped, changed, added or left out) at five letters or more.
fn is_near(own: &str, listed: &str) -> bool {
    let (a, b) = (shape(own), shape(listed));
    own != listed && !b.is_empty() && (a == b || (b.len() >= 5 && one_edit(&a, &b)))
}

/// A name as the eye takes it: folded, look-alikes and digits as letters, separators gone.
fn shape(name: &str) -> Vec<char> {
    let seen = |c: char| {
        if c.is_ascii_digit() { leet_twin(c as u8).map_or(c, char::from) } else { latin_twin(c).unwrap_or(c) }
    };
    let folded = Folded::of(name);
    folded.as_str().chars().filter(|c| c.is_alphanumeric()).map(seen).map(|c| if c == 'l' { 'i' } else { c }).collect()
}

fn one_edit(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([] | [_], [] | [_]) => true,
        ([w, x], [y, z]) => w == z && x == y,
        _ => false,
    }
}
