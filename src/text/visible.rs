//! Pieces of a post as they may be shown to a person.

use core::fmt;

/// A piece of a text without what could disturb a terminal or turn a line around.
///
/// What cannot be shown stands as `\u{…}`.
pub(crate) struct Visible<'a> {
    text: &'a str,
    lines: bool,
}

impl<'a> Visible<'a> {
    /// A text that may run over several lines.
    pub(crate) const fn lines(text: &'a str) -> Self {
        Self { text, lines: true }
    }

    /// A name, or anything else on a line with other things: it cannot begin a line of its own.
    pub(crate) const fn line(text: &'a str) -> Self {
        Self { text, lines: false }
    }
}

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.chars().try_for_each(|c| match c {
            '\n' if self.lines => fmt::Write::write_char(f, c),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
            {
                write!(f, "{}", c.escape_unicode())
            }
            c => fmt::Write::write_char(f, c),
        })
    }
}
