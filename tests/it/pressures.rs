//! Ten scripted accounts, each told apart from people by what it does, and people left alone.

#[path = "../../examples/data/cast.rs"]
mod cast;

use std::sync::LazyLock;

use realtalk::{Advice, Band, Network, Profile, Rating, Scorer};

pub(crate) use cast::{CAST, month};

pub(crate) static TOWN: LazyLock<Network> = LazyLock::new(|| {
    let scorer = Scorer::default();
    let mut network = Network::new();
    for post in month() {
        network.observe(&post, &scorer.score(&post));
    }
    network
});

fn profile(name: &str) -> Profile {
    TOWN.profile(name).expect("everyone of the cast posts")
}

fn score(rating: Rating) -> f64 {
    rating.score.get()
}

fn optional(rating: Option<Rating>) -> f64 {
    rating.map_or(0.0, score)
}

#[test]
fn a_spammer_who_only_replies_has_the_ratio_and_nothing_else() {
    let spammer = profile("dealbird");
    assert!(score(spammer.reply_ratio) > 0.8);
    assert_eq!(spammer.spam_risk.band(), Band::High);
    assert_eq!(spammer.opt_out_risk.band(), Band::High);
    assert_eq!(spammer.traction.band(), Band::Low);
    assert_eq!(optional(spammer.reciprocity), 0.0);
    assert!(optional(spammer.unsolicited_share) > 0.9);
    assert_eq!(spammer.advice, Some(Advice::Narrow));
}

#[test]
fn a_sock_ring_is_an_echo_and_worth_nothing() {
    let circles = TOWN.circles();
    let echoes: Vec<_> = circles.iter().filter(|circle| circle.is_echo()).collect();
    assert_eq!(echoes.len(), 1);
    assert_eq!(echoes[0].authors, ["sock0", "sock1", "sock2", "sock3"]);
    for name in &echoes[0].authors {
        assert_eq!(TOWN.value(name).map(score), Some(0.0));
    }
    // As closed as the ring, and no echo.
    let friends = circles.iter().find(|circle| circle.authors == ["lena", "shy", "tom"]).expect("three friends");
    assert_eq!(friends.closed(), 1.0);
    assert!(TOWN.value("shy").map_or(0.0, score) > 0.3);
}

#[test]
fn who_names_everybody_asks_for_attention_that_is_not_given() {
    let bomber = profile("shouter");
    assert!(score(bomber.attention_cost) > score(profile("n1").attention_cost));
    assert!(optional(bomber.unsolicited_share) > 0.9);
    assert!(optional(bomber.one_wayness) > 0.9);
    assert_eq!(bomber.ties.first().map(|tie| tie.strength), Some(0.0));
    assert_eq!(bomber.advice, Some(Advice::Narrow));
}

#[test]
fn an_hourly_post_is_clockwork_however_it_jitters() {
    let clock = profile("hourly");
    assert!(score(clock.clockwork) > 0.9);
    assert_eq!(clock.spam_risk.band(), Band::Low);
    for name in ["n1", "newsdesk", "stands", "shouter"] {
        let other = profile(name);
        assert!(score(other.clockwork) < 2.0 / 3.0 || other.clockwork.confidence.get() < 0.7, "{name}");
    }
}

#[test]
fn one_text_for_every_customer_is_no_voice() {
    let brand = profile("brandcare");
    assert!(score(brand.reply_ratio) > 0.8);
    assert_eq!(brand.authenticity.band(), Band::Low);
    assert_eq!(brand.duplicate_share.band(), Band::High);
    assert_eq!(brand.advice, Some(Advice::Vary));
    assert_eq!(brand.strong_ties, 0);
}

#[test]
fn a_band_with_one_concert_repeats_itself_and_is_no_spammer() {
    let band = profile("oneband");
    assert_eq!(band.duplicate_share.band(), Band::High);
    assert_eq!(band.breadth.band(), Band::Low);
    assert!(score(band.spam_risk) < score(profile("dealbird").spam_risk));
    assert!(band.spam_risk.band() != Band::High);
    assert_eq!(band.advice, Some(Advice::Vary));
}

#[test]
fn a_shy_person_with_two_friends_has_what_counts() {
    let shy = profile("shy");
    assert_eq!(shy.strong_ties, 2);
    assert_eq!(shy.traction.band(), Band::High);
    assert_eq!(shy.opt_out_risk.band(), Band::Low);
    assert!(optional(shy.reciprocity) > 0.9);
    assert_eq!(shy.advice, None);
}

#[test]
fn one_evening_of_football_is_a_burst_and_no_spam() {
    let stands = profile("stands");
    assert!(stands.burstiness.is_some_and(|bursts| bursts > 0.5));
    assert!(stands.peak_ten_minutes >= 5);
    assert_eq!(stands.spam_risk.band(), Band::Low);
    assert_eq!(stands.duplicate_share.band(), Band::Low);
    assert_eq!(stands.advice, Some(Advice::SlowDown));
}

#[test]
fn a_news_desk_broadcasts_and_that_is_all() {
    let desk = profile("newsdesk");
    assert_eq!(desk.broadcast_share.band(), Band::High);
    assert_eq!(desk.reply_ratio.band(), Band::Low);
    assert_eq!(desk.duplicate_share.band(), Band::Low);
    assert!(desk.spam_risk.band() != Band::High);
    assert!(!desk.automated);
}

#[test]
fn a_bot_that_says_so_is_no_spammer() {
    let bot = profile("weatherbot");
    assert!(bot.automated);
    assert_eq!(bot.spam_risk.band(), Band::Low);
    assert!(!profile("hourly").automated);
}

#[test]
fn everyone_of_the_cast_gets_a_page() {
    for (name, what) in CAST {
        assert!(profile(name).to_string().contains("  first: "), "{name}, who {what}");
    }
}

#[test]
fn people_rank_above_the_cast() {
    let ranked = TOWN.rank();
    let place = |name: &str| ranked.iter().position(|ranked| ranked.author == name).expect("ranked");
    for person in ["shy", "lena", "tom", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7"] {
        for other in ["dealbird", "sock0", "sock1", "shouter", "brandcare", "oneband", "hourly", "weatherbot"] {
            assert!(place(person) < place(other), "{person} after {other}");
        }
    }
    for row in &ranked {
        assert!((row.score - row.why.iter().map(|driver| driver.weight).sum::<f64>()).abs() < 1e-12);
    }
}

#[test]
fn a_page_tells_who_what_and_first() {
    let page = profile("dealbird").to_string();
    assert!(page.contains("mostly answers, few come back"), "{page}");
    assert!(page.contains("costs an audience: promotion"), "{page}");
    assert!(page.contains("first: write to those who want it"), "{page}");
    let page = profile("shy").to_string();
    assert!(page.contains("talks with tom: 6 there, 12 back"), "{page}");
    // What a low reply ratio means, and what it does not.
    let page = profile("newsdesk").to_string();
    assert!(page.contains("broadcast-like, which people, brands and machines all are at times"), "{page}");
}

#[test]
fn a_page_names_each_reason_once_and_none_below_a_tenth() {
    for (name, _) in CAST {
        let page = profile(name).to_string();
        let told: Vec<(f64, &str)> =
            (page.lines().filter(|line| line.contains(" costs an audience: ") || line.contains(" keeps it: ")))
                .map(|line| line.trim().split_once(' ').expect("a number first"))
                .map(|(weight, rest)| (weight.parse().expect("a number"), rest.split_once(": ").expect("a name").1))
                .collect();
        assert!(told.iter().all(|(weight, _)| weight.abs() >= 0.095), "{page}");
        let names: std::collections::BTreeSet<&str> = told.iter().map(|(_, name)| *name).collect();
        assert_eq!(names.len(), told.len(), "{page}");
    }
}
