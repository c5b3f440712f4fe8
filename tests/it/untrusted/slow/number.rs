//! Numbers, amounts of money, phone numbers.

use realtalk::TokenKind;

use super::Reader;
use super::class::{Class, class};

impl Reader<'_> {
    /// How many bytes from `at` on are digits, with single signs between them.
    fn digits(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let joins = |at: usize| matches!(bytes.get(at), Some(b'.' | b',' | b':' | b'-' | b'/')) && is_digit(at + 1);
        let (mut len, mut any) = (0, false);
        loop {
            let unseen = self.unseen(at + len);
            if unseen > 0 {
                len += unseen;
            } else if is_digit(len) || (any && joins(len)) {
                any |= is_digit(len);
                len += 1;
            } else {
                return len;
            }
        }
    }

    /// Bytes of what cannot be seen at `at` before a digit: a number is read through it.
    fn unseen(&self, at: usize) -> usize {
        let mut end = at;
        for c in self.text[at..].chars().take_while(|c| class(*c) == Class::Invisible) {
            if end >= at + 24 {
                break;
            }
            end += c.len_utf8();
        }
        if self.text[end..].starts_with(|c: char| c.is_ascii_digit()) { end - at } else { 0 }
    }

    /// A sign of money of `sign` bytes, perhaps a space, a number, perhaps thousands or millions.
    pub(super) fn money(&mut self, sign: usize) {
        let space = self.rest()[sign..].chars().next().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'));
        let space = space.map_or(0, char::len_utf8);
        let digits = self.digits(self.at + sign + space);
        if digits == 0 {
            self.at += sign;
            return;
        }
        let mut len = sign + space + digits;
        let mut behind = self.rest()[len..].chars();
        if matches!(behind.next(), Some('k' | 'K' | 'm' | 'M'))
            && !behind.next().is_some_and(|c| c.is_ascii_alphanumeric())
        {
            len += 1;
        }
        self.take(len, TokenKind::Money);
    }

    pub(super) fn number(&mut self) {
        if let Some(len) = self.phone() {
            return self.take(len, TokenKind::Phone);
        }
        let plus = usize::from(self.rest().starts_with('+'));
        let len = plus + self.digits(self.at + plus);
        let (number, behind) = self.rest().split_at(len);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        match behind.chars().next() {
            Some('%') => self.take(len + 1, TokenKind::Percent),
            Some('$') => self.take(len + 1, TokenKind::Money),
            Some(sign @ ('€' | '£' | '¥' | '₺' | '₽' | '₹' | '₫')) => {
                self.take(len + sign.len_utf8(), TokenKind::Money);
            }
            // `10pm`: without a table it is a number, letters and all.
            Some('a'..='z' | 'A'..='Z') => {
                let more = self.while_at(self.at + len, |c| c.is_ascii_alphanumeric());
                self.take(len + more, TokenKind::Number);
            }
            _ if (4..=6).contains(&digits) && !number.contains(['.', ',', ':', '-', '/', '+']) => {
                self.take(len, TokenKind::ShortNumber);
            }
            _ => self.take(len, TokenKind::Number),
        }
    }

    /// Digits in groups, as phone numbers are written.
    fn phone(&self) -> Option<usize> {
        let text = self.rest();
        let plus = text.starts_with('+');
        let behind = |at: usize| text[at..].chars().nth(1).unwrap_or(' ');
        let (mut at, mut end, mut groups) = (usize::from(plus), 0, 1);
        // What was read without what cannot be seen, each character one.
        let mut number = String::from(if plus { "+" } else { "" });
        let mut until_end = 0;
        while let Some(c) = text[at..].chars().next() {
            let next = behind(at);
            let unseen = self.unseen(self.at + at);
            match c {
                '0'..='9' => {
                    end = at + 1;
                    until_end = number.len() + 1;
                }
                // A bracket or a space may follow: `(555) 010`.
                ' ' | '-' | '.' | '(' | ')'
                    if next.is_ascii_digit() || matches!(next, '(' | ' ') && at + 1 < text.len() =>
                {
                    groups += 1;
                }
                // Times, dates and thousands.
                ',' | ':' | '/' if next.is_ascii_digit() => return None,
                '\u{A0}' if next.is_ascii_digit() || next == '(' => {
                    (at, groups) = (at + c.len_utf8(), groups + 1);
                    number.push(' ');
                    continue;
                }
                _ if unseen > 0 => {
                    at += unseen;
                    continue;
                }
                _ => break,
            }
            let digits = number.chars().chain([c]).filter(char::is_ascii_digit).count();
            if digits > 15 || number.len() > 24 {
                return None;
            }
            number.push(c);
            at += 1;
        }
        number.truncate(until_end);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let led = plus || text.starts_with('0');
        let address = groups == 4 && number.matches('.').count() == 3;
        let date = digits == 8 && number.len() == 10;
        if !led && (address || date) || !plus && text[end..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let fits = match digits {
            8..=9 => led && groups <= 5,
            10..=15 => led || groups >= 3 || (groups == 1 && digits <= 12),
            _ => false,
        };
        fits.then_some(end)
    }
}
