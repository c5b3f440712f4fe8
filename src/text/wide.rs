//! Words and signs that need more than ASCII.

use super::html::entity;
use super::plain::is_numbered;
use super::scan::Scan;
use super::token::{Sink, Style, TokenKind};
use crate::fold::{Class, Folded, Ink, Key, Look, class, cyrillic_twin, key_start, key_step, look, plain_letter};
use crate::lexicon::Entry;

/// How a word is written.
#[derive(Clone, Copy, Default)]
struct Hand {
    ink: Ink,
    marks: usize,
    hidden: usize,
    digits: usize,
    apostrophes: usize,
    title: bool,
    /// Some letter cannot be taken for a Latin one.
    twinless: bool,
    /// Some letter stands three times in a row.
    drawn_out: bool,
    /// The last folded letter, and how often it stands in a row.
    last: u32,
    run: u32,
}

impl Hand {
    const fn letters(self) -> usize {
        self.latin() + self.ink.count(Ink::CYRILLIC) + self.ink.count(Ink::GREEK) + self.styled() + self.other()
    }

    const fn latin(self) -> usize {
        self.ink.count(Ink::LATIN)
    }

    const fn styled(self) -> usize {
        self.ink.count(Ink::STYLED)
    }

    const fn other(self) -> usize {
        self.ink.count(Ink::OTHER)
    }

    /// Takes a letter.
    const fn add(&mut self, look: &Look) {
        if self.letters() < MANY_LETTERS {
            self.ink.add(look.ink);
        }
        self.twinless |= look.twin == 0;
    }

    /// Takes the folded form of a letter.
    const fn follow(&mut self, piece: u32) {
        self.run = if piece == self.last { self.run + 1 } else { 1 };
        self.last = piece;
        self.drawn_out |= self.run > 2;
    }

    /// Whether the letters were chosen for something else than writing the word.
    const fn is_disguised(self) -> bool {
        self.styled() > 0
            || (self.hidden > 0 && self.other() == 0)
            || (self.marks >= self.letters() && self.letters() > 2 && self.other() == 0)
    }

    /// Whether some of its letters are styled and others plain, as only what hides from a filter does. A
    /// word styled throughout is dressed up; an accent has no styled form.
    const fn is_patched(self) -> bool {
        self.styled() > 1 && self.ink.count(Ink::PLAIN) > 1
    }

    /// Whether it mixes Latin letters with others, or could stand for a word in another script throughout.
    const fn may_have_twin(self) -> bool {
        (self.other() == 0 || self.latin() > 0) && self.letters() > self.latin() && self.letters() > 1
    }

    /// Whether it is too short to be taken for a word of another script by itself: "на" is no "ha".
    const fn is_short_in_one_script(self) -> bool {
        self.latin() == 0 && self.styled() == 0 && self.letters() < 4
    }

    fn style(self) -> Style {
        let (upper, lower) = (self.ink.count(Ink::UPPER), self.ink.count(Ink::LOWER));
        Style::none()
            .with_if(Style::CAPS, upper > 1 && lower == 0)
            .with_if(Style::TITLE, self.title)
            .with_if(Style::DECODED, self.is_disguised())
            .with_if(Style::PATCHED, self.is_patched())
    }
}

impl<S: Sink> Scan<'_, '_, '_, S> {
    /// The character at `at` as a reader sees it, entities decoded, and its bytes in the text.
    #[inline]
    pub(super) fn seen(&self, at: usize) -> Option<(char, usize)> {
        let rest = self.text.get(at..)?;
        let c = rest.chars().next()?;
        if c == '&' { Some(entity(rest).unwrap_or(('&', 1))) } else { Some((c, c.len_utf8())) }
    }

    /// Whether the character past ASCII at `at` may belong to the word before it.
    pub(super) fn joins(&self, at: usize) -> bool {
        use Class::{Apostrophe, Digit, Invisible, Letter, Mark};
        self.seen(at).is_some_and(|(c, _)| matches!(class(c), Letter(_) | Mark | Digit | Invisible | Apostrophe))
    }

    pub(super) fn apostrophe_entity(&self, at: usize) -> bool {
        self.seen(at)
            .is_some_and(|(c, len)| len > 1 && matches!(class(c), Class::Apostrophe | Class::Letter(_) | Class::Mark))
    }

    /// A character past ASCII.
    pub(super) fn wide(&mut self) {
        let Some((c, len)) = self.seen(self.at) else { return self.at += 1 };
        self.wide_char(c, len);
    }

    /// `&amp;` and its kin.
    pub(super) fn entity(&mut self) {
        match self.seen(self.at) {
            Some((c, len)) if len > 1 => self.wide_char(c, len),
            _ => self.at += 1,
        }
    }

    fn wide_char(&mut self, c: char, len: usize) {
        match class(c) {
            Class::Letter(_) => self.wide_word(self.at),
            Class::Digit => self.wide_number(),
            // Tables are looked up in the text as it stands, which an entity is not.
            Class::Run if self.text.as_bytes()[self.at] == b'&' => self.emit_unknown(self.at, self.at + len),
            Class::Run => self.script_run(),
            Class::Emoji => self.emoji(c, len),
            Class::Apostrophe | Class::Space | Class::Mark | Class::Invisible => self.at += len,
            Class::Other => self.wide_sign(c, len),
        }
    }

    fn wide_sign(&mut self, c: char, len: usize) {
        let start = self.at;
        match c {
            '！' | '¡' => {
                self.at += len;
                if c == '！' {
                    self.emit_marks(start, 1, 0);
                }
            }
            '？' | '؟' | '՞' | '\u{37E}' => {
                self.at += len;
                self.emit_marks(start, 0, 1);
            }
            '…' => {
                self.at += len;
                self.emit(TokenKind::Dots, start, Style::none(), 0, Entry::default());
            }
            '。' | '।' | '॥' | '۔' | '．' => {
                self.at += len;
                self.emit(TokenKind::Break, start, Style::none(), 0, Entry::default());
            }
            '“' | '„' if len == c.len_utf8() => self.quote(if c == '“' { "“" } else { "„" }, "”"),
            '«' if len == c.len_utf8() => self.quote("«", "»"),
            '「' if len == c.len_utf8() => self.quote("「", "」"),
            '—' | '–' | '（' => {
                self.at += len;
                self.emit(TokenKind::Aside, start, Style::none(), 0, Entry::default());
            }
            '€' | '£' | '¥' | '₹' | '₺' | '₽' | '₫' | '₦' | '₱' | '₿' | '₩' | '＄' => {
                self.currency(len);
            }
            _ => self.at += len,
        }
    }

    /// A word with letters past ASCII in it.
    pub(super) fn wide_word(&mut self, start: usize) {
        let (mut folded, mut hand) = (Folded::new(), Hand::default());
        let mut end = self.plain_letters(start, &mut folded, &mut hand);
        if !BARE_END[self.byte(end) as usize] {
            end = self.any_letters(start, end, &mut folded, &mut hand);
        }
        if hand.letters() == 1 && (self.spelled_wide(start) || self.initials(start)) {
            return;
        }
        self.at = end;
        self.look_up_wide(start, &folded, hand);
    }

    /// The letters at its start that one look each tells all of, as most words are nothing else; where they end.
    #[inline(always)]
    fn plain_letters(&self, start: usize, folded: &mut Folded, hand: &mut Hand) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut ink, mut twinless, mut drawn_out) = (start, Ink::default(), false, false);
        let (mut last, mut last_but_one) = (0, 0);
        for _ in 0..MANY_LETTERS {
            let Some((look, len)) = plain_letter(&bytes[at..]) else { break };
            ink.add(look.ink);
            twinless |= look.twin == 0;
            let piece = look.piece();
            drawn_out |= piece == last && piece == last_but_one;
            (last_but_one, last) = (last, piece);
            folded.put_look(&look);
            at += len;
        }
        // Letters past those change neither how the word is written nor what it is looked up by.
        while at - start >= MANY_LETTERS {
            let Some((_, len)) = plain_letter(&bytes[at..]) else { break };
            at += len;
        }
        let title = plain_letter(&bytes[start..]).is_some_and(|(look, _)| look.ink.count(Ink::UPPER) > 0);
        let run = if last == last_but_one { 2 } else { 1 };
        *hand = Hand { ink, title, twinless, drawn_out, last, run, ..Hand::default() };
        at
    }

    /// The rest of it, from `at`: any letters, digits, marks, and what stands between them unseen.
    fn any_letters(&self, start: usize, mut at: usize, folded: &mut Folded, hand: &mut Hand) -> usize {
        let mut end = at;
        while let Some((c, len)) = self.seen(at) {
            // Most often what follows is no letter, of which less has to be known.
            if matches!(class(c), Class::Other | Class::Space) {
                break;
            }
            let look = look(c);
            match look.class {
                Class::Letter(_) => {
                    hand.title |= at == start && look.ink.count(Ink::UPPER) > 0;
                    hand.add(&look);
                }
                Class::Digit => hand.digits += 1,
                Class::Mark => hand.marks += usize::from(c != '\u{FE0F}'),
                Class::Invisible if self.continues(at + len) => hand.hidden += 1,
                Class::Apostrophe if self.continues(at + len) => hand.apostrophes += 1,
                _ => break,
            }
            let before = folded.as_bytes().len();
            folded.push_look(c, &look);
            let piece = folded.since(before);
            if piece != 0 {
                hand.follow(piece);
            }
            at += len;
            end = at;
        }
        end
    }

    /// Whether a word goes on at `at`, looking past a few invisible characters.
    pub(super) fn continues(&self, mut at: usize) -> bool {
        for _ in 0..8 {
            match self.seen(at) {
                Some((c, len)) => match class(c) {
                    Class::Letter(_) | Class::Mark => return true,
                    Class::Invisible => at += len,
                    _ => return false,
                },
                None => return false,
            }
        }
        false
    }

    fn look_up_wide(&mut self, start: usize, folded: &Folded, hand: Hand) {
        let style = hand.style();
        let (key, entry) = self.lexicon.word(folded.key(), folded.as_bytes());
        if entry.is_marked() {
            return self.emit(TokenKind::Word, start, style, key, entry);
        }
        if hand.may_have_twin() && (!hand.is_short_in_one_script() || self.follows_decoded(start)) {
            if let Some((key, entry)) = self.twin(folded, hand) {
                return self.emit(TokenKind::Word, start, style.with(Style::DECODED), key, entry);
            }
        }
        let style = style.with_if(Style::NUMBERED, hand.digits > 0 && is_numbered(folded.as_str()));
        if hand.apostrophes > 0 {
            if let Some((key, entry)) = self.elided(folded.as_str()) {
                return self.emit(TokenKind::Word, start, style, key, entry);
            }
        }
        if hand.drawn_out && hand.letters() > 3 {
            let (key, entry) = self.shrink(folded.as_str());
            return self.emit(TokenKind::Word, start, style.with(Style::STRETCHED), key, entry);
        }
        self.emit(TokenKind::Word, start, style, key, entry);
    }

    /// The word in the other script that its letters can be taken for, if the tables know it.
    fn twin(&self, folded: &Folded, hand: Hand) -> Option<(Key, Entry)> {
        let turned = |twin: fn(char) -> Option<char>| {
            let mut other = Folded::new();
            for c in folded.as_str().chars() {
                other.put(twin(c)?);
            }
            let (key, entry) = self.lexicon.word(other.key(), other.as_bytes());
            // Letters of two scripts in one word hide it, whatever it is a part of.
            let mixed = hand.latin() > 0 && hand.letters() > hand.latin();
            (entry.is_marked() || entry.is_longer() || mixed && entry.is_known()).then_some((key, entry))
        };
        let latin = || {
            turned(|c| {
                let twin = look(c).twin;
                let letter = if c.is_ascii() { crate::fold::leet_twin(c as u8).unwrap_or(twin) } else { twin };
                (letter != 0).then_some(char::from(letter))
            })
        };
        let (latins, cyrillics) = (hand.latin(), hand.ink.count(Ink::CYRILLIC));
        let cyrillic = || if hand.letters() > cyrillics { turned(cyrillic_twin) } else { None };
        // Most Cyrillic words have a letter that no Latin one looks like.
        if cyrillics > latins && hand.twinless {
            cyrillic()
        } else if cyrillics > latins {
            cyrillic().or_else(latin)
        } else {
            latin().or_else(cyrillic)
        }
    }

    /// Letters of any script spelled out with one sign between them.
    fn spelled_wide(&mut self, start: usize) -> bool {
        if start < self.tried.spelled {
            return false;
        }
        let (mut joined, mut at, mut end, mut count, mut sign) = (Folded::new(), start, start, 0, None);
        while let Some((c, len)) = self.seen(at).filter(|_| count < 24) {
            let indicator = matches!(c as u32, 0x1F1E6..=0x1F1FF);
            if !indicator && !matches!(class(c), Class::Letter(_)) {
                break;
            }
            if indicator {
                joined.put((b'a' + (c as u32 - 0x1F1E6) as u8) as char);
            } else {
                joined.push(c);
            }
            count += 1;
            at += len;
            while let Some((mark, len)) = self.seen(at).filter(|(m, _)| class(*m) == Class::Mark) {
                joined.push(mark);
                at += len;
            }
            end = at;
            let Some((between, len)) = self.seen(at) else { break };
            if matches!(class(between), Class::Letter(_) | Class::Digit | Class::Apostrophe) {
                return false;
            }
            if sign.is_some_and(|sign| sign != between) {
                break;
            }
            sign = Some(between);
            at += len;
        }
        if count > 2 {
            return self.emit_spelled(start, end, &joined);
        }
        false
    }

    fn wide_number(&mut self) {
        let start = self.at;
        while let Some((_, len)) = self.seen(self.at).filter(|(c, _)| class(*c) == Class::Digit) {
            self.at += len;
        }
        // The digits of the mathematical alphabets are styled; those of other scripts are just digits.
        let styled = self.byte(start) == 0xF0;
        self.emit_as(TokenKind::Number, start, Style::none().with_if(Style::DECODED, styled), b"<n>");
    }

    /// A run of a script written without spaces: its known words, and what lies between them.
    fn script_run(&mut self) {
        let start = self.at;
        let rest = &self.text[start..];
        let (mut end, mut plain, mut unseen) = (start, true, false);
        for (at, c) in rest.char_indices() {
            match class(c) {
                Class::Run => plain &= !unseen,
                Class::Mark => plain &= !unseen && c < '\u{3000}',
                Class::Invisible => {
                    unseen = true;
                    continue;
                }
                _ => break,
            }
            end = start + at + c.len_utf8();
        }
        let mut unknown = start;
        let mut at = start;
        while at < end {
            let found = if plain { self.lexicon.run(&self.text[at..end]) } else { self.hidden_run(at, end) };
            match found {
                Some((len, key, entry)) => {
                    self.emit_unknown(unknown, at);
                    self.at = at + len;
                    let hidden = !plain && self.text[at..at + len].chars().any(|c| class(c) == Class::Invisible);
                    let style = Style::none().with_if(Style::DECODED, hidden);
                    self.emit(TokenKind::Run, at, style, key, entry);
                    at += len;
                    unknown = at;
                }
                None => at += self.text[at..end].chars().next().map_or(1, char::len_utf8),
            }
        }
        self.emit_unknown(unknown, end);
        self.at = end;
    }

    /// The longest entry that a run begins with when what cannot be seen in it is left out and its marks are
    /// joined to their letters, and its bytes in the text.
    fn hidden_run(&self, at: usize, end: usize) -> Option<(usize, Key, Entry)> {
        let (mut folded, mut ends) = (Folded::new(), [(0, 0); 16]);
        let mut count = 0;
        for (ahead, c) in self.text[at..end].char_indices().take(48) {
            let before = folded.as_bytes().len();
            folded.push(c);
            let len = folded.as_bytes().len();
            // A mark makes its letter another one; what is unseen adds nothing.
            count += usize::from(len > before);
            if count > ends.len() {
                break;
            }
            if len > 0 && count > 0 && class(c) != Class::Invisible {
                ends[count - 1] = (len, ahead + c.len_utf8());
            }
        }
        let (len, key, entry) = self.lexicon.run(folded.as_str())?;
        let (_, bytes) = ends[..count.min(ends.len())].iter().find(|(folded, _)| *folded == len)?;
        Some((*bytes, key, entry))
    }

    fn emit_unknown(&mut self, start: usize, end: usize) {
        if start < end {
            self.at = end;
            self.emit(TokenKind::Run, start, Style::none(), 1, Entry::default());
        }
    }

    /// An emoji sequence: base, skin tone, selectors, joined parts, a flag's second half.
    fn emoji(&mut self, base: char, len: usize) {
        let start = self.at;
        let is_indicator = |c: char| matches!(c as u32, 0x1F1E6..=0x1F1FF);
        if matches!(base, '‼' | '⁉') {
            self.at += len;
            return self.emit_marks(start, 2 - usize::from(base == '⁉'), usize::from(base == '⁉'));
        }
        if is_indicator(base)
            && self.seen(start + len).is_none_or(|(c, _)| !is_indicator(c))
            && self.spelled_wide(start)
        {
            return;
        }
        self.at += len;
        if is_indicator(base) {
            self.at += self.seen(self.at).filter(|(c, _)| is_indicator(*c)).map_or(0, |(_, len)| len);
        }
        while let Some((c, len)) = self.seen(self.at) {
            match c as u32 {
                0xFE00..=0xFE0F | 0x1F3FB..=0x1F3FF | 0x20E3 | 0xE0020..=0xE007F => self.at += len,
                0x200D => {
                    let joined = self.seen(self.at + len).filter(|(c, _)| class(*c) == Class::Emoji);
                    self.at += len + joined.map_or(0, |(_, len)| len);
                }
                _ => break,
            }
        }
        let mut four = [0; 4];
        let name = base.encode_utf8(&mut four);
        let key = if matches!(base, '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}') {
            // These fold to themselves.
            key_step(key_start(name.len()), u64::from(u32::from_le_bytes(four)))
        } else {
            Folded::of(name).key()
        };
        self.emit(TokenKind::Emoji, start, Style::none(), key, self.lexicon.exact(key));
    }
}

/// How a word is written is plain long before so many letters.
const MANY_LETTERS: usize = 200;

/// ASCII bytes that end a word past ASCII whatever follows them.
const BARE_END: [bool; 256] = {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        ends[byte] = !matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'\'' | b'&');
        byte += 1;
    }
    ends
};
