//! Weights fitted to the voice sets by [`Calibrator`], each set left out in turn.
//!
//! Every set counts the same. Graded labels enter as their rank within the set, so that a set's scale is
//! not learnt; yes and no count half each, so that a set's share of yes is not. What readers rated
//! (`gold_dev`) and what is only watched (informality) are never fitted to.

use std::fs;

use realtalk::{Calibration, Calibrator, Mark, Post, Quality, Sample, Scorer, Weights};

use crate::agree::ranks;
use crate::sets::{LINES, Line, Set};

/// Strengths of the pull toward the weights that stand; of these the fit chooses on sets left out.
const PULLS: [f64; 5] = [0.3, 0.1, 0.03, 0.01, 0.003];

/// What a fit of passion moves: the sets label how strongly something is felt. Whether someone cares,
/// sells or announces is not in their labels, so those weights stay.
const FELT: &[Mark] = &[
    Mark::Joy,
    Mark::Ire,
    Mark::Woe,
    Mark::Boost,
    Mark::Damp,
    Mark::Devotion,
    Mark::Bang,
    Mark::Shout,
    Mark::Stretch,
    Mark::Question,
    Mark::But,
    Mark::Filler,
    Mark::Hedge,
    Mark::Thank,
    Mark::Wish,
    Mark::Unvoiced,
    Mark::Headline,
];

/// Prints what each set comes to with weights fitted to the others, then the fit to all; writes its weights.
pub(crate) fn each_left_out(folder: &str, scorer: &Scorer, out: Option<&str>) -> Result<(), String> {
    let mut weights = scorer.weights().clone();
    for quality in [Quality::Passion, Quality::Authenticity, Quality::Conversational] {
        let sets: Vec<(&Line, Set)> = LINES
            .iter()
            .filter(|line| line.quality == quality)
            .filter_map(|line| Some((line, Set::load(folder, line).ok()?)))
            .collect();
        let fitted_to = |file: &str| -> Vec<&Set> {
            sets.iter().filter(|(l, _)| !l.is_only_watched() && l.file != file).map(|(_, set)| set).collect()
        };
        println!("\n{:30} {:>7} {:>7} {:>7}", quality.name(), "stands", "fitted", "pull");
        for (line, set) in &sets {
            let others = fitted_to(line.file);
            if others.is_empty() {
                println!("{:30} has no other set to fit to", line.name);
                continue;
            }
            let fitted = fit(quality, &others, scorer)?;
            let new = scorer.clone().with_weights(fitted.weights.clone());
            let (stands, left_out) = (set.figure(scorer, quality), set.figure(&new, quality));
            println!("{:30} {stands:7.3} {left_out:7.3} {:7}", line.name, fitted.pull);
        }
        let all = fitted_to("");
        if !all.is_empty() {
            let fitted = fit(quality, &all, scorer)?;
            println!("fitted to all of them, {fitted}");
            weights = taken(weights, &fitted.weights, quality).map_err(|e| e.to_string())?;
        }
    }
    let Some(out) = out else { return Ok(()) };
    let json = serde_json::to_string_pretty(&weights).map_err(|e| e.to_string())?;
    fs::write(out, json).map_err(|e| format!("{out}: {e}"))
}

/// The first weights with one quality's taken from the second.
fn taken(mut weights: Weights, from: &Weights, quality: Quality) -> Result<Weights, realtalk::Error> {
    for mark in Mark::all() {
        weights = weights.with(quality, mark, from.of(quality).get(mark))?;
    }
    weights.with_prior(quality, from.of(quality).prior())
}

fn fit(quality: Quality, sets: &[&Set], scorer: &Scorer) -> Result<Calibration, String> {
    let held: Vec<Mark> = match quality {
        Quality::Passion => Mark::all().filter(|mark| !FELT.contains(mark)).collect(),
        _ => Vec::new(),
    };
    let samples: Vec<Sample<'_>> =
        sets.iter().enumerate().flat_map(|(group, set)| samples(set, group as u32)).collect();
    let calibrator = Calibrator::new(quality).with_pulls(&PULLS).holding(&held);
    calibrator.calibrate(scorer, &samples).map_err(|e| e.to_string())
}

/// The posts of a set, which count a thousand together.
fn samples<'a>(set: &'a Set, group: u32) -> Vec<Sample<'a>> {
    let posts = set.labels.len() as f64;
    let (graded, ones) = (set.is_graded(), set.labels.iter().sum::<f64>());
    let labels: Vec<f64> =
        if graded { ranks(&set.labels).iter().map(|rank| rank / posts).collect() } else { set.labels.clone() };
    let count = |label: f64| match (graded, label > 0.5) {
        (true, _) => 1000.0 / posts,
        (false, true) => 500.0 / ones,
        (false, false) => 500.0 / (posts - ones),
    };
    let sample = |(text, label): (&'a String, f64)| {
        Sample::new(Post::new("", "", text.as_str()), label).in_group(group).counting(count(label))
    };
    set.texts.iter().zip(labels).map(sample).collect()
}
