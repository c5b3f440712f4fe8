//! Letters that can be taken for others.

use super::twins::TWINS;
use super::{Class, Script, class};

/// The Latin letter that `c` can be taken for: what UTS #39 calls confusable, and what people use besides.
pub(crate) fn latin_twin(c: char) -> Option<char> {
    if let Ok(at) = TWINS.binary_search_by_key(&c, |row| row.0) {
        return Some(char::from(TWINS[at].1));
    }
    // Looser likenesses, and small capitals.
    Some(match c {
        'ᴀ' => 'a',
        'ʙ' => 'b',
        'ϲ' => 'c',
        'ᴅ' => 'd',
        'ᴇ' | 'є' => 'e',
        'ғ' | 'ꜰ' => 'f',
        'ɢ' => 'g',
        'ʜ' => 'h',
        'ᴊ' => 'j',
        'ᴋ' => 'k',
        'ʟ' => 'l',
        'ᴍ' => 'm',
        'п' | 'ɴ' => 'n',
        'ᴘ' => 'p',
        'ᴛ' => 't',
        'ω' => 'w',
        _ => return None,
    })
}

/// The Cyrillic letter that a Latin, Greek or phonetic letter can be taken for.
pub(crate) fn cyrillic_twin(c: char) -> Option<char> {
    Some(match c {
        'a' | 'ᴀ' | 'α' => 'а',
        'b' | 'ʙ' => 'в',
        'c' | 'ᴄ' => 'с',
        'e' | 'ᴇ' | 'ε' => 'е',
        'h' | 'ʜ' => 'н',
        'i' => 'і',
        'k' | 'ᴋ' | 'κ' => 'к',
        'm' | 'ᴍ' | 'ʍ' => 'м',
        'n' | 'ᴨ' | 'π' => 'п',
        'o' | 'ᴏ' | 'ο' => 'о',
        'p' | 'ᴩ' | 'ρ' => 'р',
        's' => 'ѕ',
        't' | 'ᴛ' | 'τ' => 'т',
        'u' | 'ᴎ' => 'и',
        'r' | 'ᴦ' => 'г',
        'x' | 'χ' => 'х',
        'y' => 'у',
        'ɯ' => 'ш',
        'ᴧ' | 'λ' => 'л',
        'ᴙ' => 'я',
        '3' => 'з',
        '0' => 'о',
        '6' => 'б',
        '4' => 'ч',
        other if matches!(class(other), Class::Letter(Script::Cyrillic)) => other,
        _ => return None,
    })
}

/// The letter a digit or sign stands for when it stands between letters.
pub(crate) fn leet_twin(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0' => b'o',
        b'1' | b'!' | b'|' => b'i',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'6' => b'g',
        b'7' | b'+' => b't',
        b'8' => b'b',
        b'9' => b'g',
        b'2' => b'z',
        _ => return None,
    })
}
