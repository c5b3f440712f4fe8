//! The page of the example `report`: whatever people wrote is text on it, and the page is whole.

#[path = "../../examples/report/page/mod.rs"]
mod report;

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;
use realtalk::{Account, Format, Post, Quality, Scorer, Timestamp};

use report::{Material, page};

/// One element of a page as it was opened.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    depth: usize,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "br", "path"];

/// Reads a page strictly: every element is closed in its place and every attribute quoted.
fn elements(page: &str) -> Vec<Element> {
    let (mut open, mut all) = (Vec::<String>::new(), Vec::new());
    let mut rest = page.strip_prefix("<!doctype html>").expect("a doctype");
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("a closed tag");
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "before {rest:.60}");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split(' ').next().expect("a name").to_owned();
        let attributes = attributes(&tag[name.len()..]);
        all.push(Element { name: name.clone(), attributes, depth: open.len() });
        if name == "style" {
            rest = &rest[rest.find("</style>").expect("an end")..];
        }
        if !closed && !(VOID.contains(&&*name) && (name != "path" || !rest.starts_with("<title>"))) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
    all
}

fn attributes(mut text: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    while !text.trim().is_empty() {
        let (name, rest) = text.split_once("=\"").unwrap_or_else(|| panic!("no quoted attribute: {text}"));
        let (value, rest) = rest.split_once('"').expect("a closing quote");
        let name = name.trim();
        assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{name}");
        all.push((name.to_owned(), value.to_owned()));
        text = rest;
    }
    all
}

/// Everything that holds of any page.
fn check(page: &str) -> Vec<Element> {
    const NAMES: [&str; 45] = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "bdi",
        "p",
        "nav",
        "ul",
        "li",
        "main",
        "section",
        "div",
        "dl",
        "dt",
        "dd",
        "span",
        "svg",
        "path",
        "circle",
        "text",
        "details",
        "summary",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ol",
        "article",
        "b",
        "time",
        "mark",
        "br",
        "q",
        "figure",
        "figcaption",
    ];
    const MORE: [&str; 5] = ["footer", "em", "i", "aside", "small"];
    let all = elements(page);
    let ids: Vec<&str> = all.iter().filter_map(|element| element.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "ids are unique");
    for element in &all {
        assert!(NAMES.contains(&&*element.name) || MORE.contains(&&*element.name), "<{}>", element.name);
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && name != "src", "{name} of <{}>", element.name);
            if name == "href" {
                assert!(value.strip_prefix('#').is_some_and(|id| unique.contains(id)), "{value}");
            }
            if name == "aria-labelledby" {
                assert!(unique.contains(value.as_str()), "{value}");
            }
        }
    }
    all
}

fn material(posts: Vec<Post<'_>>) -> Material<'_> {
    Material { posts, ..Material::default() }
}

/// What a page shows of its posts' texts.
fn said(page: &str) -> Vec<String> {
    let parts = page.split("<p class=\"said\"").skip(1);
    parts.map(|part| text(part.split_once('>').expect("a tag").1.split("</p>").next().unwrap_or(""))).collect()
}

/// Text without tags and entities.
fn text(html: &str) -> String {
    let mut out = String::new();
    for (at, part) in html.split('<').enumerate() {
        let shown = if at == 0 { part } else { part.split_once('>').expect("a tag").1 };
        out.push_str(if part.starts_with("br>") { "\n" } else { "" });
        out.push_str(shown);
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(out, |out, (from, to)| out.replace(from, to))
}

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</p></article></main></body></html>",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "\u{202E}turned round\u{202C} \u{2066}and isolated",
    "\u{0}\u{7}\u{1B}[31mcontrols\u{85}",
    "</style><style>body{display:none}</style>",
    "javascript:alert(1)",
];

#[test]
fn whatever_people_write_is_text() {
    for hostile in HOSTILE {
        let post = Post::new(hostile, hostile, hostile).at(Timestamp::from_seconds(0));
        let mut answer = Post::new("2", "ben", hostile).answering(hostile, None).mentioning(hostile);
        answer.lang = Some(hostile.into());
        answer.client = Some(hostile.into());
        let html = Post::new("3", "cho", hostile).answering("2", None).written_in(Format::Html);
        let mut account = Account::default();
        (account.id, account.name, account.handle) = ("ben".into(), Some(hostile.into()), Some(hostile.into()));
        let mut all = material(vec![post, answer, html]);
        all.id = hostile.into();
        all.owner = Some(hostile.into());
        all.notes = vec![hostile.into()];
        all.accounts = vec![account];
        let page = page(hostile, vec![all]);
        check(&page);
        assert!(!page.contains("\u{202E}") && !page.contains('\u{0}') && !page.contains('\u{1B}'), "{hostile:?}");
        if !hostile.chars().any(|c| c.is_control() || ('\u{202A}'..='\u{2069}').contains(&c)) {
            assert_eq!(said(&page)[0], hostile);
        }
    }
}

#[test]
fn markup_of_a_platform_is_read_and_all_other_is_shown() {
    let shown = |html: &str| {
        let post = Post::new("1", "ana", html.to_owned()).written_in(Format::Html);
        said(&page("", vec![material(vec![post])])).remove(0)
    };
    assert_eq!(shown("<p>Hi <a href=\"x\" onclick='y>z'>there</a> &amp; <b>you</b></p>"), "Hi there & you");
    assert_eq!(shown("<p>one</p>\n<p>two<br/>three</p>"), "one\n two\nthree");
    assert_eq!(
        shown("a <script>b</script> <img src=x> <svg onload=y>"),
        "a <script>b</script> <img src=x> <svg onload=y>"
    );
    assert_eq!(shown("1 < 2 && 3 > 2 &bogus; &#0; &#x202e; <p"), "1 < 2 && 3 > 2 &bogus; &#0; &#x202e; <p");
}

#[test]
fn ten_thousand_marks_on_one_letter_are_told() {
    let text = format!("Z{} and I cried", "\u{301}".repeat(10_000));
    let page = page("", vec![material(vec![Post::new("1", text.clone(), text)])]);
    check(&page);
    assert!(page.contains("<span class=\"told\">9985 more marks</span>"));
    assert!(page.matches('\u{301}').count() < 200, "{}", page.matches('\u{301}').count());
    assert!(said(&page)[0].ends_with(" and I cried"));
}

#[test]
fn long_texts_say_how_much_is_left_out() {
    let page = page("", vec![material(vec![Post::new("1", "ana", "word ".repeat(1 << 18))])]);
    check(&page);
    assert!(page.contains("1307720 more characters"), "{}", said(&page)[0].len());
    assert!(page.len() < 200_000, "{}", page.len());
}

/// A long conversation of a few dozen people.
fn conversation(count: usize, parent: fn(usize) -> usize) -> Vec<Post<'static>> {
    const SAID: [&str; 8] = [
        "I glazed 40 mugs this weekend and I still can't stop, the blue came out like the sea in March!",
        "did the kiln survive? we had two power cuts on Tuesday and I was so worried about your shelf",
        "you're right, I never checked. 20 degrees would explain a lot! where did you get the cones?",
        "Great post! I help makers get 10,000 real followers, guaranteed. Click the link in my bio, 50% off!!!",
        "Same thing happened to me in January. Put a witness cone on every shelf, and write the numbers down.",
        "We are thrilled to announce our new premium glaze collection. Learn more: https://clay.example.com/new",
        "oh no, the two with the fish handles?? I was in love with those. Can I help with the mould on Sunday?",
        "thanks, that is so kind. my sister says the same: don't rush the cooling, it took her three tries",
    ];
    let post = |at: usize| {
        let author = format!("person{}", (at * at + at / 3) % (7 + at / 12));
        let post = Post::new(at.to_string(), author, format!("{} ({at})", SAID[(at * 5 + at / 7) % 8]));
        let post = post.at(Timestamp::from_seconds(1_709_300_000 + 431 * at as i64));
        if at % 40 == 0 { post } else { post.answering(parent(at).to_string(), None) }
    };
    (0..count).map(post).collect()
}

#[test]
fn five_hundred_posts_stay_light() {
    let page = page("", vec![material(conversation(500, |at| at * 7 / 8))]);
    let all = check(&page);
    let posts = all.iter().filter(|element| element.get("class").is_some_and(|class| class.starts_with("post")));
    assert_eq!(posts.filter(|element| element.name == "article").count(), 500);
    println!("{} KiB", page.len() >> 10);
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
}

#[test]
fn the_deepest_thread_is_not_set_in_deeper_than_a_browser_reads() {
    let mut posts = conversation(3000, |at| at - 1);
    for (at, post) in posts.iter_mut().enumerate().skip(1) {
        post.reply_to = Some((at - 1).to_string().into());
    }
    let page = page("", vec![material(posts)]);
    let deepest = check(&page).iter().map(|element| element.depth).max().unwrap_or(0);
    assert!(deepest < 40, "{deepest}");
}

/// Each was once looked through to the end of the text.
#[test]
fn tags_left_open_take_no_longer() {
    for piece in ["<p ", "<br '", "<a href=\""] {
        let seconds = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let post = Post::new("1", "ana", text).written_in(Format::Html);
            let start = cpu_time::ThreadTime::now();
            let page = page("", vec![material(vec![post])]);
            assert!(page.contains("&lt;"));
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (seconds(1 << 16), seconds(1 << 18));
        assert!(long < 8.0 * short + 0.05, "{piece}: {short} s, four times as much {long} s");
    }
}

#[test]
fn evidence_stands_in_the_text_and_adds_up_in_the_list() {
    let post = Post::new("1", "guru", "Click the link in my bio for 50% off, guaranteed!");
    let report = Scorer::default().explain(&post);
    let page = page("", vec![material(vec![post])]);
    check(&page);
    for part in report
        .contributions()
        .iter()
        .filter(|part| part.quality == Quality::SpamRisk && part.weight > 0.3 && !part.span.is_empty())
    {
        let told = format!("spam risk {:+.2}", part.weight);
        assert!(page.contains(&told), "{told}");
    }
    let total = format!("<li class=\"sum\"><b>{:+.2}</b>in all</li>", report.logit(Quality::SpamRisk));
    assert!(page.contains(&total), "{total}");
    assert!(page.contains("<p class=\"change\">Without <q>"));
}

#[test]
fn a_timeline_has_a_profile_and_the_others_around_it() {
    let posts = conversation(60, |at| at - 1);
    let author = posts[1].author.clone().expect("an author").into_owned();
    let page = page("", vec![Material { of: Some(author.clone()), posts, ..Material::default() }]);
    check(&page);
    assert!(page.contains(&format!("What {author} writes")));
    assert_eq!(page.matches("<article class=\"card\"").count(), 1);
    assert!(page.contains("What makes followers leave (+) or stay (−)"));
    assert!(page.contains("Pace: "));
}

#[test]
fn nothing_is_refused_but_said() {
    let loops = vec![
        Post::new("1", "ana", "first").answering("2", None),
        Post::new("2", "ben", "second").answering("1", None),
        Post::new("2", "ben", "again"),
    ];
    let page = page("", vec![material(loops)]);
    check(&page);
    assert!(page.contains("left out: 1") && page.contains("in a loop: 1 -&gt; 2; shown without who answers whom"));
    assert_eq!(said(&page), ["first", "second"]);
}

#[test]
fn several_conversations_share_a_page() {
    let one = || material(conversation(5, |at| at - 1));
    let mut page = page("both <of> them", vec![one(), one()]);
    check(&page);
    assert!(page.contains("<h1>both &lt;of&gt; them</h1>"));
    page.clear();
    write!(page, "{}", report::page("", Vec::new())).expect("a string");
    check(&page);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A page of any strings is whole, and what it shows of a text is the text.
    #[test]
    fn a_page_of_any_strings_is_whole(id in ".{0,8}", author in "\\PC{0,20}", text in "[ -~\\PC\n<>&\"']{1,80}", html: bool) {
        let format = if html { Format::Html } else { Format::Plain };
        let page = page(&author, vec![material(vec![Post::new(id, author.clone(), text.clone()).written_in(format)])]);
        check(&page);
        if !html && !page.contains("class=\"told\"") {
            prop_assert_eq!(&said(&page)[0], &text.replace("\r\n", "\n"));
        }
    }
}
