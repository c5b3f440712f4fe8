//! A truncated payload, cut back to what is whole.

use alloc::string::String;
use alloc::vec::Vec;

use super::outline::string_end;

/// A list or object that is still open.
struct Open {
    closer: char,
    /// Whether it is a list of posts.
    listed: bool,
    /// Just behind its last whole element, or its opening bracket.
    whole: usize,
}

/// The payload up to the last whole element of its outermost list of posts, brackets closed, and how
/// many bytes of it were kept. `None` if no such list has begun.
///
/// A payload that ends behind its lists is cut back to the last whole field beside the list.
pub(super) fn back(text: &str, lists: &[&str]) -> Option<(usize, String)> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    // How many of the open brackets stand around a list of posts that is whole.
    let mut around = 0;
    // Behind the last value that is whole, of several one after another.
    let mut values = 0;
    let (mut at, mut name, mut key) = (0, None, "");
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let Some(end) = string_end(bytes, at + 1).filter(|end| *end < bytes.len()) else { break };
                name = text.get(at + 1..end);
                at = end;
            }
            b':' => key = name.take().unwrap_or(""),
            b @ (b'{' | b'[') => {
                let closer = if b == b'{' { '}' } else { ']' };
                let inside = open.last().is_some_and(|outer| outer.closer == ']');
                let name = if open.is_empty() || inside { "" } else { key };
                let listed = b == b'[' && lists.contains(&name) && (!name.is_empty() || open.is_empty());
                open.push(Open { closer, listed, whole: at + 1 });
            }
            b'}' | b']' => {
                let closed = open.pop()?;
                around = if closed.listed && around == 0 { open.len() } else { around.min(open.len()) };
                match open.last_mut() {
                    Some(outer) => outer.whole = at + 1,
                    None => values = at + 1,
                }
            }
            b',' => {
                if let Some(inner) = open.last_mut() {
                    inner.whole = at;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let kept = open.iter().position(|open| open.listed).map_or(around, |list| list + 1);
    let end = kept.checked_sub(1).and_then(|last| open.get(last)).map_or(values, |last| last.whole);
    if end == 0 {
        return None;
    }
    let mut mended = String::with_capacity(end + kept);
    mended.push_str(&text[..end]);
    mended.extend(open[..kept].iter().rev().map(|open| open.closer));
    Some((end, mended))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_whole_stays() {
        let mended = |text| back(text, &["posts", ""]).map(|(_, text)| text);
        assert_eq!(mended(r#"{"posts": [{"a": [1]}, {"b": [2"#).as_deref(), Some(r#"{"posts": [{"a": [1]}]}"#));
        assert_eq!(mended(r#"{"posts": ["#).as_deref(), Some(r#"{"posts": []}"#));
        assert_eq!(mended(r#"[{"a": 1}, {"b"#).as_deref(), Some(r#"[{"a": 1}]"#));
        assert_eq!(
            mended(r#"{"d": {"posts": [1], "x": 2, "y": "#).as_deref(),
            Some(r#"{"d": {"posts": [1], "x": 2}}"#)
        );
        assert_eq!(mended(r#"{"posts": [1], "next": {"u": "]}"#).as_deref(), Some(r#"{"posts": [1]}"#));
        assert_eq!(mended("{\"a\": 1}\n{\"b\": 2}\n{\"c\": ").as_deref(), Some("{\"a\": 1}\n{\"b\": 2}"));
        assert_eq!(mended(r#"{"a": "#), None);
        assert_eq!(mended(""), None);
    }
}
