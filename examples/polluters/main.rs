//! Tells content polluters from ordinary accounts, by whom they talk with and by what they say.
//!
//! `polluters FILE` reads JSON Lines of `{"author", "label", "posts"}`, label 1 for polluters. Weights
//! are fitted on the accounts with an even hash of their id and reported on the others, for the
//! addressing alone, with pace and repetition (all that relations tell without reading a word), and
//! with the texts; beside them what the built-in numbers tell without being fitted. `--weights`
//! prints what each fitted model leans on.
//!
//! On 10,173 accounts of 2009 and 2010 with up to five posts each, where nobody else's posts are seen,
//! it gives .78, .82 and .89. None of these weights is a default: who posts every two minutes and who
//! names whom are habits of one place and time, and five posts of an account are not the account.

mod features;
mod model;

use std::{env, fs, process};

use realtalk::{Network, Post, Scorer};
use serde::Deserialize;
use serde_json::Value;

use features::{Account, Group};
use model::Model;

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let weights = args.iter().any(|arg| arg == "--weights");
    let file = args.iter().find(|arg| *arg != "--weights");
    let run = file.ok_or_else(|| "usage: polluters FILE [--weights]".to_owned()).and_then(|file| report(file, weights));
    if let Err(error) = run {
        eprintln!("{error}");
        process::exit(1);
    }
}

fn report(file: &str, weights: bool) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    let accounts = accounts(&text).map_err(|e| format!("{file}: {e}"))?;
    let (fit, told): (Vec<&Account>, Vec<&Account>) = accounts.iter().partition(|account| account.even());
    println!("{} accounts: fitted on {}, reported on {}", accounts.len(), fit.len(), told.len());
    let labels: Vec<bool> = told.iter().map(|account| account.polluter).collect();
    for (at, (name, sign)) in features::BUILT_IN.into_iter().enumerate() {
        let scores: Vec<f64> = told.iter().map(|account| sign * account.built_in[at]).collect();
        println!("{:.3}  {name}, not fitted", model::auc(&scores, &labels));
    }
    for (name, groups) in [
        ("whom they address", &[Group::Relations][..]),
        ("relations alone: addressing, pace, repetition", &[Group::Relations, Group::Habits]),
        ("with the texts", &[Group::Relations, Group::Habits, Group::Texts]),
        ("the texts alone", &[Group::Texts]),
    ] {
        let model = Model::fit(&fit, groups);
        let scores: Vec<f64> = told.iter().map(|account| model.logit(account)).collect();
        println!("{:.3}  {name}: {} features", model::auc(&scores, &labels), model.len());
        if weights {
            model.heaviest(12).into_iter().for_each(|(name, reach)| println!("         {reach:.2} {name}"));
        }
    }
    Ok(())
}

/// Every account with its features; one network holds them all.
fn accounts(text: &str) -> Result<Vec<Account>, String> {
    let scorer = Scorer::default();
    let mut network = Network::new();
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |what: &str| format!("line {}: {what}", number + 1);
        let row: Value = serde_json::from_str(line).map_err(|e| wrong(&e.to_string()))?;
        let author = row["author"].as_str().ok_or_else(|| wrong("no author"))?.to_owned();
        let polluter = row["label"].as_i64().ok_or_else(|| wrong("no label"))? == 1;
        let posts = Vec::<Post<'_>>::deserialize(&row["posts"]).map_err(|e| wrong(&e.to_string()))?;
        for post in &posts {
            network.observe(post, &scorer.score(post));
        }
        rows.push((author, polluter, posts.into_iter().map(Post::into_owned).collect::<Vec<_>>()));
    }
    let account = |(author, polluter, posts): (String, bool, Vec<Post<'_>>)| {
        let profile = network.profile(&author)?;
        Some(Account::of(&profile, polluter, &posts, &scorer))
    };
    Ok(rows.into_iter().filter_map(account).collect())
}
