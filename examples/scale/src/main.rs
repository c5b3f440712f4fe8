//! `realtalk-scale [COUNT..]`: posts per second on one core, bytes per post, author and tie.
//!
//! Seconds are those that the one thread ran, so that other work on the machine does not count. Every
//! figure is of this run; README.md keeps one run and does the arithmetic from it.

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use realtalk::{Network, Scorer};
use realtalk_posts::{Made, Posts};

const CHUNK: usize = 50_000;

fn main() {
    let mut counts: Vec<usize> =
        std::env::args().skip(1).map(|arg| arg.parse().expect("wanted a count of posts")).collect();
    if counts.is_empty() {
        counts = vec![100_000, 1_000_000];
    }
    println!(
        "posts\tauthors\tties\tscore/s\tMB/s\tobserve/s\tB/post\tB/author\tB/tie\tstate B/post\tsave/s\tload/s\tmerge/s"
    );
    for count in counts {
        println!("{}", measure(count));
    }
}

fn measure(count: usize) -> String {
    let authors = (count / 20) as u64;
    let mut posts = Posts::new(9, authors, 50);
    let scorer = Scorer::default();
    let (mut network, mut parts) = (Network::new(), [Network::new(), Network::new()]);
    let (mut scoring, mut observing, mut bytes) = (Duration::ZERO, Duration::ZERO, 0);
    let mut ties = HashSet::new();
    for chunk in 0..count.div_ceil(CHUNK) {
        let made: Vec<Made> = posts.by_ref().take(CHUNK.min(count - chunk * CHUNK)).collect();
        bytes += made.iter().map(|made| made.text.len()).sum::<usize>();
        ties.extend(made.iter().filter_map(tie));
        let borrowed: Vec<_> = made.iter().map(Made::post).collect();
        let start = ran();
        let rated: Vec<_> = borrowed.iter().map(|post| scorer.score(post)).collect();
        scoring += ran().saturating_sub(start);
        let start = ran();
        for (post, scores) in borrowed.iter().zip(&rated) {
            network.observe(post, scores);
        }
        observing += ran().saturating_sub(start);
        for (post, scores) in borrowed.iter().zip(&rated) {
            parts[chunk % 2].observe(post, scores);
        }
    }
    let known = network.authors().len();
    let held = held(&network);

    let start = ran();
    let state = network.to_bytes();
    let saving = ran().saturating_sub(start);
    let start = ran();
    let back = Network::from_bytes(&state).expect("just written");
    let reading = ran().saturating_sub(start);
    assert!(back == network, "a network read back differs");
    drop(back);

    let [mut left, right] = parts;
    let start = ran();
    left.merge(&right);
    let merging = ran().saturating_sub(start);
    assert!(left == network, "two parts merged differ from the whole");

    let rate = |n: usize, time: Duration| n as f64 / time.as_secs_f64();
    let per = |n: usize| held as f64 / n.max(1) as f64;
    format!(
        "{count}\t{known}\t{}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}\t{:.0}",
        ties.len(),
        rate(count, scoring),
        rate(bytes, scoring) / 1e6,
        rate(count, observing),
        per(count),
        per(known),
        per(ties.len()),
        state.len() as f64 / count as f64,
        rate(count, saving),
        rate(count, reading),
        rate(count / 2, merging),
    )
}

/// How long this thread ran until now; the clock where there is no `/proc`.
fn ran() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let ran = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = ran.as_deref().and_then(|ran| ran.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Bytes a network holds: what copies of it add to the process, the first left out because it fills
/// memory that was freed before.
fn held(network: &Network) -> usize {
    let mut copies = vec![network.clone()];
    let before = resident();
    copies.resize_with((2_000_000 / network.len()).clamp(2, 20), || network.clone());
    resident().saturating_sub(before) / (copies.len() - 1)
}

/// Who talks to whom: two names in their order, as one key.
fn tie(made: &Made) -> Option<u64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let to = made.reply_to_author.as_ref()?;
    let mut hasher = DefaultHasher::new();
    (to.min(&made.author), to.max(&made.author)).hash(&mut hasher);
    Some(hasher.finish())
}

/// Resident memory of this process in bytes; zero where there is no `/proc`.
fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}
