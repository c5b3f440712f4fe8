//! What an author gets: habits and relationships in numbers, each with its reasons.

use super::habit::{DAY, REMEMBERED, active_days, burstiness, clockwork, peak, same};
use super::record::{ASKS, AUTOMATED, INVITES, LINKED, PROMOTES, TO_YOU, WORKS};
use super::store::{Kept, NONE, Store};
use super::tie::{Tie, Ties, ties};
use super::view::View;
use crate::score::Rating;
use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// One reason behind a number, in log-odds unless said otherwise.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Driver {
    /// What.
    pub name: &'static str,
    /// How much it adds; below zero it takes away.
    pub weight: f64,
}

/// Helpful enough, interesting enough, real enough: the least of the three is the bottleneck.
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
    /// Share of addressed posts that go to someone addressed before.
    pub repeat_partner_share: Option<f64>,
    /// More than just work: how unlike each other the posts are, times the share without work talk.
    pub breadth: Rating,
    /// Posts on a day with posts; days are turns of 24 hours from the author's first post.
    pub posts_per_active_day: f64,
    /// Most posts in any ten minutes.
    pub peak_ten_minutes: u64,
    /// Kim and Jo's `A_n`, from -1 (a clock) to 1 (bursts); unknown below three times.
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

/// Counts over an author's posts.
#[derive(Default)]
struct Counted {
    n: f64,
    interacting: f64,
    addressed: f64,
    certain: f64,
    broadcast: f64,
    asking: f64,
    unsolicited: f64,
    repeat: f64,
    targeted: f64,
    promoting: f64,
    talking: f64,
    you: f64,
    working: f64,
    seconds: f64,
    compassion: f64,
    helpfulness: f64,
    fresh: Fresh,
}

/// Counts that repeats leave alone, so that saying a thing again never looks better than not.
#[derive(Default)]
struct Fresh {
    /// Posts that say something new; of them those that ask, that do not promote, that are welcome.
    n: f64,
    asking: f64,
    plain: f64,
    welcome: f64,
    /// Offers said again; of them those to people who did not ask.
    offers_again: f64,
    strangers_again: f64,
}

pub(super) fn profile(view: &View<'_>, now: i64) -> Profile {
    let counted = count(view);
    let Ties { all: ties, returned, portable } = ties(view, now);
    let times: Vec<i64> = view.own.iter().filter_map(|post| post.time()).collect();
    let n = counted.n;
    let sure = |evidence: f64| evidence / (evidence + 5.0);
    let share = |part: f64| Rating::new(part / n.max(1.0), sure(n));
    let of = |part: f64, whole: f64| (whole > 0.0).then(|| Rating::new(part / whole, sure(whole)));
    let repeated = repeated(view);
    let duplicate_share = share(repeated.share * n);
    let days = active_days(&times).max(1) as f64;
    let pace = n / days;
    let seconds = counted.seconds / span_days(&times);
    let partners = ties.iter().filter(|tie| tie.to > 0).count() as f64;
    let unanswered = ties.iter().filter(|tie| tie.to > 0 && tie.from == 0).count() as f64;
    let seen = if view.partners { 1.0 } else { 0.0 };
    let one_wayness = if view.partners { of(unanswered, partners) } else { None };
    let reciprocity = reciprocity(&ties).map(|r| Rating::new(r, sure(counted.addressed) * seen));
    let strong_ties = ties.iter().filter(|tie| tie.strong).count() as u64;
    let words = own_words(view);
    let voice = logit(words[1]) - 2.5 * repeated.monotony + returned;
    let (answered, waiting) = answers(view);
    let answer_rate = of(answered, waiting);
    let unsolicited_share = of(counted.unsolicited, counted.addressed);
    let clockwork = clockwork_rating(&times);
    let hammering = Rating::new(repeated.share * (pace / (pace + 5.0)), sure(n));
    let mut profile = Profile {
        author: view.store.name(view.author).to_string(),
        posts: view.own.len() as u64,
        reply_ratio: Rating::new((counted.interacting + 1.5) / (n + 5.0), sure(n) * certainty(&counted)),
        reply_ratio_interval: wilson(counted.interacting, n),
        broadcast_share: share(counted.broadcast),
        addressed_share: share(counted.addressed),
        reciprocity,
        answer_rate,
        question_rate: share(counted.asking),
        tie_strength: Rating::new(ties.first().map_or(0.0, |tie| tie.strength), sure(n)),
        strong_ties,
        portability: portable,
        weak_tie_share: (!ties.is_empty()).then(|| 1.0 - strong_ties as f64 / ties.len() as f64),
        effective_partners: effective(&ties),
        repeat_partner_share: (counted.addressed > 0.0).then(|| counted.repeat / counted.addressed),
        breadth: Rating::new(unlike(view) * (1.0 - counted.working / n.max(1.0)), sure(n - 1.0)),
        posts_per_active_day: pace,
        peak_ten_minutes: peak(&times) as u64,
        burstiness: burstiness(&times),
        clockwork,
        duplicate_share,
        hammering,
        unsolicited_share,
        one_wayness,
        seconds_per_day: seconds,
        attention_cost: Rating::new(seconds / (seconds + 300.0), sure(n)),
        targetedness: of(counted.targeted, counted.addressed),
        compassion: Rating::new(counted.compassion / counted.addressed.max(1.0), sure(counted.addressed)),
        helpfulness: Rating::new(counted.helpfulness / counted.addressed.max(1.0), sure(counted.addressed)),
        you_directed: share(counted.you),
        conversation_to_promo: counted.talking / counted.promoting.max(1.0),
        enough: Enough {
            helpful: counted.helpfulness / counted.addressed.max(1.0),
            interesting: words[0],
            real: words[1],
        },
        passion: Rating::new(words[0], sure(n)),
        authenticity: Rating::new(logistic(voice), sure(n)),
        spam_risk: Rating::new(spam(&counted.fresh, words[2], repeated.share), sure(n)),
        automated: view.own.iter().any(|post| post.has(AUTOMATED)),
        opt_out_risk: Rating::default(),
        opt_out_drivers: Vec::new(),
        traction: Rating::default(),
        traction_drivers: Vec::new(),
        advice: None,
        ties,
    };
    outcome(&mut profile, &counted, returned);
    profile
}

fn count(view: &View<'_>) -> Counted {
    let mut counted = Counted { n: view.own.len() as f64, ..Counted::default() };
    let mut met: BTreeSet<u32> = BTreeSet::new();
    for (post, new) in view.said() {
        let to = view.store.target(post);
        let linked = Store::answers(post);
        let parent_unknown = view.store.parent(post).is_none_or(|parent| parent.author == NONE);
        let orphan = linked && to.is_none() && parent_unknown;
        counted.interacting += match to {
            Some(who) if linked || view.heard_from(who) => 1.0,
            Some(_) => 0.5,
            None => is(orphan),
        };
        counted.certain += is(to.is_some());
        counted.asking += is(post.has(ASKS));
        counted.promoting += is(post.has(PROMOTES));
        counted.working += is(post.has(WORKS));
        counted.you += is(post.has(TO_YOU));
        counted.seconds += seconds(post);
        let answered = view.was_answered(post);
        counted.broadcast += is(to.is_none() && !orphan && !answered && !post.has(ASKS));
        counted.talking += is(to.is_some() && !post.has(PROMOTES));
        let welcome = to.is_none_or(|who| view.is_welcome(post, who));
        if let Some(who) = to {
            counted.addressed += 1.0;
            counted.compassion += post.score(4);
            counted.helpfulness += post.score(5);
            counted.unsolicited += is(!welcome);
            counted.targeted += is(welcome);
            counted.repeat += is(!met.insert(who));
        }
        counted.fresh.add(post, new, welcome, to.is_some());
    }
    counted
}

impl Fresh {
    fn add(&mut self, post: &Kept, new: bool, welcome: bool, addressed: bool) {
        let offer = post.has(PROMOTES);
        if new {
            self.n += 1.0;
            self.asking += is(post.has(ASKS));
            self.plain += is(!offer);
            self.welcome += is(addressed && welcome);
        } else {
            self.offers_again += is(offer);
            self.strangers_again += is(offer && !welcome);
        }
    }
}

fn is(so: bool) -> f64 {
    f64::from(u8::from(so))
}

/// What a post asks of one reader, in seconds.
fn seconds(post: &Kept) -> f64 {
    let direct = f64::from(post.mentions) + is(post.has(INVITES));
    f64::from(post.words) * 60.0 / 238.0 + 2.0 * f64::from(post.links.max(u8::from(post.has(LINKED)))) + 10.0 * direct
}

/// Days from the first post to the last, at least one.
fn span_days(times: &[i64]) -> f64 {
    match (times.first(), times.last()) {
        (Some(first), Some(last)) => (last.saturating_sub(*first) as f64 / DAY as f64).max(1.0),
        _ => 1.0,
    }
}

fn certainty(counted: &Counted) -> f64 {
    if counted.interacting > 0.0 { 0.5 + 0.5 * (counted.certain / counted.interacting).min(1.0) } else { 1.0 }
}

/// Posts to the author that the author answered, of those and of those that wait for an answer.
fn answers(view: &View<'_>) -> (f64, f64) {
    let answered = view.inbound.iter().filter(|post| view.answers(post)).count();
    let waiting = view.inbound.iter().filter(|post| !view.answers(post) && view.awaits_answer(post)).count();
    (answered as f64, (answered + waiting) as f64)
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

/// How much of what an author says was said before.
struct Repeated {
    share: f64,
    /// Chance that two of the posts say the same, `0.0..=1.0`: one sentence to everyone is `1.0`,
    /// four taking turns `.2`.
    monotony: f64,
}

fn repeated(view: &View<'_>) -> Repeated {
    let again = view.said().filter(|(_, new)| !new).count() as f64;
    Repeated { share: again / (view.own.len() as f64).max(1.0), monotony: monotony(view) }
}

fn monotony(view: &View<'_>) -> f64 {
    let mut groups: Vec<(&Kept, u64)> = Vec::new();
    for post in &view.own {
        let signature = view.store.signature(post);
        match groups.iter().position(|(first, _)| same(view.store.signature(first), signature)) {
            Some(group) => groups[group].1 += 1,
            None if groups.len() < REMEMBERED => groups.push((post, 1)),
            None => {}
        }
    }
    let n = view.own.len() as u64;
    let pairs: u64 = groups.iter().map(|(_, count)| count * (count - 1)).sum();
    if n > 1 { pairs as f64 / (n * (n - 1)) as f64 } else { 0.0 }
}

/// Mean passion, authenticity and spam risk of what the author says; a text repeated counts as one.
fn own_words(view: &View<'_>) -> [f64; 3] {
    let all = view.said().filter(|(_, new)| *new).count() as f64;
    [0, 1, 2].map(|which| {
        let sum: f64 = view.said().filter(|(_, new)| *new).map(|(post, _)| post.score(which)).sum();
        if all > 0.0 { sum / all } else { 0.5 }
    })
}

/// Share of neighbouring posts that are about different things, by their signatures.
fn unlike(view: &View<'_>) -> f64 {
    let signature = |post: &&Kept| view.store.signature(post);
    let pairs = view.own.windows(2).map(|pair| same(signature(&pair[0]), signature(&pair[1])));
    let (all, alike) = pairs.fold((0.0, 0.0), |(all, alike), same| (all + 1.0, alike + is(same)));
    if all > 0.0 { 1.0 - alike / all } else { 0.5 }
}

fn clockwork_rating(times: &[i64]) -> Rating {
    let n = times.len() as f64;
    let z = clockwork(times);
    let scheduled = logistic((z - CHANCE) / 2.0);
    let steady = burstiness(times).filter(|_| n >= 5.0).map_or(0.0, |a| logistic((-0.9 - a) * 40.0));
    Rating::new(if n < 3.0 { 0.0 } else { scheduled.max(steady) }, n / (n + 10.0))
}

/// A Rayleigh statistic that chance passes once in a thousand, over five harmonics.
const CHANCE: f64 = 8.5;

/// Spam risk of an author: the mean of what they say, raised by repeating offers, more so to
/// strangers.
fn spam(fresh: &Fresh, mean: f64, repeated: f64) -> f64 {
    let again = |offers: f64| beside(offers, fresh.n);
    let raised = 2.0 * again(fresh.offers_again) + 1.5 * again(fresh.strangers_again);
    logistic(logit(mean) + raised + 0.8 * repeated * (mean - 0.3).max(0.0))
}

/// Share of `part` beside what stands against it.
fn beside(part: f64, against: f64) -> f64 {
    if part > 0.0 { part / (part + against) } else { 0.0 }
}

/// What an audience will do: the two sums, and the advice that follows from the first.
fn outcome(profile: &mut Profile, counted: &Counted, returned: f64) {
    let score = |rating: Option<Rating>| rating.map_or(0.0, |rating| rating.score.get() * rating.confidence.get());
    let (n, fresh) = (counted.n, &counted.fresh);
    let dup = score(Some(profile.duplicate_share));
    let drivers = [
        ("pace", 0.5 * libm::log(1.0 + profile.posts_per_active_day / 20.0)),
        ("bursts", 0.35 * libm::log(1.0 + profile.peak_ten_minutes as f64 / 5.0)),
        ("promotion", 2.0 * beside(counted.promoting, fresh.plain)),
        ("repetition", 2.0 * dup),
        ("unsolicited contact", beside(counted.unsolicited, fresh.welcome + 5.0)),
        ("one-way talk", 0.8 * score(profile.one_wayness)),
        ("spam", 2.0 * score(Some(profile.spam_risk))),
        ("reciprocity", -1.2 * returned),
        ("answers", -0.5 * score(profile.answer_rate)),
        ("questions", -0.4 * fresh.asking / (n + 5.0)),
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
        ("compassion", 0.8 * counted.compassion / (n + 5.0)),
        ("broadcasting", -1.2 * score(Some(profile.broadcast_share))),
        ("repetition", -1.5 * dup),
        ("attention asked", -0.8 * score(Some(profile.attention_cost))),
    ];
    profile.traction_drivers = drivers.into_iter().map(|(name, weight)| Driver { name, weight }).collect();
    profile.traction = Rating::new(logistic(TRACTION + sum(&profile.traction_drivers)), sure);
    profile.advice = advice(&profile.opt_out_drivers);
}

/// Log-odds of losing a follower, and of having traction, before anything is seen.
const OPT_OUT: f64 = -1.8;
const TRACTION: f64 = -1.0;

fn sum(drivers: &[Driver]) -> f64 {
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

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

fn logit(p: f64) -> f64 {
    let p = p.clamp(0.001, 0.999);
    libm::log(p / (1.0 - p))
}
