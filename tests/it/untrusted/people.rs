//! Threads and networks.

use realtalk::{Error, Network, Post, Scorer, Thread};

use super::text::with_scorer;
use super::{Choices, bits, shows_safely};

const NAMES: [&str; 8] = ["ana", "ben", "cho", "", "ana\u{202E}", "dee\u{1b}[2J", "ben\nben: 3 posts", "eve"];
const TEXTS: [&str; 8] = [
    "@ben did the kiln survive the night?",
    "thanks, that saved my evening",
    "Click here for our new offer http://a.example",
    "I glazed forty mugs and I love them",
    "",
    "@ana @ben ok",
    "Ana: is the blue one lead free?",
    "DM me on telegram, I made $5000",
];

/// Posts of few people who answer, name, quote and repeat each other, at any time.
fn posts(mut choices: Choices<'_>, most: usize) -> Vec<Post<'_>> {
    let mut posts: Vec<Post<'_>> = Vec::new();
    while !choices.is_empty() && posts.len() < most {
        let id = match choices.below(32) {
            0 => 0,
            _ => posts.len(),
        };
        let mut post = Post::new(id.to_string(), NAMES[choices.below(8)], TEXTS[choices.below(8)]);
        let more = choices.below(256);
        post.created_at = choices.moment();
        if more & 1 > 0 {
            post = post.answering(choices.below(most).to_string(), (more & 2 > 0).then_some(NAMES[more % 8]));
        }
        if more & 4 > 0 {
            post.also_reply_to.push(choices.below(most).to_string().into());
        }
        if more & 8 > 0 {
            post = post.mentioning(NAMES[choices.below(8)]);
        }
        if more & 16 > 0 {
            post.author = None;
        }
        if more & 32 > 0 {
            post.text = choices.text();
        }
        if more & 64 > 0 {
            let id = choices.below(most).to_string().into();
            post.quotes.push(realtalk::PostRef { id, author: Some(NAMES[more >> 5].into()) });
        }
        if more & 128 > 0 {
            post.platform = Some(["here", "there"][choices.below(2)].into());
            post.counts.blocks = choices.count();
        }
        posts.push(post);
    }
    posts
}

/// Whether some post reaches itself through those it answers, by following every way.
fn loops(posts: &[Post<'_>]) -> bool {
    let at = |id: &str| posts.iter().position(|post| post.id == id);
    let answers = |post: &Post<'_>| post.parents().filter_map(at).collect::<Vec<_>>();
    let mut reached: Vec<Vec<usize>> = posts.iter().map(answers).collect();
    for via in 0..posts.len() {
        let further = reached[via].clone();
        for from in &mut reached {
            if from.contains(&via) {
                let new: Vec<usize> = further.iter().filter(|to| !from.contains(to)).copied().collect();
                from.extend(new);
            }
        }
    }
    reached.iter().enumerate().any(|(at, from)| from.contains(&at))
}

/// A thread is refused for twins and loops, and else is measured in finite numbers.
pub fn thread(bytes: &[u8]) {
    let posts = posts(Choices(bytes), 24);
    let twins = (0..posts.len()).any(|at| posts[..at].iter().any(|post| post.id == posts[at].id));
    match Thread::new(posts.clone()) {
        Err(Error::DuplicateId { id }) => assert!(twins, "{id}"),
        Err(Error::ReplyLoop { ids }) => assert!(!twins && loops(&posts), "{ids:?}"),
        Err(other) => panic!("{other}"),
        Ok(thread) => {
            assert!(!twins && !loops(&posts));
            let scores = with_scorer(|scorer| scorer.score_thread(&thread));
            let numbers = format!("{scores:?}");
            assert!(!numbers.contains("NaN") && !numbers.contains("inf"), "{numbers}");
            assert!(scores.shape.depth.max(scores.shape.width) <= posts.len() as u64, "{numbers}");
            let shares = [scores.question_rate, scores.passion_share, scores.spam_share];
            let maybe = [scores.answer_rate, scores.shape.return_rate];
            for share in shares.into_iter().chain(maybe.into_iter().flatten()) {
                assert!((0.0..=1.0).contains(&share), "{numbers}");
            }
        }
    }
}

fn observed<'p>(scorer: &Scorer, posts: impl IntoIterator<Item = &'p Post<'p>>) -> Network {
    let mut network = Network::new();
    for post in posts {
        network.observe(post, &scorer.score(post));
    }
    network
}

/// Everything that is told of a network is finite, in range and shown safely.
fn told(network: &Network) {
    for profile in network.profiles().take(16) {
        shows_safely(&profile.to_string());
        let ratings = [profile.reply_ratio, profile.opt_out_risk, profile.traction, profile.spam_risk];
        for rating in ratings {
            assert!((0.0..=1.0).contains(&rating.score.get()) && (0.0..=1.0).contains(&rating.confidence.get()));
        }
        let numbers = [profile.effective_partners, profile.seconds_per_day, profile.conversation_to_promo];
        assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0), "{profile:?}");
        let maybe = [profile.burstiness, profile.portability, profile.weak_tie_share, profile.repeat_partner_share];
        assert!(maybe.iter().flatten().all(|number| (-1.0..=1.0).contains(number)), "{profile:?}");
        for driver in profile.opt_out_drivers.iter().chain(&profile.traction_drivers) {
            assert!(driver.weight.is_finite(), "{driver:?}");
        }
    }
    assert!(network.rank().iter().all(|ranked| ranked.score.is_finite()));
    assert!(network.circles().iter().all(|circle| (0.0..=1.0).contains(&circle.closed())));
    assert!(network.campaigns().iter().all(|campaign| campaign.authors.len() >= 3));
}

/// Any partition in any order merges to the same network, and it comes back from its bytes.
pub fn network(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let cut = choices.below(24);
    let posts = posts(choices, 24);
    let (head, tail) = posts.split_at(cut.min(posts.len()));
    with_scorer(|scorer| {
        let whole = observed(scorer, &posts);
        let (a, mut b) = (observed(scorer, head), observed(scorer, tail.iter().rev()));
        b.merge(&a);
        assert!(b == whole, "{posts:?}");
        let bytes = whole.to_bytes();
        assert_eq!(b.to_bytes(), bytes);
        let again = Network::from_bytes(&bytes).expect("its own bytes");
        assert!(again == whole, "{posts:?}");
        told(&whole);
        for post in posts.iter().take(2) {
            bits(&scorer.score_in(post, &whole, "ben"));
        }
    });
}

/// What is no network is refused where it stops being one; what is one is a network like any other.
pub fn network_bytes(bytes: &[u8]) {
    match Network::from_bytes(bytes) {
        Err(Error::Bytes { at, .. }) => assert!(at <= bytes.len()),
        Err(other) => panic!("{other}"),
        Ok(network) => {
            let again = network.to_bytes();
            assert!(Network::from_bytes(&again).expect("its own bytes") == network);
            // What was settled is counted, so that only the unsettled may come twice.
            let mut with = network.clone();
            with.merge(&if network.settled().is_none() { network.clone() } else { Network::new() });
            assert!(with == network);
            told(&network);
        }
    }
}
