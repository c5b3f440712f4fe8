//! What folded words are looked up by.

/// Identity of a folded word: what tables are indexed by.
pub(crate) type Key = u64;

const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Starts a key for a word of `len` folded bytes; no word holds the zeros that its last piece is padded with.
#[inline]
pub(crate) const fn key_start(len: usize) -> Key {
    (len.saturating_sub(1) as u64 / 8).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Takes the next eight bytes (little-endian, zero-padded) into a key.
#[inline]
pub(crate) const fn key_step(key: Key, eight: u64) -> Key {
    let mixed = (key ^ eight).wrapping_mul(SPREAD);
    mixed ^ (mixed >> 29)
}

/// Key of a folded word.
#[inline]
pub(crate) fn key(word: &[u8]) -> Key {
    (0..word.len()).step_by(8).fold(key_start(word.len()), |key, at| key_step(key, eight(word, at)))
}

/// Eight bytes from `at`, little-endian, zero past the end.
#[inline(always)]
pub(crate) fn eight(bytes: &[u8], at: usize) -> u64 {
    if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        u64::from_le_bytes(*chunk)
    } else {
        last_eight(bytes, at)
    }
}

#[inline(never)]
fn last_eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    if let (Some(head), Some(tail)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        // Two looks of four that overlap.
        let tail = u64::from(u32::from_le_bytes(*tail)) << ((rest.len() - 4) * 8);
        return u64::from(u32::from_le_bytes(*head)) | tail;
    }
    rest.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte))
}

/// Key of a phrase, from the key of its tail and of the word before that.
#[inline]
pub(crate) const fn key_before(tail: Key, word: Key) -> Key {
    key_step(tail.rotate_left(17), word)
}
