//! What holds of every sum, span, value and set, whatever the text.

use std::thread;

use cpu_time::ThreadTime;
use proptest::prelude::*;
use realtalk::{
    Account, Contribution, Format, Network, Post, PostScores, Profile, Quality, Reading, Scorer, Thread, Timestamp,
    Weights,
};

use super::material::{CASES, hams, offers, ordinary, pieces};
use super::{Relation, SCORER, Verdict, contributions, ensure, equal, numbers, score, spam, within};

/// Every case, and generated texts of every kind.
fn everywhere(relation: &mut Relation, holds: impl Fn(&str) -> Verdict) {
    for case in CASES.iter() {
        relation.case(&case.id, holds(&case.text));
    }
    relation.generated(128, prop_oneof![ordinary(), offers(), pieces()], |text| holds(&text));
}

#[test]
fn mr59_the_same_text_has_the_same_bits() {
    let mut relation = Relation::new("MR59");
    everywhere(&mut relation, |text| {
        let first = score(text);
        let _ = score("Click here for a free prize http://win.example.com");
        equal(&score(text), &first, text)?;
        let elsewhere = thread::scope(|scope| scope.spawn(|| Scorer::default().score_text(text)).join());
        equal(&elsewhere.map_err(|_| "a thread panicked".to_owned())?, &first, text)
    });
    relation.finish();
}

#[test]
fn mr60_the_contributions_are_the_score() {
    let mut relation = Relation::new("MR60");
    everywhere(&mut relation, |text| {
        let report = SCORER.explain(&Post::new("1", "ana", text));
        Quality::ALL.into_iter().try_for_each(|quality| {
            let weights: Vec<f64> =
                report.contributions().iter().filter(|c| c.quality == quality).map(|c| c.weight).collect();
            let sum = report.prior(quality) + weights.iter().sum::<f64>();
            // One unit in the last place of the largest partial sum for each term.
            let size = report.prior(quality).abs() + weights.iter().map(|weight| weight.abs()).sum::<f64>();
            let ulps = f64::EPSILON * size * (weights.len() + 1) as f64;
            let logit = report.logit(quality);
            ensure((sum - logit).abs() <= ulps, || format!("{quality:?} {sum} is not {logit}: {text:?}"))?;
            let logistic = 1.0 / (1.0 + (-logit).exp());
            let found = report.rating(quality).score.get();
            ensure((logistic - found).abs() <= 4.0 * f64::EPSILON, || format!("{quality:?} {logistic} is not {found}"))
        })
    });
    relation.finish();
}

fn spans_fit(text: &str) -> Verdict {
    for format in [Format::Plain, Format::Html, Format::Markdown] {
        let report = SCORER.explain(&Post::new("1", "ana", text).written_in(format));
        let mut last = None;
        for c in report.contributions() {
            let place = c.span.range();
            ensure(text.get(place.clone()).is_some(), || format!("{c:?} cuts a letter or is outside: {text:?}"))?;
            let key = (c.quality, place.start);
            ensure(last.is_none_or(|last| last <= key), || format!("{c:?} is out of order: {text:?}"))?;
            last = Some(key);
        }
        let mut last = 0;
        for token in Reading::with(text, format, realtalk::Lexicon::builtin()).tokens() {
            let place = token.span.range();
            ensure(text.get(place.clone()).is_some(), || format!("{token:?} cuts a letter or is outside: {text:?}"))?;
            ensure(place.start >= last, || format!("{token:?} is out of order: {text:?}"))?;
            last = place.start;
        }
    }
    Ok(())
}

#[test]
fn mr61_spans_lie_in_the_callers_text() {
    let mut relation = Relation::new("MR61");
    everywhere(&mut relation, spans_fit);
    relation.finish();
}

#[test]
fn mr62_every_number_is_a_share() {
    let mut relation = Relation::new("MR62");
    everywhere(&mut relation, |text| {
        let s = score(text);
        [s.passion, s.authenticity, s.spam_risk, s.conversational].into_iter().try_for_each(|rating| {
            let inside = |x: f64| x.is_finite() && (0.0..=1.0).contains(&x);
            ensure(inside(rating.score.get()) && inside(rating.confidence.get()), || format!("{rating:?}: {text:?}"))
        })
    });
    let report = SCORER.explain(&Post::new("1", "ana", ""));
    for quality in Quality::ALL {
        let prior = 1.0 / (1.0 + (-report.prior(quality)).exp());
        let rating = report.rating(quality);
        relation.case("empty", within(rating.score.get(), prior, 1e-12, "nothing is the prior"));
        relation.case("empty", equal(&rating.confidence.get(), &0.0, "nothing is not sure"));
    }
    relation.finish();
}

/// Written as JSON and read again, a value is the same.
fn back<'t, T: serde::Deserialize<'t> + PartialEq + std::fmt::Debug + serde::Serialize>(
    value: &T,
    json: &'t mut String,
) -> Verdict {
    *json = serde_json::to_string(value).expect("JSON");
    let read: T = serde_json::from_str(json).map_err(|error| format!("{error}: {json}"))?;
    equal(&read, value, "came back otherwise")
}

#[test]
fn mr63_what_is_written_down_comes_back() {
    let mut relation = Relation::new("MR63");
    everywhere(&mut relation, |text| {
        let mut post = Post::new("1", "ana", text).answering("0", Some("ben")).mentioning("cho");
        post.created_at = Some(Timestamp::from_millis(1_700_000_000_123));
        post.lang = Some("en".into());
        let mut json = String::new();
        back(&post, &mut json)?;
        let with_more = json.replacen('{', "{\"never_heard_of\":[1,{}],", 1);
        let read: Post<'_> = serde_json::from_str(&with_more).map_err(|error| error.to_string())?;
        equal(&read, &post, "an unknown field changed it")?;
        let report = SCORER.explain(&post);
        back::<PostScores>(report.scores(), &mut String::new())?;
        back::<Vec<Contribution>>(&report.contributions().to_vec(), &mut String::new())?;
        let thread = Thread::new(vec![post.clone()]).map_err(|error| error.to_string())?;
        back(&thread, &mut String::new())?;
        let mut network = Network::new();
        network.observe(&post, report.scores());
        back(&network, &mut String::new())?;
        // Profiles are only written; the same network writes the same one.
        let profile = |network: &Network| serde_json::to_string(&network.profile("ana")).expect("JSON");
        let read: Network =
            serde_json::from_str(&serde_json::to_string(&network).expect("JSON")).map_err(|e| e.to_string())?;
        equal(&profile(&read), &profile(&network), "another profile")
    });
    let mut account = Account::default();
    account.id = "1".into();
    account.bio = Some("potter".into());
    account.posts = Some(7);
    relation.case("account", back(&account, &mut String::new()));
    relation.case("weights", back(&Weights::default(), &mut String::new()));
    relation.finish();
}

/// Posts of a few people, some with the same id.
fn crowd() -> impl Strategy<Value = Vec<Post<'static>>> {
    let row = (0..20_u32, 0..4_u32, 0..24_u32, prop_oneof![ordinary(), offers()], 0..9_000_i64);
    prop::collection::vec(row, 0..24).prop_map(|rows| {
        let post = |(id, author, parent, text, minute): (u32, u32, u32, String, i64)| {
            let post = Post::new(id.to_string(), format!("p{author}"), text)
                .at(Timestamp::from_seconds(1_700_000_000 + minute * 60));
            if parent < 20 { post.answering(parent.to_string(), None) } else { post }
        };
        rows.into_iter().map(post).collect()
    })
}

fn network(posts: &[Post<'static>]) -> Network {
    let mut network = Network::new();
    for post in posts {
        network.observe(post, &SCORER.score(post));
    }
    network
}

fn merged(parts: &[&Network]) -> Network {
    let mut all = Network::new();
    for part in parts {
        all.merge(part);
    }
    all
}

fn profiles(network: &Network) -> Vec<Option<Profile>> {
    network.authors().into_iter().map(|author| network.profile(author)).collect()
}

#[test]
fn mr64_networks_merge_like_sets() {
    let mut relation = Relation::new("MR64");
    relation.generated(48, (crowd(), 0..24_usize, 0..24_usize), |(posts, i, j)| {
        let (i, j) = (i.min(j).min(posts.len()), i.max(j).min(posts.len()));
        let (a, b, c) = (network(&posts[..i]), network(&posts[i..j]), network(&posts[j..]));
        let whole = network(&posts);
        for (name, other) in [
            ("in order", merged(&[&a, &b, &c])),
            ("another order", merged(&[&c, &a, &b])),
            ("grouped", merged(&[&a, &merged(&[&b, &c])])),
            ("with nothing", merged(&[&whole, &Network::new()])),
            ("with itself", merged(&[&whole, &whole])),
        ] {
            ensure(other == whole, || format!("{name} differs for {} posts cut at {i} and {j}", posts.len()))?;
            equal(&profiles(&other), &profiles(&whole), name)?;
        }
        Ok(())
    });
    relation.finish();
}

#[test]
fn mr65_one_by_one_or_in_chunks_is_the_same() {
    let mut relation = Relation::new("MR65");
    relation.generated(48, (crowd(), 1..7_usize), |(posts, size)| {
        let chunks: Vec<Network> = posts.chunks(size).map(network).collect();
        let single: Vec<Network> = posts.chunks(1).map(network).collect();
        let whole = network(&posts);
        for parts in [chunks, single] {
            let all = merged(&parts.iter().collect::<Vec<_>>());
            ensure(all == whole, || format!("chunks of {size} differ"))?;
            equal(&profiles(&all), &profiles(&whole), "profiles")?;
        }
        Ok(())
    });
    relation.finish();
}

/// A scorer whose weights are all multiplied, from a prior of zero.
fn scaled(by: f64) -> Scorer {
    let mut weights = Weights::default();
    for (quality, mark, weight) in Weights::default().rows() {
        weights = weights.with(quality, mark, weight * by).expect("a small weight");
    }
    for quality in Quality::ALL {
        weights = weights.with_prior(quality, 0.0).expect("zero");
    }
    Scorer::default().with_weights(weights)
}

#[test]
fn mr66_scale_does_not_change_the_ranking() {
    let mut relation = Relation::new("MR66");
    let one = scaled(1.0);
    let rated = |scorer: &Scorer, text: &str| {
        let report = scorer.explain(&Post::new("1", "ana", text));
        Quality::ALL.map(|quality| report.logit(quality))
    };
    let texts: Vec<&str> = CASES.iter().map(|case| case.text.as_str()).filter(|text| text.len() < 400).collect();
    for by in [0.5, 0.9, 1.5] {
        let other = scaled(by);
        let both: Vec<_> = texts.iter().map(|text| (rated(&one, text), rated(&other, text), *text)).collect();
        for quality in 0..4 {
            for (a, b) in both.iter().flat_map(|a| both.iter().map(move |b| (a, b))) {
                let (before, after) = (a.0[quality] - b.0[quality], a.1[quality] - b.1[quality]);
                let kept = before.abs() < 1e-9 || after.abs() < 1e-9 || before.signum() == after.signum();
                let name = format!("{}-by-{by}", ["passion", "authenticity", "spam_risk", "conversational"][quality]);
                relation
                    .case(&name, ensure(kept, || format!("{before:.3} -> {after:.3}: {:?} against {:?}", a.2, b.2)));
            }
        }
    }
    let none = scaled(0.0);
    relation.generated(64, prop_oneof![ordinary(), offers(), pieces()], |text| {
        let found = rated(&none, &text);
        ensure(found == [0.0; 4], || format!("{found:?} without weights: {text:?}"))
    });
    relation.finish();
}

/// The shortest of several readings of a text, in time of the processor: other work on the machine
/// does not count.
fn shortest(text: &str) -> f64 {
    let once = || {
        let start = ThreadTime::now();
        let _ = SCORER.score_text(text);
        start.elapsed().as_secs_f64()
    };
    (0..7).map(|_| once()).fold(f64::MAX, f64::min).max(1e-6)
}

#[test]
fn mr67_twice_the_text_takes_twice_the_time() {
    let mut relation = Relation::new("MR67");
    let marks = format!("e{}", "\u{301}".repeat(7));
    let hostile = ["ab", "@", "(", "a.", "http://", "\u{301}", &marks, "😂", "\"", "a ", "аa"];
    for piece in hostile {
        let text = |n: usize| {
            if piece == "\u{301}" { format!("e{}", piece.repeat(n / 2)) } else { piece.repeat(n / piece.len()) }
        };
        let (one, two) = (text(1 << 15), text(1 << 16));
        // Shared caches and clocks can still slow a reading down, so one good measurement is enough.
        let ratio = || shortest(&two) / shortest(&one);
        let least = (0..5).map(|_| ratio()).find(|ratio| *ratio <= 2.5);
        relation.case(
            &format!("{:?}", &piece[..piece.chars().next().map_or(0, char::len_utf8)]),
            ensure(least.is_some(), || format!("{:.2} times as long", ratio())),
        );
        let memory = allocation_counter::measure(|| {
            let _ = SCORER.score_text(&two);
        });
        relation.case(
            piece,
            ensure(memory.bytes_max <= 4096, || format!("{} bytes for {} of text", memory.bytes_max, two.len())),
        );
    }
    relation.generated(16, ("[ab@(.:/ é😂]{1,6}", 5..9_u32), |(piece, power)| {
        let text = piece.repeat(1 << power);
        let memory = allocation_counter::measure(|| {
            let _ = SCORER.score_text(&text);
        });
        ensure(memory.bytes_max <= 4096, || format!("{} bytes for {:?}", memory.bytes_max, piece))
    });
    relation.finish();
}

#[test]
fn mr68_in_every_language_spam_is_spam_and_formulas_are_not() {
    let mut relation = Relation::new("MR68");
    let of = |category: &str, lang: &str| CASES.iter().find(|case| case.category == category && case.lang == lang);
    let languages = CASES.iter().filter(|case| case.category.starts_with("ml-")).map(|case| case.lang.as_str());
    let mut languages: Vec<&str> = languages.collect();
    languages.sort_unstable();
    languages.dedup();
    for lang in &languages {
        // Where a language has no case of its own for one side, every other language's stands in.
        let humans: Vec<_> = match of("ml-human", lang) {
            Some(case) => vec![case],
            None => CASES.iter().filter(|case| case.category == "ml-human").collect(),
        };
        if let Some(offer) = of("ml-spam", lang) {
            for human in humans {
                let (high, low) = (spam(&offer.text), spam(&human.text));
                relation
                    .case(lang, ensure(high > low, || format!("{high:.3} is not above {low:.3}: {:?}", offer.text)));
            }
        }
        if let Some(canned) = of("ml-canned", lang) {
            let found = spam(&canned.text);
            relation.case(lang, ensure(found < 2.0 / 3.0, || format!("{found:.3}: {:?}", canned.text)));
        }
    }
    let spams: Vec<_> = CASES.iter().filter(|case| case.category == "ml-spam").collect();
    let humans: Vec<_> = CASES.iter().filter(|case| case.category == "ml-human").collect();
    relation.generated(64, (0..spams.len(), 0..humans.len(), ordinary()), |(i, j, more)| {
        let (offer, human) = (format!("{} {}", spams[i].text, spams[i].text), format!("{} {more}", humans[j].text));
        ensure(spam(&offer) > spam(&human), || format!("{offer:?} against {human:?}"))
    });
    relation.finish();
}

#[test]
fn mr69_a_wrong_language_tag_changes_little() {
    let mut relation = Relation::new("MR69");
    let holds = |text: &str, tag: &str| {
        let mut post = Post::new("1", "ana", text);
        let before = SCORER.score(&post).spam_risk.score.get();
        post.lang = Some(tag.to_owned().into());
        within(SCORER.score(&post).spam_risk.score.get(), before, 0.1, &format!("{tag}: {text}"))
    };
    for case in hams() {
        for tag in ["en", "ru", "ja", "ar", "xx-Nowhere", "", "\u{0}"] {
            relation.case(&case.id, holds(&case.text, tag));
        }
    }
    relation.generated(64, (ordinary(), any::<String>()), |(text, tag)| holds(&text, &tag));
    relation.finish();
}

#[test]
fn mr70_a_text_may_be_cut_anywhere() {
    let mut relation = Relation::new("MR70");
    let cut = |text: &str, every: usize| -> Verdict {
        text.char_indices().step_by(every).try_for_each(|(at, _)| {
            let _ = (numbers(&text[..at]), contributions(&text[at..]));
            spans_fit(&text[..at])
        })
    };
    for case in CASES.iter() {
        relation.case(&case.id, cut(&case.text, 1 + case.text.len() / 12));
    }
    relation.generated(64, prop_oneof![ordinary(), offers(), pieces()], |text| cut(&text, 5));
    relation.finish();
}
