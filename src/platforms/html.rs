//! Anchors in HTML, with the bytes a person sees of each: enough for mentions, links and quotes.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::post::{Link, Mention, Post};
use crate::span::Span;

/// An opening tag that carries something: `a` or `aside`.
pub(super) struct Tag<'t> {
    name: &'t str,
    attributes: &'t str,
    /// What stands between it and its end, without tags at either edge.
    pub(super) span: Span,
}

impl Tag<'_> {
    /// The value of an attribute, its entities decoded.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            let (key, after) = rest.split_at(end);
            let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
                rest = after;
                continue;
            };
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(decode(value));
            }
            rest = after;
        }
    }

    /// Whether it bears that class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|all| all.split_ascii_whitespace().any(|c| c == class))
    }
}

/// The few entities that addresses and plain texts are written with.
pub(super) fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.into();
    }
    // `&amp;` last, so that nothing is decoded twice.
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    let text = pairs.iter().fold(String::from(text), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}

/// The same for a text that may stay borrowed.
pub(super) fn decoded(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('&') { Cow::Owned(decode(&text)) } else { text }
}

/// The anchors and asides of a text, in order, in one pass.
pub(super) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    core::iter::from_fn(move || {
        loop {
            let open = from + html[from..].find('<')?;
            let close = open + html[open..].find('>')?;
            from = close + 1;
            let inner = &html[open + 1..close];
            let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
            let wanted = ["a", "aside"].into_iter().find(|wanted| name.eq_ignore_ascii_case(wanted));
            if let Some(name) = wanted {
                let end = if name == "a" { end_of_anchor(html, from) } else { from };
                let attributes = &inner[name.len()..];
                return Some(Tag { name, attributes, span: trim(html, from, end) });
            }
        }
    })
}

/// Where an anchor's inside ends: at its closing tag, or at the next anchor's opening.
fn end_of_anchor(html: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        let tag = &html.as_bytes()[open + 1..];
        let tag = tag.strip_prefix(b"/").unwrap_or(tag);
        // Not `<abbr>`: an `a` alone.
        if matches!(tag, [b'a' | b'A', next, ..] if !next.is_ascii_alphanumeric()) {
            return open;
        }
        at = open + 1;
    }
    html.len()
}

/// Without tags and spaces at either edge.
fn trim(html: &str, mut from: usize, mut to: usize) -> Span {
    loop {
        let inside = &html[from..to];
        let skip = if inside.starts_with('<') {
            inside.find('>').map_or(0, |end| end + 1)
        } else {
            inside.len() - inside.trim_start().len()
        };
        if skip == 0 {
            break;
        }
        from += skip;
    }
    loop {
        let inside = &html[from..to];
        let keep = if inside.ends_with('>') { inside.rfind('<') } else { Some(inside.trim_end().len()) };
        match keep {
            Some(keep) if keep < inside.len() => to = from + keep,
            _ => break,
        }
    }
    Span::new(from as u32, to as u32)
}

/// The text of a span with its tags left out.
pub(super) fn seen(html: &str, span: Span) -> Cow<'_, str> {
    let text = span.of(html);
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for (at, piece) in text.split('<').enumerate() {
        out.push_str(if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, rest)| rest) });
    }
    Cow::Owned(out)
}

/// Where a mention of a post leads, and the handle it goes by.
pub(super) struct Named<'a> {
    pub(super) address: Cow<'a, str>,
    pub(super) handle: Cow<'a, str>,
}

/// Gives a post its links, and the mentions it lists their spans: `named` says of each where it leads.
///
/// An anchor that leads there is that mention; so is one of class `mention` that shows its handle. Any
/// other anchor that is no hashtag is a link.
pub(super) fn link(post: &mut Post<'_>, named: &[Named<'_>]) {
    let index = |key: fn(&str) -> &str, of: for<'n> fn(&'n Named<'_>) -> &'n str| {
        let pairs = named.iter().enumerate().rev().map(|(at, named)| (key(of(named)), at));
        pairs.collect::<BTreeMap<&str, usize>>()
    };
    let addresses = index(|address| address, |named| &named.address);
    let handles = index(name, |named| &named.handle);
    for tag in tags(&post.text).filter(|tag| tag.name == "a") {
        let Some(href) = tag.attribute("href") else { continue };
        let is_mention = tag.has_class("mention") && !tag.has_class("hashtag");
        let shown = || handles.get(name(&seen(&post.text, tag.span))).copied();
        let at = addresses.get(&*href).copied().or_else(|| shown().filter(|_| is_mention));
        if let Some(mention) = at.and_then(|at| post.mentions.get_mut(at)) {
            // Named twice: the first place counts.
            mention.span = mention.span.or(Some(tag.span));
        } else if !is_mention && !tag.has_class("hashtag") && href.contains(':') {
            post.links.push(Link { url: Cow::Owned(href), span: Some(tag.span) });
        }
    }
}

/// `ana` of `@ana@kiln.example`.
fn name(handle: &str) -> &str {
    let handle = handle.trim_start_matches('@');
    handle.split('@').next().unwrap_or(handle)
}

/// Gives a post the links of its anchors, and mentions of those whose class says so.
pub(super) fn link_by_class(post: &mut Post<'_>) {
    let mut mentions = Vec::new();
    for tag in tags(&post.text).filter(|tag| tag.name == "a" && tag.has_class("mention")) {
        let name = seen(&post.text, tag.span);
        let account = String::from(name.trim_start_matches('@'));
        mentions.push(Mention { account: Cow::Owned(account), span: Some(tag.span) });
    }
    post.mentions.append(&mut mentions);
    link(post, &[]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_found_with_what_a_person_sees_of_them() {
        let html = r#"a <A HREF='https://a.example/?x=1&amp;y=2' data-x>one <b>two</b> </A> <abbr>b</abbr> <a href=c:d>three <a class="x mention" href="">"#;
        let found: Vec<_> = tags(html).map(|tag| (tag.attribute("href"), seen(html, tag.span).into_owned())).collect();
        let wanted = [("https://a.example/?x=1&y=2", "one two"), ("c:d", "three"), ("", "")];
        assert_eq!(found, wanted.map(|(href, text)| (Some(href.into()), text.into())));
        assert!(tags(html).last().is_some_and(|tag| tag.has_class("mention") && !tag.has_class("men")));
    }

    #[test]
    fn broken_html_is_read_to_its_end() {
        for html in [
            "<",
            "<a",
            "<a>",
            "<a href",
            "<a href=",
            "<a href='",
            "<a href='x'",
            "</a>",
            "<a ><",
            "><a\n>é",
            "<a href=x>a<",
        ] {
            for tag in tags(html) {
                assert!(html.get(tag.span.range()).is_some(), "{html}");
                tag.attribute("href");
                seen(html, tag.span);
            }
        }
    }
}
