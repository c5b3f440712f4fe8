//! What the generated posts promise.

use std::collections::HashMap;

use realtalk::Scorer;
use realtalk_posts::{Made, Posts};

fn posts(seed: u64, count: usize) -> Vec<Made> {
    Posts::new(seed, 1000, 1000).take(count).collect()
}

/// FNV-1a over every field: the same number on every machine.
fn digest(posts: &[Made]) -> u64 {
    let all = posts.iter().flat_map(|made| format!("{made:?}\n").into_bytes());
    all.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[test]
fn a_seed_gives_the_same_posts() {
    assert_eq!(posts(3, 2000), posts(3, 2000));
    assert_ne!(posts(3, 2000), posts(4, 2000));
    assert_eq!(
        digest(&posts(3, 2000)),
        0x6DD3_4A4A_412E_3C89,
        "the generator changed: figures taken with it are of other posts"
    );
}

#[test]
fn answers_come_after_what_they_answer() {
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut last = i64::MIN;
    for made in posts(3, 20_000) {
        assert!(made.created_at >= last);
        last = made.created_at;
        assert_eq!(made.reply_to.is_some(), made.reply_to_author.is_some());
        if let Some(parent) = &made.reply_to {
            assert_eq!(seen.get(parent), made.reply_to_author.as_ref(), "{made:?}");
            assert_ne!(made.reply_to_author.as_ref(), Some(&made.author));
        }
        assert_eq!(seen.insert(made.id, made.author), None);
    }
}

#[test]
fn a_few_write_most_and_some_are_machines() {
    let posts = posts(3, 20_000);
    let mut by: HashMap<&str, usize> = HashMap::new();
    for made in &posts {
        *by.entry(&made.author).or_default() += 1;
    }
    let mut counts: Vec<usize> = by.values().copied().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let most: usize = counts.iter().take(counts.len() / 10).sum();
    assert!(most * 3 > posts.len(), "the busiest tenth wrote {most}");
    let answers = posts.iter().filter(|made| made.reply_to.is_some()).count();
    assert!((posts.len() / 4..posts.len() * 3 / 4).contains(&answers), "{answers} answers");
    for kind in ["user", "bot", "shop"] {
        assert!(posts.iter().any(|made| made.author.starts_with(kind)));
    }
}

#[test]
fn blasts_read_as_spam_and_talk_does_not() {
    let (scorer, posts) = (Scorer::default(), posts(3, 5000));
    let mean = |kind: &str| {
        let of = posts.iter().filter(|made| made.author.starts_with(kind));
        let risks: Vec<f64> = of.map(|made| scorer.score(&made.post()).spam_risk.score.get()).collect();
        risks.iter().sum::<f64>() / risks.len() as f64
    };
    assert!(mean("shop") > mean("user") + 0.4, "{} {}", mean("shop"), mean("user"));
}
