//! What a reading is made of.

use crate::fold::Key;
use crate::lexicon::Entry;
use crate::span::Span;

/// What sort of thing a token is.
///
/// ```
/// use realtalk::{Reading, TokenKind};
/// let kinds: Vec<_> = Reading::new("$40 for 6 mugs 🏺").tokens().iter().map(|token| token.kind).collect();
/// assert_eq!(kinds[0], TokenKind::Money);
/// assert!(kinds.contains(&TokenKind::Number) && kinds.contains(&TokenKind::Emoji));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// A word.
    Word,
    /// Text of a script written without spaces: a known word in it, or what lies between two.
    Run,
    /// A number in prose.
    Number,
    /// A run of four to six digits, as short codes have them.
    ShortNumber,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A phone number.
    Phone,
    /// A link or bare host.
    Url,
    /// An e-mail address.
    Email,
    /// An account's handle.
    Mention,
    /// A hashtag.
    Hashtag,
    /// An emoji sequence or emoticon.
    Emoji,
    /// A slot that a template left open.
    Placeholder,
    /// Code: a span or block between backticks, or what HTML says is code.
    Code,
    /// Initials or a name that closes a message, as agents sign: `^HSB`, `-Becky`.
    Signature,
    /// Exclamation marks.
    Bang,
    /// Question marks.
    Query,
    /// Trailing dots.
    Dots,
    /// An opening bracket or a dash between words.
    Aside,
    /// End of a sentence or line.
    Break,
}

/// How a token is written and where it stands, as a set.
///
/// ```
/// use realtalk::{Reading, Style};
/// let text = "FREE mugs, and \"very\" blue";
/// let reading = Reading::new(text);
/// let of = |style: Style| reading.tokens().iter().find(|token| token.style.has(style)).map(|token| token.span.of(text));
/// assert_eq!(of(Style::CAPS), Some("FREE"));
/// assert_eq!(of(Style::QUOTED), Some("very"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style(u16);

impl Style {
    /// All capitals, two letters at least.
    pub const CAPS: Self = Self(1);
    /// A capital first.
    pub const TITLE: Self = Self(2);
    /// A letter drawn out.
    pub const STRETCHED: Self = Self(4);
    /// Read only after decoding: look-alikes, styled or spaced letters, zero-width, leet.
    pub const DECODED: Self = Self(8);
    /// Inside a quotation.
    pub const QUOTED: Self = Self(16);
    /// First of its sentence.
    pub const FIRST: Self = Self(32);
    /// After a comma, colon or semicolon.
    pub const PAUSED: Self = Self(64);
    /// Nothing but mentions before it.
    pub const LEADS: Self = Self(128);
    /// Link: through a shortener.
    pub const SHORT: Self = Self(256);
    /// Link: made to hide or mislead.
    pub const RISKY: Self = Self(512);
    /// Link: opens a messenger.
    pub const CONTACT: Self = Self(1024);
    /// Link: written so that it cannot be clicked, as people do who warn of it.
    pub const DEFANGED: Self = Self(2048);
    /// Two or more of the same mark.
    pub const REPEATED: Self = Self(4096);
    /// A name that ends in two or three digits.
    pub const NUMBERED: Self = Self(8192);
    /// Some of its letters in disguise, others not.
    pub const PATCHED: Self = Self(16384);
    /// Single letters in a row, as in "e.g.": with dots between them, or many with spaces.
    pub const INITIALS: Self = Self(32768);

    /// No style at all.
    #[must_use]
    pub const fn none() -> Self {
        Self(0)
    }

    /// This and that.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This, and that if so.
    #[must_use]
    pub(crate) const fn with_if(self, other: Self, so: bool) -> Self {
        if so { self.with(other) } else { self }
    }

    /// Whether all of `other` is in it.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A piece of a text: what it is, where, and how it is written.
///
/// ```
/// use realtalk::{Reading, TokenKind};
/// let text = "@ben see kiln.example/a";
/// let tokens = Reading::new(text).tokens().to_vec();
/// assert_eq!((tokens[0].kind, tokens[0].span.of(text)), (TokenKind::Mention, "@ben"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What sort of thing it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub span: Span,
    /// How it is written.
    pub style: Style,
    pub(crate) key: Key,
    pub(crate) entry: Entry,
}

/// Takes tokens as they are read.
pub(crate) trait Sink {
    fn token(&mut self, token: &Token);
}
