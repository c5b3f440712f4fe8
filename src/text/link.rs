//! Where a link ends, and what it is made for.

use super::token::Style;

/// Top-level domains that make a bare host a link. Those that are words too need a path or `www.`.
const TOP: &[&str] = &[
    "com", "net", "org", "info", "biz", "edu", "gov", "io", "co", "uk", "de", "ru", "fr", "es", "nl", "pl", "br", "tr",
    "jp", "cn", "kr", "vn", "th", "ua", "ir", "il", "gr", "se", "dk", "fi", "cz", "ch", "eu", "ca", "au", "nz", "za",
    "ng", "ke", "gh", "pk", "bd", "ph", "sg", "hk", "tw", "mx", "ar", "cl", "pe", "xyz", "top", "online", "site",
    "shop", "store", "club", "live", "app", "dev", "ai", "tv", "cc", "ws", "gg", "ly", "vip", "win", "bet", "casino",
    "loan", "click", "link", "icu", "buzz", "fun", "pro", "space", "website", "tech", "blog", "news", "media", "mobi",
    "name", "tk", "ml", "ga", "cf", "gq", "su", "example", "test", "onion", "social", "page", "cloud", "finance",
    "money", "trade", "support", "help", "work", "life", "world", "today",
];

/// Top-level domains that are also words people forget a space before.
const WORDS: &[&str] = &[
    "it", "is", "in", "me", "my", "so", "to", "no", "am", "us", "at", "be", "by", "do", "id", "im", "as", "pm", "la",
    "st", "fm", "sh", "gd", "gl", "work", "life", "world", "today", "live", "fun", "win", "click", "link", "help",
    "support", "news", "money", "top", "pro", "name", "media", "social", "page", "space", "shop", "store", "app",
    "test", "trade", "blog", "es", "de", "co", "ch", "se", "tech", "club", "site", "loan", "bet", "ai", "cloud", "vip",
    "buzz", "example",
];

/// Hosts that only forward. `t.co` is not among them: its platform wraps every link in it.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "tinyurl.com",
    "goo.gl",
    "ow.ly",
    "is.gd",
    "buff.ly",
    "adf.ly",
    "j.mp",
    "tiny.cc",
    "rebrand.ly",
    "cutt.ly",
    "shorturl.at",
    "rb.gy",
    "t.ly",
    "v.gd",
    "s.id",
    "bl.ink",
    "shorte.st",
    "bc.vc",
    "clck.ru",
    "u.to",
    "linktr.ee",
    "soo.gd",
    "x.co",
    "tr.im",
    "su.pr",
    "cli.gs",
    "bit.do",
    "qr.ae",
    "po.st",
    "ity.im",
    "q.gs",
    "lnk.to",
    "short.gy",
    "dub.sh",
    "gg.gg",
    "me2.do",
    "vk.cc",
];

/// Hosts that open a conversation elsewhere.
const MESSENGERS: &[&str] = &[
    "t.me",
    "wa.me",
    "telegram.me",
    "telegram.dog",
    "chat.whatsapp.com",
    "api.whatsapp.com",
    "discord.gg",
    "line.me",
    "m.me",
    "signal.me",
    "viber.com",
    "onlyfans.com",
    "cash.app",
];

/// Whether the last label of a bare host makes it a link; `sure` where a path or `www.` says so too.
pub(crate) fn is_top(label: &[u8], sure: bool) -> bool {
    let is = |top: &&str| top.as_bytes().eq_ignore_ascii_case(label);
    if sure { TOP.iter().chain(WORDS).any(is) } else { TOP.iter().any(is) && !WORDS.iter().any(is) }
}

/// How many bytes of `rest` belong to a link that begins it.
///
/// Stops at white space, quotes and angle brackets; leaves out closing punctuation and a bracket
/// that was not opened inside.
pub(crate) fn end(rest: &str) -> usize {
    let stop = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>'
                    | '"'
                    | '`'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '|'
                    | '\\'
                    | '^'
                    | '{'
                    | '}'
                    | '、'
                    | '。'
                    | '，'
                    | '！'
                    | '）'
                    | '】'
                    | '」'
            )
            || c.is_control()
    };
    let mut link = rest.find(stop).map_or(rest, |at| &rest[..at]);
    let mut open = 0_usize;
    if let Some(at) = link.char_indices().find_map(|(at, c)| {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
        None
    }) {
        link = &link[..at];
    }
    link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', ']', '…', '’']).len()
}

/// What a link is made for, read off its text alone.
pub(crate) fn style(link: &str) -> Style {
    let (scheme, rest) = link.split_once("://").map_or(("", link), |(scheme, rest)| (scheme, rest));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    let name = host.split(':').next().unwrap_or("");
    let bare = strip_www(name);
    let is = |list: &[&str]| list.iter().any(|entry| entry.eq_ignore_ascii_case(bare));
    let risky = !user.is_empty() || is_number(name) || is_disguised(name) || nests(&rest[authority.len()..]);
    Style::none()
        .with_if(Style::SHORT, is(SHORTENERS))
        .with_if(Style::CONTACT, is(MESSENGERS))
        .with_if(Style::RISKY, risky)
        .with_if(Style::DEFANGED, scheme.get(..2).is_some_and(|s| s.eq_ignore_ascii_case("hx")) || host.contains('['))
}

fn strip_www(host: &str) -> &str {
    match host.get(..4) {
        Some(www) if www.eq_ignore_ascii_case("www.") => &host[4..],
        _ => host,
    }
}

/// A public address in numbers; `localhost` in numbers and private ranges are developers' talk.
fn is_number(host: &str) -> bool {
    let mut parts = host.split('.');
    let first = parts.next().unwrap_or("");
    let local = matches!(first, "127" | "10" | "192" | "0");
    host.split('.').count() == 4
        && !local
        && host.split('.').all(|p| !p.is_empty() && p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Punycode, letters of several scripts in one label, or a brand's host put in front of another.
fn is_disguised(host: &str) -> bool {
    host.split('.').any(|label| {
        let wide = label.chars().any(|c| !c.is_ascii() && crate::fold::latin_twin(c).is_some());
        label.get(..4).is_some_and(|p| p.eq_ignore_ascii_case("xn--"))
            || (wide && label.chars().any(|c| c.is_ascii_alphabetic()))
    }) || host.split('.').count() >= 6
}

/// Another link inside the path or query.
fn nests(tail: &str) -> bool {
    tail.contains("http://") || tail.contains("https://") || tail.contains("http%3A") || tail.contains("https%3A")
}
