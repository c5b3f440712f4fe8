//! Relations that hold between scores of a text and of the same text changed.
//!
//! `metamorphic.jsonl` says all seventy; each has one property here, named by its id, over cases written
//! by hand and over generated ones. What does not hold yet stands in `known_relations.txt` with its
//! reason and has to fail: the day it holds, the test says that the line can go.

mod account;
mod algebra;
mod change;
mod material;
mod spam;
mod unicode;
mod voice;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use realtalk::{Mark, Post, PostScores, Quality, Scorer};
use serde_json::Value;

/// What a relation says of one case: nothing, or how it is broken.
type Verdict = Result<(), String>;

static SCORER: LazyLock<Scorer> = LazyLock::new(Scorer::default);

/// One relation, while its cases are tried.
struct Relation {
    id: &'static str,
    broken: BTreeMap<String, String>,
}

impl Relation {
    fn new(id: &'static str) -> Self {
        Self { id, broken: BTreeMap::new() }
    }

    /// One case by its name.
    fn case(&mut self, name: &str, verdict: Verdict) {
        if let Err(how) = verdict {
            self.broken.entry(name.to_owned()).or_insert(how);
        }
    }

    /// Generated cases, the same on every run; the smallest that breaks counts as the case `generated`.
    fn generated<S: Strategy>(&mut self, cases: u32, strategy: S, property: impl Fn(S::Value) -> Verdict) {
        let config = Config { cases, failure_persistence: None, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let ran = runner.run(&strategy, |value| property(value).map_err(TestCaseError::fail));
        self.case("generated", ran.map_err(|error| error.to_string().replace('\n', " ")));
    }

    /// Fails unless exactly the known cases are broken.
    fn finish(self) {
        let known: Vec<&str> = include_str!("../../cases/known_relations.txt")
            .lines()
            .filter_map(|line| line.strip_prefix(self.id)?.split_whitespace().next())
            .collect();
        let new: Vec<String> = (self.broken.iter())
            .filter(|(name, _)| !known.contains(&name.as_str()))
            .map(|(name, how)| format!("{} {name} {how}", self.id))
            .collect();
        let gone: Vec<&&str> = known.iter().filter(|name| !self.broken.contains_key(**name)).collect();
        assert!(new.is_empty(), "broken now:\n{}", new.join("\n"));
        assert!(gone.is_empty(), "{} holds now, take it off known_relations.txt: {gone:?}", self.id);
    }
}

/// Every relation of the list has a property of its name.
#[test]
fn every_relation_has_its_property() {
    let rooms = [
        include_str!("unicode.rs"),
        include_str!("spam.rs"),
        include_str!("voice.rs"),
        include_str!("account.rs"),
        include_str!("algebra.rs"),
    ]
    .concat();
    let listed = include_str!("../../cases/metamorphic.jsonl").lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a relation is JSON");
        row["id"].as_str().expect("a relation has an id").to_owned()
    });
    let ids: Vec<String> = listed.collect();
    assert_eq!(ids.len(), 70);
    let tested = |id: &str| {
        let (head, call) = (format!("#[test]\nfn {}_", id.to_lowercase()), format!("Relation::new(\"{id}\")"));
        rooms.contains(&head) && rooms.contains(&call)
    };
    let missing: Vec<&String> = ids.iter().filter(|id| !tested(id)).collect();
    assert!(missing.is_empty(), "no property for {missing:?}");
    for line in include_str!("../../cases/known_relations.txt").lines().filter(|line| !line.starts_with('#')) {
        let id = line.split(' ').next().unwrap_or("");
        assert!(ids.iter().any(|known| known == id), "{line}: no such relation");
    }
}

fn score(text: &str) -> PostScores {
    SCORER.score_text(text)
}

fn spam(text: &str) -> f64 {
    score(text).spam_risk.score.get()
}

fn passion(text: &str) -> f64 {
    score(text).passion.score.get()
}

fn authenticity(text: &str) -> f64 {
    score(text).authenticity.score.get()
}

/// The four numbers of a text.
fn numbers(text: &str) -> [f64; 4] {
    let s = score(text);
    [s.passion, s.authenticity, s.spam_risk, s.conversational].map(|rating| rating.score.get())
}

/// Contributions of a text without their places.
fn contributions(text: &str) -> Vec<(Quality, Mark, f64)> {
    let report = SCORER.explain(&Post::new("1", "ana", text));
    let mut all: Vec<_> = report.contributions().iter().map(|c| (c.quality, c.signal, c.weight)).collect();
    all.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    all
}

fn ensure(holds: bool, how: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(how()) }
}

/// Rounding in the last places is no difference.
const ROUNDING: f64 = 1e-12;

fn at_least(after: f64, before: f64, slack: f64, what: &str) -> Verdict {
    ensure(after >= before - slack - ROUNDING, || format!("{before:.3} -> {after:.3}, wanted no less: {what:?}"))
}

fn at_most(after: f64, before: f64, slack: f64, what: &str) -> Verdict {
    ensure(after <= before + slack + ROUNDING, || format!("{before:.3} -> {after:.3}, wanted no more: {what:?}"))
}

fn within(after: f64, before: f64, limit: f64, what: &str) -> Verdict {
    ensure((after - before).abs() <= limit + ROUNDING, || format!("{before:.3} -> {after:.3}, too far: {what:?}"))
}

fn equal<T: PartialEq + Debug>(after: &T, before: &T, what: &str) -> Verdict {
    ensure(after == before, || format!("{before:?} -> {after:?}: {what:?}"))
}

/// The same four numbers, bit for bit.
fn same_numbers(after: &str, before: &str) -> Verdict {
    let (a, b) = (numbers(after), numbers(before));
    ensure(a == b, || format!("{b:.3?} -> {a:.3?}: {before:?} -> {after:?}"))
}
