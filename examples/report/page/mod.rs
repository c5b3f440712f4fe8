//! A page to look at: what was said, what it was rated and why, and who talks with whom.
//!
//! One document without a script, an address or anything to fetch. Whatever people wrote goes through `shown`.

mod evidence;
mod graph;
mod marks;
mod meter;
mod overview;
mod people;
mod pieces;
mod post;
mod shown;
mod subject;
mod tree;

use std::fmt::Write;

use realtalk::{Account, Post};

pub(crate) use subject::Subject;

/// What a page is made from: a conversation, or what one account wrote and got.
#[derive(Debug, Default)]
pub(crate) struct Material<'a> {
    /// Its name, where it has one.
    pub(crate) id: String,
    /// Whose place it is, where that is known.
    pub(crate) owner: Option<String>,
    /// Whose timeline it is; `None` for a conversation.
    pub(crate) of: Option<String>,
    pub(crate) posts: Vec<Post<'a>>,
    pub(crate) accounts: Vec<Account<'a>>,
    /// What is missing from it.
    pub(crate) notes: Vec<String>,
}

/// Nothing may be fetched, run, framed or sent from the page, whatever stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A page of all of them.
pub(crate) fn page(title: &str, all: Vec<Material<'_>>) -> String {
    let mut out = String::with_capacity(64 << 10);
    let subjects: Vec<Subject<'_>> = all.into_iter().enumerate().map(|(at, each)| Subject::new(at, each)).collect();
    let alone = subjects.len() == 1;
    let name = if alone { subjects[0].title() } else { shown::short(title, 80) };
    head(&mut out, &name);
    out.push_str("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header class=\"top\">");
    if alone {
        subjects[0].heading(&mut out, 1);
        subjects[0].sections(&mut out);
    } else {
        write!(out, "<h1>{name}</h1>").expect("a string");
        contents(&mut out, &subjects);
    }
    out.push_str("</header>\n<main id=\"main\">\n");
    for subject in &subjects {
        if !alone {
            write!(out, "<section aria-labelledby=\"{}\" class=\"subject\">", subject.anchor("title"))
                .expect("a string");
            subject.heading(&mut out, 2);
        }
        subject.write(&mut out, if alone { 2 } else { 3 });
        out.push_str(if alone { "" } else { "</section>\n" });
    }
    out.push_str("</main>\n");
    foot(&mut out);
    out
}

fn head(out: &mut String, title: &str) {
    let style = include_str!("page.css");
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · realtalk</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    .expect("a string");
}

/// Links to several subjects on one page.
fn contents(out: &mut String, subjects: &[Subject<'_>]) {
    out.push_str("<nav aria-label=\"On this page\"><ul>");
    for subject in subjects {
        write!(out, "<li><a href=\"#{}\">{}</a></li>", subject.anchor("title"), subject.title()).expect("a string");
    }
    out.push_str("</ul></nav>");
}

/// How to read the page, at its end, where it is in nobody's way.
fn foot(out: &mut String) {
    out.push_str(
        "<footer id=\"reading\"><h2>How to read this page</h2>\n<dl class=\"guide\">\
         <div><dt><mark class=\"q0\">Passion</mark></dt><dd>how much the writer shows that they care</dd></div>\
         <div><dt><mark class=\"q1\">Authenticity</mark></dt><dd>how much it reads like a real person saying something of their own</dd></div>\
         <div><dt><mark class=\"q2\">Spam risk</mark></dt><dd>how likely a moderator would want it gone</dd></div>\
         <div><dt><mark class=\"q3\">Conversational</mark></dt><dd>how much it talks with someone rather than at an audience</dd></div>\
         </dl>\n<p>Each goes from 0 to 1 and is a sum: open <em>Why</em> under a post to see every piece of evidence and its \
         weight in log-odds, of which +1 takes a chance of one half to nearly three quarters. In the text the same evidence is \
         marked <mark class=\"q0\">so</mark> where it adds and <mark class=\"q0 less\">so</mark> where it takes away; the line below \
         tells the quality, as in the list above, and the weight shows when the pointer rests on it. A paler bar means less confidence: little text or an unknown language lowers \
         that, never the score.</p>\n<p>Scores describe posts and behaviour. They are no verdict about a person, and nobody is \
         spam for how they write. Low reply ratio means broadcast-like; people, brands and machines all are at times.</p></footer>\n\
         </body>\n</html>\n",
    );
}
