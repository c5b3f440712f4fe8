//! Measures the scores against people's labels: `evaluate QUALITY FILE [LABEL]`.
//!
//! FILE holds JSON Lines with a `text` and a number in the field LABEL (`label` unless named). With
//! labels 0 and 1 it prints AUC, average precision, recall at 1 % and 5 % false positives and the
//! calibration error with its reliability table; with graded labels Spearman's rank correlation.
//! The length of the text is scored beside it: a figure that length reaches too is worth nothing.

#[path = "data/agree.rs"]
mod agree;

use agree::{auc, spearman};
use std::fmt::Write as _;
use std::{env, fs, process};

use realtalk::{PostScores, Scorer};
use serde_json::Value;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.as_slice() {
        [quality, file] => report(quality, file, "label"),
        [quality, file, label] => report(quality, file, label),
        _ => Err("usage: evaluate passion|authenticity|spam_risk|conversational FILE [LABEL]".to_owned()),
    }
    .map_or_else(
        |error| {
            eprintln!("{error}");
            process::exit(1);
        },
        |text| print!("{text}"),
    );
}

/// A post's score, its label and its length.
struct Case {
    score: f64,
    label: f64,
    length: f64,
}

fn report(quality: &str, file: &str, label: &str) -> Result<String, String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let scorer = Scorer::default();
    let mut cases = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Value = serde_json::from_str(line).map_err(|e| format!("{file}:{}: {e}", number + 1))?;
        let Some(label) = row[label].as_f64() else { continue };
        let text = row["text"].as_str().ok_or_else(|| format!("{file}:{}: no text", number + 1))?;
        let score = pick(&scorer.score_text(text), quality)?;
        cases.push(Case { score, label, length: text.chars().count() as f64 });
    }
    if cases.is_empty() {
        return Err(format!("{file}: no row has a number in {label:?}"));
    }
    let binary = cases.iter().all(|c| c.label == 0.0 || c.label == 1.0);
    let mut out = format!("{file}: {} rows, {quality} against {label}\n", cases.len());
    let scores: Vec<f64> = cases.iter().map(|c| c.score).collect();
    let lengths: Vec<f64> = cases.iter().map(|c| c.length).collect();
    let labels: Vec<f64> = cases.iter().map(|c| c.label).collect();
    if binary {
        yes_or_no(&mut out, &scores, &lengths, &labels);
    } else {
        let _ = writeln!(
            out,
            "Spearman            {:.3}   (length alone {:.3})",
            spearman(&scores, &labels),
            spearman(&lengths, &labels)
        );
    }
    Ok(out)
}

fn yes_or_no(out: &mut String, scores: &[f64], lengths: &[f64], labels: &[f64]) {
    let _ =
        writeln!(out, "AUC                 {:.3}   (length alone {:.3})", auc(scores, labels), auc(lengths, labels));
    let _ = writeln!(
        out,
        "average precision   {:.3}   (share of ones {:.3})",
        average_precision(scores, labels),
        labels.iter().sum::<f64>() / labels.len() as f64
    );
    let _ = writeln!(
        out,
        "recall at 1 % / 5 % {:.3} / {:.3}",
        recall_at(scores, labels, 0.01),
        recall_at(scores, labels, 0.05)
    );
    let (error, table) = calibration(scores, labels);
    let _ = writeln!(out, "calibration error   {error:.3}\n{table}");
}

fn pick(scores: &PostScores, quality: &str) -> Result<f64, String> {
    let rating = match quality {
        "passion" => scores.passion,
        "authenticity" => scores.authenticity,
        "spam_risk" => scores.spam_risk,
        "conversational" => scores.conversational,
        other => {
            return Err(format!("quality {other:?} found, wanted passion, authenticity, spam_risk or conversational"));
        }
    };
    Ok(rating.score.get())
}

/// Indices by falling score.
fn falling(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    order
}

fn average_precision(scores: &[f64], labels: &[f64]) -> f64 {
    let (mut hits, mut sum) = (0.0, 0.0);
    for (seen, i) in falling(scores).into_iter().enumerate() {
        if labels[i] == 1.0 {
            hits += 1.0;
            sum += hits / (seen as f64 + 1.0);
        }
    }
    sum / hits
}

/// Share of ones above the threshold that at most this share of zeros passes.
fn recall_at(scores: &[f64], labels: &[f64], share: f64) -> f64 {
    let mut zeros: Vec<f64> = scores.iter().zip(labels).filter(|(_, l)| **l == 0.0).map(|(s, _)| *s).collect();
    zeros.sort_by(|a, b| b.total_cmp(a));
    let threshold = zeros[((zeros.len() as f64 * share) as usize).min(zeros.len() - 1)];
    let ones: Vec<f64> = scores.iter().zip(labels).filter(|(_, l)| **l == 1.0).map(|(s, _)| *s).collect();
    ones.iter().filter(|s| **s > threshold).count() as f64 / ones.len() as f64
}

/// Expected calibration error over ten bins, and the table of the bins.
fn calibration(scores: &[f64], labels: &[f64]) -> (f64, String) {
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for (score, label) in scores.iter().zip(labels) {
        let bin = &mut bins[((score * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1.0, bin.1 + score, bin.2 + label);
    }
    let mut table = String::from("  said   were   posts");
    let mut error = 0.0;
    for (count, said, were) in bins.into_iter().filter(|bin| bin.0 > 0.0) {
        error += f64::abs(said - were) / scores.len() as f64;
        let _ = write!(table, "\n  {:.2}   {:.2}   {count}", said / count, were / count);
    }
    (error, table)
}
