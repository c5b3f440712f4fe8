//! The house: a room uses only rooms above it.

use std::fs;
use std::path::{Path, PathBuf};

/// In the order data meets them. `fold` stands before the lexicon because tables are folded as
/// texts are.
const ROOMS: [&str; 16] = [
    "error",
    "span",
    "many",
    "fold",
    "post",
    "thread",
    "lexicon",
    "text",
    "signal",
    "score",
    "network",
    "account",
    "report",
    "scorer",
    "calibrate",
    "platforms",
];

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("src is readable").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    folders.iter().flat_map(|folder| self::files(folder)).chain(files).collect()
}

fn rank(room: &str) -> usize {
    ROOMS.iter().position(|name| *name == room).unwrap_or_else(|| panic!("{room} is no room of the house"))
}

#[test]
fn arrows_point_up() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&src).into_iter().filter(|file| file.extension().is_some_and(|e| e == "rs")) {
        let room = file.strip_prefix(&src).expect("inside src").components().next().expect("a name");
        let room = room.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        if room == "lib" {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a source file");
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if used.starts_with(char::is_lowercase) {
                    assert!(rank(&used) <= rank(&room), "{}: {room} uses {used}, which is below it", file.display());
                }
            }
        }
    }
}

#[test]
fn the_version_is_the_same_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(include_str!("../../CHANGELOG.md").contains(&format!("## [{version}]")));
    let short = version.rsplit_once('.').map_or(version, |(short, _)| short);
    assert!(include_str!("../../README.md").contains(&format!("realtalk = \"{short}\"")));
}
