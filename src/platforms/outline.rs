//! Which fields a payload has, without reading it: enough to tell whose it is.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::Error;

/// As far as is looked, in bytes.
const WINDOW: usize = 64 << 10;
/// Levels of objects looked into.
const LEVELS: usize = 4;
/// More fields than this say nothing new.
const FIELDS: usize = 4096;
/// Payloads up to this many bytes may be as hollow as they like.
const LARGE: usize = 1 << 20;
/// An id and an empty text take as many bytes.
const LEAST: usize = 24;

/// The fields of the first 64 KiB as paths (`data.entities.urls`); lists count as what is in them.
pub(super) fn fields(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // Open objects (by the length of their path) and lists (`None`).
    let mut open: Vec<Option<usize>> = Vec::new();
    let (mut path, mut key, mut levels) = (String::new(), None, 0);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len().min(WINDOW) && found.len() < FIELDS {
        match bytes[at] {
            b'"' => {
                let Some(end) = string_end(bytes, at + 1) else { break };
                key = Some(at + 1..end);
                at = end;
            }
            b':' => {
                if let (Some(Some(base)), Some(name)) = (open.last(), key.take()) {
                    path.truncate(*base);
                    if levels <= LEVELS {
                        path.extend((*base > 0).then_some('.'));
                        path.push_str(&text[name]);
                        if !found.contains(&path) {
                            found.insert(path.clone());
                        }
                    }
                }
            }
            b'{' => {
                open.push(Some(path.len()));
                levels += 1;
            }
            b'[' => open.push(None),
            b'}' | b']' => {
                if let Some(Some(base)) = open.pop() {
                    path.truncate(base);
                    levels -= 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Where a string ends that starts here, at its closing quote.
pub(super) fn string_end(bytes: &[u8], from: usize) -> Option<usize> {
    let ends = |byte: &u8| matches!(byte, b'"' | b'\\');
    let mut at = from;
    loop {
        // Sixteen at a time, which compilers turn into one comparison: most of a payload is strings.
        while bytes.get(at..at + 16).is_some_and(|next| !next.iter().fold(false, |any, byte| any | ends(byte))) {
            at += 16;
        }
        at += bytes.get(at..)?.iter().position(ends)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}

/// Refuses what would cost far more than its own size to read: brackets in more than so many others,
/// and megabytes of objects with next to nothing in them.
pub(super) fn check(text: &str, levels: usize) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut items) = (0, 0_usize, 0_usize);
    // Which of the open brackets are lists, the innermost in the lowest bit; levels are below 128.
    let mut lists = 0_u128;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => match string_end(bytes, at + 1) {
                Some(end) => at = end,
                None => break,
            },
            b'{' | b'[' if depth == levels => return Err(Error::Depth { levels, at }),
            b'{' | b'[' => {
                items += usize::from(*byte == b'{' && lists & 1 == 1);
                lists = lists << 1 | u128::from(*byte == b'[');
                depth += 1;
            }
            b'}' | b']' => {
                lists >>= 1;
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        at += 1;
    }
    if text.len() > LARGE && text.len() / LEAST < items {
        return Err(Error::Hollow { items, bytes: text.len() });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_what_is_in_them() {
        let found = fields(r#"[{"a": {"b": [{"c": "x:y{"}, {"d\"": 1}]}}, {"e": []}, "f"]"#);
        let wanted = ["a", "a.b", "a.b.c", "a.b.d\\\"", "e"];
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn brackets_in_strings_are_no_levels() {
        let deeper = |text: &str| match check(text, 2) {
            Err(Error::Depth { at, .. }) => Some(at),
            _ => None,
        };
        assert_eq!(deeper(r#"[{"a": "[[[[\"[["}, [1]]"#), None);
        assert_eq!(deeper(r#"[{"a": [1]}]"#), Some(7));
        let long = alloc::format!("[\"{}\\\"[[[\", [[1]]]", "x".repeat(100));
        assert_eq!(deeper(&long), Some(long.len() - 5));
    }

    #[test]
    fn megabytes_of_nothing_are_refused() {
        assert!(check(&alloc::format!("[{}]", "{},".repeat(1000)), 8).is_ok());
        assert!(check(&alloc::format!("[{}]", "1,".repeat(1 << 20)), 8).is_ok());
        let error = check(&alloc::format!("[{}]", "{},".repeat(1 << 20)), 8).unwrap_err();
        assert_eq!(error, Error::Hollow { items: 1 << 20, bytes: (3 << 20) + 2 });
    }

    #[test]
    fn broken_payloads_have_the_fields_seen_so_far() {
        assert_eq!(fields(r#"{"a": 1, "b"#).len(), 1);
        assert_eq!(fields("]]}}:\"").len(), 0);
        assert!(fields(&"{\"k\":".repeat(20_000)).len() <= LEVELS);
    }
}
