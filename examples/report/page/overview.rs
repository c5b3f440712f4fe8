//! At a glance: the sentence one would say, the means, and the shape in numbers. Days and times.

use std::fmt::Write;

use realtalk::{Band, Post, Profile, Rating, Timestamp};

use super::meter::{NAMES, percent, row};
use super::subject::{Subject, plural};

pub(crate) fn write(subject: &Subject<'_>, out: &mut String, level: u8) {
    let id = subject.anchor("glance");
    write!(out, "<section class=\"glance\" aria-labelledby=\"{id}\"><h{level} id=\"{id}\">At a glance</h{level}>")
        .expect("a string");
    let profile = subject.profile();
    let (said, means, rows) = match profile {
        Some(profile) => (of_one(subject, profile), one_means(subject, profile), one_rows(profile)),
        None => (of_all(subject), all_means(subject), all_rows(subject)),
    };
    write!(out, "<p class=\"lead\">{said}</p><dl class=\"ratings means\">").expect("a string");
    for (at, rating) in means.into_iter().enumerate() {
        row(out, NAMES[at], rating, &format!("q{at}"));
    }
    out.push_str("</dl><dl class=\"facts\">");
    for (name, value, told) in rows {
        let value = value.unwrap_or_else(|| "unknown".into());
        write!(out, "<div title=\"{told}\"><dt>{name}</dt><dd>{value}</dd></div>").expect("a string");
    }
    out.push_str("</dl></section>");
}

/// How much of it is talk.
fn manner(ratio: f64, posts: usize) -> &'static str {
    match ratio {
        _ if posts < 3 => "Too few posts to tell much.",
        ratio if ratio >= 0.5 => "This is people talking with each other.",
        ratio if ratio >= 0.3 => "Some of this is talk, some announcements.",
        _ => "Most of this speaks at people rather than with them.",
    }
}

/// What one would say of a conversation.
fn of_all(subject: &Subject<'_>) -> String {
    let scores = &subject.scores;
    let mut said = manner(scores.shape.reply_ratio, subject.thread.len()).to_owned();
    if let Some(rate) = scores.answer_rate {
        let asked = subject.post_scores().filter(|(_, scores)| scores.traits.questions > 0).count();
        let answered = (rate * asked as f64).round() as usize;
        write!(said, " {answered} of {asked} {} got an answer.", plural(asked, "question", "questions"))
            .expect("a string");
    }
    risky(subject, &mut said);
    let ties = subject.profiles.iter().flat_map(|p| p.ties.iter().map(move |tie| (p, tie)));
    let ties = ties.filter(|(_, tie)| tie.strength > 0.0);
    if let Some((one, tie)) = ties.max_by(|a, b| a.1.strength.total_cmp(&b.1.strength)) {
        let (one, other) = (subject.name(&one.author), subject.name(&tie.partner));
        write!(said, " The strongest tie is that of <bdi>{one}</bdi> and <bdi>{other}</bdi>.").expect("a string");
    }
    said
}

/// What one would say of one account.
fn of_one(subject: &Subject<'_>, profile: &Profile) -> String {
    let mut said = manner(profile.reply_ratio.score.get(), profile.posts as usize).to_owned();
    risky(subject, &mut said);
    if let Some(tie) = profile.ties.iter().find(|tie| tie.strength > 0.0) {
        write!(said, " The strongest tie is with <bdi>{}</bdi>.", subject.name(&tie.partner)).expect("a string");
    }
    if let Some(advice) = profile.advice {
        write!(said, " To keep the audience: {}.", advice.text()).expect("a string");
    }
    said
}

/// How many posts read like spam; of a timeline, of the account's own.
fn risky(subject: &Subject<'_>, said: &mut String) {
    let own =
        |post: &Post<'_>| post.is_own() && (subject.of.is_none() || post.author.as_deref() == subject.of.as_deref());
    let high = subject.post_scores().filter(|(post, scores)| own(post) && scores.spam_risk.band() == Band::High);
    let count = high.count();
    if count > 0 {
        write!(said, " {count} {} like spam.", plural(count, "post reads", "posts read")).expect("a string");
    }
}

fn all_means(subject: &Subject<'_>) -> [Rating; 4] {
    let scores = &subject.scores;
    [scores.passion, scores.authenticity, scores.spam_risk, scores.conversational]
}

fn one_means(subject: &Subject<'_>, profile: &Profile) -> [Rating; 4] {
    let own = subject.post_scores().filter(|(post, _)| post.author.as_deref() == Some(&*profile.author));
    let (mut score, mut sure, mut n) = (0.0, 0.0, 0.0);
    for (_, scores) in own {
        score += scores.conversational.score.get();
        sure += scores.conversational.confidence.get();
        n += 1.0;
    }
    let talks = Rating::new(score / f64::max(n, 1.0), sure / f64::max(n, 1.0));
    [profile.passion, profile.authenticity, profile.spam_risk, talks]
}

/// A name, a value where it is known, and what that means.
type Row = (&'static str, Option<String>, &'static str);

/// The shape of the conversation, in the words of the field.
fn all_rows(subject: &Subject<'_>) -> Vec<Row> {
    let (scores, shape) = (&subject.scores, &subject.scores.shape);
    let steps = format!("{} {}", shape.depth, plural(shape.depth as usize, "step", "steps"));
    vec![
        ("Reply ratio", Some(format!("{:.2}", shape.reply_ratio)), "posts that interact with others, of all"),
        ("Reciprocity", shape.reciprocity.map(percent), "of the talk between two goes both ways"),
        ("Questions answered", scores.answer_rate.map(percent), "by somebody else"),
        ("They come back", shape.return_rate.map(percent), "of those who were answered answer again"),
        ("Longest exchange", Some(steps), "from a first post to its last answer"),
        ("Time to an answer", shape.latency_median_seconds.map(span), "at the median"),
    ]
}

/// The habits of an account.
fn one_rows(profile: &Profile) -> Vec<Row> {
    let share = |rating: Rating| percent(rating.score.get());
    vec![
        (
            "Reply ratio",
            Some(format!("{:.2}", profile.reply_ratio.score.get())),
            "posts that interact with others, of all",
        ),
        ("Reciprocity", profile.reciprocity.map(&share), "of what is said to partners comes back"),
        ("Answers", profile.answer_rate.map(&share), "of those who wrote got an answer"),
        ("Asks", Some(share(profile.question_rate)), "of the posts ask something"),
        ("Said before", Some(share(profile.duplicate_share)), "of the posts say what an earlier one said"),
        ("Scheduled look", Some(share(profile.clockwork)), "how much the minutes look like a clock's; no sign of spam"),
        ("Asks a reader for", Some(format!("{} a day", span(profile.seconds_per_day))), "time to read it all"),
        ("Breadth", Some(share(profile.breadth)), "more than just work, and not one subject"),
    ]
}

/// A length of time in the unit that fits.
pub(crate) fn span(seconds: f64) -> String {
    let (value, unit) = match seconds {
        s if s < 90.0 => (s, "s"),
        s if s < 5400.0 => (s / 60.0, "min"),
        s if s < 129_600.0 => (s / 3600.0, "h"),
        s => (s / 86_400.0, "d"),
    };
    format!("{value:.0} {unit}")
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `1 Mar 2024`, in UTC.
pub(crate) fn day(moment: Timestamp) -> String {
    let text = moment.to_string();
    let mut parts = text.split('T').next().unwrap_or("").rsplitn(3, '-');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (day, month, year) {
        (Some(day), Some(month), Some(year)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => text,
    }
}

/// `1 Mar 2024, 19:02`, in UTC.
pub(crate) fn moment(moment: Timestamp) -> String {
    let text = moment.to_string();
    let time = text.split('T').nth(1).and_then(|time| time.get(..5)).unwrap_or("");
    format!("{}, {time}", day(moment))
}
