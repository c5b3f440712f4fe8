//! How text is written into a page so that it is nothing but text.

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;

use super::pieces::{STACKED, is_hidden};

/// Writes text so that it is text wherever it stands: between tags and in quoted attributes.
pub(crate) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if is_hidden(c) => write!(out, "[U+{:04X}]", c as u32).expect("a string"),
            c => out.push(c),
        }
    }
}

/// Writes one line of somebody's text, cut between graphemes; of each not more than a person sees.
pub(crate) fn line(out: &mut String, text: &str, longest: usize) {
    let mut clusters = text.graphemes(true).map(|c| if c.trim().is_empty() { " " } else { c });
    for cluster in clusters.by_ref().take(longest) {
        let end = cluster.char_indices().nth(STACKED).map_or(cluster.len(), |(at, _)| at);
        escape(out, &cluster[..end]);
    }
    if clusters.next().is_some() {
        out.push('…');
    }
}

/// The same as a string.
pub(crate) fn short(text: &str, longest: usize) -> String {
    let mut out = String::new();
    line(&mut out, text, longest);
    out
}
