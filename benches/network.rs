//! What networks cost a post, and how it grows with their number, beside inserting the same posts' ids
//! into a `HashMap`.
//!
//! `cargo bench --bench network` prints a table for 10⁴ to 10⁷ posts; `-- 1000000` stops at that many.

use std::collections::HashMap;
use std::hint::black_box;
use std::ops::Range;
use std::time::Duration;

use cpu_time::ThreadTime;
use realtalk::{Network, Post, PostScores, Scorer, Timestamp};

const TEXTS: [&str; 5] = [
    "did the kiln survive the night? I kept thinking about the blue bowls",
    "thanks, that saved my evening and most of the soup",
    "we walked along the canal and met a heron who did not care for us at all",
    "I glazed forty mugs this weekend and I still can't stop",
    "does anyone know how to oil a wooden spoon without it smelling of nuts?",
];

/// What is measured, in nanoseconds of one core a post.
const COLUMNS: [&str; 8] =
    ["insert_ids", "observe", "merge", "first question", "observe, asked", "profiles", "to_bytes", "from_bytes"];

fn main() {
    let most = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(10_000_000);
    for (title, near) in [("any", usize::MAX), ("near", 1000)] {
        println!("\n`{title}`; nanoseconds of one core a post, best of the rounds\n");
        println!("| posts | {} | observe / insert_ids | million posts a second |", COLUMNS.join(" | "));
        println!("|{}", "---|".repeat(COLUMNS.len() + 3));
        let sizes = [10_000, 100_000, 1_000_000, 10_000_000].into_iter().filter(|size| *size <= most);
        let rows: Vec<(usize, [f64; 8])> = sizes.map(|size| (size, row(size, near))).collect();
        let [(least, first), .., (most, last)] = &*rows else { continue };
        let power = |(first, last): (&f64, &f64)| 1.0 + (last / first).ln() / (*most as f64 / *least as f64).ln();
        let powers: Vec<String> = first.iter().zip(last).map(power).map(|power| format!("{power:.2}")).collect();
        println!("| grows with the power | {} | | |", powers.join(" | "));
    }
}

/// The columns of a row.
fn row(size: usize, near: usize) -> [f64; 8] {
    let stream = Stream::of(size, near);
    let half = stream.observed(size / 2..size);
    let mut best = [f64::INFINITY; 8];
    // Rounds in turn, so that what else the machine does meets all of them.
    for _ in 0..(2_000_000 / size).clamp(2, 20) {
        let ids = time(|| stream.ids()).0;
        let mut asked = Network::new();
        assert_eq!(asked.len(), 0);
        let linking = time(|| stream.observe(0..size, &mut asked)).0;
        drop(asked);
        let mut into = stream.observed(0..size / 2);
        let merge = time(|| into.merge(&half)).0;
        drop(into);
        let (observe, whole) = time(|| stream.observed(0..size));
        let question = time(|| whole.len()).0;
        let profiles = time(|| whole.profiles().count()).0;
        let (to_bytes, bytes) = time(|| whole.to_bytes());
        let from_bytes = time(|| Network::from_bytes(&bytes)).0;
        for (best, time) in
            best.iter_mut().zip([ids, observe, merge, question, linking, profiles, to_bytes, from_bytes])
        {
            *best = best.min(time.as_nanos() as f64 / size as f64);
        }
    }
    let columns: Vec<String> = best.iter().map(|best| format!("{best:.0}")).collect();
    println!("| {size} | {} | {:.2} | {:.2} |", columns.join(" | "), best[1] / best[0], 1000.0 / best[1]);
    best
}

fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = ThreadTime::now();
    let done = black_box(work());
    (start.elapsed(), done)
}

/// Posts of a tenth as many authors, two of three answering an earlier one, their strings one after the
/// other as a parsed stream has them.
struct Stream {
    text: String,
    rows: Vec<Row>,
    scores: [PostScores; 5],
}

/// Where a post's strings end in the stream, and which text it has.
struct Row {
    author: usize,
    parent: usize,
    text: usize,
}

impl Stream {
    fn of(count: usize, near: usize) -> Self {
        let mut state = 7_u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let people = count / 10;
        let mut writers: Vec<u32> = Vec::with_capacity(count);
        let mut stream = Self { text: String::new(), rows: Vec::with_capacity(count), scores: scores() };
        for n in 0..count {
            // Few authors write most where answers are near, as streams have it.
            let author = draw(people);
            let author = if near < count { author * author / people * author / people } else { author };
            writers.push(author as u32);
            let parent = n.saturating_sub(1 + draw(near.min(n.max(1))));
            let answered = if draw(3) > 0 && n > 0 { id(writers[parent], parent) } else { String::new() };
            stream.text += &id(author as u32, n);
            stream.text.extend(["person", &author.to_string()]);
            let author = stream.text.len();
            stream.text += &answered;
            stream.rows.push(Row { author, parent: stream.text.len(), text: draw(TEXTS.len()) });
        }
        stream
    }

    /// A post as a stream hands it over: made, taken in and gone.
    fn post(&self, n: usize) -> (Post<'_>, &PostScores) {
        let row = &self.rows[n];
        let from = n.checked_sub(1).map_or(0, |before| self.rows[before].parent);
        let own = &self.text[from..row.author];
        let (id, author) = own.split_at(own.rfind("person").unwrap_or(0));
        let post = Post::new(id, author, TEXTS[row.text]).at(Timestamp::from_seconds(1_700_000_000 + n as i64));
        let post = match &self.text[row.author..row.parent] {
            "" => post,
            parent => post.answering(parent, None),
        };
        (post, &self.scores[row.text])
    }

    fn ids(&self) -> HashMap<String, u32> {
        let mut ids = HashMap::new();
        for n in 0..self.rows.len() {
            let (post, scores) = black_box(self.post(n));
            ids.insert(post.id.into_owned(), scores.traits.words);
        }
        ids
    }

    fn observed(&self, range: Range<usize>) -> Network {
        let mut network = Network::new();
        self.observe(range, &mut network);
        network
    }

    fn observe(&self, range: Range<usize>, network: &mut Network) {
        for n in range {
            let (post, scores) = black_box(self.post(n));
            network.observe(&post, scores);
        }
    }
}

fn id(author: u32, n: usize) -> String {
    format!("https://social.example/@{author}/{n}")
}

fn scores() -> [PostScores; 5] {
    let scorer = Scorer::default();
    TEXTS.map(|text| scorer.score(&Post::new("", "", text)))
}
