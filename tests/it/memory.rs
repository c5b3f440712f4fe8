//! What a network costs in memory: bytes an author, a tie, a remembered text, a post.

use allocation_counter::measure;
use realtalk::{Network, Post, PostScores, Scorer, Timestamp};

/// A power of two, at which growing vectors are full: their slack at other sizes is up to as much again.
const MANY: usize = 1 << 14;

/// Bytes that a network of these posts holds, for each post: as they came, and once somebody asked and
/// one more came.
fn bytes_each<'p>(post: impl Fn(usize) -> Post<'p>) -> [f64; 2] {
    let scores: PostScores = Scorer::default().score_text("");
    let mut network = Network::new();
    // The posts are gone, what is left is the network.
    let written = measure(|| (0..MANY).for_each(|n| network.observe(&post(n), &scores)));
    let linked = measure(|| {
        assert_eq!(network.len(), MANY);
        network.observe(&post(0), &scores);
    });
    [written.bytes_current, written.bytes_current + linked.bytes_current].map(|bytes| bytes as f64 / MANY as f64)
}

#[test]
fn a_network_takes_what_the_docs_say() {
    let text = "a text of more than sixteen letters, so that it is remembered";
    let plain = bytes_each(|n| Post::new(n.to_string(), "ana", "ok"));
    let more = |bytes: [f64; 2]| [bytes[0] - plain[0], bytes[1] - plain[1]];
    let remembered = more(bytes_each(|n| Post::new(n.to_string(), "ana", text)));
    let author = more(bytes_each(|n| Post::new(n.to_string(), format!("somebody {n:05}"), "ok")));
    let tied = more(bytes_each(|n| Post::new(n.to_string(), "ana", "ok").mentioning(format!("p{}", n % 64))));
    let answer = more(bytes_each(|n| {
        let post = Post::new(n.to_string(), "ana", "ok");
        if n > 0 { post.answering((n / 2).to_string(), None) } else { post }
    }));
    println!("{plain:?} a post, {remembered:?} a text, {author:?} an author, {tied:?} a name, {answer:?} an answer");
    // Measured on 2026-11-25, as they came: 56, 32, 30 (14 of them the name), 9 and 0; linked: 90, 32, 64, 12 and 0.
    let at_most = |what: &str, found: [f64; 2], most: [f64; 2]| {
        assert!(found[0] <= most[0] && found[1] <= most[1], "{found:?} bytes {what}, at most {most:?} wanted");
    };
    at_most("a post", plain, [57.0, 95.0]);
    at_most("a remembered text", remembered, [32.5, 32.5]);
    at_most("an author", author, [36.0, 74.0]);
    at_most("a post that names somebody", tied, [9.0, 16.0]);
    at_most("an answer", answer, [0.5, 4.0]);
}

/// A post that comes again without end takes no memory without end, asked or not, changed or not.
#[test]
fn posts_that_come_again_take_no_more() {
    let scores: PostScores = Scorer::default().score_text("");
    let most = |ask: bool, ids: usize| {
        let mut network = Network::new();
        let memory = measure(|| {
            for n in 0..400_000 {
                let post = Post::new((n % ids).to_string(), "ana", "ok").at(Timestamp::from_seconds(n as i64));
                network.observe(&post, &scores);
                assert!(!ask || n % 10_000 > 0 || network.len() <= ids);
            }
        });
        assert_eq!(network.len(), ids);
        memory.bytes_max
    };
    // Kept for good they would take 22 million bytes.
    for (ask, ids) in [(false, 1), (false, 100), (true, 1), (true, 100)] {
        let most = most(ask, ids);
        println!("{most} bytes for {ids} posts");
        assert!(most < 6_000_000, "{most} bytes for {ids} posts");
    }
}

/// However late it begins to come again, and though no sample shows it.
#[test]
fn a_post_that_comes_again_after_many_others_takes_no_more() {
    let scores: PostScores = Scorer::default().score_text("");
    let mut network = Network::new();
    let memory = measure(|| {
        for n in 0..1_100_000_usize {
            let post = Post::new(n.min(70_000).to_string(), "ana", "ok").at(Timestamp::from_seconds(n as i64));
            network.observe(&post, &scores);
        }
    });
    // Kept for good they would take 70 million bytes.
    println!("{} bytes", memory.bytes_current);
    assert!(memory.bytes_current < 30_000_000, "{} bytes", memory.bytes_current);
    assert_eq!(network.len(), 70_001);
}

/// Settled, a network costs by author, tie and remembered text, however many posts there were.
#[test]
fn a_settled_network_takes_what_the_docs_say() {
    let scores: PostScores = Scorer::default().score_text("");
    let text = |n: usize| format!("a text of more than sixteen letters, number {}", n % 7);
    // So many authors, each with so many posts of so many letters to so many partners.
    let bytes = |posts: usize, partners: usize, long: bool| {
        let mut network = Network::new();
        let memory = measure(|| {
            for n in 0..MANY * posts {
                let author = n % MANY;
                let text = if long { text(n / MANY) } else { "ok".to_owned() };
                let post = Post::new(n.to_string(), format!("somebody {author:05}"), text);
                let mut post = post.at(Timestamp::from_seconds(n as i64));
                if partners > 0 {
                    post = post.mentioning(format!("somebody {:05}", (author + 1 + n / MANY % partners) % MANY));
                }
                network.observe(&post, &scores);
            }
            network.settle_remembering(Timestamp::from_seconds(1 << 40), if long { 64 } else { 0 });
            std::hint::black_box(&network);
        });
        assert_eq!(network.len(), 0);
        memory.bytes_current as f64 / MANY as f64
    };
    let name = "somebody 00000".len() as f64;
    let author = bytes(1, 0, false) - name;
    let more = bytes(4, 0, false) - name;
    // Each tie is one of both its ends.
    let tie = (bytes(4, 4, false) - name - author) / 8.0;
    let remembered = (bytes(4, 0, true) - name - author) / 4.0;
    // Measured on 2026-11-25: 394, 394, 64 and 32.
    println!("{author} an author, {more} with four posts, {tie} a tie, {remembered} a remembered text");
    assert!(author <= 400.0, "{author} bytes an author");
    assert_eq!(more, author, "more posts cost nothing");
    assert!(tie <= 64.0, "{tie} bytes a tie");
    assert!(remembered <= 32.0, "{remembered} bytes a remembered text");
}
