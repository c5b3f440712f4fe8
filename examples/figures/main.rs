//! Every figure of passion, authenticity and talking-with at once: `figures DATA [fit [OUT]]`.
//!
//! DATA is the folder of the labelled sets (see README). Graded labels give Spearman's rank
//! correlation, yes or no gives AUC; the length of the text is scored beside it. Set `WEIGHTS` to a
//! JSON file to measure weights of your own. With `fit`, weights are fitted to the sets, each set left
//! out in turn, measured beside those that stand, and written to OUT as JSON.

#[path = "../data/agree.rs"]
mod agree;
mod fit;
mod sets;

use std::{env, fs, process};

use realtalk::{Scorer, Weights};

use sets::{LINES, Set};

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let folder = env::args().nth(1).ok_or("usage: figures DATA [fit [OUT]]")?;
    let mut scorer = Scorer::default();
    if let Ok(file) = env::var("WEIGHTS") {
        let text = fs::read_to_string(&file).map_err(|e| format!("{file}: {e}"))?;
        scorer = scorer.with_weights(serde_json::from_str::<Weights>(&text).map_err(|e| e.to_string())?);
    }
    if env::args().nth(2).as_deref() == Some("fit") {
        return fit::each_left_out(&folder, &scorer, env::args().nth(3).as_deref());
    }
    println!("{:30} {:>6} {:>7} {:>7} {:>7}", "set", "rows", "figure", "length", "wanted");
    for line in LINES {
        match Set::load(&folder, line) {
            Ok(set) => println!(
                "{:30} {:6} {:7.3} {:7.3} {:7.2}",
                line.name,
                set.labels.len(),
                set.figure(&scorer, line.quality),
                set.length(),
                line.wanted
            ),
            Err(why) => println!("{:30} {why}", line.name),
        }
    }
    Ok(())
}
