//! A seeded generator of posts: reply trees, heavy-tailed authors, bots on a schedule and blasts.
//!
//! The same seed gives the same posts on every machine: integers only, no clock, no hash order.

use std::collections::{HashMap, VecDeque};
use std::fmt::Write;
use std::sync::LazyLock;

use realtalk::{Post, Timestamp};

/// One generated post, owning its strings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Made {
    pub id: String,
    pub author: String,
    pub text: String,
    /// Unix milliseconds.
    pub created_at: i64,
    pub reply_to: Option<String>,
    pub reply_to_author: Option<String>,
}

impl Made {
    /// The same post as the library takes it, borrowing.
    #[must_use]
    pub fn post(&self) -> Post<'_> {
        let post = Post::new(&*self.id, &*self.author, &*self.text).at(Timestamp::from_millis(self.created_at));
        match &self.reply_to {
            Some(parent) => post.answering(parent.as_str(), self.reply_to_author.as_deref()),
            None => post,
        }
    }
}

/// Steele, Lea and Flood (2014), `SplitMix64`.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: u64) -> u64 {
        self.bits() % end
    }

    /// A number below `end`, small ones far more often: the cube of an even draw.
    fn heavy(&mut self, end: u64) -> u64 {
        let even = u128::from(self.bits() >> 32);
        ((even * even * even * u128::from(end)) >> 96) as u64
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// A post that can still be answered.
#[derive(Clone, Copy, Debug)]
struct Seen {
    id: u64,
    author: u64,
}

/// Posts without end, in the order of their time.
#[derive(Clone, Debug)]
pub struct Posts {
    random: Random,
    authors: u64,
    /// Mean time between two posts, in milliseconds.
    gap: u64,
    now: i64,
    next: u64,
    recent: VecDeque<Seen>,
    /// The latest post that answers each author: people answer those who answered them.
    inbox: HashMap<u64, Seen>,
}

/// How many posts back a reply may reach out of the blue.
const RECENT: usize = 4096;
/// 2024-03-01, in Unix milliseconds.
const START: i64 = 1_709_251_200_000;
const DAY: i64 = 86_400_000;

/// What an author is, by number: of 64, two blast, three are bots.
fn name(author: u64) -> String {
    match author % 64 {
        13 | 40 => format!("shop{author}"),
        21 | 34 | 55 => format!("bot{author}"),
        _ => format!("user{author}"),
    }
}

impl Posts {
    /// Posts by that many authors at most, one every `gap` milliseconds in the mean.
    #[must_use]
    pub fn new(seed: u64, authors: u64, gap: u64) -> Self {
        Self {
            random: Random::new(seed),
            authors: authors.max(64),
            gap: gap.max(1),
            now: START,
            next: 0,
            recent: VecDeque::with_capacity(RECENT),
            inbox: HashMap::new(),
        }
    }

    /// Whom this post answers, if anyone: mostly somebody who wrote to its author.
    fn parent(&mut self, author: u64) -> Option<Seen> {
        if self.random.below(100) < 55
            && let Some(seen) = self.inbox.remove(&author)
        {
            return Some(seen);
        }
        if self.recent.is_empty() || self.random.below(100) >= 45 {
            return None;
        }
        let back = self.random.heavy(self.recent.len() as u64) as usize;
        Some(self.recent[self.recent.len() - 1 - back]).filter(|seen| seen.author != author)
    }

    /// Busier by day: the gap is four times as long from midnight to six.
    fn tick(&mut self) {
        let night = self.now.rem_euclid(DAY) < DAY / 4;
        let gap = self.gap * if night { 4 } else { 1 };
        self.now += self.random.below(2 * gap + 1) as i64;
    }

    fn made(&mut self, author: u64, text: String, parent: Option<Seen>) -> Made {
        let id = self.next;
        self.next += 1;
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(Seen { id, author });
        if let Some(parent) = parent {
            self.inbox.insert(parent.author, Seen { id, author });
        }
        Made {
            id: format!("p{id}"),
            author: name(author),
            text,
            created_at: self.now,
            reply_to: parent.map(|seen| format!("p{}", seen.id)),
            reply_to_author: parent.map(|seen| name(seen.author)),
        }
    }
}

impl Iterator for Posts {
    type Item = Made;

    fn next(&mut self) -> Option<Made> {
        self.tick();
        let author = self.random.heavy(self.authors);
        let (text, parent) = match author % 64 {
            13 | 40 => {
                // A blast goes to whoever is there, half of the time as an answer.
                let parent = self.recent.back().copied().filter(|_| self.random.one_in(2));
                (blast(&mut self.random, author), parent.filter(|seen| seen.author != author))
            }
            21 | 34 | 55 => (notice(&mut self.random, author), None),
            _ => {
                let parent = self.parent(author);
                let to = parent.filter(|_| self.random.one_in(3)).map(|seen| name(seen.author));
                (talk(&mut self.random, to.as_deref(), parent.is_some()), parent)
            }
        };
        Some(self.made(author, text, parent))
    }
}

fn talk(random: &mut Random, to: Option<&str>, answers: bool) -> String {
    let mut text = to.map_or(String::new(), |name| format!("@{name} "));
    if answers {
        text += words("answers", random.bits());
    } else if random.one_in(12) {
        return text + words("elsewhere", random.bits());
    }
    for _ in 0..=random.heavy(4) {
        let (who, did, what) = (words("who", random.bits()), words("did", random.bits()), words("what", random.bits()));
        let _ = write!(text, "{who} {did} {what} {}", words("when", random.bits()));
        if random.one_in(3) {
            let _ = write!(text, ", {} of {}", 2 + random.below(60), 60 + random.below(40));
        }
        text += words("ends", random.bits());
    }
    text
}

fn blast(random: &mut Random, author: u64) -> String {
    let (open, offer, call) = (words("open", random.bits()), words("offers", author), words("calls", random.bits()));
    format!(
        "{open} {offer}, {} % off today. {call} https://shop{author}.example.com/{}",
        10 + random.below(60),
        random.below(9)
    )
}

fn notice(random: &mut Random, author: u64) -> String {
    match author % 3 {
        0 => format!("Weather at station {author}: {} degrees, wind {} km/h", random.below(30), random.below(60)),
        1 => {
            format!("New entry: report {} https://feed{author}.example.org/{}", random.below(9999), random.below(9999))
        }
        _ => format!("Now playing: track {} #radio{author}", random.below(400)),
    }
}

/// One of the words of a kind.
fn words(kind: &str, which: u64) -> &'static str {
    static TABLE: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut table: HashMap<&str, Vec<&str>> = HashMap::new();
        for (kind, words) in include_str!("words.tsv").lines().filter_map(|line| line.split_once('\t')) {
            table.entry(kind).or_default().push(words);
        }
        table
    });
    let of = &TABLE[kind];
    of[(which % of.len() as u64) as usize]
}
