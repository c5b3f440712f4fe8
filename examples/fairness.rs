//! Do scores treat people alike? Means of the differences between paired texts, by category.
//!
//! The second of each pair says much the same in a dialect, in a learner's words, through an
//! assistive tool, in another language, or in need. `fairness [FILE]` reads JSON Lines with
//! `category`, `a` and `b`; without a file the pairs of the tests.

use std::collections::BTreeMap;
use std::{env, fs};

use realtalk::Scorer;
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file =
        env::args().nth(1).unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/fair_pairs.jsonl").into());
    let mut groups: BTreeMap<String, Vec<[f64; 3]>> = BTreeMap::new();
    for line in fs::read_to_string(&file)?.lines() {
        let pair: Value = serde_json::from_str(line)?;
        let text = |name: &str| pair[name].as_str().ok_or_else(|| format!("{name:?} is missing: {line}"));
        let (a, b) = (numbers(text("a")?), numbers(text("b")?));
        let difference = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
        let category = text("category")?;
        // Languages one by one: an average over twenty could hide one.
        if category == "language" || category == "minority" {
            groups.entry(format!("{category}: {}", text("lang")?)).or_default().push(difference);
        }
        groups.entry(category.to_owned()).or_default().push(difference);
    }
    println!("| pairs of | n | spam risk | authenticity | passion |\n|---|---|---|---|---|");
    for (name, differences) in &groups {
        let cell = |which: usize| shown(&differences.iter().map(|d| d[which]).collect::<Vec<_>>());
        println!("| {name} | {} | {} | {} | {} |", differences.len(), cell(0), cell(1), cell(2));
    }
    Ok(())
}

/// Spam risk, authenticity and passion of a text.
fn numbers(text: &str) -> [f64; 3] {
    let scores = Scorer::default().score_text(text);
    [scores.spam_risk, scores.authenticity, scores.passion].map(|rating| rating.score.get())
}

/// The mean with its 95 % interval (normal, over pairs).
fn shown(differences: &[f64]) -> String {
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let variance = differences.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (n - 1.0).max(1.0);
    format!("{mean:+.3} ± {:.3}", 1.96 * (variance / n).sqrt())
}
