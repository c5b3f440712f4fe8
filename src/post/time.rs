//! Moments, as platforms write them.

use core::fmt;

use crate::error::Error;

/// A moment, in Unix milliseconds. It may be declared by a client rather than observed.
///
/// ```
/// use realtalk::Timestamp;
/// let moment = Timestamp::parse("2024-03-01 12:00")?;
/// assert_eq!(moment.to_string(), "2024-03-01T12:00:00Z");
/// assert_eq!(Timestamp::from_number(1_709_294_400), moment);
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

const DAY: i64 = 86_400;
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Timestamp {
    /// From Unix milliseconds.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From Unix seconds; what does not fit becomes the nearest moment that does.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// From a bare number: below 10^11 it is seconds, else milliseconds.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        if number.unsigned_abs() < 100_000_000_000 { Self::from_seconds(number) } else { Self(number) }
    }

    /// Unix milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, also with a space, without seconds, without a zone (then UTC) or the date
    /// alone; a number; or `Wed Oct 19 20:07:25 +0000 2022`.
    ///
    /// # Errors
    /// [`Error::Timestamp`] with what was found.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let read = || match text.parse::<i64>() {
            Ok(number) => Some(Self::from_number(number)),
            Err(_) if text.starts_with(|c: char| c.is_ascii_alphabetic()) => worded(text),
            Err(_) => rfc3339(text),
        };
        read().ok_or_else(|| Error::Timestamp { found: text.chars().take(64).collect() })
    }
}

/// Days from 1 January 1970 to a date of the Gregorian calendar.
///
/// Counts years from March, so that the leap day comes last; eras of 400 years repeat exactly.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that many days after 1 January 1970.
const fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + (month <= 2) as i64, month, day)
}

fn moment(date: (i64, i64, i64), clock: (i64, i64, i64), millis: i64, zone: i64) -> Option<Timestamp> {
    let (year, month, day) = date;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (hour, minute, second) = clock;
    let fits = (1..=12).contains(&month) && (1..=longest).contains(&day) && hour < 24 && minute < 60 && second < 61;
    fits.then(|| {
        let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - zone;
        Timestamp(seconds * 1000 + millis)
    })
}

/// A number of exactly `len` digits at the start, and the rest.
fn digits(text: &str, len: usize) -> Option<(i64, &str)> {
    let head = text.get(..len)?;
    let number = head.bytes().all(|b| b.is_ascii_digit()).then(|| head.parse().ok())??;
    Some((number, &text[len..]))
}

fn rfc3339(text: &str) -> Option<Timestamp> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    if rest.is_empty() {
        return moment((year, month, day), (0, 0, 0), 0, 0);
    }
    let (clock, rest) = clock(rest.strip_prefix(['T', 't', ' '])?)?;
    let (millis, rest) = fraction(rest);
    moment((year, month, day), clock, millis, zone(rest.trim_start())?)
}

fn clock(text: &str) -> Option<((i64, i64, i64), &str)> {
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2).map(|(second, rest)| ((hour, minute, second), rest)),
        None => Some(((hour, minute, 0), rest)),
    }
}

/// Milliseconds of a fraction of a second; what is finer is dropped.
fn fraction(text: &str) -> (i64, &str) {
    let Some(rest) = text.strip_prefix(['.', ',']) else { return (0, text) };
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let millis = rest.bytes().take(len).chain(*b"000").take(3).fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
    (millis, &rest[len..])
}

/// Seconds east of UTC.
fn zone(text: &str) -> Option<i64> {
    let (sign, rest) = match text {
        "" | "Z" | "z" | "UTC" => return Some(0),
        _ if text.starts_with('+') => (1, &text[1..]),
        _ if text.starts_with('-') => (-1, &text[1..]),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 2)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if rest.is_empty() { (0, rest) } else { digits(rest, 2)? };
    (rest.is_empty() && hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// `Wed Oct 19 20:07:25 +0000 2022`.
fn worded(text: &str) -> Option<Timestamp> {
    let mut parts = text.split_ascii_whitespace().skip(1);
    let name = parts.next()?;
    let month = MONTHS.iter().position(|m| *m == name)? as i64 + 1;
    let day = parts.next()?.parse().ok()?;
    let (clock, _) = clock(parts.next()?)?;
    let zone = zone(parts.next()?)?;
    let year = parts.next()?.parse().ok().filter(|year| (0..10_000).contains(year))?;
    moment((year, month, day), clock, 0, zone)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.div_euclid(1000);
        let (year, month, day) = date(seconds.div_euclid(DAY));
        if !(0..10_000).contains(&year) {
            return write!(f, "{}", self.0);
        }
        let of_day = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        match self.0.rem_euclid(1000) {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Moment;
        impl serde::de::Visitor<'_> for Moment {
            type Value = Timestamp;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time: RFC 3339, or Unix seconds or milliseconds")
            }
            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Timestamp, E> {
                Ok(Timestamp::from_number(number))
            }
            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Timestamp, E> {
                Ok(Timestamp::from_number(i64::try_from(number).unwrap_or(i64::MAX)))
            }
            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Timestamp, E> {
                // Fractions of a second, as Reddit and Slack have them.
                Ok(Timestamp::from_number(number as i64))
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Timestamp, E> {
                Timestamp::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Moment)
    }
}
