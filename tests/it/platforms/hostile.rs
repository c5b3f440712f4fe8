//! Payloads made to do harm: deep, wide, circular, repeated, huge.

use realtalk::platforms::{self, Error, Note, Platform};
use serde_json::{Value, json};

use super::big;

fn read(payload: &Value) -> String {
    match platforms::read(&payload.to_string()) {
        Ok(conversation) => format!("{} posts", conversation.posts.len()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn deep_nesting_is_an_error_wherever_it_is_read() {
    let heads = [
        (Platform::Mastodon, r#"{"reblog":"#),
        (Platform::Mastodon, r#"{"descendants":["#),
        (Platform::Bluesky, r#"{"replies":["#),
        (Platform::Bluesky, r#"{"parent":"#),
        (Platform::ActivityStreams, r#"{"type":"Note","inReplyTo":"#),
        (Platform::X, r#"{"data":["#),
        (Platform::XArchive, r#"{"quoted_status":"#),
        (Platform::Facebook, r#"{"comments":"#),
        (Platform::Instagram, r#"{"replies":"#),
        (Platform::YouTube, r#"{"items":["#),
        (Platform::Nostr, "["),
        (Platform::Reddit, r#"{"data":"#),
        (Platform::HackerNews, r#"{"children":["#),
        (Platform::Discourse, r#"{"latest_posts":["#),
        (Platform::Threads, r#"{"quoted_post":"#),
        (Platform::LinkedIn, r#"{"elements":["#),
        (Platform::Telegram, r#"{"chats":{"list":["#),
        (Platform::Slack, r#"{"messages":["#),
        (Platform::Discord, r#"{"referenced_message":"#),
        (Platform::WordPress, "["),
    ];
    for (platform, head) in heads {
        let error = platforms::read_as(platform, &head.repeat(10_000)).unwrap_err();
        assert!(matches!(error, Error::Depth { .. }), "{platform} {head}: {error}");
        // As deep as is read, with something wrong at the bottom: the error's path is found in the same stack.
        let brackets = head.matches(['{', '[']).count();
        for times in [48 / brackets, 100 / brackets] {
            let deep = format!("{}[5, true]", head.repeat(times));
            assert!(platforms::read_as(platform, &deep).is_err(), "{platform} {head}");
        }
    }
}

#[test]
fn threads_as_deep_as_is_read_are_read() {
    // Each reply is an object in a list: 49 of them are 98 levels.
    let thread = (0..49).rev().fold(json!([]), |replies, at| {
        json!([{"post": {"uri": format!("at://did:plc:a/app.bsky.feed.post/{at}"), "record": {"text": "hi"}}, "replies": replies}])
    });
    assert_eq!(read(&json!({"thread": thread[0]})), "49 posts");
    let tree = (0..49).rev().fold(
        json!([]),
        |children, at| json!([{"id": at, "author": "ana", "text": "hi", "created_at_i": 1, "children": children}]),
    );
    assert_eq!(read(&tree[0]), "49 posts");
}

#[test]
fn circles_and_repeated_ids_do_not_hang() {
    let circle = json!({"data": [
        {"id": "1", "text": "a", "author_id": "7", "referenced_tweets": [{"type": "replied_to", "id": "2"}]},
        {"id": "2", "text": "b", "author_id": "8", "referenced_tweets": [{"type": "replied_to", "id": "1"}]}]});
    let text = circle.to_string();
    let error = platforms::read(&text).expect("two posts").into_thread().unwrap_err();
    assert_eq!(error.to_string(), "posts answer each other in a loop: 1 -> 2");

    let twice = vec![json!({"id": "1", "text": "a", "author_id": "7"}); 1000];
    let text = json!({"data": twice}).to_string();
    let conversation = platforms::read(&text).expect("a page");
    assert_eq!(conversation.posts.len(), 1);
    assert_eq!(conversation.notes, [Note::Repeated { posts: 999 }]);
}

#[test]
fn huge_numbers_and_bad_dates_are_refused_or_unknown() {
    let status = |field: &str, value: &str| {
        let payload = format!(r#"[{{"id": "1", "content": "", "account": {{"acct": "a"}}, "{field}": {value}}}]"#);
        platforms::read(&payload)
            .map(|conversation| conversation.posts[0].counts.likes)
            .map_err(|error| error.to_string())
    };
    assert_eq!(status("favourites_count", "18446744073709551615"), Ok(Some(u64::MAX)));
    assert_eq!(status("favourites_count", "99999999999999999999999"), Ok(Some(u64::MAX)));
    assert_eq!(status("favourites_count", "null"), Ok(None));
    assert!(
        status("favourites_count", "1.5")
            .unwrap_err()
            .starts_with("[0].favourites_count: invalid type: floating point")
    );
    for date in [
        "\"2024-13-01T00:00:00Z\"",
        "\"2024-02-30\"",
        "\"\"",
        "\"\u{1F3FA}\"",
        "99999999999999999",
        "-99999999999999999",
        "1e300",
    ] {
        let error = status("created_at", date).unwrap_err();
        assert!(error.starts_with("[0].created_at: invalid"), "{date}: {error}");
    }
}

#[test]
fn megabytes_of_nothing_are_refused() {
    let error =
        platforms::read_as(Platform::X, &format!(r#"{{"data": [{}{{}}]}}"#, "{},".repeat(1 << 20))).unwrap_err();
    assert_eq!(error.to_string(), "1048577 objects in 3145742 bytes found, wanted 24 bytes each at least");
}

#[test]
fn broken_strings_are_no_json() {
    for payload in [
        r#"[{"id": "\ud800", "content": "", "account": {"acct": ""}}]"#,
        "[{\"id\": \"\u{1}\", \"content\": \"\", \"account\": {\"acct\": \"\"}}]",
    ] {
        let error = platforms::read(payload).unwrap_err();
        assert!(matches!(error, Error::Json { .. }), "{error}");
    }
    let error = platforms::read_as(Platform::Mastodon, "[] trailing").unwrap_err();
    assert!(error.to_string().starts_with("no JSON: "), "{error}");
}

#[test]
fn bytes_that_are_no_utf8_are_refused_and_half_a_letter_is_a_cut() {
    let payload = r#"[{"id": "1", "content": "é", "account": {"acct": "a"}}, {"id": "2", "content": "é"#.as_bytes();
    let read = platforms::read_bytes(&payload[..payload.len() - 1]).expect("one status");
    assert_eq!((read.posts.len(), matches!(read.notes[..], [Note::Truncated { .. }])), (1, true));
    for at in 0..payload.len() {
        let mut broken = payload.to_vec();
        broken[at] = 0xFF;
        assert_eq!(platforms::read_bytes(&broken).unwrap_err().to_string().split(' ').next(), Some("no"), "at {at}");
    }
}

#[test]
fn fifty_megabytes_are_read_or_refused_within_four_times_that() {
    let words = "two mugs were lost to a crack ".repeat((50 << 20) / 30);
    let one = format!(r#"[{{"id": "1", "account": {{"acct": "a", "id": "7"}}, "content": "{words}"}}]"#);
    drop(words);
    for (name, payload, posts) in [("one status", one, 1), ("many", big::mastodon(26_000), 26_000)] {
        assert!(payload.len() > 49 << 20, "{name}: {} bytes", payload.len());
        let mut read = 0;
        let used = allocation_counter::measure(|| {
            read = platforms::read(&payload).map_or(0, |conversation| conversation.posts.len());
        });
        let times = used.bytes_max as f64 / payload.len() as f64;
        println!("{name}: {} MiB, {times:.2} times that", payload.len() >> 20);
        assert!(read >= posts && times <= 4.0, "{name}: {read} posts, {times:.2} times");
    }
    // Cut in the middle of the last status.
    let mut cut = big::mastodon(26_000);
    cut.truncate(cut.len() - 300);
    let used =
        allocation_counter::measure(|| assert!(platforms::read(&cut).is_ok_and(|read| read.posts.len() > 25_000)));
    assert!(used.bytes_max as f64 <= 4.0 * cut.len() as f64, "{} bytes", used.bytes_max);
}

#[test]
fn reading_takes_four_times_the_payload_at_most() {
    // With all the fields that the platforms send, that is: a post of 100 bytes is several times as large as a `Post`.
    let big = [("mastodon", big::mastodon(2000)), ("x", big::x(2000)), ("bluesky", big::bluesky(2000))];
    for (name, payload) in big {
        let mut posts = 0;
        let used = allocation_counter::measure(|| {
            posts = platforms::read(&payload).unwrap_or_else(|error| panic!("{name}: {error}")).posts.len();
        });
        let times = used.bytes_max as f64 / payload.len() as f64;
        println!("{name}: {posts} posts, {} KiB, {times:.1} times that", payload.len() >> 10);
        assert!((2000..=2001).contains(&posts), "{name}: {posts} posts");
        assert!(times < 4.0, "{name}: {times:.1} times");
    }
}
