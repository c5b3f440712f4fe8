//! What marks of the word tables ask for.

use super::{BOOST, DAMP, ME, NEGATION, WINDOWS, YOU};
use crate::lexicon::Mark;

/// What a mark of the word tables asks for, wherever it stands.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    /// The window that it opens by itself.
    pub(super) window: u8,
    /// Whether its strength is how much is felt.
    pub(super) felt: bool,
    /// Whether it depends on where it stands: feelings, offers, and what opens a sentence.
    pub(super) special: bool,
}

/// By the number of the mark.
pub(super) const RULES: [Rule; Mark::COUNT] = {
    let mut rules = [Rule { window: WINDOWS as u8 - 1, felt: false, special: false }; Mark::COUNT];
    let mut number = 0;
    while number < Mark::COUNT {
        let mark = Mark::at(number);
        rules[number].felt = is_feeling(mark);
        rules[number].special =
            is_offer(mark) || is_feeling(mark) || matches!(mark, Mark::Past | Mark::Ack | Mark::Greet | Mark::Quote);
        number += 1;
    }
    rules[Mark::Negate as usize].window = NEGATION as u8;
    rules[Mark::Boost as usize].window = BOOST as u8;
    rules[Mark::Damp as usize].window = DAMP as u8;
    rules[Mark::Me as usize].window = ME as u8;
    rules[Mark::You as usize].window = YOU as u8;
    rules
};

/// Strengths of the word tables in units of one ordinary occurrence, then how much is felt in a word of
/// strength 1 to 9: "love" is more than twice "like".
pub(super) const UNITS: [[f64; 16]; 2] = {
    let mut units = [0.0; 16];
    let mut strength = 0;
    while strength < 10 {
        units[strength] = strength as f64 / 5.0;
        strength += 1;
    }
    [units, [0.0, 0.1, 0.25, 0.4, 0.6, 0.8, 1.0, 1.2, 1.45, 1.7, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
};

/// How much more a feeling counts soon after "I" or "my": one's own, not one reported.
pub(super) const OWN: f64 = 1.2;

const fn is_feeling(mark: Mark) -> bool {
    matches!(mark, Mark::Joy | Mark::Ire | Mark::Woe | Mark::Devotion)
}

/// Whether a mark of the word tables is part of an offer.
const fn is_offer(mark: Mark) -> bool {
    mark as u8 >= Mark::CallToAction as u8 && mark as u8 <= Mark::Ring as u8
}
