//! JSON: what a caller hands over as it came from elsewhere.

use std::collections::BTreeSet;

use realtalk::platforms::{self, Platform};
use realtalk::{Account, Format, Network, Post, Quality, Thread, Timestamp, Weights};

use super::text::with_scorer;
use super::{Choices, bits};

/// A platform, or that it is to be told, then a payload. Whatever is read is whole: spans fit, ids are
/// unique, scores are numbers.
pub fn payload(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let platform = Platform::ALL.get(choices.below(Platform::ALL.len() + 1)).copied();
    let payload = choices.rest();
    let read = platform.map_or_else(|| platforms::read(&payload), |platform| platforms::read_as(platform, &payload));
    let conversation = match read {
        Ok(conversation) => conversation,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(conversation.notes.iter().all(|note| !note.to_string().is_empty()));
    let ids: BTreeSet<&str> = conversation.posts.iter().map(|post| &*post.id).collect();
    assert_eq!(ids.len(), conversation.posts.len());
    for post in &conversation.posts {
        let spans = post.mentions.iter().map(|m| m.span).chain(post.links.iter().map(|l| l.span));
        for span in spans.flatten() {
            assert!(post.text.get(span.range()).is_some(), "{span:?} of {:?}", post.text);
        }
    }
    if let Some(post) = conversation.posts.first() {
        bits(&with_scorer(|scorer| scorer.score(post)));
    }
    let owned = conversation.clone().into_owned();
    assert!(owned == conversation);
    if let Ok(thread) = conversation.into_thread() {
        assert!(thread.shape().depth <= thread.len() as u64);
    }
}

/// What is read as JSON writes back to the same, and everything else is an error.
pub fn json(bytes: &[u8]) {
    if let Ok(post) = serde_json::from_slice::<Post<'_>>(bytes) {
        let text = serde_json::to_string(&post).expect("a post");
        assert_eq!(serde_json::from_str::<Post<'_>>(&text).expect("its own JSON"), post);
        bits(&with_scorer(|scorer| scorer.score(&post)));
        assert!(matches!(post.format, Format::Plain | Format::Html | Format::Markdown));
    }
    if let Ok(thread) = serde_json::from_slice::<Thread<'_>>(bytes) {
        let text = serde_json::to_string(&thread).expect("a thread");
        assert_eq!(serde_json::from_str::<Thread<'_>>(&text).expect("its own JSON"), thread);
    }
    if let Ok(account) = serde_json::from_slice::<Account<'_>>(bytes) {
        let report = with_scorer(|scorer| scorer.explain_account(&account, None));
        assert!((0.0..=1.0).contains(&report.rating.score.get()));
        assert!(report.drivers.iter().all(|driver| driver.weight.is_finite()), "{report:?}");
    }
    if let Ok(weights) = serde_json::from_slice::<Weights>(bytes) {
        assert!(Quality::ALL.iter().all(|quality| weights.of(*quality).iter().all(|(_, weight)| weight.abs() <= 20.0)));
        let text = serde_json::to_string(&weights).expect("weights");
        assert_eq!(serde_json::from_str::<Weights>(&text).expect("its own JSON"), weights);
    }
    if let Ok(network) = serde_json::from_slice::<Network>(bytes) {
        let text = serde_json::to_string(&network).expect("a network");
        assert!(serde_json::from_str::<Network>(&text).expect("its own JSON") == network);
    }
    if let Ok(time) = std::str::from_utf8(bytes).map_err(|_| ()).and_then(|text| Timestamp::parse(text).map_err(|_| ()))
    {
        let text = serde_json::to_string(&time).expect("a time");
        assert_eq!(serde_json::from_str::<Timestamp>(&text).expect("its own JSON"), time, "{text}");
    }
}
