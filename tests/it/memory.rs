//! What a network costs in memory: bytes an author, a tie, a remembered text, a post.

use allocation_counter::measure;
use realtalk::{Network, Post, PostScores, Scorer};

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
    // Measured on 2026-11-24: 114, 32, 79 (10 of them the name), 12.4 and 0.
    assert!(plain <= 120.0, "{plain} bytes a post");
    assert!(remembered <= 32.5, "{remembered} bytes a remembered text");
    assert!(author <= 100.0, "{author} bytes an author");
    assert!(tied <= 16.0, "{tied} bytes a post that names somebody");
    assert!(answer <= 4.0, "{answer} bytes an answer");
}
