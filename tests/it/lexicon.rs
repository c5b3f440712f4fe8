//! The word tables, read as data.

use realtalk::{Error, Lexicon, Mark};

#[test]
fn every_table_is_sorted_unique_and_says_where_it_comes_from() {
    for (name, table) in Lexicon::tables() {
        let head: Vec<&str> = table.lines().take_while(|line| line.starts_with('#')).collect();
        for wanted in ["# realtalk lexicon: ", "# source: ", "# licence: ", "# date: "] {
            assert!(head.iter().any(|line| line.starts_with(wanted)), "{name} lacks {wanted:?}");
        }
        let mut last = ("", "");
        for line in table.lines().skip(head.len()) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{name}: {line:?}");
            assert_eq!(columns[0], columns[0].to_lowercase(), "{name}: {line:?}");
            assert!((columns[0], columns[1]) > last, "{name}: {line:?} after {last:?}");
            assert!(!columns[3].is_empty(), "{name}: {line:?} has no reason");
            last = (columns[0], columns[1]);
        }
    }
}

#[test]
fn every_table_can_be_read() -> Result<(), Error> {
    let mut all = Lexicon::empty();
    for (_, table) in Lexicon::tables() {
        all.add(table)?;
    }
    assert_eq!(all.find("furious").next().map(|(mark, _)| mark), Some(Mark::Ire));
    Ok(())
}

#[test]
fn a_bad_line_says_what_was_found_and_what_was_wanted() {
    let error = Lexicon::empty().add("kiln\tdevote\t6\tx\nclay\tmud\t3\tx").unwrap_err();
    assert_eq!(error.to_string(), "lexicon line 2: \"mud\" found, wanted a known mark");
    let error = Lexicon::empty().add("clay\tdevote\t0\tx").unwrap_err();
    assert_eq!(error.to_string(), "lexicon line 1: \"0\" found, wanted a strength from 1 to 9");
}

#[test]
fn accents_case_and_inflection_do_not_hide_a_word() {
    let lexicon = Lexicon::builtin();
    for word in ["LOVE", "ｌｏｖｅ", "𝐥𝐨𝐯𝐞", "заработком", "increible", "increíble"] {
        assert!(lexicon.find(word).next().is_some(), "{word}");
    }
}

#[test]
fn every_mark_has_a_name_that_finds_it() {
    for mark in Mark::all() {
        assert_eq!(Mark::from_name(mark.name()), Some(mark));
    }
}
