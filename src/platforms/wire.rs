//! Leaves of a payload: strings, ids, counts and times as the platforms write them.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor, value};
use serde_json::error::Category;

use crate::post::Timestamp;

/// Reads the JSON values of a payload, one after another, in pieces of one type.
pub(super) fn each<'a, T: Deserialize<'a>>(text: &'a str, mut take: impl FnMut(T)) -> Result<(), super::Error> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<T>();
    let mut from = 0;
    while let Some(value) = values.next() {
        match value {
            Ok(value) => take(value),
            Err(error) => return Err(located::<T>(&text[from..], &error)),
        }
        from = values.byte_offset();
    }
    // Nothing at all is no payload.
    if from == 0 { Err(super::Error::Truncated { at: text.len() }) } else { Ok(()) }
}

/// An error in our words. The path is looked for only now, in a second reading that keeps track.
fn located<'a, T: Deserialize<'a>>(text: &'a str, error: &serde_json::Error) -> super::Error {
    let (line, column) = (error.line(), error.column());
    let full = error.to_string();
    let found = full.rsplit_once(" at line ").map_or(&*full, |(found, _)| found);
    match error.classify() {
        Category::Eof => super::Error::Truncated { at: text.len() },
        Category::Data => {
            let mut reader = serde_json::Deserializer::from_str(text);
            let tracked = serde_path_to_error::deserialize::<_, T>(&mut reader);
            let path = tracked.err().map(|error| error.path().to_string()).unwrap_or_default();
            super::Error::Field { path, found: found.into(), line, column }
        }
        _ => super::Error::Json { found: found.into(), line, column },
    }
}

/// What a leaf can be made from; each gives `None` for what it does not take.
trait Leaf<'a>: Sized {
    const WANTED: &'static str;
    fn of_text(_text: Cow<'a, str>) -> Option<Self> {
        None
    }
    fn of_whole(_number: i128) -> Option<Self> {
        None
    }
    fn of_fraction(_number: f64) -> Option<Self> {
        None
    }
    fn of_flag(_flag: bool) -> Option<Self> {
        None
    }
}

struct Reads<T>(PhantomData<T>);

impl<'de, T: Leaf<'de>> Visitor<'de> for Reads<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WANTED)
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<T, E> {
        T::of_text(Cow::Borrowed(text)).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::of_text(Cow::Owned(text.into())).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::of_whole(number.into()).ok_or_else(|| E::invalid_type(Unexpected::Unsigned(number), &self))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::of_whole(number.into()).ok_or_else(|| E::invalid_type(Unexpected::Signed(number), &self))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::of_fraction(number).ok_or_else(|| E::invalid_type(Unexpected::Float(number), &self))
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<T, E> {
        T::of_flag(flag).ok_or_else(|| E::invalid_type(Unexpected::Bool(flag), &self))
    }
}

/// A string, borrowed where the payload spells it without escapes.
#[derive(Clone, Debug, Default)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'a> Leaf<'a> for Text<'a> {
    const WANTED: &'static str = "a string";
    fn of_text(text: Cow<'a, str>) -> Option<Self> {
        Some(Self(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Reads::<Text<'de>>(PhantomData))
    }
}

/// An id: a string, or a whole number as one.
#[derive(Clone, Debug, Default)]
pub(super) struct Id<'a>(pub(super) Cow<'a, str>);

impl<'a> Leaf<'a> for Id<'a> {
    const WANTED: &'static str = "an id: a string or a whole number";
    fn of_text(text: Cow<'a, str>) -> Option<Self> {
        Some(Self(text))
    }
    fn of_whole(number: i128) -> Option<Self> {
        Some(Self(Cow::Owned(number.to_string())))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Id<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reads::<Id<'de>>(PhantomData))
    }
}

/// A number of things, which some archives write as a string. Below zero (a score voted down) is 0.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count(pub(super) u64);

impl<'a> Leaf<'a> for Count {
    const WANTED: &'static str = "a count";
    fn of_text(text: Cow<'a, str>) -> Option<Self> {
        text.parse().ok().map(Self)
    }
    fn of_whole(number: i128) -> Option<Self> {
        Some(Self(u64::try_from(number.max(0)).unwrap_or(u64::MAX)))
    }
    fn of_fraction(number: f64) -> Option<Self> {
        (libm::floor(number) == number).then_some(Self(number as u64))
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reads(PhantomData))
    }
}

/// Years 0 to 9999, in seconds: what RFC 3339 can write again.
const WRITABLE: core::ops::Range<i64> = -62_167_219_200..253_402_300_800;

/// A moment as text or as a number of whichever unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment(pub(super) Timestamp);

impl Moment {
    fn within(moment: Timestamp) -> Option<Self> {
        WRITABLE.contains(&moment.as_millis().div_euclid(1000)).then_some(Self(moment))
    }
}

impl<'a> Leaf<'a> for Moment {
    const WANTED: &'static str = "a time: RFC 3339, or Unix seconds or milliseconds";
    fn of_text(text: Cow<'a, str>) -> Option<Self> {
        Timestamp::parse(&text).ok().and_then(Self::within)
    }
    fn of_whole(number: i128) -> Option<Self> {
        i64::try_from(number).ok().map(Timestamp::from_number).and_then(Self::within)
    }
    fn of_fraction(number: f64) -> Option<Self> {
        Self::of_whole(number as i128)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reads(PhantomData))
    }
}

/// A moment in Unix seconds, with a fraction perhaps, as a number or as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seconds(pub(super) Timestamp);

impl<'a> Leaf<'a> for Seconds {
    const WANTED: &'static str = "a time in Unix seconds";
    fn of_text(text: Cow<'a, str>) -> Option<Self> {
        // Slack's ids are times with six decimals; cutting them as text keeps the milliseconds exact.
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = fraction.bytes().all(|b| b.is_ascii_digit());
        let millis = fraction.bytes().chain(*b"000").take(3).fold(0, |sum, b| sum * 10 + i64::from(b.wrapping_sub(48)));
        let seconds = whole.parse::<i64>().ok().filter(|seconds| digits && WRITABLE.contains(seconds))?;
        Some(Self(Timestamp::from_millis(seconds * 1000 + millis)))
    }
    fn of_whole(number: i128) -> Option<Self> {
        let seconds = i64::try_from(number).ok().filter(|seconds| WRITABLE.contains(seconds));
        seconds.map(|seconds| Self(Timestamp::from_seconds(seconds)))
    }
    fn of_fraction(number: f64) -> Option<Self> {
        let seconds = libm::floor(number);
        WRITABLE.contains(&(seconds as i64)).then(|| Self(Timestamp::from_millis(libm::floor(number * 1000.0) as i64)))
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reads(PhantomData))
    }
}

/// When something was edited: a time in Unix seconds, or `false` for never.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edited(pub(super) Option<Timestamp>);

impl Leaf<'_> for Edited {
    const WANTED: &'static str = "false or a time in Unix seconds";
    fn of_whole(number: i128) -> Option<Self> {
        Seconds::of_whole(number).map(|at| Self(Some(at.0)))
    }
    fn of_fraction(number: f64) -> Option<Self> {
        Seconds::of_fraction(number).map(|at| Self(Some(at.0)))
    }
    fn of_flag(_edited: bool) -> Option<Self> {
        Some(Self(None))
    }
}

impl<'de> Deserialize<'de> for Edited {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reads(PhantomData))
    }
}

/// One thing or a list of them.
#[derive(Clone, Debug)]
pub(super) struct Few<T>(pub(super) Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Any<T> {
            type Value = Few<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one thing or a list of them")
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Few(Vec::new()))
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                T::deserialize(value::BorrowedStrDeserializer::new(text)).map(one)
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(value::StrDeserializer::new(text)).map(one)
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                T::deserialize(value::U64Deserializer::new(number)).map(one)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(value::MapAccessDeserializer::new(map)).map(one)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = seq.next_element::<Option<T>>()? {
                    all.extend(item);
                }
                Ok(Few(all))
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

fn one<T>(thing: T) -> Few<T> {
    Few(alloc::vec![thing])
}

/// A thing itself, or its id in its place.
#[derive(Clone, Debug)]
pub(super) enum Thing<'a, T> {
    Named(Cow<'a, str>),
    Whole(Box<T>),
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Thing<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<'a, T>(PhantomData<(&'a (), T)>);
        impl<'de: 'a, 'a, T: Deserialize<'de>> Visitor<'de> for Any<'a, T> {
            type Value = Thing<'a, T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id or an object")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Thing::Named(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Thing::Named(Cow::Owned(String::from(text))))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Thing::Named(Cow::Owned(number.to_string())))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(value::MapAccessDeserializer::new(map)).map(|thing| Thing::Whole(Box::new(thing)))
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

/// The string of an optional leaf.
pub(super) fn text(leaf: Option<Text<'_>>) -> Option<Cow<'_, str>> {
    leaf.map(|leaf| leaf.0)
}

/// The string of an optional id; an empty one is none.
pub(super) fn id(leaf: Option<Id<'_>>) -> Option<Cow<'_, str>> {
    leaf.map(|leaf| leaf.0).filter(|id| !id.is_empty())
}

/// The moment in Unix seconds written as text.
pub(super) fn seconds(text: &str) -> Option<Timestamp> {
    Seconds::of_text(Cow::Borrowed(text)).map(|at| at.0)
}

pub(super) fn at(moment: Option<Moment>) -> Option<Timestamp> {
    moment.map(|moment| moment.0)
}

pub(super) fn count(count: Option<Count>) -> Option<u64> {
    count.map(|count| count.0)
}
