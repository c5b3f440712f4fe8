//! Where in a post something was seen.

use core::ops::Range;

/// A half-open byte range in the post's own text.
///
/// Both ends lie on `char` boundaries of the text that was read, so
/// `&text[span.range()]` never panics for that text.
///
/// ```
/// use realtalk::Span;
/// let text = "see @ben";
/// let span = Span::new(4, 8);
/// assert_eq!(span.of(text), "@ben");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The same as an index into the text.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether it covers no byte: evidence about the post as a whole has such a span.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The piece of `text` it covers, or `""` where it does not fit that text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// From offsets in code points, as X counts them; `None` where the text is shorter.
    ///
    /// ```
    /// use realtalk::Span;
    /// assert_eq!(Span::from_code_points("🎉 @ben", 2, 6).map(|s| s.of("🎉 @ben")), Some("@ben"));
    /// ```
    #[must_use]
    pub fn from_code_points(text: &str, start: usize, end: usize) -> Option<Self> {
        Self::counted(text, start, end, |_| 1)
    }

    /// From offsets in UTF-16 units, as JavaScript counts them; `None` inside a pair or past the end.
    #[must_use]
    pub fn from_utf16(text: &str, start: usize, end: usize) -> Option<Self> {
        Self::counted(text, start, end, char::len_utf16)
    }

    fn counted(text: &str, start: usize, end: usize, units: fn(char) -> usize) -> Option<Self> {
        let (mut count, mut from) = (0, None);
        for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
            if count == start && from.is_none() {
                from = Some(at);
            }
            if count == end {
                return from.map(|from| Self::new(from as u32, at as u32));
            }
            count += units(c);
        }
        None
    }
}
