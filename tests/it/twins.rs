//! Letters that look like Latin ones, as UTS #39 has them: `src/fold/twins.rs` is made here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::{env, fs};

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

fn looks_like(text: char) -> String {
    skeleton(text.encode_utf8(&mut [0; 4])).collect()
}

/// The small letter that a letter is read as, if that is one letter past ASCII which nothing else folds away.
fn folded(c: char) -> Option<char> {
    let mut lower = c.to_lowercase();
    let (small, rest) = (lower.next()?, lower.next());
    let kept = small.nfkd().eq([small]) && !small.is_ascii() && small.is_alphabetic();
    (kept && rest.is_none()).then_some(small)
}

/// By its own shape first, else by that of its capital.
fn twins() -> BTreeMap<char, char> {
    let shapes = |letters: std::ops::RangeInclusive<char>| letters.map(|c| (looks_like(c), c.to_ascii_lowercase()));
    let (small, capital): (BTreeMap<_, _>, BTreeMap<_, _>) = (shapes('a'..='z').collect(), shapes('A'..='Z').collect());
    let (mut twins, mut by_capital) = (BTreeMap::new(), BTreeMap::new());
    for c in '\u{80}'..=char::MAX {
        let Some(letter) = folded(c) else { continue };
        let shape = looks_like(c);
        if letter == c {
            small.get(&shape).map(|twin| twins.insert(letter, *twin));
        }
        capital.get(&shape).or(small.get(&shape)).map(|twin| by_capital.insert(letter, *twin));
    }
    for (letter, twin) in by_capital {
        twins.entry(letter).or_insert(twin);
    }
    twins
}

#[test]
fn look_alikes_are_those_of_unicode() {
    let mut file = String::from(
        "//! Letters that look like Latin ones: those that UTS #39 calls confusable, as the crate `unicode-security`\n\
         //! has them, folded. `BLESS=1 cargo test --all-features --test it twins` makes this file.\n\n\
         /// Folded letters past ASCII in order, and the Latin letter that each can be taken for.\n\
         #[rustfmt::skip]\n\
         pub(super) const TWINS: &[(char, u8)] = &[\n",
    );
    for (letter, twin) in twins() {
        writeln!(file, "    ('\\u{{{:X}}}', b'{twin}'), // {letter}", letter as u32).expect("a string");
    }
    file.push_str("];\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/fold/twins.rs");
    if env::var_os("BLESS").is_some() {
        fs::write(path, &file).expect("the table is written");
    }
    assert!(fs::read_to_string(path).expect("the table is there") == file, "BLESS=1 makes src/fold/twins.rs anew");
}
