//! The reader once more, slow and obvious: character by character, with no table of words.
//!
//! With a lexicon that knows no word nothing is decoded, and then the two promise the same: every token's
//! kind and span, and of its style whether it is in capitals, quoted, first of its sentence, behind a pause,
//! led by nothing but mentions, and repeated. What needs words (disguises, stems, pieces of a run) and what a
//! link is made for are not here.

mod address;
mod class;
mod html;
mod number;

use class::{Class, class, entity, is_capital, is_regional};
use realtalk::{Format, Style, TokenKind};

/// A token as both readers give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) style: Style,
}

/// What both say of a token's style.
pub(super) const STYLES: [Style; 7] =
    [Style::CAPS, Style::TITLE, Style::QUOTED, Style::FIRST, Style::PAUSED, Style::LEADS, Style::REPEATED];

/// Where a token would stand.
#[derive(Clone, Copy, Default)]
struct Place {
    first: bool,
    paused: bool,
    leads: bool,
}

pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    format: Format,
    place: Place,
    quoted_until: usize,
    pieces: Vec<Piece>,
}

/// All that a text says to someone who knows no word.
pub(super) fn pieces(text: &str, format: Format) -> Vec<Piece> {
    let place = Place { first: true, paused: false, leads: true };
    let mut reader = Reader { text, at: 0, format, place, quoted_until: 0, pieces: Vec::new() };
    reader.at = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    reader.line();
    while let Some(c) = reader.char() {
        reader.one(c);
    }
    reader.pieces
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// The character at `at` as a person sees it, entities decoded, and its bytes.
    fn seen(&self, at: usize) -> Option<(char, usize)> {
        let c = self.text[at..].chars().next()?;
        Some(if c == '&' { entity(&self.text[at..]).unwrap_or((c, 1)) } else { (c, c.len_utf8()) })
    }

    /// How many bytes from `at` on are characters that `fits`.
    fn while_at(&self, at: usize, fits: impl Fn(char) -> bool) -> usize {
        self.text[at..].chars().take_while(|c| fits(*c)).map(char::len_utf8).sum()
    }

    fn emit(&mut self, kind: TokenKind, start: usize, style: Style) {
        let Place { first, paused, leads } = self.place;
        let here = [
            (first, Style::FIRST),
            (paused, Style::PAUSED),
            (leads, Style::LEADS),
            (start < self.quoted_until, Style::QUOTED),
        ];
        let style = here.into_iter().filter(|(so, _)| *so).fold(style, |all, (_, one)| all.with(one));
        self.pieces.push(Piece { kind, start, end: self.at, style });
        match kind {
            TokenKind::Mention if leads => {}
            TokenKind::Emoji => {}
            TokenKind::Break => self.place = Place { first: true, paused: false, leads },
            _ => self.place = Place::default(),
        }
    }

    /// Emits the next `len` bytes as a token.
    fn take(&mut self, len: usize, kind: TokenKind) {
        let start = self.at;
        self.at += len;
        self.emit(kind, start, Style::none());
    }

    fn pause(&mut self) {
        self.place.paused = true;
        self.at += 1;
    }

    fn one(&mut self, c: char) {
        match c {
            'a'..='z' | 'A'..='Z' => self.word(),
            '0'..='9' => self.number(),
            '\n' | '\r' => self.new_line(),
            '!' | '?' => self.marks(),
            '.' => self.dots(),
            ',' => self.pause(),
            ':' | ';' | '=' => self.face(),
            '@' => self.mention(),
            '#' => self.hashtag(),
            '$' => self.money(1),
            '+' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => self.number(),
            '"' => self.quotation('"', '"'),
            '`' => self.code(),
            // Brackets in a row open one aside.
            '(' => self.aside(self.while_at(self.at, |c| c == '(')),
            '-' => self.dash(),
            '<' => self.angle(),
            '{' => self.slot('{', '}'),
            '[' => self.bracket(),
            '^' | '*' | '~' if self.signature() => {}
            '&' | '\u{80}'.. => self.wide(),
            _ => self.at += 1,
        }
    }

    // --- words ---

    /// Letters, digits and apostrophes between letters; past ASCII also marks and what cannot be seen.
    fn word(&mut self) {
        let start = self.at;
        let plain = |c: char| c.is_ascii_alphanumeric();
        let mut end = start;
        loop {
            end += self.while_at(end, plain);
            let behind = &self.text[end..];
            let next = behind.chars().nth(1);
            match behind.chars().next() {
                Some('\'') if next.is_some_and(|c| c.is_ascii_alphabetic()) => end += 1,
                Some('\'') if next.is_some_and(|c| !c.is_ascii()) => return self.wide_word(),
                Some('\u{80}'..) => return self.wide_word(),
                Some('&') if self.goes_on_as_entity(end) => return self.wide_word(),
                Some('.' | ':' | '@' | '[') if self.address(end) => return,
                _ => break,
            }
        }
        if end == self.at + 1 && self.initials() {
            return;
        }
        self.take_word(end);
    }

    fn goes_on_as_entity(&self, at: usize) -> bool {
        let joins = |c| matches!(class(c), Class::Letter | Class::Mark | Class::Apostrophe);
        self.seen(at).is_some_and(|(c, len)| len > 1 && joins(c))
    }

    fn wide_word(&mut self) {
        if self.initials() {
            return;
        }
        let mut end = self.at;
        while let Some((c, len)) = self.seen(end) {
            match class(c) {
                Class::Letter | Class::Digit | Class::Mark => {}
                Class::Invisible | Class::Apostrophe if self.continues(end + len) => {}
                _ => break,
            }
            end += len;
        }
        self.take_word(end);
    }

    /// Whether letters follow, with seven invisible characters before them at most.
    fn continues(&self, mut at: usize) -> bool {
        for _ in 0..8 {
            match self.seen(at).map(|(c, len)| (class(c), len)) {
                Some((Class::Letter | Class::Mark, _)) => return true,
                Some((Class::Invisible, len)) => at += len,
                _ => return false,
            }
        }
        false
    }

    /// Single letters with a dot between each two, and the dot behind the last if the sentence goes on; or
    /// eight and more with a space between each two.
    fn initials(&mut self) -> bool {
        let blank = |c| !matches!(c, '\n' | '\r') && class(c) == Class::Space;
        self.letters_parted_by(|c| c == '.', 2) || self.letters_parted_by(blank, 8)
    }

    fn letters_parted_by(&mut self, parts: fn(char) -> bool, least: usize) -> bool {
        let mut ends = Vec::new();
        let mut at = self.at;
        while let Some((_, len)) = self.seen(at).filter(|(c, _)| class(*c) == Class::Letter) {
            at += len;
            while let Some((_, len)) = self.seen(at).filter(|(c, _)| class(*c) == Class::Mark) {
                at += len;
            }
            let longer = self.seen(at).is_some_and(|(c, len)| match class(c) {
                Class::Letter | Class::Digit => true,
                Class::Invisible | Class::Apostrophe => self.continues(at + len),
                _ => false,
            });
            if longer {
                break;
            }
            ends.push(at);
            match self.seen(at) {
                Some((c, len)) if parts(c) => at += len,
                _ => break,
            }
        }
        let Some(&end) = ends.get(least - 1..).and_then(<[usize]>::last) else { return false };
        let title = self.seen(self.at).is_some_and(|(c, _)| c.is_uppercase());
        let start = self.at;
        self.at = end;
        self.emit(TokenKind::Word, start, if title { Style::TITLE } else { Style::none() });
        if let Some(behind) = self.rest().strip_prefix('.') {
            let blank = |c| !matches!(c, '\n' | '\r') && class(c) == Class::Space;
            let next = behind.trim_start_matches(blank).chars().next();
            if next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || ",;:)".contains(c)) {
                self.at += 1;
            }
        }
        true
    }

    fn take_word(&mut self, end: usize) {
        let (mut capitals, mut small, mut title, mut at) = (0, 0, false, self.at);
        while let Some((c, len)) = self.seen(at).filter(|_| at < end) {
            match is_capital(c) {
                Some(true) => capitals += 1,
                Some(false) => small += 1,
                None => {}
            }
            title |= at == self.at && is_capital(c) == Some(true);
            at += len;
        }
        let mut style = Style::none();
        if capitals > 1 && small == 0 {
            style = style.with(Style::CAPS);
        }
        if title {
            style = style.with(Style::TITLE);
        }
        let start = self.at;
        self.at = end;
        self.emit(TokenKind::Word, start, style);
    }

    // --- what is not ASCII ---

    fn wide(&mut self) {
        let Some((c, len)) = self.seen(self.at) else { return };
        let raw = len == c.len_utf8() && self.char() == Some(c);
        match class(c) {
            Class::Letter => self.wide_word(),
            Class::Digit => {
                let mut end = self.at;
                while let Some((_, len)) = self.seen(end).filter(|(c, _)| class(*c) == Class::Digit) {
                    end += len;
                }
                self.take(end - self.at, TokenKind::Number);
            }
            Class::Run if !raw => self.take(len, TokenKind::Run),
            Class::Run => {
                let within = |c| matches!(class(c), Class::Run | Class::Mark | Class::Invisible);
                let run = &self.text[self.at..self.at + self.while_at(self.at, within)];
                self.take(run.trim_end_matches(|c| class(c) == Class::Invisible).len(), TokenKind::Run);
            }
            Class::Emoji => self.emoji(c, len),
            Class::Apostrophe | Class::Space | Class::Mark | Class::Invisible => self.at += len,
            Class::Other => self.wide_sign(c, len, raw),
        }
    }

    fn wide_sign(&mut self, c: char, len: usize, raw: bool) {
        match c {
            '！' => self.take_marks(len, 1, 0),
            '？' | '؟' | '՞' | '\u{37E}' => self.take_marks(len, 0, 1),
            '…' => self.take(len, TokenKind::Dots),
            '。' | '।' | '॥' | '۔' | '．' => self.take(len, TokenKind::Break),
            '—' | '–' | '（' => self.take(len, TokenKind::Aside),
            '“' | '„' if raw => self.quotation(c, '”'),
            '«' if raw => self.quotation(c, '»'),
            '「' if raw => self.quotation(c, '」'),
            '€' | '£' | '¥' | '₹' | '₺' | '₽' | '₫' | '₦' | '₱' | '₿' | '₩' | '＄' => {
                self.money(len);
            }
            _ => self.at += len,
        }
    }

    /// A sign, and what is joined to it: selectors, skin tones, key caps, tags, the second half of a flag,
    /// further signs behind joiners.
    fn emoji(&mut self, base: char, len: usize) {
        match base {
            '‼' => return self.take_marks(len, 2, 0),
            '⁉' => return self.take_marks(len, 1, 1),
            _ => {}
        }
        let mut end = self.at + len;
        if is_regional(base) {
            end += self.seen(end).filter(|(c, _)| is_regional(*c)).map_or(0, |(_, len)| len);
        }
        while let Some((c, len)) = self.seen(end) {
            match c {
                '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}' => {
                    end += len;
                }
                '\u{200D}' => {
                    end += len;
                    end += self.seen(end).filter(|(c, _)| class(*c) == Class::Emoji).map_or(0, |(_, len)| len);
                }
                _ => break,
            }
        }
        self.take(end - self.at, TokenKind::Emoji);
    }

    // --- lines and signs ---

    fn new_line(&mut self) {
        self.end_sentence(1);
        self.at += self.while_at(self.at, |c| matches!(c, '\n' | '\r' | ' ' | '\t'));
        self.line();
    }

    fn end_sentence(&mut self, len: usize) {
        if self.place.first {
            self.at += len;
        } else {
            self.take(len, TokenKind::Break);
        }
    }

    /// `>` at the start of a line: what stands on it was said by somebody else.
    fn line(&mut self) {
        if self.format != Format::Html && self.rest().starts_with('>') {
            let end = self.rest().find('\n').map_or(self.text.len(), |len| self.at + len);
            self.quoted_until = self.quoted_until.max(end);
            self.at += 1;
        }
    }

    fn marks(&mut self) {
        let len = self.while_at(self.at, |c| matches!(c, '!' | '?'));
        let bangs = self.rest()[..len].matches('!').count();
        self.take_marks(len, bangs, len - bangs);
    }

    fn take_marks(&mut self, len: usize, bangs: usize, queries: usize) {
        let (kind, count) = if queries > 0 { (TokenKind::Query, queries) } else { (TokenKind::Bang, bangs) };
        let start = self.at;
        self.at += len;
        self.emit(kind, start, if count > 1 { Style::REPEATED } else { Style::none() });
        self.place.first = true;
    }

    fn dots(&mut self) {
        let len = self.while_at(self.at, |c| c == '.');
        if len > 1 {
            self.take(len, TokenKind::Dots);
        } else {
            self.end_sentence(1);
        }
        self.place.first = true;
    }

    /// Eyes, perhaps a nose, a mouth. Letters are mouths where no word goes on behind them, and a slash
    /// where it does not begin an address.
    fn face(&mut self) {
        let signs: Vec<char> = self.rest().chars().take(4).collect();
        let nose = usize::from(signs.len() > 2 && matches!(signs[1], '-' | '\'' | '^' | 'o'));
        let behind = signs.get(2 + nose);
        let alone = !behind.is_some_and(char::is_ascii_alphanumeric);
        let face = match signs.get(1 + nose) {
            Some(')' | '(' | ']' | '[' | '*' | '|') => true,
            Some('D' | 'P' | 'p' | 'O' | 'o') => alone,
            Some('/') => alone && behind != Some(&'/'),
            _ => false,
        };
        if face {
            self.take(2 + nose, TokenKind::Emoji);
        } else {
            self.pause();
        }
    }

    fn aside(&mut self, len: usize) {
        if self.place.leads {
            self.at += len;
            return;
        }
        let place = self.place;
        self.take(len, TokenKind::Aside);
        self.place = Place { paused: true, ..place };
    }

    /// A dash: before a name that closes the text, between two spaces, or nothing.
    fn dash(&mut self) {
        if self.before().is_some_and(|c| !c.is_ascii_alphanumeric()) && self.signature() {
            return;
        }
        let len = self.while_at(self.at, |c| c == '-').min(3);
        if self.at > 1 && self.before() == Some(' ') && self.rest()[len..].starts_with(' ') {
            self.aside(len);
        } else {
            self.at += len;
        }
    }

    /// A sign, a capital and up to eleven letters more, and then nothing but perhaps a link.
    fn signature(&mut self) -> bool {
        let name = &self.rest()[1..];
        let len = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let behind = name[len..].trim_matches(|c: char| c.is_ascii_whitespace());
        let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
        let fits = self.at > 0 && capital && len <= 12 && (behind.is_empty() || behind.starts_with("http"));
        if fits {
            self.take(1 + len, TokenKind::Signature);
        }
        fits
    }

    /// What stands between quotation marks is quoted, of straight ones two bytes at least; marks inside it
    /// and the one that closes it open nothing.
    fn quotation(&mut self, open: char, close: char) {
        let inside = self.before().is_some_and(|c| c.is_ascii_alphanumeric());
        self.at += open.len_utf8();
        if inside || self.at <= self.quoted_until {
            return;
        }
        let least = if open == close { 2 } else { 0 };
        if let Some(len) = self.near(self.at, close, REACH).filter(|len| *len >= least) {
            self.quoted_until = self.at + len + close.len_utf8();
        }
    }

    /// How far behind `from` a sign comes, if it ends within `reach` bytes.
    fn near(&self, from: usize, sign: char, reach: usize) -> Option<usize> {
        self.text[from..].find(sign).filter(|len| len + sign.len_utf8() <= reach)
    }

    /// Backticks up to as many backticks.
    fn code(&mut self) {
        let ticks = |at: usize| self.while_at(at, |c| c == '`');
        let open = ticks(self.at);
        let mut at = self.at + open;
        while let Some(len) = self.near(at, '`', REACH) {
            at += len;
            let close = ticks(at);
            at += close;
            if close == open {
                return self.take(at - self.at, TokenKind::Code);
            }
        }
        self.at += open;
    }

    fn angle(&mut self) {
        match (self.format, self.rest()[1..].chars().next()) {
            (Format::Html, Some('a'..='z' | 'A'..='Z' | '/' | '!')) => self.tag(),
            (_, Some('3')) => self.take(2, TokenKind::Emoji),
            (_, Some('a'..='z' | 'A'..='Z')) => self.slot('<', '>'),
            _ => self.at += 1,
        }
    }

    fn bracket(&mut self) {
        const ASKS: [&str; 7] = ["insert", "your", "first", "last", "company", "customer", "date"];
        let inside = &self.rest()[1..];
        let word = &inside[..inside.bytes().take_while(u8::is_ascii_alphabetic).count()];
        if ASKS.iter().any(|ask| ask.eq_ignore_ascii_case(word)) { self.slot('[', ']') } else { self.at += 1 }
    }

    /// A slot of a template: letters, digits and a few signs between brackets. Between angles it asks.
    fn slot(&mut self, open: char, close: char) {
        const ASKS: [&str; 4] = ["insert", "your", "name", "first"];
        const NAMED: [&str; 10] =
            ["name", "company", "customer", "insert", "your", "amount", "order", "ticket", "email", "phone"];
        let fits = self.near(self.at, close, 48).filter(|len| {
            let inside = self.rest()[1..*len].trim_matches(['{', ' ']).to_ascii_lowercase();
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ' ' | '.' | '-' | '|');
            inside.contains(|c: char| c.is_ascii_alphabetic())
                && inside.chars().all(plain)
                && match open {
                    '<' => ASKS.iter().any(|ask| inside.starts_with(ask)),
                    _ => !inside.contains(['.', '|']) || NAMED.iter().any(|name| inside.contains(name)),
                }
        });
        match fits {
            Some(len) => {
                let closes = self.while_at(self.at + len, |c| c == close);
                self.take(len + closes, TokenKind::Placeholder);
            }
            None => self.at += 1,
        }
    }
}

/// How far a closing sign is looked for.
const REACH: usize = 4096;
