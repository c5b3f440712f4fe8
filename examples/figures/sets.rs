//! The labelled sets, and what of each is measured.

use std::fs;

use realtalk::{Quality, Scorer};
use serde_json::Value;

use crate::agree::{auc, spearman};

/// A figure: the set's name and file, the quality and the label it is measured by, and the figure to reach.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) quality: Quality,
    label: fn(&Value) -> Option<f64>,
    pub(crate) wanted: f64,
}

impl Line {
    /// Whether no weight is ever fitted to it: what readers rated, and informality, which is not authenticity.
    pub(crate) fn is_only_watched(&self) -> bool {
        self.file.starts_with("gold/") || self.wanted == 0.0
    }
}

const fn line(
    name: &'static str,
    file: &'static str,
    quality: Quality,
    label: fn(&Value) -> Option<f64>,
    wanted: f64,
) -> Line {
    Line { name, file, quality, label, wanted }
}

pub(crate) const LINES: &[Line] = &[
    line("readers' passion", "gold/gold_dev", Quality::Passion, |row| row["passion"].as_f64(), 0.78),
    line("readers' authenticity", "gold/gold_dev", Quality::Authenticity, |row| row["authenticity"].as_f64(), 0.78),
    line("readers' spam risk", "gold/gold_dev", Quality::SpamRisk, |row| row["spam_risk"].as_f64(), 0.72),
    line(
        "readers' conversational",
        "gold/gold_dev",
        Quality::Conversational,
        |row| row["conversational"].as_f64(),
        0.82,
    ),
    line("tweets by intensity", "passion/vader_gt_tweets", Quality::Passion, label, 0.66),
    line("review sentences by intensity", "passion/vader_gt_amazon", Quality::Passion, label, 0.50),
    line("Reddit by feeling", "passion/goemotions", Quality::Passion, label, 0.47),
    line("Reddit, strong or neutral", "passion/goemotions", Quality::Passion, strong_or_neutral, 0.86),
    line("sentences by arousal", "passion/emobank", Quality::Passion, label, 0.27),
    line("tweets, any emotion", "passion/emoevent_en", Quality::Passion, label, 0.68),
    line("own feelings", "passion/offmychest_train", Quality::Passion, label, 0.69),
    line("own information", "passion/offmychest_train", Quality::Authenticity, information, 0.70),
    line("customer or agent, masked", "authenticity/twcs_customer_vs_brand", Quality::Authenticity, label, 0.90),
    line(
        "person or institution",
        "authenticity/crisislex_2013_person_vs_institution",
        Quality::Authenticity,
        label,
        0.76,
    ),
    line(
        "company dialogue",
        "broadcast/corporate_messaging",
        Quality::Conversational,
        |row| label(row).map(|l| 1.0 - l),
        0.88,
    ),
    line("informality (within 0.25)", "authenticity/formality_inverse", Quality::Authenticity, label, 0.0),
];

fn label(row: &Value) -> Option<f64> {
    row["label"].as_f64()
}

fn strong_or_neutral(row: &Value) -> Option<f64> {
    label(row).filter(|label| [0.0, 1.0].contains(label))
}

fn information(row: &Value) -> Option<f64> {
    row["labels"]["information_disclosure"].as_f64()
}

/// Texts and their labels.
pub(crate) struct Set {
    pub(crate) texts: Vec<String>,
    pub(crate) labels: Vec<f64>,
}

impl Set {
    /// The rows of the set that have a label.
    pub(crate) fn load(folder: &str, line: &Line) -> Result<Self, String> {
        let path = format!("{folder}/{}.jsonl", line.file);
        let rows = fs::read_to_string(&path).map_err(|_| format!("skipped: {path} is not there"))?;
        let (mut texts, mut labels) = (Vec::new(), Vec::new());
        for (number, row) in rows.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
            let row: Value = serde_json::from_str(row).map_err(|e| format!("{path}:{}: {e}", number + 1))?;
            let Some(label) = (line.label)(&row) else { continue };
            let text = row["text"].as_str().unwrap_or("");
            texts.push(if line.name.ends_with("masked") { masked(text) } else { text.to_owned() });
            labels.push(label);
        }
        Ok(Self { texts, labels })
    }

    pub(crate) fn is_graded(&self) -> bool {
        !self.labels.iter().all(|label| [0.0, 1.0].contains(label))
    }

    /// How well a scorer's ratings of that quality agree with the labels.
    pub(crate) fn figure(&self, scorer: &Scorer, quality: Quality) -> f64 {
        let score = |text: &String| {
            let scores = scorer.score_text(text);
            let all = [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational];
            all[quality as usize].score.get()
        };
        self.agreement(&self.texts.iter().map(score).collect::<Vec<_>>())
    }

    /// The same for the length of the text.
    pub(crate) fn length(&self) -> f64 {
        self.agreement(&self.texts.iter().map(|text| text.chars().count() as f64).collect::<Vec<_>>())
    }

    fn agreement(&self, scores: &[f64]) -> f64 {
        if self.is_graded() { spearman(scores, &self.labels) } else { auc(scores, &self.labels) }
    }
}

/// Without names, links and initials of agents, which tell the sides apart by themselves.
fn masked(text: &str) -> String {
    let tells = |word: &&str| !["@", "http", "^"].iter().any(|start| word.starts_with(start));
    text.split_whitespace().filter(tells).collect::<Vec<_>>().join(" ")
}
