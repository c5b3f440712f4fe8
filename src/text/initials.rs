//! Abbreviations: letters with dots between them.

use super::scan::Scan;
use super::token::{Sink, Style, TokenKind};
use crate::fold::{Class, class};
use crate::lexicon::Entry;

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// `U.S.`, `e.g.`, `т.е.`: one word, whose last dot ends no sentence that goes on behind it.
    pub(super) fn initials(&mut self, start: usize) -> bool {
        let (mut at, mut end, mut count) = (start, start, 0);
        while let Some(behind) = self.initial(at) {
            (end, count) = (behind, count + 1);
            if self.byte(behind) != b'.' {
                break;
            }
            at = behind + 1;
        }
        if count < 2 {
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
        let blank = |c| !matches!(c, '\n' | '\r') && class(c) == Class::Space;
        let next = self.text[at..].trim_start_matches(blank).chars().next();
        next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | ';' | ':' | ')'))
    }
}
