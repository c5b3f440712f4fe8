//! Whom a post talks with, and how that shows.

use super::Post;

/// How it shows that a post interacts with someone, strongest first.
///
/// ```
/// use realtalk::{Evidence, Post};
/// let post = Post::new("3", "cho", "@ben which cone?");
/// assert_eq!(post.addressees(&[]).next(), Some(("ben", Evidence::LeadingMention)));
/// assert!(Evidence::ReplyLink < Evidence::OpeningName, "the strongest first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Evidence {
    /// It answers a post of theirs.
    ReplyLink,
    /// The platform says whose post it answers.
    ParentAuthor,
    /// It opens with their name behind an `@`.
    LeadingMention,
    /// It quotes a post of theirs.
    Quote,
    /// It opens with their name.
    OpeningName,
}

impl Post<'_> {
    /// Whom the post interacts with on its own evidence, and how that shows; never its author.
    ///
    /// Of forum replies 42 % and of flat blog comments nearly all carry no parent link, so names
    /// count: `participants` are those whose name a post may open with. What a reply link says
    /// needs the thread or the network, which know who wrote the parent.
    ///
    /// ```
    /// use realtalk::{Evidence, Post};
    /// let post = Post::new("3", "cho", "Ana: is the blue one lead free?");
    /// let seen: Vec<_> = post.addressees(&["ana", "ben"]).collect();
    /// assert_eq!(seen, [("ana", Evidence::OpeningName)]);
    /// ```
    pub fn addressees<'p>(&'p self, participants: &'p [&'p str]) -> impl Iterator<Item = (&'p str, Evidence)> {
        let own = self.is_own();
        let parent = self.reply_to_author.as_deref().map(|name| (name, Evidence::ParentAuthor));
        let leading = LeadingMentions(&self.text).map(|name| (name, Evidence::LeadingMention));
        let quoted = self.quotes.iter().filter_map(|q| q.author.as_deref()).map(|name| (name, Evidence::Quote));
        let named =
            participants.iter().filter(|name| opens_with(&self.text, name)).map(|name| (*name, Evidence::OpeningName));
        let all = parent.into_iter().chain(leading).chain(quoted).chain(named);
        all.filter(move |(name, _)| own && self.author.as_deref() != Some(*name))
    }
}

/// The handles a text opens with, without their `@`.
struct LeadingMentions<'t>(&'t str);

impl<'t> Iterator for LeadingMentions<'t> {
    type Item = &'t str;
    fn next(&mut self) -> Option<&'t str> {
        let text = self.0.trim_start().trim_start_matches('.').strip_prefix('@')?;
        let len =
            text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'))).unwrap_or(text.len());
        let name = text[..len].trim_end_matches(['.', '-', '@']);
        self.0 = &text[len..];
        (!name.is_empty()).then_some(name)
    }
}

/// Whether a text opens with a name as one addresses people: `Ana, …`, `ana: …`, `Ana - …`.
fn opens_with(text: &str, name: &str) -> bool {
    let text = text.trim_start();
    let text = ["hi ", "hello ", "hey ", "dear "].iter().find_map(|hi| strip_caseless(text, hi)).unwrap_or(text);
    let Some(rest) = strip_caseless(text, name).filter(|_| !name.is_empty()) else { return false };
    rest.starts_with([',', ':', '!', '?', '—', '–']) || rest.starts_with(" -") || rest.is_empty()
}

fn strip_caseless<'t>(text: &'t str, head: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in head.chars() {
        let found = rest.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}
