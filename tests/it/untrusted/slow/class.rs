//! What a character is, and which one an entity stands for.

/// What a character is to a reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Letter,
    Digit,
    /// Of a script written without spaces.
    Run,
    Mark,
    Invisible,
    Apostrophe,
    Emoji,
    Space,
    Other,
}

type Ranges = &'static [(u32, u32)];

const DIGITS: Ranges =
    &[(0x30, 0x39), (0x660, 0x669), (0x6F0, 0x6F9), (0x966, 0x96F), (0xFF10, 0xFF19), (0x1D7CE, 0x1D7FF)];
const APOSTROPHES: Ranges = &[(0x27, 0x27), (0x2BC, 0x2BC), (0x2018, 0x2019), (0x201B, 0x201B), (0xFF07, 0xFF07)];
const MARKS: Ranges = &[
    (0x300, 0x34E),
    (0x350, 0x36F),
    (0x483, 0x489),
    (0x591, 0x5BD),
    (0x5BF, 0x5C7),
    (0x610, 0x61A),
    (0x640, 0x640),
    (0x64B, 0x65F),
    (0x670, 0x670),
    (0x6D6, 0x6DC),
    (0x6DF, 0x6E4),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0x3099, 0x309A),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0x1F3FB, 0x1F3FF),
];
const INVISIBLE: Ranges = &[
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
];
const SPACES: Ranges = &[
    (0x9, 0xD),
    (0x20, 0x20),
    (0x85, 0x85),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x2800, 0x2800),
    (0x3000, 0x3000),
];
const EMOJI: Ranges = &[
    (0x203C, 0x203C),
    (0x2049, 0x2049),
    (0x231A, 0x23FF),
    (0x25AA, 0x25FE),
    (0x2600, 0x27BF),
    (0x2934, 0x2935),
    (0x2B05, 0x2B55),
    (0x1F000, 0x1F12F),
    (0x1F18A, 0x1FAFF),
];
/// Thai, Lao, Burmese, Khmer, kana and Han.
const RUNS: Ranges = &[
    (0xE00, 0xE4E),
    (0xE80, 0xEDF),
    (0x1000, 0x109F),
    (0x1780, 0x17D3),
    (0x3005, 0x3007),
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
];
/// Letters that Unicode calls something else, or that stand among the emoji.
const LETTERS: Ranges = &[
    (0x1F130, 0x1F149),
    (0x1F150, 0x1F169),
    (0x1F170, 0x1F189),
    (0x24B6, 0x24E9),
    (0x250, 0x2AF),
    (0x1D00, 0x1DBF),
    (0x1D400, 0x1D7CB),
    (0xA730, 0xA7FF),
    (0x2C60, 0x2C7F),
    (0x1C80, 0x1C8F),
    (0x2DE0, 0x2DFF),
    (0xA640, 0xA69F),
    (0x388, 0x3FF),
    (0x400, 0x52F),
    (0x900, 0xDFF),
    (0x1E00, 0x1EFF),
];

fn lies_in(c: char, ranges: Ranges) -> bool {
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&(c as u32)))
}

pub(super) fn class(c: char) -> Class {
    // Sentences of Devanagari end with these.
    if matches!(c, '।' | '॥') {
        return Class::Other;
    }
    let known = [
        (DIGITS, Class::Digit),
        (APOSTROPHES, Class::Apostrophe),
        (INVISIBLE, Class::Invisible),
        (MARKS, Class::Mark),
        (SPACES, Class::Space),
        (LETTERS, Class::Letter),
        (EMOJI, Class::Emoji),
        (RUNS, Class::Run),
    ];
    match known.into_iter().find(|(ranges, _)| lies_in(c, ranges)) {
        Some((_, class)) => class,
        None if c.is_alphabetic() => Class::Letter,
        None => Class::Other,
    }
}

/// Scripts with capitals, and letters drawn to look like theirs.
const CASED: Ranges = &[
    (0x41, 0x5A),
    (0x61, 0x7A),
    (0xAA, 0xAA),
    (0xBA, 0xBA),
    (0xC0, 0x2AF),
    (0x370, 0x3FF),
    (0x1F00, 0x1FFF),
    (0x400, 0x52F),
    (0x1C80, 0x1C8F),
    (0x2DE0, 0x2DFF),
    (0xA640, 0xA69F),
    (0x1D00, 0x1DBF),
    (0x1E00, 0x1EFF),
    (0x2100, 0x214F),
    (0x24B6, 0x24E9),
    (0x2C60, 0x2C7F),
    (0xA730, 0xA7FF),
    (0xFF21, 0xFF5A),
    (0x1D400, 0x1D7CB),
    (0x1F130, 0x1F189),
];

/// Whether a letter of a script with capitals is one: none where there is no such thing.
pub(super) fn is_capital(c: char) -> Option<bool> {
    let has_case = class(c) == Class::Letter && lies_in(c, CASED) && (c.is_uppercase() || c.is_lowercase());
    has_case.then(|| c.is_uppercase())
}

pub(super) const fn is_regional(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

const NAMED: [(&str, char); 15] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("hellip", '…'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("euro", '€'),
    ("pound", '£'),
];
const ACCENTS: [(&str, char); 7] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("uml", '\u{308}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("cedil", '\u{327}'),
    ("ring", '\u{30A}'),
];

/// The character that `rest`, which begins with `&`, stands for, and how long it is written.
pub(super) fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let named = NAMED.iter().find(|row| row.0 == name).map(|row| row.1);
    let numbered = || {
        let code = name.strip_prefix('#')?;
        let hex = code.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| code.parse(), |hex| u32::from_str_radix(hex, 16));
        char::from_u32(code.ok()?)
    };
    let accented = || {
        let letter = name.chars().next()?;
        let (_, mark) = ACCENTS.iter().find(|row| row.0 == &name[letter.len_utf8()..])?;
        unicode_normalization::char::compose(letter, *mark)
    };
    Some((named.or_else(numbered).or_else(accented)?, end + 1))
}
