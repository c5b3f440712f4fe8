//! Tags and entities of HTML.

use super::scan::Scan;
use super::token::{Sink, Style, TokenKind};
use crate::lexicon::Entry;

/// Elements that hold no prose, then those that hold somebody else's.
const ELEMENTS: [&str; 7] = ["code", "pre", "script", "style", "blockquote", "q", "aside"];

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// A tag: its name decides what becomes of it.
    pub(super) fn tag(&mut self) {
        let start = self.at;
        let reach = self.text.len() - start;
        let Some(end) = self.next(b'>', start, reach.min(TAG)) else { return self.at += 1 };
        let text = self.text;
        let inside = &text[start + 1..end];
        let closing = inside.starts_with('/');
        let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let is = |names: &[&str]| names.iter().any(|n| n.eq_ignore_ascii_case(name));
        self.at = end + 1;
        if is(&ELEMENTS[..4]) && !closing {
            self.skip_element(start, name);
        } else if is(&ELEMENTS[4..]) && !closing {
            self.quote_element(name);
        } else if is(&["a"]) && !closing {
            self.anchor(start, inside);
        } else if is(&["p", "br", "div", "li", "ul", "ol", "h1", "h2", "h3", "tr", "hr"]) {
            let len = end + 1 - start;
            self.at = start;
            self.end_sentence(len);
        }
    }

    /// Code, scripts and styles are not prose: one token up to the closing tag.
    fn skip_element(&mut self, start: usize, name: &str) {
        if let Some(end) = self.closing_tag(name) {
            self.at = end;
        }
        self.emit(TokenKind::Code, start, Style::none(), 0, Entry::default());
    }

    fn quote_element(&mut self, name: &str) {
        if let Some(end) = self.closing_tag(name) {
            self.quote_until(end);
        }
    }

    /// Just behind the next `</name`, if there is one in reach. What was looked through is not looked
    /// through again, however many elements are left open.
    fn closing_tag(&mut self, name: &str) -> Option<usize> {
        let slot = ELEMENTS.iter().position(|element| element.eq_ignore_ascii_case(name))?;
        let (mut open, seen) = self.tried.closing[slot];
        let limit = self.at + (64 << 10);
        if open < self.at {
            let from = seen.max(self.at);
            let found = self.closing_between(name, from, limit);
            self.tried.closing[slot] = found.map_or((0, limit.max(from)), |open| (open, open));
            open = found?;
        }
        let end = || self.next(b'>', open, 64).map_or(open + 2 + name.len(), |end| end + 1);
        (open < limit).then(end)
    }

    fn closing_between(&mut self, name: &str, mut from: usize, limit: usize) -> Option<usize> {
        while let Some(open) = self.next(b'<', from, limit.saturating_sub(from)) {
            let rest = &self.text.as_bytes()[open + 1..];
            if rest.first() == Some(&b'/')
                && rest.get(1..=name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
            {
                return Some(open);
            }
            from = open + 1;
        }
        None
    }

    /// A link's target, unless it is the profile behind a mention or the page behind a hashtag.
    fn anchor(&mut self, start: usize, inside: &str) {
        let named = attribute(inside, "class").map_or("", |(_, named)| named);
        if named.contains("mention") || named.contains("hashtag") {
            return;
        }
        let Some((at, href)) = attribute(inside, "href").filter(|(_, href)| href.contains("://")) else { return };
        let text = self.text;
        let behind = self.at;
        let shown_end = self.next(b'<', behind, TAG).unwrap_or(behind);
        let shown = text[behind..shown_end].trim();
        let from = start + 1 + at;
        self.at = from + href.len();
        self.emit_as(
            TokenKind::Url,
            from,
            super::link::style(href).with_if(Style::RISKY, misleads(shown, href)),
            b"<url>",
        );
        // Text that repeats the target is not a second link.
        self.at = if looks_like_link(shown) { shown_end } else { behind };
    }
}

fn looks_like_link(shown: &str) -> bool {
    shown.contains("://")
        || shown.starts_with("www.")
        || (shown.contains('.') && !shown.contains(' ') && shown.contains('/'))
}

/// Whether the text of a link names another host than the one it leads to.
fn misleads(shown: &str, href: &str) -> bool {
    let shown_host = host(shown);
    looks_like_link(shown) && shown_host.contains('.') && !shown.ends_with('…') && !host(href).ends_with(shown_host)
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    host.strip_prefix("www.").unwrap_or(host)
}

/// Where the value of an attribute begins inside a tag, and the value.
fn attribute<'t>(inside: &'t str, name: &str) -> Option<(usize, &'t str)> {
    let at = inside.match_indices(name).find_map(|(at, _)| {
        let rest = inside[at + name.len()..].trim_start();
        let before = inside[..at].chars().next_back();
        (before.is_some_and(char::is_whitespace) && rest.starts_with('=')).then_some(inside.len() - rest.len() + 1)
    })?;
    let rest = inside[at..].trim_start();
    let at = inside.len() - rest.len();
    match rest.chars().next()? {
        quote @ ('"' | '\'') => Some((at + 1, rest[1..].split(quote).next()?)),
        _ => Some((at, rest.split(char::is_whitespace).next()?)),
    }
}

/// The character that an entity at the start of `rest` stands for, and its bytes.
pub(super) fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(10).position(|b| b == b';')?;
    let name = &rest[1..end];
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "hellip" => '…',
        "rsquo" => '’',
        "lsquo" => '‘',
        "ldquo" => '“',
        "rdquo" => '”',
        "mdash" => '—',
        "ndash" => '–',
        "euro" => '€',
        "pound" => '£',
        _ => match name.strip_prefix('#') {
            Some(code) => {
                let code = match code.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => code.parse(),
                };
                char::from_u32(code.ok()?)?
            }
            None => accented(name)?,
        },
    };
    Some((c, end + 1))
}

/// `eacute`, `ntilde`, ...: a letter and the name of its mark.
fn accented(name: &str) -> Option<char> {
    let mark = match name.get(1..)? {
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "uml" => '\u{308}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "cedil" => '\u{327}',
        "ring" => '\u{30A}',
        _ => return None,
    };
    unicode_normalization::char::compose(name.chars().next()?, mark)
}

/// Longest tag that is read.
const TAG: usize = 4096;
