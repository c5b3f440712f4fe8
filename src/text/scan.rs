//! The only loop over bytes.
//!
//! Plain letters, digits and signs take the short way here; the words that need Unicode go through
//! `wide`. Everything is found where it stands, once: each method starts at a byte it recognised
//! and leaves `at` behind what it consumed.

use super::link;
use super::token::{Sink, Style, Token, TokenKind};
use crate::fold::{Class, Folded, Key, class, key, key_start, key_step, leet_twin};
use crate::lexicon::{Entry, Lexicon};
use crate::post::Format;
use crate::span::Span;

/// What an ASCII byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Letter,
    Digit,
    Space,
    Line,
    Sign,
    Skip,
    Wide,
}

const BYTES: [Byte; 256] = {
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
    host: usize,
    pub(super) spelled: usize,
    leet: usize,
}

/// The signs that something may have to be closed by: the last byte of each.
const CLOSING: &[u8] = &[b'\n', b'"', b'`', b'<', b'>', b'}', b']', 0x9D, 0xBB, 0x8D];

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
        self.line();
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match BYTES[byte as usize] {
                Byte::Letter => self.word(),
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

    #[inline]
    pub(super) fn emit(&mut self, kind: TokenKind, start: usize, style: Style, key: Key, entry: Entry) {
        let quoted = start < self.quoted_until;
        let style = style.with(self.place).with_if(Style::QUOTED, quoted);
        let span = Span::new(start as u32, self.at as u32);
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
        let entry = self.lexicon.exact(key).unwrap_or_default();
        self.emit(kind, start, style, key, entry);
    }

    fn pause(&mut self) {
        self.place = self.place.with(Style::PAUSED);
        self.at += 1;
    }

    /// Where `wanted` comes next, within `reach` bytes; what is known to hold none is skipped.
    pub(super) fn next(&mut self, wanted: u8, from: usize, reach: usize) -> Option<usize> {
        let slot = CLOSING.iter().position(|sign| *sign == wanted)?;
        let end = self.text.len().min(from.saturating_add(reach));
        let (clear_from, clear_to) = self.none[slot];
        let known = from >= clear_from && from <= clear_to;
        let start = if known { clear_to } else { from };
        let found = self.text.as_bytes().get(start..end).and_then(|near| near.iter().position(|b| *b == wanted));
        let clear_to = found.map_or(end, |at| start + at).max(start);
        self.none[slot] = (if known { clear_from } else { from }, clear_to);
        found.map(|at| start + at)
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
        if start > 0 {
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
            self.quoted_until = end;
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
        let asks = ["insert", "your", "first", "last", "company", "customer", "date", "link"];
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
        let fits = plain && (open != b'<' || ["insert", "your", "name", "first"].iter().any(asks));
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

    // --- words of plain letters ---

    fn word(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut end = start + 1;
        loop {
            match bytes.get(end).copied().unwrap_or(0) {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => end += 1,
                b'\'' if bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) => end += 1,
                b'\'' if bytes.get(end + 1).is_some_and(|b| *b >= 0x80) => return self.wide_word(start),
                0x80.. => return self.wide_word(start),
                b'&' if self.apostrophe_entity(end) => return self.wide_word(start),
                b'.' | b':' | b'@' | b'[' if self.address(start, end) => return,
                b'!' | b'@' | b'$' | b'|' | b'+' if self.leet(start, end) => return,
                _ => break,
            }
        }
        if end == start + 1 && self.spelled(start) {
            return;
        }
        self.at = end;
        let shape = Shape::of(bytes, start, end);
        self.look_up(start, &shape);
    }

    /// Looks up the plain word from `start` to `at`, and its other readings where it is unknown.
    fn look_up(&mut self, start: usize, shape: &Shape) {
        let style = shape.style();
        match self.lexicon.exact(shape.key) {
            Some(entry) if entry.is_marked() => self.emit(TokenKind::Word, start, style, shape.key, entry),
            part => self.look_again(start, shape, style, part.unwrap_or_default()),
        }
    }

    /// An unmarked word: by its stem, its digits as letters, its drawn-out letters, its parts.
    fn look_again(&mut self, start: usize, shape: &Shape, style: Style, part: Entry) {
        let word = &self.text[start..self.at];
        if shape.mixed && !part.longer {
            if let Some((key, entry)) = self.unleet(word) {
                return self.emit(TokenKind::Word, start, style.with(Style::DECODED), key, entry);
            }
        }
        if word.len() < 4 {
            return self.emit(TokenKind::Word, start, style, shape.key, part);
        }
        if self.lexicon.may_be_stem(shape.first) {
            if let Some((key, stem)) = self.lexicon.stem(Folded::of(word).as_bytes()) {
                let key = if part.longer { shape.key } else { key };
                let entry = stem.or_longer(part);
                return self.emit(TokenKind::Word, start, style, key, entry);
            }
        }
        if word.as_bytes().windows(3).any(|w| w[0] | 32 == w[1] | 32 && w[1] | 32 == w[2] | 32) {
            let (key, entry) = self.shrink(word);
            return self.emit(TokenKind::Word, start, style.with(Style::STRETCHED), key, entry);
        }
        let (key, entry) =
            if shape.elided { self.elided(word).unwrap_or((shape.key, part)) } else { (shape.key, part) };
        self.emit(TokenKind::Word, start, style, key, entry);
    }

    /// A drawn-out word with its runs cut to one letter, else to two.
    pub(super) fn shrink(&self, word: &str) -> (Key, Entry) {
        let cut = |keep: usize| {
            let (mut folded, mut last, mut run) = (Folded::new(), '\0', 0);
            for c in Folded::of(word).as_str().chars() {
                run = if c == last { run + 1 } else { 1 };
                last = c;
                if run <= keep {
                    folded.put(c);
                }
            }
            self.lexicon.word(folded.key(), folded.as_bytes())
        };
        let one = cut(1);
        if one.1.is_marked() { one } else { cut(2) }
    }

    /// `l'amour`, `mum's`: the part that carries the meaning.
    pub(super) fn elided(&self, word: &str) -> Option<(Key, Entry)> {
        let folded = Folded::of(word);
        let (head, tail) = folded.as_str().split_once('\'')?;
        let part = if tail.len() <= 2 { head } else { tail };
        let (key, entry) = self.lexicon.word(key(part.as_bytes()), part.as_bytes());
        entry.is_marked().then_some((key, entry))
    }

    /// A word with digits or signs for letters, if the tables know what it says.
    fn unleet(&self, word: &str) -> Option<(Key, Entry)> {
        let says = |one: char| {
            let mut folded = Folded::new();
            for byte in word.bytes() {
                match leet_twin(byte) {
                    Some(b'i') => folded.put(one),
                    Some(twin) => folded.put(twin as char),
                    None => folded.put(byte.to_ascii_lowercase() as char),
                }
            }
            let (key, entry) = self.lexicon.word(folded.key(), folded.as_bytes());
            (entry.is_marked() || entry.longer).then_some((key, entry))
        };
        says('i').or_else(|| says('l'))
    }

    /// `c@sh`, `fr$$`: signs between letters, if decoding gives a word that the tables know.
    fn leet(&mut self, start: usize, sign: usize) -> bool {
        let bytes = self.text.as_bytes();
        let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'@' | b'$' | b'|' | b'!' | b'+');
        if start < self.tried.leet || !bytes.get(sign + 1).is_some_and(u8::is_ascii_alphabetic) {
            return false;
        }
        let len = bytes[start..].iter().take(24).take_while(|b| is_part(b)).count();
        let word = &self.text[start..start + len];
        let Some((key, entry)) = self.unleet(word).filter(|(_, entry)| entry.is_marked()) else {
            self.tried.leet = start + len;
            return false;
        };
        self.at = start + len;
        self.emit(TokenKind::Word, start, Style::DECODED, key, entry);
        true
    }

    /// Letters spelled out with one sign between them, if they make words that the tables know.
    fn spelled(&mut self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let sign = bytes.get(start + 1).copied().unwrap_or(0);
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        if start < self.tried.spelled
            || !is_letter(start + 2)
            || bytes.get(start + 3).is_some_and(u8::is_ascii_alphanumeric)
            || sign >= 0x80
            || sign == b'\''
        {
            return false;
        }
        let mut joined = Folded::new();
        let mut end = start;
        while is_letter(end) && !is_letter(end + 1) && joined.as_bytes().len() < 40 {
            joined.put(bytes[end].to_ascii_lowercase() as char);
            if bytes.get(end + 1) != Some(&sign)
                || !is_letter(end + 2)
                || bytes.get(end + 3).is_some_and(u8::is_ascii_alphanumeric)
            {
                end += 1;
                break;
            }
            end += 2;
        }
        self.emit_spelled(start, end, joined.as_bytes())
    }

    /// Emits the known words that `joined` is made of, if it is made of nothing else.
    pub(super) fn emit_spelled(&mut self, start: usize, end: usize, joined: &[u8]) -> bool {
        let mut parts = [(0, Entry::default()); 10];
        let mut count = 0;
        let mut at = 0;
        while at < joined.len() {
            let known = |len: &usize| {
                let key = key(&joined[at..at + len]);
                self.lexicon.exact(key).filter(|e| e.is_marked() || (e.longer && *len > 1)).map(|e| (*len, key, e))
            };
            let longest = joined.len().min(at + 14) - at;
            let found = (1..=longest)
                .rev()
                .find_map(|len| known(&len))
                .filter(|part| count < parts.len() && (part.0 > 1 || count == 0));
            let Some((len, key, entry)) = found else {
                self.tried.spelled = end;
                return false;
            };
            parts[count] = (key, entry);
            count += 1;
            at += len;
        }
        if joined.len() < 3 || count * 2 > joined.len() {
            self.tried.spelled = end;
            return false;
        }
        self.at = end;
        for (key, entry) in &parts[..count] {
            self.emit(TokenKind::Word, start, Style::DECODED, *key, *entry);
        }
        true
    }

    // --- links and addresses ---

    /// A link, bare host or e-mail address that begins with the letters from `start` to `end`.
    fn address(&mut self, start: usize, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        let next = bytes.get(end + 1).copied().unwrap_or(0);
        match bytes[end] {
            b':' => is_scheme(&bytes[start..end]) && bytes[end + 1..].starts_with(b"//") && self.link(start),
            b'@' => next.is_ascii_alphanumeric() && self.email(start, end),
            b'.' => (next.is_ascii_alphanumeric() || next >= 0x80 || next == b'@') && self.bare_host(start, end),
            _ => self.defanged(start, end),
        }
    }

    pub(super) fn link(&mut self, start: usize) -> bool {
        let len = link::end(&self.text[start..]);
        let url = &self.text[start..start + len];
        if url.split_once("://").is_none_or(|(_, rest)| rest.is_empty()) {
            return false;
        }
        self.at = start + len;
        self.emit_as(TokenKind::Url, start, link::style(url), b"<url>");
        true
    }

    fn email(&mut self, start: usize, sign: usize) -> bool {
        let end = self.host_end(sign + 1);
        if !self.text[sign + 1..end].contains('.') {
            return false;
        }
        self.at = end;
        self.emit_as(TokenKind::Email, start, Style::none(), b"<email>");
        true
    }

    /// Where a host name that begins at `from` ends.
    fn host_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let len = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        from + rest[..len].trim_end_matches(['.', '-']).len()
    }

    fn bare_host(&mut self, start: usize, dot: usize) -> bool {
        if start < self.tried.host {
            return false;
        }
        let end = self.host_end(start);
        let host = &self.text[start..end];
        if self.byte(end) == b'@' && self.email(start, end) {
            return true;
        }
        let www = self.text.as_bytes()[start..dot].eq_ignore_ascii_case(b"www");
        let path = self.byte(end) == b'/' && !self.byte(end + 1).is_ascii_whitespace();
        let label = host.rsplit('.').next().unwrap_or("");
        let labels = host.split('.').all(|l| !l.is_empty());
        if !labels || !(www && host.len() > 6 || link::is_top(label.as_bytes(), path)) {
            self.tried.host = end;
            return false;
        }
        let len = link::end(&self.text[start..]);
        self.at = start + len.max(end - start);
        let style = link::style(&self.text[start..self.at]);
        self.emit_as(TokenKind::Url, start, style, b"<url>");
        true
    }

    /// `example[.]com`, `hxxp[:]//`: written so that nobody clicks it.
    fn defanged(&mut self, start: usize, end: usize) -> bool {
        let rest = &self.text[end..];
        if !(rest.starts_with("[.]") || rest.starts_with("[:]")) {
            return false;
        }
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.at = end + rest[..len].trim_end_matches(['.', ',', ')']).len();
        self.emit_as(TokenKind::Url, start, Style::DEFANGED, b"<url>");
        true
    }

    // --- numbers ---

    /// An amount behind its currency sign of `len` bytes.
    pub(super) fn currency(&mut self, len: usize) {
        let start = self.at;
        self.at += len + usize::from(self.peek(len) == b' ');
        let digits = self.digits();
        if digits == 0 {
            self.at = start + len;
            return;
        }
        if matches!(self.peek(0), b'k' | b'K' | b'm' | b'M') && !self.peek(1).is_ascii_alphanumeric() {
            self.at += 1;
        }
        self.emit_as(TokenKind::Money, start, Style::none(), b"<money>");
    }

    /// Digits with the signs that belong between them; how many digits there were.
    fn digits(&mut self) -> usize {
        let mut count = 0;
        loop {
            match self.peek(0) {
                b'0'..=b'9' => count += 1,
                b'.' | b',' | b':' | b'-' | b'/' if self.peek(1).is_ascii_digit() && count > 0 => {}
                _ => return count,
            }
            self.at += 1;
        }
    }

    pub(super) fn number(&mut self) {
        let start = self.at;
        if self.phone(start) {
            return;
        }
        self.at = start + usize::from(self.byte(start) == b'+');
        let digits = self.digits();
        let plain = self.at - start == digits;
        match self.peek(0) {
            b'%' => {
                self.at += 1;
                self.emit_as(TokenKind::Percent, start, Style::none(), b"<n>");
            }
            b'$' => {
                self.at += 1;
                self.emit_as(TokenKind::Money, start, Style::none(), b"<money>");
            }
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. if self.number_word(start) => {}
            _ if plain && (4..=6).contains(&digits) => {
                self.emit_as(TokenKind::ShortNumber, start, Style::none(), b"<n>");
            }
            _ => self.emit_as(TokenKind::Number, start, Style::none(), b"<n>"),
        }
    }

    /// `10pm`, `2nite`, `3rd`: a word that begins with digits, or money with its sign behind.
    fn number_word(&mut self, start: usize) -> bool {
        if ["€", "£", "¥", "₺", "₽", "₹", "₫"].iter().any(|sign| self.text[self.at..].starts_with(sign)) {
            self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
            self.emit_as(TokenKind::Money, start, Style::none(), b"<money>");
            return true;
        }
        if self.peek(0) >= 0x80 {
            return false;
        }
        while self.peek(0).is_ascii_alphanumeric() {
            self.at += 1;
        }
        let shape = Shape::of(self.text.as_bytes(), start, self.at);
        if self.lexicon.exact(shape.key).is_some()
            || self.unleet(&self.text[start..self.at]).is_some_and(|(_, e)| e.is_marked())
        {
            self.look_up(start, &shape);
        } else {
            self.emit_as(TokenKind::Number, start, Style::none(), b"<n>");
        }
        true
    }

    /// Eight to fifteen digits in groups, as phone numbers are written; no date, no address.
    fn phone(&mut self, start: usize) -> bool {
        let bytes = self.text.as_bytes();
        let plus = usize::from(bytes[start] == b'+');
        let (mut at, mut end, mut digits, mut groups, mut odd) = (start + plus, start, 0, 1, false);
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied().unwrap_or(0);
            match byte {
                b'0'..=b'9' => {
                    digits += 1;
                    end = at + 1;
                }
                b' ' | b'-' | b'.' | b'(' | b')' if next.is_ascii_digit() || matches!(next, b'(' | b' ') => groups += 1,
                b',' | b':' | b'/' if next.is_ascii_digit() => odd = true,
                _ => break,
            }
            if digits > 15 || at - start > 24 {
                return false;
            }
            at += 1;
        }
        let run = &bytes[start..end];
        let led = plus == 1 || bytes[start] == b'0';
        let ip = run.split(|b| *b == b'.').count() == 4 && groups == 4 && !led;
        let date = digits == 8 && run.len() == 10 && !led;
        let fits = match digits {
            8..=9 => led && groups <= 5,
            10..=15 => led || groups >= 3 || (groups == 1 && digits <= 12),
            _ => false,
        };
        if odd || ip || date || !fits || bytes.get(end).is_some_and(u8::is_ascii_alphabetic) && !plus == 1 {
            return false;
        }
        self.at = end;
        self.emit_as(TokenKind::Phone, start, Style::none(), b"<phone>");
        true
    }
}

/// How far a closing mark is looked for.
const QUOTE: usize = 4096;

fn is_scheme(word: &[u8]) -> bool {
    [&b"http"[..], b"https", b"hxxp", b"hxxps", b"ftp", b"at", b"nostr"].iter().any(|s| word.eq_ignore_ascii_case(s))
}

/// What one look at a plain word tells.
struct Shape {
    key: Key,
    first: u32,
    upper: bool,
    lower: bool,
    title: bool,
    long: bool,
    mixed: bool,
    elided: bool,
}

impl Shape {
    fn of(bytes: &[u8], start: usize, end: usize) -> Self {
        const BIT: u64 = 0x2020_2020_2020_2020;
        let (mut key, mut at, mut first) = (key_start(end - start), start, 0);
        let (mut upper, mut lower, mut digit, mut sign) = (0, 0, 0, 0);
        while at < end {
            let raw = eight(bytes, at, end);
            // Letters have bit 0x40; small ones also 0x20. Digits have 0x10 and 0x20; ' is 0x27.
            lower |= raw >> 1 & raw & BIT;
            upper |= raw >> 1 & !raw & BIT;
            digit |= !(raw >> 1) & raw & raw << 1 & BIT;
            sign |= !(raw >> 1) & raw & !(raw << 1) & BIT;
            let mask = if end - at < 8 { (1 << ((end - at) * 8)) - 1 } else { u64::MAX };
            let folded = (raw | BIT) & mask;
            if at == start {
                first = folded as u32;
            }
            key = key_step(key, folded);
            at += 8;
        }
        let letters = upper | lower != 0;
        Self {
            key,
            first,
            upper: upper != 0,
            lower: lower != 0,
            title: bytes[start].is_ascii_uppercase(),
            long: end - start > 1,
            mixed: letters && digit != 0,
            elided: sign != 0,
        }
    }

    const fn style(&self) -> Style {
        Style::none().with_if(Style::CAPS, self.upper && !self.lower && self.long).with_if(Style::TITLE, self.title)
    }
}

/// Up to eight bytes from `at`, little-endian, zero from `end` on.
#[inline]
fn eight(bytes: &[u8], at: usize, end: usize) -> u64 {
    let raw = if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        u64::from_le_bytes(*chunk)
    } else {
        let mut chunk = [0; 8];
        let rest = &bytes[at..];
        chunk[..rest.len()].copy_from_slice(rest);
        u64::from_le_bytes(chunk)
    };
    if end - at < 8 { raw & ((1 << ((end - at) * 8)) - 1) } else { raw }
}
