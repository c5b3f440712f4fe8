//! Numbers from 0 to 1 as a word, a figure and a bar.

use std::fmt::Write;

use realtalk::{PostScores, Quality, Rating};

/// Names of the qualities as people say them.
pub(crate) const NAMES: [&str; 4] = ["Passion", "Authenticity", "Spam risk", "Conversational"];

/// A row of a list of ratings; `class` picks the colour.
pub(crate) fn row(out: &mut String, name: &str, rating: Rating, class: &str) {
    let (score, sure) = (rating.score.get(), rating.confidence.get());
    write!(
        out,
        "<div class=\"{class}\" style=\"--v:{:.0}%;--c:{:.0}%\"><dt>{name}</dt>\
         <dd>{score:.2} <span>{}</span></dd></div>",
        score * 100.0,
        35.0 + sure * 65.0,
        rating.band()
    )
    .expect("a string");
}

/// The four ratings.
pub(crate) fn four(out: &mut String, scores: &PostScores) {
    let all = [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational];
    out.push_str("<dl class=\"ratings\">");
    for (quality, rating) in Quality::ALL.into_iter().zip(all) {
        row(out, NAMES[quality as usize], rating, &format!("q{}", quality as usize));
    }
    out.push_str("</dl>");
}

/// A share as people say it.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
