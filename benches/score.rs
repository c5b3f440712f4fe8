//! What scoring costs, beside what merely finding the words costs, on the same texts.
#![allow(missing_docs)] // criterion's macro makes a public function

use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use realtalk::{Post, Reading, Scorer};
use unicode_segmentation::UnicodeSegmentation;

/// One group: `sum_bytes` is the floor, `unicode_words` the baseline that ratios are taken to.
fn group(c: &mut Criterion, name: &str, texts: &[String]) {
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    let scorer = Scorer::default();
    each(&mut group, "sum_bytes", texts, |text| text.bytes().map(u64::from).sum::<u64>());
    each(&mut group, "unicode_words", texts, |text| text.unicode_words().map(|word| word.len() as u64).sum());
    each(&mut group, "reading", texts, |text| Reading::new(text).tokens().len() as u64);
    each(&mut group, "score", texts, |text| u64::from(scorer.score_text(text).traits.words));
    each(&mut group, "explain", texts, |text| scorer.explain(&Post::new("", "", text)).contributions().len() as u64);
    group.finish();
}

fn each(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, texts: &[String], work: impl Fn(&str) -> u64) {
    group.bench_function(name, |b| b.iter(|| texts.iter().map(|text| work(black_box(text))).sum::<u64>()));
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn benches(c: &mut Criterion) {
    let short = lines(include_str!("texts/short.txt"));
    group(c, "short", &short);
    group(c, "social", &lines(include_str!("texts/social.txt")));
    for (name, texts) in [
        ("cyrillic", include_str!("texts/cyrillic.txt")),
        ("arabic", include_str!("texts/arabic.txt")),
        ("devanagari", include_str!("texts/devanagari.txt")),
        ("han", include_str!("texts/han.txt")),
        ("kana", include_str!("texts/kana.txt")),
        ("hangul", include_str!("texts/hangul.txt")),
    ] {
        group(c, name, &lines(texts));
    }
    let paragraph = short.join(". ");
    for kib in [1, 4, 16, 64] {
        let text = paragraph.repeat(kib * 1024 / paragraph.len() + 1);
        group(c, &format!("long_{kib}_kib"), &[text]);
    }
    for (name, piece) in [
        ("letter", "a"),
        ("emoji", "😂"),
        ("marks", "e\u{301}\u{301}"),
        ("at", "@"),
        ("dots", "a.a."),
        ("schemes", "http://"),
        ("zero_width", "a\u{200B}"),
        ("spaced", "a "),
    ] {
        group(c, &format!("hostile_{name}"), &[piece.repeat((64 << 10) / piece.len())]);
    }
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(20).warm_up_time(std::time::Duration::from_millis(300)).measurement_time(std::time::Duration::from_millis(700));
    targets = benches
}
criterion_main!(all);
