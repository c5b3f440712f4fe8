//! Passion and authenticity: what has to raise and lower them.

use proptest::prelude::*;
use proptest::sample::select;
use realtalk::{Band, Post};

use super::material::{coreless, hams, ordinary};
use super::{Relation, SCORER, Verdict, at_least, at_most, authenticity, ensure, passion, score, spam, within};

/// Sentences in which someone loves something, `{}` where the verb stands.
const LOVED: &[&str] = &[
    "I {} this bridge",
    "I {} the smell of rain on the tram stop",
    "I {} baking bread with my grandmother",
    "honestly I {} that song",
    "I {} our little choir and its terrible biscuits",
    "my sister and I {} this park in November",
];

const DEVOTION: &[&str] = &["love", "adore", "cherish"];

fn loved() -> impl Strategy<Value = (String, &'static str)> {
    (select(LOVED.to_vec()), select(DEVOTION.to_vec())).prop_map(|(frame, verb)| (frame.to_owned(), verb))
}

/// Every frame with every verb, then generated ones with other words around.
fn with_devotion(relation: &mut Relation, property: impl Fn(&str, &str) -> Verdict) {
    for (n, frame) in LOVED.iter().enumerate() {
        for verb in DEVOTION {
            relation.case(&format!("{verb}-{n}"), property(frame, verb));
        }
    }
    relation.generated(64, (loved(), ordinary()), |((frame, verb), more)| property(&format!("{frame}. {more}"), verb));
}

fn say(frame: &str, verb: &str) -> String {
    frame.replace("{}", verb)
}

#[test]
fn mr29_an_exclamation_never_cools() {
    let mut relation = Relation::new("MR29");
    let holds = |text: &str| -> Verdict {
        let calm = text.trim_end().trim_end_matches('.');
        let (calm, loud) = (format!("{calm}."), format!("{calm}!"));
        at_least(passion(&loud), passion(&calm), 0.0, &loud)?;
        within(spam(&loud), spam(&calm), 0.05, &loud)
    };
    for case in coreless().filter(|case| case.text.ends_with('.')) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr30_forty_exclamations_are_four() {
    let mut relation = Relation::new("MR30");
    let holds = |text: &str| {
        let text = text.trim_end_matches(['.', '!', '?']);
        let loud = |n: usize| format!("{text}{}", "!".repeat(n));
        within(passion(&loud(40)), passion(&loud(4)), 0.0, &loud(40))
    };
    for case in hams().filter(|case| case.text.ends_with(['.', '!'])) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr31_a_word_drawn_out_never_cools() {
    let mut relation = Relation::new("MR31");
    with_devotion(&mut relation, |frame, verb| {
        let vowel = if verb == "cherish" { 'e' } else { 'o' };
        let long = verb.replacen(vowel, &vowel.to_string().repeat(5), 1);
        at_least(passion(&say(frame, &long)), passion(&say(frame, verb)), 0.0, &say(frame, &long))
    });
    relation.finish();
}

#[test]
fn mr32_a_word_in_capitals_never_cools() {
    let mut relation = Relation::new("MR32");
    with_devotion(&mut relation, |frame, verb| {
        let loud = say(frame, &verb.to_uppercase());
        at_least(passion(&loud), passion(&say(frame, verb)), 0.0, &loud)
    });
    relation.finish();
}

/// So much care that its family is at its cap.
const FULL: &str = "I {}love baking bread with my grandmother. it rained all night and the shed leaks. my sister burnt \
                    the onions again. I love this bridge. my knee still hurts after the hill.";

#[test]
fn mr33_not_to_love_is_less() {
    let mut relation = Relation::new("MR33");
    let (plain, negated) = (FULL.replace("{}", ""), FULL.replace("{}", "don't "));
    relation.case("full", ensure(passion(&negated) < passion(&plain), || "wanted less".into()));
    with_devotion(&mut relation, |frame, verb| {
        let plain = passion(&say(frame, verb));
        ["don't", "don’t", "do not", "never"].iter().try_for_each(|not| {
            let text = say(frame, &format!("{not} {verb}"));
            ensure(passion(&text) < plain, || format!("{plain:.3} -> {:.3}, wanted less: {text:?}", passion(&text)))
        })
    });
    relation.finish();
}

#[test]
fn mr34_not_just_liking_is_more_than_liking() {
    let mut relation = Relation::new("MR34");
    let (like, more) = (FULL.replace("{}love", "like"), FULL.replace("{}love", "don't just like, I cherish"));
    relation.case("full", at_least(passion(&more), passion(&like), 0.0, &more));
    with_devotion(&mut relation, |frame, verb| {
        let text = say(frame, &format!("don't just like, I {verb}"));
        at_least(passion(&text), passion(&say(frame, "like")), 0.0, &text)
    });
    relation.finish();
}

#[test]
fn mr35_years_of_effort_count() {
    let mut relation = Relation::new("MR35");
    let efforts = [
        "I have been learning the cello",
        "I've practised this jump",
        "I worked on this quilt",
        "we rehearsed in my uncle's garage",
        "I've been restoring my grandfather's boat",
    ];
    let spans = ["for six years", "for three months", "every night for a year", "since I was nine"];
    let holds = |text: &str, span: &str| {
        let longer = format!("{text} {span}");
        at_least(passion(&longer), passion(text), 0.0, &longer)
    };
    for (n, text) in efforts.iter().enumerate() {
        for (m, span) in spans.iter().enumerate() {
            relation.case(&format!("effort-{n}-{m}"), holds(text, span));
        }
    }
    let generated = (ordinary(), select(efforts.to_vec()), select(spans.to_vec()));
    relation.generated(64, generated, |(more, text, span)| holds(&format!("{more} {text}"), span));
    relation.finish();
}

#[test]
fn mr36_indignation_counts_as_much_as_love() {
    let mut relation = Relation::new("MR36");
    let pairs = [
        ("I love what they did to our library", "I hate what they did to our library"),
        ("I'm delighted they kept the last bus", "I'm furious they cut the last bus"),
        ("I adore this song so much", "I despise this song so much"),
        ("so happy with the new park", "so angry about the new park"),
        ("it makes me proud how they treat the nurses", "it makes me sick how they treat the nurses"),
        ("what a wonderful decision by the council", "what a disgusting decision by the council"),
    ];
    let holds = |love: &str, ire: &str| within(passion(ire), passion(love), 0.15, &format!("{love} / {ire}"));
    for (n, (love, ire)) in pairs.iter().enumerate() {
        relation.case(&format!("swap-{n}"), holds(love, ire));
    }
    relation.generated(64, (ordinary(), select(pairs.to_vec())), |(more, (love, ire))| {
        holds(&format!("{more} {love}"), &format!("{more} {ire}"))
    });
    relation.finish();
}

#[test]
fn mr37_a_detail_of_ones_own_never_takes_away() {
    let mut relation = Relation::new("MR37");
    let details = [
        "I burnt my thumb on the kettle at half past six.",
        "My sister drove me there in her old blue van.",
        "We were so cold that Tom lent me his second jumper.",
        "I found the ticket from 2014 in my coat this morning.",
    ];
    let holds = |text: &str| -> Verdict {
        details.iter().try_for_each(|detail| {
            let more = format!("{text} {detail}");
            at_least(authenticity(&more), authenticity(text), 0.0, &more)
        })
    };
    for case in hams().filter(|case| case.lang == "en" && case.category != "ham-quoted") {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr38_placeholders_take_away() {
    let mut relation = Relation::new("MR38");
    let frames = [
        ("Hi Priya, I've refunded the 12.99 just now", "Hi {{first_name}}, I've refunded the {{amount}} just now"),
        ("Tom, your parcel with 3 books is here", "{{name}}, your parcel with {{count}} books is here"),
        ("see you at the Anchor on Friday, Ana", "see you at {{venue}} on {{day}}, {{name}}"),
        ("I walked 14 km with Ben and my knee hurts", "I walked {{distance}} km with {{friend}} and my knee hurts"),
    ];
    let holds = |own: &str, blank: &str| {
        let (own, left) = (authenticity(own), authenticity(blank));
        ensure(left < own, || format!("{own:.3} -> {left:.3}, wanted less: {blank:?}"))
    };
    for (n, (own, blank)) in frames.iter().enumerate() {
        relation.case(&format!("blank-{n}"), holds(own, blank));
    }
    relation.generated(64, (ordinary(), select(frames.to_vec())), |(more, (own, blank))| {
        holds(&format!("{more} {own}"), &format!("{more} {blank}"))
    });
    relation.finish();
}

#[test]
fn mr39_a_service_frame_takes_away() {
    let mut relation = Relation::new("MR39");
    let holds = |text: &str| {
        let framed = format!("Dear valued customer, {text} We apologize for any inconvenience");
        let (plain, less) = (authenticity(text), authenticity(&framed));
        ensure(less < plain, || format!("{plain:.3} -> {less:.3}, wanted less: {framed:?}"))
    };
    for case in hams().filter(|case| case.text.chars().filter(|c| c.is_alphabetic()).count() > 3) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr40_saying_that_a_machine_writes_is_honest() {
    let mut relation = Relation::new("MR40");
    let notes = ["I am a bot, and this action was performed automatically.", "This is an automated message."];
    let holds = |text: &str| -> Verdict {
        notes.iter().try_for_each(|note| {
            let said = format!("{text} {note}");
            at_most(authenticity(&said), authenticity(text), 0.0, &said)?;
            ensure(score(&said).traits.automated, || format!("not disclosed: {said:?}"))?;
            within(spam(&said), spam(text), 0.02, &said)
        })?;
        let mut post = Post::new("1", "ana", text);
        let before = SCORER.score(&post);
        post.automated = Some(true);
        let after = SCORER.score(&post);
        ensure(after.traits.automated, || format!("the platform's word is lost: {text:?}"))?;
        within(after.spam_risk.score.get(), before.spam_risk.score.get(), 0.0, text)
    };
    for case in hams().filter(|case| case.text.len() < 1000) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, ordinary(), |text| holds(&text));
    relation.finish();
}

#[test]
fn mr41_formal_people_are_people() {
    let mut relation = Relation::new("MR41");
    let stories = [
        "I did not expect to cry when my grandmother opened the tin, but there were my letters, every one of them.",
        "I was wrong about the cardamom. My brother warned me in March, and I did not listen to him.",
        "We walked to the harbour at six in the morning because my father wished to see the boats leave once more.",
        "My daughter learned to ride her bicycle on Saturday. I ran beside her for an hour and I could not speak.",
        "I have worked in this library for eleven years. On Friday I carried the last box down the stairs myself.",
    ];
    let holds = |text: &str| {
        ensure(score(text).authenticity.band() != Band::Low, || format!("{:.3}: {text:?}", authenticity(text)))
    };
    for (n, story) in stories.iter().enumerate() {
        relation.case(&format!("story-{n}"), holds(story));
    }
    relation.generated(32, prop::sample::subsequence(stories.to_vec(), 1..5), |some| holds(&some.join(" ")));
    relation.finish();
}
