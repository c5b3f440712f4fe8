//! What a network costs in memory: bytes an author, a tie, a remembered text, a post.

use allocation_counter::measure;
use realtalk::{Network, Post, PostScores, Scorer, Timestamp};

/// A power of two, at which growing vectors are full: their slack at other sizes is up to as much again.
const MANY: usize = 1 << 14;

/// Bytes that a network of these posts holds, for each post.
fn bytes_each<'p>(post: impl Fn(usize) -> Post<'p>) -> f64 {
    let scores: PostScores = Scorer::default().score_text("");
    let mut network = Network::new();
    let memory = measure(|| {
        for n in 0..MANY {
            network.observe(&post(n), &scores);
        }
        std::hint::black_box(&network);
    });
    // The posts are gone, what is left is the network.
    assert_eq!(network.len(), MANY);
    memory.bytes_current as f64 / MANY as f64
}

#[test]
fn a_network_takes_what_the_docs_say() {
    let text = "a text of more than sixteen letters, so that it is remembered";
    let plain = bytes_each(|n| Post::new(n.to_string(), "ana", "ok"));
    let remembered = bytes_each(|n| Post::new(n.to_string(), "ana", text)) - plain;
    let author = bytes_each(|n| Post::new(n.to_string(), format!("somebody {n}"), "ok")) - plain;
    let tied = bytes_each(|n| Post::new(n.to_string(), "ana", "ok").mentioning(format!("p{}", n % 64))) - plain;
    let answer = bytes_each(|n| {
        let post = Post::new(n.to_string(), "ana", "ok");
        if n > 0 { post.answering((n / 2).to_string(), None) } else { post }
    }) - plain;
    println!("{plain} a post, {remembered} a text, {author} an author, {tied} a name, {answer} an answer");
    // Measured on 2026-11-25: 90, 32, 63 (10 of them the name), 12.4 and 0.
    assert!(plain <= 95.0, "{plain} bytes a post");
    assert!(remembered <= 32.5, "{remembered} bytes a remembered text");
    assert!(author <= 70.0, "{author} bytes an author");
    assert!(tied <= 16.0, "{tied} bytes a post that names somebody");
    assert!(answer <= 4.0, "{answer} bytes an answer");
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
