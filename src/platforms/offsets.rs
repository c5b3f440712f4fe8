//! Where platforms count in code points or UTF-16: any number of offsets in one linear pass.

use alloc::vec::Vec;

use crate::span::Span;

/// Units between two marks on the ruler.
const STEP: usize = 64;

/// A ruler laid along a text: offsets of some unit become bytes in constant time each.
///
/// A text with 100,000 entities must not be walked 100,000 times.
pub(super) struct Ruler<'t> {
    text: &'t str,
    units: fn(char) -> usize,
    /// At each `STEP` units: the units and bytes of the first boundary there. None for ASCII.
    marks: Vec<(usize, usize)>,
}

impl<'t> Ruler<'t> {
    pub(super) fn code_points(text: &'t str) -> Self {
        Self::new(text, |_| 1)
    }

    pub(super) fn utf16(text: &'t str) -> Self {
        Self::new(text, char::len_utf16)
    }

    fn new(text: &'t str, units: fn(char) -> usize) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for (at, c) in text.char_indices() {
                if count / STEP >= marks.len() {
                    marks.push((count, at));
                }
                count += units(c);
            }
        }
        Self { text, units, marks }
    }

    /// The span between two offsets; `None` inside a pair, past the end, or where they are crossed.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start <= end).then(|| Span::new(start as u32, end as u32))
    }

    fn byte(&self, offset: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return (offset <= self.text.len()).then_some(offset);
        }
        // A pair across a mark shifts it by one unit, so the mark before may be the one wanted.
        let mut at = (offset / STEP).min(self.marks.len() - 1);
        if self.marks[at].0 > offset {
            at -= 1;
        }
        let (mut count, mut byte) = self.marks[at];
        let mut rest = self.text[byte..].chars();
        while count < offset {
            let c = rest.next()?;
            count += (self.units)(c);
            byte += c.len_utf8();
        }
        (count == offset).then_some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ruler_agrees_with_counting() {
        let text = "a🎉é".repeat(100) + "end";
        for start in 0..420 {
            for end in [start, start + 1, start + 5, start + 90] {
                let (points, pairs) = (Ruler::code_points(&text), Ruler::utf16(&text));
                assert_eq!(points.span(start, end), Span::from_code_points(&text, start, end), "{start}..{end}");
                assert_eq!(pairs.span(start, end), Span::from_utf16(&text, start, end), "{start}..{end}");
            }
        }
    }
}
