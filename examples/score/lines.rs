//! A line of JSON in; a post, a conversation, or an author with posts out.

use realtalk::{Post, Thread};
use serde::Deserialize;
use serde_json::Value;

/// What is wrong with a line.
fn told(error: &serde_json::Error) -> String {
    if error.is_data() { error.to_string() } else { format!("not JSON: {error}") }
}

pub(crate) fn post(line: &str) -> Result<Post<'_>, String> {
    serde_json::from_str(line).map_err(|error| told(&error))
}

pub(crate) fn thread(line: &str) -> Result<Thread<'_>, String> {
    serde_json::from_str(line).map_err(|error| told(&error))
}

/// An author and posts, which may include other people's; nothing in them is refused.
pub(crate) fn account(line: &str) -> Result<(String, Vec<Post<'static>>), String> {
    let row: Value = serde_json::from_str(line).map_err(|error| told(&error))?;
    // Labelled sets carry an `id` of the row beside the author.
    let author = ["author", "me", "id"].iter().find_map(|key| row[*key].as_str()).ok_or("missing field `author`")?;
    let posts = row.get("posts").ok_or("missing field `posts`")?;
    let posts = Vec::<Post<'_>>::deserialize(posts).map_err(|error: serde_json::Error| told(&error))?;
    Ok((author.to_owned(), posts.into_iter().map(Post::into_owned).collect()))
}
