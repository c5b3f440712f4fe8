//! Numbers, amounts of money, phone numbers.

use realtalk::TokenKind;

use super::Reader;

impl Reader<'_> {
    /// How many bytes from `at` on are digits, with single signs between them.
    fn digits(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let joins = |at: usize| matches!(bytes.get(at), Some(b'.' | b',' | b':' | b'-' | b'/')) && is_digit(at + 1);
        let mut len = 0;
        while is_digit(len) || (len > 0 && joins(len)) {
            len += 1;
        }
        len
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
            _ if (4..=6).contains(&len) && number.bytes().all(|b| b.is_ascii_digit()) => {
                self.take(len, TokenKind::ShortNumber);
            }
            _ => self.take(len, TokenKind::Number),
        }
    }

    /// Digits in groups, as phone numbers are written.
    fn phone(&self) -> Option<usize> {
        let text: Vec<char> = self.rest().chars().take(64).collect();
        let plus = text[0] == '+';
        let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
        let (mut at, mut end, mut groups) = (usize::from(plus), 0, 1);
        loop {
            match text.get(at) {
                Some('0'..='9') => end = at + 1,
                // A bracket or a space may follow: `(555) 010`.
                Some(' ' | '-' | '.' | '(' | ')')
                    if is_digit(at + 1) || matches!(text.get(at + 1), Some('(' | ' ')) =>
                {
                    groups += 1;
                }
                // Times, dates and thousands.
                Some(',' | ':' | '/') if is_digit(at + 1) => return None,
                _ => break,
            }
            if text[..=at].iter().filter(|c| c.is_ascii_digit()).count() > 15 || at > 24 {
                return None;
            }
            at += 1;
        }
        let number = &text[..end];
        let digits = number.iter().filter(|c| c.is_ascii_digit()).count();
        let led = plus || text[0] == '0';
        let address = groups == 4 && number.iter().filter(|c| **c == '.').count() == 3;
        let date = digits == 8 && end == 10;
        if !led && (address || date) || !plus && text.get(end).is_some_and(char::is_ascii_alphabetic) {
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
