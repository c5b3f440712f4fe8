//! What taking in posts costs, beside inserting the same posts' ids into a `HashMap`.
#![allow(missing_docs)] // criterion's macro makes a public function

use std::collections::HashMap;
use std::hint::black_box;
use std::ops::Range;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use realtalk::{Network, Post, PostScores, Scorer, Timestamp};

const TEXTS: [&str; 5] = [
    "did the kiln survive the night? I kept thinking about the blue bowls",
    "thanks, that saved my evening and most of the soup",
    "we walked along the canal and met a heron who did not care for us at all",
    "I glazed forty mugs this weekend and I still can't stop",
    "does anyone know how to oil a wooden spoon without it smelling of nuts?",
];

/// So many posts of a tenth as many authors, two of three answering an earlier one.
struct Stream {
    ids: Vec<String>,
    authors: Vec<String>,
    /// Author, text and parent of each post.
    rows: Vec<(usize, usize, Option<usize>)>,
    scores: [PostScores; 5],
}

impl Stream {
    /// A post answers one of the `near` before it; where those are not all, few authors write most.
    fn of(count: usize, near: usize) -> Self {
        let scorer = Scorer::default();
        let mut state = 7_u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut row = |n: usize| {
            let parent = n.saturating_sub(1 + draw(near.min(n.max(1))));
            let (author, people) = (draw(count / 10), count / 10);
            let author = if near < count { author * author / people * author / people } else { author };
            (author, draw(TEXTS.len()), (draw(3) > 0 && n > 0).then_some(parent))
        };
        let rows: Vec<_> = (0..count).map(&mut row).collect();
        let authors: Vec<String> = (0..count / 10).map(|n| format!("person{n}")).collect();
        let id = |(n, row): (usize, &(usize, usize, _))| format!("https://social.example/@{}/{n}", authors[row.0]);
        let ids = rows.iter().enumerate().map(id).collect();
        Self { ids, authors, rows, scores: TEXTS.map(|text| scorer.score(&Post::new("", "", text))) }
    }

    /// A post as a stream hands it over: made, taken in and gone.
    fn post(&self, n: usize) -> (Post<'_>, &PostScores) {
        let (author, text, parent) = self.rows[n];
        let post = Post::new(&*self.ids[n], &*self.authors[author], TEXTS[text]);
        let post = post.at(Timestamp::from_seconds(1_700_000_000 + n as i64));
        let post = match parent {
            Some(parent) => post.answering(&*self.ids[parent], None),
            None => post,
        };
        (post, &self.scores[text])
    }

    fn observed(&self, range: Range<usize>) -> Network {
        let mut network = Network::new();
        for n in range {
            let (post, scores) = self.post(n);
            network.observe(&post, scores);
        }
        network
    }
}

fn benches(c: &mut Criterion) {
    for (count, near) in [10_000, 100_000, 1_000_000].into_iter().flat_map(|count| [(count, count), (count, 1000)]) {
        let stream = Stream::of(count, near);
        let (a, b) = (stream.observed(0..count / 2), stream.observed(count / 2..count));
        let whole = stream.observed(0..count);
        let bytes = whole.to_bytes();
        let mut group = c.benchmark_group(format!("network_{count}_{}", if near < count { "near" } else { "any" }));
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function("insert_ids", |bench| {
            bench.iter(|| {
                let mut ids = HashMap::new();
                for n in 0..count {
                    let (post, scores) = black_box(stream.post(n));
                    ids.insert(post.id.into_owned(), scores.traits.words);
                }
                ids
            });
        });
        group.bench_function("observe", |bench| bench.iter(|| stream.observed(0..count)));
        group.bench_function("merge", |bench| {
            let merge = |mut into: Network| {
                into.merge(&b);
                into
            };
            bench.iter_batched(|| a.clone(), merge, BatchSize::PerIteration);
        });
        group.bench_function("profiles", |bench| bench.iter(|| whole.profiles().count()));
        group.bench_function("to_bytes", |bench| bench.iter(|| whole.to_bytes()));
        group.bench_function("from_bytes", |bench| bench.iter(|| Network::from_bytes(&bytes)));
        group.finish();
    }
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    targets = benches
}
criterion_main!(all);
