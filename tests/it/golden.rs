//! Whole reports, read in review: a diff here is a decision. `BLESS=1 cargo test` rewrites them.

use std::{env, fs};

use realtalk::{Calibrator, Lexicon, Network, Post, Quality, Rating, Sample, Scorer, Thread, Timestamp};
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

/// Every number of a value on a line of its own, under its path; of a list the first four.
fn numbers(page: &mut Vec<String>, path: &str, value: &Value) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| numbers(page, &format!("{path}.{name}"), value));
        }
        Value::Array(items) => {
            items.iter().enumerate().take(4).for_each(|(at, item)| numbers(page, &format!("{path}.{at}"), item));
        }
        Value::Null => {}
        value => page.push(format!("{path} {value}")),
    }
}

fn lines(page: &[String]) -> String {
    page.join("\n") + "\n"
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("JSON")
}

/// The town, its posts rated by their number: what people get for how they talk, whatever words come to weigh.
fn town() -> Network {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    for (n, post) in crate::pressures::month().into_iter().enumerate() {
        let part = |step: usize| Rating::new((n * step % 17) as f64 / 16.0, (n * step % 11) as f64 / 10.0);
        let mut scores = scorer.score(&post);
        (scores.passion, scores.authenticity) = (part(3), part(5));
        (scores.spam_risk, scores.conversational) = (part(7), part(13));
        (scores.traits.compassion, scores.traits.helpfulness) = (part(4).score, part(9).score);
        network.observe(&post, &scores);
    }
    network
}

/// Ten scripted accounts and their neighbours, to the last bit: profiles as of two moments, what each number
/// comes from, who is worth following, who only talks with each other.
#[test]
fn people_keep_their_numbers() {
    let town = town();
    let (mut page, first) = (Vec::new(), Timestamp::from_seconds(1_700_900_000));
    for (name, _) in crate::pressures::CAST {
        numbers(&mut page, name, &json(&town.profile(name)));
        numbers(&mut page, &format!("{name} early"), &json(&town.profile_at(name, first)));
        numbers(&mut page, &format!("{name} worth"), &json(&town.value(name)));
        for reasons in town.reasons(name).expect("everyone posts") {
            let how = format!("{:?}", reasons.how);
            let terms: Vec<String> =
                reasons.terms.iter().map(|term| format!("{} {}", term.name, term.weight)).collect();
            page.push(format!("{name} because {} {how}: {}", reasons.number, terms.join(", ")));
        }
    }
    numbers(&mut page, "rank", &json(&town.rank()));
    numbers(&mut page, "circles", &json(&town.circles()));
    numbers(&mut page, "campaigns", &json(&town.campaigns()));
    compare("people.txt", &lines(&page));
}

/// One conversation of the whole town: its shape, patterns and how people take up each other's words.
#[test]
fn conversations_keep_their_numbers() {
    let thread = Thread::new(crate::pressures::month()).expect("a month");
    let mut page = Vec::new();
    let scores = Scorer::default().score_thread(&thread);
    numbers(&mut page, "shape", &json(&scores.shape));
    let talk = (scores.question_rate, scores.answer_rate, scores.talk_share, scores.talk_share_range);
    page.push(format!("asked, answered, talk of the two halves: {talk:?}"));
    page.push(format!("{:#?}\n{:#?}", thread.patterns(), thread.patterns_below_roots()));
    page.push(format!("{:#?}", thread.accommodation()));
    compare("town.txt", &lines(&page));
}

/// Weights fitted to texts of eight words of our own, with how sure each is and what leaving it out costs.
#[test]
fn fits_keep_their_numbers() -> Result<(), realtalk::Error> {
    const WORDS: [&str; 8] = ["kiln", "glaze", "casino", "bonus", "hurry", "mira", "jackpot", "shelf"];
    let mut lexicon = Lexicon::empty();
    lexicon.add(
        "casino\tgamble\t4\tnames\nbonus\tfree\t3\tgives\nhurry\turgent\t2\tpresses\n\
         jackpot\tprize\t3\tgives\nmira\tkin\t2\tsomebody\n",
    )?;
    let samples: Vec<Sample<'_>> = (0..96_usize)
        .map(|n| {
            let text: Vec<&str> = (0..4 + n % 3).map(|at| WORDS[(n * 7 + at * at * 5 + n / 8) % WORDS.len()]).collect();
            let asks = text.iter().filter(|word| ["casino", "bonus", "hurry", "jackpot"].contains(word)).count();
            let label = if n % 13 == 0 { 0.5 } else { f64::from(u8::from(asks > 2 || n % 11 == 0)) };
            let post = Post::new("1", "x", text.join(" "));
            Sample::new(post, label).in_group(n as u32 % 7).counting(1.0 + (n % 3) as f64)
        })
        .collect();
    let scorer = Scorer::default().with_lexicon(lexicon);
    let fitted = Calibrator::new(Quality::SpamRisk).with_pulls(&[0.003]).calibrate(&scorer, &samples)?;
    // Of what no text shows the table repeats the weight that was there before.
    let shown = ["before", "fitted", "gain", "trade", "prior", "gambling", "free_offer", "urgency", "prize"];
    let table = fitted.to_string();
    let told = table.lines().filter(|line| shown.iter().any(|word| line.contains(word)));
    let mut page: Vec<String> = told.map(str::to_owned).collect();
    for (mark, error) in fitted.errors.iter().filter(|(mark, _)| shown.contains(&mark.name())) {
        page.push(format!("{} {} {error:?}", mark.name(), fitted.weights.of(Quality::SpamRisk).get(*mark)));
    }
    compare("fit.txt", &lines(&page));
    Ok(())
}
