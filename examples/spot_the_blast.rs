//! One text from many accounts: found although each changes a little.

use realtalk::{Network, Post, Scorer};

fn main() {
    let scorer = Scorer::default();
    let mut network = Network::new();
    for n in 0..5 {
        let text = format!(
            "JOIN US for the biggest party of the year, doors at {n}, tickets: https://party{n}.example.com @guest{n}"
        );
        let post = Post::new(format!("blast{n}"), format!("promoter{n}"), text);
        let scores = scorer.score(&post);
        println!("{}: spam risk {:.2}", post.author.as_deref().unwrap_or(""), scores.spam_risk.score);
        network.observe(&post, &scores);
    }
    let post = Post::new("1", "ana", "my gran turns 80 on Saturday, come by for cake if you like");
    network.observe(&post, &scorer.score(&post));
    for campaign in network.campaigns() {
        println!("one text, {} posts: {}", campaign.posts, campaign.authors.join(", "));
    }
}
