//! Payloads as large as one likes, with all the fields that the platforms send, in words of our own.

use std::fmt::Write;

/// A list of so many items, each made from its number.
fn list(items: usize, item: impl Fn(usize) -> String) -> String {
    let mut out = String::from("[");
    for at in 0..items {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}{}", item(at)).expect("a string");
    }
    out + "]"
}

const WORDS: [&str; 4] = [
    "the kiln held 1240 degrees all night and the ash glaze ran just far enough",
    "we lost two mugs to a crack at the handle, slow the drying down next time 🏺",
    "does anyone know why the celadon went grey in reduction? cone 10, same clay",
    "öffnen wir morgen früh den Ofen, kommt gern vorbei und bringt Handschuhe mit",
];

/// A context of Mastodon with so many descendants.
pub(crate) fn mastodon(statuses: usize) -> String {
    let status = |at: usize| {
        let (words, parent, by) = (WORDS[at % 4], at / 3, at % 50);
        format!(
            r#"{{"id":"1120000000{at:06}","created_at":"2024-03-01T12:{:02}:{:02}.000Z","in_reply_to_id":"1120000000{parent:06}","in_reply_to_account_id":"10900{}","sensitive":false,"spoiler_text":"","visibility":"public","language":"en","uri":"https://kiln.example/users/potter{by}/statuses/1120000000{at:06}","url":"https://kiln.example/@potter{by}/1120000000{at:06}","replies_count":{},"reblogs_count":{},"favourites_count":{},"edited_at":null,"favourited":false,"reblogged":false,"muted":false,"bookmarked":false,"content":"<p><span class=\"h-card\" translate=\"no\"><a href=\"https://kiln.example/@potter{}\" class=\"u-url mention\">@<span>potter{}</span></a></span> {words} <a href=\"https://kiln.example/log/{at}\" target=\"_blank\" rel=\"nofollow noopener\"><span class=\"invisible\">https://</span><span class=\"\">kiln.example/log/{at}</span></a></p>","filtered":[],"reblog":null,"application":{{"name":"Web","website":null}},"account":{{"id":"10900{by}","username":"potter{by}","acct":"potter{by}","display_name":"Potter {by}","locked":false,"bot":false,"discoverable":true,"group":false,"created_at":"2019-05-01T00:00:00.000Z","note":"<p>pots, mostly round</p>","url":"https://kiln.example/@potter{by}","uri":"https://kiln.example/users/potter{by}","avatar":"https://files.kiln.example/accounts/avatars/010/900/original/0123456789abcdef.jpg","avatar_static":"https://files.kiln.example/accounts/avatars/010/900/original/0123456789abcdef.jpg","header":"https://files.kiln.example/accounts/headers/010/900/original/0123456789abcdef.jpg","header_static":"https://files.kiln.example/accounts/headers/010/900/original/0123456789abcdef.jpg","followers_count":210,"following_count":180,"statuses_count":950,"last_status_at":"2024-03-01","emojis":[],"fields":[{{"name":"Studio","value":"<a href=\"https://studio.example\" rel=\"me nofollow noopener\">studio.example</a>","verified_at":null}}]}},"media_attachments":[],"mentions":[{{"id":"10900{}","username":"potter{}","url":"https://kiln.example/@potter{}","acct":"potter{}"}}],"tags":[],"emojis":[],"card":null,"poll":null}}"#,
            at / 60 % 60,
            at % 60,
            parent % 50,
            at % 4,
            at % 3,
            at % 9,
            parent % 50,
            parent % 50,
            parent % 50,
            parent % 50,
            parent % 50,
            parent % 50,
        )
    };
    format!(r#"{{"ancestors":[],"descendants":{}}}"#, list(statuses, status))
}

/// A page of X with so many posts, each with a fifth of a user.
pub(crate) fn x(posts: usize) -> String {
    let post = |at: usize| {
        let (words, by) = (WORDS[at % 4], at % 50);
        let text = format!("@potter{} {words} https://t.co/abcdefghij #kiln", at / 3 % 50);
        let name = text.find(' ').expect("a space");
        let url = text[..text.find("https").expect("a link")].chars().count();
        format!(
            r#"{{"id":"1764000000000{at:06}","edit_history_tweet_ids":["1764000000000{at:06}"],"text":"{text}","author_id":"22449{by}","created_at":"2024-03-01T12:{:02}:{:02}.000Z","conversation_id":"1764000000000000000","in_reply_to_user_id":"22449{}","lang":"en","possibly_sensitive":false,"reply_settings":"everyone","referenced_tweets":[{{"type":"replied_to","id":"1764000000000{:06}"}}],"entities":{{"mentions":[{{"start":0,"end":{name},"username":"potter{}","id":"22449{}"}}],"urls":[{{"start":{url},"end":{},"url":"https://t.co/abcdefghij","expanded_url":"https://kiln.example/log/{at}","display_url":"kiln.example/log/{at}"}}],"hashtags":[{{"start":{},"end":{},"tag":"kiln"}}],"annotations":[{{"start":4,"end":8,"probability":0.626,"type":"Product","normalized_text":"kiln"}}]}},"context_annotations":[{{"domain":{{"id":"66","name":"Interests and Hobbies Category","description":"A grouping of interests and hobbies entities"}},"entity":{{"id":"848921413196984320","name":"Ceramics","description":"Ceramics"}}}}],"public_metrics":{{"retweet_count":{},"reply_count":{},"like_count":{},"quote_count":0,"bookmark_count":1,"impression_count":900}}}}"#,
            at / 60 % 60,
            at % 60,
            at / 3 % 50,
            at / 3,
            at / 3 % 50,
            at / 3 % 50,
            url + 23,
            url + 24,
            url + 29,
            at % 3,
            at % 4,
            at % 9
        )
    };
    let user = |at: usize| {
        format!(
            r#"{{"id":"22449{at}","username":"potter{at}","name":"Potter {at}","description":"pots, mostly round","created_at":"2013-12-14T04:35:55.000Z","verified":false,"protected":false,"profile_image_url":"https://pic.example/{at}/photo_normal.jpg","public_metrics":{{"followers_count":510,"following_count":203,"tweet_count":3599,"listed_count":16}}}}"#
        )
    };
    format!(
        r#"{{"data":{},"includes":{{"users":{}}},"meta":{{"result_count":{posts}}}}}"#,
        list(posts, post),
        list(posts / 5, user)
    )
}

/// A thread of Bluesky with so many replies, five to a level.
pub(crate) fn bluesky(posts: usize) -> String {
    let view = |at: usize, replies: &str| {
        let (words, by) = (WORDS[at % 4], at % 50);
        let text = format!("@potter{}.example {words} kiln.example/log", at / 3 % 50);
        let (name, url) = (text.find(' ').expect("a space"), text.len() - "kiln.example/log".len());
        format!(
            r#"{{"$type":"app.bsky.feed.defs#threadViewPost","post":{{"uri":"at://did:plc:potter{by}/app.bsky.feed.post/3kahe{at:06}","cid":"bafyreigb666sdjyyaczcahxmf5tzh7dec6bwr3nhdab7llebn7vhsxzgr4","author":{{"did":"did:plc:potter{by}","handle":"potter{by}.example","displayName":"Potter {by}","avatar":"https://cdn.example/img/avatar/plain/did:plc:potter{by}/bafkreicwqcugdgubtawr6xv6jjifoju67eigwx2xgz4zs73nkzzn36oucy@jpeg","associated":{{"chat":{{"allowIncoming":"all"}}}},"viewer":{{"muted":false,"blockedBy":false}},"labels":[],"createdAt":"2023-04-26T19:05:34.249Z"}},"record":{{"$type":"app.bsky.feed.post","createdAt":"2024-03-01T12:{:02}:{:02}.735Z","facets":[{{"$type":"app.bsky.richtext.facet","features":[{{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:potter{}"}}],"index":{{"byteStart":0,"byteEnd":{name}}}}},{{"features":[{{"$type":"app.bsky.richtext.facet#link","uri":"https://kiln.example/log"}}],"index":{{"byteStart":{url},"byteEnd":{}}}}}],"langs":["en"],"reply":{{"parent":{{"cid":"bafyreier7l7l33k23invvoeth2ed2hkwlxlv3igbhp3536hmmeouob7mzi","uri":"at://did:plc:potter0/app.bsky.feed.post/3kahe000000"}},"root":{{"cid":"bafyreier7l7l33k23invvoeth2ed2hkwlxlv3igbhp3536hmmeouob7mzi","uri":"at://did:plc:potter0/app.bsky.feed.post/3kahe000000"}}}},"text":"{text}"}},"replyCount":{},"repostCount":{},"likeCount":{},"quoteCount":0,"indexedAt":"2024-03-01T12:49:36.735Z","viewer":{{"threadMuted":false,"embeddingDisabled":false}},"labels":[]}},"replies":{replies}}}"#,
            at / 60 % 60,
            at % 60,
            at / 3 % 50,
            text.len(),
            at % 4,
            at % 3,
            at % 9
        )
    };
    let branch = |at: usize| {
        let leaves = list(4, |leaf| view(at * 5 + leaf + 2, "[]"));
        view(at * 5 + 1, &leaves)
    };
    format!(r#"{{"thread":{}}}"#, view(0, &list(posts / 5, branch)))
}
