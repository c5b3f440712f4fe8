//! Words of plain letters: the way that nearly every word of a text in Latin letters takes.

use super::scan::{BYTES, Byte, Scan};
use super::token::{Sink, Style, TokenKind};
use crate::fold::{Folded, Key, eight, key, key_start, key_step, leet_twin};
use crate::lexicon::Entry;
use crate::span::Span;

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// Words of plain letters, one after the other as long as single spaces part them.
    pub(super) fn words(&mut self) {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while let Some((end, shape)) = Shape::at_once(bytes, start) {
            self.look_up(start, end, shape);
            if bytes.get(end) != Some(&b' ') {
                self.at = end;
                return;
            }
            start = end + 1;
        }
        self.at = start;
        if BYTES[self.byte(start) as usize] == Byte::Letter {
            self.word();
        }
    }

    /// A word that is not read at once: long, with digits, or joined to what follows.
    fn word(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut end = start + 1;
        loop {
            match bytes.get(end).copied().unwrap_or(0) {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => end += 1,
                b'\'' if bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic) => end += 1,
                b'\'' if bytes.get(end + 1).is_some_and(|b| *b >= 0x80) => return self.wide_word(start),
                // A sign or space past ASCII ends a plain word; a letter alone may be the first of a spelled one.
                0x80.. if end == start + 1 || self.joins(end) => return self.wide_word(start),
                b'&' if self.apostrophe_entity(end) => return self.wide_word(start),
                b'.' | b':' | b'@' | b'[' if self.address(start, end) => return,
                b'!' | b'@' | b'$' | b'|' | b'+' if self.leet(start, end) => return,
                _ => break,
            }
        }
        if end == start + 1 && (self.spelled(start) || self.initials(start)) {
            return;
        }
        self.at = end;
        self.look_up(start, end, Shape::of(bytes, start, end));
    }

    /// Looks up a plain word, and its other readings where it is unknown.
    #[inline(always)]
    pub(super) fn look_up(&mut self, start: usize, end: usize, shape: Shape) {
        let entry = self.lexicon.exact(shape.key);
        let span = Span::new(start as u32, end as u32);
        if entry.is_marked() || shape.has_one_reading(end - start) && self.lexicon.stems(shape.first & FOUR) == 0 {
            self.emit_here(TokenKind::Word, span, shape.style, shape.key, entry);
        } else {
            self.look_again(span, shape, entry);
        }
    }

    /// An unmarked word: by its stem, its digits as letters, its drawn-out letters, its parts.
    #[inline(never)]
    fn look_again(&mut self, span: Span, shape: Shape, part: Entry) {
        let (key, style, entry) = self.other_reading(span.of(self.text), shape, part);
        if style.has(Style::DECODED) {
            self.tried.decoded = span.end as usize;
        }
        self.emit_here(TokenKind::Word, span, style, key, entry);
    }

    fn other_reading(&self, word: &str, shape: Shape, part: Entry) -> (Key, Style, Entry) {
        let style = shape.style.with_if(Style::NUMBERED, shape.mixed && is_numbered(word));
        if shape.mixed && !part.is_longer() {
            if let Some((key, entry)) = self.unleet(word) {
                // Its digits are letters, and none of them is small.
                let caps = !word.bytes().any(|b| b.is_ascii_lowercase());
                return (key, style.with(Style::DECODED).with_if(Style::CAPS, caps), entry);
            }
        }
        if word.len() < 4 {
            return (shape.key, style, part);
        }
        if self.lexicon.stems(shape.first & FOUR) != 0 {
            if let Some((key, stem)) = self.lexicon.stem(Folded::of(word).as_bytes()) {
                let key = if part.is_longer() { shape.key } else { key };
                return (key, style, stem.or_longer(part));
            }
        }
        if is_drawn_out(word.as_bytes()) {
            let (key, entry) = self.shrink(word);
            return (key, style.with(Style::STRETCHED), entry);
        }
        let (key, entry) =
            if shape.elided { self.elided(word).unwrap_or((shape.key, part)) } else { (shape.key, part) };
        (key, style, entry)
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

    /// A word with digits or signs for letters, if the tables know what it says: a word that bears
    /// evidence, else one that phrases hold.
    pub(super) fn unleet(&self, word: &str) -> Option<(Key, Entry)> {
        let says = |one: char| {
            let mut folded = Folded::new();
            for byte in word.bytes() {
                match leet_twin(byte) {
                    Some(b'i') => folded.put(one),
                    Some(twin) => folded.put(twin as char),
                    None => folded.put(byte.to_ascii_lowercase() as char),
                }
            }
            self.known(&folded)
        };
        let (with_i, with_l) = (says('i'), says('l'));
        let bears = |reading: &Option<(Key, Entry)>| reading.is_some_and(|(_, e)| e.is_marked() || e.is_longer());
        if bears(&with_l) && !bears(&with_i) { with_l } else { with_i.or(with_l) }
    }

    /// A word that the tables know, if only as part of a phrase.
    pub(super) fn known(&self, folded: &Folded) -> Option<(Key, Entry)> {
        let (key, entry) = self.lexicon.word(folded.key(), folded.as_bytes());
        (entry.is_marked() || self.lexicon.exact(key).is_known()).then_some((key, entry))
    }

    /// Whether the word just before was read by decoding: what stands here is then likely hidden too.
    pub(super) fn follows_decoded(&self, start: usize) -> bool {
        self.tried.decoded > 0 && start <= self.tried.decoded + 3
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
        self.tried.decoded = self.at;
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
        self.emit_spelled(start, end, &joined)
    }

    /// Emits the known words that `joined` is made of, if it is made of nothing else.
    pub(super) fn emit_spelled(&mut self, start: usize, end: usize, joined: &Folded) -> bool {
        let least = if self.follows_decoded(start) { 2 } else { 3 };
        if let Some((key, entry)) = self.known(joined).filter(|_| joined.as_bytes().len() >= least) {
            (self.at, self.tried.decoded) = (end, end);
            self.emit(TokenKind::Word, start, Style::DECODED, key, entry);
            return true;
        }
        let joined = joined.as_bytes();
        let mut parts = [(0, Entry::default()); 10];
        let mut count = 0;
        let mut at = 0;
        while at < joined.len() {
            let known = |len: &usize| {
                let key = key(&joined[at..at + len]);
                Some(self.lexicon.exact(key))
                    .filter(|e| e.is_marked() || (e.is_longer() && *len > 1))
                    .map(|e| (*len, key, e))
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
        let says_something = count == 1 || parts[..count].iter().any(|(_, entry)| entry.is_marked());
        if joined.len() < 3 || count * 2 > joined.len() || !says_something {
            self.tried.spelled = end;
            return false;
        }
        (self.at, self.tried.decoded) = (end, end);
        for (key, entry) in &parts[..count] {
            self.emit(TokenKind::Word, start, Style::DECODED, *key, *entry);
        }
        true
    }
}

/// Whether a byte ends a word: never, if a space follows, always.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    No,
    BeforeSpace,
    Yes,
}

const ENDS: [Ends; 256] = {
    let mut ends = [Ends::No; 256];
    let mut byte = 0;
    while byte < 128 {
        ends[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Ends::No,
            b'\'' | b'&' | b'.' | b':' | b'@' | b'[' | b'!' | b'$' | b'|' | b'+' => Ends::BeforeSpace,
            _ => Ends::Yes,
        };
        byte += 1;
    }
    ends
};

/// Whether a word plainly ends at `at`; the end of the text reads as zero.
#[inline]
fn ends(bytes: &[u8], at: usize) -> bool {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    match ENDS[byte(at) as usize] {
        Ends::Yes => true,
        Ends::BeforeSpace => byte(at + 1) <= b' ',
        Ends::No => false,
    }
}

/// What one look at a plain word tells.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) key: Key,
    /// Its first eight bytes, folded.
    first: u64,
    style: Style,
    mixed: bool,
    elided: bool,
}

/// What a stem of plain letters is looked for by.
const FOUR: u64 = 0xFFFF_FFFF;

/// The bit that tells a small letter from a capital one, in each of eight bytes.
const BIT: u64 = 0x2020_2020_2020_2020;

impl Shape {
    /// Of a word of up to fifteen letters, or of up to eight bytes with an apostrophe among them,
    /// that plainly ends; and where it does. Nearly every word is such.
    #[inline(always)]
    fn at_once(bytes: &[u8], start: usize) -> Option<(usize, Self)> {
        let raw = eight(bytes, start);
        let len = letters(raw);
        let end = start + len;
        if len == 0 {
            return None;
        }
        if len == 8 {
            return Self::longer(bytes, start, raw);
        }
        let sign = (raw >> (len * 8)) as u8;
        let ends = match ENDS[sign as usize] {
            Ends::Yes => true,
            Ends::BeforeSpace => bytes.get(end + 1).is_none_or(|next| *next <= b' '),
            Ends::No => false,
        };
        if ends {
            let may_spell = len == 1 && BYTES[(raw >> 16) as u8 as usize] == Byte::Letter;
            return (!may_spell).then(|| (end, Self::short(raw, len)));
        }
        Self::with_apostrophe(bytes, end, raw, len)
    }

    /// Whether there is nothing but a stem to try if a word of so many bytes is unknown.
    #[inline(always)]
    const fn has_one_reading(&self, len: usize) -> bool {
        !self.mixed && (len < 4 || (len <= 8 && !self.elided && !is_tripled(self.first)))
    }

    /// Of the first `len` bytes of eight.
    #[inline(always)]
    fn short(raw: u64, len: usize) -> Self {
        let mask = low(len);
        let folded = (raw | BIT) & mask;
        let (are, upper) = capitals(raw, mask);
        let style = if upper == 0 { Style::none() } else { style(upper == are && len > 1, upper & 0x20 != 0) };
        Self { key: key_step(key_start(len), folded), first: folded, style, mixed: false, elided: false }
    }

    /// Of eight letters and up to seven more.
    fn longer(bytes: &[u8], start: usize, raw: u64) -> Option<(usize, Self)> {
        let tail = eight(bytes, start + 8);
        let more = letters(tail);
        let end = start + 8 + more;
        if more == 8 || !ends(bytes, end) {
            return None;
        }
        if more == 0 {
            return Some((end, Self::short(raw, 8)));
        }
        let folded = (raw | BIT, (tail | BIT) & low(more));
        let (are, upper) = capitals(raw, u64::MAX);
        let (are_too, upper_too) = capitals(tail, low(more));
        let style = style(upper == are && upper_too == are_too, upper & 0x20 != 0);
        let key = key_step(key_step(key_start(8 + more), folded.0), folded.1);
        Some((end, Self { key, first: folded.0, style, mixed: false, elided: false }))
    }

    /// Of `len` letters that end at `end`, an apostrophe, straight or curly, and more letters.
    fn with_apostrophe(bytes: &[u8], end: usize, raw: u64, len: usize) -> Option<(usize, Self)> {
        let sign = match bytes.get(end..)? {
            [b'\'', ..] => 1,
            [0xE2, 0x80, 0x99, ..] => 3,
            _ => return None,
        };
        let tail = eight(bytes, end + sign);
        let more = letters(tail);
        let end = end + sign + more;
        if more == 0 || len + 1 + more > 8 || !ends(bytes, end) {
            return None;
        }
        let raw = raw & low(len) | u64::from(b'\'') << (len * 8) | (tail & low(more)) << ((len + 1) * 8);
        Some((end, Self { elided: true, ..Self::short(raw, len + 1 + more) }))
    }

    /// Of any letters, digits and apostrophes.
    pub(super) fn of(bytes: &[u8], start: usize, end: usize) -> Self {
        let (mut key, mut at, mut first) = (key_start(end - start), start, 0);
        let (mut capitals, mut upper, mut lower, mut digit, mut sign) = (0, 0, 0, 0, 0);
        while at < end {
            let mask = low((end - at).min(8));
            let raw = eight(bytes, at) & mask;
            // Letters have bit 0x40; small ones also 0x20. Digits have 0x10 and 0x20; ' is 0x27.
            lower |= raw >> 1 & raw & BIT;
            upper |= raw >> 1 & !raw & BIT;
            capitals += (raw >> 1 & !raw & BIT).count_ones();
            digit |= !(raw >> 1) & raw & raw << 1 & BIT;
            sign |= !(raw >> 1) & raw & !(raw << 1) & BIT;
            let folded = (raw | BIT) & mask;
            if at == start {
                first = folded;
            }
            key = key_step(key, folded);
            at += 8;
        }
        let caps = capitals > 1 && lower == 0;
        let style = style(caps, bytes[start].is_ascii_uppercase());
        Self { key, first, style, mixed: upper | lower != 0 && digit != 0, elided: sign != 0 }
    }
}

const fn style(caps: bool, title: bool) -> Style {
    Style::none().with_if(Style::CAPS, caps).with_if(Style::TITLE, title)
}

/// For each byte under the mask that is a letter its [`BIT`], and for each that is a capital.
#[inline]
const fn capitals(raw: u64, mask: u64) -> (u64, u64) {
    let are = raw >> 1 & BIT & mask;
    (are, are & !raw)
}

/// The lowest `len` of eight bytes.
#[inline]
const fn low(len: usize) -> u64 {
    u64::MAX >> (64 - len as u32 * 8)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many of eight bytes are letters before the first that is none.
#[inline]
const fn letters(raw: u64) -> usize {
    let folded = (raw | BIT) & !HIGH;
    // The high bit of each byte tells: not yet `a`, past `z`, not ASCII.
    let none = !(folded + ONES * 0x1F) | (folded + ONES * 0x05) | raw;
    (none & HIGH).trailing_zeros() as usize / 8
}

/// Whether some letter of a word of up to eight stands three times in a row.
#[inline(always)]
const fn is_tripled(folded: u64) -> bool {
    // In the high bit of each byte: it differs from the next; there is one.
    let differs = ((folded ^ (folded >> 8)) & !HIGH) + !HIGH;
    let is = (folded & !HIGH) + !HIGH;
    is & !(differs | differs >> 8) & HIGH != 0
}

/// Whether some letter of a word stands three times in a row.
fn is_drawn_out(word: &[u8]) -> bool {
    // Each look of eight begins with the last two of the one before.
    let looks = word.len().saturating_sub(2).div_ceil(6);
    (0..looks).any(|look| is_tripled(eight(word, look * 6) | BIT & low((word.len() - look * 6).min(8))))
}

/// Whether three letters or more end in two or three digits, or in those of a lottery's draw.
pub(super) fn is_numbered(word: &str) -> bool {
    let bytes = word.as_bytes();
    let name = bytes.strip_suffix(b"4d").or(bytes.strip_suffix(b"4D")).unwrap_or(bytes);
    let digits = name.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let enough = (2..=3).contains(&digits) || (digits <= 1 && name.len() < bytes.len());
    enough && name.len() - digits >= 3 && !name[..name.len() - digits].iter().any(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::{is_drawn_out, letters};
    use crate::fold::eight;

    /// Deterministic noise of letters and signs.
    fn words() -> impl Iterator<Item = Vec<u8>> {
        let mut state = 1_u64;
        (0..20_000).map(move |_| {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) as usize
            };
            let len = next() % 20;
            (0..len).map(|_| b"aabbAzZ@[`{'0 \x80\xff"[next() % 16]).collect()
        })
    }

    #[test]
    fn letters_are_counted_as_one_by_one() {
        for word in words() {
            let slow = word.iter().take(8).take_while(|b| b.is_ascii_alphabetic()).count();
            assert_eq!(letters(eight(&word, 0)), slow, "{word:?}");
        }
    }

    #[test]
    fn three_in_a_row_are_found_wherever_they_stand() {
        for word in words() {
            let word: String = word.into_iter().filter(u8::is_ascii_alphabetic).map(char::from).collect();
            let slow = word.to_ascii_lowercase().as_bytes().windows(3).any(|w| w[0] == w[1] && w[1] == w[2]);
            assert_eq!(is_drawn_out(word.as_bytes()), slow, "{word}");
        }
    }
}
