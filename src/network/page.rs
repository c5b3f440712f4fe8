//! A profile as a page: who they talk with, what costs them their audience, what to do first.

use core::fmt;

use super::habit::DAY;
use super::profile::{Driver, Profile};
use super::tie::Tie;
use crate::text::Visible;

/// Partners and reasons that are shown.
const SHOWN: usize = 5;

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.reply_ratio_interval;
        writeln!(f, "{}: {} posts", Visible::line(&self.author), self.posts)?;
        writeln!(f, "  reply ratio {:.2} ({low:.2} to {high:.2}): {}", self.reply_ratio.score.get(), self.manner())?;
        self.partners(f)?;
        writeln!(f, "  opt-out risk {:.2}, {}", self.opt_out_risk.score.get(), self.opt_out_risk.band())?;
        reasons(f, &self.opt_out_drivers, "costs an audience", 1.0)?;
        reasons(f, &self.opt_out_drivers, "keeps it", -1.0)?;
        writeln!(f, "  traction {:.2}, {}", self.traction.score.get(), self.traction.band())?;
        if self.automated {
            writeln!(f, "  says that a machine posts here")?;
        }
        match self.advice {
            Some(advice) => writeln!(f, "  first: {}", advice.text()),
            None => writeln!(f, "  first: go on"),
        }
    }
}

impl Profile {
    /// How the posts read; never what the author is.
    fn manner(&self) -> &'static str {
        match self.reply_ratio.score.get() {
            _ if self.posts < 3 => "too few posts to tell",
            ratio if ratio < 1.0 / 3.0 => "broadcast-like, which people, brands and machines all are at times",
            ratio if ratio < 2.0 / 3.0 => "some talk, some announcements",
            _ if self.reciprocity.is_some_and(|rating| rating.score.get() < 1.0 / 3.0) => {
                "mostly answers, few come back"
            }
            _ => "mostly conversation",
        }
    }

    fn partners(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let latest = self.ties.iter().filter_map(|tie| tie.last).max();
        for tie in self.ties.iter().filter(|tie| tie.strength > 0.0).take(SHOWN) {
            partner(f, tie, latest)?;
        }
        let oneway = self.ties.iter().filter(|tie| tie.to > 0 && tie.from == 0).count();
        if oneway > 0 {
            writeln!(f, "  never heard back from {oneway}")?;
        }
        let unanswered = self.ties.iter().filter(|tie| tie.from > 0 && tie.to == 0).count();
        if unanswered > 0 {
            writeln!(f, "  never wrote back to {unanswered}")?;
        }
        Ok(())
    }
}

fn partner(f: &mut fmt::Formatter<'_>, tie: &Tie, latest: Option<i64>) -> fmt::Result {
    let name = Visible::line(&tie.partner);
    write!(f, "  talks with {name}: {} there, {} back, tie {:.2}", tie.to, tie.from, tie.strength)?;
    if tie.strong {
        write!(f, ", strong")?;
    }
    match (latest, tie.last) {
        (Some(latest), Some(last)) if latest.saturating_sub(last) >= DAY => {
            writeln!(f, ", {} days before the latest", latest.saturating_sub(last) / DAY)
        }
        _ => writeln!(f),
    }
}

/// The heaviest drivers of one sign, in log-odds.
fn reasons(f: &mut fmt::Formatter<'_>, drivers: &[Driver], what: &str, sign: f64) -> fmt::Result {
    // Picked one after the other: a handful does not need a sorted copy.
    let mut under = f64::INFINITY;
    for _ in 0..SHOWN {
        let left = drivers.iter().filter(|driver| sign * driver.weight >= 0.1 && sign * driver.weight < under);
        let Some(driver) = left.max_by(|a, b| (sign * a.weight).total_cmp(&(sign * b.weight))) else { break };
        under = sign * driver.weight;
        writeln!(f, "    {:+.2} {what}: {}", driver.weight, driver.name)?;
    }
    Ok(())
}
