//! A network in serde: `posts` by the key of their ids, `names` by their keys, both in order.

use alloc::collections::BTreeMap;
use alloc::string::String;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Network;
use super::record::Record;

#[derive(Serialize)]
struct Out<'n> {
    posts: BTreeMap<u64, Record>,
    names: BTreeMap<u64, &'n str>,
}

#[derive(Deserialize)]
struct In {
    posts: BTreeMap<u64, Record>,
    names: BTreeMap<u64, String>,
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let posts = self.store.posts().map(|post| (self.store.id(post), self.store.record(post))).collect();
        Out { posts, names: self.store.names().collect() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Network {
    /// Keys of names are computed again, so a name cannot stand under a key that is not its own.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = In::deserialize(deserializer)?;
        let mut network = Self::new();
        for name in wire.names.values() {
            network.store.meet(name);
        }
        for (id, record) in wire.posts {
            network.store.keep(id, &record.tidied());
        }
        Ok(network)
    }
}
