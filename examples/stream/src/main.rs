//! `realtalk-stream [COUNT]`: days and hours of a stream with late posts and duplicates, stopped and
//! resumed in the middle, each window checked against its posts fed at once.

use std::collections::BTreeMap;

use realtalk::{Network, Scorer};
use realtalk_posts::{Made, Posts, Random};
use realtalk_stream::{Window, Windows};

const HOUR: u64 = 3_600_000;

fn main() -> Result<(), String> {
    let count = std::env::args().nth(1).map_or(Ok(20_000), |arg| arg.parse()).map_err(|_| "wanted a count of posts")?;
    let count = usize::max(count, 12);
    // Three days or so, however many posts.
    let gap = 40 * HOUR / count as u64 + 1;
    let posts: Vec<Made> = Posts::new(3, count as u64 / 20, gap).take(count).collect();
    let arrivals = arrivals(&posts);
    let scorer = Scorer::default();

    let mut straight = Windows::default();
    for made in &arrivals {
        straight.observe(&made.post(), &scorer);
    }

    // Stopped at odd places; what came since the last save comes once more.
    let mut broken = Windows::default();
    let mut saved = broken.save();
    for (at, made) in arrivals.iter().enumerate() {
        if at % (count / 3) == count / 6 {
            saved = broken.save();
        }
        broken.observe(&made.post(), &scorer);
        if at % (count / 3) == count / 4 {
            let from = at / (count / 3) * (count / 3) + count / 6;
            broken = Windows::resume(&saved).map_err(|error| error.to_string())?;
            for made in &arrivals[from..=at] {
                broken.observe(&made.post(), &scorer);
            }
        }
    }
    let resumed = Windows::resume(&broken.save()).map_err(|error| error.to_string())?;
    held(resumed == straight, "the stream that was stopped and resumed")?;

    for (window, name) in [(Window::Hour, "hour"), (Window::Day, "day")] {
        let batch = batch(&posts, window, &scorer);
        held(batch.keys().copied().eq(resumed.numbers(window)), "the list of windows")?;
        for (number, whole) in &batch {
            let streamed = resumed.window(window, *number);
            held(streamed == *whole, &format!("{name} {number}"))?;
            held(profiles(&streamed) == profiles(whole), &format!("a profile in {name} {number}"))?;
        }
        println!("{} windows ({name}) equal their posts fed at once", batch.len());
    }
    let mut all = Network::new();
    for made in &posts {
        all.observe(&made.post(), &scorer.score(&made.post()));
    }
    held(resumed.whole() == all, "the whole")?;
    println!("{count} posts, {} arrivals, {} bytes of state", arrivals.len(), resumed.save().len());

    for day in resumed.numbers(Window::Day) {
        let network = resumed.window(Window::Day, day);
        let talkers = profiles(&network);
        let best = talkers.iter().max_by(|a, b| a.traction.score.get().total_cmp(&b.traction.score.get()));
        let best = best.map_or("nobody", |profile| profile.author.as_str());
        println!("day {day}\t{} posts\t{} authors\tmost traction: {best}", network.len(), network.authors().len());
    }
    Ok(())
}

/// The posts as they arrive: most within 90 seconds, one in a hundred up to six hours late, one in
/// fifty a second time.
fn arrivals(posts: &[Made]) -> Vec<&Made> {
    let mut random = Random::new(4);
    let mut arrivals: Vec<(i64, &Made)> = Vec::new();
    for made in posts {
        let late = if random.below(100) == 0 { 6 * HOUR } else { 90_000 };
        arrivals.push((made.created_at + random.below(late) as i64, made));
        if random.below(50) == 0 {
            arrivals.push((made.created_at + random.below(2 * HOUR) as i64, made));
        }
    }
    arrivals.sort_by_key(|(time, _)| *time);
    arrivals.into_iter().map(|(_, made)| made).collect()
}

fn batch(posts: &[Made], window: Window, scorer: &Scorer) -> BTreeMap<i64, Network> {
    let mut batch: BTreeMap<i64, Network> = BTreeMap::new();
    for made in posts {
        let post = made.post();
        batch.entry(window.of(made.created_at)).or_default().observe(&post, &scorer.score(&post));
    }
    batch
}

/// The profiles of the first few authors.
fn profiles(network: &Network) -> Vec<realtalk::Profile> {
    network.authors().into_iter().take(50).filter_map(|author| network.profile(author)).collect()
}

fn held(so: bool, what: &str) -> Result<(), String> {
    if so { Ok(()) } else { Err(format!("{what} differs")) }
}
