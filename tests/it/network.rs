//! The network is a set: order, repetition and partition do not matter.

use proptest::prelude::*;
use realtalk::{Account, Band, Network, Post, Scorer, Timestamp};

pub(crate) fn posts() -> impl Strategy<Value = Vec<Post<'static>>> {
    let row = (0..12_u32, 0..5_u32, 0..14_u32, 0..4_usize, 0..5_000_i64);
    prop::collection::vec(row, 0..40).prop_map(|rows| {
        let texts = [
            "@p1 did the kiln survive the night?",
            "thanks, that saved my evening",
            "Click here for our new offer http://a.example",
            "I glazed forty mugs and I love them",
        ];
        rows.into_iter()
            .map(|(id, author, parent, text, minute)| {
                let post = Post::new(id.to_string(), format!("p{author}"), texts[text])
                    .at(Timestamp::from_seconds(1_700_000_000 + minute * 60));
                if parent < 12 { post.answering(parent.to_string(), None) } else { post }
            })
            .collect()
    })
}

pub(crate) fn network<'p>(posts: impl IntoIterator<Item = &'p Post<'static>>) -> Network {
    let scorer = Scorer::default();
    let mut network = Network::new();
    for post in posts {
        network.observe(post, &scorer.score(post));
    }
    network
}

pub(crate) fn merged(a: &Network, b: &Network) -> Network {
    let mut all = a.clone();
    all.merge(b);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_partition_in_any_order_merges_to_the_same(posts in posts(), cut in any::<prop::sample::Index>()) {
        let whole = network(&posts);
        let cut = cut.index(posts.len() + 1);
        let (a, b) = (network(&posts[..cut]), network(posts[cut..].iter().rev()));
        prop_assert_eq!(&merged(&a, &b), &whole);
        prop_assert_eq!(&merged(&b, &a), &whole);
        prop_assert_eq!(&merged(&whole, &Network::new()), &whole);
        prop_assert_eq!(&merged(&whole, &whole), &whole);
        for author in whole.authors() {
            prop_assert_eq!(merged(&a, &b).profile(author), whole.profile(author));
        }
    }

    /// Posts are linked at the first question and as they come from then on: it never shows.
    #[test]
    fn asking_in_between_changes_nothing(posts in posts(), asked in any::<[bool; 8]>(), cut in any::<prop::sample::Index>()) {
        let scorer = Scorer::default();
        let whole = network(&posts);
        let curious = |posts: &[Post<'static>], ask: &[bool]| {
            let mut network = Network::new();
            for (post, ask) in posts.iter().zip(ask.iter().cycle()) {
                network.observe(post, &scorer.score(post));
                if *ask {
                    network = if network.len() % 2 == 0 { network.clone() } else { network };
                }
            }
            network
        };
        prop_assert_eq!(&curious(&posts, &asked), &whole);
        prop_assert_eq!(curious(&posts, &asked).to_bytes(), whole.to_bytes());
        let (early, late) = posts.split_at(cut.index(posts.len() + 1));
        let (early, late) = (curious(early, &asked[..4]), curious(late, &asked[4..]));
        prop_assert_eq!(merged(&early, &late).to_bytes(), whole.to_bytes());
        prop_assert_eq!(merged(&late, &early).to_bytes(), whole.to_bytes());
    }

    #[test]
    fn batches_are_the_same_bit_for_bit(posts in posts()) {
        let scorer = Scorer::default();
        let scores = scorer.score_many(&posts);
        prop_assert_eq!(&scores, &posts.iter().map(|post| scorer.score(post)).collect::<Vec<_>>());
        let mut batch = Network::new();
        batch.observe_many(&posts, &scores);
        let whole = network(&posts);
        prop_assert_eq!(batch.to_bytes(), whole.to_bytes());
        prop_assert_eq!(batch.profiles().collect::<Vec<_>>(), whole.profiles().collect::<Vec<_>>());
    }

    #[test]
    fn merging_is_associative(a in posts(), b in posts(), c in posts()) {
        let (a, b, c) = (network(&a), network(&b), network(&c));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
    }

    #[test]
    fn a_network_comes_back_from_json(posts in posts()) {
        let network = network(&posts);
        let text = serde_json::to_string(&network).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Network>(&text).expect("a network"), network);
    }

    #[test]
    fn every_number_is_made_of_its_reasons(posts in posts()) {
        let network = network(&posts);
        for profile in network.profiles() {
            let json = serde_json::to_value(&profile).expect("JSON");
            let reasons = network.reasons(&profile.author).expect("who has a profile has reasons");
            prop_assert!(reasons.len() >= 16);
            for why in reasons {
                let value = json[why.number]["score"].as_f64().expect(why.number);
                prop_assert_eq!(value, why.value);
                prop_assert!((why.recount() - value).abs() < 1e-12, "{:?}", why);
            }
        }
    }

    #[test]
    fn a_third_party_changes_nothing(posts in posts()) {
        let before = network(&posts);
        let stranger = Post::new("far away", "nobody else", "a walk by the lake");
        let after = network(posts.iter().chain([&stranger]));
        for author in before.authors() {
            prop_assert_eq!(before.profile(author), after.profile_at(author, before.latest().expect("times")));
        }
    }

    #[test]
    fn every_rating_is_a_share(posts in posts()) {
        let network = network(&posts);
        for author in network.authors() {
            let profile = network.profile(author).expect("an author has a profile");
            for rating in [profile.reply_ratio, profile.opt_out_risk, profile.traction, profile.spam_risk, profile.breadth] {
                prop_assert!((0.0..=1.0).contains(&rating.score.get()));
                prop_assert!((0.0..=1.0).contains(&rating.confidence.get()));
            }
        }
    }
}

/// A back and forth of `turns` between ana and ben, a day apart.
fn talk(turns: usize) -> Vec<Post<'static>> {
    (0..turns)
        .map(|turn| {
            let day = Timestamp::from_seconds(1_700_000_000 + turn as i64 * 86_400);
            let post =
                Post::new(turn.to_string(), if turn % 2 == 0 { "ana" } else { "ben" }, format!("and what of {turn}?"))
                    .at(day);
            if turn > 0 { post.answering((turn - 1).to_string(), None) } else { post }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Small enough that everybody is within reach: then circles are those who reach each other.
    #[test]
    fn circles_are_those_who_reach_each_other(pairs in prop::collection::vec((0..9_u8, 0..9_u8), 0..25)) {
        let posts = pairs.iter().enumerate().map(|(n, (from, to))| {
            Post::new(n.to_string(), format!("p{from}"), format!("@p{to} hello"))
        });
        let circles = network(&posts.collect::<Vec<_>>()).circles();
        let mut reach = [[false; 9]; 9];
        for (from, to) in &pairs {
            reach[*from as usize][*to as usize] = true;
        }
        for by in 0..9 {
            for from in 0..9 {
                for to in 0..9 {
                    reach[from][to] |= reach[from][by] && reach[by][to];
                }
            }
        }
        let all = |who: usize| (0..9).filter(move |other| *other == who || reach[who][*other] && reach[*other][who]);
        let mut wanted: Vec<Vec<String>> = (0..9)
            .filter(|who| all(*who).next() == Some(*who) && all(*who).count() >= 3)
            .map(|who| all(who).map(|who| format!("p{who}")).collect())
            .collect();
        wanted.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        prop_assert_eq!(circles.into_iter().map(|circle| circle.authors).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn ties_grow_both_ways_and_fade() {
    let network = network(&talk(10));
    let tie = |who: &str| network.profile(who).expect("a profile").ties[0].clone();
    assert!(tie("ana").strong);
    assert!(tie("ana").strength > 0.6);
    let later = Timestamp::from_millis(network.latest().expect("times").as_millis() + 14 * 86_400_000);
    let faded = network.profile_at("ana", later).expect("a profile").ties[0].strength;
    assert!((faded - tie("ana").strength / 2.0).abs() < 1e-12);
}

#[test]
fn silence_is_told_in_usual_pauses() {
    // Six posts, each a day after the other.
    let all = network(&talk(6));
    let silence = |days: i64| {
        let now = Timestamp::from_millis(all.latest().expect("times").as_millis() + days * 86_400_000);
        all.profile_at("ana", now).expect("she wrote").ties[0].silence
    };
    assert_eq!([0, 1, 8].map(silence), [Some(0.0), Some(1.0), Some(8.0)]);
    assert_eq!(network(&talk(2)).profile("ana").expect("she wrote").ties[0].silence, None);
}

#[test]
fn one_way_interest_is_no_tie() {
    let posts: Vec<Post<'static>> =
        (0..9).map(|i| Post::new(i.to_string(), "fan", format!("@star please play song {i}"))).collect();
    let profile = network(&posts).profile("fan").expect("a profile");
    assert_eq!(profile.ties[0].strength, 0.0);
    assert!(profile.reply_ratio.score.get() < 2.0 / 3.0);
}

#[test]
fn small_edits_do_not_hide_a_repeat() {
    let texts = [
        "Big sale on all our winter shoes today, see https://a.example/1 @ann",
        "Big sale on all our winter shoes today, see https://b.example/2 @ben",
        "big sale on all our winter shoes TODAY!! see https://c.example/3",
        "I walked the dog along the canal and met a heron",
    ];
    let posts: Vec<Post<'static>> =
        texts.iter().enumerate().map(|(i, text)| Post::new(i.to_string(), "shop", *text)).collect();
    assert_eq!(network(&posts).profile("shop").expect("a profile").duplicate_share.score.get(), 0.5);
    let each: Vec<Post<'static>> =
        texts[..3].iter().enumerate().map(|(i, text)| Post::new(i.to_string(), format!("shop{i}"), *text)).collect();
    assert_eq!(network(&each).campaigns()[0].authors.len(), 3);
}

#[test]
fn the_same_words_weigh_more_from_a_stranger() {
    let scorer = Scorer::default();
    let network = network(&talk(10));
    let words = "have a look at my shop: https://a.example/shop";
    let friend = scorer.score_in(&Post::new("f", "ana", words), &network, "ben");
    let stranger = scorer.score_in(&Post::new("s", "zoe", words), &network, "ben");
    assert!(friend.spam_risk.score < stranger.spam_risk.score);
    let report = scorer.explain_in(&Post::new("s", "zoe", words), &network, "ben");
    assert_eq!(report.scores(), &stranger);
}

#[test]
fn a_name_like_a_listed_one_is_watched_and_no_other() {
    let scorer = Scorer::default().with_names(["Potters Guild"]);
    let named = |name: &'static str| {
        let mut account = Account::default();
        account.name = Some(name.into());
        scorer.score_account(&account, None).score
    };
    assert!(named("Pottres Guild") > named("Potters Guild"));
    assert_eq!(named("Pottеrs Gui1d"), named("Pottres Guild"));
    assert_eq!(named("Сергей"), named("Potters Guild"));
}

#[test]
fn an_unknown_author_has_no_profile_and_a_lone_one_little_confidence() {
    let network = network(&[Post::new("1", "ana", "hello there")]);
    assert!(network.profile("ben").is_none());
    let profile = network.profile("ana").expect("a profile");
    assert!(profile.reply_ratio.confidence.get() < 0.2);
    assert_eq!(profile.traction.band(), Band::Low);
    assert_eq!(network.value("ana").map(|value| value.score.get()), Some(0.0));
}

/// Two hundred new accounts with the names of townspeople, two letters swapped, and one text, among
/// two thousand new ones.
#[test]
fn a_wave_of_borrowed_names_is_seen_and_nobody_else() {
    let first = ["Marta", "Jonas", "Priya", "Hassan", "Ingrid", "Tomasz", "Yuki", "Amara", "Pavel", "Lucia"];
    let last =
        ["Kowalska", "Brandt", "Okoye", "Silveira", "Lindqvist", "Haddad", "Petrov", "Moreau", "Tanaka", "Byrne"];
    let listed: Vec<String> = (0..100).map(|n| format!("{} {}", first[n % 10], last[n / 10])).collect();
    let scorer = Scorer::default().with_names(listed.clone()).with_now(Timestamp::from_seconds(1_700_090_000));
    let casino = "Lucky Crown Casino gives 200 free spins to new players, claim now: http://crown.example.com";
    let swapped = |n: usize| {
        let mut letters: Vec<char> = listed[n / 2].chars().collect();
        let at = if n % 2 == 0 { 1 } else { letters.len() - 3 };
        letters.swap(at, at + 1);
        letters.into_iter().collect::<String>()
    };
    let ordinary = |n: usize| {
        let (a, b) = (first[(n * 7 + 3) % 10], last[(n * 3 + n / 10) % 10]);
        match n % 4 {
            0 => format!("{a} from the {b} mill"),
            1 => format!("{}{}", b.to_lowercase(), 1970 + n % 40),
            2 => format!("garden of {a} {n}"),
            _ => format!("Наталья {n}"),
        }
    };
    let texts = [
        "hello from the harbour, I am new here",
        "does anyone know a good baker?",
        "first photo of our dog, he is called Ludo",
    ];
    let mut posts = Vec::new();
    for n in 0..2_200 {
        let text = if n < 200 { casino.to_owned() } else { format!("{} {n}", texts[n % 3]) };
        posts.push(
            Post::new(n.to_string(), format!("id{n}"), text).at(Timestamp::from_seconds(1_700_000_000 + n as i64)),
        );
    }
    let network = network(&posts);
    let of_the_wave = |author: &String| author[2..].parse::<usize>().is_ok_and(|n| n < 200);
    let campaigns = network.campaigns();
    let wave = campaigns.iter().find(|campaign| of_the_wave(&campaign.authors[0])).expect("one text from many");
    assert!(wave.authors.len() == 200 && wave.authors.iter().all(of_the_wave));
    let band = |n: usize| {
        let mut account = Account::default();
        account.name = Some(if n < 200 { swapped(n) } else { ordinary(n) }.into());
        account.created_at = Some(Timestamp::from_seconds(1_700_000_000));
        account.posts = Some(1);
        scorer.score_account(&account, network.profile(&format!("id{n}")).as_ref()).band()
    };
    let high: Vec<usize> = (0..2_200).filter(|n| band(*n) == Band::High).collect();
    assert_eq!(high, (0..200).collect::<Vec<_>>());
    assert!((200..2_200).all(|n| band(n) == Band::Low));
}

#[test]
fn ties_are_carried_by_those_met_elsewhere_too() {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    let mut say = |id: &str, from: &str, to: &str, platform: &str, day: i64| {
        let post = Post::new(id.to_owned(), from.to_owned(), format!("@{to} so?"));
        let mut post = post.at(Timestamp::from_seconds(day * 86_400));
        post.platform = Some(platform.to_owned().into());
        network.observe(&post, &scorer.score(&post));
    };
    for (n, (partner, platform)) in
        [("ben", "here"), ("ben", "there"), ("cho", "here"), ("cho", "here")].iter().enumerate()
    {
        say(&format!("{n}a"), "ana", partner, platform, n as i64);
        say(&format!("{n}b"), partner, "ana", platform, n as i64);
    }
    let profile = network.profile("ana").expect("she wrote");
    let strength = |name: &str| profile.ties.iter().find(|tie| tie.partner == name).expect("a tie").strength;
    let wanted = strength("ben") / (strength("ben") + strength("cho"));
    assert!((profile.portability.expect("two platforms") - wanted).abs() < 1e-12 && wanted > 0.0);
    assert_eq!(network.profile("cho").expect("wrote").portability, None);
}

#[test]
fn pauses_as_long_as_time_itself_are_even() {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    for (n, time) in [i64::MIN + 1, 0, i64::MAX].into_iter().enumerate() {
        let post = Post::new(n.to_string(), "ana", "so?").at(Timestamp::from_millis(time));
        network.observe(&post, &scorer.score(&post));
    }
    let bursts = network.profile("ana").expect("she wrote").burstiness.expect("three times");
    assert!(bursts < -0.999, "{bursts}");
}

#[test]
fn a_part_of_a_network_is_another() {
    let (scorer, mut part) = (Scorer::default(), Network::new());
    let post = |id: &'static str| Post::new(id, "ana", "so?");
    part.observe(&post("1"), &scorer.score(&post("1")));
    let mut whole = part.clone();
    whole.observe(&post("2"), &scorer.score(&post("2")));
    assert_ne!(part, whole);
    assert_ne!(whole, part);
    assert_eq!((part.len(), whole.len()), (1, 2));
    assert_ne!(part, whole);
    assert_ne!(whole, part);
}

#[test]
fn one_long_pause_among_short_ones_is_a_burst() {
    let scorer = Scorer::default();
    let bursts = |times: &[i64]| {
        let mut network = Network::new();
        for (n, time) in times.iter().enumerate() {
            let post = Post::new(n.to_string(), "ana", "so?").at(Timestamp::from_millis(*time));
            network.observe(&post, &scorer.score(&post));
        }
        network.profile("ana").expect("she wrote").burstiness.expect("times")
    };
    // Of three, one pause being all there is: r = 1, and A_n = (2 - sqrt 2) / sqrt 2.
    let wanted = 2.0_f64.sqrt() - 1.0;
    for times in [[0, 0, 10_000_000_000], [i64::MIN + 1, i64::MIN + 1, i64::MAX]] {
        assert!((bursts(&times) - wanted).abs() < 1e-9, "{times:?}: {}", bursts(&times));
    }
}

#[test]
fn a_tie_of_one_moment_fades_like_any() {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    let moment = Timestamp::from_seconds(1_700_000_000);
    for (id, from, to) in [("1", "ana", "ben"), ("2", "ben", "ana")] {
        let post = Post::new(id, from, format!("@{to} so?")).at(moment);
        network.observe(&post, &scorer.score(&post));
    }
    let strength = |days: i64| {
        let now = Timestamp::from_seconds(1_700_000_000 + days * 86_400);
        network.profile_at("ana", now).expect("she wrote").ties[0].strength
    };
    assert!(strength(0) > 0.0);
    assert!((strength(14) - strength(0) / 2.0).abs() < 1e-12 && (strength(28) - strength(0) / 4.0).abs() < 1e-12);
}

#[test]
fn whoever_answered_is_no_stranger_and_nor_is_whoever_was_answered() {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    let ask = Post::new("1", "ben", "@ana so?");
    network.observe(&ask, &scorer.score(&ask));
    let strange = |post: &Post<'_>, to: &str| {
        let report = scorer.explain_in(post, &network, to);
        report.contributions().iter().any(|part| part.signal == realtalk::Mark::Stranger)
    };
    let words = "click here for free followers, DM me";
    assert!(!strange(&Post::new("2", "ana", words), "ben"), "he wrote to her");
    assert!(!strange(&Post::new("2", "ana", words).answering("1", Some("ben")), "ben"));
    assert!(strange(&Post::new("2", "zoe", words), "ben"));
    assert!(!strange(&Post::new("2", "zoe", words), "zoe"), "to oneself");
}

#[test]
fn a_ring_of_which_half_says_the_same_is_an_echo() {
    const OWN: [&str; 12] = [
        "did the kiln survive the night?",
        "my aunt plays violin in the stairwell",
        "we met a heron by the canal this morning",
        "how do you oil a wooden spoon?",
        "the ferry was late because of fog",
        "I burned the soup and blamed the cat",
        "who borrowed my long ladder in May?",
        "taxes are done, time for chess",
        "moss grows on every window of the shed",
        "bring the blue bowls, please, and two forks",
        "that film about bees made me cry",
        "the dentist says hello to your brother",
    ];
    let (scorer, names, mut network) = (Scorer::default(), ["ana", "ben", "cho"], Network::new());
    for n in 0..24 {
        let to = names[(n + 1 + n / 3 % 2) % 3];
        let text = OWN.get(n).copied().unwrap_or("what a wonderful evening that was by the river");
        let post = Post::new(n.to_string(), names[n % 3], format!("@{to} {text}"));
        let post = post.at(Timestamp::from_seconds(n as i64 * 5_000));
        network.observe(&post, &scorer.score(&post));
    }
    let ring = network.circles().into_iter().next().expect("three who only talk with each other");
    assert!(ring.alike > 1.0 / 3.0 && ring.alike < 0.9 && ring.promoting < 0.5, "{ring:?}");
    assert!(ring.is_echo(), "{ring:?}");
}
