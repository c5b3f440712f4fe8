//! Walks the rooms in order: text, reading, signals, scores, report.

use alloc::string::String;
use alloc::vec::Vec;

use crate::account::{self, AccountReport};
use crate::lexicon::{Lexicon, Mark};
use crate::many;
use crate::network::{Network, Profile};
use crate::post::{Account, Format, Kind, Post, Timestamp};
use crate::report::{Contribution, Report};
use crate::score::ThreadScores;
use crate::score::{
    Around, Lanes, PostScores, Quality, Rating, Score, Sum, Traits, Weights, counted, ratings, reckoned,
};
use crate::signal::{Receipts, Signal, Signals};
use crate::span::Span;
use crate::text::read;
use crate::thread::Thread;

/// Scores posts. Cheap to make, free to share between threads.
///
/// ```
/// use realtalk::{Band, Scorer};
/// let scorer = Scorer::default();
/// let scores = scorer.score_text("Click here to claim your free prize now: http://win.example.com");
/// assert_eq!(scores.spam_risk.band(), Band::High);
/// ```
#[derive(Clone, Debug)]
pub struct Scorer {
    weights: Weights,
    lanes: Lanes,
    lexicon: Option<Lexicon>,
    names: Vec<String>,
    now: Option<Timestamp>,
}

impl Default for Scorer {
    fn default() -> Self {
        let weights = Weights::default();
        Self { lanes: Lanes::of(&weights), weights, lexicon: None, names: Vec::new(), now: None }
    }
}

impl Scorer {
    /// The same scorer with weights of one's own.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Self {
        self.lanes = Lanes::of(&weights);
        self.weights = weights;
        self
    }

    /// The same scorer with a lexicon of one's own.
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: Lexicon) -> Self {
        self.lexicon = Some(lexicon);
        self
    }

    /// The weights it adds with.
    #[must_use]
    pub const fn weights(&self) -> &Weights {
        &self.weights
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| Lexicon::builtin())
    }

    /// The four ratings of a text, when there is nothing but text.
    #[must_use]
    pub fn score_text(&self, text: &str) -> PostScores {
        let mut signals = Signals::new(self.lexicon(), ());
        read(text, Format::Plain, self.lexicon(), &mut signals);
        signals.end_text();
        signals.finish();
        scores(&signals, ratings(&signals, &self.lanes), false)
    }

    /// The four ratings of a post: its text, and what is known around it.
    #[must_use]
    pub fn score(&self, post: &Post<'_>) -> PostScores {
        let mut signals = Signals::new(self.lexicon(), ());
        self.read(post, &mut signals);
        scores(&signals, ratings(&signals, &self.lanes), post.automated == Some(true))
    }

    /// The ratings of many posts, in their order: what [`score`](Self::score) gives for each, bit for bit.
    ///
    /// With the feature `rayon` all cores share the work.
    #[must_use]
    pub fn score_many(&self, posts: &[Post<'_>]) -> Vec<PostScores> {
        many::map(posts, |post| self.score(post))
    }

    /// The same ratings, bit for bit, with every contribution that makes them.
    #[must_use]
    pub fn explain(&self, post: &Post<'_>) -> Report {
        let mut signals = Signals::new(self.lexicon(), receipts_of(&post.text));
        self.read(post, &mut signals);
        self.report(post, &mut signals)
    }

    fn report(&self, post: &Post<'_>, signals: &mut Signals<'_, Vec<Signal>>) -> Report {
        let (ratings, sums) = reckoned(signals, &self.lanes);
        let scores = scores(signals, ratings, post.automated == Some(true));
        let mut receipts = core::mem::take(&mut signals.receipts);
        let solicit = signals.is_long().then(|| {
            let inside = receipts.iter().enumerate().filter(|(at, signal)| signals.is_in_passage(*at, signal.mark));
            ordered(inside.map(|(_, signal)| *signal).collect())
        });
        receipts = ordered(receipts);
        let units = units(signals, &self.lanes, &sums, &receipts, solicit.as_deref());
        let mut contributions = Vec::with_capacity(receipts.len() * 2);
        for (quality, sum) in Quality::ALL.into_iter().zip(&sums) {
            let counted = solicit.as_ref().filter(|_| quality == Quality::SpamRisk).unwrap_or(&receipts);
            contribute(quality, sum, &units, counted, &mut contributions);
        }
        let priors = Quality::ALL.map(|quality| self.weights.of(quality).prior());
        let logits = Quality::ALL.map(|quality| sums[quality as usize].logit);
        Report::new(&post.text, scores, contributions, priors, logits)
    }

    /// The four ratings of a post as `recipient` gets it, knowing from the network what its author
    /// and the recipient are to each other.
    ///
    /// Words of a stranger with a link weigh more than the same words of someone who answered
    /// yesterday; an answer to a question weighs less; a text sent before weighs more.
    #[must_use]
    pub fn score_in(&self, post: &Post<'_>, network: &Network, recipient: &str) -> PostScores {
        let mut signals = Signals::new(self.lexicon(), ());
        self.read_in(post, network, recipient, &mut signals);
        scores(&signals, ratings(&signals, &self.lanes), post.automated == Some(true))
    }

    /// The same ratings as [`score_in`](Self::score_in), with every contribution.
    #[must_use]
    pub fn explain_in(&self, post: &Post<'_>, network: &Network, recipient: &str) -> Report {
        let mut signals = Signals::new(self.lexicon(), receipts_of(&post.text));
        self.read_in(post, network, recipient, &mut signals);
        self.report(post, &mut signals)
    }

    fn read_in<R: Receipts>(&self, post: &Post<'_>, network: &Network, recipient: &str, signals: &mut Signals<'_, R>) {
        self.read(post, signals);
        if post.author.as_deref() == Some(recipient) {
            return;
        }
        let known = network.acquaintance(post, recipient);
        let whole = Span::default();
        signals.add(Mark::Friend, whole, (known.heard as f64 / 2.0).min(1.0));
        signals.add(Mark::Asked, whole, f64::from(u8::from(known.asked)) + 0.3 * f64::from(u8::from(known.answers)));
        if known.heard == 0 && !known.answers {
            signals.add(Mark::Stranger, whole, 1.0);
        }
        signals.add(Mark::Repeat, whole, (known.repeats as f64 / 2.0).min(1.0));
    }

    /// Every post's ratings in their thread, and how the conversation is built.
    ///
    /// ```
    /// use realtalk::{Post, Scorer, Thread};
    /// let thread = Thread::new(vec![
    ///     Post::new("1", "ana", "did the kiln survive?"),
    ///     Post::new("2", "mira", "barely! we lost two mugs").answering("1", None),
    /// ])?;
    /// let scores = Scorer::default().score_thread(&thread);
    /// assert_eq!(scores.answer_rate, Some(1.0));
    /// # Ok::<(), realtalk::Error>(())
    /// ```
    #[must_use]
    pub fn score_thread(&self, thread: &Thread<'_>) -> ThreadScores {
        let posts: Vec<PostScores> = thread.posts().iter().map(|post| self.score(post)).collect();
        ThreadScores::new(thread, &posts)
    }

    /// A newcomer's risk: age against activity, what the bio says, nearness to listed names, and
    /// what the account does if a profile is at hand. `0.0..=1.0`, more is riskier.
    ///
    /// What is unknown lowers confidence, nothing else. See [`with_names`](Self::with_names) and
    /// [`with_now`](Self::with_now).
    #[must_use]
    pub fn score_account(&self, account: &Account<'_>, profile: Option<&Profile>) -> Rating {
        self.explain_account(account, profile).rating
    }

    /// The same rating with its reasons.
    #[must_use]
    pub fn explain_account(&self, account: &Account<'_>, profile: Option<&Profile>) -> AccountReport {
        let bio = account.bio.as_deref().map(|bio| self.score_text(bio).spam_risk);
        account::rate(account, profile, bio, &self.names, self.now)
    }

    /// The same scorer, watching for accounts that take after these names.
    #[must_use]
    pub fn with_names<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.names = names.into_iter().map(Into::into).collect();
        self
    }

    /// The same scorer at that moment: without one, an account's age is unknown.
    #[must_use]
    pub const fn with_now(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// How much of each signal a post holds: what weights multiply. For spam risk, of a longer text, only
    /// the passage counts that solicits most.
    #[must_use]
    pub fn amounts(&self, post: &Post<'_>) -> Vec<(Mark, f64)> {
        self.evidence(post, Quality::Passion).0
    }

    /// How much of each signal a post holds, and what else bears on the sums.
    pub(crate) fn evidence(&self, post: &Post<'_>, quality: Quality) -> (Vec<(Mark, f64)>, Around) {
        let mut signals = Signals::new(self.lexicon(), ());
        self.read(post, &mut signals);
        let mut amounts = Vec::new();
        signals.seen().each(|at| amounts.push((Mark::at(at), counted(&signals, Mark::at(at), quality))));
        (amounts, Around::of(&signals))
    }

    /// Reads a post into signals where they are: they are too large to be handed on.
    fn read<R: Receipts>(&self, post: &Post<'_>, signals: &mut Signals<'_, R>) {
        read(&post.text, post.format, self.lexicon(), signals);
        signals.end_text();
        around(post, signals);
        signals.finish();
    }
}

/// Of each signal, for each quality.
type Units = [[f64; 4]; Mark::COUNT];

/// What one unit of each signal adds to each quality, so that its receipts add up to what it adds in all.
fn units<R: Receipts>(
    signals: &Signals<'_, R>,
    lanes: &Lanes,
    sums: &[Sum; 4],
    receipts: &[Signal],
    solicit: Option<&[Signal]>,
) -> Units {
    let seen = seen(receipts);
    let near = solicit.map(self::seen);
    let mut units = [[0.0; 4]; Mark::COUNT];
    signals.seen().each(|at| {
        let mark = Mark::at(at);
        for quality in Quality::ALL {
            let seen = near.as_ref().filter(|_| quality == Quality::SpamRisk).unwrap_or(&seen)[at];
            let whole = lanes.term(mark, quality, counted(signals, mark, quality));
            if seen > 0.0 {
                units[at][quality as usize] = whole * sums[quality as usize].share(mark) / seen;
            }
        }
    });
    units
}

/// How much of each signal some receipts are for.
fn seen(receipts: &[Signal]) -> [f64; Mark::COUNT] {
    let mut seen = [0.0; Mark::COUNT];
    for signal in receipts {
        seen[signal.mark as usize] += signal.amount;
    }
    seen
}

/// The receipts of one quality, as what they add to its log-odds.
fn contribute(quality: Quality, sum: &Sum, units: &Units, receipts: &[Signal], into: &mut Vec<Contribution>) {
    for (signal, weight) in [(Mark::InQuotes, sum.discount), (Mark::OneFamily, sum.lone)] {
        if weight != 0.0 {
            into.push(Contribution { quality, signal, span: Span::default(), weight });
        }
    }
    for &Signal { mark, span, amount } in receipts {
        let weight = units[mark as usize][quality as usize] * amount;
        if weight != 0.0 {
            into.push(Contribution { quality, signal: mark, span, weight });
        }
    }
}

/// Room for the receipts of a text: rarely more than one for every four bytes of a short one.
fn receipts_of(text: &str) -> Vec<Signal> {
    Vec::with_capacity((text.len() / 4).clamp(8, 256))
}

/// Receipts by place, then by signal.
fn ordered(mut receipts: Vec<Signal>) -> Vec<Signal> {
    let place = |span: Span| u64::from(span.start) << 32 | u64::from(span.end);
    receipts.sort_by_key(|signal| (place(signal.span), signal.mark));
    receipts
}

/// What is known around the text.
fn around<R: Receipts>(post: &Post<'_>, signals: &mut Signals<'_, R>) {
    let whole = Span::default();
    let answers_other = post.reply_to_author.is_none() || post.reply_to_author != post.author;
    if post.reply_to.is_some() && answers_other {
        signals.add(Mark::Reply, whole, 1.0);
    }
    if !post.quotes.is_empty() {
        signals.add(Mark::Quote, whole, 1.0);
    }
    if matches!(post.kind, Kind::Event | Kind::Invite) {
        signals.add(Mark::EventPost, whole, 1.0);
    }
    let attached = u32::try_from(post.links.len()).unwrap_or(u32::MAX).saturating_sub(signals.counts.links);
    signals.attach_links(attached.min(3) as usize);
    signals.counts.links += attached;
}

fn scores<R: Receipts>(signals: &Signals<'_, R>, rated: [Rating; 4], automated: bool) -> PostScores {
    let [passion, authenticity, spam_risk, conversational] = rated;
    PostScores { passion, authenticity, spam_risk, conversational, traits: traits(signals, automated) }
}

fn traits<R: Receipts>(signals: &Signals<'_, R>, automated: bool) -> Traits {
    let sum = |mark| signals.sum(mark);
    let counts = signals.counts;
    let offers = sum(Mark::CallToAction)
        + sum(Mark::Promo)
        + sum(Mark::Beg)
        + sum(Mark::Blast)
        + sum(Mark::OffSite)
        + sum(Mark::Performed);
    Traits {
        words: counts.words,
        links: counts.links,
        mentions: counts.mentions,
        questions: counts.questions,
        leads_with_mention: counts.leads,
        promotes: offers >= 0.6,
        works: sum(Mark::Work) + sum(Mark::Corporate) >= 0.4,
        addresses_you: sum(Mark::You) > 0.0 && offers < 0.6,
        automated: automated || sum(Mark::Machine) >= 0.8,
        compassion: Score::saturating((sum(Mark::Empathy) + 0.5 * sum(Mark::Wish) + 0.3 * sum(Mark::Ask)) / 2.0),
        helpfulness: Score::saturating((sum(Mark::Help) + 0.3 * sum(Mark::Number) + 0.2 * sum(Mark::Narrative)) / 2.0),
    }
}
