//! Pace and repetition: when an author posts, and how much of it was said before.

use super::tally::{Pace, TURN};
use crate::fold::{Class, class, fold};

/// A text's shape in 32 bytes: one-permutation hashing of its 4-grams; all zero for short texts.
///
/// Two texts that share half their 4-grams agree in about half the bins. Measured on made-up texts of
/// 20 to 60 characters with 1 to 3 edits: recall .988 at a threshold of .35, and no false pair among
/// twenty thousand (`tests/it/repetition.rs`).
pub(super) type Signature = [u8; 32];

/// Letters a text needs before its repetition means anything: with the gaps, some twenty characters.
const LETTERS: usize = 16;

/// Characters that are looked at; longer texts repeat in their beginning too.
const READ: usize = 2_000;

/// Signatures that agree in more than this share of their filled bins are the same text.
const SAME: f64 = 0.35;

/// The signature of a text: letters folded, digits one, links and names left out.
pub(super) fn signature(text: &str) -> Signature {
    let mut grams = Grams { least: [u32::MAX; 32], gram: 0, letters: 0, spaced: true };
    let mut rest = text;
    while let Some((word, seen, after)) = word(rest) {
        rest = after;
        if grams.letters > READ {
            break;
        }
        if is_address(word, seen) {
            continue;
        }
        if !grams.spaced {
            grams.add(' ');
            grams.spaced = true;
        }
        if seen & BEYOND == 0 {
            word.bytes().take(READ).for_each(|byte| grams.ascii(byte));
        } else {
            word.chars().take(READ).for_each(|c| grams.char(c));
        }
    }
    grams.signature()
}

/// What a byte is to the words of a text.
const SPACE: u8 = 1;
const COLON: u8 = 2;
const BEYOND: u8 = 4;

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            byte if byte.is_ascii_whitespace() => SPACE,
            b':' => COLON,
            128.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// What an ASCII byte is compared as: letters small, digits one, zero for the rest.
static FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let ascii = byte as u8;
        if ascii.is_ascii_alphabetic() {
            folded[byte] = ascii.to_ascii_lowercase();
        } else if ascii.is_ascii_digit() {
            folded[byte] = b'0';
        }
        byte += 1;
    }
    folded
};

/// The next word, what kinds of bytes it has, and what comes after it.
fn word(text: &str) -> Option<(&str, u8, &str)> {
    let bytes = text.as_bytes();
    let from = bytes.iter().position(|byte| KINDS[usize::from(*byte)] != SPACE)?;
    let (mut to, mut seen) = (from, 0);
    while to < bytes.len() && KINDS[usize::from(bytes[to])] != SPACE {
        seen |= KINDS[usize::from(bytes[to])];
        to += 1;
    }
    Some((&text[from..to], seen, &text[to..]))
}

fn is_address(word: &str, seen: u8) -> bool {
    word.starts_with('@') || (seen & COLON != 0 && word.contains("://")) || word.starts_with("www.")
}

/// The 4-grams of a text and the least hash in each bin.
struct Grams {
    least: [u32; 32],
    gram: u64,
    letters: usize,
    spaced: bool,
}

impl Grams {
    #[inline]
    fn add(&mut self, c: char) {
        self.gram = self.gram << 16 | u64::from(c as u32 & 0xFFFF);
        if self.letters >= 4 {
            let hash = spread(self.gram);
            let least = &mut self.least[(hash >> 59) as usize];
            *least = (*least).min((hash >> 16) as u32);
        }
    }

    #[inline]
    fn letter(&mut self, c: char) {
        self.letters += 1;
        self.add(c);
        self.spaced = false;
    }

    /// What [`char`](Self::char) does, for most letters there are.
    #[inline]
    fn ascii(&mut self, byte: u8) {
        let folded = FOLDED[usize::from(byte)];
        if folded != 0 {
            self.letter(folded as char);
        }
    }

    fn char(&mut self, c: char) {
        match class(c) {
            Class::Letter(_) | Class::Run => {
                fold(c, |folded| self.letter(folded));
                self.spaced = false;
            }
            Class::Digit => self.letter('0'),
            _ => {}
        }
    }

    fn signature(&self) -> Signature {
        let mut signature = [0; 32];
        if self.letters >= LETTERS {
            for (to, bin) in signature.iter_mut().zip(self.least) {
                // Zero means an empty bin.
                *to = if bin == u32::MAX { 0 } else { (bin % 255) as u8 + 1 };
            }
        }
        signature
    }
}

const fn spread(gram: u64) -> u64 {
    let mixed = (gram ^ gram >> 31).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
}

/// Whether two texts are the same but for small edits.
pub(super) fn same(a: &Signature, b: &Signature) -> bool {
    let (mut filled, mut equal) = (0_u8, 0_u8);
    for (x, y) in a.iter().zip(b) {
        filled += u8::from(*x | *y != 0);
        equal += u8::from(*x != 0) & u8::from(x == y);
    }
    f64::from(equal) > SAME * f64::from(filled)
}

/// How many earlier posts of an author a post is compared with.
pub(super) const REMEMBERED: usize = 64;

/// Burstiness of Kim and Jo (2016), `A_n` over `n` events: -1 a clock, 0 chance, above 0 bursts.
pub(super) fn burstiness(pace: &Pace) -> Option<f64> {
    if pace.timed < 3 || pace.mixed {
        return None;
    }
    let (pauses, all) = (u128::from(pace.timed - 1), u128::from(span(pace)));
    let spread = match (pauses.checked_mul(pace.squares()), all.checked_mul(all)) {
        (Some(squares), Some(square)) => squares.saturating_sub(square) as f64,
        _ => (pauses as f64 * pace.squares() as f64 - all as f64 * all as f64).max(0.0),
    };
    if all == 0 {
        return None;
    }
    let r = libm::sqrt(spread) / all as f64;
    let n = f64::from(pace.timed);
    let (up, down) = (libm::sqrt(n + 1.0), libm::sqrt(n - 1.0));
    Some(((up * r - down) / ((up - 2.0) * r + down)).clamp(-1.0, 1.0))
}

/// From the first post to the last, in milliseconds.
pub(super) fn span(pace: &Pace) -> u64 {
    if pace.first < pace.last { pace.last.abs_diff(pace.first) } else { 0 }
}

/// How clearly posts cluster on some minutes of the hour: the largest Rayleigh statistic over the
/// harmonics 1, 2, 4, 6 and 12 (hourly to every five minutes). Above 8.5 it is no chance (.1 %).
pub(super) fn clockwork(pace: &Pace) -> f64 {
    let n = f64::from(pace.timed);
    let square = |turns: &[i64]| turns.iter().map(|turn| *turn as f64 / TURN).map(|turn| turn * turn).sum::<f64>();
    let rayleigh = |turns| if n > 0.0 { square(turns) / n } else { 0.0 };
    pace.turns.chunks_exact(2).map(rayleigh).fold(0.0, f64::max)
}

/// Ten minutes in milliseconds.
pub(super) const TEN_MINUTES: i64 = 600_000;

/// A day in milliseconds.
pub(super) const DAY: i64 = 86_400_000;
