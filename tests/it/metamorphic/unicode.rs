//! Unicode, links and handles: the same text written otherwise.

use proptest::prelude::*;
use realtalk::{Mark, Post, Quality};
use unicode_normalization::UnicodeNormalization;

use super::change::{at, between, bold, circled, fullwidth, leet, letters, look_alike, spelled, words};
use super::material::{CASES, caught, coreless, hams, offers, ordinary, solicitations, spams};
use super::{Relation, SCORER, Verdict, at_least, contributions, ensure, equal, same_numbers, spam, within};

/// Spam risk after a disguise is at least what it was.
fn never_pays(relation: &mut Relation, slack: f64, disguise: impl Fn(&str) -> String) {
    for case in spams() {
        let hidden = disguise(&case.text);
        relation.case(&case.id, at_least(spam(&hidden), spam(&case.text), slack, &hidden));
    }
    relation.generated(64, offers(), |text| {
        let hidden = disguise(&text);
        at_least(spam(&hidden), spam(&text), slack, &hidden)
    });
}

#[test]
fn mr01_composed_and_decomposed_letters_are_the_same() {
    let mut relation = Relation::new("MR01");
    let holds = |text: &str| -> Verdict {
        let (nfc, nfd): (String, String) = (text.nfc().collect(), text.nfd().collect());
        same_numbers(&nfd, &nfc)?;
        equal(&contributions(&nfd), &contributions(&nfc), &nfc)
    };
    for case in CASES.iter() {
        relation.case(&case.id, holds(&case.text));
    }
    for (name, text) in [("hangul", "정말 좋아요, 각자 한 그릇씩"), ("angstrom", "five \u{212B} wide, Å and é")]
    {
        relation.case(name, holds(text));
    }
    relation.generated(128, "[a-zà-ÿ각-깋ạ-ỹЀ-я ἀ-ὅ]{0,40}", |text| holds(&text));
    relation.finish();
}

#[test]
fn mr02_styled_letters_do_not_pay() {
    let mut relation = Relation::new("MR02");
    for style in [fullwidth, bold, circled] {
        never_pays(&mut relation, 0.0, |text| words(text, |word| letters(word, style)));
    }
    relation.finish();
}

#[test]
fn mr03_zero_width_spaces_do_not_pay() {
    let mut relation = Relation::new("MR03");
    never_pays(&mut relation, 0.0, |text| at(text, &solicitations(text), |word| between(word, "\u{200B}")));
    relation.finish();
}

#[test]
fn mr04_other_invisible_signs_do_not_pay() {
    let mut relation = Relation::new("MR04");
    for sign in ["\u{AD}", "\u{2060}", "\u{34F}"] {
        never_pays(&mut relation, 0.0, |text| at(text, &solicitations(text), |word| between(word, sign)));
    }
    relation.finish();
}

#[test]
fn mr05_look_alikes_do_not_pay() {
    let mut relation = Relation::new("MR05");
    for (every, from) in [(1, 0), (2, 0), (2, 1), (3, 1), (5, 2)] {
        let some = |word: &str| {
            let one = |(n, c): (usize, char)| if n % every == from { look_alike(c) } else { c };
            word.chars().enumerate().map(one).collect()
        };
        never_pays(&mut relation, 0.0, |text| words(text, some));
    }
    relation.finish();
}

#[test]
fn mr06_leet_does_not_pay() {
    let mut relation = Relation::new("MR06");
    never_pays(&mut relation, 0.02, |text| at(text, &solicitations(text), |word| letters(word, leet)));
    relation.finish();
}

#[test]
fn mr07_separated_letters_do_not_pay() {
    let mut relation = Relation::new("MR07");
    for gap in [".", "-", "_", "*", " "] {
        never_pays(&mut relation, 0.02, |text| {
            // One word of those that solicit; spaced letters stand apart from the words around them.
            let place =
                solicitations(text).into_iter().find(|place| place.len() > 3 && !text[place.clone()].contains(' '));
            let apart = |word: &str| if gap == " " { format!(" {} ", between(word, gap)) } else { between(word, gap) };
            place.map_or_else(|| text.to_owned(), |place| at(text, &[place], apart))
        });
    }
    relation.finish();
}

#[test]
fn mr08_disguise_counts_for_what_it_hides() {
    let mut relation = Relation::new("MR08");
    let disguises: [fn(&str) -> String; 4] = [
        |text| words(text, |word| letters(word, bold)),
        |text| words(text, |word| letters(word, circled)),
        |text| words(text, |word| between(word, "\u{200B}")),
        |text| words(text, |word| spelled(word, ".")),
    ];
    for disguise in disguises {
        for case in coreless() {
            let hidden = disguise(&case.text);
            relation.case(&case.id, within(spam(&hidden), spam(&case.text), 0.05, &hidden));
        }
        relation.generated(64, ordinary(), |text| {
            let hidden = disguise(&text);
            within(spam(&hidden), spam(&text), 0.05, &hidden)
        });
    }
    relation.finish();
}

#[test]
fn mr09_emoji_presentation_tone_and_gender_do_not_count() {
    let mut relation = Relation::new("MR09");
    let twins = [
        ("❤", "❤️"),
        ("👍", "👍🏽"),
        ("👍🏻", "👍🏿"),
        ("🤷‍♀️", "🤷‍♂️"),
        ("🤷‍♀", "🤷‍♂️"),
        ("🧍‍♀️", "🧍‍♂️"),
        ("👩‍🌾", "👨‍🌾"),
        ("☀", "☀️"),
        ("🙏", "🙏🏾"),
        ("👩🏽‍🔬", "👨🏻‍🔬"),
        ("💪", "💪🏼"),
    ];
    let mut frames: Vec<String> = ["", "this {}", "{} so good!", "{}{}{} we did it", "click here {} free gift {}"]
        .map(|frame| if frame.is_empty() { "{}".to_owned() } else { frame.to_owned() })
        .to_vec();
    frames.extend(hams().filter(|case| !case.text.is_empty()).take(20).map(|case| format!("{} {{}}", case.text)));
    for (n, (one, other)) in twins.into_iter().enumerate() {
        for frame in &frames {
            relation.case(&format!("twin-{n}"), same_numbers(&frame.replace("{}", other), &frame.replace("{}", one)));
        }
    }
    for case in CASES.iter().filter(|case| case.text.contains('\u{FE0F}')) {
        relation.case(&case.id, same_numbers(&case.text.replace('\u{FE0F}', ""), &case.text));
    }
    relation.generated(64, (ordinary(), 0..twins.len()), |(text, at)| {
        let (one, other) = twins[at];
        same_numbers(&format!("{text} {other}"), &format!("{text} {one}"))
    });
    relation.finish();
}

#[test]
fn mr10_white_space_does_not_count() {
    let mut relation = Relation::new("MR10");
    let holds = |text: &str| -> Verdict {
        same_numbers(&format!("  \n{text}\t \n"), text)?;
        same_numbers(&format!("\u{FEFF}{text}"), text)?;
        same_numbers(&text.replace("\r\n", "\n").replace('\n', "\r\n"), &text.replace("\r\n", "\n"))?;
        same_numbers(&text.replace('\u{A0}', " "), &text.replace(' ', "\u{A0}"))
    };
    for case in CASES.iter() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, prop_oneof![ordinary(), offers()], |text| holds(&text));
    relation.finish();
}

#[test]
fn mr11_curly_and_straight_marks_are_the_same() {
    let mut relation = Relation::new("MR11");
    let curly = |text: &str| {
        let mut open = false;
        let quote = |c: char| match c {
            '\'' => '’',
            '"' => {
                open = !open;
                if open { '“' } else { '”' }
            }
            c => c,
        };
        text.chars().map(quote).collect::<String>()
    };
    let straight = |text: &str| text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    let holds = |text: &str| same_numbers(&curly(&straight(text)), &straight(text));
    for case in CASES.iter() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, (ordinary(), offers()), |(a, b)| holds(&format!("{a} \"{b}\" isn't what I'd say")));
    relation.finish();
}

#[test]
fn mr12_joiners_and_isolates_of_honest_scripts_are_no_spam() {
    let mut relation = Relation::new("MR12");
    let texts = [
        ("persian", "می\u{200C}خواهم کتاب\u{200C}هایم را به خواهرم بدهم"),
        ("hindi", "क्\u{200D}या आज बारिश होगी? र्\u{200D}क"),
        ("tamil", "நான் க்\u{200C}ஷணம் வருகிறேன்"),
        ("emoji", "us at the lake 👩\u{200D}👩\u{200D}👧\u{200D}👦 🏳️\u{200D}🌈"),
        ("isolate", "my grandmother said \u{2067}שלום\u{2069} to the postman"),
        ("embedding", "he wrote \u{202B}مرحبا\u{202C} on the cake"),
    ];
    let holds = |text: &str| {
        let report = SCORER.explain(&Post::new("1", "ana", text));
        // That nobody speaks in a text is said of the words, not of what joins them.
        let counts = |mark: Mark| mark != Mark::Unvoiced;
        let mut against = report.contributions().iter().filter(|c| c.quality == Quality::SpamRisk && c.weight > 0.0);
        let against = against.find(|c| counts(c.signal));
        ensure(against.is_none(), || format!("{against:?}: {text:?}"))
    };
    for (name, text) in texts {
        relation.case(name, holds(text));
    }
    relation.generated(64, prop::sample::subsequence(texts.to_vec(), 1..4), |some| {
        holds(&some.iter().map(|(_, text)| *text).collect::<Vec<_>>().join(" "))
    });
    relation.finish();
}

#[test]
fn mr13_ways_to_write_one_link_are_the_same() {
    let mut relation = Relation::new("MR13");
    let holds = |before: &str, after: &str| -> Verdict {
        let link = |url: &str, end: &str| format!("{before}https://{url}{end}{after}");
        let plain = spam(&link("shop.example.com/a", ""));
        for url in ["SHOP.EXAMPLE.COM/a", "shop.example.com:443/a", "shop.example.com/a/"] {
            let text = link(url, "");
            within(spam(&text), plain, 0.0, &text)?;
        }
        // Between sentences a full stop would end one, which is more than its sign.
        if after.is_empty() {
            let text = link("shop.example.com/a", ".");
            within(spam(&text), plain, 0.0, &text)?;
        }
        let text = format!("{before}HTTPS://shop.example.com/a{after}");
        within(spam(&text), plain, 0.0, &text)
    };
    for (name, before) in [("bare", ""), ("told", "our slides are at "), ("pressed", "click here for a free gift ")] {
        relation.case(name, holds(before, ""));
    }
    relation.generated(64, (prop_oneof![ordinary(), offers()], ordinary()), |(a, b)| {
        holds(&format!("{a} "), &format!(" {b}"))
    });
    relation.finish();
}

#[test]
fn mr14_path_and_query_do_not_count() {
    let mut relation = Relation::new("MR14");
    let paths = ["/a", "/reports/2024/wetlands", "/x?y=1&z=2", "/Übung#top", "/17"];
    let holds = |before: &str| -> Verdict {
        let plain = spam(&format!("{before} https://shop.example.com/b"));
        paths.iter().try_for_each(|path| {
            let text = format!("{before} https://shop.example.com{path}");
            within(spam(&text), plain, 0.0, &text)
        })
    };
    for case in hams().chain(spams()) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, prop_oneof![ordinary(), offers()], |text| holds(&text));
    relation.finish();
}

/// Every handle of a text under another name.
fn renamed(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let alone =
            rest[..at].chars().last().or_else(|| out.chars().last()).is_none_or(|c| !c.is_alphanumeric() && c != '/');
        let name = rest[at + 1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len() - at - 1);
        let handle = &rest[at + 1..at + 1 + name];
        out += &rest[..=at];
        // The host of a federated handle is not its name.
        if alone && !handle.is_empty() {
            out.extend(["w", &handle.len().to_string()]);
        } else {
            out += handle;
        }
        rest = &rest[at + 1 + name..];
    }
    out + rest
}

#[test]
fn mr15_names_of_accounts_do_not_count() {
    let mut relation = Relation::new("MR15");
    for case in CASES.iter().filter(|case| case.text.contains('@') && !case.text.contains("://")) {
        relation.case(&case.id, same_numbers(&renamed(&case.text), &case.text));
    }
    relation.generated(64, ("[a-z]{1,12}", "[a-zA-Z]{1,8}_[0-9]{1,4}", ordinary()), |(one, other, text)| {
        same_numbers(&format!("@{one} {text} @{other}"), &format!("@ann {text} @ben"))
    });
    relation.finish();
}

#[test]
fn mr16_capitals_of_tags_do_not_count() {
    let mut relation = Relation::new("MR16");
    let cased = |text: &str, change: fn(&str) -> String| {
        text.split(' ').map(|w| if w.starts_with('#') { change(w) } else { w.to_owned() }).collect::<Vec<_>>().join(" ")
    };
    let holds = |text: &str| -> Verdict {
        same_numbers(&cased(text, str::to_uppercase), text)?;
        same_numbers(&cased(text, str::to_lowercase), text)
    };
    for case in CASES.iter().filter(|case| case.text.contains('#')) {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(64, (ordinary(), "#[A-Za-z]{1,12}", "#[A-Za-zäöü]{1,12}"), |(text, a, b)| {
        holds(&format!("{text} {a} {b}"))
    });
    relation.finish();
}

/// Disguises and cases are not all one: the relations above are tried on something.
#[test]
fn there_is_something_to_try() {
    assert!(caught().count() > 10 && coreless().count() > 60);
    assert!(spams().filter(|case| !solicitations(&case.text).is_empty()).count() > 20);
}
