//! Posts, times and whom a post talks with.

use realtalk::{Error, Evidence, Post, Span, Timestamp};

#[test]
fn times_are_read_as_platforms_write_them() -> Result<(), Error> {
    let wanted = Timestamp::from_millis(1_666_210_045_000);
    for text in [
        "2022-10-19T20:07:25Z",
        "2022-10-19 20:07:25",
        "2022-10-19T22:07:25+02:00",
        "2022-10-19T20:07:25+0000",
        "2022-10-19T20:07:25.000Z",
        "Wed Oct 19 20:07:25 +0000 2022",
        "1666210045",
        "1666210045000",
    ] {
        assert_eq!(Timestamp::parse(text)?, wanted, "{text}");
    }
    assert_eq!(Timestamp::parse("2024-02-29")?.to_string(), "2024-02-29T00:00:00Z");
    assert_eq!(Timestamp::parse("1969-12-31T23:59:59.5Z")?.to_string(), "1969-12-31T23:59:59.500Z");
    Ok(())
}

#[test]
fn a_time_that_is_none_is_named() {
    for text in ["2023-02-29", "yesterday", "2024-13-01", "2024-01-01T25:00", "", "12:30"] {
        let error = Timestamp::parse(text).unwrap_err().to_string();
        assert_eq!(error, format!("time {text:?} found, wanted RFC 3339 or Unix seconds or milliseconds"));
    }
}

#[test]
fn fields_go_by_many_names() -> Result<(), serde_json::Error> {
    let post: Post<'_> = serde_json::from_str(
        r#"{"id": 17, "speaker": {"username": "ana"}, "content": "hi", "inReplyTo": ["15", 16], "ts": 1700000000.5,
            "mentions": ["ben", {"acct": "cho", "start": 0, "end": 2}], "unknown": {"deep": [1, 2]}, "kind": "heading"}"#,
    )?;
    assert_eq!((&*post.id, post.author.as_deref(), &*post.text), ("17", Some("ana"), "hi"));
    assert_eq!(post.parents().collect::<Vec<_>>(), ["15", "16"]);
    assert_eq!(post.mentions[1].span, Some(Span::new(0, 2)));
    assert_eq!(post.created_at, Some(Timestamp::from_seconds(1_700_000_000)));
    Ok(())
}

#[test]
fn a_post_comes_back_from_json_as_it_was() -> Result<(), Box<dyn std::error::Error>> {
    let post = Post::new("2", "ana", "said \"yes\"\n")
        .answering("1", Some("ben"))
        .mentioning("ben")
        .at(Timestamp::parse("2024-01-02")?);
    let text = serde_json::to_string(&post)?;
    assert_eq!(serde_json::from_str::<Post<'_>>(&text)?.into_owned(), post);
    Ok(())
}

#[test]
fn a_post_without_text_is_refused_by_name() {
    let error = serde_json::from_str::<Post<'_>>(r#"{"id":"1"}"#).unwrap_err().to_string();
    assert!(error.starts_with("missing field `text`"), "{error}");
    let error = serde_json::from_str::<Post<'_>>(r#"{"text":"x","created_at":"soon"}"#).unwrap_err().to_string();
    assert!(error.starts_with("time \"soon\" found, wanted RFC 3339"), "{error}");
}

#[test]
fn whom_a_post_talks_with_shows_in_several_ways() {
    let seen = |post: &Post<'_>| -> Vec<(String, Evidence)> {
        post.addressees(&["ana", "Ben Ross"]).map(|(name, how)| (name.to_owned(), how)).collect()
    };
    assert_eq!(
        seen(&Post::new("1", "me", "@ana @cho hi")),
        [("ana".into(), Evidence::LeadingMention), ("cho".into(), Evidence::LeadingMention)]
    );
    assert_eq!(seen(&Post::new("1", "me", "Hi ben ross, did you?")), [("Ben Ross".into(), Evidence::OpeningName)]);
    assert_eq!(
        seen(&Post::new("1", "me", "yes").answering("0", Some("ana"))),
        [("ana".into(), Evidence::ParentAuthor)]
    );
    assert_eq!(seen(&Post::new("1", "ana", "ana: to myself")), []);
    assert_eq!(seen(&Post::new("1", "me", "anagrams are fun")), []);
}

#[test]
fn offsets_of_other_units_find_the_same_letters() {
    let text = "🎉 é @ben";
    assert_eq!(Span::from_code_points(text, 4, 8).map(|span| span.of(text)), Some("@ben"));
    assert_eq!(Span::from_utf16(text, 5, 9).map(|span| span.of(text)), Some("@ben"));
    assert_eq!(Span::from_utf16(text, 1, 3), None);
    assert_eq!(Span::from_code_points(text, 0, 99), None);
}

/// Years that RFC 3339 has no room for are written as milliseconds.
#[test]
fn every_moment_is_read_as_it_prints() -> Result<(), Error> {
    for millis in [0_i64, -1, 253_402_300_799_999, 253_402_300_800_000, -62_167_219_200_000, -62_167_219_200_001] {
        for millis in [millis, i64::MAX - millis.abs(), i64::MIN + millis.abs()] {
            let moment = Timestamp::from_millis(millis);
            assert_eq!(Timestamp::parse(&moment.to_string())?, moment);
        }
    }
    let far = "Wed Oct 9223372036854775807 20:07:25 +0000 2022";
    assert!(Timestamp::parse(far).is_err());
    Ok(())
}

#[test]
fn zones_move_a_moment_the_right_way() -> Result<(), Error> {
    let noon = Timestamp::parse("2024-03-01T12:00:00Z")?;
    for same in
        ["2024-03-01T13:30:00+01:30", "2024-03-01T09:00:00-03:00", "2024-03-01T09:00:00-03", "2024-03-01 12:00:00"]
    {
        assert_eq!(Timestamp::parse(same)?, noon, "{same}");
    }
    for wrong in ["x0100", "+24:00", "+01:60", "+1", "+01:00:00", "-"] {
        assert!(Timestamp::parse(&format!("2024-03-01T12:00:00{wrong}")).is_err(), "{wrong}");
    }
    Ok(())
}

#[test]
fn the_first_text_that_is_one_counts() -> Result<(), serde_json::Error> {
    let text = |json: &str| serde_json::from_str::<Post<'_>>(json).map(|post| post.text.into_owned());
    assert_eq!(text(r#"{"text":"a","content":"b"}"#)?, "a");
    assert_eq!(text(r#"{"text":null,"content":"b"}"#)?, "b");
    assert_eq!(text(r#"{"text":"","content":"b"}"#)?, "b");
    Ok(())
}
