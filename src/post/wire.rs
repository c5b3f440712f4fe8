//! Posts as JSON and its kin write them: many names for one field, ids as numbers, unknown fields.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Account, Counts, Event, Format, Kind, Link, Mention, Post, PostRef, Timestamp};
use crate::span::Span;

/// A string, borrowed where the input allows it; whole numbers become strings.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a whole number")
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.into())))
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text)))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        if libm::floor(number) == number {
            Ok(Text(Cow::Owned(number.to_string())))
        } else {
            Err(E::custom("a fraction found, wanted an id"))
        }
    }
}

/// One or several strings, or nothing.
struct Several<'a>(Vec<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Several<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Several<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id, a list of ids, or null")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Several(alloc::vec![Cow::Borrowed(text)]))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Several(alloc::vec![Cow::Owned(text.into())]))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Several(alloc::vec![Cow::Owned(number.to_string())]))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Several(alloc::vec![Cow::Owned(number.to_string())]))
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Several(Vec::new()))
            }
            fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Several(Vec::new()))
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                Deserialize::deserialize(deserializer)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = seq.next_element::<Option<Text<'de>>>()? {
                    all.extend(item.map(|text| text.0));
                }
                Ok(Several(all))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// A string, or an object with the string under one of `NAMES` and perhaps a span.
struct Named<'a> {
    name: Cow<'a, str>,
    span: Option<Span>,
    author: Option<Cow<'a, str>>,
}

/// What an item of a list is called where it is an object.
trait Names {
    const NAMES: &'static [&'static str];
    const WANTED: &'static str;
}

struct NamedSeed<N>(PhantomData<N>);

impl<'de, N: Names> serde::de::DeserializeSeed<'de> for NamedSeed<N> {
    type Value = Named<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, N: Names> Visitor<'de> for NamedSeed<N> {
    type Value = Named<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(N::WANTED)
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Named { name: Cow::Borrowed(text), span: None, author: None })
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Named { name: Cow::Owned(text.into()), span: None, author: None })
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Named { name: Cow::Owned(number.to_string()), span: None, author: None })
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut name, mut best, mut start, mut end, mut span, mut author) = (None, usize::MAX, None, None, None, None);
        while let Some(key) = map.next_key::<Text<'de>>()? {
            match (N::NAMES.iter().position(|n| *n == key.0), &*key.0) {
                (Some(rank), _) if rank < best => {
                    if let Some(Text(text)) = map.next_value::<Option<Text<'de>>>()? {
                        (name, best) = (Some(text), rank);
                    }
                }
                (_, "start") => start = map.next_value::<Option<u32>>()?,
                (_, "end") => end = map.next_value::<Option<u32>>()?,
                (_, "span") => span = map.next_value::<Option<Span>>()?,
                (_, "author") => author = map.next_value::<Option<Text<'de>>>()?.map(|text| text.0),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let span = span.or_else(|| Some(Span::new(start?, end?)));
        let name = name.ok_or_else(|| A::Error::missing_field(N::NAMES[0]))?;
        Ok(Named { name, span, author })
    }
}

/// A list of such items; null is an empty one.
struct List<'a, N>(Vec<Named<'a>>, PhantomData<N>);

impl<'de, N: Names> Deserialize<'de> for List<'de, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<N>(PhantomData<N>);
        impl<'de, N: Names> Visitor<'de> for Items<N> {
            type Value = List<'de, N>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of which each is {}", N::WANTED)
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(List(Vec::new(), PhantomData))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = seq.next_element_seed(NamedSeed::<N>(PhantomData))? {
                    all.push(item);
                }
                Ok(List(all, PhantomData))
            }
        }
        deserializer.deserialize_any(Items(PhantomData))
    }
}

struct Accounts;
impl Names for Accounts {
    const NAMES: &'static [&'static str] = &["account", "id", "acct", "username", "name"];
    const WANTED: &'static str = "an account's name or an object with one";
}

struct Urls;
impl Names for Urls {
    const NAMES: &'static [&'static str] = &["url", "expanded_url", "href", "uri"];
    const WANTED: &'static str = "a link or an object with a url";
}

struct Refs;
impl Names for Refs {
    const NAMES: &'static [&'static str] = &["id", "uri"];
    const WANTED: &'static str = "a post's id or an object with one";
}

struct Tags;
impl Names for Tags {
    const NAMES: &'static [&'static str] = &["name", "tag", "text"];
    const WANTED: &'static str = "a hashtag or an object with its name";
}

impl<'de: 'a, 'a> Deserialize<'de> for Mention<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::DeserializeSeed;
        let named = NamedSeed::<Accounts>(PhantomData).deserialize(deserializer)?;
        Ok(Self { account: named.name, span: named.span })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Link<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::DeserializeSeed;
        let named = NamedSeed::<Urls>(PhantomData).deserialize(deserializer)?;
        Ok(Self { url: named.name, span: named.span })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for PostRef<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::DeserializeSeed;
        let named = NamedSeed::<Refs>(PhantomData).deserialize(deserializer)?;
        Ok(Self { id: named.name, author: named.author })
    }
}

/// An author: an id, or an account object.
struct Author<'a>(Option<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Author<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Author<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an author's id, an account with one, or null")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Author(Some(Cow::Borrowed(text))))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Author(Some(Cow::Owned(text.into()))))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Author(Some(Cow::Owned(number.to_string()))))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Author(Some(Cow::Owned(number.to_string()))))
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Author(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                NamedSeed::<Accounts>(PhantomData).visit_map(map).map(|named| Author(Some(named.name)))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Post<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Fields<'a> {
            type Value = Post<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a post: an object with a text")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut post = Post::default();
                let mut texted = false;
                while let Some(Text(key)) = map.next_key::<Text<'de>>()? {
                    texted |= field(&mut post, &key, &mut map)?;
                }
                if texted { Ok(post) } else { Err(A::Error::missing_field("text")) }
            }
        }
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

/// Reads one field of a post; whether it was its text. Of two names for a field the first one wins.
fn field<'de: 'a, 'a, A: MapAccess<'de>>(post: &mut Post<'a>, key: &str, map: &mut A) -> Result<bool, A::Error> {
    fn set<'a>(to: &mut Option<Cow<'a, str>>, value: Option<Text<'a>>) {
        if to.is_none() {
            *to = value.map(|text| text.0);
        }
    }
    match key {
        "text" | "content" | "body" | "full_text" | "message" => {
            let value = map.next_value::<Option<Text<'de>>>()?;
            let is_text = value.is_some() && post.text.is_empty();
            if let Some(Text(text)) = value.filter(|_| is_text) {
                post.text = text;
            }
            return Ok(is_text);
        }
        "id" | "id_str" | "post_id" => {
            let value = map.next_value::<Option<Text<'de>>>()?;
            if let Some(Text(id)) = value.filter(|_| post.id.is_empty()) {
                post.id = id;
            }
        }
        "author" | "speaker" | "user" | "attributedTo" | "username" | "author_id" => {
            let Author(author) = map.next_value()?;
            post.author = post.author.take().or(author);
        }
        "reply_to"
        | "in_reply_to"
        | "inReplyTo"
        | "in_reply_to_id"
        | "in_reply_to_status_id"
        | "parent_id"
        | "replyTo"
        | "reply-to" => {
            let Several(mut parents) = map.next_value()?;
            if post.reply_to.is_none() && !parents.is_empty() {
                post.reply_to = Some(parents.remove(0));
                post.also_reply_to = parents;
            }
        }
        "also_reply_to" => post.also_reply_to = map.next_value::<Several<'de>>()?.0,
        "reply_to_author" | "in_reply_to_account_id" | "in_reply_to_user_id" => {
            set(&mut post.reply_to_author, map.next_value()?);
        }
        "conversation" | "conversation_id" | "thread_id" => set(&mut post.conversation, map.next_value()?),
        "lang" | "language" => set(&mut post.lang, map.next_value()?),
        "client" => set(&mut post.client, map.next_value()?),
        "platform" => set(&mut post.platform, map.next_value()?),
        "created_at" | "published" | "timestamp" | "ts" | "createdAt" | "date" | "time" => {
            let value = map.next_value::<Option<Timestamp>>()?;
            post.created_at = post.created_at.or(value);
        }
        "edited_at" | "updated" => post.edited_at = map.next_value()?,
        "mentions" => {
            post.mentions = map
                .next_value::<List<'de, Accounts>>()?
                .0
                .into_iter()
                .map(|m| Mention { account: m.name, span: m.span })
                .collect();
        }
        "links" => {
            post.links = map
                .next_value::<List<'de, Urls>>()?
                .0
                .into_iter()
                .map(|l| Link { url: l.name, span: l.span })
                .collect();
        }
        "hashtags" => post.hashtags = map.next_value::<List<'de, Tags>>()?.0.into_iter().map(|t| t.name).collect(),
        "quotes" => {
            post.quotes = map
                .next_value::<List<'de, Refs>>()?
                .0
                .into_iter()
                .map(|r| PostRef { id: r.name, author: r.author })
                .collect();
        }
        "repost_of" => post.repost_of = map.next_value()?,
        "format" | "mediaType" => {
            post.format = map.next_value::<Option<Text<'de>>>()?.map_or(Format::Plain, |t| format(&t.0));
        }
        "kind" => post.kind = map.next_value::<Option<Text<'de>>>()?.map_or(Kind::Status, |t| kind(&t.0)),
        "event" => post.event = map.next_value()?,
        "counts" => post.counts = map.next_value::<Option<Counts>>()?.unwrap_or_default(),
        "automated" => post.automated = map.next_value()?,
        _ => {
            map.next_value::<IgnoredAny>()?;
        }
    }
    Ok(false)
}

fn format(name: &str) -> Format {
    match name.to_ascii_lowercase().as_str() {
        "html" | "text/html" => Format::Html,
        "markdown" | "md" | "text/markdown" => Format::Markdown,
        _ => Format::Plain,
    }
}

/// Kinds that the model does not know are what most posts are.
fn kind(name: &str) -> Kind {
    match name.to_ascii_lowercase().as_str() {
        "comment" => Kind::Comment,
        "article" => Kind::Article,
        "message" => Kind::Message,
        "event" => Kind::Event,
        "invite" => Kind::Invite,
        "service" => Kind::Service,
        _ => Kind::Status,
    }
}

#[derive(serde::Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum EventField {
    #[serde(alias = "start_time", alias = "startTime")]
    Start,
    #[serde(alias = "end_time", alias = "endTime")]
    End,
    Place,
    Invited,
    Going,
    #[serde(other)]
    Other,
}

impl<'de: 'a, 'a> Deserialize<'de> for Event<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Fields<'a> {
            type Value = Event<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event: an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut event = Event::default();
                while let Some(key) = map.next_key()? {
                    match key {
                        EventField::Start => event.start = map.next_value()?,
                        EventField::End => event.end = map.next_value()?,
                        EventField::Place => event.place = map.next_value::<Option<Text<'de>>>()?.map(|text| text.0),
                        EventField::Invited => event.invited = map.next_value()?,
                        EventField::Going => event.going = map.next_value()?,
                        EventField::Other => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(event)
            }
        }
        deserializer.deserialize_map(Fields(PhantomData))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Account<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<'a>(PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Fields<'a> {
            type Value = Account<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an account: an object with an id")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut account = Account::default();
                let text = |map: &mut A| map.next_value::<Option<Text<'de>>>().map(|v| v.map(|text| text.0));
                while let Some(Text(key)) = map.next_key::<Text<'de>>()? {
                    match &*key {
                        "id" => account.id = text(&mut map)?.unwrap_or_default(),
                        "handle" | "username" | "acct" => account.handle = text(&mut map)?,
                        "name" | "display_name" => account.name = text(&mut map)?,
                        "bio" | "note" | "description" => account.bio = text(&mut map)?,
                        "automated" | "bot" => account.automated = map.next_value()?,
                        "followers" | "followers_count" => account.followers = map.next_value()?,
                        "following" | "following_count" => account.following = map.next_value()?,
                        "posts" | "statuses_count" => account.posts = map.next_value()?,
                        "created_at" => account.created_at = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(account)
            }
        }
        deserializer.deserialize_map(Fields(PhantomData))
    }
}
