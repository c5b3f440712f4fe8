//! Every figure of passion, authenticity and talking-with at once: `figures DATA`.
//!
//! DATA is the folder of the labelled sets (see README). Graded labels give Spearman's rank
//! correlation, yes or no gives AUC; the length of the text is scored beside it. Set `WEIGHTS` to a
//! JSON file to measure weights of your own.

#[path = "data/agree.rs"]
mod agree;

use agree::{auc, spearman};
use std::{env, fs, process};

use realtalk::{PostScores, Rating, Scorer, Weights};
use serde_json::Value;

/// One line of the table: name, file, quality, label, and the figure to reach.
type Line = (&'static str, &'static str, fn(&PostScores) -> Rating, fn(&Value) -> Option<f64>, f64);

const LINES: &[Line] = &[
    ("readers' passion", "gold/gold_dev", passion, |row| row["passion"].as_f64(), 0.78),
    ("readers' authenticity", "gold/gold_dev", authenticity, |row| row["authenticity"].as_f64(), 0.78),
    ("readers' spam risk", "gold/gold_dev", |s| s.spam_risk, |row| row["spam_risk"].as_f64(), 0.72),
    ("readers' conversational", "gold/gold_dev", conversational, |row| row["conversational"].as_f64(), 0.82),
    ("tweets by intensity", "passion/vader_gt_tweets", passion, label, 0.66),
    ("review sentences by intensity", "passion/vader_gt_amazon", passion, label, 0.50),
    ("Reddit by feeling", "passion/goemotions", passion, label, 0.47),
    ("Reddit, strong or neutral", "passion/goemotions", passion, strong_or_neutral, 0.86),
    ("sentences by arousal", "passion/emobank", passion, label, 0.27),
    ("tweets, any emotion", "passion/emoevent_en", passion, label, 0.68),
    ("own feelings", "passion/offmychest_train", passion, label, 0.69),
    ("own information", "passion/offmychest_train", authenticity, information, 0.70),
    ("customer or agent, masked", "authenticity/twcs_customer_vs_brand", authenticity, label, 0.90),
    ("person or institution", "authenticity/crisislex_2013_person_vs_institution", authenticity, label, 0.76),
    ("company dialogue", "broadcast/corporate_messaging", conversational, |row| label(row).map(|l| 1.0 - l), 0.88),
    ("informality (within 0.25)", "authenticity/formality_inverse", authenticity, label, 0.0),
];

fn passion(scores: &PostScores) -> Rating {
    scores.passion
}

fn authenticity(scores: &PostScores) -> Rating {
    scores.authenticity
}

fn conversational(scores: &PostScores) -> Rating {
    scores.conversational
}

fn label(row: &Value) -> Option<f64> {
    row["label"].as_f64()
}

fn strong_or_neutral(row: &Value) -> Option<f64> {
    label(row).filter(|label| [0.0, 1.0].contains(label))
}

fn information(row: &Value) -> Option<f64> {
    row["labels"]["information_disclosure"].as_f64()
}

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let folder = env::args().nth(1).ok_or("usage: figures DATA")?;
    let mut scorer = Scorer::default();
    if let Ok(file) = env::var("WEIGHTS") {
        let text = fs::read_to_string(&file).map_err(|e| format!("{file}: {e}"))?;
        scorer = scorer.with_weights(serde_json::from_str::<Weights>(&text).map_err(|e| e.to_string())?);
    }
    println!("{:30} {:>6} {:>7} {:>7} {:>7}", "set", "rows", "figure", "length", "wanted");
    for (name, file, quality, label, wanted) in LINES {
        let path = format!("{folder}/{file}.jsonl");
        let Ok(text) = fs::read_to_string(&path) else {
            println!("{name:30} skipped: {path} is not there");
            continue;
        };
        let (mut scores, mut lengths, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line).map_err(|e| format!("{path}:{}: {e}", number + 1))?;
            let Some(label) = label(&row) else { continue };
            let text = row["text"].as_str().unwrap_or("");
            let text = if name.ends_with("masked") { masked(text) } else { text.to_owned() };
            scores.push(quality(&scorer.score_text(&text)).score.get());
            lengths.push(text.chars().count() as f64);
            labels.push(label);
        }
        let figure = if labels.iter().all(|l| [0.0, 1.0].contains(l)) { auc } else { spearman };
        let (reached, length) = (figure(&scores, &labels), figure(&lengths, &labels));
        println!("{name:30} {:6} {reached:7.3} {length:7.3} {wanted:7.2}", labels.len());
    }
    Ok(())
}

/// Without names, links and initials of agents, which tell the sides apart by themselves.
fn masked(text: &str) -> String {
    let tells = |word: &&str| !["@", "http", "^"].iter().any(|start| word.starts_with(start));
    text.split_whitespace().filter(tells).collect::<Vec<_>>().join(" ")
}
