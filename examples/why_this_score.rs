//! Why does a text get its scores? The evidence in place, then the sums.

use realtalk::{Post, Scorer};

fn main() {
    let text = std::env::args().nth(1).unwrap_or_else(|| {
        "Thanks to Mrs Adele my account grew to $9,000 in a week! Message her on Telegram, guaranteed.".to_owned()
    });
    println!("{}", Scorer::default().explain(&Post::new("1", "someone", text)));
}
