//! One line in, one JSON value out.

use std::collections::BTreeSet;

use realtalk::platforms::Conversation;
use realtalk::{Network, Post, PostScores, Profile, Rating, Report, Scorer, Thread, ThreadScores};
use serde_json::{Map, Value, json};

use crate::lines;

/// `0.61`, how sure, and in a word.
pub(crate) fn rating(rating: Rating) -> Value {
    json!({"score": rating.score, "confidence": rating.confidence, "band": rating.band()})
}

fn ratings(scores: &PostScores) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("passion".into(), rating(scores.passion));
    map.insert("authenticity".into(), rating(scores.authenticity));
    map.insert("spam_risk".into(), rating(scores.spam_risk));
    map.insert("conversational".into(), rating(scores.conversational));
    map
}

pub(crate) fn post(scorer: &Scorer, post: &Post<'_>, explain: bool) -> Value {
    let mut map = Map::new();
    map.insert("id".into(), json!(post.id));
    if explain {
        let report = scorer.explain(post);
        map.append(&mut ratings(report.scores()));
        map.insert("contributions".into(), contributions(&report));
    } else {
        map.append(&mut ratings(&scorer.score(post)));
    }
    Value::Object(map)
}

fn contributions(report: &Report) -> Value {
    let row = |c: &realtalk::Contribution| json!({"quality": c.quality, "signal": c.signal, "start": c.span.start, "end": c.span.end, "weight": c.weight});
    report.contributions().iter().map(row).collect()
}

pub(crate) fn post_line(scorer: &Scorer, line: &str, explain: bool) -> Result<Value, String> {
    Ok(post(scorer, &lines::post(line)?, explain))
}

pub(crate) fn thread_line(scorer: &Scorer, line: &str, explain: bool) -> Result<Value, String> {
    Ok(explained_thread(scorer, &lines::thread(line)?, explain))
}

pub(crate) fn explained_thread(scorer: &Scorer, row: &Thread<'_>, explain: bool) -> Value {
    let mut value = thread(row, &scorer.score_thread(row));
    if explain {
        value["explained"] = row.posts().iter().map(|p| post(scorer, p, true)).collect();
    }
    value
}

pub(crate) fn thread(thread: &Thread<'_>, scores: &ThreadScores) -> Value {
    let mut value = json!({"id": thread.id()});
    if let (Value::Object(to), Ok(Value::Object(mut from))) = (&mut value, serde_json::to_value(scores)) {
        for name in ["passion", "authenticity", "spam_risk", "conversational"] {
            from.remove(name);
        }
        to.append(&mut from);
        to.insert("passion".into(), rating(scores.passion));
        to.insert("authenticity".into(), rating(scores.authenticity));
        to.insert("spam_risk".into(), rating(scores.spam_risk));
        to.insert("conversational".into(), rating(scores.conversational));
    }
    value
}

pub(crate) fn account_line(scorer: &Scorer, line: &str, explain: bool) -> Result<Value, String> {
    let (author, posts) = lines::account(line)?;
    Ok(account(&network(scorer, &posts), &author, explain))
}

/// What posts tell of the people in them.
pub(crate) fn network(scorer: &Scorer, posts: &[Post<'_>]) -> Network {
    let mut network = Network::new();
    for post in posts {
        network.observe(post, &scorer.score(post));
    }
    network
}

/// A line for each post of a payload.
pub(crate) fn posts_of(scorer: &Scorer, read: &Conversation<'_>, explain: bool) -> Vec<Value> {
    read.posts.iter().map(|row| post(scorer, row, explain)).collect()
}

/// A line for each author in a payload.
pub(crate) fn accounts_of(scorer: &Scorer, read: &Conversation<'_>, explain: bool) -> Vec<Value> {
    let network = network(scorer, &read.posts);
    let authors: BTreeSet<&str> = read.posts.iter().filter_map(|post| post.author.as_deref()).collect();
    authors.iter().map(|author| account(&network, author, explain)).collect()
}

pub(crate) fn account(network: &Network, author: &str, explain: bool) -> Value {
    let Some(profile) = network.profile(author) else {
        return unknown(author);
    };
    let mut value = row_of(&profile, network.value(author));
    if explain {
        value["opt_out_drivers"] = json!(profile.opt_out_drivers);
        value["traction_drivers"] = json!(profile.traction_drivers);
        value["ties"] = json!(profile.ties);
        value["advice"] = json!(profile.advice);
    }
    value
}

/// Someone without a post: every rating in the middle, without confidence.
fn unknown(author: &str) -> Value {
    let mut map = Map::new();
    map.insert("author".into(), json!(author));
    map.insert("posts".into(), json!(0));
    for name in NAMES {
        map.insert(name.into(), rating(Rating::new(0.5, 0.0)));
    }
    Value::Object(map)
}

const NAMES: [&str; 24] = [
    "reply_ratio",
    "broadcast_share",
    "addressed_share",
    "question_rate",
    "tie_strength",
    "opt_out_risk",
    "traction",
    "duplicate_share",
    "hammering",
    "clockwork",
    "attention_cost",
    "breadth",
    "network_value",
    "passion",
    "authenticity",
    "spam_risk",
    "compassion",
    "helpfulness",
    "you_directed",
    "reciprocity",
    "answer_rate",
    "unsolicited_share",
    "one_wayness",
    "targetedness",
];

fn row_of(profile: &Profile, worth: Option<Rating>) -> Value {
    let some = |value: Option<Rating>| value.map_or(Value::Null, rating);
    let values = [
        Some(profile.reply_ratio),
        Some(profile.broadcast_share),
        Some(profile.addressed_share),
        Some(profile.question_rate),
        Some(profile.tie_strength),
        Some(profile.opt_out_risk),
        Some(profile.traction),
        Some(profile.duplicate_share),
        Some(profile.hammering),
        Some(profile.clockwork),
        Some(profile.attention_cost),
        Some(profile.breadth),
        worth,
        Some(profile.passion),
        Some(profile.authenticity),
        Some(profile.spam_risk),
        Some(profile.compassion),
        Some(profile.helpfulness),
        Some(profile.you_directed),
        profile.reciprocity,
        profile.answer_rate,
        profile.unsolicited_share,
        profile.one_wayness,
        profile.targetedness,
    ];
    let mut map = Map::new();
    map.insert("author".into(), json!(profile.author));
    map.insert("posts".into(), json!(profile.posts));
    for (name, value) in NAMES.into_iter().zip(values) {
        map.insert(name.into(), some(value));
    }
    map.insert("seconds_per_day".into(), json!(profile.seconds_per_day));
    map.insert("strong_ties".into(), json!(profile.strong_ties));
    map.insert("posts_per_active_day".into(), json!(profile.posts_per_active_day));
    map.insert("burstiness".into(), json!(profile.burstiness));
    Value::Object(map)
}
