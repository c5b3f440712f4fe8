//! Whether a person speaks differently from one conversation to the next.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::thread::Thread;

/// Words of a person in a conversation that are looked at: as many in each, for more words differ more.
const WORDS: usize = 50;

/// How much a person's words differ from one conversation to the next: `0.0` the same words in each,
/// `1.0` no word in common. Unknown with fewer than two conversations of fifty of their words.
///
/// The Jensen-Shannon divergence of the first fifty words in each, `H(mean) - mean(H)`, as a share of its
/// most, `ln k` over `k` conversations (after the speaker diversity of `ConvoKit`, which draws by chance).
/// It is no merit: who talks about one thing alone, and who pastes one text everywhere, both have little.
/// Fewer conversations are compared with fewer others, so compare people over as many.
///
/// ```
/// use realtalk::{Post, Thread, speaker_diversity};
/// let thread = |text: String| Thread::new(vec![Post::new("1", "ana", text)]);
/// let canned = "thank you for your message we will be with you soon ".repeat(6);
/// let same = [thread(canned.clone())?, thread(canned.clone())?];
/// assert_eq!(speaker_diversity(&same, "ana"), Some(0.0));
/// let other = "the glaze ran down the side of a bowl and stuck to every shelf ".repeat(5);
/// assert!(speaker_diversity(&[thread(canned)?, thread(other)?], "ana") > Some(0.8));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[must_use]
pub fn speaker_diversity(threads: &[Thread<'_>], speaker: &str) -> Option<f64> {
    let conversations: Vec<BTreeMap<String, u32>> =
        threads.iter().filter_map(|thread| first_words(thread, speaker)).collect();
    let k = conversations.len() as f64;
    if conversations.len() < 2 {
        return None;
    }
    let entropy = |share: f64| if share > 0.0 { -share * libm::log(share) } else { 0.0 };
    let share = |n: u32| f64::from(n) / WORDS as f64;
    let mut together: BTreeMap<&String, u32> = BTreeMap::new();
    for (word, n) in conversations.iter().flatten() {
        *together.entry(word).or_default() += n;
    }
    let whole: f64 = together.values().map(|n| entropy(share(*n) / k)).sum();
    let each: f64 = conversations.iter().flat_map(BTreeMap::values).map(|n| entropy(share(*n))).sum();
    Some(((whole - each / k) / libm::log(k)).clamp(0.0, 1.0))
}

/// The first words of a person in a conversation, counted; of posts as they stand in it.
fn first_words(thread: &Thread<'_>, speaker: &str) -> Option<BTreeMap<String, u32>> {
    let own = thread.posts().iter().filter(|post| post.is_own() && post.author.as_deref() == Some(speaker));
    let words = own.flat_map(|post| post.text.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    let mut counts = BTreeMap::new();
    let mut n = 0;
    for word in words.take(WORDS) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
        n += 1;
    }
    (n == WORDS).then_some(counts)
}
