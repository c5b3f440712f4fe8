//! The public interface, frozen: a diff in `tests/golden/api.txt` is a decision.
//!
//! The lint `unreachable_pub` sees to it that what says `pub` in `src` can be reached, and rustfmt to how
//! a line looks, so reading the lines is enough: no nightly rustdoc is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::golden::compare;
use crate::rooms::files;

/// What is public: each type, trait or function with what belongs to it.
#[derive(Default)]
struct Api {
    items: BTreeMap<String, BTreeSet<String>>,
    types: BTreeSet<String>,
    /// Traits of types that may turn out not to be public.
    traits: Vec<(String, String)>,
}

/// The attributes that a caller sees: features, derived traits, whether it may grow, names on the wire.
fn seen(attribute: &str) -> bool {
    ["#[cfg", "#[derive", "#[non_exhaustive", "#[repr"].iter().any(|head| attribute.starts_with(head))
}

/// The name behind `struct`, `enum`, …, or that a path ends with.
fn name(head: &str) -> String {
    head.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Lines from `at` on until one ends the signature or member, as one, and where the next begins.
fn joined(lines: &[&str], mut at: usize, ends: &[char]) -> (String, usize) {
    let mut all = String::new();
    loop {
        let line = lines[at].trim();
        let glue = if all.is_empty() || all.ends_with('(') || line.starts_with(')') { "" } else { " " };
        all = all.trim_end_matches(if line.starts_with(')') { ',' } else { '\0' }).to_owned() + glue + line;
        at += 1;
        let open = all.matches(['(', '[', '{']).count() > all.matches([')', ']', '}']).count();
        let opens_body = all.ends_with('{') && ends.contains(&'{');
        if at == lines.len() || opens_body || (all.ends_with(ends) && !open) || (all.ends_with(['}', ']']) && !open) {
            let value = all.find(" = ").filter(|_| all.contains("const ") && !all.contains("fn "));
            let end = value.unwrap_or(all.len());
            return (all[..end].trim_end_matches(['{', ';', ',', ' ']).to_owned(), at);
        }
    }
}

impl Api {
    fn file(&mut self, text: &str, room: &str) {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let (mut at, mut attributes) = (0, Vec::new());
        while at < lines.len() {
            let line = lines[at];
            if line.starts_with("#[") {
                let (attribute, next) = joined(&lines, at, &[']']);
                attributes.extend(Some(attribute).filter(|attribute| seen(attribute)));
                at = next;
            } else if line.starts_with("pub ") || line.starts_with("impl") {
                at = self.item(&lines, at, &attributes.join(" "), room);
                attributes.clear();
            } else {
                attributes.clear();
                at += 1;
            }
        }
    }

    /// A type, function, module, name given out or `impl` that begins at `start`; gives where it ends.
    fn item(&mut self, lines: &[&str], start: usize, attributes: &str, room: &str) -> usize {
        // Names given out stand in braces too, and those are no body.
        let ends: &[char] = if lines[start].starts_with("pub use") { &[';'] } else { &['{', ';'] };
        let (head, mut at) = joined(lines, start, ends);
        let head = if ends.contains(&'{') { head } else { head.replace("{ ", "{").replace(", }", "}") };
        let has_body = lines[at - 1].ends_with('{');
        if head.starts_with("pub use") || head.starts_with("pub mod") || head.starts_with("pub const") {
            self.items.entry(format!("{room}: {head}")).or_default().extend(told(attributes));
        } else if head.starts_with("impl") {
            let whom = head.split(" for ").last().unwrap_or("").trim_start_matches("impl").trim_start();
            let whom = name(whom.split_once("> ").filter(|_| whom.starts_with('<')).map_or(whom, |(_, rest)| rest));
            if head.contains(" for ") {
                self.traits.push((whom, [attributes, &head].join(" ").trim().to_owned()));
            } else if has_body {
                at = self.members(lines, at, &whom, |line| line.starts_with("pub "));
            }
            return skip(lines, at, has_body);
        } else if head.starts_with("pub fn") || head.starts_with("pub const fn") {
            self.items.entry(format!("{room}: {head}")).or_default().extend(told(attributes));
        } else {
            let name = name(head.split(' ').nth(2).unwrap_or(""));
            self.types.insert(name.clone());
            self.items.entry(name.clone()).or_default().insert([attributes, &head].join(" ").trim().to_owned());
            if has_body {
                let is_enum = head.starts_with("pub enum");
                at = self.members(lines, at, &name, |line| is_enum || line.starts_with("pub "));
            }
        }
        skip(lines, at, has_body)
    }

    /// What of the members of a body is public.
    fn members(&mut self, lines: &[&str], mut at: usize, of: &str, public: impl Fn(&str) -> bool) -> usize {
        let mut attributes = Vec::new();
        while at < lines.len() && lines[at] != "}" {
            let line = lines[at].strip_prefix("    ").unwrap_or("");
            if line.starts_with("#[") {
                let (attribute, next) = joined(lines, at, &[']']);
                attributes.extend(Some(attribute).filter(|attribute| seen(attribute)));
                at = next;
            } else if line.starts_with([' ', '}', ')']) || !public(line) || line.is_empty() {
                attributes.clear();
                at += 1;
            } else {
                let (member, next) = joined(lines, at, if line.contains("fn ") { &['{', ';'] } else { &[',', ';'] });
                let member = [&attributes.join(" "), member.as_str()].join(" ").trim().to_owned();
                self.items.entry(of.to_owned()).or_default().insert(member);
                attributes.clear();
                at = next;
            }
        }
        at
    }

    fn page(mut self) -> String {
        for (whom, told) in std::mem::take(&mut self.traits) {
            if self.types.contains(&whom) {
                self.items.entry(whom).or_default().insert(told);
            }
        }
        // Methods of types that stay inside come with their type.
        self.items.retain(|item, _| item.contains(": ") || self.types.contains(item));
        let block = |(item, lines): (&String, &BTreeSet<String>)| {
            let lines: String = lines.iter().flat_map(|line| ["    ", line, "\n"]).collect();
            format!("{item}\n{lines}")
        };
        self.items.iter().map(block).collect()
    }
}

fn told(attributes: &str) -> Option<String> {
    (!attributes.is_empty()).then(|| attributes.to_owned())
}

/// Behind the brace that closes a body.
fn skip(lines: &[&str], mut at: usize, has_body: bool) -> usize {
    while has_body && at < lines.len() && lines[at] != "}" {
        at += 1;
    }
    at
}

fn api(sources: impl IntoIterator<Item = (String, String)>) -> String {
    let mut api = Api::default();
    for (room, text) in sources {
        api.file(&text, &room);
    }
    api.page()
}

#[test]
fn the_public_interface_is_as_before() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rust = files(&src);
    rust.retain(|file| file.extension().is_some_and(|e| e == "rs"));
    rust.sort();
    let sources = rust.iter().map(|file| {
        let room = file.strip_prefix(&src).expect("inside src").components().next().expect("a name");
        let room = room.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        // A room's own `pub use` is given out again by the front door.
        let text = fs::read_to_string(file).expect("a source file");
        let front = room == "lib" || room == "platforms";
        (room, if front { text } else { text.replace("\npub use", "\n//") })
    });
    compare("api.txt", &api(sources));
}

#[test]
fn what_a_caller_sees_is_listed() {
    let source = "\
pub use thing::{
    One, Other,
    Third,
};
/// A thing.
#[derive(Clone, Copy)]
#[must_use]
pub struct Thing<'a> {
    /// Seen.
    pub name: &'a str,
    hidden: u8,
}

struct Inner {
    count: u8,
}

impl<'a> Thing<'a> {
    /// Long.
    pub fn new(
        name: &'a str,
        other: u8,
    ) -> Self {
        Self { name, hidden: other }
    }

    pub(crate) fn inner(&self) -> u8 {
        pub_looking();
        self.hidden
    }
}

#[cfg(feature = \"serde\")]
impl serde::Serialize for Thing<'_> {
    fn serialize(&self) {}
}

impl Clone for Inner {}

pub enum Way {
    Up,
    #[cfg_attr(feature = \"serde\", serde(rename = \"d\"))]
    Down {
        by: u8,
    },
}

impl Way {
    pub const ALL: [Self; 1] = [Self::Up];
    pub const fn up(self) -> bool { true }
}

pub(crate) fn inside() {}

pub fn outside(way: Way) -> bool {
    way.up()
}
";
    let wanted = "\
Thing
    #[cfg(feature = \"serde\")] impl serde::Serialize for Thing<'_>
    #[derive(Clone, Copy)] pub struct Thing<'a>
    pub fn new(name: &'a str, other: u8) -> Self
    pub name: &'a str
Way
    #[cfg_attr(feature = \"serde\", serde(rename = \"d\"))] Down { by: u8, }
    Up
    pub const ALL: [Self; 1]
    pub const fn up(self) -> bool { true }
    pub enum Way
room: pub fn outside(way: Way) -> bool
room: pub use thing::{One, Other, Third}
";
    assert_eq!(api([("room".to_owned(), source.to_owned())]), wanted);
}
