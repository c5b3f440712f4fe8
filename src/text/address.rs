//! Links, hosts, e-mail addresses, handles and hashtags.

use super::link;
use super::scan::Scan;
use super::token::{Sink, Style, TokenKind};

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// A link, bare host or e-mail address that begins with the letters from `start` to `end`.
    pub(super) fn address(&mut self, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let next = bytes.get(end + 1).copied().unwrap_or(0);
        match bytes[end] {
            b':' => is_scheme(&bytes[start..end]) && bytes[end + 1..].starts_with(b"//") && self.link(start),
            b'@' => next.is_ascii_alphanumeric() && self.email(start, end),
            b'.' => (next.is_ascii_alphanumeric() || next >= 0x80 || next == b'@') && self.bare_host(start, end),
            _ => self.defanged(start, end),
        }
    }

    pub(super) fn link(&mut self, start: usize) -> bool {
        let len = link::end(&self.text[start..]);
        let url = &self.text[start..start + len];
        if url.split_once("://").is_none_or(|(_, rest)| rest.is_empty()) {
            return false;
        }
        self.at = start + len;
        self.emit_as(TokenKind::Url, start, link::style(url), b"<url>");
        true
    }

    fn email(&mut self, start: usize, sign: usize) -> bool {
        let end = self.host_end(sign + 1);
        if !self.text[sign + 1..end].contains('.') {
            return false;
        }
        self.at = end;
        self.emit_as(TokenKind::Email, start, Style::none(), b"<email>");
        true
    }

    /// Where a host name that begins at `from` ends.
    pub(super) fn host_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        from + rest[..len].trim_end_matches(['.', '-']).len()
    }

    fn bare_host(&mut self, start: usize, dot: usize) -> bool {
        let www = self.text.as_bytes()[start..dot].eq_ignore_ascii_case(b"www");
        if start < self.tried.gap || (start < self.tried.host && !www) {
            return false;
        }
        let end = self.host_end(start);
        let host = &self.text[start..end];
        if self.byte(end) == b'@' && self.email(start, end) {
            return true;
        }
        let path = self.byte(end) == b'/' && !self.byte(end + 1).is_ascii_whitespace();
        let label = host.rsplit('.').next().unwrap_or("");
        // A host may begin behind a label that lacks, and `www.` makes one of any ending.
        if let Some(gap) = host.rfind("..") {
            self.tried.gap = start + gap + 2;
            return false;
        }
        if !(www && host.len() > 6 || link::is_top(label.as_bytes(), path)) {
            self.tried.host = end;
            return false;
        }
        let len = link::end(&self.text[start..]);
        self.at = start + len.max(end - start);
        let style = link::style(&self.text[start..self.at]);
        self.emit_as(TokenKind::Url, start, style, b"<url>");
        true
    }

    /// `example[.]com`, `hxxp[:]//`: written so that nobody clicks it.
    fn defanged(&mut self, start: usize, end: usize) -> bool {
        let rest = &self.text[end..];
        if !(rest.starts_with("[.]") || rest.starts_with("[:]")) {
            return false;
        }
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.at = end + rest[..len].trim_end_matches(['.', ',', ')']).len();
        self.emit_as(TokenKind::Url, start, Style::DEFANGED, b"<url>");
        true
    }
}

fn is_scheme(word: &[u8]) -> bool {
    [&b"http"[..], b"https", b"hxxp", b"hxxps", b"ftp", b"at", b"nostr"].iter().any(|s| word.eq_ignore_ascii_case(s))
}
