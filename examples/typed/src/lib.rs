//! Posts from the types of other crates. Each mapping stands for itself: copy the one you need.
//!
//! Texts are borrowed; only what is another type there, such as an id of bytes, becomes a string.

use atrium_api::app::bsky::feed::{defs::PostViewData, post::RecordData};
use megalodon::entities::Status;
use nostr::event::{Event, Tag};
use realtalk::{Format, Post, Timestamp};
use roux::comment::CommentData;

/// A status of Mastodon and its kin, as megalodon reads it.
#[must_use]
pub fn mastodon(status: &Status) -> Post<'_> {
    let mut post = Post::new(&*status.id, &*status.account.id, &*status.content)
        .written_in(Format::Html)
        .at(Timestamp::from_millis(status.created_at.timestamp_millis()));
    post.reply_to = status.in_reply_to_id.as_deref().map(Into::into);
    post.reply_to_author = status.in_reply_to_account_id.as_deref().map(Into::into);
    post.automated = Some(status.account.bot);
    post.lang = status.language.as_deref().map(Into::into);
    status.mentions.iter().fold(post, |post, mention| post.mentioning(&*mention.id))
}

/// A post of Bluesky with its record, as atrium-api reads them.
///
/// The record of a view comes as whatever it is: `RecordData::try_from_unknown(view.record.clone())`.
#[must_use]
pub fn bluesky<'a>(view: &'a PostViewData, record: &'a RecordData) -> Post<'a> {
    let mut post = Post::new(&*view.uri, view.author.did.as_str(), &*record.text);
    post.created_at = Timestamp::parse(record.created_at.as_str()).ok();
    post.reply_to = record.reply.as_ref().map(|reply| reply.parent.uri.as_str().into());
    post.conversation = record.reply.as_ref().map(|reply| reply.root.uri.as_str().into());
    post.counts.likes = view.like_count.and_then(|count| count.try_into().ok());
    post
}

/// A comment on Reddit, as roux reads it; every field may be missing there.
#[must_use]
pub fn reddit(comment: &CommentData) -> Option<Post<'_>> {
    let mut post = Post::new(comment.name.as_deref()?, comment.author.as_deref()?, comment.body.as_deref()?);
    post.format = Format::Markdown;
    // Whole seconds, written as a fraction.
    post.created_at = comment.created_utc.map(|seconds| Timestamp::from_seconds(seconds as i64));
    post.reply_to = comment.parent_id.as_deref().map(Into::into);
    post.conversation = comment.link_id.as_deref().map(Into::into);
    Some(post)
}

/// A text note of Nostr: what is marked `reply` it answers, else what is marked `root`.
#[must_use]
pub fn nostr(event: &Event) -> Post<'_> {
    let is = |tag: &&[String], marker| tag[0] == "e" && tag.get(3).is_some_and(|m| m == marker);
    let marked = |marker| event.tags.iter().map(Tag::as_slice).find(|tag| is(tag, marker)).map(|tag| &*tag[1]);
    let mut post = Post::new(event.id.to_hex(), event.pubkey.to_hex(), &*event.content);
    post.created_at = event.created_at.as_secs().try_into().ok().map(Timestamp::from_number);
    post.reply_to = marked("reply").or(marked("root")).map(Into::into);
    post.conversation = marked("root").map(Into::into);
    event.tags.public_keys().fold(post, |post, key| post.mentioning(key.to_hex()))
}
