//! Makes the weights of spam risk from labelled sets: `fit FOLDER [OUT]`.
//!
//! FOLDER holds the sets named below as JSON Lines. Each family of sets is left out in turn, weights are
//! fitted to all the others, and the family is scored with them; the length of the text is scored beside
//! it. Then the weights are fitted to everything, printed with their standard errors and as the rows that
//! `src/score/spam.rs` holds, and written to OUT as JSON. Nothing but figures leaves the folder.
//!
//! The fit starts from `data/spam_start.tsv`, set by hand, and is drawn toward it: where the sets are
//! silent (romance, cures, advance fees), the weights stay what a person said. Last, the prior is lowered
//! until no more than 15 in 10,000 of what is not spam are called High. The rows printed at the end are
//! the defaults; the last line says so, or by what they differ.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

use realtalk::{Band, Calibration, Calibrator, Mark, Measured, Post, Quality, Sample, Scorer, Weights};
use serde_json::Value;

/// Sets of one family were gathered in one way: they are left out together.
const FAMILIES: [(&str, &[&str]); 4] = [
    ("youtube", &["spam/youtube_uci", "spam/youtube_2014_extra"]),
    ("sms", &["spam/sms_uci"]),
    ("gambling", &["spam/youtube_id_gambling"]),
    ("sms_tr", &["spam/sms_tr"]),
];

/// Posts that nobody labelled, of people who talk: what they write is not spam.
const ORDINARY: [&str; 6] = [
    "authenticity/twcs_customer_vs_brand",
    "passion/goemotions",
    "passion/emobank",
    "threads/wikipedia_talk",
    "threads/cmv_awry_delta",
    "threads/blog_mademistakes",
];

/// How much the ordinary posts count beside each family, half of which is spam: one post in eight is.
const ORDINARY_SHARE: f64 = 3.0;

/// Strengths of the pull toward the start; of these the fit chooses on groups left out.
const PULLS: [f64; 3] = [0.03, 0.01, 0.003];

/// The share of posts that are not spam which may be called High: 15 in 10,000.
const MOST_HIGH: f64 = 0.0015;

/// What hand-set weights the fit starts from.
const START: &str = include_str!("data/spam_start.tsv");

/// A set: texts and whether each is spam.
struct Set {
    name: &'static str,
    family: usize,
    posts: Vec<(String, bool)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().ok_or("usage: fit FOLDER [OUT]")?;
    if !Path::new(&folder).join("spam").is_dir() {
        println!("skipped: no labelled sets in {folder}");
        return Ok(());
    }
    let sets = load(Path::new(&folder))?;
    let start = Start::read()?;
    println!("{:<36}{:<42}{:<42}{:>6}", "each family left out of the fit", "fitted", "as it stands", "length");
    let head = format!("{:>6} {:>6} {:>6} {:>6} {:>6}       ", "AUC", "AP", "r@1%", "r@5%", "ECE");
    println!("{:<36}{head}{head}{:>6}", "", "AUC");
    let standing = Scorer::default();
    let (mut pooled, mut stands) = (Pool::default(), Pool::default());
    for family in 0..FAMILIES.len() + ORDINARY.len() {
        let left_out = standing.clone().with_weights(start.fit(&sets, Some(family))?.weights);
        for set in sets.iter().filter(|set| set.family == family) {
            pooled.add(set, &left_out, &sets);
            stands.add(set, &standing, &sets);
            if family < FAMILIES.len() {
                let (new, old) = (measure(set, &left_out), measure(set, &standing));
                println!("{:<36}{new}       {old}       {:>6.3}", set.name, length(set));
            } else {
                let name = format!("{}: {}", set.name, set.posts.len());
                println!("{name:<44}{:<42}{:<42}", high(set, &left_out), high(set, &standing));
            }
        }
    }
    println!("\npooled, each left out:   {}\npooled, as it stands:    {}", pooled.error(), stands.error());
    let fitted = start.fit(&sets, None)?;
    println!("\nfitted to everything; left-out figures with these groups as folds\n{fitted}");
    rows(&fitted.weights);
    if let Some(out) = args.next() {
        fs::write(out, serde_json::to_string_pretty(&fitted.weights)?)?;
    }
    Ok(())
}

/// The rows as `src/score/spam.rs` holds them, and whether it does.
fn rows(fitted: &Weights) {
    let (fitted, defaults) = (fitted.of(Quality::SpamRisk), Weights::default());
    let stands = defaults.of(Quality::SpamRisk);
    println!("prior {:.2}", fitted.prior());
    for (mark, weight) in fitted.iter() {
        println!("(Mark::{mark:?}, {weight:.2}, ...),");
    }
    let differs: Vec<Mark> = Mark::all().filter(|mark| (fitted.get(*mark) - stands.get(*mark)).abs() > 0.001).collect();
    let same = differs.is_empty() && (fitted.prior() - stands.prior()).abs() < 0.001;
    println!("{}", if same { "these are the defaults".into() } else { format!("the defaults differ: {differs:?}") });
}

fn load(folder: &Path) -> Result<Vec<Set>, Box<dyn Error>> {
    let mut sets = Vec::new();
    let labelled =
        FAMILIES.iter().enumerate().flat_map(|(family, (_, names))| names.iter().map(move |name| (family, *name)));
    for (family, name) in labelled.chain(ORDINARY.into_iter().enumerate().map(|(at, name)| (FAMILIES.len() + at, name)))
    {
        let text = fs::read_to_string(folder.join(name).with_extension("jsonl"))?;
        let mut posts = Vec::new();
        for line in text.lines() {
            let row: Value = serde_json::from_str(line)?;
            // Customers are people; the agents who answer them are not asked here.
            if name.starts_with("authenticity/") && row["label"] != 1 {
                continue;
            }
            let spam = family < FAMILIES.len() && row["label"] == 1;
            let texts = row["posts"].as_array().map_or(vec![&row], |posts| posts.iter().collect());
            posts.extend(texts.iter().filter_map(|post| post["text"].as_str()).map(|text| (text.to_owned(), spam)));
        }
        sets.push(Set { name, family, posts });
    }
    Ok(sets)
}

/// The weights a fit starts from, and the signals whose weights stay.
struct Start {
    scorer: Scorer,
    held: Vec<Mark>,
}

impl Start {
    fn read() -> Result<Self, Box<dyn Error>> {
        let quality = Quality::SpamRisk;
        let (mut weights, mut held) = (Weights::default(), Vec::new());
        for line in START.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, weight, how] = columns[..] else { return Err(format!("{line:?} is no row").into()) };
            let mark = Mark::from_name(name).ok_or_else(|| format!("{name:?} is no signal"))?;
            weights = weights.with(quality, mark, weight.parse()?)?;
            if how == "hold" {
                held.push(mark);
            }
        }
        Ok(Self { scorer: Scorer::default().with_weights(weights), held })
    }

    /// Fits to all groups but one. Every family counts the same, half of it spam; for each, ordinary posts
    /// count three times as much. A text that occurs twice counts once.
    fn fit(&self, sets: &[Set], without: Option<usize>) -> Result<Calibration, Box<dyn Error>> {
        let (mut samples, mut ham) = (Vec::new(), Vec::new());
        for group in (0..FAMILIES.len() + ORDINARY.len()).filter(|group| Some(*group) != without) {
            let posts: BTreeSet<&(String, bool)> =
                sets.iter().filter(|set| set.family == group).flat_map(|set| &set.posts).collect();
            let weigh = weigh(sets, group);
            ham.extend(posts.iter().filter(|(_, is)| !is).map(|(text, _)| text.as_str()));
            samples.extend(posts.iter().map(|(text, is)| {
                let sample = Sample::new(Post::new("", "", text.as_str()), f64::from(u8::from(*is)));
                sample.in_group(group as u32).counting(weigh(*is))
            }));
        }
        let mut fitted = Calibrator::new(Quality::SpamRisk)
            .with_pulls(&PULLS)
            .holding(&self.held)
            .calibrate(&self.scorer, &samples)?;
        fitted.weights = lowered(rounded(&fitted.weights)?, ham)?;
        Ok(fitted)
    }
}

/// Weights to two digits, as they are written down.
fn rounded(weights: &Weights) -> Result<Weights, realtalk::Error> {
    let (quality, hundredth) = (Quality::SpamRisk, |number: f64| (number * 100.0).round() / 100.0);
    let table = weights.of(quality);
    let start = weights.clone().with_prior(quality, hundredth(table.prior()));
    table.iter().try_fold(start?, |weights, (mark, weight)| weights.with(quality, mark, hundredth(weight)))
}

/// The same with the prior lowered, a hundredth at a time, until few enough of what is not spam are High.
fn lowered(mut weights: Weights, ham: Vec<&str>) -> Result<Weights, realtalk::Error> {
    let most = (MOST_HIGH * ham.len() as f64) as usize;
    let mut high = ham;
    for step in 0.. {
        let prior = weights.of(Quality::SpamRisk).prior() - f64::from(step.min(1)) * 0.01;
        weights = weights.with_prior(Quality::SpamRisk, (prior * 100.0).round() / 100.0)?;
        let scorer = Scorer::default().with_weights(weights.clone());
        // What is not High now will not be with a lower prior.
        high.retain(|text| scorer.score_text(text).spam_risk.band() == Band::High);
        if high.len() <= most {
            break;
        }
    }
    Ok(weights)
}

/// What a post of that group counts, so that distinct posts of a group come to its share.
fn weigh(sets: &[Set], group: usize) -> impl Fn(bool) -> f64 {
    let is_ordinary = group >= FAMILIES.len();
    let same = |set: &&Set| if is_ordinary { set.family >= FAMILIES.len() } else { set.family == group };
    let posts: BTreeSet<&(String, bool)> = sets.iter().filter(same).flat_map(|set| &set.posts).collect();
    let ones = posts.iter().filter(|(_, is)| *is).count() as f64;
    let zeros = posts.len() as f64 - ones;
    move |is| match (is_ordinary, is) {
        (true, _) => 1000.0 * ORDINARY_SHARE * FAMILIES.len() as f64 / zeros,
        (false, true) => 500.0 / ones,
        (false, false) => 500.0 / zeros,
    }
}

fn risk(scorer: &Scorer, text: &str) -> f64 {
    scorer.score_text(text).spam_risk.score.get()
}

fn labels(set: &Set) -> Vec<f64> {
    set.posts.iter().map(|(_, is)| f64::from(u8::from(*is))).collect()
}

fn measure(set: &Set, scorer: &Scorer) -> Measured {
    let scores: Vec<f64> = set.posts.iter().map(|(text, _)| risk(scorer, text)).collect();
    Measured::of(&scores, &labels(set))
}

fn length(set: &Set) -> f64 {
    let lengths: Vec<f64> = set.posts.iter().map(|(text, _)| text.chars().count() as f64).collect();
    Measured::of(&lengths, &labels(set)).auc
}

/// How many ordinary posts are called High.
fn high(set: &Set, scorer: &Scorer) -> String {
    let high = set.posts.iter().filter(|(text, _)| scorer.score_text(text).spam_risk.band() == Band::High).count();
    format!("{high} High, {:.3} %", 100.0 * high as f64 / set.posts.len() as f64)
}

/// Scores and labels of several sets, and what each post counts.
#[derive(Default)]
struct Pool {
    scores: Vec<f64>,
    labels: Vec<f64>,
    counts: Vec<f64>,
}

impl Pool {
    fn add(&mut self, set: &Set, scorer: &Scorer, sets: &[Set]) {
        let weigh = weigh(sets, set.family);
        self.scores.extend(set.posts.iter().map(|(text, _)| risk(scorer, text)));
        self.labels.extend(labels(set));
        self.counts.extend(set.posts.iter().map(|(_, is)| weigh(*is)));
    }

    fn error(&self) -> String {
        let at_base_rate = Measured::counting(&self.scores, &self.labels, &self.counts);
        let raw = Measured::of(&self.scores, &self.labels);
        let high: Vec<f64> =
            self.labels.iter().zip(&self.scores).filter(|(_, s)| **s >= 2.0 / 3.0).map(|(l, _)| *l).collect();
        let zeros = self.labels.iter().filter(|label| **label == 0.0).count() as f64;
        format!(
            "calibration error {:.3} at one spam in eight, {:.3} with every post counting once; {:.3} % of what is not spam called High",
            at_base_rate.calibration_error,
            raw.calibration_error,
            100.0 * high.iter().filter(|label| **label == 0.0).count() as f64 / zeros
        )
    }
}
