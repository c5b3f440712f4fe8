//! Evidence: marked in the text where it stands, listed below it, and tried without.

use std::borrow::Cow;
use std::fmt::Write;

use realtalk::{Contribution, Mark, Post, Quality, Report, Scorer, Span};

use super::marks::Marks;
use super::meter::NAMES;
use super::pieces::{Shown, pieces};
use super::shown::{escape, short};

/// Pieces of evidence that one mark tells.
const TOLD: usize = 3;

/// The text as a person sees it, with everything marked that weighs.
pub(crate) fn text(out: &mut String, post: &Post<'_>, report: &Report) {
    let marks = Marks::of(report.contributions());
    let mut open: Option<usize> = None;
    let mut at = 0;
    for piece in pieces(&post.text, post.format) {
        at = marks.next(at, piece.at.start as u32);
        let wanted = marks.covers(at, piece.at.start as u32).then_some(at);
        let wanted = wanted.filter(|_| !matches!(piece.shown, Shown::Break));
        if open != wanted {
            out.push_str(if open.is_some() { "</mark>" } else { "" });
            if let Some(at) = wanted {
                open_mark(out, marks.over(at, report.contributions()));
            }
            open = wanted;
        }
        match piece.shown {
            Shown::Text(text) => escape(out, text),
            Shown::Char(c) => escape(out, c.encode_utf8(&mut [0; 4])),
            Shown::Break => out.push_str("<br>"),
            Shown::Told(told) => write!(out, "<span class=\"told\">{told}</span>").expect("a string"),
        }
    }
    out.push_str(if open.is_some() { "</mark>" } else { "" });
}

/// Opens the element of a piece: its colour and letter are those of its heaviest evidence.
fn open_mark(out: &mut String, mut over: Vec<&Contribution>) {
    let less = if over[0].weight < 0.0 { " less" } else { "" };
    write!(out, "<mark class=\"q{}{less}\" title=\"", over[0].quality as usize).expect("a string");
    over.truncate(TOLD);
    // What one signal says of several qualities stands in one line.
    let heaviest: Vec<Mark> = over.iter().map(|part| part.signal).collect();
    for (nth, signal) in heaviest.iter().enumerate().filter(|(nth, signal)| !heaviest[..*nth].contains(signal)) {
        out.push_str(if nth == 0 { "" } else { "&#10;" });
        out.push_str(&told(*signal));
        for part in over.iter().filter(|part| part.signal == *signal) {
            write!(out, ", {} {}", NAMES[part.quality as usize].to_lowercase(), weight(part.weight)).expect("a string");
        }
    }
    out.push_str("\">");
}

/// A signal's name as words.
fn told(signal: Mark) -> String {
    signal.name().replace('_', " ")
}

/// A weight with its sign, as type sets it.
pub(crate) fn weight(weight: f64) -> String {
    format!("{weight:+.2}").replace('-', "−")
}

/// All evidence of a post, a list for each quality whose rows add up.
pub(crate) fn lists(out: &mut String, post: &Post<'_>, report: &Report, rows: usize) {
    for quality in Quality::ALL {
        let mut parts: Vec<&Contribution> =
            report.contributions().iter().filter(|part| part.quality == quality).collect();
        parts.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        let rating = report.rating(quality);
        write!(
            out,
            "<div class=\"q{}\"><p><b>{} {:.2}</b>, confidence {:.2}</p><ul>",
            quality as usize,
            NAMES[quality as usize],
            rating.score.get(),
            rating.confidence.get()
        )
        .expect("a string");
        row(out, report.prior(quality), "before anything is seen", "");
        let (shown, rest) = parts.split_at(if parts.len() <= rows + 1 { parts.len() } else { rows });
        for part in shown {
            row(out, part.weight, &told(part.signal), part.span.of(&post.text));
        }
        if !rest.is_empty() {
            row(out, rest.iter().map(|part| part.weight).sum(), &format!("{} lighter ones", rest.len()), "");
        }
        write!(out, "<li class=\"sum\"><b>{}</b>in all</li></ul></div>", weight(report.logit(quality)))
            .expect("a string");
    }
}

fn row(out: &mut String, value: f64, name: &str, quoted: &str) {
    write!(out, "<li><b>{}</b>{name}", weight(value)).expect("a string");
    if !quoted.is_empty() {
        write!(out, " <q>{}</q>", short(quoted, 40)).expect("a string");
    }
    out.push_str("</li>");
}

/// What one piece of evidence makes of a rating.
pub(crate) struct Without<'t> {
    pub(crate) quality: Quality,
    pub(crate) words: &'t str,
    pub(crate) now: f64,
    pub(crate) then: f64,
}

/// The heaviest pieces that are tried for each quality.
const TRIED: usize = 4;

/// Texts of more bytes are not scored again.
const TRIED_BYTES: usize = 64 << 10;

/// Which words would change a rating most by being left out: found by leaving them out and scoring again.
pub(crate) fn without<'t>(scorer: &Scorer, post: &'t Post<'_>, report: &Report) -> Option<Without<'t>> {
    if post.text.len() > TRIED_BYTES {
        return None;
    }
    let mut best: Option<Without<'t>> = None;
    for quality in Quality::ALL {
        let now = report.rating(quality).score.get();
        let mut parts: Vec<&Contribution> =
            report.contributions().iter().filter(|part| part.quality == quality && !part.span.is_empty()).collect();
        parts.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        for part in parts.into_iter().take(TRIED) {
            let Some(text) = left_out(&post.text, part.span) else { continue };
            let mut changed = post.clone();
            changed.text = Cow::Owned(text);
            let then = rating(scorer, &changed, quality);
            if best.as_ref().is_none_or(|best| (then - now).abs() > (best.then - best.now).abs()) {
                best = Some(Without { quality, words: part.span.of(&post.text), now, then });
            }
        }
    }
    best.filter(|best| (best.then - best.now).abs() >= 0.05)
}

fn rating(scorer: &Scorer, post: &Post<'_>, quality: Quality) -> f64 {
    let scores = scorer.score(post);
    let all = [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational];
    all[quality as usize].score.get()
}

/// The text without a piece of it; nothing where that would leave nothing.
fn left_out(text: &str, span: Span) -> Option<String> {
    let (before, after) = (text.get(..span.start as usize)?, text.get(span.end as usize..)?);
    let left = format!("{before}{after}");
    (!left.trim().is_empty()).then_some(left)
}
