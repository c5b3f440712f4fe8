//! What the example `score` prints for a person: columns and colours.

#[path = "../../examples/score/pretty.rs"]
mod pretty;

use proptest::prelude::*;
use realtalk::{Post, Scorer, Thread};
use unicode_width::UnicodeWidthStr;

use pretty::Pretty;

fn printed(text: &str, author: &str, colour: bool) -> String {
    let mut out = String::new();
    let thread = Thread::new(vec![Post::new("1", author, text)]).expect("one post");
    Pretty { colour, explain: true }.thread(&mut out, &Scorer::default(), &thread);
    out
}

#[test]
fn wide_letters_and_families_take_the_columns_they_take() {
    let out = printed(
        "今日は窯を開けました。四十個のマグカップが全部無事で、本当に嬉しいです！青い釉薬が海のように綺麗に出ました。",
        "美和 👩‍👩‍👧‍👦",
        false,
    );
    let first = out.lines().next().expect("a line");
    assert_eq!(first.width(), 80, "{first}");
    let table: Vec<&str> = out.lines().rev().take(2).collect();
    assert_eq!(
        table[0].find("0.").map(|at| table[0][..at].width()),
        Some("   who      posts  reply ratio".len() - 4),
        "{out}"
    );
}

#[test]
fn colour_is_there_or_not_at_all() {
    assert!(printed("I love this kiln so much!", "ana", true).contains("\u{1B}[4;33m"));
    assert!(!printed("I love this kiln so much!", "ana", false).contains('\u{1B}'));
    // With colours the evidence needs no brackets.
    assert!(!printed("I love this kiln so much!", "ana", true).contains('⟦'));
}

#[test]
fn nothing_disturbs_the_terminal() {
    for colour in [false, true] {
        let out = printed("a\u{1B}[31m b\u{202E}c\u{0}\u{9B}31m\u{7}", "x\u{1B}[2J\u{202E}", colour);
        assert!(!out.contains("\u{1B}[31m b") && !out.contains("\u{1B}[2J"), "{out:?}");
        assert!(!out.contains(['\u{202E}', '\u{0}', '\u{9B}', '\u{7}']), "{out:?}");
    }
}

/// Whose advice is the longest, under the longest name.
#[test]
fn long_advice_stands_on_a_line_of_its_own() {
    let out = printed("dj\n", "an author with a long name", false);
    assert!(out.lines().all(|line| line.width() <= 80), "{out}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// No line is wider than the terminal. Letters are common ones: on the rare ones terminals do not agree.
    #[test]
    fn no_line_is_wider_than_the_terminal(
        text in "([a-z]{1,12}[ \n]|[😂今é한🏺]{1,60}|[ -~«»…]|[กй]{1,30}|e\u{301}){0,40}",
        author in "[a-z今😂é ]{0,30}",
    ) {
        for line in printed(&text, &author, false).lines() {
            prop_assert!(line.width() <= 80, "{} columns: {line}", line.width());
        }
    }
}
