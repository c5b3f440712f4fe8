//! How much spam gets through when it hides? `attack [TRIES]` takes the soliciting cases of the tests that
//! are rated High and tries to get each below one half: seven evasions, pairs of them, good words,
//! splitting over several posts, and a hill-climb over all of them with a budget (200 tries).
//!
//! `attack rows FOLDER` hides every spam row of labelled sets (`FOLDER/spam/*.jsonl`) in the seven ways and
//! prints how many stay above one half.
//!
//! The second column asks again with the author's history: what got through was sent to five strangers
//! before, or, for a split, the parts were. Links stay as they are: a link that is disguised leads nowhere.

use realtalk::{Account, Network, Post, Profile, Scorer};
use serde_json::Value;

/// Spam risk at which a moderator looks.
const THRESHOLD: f64 = 0.5;

type Evasion = fn(&str, &mut Dice) -> String;

const EVASIONS: [(&str, Evasion); 7] = [
    ("look-alikes", |text, _| words(text, |word| letters(word, look_alike))),
    ("zero-width", |text, _| words(text, |word| between(word, "\u{200B}"))),
    ("leet", |text, _| words(text, |word| letters(word, leet))),
    ("spacing", |text, _| words(text, |word| format!(" {} ", between(word, " ")))),
    ("styled letters", |text, _| words(text, |word| letters(word, bold))),
    ("mixed scripts", |text, dice| {
        // Some letters only, each word otherwise.
        let marks: Vec<bool> = text.chars().map(|_| dice.roll(2) == 0).collect();
        let mut at = 0;
        words(text, |word| {
            let mixed = |c: char| {
                at += 1;
                if marks[at % marks.len()] { look_alike(c) } else { c }
            };
            letters(word, mixed)
        })
    }),
    ("good prose", |text, _| format!("{PROSE} {text} {PROSE}")),
];

/// From a text to the posts that are sent instead.
type Attack = Box<dyn Fn(&str) -> Vec<String>>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, folder] = args.as_slice() {
        return if mode == "rows" {
            rows(std::path::Path::new(folder))
        } else {
            Err("usage: attack rows FOLDER".into())
        };
    }
    let tries = args.first().map_or(Ok(200), |n| n.parse())?;
    let scorer = Scorer::default();
    let mut texts = Vec::new();
    for line in include_str!("../tests/cases/edge_cases.jsonl").lines() {
        let case: Value = serde_json::from_str(line)?;
        let field = |name: &str| case[name].as_str().unwrap_or("").to_owned();
        let spam = field("category").contains("spam") && case["expect"]["spam_risk"] == "high";
        if spam && risk(&scorer, &field("text")) >= 2.0 / 3.0 {
            texts.push((field("id"), field("text")));
        }
    }
    println!("{} texts rated High; below {THRESHOLD} is through\n", texts.len());
    println!("{:<28} {:>8} {:>13}", "attack", "post", "with history");
    let mut attacks: Vec<(String, Attack)> = Vec::new();
    for (i, (name, one)) in EVASIONS.into_iter().enumerate() {
        attacks.push((name.to_owned(), Box::new(move |text| vec![one(text, &mut Dice(1))])));
        for (second, other) in EVASIONS.into_iter().skip(i + 1) {
            let both = move |text: &str| vec![other(&one(text, &mut Dice(1)), &mut Dice(2))];
            attacks.push((format!("{name} + {second}"), Box::new(both)));
        }
    }
    attacks.push(("good words".to_owned(), Box::new(|text| vec![with_good_words(text, 20)])));
    for parts in [2, 3, 5] {
        attacks.push((format!("split over {parts} posts"), Box::new(move |text| split(text, parts))));
    }
    let climber = scorer.clone();
    attacks.push((format!("hill-climb, {tries} tries"), Box::new(move |text| vec![climb(&climber, text, tries)])));
    let mut through = Vec::new();
    for (name, attack) in &attacks {
        let (mut posts, mut accounts) = (0, 0);
        for (id, text) in &texts {
            let parts = attack(text);
            let worst = parts.iter().map(|part| risk(&scorer, part)).fold(0.0, f64::max);
            if worst < THRESHOLD {
                posts += 1;
                let known = with_history(&scorer, &parts);
                accounts += usize::from(known < THRESHOLD);
                through.push(format!("{name:<28} {id:<20} {worst:.2} {known:.2}  {}", shown(&parts)));
            }
        }
        let share = |n: usize| format!("{:.1} %", 100.0 * n as f64 / texts.len() as f64);
        println!("{name:<28} {:>8} {:>13}", share(posts), share(accounts));
    }
    println!("\nthrough: attack, text, spam risk of the post, with history\n{}", through.join("\n"));
    Ok(())
}

/// Share of all spam rows above the threshold, as they are and after each evasion.
fn rows(folder: &std::path::Path) -> Result<(), Box<dyn std::error::Error>> {
    let scorer = Scorer::default();
    println!("{:<24} {:>6} {:>7}{}", "", "rows", "plain", EVASIONS.map(|(name, _)| format!(" {name:>14}")).concat());
    for set in ["youtube_uci", "youtube_2014_extra", "sms_uci", "sms_tr", "youtube_id_gambling"] {
        let path = folder.join("spam").join(set).with_extension("jsonl");
        let Ok(file) = std::fs::read_to_string(&path) else {
            println!("skipped: no {}", path.display());
            continue;
        };
        let mut spam = Vec::new();
        for line in file.lines() {
            let row: Value = serde_json::from_str(line)?;
            if row["label"] == 1 {
                spam.push(row["text"].as_str().unwrap_or("").to_owned());
            }
        }
        let caught = |change: &dyn Fn(&str) -> String| {
            let caught = spam.iter().filter(|text| risk(&scorer, &change(text)) >= THRESHOLD).count();
            caught as f64 / spam.len() as f64
        };
        let plain = caught(&|text| text.to_owned());
        let after = EVASIONS.map(|(_, evasion)| caught(&|text| evasion(text, &mut Dice(1))));
        let after = after.map(|share| format!(" {:>14}", format!("{share:.3} {:+.3}", share - plain))).concat();
        println!("{set:<24} {:>6} {plain:>7.3}{after}", spam.len());
    }
    Ok(())
}

fn risk(scorer: &Scorer, text: &str) -> f64 {
    scorer.score_text(text).spam_risk.score.get()
}

/// The most that is said of any part, of the author's profile or of the account, once the same was
/// sent to five strangers.
fn with_history(scorer: &Scorer, parts: &[String]) -> f64 {
    let mut network = Network::new();
    for stranger in 0..5 {
        for (n, part) in parts.iter().enumerate() {
            let post = Post::new(format!("{stranger}-{n}"), "sender", part.as_str()).mentioning(format!("s{stranger}"));
            network.observe(&post, &scorer.score(&post));
        }
    }
    let next = |part: &String| {
        let post = Post::new("next", "sender", part.as_str()).mentioning("reader");
        scorer.score_in(&post, &network, "reader").spam_risk.score.get()
    };
    let profile: Option<Profile> = network.profile("sender");
    let said = profile.as_ref().map_or(0.0, |profile| profile.spam_risk.score.get());
    let account = scorer.score_account(&Account::default(), profile.as_ref()).score.get();
    parts.iter().map(next).fold(said.max(account), f64::max)
}

/// Changes one word after the other as long as it helps.
fn climb(scorer: &Scorer, text: &str, tries: usize) -> String {
    let mut dice = Dice(text.len() as u64);
    let (mut best, mut least) = (text.to_owned(), risk(scorer, text));
    for _ in 0..tries {
        if least < THRESHOLD {
            break;
        }
        let next = step(&best, &mut dice);
        let found = risk(scorer, &next);
        if found <= least {
            (best, least) = (next, found);
        }
    }
    best
}

/// One word disguised, or one good sentence before or after.
fn step(text: &str, dice: &mut Dice) -> String {
    let sentences: Vec<&str> = PROSE.split_inclusive(". ").collect();
    match dice.roll(EVASIONS.len() + 1) {
        0 => format!("{}{text}", sentences[dice.roll(sentences.len())]),
        1 => format!("{text} {}", sentences[dice.roll(sentences.len())]),
        which => {
            let (evasion, mut words): (Evasion, Vec<&str>) = (EVASIONS[which - 2].1, text.split(' ').collect());
            let at = dice.roll(words.len());
            let disguised = evasion(words[at], dice);
            words[at] = &disguised;
            words.join(" ")
        }
    }
}

/// Everyday words between the words.
fn with_good_words(text: &str, most: usize) -> String {
    let mut good = PROSE.split(' ').take(most);
    text.split(' ').flat_map(|word| [Some(word), good.next()]).flatten().collect::<Vec<_>>().join(" ")
}

/// The words in that many posts of one length.
fn split(text: &str, parts: usize) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    words.chunks(words.len().div_ceil(parts)).map(|part| part.join(" ")).collect()
}

/// A small generator of numbers, the same everywhere (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn words(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let link = |word: &str| word.contains("://") || word.trim_end_matches(['.', '!', ',']).contains(['.', '@', '/']);
    text.split(' ').map(|word| if link(word) { word.to_owned() } else { change(word) }).collect::<Vec<_>>().join(" ")
}

fn letters(word: &str, change: impl FnMut(char) -> char) -> String {
    word.chars().map(change).collect()
}

fn between(word: &str, gap: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(gap)
}

fn look_alike(c: char) -> char {
    const TWINS: [(char, char); 16] = [
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('i', 'і'),
        ('o', 'о'),
        ('p', 'р'),
        ('s', 'ѕ'),
        ('x', 'х'),
        ('y', 'у'),
        ('A', 'А'),
        ('B', 'В'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('M', 'М'),
        ('O', 'О'),
        ('T', 'Т'),
    ];
    TWINS.into_iter().find(|twin| twin.0 == c).map_or(c, |twin| twin.1)
}

fn leet(c: char) -> char {
    match c.to_ascii_lowercase() {
        'a' => '4',
        'e' => '3',
        'i' => '1',
        'o' => '0',
        's' => '5',
        't' => '7',
        _ => c,
    }
}

/// The mathematical bold letter.
fn bold(c: char) -> char {
    let (from, to) = if c.is_ascii_lowercase() { ('a', 0x1D41A) } else { ('A', 0x1D400) };
    if c.is_ascii_alphabetic() { char::from_u32(c as u32 - from as u32 + to).unwrap_or(c) } else { c }
}

fn shown(parts: &[String]) -> String {
    parts.join(" | ").escape_debug().take(160).collect()
}

/// A hundred words with nothing to sell; two hundred where they stand on both sides.
const PROSE: &str = "Last summer my aunt let me have the end of her garden, a strip behind the shed where nothing had \
grown for years. I dug it over in March and found a horseshoe, three marbles and more stones than soil. By May there \
were beans, and by June they had climbed past the string and gone looking for the roof. My nephew counted ladybirds \
every morning and wrote the number on the wall in chalk. It rained for most of July, so we sat in the doorway with tea \
and listened to it on the tin.";
