//! Numbers with their reasons: scores, ratings and the sum that makes them.

mod accommodation;
mod authenticity;
mod conversational;
mod diversity;
mod passion;
mod spam;
mod sum;
mod thread;
mod weights;

use core::fmt;

pub(crate) use sum::{Around, Lanes, Sum, counted, logistic, ratings, reckoned, settle};
pub use thread::ThreadScores;
pub(crate) use weights::{FAMILIES, FAMILY_NAMES, family, most};
pub use weights::{Quality, Table, Weights};

pub use accommodation::Accommodation;
pub use diversity::speaker_diversity;

use crate::error::Error;

/// A number in `0.0..=1.0`; more is more of the quality it is named after. Never NaN.
///
/// ```
/// use realtalk::Score;
/// assert!(Score::new(f64::NAN).is_err());
/// assert_eq!(Score::new(0.25)?.get(), 0.25);
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "f64", into = "f64"))]
pub struct Score(f64);

impl Score {
    /// No trace of it.
    pub const ZERO: Self = Self(0.0);
    /// As much as can be.
    pub const ONE: Self = Self(1.0);
    /// Neither: what is said of nothing.
    pub const HALF: Self = Self(0.5);

    /// A score from a number.
    ///
    /// # Errors
    /// [`Error::Score`] unless the number is in `0.0..=1.0`.
    pub fn new(value: f64) -> Result<Self, Error> {
        if (0.0..=1.0).contains(&value) { Ok(Self(value)) } else { Err(Error::Score { found: value }) }
    }

    /// The nearest score to a number; NaN becomes `0.0`.
    #[must_use]
    pub fn saturating(value: f64) -> Self {
        Self(if value > 0.0 { value.min(1.0) } else { 0.0 })
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Score {
    type Error = Error;
    fn try_from(value: f64) -> Result<Self, Error> {
        Self::new(value)
    }
}

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        score.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Low, middling or high: a rating in a word.
///
/// ```
/// use realtalk::{Band, Scorer};
/// let scores = Scorer::default().score_text("Click here to claim your free prize now: http://win.example.com");
/// match scores.spam_risk.band() {
///     Band::High => println!("hold for a moderator"),
///     Band::Mid => println!("show below the others"),
///     Band::Low => println!("show"),
/// }
/// assert!(Band::Low < Band::High);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Band {
    /// Below one third.
    Low,
    /// From one third up to two thirds.
    Mid,
    /// Two thirds and above.
    High,
}

impl Band {
    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Mid => "mid",
            Self::High => "high",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A score together with how much evidence stands behind it.
///
/// Little text, an unknown language or no evidence lower the *confidence*, never the score.
///
/// ```
/// use realtalk::{Band, Rating};
/// let rating = Rating::new(0.7, 0.2);
/// assert_eq!(rating.band(), Band::High);
/// // Little stands behind it, so nothing is done yet.
/// let act = rating.band() == Band::High && rating.confidence.get() >= 0.5;
/// assert!(!act);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rating {
    /// How much of the quality was seen.
    pub score: Score,
    /// How far to trust it: `0.0` nothing was seen, `1.0` plenty.
    pub confidence: Score,
}

impl Rating {
    /// A rating from two numbers, each brought into `0.0..=1.0`.
    #[must_use]
    pub fn new(score: f64, confidence: f64) -> Self {
        Self { score: Score::saturating(score), confidence: Score::saturating(confidence) }
    }

    /// The score in a word.
    #[must_use]
    pub fn band(self) -> Band {
        match self.score.0 {
            s if s < 1.0 / 3.0 => Band::Low,
            s if s < 2.0 / 3.0 => Band::Mid,
            _ => Band::High,
        }
    }
}

/// What was counted while a post was read: plain facts beside the ratings.
///
/// [`Network`](crate::Network) builds an author's habits from them.
///
/// ```
/// use realtalk::Scorer;
/// let traits = Scorer::default().score_text("@ben did it survive? https://a.example").traits;
/// assert_eq!((traits.questions, traits.mentions, traits.links), (1, 1, 1));
/// assert!(traits.leads_with_mention && !traits.promotes);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Traits {
    /// Words in the text.
    pub words: u32,
    /// Links: those in the text, or those the platform lists where they are more, as a card below the text is.
    pub links: u32,
    /// Accounts mentioned.
    pub mentions: u32,
    /// Questions that ask someone.
    pub questions: u32,
    /// Whether it opens with a mention.
    pub leads_with_mention: bool,
    /// Whether it solicits: a call to action, an offer, an announcement.
    pub promotes: bool,
    /// Whether it speaks of work, products or business.
    pub works: bool,
    /// Whether it addresses a "you" outside an offer.
    pub addresses_you: bool,
    /// Whether it discloses that a machine wrote it.
    pub automated: bool,
    /// Understanding of another's feeling: reaction, interpretation, question (`0.0..=1.0`).
    pub compassion: Score,
    /// Concrete help: a step, an experience, an answer (`0.0..=1.0`).
    pub helpfulness: Score,
}

/// The four ratings of one post.
///
/// ```
/// use realtalk::Scorer;
/// let scores = Scorer::default().score_text("@ben I glazed 40 mugs this weekend and I still can't stop!");
/// assert!(scores.passion.score > scores.spam_risk.score);
/// assert!(scores.conversational.score.get() > 0.5);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PostScores {
    /// How much the writer shows that they care.
    pub passion: Rating,
    /// How much it reads like a real person saying something of their own.
    pub authenticity: Rating,
    /// How likely a moderator would want it gone as spam.
    pub spam_risk: Rating,
    /// How much it talks *with* someone rather than at an audience.
    pub conversational: Rating,
    /// The facts counted on the way.
    pub traits: Traits,
}
