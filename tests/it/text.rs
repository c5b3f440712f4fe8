//! The reading, with its spans shown in the text itself.

use realtalk::{Format, Lexicon, Reading, Style, TokenKind};

/// The text with every token of the given kinds in brackets: `hi [mention:@ann]`.
fn marked_as(text: &str, format: Format) -> String {
    let reading = Reading::with(text, format, Lexicon::builtin());
    let mut out = String::new();
    let mut at = 0;
    for token in reading.tokens() {
        let name = match token.kind {
            TokenKind::Word | TokenKind::Run | TokenKind::Break => continue,
            TokenKind::ShortNumber => "number".to_owned(),
            kind => format!("{kind:?}").to_lowercase(),
        };
        let span = token.span.range();
        if span.start < at {
            continue;
        }
        out += &text[at..span.start];
        out.extend(["[", &name, ":", &text[span.clone()], "]"]);
        at = span.end;
    }
    out + &text[at..]
}

fn marked(text: &str) -> String {
    marked_as(text, Format::Plain)
}

fn words(text: &str) -> Vec<&str> {
    let reading = Reading::new(text);
    reading.tokens().iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span.of(text)).collect()
}

fn decoded(text: &str) -> Vec<&str> {
    let reading = Reading::new(text);
    reading.tokens().iter().filter(|t| t.style.has(Style::DECODED)).map(|t| t.span.of(text)).collect()
}

#[test]
fn links_mentions_and_tags_are_cut_where_a_person_would() {
    for (text, wanted) in [
        ("hi @ann, see https://a.example/b.", "hi [mention:@ann], see [url:https://a.example/b]."),
        ("(https://a.example/x_(y)) ok", "([url:https://a.example/x_(y)]) ok"),
        ("mail me: jo.b@mail.example.org!", "mail me: [email:jo.b@mail.example.org][bang:!]"),
        ("look at example.com/a and bit.ly/xq91zz", "look at [url:example.com/a] and [url:bit.ly/xq91zz]"),
        ("that's it.is there more", "that's it.is there more"),
        ("@user@host.example hello", "[mention:@user@host.example] hello"),
        ("#LoveThis #été2024 # no", "[hashtag:#LoveThis] [hashtag:#été2024] # no"),
        ("www.example.net/x?y=1, then", "[url:www.example.net/x?y=1], then"),
        ("HTTPS://EXAMPLE.COM/Path", "[url:HTTPS://EXAMPLE.COM/Path]"),
        ("a@b", "a@b"),
    ] {
        assert_eq!(marked(text), wanted);
    }
}

#[test]
fn numbers_money_and_phones_are_told_apart() {
    for (text, wanted) in [
        ("I paid $25.50 for 3 plants", "I paid [money:$25.50] for [number:3] plants"),
        ("call +1 555 010 9988 now", "call [phone:+1 555 010 9988] now"),
        ("on 2024-11-03 at 7:30", "on [number:2024-11-03] at [number:7:30]"),
        ("50% off, 1,000,000 views", "[percent:50%] off, [number:1,000,000] views"),
        ("text WIN to 87121", "text WIN to [number:87121]"),
        ("at 127.0.0.1 it works", "at [number:127.0.0.1] it works"),
        ("only 30€ or £5", "only [money:30€] or [money:£5]"),
    ] {
        assert_eq!(marked(text), wanted);
    }
}

#[test]
fn emoji_come_as_whole_sequences() {
    for (text, wanted) in [
        ("hi 👍🏽!", "hi [emoji:👍🏽][bang:!]"),
        ("👩‍👩‍👧‍👦 us", "[emoji:👩‍👩‍👧‍👦] us"),
        ("🇫🇷 and ❤️", "[emoji:🇫🇷] and [emoji:❤️]"),
        ("ok :) <3", "ok [emoji::)] [emoji:<3]"),
    ] {
        assert_eq!(marked(text), wanted);
    }
}

#[test]
fn html_is_read_as_what_a_person_sees() {
    for (text, wanted) in [
        ("<p>hi &amp; bye</p><p>x</p>", "<p>hi &amp; bye</p><p>x</p>"),
        (r#"<a href="https://a.example/b">here</a> now"#, r#"<a href="[url:https://a.example/b]">here</a> now"#),
        (
            r#"<span><a class="u-url mention" href="https://s.example/@ann">@<span>ann</span></a></span>"#,
            r#"<span><a class="u-url mention" href="https://s.example/@ann">@<span>ann</span></a></span>"#,
        ),
        ("<code>buy now</code> x", "[code:<code>buy now</code>] x"),
    ] {
        assert_eq!(marked_as(text, Format::Html), wanted);
    }
}

#[test]
fn words_end_where_unicode_says() {
    assert_eq!(words("don't stop"), ["don't", "stop"]);
    assert_eq!(words("l’amour d'été"), ["l’amour", "d'été"]);
    assert_eq!(words("naïve Ünïcödé текст привет"), ["naïve", "Ünïcödé", "текст", "привет"]);
    assert_eq!(words("سلام می‌خواهم"), ["سلام", "می‌خواهم"]);
    assert_eq!(words("नमस्ते दुनिया"), ["नमस्ते", "दुनिया"]);
}

#[test]
fn abbreviations_are_words() {
    assert_eq!(words("e.g. the U.S. economy, i.e. money"), ["e.g", "the", "U.S", "economy", "i.e", "money"]);
    assert_eq!(words("т.е. это, π.χ. αυτό"), ["т.е", "это", "π.χ", "αυτό"]);
    assert_eq!(words("A.B's I.am v.2 a.b2"), ["A", "B's", "I", "am", "v", "a", "b2"]);
    let breaks = |text: &str| Reading::new(text).tokens().iter().filter(|t| t.kind == TokenKind::Break).count();
    assert_eq!(breaks("at 5 p.m. we met, e.g., here"), 0);
    assert_eq!(breaks("made in the U.S. We bought it"), 1);
    assert_eq!(breaks("made in the U.S.\nwe bought it"), 1);
}

#[test]
fn hidden_words_are_read() {
    assert_eq!(decoded("cl1ck here"), ["cl1ck"]);
    assert_eq!(decoded("F R E E cash"), ["F R E E"]);
    assert_eq!(decoded("c.l.i.c.k here"), ["c.l.i.c.k"]);
    assert_eq!(decoded("c\u{200B}lick"), ["c\u{200B}lick"]);
    assert_eq!(decoded("ｃｌｉｃｋ"), ["ｃｌｉｃｋ"]);
    assert_eq!(decoded("сliсk"), ["сliсk"]);
    assert_eq!(decoded("𝗰𝗹𝗶𝗰𝗸"), ["𝗰𝗹𝗶𝗰𝗸"]);
    // Armenian letters among Latin ones.
    assert_eq!(decoded("fօllօw, mօnеy"), ["fօllօw", "mօnеy"]);
    assert!(decoded("I love this, été, naïve, 2nd place").is_empty());
    // Words of one's own script are one's own, whatever they look like.
    assert!(decoded("Սա իմ տունն է, ευχαριστώ, это она, בית").is_empty());
}

/// A Chinese character written as an entity once kept the reader where it stood, for good.
#[test]
fn every_character_is_read_as_itself_and_as_an_entity() {
    // Past the last character that Unicode has assigned in these planes all are of one class.
    for c in ('\0'..='\u{32000}').chain('\u{E0000}'..='\u{E0200}') {
        for text in [format!("{c}"), format!("&#x{:X};", c as u32), format!("a{c}{c}b&#{};&#{};", c as u32, c as u32)] {
            let reading = Reading::new(&text);
            assert!(reading.tokens().iter().all(|token| text.get(token.span.range()).is_some()), "{text:?}");
        }
    }
}

#[test]
fn flags_in_entities_are_one_sign() {
    let text = "&#x1F1EB;&#x1F1F7; &#x1F1EB;🇷 &#26085;&#26412;";
    let kinds: Vec<_> = Reading::new(text).tokens().iter().map(|t| (t.kind, t.span.of(text))).collect();
    let [first, second, ..] = kinds[..] else { panic!("{kinds:?}") };
    assert_eq!(first, (TokenKind::Emoji, "&#x1F1EB;&#x1F1F7;"));
    assert_eq!(second, (TokenKind::Emoji, "&#x1F1EB;🇷"));
    assert_eq!(kinds[2..], [(TokenKind::Run, "&#26085;"), (TokenKind::Run, "&#26412;")]);
}

/// Every character by itself, and texts of labelled sets where they stand beside the project: one row in
/// fifty, all with `EVERY_ROW` set.
#[test]
fn both_readers_read_whatever_there_is_alike() {
    for c in ('\0'..='\u{32000}').chain('\u{E0000}'..='\u{E0200}') {
        crate::untrusted::plainly(&format!("{c} Aa{c}{c}b 1{c} &#{};B É{c}A", c as u32), Format::Plain);
    }
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !data.exists() {
        println!("skipped: no labelled sets beside the project");
        return;
    }
    let step = if std::env::var_os("EVERY_ROW").is_some() { 1 } else { 50 };
    let mut folders = vec![data];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "jsonl") {
                for line in std::fs::read_to_string(path).expect("a set").lines().step_by(step) {
                    read += strings(&serde_json::from_str(line).expect("a row"));
                }
            }
        }
    }
    println!("{read} texts read alike");
}

/// Has both readers read every string of a value, and counts them.
fn strings(value: &serde_json::Value) -> usize {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            for format in [Format::Plain, Format::Html, Format::Markdown] {
                crate::untrusted::plainly(text, format);
            }
            1
        }
        Value::Array(items) => items.iter().map(strings).sum(),
        Value::Object(fields) => fields.values().map(strings).sum(),
        _ => 0,
    }
}

/// The style of the only link of a text.
fn link(text: &str, format: Format) -> Style {
    let reading = Reading::with(text, format, Lexicon::builtin());
    reading.tokens().iter().find(|token| token.kind == TokenKind::Url).expect("a link").style
}

#[test]
fn links_say_what_they_are_made_for() {
    let about = [Style::SHORT, Style::CONTACT, Style::RISKY, Style::DEFANGED];
    for (text, wanted) in [
        ("see https://bit.ly/xq91", Some(Style::SHORT)),
        ("see https://www.bit.ly/xq91", Some(Style::SHORT)),
        ("see WWW.BIT.LY/xq91", Some(Style::SHORT)),
        ("see https://www.t.me/example", Some(Style::CONTACT)),
        ("see https://me@host.example/a", Some(Style::RISKY)),
        ("see http://5.6.7.8/a", Some(Style::RISKY)),
        ("see http://127.0.0.1/a", None),
        ("see http://5.6.7/a", None),
        ("see https://xn--80ak6aa92e.example/a", Some(Style::RISKY)),
        ("see https://a.b.c.d.e.example/a", Some(Style::RISKY)),
        ("see https://b.c.d.e.example/a", None),
        ("see https://a.example/?to=https://b.example", Some(Style::RISKY)),
        ("see https://a.example/?to=http%3A//b.example", Some(Style::RISKY)),
        ("see https://аpple.example/a", Some(Style::RISKY)),
        ("see https://яблоко.example/a", None),
        ("see hxxps://a.example/b", Some(Style::DEFANGED)),
        ("see a[.]example/b now", Some(Style::DEFANGED)),
        ("see https://a.example/b", None),
    ] {
        let style = link(text, Format::Plain);
        for one in about {
            assert_eq!(style.has(one), wanted == Some(one), "{one:?} of {text}");
        }
    }
}

#[test]
fn a_link_that_shows_another_host_misleads() {
    let anchor = |shown: &str, target: &str| link(&format!("<a href=\"{target}\">{shown}</a> x"), Format::Html);
    for (shown, target, misleads) in [
        ("https://bank.example/login", "https://win.example.net/a", true),
        ("www.bank.example", "https://win.example.net/a", true),
        ("bank.example/login", "https://win.example.net/a", true),
        ("https://bank.example/login", "https://bank.example/other", false),
        ("https://bank.example/login", "https://www.bank.example/other", false),
        ("https://bank.example/lo…", "https://sh.example.net/q", false),
        ("our bank", "https://win.example.net/a", false),
    ] {
        assert_eq!(anchor(shown, target).has(Style::RISKY), misleads, "{shown} at {target}");
    }
}

#[test]
fn names_that_end_in_digits_are_seen() {
    for (name, numbered) in [
        ("budi88", true),
        ("budi888", true),
        ("budi8", false),
        ("budi8888", false),
        ("bu88", false),
        ("bud88", true),
        ("b7di88", false),
        ("toto4d", true),
        ("TOTO4D", true),
        ("to4d", false),
        ("été88", true),
    ] {
        let tokens = Reading::new(name);
        assert_eq!(tokens.tokens()[0].style.has(Style::NUMBERED), numbered, "{name}");
    }
}

#[test]
fn letters_written_as_entities_are_letters() {
    let scorer = realtalk::Scorer::default();
    let scores = |text: &str| {
        let scores = scorer.score_text(text);
        [scores.passion, scores.authenticity, scores.spam_risk].map(|rating| rating.score.get().to_bits())
    };
    for (entities, plain) in [
        ("je suis d&eacute;sol&eacute;", "je suis désolé"),
        ("&iexcl;ma&ntilde;ana quiero verte!", "&iexcl;mañana quiero verte!"),
        ("I l&ograve;ve it, so h&uuml;bsch &amp; gr&#xF6;&#223;er", "I lòve it, so hübsch & größer"),
        ("don&rsquo;t stop &hellip; I can&apos;t &mdash; so", "don’t stop … I can't — so"),
    ] {
        assert_eq!(scores(entities), scores(plain), "{entities}");
    }
}

#[test]
fn an_element_whose_end_is_cut_ends_behind_its_name() {
    let text = format!("<code>free{}</code{} so", "x".repeat(9), " y".repeat(40));
    let reading = Reading::with(&text, Format::Html, Lexicon::builtin());
    let code = reading.tokens().iter().find(|token| token.kind == TokenKind::Code).expect("code");
    let end = code.span.end as usize;
    assert!(text[..end].ends_with("</code"), "{:?}", &text[..end]);
}

#[test]
fn numbers_in_groups_are_phones_whatever_parts_them() {
    for gap in [" ", "-", "\u{A0}"] {
        let text = format!("call 4915{gap}555{gap}013412 now");
        let reading = Reading::new(&text);
        assert!(reading.tokens().iter().any(|token| token.kind == TokenKind::Phone), "{text:?}");
    }
    let reading = Reading::new("call 4915555013412 now");
    assert!(reading.tokens().iter().all(|token| token.kind != TokenKind::Phone), "thirteen digits in one are no phone");
}

#[test]
fn numbers_are_phones_within_their_bounds() {
    for (number, phone) in [
        ("01234567", true),
        ("0123 4567", true),
        ("12345678", false),
        ("1234567890", true),
        ("123456789012", true),
        ("1234567890123", false),
        ("12345 67890 123", true),
        ("+123456789012345", true),
        ("+1234567890123456", false),
        ("12.34.56.7890", false),
        ("12 34 56 7890", true),
        ("0 1 2 3 4567", true),
        ("0 1 2 3 4 567", false),
        ("21.03.2024", false),
        ("+1 (234) 567-8901", true),
        ("12345,67890", false),
    ] {
        let text = format!("it is {number} they say");
        let reading = Reading::new(&text);
        let found = reading.tokens().iter().any(|token| token.kind == TokenKind::Phone);
        assert_eq!(found, phone, "{number}");
    }
}

#[test]
fn an_element_is_closed_by_its_own_name() {
    for (text, inside) in [
        ("<code>one</b> two</code> so", "<code>one</b> two</code>"),
        ("<code>one <code two</code> so", "<code>one <code two</code>"),
        ("<pre>one</CODE></PRE> so", "<pre>one</CODE></PRE>"),
    ] {
        let reading = Reading::with(text, Format::Html, Lexicon::builtin());
        let code = reading.tokens().iter().find(|token| token.kind == TokenKind::Code).expect("code");
        assert_eq!(&text[code.span.start as usize..code.span.end as usize], inside);
    }
}
