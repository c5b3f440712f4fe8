//! Accounts: what order, names, time and other people's posts may and may not change.

use proptest::prelude::*;
use realtalk::{Network, Post, Profile, Timestamp};
use serde_json::Value;

use super::{Relation, SCORER, Verdict, at_least, at_most, ensure, equal, within};

const DAY: i64 = 86_400;
const START: i64 = 1_700_000_000;

type Posts = Vec<Post<'static>>;

const TEXTS: [&str; 6] = [
    "did the kiln survive the night?",
    "thanks, that saved my evening",
    "Click here for our new offer http://a.example",
    "I glazed forty mugs and I love them",
    "we walked along the canal and met a heron today",
    "does anyone know how to oil a wooden spoon?",
];

/// Conversations of accounts written by hand: name, who is meant, posts.
fn accounts() -> Vec<(String, String, Posts)> {
    let row = |line: &str| {
        let row: Value = serde_json::from_str(line).expect("an account is JSON");
        let posts: Vec<Post<'_>> = serde::Deserialize::deserialize(&row["posts"]).expect("posts");
        let field = |name: &str| row[name].as_str().unwrap_or("").to_owned();
        (field("id"), field("me"), posts.into_iter().map(Post::into_owned).collect())
    };
    include_str!("../../cases/account_cases.jsonl").lines().map(row).collect()
}

/// Some weeks among people who ask, answer, tell and sell; `p0` is meant. Mostly a few of five people,
/// at times up to two thousand posts of forty.
fn weeks() -> impl Strategy<Value = Posts> {
    prop_oneof![9 => few(), 1 => crowd()]
}

fn crowd() -> impl Strategy<Value = Posts> {
    (any::<u32>(), 100..2_000_usize).prop_map(|(seed, count)| {
        let mut state = u64::from(seed);
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut time = START;
        let mut posts: Posts = Vec::new();
        for n in 0..count {
            time += 60 * (1 + draw(60) as i64);
            let author = if n == 0 || draw(10) == 0 { 0 } else { draw(40) };
            let text =
                format!("{} {}", TEXTS[draw(TEXTS.len())], ["", "", "and the heron", "at the mill", "so"][draw(5)]);
            let mut post = Post::new(n.to_string(), format!("p{author}"), text.trim_end().to_owned());
            if n > 0 && draw(3) > 0 {
                post.reply_to = Some((n - 1 - draw(n.min(30))).to_string().into());
            }
            posts.push(post.at(Timestamp::from_seconds(time)));
        }
        posts
    })
}

fn few() -> impl Strategy<Value = Posts> {
    let texts = TEXTS;
    prop::collection::vec((0..5_u32, any::<prop::sample::Index>(), 0..3_u8, 0..texts.len(), 1..600_i64), 1..30)
        .prop_map(move |rows| {
            let mut time = START;
            let mut posts: Posts = Vec::new();
            for (n, (author, parent, none, text, minutes)) in rows.into_iter().enumerate() {
                time += minutes * 60;
                // The first is always of the one who is meant.
                let author = format!("p{}", if n == 0 { 0 } else { author });
                let mut post = Post::new(n.to_string(), author, texts[text]).at(Timestamp::from_seconds(time));
                if n > 0 && none > 0 {
                    post.reply_to = Some(parent.index(n).to_string().into());
                }
                posts.push(post);
            }
            posts
        })
}

fn network(posts: &[Post<'static>]) -> Network {
    let mut network = Network::new();
    for post in posts {
        network.observe(post, &SCORER.score(post));
    }
    network
}

fn profile(posts: &[Post<'static>], who: &str) -> Option<Profile> {
    network(posts).profile(who)
}

fn last(posts: &[Post<'static>]) -> i64 {
    posts.iter().filter_map(|post| post.created_at).map(|t| t.as_millis() / 1000).max().unwrap_or(START)
}

/// Profiles before and after, both as of the later of the last moments.
fn both(before: &[Post<'static>], after: &[Post<'static>], who: &str) -> Option<(Profile, Profile)> {
    let now = Timestamp::from_seconds(last(before).max(last(after)));
    Some((network(before).profile_at(who, now)?, network(after).profile_at(who, now)?))
}

/// A relation between an account's profile before and after its posts are changed.
fn between(
    relation: &mut Relation,
    change: impl Fn(&str, &[Post<'static>]) -> Posts,
    holds: impl Fn(&Profile, &Profile) -> Verdict,
) {
    let tried = |who: &str, posts: &[Post<'static>]| match both(posts, &change(who, posts), who) {
        Some((before, after)) => holds(&before, &after),
        None => Ok(()),
    };
    for (name, who, posts) in accounts() {
        relation.case(&name, tried(&who, &posts));
    }
    relation.generated(64, weeks(), |posts| tried("p0", &posts));
}

fn with(posts: &[Post<'static>], more: impl IntoIterator<Item = Post<'static>>) -> Posts {
    posts.iter().cloned().chain(more).collect()
}

/// The whole posts with their times put through a function of seconds.
fn retimed(posts: &[Post<'static>], time: impl Fn(i64) -> i64) -> Posts {
    let at = |post: &Post<'static>| {
        let mut post = post.clone();
        post.created_at = post.created_at.map(|t| Timestamp::from_millis(time(t.as_millis())));
        post
    };
    posts.iter().map(at).collect()
}

fn own<'p>(posts: &'p [Post<'static>], who: &'p str) -> impl Iterator<Item = &'p Post<'static>> {
    posts.iter().filter(move |post| post.author.as_deref() == Some(who))
}

fn optional(rating: Option<realtalk::Rating>) -> f64 {
    rating.map_or(0.0, |rating| rating.score.get())
}

/// What differs between two profiles, by field.
fn unlike(a: &Profile, b: &Profile) -> String {
    let json = |profile: &Profile| serde_json::to_value(profile).expect("JSON");
    let (a, b) = (json(a), json(b));
    let fields = a.as_object().into_iter().flatten();
    let unlike = fields.filter(|(name, value)| b[name.as_str()] != **value);
    unlike.map(|(name, value)| format!("{name} {value} -> {}", b[name.as_str()])).collect::<Vec<_>>().join(", ")
}

fn same(before: &Profile, after: &Profile) -> Verdict {
    ensure(before == after, || unlike(before, after))
}

#[test]
fn mr42_order_does_not_matter() {
    let mut relation = Relation::new("MR42");
    between(&mut relation, |_, posts| posts.iter().rev().cloned().collect(), same);
    let turned = |posts: &[Post<'static>]| -> Posts {
        let (a, b) = posts.split_at(posts.len() / 2);
        b.iter().chain(a).cloned().collect()
    };
    between(&mut relation, |_, posts| turned(posts), same);
    relation.generated(64, (weeks(), 0..30_usize), |(posts, at)| {
        let still = retimed(&posts, |_| START * 1000);
        let mut other = still.clone();
        other.rotate_left(at % still.len());
        equal(&profile(&other, "p0"), &profile(&still, "p0"), "equal times in another order")
    });
    relation.finish();
}

#[test]
fn mr43_names_and_platforms_do_not_matter() {
    let mut relation = Relation::new("MR43");
    // Backwards and with a tail, so that alphabetical order changes too.
    let other = |name: &str| format!("{}-z", name.chars().rev().collect::<String>());
    let renamed = |posts: &[Post<'static>]| -> Posts {
        let one = |post: &Post<'static>| {
            let mut post = post.clone();
            post.author = post.author.map(|name| other(&name).into());
            post.reply_to_author = post.reply_to_author.map(|name| other(&name).into());
            for mention in &mut post.mentions {
                mention.account = other(&mention.account).into();
            }
            post.platform = Some("elsewhere".into());
            post
        };
        posts.iter().map(one).collect()
    };
    let plain = |mut profile: Profile| {
        profile.author.clear();
        for tie in &mut profile.ties {
            tie.partner.clear();
        }
        profile.ties.sort_by(|a, b| format!("{a:?}").cmp(&format!("{b:?}")));
        profile
    };
    let holds = |who: &str, posts: &[Post<'static>]| match (profile(posts, who), profile(&renamed(posts), &other(who)))
    {
        (Some(a), Some(b)) => same(&plain(a), &plain(b)),
        (a, b) => equal(&b.is_some(), &a.is_some(), who),
    };
    // Names in texts stay as they are, so accounts whose posts open with one are left out.
    for (name, who, posts) in accounts().into_iter().filter(|(_, _, posts)| posts.iter().all(|p| !p.text.contains('@')))
    {
        relation.case(&name, holds(&who, &posts));
    }
    relation.generated(64, weeks(), |posts| holds("p0", &posts));
    relation.finish();
}

#[test]
fn mr44_when_it_all_happened_does_not_matter() {
    let mut relation = Relation::new("MR44");
    let moved = |posts: &[Post<'static>], who: &str, minutes: i64, exact: bool| -> Verdict {
        let (before, after) = (profile(posts, who), profile(&retimed(posts, |t| t + minutes * 60_000), who));
        let (Some(before), Some(mut after)) = (before, after) else { return Ok(()) };
        for tie in &mut after.ties {
            tie.last = tie.last.map(|last| last - minutes * 60_000);
        }
        if exact {
            return same(&before, &after);
        }
        equal(&after.burstiness, &before.burstiness, "burstiness")?;
        equal(&after.ties, &before.ties, "ties")?;
        within(after.clockwork.score.get(), before.clockwork.score.get(), 1e-9, "clockwork")
    };
    let holds = |posts: &[Post<'static>], who: &str| -> Verdict {
        [24 * 60, 240 * 60, 60, 7 * 60].iter().try_for_each(|minutes| {
            moved(posts, who, *minutes, true).map_err(|how| format!("{minutes} minutes later: {how}"))
        })?;
        moved(posts, who, 17, false).map_err(|how| format!("17 minutes later: {how}"))
    };
    for (name, who, posts) in accounts() {
        relation.case(&name, holds(&posts, &who));
    }
    relation.generated(64, weeks(), |posts| holds(&posts, "p0"));
    relation.finish();
}

#[test]
fn mr45_pace_scales_out_of_burstiness_and_reply_ratio() {
    let mut relation = Relation::new("MR45");
    for (times, over) in [(3, 1), (10, 1), (1, 2)] {
        between(
            &mut relation,
            |_, posts| retimed(posts, |t| START * 1000 + (t - START * 1000) * times / over),
            |a, b| {
                equal(&b.reply_ratio, &a.reply_ratio, "reply ratio")?;
                match (a.burstiness, b.burstiness) {
                    (Some(a), Some(b)) => within(b, a, 1e-6, "burstiness"),
                    (a, b) => equal(&b, &a, "burstiness"),
                }
            },
        );
    }
    relation.finish();
}

#[test]
fn mr46_burstiness_is_the_same_backwards() {
    let mut relation = Relation::new("MR46");
    between(
        &mut relation,
        |_, posts| retimed(posts, |t| (START + 400 * DAY) * 1000 - (t - START * 1000)),
        |a, b| match (a.burstiness, b.burstiness) {
            (Some(a), Some(b)) => within(b, a, 1e-9, "burstiness"),
            (a, b) => equal(&b, &a, "burstiness"),
        },
    );
    relation.finish();
}

#[test]
fn mr47_people_who_never_interact_do_not_matter() {
    let mut relation = Relation::new("MR47");
    between(
        &mut relation,
        |_, posts| {
            with(posts, [Post::new("far", "zed", "a walk by the lake").at(Timestamp::from_seconds(last(posts)))])
        },
        same,
    );
    relation.finish();
}

#[test]
fn mr48_answering_oneself_is_no_conversation() {
    let mut relation = Relation::new("MR48");
    let add = |who: &str, posts: &[Post<'static>]| match own(posts, who).next() {
        Some(first) => {
            let post = Post::new("self", who.to_owned(), "and one more thing about the glaze");
            with(posts, [post.at(Timestamp::from_seconds(last(posts))).answering(first.id.clone(), None)])
        }
        None => posts.to_vec(),
    };
    between(&mut relation, add, |before, after| {
        at_most(after.reply_ratio.score.get(), before.reply_ratio.score.get(), 0.0, "reply ratio")?;
        equal(&after.ties, &before.ties, "ties")
    });
    relation.finish();
}

#[test]
fn mr49_announcements_are_no_conversation() {
    let mut relation = Relation::new("MR49");
    for k in [1, 5] {
        let add = |who: &str, posts: &[Post<'static>]| {
            let times: Vec<Timestamp> = own(posts, who).filter_map(|post| post.created_at).collect();
            let post = |n: usize| {
                let mut post =
                    Post::new(format!("news {n}"), who.to_owned(), format!("new in the shop: bowl number {n}"));
                // Within the time that the account already spans.
                post.created_at = times.get(n % times.len().max(1)).copied();
                post
            };
            with(posts, (0..k).map(post))
        };
        between(&mut relation, add, |before, after| {
            let score = |rating: realtalk::Rating| rating.score.get();
            at_most(score(after.reply_ratio), score(before.reply_ratio), 0.0, "reply ratio")?;
            at_least(score(after.broadcast_share), score(before.broadcast_share), 0.0, "broadcast share")?;
            at_least(score(after.attention_cost), score(before.attention_cost), 0.0, "attention cost")
        });
    }
    relation.finish();
}

#[test]
fn mr50_an_answer_back_is_good_news() {
    let mut relation = Relation::new("MR50");
    let add = |who: &str, posts: &[Post<'static>]| {
        let author = |id: &str| posts.iter().find(|post| post.id == id).and_then(|post| post.author.clone());
        let mine = own(posts, who).find_map(|post| {
            let partner = author(post.reply_to.as_deref()?)?;
            let heard = posts.iter().any(|other| other.reply_to.as_ref() == Some(&post.id));
            (partner != who && !heard).then(|| (post.id.clone(), partner))
        });
        match mine {
            Some((id, partner)) => {
                let back = Post::new("back", partner, "oh, I see what you mean").answering(id, None);
                with(posts, [back.at(Timestamp::from_seconds(last(posts)))])
            }
            None => posts.to_vec(),
        }
    };
    between(&mut relation, add, |before, after| {
        at_least(optional(after.reciprocity), optional(before.reciprocity), 0.0, "reciprocity")?;
        at_least(after.tie_strength.score.get(), before.tie_strength.score.get(), 0.0, "tie")?;
        at_least(after.traction.score.get(), before.traction.score.get(), 0.0, "traction")?;
        at_most(after.opt_out_risk.score.get(), before.opt_out_risk.score.get(), 0.0, "opt-out risk")
    });
    relation.finish();
}

#[test]
fn mr51_answering_who_asked_beats_announcing() {
    let mut relation = Relation::new("MR51");
    let asked = |posts: &[Post<'static>]| {
        let ask = Post::new("ask", "asker", "how do you keep the glaze from running?");
        with(posts, [ask.at(Timestamp::from_seconds(START - 60))])
    };
    let holds = |who: &str, posts: &[Post<'static>]| -> Verdict {
        let before = asked(posts);
        let lone = |post: &Post<'static>| {
            post.author.as_deref() == Some(who)
                && post.reply_to.is_none()
                && post.mentions.is_empty()
                && !post.text.starts_with('@')
                && !posts.iter().any(|other| other.reply_to.as_ref() == Some(&post.id))
        };
        let Some(at) = before.iter().position(lone) else { return Ok(()) };
        let mut after = before.clone();
        after[at].reply_to = Some("ask".into());
        let Some((before, after)) = both(&before, &after, who) else { return Ok(()) };
        at_least(optional(after.targetedness), optional(before.targetedness), 0.0, "targetedness")?;
        at_least(after.traction.score.get(), before.traction.score.get(), 0.0, "traction")
    };
    for (name, who, posts) in accounts() {
        relation.case(&name, holds(&who, &posts));
    }
    relation.generated(64, weeks(), |posts| holds("p0", &posts));
    relation.finish();
}

#[test]
fn mr52_writing_to_strangers_ties_nobody() {
    let mut relation = Relation::new("MR52");
    let add = |who: &str, posts: &[Post<'static>]| {
        let theirs = Post::new("theirs", "stranger", "bowls drying in the yard").at(Timestamp::from_seconds(START));
        let mine = Post::new("mine", who.to_owned(), "these look lovely on the shelf").answering("theirs", None);
        with(posts, [theirs, mine.at(Timestamp::from_seconds(last(posts)))])
    };
    between(&mut relation, add, |before, after| {
        let sum = |profile: &Profile| profile.ties.iter().map(|tie| tie.strength).sum::<f64>();
        within(sum(after), sum(before), 0.0, "sum of ties")?;
        // Where nothing was known before, nothing can fall.
        before.reciprocity.map_or(Ok(()), |r| at_most(optional(after.reciprocity), r.score.get(), 0.0, "reciprocity"))
    });
    relation.finish();
}

/// The posts with one of the account's own said again a minute after the last.
fn repeated(who: &str, posts: &[Post<'static>], change: impl Fn(&str) -> String) -> Posts {
    match own(posts, who).find(|post| post.text.chars().filter(|c| c.is_alphabetic()).count() >= 20) {
        Some(post) => {
            let mut again = post.clone();
            again.id = "again".into();
            again.text = change(&post.text).into();
            with(posts, [again.at(Timestamp::from_seconds(last(posts)))])
        }
        None => posts.to_vec(),
    }
}

#[test]
fn mr53_saying_it_again_never_helps() {
    let mut relation = Relation::new("MR53");
    let add = |who: &str, posts: &[Post<'static>]| repeated(who, posts, str::to_owned);
    let holds = |before: &Profile, after: &Profile| {
        let score = |rating: realtalk::Rating| rating.score.get();
        at_least(score(after.duplicate_share), score(before.duplicate_share), 0.0, "duplicate share")?;
        at_least(score(after.spam_risk), score(before.spam_risk), 0.0, "spam risk")?;
        at_least(score(after.opt_out_risk), score(before.opt_out_risk), 0.0, "opt-out risk")
    };
    // Sixty posts in an hour, then one of somebody else two days later: said again then, it is a slower pace.
    let hour = |n: i64| {
        let post = Post::new(n.to_string(), "p0", TEXTS[n as usize % 3]);
        post.at(Timestamp::from_seconds(START + n * 60))
    };
    let late = Post::new("late", "p1", TEXTS[0]).at(Timestamp::from_seconds(START + 172_800));
    let hammered: Posts = (0..60).map(hour).chain([late]).collect();
    let (before, after) = both(&hammered, &add("p0", &hammered), "p0").expect("both are there");
    relation.case("slower", holds(&before, &after));
    between(&mut relation, add, holds);
    relation.finish();
}

#[test]
fn mr54_small_edits_do_not_hide_repetition() {
    let mut relation = Relation::new("MR54");
    let texts = [
        "Big sale on all our winter shoes, code 17, see https://a.example/1 @ann",
        "our choir sings on the 9th at the harbour, all welcome https://choir.example.org/9 @ben",
        "@cho the new kiln holds 40 mugs and I am far too proud of it https://kiln.example.com/x",
    ];
    let edited = |text: &str| {
        text.replace("/1 ", "/other ")
            .replace("/9 ", "/programme ")
            .replace("/x", "/y?z=2")
            .replace("@ann", "@dan")
            .replace("@ben", "@eve")
            .replace("@cho", "@fay")
            .replace("17", "18")
            .replace("9th", "8th")
            .replace("40", "41")
    };
    let holds = |text: &str| {
        let posts: Posts = vec![Post::new("1", "shop", text.to_owned()), Post::new("2", "shop", edited(text))];
        let share = profile(&posts, "shop").map_or(0.0, |profile| profile.duplicate_share.score.get());
        ensure(share == 0.5, || format!("{share}: {text:?}"))
    };
    for (n, text) in texts.iter().enumerate() {
        relation.case(&format!("edit-{n}"), holds(text));
    }
    let parts = ("[a-z]{3,8}", 4..9_usize, 10..99_u32).prop_flat_map(|(seed, words, number)| {
        prop::collection::vec("[a-z]{3,9}", words)
            .prop_map(move |words| format!("{seed} {} {number} @ann https://a.example/1 end", words.join(" ")))
    });
    relation.generated(64, parts, |text| {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 40 { Ok(()) } else { holds(&text) }
    });
    relation.finish();
}

#[test]
fn mr55_answers_of_their_own_beat_one_for_all() {
    let mut relation = Relation::new("MR55");
    let replies = [
        "sorry Ana, that one's on me, I sent the size 38 by mistake and the right pair left this morning",
        "oh no, the strap should never do that! can you send me a photo of the buckle?",
        "I'd go half a size up, my own pair ran tight until the second week",
        "your refund went out at ten, I checked it myself, it shows by Thursday",
        "ha, the dog got mine too. we still have the blue laces if you want them",
        "we are at the market on Saturday, bring the boots and I'll stitch them while you wait",
    ];
    let dialogue = |answer: &dyn Fn(usize) -> String, n: usize| -> Posts {
        let ask = |i: usize| {
            Post::new(format!("q{i}"), format!("c{i}"), "where is my order?")
                .at(Timestamp::from_seconds(START + i as i64 * 4000))
        };
        let reply = |i: usize| {
            Post::new(format!("r{i}"), "shoe", answer(i))
                .answering(format!("q{i}"), None)
                .at(Timestamp::from_seconds(START + i as i64 * 4000 + 900))
        };
        (0..n).flat_map(|i| [ask(i), reply(i)]).collect()
    };
    let canned = "We are sorry for the inconvenience, please send us a direct message with your order number";
    let holds = |n: usize, from: usize| -> Verdict {
        let before = profile(&dialogue(&|_| canned.to_owned(), n), "shoe").expect("a profile");
        let after =
            profile(&dialogue(&|i| replies[(i + from) % replies.len()].to_owned(), n), "shoe").expect("a profile");
        at_least(after.authenticity.score.get(), before.authenticity.score.get(), 0.0, "authenticity")?;
        let (a, b) = (after.duplicate_share.score.get(), before.duplicate_share.score.get());
        ensure(a < b, || format!("duplicate share {b} -> {a}, wanted less"))
    };
    for n in 2..=6 {
        relation.case(&format!("{n}-customers"), holds(n, 0));
    }
    relation.generated(16, (2..=6_usize, 0..6_usize), |(n, from)| holds(n, from));
    relation.finish();
}

#[test]
fn mr56_the_same_in_a_tenth_of_the_time_asks_more() {
    let mut relation = Relation::new("MR56");
    let squeeze = |_: &str, posts: &[Post<'static>]| retimed(posts, |t| START * 1000 + (t - START * 1000) / 10);
    let tried = |who: &str, posts: &[Post<'static>]| -> Verdict {
        // Each as of its own last moment: ages of ties are squeezed too.
        let (Some(before), Some(after)) = (profile(posts, who), profile(&squeeze(who, posts), who)) else {
            return Ok(());
        };
        ensure(after.peak_ten_minutes >= before.peak_ten_minutes, || "fewer at the peak".to_owned())?;
        at_least(after.opt_out_risk.score.get(), before.opt_out_risk.score.get(), 0.0, "opt-out risk")
    };
    for (name, who, posts) in accounts() {
        relation.case(&name, tried(&who, &posts));
    }
    relation.generated(64, weeks(), |posts| tried("p0", &posts));
    relation.finish();
}

#[test]
fn mr57_a_tie_is_as_strong_from_both_ends() {
    let mut relation = Relation::new("MR57");
    let holds = |posts: &[Post<'static>]| -> Verdict {
        let network = network(posts);
        for author in network.authors() {
            let profile = network.profile(author).expect("an author has a profile");
            for tie in &profile.ties {
                let Some(partner) = network.profile(&tie.partner) else { continue };
                let back = partner.ties.iter().find(|back| back.partner == author).map_or(0.0, |back| back.strength);
                within(back, tie.strength, 1e-9, &format!("{author} and {}", tie.partner))?;
            }
        }
        Ok(())
    };
    for (name, _, posts) in accounts() {
        relation.case(&name, holds(&posts));
    }
    relation.generated(64, weeks(), |posts| holds(&posts));
    relation.finish();
}

#[test]
fn mr58_ties_fade_alike() {
    let mut relation = Relation::new("MR58");
    let holds = |who: &str, posts: &[Post<'static>], days: i64| -> Verdict {
        let network = network(posts);
        let now = last(posts);
        let at = |seconds: i64| network.profile_at(who, Timestamp::from_seconds(seconds));
        let (Some(before), Some(after)) = (at(now), at(now + days * DAY)) else { return Ok(()) };
        let names = |profile: &Profile| profile.ties.iter().map(|tie| tie.partner.clone()).collect::<Vec<_>>();
        equal(&names(&after), &names(&before), "order")?;
        before
            .ties
            .iter()
            .zip(&after.ties)
            .try_for_each(|(a, b)| within(b.strength, a.strength * (-days as f64 / 14.0).exp2(), 1e-9, &a.partner))
    };
    for (name, who, posts) in accounts() {
        relation.case(&name, holds(&who, &posts, 14).and(holds(&who, &posts, 3)));
    }
    relation.generated(64, (weeks(), 1..60_i64), |(posts, days)| holds("p0", &posts, days));
    relation.finish();
}
