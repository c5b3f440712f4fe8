//! One conversation or one account, read and scored: what all sections of the page look at.

use std::collections::HashMap;
use std::fmt::Write;

use realtalk::{Network, Post, PostScores, Profile, Report, Scorer, Thread, ThreadScores};

use super::shown::short;
use super::{Material, graph, overview, people, tree};

/// One conversation or one account, read and scored.
pub(crate) struct Subject<'a> {
    at: usize,
    pub(crate) of: Option<String>,
    pub(crate) thread: Thread<'a>,
    pub(crate) scorer: Scorer,
    pub(crate) reports: Vec<Report>,
    pub(crate) scores: ThreadScores,
    /// By name, in the order of first appearance.
    pub(crate) profiles: Vec<Profile>,
    names: HashMap<String, String>,
    people: HashMap<String, usize>,
    notes: Vec<String>,
}

impl<'a> Subject<'a> {
    pub(crate) fn new(at: usize, material: Material<'a>) -> Self {
        let Material { id, owner, of, posts, accounts, mut notes } = material;
        let scorer = Scorer::default();
        let mut network = Network::new();
        let reports = |thread: &Thread<'_>| thread.posts().iter().map(|post| scorer.explain(post)).collect::<Vec<_>>();
        for post in &posts {
            network.observe(post, &scorer.score(post));
        }
        let mut thread = thread(posts, of.is_some(), &mut notes).with_id(id);
        if let Some(owner) = owner {
            thread = thread.with_owner(owner);
        }
        let names = accounts.into_iter().filter_map(|account| {
            let (name, handle) = (account.name.unwrap_or_default(), account.handle);
            let told = match handle {
                Some(handle) if name.trim().is_empty() => format!("@{handle}"),
                Some(handle) => format!("{} (@{handle})", name.trim()),
                None if name.trim().is_empty() => return None,
                None => name.trim().to_owned(),
            };
            Some((account.id.into_owned(), told))
        });
        let mut people = HashMap::new();
        let mut profiles = Vec::new();
        for author in thread.posts().iter().filter_map(|post| post.author.as_deref()) {
            if !people.contains_key(author) {
                people.insert(author.to_owned(), people.len());
                profiles.extend(network.profile(author));
            }
        }
        let reports = reports(&thread);
        let scores = scorer.score_thread(&thread);
        Self { at, of, reports, scores, profiles, names: names.collect(), people, notes, thread, scorer }
    }

    /// An id for an element of the page, its own for each subject.
    pub(crate) fn anchor(&self, name: &str) -> String {
        if self.at == 0 { name.to_owned() } else { format!("{name}-{}", self.at) }
    }

    /// How somebody is called, ready for the page.
    pub(crate) fn name(&self, author: &str) -> String {
        short(self.called(author), 48)
    }

    /// The same, as somebody wrote it.
    pub(crate) fn called<'s>(&'s self, author: &'s str) -> &'s str {
        self.names.get(author).map_or(author, String::as_str)
    }

    /// Which of the people here somebody is, in the order of first appearance.
    pub(crate) fn person(&self, author: &str) -> Option<usize> {
        self.people.get(author).copied()
    }

    /// Of a timeline, the profile of whom it is about.
    pub(crate) fn profile(&self) -> Option<&Profile> {
        self.profiles.iter().find(|profile| Some(&profile.author) == self.of.as_ref())
    }

    pub(crate) fn post_scores(&self) -> impl Iterator<Item = (&Post<'a>, &PostScores)> {
        self.thread.posts().iter().zip(self.reports.iter().map(Report::scores))
    }

    /// What it is, ready for the page.
    pub(crate) fn title(&self) -> String {
        match &self.of {
            Some(author) => format!("What {} writes", self.name(author)),
            None if self.thread.id().is_empty() => "A conversation".into(),
            None => format!("Conversation {}", short(self.thread.id(), 48)),
        }
    }

    pub(crate) fn heading(&self, out: &mut String, level: u8) {
        let (posts, people) = (self.thread.len(), self.scores.shape.authors);
        let others = posts - self.profile().map_or(posts, |profile| (profile.posts as usize).min(posts));
        write!(out, "<h{level} id=\"{}\"><bdi>{}</bdi></h{level}>", self.anchor("title"), self.title())
            .expect("a string");
        let people = format!("{people} {}", plural(people as usize, "person", "people"));
        match others {
            0 => write!(out, "<p class=\"sub\">{posts} {} by {people}", plural(posts, "post", "posts")),
            _ => write!(out, "<p class=\"sub\">{} posts, and {others} around them", posts - others),
        }
        .expect("a string");
        let times = || self.thread.posts().iter().filter_map(|post| post.created_at);
        if let (Some(first), Some(last)) = (times().min(), times().max()) {
            let (first, last) = (overview::day(first), overview::day(last));
            if first == last {
                write!(out, ", {first}").expect("a string");
            } else {
                write!(out, ", {first} to {last}").expect("a string");
            }
        }
        out.push_str("</p>");
    }

    /// Links to the sections.
    pub(crate) fn sections(&self, out: &mut String) {
        out.push_str("<nav aria-label=\"On this page\"><ul>");
        let parts = match self.of {
            Some(_) => [("people", "Profile"), ("posts", "Posts")],
            None => [("posts", "Conversation"), ("people", "People")],
        };
        for (name, told) in [("glance", "At a glance")].into_iter().chain(parts) {
            write!(out, "<li><a href=\"#{}\">{told}</a></li>", self.anchor(name)).expect("a string");
        }
        out.push_str("<li><a href=\"#reading\">How to read this page</a></li></ul></nav>");
    }

    pub(crate) fn write(&self, out: &mut String, level: u8) {
        out.push_str("<div class=\"first\">");
        overview::write(self, out, level);
        graph::write(self, out, level);
        out.push_str("</div>\n");
        self.missing(out);
        if self.of.is_some() {
            people::write(self, out, level);
            tree::write(self, out, level);
        } else {
            tree::write(self, out, level);
            people::write(self, out, level);
        }
    }

    /// What the input does not hold.
    fn missing(&self, out: &mut String) {
        if self.notes.is_empty() {
            return;
        }
        out.push_str("<aside class=\"notes\" aria-label=\"What is missing\"><ul>");
        for note in self.notes.iter().take(20) {
            write!(out, "<li>{}</li>", short(note, 200)).expect("a string");
        }
        if self.notes.len() > 20 {
            write!(out, "<li>and {} more</li>", self.notes.len() - 20).expect("a string");
        }
        out.push_str("</ul></aside>\n");
    }
}

/// A thread of whatever posts: nothing is refused, but said.
fn thread<'a>(mut posts: Vec<Post<'a>>, by_time: bool, notes: &mut Vec<String>) -> Thread<'a> {
    let before = posts.len();
    let mut seen = std::collections::HashSet::new();
    posts.retain(|post| seen.insert(post.id.clone().into_owned()));
    if posts.len() < before {
        notes.push(format!("posts whose id came before, left out: {}", before - posts.len()));
    }
    if by_time {
        posts.sort_by_key(|post| post.created_at);
    }
    Thread::new(posts.clone()).unwrap_or_else(|error| {
        notes.push(format!("{error}; shown without who answers whom"));
        for post in &mut posts {
            post.reply_to = None;
            post.also_reply_to.clear();
        }
        Thread::new(posts).unwrap_or_default()
    })
}

pub(crate) fn plural<'w>(n: usize, one: &'w str, many: &'w str) -> &'w str {
    if n == 1 { one } else { many }
}
