//! The texts that relations are tried on: cases by hand and sentences put together.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;
use realtalk::{Mark, Post, Quality};
use serde_json::Value;

use super::SCORER;

/// A text written by hand, with what a reader expects of it.
pub(super) struct Case {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) lang: String,
    pub(super) category: String,
    spam_risk: String,
}

pub(super) static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("a case is JSON");
        let field = |value: &Value| value.as_str().unwrap_or("").to_owned();
        Case {
            id: field(&row["id"]),
            text: field(&row["text"]),
            lang: field(&row["lang"]),
            category: field(&row["category"]),
            spam_risk: field(&row["expect"]["spam_risk"]),
        }
    };
    include_str!("../../cases/edge_cases.jsonl").lines().map(row).collect()
});

/// Cases that solicit, in plain letters.
pub(super) fn spams() -> impl Iterator<Item = &'static Case> {
    let plain = |case: &Case| {
        ["spam-plain", "spam-event", "spam-looks-ham"].contains(&&*case.category)
            || (case.category == "ml-spam" && case.spam_risk == "high")
    };
    CASES.iter().filter(move |case| plain(case))
}

/// Spam that is rated High as it stands.
pub(super) fn caught() -> impl Iterator<Item = &'static Case> {
    spams().filter(|case| super::spam(&case.text) >= 2.0 / 3.0)
}

/// Cases that a reader calls ordinary.
pub(super) fn hams() -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(|case| case.spam_risk == "low")
}

/// Ordinary cases in which nothing worth a mention speaks of spam.
pub(super) fn coreless() -> impl Iterator<Item = &'static Case> {
    hams().filter(|case| {
        let report = SCORER.explain(&Post::new("1", "ana", case.text.as_str()));
        report.contributions().iter().all(|c| c.quality != Quality::SpamRisk || c.weight < 0.2)
    })
}

/// Places of the words that solicit, each once, in order.
pub(super) fn solicitations(text: &str) -> Vec<std::ops::Range<usize>> {
    const NO_WORDS: &[Mark] =
        &[Mark::Link, Mark::RiskyLink, Mark::ShortLink, Mark::ContactLink, Mark::Email, Mark::Mention, Mark::Hashtag];
    let report = SCORER.explain(&Post::new("1", "ana", text));
    let counts = |c: &&realtalk::Contribution| c.quality == Quality::SpamRisk && c.weight > 0.0 && !c.span.is_empty();
    let mut places: Vec<_> = (report.contributions().iter().filter(counts))
        .filter(|c| !NO_WORDS.contains(&c.signal))
        .map(|c| c.span.range())
        .filter(|place| !is_address(&text[place.clone()]))
        .collect();
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    let mut apart: Vec<std::ops::Range<usize>> = Vec::new();
    for place in places {
        if apart.last().is_none_or(|last| place.start >= last.end) {
            apart.push(place);
        }
    }
    apart
}

/// A link, handle, tag or e-mail address: not words.
pub(super) fn is_address(word: &str) -> bool {
    let dotted = word.trim_end_matches(['.', '!', '?', ',', ')']);
    word.contains("://") || word.contains(['@', '#']) || dotted.contains('.') || dotted.contains('/')
}

/// Sentences of people about their lives.
pub(super) fn ordinary() -> impl Strategy<Value = String> {
    let sentence = select(vec![
        "we walked along the canal and met a heron",
        "my sister burnt the onions again",
        "the bus was late so I read two chapters",
        "I glazed forty mugs this weekend",
        "does anyone know how to oil a wooden spoon",
        "the neighbour's dog sleeps on our step",
        "it rained all night and the shed leaks",
        "thanks for the lift, your car smells of oranges",
        "I was wrong about the cardamom",
        "grandpa remembered every verse of the song",
        "choir is on Tuesday, bring a jumper",
        "the cat learned to open the fridge",
        "I'm so tired of this rain",
        "we planted garlic behind the school",
        "my knee still hurts after the hill",
        "the second movement made me cry",
        "Tom found his keys in the flour",
        "what did you think of the ending",
        "I love this bridge",
        "they closed our library and I'm furious",
        "the kids built a boat from boxes",
        "soup for dinner, bread from yesterday",
    ]);
    prop::collection::vec(sentence, 1..5).prop_map(|all| all.join(". ") + ".")
}

/// Offers to strangers: a way to solicit, what for, and where.
pub(super) fn offers() -> impl Strategy<Value = String> {
    let act =
        select(vec!["Click here", "Sign up now", "Subscribe to my channel", "DM me", "Order now", "Join my group"]);
    let gain = select(vec![
        "to claim your free prize",
        "and earn $500 a day from home",
        "for free followers",
        "to win cash today",
        "to double your bitcoin, guaranteed",
        "for a free gift card",
    ]);
    let place = select(vec![
        "http://win.example.com",
        "bit.ly/xq91zz",
        "t.me/example_signals",
        "limited time only",
        "hurry up",
    ]);
    (act, gain, place).prop_map(|(act, gain, place)| format!("{act} {gain}: {place}"))
}

/// Own prose with nothing to sell, some two hundred words.
pub(super) const PROSE: &str = "Last summer my aunt let me have the end of her garden, a strip behind the shed where \
nothing had grown for years. I dug it over in March and found a horseshoe, three marbles and more stones than soil. By \
May there were beans, and by June the beans had climbed past the string and gone looking for the roof. My nephew \
counted ladybirds every morning and wrote the number on the wall in chalk. It rained for most of July, so we sat in \
the doorway with tea and listened to it on the tin. The courgettes did what courgettes do. I gave some to the \
neighbours, then some more, until they stopped answering the door. In August the tomatoes finally turned and we ate \
them warm with salt, standing up, because nobody wanted to go in for plates. I was wrong about the sunflowers, they \
came up after all, crooked and late and facing the wall. My aunt says that they were listening to the radio next door. \
Now it is October, the beans are seed, and I have dirt under my nails that no brush will move. We are already arguing \
about where the peas should go next year.";

/// Texts made of the pieces that readers trip over.
pub(super) fn pieces() -> impl Strategy<Value = String> {
    crate::properties::texts()
}
