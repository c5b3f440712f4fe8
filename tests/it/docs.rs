//! Every public type, function and module shows how one would use it.

use std::fs;
use std::path::{Path, PathBuf};

/// Sources of the library.
fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// Public items of a file that have a page of their own, with the comment above each.
fn items(text: &str) -> Vec<(String, String)> {
    let (mut all, mut doc) = (Vec::new(), String::new());
    for line in text.lines() {
        let code = line.trim_start();
        if let Some(words) = code.strip_prefix("///") {
            doc.push_str(words);
            doc.push('\n');
            continue;
        }
        if code.starts_with("#[") || (line.starts_with(' ') && code.is_empty()) {
            continue;
        }
        let mut words =
            code.split([' ', '<', '(', ';', '{']).filter(|word| !matches!(*word, "const" | "fn" | "unsafe"));
        let kind = code.split(' ').find(|word| !matches!(*word, "pub" | "const" | "unsafe"));
        // Methods stand on the page of their type; what is indented is inside of something.
        let own = line.starts_with("pub ") && matches!(kind, Some("struct" | "enum" | "trait" | "fn" | "type"));
        if own {
            let name = words.by_ref().find(|word| !matches!(*word, "pub" | "struct" | "enum" | "trait" | "type"));
            all.push((name.unwrap_or("").to_owned(), std::mem::take(&mut doc)));
        }
        doc.clear();
    }
    all
}

#[test]
fn every_public_page_has_an_example() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let front = ["lib.rs", "platforms/mod.rs"].map(|name| fs::read_to_string(src.join(name)).expect("a front door"));
    // What is given out is named there, or public in the one public room.
    let given = |name: &str| {
        front.iter().any(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name))
    };
    let (mut seen, mut without) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).expect("a source");
        for (name, doc) in items(&text).into_iter().filter(|(name, _)| given(name)) {
            seen += 1;
            if !doc.contains("```") {
                without.push(format!("{} in {}", name, file.strip_prefix(&src).expect("in src").display()));
            }
        }
    }
    assert!(seen >= 50, "{seen} items seen");
    assert!(without.is_empty(), "{} without an example: {without:#?}", without.len());
}
