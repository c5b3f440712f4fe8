//! Numbers, amounts of money, phone numbers.

use realtalk::TokenKind;

use super::Reader;
use super::class::{Class, class};

impl Reader<'_> {
    /// How many bytes from `at` on are digits, with single signs and what cannot be seen between them; and
    /// how many digits.
    fn digits(&self, at: usize) -> (usize, usize) {
        let (mut len, mut count) = (0, 0);
        loop {
            let mut rest = self.text[at + len..].chars();
            len += match rest.next() {
                Some('0'..='9') => {
                    count += 1;
                    1
                }
                Some('.' | ',' | ':' | '-' | '/') if count > 0 && is_digit(rest.next()) => 1,
                Some('\u{80}'..) => match self.unseen(at + len) {
                    0 => return (len, count),
                    unseen => unseen,
                },
                _ => return (len, count),
            };
        }
    }

    /// Bytes of what cannot be seen before a digit.
    fn unseen(&self, at: usize) -> usize {
        let mut end = at;
        while let Some((_, len)) = self.seen(end).filter(|(c, _)| class(*c) == Class::Invisible && end < at + 24) {
            end += len;
        }
        if is_digit(self.text[end..].chars().next()) { end - at } else { 0 }
    }

    /// A sign of money of `sign` bytes, perhaps a space, a number, perhaps thousands or millions.
    pub(super) fn money(&mut self, sign: usize) {
        let space = self.rest()[sign..].chars().next().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'));
        let space = space.map_or(0, char::len_utf8);
        let (digits, count) = self.digits(self.at + sign + space);
        if count == 0 {
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
        let (len, count) = self.digits(self.at + plus);
        let len = plus + len;
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
            // A year is no number to text.
            _ if (4..=6).contains(&count)
                && !number.contains(['.', ',', ':', '-', '/', '+'])
                && !(len == 4 && (number.starts_with("19") || number.starts_with("20"))) =>
            {
                self.take(len, TokenKind::ShortNumber);
            }
            _ => self.take(len, TokenKind::Number),
        }
    }

    /// Digits in groups, as phone numbers are written.
    fn phone(&self) -> Option<usize> {
        let text = self.rest();
        let plus = text.starts_with('+');
        let (mut at, mut shown) = (usize::from(plus), usize::from(plus));
        let (mut end, mut digits, mut groups) = (0, 0, 1);
        while let Some(c) = text[at..].chars().next() {
            let behind = text[at + c.len_utf8()..].chars().next();
            let group = is_digit(behind) || behind == Some('(');
            match c {
                '0'..='9' => {
                    digits += 1;
                    end = at + 1;
                }
                ' ' | '-' | '.' | '(' | ')' if group || behind == Some(' ') => groups += 1,
                // Times, dates and thousands.
                ',' | ':' | '/' if is_digit(behind) => return None,
                '\u{A0}' if group => {
                    (at, shown, groups) = (at + 2, shown + 1, groups + 1);
                    continue;
                }
                '\u{80}'.. if self.unseen(self.at + at) > 0 => {
                    at += self.unseen(self.at + at);
                    continue;
                }
                _ => break,
            }
            if digits > 15 || shown > 24 {
                return None;
            }
            (at, shown) = (at + 1, shown + 1);
        }
        let led = plus || text.starts_with('0');
        let address = groups == 4 && text[..end].matches('.').count() == 3;
        if !led && address || !plus && text[end..].starts_with(|c: char| c.is_ascii_alphabetic()) {
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

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}
