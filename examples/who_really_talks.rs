//! Who really talks with people? Ten scripted accounts, told apart by what they do.

#[path = "data/cast.rs"]
mod cast;

use realtalk::{Network, Scorer};

fn main() {
    let scorer = Scorer::default();
    let mut network = Network::new();
    for post in cast::month() {
        network.observe(&post, &scorer.score(&post));
    }
    for (name, what) in cast::CAST {
        if let Some(profile) = network.profile(name) {
            println!("({what})\n{profile}");
        }
    }
    for circle in network.circles() {
        let echo = if circle.is_echo() { ", reads like one voice" } else { "" };
        println!("circle of {}: {:.2} inside{echo}", circle.authors.join(", "), circle.closed());
    }
    println!("\nwhom to follow");
    for ranked in network.rank().iter().take(5) {
        println!("{:+.2}  {}", ranked.score, ranked.author);
    }
}
