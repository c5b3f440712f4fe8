//! What a network holds: posts as they came, until the first question links them.
//!
//! Taking in a post and finding what it belongs to are different work. Whoever reads a day of posts
//! wants the first to cost little; whoever asks after each post wants the second kept up to date. So
//! posts are only written down until somebody asks, are then linked all at once, and from the next
//! one on linked as they come.

use alloc::boxed::Box;
use alloc::sync::Arc;

use once_cell::race::OnceBox;

use super::log::Log;
use super::record::Record;
use super::store::{Settled, Store};

/// All posts and people.
pub(super) enum State {
    /// Nobody asked since they came; or somebody did and nothing came since, then `asked` is the same, linked.
    Written { log: Log, asked: OnceBox<Arc<Store>> },
    /// Somebody asked.
    Linked(Store),
}

impl State {
    pub(super) const fn new() -> Self {
        Self::Written { log: Log::new(), asked: OnceBox::new() }
    }

    /// Everything, linked.
    pub(super) fn store(&self) -> &Store {
        match self {
            Self::Written { log, asked } => asked.get_or_init(|| Box::new(Arc::new(log.linked()))),
            Self::Linked(store) => store,
        }
    }

    /// Everything, linked, to be changed.
    pub(super) fn store_mut(&mut self) -> &mut Store {
        if let Self::Written { log, asked } = self {
            let store = asked.get().map(Arc::clone);
            // The one that lies in `asked` goes before this one is taken out, so that nothing is copied.
            *asked = OnceBox::new();
            *self = Self::Linked(store.map_or_else(|| log.linked(), Arc::unwrap_or_clone));
        }
        match self {
            Self::Linked(store) => store,
            Self::Written { .. } => unreachable!("linked above"),
        }
    }

    /// The log, if nobody asked.
    fn unasked(&mut self) -> Option<&mut Log> {
        match self {
            Self::Written { log, asked } if asked.get().is_none() => Some(log),
            _ => None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Written { log, .. } => log.is_empty(),
            Self::Linked(store) => store.len() == 0,
        }
    }

    /// Takes in a name under its key.
    pub(super) fn meet(&mut self, name: &str, key: u64) {
        match self.unasked() {
            Some(log) => log.meet(name, key),
            None => self.store_mut().meet(name, key),
        }
    }

    /// Takes in a post.
    pub(super) fn keep(&mut self, id: u64, record: &Record) {
        match self.unasked() {
            Some(log) => log.keep(id, record),
            None => self.store_mut().keep(id, record),
        }
    }

    /// Takes in everything another knows.
    pub(super) fn absorb(&mut self, other: &Self) {
        match (self.unasked(), other) {
            (Some(log), Self::Written { log: news, .. }) => log.append(news),
            (Some(log), Self::Linked(store)) if store.settled() == Settled::NOTHING => log.take(store),
            (None, Self::Written { log, .. }) => log.link_into(self.store_mut()),
            (_, Self::Linked(store)) => self.store_mut().absorb(store),
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

impl Clone for State {
    fn clone(&self) -> Self {
        match self {
            Self::Written { log, asked } => match asked.get() {
                Some(store) => Self::Linked(Store::clone(store)),
                None => Self::Written { log: log.clone(), asked: OnceBox::new() },
            },
            Self::Linked(store) => Self::Linked(store.clone()),
        }
    }
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.store() == other.store()
    }
}
