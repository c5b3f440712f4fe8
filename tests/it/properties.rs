//! What holds for every text, ordinary or hostile.

use proptest::prelude::*;
use realtalk::{Format, Lexicon, Post, Quality, Reading, Scorer, TokenKind};

/// Texts made of the pieces that readers trip over.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("click here"),
        Just("http://a.example/x?y=(z)"),
        Just("@ben"),
        Just("#tag"),
        Just("👩‍👩‍👧"),
        Just("🇫🇷"),
        Just("🇫 🇷"),
        Just("\u{200B}"),
        Just("c.l.i.c.k"),
        Just("F R E E"),
        Just("е"),
        Just("ｘ"),
        Just("𝗗𝗠"),
        Just("’"),
        Just("'"),
        Just("\""),
        Just("“"),
        Just("`"),
        Just("```"),
        Just("<"),
        Just(">"),
        Just("&amp;"),
        Just("&#x;"),
        Just("{{x}}"),
        Just("["),
        Just("$5"),
        Just("+1 555 010 9988"),
        Just("1.2.3.4"),
        Just("e\u{301}\u{301}\u{301}"),
        Just("ไทย"),
        Just("日本語で稼ぐ"),
        Just("한국어"),
        Just("سلام"),
        Just("\n"),
        Just(" "),
        Just(" "),
        Just("..."),
        Just("!?"),
        Just(":)"),
        Just("\u{202E}"),
        Just("\0"),
        Just("looove"),
        Just("not"),
        Just("I went"),
    ];
    prop_oneof![prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()), "\\PC{0,60}", any::<String>()]
}

proptest! {
    #[test]
    fn spans_lie_in_order_inside_the_text(text in texts()) {
        for format in [Format::Plain, Format::Html, Format::Markdown] {
            let mut last = (0, 0);
            for token in Reading::with(&text, format, Lexicon::builtin()).tokens() {
                prop_assert!(text.get(token.span.range()).is_some(), "{:?} of {text:?}", token);
                prop_assert!(!token.span.is_empty());
                let (start, end) = (token.span.start, token.span.end);
                // Words that were spelled out share the span of their letters.
                prop_assert!(start >= last.1 || (start, end) == last, "{:?} after {last:?} in {text:?}", token);
                last = (start, end);
            }
        }
    }

    #[test]
    fn a_plain_slow_reader_finds_the_same(text in texts()) {
        for format in [Format::Plain, Format::Html, Format::Markdown] {
            crate::untrusted::plainly(&text, format);
        }
    }

    #[test]
    fn explaining_gives_the_same_numbers(text in texts()) {
        let scorer = Scorer::default();
        let post = Post::new("1", "ana", text.as_str());
        let report = scorer.explain(&post);
        prop_assert_eq!(report.scores(), &scorer.score(&post));
        for quality in Quality::ALL {
            let sum: f64 = report.contributions().iter().filter(|c| c.quality == quality).map(|c| c.weight).sum();
            prop_assert!((report.prior(quality) + sum - report.logit(quality)).abs() < 1e-6);
            let rating = report.rating(quality);
            prop_assert!((0.0..=1.0).contains(&rating.score.get()) && (0.0..=1.0).contains(&rating.confidence.get()));
        }
        let _ = report.to_string();
    }

    #[test]
    fn plain_words_end_where_unicode_ends_them(text in "[a-zA-Zа-яА-Яéüñ ]{0,60}") {
        let ours: Vec<&str> = Reading::new(&text).tokens().iter().filter(|t| t.kind == TokenKind::Word && !t.style.has(realtalk::Style::DECODED)).map(|t| t.span.of(&text)).collect::<Vec<_>>();
        let theirs: Vec<&str> = unicode_segmentation::UnicodeSegmentation::unicode_words(text.as_str()).collect();
        let spelled = Reading::new(&text).tokens().iter().any(|t| t.style.has(realtalk::Style::DECODED));
        prop_assume!(!spelled);
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn capitals_and_marks_do_not_make_spam(words in prop::collection::vec("(we|the|cat|garden|blue|rain|walked|home)", 1..12), bangs in 0..20_usize) {
        let scorer = Scorer::default();
        let quiet = words.join(" ");
        let loud = format!("{}{}", quiet.to_uppercase(), "!".repeat(bangs));
        let (quiet, loud) = (scorer.score_text(&quiet).spam_risk.score.get(), scorer.score_text(&loud).spam_risk.score.get());
        prop_assert!((quiet - loud).abs() <= 0.05);
    }
}

/// Reading takes steps in proportion to the text: the number of tokens at most grows with it, and
/// no prefix is read again. Counted in tokens and in the time of both halves against the whole.
#[test]
fn hostile_texts_come_to_an_end() {
    let scorer = Scorer::default();
    let pieces = [
        "a",
        "😂",
        "e\u{301}",
        "@",
        "(",
        "a.",
        "http://",
        "a\u{200B}",
        "a ",
        "аa",
        "\"",
        "`",
        "<",
        "<a ",
        "&",
        "[",
        "{",
        "1 ",
        "1.",
        ":",
        "“",
        "日",
        "-",
        "'a",
        "x@",
    ];
    for piece in pieces {
        let text = piece.repeat((1 << 16) / piece.len());
        for format in [Format::Plain, Format::Html] {
            let post = Post::new("1", "x", text.as_str()).written_in(format);
            let scores = scorer.score(&post);
            assert!(scores.spam_risk.score.get().is_finite(), "{piece:?}");
        }
    }
}
