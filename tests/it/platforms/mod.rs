//! Payloads in, posts out. Fixtures are our own words in the shapes of the platforms.

mod big;
mod hostile;
mod samples;
mod shapes;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use realtalk::platforms::{self, Conversation, Error, Note, Platform};
use realtalk::{Span, Thread};
use serde_json::Value;

fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let paths = fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_none_or(|e| e != "txt")).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("a fixture"))).collect()
}

/// One fact a line, spans as what they cut out of the text.
fn told(conversation: &Conversation<'_>) -> String {
    fn line(out: &mut String, indent: &str, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(map) if map.is_empty() => {}
            Value::Object(map) => {
                let parts: Vec<_> = map.iter().map(|(key, value)| format!("{key} {value}")).collect();
                writeln!(out, "{indent}{name}: {}", parts.join(", ")).expect("a string");
            }
            value => writeln!(out, "{indent}{name}: {value}").expect("a string"),
        }
    }
    let mut out = format!("{}\n", conversation.platform);
    line(&mut out, "", "id", &serde_json::json!(conversation.id));
    line(&mut out, "", "owner", &serde_json::json!(conversation.owner));
    for post in &conversation.posts {
        writeln!(out, "post {}", post.id).expect("a string");
        let Value::Object(fields) = serde_json::to_value(post).expect("a post") else { unreachable!() };
        for (name, value) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "platform")) {
            match name.as_str() {
                "mentions" | "links" => {}
                name => line(&mut out, "  ", name, value),
            }
        }
        let cut = |span: Option<Span>| span.map_or("-", |span| span.of(&post.text));
        for mention in &post.mentions {
            writeln!(out, "  mention {} at {}", mention.account, cut(mention.span)).expect("a string");
        }
        for link in &post.links {
            writeln!(out, "  link {} at {}", link.url, cut(link.span)).expect("a string");
        }
    }
    for account in &conversation.accounts {
        line(&mut out, "", "account", &serde_json::to_value(account).expect("an account"));
    }
    for note in &conversation.notes {
        writeln!(out, "note: {note}").expect("a string");
    }
    out
}

#[test]
fn fixtures_are_read_field_by_field() {
    for (name, payload) in fixtures() {
        let conversation = platforms::read(&payload).unwrap_or_else(|error| panic!("{name}: {error}"));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.txt"));
        let told = told(&conversation);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &told).expect("written");
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(told, wanted, "{name}");
    }
}

#[test]
fn fixtures_go_through_a_thread_and_json_and_back() {
    for (name, payload) in fixtures() {
        let conversation = platforms::read(&payload).expect("a fixture");
        let thread = conversation.into_thread().unwrap_or_else(|error| panic!("{name}: {error}"));
        let json = serde_json::to_string(&thread).expect("a thread");
        let back: Thread<'_> = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(back, thread, "{name}");
    }
}

#[test]
fn every_platform_is_told_by_its_shape_and_by_its_name() {
    let mut left: Vec<_> = Platform::ALL.to_vec();
    for (name, payload) in fixtures() {
        let platform = Platform::of(&payload).unwrap_or_else(|| panic!("{name}: no platform"));
        let wanted = name.replace("x_v11", "x_archive").replace("_items", "");
        assert_eq!(platform.to_string(), wanted, "{name}");
        assert_eq!(platform.to_string().parse(), Ok(platform));
        left.retain(|other| *other != platform);
    }
    assert_eq!(left, [], "platforms without a fixture");
    assert_eq!(
        "myspace".parse::<Platform>().unwrap_err().to_string().split(',').next(),
        Some("no platform \"myspace\"")
    );
}

#[test]
fn what_fits_no_platform_says_which_were_considered() {
    for (payload, found) in
        [("{}", "no field"), (r#"{"temperature": 3, "b": {"c": 1}}"#, "b, temperature"), ("", "no field")]
    {
        let error = platforms::read(payload).unwrap_err().to_string();
        let names: Vec<_> = Platform::ALL.iter().map(ToString::to_string).collect();
        assert_eq!(error, format!("no platform's shape: found {found}, considered {}", names.join(", ")));
    }
}

/// Ways to every value in a JSON value.
fn ways(value: &Value, way: &str, out: &mut Vec<String>) {
    out.push(way.to_owned());
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            ways(value, &format!("{way}/{}", key.replace('~', "~0").replace('/', "~1")), out);
        }),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| ways(value, &format!("{way}/{at}"), out)),
        _ => {}
    }
}

#[test]
fn wrong_types_at_every_path_are_an_error_with_its_path_or_a_result() {
    let wrong = [
        "5",
        "-1",
        "1.5",
        "true",
        "null",
        "\"\"",
        "\"x\"",
        "[]",
        "[[]]",
        "{}",
        "[5]",
        "{\"a\": 5}",
        "1e300",
        "99999999999999999999",
    ];
    let (mut tried, mut refused) = (0_usize, 0_usize);
    for (name, payload) in fixtures().into_iter().filter(|(name, _)| name != "nostr") {
        let text = payload.strip_prefix("window.YTD.tweets.part0 =").unwrap_or(&payload);
        let value: Value = serde_json::from_str(text).expect("a fixture");
        let platform = Platform::of(&payload).expect("a fixture");
        let mut all = Vec::new();
        ways(&value, "", &mut all);
        for way in all {
            for wrong in wrong {
                let mut changed = value.clone();
                *changed.pointer_mut(&way).expect("a way") = serde_json::from_str(wrong).expect("JSON");
                let changed = changed.to_string();
                let read = platforms::read_as(platform, &changed);
                tried += 1;
                match read {
                    Err(Error::Field { path, line, column, .. }) => {
                        refused += 1;
                        let field = way.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or("");
                        let field = field.replace("~1", "/").replace("~0", "~");
                        assert!(path.contains(&field), "{name}{way} = {wrong}: {path} at {line}:{column}");
                    }
                    Err(error) => panic!("{name}{way} = {wrong}: {error}"),
                    // A circle is the one thing a thread may refuse.
                    Ok(read) => drop(read.into_thread()),
                }
            }
        }
    }
    assert!(refused > tried / 10, "{refused} of {tried} refused");
}

#[test]
fn a_wrong_type_says_where_it_stands() {
    let said = |payload| platforms::read(payload).unwrap_err().to_string();
    assert_eq!(
        said(
            "{\"ancestors\": [], \"descendants\": [\n{\"id\": \"1\", \"mentions\": [{\"id\": \"2\"}, {\"id\": []}]}]}"
        ),
        "descendants[0].mentions[1].id: invalid type: sequence, expected an id: a string or a whole number at line 2 column 47"
    );
    assert_eq!(
        said(r#"{"data": [{"id": "1", "text": "hi", "author_id": "2", "created_at": "yesterday"}]}"#),
        "data[0].created_at: invalid value: string \"yesterday\", expected a time: RFC 3339, or Unix seconds or milliseconds at line 1 column 79"
    );
    assert!(
        said(r#"{"pubkey": "a", "kind": 1, "tags": [["e", 5]], "content": ""}"#)
            .starts_with("tags[0][1]: invalid type")
    );
}

#[test]
fn a_payload_cut_anywhere_gives_what_is_whole() {
    for (name, payload) in fixtures() {
        let platform = Platform::of(&payload).expect("a fixture");
        let whole = platforms::read_as(platform, &payload).expect("a fixture");
        let ends = payload.trim_end().len();
        let (mut some, mut before) = (0, 0);
        for at in (0..ends).filter(|at| payload.is_char_boundary(*at)) {
            match platforms::read_as(platform, &payload[..at]) {
                Ok(part) => {
                    // Lines that are whole are no truncated payload.
                    let noted = name == "nostr"
                        || part.notes.iter().any(|note| matches!(note, Note::Truncated { at: kept } if *kept <= at));
                    assert!(noted, "{name} cut at {at}: {:?}", part.notes);
                    assert!(part.posts.len() <= whole.posts.len(), "{name} cut at {at}");
                    some = some.max(part.posts.len());
                    before = at;
                }
                Err(Error::Truncated { .. } | Error::Json { .. }) => {}
                Err(error) => panic!("{name} cut at {at}: {error}"),
            }
        }
        let single = matches!(name.as_str(), "hacker_news" | "bluesky" | "activity_streams");
        assert!(
            single || before + 2 >= ends && some + 1 >= whole.posts.len(),
            "{name}: {some} up to {before} of {ends}"
        );
    }
}

#[test]
fn archives_of_all_ages_are_read() {
    let payload = concat!(
        "\u{FEFF}Grailbird.data.tweets_2016_11 =\n [ {\"source\": \"<a href=\\\"https://kiln.example\\\">Kiln</a>\", ",
        "\"entities\": {\"user_mentions\": [{\"name\": \"Ben\", \"screen_name\": \"ben_k\", \"indices\": [3, 9], \"id_str\": \"80\"}], ",
        "\"urls\": [{\"url\": \"https://t.co/a\", \"expanded_url\": \"https://kiln.example/a\", \"indices\": [10, 24]}]}, ",
        "\"geo\": {}, \"id_str\": \"17\", \"id\": 17, \"text\": \"🏺🏽 @ben_k https://t.co/a\", ",
        "\"created_at\": \"2016-11-30 23:59:59 +0000\", \"user\": {\"name\": \"Ana\", \"screen_name\": \"ana_p\", \"id_str\": \"70\"}}]"
    );
    let conversation = platforms::read(payload).expect("an archive");
    let post = &conversation.posts[0];
    assert_eq!(conversation.platform, Platform::XArchive);
    assert_eq!(post.created_at.map(|at| at.to_string()).as_deref(), Some("2016-11-30T23:59:59Z"));
    assert_eq!(post.mentions[0].span.map(|span| span.of(&post.text)), Some("@ben_k"));
    assert_eq!(post.links[0].span.map(|span| span.of(&post.text)), Some("https://t.co/a"));
    assert_eq!(post.client.as_deref(), Some("Kiln"));
}

#[test]
fn a_facebook_name_decides_in_which_unit_its_offset_counts() {
    for offset in [10, 11] {
        let payload = format!(
            r#"{{"data": [{{"id": "1_2", "created_time": "2024-03-01T12:00:00+0000", "message": "🏺 thanks, Ben Kay",
                "message_tags": [{{"id": "80", "name": "Ben Kay", "offset": {offset}, "length": 7}}]}}]}}"#
        );
        let conversation = platforms::read(&payload).expect("comments");
        let post = &conversation.posts[0];
        assert_eq!(post.mentions[0].span.map(|span| span.of(&post.text)), Some("Ben Kay"));
    }
}
