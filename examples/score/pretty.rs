//! Posts, conversations and people for a person at a terminal.

use std::fmt::Write;

use realtalk::{Contribution, Network, Post, Profile, Quality, Rating, Report, Scorer, Thread};
use unicode_width::UnicodeWidthStr;

#[path = "../report/page/marks.rs"]
mod marks;
#[path = "../report/page/pieces.rs"]
mod pieces;

use marks::Marks;
use pieces::{Shown, pieces};

/// Columns that are filled.
const WIDTH: usize = 80;

/// Rows of reasons for each quality.
const REASONS: usize = 4;

/// What a colour stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Soft,
    Bold,
    Of(Quality),
    /// Evidence: underlined too, for those who do not tell the colours apart.
    Mark(Quality),
}

/// Writes with colour or without.
#[derive(Clone, Copy)]
pub(crate) struct Pretty {
    pub(crate) colour: bool,
    pub(crate) explain: bool,
}

impl Pretty {
    fn ink(self, out: &mut String, ink: Ink, text: &str) {
        let colour = |quality| match quality {
            Quality::Passion => "33",
            Quality::Authenticity => "32",
            Quality::SpamRisk => "31",
            Quality::Conversational => "36",
        };
        let (line, code) = match ink {
            Ink::Plain => ("", ""),
            Ink::Soft => ("", "2"),
            Ink::Bold => ("", "1"),
            Ink::Of(quality) => ("", colour(quality)),
            Ink::Mark(quality) => ("4;", colour(quality)),
        };
        if self.colour && !code.is_empty() && !text.is_empty() {
            write!(out, "\u{1B}[{line}{code}m{text}\u{1B}[0m").expect("a string");
        } else {
            out.push_str(text);
        }
    }

    /// One post: a line for who and when, the text with its evidence, the four ratings, the reasons.
    pub(crate) fn post(self, out: &mut String, post: &Post<'_>, report: &Report) {
        let author = post.author.as_deref().map_or_else(|| "?".into(), |author| one_line(author, 40));
        let answers = post.reply_to.as_deref().map_or_else(String::new, |id| format!(" answers {}", one_line(id, 20)));
        let time = post.created_at.map_or_else(String::new, |at| format!(" {at}"));
        let used = 4 + author.width() + answers.width() + time.width();
        self.ink(out, Ink::Soft, "── ");
        self.ink(out, Ink::Bold, &author);
        let line = "─".repeat(WIDTH.saturating_sub(used));
        self.ink(out, Ink::Soft, &format!("{answers} {line}{time}"));
        out.push('\n');
        self.text(out, post, report);
        self.ratings(out, Quality::ALL.map(|quality| (name(quality), report.rating(quality), Ink::Of(quality))));
        if self.explain {
            self.reasons(out, post, report);
        }
        out.push('\n');
    }

    /// The text between spaces, broken where the next word would not fit; evidence in colour, or in brackets.
    fn text(self, out: &mut String, post: &Post<'_>, report: &Report) {
        let cells = self.cells(post, report);
        let mut column = 0;
        let mut at = 0;
        while at < cells.len() {
            if cells[at].0 == "\n" || (cells[at].0 == " " && column == 0) {
                out.push_str(if cells[at].0 == "\n" { "\n" } else { "" });
                column = if cells[at].0 == "\n" { 0 } else { column };
                at += 1;
                continue;
            }
            let word = cells[at..].iter().skip(1).position(|cell| cell.0 == " " || cell.0 == "\n");
            let end = word.map_or(cells.len(), |word| at + 1 + word);
            let width: usize = cells[at..end].iter().map(|cell| cell.0.width()).sum();
            let breaks = column > 0 && column + width > WIDTH - 3;
            if breaks {
                out.push('\n');
                column = 0;
            }
            let mut run = (String::new(), Ink::Plain);
            for (shown, ink) in &cells[at + usize::from(breaks && cells[at].0 == " ")..end] {
                // A word longer than a line is broken anywhere.
                let full = column + shown.width() > WIDTH - 3;
                if *ink != run.1 || full {
                    self.run(out, &mut run);
                    run.1 = *ink;
                }
                if full {
                    out.push('\n');
                    column = 0;
                }
                out.push_str(if column == 0 { "   " } else { "" });
                run.0.push_str(shown);
                column += shown.width();
            }
            self.run(out, &mut run);
            at = end;
        }
        out.push('\n');
    }

    /// What is to be seen, each thing with its colour; without colours brackets stand around evidence.
    fn cells(self, post: &Post<'_>, report: &Report) -> Vec<(String, Ink)> {
        let marks = Marks::of(report.contributions());
        let (mut cells, mut at, mut open) = (Vec::new(), 0, Ink::Plain);
        for piece in pieces(&post.text, post.format) {
            let start = piece.at.start as u32;
            at = marks.next(at, start);
            let covered = marks.covers(at, start);
            let ink = match covered.then(|| marks.over(at, report.contributions())) {
                Some(over) => Ink::Mark(over[0].quality),
                None => Ink::Plain,
            };
            if !self.colour && (ink == Ink::Plain) != (open == Ink::Plain) {
                cells.push((if ink == Ink::Plain { "⟧" } else { "⟦" }.to_owned(), Ink::Plain));
            }
            open = ink;
            cells.push(match piece.shown {
                Shown::Text("\t") => (" ".to_owned(), ink),
                Shown::Text(text) => (text.to_owned(), ink),
                Shown::Char(c) => (c.to_string(), ink),
                Shown::Break => ("\n".to_owned(), Ink::Plain),
                Shown::Told(told) => (format!("[{told}]"), Ink::Soft),
            });
        }
        if !self.colour && open != Ink::Plain {
            cells.push(("⟧".to_owned(), Ink::Plain));
        }
        cells
    }

    /// Things of one colour in a row.
    fn run(self, out: &mut String, run: &mut (String, Ink)) {
        self.ink(out, run.1, &run.0);
        run.0.clear();
    }

    /// Ratings in two columns, each with a bar of ten steps.
    fn ratings<const N: usize>(self, out: &mut String, all: [(&str, Rating, Ink); N]) {
        for (at, (name, rating, ink)) in all.into_iter().enumerate() {
            let score = rating.score.get();
            let full = (score * 10.0).round() as usize;
            write!(out, "   {name:<15}").expect("a string");
            self.ink(out, ink, &"█".repeat(full));
            self.ink(out, Ink::Soft, &"░".repeat(10 - full));
            write!(out, " {score:.2} ").expect("a string");
            let last = at % 2 == 1 || at + 1 == N;
            let width = if last { 0 } else { 5 };
            self.ink(out, Ink::Soft, &format!("{:<width$}", rating.band()));
            out.push_str(if last { "\n" } else { "" });
        }
    }

    /// The heaviest evidence of each quality.
    fn reasons(self, out: &mut String, post: &Post<'_>, report: &Report) {
        for quality in Quality::ALL {
            let mut parts: Vec<&Contribution> =
                report.contributions().iter().filter(|part| part.quality == quality).collect();
            parts.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            for (at, part) in parts.iter().take(REASONS).enumerate() {
                let title = if at == 0 { name(quality) } else { "" };
                write!(out, "   ").expect("a string");
                self.ink(out, Ink::Of(quality), &format!("{title:<15}"));
                let told = format!("{:+.2} {}", part.weight, part.signal.name().replace('_', " "));
                out.push_str(&told);
                let quoted = one_line(part.span.of(&post.text), (WIDTH - 22).saturating_sub(told.len()));
                if !quoted.is_empty() {
                    self.ink(out, Ink::Soft, &format!(" “{quoted}”"));
                }
                out.push('\n');
            }
        }
    }

    /// A conversation: its posts, then what it comes to.
    pub(crate) fn thread(self, out: &mut String, scorer: &Scorer, thread: &Thread<'_>) {
        for post in thread.posts() {
            self.post(out, post, &scorer.explain(post));
        }
        let scores = scorer.score_thread(thread);
        self.ink(out, Ink::Bold, "The conversation");
        writeln!(out, ", {} posts by {} people", scores.shape.posts, scores.shape.authors).expect("a string");
        let all = [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational];
        self.ratings(out, Quality::ALL.map(|quality| (name(quality), all[quality as usize], Ink::Of(quality))));
        let share = |share: Option<f64>| share.map_or_else(|| "unknown".into(), |share| format!("{share:.2}"));
        let shape = &scores.shape;
        for (name, value) in [
            ("reply ratio", share(Some(shape.reply_ratio))),
            ("reciprocity", share(shape.reciprocity)),
            ("answer rate", share(scores.answer_rate)),
            ("return rate", share(shape.return_rate)),
            ("depth", shape.depth.to_string()),
        ] {
            writeln!(out, "   {name:<15}{value}").expect("a string");
        }
        let mut network = Network::new();
        for post in thread.posts() {
            network.observe(post, &scorer.score(post));
        }
        self.people(out, &network);
    }

    /// Everybody in a table.
    pub(crate) fn people(self, out: &mut String, network: &Network) {
        let profiles: Vec<Profile> = network.profiles().collect();
        let names: Vec<String> = profiles.iter().map(|profile| one_line(&profile.author, 24)).collect();
        let widest = names.iter().map(|name| name.width()).max().unwrap_or(0).max(3);
        let head = format!("\n   {:widest$}  posts  reply ratio  spam risk  opt-out risk  first", "who");
        self.ink(out, Ink::Soft, &head);
        out.push('\n');
        for (profile, name) in profiles.iter().zip(names) {
            // Padded by columns, which a letter may have none or two of.
            let pad = " ".repeat(widest - name.width());
            let row = format!(
                "   {name}{pad}  {:>5}  {:>11.2}  {:>9.2}  {:>12.2}  ",
                profile.posts,
                profile.reply_ratio.score.get(),
                profile.spam_risk.score.get(),
                profile.opt_out_risk.score.get(),
            );
            let advice = profile.advice.map_or("go on", realtalk::Advice::text);
            let parted = if row.width() + advice.width() > WIDTH { "\n      first: " } else { "" };
            writeln!(out, "{row}{parted}{advice}").expect("a string");
        }
    }
}

const fn name(quality: Quality) -> &'static str {
    match quality {
        Quality::Passion => "passion",
        Quality::Authenticity => "authenticity",
        Quality::SpamRisk => "spam risk",
        Quality::Conversational => "conversational",
    }
}

/// A text on one line of so many columns, without what disturbs a terminal.
fn one_line(text: &str, columns: usize) -> String {
    let (mut out, mut used) = (String::new(), 0);
    for piece in pieces(text, realtalk::Format::Plain) {
        let shown = match piece.shown {
            Shown::Text("\t") | Shown::Break => " ".to_owned(),
            Shown::Text(text) => text.to_owned(),
            Shown::Char(c) => c.to_string(),
            Shown::Told(told) => format!("[{told}]"),
        };
        used += shown.width();
        if used > columns {
            out.push('…');
            break;
        }
        out.push_str(&shown);
    }
    out
}
