//! A conversation: posts and who answered whom. No loops; orphans allowed.

mod live;
mod patterns;
mod people;
mod shape;

use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec;
use alloc::vec::Vec;

use hashbrown::HashMap;

use crate::error::Error;
use crate::post::Post;

pub use live::LiveThread;
pub use patterns::{Patterns, Spread};
pub use shape::Shape;

use patterns::Part;

/// Nobody: the parent of a root.
const NONE: u32 = u32::MAX;

/// Posts that belong together, and who answered whom.
///
/// A thread that exists is a forest: ids are unique and no post answers itself through others. A
/// parent that is missing from the set is fine; of several parents the first one present counts.
///
/// ```
/// use realtalk::{Post, Thread};
/// let thread = Thread::new(vec![
///     Post::new("1", "ana", "did the kiln survive?"),
///     Post::new("2", "mira", "barely!").answering("1", None),
/// ])?;
/// assert_eq!(thread.parent(1), Some(0));
/// # Ok::<(), realtalk::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread<'a> {
    id: Cow<'a, str>,
    owner: Option<Cow<'a, str>>,
    posts: Vec<Post<'a>>,
    parents: Vec<u32>,
}

impl<'a> Thread<'a> {
    /// A thread of these posts, in any order.
    ///
    /// # Errors
    /// [`Error::DuplicateId`] and [`Error::ReplyLoop`], each naming the culprits;
    /// [`Error::TooMany`] past four thousand million posts.
    pub fn new(posts: Vec<Post<'a>>) -> Result<Self, Error> {
        if posts.len() >= NONE as usize {
            return Err(Error::TooMany { found: posts.len(), wanted: NONE as usize - 1 });
        }
        let index = by_id(&posts);
        if index.len() < posts.len() {
            let twice = posts.iter().enumerate().find(|(at, post)| index[&*post.id] != *at as u32);
            return Err(Error::DuplicateId {
                id: twice.map_or_else(Default::default, |(_, post)| post.id.to_string()),
            });
        }
        if let Some(circle) = circle(&posts, &index) {
            return Err(Error::ReplyLoop { ids: circle.into_iter().map(|at| posts[at].id.to_string()).collect() });
        }
        let parent = |post: &Post<'_>| post.parents().find_map(|id| index.get(id).copied()).unwrap_or(NONE);
        let parents = posts.iter().map(parent).collect();
        drop(index);
        Ok(Self { id: Cow::Borrowed(""), owner: None, posts, parents })
    }

    /// This thread under that id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Cow<'a, str>>) -> Self {
        self.id = id.into();
        self
    }

    /// This thread in the place of that owner: the page, blog or brand it stands under.
    #[must_use]
    pub fn with_owner(mut self, owner: impl Into<Cow<'a, str>>) -> Self {
        self.owner = Some(owner.into());
        self
    }

    /// Its id; empty where it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whose place it stands in.
    #[must_use]
    pub fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }

    /// Its posts, in the order they came.
    #[must_use]
    pub fn posts(&self) -> &[Post<'a>] {
        &self.posts
    }

    /// How many posts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.posts.len()
    }

    /// Whether there is no post.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.posts.is_empty()
    }

    /// Which post the post at `index` answers, if it is here.
    #[must_use]
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.parents.get(index).filter(|parent| **parent != NONE).map(|parent| *parent as usize)
    }

    /// Whom the post at `index` answers: the parent's author, else who the platform says it is.
    #[must_use]
    pub fn answered_author(&self, index: usize) -> Option<&str> {
        match self.parent(index) {
            Some(parent) => self.posts[parent].author.as_deref(),
            None => self.posts.get(index)?.reply_to_author.as_deref(),
        }
    }

    /// How the conversation is built: depth, width, who answers whom, how soon.
    #[must_use]
    pub fn shape(&self) -> Shape {
        shape::shape(self)
    }

    /// Who answers whose posts: how evenly, and in which small patterns.
    ///
    /// ```
    /// use realtalk::{Post, Thread};
    /// let thread = Thread::new(vec![
    ///     Post::new("1", "ana", "did the kiln survive?"),
    ///     Post::new("2", "mira", "barely!").answering("1", None),
    ///     Post::new("3", "ana", "oh no, how many bowls?").answering("2", None),
    /// ])?;
    /// assert_eq!((thread.patterns().reciprocity, thread.patterns().dyads), (1, 1));
    /// # Ok::<(), realtalk::Error>(())
    /// ```
    #[must_use]
    pub fn patterns(&self) -> Patterns {
        patterns::patterns(self, Part::Whole)
    }

    /// The same without the answers to roots: what goes on between those who came to answer.
    #[must_use]
    pub fn patterns_below_roots(&self) -> Patterns {
        patterns::patterns(self, Part::BelowRoots)
    }

    /// The same thread, owning its strings.
    #[must_use]
    pub fn into_owned(self) -> Thread<'static> {
        Thread {
            id: Cow::Owned(self.id.into_owned()),
            owner: self.owner.map(|owner| Cow::Owned(owner.into_owned())),
            posts: self.posts.into_iter().map(Post::into_owned).collect(),
            parents: self.parents,
        }
    }
}

/// Index of each id; of equal ids the first.
fn by_id<'p>(posts: &'p [Post<'_>]) -> HashMap<&'p str, u32> {
    let mut index = HashMap::with_capacity(posts.len());
    for (at, post) in posts.iter().enumerate().rev() {
        index.insert(&*post.id, at as u32);
    }
    index
}

/// Posts that answer each other in a circle, over any of their parents.
fn circle(posts: &[Post<'_>], index: &HashMap<&str, u32>) -> Option<Vec<usize>> {
    // 0 unseen, 1 on the path, 2 done; the path is a stack of posts with the parents still to follow.
    let mut state = vec![0_u8; posts.len()];
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..posts.len() {
        if state[start] == 0 {
            state[start] = 1;
            path.push((start, 0));
        }
        while let Some((at, tried)) = path.last_mut() {
            let next = posts[*at].parents().nth(*tried).map(|id| index.get(id).map(|at| *at as usize));
            *tried += 1;
            match next {
                None => {
                    state[*at] = 2;
                    path.pop();
                }
                Some(Some(parent)) if state[parent] == 1 => {
                    let from = path.iter().position(|(at, _)| *at == parent).unwrap_or(0);
                    return Some(path[from..].iter().map(|(at, _)| *at).collect());
                }
                Some(Some(parent)) if state[parent] == 0 => {
                    state[parent] = 1;
                    path.push((parent, 0));
                }
                Some(_) => {}
            }
        }
    }
    None
}

#[cfg(feature = "serde")]
impl serde::Serialize for Thread<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut thread = serializer.serialize_struct("Thread", 3)?;
        thread.serialize_field("id", &self.id)?;
        thread.serialize_field("owner", &self.owner)?;
        thread.serialize_field("posts", &self.posts)?;
        thread.end()
    }
}

#[cfg(feature = "serde")]
impl<'de: 'a, 'a> serde::Deserialize<'de> for Thread<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Wire<'a> {
            #[serde(default)]
            id: Option<alloc::string::String>,
            #[serde(default)]
            owner: Option<alloc::string::String>,
            #[serde(borrow)]
            posts: Vec<Post<'a>>,
        }
        let wire = Wire::deserialize(deserializer)?;
        let thread = Self::new(wire.posts).map_err(serde::de::Error::custom)?;
        Ok(Self { id: Cow::Owned(wire.id.unwrap_or_default()), owner: wire.owner.map(Cow::Owned), ..thread })
    }
}
