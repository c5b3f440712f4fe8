//! What is known of an account, as named numbers.

use realtalk::{Account as Shown, Mark, Post, Profile, Scorer};

/// Where a feature comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Whom the posts address, and how.
    Relations,
    /// When they come, and whether they repeat.
    Habits,
    /// What they say.
    Texts,
}

/// Numbers the library gives without being fitted, and which way a polluter leans.
pub(crate) const BUILT_IN: [(&str, f64); 5] = [
    ("reply_ratio, low", -1.0),
    ("traction, low", -1.0),
    ("opt_out_risk", 1.0),
    ("spam_risk of the profile", 1.0),
    ("score_account of the profile", 1.0),
];

pub(crate) struct Account {
    pub(crate) author: String,
    pub(crate) polluter: bool,
    pub(crate) built_in: [f64; BUILT_IN.len()],
    pub(crate) features: Vec<(Group, String, f64)>,
}

impl Account {
    pub(crate) fn of(profile: &Profile, polluter: bool, posts: &[Post<'_>], scorer: &Scorer) -> Self {
        let mut features = Features(Vec::new());
        features.relations(profile, posts);
        features.habits(profile, posts);
        features.texts(profile, posts, scorer);
        let risk = scorer.score_account(&Shown::default(), Some(profile));
        let built_in = [profile.reply_ratio, profile.traction, profile.opt_out_risk, profile.spam_risk, risk];
        Self {
            author: profile.author.clone(),
            polluter,
            built_in: built_in.map(|rating| rating.score.get()),
            features: features.0,
        }
    }

    /// Whether the FNV-1a hash of the id is even: the half that weights are fitted on.
    pub(crate) fn even(&self) -> bool {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        let hash = self.author.bytes().fold(0xCBF2_9CE4_8422_2325, step);
        (hash ^ hash >> 32) % 2 == 0
    }
}

struct Features(Vec<(Group, String, f64)>);

impl Features {
    fn add(&mut self, group: Group, name: &str, value: f64) {
        self.0.push((group, name.to_owned(), value));
    }

    fn relations(&mut self, profile: &Profile, posts: &[Post<'_>]) {
        let n = posts.len() as f64;
        let share = |so: &dyn Fn(&Post<'_>) -> bool| posts.iter().filter(|post| so(post)).count() as f64 / n;
        let names = |post: &Post<'_>| post.text.split_whitespace().filter(|word| word.starts_with('@')).count();
        let leads = |post: &Post<'_>| post.text.trim_start().starts_with('@');
        let many: usize = posts.iter().map(names).sum();
        let partners = profile.ties.iter().filter(|tie| tie.to > 0).count() as f64;
        for (name, value) in [
            ("reply ratio", profile.reply_ratio.score.get()),
            ("addressed share", profile.addressed_share.score.get()),
            ("broadcast share", profile.broadcast_share.score.get()),
            ("partners", partners),
            ("effective partners", profile.effective_partners),
            ("repeat partners", profile.repeat_partner_share.unwrap_or(-1.0)),
            ("unsolicited share", profile.unsolicited_share.map_or(-1.0, |rating| rating.score.get())),
            ("opens with a name", share(&leads)),
            ("names somebody further on", share(&|post| names(post) > 0 && !leads(post))),
            ("names several", share(&|post| names(post) > 1)),
            ("names a post", many as f64 / n),
            ("reposts", share(&|post| !post.is_own() || post.text.starts_with("RT @"))),
            ("passes on with a name", share(&|post| post.text.contains("RT @") || post.text.contains("via @"))),
        ] {
            self.add(Group::Relations, name, value);
        }
    }

    fn habits(&mut self, profile: &Profile, posts: &[Post<'_>]) {
        let mut times: Vec<i64> =
            posts.iter().filter_map(|post| post.created_at).map(|time| time.as_millis() / 1000).collect();
        times.sort_unstable();
        let mut gaps: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
        gaps.sort_unstable();
        let ln = |seconds: Option<&i64>| (1.0 + seconds.copied().unwrap_or(0) as f64).ln();
        for (name, value) in [
            ("posts", posts.len() as f64),
            ("posts on an active day", profile.posts_per_active_day),
            ("peak", profile.peak_ten_minutes as f64),
            ("burstiness", profile.burstiness.unwrap_or(0.0)),
            ("clockwork", profile.clockwork.score.get()),
            ("shortest pause", ln(gaps.first())),
            ("median pause", ln(gaps.get(gaps.len() / 2))),
            ("longest pause", ln(gaps.last())),
            ("on a round minute", times.iter().filter(|time| **time % 300 < 20).count() as f64),
            ("duplicate share", profile.duplicate_share.score.get()),
            ("breadth", profile.breadth.score.get()),
        ] {
            self.add(Group::Habits, name, value);
        }
    }

    fn texts(&mut self, profile: &Profile, posts: &[Post<'_>], scorer: &Scorer) {
        let n = posts.len() as f64;
        let all: Vec<_> = posts.iter().map(|post| scorer.score(post)).collect();
        let mean = |of: &dyn Fn(&realtalk::PostScores) -> f64| all.iter().map(of).sum::<f64>() / n;
        for (name, value) in [
            ("passion", mean(&|scores| scores.passion.score.get())),
            ("authenticity", mean(&|scores| scores.authenticity.score.get())),
            ("spam risk", mean(&|scores| scores.spam_risk.score.get())),
            ("conversational", mean(&|scores| scores.conversational.score.get())),
            ("compassion", profile.compassion.score.get()),
            ("helpfulness", profile.helpfulness.score.get()),
            ("speaks to a you", profile.you_directed.score.get()),
            ("asks", profile.question_rate.score.get()),
            ("words", mean(&|scores| f64::from(scores.traits.words))),
            ("links", mean(&|scores| f64::from(scores.traits.links))),
            ("characters", posts.iter().map(|post| post.text.chars().count() as f64).sum::<f64>() / n),
            ("promotes", mean(&|scores| f64::from(u8::from(scores.traits.promotes)))),
            ("works", mean(&|scores| f64::from(u8::from(scores.traits.works)))),
            ("hashtags", posts.iter().map(|post| post.text.matches('#').count() as f64).sum::<f64>() / n),
            ("digits", share_of(posts, |c| c.is_ascii_digit())),
            ("capitals", share_of(posts, char::is_uppercase)),
            ("marks", share_of(posts, |c| c.is_ascii_punctuation())),
        ] {
            self.add(Group::Texts, name, value);
        }
        let mut sums = vec![0.0; Mark::all().count()];
        for (mark, amount) in posts.iter().flat_map(|post| scorer.amounts(post)) {
            sums[mark as usize] += amount;
        }
        for (mark, sum) in Mark::all().zip(sums) {
            self.add(Group::Texts, mark.name(), (1.0 + sum / n).ln());
        }
    }
}

fn share_of(posts: &[Post<'_>], so: impl Fn(char) -> bool) -> f64 {
    let all: usize = posts.iter().map(|post| post.text.chars().count()).sum();
    let some: usize = posts.iter().map(|post| post.text.chars().filter(|c| so(*c)).count()).sum();
    some as f64 / all.max(1) as f64
}
