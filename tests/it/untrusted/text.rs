//! Texts: reading, scoring, reports, lexicons, calibration.

use std::collections::BTreeMap;

use realtalk::{Error, Format, Kind, Lexicon, Mark, Post, Quality, Reading, Scorer, Style, Token, calibrate as fit};

use super::slow::{Piece, STYLES, pieces};
use super::{Choices, bits, shows_safely};

const FORMATS: [Format; 3] = [Format::Plain, Format::Html, Format::Markdown];
const KINDS: [Kind; 7] =
    [Kind::Status, Kind::Comment, Kind::Article, Kind::Message, Kind::Event, Kind::Invite, Kind::Service];

thread_local! {
    static SCORER: Scorer = Scorer::default();
    static UNKNOWING: Lexicon = Lexicon::empty();
}

pub(super) fn with_scorer<T>(run: impl FnOnce(&Scorer) -> T) -> T {
    SCORER.with(run)
}

/// Spans lie inside the text on character boundaries, in order, and do not overlap.
fn in_order(text: &str, tokens: &[Token]) {
    let mut last = (0, 0);
    for token in tokens {
        let (start, end) = (token.span.start, token.span.end);
        assert!(text.get(token.span.range()).is_some(), "{token:?} of {text:?}");
        assert!(start < end, "{token:?} of {text:?}");
        // Words that were spelled out share the span of their letters.
        assert!(start >= last.1 || (start, end) == last, "{token:?} after {last:?} in {text:?}");
        last = (start, end);
    }
}

/// A format, then a text.
pub fn read(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let format = FORMATS[choices.below(3)];
    let text = choices.rest();
    in_order(&text, Reading::with(&text, format, Lexicon::builtin()).tokens());
}

/// The same by the plain and slow reader, of a text in which no word is known.
pub fn plainly(text: &str, format: Format) {
    let plain = |token: &Token| Piece {
        kind: token.kind,
        start: token.span.range().start,
        end: token.span.range().end,
        style: STYLES.into_iter().filter(|style| token.style.has(*style)).fold(Style::none(), Style::with),
    };
    let lexicon = UNKNOWING.with(|lexicon| Reading::with(text, format, lexicon));
    let (fast, slow): (Vec<Piece>, _) = (lexicon.tokens().iter().map(plain).collect(), pieces(text, format));
    let at = fast.iter().zip(&slow).take_while(|(fast, slow)| fast == slow).count();
    assert!(fast == slow, "{format:?} {text:?}: read {:?}, wanted {:?}", fast.get(at), slow.get(at));
}

/// A format, then a text: both readers say the same.
pub fn slow(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let format = FORMATS[choices.below(3)];
    plainly(&choices.rest(), format);
}

/// A post from a few choices and a text.
fn post(bytes: &[u8]) -> Post<'_> {
    let mut choices = Choices(bytes);
    let (format, kind, more) = (choices.below(3), choices.below(7), choices.below(32));
    let mut post = Post::default();
    (post.format, post.kind) = (FORMATS[format], KINDS[kind]);
    post.author = (more & 1 > 0).then(|| "ana".into());
    post.automated = (more & 2 > 0).then_some(more & 1 > 0);
    if more & 4 > 0 {
        post = post.answering("16", (more & 1 > 0).then_some("ben"));
    }
    if more & 8 > 0 {
        post.counts.likes = choices.count();
        post.counts.views = choices.count();
        post.counts.reports = choices.count();
        post.counts.blocks = choices.count();
        post.created_at = choices.moment();
    }
    if more & 16 > 0 {
        post = post.mentioning(choices.text());
        post.hashtags.push(choices.text());
    }
    post.text = choices.rest();
    post
}

/// Explaining gives the numbers of scoring bit for bit, and its contributions add up to them.
pub fn score(bytes: &[u8]) {
    let post = post(bytes);
    with_scorer(|scorer| {
        let (scores, report) = (scorer.score(&post), scorer.explain(&post));
        assert_eq!(bits(report.scores()), bits(&scores), "{post:?}");
        for quality in Quality::ALL {
            let parts = report.contributions().iter().filter(|c| c.quality == quality);
            let sum: f64 = parts.map(|c| c.weight).sum();
            assert!((report.prior(quality) + sum - report.logit(quality)).abs() < 1e-6, "{quality:?} of {post:?}");
        }
        for part in report.contributions() {
            assert!(part.weight.is_finite() && post.text.get(part.span.range()).is_some(), "{part:?} of {post:?}");
        }
    });
}

/// A printed report shows the text and nothing that disturbs, and every line of it is its own.
pub fn report(bytes: &[u8]) {
    let post = post(bytes);
    let report = with_scorer(|scorer| scorer.explain(&post));
    let page = report.to_string();
    shows_safely(&page);
    let found = page.strip_suffix('\n').expect("a last line").split('\n').count();
    assert_eq!(found, post.text.matches('\n').count() + 1 + report.contributions().len() + 4 * 4, "{page}");
}

/// Whether a text is long and its labels; then posts. Weights stay finite and keep their signs.
pub fn calibrate(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let quality = Quality::ALL[choices.below(4)];
    let pull = [0.1, 0.01, 1.0, 1e-300, 1e300, 0.0, -1.0, f64::NAN, f64::INFINITY][choices.below(9)];
    let mut posts = Vec::new();
    while !choices.is_empty() && posts.len() < 24 {
        let so = choices.below(2) == 1;
        posts.push((Post::new("", "", choices.text()), so));
    }
    let scorer = Scorer::default();
    match fit(&scorer, quality, &posts, pull) {
        Err(Error::Labels { yes, no }) => assert!((yes < 5 || no < 5) && yes + no == posts.len()),
        Err(Error::Weight { .. }) => assert!(!(pull > 0.0 && pull.is_finite())),
        Err(other) => panic!("{other}"),
        Ok(fitted) => {
            let before: BTreeMap<(Quality, Mark), f64> =
                realtalk::Weights::default().rows().into_iter().map(|(q, mark, weight)| ((q, mark), weight)).collect();
            for (q, mark, weight) in fitted.weights.rows() {
                let was = before.get(&(q, mark)).copied().unwrap_or(0.0);
                assert!(weight.abs() <= 20.0 && weight * was >= 0.0, "{mark}: {was} -> {weight}");
            }
            for measured in [fitted.before, fitted.left_out] {
                assert!((0.0..=1.0).contains(&measured.auc), "{measured:?}");
                assert!((0.0..=1.0).contains(&measured.calibration_error), "{measured:?}");
            }
        }
    }
}

/// A table is added or refused with its line; a text is read with it either way.
pub fn lexicon(bytes: &[u8]) {
    let table = Choices(bytes).rest();
    let mut lexicon = Lexicon::empty();
    match lexicon.add(&table) {
        Ok(()) => {}
        Err(Error::Lexicon { line, .. }) => assert!((1..=table.lines().count()).contains(&line), "{line}"),
        Err(other) => panic!("{other}"),
    }
    in_order(&table, Reading::with(&table, Format::Plain, &lexicon).tokens());
    for word in table.split(['\t', '\n']).take(8) {
        assert!(lexicon.find(word).count() <= 255);
    }
}
