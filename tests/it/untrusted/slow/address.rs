//! Links, hosts, e-mail addresses, handles and hashtags.

use std::sync::LazyLock;

use realtalk::{Style, TokenKind};

use super::Reader;
use super::class::{Class, class};

/// The names that a list in the source of the reader holds: facts about the Internet, not about reading.
fn listed(list: &str) -> Vec<&'static str> {
    const SOURCE: &str = include_str!("../../../../src/text/link.rs");
    let from = SOURCE.find(&format!("const {list}: &[&str] = &[")).expect("the list");
    let rows = SOURCE[from..].split_once("= &[").and_then(|(_, rows)| rows.split_once("];")).expect("its rows").0;
    rows.split('"').skip(1).step_by(2).collect()
}

static TOP: LazyLock<Vec<&str>> = LazyLock::new(|| listed("TOP"));
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| listed("WORDS"));

/// Whether a host may end so: where it is also a word people forget a space before, only if a path follows.
fn is_top(label: &str, path: bool) -> bool {
    let is = |list: &[&str]| list.iter().any(|top| top.eq_ignore_ascii_case(label));
    if path { is(&TOP) || is(&WORDS) } else { is(&TOP) && !is(&WORDS) }
}

impl Reader<'_> {
    /// A link, host or e-mail address that begins at `at`, of which the letters up to `end` are read.
    pub(super) fn address(&mut self, end: usize) -> bool {
        let (word, behind) = (&self.text[self.at..end], &self.text[end..]);
        let next = behind.chars().nth(1);
        let begins_name = next.is_some_and(|c| c.is_ascii_alphanumeric());
        let found = match behind.chars().next() {
            Some(':') if behind.starts_with("://") && is_scheme(word) => self.link(),
            Some('@') if begins_name => self.email(end),
            Some('.') if begins_name || next == Some('@') || next.is_some_and(|c| !c.is_ascii()) => self.host(word),
            Some('[') if behind.starts_with("[.]") || behind.starts_with("[:]") => return self.defanged(end),
            _ => None,
        };
        if let Some((len, kind)) = found {
            self.take(len, kind);
        }
        found.is_some()
    }

    fn link(&self) -> Option<(usize, TokenKind)> {
        let len = link_len(self.rest());
        let (_, behind) = self.rest()[..len].split_once("://")?;
        (!behind.is_empty()).then_some((len, TokenKind::Url))
    }

    /// Letters, digits, dots and dashes of any script, no dot or dash at their end.
    fn name_len(&self, at: usize) -> usize {
        let len = self.while_at(at, |c| c.is_alphanumeric() || matches!(c, '.' | '-'));
        self.text[at..at + len].trim_end_matches(['.', '-']).len()
    }

    fn email(&self, sign: usize) -> Option<(usize, TokenKind)> {
        let host = self.name_len(sign + 1);
        let has_dot = self.text[sign + 1..sign + 1 + host].contains('.');
        has_dot.then_some((sign + 1 + host - self.at, TokenKind::Email))
    }

    fn host(&self, word: &str) -> Option<(usize, TokenKind)> {
        let len = self.name_len(self.at);
        let (host, behind) = self.rest().split_at(len);
        if behind.starts_with('@') {
            if let Some(email) = self.email(self.at + len) {
                return Some(email);
            }
        }
        let path = behind.starts_with('/') && !behind[1..].starts_with(|c: char| c.is_ascii_whitespace());
        let labels: Vec<&str> = host.split('.').collect();
        let www = word.eq_ignore_ascii_case("www") && host.len() > 6;
        let fits = labels.iter().all(|label| !label.is_empty()) && (www || is_top(labels[labels.len() - 1], path));
        fits.then(|| (link_len(self.rest()).max(len), TokenKind::Url))
    }

    fn defanged(&mut self, end: usize) -> bool {
        let len = self.while_at(end, |c| !c.is_whitespace());
        let link = self.text[self.at..end + len].trim_end_matches(['.', ',', ')']).len();
        self.take(link, TokenKind::Url);
        true
    }

    pub(super) fn mention(&mut self) {
        let inside = self.before().is_some_and(|c| c.is_ascii_alphanumeric());
        let handle = self.while_at(self.at + 1, |c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
        let mut len = 1 + self.rest()[1..=handle].trim_end_matches(['.', '-']).len();
        if inside || len == 1 {
            self.at += 1;
            return;
        }
        if self.rest()[len..].starts_with('@') {
            let host = self.name_len(self.at + len + 1);
            len += if host > 0 { 1 + host } else { 0 };
        }
        self.take(len, TokenKind::Mention);
    }

    pub(super) fn hashtag(&mut self) {
        let tag =
            |c: char| c.is_alphanumeric() || class(c) == Class::Mark || matches!(c, '_' | '\u{200C}' | '\u{200D}');
        let len = self.while_at(self.at + 1, tag);
        let start = self.at;
        self.at += 1;
        if self.rest()[..len].contains(char::is_alphabetic) {
            self.at += len;
            self.emit(TokenKind::Hashtag, start, Style::none());
        }
    }
}

fn is_scheme(word: &str) -> bool {
    ["http", "https", "hxxp", "hxxps", "ftp", "at", "nostr"].iter().any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// How much of `rest` is a link: up to space, quotes and signs of other scripts, brackets in pairs, without
/// what closes a sentence.
pub(super) fn link_len(rest: &str) -> usize {
    let (mut open, mut len) = (0, 0);
    for c in rest.chars() {
        let stops = c.is_whitespace() || c.is_control() || "<>\"`“”«»|\\^{}、。，！）】」".contains(c);
        if stops || (c == ')' && open == 0) {
            break;
        }
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        len += c.len_utf8();
    }
    rest[..len].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', ']', '…', '’']).len()
}
