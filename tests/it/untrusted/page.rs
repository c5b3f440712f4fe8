//! The page of the example `report`: whatever people wrote is text on it, and nothing else.

#[allow(dead_code)]
#[path = "../../../examples/report/page/pieces.rs"]
mod pieces;
#[allow(dead_code)]
#[path = "../../../examples/report/page/shown.rs"]
mod shown;

use realtalk::Format;

use super::Choices;

/// What a browser makes of escaped text.
fn read_back(page: &str) -> String {
    assert!(!page.contains(['<', '>', '"', '\'']), "{page:?}");
    let (mut text, mut rest) = (String::new(), page);
    while let Some((before, entity)) = rest.split_once('&') {
        let (name, after) = entity.split_once(';').expect("an entity ends");
        let signs = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\'')];
        let sign = signs.iter().find(|sign| sign.0 == name).expect("an entity that was written");
        text.push_str(before);
        text.push(sign.1);
        rest = after;
    }
    text + rest
}

/// A format, then a text: a browser reads back what was written, except for what would disturb; a line stays
/// one; what is shown stands in order in the text.
pub fn escape(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let format = [Format::Plain, Format::Html, Format::Markdown][choices.below(3)];
    let text = choices.rest();
    let mut page = String::new();
    shown::escape(&mut page, &text);
    let told = |c: char| if pieces::is_hidden(c) { format!("[U+{:04X}]", c as u32) } else { c.to_string() };
    assert_eq!(read_back(&page), text.chars().map(told).collect::<String>());
    assert!(!read_back(&shown::short(&text, 40)).contains(['\n', '\u{202E}']), "{text:?}");
    let mut last = 0;
    for piece in pieces::pieces(&text, format) {
        assert!(piece.at.start >= last && text.get(piece.at.clone()).is_some(), "{piece:?} of {text:?}");
        // Marks that stand too high on one letter are counted behind those shown, at the same place.
        last = if matches!(piece.shown, pieces::Shown::Text(_)) { piece.at.start } else { piece.at.end };
    }
}
