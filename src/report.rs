//! Ratings with their contributions, and how they print.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use unicode_segmentation::UnicodeSegmentation;

use crate::lexicon::Mark;
use crate::score::{PostScores, Quality, Rating};
use crate::span::Span;
use crate::text::Visible;

/// What one signal at one place adds to one quality.
///
/// ```
/// use realtalk::{Post, Quality, Scorer};
/// let post = Post::new("1", "ana", "Click the link in my bio, guaranteed!");
/// let report = Scorer::default().explain(&post);
/// let spam = report.contributions().iter().filter(|part| part.quality == Quality::SpamRisk);
/// let heaviest = spam.max_by(|a, b| a.weight.total_cmp(&b.weight)).expect("a reason");
/// println!("{:+.2} {} {:?}", heaviest.weight, heaviest.signal, heaviest.span.of(&post.text));
/// assert!(heaviest.weight > 0.5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Contribution {
    /// The quality it speaks to.
    pub quality: Quality,
    /// What was seen.
    pub signal: Mark,
    /// Where; empty for evidence about the post as a whole.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub span: Span,
    /// What it adds, in log-odds; below zero it takes away.
    pub weight: f64,
}

/// A post's ratings and everything that makes them.
///
/// For each quality, [`prior`](Report::prior) plus its contributions is [`logit`](Report::logit),
/// and the logistic of that is the score. Printed, it shows the text with its evidence marked, then
/// the sums.
///
/// ```
/// use realtalk::{Post, Quality, Scorer};
/// let post = Post::new("1", "ana", "oh no, the two with the fish handles?? I loved those");
/// let report = Scorer::default().explain(&post);
/// let parts = report.contributions().iter().filter(|part| part.quality == Quality::Passion);
/// let sum = report.prior(Quality::Passion) + parts.map(|part| part.weight).sum::<f64>();
/// assert!((sum - report.logit(Quality::Passion)).abs() < 1e-9);
/// println!("{report}");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    text: String,
    scores: PostScores,
    contributions: Vec<Contribution>,
    priors: [f64; 4],
    logits: [f64; 4],
}

impl Report {
    pub(crate) fn new(
        text: &str,
        scores: PostScores,
        contributions: Vec<Contribution>,
        priors: [f64; 4],
        logits: [f64; 4],
    ) -> Self {
        Self { text: text.into(), scores, contributions, priors, logits }
    }

    /// The same ratings that scoring gives.
    #[must_use]
    pub const fn scores(&self) -> &PostScores {
        &self.scores
    }

    /// Everything that was added, by quality, then by place.
    #[must_use]
    pub fn contributions(&self) -> &[Contribution] {
        &self.contributions
    }

    /// Log-odds of the quality before anything was seen.
    #[must_use]
    pub const fn prior(&self, quality: Quality) -> f64 {
        self.priors[quality as usize]
    }

    /// Log-odds of the quality: prior and contributions.
    #[must_use]
    pub const fn logit(&self, quality: Quality) -> f64 {
        self.logits[quality as usize]
    }

    /// The rating of one quality.
    #[must_use]
    pub const fn rating(&self, quality: Quality) -> Rating {
        match quality {
            Quality::Passion => self.scores.passion,
            Quality::Authenticity => self.scores.authenticity,
            Quality::SpamRisk => self.scores.spam_risk,
            Quality::Conversational => self.scores.conversational,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.marked(f)?;
        Quality::ALL.into_iter().try_for_each(|quality| self.sum(f, quality))
    }
}

impl Report {
    /// The text, with `⟦…⟧` around everything that weighs.
    fn marked(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut spans: Vec<Span> = self.contributions.iter().map(|c| c.span).filter(|s| !s.is_empty()).collect();
        spans.sort_unstable();
        let (mut at, mut open) = (0, None::<Span>);
        for span in spans.into_iter().map(Some).chain([None]) {
            match (open, span) {
                (Some(last), Some(next)) if next.start < last.end => {
                    open = Some(Span::new(last.start, last.end.max(next.end)));
                    continue;
                }
                (Some(last), _) => {
                    write!(
                        f,
                        "{}⟦{}⟧",
                        Visible::lines(&self.text[at..last.start as usize]),
                        Visible::lines(last.of(&self.text))
                    )?;
                    at = last.end as usize;
                }
                (None, _) => {}
            }
            open = span;
        }
        writeln!(f, "{}", Visible::lines(&self.text[at..]))
    }

    /// One quality: its rating, then what adds and takes away, heaviest first.
    fn sum(&self, f: &mut fmt::Formatter<'_>, quality: Quality) -> fmt::Result {
        let rating = self.rating(quality);
        writeln!(
            f,
            "\n{:<15} {:.2} {:<4} confidence {:.2}",
            quality.name(),
            rating.score,
            rating.band().name(),
            rating.confidence
        )?;
        writeln!(f, "  {:+6.2}  before anything is seen", self.prior(quality))?;
        let mut parts: Vec<&Contribution> = self.contributions.iter().filter(|c| c.quality == quality).collect();
        parts.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        for part in parts {
            writeln!(f, "  {:+6.2}  {}{}", part.weight, part.signal, Quoted(part.span.of(&self.text)))?;
        }
        writeln!(f, "  {:+6.2}  in all", self.logit(quality))
    }
}

/// A piece of evidence in quotation marks, shortened where it is long.
struct Quoted<'a>(&'a str);

/// Graphemes of a piece of evidence that are shown.
const LONGEST: usize = 60;

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        // Between graphemes: half an emoji family is another emoji.
        let cut = self.0.grapheme_indices(true).nth(LONGEST).map_or(self.0.len(), |(at, _)| at);
        write!(f, ": \"{}{}\"", Visible::line(&self.0[..cut]), if cut < self.0.len() { "…" } else { "" })
    }
}
