//! Pace and repetition: when an author posts, and how much of it was said before.

use alloc::vec::Vec;

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
    for word in text.split_ascii_whitespace() {
        if grams.letters > READ {
            break;
        }
        if is_address(word) {
            continue;
        }
        if !grams.spaced {
            grams.add(' ');
            grams.spaced = true;
        }
        if word.is_ascii() {
            word.bytes().take(READ).for_each(|byte| grams.ascii(byte));
        } else {
            word.chars().take(READ).for_each(|c| grams.char(c));
        }
    }
    grams.signature()
}

fn is_address(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes[0] == b'@' || (bytes.contains(&b':') && word.contains("://")) || bytes.starts_with(b"www.")
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
        if byte.is_ascii_alphabetic() {
            self.letter(byte.to_ascii_lowercase() as char);
        } else if byte.is_ascii_digit() {
            self.letter('0');
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

/// For each text how many before it say the same, among the last `REMEMBERED`.
pub(super) fn repeats(signatures: &[&Signature]) -> Vec<u32> {
    let before = |at: usize| {
        let from = at.saturating_sub(REMEMBERED);
        signatures[from..at].iter().filter(|s| same(s, signatures[at])).count() as u32
    };
    (0..signatures.len()).map(before).collect()
}

/// How many earlier posts of an author a post is compared with.
pub(super) const REMEMBERED: usize = 64;

/// Burstiness of Kim and Jo (2016), `A_n` over `n` events: -1 a clock, 0 chance, above 0 bursts.
pub(super) fn burstiness(times: &[i64]) -> Option<f64> {
    if times.len() < 3 {
        return None;
    }
    let gaps: Vec<f64> = times.windows(2).map(|pair| pair[1].saturating_sub(pair[0]) as f64).collect();
    let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
    let variance = gaps.iter().map(|gap| (gap - mean) * (gap - mean)).sum::<f64>() / gaps.len() as f64;
    if mean <= 0.0 {
        return None;
    }
    let r = libm::sqrt(variance) / mean;
    let n = times.len() as f64;
    let (up, down) = (libm::sqrt(n + 1.0), libm::sqrt(n - 1.0));
    Some((up * r - down) / ((up - 2.0) * r + down))
}

/// How clearly posts cluster on some minutes of the hour: the largest Rayleigh statistic over the
/// harmonics 1, 2, 4, 6 and 12 (hourly to every five minutes). Above 8.5 it is no chance (.1 %).
pub(super) fn clockwork(times: &[i64]) -> f64 {
    let mut minutes = [0_u32; 60];
    for time in times {
        minutes[(time.div_euclid(60_000)).rem_euclid(60) as usize] += 1;
    }
    let n = times.len() as f64;
    [1.0, 2.0, 4.0, 6.0, 12.0]
        .into_iter()
        .map(|harmonic| {
            let (mut x, mut y) = (0.0, 0.0);
            for (minute, count) in minutes.iter().enumerate().filter(|(_, count)| **count > 0) {
                let turn = core::f64::consts::TAU * harmonic * minute as f64 / 60.0;
                x += f64::from(*count) * libm::cos(turn);
                y += f64::from(*count) * libm::sin(turn);
            }
            if n > 0.0 { (x * x + y * y) / n } else { 0.0 }
        })
        .fold(0.0, f64::max)
}

/// Most posts in any ten minutes.
pub(super) fn peak(times: &[i64]) -> usize {
    let (mut from, mut most) = (0, 0);
    for at in 0..times.len() {
        while times[at].saturating_sub(times[from]) > 600_000 {
            from += 1;
        }
        most = most.max(at - from + 1);
    }
    most
}

/// Days with a post, of times in order: whole turns of 24 hours counted from the first, so that no
/// time zone and no shift of all times moves them.
pub(super) fn active_days(times: &[i64]) -> usize {
    let mut days: Vec<i64> = times.iter().map(|time| time.saturating_sub(times[0]) / DAY).collect();
    days.dedup();
    days.len()
}

/// A day in milliseconds.
pub(super) const DAY: i64 = 86_400_000;
