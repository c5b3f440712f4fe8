//! The tags of HTML.

use realtalk::{Style, TokenKind};

use super::{REACH, Reader};

impl Reader<'_> {
    /// A tag: what stands in it is not read, and its name says what becomes of what it holds.
    pub(super) fn tag(&mut self) {
        let start = self.at;
        let Some(len) = self.near(start, '>', REACH) else {
            self.at += 1;
            return;
        };
        let inside = &self.text[start + 1..start + len];
        let closes = inside.starts_with('/');
        let name = inside.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let name = name.to_ascii_lowercase();
        self.at = start + len + 1;
        match (&*name, closes) {
            ("code" | "pre" | "script" | "style", false) => {
                self.at = self.closed(&name).unwrap_or(self.at);
                self.emit(TokenKind::Code, start, Style::none());
            }
            ("blockquote" | "q" | "aside", false) => {
                self.quoted_until = self.quoted_until.max(self.closed(&name).unwrap_or(0));
            }
            ("a", false) => self.anchor(start, inside),
            ("p" | "br" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "tr" | "hr", _) => {
                self.at = start;
                self.end_sentence(len + 1);
            }
            _ => {}
        }
    }

    /// Behind the next closing tag of that name, if it begins within 64 KiB.
    fn closed(&self, name: &str) -> Option<usize> {
        let lower = self.rest().to_ascii_lowercase();
        let open = lower.find(&format!("</{name}")).filter(|open| *open < 64 << 10)?;
        let at = self.at + open;
        Some(self.near(at, '>', 64).map_or(at + 2 + name.len(), |len| at + len + 1))
    }

    /// The target of a link, unless it is the profile or page of a mention or hashtag; text that shows a
    /// link again is not a second one.
    fn anchor(&mut self, start: usize, inside: &str) {
        let behind = self.at;
        let class = attribute(inside, "class").map_or("", |(_, class)| class);
        let Some((at, target)) = attribute(inside, "href").filter(|(_, target)| target.contains("://")) else { return };
        if class.contains("mention") || class.contains("hashtag") {
            return;
        }
        self.at = start + 1 + at;
        self.take(target.len(), TokenKind::Url);
        let shown = self.near(behind, '<', REACH).unwrap_or(0);
        let text = self.text[behind..behind + shown].trim();
        let is_link = text.contains("://")
            || text.starts_with("www.")
            || (text.contains('.') && text.contains('/') && !text.contains(' '));
        self.at = if is_link { behind + shown } else { behind };
    }
}

/// Where the value of an attribute begins, and the value.
fn attribute<'t>(inside: &'t str, name: &str) -> Option<(usize, &'t str)> {
    inside
        .match_indices(name)
        .find_map(|(at, _)| {
            let parted = inside[..at].ends_with(char::is_whitespace);
            let value = inside[at + name.len()..].trim_start().strip_prefix('=').filter(|_| parted)?.trim_start();
            Some(match value.chars().next()? {
                quote @ ('"' | '\'') => {
                    let value = value[1..].split(quote).next().unwrap_or("");
                    (value, value)
                }
                _ => (value, value.split(char::is_whitespace).next().unwrap_or("")),
            })
        })
        .map(|(from, value)| (from.as_ptr() as usize - inside.as_ptr() as usize, value))
}
