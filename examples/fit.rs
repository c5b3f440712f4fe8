//! Makes the weights of spam risk from labelled sets: `fit FOLDER [OUT]`.
//!
//! FOLDER holds the sets named below as JSON Lines. Each family of sets is left out in turn, weights are
//! fitted to all the others, and the family is scored with them; the length of the text is scored beside
//! it. Then the weights are fitted to everything, printed with their standard errors, and written to OUT
//! as JSON. Nothing but figures leaves the folder.

use std::error::Error;
use std::fs;
use std::path::Path;

use realtalk::{Band, Calibration, Calibrator, Measured, Post, Quality, Sample, Scorer};
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

/// How much the ordinary posts count beside one family's.
const ORDINARY_SHARE: f64 = 0.5;

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
    let scorer = Scorer::default();
    println!("{:<38}{:<42}{:<42}{:>6}", "each family left out of the fit", "fitted", "as it stands", "length");
    let head = format!("{:>6} {:>6} {:>6} {:>6} {:>6}       ", "AUC", "AP", "r@1%", "r@5%", "ECE");
    println!("{:<38}{head}{head}{:>6}", "", "AUC");
    let (mut pooled, mut standing) = (Pool::default(), Pool::default());
    for family in 0..=FAMILIES.len() {
        let fitted = fit(&scorer, &sets, Some(family))?;
        let left_out = scorer.clone().with_weights(fitted.weights);
        for set in sets.iter().filter(|set| set.family == family) {
            pooled.add(set, &left_out);
            standing.add(set, &scorer);
            if family < FAMILIES.len() {
                println!(
                    "{:<38}{}       {}       {:>6.3}",
                    set.name,
                    measure(set, &left_out),
                    measure(set, &scorer),
                    length(set)
                );
            } else {
                println!(
                    "{:<38}{:<42}{:<42}",
                    format!("{}: {} posts", set.name, set.posts.len()),
                    high(set, &left_out),
                    high(set, &scorer)
                );
            }
        }
    }
    println!("{:<38}{:<42}{:<42}", "calibration error, pooled", pooled.error(), standing.error());
    let fitted = fit(&scorer, &sets, None)?;
    println!("\nfitted to everything; the left-out figures are over the families as folds\n{fitted}");
    if let Some(out) = args.next() {
        fs::write(out, serde_json::to_string_pretty(&fitted.weights)?)?;
    }
    Ok(())
}

fn load(folder: &Path) -> Result<Vec<Set>, Box<dyn Error>> {
    let mut sets = Vec::new();
    let labelled =
        FAMILIES.iter().enumerate().flat_map(|(family, (_, names))| names.iter().map(move |name| (family, *name)));
    for (family, name) in labelled.chain(ORDINARY.map(|name| (FAMILIES.len(), name))) {
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

/// Fits to all families but one. Every family counts the same, half of it spam; the ordinary posts count
/// on top. A text that occurs twice counts once.
fn fit(scorer: &Scorer, sets: &[Set], without: Option<usize>) -> Result<Calibration, Box<dyn Error>> {
    let mut samples = Vec::new();
    for family in (0..=FAMILIES.len()).filter(|family| Some(*family) != without) {
        let mut posts: Vec<&(String, bool)> =
            sets.iter().filter(|set| set.family == family).flat_map(|set| &set.posts).collect();
        posts.sort();
        posts.dedup();
        let ones = posts.iter().filter(|(_, is)| *is).count() as f64;
        let weight = |is: bool| match (family == FAMILIES.len(), is) {
            (true, _) => 1000.0 * ORDINARY_SHARE / posts.len() as f64,
            (false, true) => 500.0 / ones,
            (false, false) => 500.0 / (posts.len() as f64 - ones),
        };
        samples.extend(posts.iter().map(|(text, is)| {
            Sample::new(Post::new("", "", text.as_str()), f64::from(u8::from(*is)))
                .in_group(family as u32)
                .counting(weight(*is))
        }));
    }
    Ok(Calibrator::new(Quality::SpamRisk).calibrate(scorer, &samples)?)
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

/// Scores and labels of several sets.
#[derive(Default)]
struct Pool {
    scores: Vec<f64>,
    labels: Vec<f64>,
    spam: usize,
}

impl Pool {
    fn add(&mut self, set: &Set, scorer: &Scorer) {
        self.scores.extend(set.posts.iter().map(|(text, _)| risk(scorer, text)));
        self.labels.extend(labels(set));
        if set.family < FAMILIES.len() {
            self.spam = self.scores.len();
        }
    }

    fn error(&self) -> String {
        let of = |n: usize| Measured::of(&self.scores[..n], &self.labels[..n]).calibration_error;
        format!("{:.3} labelled sets, {:.3} with ordinary", of(self.spam), of(self.scores.len()))
    }
}
