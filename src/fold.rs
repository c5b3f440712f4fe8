//! One form for the many ways to write a letter.
//!
//! Everything that is looked up is folded first: case, accents of Latin, Greek and Cyrillic
//! letters, points of Hebrew and Arabic, full width and styled letters all fold away, so that a
//! person without the right keyboard, and a person hiding a word, are both read.

mod key;
mod twin;
mod twins;

use alloc::boxed::Box;

use once_cell::race::OnceBox;
use unicode_normalization::char::{compose, decompose_canonical, decompose_compatible};

pub(crate) use self::key::{Key, eight, key, key_before, key_start, key_step};
pub(crate) use self::twin::{cyrillic_twin, latin_twin, leet_twin};

/// What a character is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Part of a word that spaces delimit.
    Letter(Script),
    /// A decimal digit of any script.
    Digit,
    /// Part of a run written without spaces (Han, kana, Thai, ...).
    Run,
    /// A mark that belongs to what stands before it.
    Mark,
    /// Zero-width or ignorable.
    Invisible,
    /// An apostrophe of any shape.
    Apostrophe,
    /// An emoji or the start of an emoji sequence.
    Emoji,
    /// White space.
    Space,
    /// Anything else.
    Other,
}

/// Scripts that borrow each other's letters, and the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Letters drawn to look like Latin ones: phonetic, small capital, mathematical.
    Styled,
    /// Scripts whose writing needs joiners inside words (Arabic, Indic, ...), and all others.
    Other,
}

/// Base letters of U+00C0 to U+024F; `.` where the general rule decides.
const LATIN: &[u8; 400] = b"\
aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccdd\
ddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnn.nnoooooooorrrrrrssssss\
ssttttttuuuuuuuuuuuuwwyyyzzzzzzsb................ff....i........oo.............u\
u...................dddlllnnnaaiioouuuuuuuuuu.aaaa....ggkkoooo..jdddgg..nnaa....\
aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy...............b............";

/// What a word is written with: counts of at most 255 letters each, side by side in one number, so that a
/// letter adds to all of them at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ink(u64);

impl Ink {
    /// Letters of each script.
    pub(crate) const LATIN: u32 = 0;
    pub(crate) const CYRILLIC: u32 = 8;
    pub(crate) const GREEK: u32 = 16;
    pub(crate) const STYLED: u32 = 24;
    pub(crate) const OTHER: u32 = 32;
    /// Letters that have a styled form and do without.
    pub(crate) const PLAIN: u32 = 40;
    pub(crate) const UPPER: u32 = 48;
    pub(crate) const LOWER: u32 = 56;

    fn of(c: char, script: Script) -> Self {
        let (lane, cased) = match script {
            Script::Latin => (Self::LATIN, true),
            Script::Cyrillic => (Self::CYRILLIC, true),
            Script::Greek => (Self::GREEK, true),
            Script::Styled => (Self::STYLED, true),
            Script::Other => (Self::OTHER, false),
        };
        let plain = c.is_ascii_alphabetic() || matches!(script, Script::Cyrillic | Script::Greek);
        let (upper, lower) = (cased && c.is_uppercase(), cased && c.is_lowercase());
        let one = |lane: u32, so: bool| u64::from(so) << lane;
        Self(1 << lane | one(Self::PLAIN, plain) | one(Self::UPPER, upper) | one(Self::LOWER, lower))
    }

    #[inline]
    pub(crate) const fn add(&mut self, letter: Self) {
        self.0 = self.0.wrapping_add(letter.0);
    }

    #[inline]
    pub(crate) const fn count(self, lane: u32) -> usize {
        (self.0 >> lane) as u8 as usize
    }
}

/// What a word learns from one of its characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// What it counts as, if it is a letter.
    pub(crate) ink: Ink,
    /// Its folded form, where that is one character of up to three bytes and how people write.
    folded: [u8; 4],
    len: u8,
    /// What it is to the reader.
    pub(crate) class: Class,
    /// The Latin letter that it may stand for, in ASCII; `0` if none.
    pub(crate) twin: u8,
    /// Whether it is a letter with such a folded form.
    plain: bool,
}

impl Look {
    fn slowly(c: char) -> Self {
        let class = class_slowly(c);
        let ink = if let Class::Letter(script) = class { Ink::of(c, script) } else { Ink::default() };
        let twin = if c.is_ascii() { Some(c) } else { latin_twin(c).or_else(|| c.to_lowercase().find_map(latin_twin)) };
        let twin = twin.map_or(0, |twin| twin as u8);
        Self { ink, folded: [0; 4], len: 0, class, twin, plain: false }
    }

    /// The same with its folded form.
    fn whole(c: char) -> Self {
        let (mut look, mut folded) = (Self::slowly(c), Folded::new());
        fold_slowly(c, |f| folded.put(f));
        if folded.as_str().chars().count() == 1 && !is_joining(c) {
            look.folded[..folded.len].copy_from_slice(folded.as_bytes());
            look.len = folded.len as u8;
            look.plain = look.ink != Ink::default();
        }
        look
    }

    /// A syllable of Hangul, which folds to itself.
    const fn syllable(utf8: [u8; 3]) -> Self {
        let [a, b, c] = utf8;
        let class = Class::Letter(Script::Other);
        Self { ink: Ink(1 << Ink::OTHER), folded: [a, b, c, 0], len: 3, class, twin: 0, plain: true }
    }

    /// The folded form as a number to compare.
    #[inline]
    pub(crate) const fn piece(&self) -> u32 {
        u32::from_le_bytes(self.folded)
    }
}

/// All that a word learns from `c`.
#[inline]
pub(crate) fn look(c: char) -> Look {
    page(c as u32).map_or_else(|| Look::slowly(c), |look| *look)
}

/// The letter at the start of some UTF-8 and its bytes, if one look tells all of it.
#[inline(always)]
pub(crate) fn plain_letter(utf8: &[u8]) -> Option<(Look, usize)> {
    let (code, len) = match *utf8 {
        [a @ ..0x80, ..] => (u32::from(a), 1),
        [a @ ..0xE0, b, ..] => (u32::from(a & 0x1F) << 6 | u32::from(b & 0x3F), 2),
        [0xE0, b, c, ..] => (u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F), 3),
        [a @ 0xEB..=0xEC, b, c, ..] | [a @ 0xEA, b @ 0xB0..=0xFF, c, ..] | [a @ 0xED, b @ ..0x9E, c, ..] => {
            return Some((Look::syllable([a, b, c]), 3));
        }
        _ => return None,
    };
    let look = page(code)?;
    if look.plain { Some((*look, len)) } else { None }
}

/// Characters on one page of the table of letters.
const PAGE: usize = 128;

/// Pages: the scripts that spaces part into words, and the signs and unseen characters between them.
const PAGES: usize = 0x3000 / PAGE;

/// What is known of a character, if it stands in the table. Its page is filled from the general rules the
/// first time that it is opened: a text opens few.
#[inline]
fn page(code: u32) -> Option<&'static Look> {
    static TABLE: [OnceBox<[Look; PAGE]>; PAGES] = [const { OnceBox::new() }; PAGES];
    let page = TABLE.get(code as usize / PAGE)?;
    let looks = page.get_or_init(|| {
        let first = code - code % PAGE as u32;
        let mut looks = Box::new([Look::slowly('\0'); PAGE]);
        for (look, code) in looks.iter_mut().zip(first..) {
            *look = Look::whole(char::from_u32(code).unwrap_or_default());
        }
        looks
    });
    Some(&looks[code as usize % PAGE])
}

/// What `c` is to the reader.
#[inline]
pub(crate) fn class(c: char) -> Class {
    match c {
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => Class::Run,
        _ => page(c as u32).map_or_else(|| class_slowly(c), |look| look.class),
    }
}

fn class_slowly(c: char) -> Class {
    match c as u32 {
        0x1F18A..=0x1F3FA | 0x1F400..=0x1FAFF => Class::Emoji,
        0x41..=0x5A | 0x61..=0x7A => Class::Letter(Script::Latin),
        0x400..=0x481 | 0x48A..=0x52F => Class::Letter(Script::Cyrillic),
        0x386 | 0x388..=0x3FF => Class::Letter(Script::Greek),
        0x5D0..=0x5EA
        | 0x620..=0x63F
        | 0x641..=0x64A
        | 0x671..=0x6D3
        | 0x904..=0x963
        | 0x3131..=0x3163
        | 0xAC00..=0xD7A3 => Class::Letter(Script::Other),
        0x3041..=0x3096 | 0x30A1..=0x30FF | 0x4E00..=0x9FFF => Class::Run,
        // Signs of Chinese and Japanese prose.
        0x3001..=0x3004 | 0x3008..=0x3020 | 0xFF01..=0xFF06 | 0xFF08..=0xFF0F | 0xFF1A..=0xFF20 => Class::Other,
        code => rarer_class(c, code),
    }
}

fn rarer_class(c: char, code: u32) -> Class {
    match code {
        0x30..=0x39 | 0x660..=0x669 | 0x6F0..=0x6F9 | 0x966..=0x96F | 0xFF10..=0xFF19 => Class::Digit,
        0x27 | 0x2019 | 0x2018 | 0x02BC | 0xFF07 | 0x201B => Class::Apostrophe,
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x1E00..=0x1EFF | 0xAA | 0xBA => Class::Letter(Script::Latin),
        0x250..=0x2AF | 0x1D00..=0x1DBF | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => Class::Letter(Script::Styled),
        0x2100..=0x214F if c.is_alphabetic() => Class::Letter(Script::Styled),
        0x1D400..=0x1D7CB
        | 0x24B6..=0x24E9
        | 0x1F130..=0x1F149
        | 0x1F150..=0x1F169
        | 0x1F170..=0x1F189
        | 0xA730..=0xA7FF
        | 0x2C60..=0x2C7F => Class::Letter(Script::Styled),
        0x1D7CE..=0x1D7FF => Class::Digit,
        0x34F => Class::Invisible,
        0x300..=0x36F
        | 0x483..=0x489
        | 0x591..=0x5BD
        | 0x5BF..=0x5C7
        | 0x610..=0x61A
        | 0x640
        | 0x64B..=0x65F
        | 0x670
        | 0x6D6..=0x6DC
        | 0x6DF..=0x6E4
        | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF
        | 0x20D0..=0x20FF
        | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F
        | 0x3099
        | 0x309A
        | 0x1F3FB..=0x1F3FF => Class::Mark,
        0xAD
        | 0x61C
        | 0x115F
        | 0x1160
        | 0x17B4
        | 0x17B5
        | 0x180B..=0x180E
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0x3164
        | 0xFEFF
        | 0xFFA0
        | 0xFFF9..=0xFFFB
        | 0xE0000..=0xE0FFF => Class::Invisible,
        0x370..=0x3FF | 0x1F00..=0x1FFF if c.is_alphabetic() => Class::Letter(Script::Greek),
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Class::Letter(Script::Cyrillic),
        0xE00..=0xE4E
        | 0xE80..=0xEDF
        | 0x1000..=0x109F
        | 0x1780..=0x17D3
        | 0x3005..=0x3007
        | 0x3041..=0x30FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F
        | 0x20000..=0x3FFFF
        | 0x31F0..=0x31FF => Class::Run,
        0x900..=0xDFF => {
            if matches!(c, '\u{964}' | '\u{965}') {
                Class::Other
            } else {
                Class::Letter(Script::Other)
            }
        }
        0x20
        | 0x09..=0x0D
        | 0x85
        | 0xA0
        | 0x1680
        | 0x2000..=0x200A
        | 0x2028
        | 0x2029
        | 0x202F
        | 0x205F
        | 0x3000
        | 0x2800 => Class::Space,
        0x203C
        | 0x2049
        | 0x231A..=0x23FF
        | 0x25AA..=0x25FE
        | 0x2600..=0x27BF
        | 0x2934
        | 0x2935
        | 0x2B05..=0x2B55
        | 0x1F000..=0x1F12F
        | 0x1F18A..=0x1FAFF => Class::Emoji,
        code if code >= 0x80 && c.is_alphabetic() => Class::Letter(Script::Other),
        _ => Class::Other,
    }
}

/// Gives the folded form of `c` to `emit`.
#[inline]
pub(crate) fn fold(c: char, mut emit: impl FnMut(char)) {
    match page(c as u32).map(|look| (look.len, look.folded)) {
        Some((1, [a, ..])) => emit(a as char),
        Some((2, [a, b, ..])) => emit(char::from_u32(u32::from(a & 0x1F) << 6 | u32::from(b & 0x3F)).unwrap_or(c)),
        _ => fold_slowly(c, emit),
    }
}

fn fold_slowly(c: char, mut emit: impl FnMut(char)) {
    let code = c as u32;
    match code {
        0x41..=0x5A => emit((code as u8 + 32) as char),
        0..=0x7F => emit(c),
        0x2019 | 0x2018 | 0x02BC | 0x201B | 0xFF07 => emit('\''),
        0xDF | 0x1E9E => {
            emit('s');
            emit('s');
        }
        0xC6 | 0xE6 => {
            emit('a');
            emit('e');
        }
        0x152 | 0x153 => {
            emit('o');
            emit('e');
        }
        0xC0..=0x24F if LATIN[(code - 0xC0) as usize] != b'.' => emit(LATIN[(code - 0xC0) as usize] as char),
        0x386..=0x3CE => emit(fold_greek(code)),
        0x400..=0x45F => emit(fold_cyrillic(code)),
        0x626..=0x628 | 0x62A..=0x63F | 0x641..=0x648 | 0x64A | 0x904..=0x93B | 0x93D..=0x957 => emit(c),
        0x1F300..=0x1F64F | 0x1F680..=0x1FAFF | 0x2600..=0x27BF if !matches!(code, 0x1F3FB..=0x1F3FF) => emit(c),
        0x4E00..=0x9FFF | 0x3041..=0x3096 | 0x30A1..=0x30FC | 0xAC00..=0xD7A3 | 0xE00..=0xE7F => emit(c),
        0x622 | 0x623 | 0x625 | 0x671 => emit('\u{627}'),
        0x649 | 0x6CC => emit('\u{64A}'),
        0x6A9 => emit('\u{643}'),
        0x629 => emit('\u{647}'),
        0x660..=0x669 => emit((b'0' + (code - 0x660) as u8) as char),
        0x6F0..=0x6F9 => emit((b'0' + (code - 0x6F0) as u8) as char),
        0x966..=0x96F => emit((b'0' + (code - 0x966) as u8) as char),
        // The nukta, a mark among letters.
        0x93C => {}
        0x1F170..=0x1F189 => emit((b'a' + (code - 0x1F170) as u8) as char),
        0x1F150..=0x1F169 => emit((b'a' + (code - 0x1F150) as u8) as char),
        _ => fold_rare(c, emit),
    }
}

fn fold_greek(code: u32) -> char {
    let base = match code {
        0x386 | 0x3AC => 0x3B1,
        0x388 | 0x3AD => 0x3B5,
        0x389 | 0x3AE => 0x3B7,
        0x38A | 0x390 | 0x3AA | 0x3AF | 0x3CA => 0x3B9,
        0x38C | 0x3CC => 0x3BF,
        0x38E | 0x3AB | 0x3B0 | 0x3CB | 0x3CD => 0x3C5,
        0x38F | 0x3CE => 0x3C9,
        0x391..=0x3A9 => code + 0x20,
        0x3C2 => 0x3C3,
        other => other,
    };
    char::from_u32(base).unwrap_or('\u{FFFD}')
}

fn fold_cyrillic(code: u32) -> char {
    let lower = match code {
        0x400..=0x40F => code + 0x50,
        0x410..=0x42F => code + 0x20,
        _ => code,
    };
    let base = match lower {
        0x439 => 0x438,
        0x450 | 0x451 => 0x435,
        0x457 => 0x456,
        0x45E => 0x443,
        0x453 => 0x433,
        0x45C => 0x43A,
        0x45D => 0x438,
        other => other,
    };
    char::from_u32(base).unwrap_or('\u{FFFD}')
}

/// The general rule: what Unicode says a character decomposes to, without its marks; a mark, and what cannot be
/// seen, to nothing.
fn fold_rare(c: char, mut emit: impl FnMut(char)) {
    if matches!(class_slowly(c), Class::Mark | Class::Invisible) {
        return;
    }
    let mut canonical = true;
    decompose_canonical(c, |d| canonical &= d == c);
    let mut lower = |d: char| {
        if class_slowly(d) != Class::Mark {
            for l in d.to_lowercase() {
                if class_slowly(l) != Class::Mark {
                    emit(if l == 'ς' { 'σ' } else { l });
                }
            }
        }
    };
    if canonical {
        decompose_compatible(c, &mut lower);
    } else {
        decompose_canonical(c, &mut lower);
    }
}

/// Whether `c` is a conjoining vowel, final consonant or sound mark.
///
/// Hangul and kana keep their composed forms; a decomposed text must find the same words.
const fn is_joining(c: char) -> bool {
    matches!(c as u32, 0x1161..=0x1175 | 0x11A8..=0x11C2 | 0x3099 | 0x309A)
}

/// A folded word in the making, on the stack.
#[derive(Clone, Debug)]
pub(crate) struct Folded {
    /// Some bytes more than there is room for: four are written at a time.
    bytes: [u8; Self::ROOM + 3],
    len: usize,
}

impl Folded {
    /// Longest word that tables hold; longer ones are words, but found nowhere.
    pub(crate) const ROOM: usize = 96;

    pub(crate) const fn new() -> Self {
        Self { bytes: [0; Self::ROOM + 3], len: 0 }
    }

    /// Folds a whole word.
    pub(crate) fn of(word: &str) -> Self {
        let mut folded = Self::new();
        word.chars().take(Self::ROOM).for_each(|c| {
            folded.push(c);
        });
        folded
    }

    pub(crate) fn push(&mut self, c: char) {
        self.push_look(c, &look(c));
    }

    /// The same, of a character that was looked up before.
    pub(crate) fn push_look(&mut self, c: char, look: &Look) {
        if look.len > 0 {
            return self.put_look(look);
        }
        if is_joining(c) {
            if let Some((before, joined)) = self.last().and_then(|last| Some((last, compose(last, c)?))) {
                self.len -= before.len_utf8();
                return self.put(joined);
            }
        }
        match look.class {
            Class::Mark | Class::Invisible => {}
            Class::Letter(_) if is_joining(c) => self.put(c),
            _ => fold_slowly(c, |f| self.put(f)),
        }
    }

    /// Adds the folded form of what one look told.
    #[inline(always)]
    pub(crate) fn put_look(&mut self, look: &Look) {
        if let Some(room) = self.bytes.get_mut(self.len..).and_then(<[u8]>::first_chunk_mut::<4>) {
            *room = look.folded;
            self.len += usize::from(look.len);
        }
    }

    /// Adds an already folded character.
    pub(crate) fn put(&mut self, c: char) {
        let mut four = [0; 4];
        let piece = c.encode_utf8(&mut four).as_bytes();
        if self.len + piece.len() <= Self::ROOM {
            self.bytes[self.len..self.len + piece.len()].copy_from_slice(piece);
            self.len += piece.len();
        }
    }

    /// What was put from byte `from` on, as a number to compare.
    #[inline]
    pub(crate) fn since(&self, from: usize) -> u32 {
        self.bytes[from..self.len].iter().rev().fold(0, |piece, byte| piece << 8 | u32::from(*byte))
    }

    fn last(&self) -> Option<char> {
        let start = self.as_bytes().iter().rposition(|byte| byte & 0xC0 != 0x80)?;
        core::str::from_utf8(&self.as_bytes()[start..]).ok()?.chars().next()
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    pub(crate) fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or("")
    }

    pub(crate) fn key(&self) -> Key {
        key(self.as_bytes())
    }
}
