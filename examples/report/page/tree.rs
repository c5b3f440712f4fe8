//! Posts in the order of the conversation: answers under what they answer; a timeline by time.

use std::fmt::Write;

use super::post;
use super::subject::Subject;

/// Answers are set in up to this deep; further ones follow below each other, each naming whom it answers.
const INDENTS: usize = 7;

/// One step of the walk through a conversation.
enum Step {
    /// A post, at its depth.
    Post(usize, usize),
    CloseItem,
    CloseList,
}

pub(crate) fn write(subject: &Subject<'_>, out: &mut String, level: u8) {
    let (id, name) = (subject.anchor("posts"), if subject.of.is_some() { "Posts" } else { "The conversation" });
    write!(out, "<section class=\"posts\" aria-labelledby=\"{id}\"><h{level} id=\"{id}\">{name}</h{level}>")
        .expect("a string");
    if subject.of.is_some() {
        out.push_str("<ol class=\"thread\">");
        for at in 0..subject.thread.len() {
            out.push_str("<li>");
            post::write(subject, out, at);
            out.push_str("</li>");
        }
        out.push_str("</ol>");
    } else {
        conversation(subject, out);
    }
    out.push_str("</section>\n");
}

/// Walks the forest without recursion: threads may be as deep as they like.
fn conversation(subject: &Subject<'_>, out: &mut String) {
    let (roots, answers) = answers(subject);
    let mut steps = vec![Step::CloseList];
    steps.extend(roots.into_iter().rev().map(|root| Step::Post(root, 0)));
    out.push_str("<ol class=\"thread\">");
    while let Some(step) = steps.pop() {
        match step {
            Step::CloseItem => out.push_str("</li>"),
            Step::CloseList => out.push_str("</ol>\n"),
            Step::Post(at, depth) => {
                out.push_str("<li>");
                post::write(subject, out, at);
                let below = answers[at].iter().rev().map(|answer| Step::Post(*answer, depth + 1));
                if depth >= INDENTS {
                    out.push_str("</li>");
                    steps.extend(below);
                } else if answers[at].is_empty() {
                    out.push_str("</li>");
                } else {
                    out.push_str("<ol>");
                    steps.extend([Step::CloseItem, Step::CloseList]);
                    steps.extend(below);
                }
            }
        }
    }
}

/// Posts that answer nothing here, and the answers to each, in the order they came.
fn answers(subject: &Subject<'_>) -> (Vec<usize>, Vec<Vec<usize>>) {
    let count = subject.thread.len();
    let (mut roots, mut answers) = (Vec::new(), vec![Vec::new(); count]);
    for at in 0..count {
        match subject.thread.parent(at) {
            Some(parent) => answers[parent].push(at),
            None => roots.push(at),
        }
    }
    (roots, answers)
}
