//! A network in serde: `posts` by the key of their ids, `names` by their keys, both in order.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Network;
use super::habit::Signature;
use super::record::{Record, name_key};
use super::store::{Settled, Store};
use super::tally::{Bond, Past, Tally};

#[derive(Serialize)]
struct Out<'n> {
    posts: BTreeMap<u64, Record>,
    names: BTreeMap<u64, &'n str>,
    // Written even where there is nothing: formats that do not name their fields count on every one.
    settled: Option<Settled>,
    pasts: BTreeMap<u64, Counted>,
}

#[derive(Deserialize)]
struct In {
    posts: BTreeMap<u64, Record>,
    names: BTreeMap<u64, String>,
    #[serde(default)]
    settled: Option<Settled>,
    #[serde(default)]
    pasts: BTreeMap<u64, Counted>,
}

/// What was settled of a person; partners by key.
#[derive(Serialize, Deserialize)]
struct Counted {
    tally: Tally,
    bonds: BTreeMap<u64, Bond>,
    told: Vec<Signature>,
    recent: Vec<i64>,
}

impl Counted {
    fn of(store: &Store, past: &Past) -> Self {
        let Past { tally, bonds, told, recent } = past.clone();
        let bonds = bonds.into_vec().into_iter().map(|(partner, bond)| (store.key(partner), bond)).collect();
        Self { tally, bonds, told: told.into_vec(), recent: recent.into_vec() }
    }

    fn into_past(self, store: &mut Store) -> Past {
        let bonds = self.bonds.into_iter().map(|(key, bond)| (store.person(key), bond)).collect();
        Past { tally: self.tally, bonds, told: self.told.into(), recent: self.recent.into() }.tidied()
    }
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let posts = self.store().posts().map(|post| (self.store().id(post), self.store().record(post))).collect();
        let settled = Some(self.store().settled()).filter(|settled| *settled != Settled::NOTHING);
        let past = |(person, past)| (self.store().key(person), Counted::of(self.store(), past));
        let pasts = self.store().pasts().map(past).collect();
        Out { posts, names: self.store().names().collect(), settled, pasts }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Network {
    /// Keys of names are computed again, so a name cannot stand under a key that is not its own.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = In::deserialize(deserializer)?;
        let mut network = Self::new();
        for name in wire.names.values() {
            network.state.meet(name, name_key(name));
        }
        network.state.store_mut().settle(wire.settled.unwrap_or_default());
        for (key, counted) in wire.pasts {
            let person = network.state.store_mut().person(key);
            let past = counted.into_past(network.state.store_mut());
            network.state.store_mut().add_past(person, past);
        }
        for (id, record) in wire.posts {
            network.state.keep(id, &record.tidied());
        }
        Ok(network)
    }
}
