//! Letters that stand alone, in a row.

use super::scan::Scan;
use super::token::{Sink, Style, TokenKind};
use crate::fold::{Class, class};
use crate::lexicon::Entry;

/// How many letters with spaces between them are no words of one letter each.
const MANY: usize = 8;

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// `U.S.`, `e.g.`, `т.е.`: one word, whose last dot ends no sentence that goes on behind it. So are many
    /// letters with a space between each two, where they spell no words.
    pub(super) fn initials(&mut self, start: usize) -> bool {
        // "I am" begins no row of letters.
        if self.byte(start + 1) == b' ' && [2, 3].iter().all(|at| self.byte(start + at).is_ascii_alphabetic()) {
            return false;
        }
        let (mut at, mut end, mut count, mut dotted) = (start, start, 0, None);
        while let Some(behind) = self.initial(at) {
            (end, count) = (behind, count + 1);
            let Some((c, len)) = self.seen(behind).filter(|(c, _)| *c == '.' || is_blank(*c)) else { break };
            if dotted.is_some_and(|dotted| dotted != (c == '.')) {
                break;
            }
            dotted = Some(c == '.');
            at = behind + len;
        }
        let least = if dotted == Some(true) { 2 } else { MANY };
        if count < least {
            return false;
        }
        let title = self.seen(start).is_some_and(|(c, _)| c.is_uppercase());
        self.at = end;
        self.emit(TokenKind::Word, start, Style::INITIALS.with_if(Style::TITLE, title), 0, Entry::default());
        if self.byte(end) == b'.' && self.goes_on(end + 1) {
            self.at = end + 1;
        }
        true
    }

    /// Where a letter that stands alone ends, its marks with it.
    fn initial(&self, at: usize) -> Option<usize> {
        // Nearly always these two bytes tell.
        if self.byte(at).is_ascii_alphabetic() && matches!(self.byte(at + 1), b'.' | b' ') {
            return Some(at + 1);
        }
        let (_, len) = self.seen(at).filter(|(c, _)| matches!(class(*c), Class::Letter(_)))?;
        let mut behind = at + len;
        while let Some((c, len)) = self.seen(behind) {
            match class(c) {
                Class::Mark => behind += len,
                Class::Letter(_) | Class::Digit => return None,
                Class::Invisible | Class::Apostrophe if self.continues(behind + len) => return None,
                _ => break,
            }
        }
        Some(behind)
    }

    /// Whether a sentence goes on at `at`, behind spaces: with a small letter, a digit or a pause.
    fn goes_on(&self, at: usize) -> bool {
        let next = self.text[at..].trim_start_matches(is_blank).chars().next();
        next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | ';' | ':' | ')'))
    }
}

/// A space of any kind on the same line.
fn is_blank(c: char) -> bool {
    !matches!(c, '\n' | '\r') && class(c) == Class::Space
}
