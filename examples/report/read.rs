//! A file in any form that `score` reads, told by its shape, into what a page is made from.

use std::borrow::Cow;
use std::path::Path;

use realtalk::platforms::{Conversation, Platform};
use realtalk::{Post, Thread};
use serde_json::Value;

use crate::page::Material;
use crate::payload::From;
use crate::{Form, lines};

/// Reads a whole text.
pub(crate) fn read(text: &str, form: Form) -> Result<Vec<Material<'_>>, String> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let all = match form {
        Form::Told => match told(text) {
            Form::Payload(from) => vec![conversation(from.read(text)?)],
            form => return read(text, form),
        },
        Form::Payload(from) => vec![conversation(from.read(text)?)],
        Form::Posts => vec![posts(each(text, lines::post)?)],
        Form::Threads => each(text, lines::thread)?.iter().map(thread).collect(),
        Form::Accounts => each(text, lines::account)?.into_iter().map(account).collect(),
    };
    if all.iter().all(|material| material.posts.is_empty()) { Err("there is no post in it".into()) } else { Ok(all) }
}

/// What a text is, by its first line and its fields.
fn told(text: &str) -> Form {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let row: Value = serde_json::from_str(first).unwrap_or(Value::Null);
    let has = |key: &str| row.get(key).is_some();
    // Our own line of JSON says who with a name and what with a text, as no platform does.
    if row["author"].is_string() && row["text"].is_string() && !has("pubkey") {
        return Form::Posts;
    }
    if Platform::of(text).is_some() {
        return Form::Payload(From::Auto);
    }
    match (has("posts"), has("author") || has("me")) {
        (true, true) => Form::Accounts,
        (true, false) => Form::Threads,
        // Whatever it is, the error says which were considered; posts are the plainest.
        _ if row.is_object() => Form::Posts,
        _ => Form::Payload(From::Auto),
    }
}

/// Every line that is not blank.
fn each<'t, T>(text: &'t str, read: fn(&'t str) -> Result<T, String>) -> Result<Vec<T>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| read(line).map_err(|error| format!("line {}: {error}", at + 1))).collect()
}

fn posts(posts: Vec<Post<'_>>) -> Material<'_> {
    Material { of: only(&posts), posts, ..Material::default() }
}

/// Whose they are, if all are one person's and there are some: a timeline.
fn only(posts: &[Post<'_>]) -> Option<String> {
    let first = posts.first()?.author.as_deref()?;
    let all = posts.len() > 2 && posts.iter().all(|post| post.author.as_deref() == Some(first));
    all.then(|| first.to_owned())
}

fn thread<'a>(thread: &Thread<'a>) -> Material<'a> {
    let (id, owner) = (thread.id().to_owned(), thread.owner().map(str::to_owned));
    Material { id, owner, posts: thread.posts().to_vec(), ..Material::default() }
}

fn account((author, posts): (String, Vec<Post<'_>>)) -> Material<'_> {
    Material { of: Some(author), posts, ..Material::default() }
}

fn conversation(read: Conversation<'_>) -> Material<'_> {
    Material {
        id: read.id.map_or_else(String::new, Cow::into_owned),
        owner: read.owner.map(Cow::into_owned),
        of: only(&read.posts),
        notes: read.notes.iter().map(ToString::to_string).collect(),
        accounts: read.accounts,
        posts: read.posts,
    }
}

/// What a page of a file is called.
pub(crate) fn title(path: Option<&str>) -> String {
    let name = path.and_then(|path| Path::new(path).file_stem());
    name.map_or_else(|| "Conversations".into(), |name| name.to_string_lossy().into_owned())
}
