//! Ways to write the same text differently.

use super::material::is_address;

/// The words of a text, links and handles left as they are, each changed.
pub(super) fn words(text: &str, change: impl Fn(&str) -> String) -> String {
    let one = |word: &str| if is_address(word) { word.to_owned() } else { change(word) };
    text.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// The places of a text changed, the rest kept.
pub(super) fn at(text: &str, places: &[std::ops::Range<usize>], change: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut from = 0;
    for place in places {
        out += &text[from..place.start];
        out += &change(&text[place.clone()]);
        from = place.end;
    }
    out + &text[from..]
}

pub(super) fn letters(word: &str, change: impl Fn(char) -> char) -> String {
    word.chars().map(change).collect()
}

pub(super) fn fullwidth(c: char) -> char {
    if c.is_ascii_alphabetic() { shifted(c, '!', 0xFF01) } else { c }
}

pub(super) fn bold(c: char) -> char {
    match c {
        'a'..='z' => shifted(c, 'a', 0x1D41A),
        'A'..='Z' => shifted(c, 'A', 0x1D400),
        _ => c,
    }
}

pub(super) fn circled(c: char) -> char {
    match c {
        'a'..='z' => shifted(c, 'a', 0x24D0),
        'A'..='Z' => shifted(c, 'A', 0x24B6),
        _ => c,
    }
}

fn shifted(c: char, from: char, to: u32) -> char {
    char::from_u32(c as u32 - from as u32 + to).unwrap_or(c)
}

/// A letter of another script that looks the same.
pub(super) fn look_alike(c: char) -> char {
    match c {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'i' => 'і',
        'o' => 'ο',
        'p' => 'р',
        's' => 'ѕ',
        'x' => 'х',
        'y' => 'у',
        'A' => 'А',
        'B' => 'В',
        'E' => 'Ε',
        'H' => 'Н',
        'M' => 'М',
        'O' => 'О',
        'T' => 'Т',
        _ => c,
    }
}

pub(super) fn leet(c: char) -> char {
    match c.to_ascii_lowercase() {
        'a' => '4',
        'e' => '3',
        'i' => '1',
        'o' => '0',
        's' => '5',
        't' => '7',
        _ => c,
    }
}

/// Something between every two letters.
pub(super) fn between(word: &str, gap: &str) -> String {
    let mut out = String::new();
    let mut letter = false;
    for c in word.chars() {
        if letter && c.is_alphabetic() {
            out += gap;
        }
        letter = c.is_alphabetic();
        out.push(c);
    }
    out
}

/// The word with its letters apart; words of three letters or fewer stay.
pub(super) fn spelled(word: &str, gap: &str) -> String {
    if word.chars().filter(|c| c.is_alphabetic()).count() > 3 { between(word, gap) } else { word.to_owned() }
}

/// Keyboard slips: every n-th word of five letters or more has two letters swapped or one doubled.
pub(super) fn misspelt(text: &str, every: usize) -> String {
    let slip = |(n, word): (usize, &str)| {
        let letters: Vec<char> = word.chars().collect();
        if n % every > 0 || letters.len() < 5 || !letters.iter().all(char::is_ascii_alphabetic) {
            return word.to_owned();
        }
        let mut letters = letters;
        if n % 2 == 0 {
            letters.swap(2, 3);
        } else {
            letters.insert(2, letters[2]);
        }
        letters.into_iter().collect()
    };
    text.split(' ').enumerate().map(slip).collect::<Vec<_>>().join(" ")
}
