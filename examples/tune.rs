//! A moderator labels fifty posts of their own place and gets better on the rest.
//!
//! On a swap board people sell, link and say "message me" all day. The default weights were made for
//! places where that is rarer; fifty labels tell them. The texts are our own (`data/tune.tsv`).

use realtalk::{Calibrator, Measured, Post, Quality, Sample, Scorer};

const POSTS: &str = include_str!("data/tune.tsv");

fn main() -> Result<(), realtalk::Error> {
    let rows = POSTS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let posts: Vec<(&str, f64)> = rows.map(|(label, text)| (text, f64::from(u8::from(label == "spam")))).collect();
    let (labelled, rest) = posts.split_at(50);
    let samples: Vec<Sample<'_>> =
        labelled.iter().map(|(text, label)| Sample::new(Post::new("", "", *text), *label)).collect();
    let usual = Scorer::default();
    let fitted = Calibrator::new(Quality::SpamRisk).calibrate(&usual, &samples)?;
    let tuned = usual.clone().with_weights(fitted.weights.clone());

    println!("{} posts afterwards {:>19} {:>6} {:>6} {:>6} {:>6}", rest.len(), "AUC", "AP", "r@1%", "r@5%", "ECE");
    for (name, scorer) in [("usual weights", &usual), ("after fifty labels", &tuned)] {
        let scores: Vec<f64> = rest.iter().map(|(text, _)| scorer.score_text(text).spam_risk.score.get()).collect();
        let labels: Vec<f64> = rest.iter().map(|(_, label)| *label).collect();
        println!("{name:<34} {}", Measured::of(&scores, &labels));
    }
    println!("\nwhat the labels moved most, in log-odds (pull {}):", fitted.pull);
    let (old, new) = (usual.weights().of(Quality::SpamRisk), fitted.weights.of(Quality::SpamRisk));
    let mut moved: Vec<_> = old.iter().map(|(mark, weight)| (mark, weight, new.get(mark))).collect();
    moved.sort_by(|a, b| (b.2 - b.1).abs().total_cmp(&(a.2 - a.1).abs()));
    for (mark, before, after) in moved.into_iter().take(8) {
        println!("  {:<22} {before:>5.2} -> {after:>5.2}", mark.name());
    }
    Ok(())
}
