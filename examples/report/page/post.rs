//! One post: who, when, what, its four ratings and why.

use std::fmt::Write;

use realtalk::{Band, Kind, Post, PostRef};

use super::meter;
use super::shown::short;
use super::subject::{Subject, plural};
use super::{evidence, overview};

/// In longer conversations lists of evidence are shorter, so that the page stays light.
const MANY: usize = 150;

/// Writes the post at `at` as an article.
pub(crate) fn write(subject: &Subject<'_>, out: &mut String, at: usize) {
    let (post, report) = (&subject.thread.posts()[at], &subject.reports[at]);
    let risky = report.scores().spam_risk.band() == Band::High;
    let other = subject.of.is_some() && post.author.as_deref() != subject.of.as_deref();
    let class = ["post", if risky { " risky" } else { "" }, if other { " other" } else { "" }].concat();
    write!(out, "<article id=\"{}\" class=\"{class}\" tabindex=\"-1\">", anchor(subject, at)).expect("a string");
    header(subject, out, at);
    if post.kind == Kind::Service && post.text.is_empty() {
        out.push_str("<p class=\"gone\">This post is not there any more.</p></article>");
        return;
    }
    said(out, post, report);
    about(subject, out, post);
    if post.is_own() {
        meter::four(out, report.scores());
        change(subject, out, at);
        why(subject, out, post, report);
    }
    out.push_str("</article>");
}

pub(crate) fn anchor(subject: &Subject<'_>, at: usize) -> String {
    subject.anchor(&format!("post{at}"))
}

fn said(out: &mut String, post: &Post<'_>, report: &realtalk::Report) {
    out.push_str("<p class=\"said\" dir=\"auto\"");
    if let Some(lang) = post.lang.as_deref().filter(|lang| is_tag(lang)) {
        write!(out, " lang=\"{lang}\"").expect("a string");
    }
    out.push('>');
    evidence::text(out, post, report);
    out.push_str("</p>");
}

/// Whether it looks like a language tag: letters, digits and hyphens.
fn is_tag(lang: &str) -> bool {
    (2..=35).contains(&lang.len()) && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// A circle with a first letter, in the person's own colour.
pub(crate) fn disc(subject: &Subject<'_>, out: &mut String, author: Option<&str>) {
    let hue = author.and_then(|author| subject.person(author)).map(|person| person * 137 % 360);
    let name = author.map_or("", |author| subject.called(author));
    // A letter or digit needs no escaping.
    let first = name.chars().find(|c| c.is_alphanumeric()).map_or_else(|| "?".into(), |c| c.to_uppercase().to_string());
    match hue {
        Some(hue) => write!(out, "<span class=\"disc\" style=\"--h:{hue}\" aria-hidden=\"true\">{first}</span>"),
        None => write!(out, "<span class=\"disc none\" aria-hidden=\"true\">{first}</span>"),
    }
    .expect("a string");
}

fn header(subject: &Subject<'_>, out: &mut String, at: usize) {
    let post = &subject.thread.posts()[at];
    out.push_str("<header>");
    disc(subject, out, post.author.as_deref());
    match post.author.as_deref() {
        Some(author) => write!(out, "<b><bdi>{}</bdi></b>", subject.name(author)),
        None => write!(out, "<b class=\"nobody\">somebody</b>"),
    }
    .expect("a string");
    if let Some(parent) = subject.thread.parent(at) {
        let author = subject.thread.posts()[parent].author.as_deref();
        let name = author.map_or_else(|| "somebody".into(), |author| subject.name(author));
        write!(
            out,
            " <a class=\"to\" href=\"#{}\"><span>answers</span> <bdi>{name}</bdi></a>",
            anchor(subject, parent)
        )
        .expect("a string");
    } else if let Some(author) = subject.thread.answered_author(at) {
        write!(out, " <span class=\"to\"><span>answers</span> <bdi>{}</bdi></span>", subject.name(author))
            .expect("a string");
    } else if post.reply_to.is_some() {
        out.push_str(" <span class=\"to\"><span>answers</span> a post that is not here</span>");
    }
    badges(subject, out, post);
    if let Some(moment) = post.created_at {
        write!(out, " <time datetime=\"{moment}\">{}</time>", overview::moment(moment)).expect("a string");
    }
    out.push_str("</header>");
}

fn badges(subject: &Subject<'_>, out: &mut String, post: &Post<'_>) {
    let kind = match post.kind {
        Kind::Article => Some("article"),
        Kind::Message => Some("message"),
        Kind::Event => Some("event"),
        Kind::Invite => Some("invitation"),
        Kind::Service => Some("notice"),
        _ => None,
    };
    let flags = [
        kind,
        post.repost_of.as_ref().map(|_| "repost"),
        post.edited_at.map(|_| "edited"),
        (post.automated == Some(true)).then_some("automated"),
    ];
    for flag in flags.into_iter().flatten() {
        write!(out, " <span class=\"badge\">{flag}</span>").expect("a string");
    }
    let owner = subject.thread.owner().filter(|owner| post.author.as_deref() == Some(*owner));
    if owner.is_some() {
        out.push_str(" <span class=\"badge\">owner of the place</span>");
    }
}

/// What surrounds the text: whose words are repeated or quoted, an event's time and place, counts.
fn about(subject: &Subject<'_>, out: &mut String, post: &Post<'_>) {
    let mut parts: Vec<String> = Vec::new();
    let named = |other: &PostRef<'_>| {
        other.author.as_deref().map_or_else(|| short(&other.id, 60), |author| subject.name(author))
    };
    parts.extend(post.repost_of.iter().map(|other| format!("repeats <bdi>{}</bdi>", named(other))));
    parts.extend(post.quotes.iter().take(4).map(|other| format!("quotes <bdi>{}</bdi>", named(other))));
    if let Some(event) = &post.event {
        parts.extend(event.start.map(|start| format!("on {}", overview::moment(start))));
        parts.extend(event.place.as_deref().map(|place| format!("at <bdi>{}</bdi>", short(place, 80))));
        parts.extend(event.invited.map(|n| format!("{n} invited")));
        parts.extend(event.going.map(|n| format!("{n} going")));
    }
    let counts = [
        (post.counts.replies, "reply", "replies"),
        (post.counts.reposts, "repost", "reposts"),
        (post.counts.likes, "like", "likes"),
        (post.counts.reports, "report", "reports"),
    ];
    for (count, one, many) in counts {
        parts.extend(count.filter(|n| *n > 0).map(|n| format!("{n} {}", plural(n as usize, one, many))));
    }
    if !parts.is_empty() {
        write!(out, "<p class=\"about\">{}</p>", parts.join(" · ")).expect("a string");
    }
}

/// What would change a rating most.
fn change(subject: &Subject<'_>, out: &mut String, at: usize) {
    let (post, report) = (&subject.thread.posts()[at], &subject.reports[at]);
    let Some(found) = evidence::without(&subject.scorer, post, report) else { return };
    let way = if found.then < found.now { "falls" } else { "rises" };
    let words = found.words.split_whitespace().collect::<Vec<_>>().join(" ");
    write!(
        out,
        "<p class=\"change\">Without <q>{}</q>, {} {way} from {:.2} to {:.2}.</p>",
        short(&words, 60),
        ["passion", "authenticity", "spam risk", "the conversational rating"][found.quality as usize],
        found.now,
        found.then
    )
    .expect("a string");
}

fn why(subject: &Subject<'_>, out: &mut String, post: &Post<'_>, report: &realtalk::Report) {
    let count = report.contributions().len();
    if count == 0 {
        out.push_str("<p class=\"change\">Nothing was seen that weighs.</p>");
        return;
    }
    let pieces = plural(count, "piece", "pieces");
    write!(out, "<details><summary>Why: {count} {pieces} of evidence</summary><div class=\"why\">").expect("a string");
    evidence::lists(out, post, report, if subject.thread.len() > MANY { 3 } else { 8 });
    out.push_str("</div></details>");
}
