//! A newcomer's risk, against a plain recount of its formula.

use realtalk::{Account, Network, Post, Profile, Scorer, Timestamp};

const DAY: i64 = 86_400_000;

/// Somebody who repeats an offer to strangers, and gets one answer.
fn profile(scorer: &Scorer) -> Profile {
    let mut network = Network::new();
    for n in 0..6 {
        let text = "Message me on telegram and I show you how I made $9,000 in a week";
        let mut post = Post::new(n.to_string(), "zed", text).mentioning(format!("p{n}"));
        post.created_at = Some(Timestamp::from_millis(100 * DAY + n * 60_000));
        network.observe(&post, &scorer.score(&post));
    }
    let answer = Post::new("9", "p0", "no thanks, I like my week").answering("0", Some("zed"));
    network.observe(&answer, &scorer.score(&answer));
    network.profile("zed").expect("zed wrote")
}

fn account(following: u64, followers: u64) -> Account<'static> {
    let mut account = Account::default();
    account.id = "zed".into();
    account.bio = Some("DM me to earn $500 a day, link in bio".into());
    (account.following, account.followers) = (Some(following), Some(followers));
    account
}

#[test]
fn a_newcomers_risk_is_the_sum_of_what_is_known() {
    let scorer = Scorer::default();
    let profile = profile(&scorer);
    let account = account(5_000, 90);
    let report = scorer.explain_account(&account, Some(&profile));
    let weight = |name: &str| report.drivers.iter().find(|driver| driver.name == name).map(|driver| driver.weight);
    let near = |found: Option<f64>, wanted: f64| {
        let found = found.expect("a driver");
        assert!((found - wanted).abs() < 1e-12, "{found}, wanted {wanted}");
    };
    let part = |rating: realtalk::Rating| rating.score.get() * rating.confidence.get();
    let bio = scorer.score_text(account.bio.as_deref().unwrap_or("")).spam_risk.score.get();
    assert!(bio > 0.5 && profile.spam_risk.score.get() > 0.5);
    near(weight("soliciting bio"), 4.0 * (bio - 0.2));
    near(weight("follows many, followed by few"), 0.5 * (5_001.0_f64 / 100.0).ln());
    let spam = profile.spam_risk;
    near(weight("spam in its posts"), 5.0 * (spam.score.get() - 0.25) * spam.confidence.get());
    let strangers = profile.unsolicited_share.map(part).expect("to strangers");
    near(weight("writes to strangers"), 1.2 * strangers);
    near(weight("repeats itself"), 1.5 * part(profile.duplicate_share));
    near(weight("talks with people"), -1.5 * profile.reciprocity.map(part).expect("partners"));
    assert!(strangers > 0.0 && part(profile.duplicate_share) > 0.0);
    let logit = -2.5 + report.drivers.iter().map(|driver| driver.weight).sum::<f64>();
    near(Some(report.rating.score.get()), 1.0 / (1.0 + (-logit).exp()));
    let known = report.drivers.len() as f64;
    near(Some(report.rating.confidence.get()), known / (known + 3.0));
    assert!(known >= 6.0);
}

#[test]
fn following_many_counts_from_five_hundred_on() {
    let scorer = Scorer::default();
    let hammer = |following, followers| {
        let report = scorer.explain_account(&account(following, followers), None);
        let driver = report.drivers.iter().find(|driver| driver.name.starts_with("follows many"));
        driver.expect("counts are known").weight
    };
    assert_eq!(hammer(500, 0), 0.0);
    assert!((hammer(501, 0) - 0.5 * 50.2_f64.ln()).abs() < 1e-12);
    assert_eq!(hammer(600, 10_000), 0.0);
    let mut unknown = account(1, 1);
    unknown.followers = None;
    let report = scorer.explain_account(&unknown, None);
    assert!(report.drivers.iter().all(|driver| !driver.name.starts_with("follows many")));
}

#[test]
fn engagement_is_what_is_known_of_own_posts_by_followers() {
    let mut account = account(3, 200);
    let post = |author: &'static str, counts: [Option<u64>; 4]| {
        let mut post = Post::new("1", author, "the kiln is open");
        let into = &mut post.counts;
        (into.replies, into.reposts, into.quotes, into.likes) = (counts[0], counts[1], counts[2], counts[3]);
        post
    };
    let mut repost = post("zed", [Some(900); 4]);
    repost.repost_of = Some(realtalk::PostRef { id: "7".into(), author: Some("ana".into()) });
    let posts = [
        post("zed", [Some(3), Some(1), Some(2), Some(4)]),
        post("zed", [None, None, None, Some(6)]),
        post("zed", [None; 4]),
        post("ana", [Some(900); 4]),
        repost,
    ];
    assert_eq!(account.engagement_rate(&posts), Some(8.0 / 200.0));
    assert_eq!(account.engagement_rate(&posts[2..]), None);
    for followers in [None, Some(0)] {
        account.followers = followers;
        assert_eq!(account.engagement_rate(&posts), None);
    }
    account.followers = Some(1);
    assert_eq!(account.engagement_rate(&posts), Some(8.0));
}

#[test]
fn names_of_five_letters_are_near_at_one_edit_and_shorter_ones_alone_when_alike() {
    let risk = |listed: &str, name: &'static str| {
        let mut account = Account::default();
        account.name = Some(name.into());
        Scorer::default().with_names([listed]).score_account(&account, None).score
    };
    let far = risk("kilnhouse", "ana");
    for (listed, name, near) in [
        ("maria", "marka", true),
        ("maria", "mraia", true),
        ("maria", "maria", false),
        ("mari", "mark", false),
        ("mari", "mar1", true),
        ("maria", "mokka", false),
    ] {
        assert_eq!(risk(listed, name) > far, near, "{name} beside {listed}");
    }
}
