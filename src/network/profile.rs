//! What an author gets: habits and relationships in numbers, each with its reasons.

use super::habit::{DAY, REMEMBERED, burstiness, clockwork, span};
use super::store::Store;
use super::tally::{Count, Pace, Past, Sum, Tally};
use super::tie::{Tie, Ties, ties};
use crate::score::Rating;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// One reason behind a number, in log-odds unless said otherwise.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for post in [
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
///     Post::new("3", "ana", "oh no, which ones?").answering("2", None),
/// ] {
///     network.observe(&post, &scorer.score(&post));
/// }
/// let profile = network.profile("mira").expect("she wrote");
/// for driver in &profile.opt_out_drivers {
///     println!("{:+.2} {}", driver.weight, driver.name);
/// }
/// assert!(profile.opt_out_drivers.iter().any(|driver| driver.name == "reciprocity" && driver.weight < 0.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Driver {
    /// What.
    pub name: &'static str,
    /// How much it adds; below zero it takes away.
    pub weight: f64,
}

/// Helpful enough, interesting enough, real enough: the least of the three is the bottleneck.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for post in [
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
///     Post::new("3", "ana", "oh no, which ones?").answering("2", None),
/// ] {
///     network.observe(&post, &scorer.score(&post));
/// }
/// let enough = network.profile("ana").expect("she wrote").enough;
/// let least = enough.helpful.min(enough.interesting).min(enough.real);
/// println!("the bottleneck is at {least:.2}");
/// assert!(enough.real > enough.helpful);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Enough {
    /// Concrete help. `0.0..=1.0`
    pub helpful: f64,
    /// Passion about particulars. `0.0..=1.0`
    pub interesting: f64,
    /// Authenticity. `0.0..=1.0`
    pub real: f64,
}

/// What would keep most of an audience.
///
/// ```
/// use realtalk::{Advice, Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for n in 0..40 {
///     let post = Post::new(n.to_string(), "shop", "Huge sale today only, 70 % off, order now!");
///     network.observe(&post, &scorer.score(&post));
/// }
/// let advice = network.profile("shop").and_then(|profile| profile.advice);
/// assert!(matches!(advice, Some(Advice::Vary | Advice::Narrow)));
/// println!("{}", advice.map_or("go on", Advice::text));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Advice {
    /// Post less often.
    SlowDown,
    /// Say different things.
    Vary,
    /// Answer those who write.
    Answer,
    /// Ask people something.
    Ask,
    /// Write to those who want it; sell less.
    Narrow,
}

impl Advice {
    /// In a few words.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::SlowDown => "slow down",
            Self::Vary => "say it differently each time",
            Self::Answer => "answer those who write",
            Self::Ask => "ask people something",
            Self::Narrow => "write to those who want it, and sell less",
        }
    }
}

/// What an author gets. Confidence grows with the posts seen; unknown is `None`, not zero.
///
/// A low reply ratio means that the posts are broadcast-like. It does not mean "bot" or "brand":
/// of 38 real accounts several evident people sat between .01 and .13.
///
/// ```
/// use realtalk::{Network, Post, Scorer};
/// let scorer = Scorer::default();
/// let mut network = Network::new();
/// for post in [
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
///     Post::new("3", "ana", "oh no, which ones?").answering("2", None),
/// ] {
///     network.observe(&post, &scorer.score(&post));
/// }
/// let profile = network.profile("ana").expect("she wrote");
/// assert_eq!((profile.posts, &*profile.ties[0].partner), (2, "mira"));
/// println!("{profile}");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Profile {
    /// Who.
    pub author: String,
    /// Own posts seen, reposts and notices left out.
    pub posts: u64,
    /// `(r + 1.5) / (n + 5)`: `r` posts that interact with others, of `n`. The prior says .30, the
    /// share of posts that name someone in Honeycutt and Herring (2009). A mention of someone who
    /// never wrote back counts half; answers to oneself do not count.
    pub reply_ratio: Rating,
    /// Its 95 % interval (Wilson).
    pub reply_ratio_interval: (f64, f64),
    /// Posts to nobody that nobody answered and that ask nothing.
    pub broadcast_share: Rating,
    /// Posts addressed to someone.
    pub addressed_share: Rating,
    /// Share of what the author says to partners that comes back, `Σ min(to, from) / Σ to`
    /// (out-strength reciprocity of Squartini et al. 2013); unknown without a partner, and without
    /// confidence when no post of any partner was seen.
    pub reciprocity: Option<Rating>,
    /// Share of posts to the author that the author answered; unknown without any. An answer to an
    /// answer of theirs that asks nothing waits for none, so it counts only if it got one.
    pub answer_rate: Option<Rating>,
    /// Share of posts that ask.
    pub question_rate: Rating,
    /// Partners, strongest tie first.
    pub ties: Vec<Tie>,
    /// Strength of the strongest tie.
    pub tie_strength: Rating,
    /// Ties with three exchanges both ways on two days.
    pub strong_ties: u64,
    /// Share of tie strength with partners met on another platform than the author's main one: what
    /// would be left if that one closed. Unknown where fewer than two platforms were seen.
    pub portability: Option<f64>,
    /// Share of ties that are not strong.
    pub weak_tie_share: Option<f64>,
    /// Effective number of partners, `exp(H)` of the shares of posts.
    pub effective_partners: f64,
    /// Share of what is addressed to people that goes to someone addressed before.
    pub repeat_partner_share: Option<f64>,
    /// More than just work: how unlike each other the posts are, times the share without work talk.
    pub breadth: Rating,
    /// Posts on a day with posts; days are turns of 24 hours from the author's first post.
    pub posts_per_active_day: f64,
    /// Most posts in any ten minutes.
    pub peak_ten_minutes: u64,
    /// Kim and Jo's `A_n`, from -1 (a clock) to 1 (bursts); unknown below three times, and where two
    /// settled histories of the author were merged: pauses between the posts of one and of the other are
    /// not known any more ([`settle`](super::Network::settle)).
    pub burstiness: Option<f64>,
    /// How much the minutes look scheduled. It says automation, not spam.
    pub clockwork: Rating,
    /// Share of posts that say what one of the 64 before them said.
    pub duplicate_share: Rating,
    /// Rate times sameness.
    pub hammering: Rating,
    /// Share of addressed posts to people who never wrote to the author. A comment under somebody's
    /// own post is welcome; with an offer or a link it is so under a question alone.
    pub unsolicited_share: Option<Rating>,
    /// Share of partners who never wrote back.
    pub one_wayness: Option<Rating>,
    /// Seconds a day that one follower is asked for: words at 238 a minute, 2 s a link, 10 s a
    /// direct mention or invitation.
    pub seconds_per_day: f64,
    /// The same as `s / (s + 300)`.
    pub attention_cost: Rating,
    /// Share of addressed posts that answer someone who wrote or asked: the rest is unsolicited.
    pub targetedness: Option<Rating>,
    /// Understanding shown in posts to others.
    pub compassion: Rating,
    /// Help given in posts to others.
    pub helpfulness: Rating,
    /// Share of posts that speak to a "you" outside an offer.
    pub you_directed: Rating,
    /// Conversational posts for each that promotes.
    pub conversation_to_promo: f64,
    /// Helpful, interesting and real enough?
    pub enough: Enough,
    /// Passion of the author's own words; a text repeated counts as one.
    pub passion: Rating,
    /// Authenticity of the author's own words, less for one sentence said to everyone, more where
    /// people talk back.
    pub authenticity: Rating,
    /// Spam risk of the author's own words, and of repeating offers to strangers.
    pub spam_risk: Rating,
    /// Whether a machine is disclosed.
    pub automated: bool,
    /// How likely followers are to leave.
    pub opt_out_risk: Rating,
    /// What that comes from.
    pub opt_out_drivers: Vec<Driver>,
    /// How much real interaction carries the author.
    pub traction: Rating,
    /// What that comes from.
    pub traction_drivers: Vec<Driver>,
    /// What to do first.
    pub advice: Option<Advice>,
}

pub(super) fn profile(store: &Store, author: u32, past: &Past, now: i64) -> Profile {
    let tally = &past.tally;
    let of_all = |what: Count| tally.of(what);
    let Ties { all: ties, returned, portable } = ties(store, past, now);
    let n = tally.of(Count::Posts);
    let sure = |evidence: f64| evidence / (evidence + 5.0);
    let share = |part: f64| Rating::new(part / n.max(1.0), sure(n));
    let of = |part: f64, whole: f64| (whole > 0.0).then(|| Rating::new(part / whole, sure(whole)));
    let addressed = of_all(Count::Addressed);
    let given = |sum: Sum| tally.score(sum) / addressed.max(1.0);
    let interacting = of_all(Count::Halves) / 2.0;
    let duplicate_share = share(n - of_all(Count::New));
    let pace = n / days(&tally.pace).max(1.0);
    let seconds = sum(&attention(tally));
    let partners = ties.iter().filter(|tie| tie.to > 0).count() as f64;
    let unanswered = ties.iter().filter(|tie| tie.to > 0 && tie.from == 0).count() as f64;
    // Whether a post of anybody the author addressed was seen.
    let seen = past.bonds.iter().any(|(partner, bond)| bond.to > 0 && store.wrote(*partner));
    let reciprocity = reciprocity(&ties).map(|r| Rating::new(r, sure(addressed) * if seen { 1.0 } else { 0.0 }));
    let strong_ties = ties.iter().filter(|tie| tie.strong).count() as u64;
    let words = [Sum::Passion, Sum::Authenticity, Sum::SpamRisk].map(|sum| own_words(tally, sum));
    let voice = sum(&voice(tally, returned));
    let repeated = duplicate_share.score.get();
    let mut profile = Profile {
        author: store.name(author).to_string(),
        posts: n as u64,
        reply_ratio: Rating::new((interacting + 1.5) / (n + 5.0), sure(n) * certainty(addressed, interacting)),
        reply_ratio_interval: wilson(interacting, n),
        broadcast_share: share(of_all(Count::Broadcast)),
        addressed_share: share(addressed),
        reciprocity,
        answer_rate: of(of_all(Count::Answered), of_all(Count::Answered) + of_all(Count::Waiting)),
        question_rate: share(of_all(Count::Asking)),
        tie_strength: Rating::new(ties.first().map_or(0.0, |tie| tie.strength), sure(n)),
        strong_ties,
        portability: portable,
        weak_tie_share: (!ties.is_empty()).then(|| 1.0 - strong_ties as f64 / ties.len() as f64),
        effective_partners: effective(&ties),
        repeat_partner_share: repeat_partners(&ties),
        breadth: Rating::new(unlike(tally) * (1.0 - of_all(Count::Working) / n.max(1.0)), sure(n - 1.0)),
        posts_per_active_day: pace,
        peak_ten_minutes: tally.pace.peak.into(),
        burstiness: burstiness(&tally.pace),
        clockwork: clockwork_rating(&tally.pace),
        duplicate_share,
        hammering: Rating::new(repeated * (pace / (pace + 5.0)), sure(n)),
        unsolicited_share: of(of_all(Count::Unsolicited), addressed),
        one_wayness: if seen { of(unanswered, partners) } else { None },
        seconds_per_day: seconds,
        attention_cost: Rating::new(seconds / (seconds + 300.0), sure(n)),
        targetedness: of(addressed - of_all(Count::Unsolicited), addressed),
        compassion: Rating::new(given(Sum::Compassion), sure(addressed)),
        helpfulness: Rating::new(given(Sum::Helpfulness), sure(addressed)),
        you_directed: share(of_all(Count::ToYou)),
        conversation_to_promo: of_all(Count::Talking) / of_all(Count::Promoting).max(1.0),
        enough: Enough { helpful: given(Sum::Helpfulness), interesting: words[0], real: words[1] },
        passion: Rating::new(words[0], sure(n)),
        authenticity: Rating::new(logistic(voice), sure(n)),
        spam_risk: Rating::new(logistic(sum(&spam(tally))), sure(n)),
        automated: of_all(Count::Automated) > 0.0,
        opt_out_risk: Rating::default(),
        opt_out_drivers: Vec::new(),
        traction: Rating::default(),
        traction_drivers: Vec::new(),
        advice: None,
        ties,
    };
    outcome(&mut profile, tally, returned);
    profile
}

/// What an author's posts ask of one reader, in seconds a day: reading, links, being addressed.
pub(super) fn attention(tally: &Tally) -> [Driver; 3] {
    let days = (span(&tally.pace) as f64 / DAY as f64).max(1.0);
    [
        ("words to read", tally.sum(Sum::Words) * 60.0 / 238.0),
        ("links", 2.0 * tally.of(Count::Links)),
        ("mentions and invitations", 10.0 * tally.of(Count::Direct)),
    ]
    .map(|(name, seconds)| Driver { name, weight: seconds / days })
}

/// Days with a post, as far as the span has room for them.
fn days(pace: &Pace) -> f64 {
    f64::from(pace.days).min((span(pace) / DAY as u64 + 1) as f64)
}

fn certainty(addressed: f64, interacting: f64) -> f64 {
    if interacting > 0.0 { 0.5 + 0.5 * (addressed / interacting).min(1.0) } else { 1.0 }
}

/// Share of what is addressed that goes to somebody addressed before.
fn repeat_partners(ties: &[Tie]) -> Option<f64> {
    let out: u64 = ties.iter().map(|tie| tie.to).sum();
    let again: u64 = ties.iter().map(|tie| tie.to.saturating_sub(1)).sum();
    (out > 0).then(|| again as f64 / out as f64)
}

/// `Σ min(to, from) / Σ to` over partners; nothing comes back from nothing said.
fn reciprocity(ties: &[Tie]) -> Option<f64> {
    let both: u64 = ties.iter().map(|tie| tie.to.min(tie.from)).sum();
    let out: u64 = ties.iter().map(|tie| tie.to).sum();
    (!ties.is_empty()).then(|| both as f64 / out.max(1) as f64)
}

fn effective(ties: &[Tie]) -> f64 {
    // In the order of size, so that names do not reach the last bits of the sum.
    let mut sent: Vec<u64> = ties.iter().map(|tie| tie.to).filter(|to| *to > 0).collect();
    sent.sort_unstable();
    let all = sent.iter().sum::<u64>() as f64;
    let entropy: f64 = sent.into_iter().map(|to| to as f64 / all).map(|p| -p * libm::log(p)).sum();
    if all > 0.0 { libm::exp(entropy) } else { 0.0 }
}

/// Wilson's 95 % interval of a share.
fn wilson(part: f64, whole: f64) -> (f64, f64) {
    const Z: f64 = 1.96;
    if whole == 0.0 {
        return (0.0, 1.0);
    }
    let (p, z2) = ((part / whole).min(1.0), Z * Z / whole);
    let middle = (p + z2 / 2.0) / (1.0 + z2);
    let half = Z * libm::sqrt(p * (1.0 - p) / whole + z2 / (4.0 * whole)) / (1.0 + z2);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// What makes an author's own voice, in log-odds.
pub(super) fn voice(tally: &Tally, returned: f64) -> [Driver; 3] {
    [
        ("what is said, each text once", logit(own_words(tally, Sum::Authenticity))),
        ("one text for everyone", -2.5 * monotony(tally)),
        ("people talk back", returned),
    ]
    .map(|(name, weight)| Driver { name, weight })
}

/// Chance that a post says what one of the 64 before it said, `0.0..=1.0`: one sentence to everyone is
/// `1.0`, four taking turns about `.25`.
fn monotony(tally: &Tally) -> f64 {
    let (n, window) = (tally.of(Count::Posts), REMEMBERED as f64);
    let pairs = n.min(window) * (n.min(window) - 1.0) / 2.0 + window * (n - window).max(0.0);
    if n > 1.0 { (tally.sum(Sum::Alike) / pairs).min(1.0) } else { 0.0 }
}

/// Mean of a score over what the author says; a text repeated counts as one.
pub(super) fn own_words(tally: &Tally, sum: Sum) -> f64 {
    let new = tally.of(Count::New);
    if new > 0.0 { (tally.score(sum) / new).min(1.0) } else { 0.5 }
}

/// Share of neighbouring posts that are about different things, by their signatures.
pub(super) fn unlike(tally: &Tally) -> f64 {
    let pairs = tally.of(Count::Posts) - 1.0;
    if pairs > 0.0 { (1.0 - tally.of(Count::Echoes) / pairs).max(0.0) } else { 0.5 }
}

fn clockwork_rating(pace: &Pace) -> Rating {
    let n = f64::from(pace.timed);
    let z = clockwork(pace);
    let scheduled = logistic((z - CHANCE) / 2.0);
    let steady = burstiness(pace).filter(|_| n >= 5.0).map_or(0.0, |a| logistic((-0.9 - a) * 40.0));
    Rating::new(if n < 3.0 { 0.0 } else { scheduled.max(steady) }, n / (n + 10.0))
}

/// A Rayleigh statistic that chance passes once in a thousand, over five harmonics.
const CHANCE: f64 = 8.5;

/// Spam risk of an author, in log-odds: the mean of what they say, raised by repeating offers, more
/// so to strangers.
pub(super) fn spam(tally: &Tally) -> [Driver; 4] {
    let again = |offers: Count| beside(tally.of(offers), tally.of(Count::New));
    let (mean, n) = (own_words(tally, Sum::SpamRisk), tally.of(Count::Posts));
    let repeated = ((n - tally.of(Count::New)) / n.max(1.0)).clamp(0.0, 1.0);
    [
        ("what is said, each text once", logit(mean)),
        ("offers said again", 2.0 * again(Count::OffersAgain)),
        ("offers again to strangers", 1.5 * again(Count::StrangersAgain)),
        ("repetition of what looks like spam", 0.8 * repeated * (mean - 0.3).max(0.0)),
    ]
    .map(|(name, weight)| Driver { name, weight })
}

/// Share of `part` beside what stands against it.
fn beside(part: f64, against: f64) -> f64 {
    if part > 0.0 { part / (part + against) } else { 0.0 }
}

/// What an audience will do: the two sums, and the advice that follows from the first.
fn outcome(profile: &mut Profile, tally: &Tally, returned: f64) {
    let score = |rating: Option<Rating>| rating.map_or(0.0, |rating| rating.score.get() * rating.confidence.get());
    let n = tally.of(Count::Posts);
    let dup = score(Some(profile.duplicate_share));
    let drivers = [
        ("pace", 0.5 * libm::log(1.0 + profile.posts_per_active_day / 20.0)),
        ("bursts", 0.35 * libm::log(1.0 + profile.peak_ten_minutes as f64 / 5.0)),
        ("promotion", 2.0 * beside(tally.of(Count::Promoting), tally.of(Count::NewPlain))),
        ("repetition", 2.0 * dup),
        ("unsolicited contact", beside(tally.of(Count::Unsolicited), tally.of(Count::NewWelcome) + 5.0)),
        ("one-way talk", 0.8 * score(profile.one_wayness)),
        ("spam", 2.0 * score(Some(profile.spam_risk))),
        ("reciprocity", -1.2 * returned),
        ("answers", -0.5 * score(profile.answer_rate)),
        ("questions", -0.4 * tally.of(Count::NewAsking) / (n + 5.0)),
    ];
    profile.opt_out_drivers = drivers.into_iter().map(|(name, weight)| Driver { name, weight }).collect();
    let sure = profile.duplicate_share.confidence.get();
    profile.opt_out_risk = Rating::new(logistic(OPT_OUT + sum(&profile.opt_out_drivers)), sure);
    let drivers = [
        ("reciprocity", 2.2 * returned),
        ("strong ties", 0.9 * (profile.strong_ties.min(3) as f64)),
        ("depth", 0.3 * libm::log(1.0 + profile.ties.iter().map(|tie| tie.depth).max().unwrap_or(0) as f64)),
        ("answers", 0.8 * score(profile.answer_rate)),
        ("human voice", 1.5 * (profile.authenticity.score.get() - 0.5) * sure),
        ("compassion", 0.8 * tally.score(Sum::Compassion) / (n + 5.0)),
        ("broadcasting", -1.2 * score(Some(profile.broadcast_share))),
        ("repetition", -1.5 * dup),
        ("attention asked", -0.8 * score(Some(profile.attention_cost))),
    ];
    profile.traction_drivers = drivers.into_iter().map(|(name, weight)| Driver { name, weight }).collect();
    profile.traction = Rating::new(logistic(TRACTION + sum(&profile.traction_drivers)), sure);
    profile.advice = advice(&profile.opt_out_drivers);
}

/// Log-odds of losing a follower, and of having traction, before anything is seen.
pub(super) const OPT_OUT: f64 = -1.8;
pub(super) const TRACTION: f64 = -1.0;

pub(super) fn sum(drivers: &[Driver]) -> f64 {
    drivers.iter().map(|driver| driver.weight).sum()
}

/// What the heaviest driver calls for; nothing where none weighs anything.
fn advice(drivers: &[Driver]) -> Option<Advice> {
    let heaviest = drivers.iter().max_by(|a, b| a.weight.total_cmp(&b.weight)).filter(|driver| driver.weight > 0.25)?;
    Some(match heaviest.name {
        "pace" | "bursts" => Advice::SlowDown,
        "repetition" => Advice::Vary,
        "one-way talk" => Advice::Ask,
        "promotion" | "unsolicited contact" | "spam" => Advice::Narrow,
        _ => Advice::Answer,
    })
}

pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn logit(p: f64) -> f64 {
    let p = p.clamp(0.001, 0.999);
    libm::log(p / (1.0 - p))
}
