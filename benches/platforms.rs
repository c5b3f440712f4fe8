//! What reading a payload into posts costs, beside what parsing it into a tree of JSON costs.
#![allow(missing_docs)] // criterion's macro makes a public function

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use realtalk::platforms;
use serde_json::Value;

#[path = "../tests/it/platforms/big.rs"]
mod big;

fn benches(c: &mut Criterion) {
    for (name, payload) in [("mastodon", big::mastodon(1000)), ("x", big::x(2000)), ("bluesky", big::bluesky(2000))] {
        let mut group = c.benchmark_group(format!("platforms_{name}"));
        group.throughput(Throughput::Bytes(payload.len() as u64));
        group.bench_function("json_value", |b| {
            b.iter(|| serde_json::from_slice::<Value>(black_box(payload.as_bytes())).is_ok());
        });
        group.bench_function("read", |b| b.iter(|| platforms::read(black_box(&payload)).is_ok()));
        group.finish();
    }
    let mut group = c.benchmark_group("platforms_hostile");
    let status = |content: &str| format!(r#"[{{"id": "1", "account": {{"acct": ""}}, "content": "{content}"}}]"#);
    for (name, piece) in [("anchors", "<a href=x>"), ("open", "<a "), ("angles", "<"), ("closed", "<a href='>'></a>")] {
        let payload = status(&piece.repeat((256 << 10) / piece.len()));
        group.throughput(Throughput::Bytes(payload.len() as u64));
        group.bench_function(name, |b| b.iter(|| platforms::read(black_box(&payload)).is_ok()));
    }
    group.finish();
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(20).warm_up_time(std::time::Duration::from_millis(300)).measurement_time(std::time::Duration::from_millis(700));
    targets = benches
}
criterion_main!(all);
