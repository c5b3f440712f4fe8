//! Networks as bytes: the same for equal networks, and nothing breaks on what is none.

use allocation_counter::measure;
use proptest::prelude::*;
use realtalk::{Error, Network, Post, Timestamp};

use crate::network::{merged, network, posts};

/// Posts with everything that has a place in the bytes.
pub(crate) fn rich() -> impl Strategy<Value = Vec<Post<'static>>> {
    (posts(), any::<i64>()).prop_map(|(mut posts, time)| {
        for (n, post) in posts.iter_mut().enumerate() {
            match n % 5 {
                0 => post.created_at = Some(Timestamp::from_millis(time)),
                1 => post.created_at = None,
                2 => post.author = None,
                3 => *post = core::mem::take(post).mentioning("zoë").mentioning("p2"),
                _ => post.platform = Some(["here", "there"][n % 2].into()),
            }
        }
        posts
    })
}

fn read(bytes: &[u8]) -> Network {
    Network::from_bytes(bytes).expect("a network")
}

/// What is read is a network like any other, or the place where it stops being one.
fn nothing_breaks(bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut found = Err(Error::Bytes { at: 0, wanted: "" });
    let memory = measure(|| found = Network::from_bytes(bytes));
    prop_assert!(memory.bytes_max <= 4_000 + 200 * bytes.len() as u64, "{} for {}", memory.bytes_max, bytes.len());
    match found {
        Ok(network) => {
            prop_assert_eq!(&read(&network.to_bytes()), &network);
            prop_assert!(network.profiles().count() <= network.len() || network.settled().is_some());
        }
        Err(Error::Bytes { at, .. }) => prop_assert!(at <= bytes.len()),
        Err(other) => prop_assert!(false, "{other}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_network_comes_back_from_bytes(posts in rich(), cut in any::<prop::sample::Index>()) {
        let whole = network(&posts);
        prop_assert_eq!(&read(&whole.to_bytes()), &whole);
        let cut = cut.index(posts.len() + 1);
        let (a, b) = (network(&posts[..cut]), network(posts[cut..].iter().rev()));
        let again = merged(&read(&b.to_bytes()), &read(&a.to_bytes()));
        prop_assert_eq!(again.to_bytes(), whole.to_bytes());
        for author in whole.authors() {
            prop_assert_eq!(again.profile(author), whole.profile(author));
        }
    }

    #[test]
    fn damaged_bytes_break_nothing(posts in rich(), at in any::<prop::sample::Index>(), with in any::<[u8; 3]>(), half in any::<bool>()) {
        let mut whole = network(&posts);
        if half {
            whole.settle(Timestamp::from_seconds(1_700_000_000 + 2_500 * 60));
        }
        let bytes = whole.to_bytes();
        let at = at.index(bytes.len());
        nothing_breaks(&bytes[..at])?;
        let mut damaged = bytes.clone();
        for (to, from) in damaged[at..].iter_mut().zip(with) {
            *to = from;
        }
        nothing_breaks(&damaged)?;
        let cut = [&bytes[..at], &bytes[(at + 1).min(bytes.len())..]].concat();
        nothing_breaks(&cut)?;
    }

    #[test]
    fn chance_breaks_nothing(bytes in prop::collection::vec(any::<u8>(), 0..200), big in any::<u64>()) {
        nothing_breaks(&bytes)?;
        nothing_breaks(&[b"RTN\x01", &bytes[..]].concat())?;
        // A table of names that says it is as long as memory.
        let mut long = b"RTN\x01".to_vec();
        let mut left = big | 1 << 40;
        while left >= 0x80 {
            long.push(left as u8 | 0x80);
            left >>= 7;
        }
        long.push(left as u8);
        nothing_breaks(&[&long, &bytes[..]].concat())?;
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let told = |bytes: &[u8]| Network::from_bytes(bytes).expect_err("no network").to_string();
    assert_eq!(told(b""), "byte 0: wanted RTN and version 1 or 2");
    assert_eq!(told(b"RTN\x03"), "byte 0: wanted RTN and version 1 or 2");
    assert_eq!(told(b"RTN\x01\x05ab"), "byte 5: wanted as many as announced");
    assert_eq!(told(b"RTN\x01\x01\x01\xFF"), "byte 6: wanted a name in UTF-8");
    assert_eq!(told(b"RTN\x01\x80\x00"), "byte 6: wanted a number of 64 bits in its shortest form");
    let mut long = network(&[Post::new("1", "ana", "hello there")]).to_bytes();
    long.push(0);
    assert_eq!(told(&long), format!("byte {}: wanted the end", long.len() - 1));
}

/// Networks of different days are merged, so the key of an id is the same for good.
#[test]
fn keys_of_ids_never_change() {
    for (id, key) in [("1", "10541323194005072559"), ("https://social.example/@ana/1", "15121297725180521126")] {
        let network = network(&[Post::new(id, "ana", "hello there")]);
        let json = serde_json::to_value(&network).expect("JSON");
        assert_eq!(json["posts"].as_object().and_then(|posts| posts.keys().next()).map(String::as_str), Some(key));
    }
}

/// Version 1 stays readable: a network written on the day it was made.
#[test]
fn version_one_is_read_for_good() {
    const WRITTEN: &str = "52544e010303616e610362656e0263790001fef7e6980a03edbe8695b0c5d6ed55c29682b5d3edbcb73cfdd4c490c5c9a1e4\
        6180a0abfef9620201eef854ae57c781300001030008000107b13709a74408a0ee000000000000c30028fa78002a4c940000\
        49f2cc003f87000035cf0083260000fea700000100010000030000062637b999b3114b72000000000203e1d4030001060000\
        03a36966bcbe0a0e9300005c0f00000000000000b10000e6000049f500e8000006a204f1d9a800339f00bc25de";
    let bytes: Vec<u8> = (0..WRITTEN.len() / 2)
        .map(|at| u8::from_str_radix(&WRITTEN[2 * at..2 * at + 2], 16).expect("two hexadecimal digits"))
        .collect();
    let network = read(&bytes);
    assert_eq!(network.to_bytes(), bytes);
    assert_eq!(network.authors(), ["ana", "ben"]);
    let tie = &network.profile("ben").expect("a profile").ties[0];
    assert_eq!((tie.partner.as_str(), tie.to, tie.from, tie.last), ("ana", 1, 0, Some(1_700_000_060_000)));
    assert_eq!(network.latest(), Some(Timestamp::from_seconds(1_700_000_060)));
    assert_eq!(Network::new().to_bytes(), b"RTN\x01\0\0\0\0\0");
}
