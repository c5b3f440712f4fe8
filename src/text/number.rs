//! Numbers: in prose, of money, of phones.

use super::plain::Shape;
use super::scan::Scan;
use super::token::{Sink, Style, TokenKind};
use crate::fold::{Class, class};

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// An amount behind its currency sign of `len` bytes.
    pub(super) fn currency(&mut self, len: usize) {
        let start = self.at;
        self.at += len + self.space(self.at + len);
        let digits = self.digits();
        if digits == 0 {
            self.at = start + len;
            return;
        }
        if matches!(self.peek(0), b'k' | b'K' | b'm' | b'M') && !self.peek(1).is_ascii_alphanumeric() {
            self.at += 1;
        }
        self.emit_as(TokenKind::Money, start, Style::none(), b"<money>");
    }

    /// Bytes of one space at `at`, be it one that lines do not break at.
    fn space(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        [" ", "\u{A0}", "\u{202F}"].iter().find(|space| rest.starts_with(**space)).map_or(0, |space| space.len())
    }

    /// Digits with the signs that belong between them; how many digits there were.
    fn digits(&mut self) -> usize {
        let mut count = 0;
        loop {
            match self.peek(0) {
                b'0'..=b'9' => count += 1,
                b'.' | b',' | b':' | b'-' | b'/' if self.peek(1).is_ascii_digit() && count > 0 => {}
                0x80.. => match self.unseen(self.at) {
                    0 => return count,
                    unseen => self.at += unseen - 1,
                },
                _ => return count,
            }
            self.at += 1;
        }
    }

    /// Bytes of the invisible characters at `at`, if a digit stands behind them.
    fn unseen(&self, at: usize) -> usize {
        let mut end = at;
        while let Some((_, len)) = self.seen(end).filter(|(c, _)| class(*c) == Class::Invisible && end < at + 24) {
            end += len;
        }
        if self.byte(end).is_ascii_digit() { end - at } else { 0 }
    }

    pub(super) fn number(&mut self) {
        let start = self.at;
        if self.phone(start) {
            return;
        }
        self.at = start + usize::from(self.byte(start) == b'+');
        let digits = self.digits();
        let plain = !self.text[start..self.at].contains(['.', ',', ':', '-', '/', '+']);
        match self.peek(0) {
            b'%' => {
                self.at += 1;
                self.emit_as(TokenKind::Percent, start, Style::none(), b"<n>");
            }
            b'$' => {
                self.at += 1;
                self.emit_as(TokenKind::Money, start, Style::none(), b"<money>");
            }
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. if self.number_word(start) => {}
            _ if plain && digits <= 3 && self.follows_decoded(start) && self.leet_number(start) => {}
            _ if plain && (4..=6).contains(&digits) && !is_year(&self.text[start..self.at]) => {
                self.emit_as(TokenKind::ShortNumber, start, Style::none(), b"<n>");
            }
            _ => self.emit_as(TokenKind::Number, start, Style::none(), b"<n>"),
        }
    }

    /// `10pm`, `2nite`, `3rd`: a word that begins with digits, or money with its sign behind.
    fn number_word(&mut self, start: usize) -> bool {
        if ["€", "£", "¥", "₺", "₽", "₹", "₫"].iter().any(|sign| self.text[self.at..].starts_with(sign)) {
            self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
            self.emit_as(TokenKind::Money, start, Style::none(), b"<money>");
            return true;
        }
        if self.peek(0) >= 0x80 {
            return false;
        }
        while self.peek(0).is_ascii_alphanumeric() {
            self.at += 1;
        }
        let shape = Shape::of(self.text.as_bytes(), start, self.at);
        let word = &self.text[start..self.at];
        // "10pm" has its digits in front; "7h15" is no amount.
        let within = word.trim_start_matches(|c: char| c.is_ascii_digit()).contains(|c: char| c.is_ascii_digit());
        let hides = within || self.follows_decoded(start);
        if self.lexicon.exact(shape.key).is_known() || self.unleet(word).is_some_and(|(_, e)| hides || e.is_marked()) {
            self.look_up(start, self.at, shape);
        } else {
            self.emit_as(TokenKind::Number, start, Style::none(), b"<n>");
        }
        true
    }

    /// `ch3ck 17 0u7`: digits for letters throughout, after a word that has some.
    fn leet_number(&mut self, start: usize) -> bool {
        let Some((key, entry)) = self.unleet(&self.text[start..self.at]) else { return false };
        self.tried.decoded = self.at;
        self.emit(TokenKind::Word, start, Style::DECODED, key, entry);
        true
    }

    /// Eight to fifteen digits in groups, as phone numbers are written; no date, no address.
    fn phone(&mut self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let plus = usize::from(bytes[start] == b'+');
        let (mut at, mut end, mut digits, mut groups, mut odd) = (start + plus, start, 0, 1, false);
        let mut hidden = 0;
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied().unwrap_or(0);
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    end = at + 1;
                }
                b' ' | b'-' | b'.' | b'(' | b')' if next.is_ascii_digit() || matches!(next, b'(' | b' ') => groups += 1,
                b',' | b':' | b'/' if next.is_ascii_digit() => odd = true,
                // A no-break space.
                0xC2 if next == 0xA0 && bytes.get(at + 2).is_some_and(|b| b.is_ascii_digit() || *b == b'(') => {
                    (at, hidden, groups) = (at + 2, hidden + 1, groups + 1);
                    continue;
                }
                0x80.. => match self.unseen(at) {
                    0 => break,
                    len => {
                        (at, hidden) = (at + len, hidden + len);
                        continue;
                    }
                },
                _ => break,
            }
            if digits > 15 || at - start - hidden > 24 {
                return false;
            }
            at += 1;
        }
        let run = &bytes[start..end];
        let led = plus == 1 || bytes[start] == b'0';
        let ip = run.split(|b| *b == b'.').count() == 4 && groups == 4 && !led;
        let fits = match digits {
            8..=9 => led && groups <= 5,
            10..=15 => led || groups >= 3 || (groups == 1 && digits <= 12),
            _ => false,
        };
        if odd || ip || !fits || bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && plus == 0 {
            return false;
        }
        self.at = end;
        self.emit_as(TokenKind::Phone, start, Style::none(), b"<phone>");
        true
    }
}

/// "vote in 2020": no number to text, though as long as one.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
