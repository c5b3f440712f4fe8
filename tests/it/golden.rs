//! Whole reports, read in review: a diff here is a decision. `BLESS=1 cargo test` rewrites them.

use std::{env, fs};

use realtalk::{Network, Post, Scorer, Thread};
use serde_json::Value;

pub(crate) fn compare(name: &str, found: &str) {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("the golden file is written");
    }
    let wanted = fs::read_to_string(&path).expect("the golden file is there");
    let lines = wanted.lines().zip(found.lines()).filter(|(old, new)| old != new);
    let diff: Vec<String> = lines.take(20).map(|(old, new)| format!("- {old}\n+ {new}\n")).collect();
    let diff = diff.concat();
    assert!(
        found == wanted,
        "{name} changed ({} lines were, {} are); a shift wants a line in the CHANGELOG:\n{diff}",
        wanted.lines().count(),
        found.lines().count(),
    );
}

#[test]
fn the_bundled_conversation_reads_as_before() -> Result<(), Box<dyn std::error::Error>> {
    let scorer = Scorer::default();
    let lines = include_str!("../../examples/data/kiln.jsonl").lines();
    let posts: Vec<Post<'_>> = lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
    let pages: Vec<String> = posts.iter().map(|post| scorer.explain(post).to_string()).collect();
    compare("kiln.txt", &pages.join("\n"));
    let mut network = Network::new();
    for post in &posts {
        network.observe(post, &scorer.score(post));
    }
    let profile = network.profile("mira").ok_or("mira wrote posts")?;
    compare("mira.json", &serde_json::to_string_pretty(&profile)?);
    let scores = scorer.score_thread(&Thread::new(posts)?);
    compare("kiln.json", &serde_json::to_string_pretty(&scores)?);
    Ok(())
}

/// One line: the name, then each score as a person reads it and bit for bit, then the text.
fn row(name: &str, text: &str) -> String {
    let s = Scorer::default().score_text(text);
    let ratings = [("pa", s.passion), ("au", s.authenticity), ("sp", s.spam_risk), ("co", s.conversational)];
    let cells = ratings.map(|(label, rating)| {
        let score = rating.score.get();
        format!("{label} {score:.4} {:016x}", score.to_bits())
    });
    let shown: String = text.escape_debug().take(60).collect();
    format!("{name:<24} {}  {shown}\n", cells.join("  "))
}

/// Bit for bit: a shift in the last place is a shift. All hand-written cases and pairs, in some
/// twenty languages.
#[test]
fn scores_keep_their_bits() {
    let field = |row: &Value, name: &str| row[name].as_str().unwrap_or("").to_owned();
    let rows = |file: &str| file.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect::<Vec<Value>>();
    let mut page = row("nothing", "");
    for case in rows(include_str!("../cases/edge_cases.jsonl")) {
        page += &row(&field(&case, "id"), &field(&case, "text"));
    }
    for pair in rows(include_str!("../cases/fair_pairs.jsonl")) {
        page += &row(&format!("{}-a", field(&pair, "id")), &field(&pair, "a"));
        page += &row(&format!("{}-b", field(&pair, "id")), &field(&pair, "b"));
    }
    compare("bits.txt", &page);
}
