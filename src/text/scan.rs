//! The only loop over bytes.
//!
//! Plain letters, digits and signs take the short way here; the words that need Unicode go through
//! `wide`. Everything is found where it stands, once: each method starts at a byte it recognised
//! and leaves `at` behind what it consumed.

use super::token::{Sink, Style, Token, TokenKind};
use crate::fold::{Class, Folded, Key, class, key};
use crate::lexicon::{Entry, Lexicon};
use crate::post::Format;
use crate::span::Span;

/// What an ASCII byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Byte {
    Letter,
    Digit,
    Space,
    Line,
    Sign,
    Skip,
    Wide,
}

pub(super) const BYTES: [Byte; 256] = {
    let mut table = [Byte::Skip; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Byte::Letter,
            b'0'..=b'9' => Byte::Digit,
            b' ' | b'\t' => Byte::Space,
            b'\n' | b'\r' => Byte::Line,
            b'!'..=b'+' | b','..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~' => Byte::Sign,
            0x80.. => Byte::Wide,
            _ => Byte::Skip,
        };
        b += 1;
    }
    table
};

/// A reader on its way through a text.
pub(crate) struct Scan<'t, 'l, 's, S> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) format: Format,
    pub(super) lexicon: &'l Lexicon,
    sink: &'s mut S,
    /// Styles that the next token takes from where it stands.
    place: Style,
    quoted_until: usize,
    /// For each closing sign a stretch of text that is known to hold none.
    none: [(usize, usize); CLOSING.len()],
    /// Up to where the letters were tried, in vain, as a host, as spelled out, as leet.
    pub(super) tried: Tried,
}

/// Where attempts that looked ahead and failed ended, so that no byte is looked at again for each
/// letter before it.
#[derive(Clone, Copy, Default)]
pub(super) struct Tried {
    pub(super) host: usize,
    /// Of a host without one of its labels: behind the dots that stand in a row.
    pub(super) gap: usize,
    pub(super) spelled: usize,
    pub(super) leet: usize,
    /// Where the last word ends that was read by decoding.
    pub(super) decoded: usize,
    /// Of each element that hides or quotes: where it closes next, and up to where that was looked for.
    pub(super) closing: [(usize, usize); 7],
}

/// The signs that something may have to be closed by; they are looked for by the last byte of each.
const CLOSING: [&str; 10] = ["\n", "\"", "`", "<", ">", "}", "]", "”", "»", "」"];

impl<'t, 'l, 's, S: Sink> Scan<'t, 'l, 's, S> {
    pub(crate) fn new(text: &'t str, format: Format, lexicon: &'l Lexicon, sink: &'s mut S) -> Self {
        let place = Style::FIRST.with(Style::LEADS);
        Self {
            text,
            at: 0,
            format,
            lexicon,
            sink,
            place,
            quoted_until: 0,
            none: [(0, 0); CLOSING.len()],
            tried: Tried::default(),
        }
    }

    pub(crate) fn run(mut self) {
        if self.text.starts_with('\u{FEFF}') {
            self.at = '\u{FEFF}'.len_utf8();
        }
        self.line();
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match BYTES[byte as usize] {
                Byte::Letter => self.words(),
                Byte::Space | Byte::Skip => self.at += 1,
                Byte::Line => self.newline(),
                Byte::Digit => self.number(),
                Byte::Sign => self.sign(byte),
                Byte::Wide => self.wide(),
            }
        }
    }

    // --- what every method uses ---

    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub(super) fn emit(&mut self, kind: TokenKind, start: usize, style: Style, key: Key, entry: Entry) {
        self.emit_here(kind, Span::new(start as u32, self.at as u32), style, key, entry);
    }

    /// The same, built into the place that calls it: for the words of the plain way.
    #[inline(always)]
    pub(super) fn emit_here(&mut self, kind: TokenKind, span: Span, style: Style, key: Key, entry: Entry) {
        let quoted = (span.start as usize) < self.quoted_until;
        let style = style.with(self.place).with_if(Style::QUOTED, quoted);
        self.sink.token(&Token { kind, span, style, key, entry });
        self.place = match kind {
            TokenKind::Mention if self.place.has(Style::LEADS) => self.place,
            TokenKind::Break => Style::FIRST.with_if(Style::LEADS, self.place.has(Style::LEADS)),
            TokenKind::Emoji => self.place,
            _ => Style::none(),
        };
    }

    /// Emits a token that is looked up by what it is, not by its letters.
    pub(super) fn emit_as(&mut self, kind: TokenKind, start: usize, style: Style, name: &[u8]) {
        let key = key(name);
        let entry = self.lexicon.exact(key);
        self.emit(kind, start, style, key, entry);
    }

    fn pause(&mut self) {
        self.place = self.place.with(Style::PAUSED);
        self.at += 1;
    }

    /// Where the sign that ends in `wanted` ends next, within `reach` bytes; what is known to hold none is
    /// skipped.
    pub(super) fn next(&mut self, wanted: u8, from: usize, reach: usize) -> Option<usize> {
        let slot = CLOSING.iter().position(|sign| sign.as_bytes().ends_with(&[wanted]))?;
        let end = self.text.len().min(from.saturating_add(reach));
        let (clear_from, clear_to) = self.none[slot];
        let known = from >= clear_from && from <= clear_to;
        let start = if known { clear_to } else { from };
        let bytes = self.text.as_bytes();
        // The last byte of one character may be that of another.
        let is_sign = |at: &usize| bytes[*at] == wanted && bytes[..=*at].ends_with(CLOSING[slot].as_bytes());
        let found = (start..end).find(is_sign);
        let clear_to = found.unwrap_or(end).max(start);
        self.none[slot] = (if known { clear_from } else { from }, clear_to);
        found
    }

    // --- lines and signs ---

    fn newline(&mut self) {
        self.end_sentence(1);
        while matches!(self.peek(0), b'\n' | b'\r' | b' ' | b'\t') {
            self.at += 1;
        }
        self.line();
    }

    /// A break of `len` bytes, unless a sentence begins here anyway.
    pub(super) fn end_sentence(&mut self, len: usize) {
        let start = self.at;
        self.at += len;
        if !self.place.has(Style::FIRST) {
            self.emit(TokenKind::Break, start, Style::none(), 0, Entry::default());
        }
    }

    /// What lies before `end` is somebody else's words.
    pub(super) fn quote_until(&mut self, end: usize) {
        self.quoted_until = self.quoted_until.max(end);
    }

    /// At the start of a line: a block quote reaches to its end.
    fn line(&mut self) {
        if self.peek(0) == b'>' && self.format != Format::Html {
            let reach = self.text.len();
            let end = self.next(b'\n', self.at, reach).unwrap_or(reach);
            self.quote_until(end);
            self.at += 1;
        }
    }

    fn sign(&mut self, byte: u8) {
        match byte {
            b'!' | b'?' => self.marks(),
            b'.' => self.dot(),
            b',' => self.pause(),
            b':' | b';' | b'=' => self.face(),
            b'@' => self.mention(),
            b'#' => self.hashtag(),
            b'$' => self.currency(1),
            b'+' if self.peek(1).is_ascii_digit() => self.number(),
            b'"' => self.quote("\"", "\""),
            b'`' => self.code(),
            b'(' => self.aside(1),
            b'-' => self.dash(),
            b'<' => self.angle(),
            b'{' => self.placeholder(b'{', b'}'),
            b'[' => self.bracket(),
            b'&' => self.entity(),
            b'^' | b'*' | b'~' if self.signature() => {}
            _ => self.at += 1,
        }
    }

    /// A run of exclamation and question marks, wherever they come from.
    fn marks(&mut self) {
        let start = self.at;
        let (mut bangs, mut queries) = (0, 0);
        loop {
            match self.peek(0) {
                b'!' => bangs += 1,
                b'?' => queries += 1,
                _ => break,
            }
            self.at += 1;
        }
        self.emit_marks(start, bangs, queries);
    }

    pub(super) fn emit_marks(&mut self, start: usize, bangs: usize, queries: usize) {
        let none = Entry::default();
        let repeated = |n| Style::none().with_if(Style::REPEATED, n > 1);
        if queries > 0 {
            self.emit(TokenKind::Query, start, repeated(queries), bangs as u64, none);
        } else {
            self.emit(TokenKind::Bang, start, repeated(bangs), bangs as u64, none);
        }
        self.place = Style::FIRST;
    }

    fn dot(&mut self) {
        let start = self.at;
        while self.peek(0) == b'.' {
            self.at += 1;
        }
        let kind = if self.at - start > 1 { TokenKind::Dots } else { TokenKind::Break };
        if kind == TokenKind::Dots || !self.place.has(Style::FIRST) {
            self.emit(kind, start, Style::none(), 0, Entry::default());
        }
        self.place = self.place.with(Style::FIRST);
    }

    /// `:)` and its kin, else a pause.
    fn face(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let nose = usize::from(matches!(rest.get(1), Some(b'-' | b'\'' | b'^' | b'o')) && rest.len() > 2);
        let mouth = rest.get(1 + nose).copied().unwrap_or(0);
        let ends = |at: usize| !rest.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let is_face = matches!(mouth, b')' | b'(' | b']' | b'[' | b'*' | b'|')
            || (matches!(mouth, b'D' | b'P' | b'p' | b'O' | b'o' | b'/')
                && ends(2 + nose)
                && !(mouth == b'/' && rest.get(2 + nose) == Some(&b'/')));
        if !is_face {
            return self.pause();
        }
        let start = self.at;
        self.at += 2 + nose;
        self.emoji_key(start);
    }

    /// Emits what lies from `start` to `at` as an emoji, looked up as it is written.
    pub(super) fn emoji_key(&mut self, start: usize) {
        let folded = Folded::of(&self.text[start..self.at]);
        self.emit_as(TokenKind::Emoji, start, Style::none(), folded.as_bytes());
    }

    fn aside(&mut self, len: usize) {
        let start = self.at;
        self.at += len;
        // Brackets in a row open one aside.
        while self.byte(start) == b'(' && self.peek(0) == b'(' {
            self.at += 1;
        }
        if !self.place.has(Style::LEADS) {
            let place = self.place;
            self.emit(TokenKind::Aside, start, Style::none(), 0, Entry::default());
            self.place = place.with(Style::PAUSED);
        }
    }

    /// `^HSB`, `*TMT`, `-Becky`: a capital and a few letters, and then the text or its prose ends.
    fn signature(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let letters = rest.iter().take(13).take_while(|b| b.is_ascii_alphabetic()).count();
        let after = rest[letters..].trim_ascii();
        let ends = after.is_empty() || after.starts_with(b"http");
        let fits = (1..=12).contains(&letters) && rest[0].is_ascii_uppercase() && ends && self.at > 0;
        if fits {
            let start = self.at;
            self.at += 1 + letters;
            self.emit(TokenKind::Signature, start, Style::none(), 0, Entry::default());
        }
        fits
    }

    fn dash(&mut self) {
        if self.at > 0 && !self.byte(self.at - 1).is_ascii_alphanumeric() && self.signature() {
            return;
        }
        let spaced = self.at > 0 && self.byte(self.at - 1) == b' ';
        let len = 1 + usize::from(self.peek(1) == b'-') + usize::from(self.peek(1) == b'-' && self.peek(2) == b'-');
        if spaced && self.peek(len) == b' ' && self.at > 1 {
            return self.aside(len);
        }
        self.at += len;
    }

    /// From an opening quotation mark to its closing one, if there is one in reach.
    pub(super) fn quote(&mut self, open: &str, close: &str) {
        let start = self.at + open.len();
        let before = self.at.checked_sub(1).map_or(b' ', |at| self.byte(at));
        self.at = start;
        if start <= self.quoted_until || before.is_ascii_alphanumeric() {
            return;
        }
        let mark = close.as_bytes()[close.len() - 1];
        if let Some(end) = self.next(mark, start, QUOTE).filter(|end| *end > start + 1) {
            // The mark that closes opens nothing.
            self.quoted_until = end + 1;
        }
    }

    /// A code span or fence; what it holds is not prose.
    fn code(&mut self) {
        let start = self.at;
        let ticks = self.text.as_bytes()[start..].iter().take_while(|b| **b == b'`').count();
        self.at += ticks;
        let mut seek = self.at;
        while let Some(open) = self.next(b'`', seek, QUOTE) {
            let run = self.text.as_bytes()[open..].iter().take_while(|b| **b == b'`').count();
            seek = open + run;
            if run == ticks {
                self.at = seek;
                self.emit(TokenKind::Code, start, Style::none(), 0, Entry::default());
                return;
            }
        }
    }

    fn angle(&mut self) {
        match (self.format, self.peek(1)) {
            (Format::Html, b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!') => self.tag(),
            (_, b'3') => {
                let start = self.at;
                self.at += 2;
                self.emoji_key(start);
            }
            (_, b'a'..=b'z' | b'A'..=b'Z') => self.placeholder(b'<', b'>'),
            _ => self.at += 1,
        }
    }

    fn bracket(&mut self) {
        let inside = &self.text.as_bytes()[self.at + 1..];
        let word = inside.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let asks = ["insert", "your", "first", "last", "company", "customer", "date"];
        let slot = asks.iter().any(|ask| inside[..word].eq_ignore_ascii_case(ask.as_bytes()));
        if slot { self.placeholder(b'[', b']') } else { self.at += 1 }
    }

    /// A slot that a template left open: `{{name}}`, `{first_name}`, `<insert name>`, `[your name]`.
    fn placeholder(&mut self, open: u8, close: u8) {
        let start = self.at;
        let Some(end) = self.next(close, start, 48) else { return self.at += 1 };
        let inside = self.text[start..].get(1..end - start).unwrap_or("").trim_matches(['{', ' ']);
        let worded = inside.bytes().any(|b| b.is_ascii_alphabetic());
        let plain = worded
            && inside.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b' ' | b'.' | b'-' | b'|'));
        let asks = |word: &&str| inside.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        // `{{ page.url }}` is how pages of code are written, `{{contact.first_name}}` how letters are.
        let has = |word: &&str| inside.as_bytes().windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()));
        let fits = plain
            && match open {
                b'<' => ["insert", "your", "name", "first"].iter().any(asks),
                _ => !inside.contains(['.', '|']) || SLOTS.iter().any(has),
            };
        if !fits {
            return self.at += 1;
        }
        self.at = end + 1;
        while self.peek(0) == close {
            self.at += 1;
        }
        self.emit(TokenKind::Placeholder, start, Style::none(), 0, Entry::default());
    }

    // --- mentions and hashtags ---

    fn mention(&mut self) {
        let start = self.at;
        let before = start.checked_sub(1).map_or(b' ', |at| self.byte(at));
        let end = self.handle_end(start + 1);
        if end == start + 1 || before.is_ascii_alphanumeric() {
            return self.at += 1;
        }
        self.at = end;
        if self.peek(0) == b'@' {
            let host = self.host_end(end + 1);
            if host > end + 1 {
                self.at = host;
            }
        }
        self.emit_as(TokenKind::Mention, start, Style::none(), b"<at>");
    }

    fn handle_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))).unwrap_or(rest.len());
        from + rest[..len].trim_end_matches(['.', '-']).len()
    }

    fn hashtag(&mut self) {
        let start = self.at;
        let rest = &self.text[start + 1..];
        let in_tag = |c: char| {
            c.is_alphanumeric() || c == '_' || class(c) == Class::Mark || matches!(c, '\u{200C}' | '\u{200D}')
        };
        let len = rest.find(|c| !in_tag(c)).unwrap_or(rest.len());
        if !rest[..len].chars().any(char::is_alphabetic) {
            return self.at += 1;
        }
        self.at = start + 1 + len;
        let mut folded = Folded::new();
        rest[..len].chars().take(Folded::ROOM).for_each(|c| {
            folded.push(c);
        });
        let (key, entry) = self.lexicon.word(folded.key(), folded.as_bytes());
        self.emit(TokenKind::Hashtag, start, Style::none(), key, entry);
    }
}

/// How far a closing mark is looked for.
const QUOTE: usize = 4096;

/// What the slots of letters are called after.
const SLOTS: [&str; 10] =
    ["name", "company", "customer", "insert", "your", "amount", "order", "ticket", "email", "phone"];
