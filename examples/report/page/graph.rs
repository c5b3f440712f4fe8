//! Who talks with whom, drawn: people on a circle, a line for each two who talk, as wide as their tie is strong.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::shown::short;
use super::subject::{Subject, plural};

/// People who are drawn; more would be a ball of wool.
const DRAWN: usize = 18;

/// Lines that are drawn, the strongest.
const LINES: usize = 36;

/// Half the picture's sides, and the radius of the circle.
const WIDE: f64 = 240.0;
const HIGH: f64 = 160.0;
const RADIUS: f64 = 112.0;

/// What passes between two people.
#[derive(Clone, Copy, Default)]
struct Line {
    there: u64,
    back: u64,
    strength: f64,
    strong: bool,
}

type Lines<'s> = BTreeMap<(&'s str, &'s str), Line>;

pub(crate) fn write(subject: &Subject<'_>, out: &mut String, level: u8) {
    let lines = lines(subject);
    if lines.is_empty() {
        return;
    }
    let (drawn, all) = people(&lines);
    let id = subject.anchor("graph");
    write!(
        out,
        "<section class=\"graph\" aria-labelledby=\"{id}\"><h{level} id=\"{id}\">Who talks with whom</h{level}>"
    )
    .expect("a string");
    picture(subject, out, &lines, &drawn);
    if all > drawn.len() {
        write!(
            out,
            "<p class=\"sub\">The {} of {all} people with most ties, and the strongest of these.</p>",
            drawn.len()
        )
        .expect("a string");
    }
    table(subject, out, &lines);
    out.push_str("</section>");
}

/// A line for each two who address each other, or one the other.
fn lines<'s>(subject: &'s Subject<'_>) -> Lines<'s> {
    let mut lines = Lines::new();
    let of = subject.of.as_deref();
    for profile in subject.profiles.iter().filter(|profile| of.is_none_or(|of| profile.author == of)) {
        let author = profile.author.as_str();
        for tie in profile.ties.iter().filter(|tie| tie.partner != author) {
            let partner = tie.partner.as_str();
            let (key, (there, back)) = if author < partner {
                ((author, partner), (tie.to, tie.from))
            } else {
                ((partner, author), (tie.from, tie.to))
            };
            let line = lines.entry(key).or_default();
            *line = Line {
                there: line.there.max(there),
                back: line.back.max(back),
                strength: line.strength.max(tie.strength),
                strong: line.strong || tie.strong,
            };
        }
    }
    lines
}

/// Those who are drawn, partners beside each other where that can be, and how many there are.
fn people<'s>(lines: &Lines<'s>) -> (Vec<&'s str>, usize) {
    let mut worth: BTreeMap<&str, f64> = BTreeMap::new();
    for ((one, other), line) in lines {
        for who in [one, other] {
            *worth.entry(who).or_default() += 0.01 + line.strength + 0.001 * (line.there + line.back) as f64;
        }
    }
    let mut all: Vec<(&str, f64)> = worth.into_iter().collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let count = all.len();
    let mut left: Vec<&str> = all.into_iter().take(DRAWN).map(|(who, _)| who).collect();
    let mut order: Vec<&str> = Vec::new();
    while !left.is_empty() {
        // Next to the last one stands whoever is closest to them.
        let near =
            |who: &str| order.last().and_then(|last| between(lines, last, who)).map_or(0.0, |line| 1.0 + line.strength);
        let best = (0..left.len()).rev().max_by(|a, b| near(left[*a]).total_cmp(&near(left[*b]))).unwrap_or(0);
        order.push(left.remove(best));
    }
    (order, count)
}

fn between(lines: &Lines<'_>, one: &str, other: &str) -> Option<Line> {
    lines.get(&if one < other { (one, other) } else { (other, one) }).copied()
}

/// The lines that are drawn, weakest first so that the strong lie on top.
fn strongest<'l>(lines: &'l Lines<'_>, drawn: &[&str]) -> Vec<((&'l str, &'l str), &'l Line)> {
    let both = |(one, other): &(&str, &str)| drawn.contains(one) && drawn.contains(other);
    let mut all: Vec<_> = lines.iter().filter(|(pair, _)| both(pair)).map(|(pair, line)| (*pair, line)).collect();
    all.sort_by(|a, b| {
        let weight = |line: &Line| line.there + line.back;
        a.1.strength.total_cmp(&b.1.strength).then_with(|| weight(a.1).cmp(&weight(b.1))).then_with(|| b.0.cmp(&a.0))
    });
    all.split_off(all.len().saturating_sub(LINES))
}

fn picture(subject: &Subject<'_>, out: &mut String, lines: &Lines<'_>, drawn: &[&str]) {
    // Two stand side by side.
    let high = if drawn.len() == 2 { HIGH / 3.0 } else { HIGH };
    write!(
        out,
        "<svg viewBox=\"{} {} {} {}\" role=\"img\" aria-label=\"{} people and the ties between them; the table below says the same\">",
        -WIDE,
        -high,
        2.0 * WIDE,
        2.0 * high,
        drawn.len()
    )
    .expect("a string");
    let places: Vec<(f64, f64)> = (0..drawn.len()).map(|at| place(at, drawn.len())).collect();
    for ((one, other), line) in strongest(lines, drawn) {
        let at = |who: &str| drawn.iter().position(|name| *name == who).map_or((0.0, 0.0), |at| places[at]);
        edge(out, line, at(one), at(other));
        write!(out, "<title>{}</title></path>", told(subject, (one, other), line)).expect("a string");
    }
    for (name, place) in drawn.iter().zip(&places) {
        node(subject, out, name, *place);
    }
    out.push_str("</svg>");
}

/// A place on the circle, the first at the top.
fn place(at: usize, of: usize) -> (f64, f64) {
    let angle = core::f64::consts::TAU * (at as f64 + 0.5 * f64::from(u8::from(of == 2))) / of as f64;
    (RADIUS * libm::sin(angle) * 1.15, -RADIUS * libm::cos(angle))
}

/// A line bent toward the middle, left open for its title.
fn edge(out: &mut String, line: &Line, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
    let (bend_x, bend_y) = ((x + to_x) * 0.3, (y + to_y) * 0.3);
    let class = if line.there.min(line.back) == 0 { "oneway" } else { "both" };
    let width = 1.2 + 9.0 * line.strength;
    write!(
        out,
        "<path class=\"{class}\" d=\"M{x:.1} {y:.1}Q{bend_x:.1} {bend_y:.1} {to_x:.1} {to_y:.1}\" stroke-width=\"{width:.1}\">"
    )
    .expect("a string");
}

fn node(subject: &Subject<'_>, out: &mut String, name: &str, (x, y): (f64, f64)) {
    let posts = subject.profiles.iter().find(|profile| profile.author == name).map_or(0, |profile| profile.posts);
    let radius = 4.0 + 2.5 * libm::sqrt(posts as f64).min(5.0);
    let hue = subject.person(name).map(|person| person * 137 % 360);
    let style = hue.map_or_else(|| "class=\"none\"".into(), |hue| format!("style=\"--h:{hue}\""));
    let (anchor, shift) = match x {
        x if x > 8.0 => ("start", radius + 5.0),
        x if x < -8.0 => ("end", -radius - 5.0),
        _ => ("middle", 0.0),
    };
    let drop = if anchor == "middle" { radius.mul_add(y.signum(), y.signum() * 9.0) + 4.0 } else { 4.0 };
    let label = short(subject.called(name), 18);
    write!(
        out,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" {style}><title>{}: {posts} {}</title></circle>\
         <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{label}</text>",
        subject.name(name),
        plural(posts as usize, "post", "posts"),
        x + shift,
        y + drop
    )
    .expect("a string");
}

fn told(subject: &Subject<'_>, (one, other): (&str, &str), line: &Line) -> String {
    let (one, other) = (subject.name(one), subject.name(other));
    let kind = match (line.there, line.back) {
        (_, 0) | (0, _) => ", one-way",
        _ if line.strong => ", strong",
        _ => "",
    };
    format!("{one} to {other}: {}, back: {}, tie {:.2}{kind}", line.there, line.back, line.strength)
}

/// The same in rows, for those who do not see the picture.
fn table(subject: &Subject<'_>, out: &mut String, lines: &Lines<'_>) {
    let mut rows: Vec<_> = lines.iter().collect();
    rows.sort_by(|a, b| b.1.strength.total_cmp(&a.1.strength).then_with(|| a.0.cmp(b.0)));
    let left = rows.len().saturating_sub(60);
    write!(
        out,
        "<details class=\"others\"><summary>The same as a table: {} {}</summary><div class=\"scroll\"><table>",
        rows.len(),
        { plural(rows.len(), "tie", "ties") }
    )
    .expect("a string");
    out.push_str("<thead><tr><th scope=\"col\">One</th><th scope=\"col\">Other</th><th scope=\"col\">There</th><th scope=\"col\">Back</th><th scope=\"col\">Tie</th></tr></thead><tbody>");
    for ((one, other), line) in rows.into_iter().take(60) {
        write!(
            out,
            "<tr><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td>{}</td><td>{}</td><td>{:.2}{}</td></tr>",
            subject.name(one),
            subject.name(other),
            line.there,
            line.back,
            line.strength,
            if line.strong { " strong" } else { "" }
        )
        .expect("a string");
    }
    if left > 0 {
        write!(out, "<tr><td colspan=\"5\">and {left} weaker ones</td></tr>").expect("a string");
    }
    out.push_str("</tbody></table></div></details>");
}
