//! Posts of long ago are counted and let go: what stays the same, and what is late.

use proptest::prelude::*;
use realtalk::{Network, Post, Profile, Scorer, Timestamp};

use crate::bytes::rich;
use crate::network::{merged, network};

fn minute(n: i64) -> Timestamp {
    Timestamp::from_seconds(1_700_000_000 + n * 60)
}

fn settled(network: &Network, at: i64) -> Network {
    let mut network = network.clone();
    network.settle(minute(at));
    network
}

fn profiles(network: &Network) -> Vec<Profile> {
    network.profiles().collect()
}

/// Posts of one part, under ids of their own.
fn part(posts: Vec<Post<'static>>, name: &str) -> Vec<Post<'static>> {
    let own = |id: &str| format!("{name}{id}");
    let mut posts = posts;
    for post in &mut posts {
        post.id = own(&post.id).into();
        post.reply_to = post.reply_to.as_deref().map(|id| own(id).into());
    }
    posts
}

/// What no later post can change.
fn alone(profile: &Profile) -> impl PartialEq + std::fmt::Debug + use<> {
    let shares = [profile.question_rate, profile.breadth, profile.duplicate_share, profile.hammering, profile.passion];
    let more = [profile.clockwork, profile.attention_cost, profile.you_directed];
    let counts = [profile.posts, profile.peak_ten_minutes];
    let numbers = [profile.posts_per_active_day, profile.seconds_per_day, profile.burstiness.unwrap_or(-2.0)];
    let mut ties: Vec<_> =
        profile.ties.iter().map(|tie| (tie.partner.clone(), tie.to, tie.from, tie.days, tie.last)).collect();
    ties.sort();
    (shares, more, counts, numbers, ties)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn settling_changes_no_profile(posts in rich(), first in 0..5_000_i64, second in 0..5_000_i64) {
        let whole = network(&posts);
        let (once, twice) = (settled(&whole, second), settled(&settled(&whole, first), second));
        for network in [&once, &twice] {
            prop_assert_eq!(profiles(network), profiles(&whole));
            prop_assert_eq!(network.authors(), whole.authors());
            prop_assert_eq!(network.latest(), whole.latest());
            prop_assert_eq!(network.circles(), whole.circles());
            prop_assert_eq!(network.campaigns(), whole.campaigns());
            prop_assert_eq!(network.rank(), whole.rank());
        }
    }

    #[test]
    fn what_comes_after_is_counted_as_ever(posts in rich(), at in 0..5_000_i64) {
        let early = |post: &&Post<'static>| post.created_at.is_some_and(|time| time < minute(at));
        // Each says whom it answers, and no id comes twice.
        let author = |id: Option<&str>| posts.iter().find(|post| Some(&*post.id) == id)?.author.clone();
        let mut whole: Vec<Post<'static>> = Vec::new();
        for post in &posts {
            if whole.iter().all(|other| other.id != post.id) {
                let mut post = post.clone();
                post.reply_to_author = author(post.reply_to.as_deref());
                whole.push(post);
            }
        }
        let mut stream = settled(&network(whole.iter().filter(early)), at);
        stream.merge(&network(whole.iter().filter(|post| !early(post))));
        // Said again, it is late and left out.
        stream.merge(&network(whole.iter().filter(early)));
        let (found, wanted) = (profiles(&stream), profiles(&network(&whole)));
        prop_assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(&wanted) {
            prop_assert_eq!(alone(found), alone(wanted), "{}", found.author);
        }
    }

    #[test]
    fn settled_networks_merge_exactly(a in rich(), b in rich(), c in rich(), at in prop::array::uniform3(0..5_000_i64), late in any::<bool>()) {
        let [a, b, c] = [part(a, "a"), part(b, "b"), part(c, "c")].map(|posts| network(&posts));
        let (a, b) = (settled(&a, at[0]), settled(&b, if late { at[1] } else { at[0] }));
        let c = if late { settled(&c, at[2]) } else { c };
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&merged(&a, &b), &c).to_bytes(), merged(&c, &merged(&b, &a)).to_bytes());
        prop_assert_eq!(&merged(&a, &Network::new()), &a);
        prop_assert_eq!(&merged(&Network::new(), &a), &a);
        prop_assert_eq!(profiles(&merged(&a, &b)), profiles(&merged(&b, &a)));
    }

    #[test]
    fn a_settled_network_comes_back(posts in rich(), at in 0..5_000_i64) {
        let network = settled(&network(&posts), at);
        let text = serde_json::to_string(&network).expect("JSON");
        prop_assert_eq!(&serde_json::from_str::<Network>(&text).expect("a network"), &network);
        let again = Network::from_bytes(&network.to_bytes()).expect("a network");
        prop_assert_eq!(&again, &network);
        prop_assert_eq!(again.to_bytes(), network.to_bytes());
        prop_assert_eq!(profiles(&again), profiles(&network));
    }
}

#[test]
fn what_is_settled_is_closed() {
    let post = |id: &'static str, author: &'static str, at| {
        Post::new(id, author, "did the kiln survive the night?").at(minute(at))
    };
    let mut network = network(&[post("1", "ana", 0), post("2", "ben", 5).answering("1", None)]);
    network.settle(minute(10));
    assert_eq!((network.len(), network.settled()), (0, Some(minute(10))));
    let before = network.clone();
    // The same again, and one that nobody had seen in time.
    let late = crate::network::network(&[post("2", "ben", 5).answering("1", None), post("3", "ana", 9)]);
    network.merge(&late);
    assert_eq!(network, before);
    // Earlier moments are settled already.
    network.settle(minute(5));
    assert_eq!(network, before);
    let ties = network.profile("ana").expect("a profile").ties;
    assert_eq!((&*ties[0].partner, ties[0].from), ("ben", 1));
}

#[test]
fn two_histories_of_one_author_are_told_from_one() {
    let day = |part: &str, n: i64| {
        Post::new(format!("{part}{n}"), "ana", format!("day {n} of the {part} kiln and its bowls"))
            .at(minute(n * 1_440))
    };
    let half = |part: &str| settled(&network(&(0..5).map(|n| day(part, n)).collect::<Vec<_>>()), 1_440 * 9);
    let (one, both) = (half("east"), merged(&half("east"), &half("west")));
    let profile = |network: &Network| network.profile("ana").expect("a profile");
    assert_eq!((profile(&one).posts, profile(&one).burstiness), (5, Some(-1.0)));
    assert_eq!((profile(&both).posts, profile(&both).burstiness), (10, None));
    // Five days, and not ten.
    assert_eq!(profile(&both).posts_per_active_day, 2.0);
}

/// Who only talks with whom is known of settled posts as of others.
#[test]
fn settled_circles_are_the_same() {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    let names = ["ana", "ben", "cho", "dov"];
    for (n, from) in (0..24).zip(names.into_iter().cycle()) {
        let to = names[(n + 1 + n / 4 % 3) % 4];
        let post =
            Post::new(n.to_string(), from, format!("@{to} the kiln number {n}")).at(Timestamp::from_seconds(n as i64));
        network.observe(&post, &scorer.score(&post));
    }
    let before = network.circles();
    assert!(!before.is_empty());
    network.settle(Timestamp::from_seconds(1_000));
    assert_eq!(network.circles(), before);
}
