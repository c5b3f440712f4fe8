//! Payloads of others, read from outside the project; nothing of them is in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use realtalk::{Thread, Timestamp, platforms};
use serde_json::Value;

/// All samples by name; none where there are none.
fn sampled() -> BTreeMap<String, String> {
    // A worktree lies one folder deeper.
    let folders =
        ["../shared/payloads", "../../shared/payloads"].map(|near| Path::new(env!("CARGO_MANIFEST_DIR")).join(near));
    let Some(platforms) = folders.iter().find_map(|folder| fs::read_dir(folder).ok()) else {
        println!("skipped: no ../shared/payloads here");
        return BTreeMap::new();
    };
    let folders = platforms.filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok());
    let files = folders.flatten().filter_map(|entry| Some(entry.ok()?.path()));
    // A lexicon describes payloads and is none.
    let files = files.filter(|path| !path.to_string_lossy().contains("lexicon"));
    let name = |path: &Path| path.iter().rev().take(2).collect::<PathBuf>().iter().rev().collect::<PathBuf>();
    files.map(|path| (name(&path).display().to_string(), fs::read_to_string(&path).expect("a sample"))).collect()
}

/// Our field and theirs, as pointers into either's JSON.
type Fields = &'static [(&'static str, &'static str)];

const X: Fields = &[
    ("/id", "/id"),
    ("/author", "/author_id"),
    ("/text", "/text"),
    ("/created_at", "/created_at"),
    ("/conversation", "/conversation_id"),
    ("/reply_to_author", "/in_reply_to_user_id"),
    ("/counts/replies", "/public_metrics/reply_count"),
    ("/counts/reposts", "/public_metrics/retweet_count"),
    ("/counts/likes", "/public_metrics/like_count"),
    ("/counts/quotes", "/public_metrics/quote_count"),
    ("/client", "/source"),
];
const MASTODON: Fields = &[
    ("/id", "/id"),
    ("/author", "/account/id"),
    ("/text", "/content"),
    ("/created_at", "/created_at"),
    ("/reply_to", "/in_reply_to_id"),
    ("/reply_to_author", "/in_reply_to_account_id"),
    ("/counts/replies", "/replies_count"),
    ("/counts/reposts", "/reblogs_count"),
    ("/counts/likes", "/favourites_count"),
    ("/client", "/application/name"),
];
const BLUESKY: Fields = &[
    ("/id", "/uri"),
    ("/author", "/author/did"),
    ("/text", "/record/text"),
    ("/created_at", "/record/createdAt"),
    ("/reply_to", "/record/reply/parent/uri"),
    ("/counts/replies", "/replyCount"),
    ("/counts/reposts", "/repostCount"),
    ("/counts/likes", "/likeCount"),
    ("/counts/quotes", "/quoteCount"),
    ("/quotes/0/id", "/record/embed/record/record/uri"),
];
const RECORD: Fields = &[("/id", "/uri"), ("/text", "/value/text"), ("/created_at", "/value/createdAt")];
const FACEBOOK: Fields = &[
    ("/author", "/from/id"),
    ("/text", "/message"),
    ("/created_at", "/created_time"),
    ("/mentions/0/account", "/message_tags/0/id"),
    ("/mentions/1/account", "/message_tags/1/id"),
];
const COMMENT: Fields = &[("/counts/likes", "/like_count"), ("/counts/replies", "/comment_count")];
const PAGE_POST: Fields = &[
    ("/id", "/id"),
    ("/counts/likes", "/reactions/summary/total_count"),
    ("/counts/replies", "/comments/summary/total_count"),
];
const EVENT: Fields = &[
    ("/id", "/id"),
    ("/author", "/owner/id"),
    ("/event/start", "/start_time"),
    ("/event/end", "/end_time"),
    ("/event/place", "/place/name"),
    ("/event/going", "/attending_count"),
];
const INSTAGRAM: Fields = &[
    ("/id", "/id"),
    ("/created_at", "/timestamp"),
    ("/counts/likes", "/like_count"),
    ("/counts/replies", "/comments_count"),
    ("/conversation", "/media/id"),
];
const YOUTUBE: Fields = &[
    ("/id", "/id"),
    ("/author", "/snippet/authorChannelId/value"),
    ("/text", "/snippet/textOriginal"),
    ("/created_at", "/snippet/publishedAt"),
    ("/reply_to", "/snippet/parentId"),
    ("/conversation", "/snippet/videoId"),
    ("/counts/likes", "/snippet/likeCount"),
];
const WORDPRESS: Fields =
    &[("/id", "/id"), ("/author", "/author"), ("/text", "/content/rendered"), ("/created_at", "/date_gmt")];
const NOSTR: Fields = &[
    ("/id", "/id"),
    ("/author", "/pubkey"),
    ("/text", "/content"),
    ("/created_at", "/created_at"),
    ("/reply_to", "/tags/0/1"),
    ("/reply_to_author", "/tags/1/1"),
];
const ACTIVITY: Fields =
    &[("/reply_to", "/inReplyTo"), ("/text", "/name"), ("/event/start", "/startTime"), ("/event/end", "/endTime")];

/// Which raw values of a sample are posts, and the fields they must share with ours, in our order.
fn raw(name: &str, value: &Value) -> Vec<(Value, Vec<(&'static str, &'static str)>)> {
    let list = |way: &str| value.pointer(way).and_then(Value::as_array).cloned().unwrap_or_default();
    let all = |values: Vec<Value>, fields: &[Fields]| -> Vec<_> {
        values.into_iter().map(|value| (value, fields.concat())).collect()
    };
    let itself = || vec![value.clone()];
    let (platform, file) = name.split_once('/').expect("a folder");
    match (platform, file) {
        ("twitter_v2", "user_model.json") | ("bluesky", "feed_record.json") => Vec::new(),
        ("twitter_v2", "tweet_model.json") => all(itself(), &[X]),
        ("twitter_v2", _) => all([list("/data"), list("/includes/tweets")].concat(), &[X]),
        ("mastodon", _) => all([list("/ancestors"), list("/descendants")].concat(), &[MASTODON]),
        ("bluesky", "post_record.json") => all(itself(), &[RECORD]),
        ("bluesky", _) => all(vec![value["thread"]["post"].clone()], &[BLUESKY]),
        ("facebook", "model_event.json" | "event_info.json") => all(itself(), &[EVENT]),
        ("facebook", "model_post.json" | "single_post_data.json") => all(itself(), &[FACEBOOK, PAGE_POST]),
        ("facebook", "model_comment.json") => all(itself(), &[FACEBOOK, COMMENT]),
        ("facebook", _) => all(list("/data"), &[FACEBOOK, COMMENT]),
        ("instagram", "comments_p1.json") => all(list("/data"), &[INSTAGRAM]),
        ("instagram", "mentioned_comment.json") => all(vec![value["mentioned_comment"].clone()], &[INSTAGRAM]),
        ("instagram", _) => all(itself(), &[INSTAGRAM]),
        ("youtube", "comment_info.json") => all(itself(), &[YOUTUBE]),
        ("youtube", _) => {
            let threads = if value["items"].is_array() { list("/items") } else { itself() };
            let top = |thread: &Value| thread["snippet"]["topLevelComment"].clone();
            let replies = |thread: &Value| thread["replies"]["comments"].as_array().cloned().unwrap_or_default();
            all(threads.iter().flat_map(|thread| [vec![top(thread)], replies(thread)].concat()).collect(), &[YOUTUBE])
        }
        ("wordpress", _) => all(list(""), &[WORDPRESS]),
        ("nostr", _) => all(itself(), &[NOSTR]),
        ("activitystreams2", "vocabulary-ex7-jsonld.json") => Vec::new(),
        ("activitystreams2", _) => all(itself(), &[ACTIVITY]),
        _ => panic!("{name}: a sample of which the test knows nothing"),
    }
}

/// Whether both mean the same: times in any spelling, ids as numbers or strings, nothing as nothing.
fn same(ours: Option<&Value>, theirs: Option<&Value>) -> bool {
    let time = |value: &Value| match value {
        Value::String(text) => Timestamp::parse(text).ok(),
        Value::Number(number) => number.as_i64().map(Timestamp::from_number),
        _ => None,
    };
    match (ours.filter(|v| !v.is_null()), theirs.filter(|v| !v.is_null())) {
        (None, None) => true,
        // An author of 0 is a guest; a text may be left out where it is empty.
        (Some(Value::String(text)), None) => text.is_empty(),
        (Some(ours), Some(theirs)) => {
            ours == theirs
                || ours.as_str() == Some(&theirs.to_string())
                || time(ours).is_some_and(|at| Some(at) == time(theirs))
        }
        _ => false,
    }
}

/// What a person sees of a piece of HTML.
fn seen(html: &str) -> String {
    html.split('<')
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |p| p.1) })
        .collect()
}

#[test]
fn samples_are_read_field_by_field() {
    let (mut posts, mut cut) = (0, 0);
    for (name, text) in sampled() {
        let conversation = platforms::read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let raw = raw(&name, &value);
        assert!(
            raw.len() <= conversation.posts.len(),
            "{name}: {} posts, wanted {}",
            conversation.posts.len(),
            raw.len()
        );
        for ((theirs, fields), post) in raw.iter().zip(&conversation.posts) {
            let ours = serde_json::to_value(post).expect("a post");
            for (our, their) in fields {
                let (our, their) = (ours.pointer(our), theirs.pointer(their));
                assert!(same(our, their), "{name}: {our:?}, wanted {their:?}, in {ours}");
            }
            // Theirs by their own account: what a span cuts out is the handle, or the address as it is written.
            for mention in theirs
                .pointer("/entities/mentions")
                .or(theirs.get("mentions"))
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let ours = post.mentions.iter().find(|m| mention["id"] == *m.account).expect("the mention");
                let shown = ours.span.map(|span| seen(span.of(&post.text)));
                assert_eq!(shown, mention["username"].as_str().map(|name| format!("@{name}")), "{name}");
                cut += 1;
            }
            for link in theirs.pointer("/entities/urls").and_then(Value::as_array).into_iter().flatten() {
                let ours = post.links.iter().find(|l| link["expanded_url"] == *l.url).expect("the link");
                assert_eq!(ours.span.map(|span| span.of(&post.text)), link["url"].as_str(), "{name}");
                cut += 1;
            }
            let first = theirs.pointer("/referenced_tweets/0").filter(|first| first["type"] == "replied_to");
            assert!(first.is_none_or(|first| first["id"].as_str() == post.reply_to.as_deref()), "{name}");
            let parent = theirs.get("parent").and_then(Value::as_u64).filter(|parent| *parent > 0);
            assert!(
                parent.is_none_or(|parent| Some(parent.to_string().as_str()) == post.reply_to.as_deref()),
                "{name}"
            );
            posts += 1;
        }
        let thread = conversation.into_thread().unwrap_or_else(|error| panic!("{name}: {error}"));
        let json = serde_json::to_string(&thread).expect("a thread");
        assert_eq!(serde_json::from_str::<Thread<'_>>(&json).expect("a thread"), thread, "{name}");
    }
    println!("{posts} posts of samples, {cut} spans");
}
