//! One reading of a text: tokens with their spans, folded and looked up on the way.

mod address;
mod html;
mod initials;
mod link;
mod number;
mod plain;
mod scan;
mod token;
mod visible;
mod wide;

use alloc::vec::Vec;

pub(crate) use token::Sink;
pub use token::{Style, Token, TokenKind};
pub(crate) use visible::Visible;

use crate::lexicon::Lexicon;
use crate::post::Format;

/// Text past this many bytes is not read: 16 MiB, far above any platform's limit.
pub(crate) const LONGEST: usize = 16 << 20;

/// Reads `text` once from front to back and hands every token to `sink`.
pub(crate) fn read(text: &str, format: Format, lexicon: &Lexicon, sink: &mut impl Sink) {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    scan::Scan::new(&text[..end], format, lexicon, sink).run();
}

/// A text as the scorer reads it: tokens in order, each with its span in the caller's own bytes.
///
/// Words end where UAX #29 ends them, with five exceptions that a social post needs: an underscore
/// ends a word, and so does a dot unless single letters stand around it ("e.g."), because people
/// forget the space behind it; a word goes on through zero-width characters and look-alike letters that were put
/// in to hide it, scripts written without spaces come as runs, and links, mentions, hashtags,
/// numbers and emoji sequences are tokens of their own.
///
/// ```
/// use realtalk::{Reading, TokenKind};
/// let text = "hi @ann, see https://a.example/b.";
/// let reading = Reading::new(text);
/// let link = reading.tokens().iter().find(|t| t.kind == TokenKind::Url).ok_or("no link")?;
/// assert_eq!(link.span.of(text), "https://a.example/b");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Reading {
    tokens: Vec<Token>,
}

impl Reading {
    /// Reads a plain text with the built-in lexicon.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::with(text, Format::Plain, Lexicon::builtin())
    }

    /// Reads a text of some format with a lexicon of one's own.
    #[must_use]
    pub fn with(text: &str, format: Format, lexicon: &Lexicon) -> Self {
        let mut reading = Self::default();
        read(text, format, lexicon, &mut reading);
        reading
    }

    /// The tokens, in order, never overlapping.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }
}

impl Sink for Reading {
    fn token(&mut self, token: &Token) {
        self.tokens.push(*token);
    }
}
