//! What holds for any bytes: one check a door, called by the fuzz targets and on their corpora.
//!
//! `fuzz/` throws bytes at these functions; the tests here replay what it found worth keeping, so that
//! a finding stays found without a fuzzer.

// The fuzz targets take these out of a crate of their own.
#![allow(unreachable_pub)]

mod page;
mod people;
mod slow;
mod text;
mod wire;

pub use page::escape;
pub use people::{network, network_bytes, thread};
pub use text::{calibrate, lexicon, plainly, read, report, score, slow};
pub use wire::{json, payload};

/// Bytes to choose by; past their end every choice is the first.
struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// A number below `of`.
    fn below(&mut self, of: usize) -> usize {
        let (first, rest) = self.0.split_first().map_or((0, self.0), |(first, rest)| (usize::from(*first), rest));
        self.0 = rest;
        first % of
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A length, then as many bytes or what is left of them, as text.
    fn text(&mut self) -> std::borrow::Cow<'a, str> {
        let len = self.below(256).min(self.0.len());
        let (head, rest) = self.0.split_at(len);
        self.0 = rest;
        String::from_utf8_lossy(head)
    }

    /// All that is left, as text.
    fn rest(self) -> std::borrow::Cow<'a, str> {
        String::from_utf8_lossy(self.0)
    }

    /// A time: near another, or as far away as times go.
    fn moment(&mut self) -> Option<realtalk::Timestamp> {
        let minute = i64::from(self.below(256) as u8);
        Some(realtalk::Timestamp::from_millis(match self.below(8) {
            0 => return None,
            1 => i64::MAX - minute,
            2 => i64::MIN + minute,
            3 => -minute * 60_000,
            _ => 1_700_000_000_000 + minute * 60_000,
        }))
    }

    /// A count: small, or as large as counts go.
    fn count(&mut self) -> Option<u64> {
        let small = self.below(32) as u64;
        match self.below(4) {
            0 => None,
            1 => Some(u64::MAX - small),
            _ => Some(small),
        }
    }
}

/// Ratings lie in range and compare equal bit for bit.
fn bits(scores: &realtalk::PostScores) -> [u64; 8] {
    let ratings = [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational];
    let mut bits = [0; 8];
    for (at, rating) in ratings.into_iter().enumerate() {
        for (to, number) in [(2 * at, rating.score.get()), (2 * at + 1, rating.confidence.get())] {
            assert!((0.0..=1.0).contains(&number), "{number} in {scores:?}");
            bits[to] = number.to_bits();
        }
    }
    bits
}

/// What a person is shown holds nothing that could disturb a terminal or turn a line around.
fn shows_safely(page: &str) {
    let bad =
        |c: &char| *c != '\n' && (c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'));
    if let Some(c) = page.chars().find(bad) {
        panic!("{c:?} in {page:?}");
    }
}

#[cfg(test)]
mod corpus {
    use std::fs;
    use std::path::{Path, PathBuf};

    type Target = fn(&[u8]);

    /// Each target by its name.
    const TARGETS: [(&str, Target); 12] = [
        ("read", super::read),
        ("slow", super::slow),
        ("score", super::score),
        ("report", super::report),
        ("escape", super::escape),
        ("calibrate", super::calibrate),
        ("lexicon", super::lexicon),
        ("thread", super::thread),
        ("network", super::network),
        ("network_bytes", super::network_bytes),
        ("payload", super::payload),
        ("json", super::json),
    ];

    /// What is in a folder, in order; nothing where there is none, as in the published package.
    fn entries(folder: &Path) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    }

    #[test]
    fn the_fuzzers_corpora_hold() {
        let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
        if !fuzz.exists() {
            println!("skipped: the corpora are not part of the package");
            return;
        }
        for (name, target) in TARGETS {
            let inputs =
                [entries(&fuzz.join("corpus").join(name)), entries(&fuzz.join("findings").join(name))].concat();
            assert!(!inputs.is_empty(), "no corpus for {name}");
            for input in inputs {
                println!("{}", input.display());
                target(&fs::read(&input).expect("an input"));
            }
        }
    }

    /// Ends of everything: nothing, all choices the first, all choices the last.
    #[test]
    fn the_plainest_bytes_hold() {
        for (name, target) in TARGETS {
            for byte in [0, 1, b'"', b'[', b'{', 0x7F, 0xFF] {
                for len in [0, 1, 2, 3, 7, 64, 300] {
                    println!("{name}: {len} times {byte}");
                    target(&vec![byte; len]);
                }
            }
        }
    }
}
