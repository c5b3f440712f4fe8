//! Weights: how much each signal counts for each quality.

use alloc::vec::Vec;

use super::{authenticity, conversational, passion, spam};
use crate::error::Error;
use crate::lexicon::Mark;

/// One of the four qualities.
///
/// ```
/// use realtalk::{Post, Quality, Scorer};
/// let report = Scorer::default().explain(&Post::new("1", "ana", "did the kiln survive?"));
/// for quality in Quality::ALL {
///     println!("{:<15} {:.2}", quality.name(), report.rating(quality).score);
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Quality {
    /// How much the writer shows that they care.
    Passion,
    /// How much it reads like a real person saying something of their own.
    Authenticity,
    /// How likely a moderator would want it gone as spam.
    SpamRisk,
    /// How much it talks *with* someone.
    Conversational,
}

impl Quality {
    /// All four, in the order they are reported.
    pub const ALL: [Self; 4] = [Self::Passion, Self::Authenticity, Self::SpamRisk, Self::Conversational];

    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passion => "passion",
            Self::Authenticity => "authenticity",
            Self::SpamRisk => "spam_risk",
            Self::Conversational => "conversational",
        }
    }
}

/// A default weight: signal, log-odds per unit, and why.
pub(crate) type Row = (Mark, f64, &'static str);

/// Signals that tell the same story are capped together.
pub(crate) const FAMILIES: usize = 12;

/// What the families are called in reports; the first is none.
pub(crate) const FAMILY_NAMES: [&str; FAMILIES] = [
    "none",
    "feeling",
    "care",
    "own_voice",
    "nobodys_voice",
    "talk",
    "call_to_action",
    "contact",
    "begging",
    "gain",
    "trade",
    "form",
];

/// The family a signal belongs to.
pub(crate) const fn family(mark: Mark) -> usize {
    FAMILY_OF[mark as usize] as usize
}

const FAMILY_OF: [u8; Mark::COUNT] = {
    let mut of = [0; Mark::COUNT];
    let mut at = 0;
    while at < Mark::COUNT {
        of[at] = kin(at as u8);
        at += 1;
    }
    of
};

const fn kin(mark: u8) -> u8 {
    const fn within(mark: u8, first: Mark, last: Mark) -> bool {
        mark >= first as u8 && mark <= last as u8
    }
    if within(mark, Mark::Joy, Mark::But) {
        1 // feeling
    } else if within(mark, Mark::Devotion, Mark::Sense) {
        2 // care
    } else if within(mark, Mark::Me, Mark::Admit) {
        3 // own voice
    } else if mark == Mark::Machine as u8 {
        0 // whatever else it says, nobody speaks
    } else if within(mark, Mark::Canned, Mark::Cliche) || mark == Mark::Performed as u8 {
        4 // nobody's voice
    } else if within(mark, Mark::Greet, Mark::Vocative) {
        5 // talk
    } else if within(mark, Mark::CallToAction, Mark::Object) {
        6 // call to action
    } else if mark == Mark::OffSite as u8
        || within(mark, Mark::Link, Mark::Phone)
        || mark == Mark::ShortCode as u8
        || mark == Mark::BareLink as u8
    {
        7 // contact
    } else if within(mark, Mark::Beg, Mark::Bait) {
        8 // begging
    } else if within(mark, Mark::Income, Mark::Guarantee) || mark == Mark::Money as u8 || mark == Mark::Percent as u8 {
        9 // gain
    } else if within(mark, Mark::Trader, Mark::Ring) || mark == Mark::Secret as u8 || mark == Mark::NumberedName as u8 {
        10 // trade
    } else if within(mark, Mark::Mention, Mark::Hidden) || mark == Mark::Masked as u8 || mark == Mark::EventPost as u8 {
        11 // form
    } else {
        0 // each for itself, uncapped
    }
}

/// More of one signal than this adds nothing, in units of one ordinary occurrence.
pub(crate) const fn most(mark: Mark) -> f64 {
    MOST[mark as usize]
}

const MOST: [f64; Mark::COUNT] = {
    let mut most = [0.0; Mark::COUNT];
    let mut at = 0;
    while at < Mark::COUNT {
        most[at] = match Mark::at(at) {
            Mark::Mention | Mark::Hashtag => 8.0,
            Mark::Bang | Mark::Number | Mark::Name | Mark::Past | Mark::Me | Mark::You | Mark::LongText => 4.0,
            Mark::Joy | Mark::Ire | Mark::Woe | Mark::BareLink => 3.0,
            // A second link says less, a third nothing: people cite.
            Mark::Link => 1.5,
            Mark::RiskyLink
            | Mark::ShortLink
            | Mark::ContactLink
            | Mark::Signature
            | Mark::Question
            | Mark::NumberedName
            | Mark::Money
            | Mark::Percent
            | Mark::LeadMention => 1.0,
            _ => 2.0,
        };
        at += 1;
    }
    most
};

/// The weights of one quality: what nothing at all comes to, and what each signal adds.
///
/// ```
/// use realtalk::{Mark, Quality, Weights};
/// let weights = Weights::default();
/// let table = weights.of(Quality::SpamRisk);
/// assert!(table.prior() < 0.0, "most posts are none");
/// assert!(table.get(Mark::Prize) > table.get(Mark::Joy));
/// assert!(table.iter().count() > 10);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    prior: f64,
    weights: [f64; Mark::COUNT],
    cap: f64,
    base_rate: f64,
    lone: f64,
}

/// Log-odds that evidence of a single kind does not pass at the default base rate: inside Mid.
const LONE: f64 = 0.49;

impl Table {
    fn new(prior: f64, cap: f64, base_rate: f64, rows: &[Row]) -> Self {
        let mut weights = [0.0; Mark::COUNT];
        for (mark, weight, _) in rows {
            weights[*mark as usize] = *weight;
        }
        Self { prior, weights, cap, base_rate, lone: LONE }
    }

    /// Log-odds before anything is seen.
    #[must_use]
    pub const fn prior(&self) -> f64 {
        self.prior
    }

    /// Log-odds that one ordinary occurrence of the signal adds.
    #[must_use]
    pub const fn get(&self, mark: Mark) -> f64 {
        self.weights[mark as usize]
    }

    /// The share of posts that are so at which the score reads as a probability. `0.0..1.0`
    #[must_use]
    pub const fn base_rate(&self) -> f64 {
        self.base_rate
    }

    /// Log-odds that evidence of a single kind does not pass.
    pub(crate) const fn lone(&self) -> f64 {
        self.lone
    }

    /// The most that one family of signals adds or takes, in log-odds.
    #[must_use]
    pub const fn cap(&self) -> f64 {
        self.cap
    }

    /// Every signal with a weight, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Mark, f64)> {
        Mark::all().zip(self.weights).filter(|(_, weight)| *weight != 0.0)
    }
}

/// How much each signal counts for each quality, in log-odds.
///
/// The defaults are the product; each has its reason, see [`Weights::reason`]. Change a line:
///
/// ```
/// use realtalk::{Mark, Quality, Scorer, Weights};
/// let strict = Weights::default().with(Quality::SpamRisk, Mark::Link, 2.0)?;
/// let scorer = Scorer::default().with_weights(strict);
/// # let _ = scorer;
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "wire::Wire", into = "wire::Wire"))]
pub struct Weights {
    tables: [Table; 4],
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            tables: [
                Table::new(passion::PRIOR, passion::CAP, 0.5, passion::ROWS),
                Table::new(authenticity::PRIOR, authenticity::CAP, 0.5, authenticity::ROWS),
                Table::new(spam::PRIOR, spam::CAP, spam::BASE_RATE, spam::ROWS),
                Table::new(conversational::PRIOR, conversational::CAP, 0.5, conversational::ROWS),
            ],
        }
    }
}

impl Weights {
    /// The weights of one quality.
    #[must_use]
    pub const fn of(&self, quality: Quality) -> &Table {
        &self.tables[quality as usize]
    }

    /// These weights with one changed.
    ///
    /// # Errors
    /// [`Error::Weight`] unless the number is finite and within ±20.
    pub fn with(mut self, quality: Quality, mark: Mark, weight: f64) -> Result<Self, Error> {
        self.tables[quality as usize].weights[mark as usize] = checked(mark.name(), weight)?;
        Ok(self)
    }

    /// These weights with another prior: what a post without any evidence comes to, in log-odds.
    ///
    /// For the share of spam in a place, see [`with_base_rate`](Self::with_base_rate).
    ///
    /// # Errors
    /// [`Error::Weight`] unless the number is finite and within ±20.
    pub fn with_prior(mut self, quality: Quality, prior: f64) -> Result<Self, Error> {
        self.tables[quality as usize].prior = checked("prior", prior)?;
        Ok(self)
    }

    /// These weights for a place where that share of all posts is so: the prior moves by the difference
    /// in log-odds, the weights stay.
    ///
    /// The default spam risk reads as a probability where one post in eight is spam. In a queue of reports
    /// half of what arrives may be:
    ///
    /// ```
    /// use realtalk::{Quality, Scorer, Weights};
    /// let timeline = Scorer::default();
    /// let queue = Scorer::default().with_weights(Weights::default().with_base_rate(Quality::SpamRisk, 0.5)?);
    /// let text = "new video is up, check out my channel";
    /// assert!(timeline.score_text(text).spam_risk.score < queue.score_text(text).spam_risk.score);
    /// # Ok::<(), realtalk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Weight`] unless the share is above zero and below one, and the prior stays within ±20.
    pub fn with_base_rate(mut self, quality: Quality, share: f64) -> Result<Self, Error> {
        if !(share > 0.0 && share < 1.0) {
            return Err(Error::Weight {
                name: "base rate".into(),
                found: share,
                wanted: "a share above 0 and below 1",
            });
        }
        let table = &mut self.tables[quality as usize];
        let odds = |share: f64| libm::log(share / (1.0 - share));
        let by = odds(share) - odds(table.base_rate);
        table.prior = checked("prior", table.prior + by)?;
        table.lone += by;
        table.base_rate = share;
        Ok(self)
    }

    /// Why a default weight is what it is.
    #[must_use]
    pub fn reason(quality: Quality, mark: Mark) -> Option<&'static str> {
        let rows = match quality {
            Quality::Passion => passion::ROWS,
            Quality::Authenticity => authenticity::ROWS,
            Quality::SpamRisk => spam::ROWS,
            Quality::Conversational => conversational::ROWS,
        };
        rows.iter().find(|row| row.0 == mark).map(|row| row.2)
    }

    /// All weights as (quality, signal, weight), in order.
    #[must_use]
    pub fn rows(&self) -> Vec<(Quality, Mark, f64)> {
        let of = |quality: Quality| self.of(quality).iter().map(move |(mark, weight)| (quality, mark, weight));
        Quality::ALL.into_iter().flat_map(of).collect()
    }
}

fn checked(name: &str, weight: f64) -> Result<f64, Error> {
    if weight.is_finite() && weight.abs() <= 20.0 {
        Ok(weight)
    } else {
        Err(Error::Weight { name: name.into(), found: weight, wanted: "a finite number within 20 of zero" })
    }
}

/// Weights on the wire: a prior and named weights for each quality; what is not named weighs
/// nothing, what is not known is refused.
#[cfg(feature = "serde")]
mod wire {
    use alloc::collections::BTreeMap;

    use super::{Mark, Quality, Weights};
    use crate::error::Error;

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Named {
        prior: f64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base_rate: Option<f64>,
        weights: BTreeMap<Mark, f64>,
    }

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(crate) struct Wire {
        passion: Named,
        authenticity: Named,
        spam_risk: Named,
        conversational: Named,
    }

    impl From<Weights> for Wire {
        fn from(weights: Weights) -> Self {
            let named = |quality| {
                let table = weights.of(quality);
                Named { prior: table.prior(), base_rate: Some(table.base_rate()), weights: table.iter().collect() }
            };
            Self {
                passion: named(Quality::Passion),
                authenticity: named(Quality::Authenticity),
                spam_risk: named(Quality::SpamRisk),
                conversational: named(Quality::Conversational),
            }
        }
    }

    impl TryFrom<Wire> for Weights {
        type Error = Error;
        fn try_from(wire: Wire) -> Result<Self, Error> {
            let tables = [wire.passion, wire.authenticity, wire.spam_risk, wire.conversational];
            let mut weights = Self::default();
            for (quality, named) in Quality::ALL.into_iter().zip(tables) {
                weights.tables[quality as usize].weights = [0.0; Mark::COUNT];
                if let Some(share) = named.base_rate {
                    weights = weights.with_base_rate(quality, share)?;
                }
                weights = weights.with_prior(quality, named.prior)?;
                for (mark, weight) in named.weights {
                    weights = weights.with(quality, mark, weight)?;
                }
            }
            Ok(weights)
        }
    }
}
