//! Who really talks with people? A potter among friends, and a page that only announces.

use realtalk::{Network, Post, Scorer, Timestamp};

fn main() {
    let hour = |n: i64| Timestamp::from_seconds(1_700_000_000 + n * 3600);
    let mut posts = Vec::new();
    for (n, friend) in ["ana", "ben", "ana", "ben", "ana", "ben", "ana", "ben"].into_iter().enumerate() {
        let (q, a, t) = (format!("q{n}"), format!("a{n}"), format!("t{n}"));
        let at = 12 * n as i64;
        posts.push(Post::new(q.clone(), friend, format!("how did glaze number {n} turn out?")).at(hour(at)));
        posts.push(
            Post::new(a.clone(), "mira", format!("better than number {}, I cried a little", n + 7))
                .at(hour(at + 1))
                .answering(q, None),
        );
        posts.push(Post::new(t, friend, "ha, that made my evening").at(hour(at + 2)).answering(a, None));
        let offer = format!("Big news! Our clay is {n} % off, order now: https://clay.example.com/{n}");
        posts.push(Post::new(format!("p{n}"), "clayshop", offer).at(hour(at)));
    }
    let scorer = Scorer::default();
    let mut network = Network::new();
    for post in &posts {
        network.observe(post, &scorer.score(post));
    }
    for author in ["mira", "clayshop"] {
        if let Some(profile) = network.profile(author) {
            println!("{profile}");
        }
    }
    for ranked in network.rank() {
        println!("{:+.2}  {}", ranked.score, ranked.author);
    }
}
