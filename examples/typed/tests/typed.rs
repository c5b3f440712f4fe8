//! Small payloads of our own, through the types of the other crates into posts.

use realtalk::{Format, Scorer};
use serde_json::json;

#[test]
fn a_status_of_mastodon() {
    let account = json!({
        "id": "7", "username": "ben", "acct": "ben", "display_name": "Ben", "locked": false, "bot": false,
        "created_at": "2024-01-01T00:00:00Z", "followers_count": 1, "following_count": 2, "statuses_count": 3,
        "note": "", "url": "", "avatar": "", "avatar_static": "", "header": "", "header_static": "", "emojis": [], "fields": []
    });
    let status = json!({
        "id": "2", "uri": "", "account": account, "in_reply_to_id": "1", "in_reply_to_account_id": "8",
        "content": "<p>@ana it <b>survived</b></p>", "created_at": "2024-03-01T12:00:00Z", "emojis": [],
        "replies_count": 0, "reblogs_count": 0, "favourites_count": 0, "sensitive": false, "spoiler_text": "",
        "visibility": "public", "media_attachments": [], "tags": [], "language": "en",
        "mentions": [{"id": "8", "username": "ana", "url": "", "acct": "ana"}],
        "quote_approval": {"automatic": [], "manual": [], "current_user": "unknown"}
    });
    let status: megalodon::entities::Status = serde_json::from_value(status).expect("a status");
    let post = realtalk_typed::mastodon(&status);
    assert_eq!((&*post.id, post.author.as_deref(), post.format), ("2", Some("7"), Format::Html));
    assert_eq!((post.reply_to.as_deref(), post.reply_to_author.as_deref()), (Some("1"), Some("8")));
    assert_eq!(post.created_at.map(|at| at.to_string()).as_deref(), Some("2024-03-01T12:00:00Z"));
    assert_eq!(post.mentions[0].account, "8");
}

#[test]
fn a_post_of_bluesky() {
    use atrium_api::app::bsky::feed::{defs::PostViewData, post::RecordData};
    use atrium_api::types::TryFromUnknown;
    let cid = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";
    let uri = |n: u8| format!("at://did:plc:ana/app.bsky.feed.post/{n}");
    let link = |n: u8| json!({"uri": uri(n), "cid": cid});
    let view = json!({
        "uri": uri(3), "cid": cid, "author": {"did": "did:plc:ana", "handle": "ana.example"}, "likeCount": 4,
        "indexedAt": "2024-03-01T12:00:01.000Z",
        "record": {"$type": "app.bsky.feed.post", "text": "it survived", "createdAt": "2024-03-01T12:00:00.000Z",
            "reply": {"root": link(1), "parent": link(2)}}
    });
    let view: PostViewData = serde_json::from_value(view).expect("a view");
    let record = RecordData::try_from_unknown(view.record.clone()).expect("a record");
    let post = realtalk_typed::bluesky(&view, &record);
    assert_eq!((post.author.as_deref(), &*post.text, post.counts.likes), (Some("did:plc:ana"), "it survived", Some(4)));
    assert_eq!((post.reply_to, post.conversation), (Some(uri(2).into()), Some(uri(1).into())));
    assert_eq!(post.created_at.map(|at| at.to_string()).as_deref(), Some("2024-03-01T12:00:00Z"));
}

#[test]
fn a_comment_of_reddit() {
    let comment = json!({"name": "t1_c2", "author": "ben", "body": "**six**, of course", "created_utc": 1_709_294_400.0,
        "parent_id": "t1_c1", "link_id": "t3_a"});
    let comment: roux::comment::CommentData = serde_json::from_value(comment).expect("a comment");
    let post = realtalk_typed::reddit(&comment).expect("a post");
    assert_eq!((&*post.id, post.reply_to.as_deref(), post.format), ("t1_c2", Some("t1_c1"), Format::Markdown));
    assert_eq!(post.created_at.map(|at| at.to_string()).as_deref(), Some("2024-03-01T12:00:00Z"));
}

#[test]
fn a_note_of_nostr() {
    let hex = |c: char| c.to_string().repeat(64);
    let key = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    let note = json!({"id": hex('a'), "pubkey": key, "created_at": 1_709_294_400, "kind": 1, "content": "it survived",
        "tags": [["e", hex('b'), "", "root"], ["e", hex('c'), "", "reply"], ["p", key]], "sig": "0".repeat(128)});
    let event: nostr::event::Event = serde_json::from_value(note).expect("an event");
    let post = realtalk_typed::nostr(&event);
    assert_eq!((post.reply_to, post.conversation), (Some(hex('c').into()), Some(hex('b').into())));
    assert_eq!((post.author.as_deref(), &*post.mentions[0].account), (Some(key), key));
    assert!(Scorer::default().score(&realtalk_typed::nostr(&event)).conversational.score.get() > 0.5);
}

#[test]
fn each_mapping_is_under_twelve_lines() {
    for function in include_str!("../src/lib.rs").split("\npub fn ").skip(1) {
        let lines = function.lines().take_while(|line| *line != "}").count() + 1;
        assert!(lines < 12, "{lines} lines: {function}");
    }
}
