//! Payloads in, posts out.

use std::fs;
use std::path::{Path, PathBuf};

use realtalk::platforms;

/// Samples of others, outside the project; a test over them says so when they are not there.
fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/payloads");
    let Ok(platforms) = fs::read_dir(&folder) else {
        println!("skipped: no ../shared/payloads here");
        return Vec::new();
    };
    let folders = platforms.filter_map(|entry| fs::read_dir(entry.ok()?.path()).ok());
    let mut files: Vec<_> = folders.flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

#[test]
fn samples_are_read() {
    for file in samples().iter().filter(|file| !file.to_string_lossy().contains("lexicon")) {
        let text = fs::read_to_string(file).expect("a file");
        let conversation = platforms::read(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        conversation.into_thread().expect("a forest");
    }
}
