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
        let (mut len, mut seen) = (0, false);
        loop {
            let hidden = self.hidden(at + len);
            if is_digit(len) || (seen && joins(len)) {
                len += 1;
                seen = true;
            } else if hidden > 0 {
                len += hidden;
            } else {
                return len;
            }
        }
    }

    /// How many bytes of characters that nobody sees stand there before a digit.
    fn hidden(&self, at: usize) -> usize {
        let mut end = at;
        if !self.text.as_bytes().get(at).is_some_and(|byte| *byte >= 0x80) {
            return 0;
        }
        while let Some((_, len)) = self.seen(end).filter(|(c, _)| class(*c) == Class::Invisible && end < at + 24) {
            end += len;
        }
        if self.text.as_bytes().get(end).is_some_and(u8::is_ascii_digit) { end - at } else { 0 }
    }

    /// A sign of money of `sign` bytes, perhaps a space, a number, perhaps thousands or millions.
    pub(super) fn money(&mut self, sign: usize) {
        let space = usize::from(self.rest()[sign..].starts_with(' '));
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
            _ if (4..=6).contains(&number.chars().filter(char::is_ascii_digit).count())
                && number.chars().all(|c| c.is_ascii_digit() || !c.is_ascii())
                && !(len == 4 && (number.starts_with("19") || number.starts_with("20"))) =>
            {
                self.take(len, TokenKind::ShortNumber);
            }
            _ => self.take(len, TokenKind::Number),
        }
    }

    /// Digits in groups, as phone numbers are written.
    fn phone(&self) -> Option<usize> {
        // What is seen, each with its place; what is hidden between digits is left out.
        let (mut text, mut from) = (Vec::new(), self.at);
        while let Some(c) = self.text[from..].chars().next().filter(|_| text.len() < 64) {
            let hidden = self.hidden(from);
            if hidden == 0 {
                text.push((from, c));
            }
            from += if hidden > 0 { hidden } else { c.len_utf8() };
        }
        let plus = text[0].1 == '+';
        let char_at = |at: usize| text.get(at).map(|(_, c)| *c);
        let is_digit = |at: usize| char_at(at).is_some_and(|c| c.is_ascii_digit());
        let touch = |at: usize| text.get(at + 1).is_some_and(|(place, _)| *place == text[at].0 + 1);
        let (mut at, mut end, mut groups) = (usize::from(plus), 0, 1);
        loop {
            match char_at(at) {
                Some('0'..='9') => end = at + 1,
                // A bracket or a space may follow: `(555) 010`.
                Some(' ' | '-' | '.' | '(' | ')')
                    if touch(at) && (is_digit(at + 1) || matches!(char_at(at + 1), Some('(' | ' '))) =>
                {
                    groups += 1;
                }
                // Times, dates and thousands.
                Some(',' | ':' | '/') if touch(at) && is_digit(at + 1) => return None,
                _ => break,
            }
            if text[..=at].iter().filter(|(_, c)| c.is_ascii_digit()).count() > 15 || at > 24 {
                return None;
            }
            at += 1;
        }
        let number = &text[..end];
        let digits = number.iter().filter(|(_, c)| c.is_ascii_digit()).count();
        let led = plus || text[0].1 == '0';
        let address = groups == 4 && number.iter().filter(|(_, c)| *c == '.').count() == 3;
        let date = digits == 8 && end == 10;
        let behind = end.checked_sub(1).map_or(self.at, |last| text[last].0 + 1);
        let letter = self.text[behind..].starts_with(|c: char| c.is_ascii_alphabetic());
        if !led && (address || date) || !plus && letter {
            return None;
        }
        let fits = match digits {
            8..=9 => led && groups <= 5,
            10..=15 => led || groups >= 3 || (groups == 1 && digits <= 12),
            _ => false,
        };
        fits.then_some(behind - self.at)
    }
}
