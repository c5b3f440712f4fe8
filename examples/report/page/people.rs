//! Who writes here: a card each, with pace, partners, what costs them an audience and what to do first.

use std::fmt::Write;

use realtalk::{Profile, Rating};

use super::evidence::weight;
use super::meter::{percent, row};
use super::post::disc;
use super::subject::{Subject, plural};

/// People who get a card; the others stand in a table.
const CARDS: usize = 24;

/// Rows of partners and of drivers on a card.
const ROWS: usize = 5;

pub(crate) fn write(subject: &Subject<'_>, out: &mut String, level: u8) {
    let mut profiles: Vec<&Profile> = match &subject.of {
        Some(author) => subject.profiles.iter().filter(|profile| profile.author == *author).collect(),
        None => subject.profiles.iter().collect(),
    };
    profiles.sort_by_key(|profile| std::cmp::Reverse(profile.posts));
    let id = subject.anchor("people");
    let name = if subject.of.is_some() { "Profile" } else { "People" };
    write!(out, "<section class=\"people\" aria-labelledby=\"{id}\"><h{level} id=\"{id}\">{name}</h{level}>")
        .expect("a string");
    if profiles.is_empty() {
        out.push_str("<p>Nobody here wrote a post of their own.</p>");
    }
    let wide = if profiles.len() == 1 { " alone" } else { "" };
    write!(out, "<div class=\"cards{wide}\">").expect("a string");
    let (cards, rest) = profiles.split_at(profiles.len().min(CARDS));
    for profile in cards {
        card(subject, out, profile, level + 1);
    }
    out.push_str("</div>");
    others(subject, out, rest);
    out.push_str("</section>\n");
}

fn card(subject: &Subject<'_>, out: &mut String, profile: &Profile, level: u8) {
    let id = person(subject, &profile.author);
    write!(out, "<article class=\"card\" id=\"{id}\" tabindex=\"-1\" aria-labelledby=\"{id}-name\"><header>")
        .expect("a string");
    disc(subject, out, Some(&profile.author));
    write!(out, "<h{level} id=\"{id}-name\"><bdi>{}</bdi></h{level}>", subject.name(&profile.author))
        .expect("a string");
    let posts = plural(profile.posts as usize, "post", "posts");
    let told = if profile.automated { " · says that a machine posts here" } else { "" };
    write!(out, "<p>{} {posts}{told}</p></header><div class=\"columns\"><div>", profile.posts).expect("a string");
    pace(subject, out, profile);
    out.push_str("<dl class=\"ratings\">");
    row(out, "Reply ratio", profile.reply_ratio, "q3");
    row(out, "Passion", profile.passion, "q0");
    row(out, "Authenticity", profile.authenticity, "q1");
    row(out, "Spam risk", profile.spam_risk, "q2");
    row(out, "Traction", profile.traction, "q4");
    row(out, "Opt-out risk", profile.opt_out_risk, "q5");
    out.push_str("</dl>");
    if subject.of.is_some() {
        enough(out, profile);
    }
    out.push_str("</div><div>");
    partners(subject, out, profile);
    drivers(out, profile);
    out.push_str("</div></div></article>");
}

/// Helpful, interesting and real enough? The least of the three is the bottleneck.
fn enough(out: &mut String, profile: &Profile) {
    let three = [
        ("helpful", profile.enough.helpful),
        ("interesting", profile.enough.interesting),
        ("real", profile.enough.real),
    ];
    let told = three.map(|(name, value)| format!("{name} {value:.2}")).join(", ");
    let least = three.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |(name, _)| name);
    write!(out, "<p class=\"enough\">Enough of it? {told}: most is missing where it should be {least}.</p>")
        .expect("a string");
}

/// Where somebody's card is.
fn person(subject: &Subject<'_>, author: &str) -> String {
    subject.anchor(&format!("person{}", subject.person(author).unwrap_or(usize::MAX)))
}

/// Bars of the sparkline.
const BINS: usize = 36;

/// When somebody wrote, over the time that the page spans.
fn pace(subject: &Subject<'_>, out: &mut String, profile: &Profile) {
    let posts = subject.thread.posts();
    let times = || posts.iter().filter_map(|post| post.created_at).map(realtalk::Timestamp::as_millis);
    let (Some(first), Some(last)) = (times().min(), times().max()) else { return };
    let length = i128::from(last) - i128::from(first) + 1;
    let mut bins = [0_u32; BINS];
    for post in posts.iter().filter(|post| post.author.as_deref() == Some(&*profile.author)) {
        if let Some(at) = post.created_at {
            let bin = (i128::from(at.as_millis()) - i128::from(first)) * BINS as i128 / length;
            bins[bin as usize] += 1;
        }
    }
    let most = bins.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let told = format!(
        "Pace: {:.1} posts on a day with posts, at most {} within ten minutes",
        profile.posts_per_active_day, profile.peak_ten_minutes
    );
    write!(out, "<figure class=\"pace\"><svg viewBox=\"0 0 {} 30\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{told}\"><path d=\"", BINS * 6)
        .expect("a string");
    for (at, count) in bins.into_iter().enumerate() {
        let height = if count == 0 { 1.0 } else { 3.0 + 27.0 * f64::from(count) / f64::from(most) };
        write!(out, "M{} 30v-{height:.0}h4v{height:.0}z", at * 6 + 1).expect("a string");
    }
    write!(out, "\"/></svg><figcaption>{told}</figcaption></figure>").expect("a string");
}

fn partners(subject: &Subject<'_>, out: &mut String, profile: &Profile) {
    out.push_str("<p class=\"label\">Talks with</p>");
    if profile.ties.is_empty() {
        out.push_str("<p class=\"none\">nobody yet</p>");
        return;
    }
    out.push_str("<ul class=\"ties\">");
    for tie in profile.ties.iter().take(ROWS) {
        let kind = match (tie.to, tie.from) {
            (_, 0) => ", one-way",
            (0, _) => ", not answered",
            _ if tie.strong => ", strong",
            _ => "",
        };
        write!(
            out,
            "<li><bdi>{}</bdi> <span>{} there, {} back, tie {:.2}{kind}</span></li>",
            subject.name(&tie.partner),
            tie.to,
            tie.from,
            tie.strength
        )
        .expect("a string");
    }
    if profile.ties.len() > ROWS {
        write!(out, "<li><span>and {} more</span></li>", profile.ties.len() - ROWS).expect("a string");
    }
    out.push_str("</ul>");
}

/// What makes followers leave or stay, what to do first and what that would change.
fn drivers(out: &mut String, profile: &Profile) {
    let mut drivers: Vec<_> = profile.opt_out_drivers.iter().filter(|driver| driver.weight.abs() >= 0.05).collect();
    drivers.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    if !drivers.is_empty() {
        out.push_str("<p class=\"label\">What makes followers leave (+) or stay (−)</p><ul class=\"drivers\">");
        for driver in drivers.iter().take(ROWS + 1) {
            let (width, less) = ((driver.weight.abs() * 50.0).min(100.0), driver.weight < 0.0);
            write!(
                out,
                "<li{}><span>{}</span><i style=\"--v:{width:.0}%\"></i><b>{}</b></li>",
                if less { " class=\"less\"" } else { "" },
                driver.name,
                weight(driver.weight)
            )
            .expect("a string");
        }
        out.push_str("</ul>");
    }
    match profile.advice {
        Some(advice) => write!(out, "<p class=\"advice\"><b>First: {}.</b>", advice.text()),
        None => write!(out, "<p class=\"advice\"><b>Nothing stands out: go on.</b>"),
    }
    .expect("a string");
    if let Some(heaviest) =
        drivers.iter().filter(|driver| driver.weight > 0.1).max_by(|a, b| a.weight.total_cmp(&b.weight))
    {
        let now = profile.opt_out_risk.score.get();
        write!(
            out,
            " Without {} the opt-out risk falls from {now:.2} to {:.2}.",
            heaviest.name,
            less(now, heaviest.weight)
        )
        .expect("a string");
    }
    out.push_str("</p>");
}

/// A chance with so much less log-odds.
fn less(chance: f64, weight: f64) -> f64 {
    let odds = chance / (1.0 - chance).max(f64::EPSILON) * (-weight).exp();
    odds / (1.0 + odds)
}

fn others(subject: &Subject<'_>, out: &mut String, rest: &[&Profile]) {
    if rest.is_empty() {
        return;
    }
    write!(out, "<details class=\"others\"><summary>{} more people</summary><div class=\"scroll\"><table>", rest.len())
        .expect("a string");
    out.push_str("<thead><tr><th scope=\"col\">Who</th><th scope=\"col\">Posts</th><th scope=\"col\">Reply ratio</th><th scope=\"col\">Spam risk</th><th scope=\"col\">Opt-out risk</th></tr></thead><tbody>");
    let told = |rating: Rating| format!("{:.2} {}", rating.score.get(), rating.band());
    for profile in rest {
        write!(
            out,
            "<tr><th scope=\"row\"><bdi>{}</bdi></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            subject.name(&profile.author),
            profile.posts,
            percent(profile.reply_ratio.score.get()),
            told(profile.spam_risk),
            told(profile.opt_out_risk)
        )
        .expect("a string");
    }
    out.push_str("</tbody></table></div></details>");
}
