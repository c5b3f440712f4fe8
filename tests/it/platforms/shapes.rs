//! The other shapes in which a platform sends what its fixture has.

use realtalk::Kind;
use realtalk::platforms::{self, Conversation, Note};

fn read(payload: &str) -> Conversation<'_> {
    platforms::read(payload).unwrap_or_else(|error| panic!("{payload}: {error}"))
}

/// The platform, and of each post `id by author: text`.
fn told(payload: &str) -> String {
    let conversation = read(payload);
    let post =
        |post: &realtalk::Post<'_>| format!("{} by {}: {}", post.id, post.author.as_deref().unwrap_or("?"), post.text);
    let posts: Vec<_> = conversation.posts.iter().map(post).collect();
    format!("{} | {}", conversation.platform, posts.join(" | "))
}

#[test]
fn one_status_or_a_search_of_them() {
    let status = r#"{"id": "1", "content": "<p>hi</p>", "account": {"id": "7", "acct": "ana"}}"#;
    assert_eq!(told(status), "mastodon | 1 by 7: <p>hi</p>");
    assert_eq!(told(&format!("[{status}]")), "mastodon | 1 by 7: <p>hi</p>");
    assert_eq!(
        told(&format!(r#"{{"accounts": [], "statuses": [{status}], "hashtags": []}}"#)),
        "mastodon | 1 by 7: <p>hi</p>"
    );
}

#[test]
fn feeds_with_reposts_and_pages_of_posts() {
    let post = r#"{"uri": "at://did:plc:ana/app.bsky.feed.post/1", "cid": "c", "author": {"did": "did:plc:ana", "handle": "ana.example"}, "record": {"$type": "app.bsky.feed.post", "text": "hi"}, "indexedAt": "2024-03-01T12:00:00Z"}"#;
    let reason = r#"{"$type": "app.bsky.feed.defs#reasonRepost", "by": {"did": "did:plc:ben", "handle": "ben.example"}, "indexedAt": "2024-03-01T13:00:00Z"}"#;
    let feed = format!(r#"{{"cursor": "x", "feed": [{{"post": {post}, "reason": {reason}}}]}}"#);
    let conversation = read(&feed);
    let repost = &conversation.posts[0];
    assert_eq!(repost.author.as_deref(), Some("did:plc:ben"));
    let original = repost.repost_of.as_ref().expect("a repost");
    assert_eq!(
        (&*original.id, original.author.as_deref()),
        ("at://did:plc:ana/app.bsky.feed.post/1", Some("did:plc:ana"))
    );
    assert!(!repost.is_own());
    assert_eq!(conversation.posts[1].text, "hi");
    // Without a time of its own it has that at which the server saw it.
    assert_eq!(conversation.posts[1].created_at.map(|at| at.to_string()).as_deref(), Some("2024-03-01T12:00:00Z"));

    let one = "bluesky | at://did:plc:ana/app.bsky.feed.post/1 by did:plc:ana: hi";
    assert_eq!(told(&format!(r#"{{"posts": [{post}]}}"#)), one);
    assert_eq!(told(post), one);
    let flat = format!(
        r#"{{"thread": [{{"uri": "at://did:plc:ana/app.bsky.feed.post/1", "depth": 0, "value": {{"$type": "app.bsky.unspecced.defs#threadItemPost", "post": {post}}}}}]}}"#
    );
    assert_eq!(told(&flat), one);
}

#[test]
fn activities_actors_and_what_has_no_id() {
    let update = r#"{"@context": [], "type": "Update", "actor": {"type": "Application", "id": "https://a.example/u", "preferredUsername": "u"}, "object": {"type": "Note", "id": "https://a.example/1", "content": "hi", "mediaType": "text/markdown"}}"#;
    assert_eq!(told(update), "activity_streams | https://a.example/1 by https://a.example/u: hi");
    assert_eq!(read(update).accounts[0].automated, Some(true));
    let note = r#"{"@context": "x", "type": ["Note"], "attributedTo": {"type": "Person", "name": "Sal"}, "content": "<p>hi</p>"}"#;
    assert_eq!(told(note), "activity_streams | #0 by Sal: <p>hi</p>");
    assert_eq!(read(note).notes, [Note::Unnamed { posts: 1 }]);
}

#[test]
fn one_post_of_x_and_several_pages() {
    let one = r#"{"data": {"id": "1", "text": "hi", "author_id": "7"}}"#;
    assert_eq!(told(one), "x | 1 by 7: hi");
    let pages = format!("{one}\n{}\n", one.replace("\"1\"", "\"2\""));
    assert_eq!(told(&pages), "x | 1 by 7: hi | 2 by 7: hi");
    // Without the field that says so, only the text tells a repost.
    let repost = read(r#"{"data": [{"id": "1", "text": "RT @ana: hi", "author_id": "7"}]}"#);
    assert!(!repost.posts[0].is_own());
}

#[test]
fn comments_of_a_page_and_of_a_picture() {
    let comment = r#"{"data": [{"id": "5_6", "message": "hi", "created_time": "2024-03-01T12:00:00+0000", "from": {"id": "7", "name": "Ana"}, "comment_count": 0, "parent": {"id": "5_4", "from": {"id": "8"}}}]}"#;
    let conversation = read(comment);
    let post = &conversation.posts[0];
    assert_eq!((post.reply_to.as_deref(), post.reply_to_author.as_deref()), (Some("5_4"), Some("8")));
    assert_eq!((post.conversation.as_deref(), post.kind), (Some("5"), Kind::Comment));
    let picture = r#"{"mentioned_media": {"id": "9", "caption": "hi @ana", "media_type": "IMAGE", "timestamp": "2024-03-01T12:00:00+0000", "username": "ben"}, "id": "1"}"#;
    assert_eq!(told(picture), "instagram | 9 by ben: hi @ana");
}

#[test]
fn archived_comments_of_reddit() {
    let line = r#"{"id": "c1", "author": "ben", "body": "six", "link_id": "t3_abc", "parent_id": "t1_c0", "subreddit": "pots", "created_utc": "1709294400", "score": 3}"#;
    assert_eq!(
        told(&format!("{line}\n{}", line.replace("c1", "c2"))),
        "reddit | t1_c1 by ben: six | t1_c2 by ben: six"
    );
    let post = &read(line).posts[0].clone();
    assert_eq!(post.created_at.map(|at| at.to_string()).as_deref(), Some("2024-03-01T12:00:00Z"));
}

#[test]
fn found_stories_and_comments() {
    let hits = r#"{"hits": [
        {"objectID": "1", "author": "ana", "title": "Kiln", "url": "https://kiln.example", "points": 3, "num_comments": 0, "created_at_i": 1709294400, "children": [2, 3]},
        {"objectID": "2", "author": "ben", "comment_text": "six", "story_id": 1, "parent_id": 1, "created_at_i": 1709294400}], "nbHits": 2}"#;
    assert_eq!(told(hits), "hacker_news | 1 by ana: Kiln | 2 by ben: six");
    assert_eq!(read(hits).posts[1].conversation.as_deref(), Some("1"));
}

#[test]
fn messages_of_the_discord_api_and_of_a_data_package() {
    let api = r#"[{"id": "2", "type": 19, "channel_id": "22", "content": "<@!70> six", "author": {"id": "80", "username": "ben", "global_name": "Ben", "bot": true}, "timestamp": "2024-03-01T12:00:00.000000+00:00", "edited_timestamp": null, "mentions": [{"id": "70", "username": "ana"}], "message_reference": {"message_id": "1", "channel_id": "22"},
        "referenced_message": {"id": "1", "type": 0, "channel_id": "22", "content": "which?", "author": {"id": "70", "username": "ana"}}}]"#;
    assert_eq!(told(api), "discord | 2 by 80: <@!70> six | 1 by 70: which?");
    let conversation = read(api);
    let post = &conversation.posts[0];
    assert_eq!(
        (post.reply_to.as_deref(), post.reply_to_author.as_deref(), post.automated),
        (Some("1"), Some("70"), Some(true))
    );
    assert_eq!(post.mentions[0].span.map(|span| span.of(&post.text)), Some("@!70"));
    assert_eq!(
        told(r#"[{"ID": 5, "Timestamp": "2024-03-01 12:00:00", "Contents": "hi", "Attachments": ""}]"#),
        "discord | 5 by ?: hi"
    );
}

#[test]
fn all_chats_of_telegram_and_a_history_of_slack() {
    let chat = |id: u8| {
        format!(
            r#"{{"name": "a", "type": "personal_chat", "id": {id}, "messages": [{{"id": 1, "type": "message", "date": "2024-03-01T12:00:00", "from": "Ana", "from_id": "user7", "text": "hi"}}]}}"#
        )
    };
    let export = format!(r#"{{"about": "x", "chats": {{"about": "y", "list": [{}, {}]}}}}"#, chat(1), chat(2));
    assert_eq!(told(&export), "telegram | 1/1 by user7: hi | 2/1 by user7: hi");
    assert_eq!(read(&export).id, None);
    let history = r#"{"ok": true, "messages": [{"type": "message", "user": "U7", "text": "hi", "ts": "1709294400.000100"}], "has_more": true}"#;
    assert_eq!(told(history), "slack | 1709294400.000100 by U7: hi");
    assert_eq!(read(history).notes, [Note::More { under: None, posts: None }]);
}

#[test]
fn single_items_elsewhere() {
    for (payload, wanted) in [
        (
            r#"{"id": "600", "username": "ana", "text": "hi", "timestamp": "2024-03-01T12:00:00+0000", "is_reply": false}"#,
            "threads | 600 by ana: hi",
        ),
        (
            r#"{"actor": "urn:li:person:7", "object": "urn:li:activity:1", "id": "2", "message": {"text": "hi"}}"#,
            "linkedin | 2 by urn:li:person:7: hi",
        ),
        (
            r#"{"author": "urn:li:organization:5", "commentary": "hi", "id": "urn:li:share:1", "createdAt": 1709294400000}"#,
            "linkedin | urn:li:share:1 by urn:li:organization:5: hi",
        ),
        (
            r#"{"id": 3, "topic_id": 5, "post_number": 2, "username": "ana", "user_id": 7, "cooked": "<p>hi</p>", "raw": "hi"}"#,
            "discourse | 5/2 by 7: <p>hi</p>",
        ),
        (
            r#"{"id": "U1", "snippet": {"textDisplay": "hi", "authorChannelId": {"value": "UC"}}}"#,
            "youtube | U1 by UC: hi",
        ),
        (
            r#"{"id": "e1", "pubkey": "aa", "kind": 30023, "created_at": 1, "tags": [["title", "T"]], "content": ""}"#,
            "nostr | e1 by aa: T",
        ),
        (r#"{"by": "ana", "id": 1, "type": "job", "time": 1, "title": "hi"}"#, "hacker_news | 1 by ana: hi"),
    ] {
        assert_eq!(told(payload), wanted);
    }
}

#[test]
fn of_labels_only_that_of_a_bot_discloses_one() {
    let by = |labels: &str| {
        let post = format!(
            r#"{{"thread": {{"$type": "app.bsky.feed.defs#threadViewPost", "post": {{"uri": "at://did:plc:ana/app.bsky.feed.post/1", "cid": "c",
            "author": {{"did": "did:plc:ana", "handle": "ana.example", "labels": [{labels}]}},
            "record": {{"$type": "app.bsky.feed.post", "createdAt": "2024-03-01T12:00:00.000Z", "text": "so"}}}}}}}}"#
        );
        read(&post).posts[0].automated
    };
    let label = |val: &str| format!(r#"{{"src": "did:plc:ana", "val": "{val}"}}"#);
    assert_ne!(by(&label("!no-unauthenticated")), Some(true));
    assert_ne!(by(""), Some(true));
    assert_eq!(by(&[label("!no-unauthenticated"), label("bot")].join(",")), Some(true));
}

#[test]
fn comments_that_were_rejected_are_noted() {
    let comment = |status: &str| {
        let json = format!(
            r#"{{"kind": "youtube#commentListResponse", "items": [{{"kind": "youtube#comment", "id": "c1", "snippet": {{"textOriginal": "six",
            "authorDisplayName": "@ben", "authorChannelId": {{"value": "UCben"}}, "videoId": "v", "publishedAt": "2024-03-01T12:00:00Z",
            "moderationStatus": "{status}"}}}}]}}"#
        );
        let conversation = platforms::read_as(platforms::Platform::YouTube, &json).expect("a list");
        (conversation.posts.len(), conversation.notes.len())
    };
    assert_eq!(comment("rejected"), (1, 1));
    assert_eq!(comment("published"), (1, 0));
}

#[test]
fn whole_actors_of_activity_streams_are_authors() {
    let note = |actor: &str| {
        format!(
            r#"{{"@context": "https://www.w3.org/ns/activitystreams", "type": "Note", "id": "https://kiln.example/n/1",
            "attributedTo": {actor}, "content": "so", "published": "2024-03-01T12:00:00Z"}}"#
        )
    };
    let author = |actor: &str| read(&note(actor)).posts[0].author.as_deref().map(str::to_owned);
    let id = Some("https://kiln.example/ana".to_owned());
    assert_eq!(author(r#""https://kiln.example/ana""#), id);
    assert_eq!(author(r#"{"type": "Person", "id": "https://kiln.example/ana", "name": "Ana"}"#), id);
    assert_eq!(author(r#"{"type": "Person", "name": "Ana"}"#), Some("Ana".to_owned()));
}
