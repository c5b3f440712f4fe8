//! What a person sees of a text, piece by piece.

use std::ops::Range;

use realtalk::Format;
use unicode_segmentation::UnicodeSegmentation;

/// Of a post this many graphemes are shown.
const LONGEST: usize = 3000;

/// Characters of one grapheme that are shown: the longest emoji family has ten.
pub(crate) const STACKED: usize = 16;

/// One thing to see, and which bytes of the post's own text it stands for.
#[derive(Debug)]
pub(crate) struct Piece<'t> {
    pub(crate) at: Range<usize>,
    pub(crate) shown: Shown<'t>,
}

#[derive(Debug)]
pub(crate) enum Shown<'t> {
    /// As it is written.
    Text(&'t str),
    /// What an entity stands for.
    Char(char),
    /// A new line.
    Break,
    /// Said in words, since the thing itself would disturb the page.
    Told(String),
}

/// The things to see in a text, in order.
pub(crate) fn pieces(text: &str, format: Format) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    match format {
        Format::Html => html(text, &mut out),
        _ => plain(text, 0, &mut out),
    }
    if out.len() > LONGEST {
        out.truncate(LONGEST);
        let end = out.last().map_or(0, |last| last.at.end);
        let left = text[end..].chars().count();
        out.push(Piece { at: end..text.len(), shown: Shown::Told(format!("{left} more characters")) });
    }
    out
}

/// Text at `from` of the whole, grapheme by grapheme.
fn plain<'t>(text: &'t str, from: usize, out: &mut Vec<Piece<'t>>) {
    for (at, cluster) in text.grapheme_indices(true) {
        let at = from + at..from + at + cluster.len();
        if out.len() > LONGEST {
            return;
        }
        let mut chars = cluster.char_indices();
        let shown = match cluster {
            "\n" | "\r\n" => Shown::Break,
            _ => match chars.nth(STACKED) {
                Some((cut, _)) => {
                    out.push(Piece { at: at.clone(), shown: Shown::Text(&cluster[..cut]) });
                    Shown::Told(format!("{} more marks", 1 + chars.count()))
                }
                None => cluster.chars().next().filter(|c| is_hidden(*c)).map_or(Shown::Text(cluster), told),
            },
        };
        out.push(Piece { at, shown });
    }
}

fn told<'t>(c: char) -> Shown<'t> {
    Shown::Told(format!("U+{:04X}", c as u32))
}

/// Characters that turn the reading order round, or do what no text needs.
pub(crate) fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Tags that platforms write around what people say; all others are shown as the text they are.
const READ: [&str; 30] = [
    "a",
    "abbr",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "ul",
];

/// Of those the ones that begin a new line.
const BLOCKS: [&str; 14] =
    ["aside", "blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "ul"];

fn html<'t>(text: &'t str, out: &mut Vec<Piece<'t>>) {
    let (mut at, mut from) = (0, 0);
    while let Some(next) = text[at..].find(['<', '&']).map(|found| at + found) {
        let found = match text.as_bytes()[next] {
            b'<' => tag(&text[next..]),
            _ => entity(&text[next..]).map(|(length, c)| (length, Some(Shown::Char(c)))),
        };
        at = next + 1;
        if let Some((length, shown)) = found {
            flowing(&text[from..next], from, out);
            if let Some(shown) = shown.filter(|shown| !matches!(shown, Shown::Break) || !out.is_empty()) {
                out.push(Piece { at: next..next + length, shown });
            }
            at = next + length;
            from = at;
        }
    }
    flowing(&text[from..], from, out);
    while out.last().is_some_and(|last| matches!(last.shown, Shown::Break)) {
        out.pop();
    }
}

/// Text between tags, where a new line is a space.
fn flowing<'t>(text: &'t str, from: usize, out: &mut Vec<Piece<'t>>) {
    let before = out.len();
    plain(text, from, out);
    for piece in &mut out[before..] {
        if matches!(piece.shown, Shown::Break) {
            piece.shown = Shown::Text(" ");
        }
    }
}

/// Longest tag that is read, as the library has it, lest every open one is looked through to the end of the text.
const TAG: usize = 1 << 12;

/// Length of a tag that is read, and the new line it may begin.
fn tag<'t>(text: &str) -> Option<(usize, Option<Shown<'t>>)> {
    let closes = text[1..].starts_with('/');
    let name = &text[1 + usize::from(closes)..];
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric())?];
    let name = name.to_ascii_lowercase();
    if !READ.contains(&&*name) {
        return None;
    }
    let mut quote = None;
    let close = text.bytes().take(TAG).position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
        quote.is_none() && byte == b'>'
    })?;
    Some((close + 1, (BLOCKS.contains(&&*name) && (closes || name == "br")).then_some(Shown::Break)))
}

/// Length of an entity, and what it stands for.
fn entity(text: &str) -> Option<(usize, char)> {
    let end = text.as_bytes().iter().take(12).position(|byte| *byte == b';')?;
    let c = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "hellip" => '…',
        name => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number).filter(|c| !is_hidden(*c))?
        }
    };
    Some((end + 1, c))
}
