//! Whole reports, read in review: a diff here is a decision. `BLESS=1 cargo test` rewrites them.

use std::{env, fs};

use realtalk::{Network, Post, Scorer, Thread};

fn compare(name: &str, found: &str) {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("the golden file is written");
    }
    let wanted = fs::read_to_string(&path).expect("the golden file is there");
    assert_eq!(found, wanted, "{name} changed");
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

/// Bit for bit: a shift in the last place is a shift.
#[test]
fn scores_keep_their_bits() {
    let scorer = Scorer::default();
    let texts = [
        "",
        "ok",
        "I love this bridge!",
        "click here for a free gift",
        "@ben honestly furious they cut the last bus",
        "не могу остановиться, люблю эту песню",
        "この曲最高すぎて泣いた！！",
        "¡Gana dinero desde casa! Haz clic aquí",
    ];
    let rows = texts.map(|text| {
        let s = scorer.score_text(text);
        let bits = [s.passion, s.authenticity, s.spam_risk, s.conversational]
            .map(|r| format!("{:016x}", r.score.get().to_bits()));
        format!("{} {text}\n", bits.join(" "))
    });
    compare("bits.txt", &rows.concat());
}
