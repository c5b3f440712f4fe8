//! Spam risk: what more of something, quoting, loudness and slips may do to it.

use std::sync::LazyLock;

use proptest::prelude::*;
use realtalk::{Band, Format, Post};
use serde_json::Value;

use super::change::misspelt;
use super::material::{CASES, PROSE, caught, coreless, hams, offers, ordinary, spams};
use super::{Relation, SCORER, Verdict, at_least, at_most, authenticity, ensure, score, spam, within};

const MID: f64 = 1.0 / 3.0;

#[test]
fn mr17_a_second_bad_link_never_helps() {
    let mut relation = Relation::new("MR17");
    let links = ["http://win.example.com", "https://bit.ly/2abcXYZ", "t.me/example_signals"];
    let holds = |text: &str| -> Verdict {
        links.iter().try_for_each(|link| {
            let once = format!("{text} http://prize.example.com/a");
            let twice = format!("{once} {link}");
            at_least(spam(&twice), spam(&once), 0.0, &twice)
        })
    };
    for case in spams() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, offers(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr18_one_more_name_tag_or_call_never_helps_and_comes_to_an_end() {
    let mut relation = Relation::new("MR18");
    let holds = |text: &str| -> Verdict {
        for more in [" @stranger", " #win", ". Click here now"] {
            let many = |n: usize| spam(&format!("{text}{}", more.repeat(n)));
            for n in 0..4 {
                at_least(many(n + 1), many(n), 0.0, &format!("{} times {more:?} after {text:?}", n + 1))?;
            }
            within(many(60), many(30), 0.0, &format!("60 times {more:?} after {text:?}"))?;
        }
        Ok(())
    };
    for case in spams() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(32, offers(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr19_good_words_do_not_wash_spam() {
    let mut relation = Relation::new("MR19");
    let holds = |text: &str, prose: &str| -> Verdict {
        at_least(spam(&format!("{text} {prose}")), MID, 0.0, &format!("{text} + prose after it"))?;
        at_least(spam(&format!("{prose} {text}")), MID, 0.0, &format!("prose + {text}"))
    };
    for case in caught() {
        relation.case(&case.id, holds(&case.text, PROSE));
    }
    relation.generated(64, (offers(), prop::collection::vec(ordinary(), 1..8)), |(text, prose)| {
        let prose: String = prose.join(" ").split_inclusive(' ').take(200).collect();
        if spam(&text) < 2.0 / 3.0 { Ok(()) } else { holds(&text, &prose) }
    });
    relation.finish();
}

#[test]
fn mr20_two_posts_in_one_are_no_better_than_the_worse() {
    let mut relation = Relation::new("MR20");
    let holds = |a: &str, b: &str| {
        let both = format!("{a}\n{b}");
        at_least(spam(&both), spam(a).max(spam(b)), 0.05, &both)
    };
    let others: Vec<&str> = hams().step_by(15).map(|case| case.text.as_str()).filter(|text| text.len() < 300).collect();
    for case in spams() {
        for other in &others {
            relation.case(&case.id, holds(&case.text, other).and(holds(other, &case.text)));
        }
    }
    relation.generated(64, (offers(), prop_oneof![ordinary(), offers()]), |(a, b)| holds(&a, &b).and(holds(&b, &a)));
    relation.finish();
}

#[test]
fn mr21_spam_shown_around_is_not_spam() {
    let mut relation = Relation::new("MR21");
    let holds = |text: &str| {
        let shown = format!("look at this spam I got: \"{text}\"");
        at_most(spam(&shown), spam(text), 0.0, &shown)
    };
    for case in spams().filter(|case| !case.text.contains('"')) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, offers(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr22_code_is_shown_not_said() {
    let mut relation = Relation::new("MR22");
    let holds = |text: &str| -> Verdict {
        let code = format!("```\n{text}\n```");
        at_most(spam(&code), spam(text), 0.0, &code)?;
        let rated =
            |text: &str| SCORER.score(&Post::new("1", "a", text).written_in(Format::Markdown)).spam_risk.score.get();
        at_most(rated(&code), rated(text), 0.0, &code)
    };
    for case in spams() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, offers(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr23_quotation_marks_alone_do_not_wash_spam() {
    let mut relation = Relation::new("MR23");
    let holds = |text: &str| -> Verdict {
        at_least(spam(&format!("\"{text}\"")), MID, 0.0, &format!("\"{text}\""))?;
        at_least(spam(&format!("> {text}")), MID, 0.0, &format!("> {text}"))
    };
    for case in caught().filter(|case| !case.text.contains('"')) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, offers(), |text| if spam(&text) < 2.0 / 3.0 { Ok(()) } else { holds(&text) });
    relation.finish();
}

/// Spam risk of ordinary words moves by .05 at most.
fn stays(id: &'static str, change: impl Fn(&str) -> Vec<String>) {
    let mut relation = Relation::new(id);
    let holds = |text: &str| -> Verdict {
        change(text).iter().try_for_each(|changed| within(spam(changed), spam(text), 0.05, changed))
    };
    for case in coreless() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr24_capitals_are_not_spam() {
    let _ = Relation::new("MR24");
    stays("MR24", |text| vec![text.to_uppercase()]);
}

#[test]
fn mr25_exclamations_and_emoji_are_not_spam() {
    let _ = Relation::new("MR25");
    stays("MR25", |text| {
        let loud = |n: usize| ["!", "🎉", "😭", "❤️"].map(|sign| format!("{text}{}", sign.repeat(n)));
        [1, 2, 5, 20].into_iter().flat_map(loud).collect()
    });
}

#[test]
fn mr26_slips_of_the_keyboard_are_not_spam() {
    let _ = Relation::new("MR26");
    stays("MR26", |text| (1..5).map(|every| misspelt(text, every)).collect());
}

/// A text and what it would be in standard words.
struct Twin {
    id: String,
    standard: String,
    dialect: String,
}

static TWINS: LazyLock<Vec<Twin>> = LazyLock::new(|| {
    let rows = include_str!("../../cases/fair_pairs.jsonl").lines();
    let rows = rows.map(|line| serde_json::from_str::<Value>(line).expect("a pair is JSON"));
    let field = |value: &Value| value.as_str().unwrap_or("").to_owned();
    rows.filter(|row| row["category"] == "dialect")
        .map(|row| Twin { id: field(&row["id"]), standard: field(&row["a"]), dialect: field(&row["b"]) })
        .collect()
});

#[test]
fn mr27_dialect_is_as_welcome_as_the_standard() {
    let mut relation = Relation::new("MR27");
    let holds = |standard: &str, dialect: &str| -> Verdict {
        within(spam(dialect), spam(standard), 0.05, dialect)?;
        at_least(authenticity(dialect), authenticity(standard), 0.05, dialect)
    };
    assert!(TWINS.len() >= 40);
    for twin in TWINS.iter() {
        relation.case(&twin.id, holds(&twin.standard, &twin.dialect));
    }
    let spoken = ["he ain't missed it", "we was at the market", "she be working late", "them lads never come home"];
    let written =
        ["he hasn't missed it", "we were at the market", "she is always working late", "those lads never came home"];
    relation.generated(64, (ordinary(), 0..4_usize), |(text, n)| {
        holds(&format!("{text} {}", written[n]), &format!("{text} {}", spoken[n]))
    });
    relation.finish();
}

#[test]
fn mr28_saying_it_twice_keeps_the_band() {
    let mut relation = Relation::new("MR28");
    let band = |text: &str| -> Band { score(text).spam_risk.band() };
    let holds = |text: &str| {
        let twice = format!("{text}\n{text}");
        ensure(band(&twice) == band(text), || format!("{:.3} -> {:.3}: {twice:?}", spam(text), spam(&twice)))
    };
    for case in CASES.iter().filter(|case| hams().any(|ham| ham.id == case.id)) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}
