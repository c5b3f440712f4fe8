//! Scoring takes no memory from the heap once the tables stand.

use allocation_counter::measure;
use realtalk::{Post, Scorer};

#[test]
fn scoring_does_not_allocate() {
    let scorer = Scorer::default();
    let text = "@ben I glazed 40 mugs 🎉 this weekend, l’été… cl1ck F R E E https://a.example/b не могу #clay";
    let post = Post::new("1", "ana", text);
    let _ = scorer.score(&post);
    let counted = measure(|| {
        for _ in 0..10 {
            std::hint::black_box(scorer.score(&post));
            std::hint::black_box(scorer.score_text(text));
        }
    });
    assert_eq!(counted.count_total, 0);
}
