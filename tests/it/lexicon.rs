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

/// Marks of voice, talk and feeling; the rest of a table is what soliciting, brands and machines say.
const SOLICITING: &[&str] = &[
    "cta", "verb", "object", "offsite", "secret", "beg", "bait", "money", "prize", "urgent", "free", "promo", "sure",
    "trader", "rescue", "romance", "adult", "crypto", "gamble", "seo", "loan", "cure", "job", "inherit", "event",
    "ring",
];

/// Kinds of soliciting that every language's table knows. Others, such as `ring`, are a country's own.
const FAMILIES: &[&str] = &[
    "cta", "offsite", "secret", "beg", "bait", "money", "prize", "urgent", "free", "promo", "sure", "trader", "rescue",
    "romance", "adult", "crypto", "gamble", "seo", "loan", "cure", "job", "event",
];

/// Entries of a table with their marks.
fn entries(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?))
    })
}

/// The tables of one language each; English is split over two and the signs have none.
fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    Lexicon::tables().filter(|(name, _)| name.len() == 2 && *name != "en")
}

#[test]
fn every_language_has_a_voice_and_knows_every_kind_of_soliciting() {
    let mut missing = Vec::new();
    for (name, table) in languages() {
        let voice = entries(table).filter(|(_, mark)| !SOLICITING.contains(mark)).count();
        if voice < 150 {
            missing.push(format!("{name}: {voice} voice entries of 150"));
        }
        for family in FAMILIES {
            if !entries(table).any(|(_, mark)| mark == *family) {
                missing.push(format!("{name}: nothing of {family}"));
            }
        }
    }
    assert_eq!(languages().count(), 18, "languages besides English");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn what_two_languages_share_stands_in_one_table() {
    let mut seen = std::collections::BTreeMap::new();
    for (name, table) in Lexicon::tables().filter(|(name, _)| !["en", "en_feelings"].contains(name)) {
        for entry in entries(table) {
            if let Some(other) = seen.insert(entry, name) {
                panic!("{entry:?} stands in {other} and {name}, and would count twice");
            }
        }
    }
}

/// Tables of all languages are one: a word that is frequent in one language and bears a mark in the table of
/// another says of every text in the first what it does not mean. Where the mark is too useful to go, or means the
/// same, the word is listed.
#[test]
fn frequent_words_of_one_language_mean_nothing_in_another() {
    let mut wrong = Vec::new();
    for line in include_str!("../cases/frequent_words.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (name, words) = (columns.next().expect("a language"), columns.next().expect("words"));
        let listed: Vec<&str> = columns.next().unwrap_or("").split(' ').filter(|word| !word.is_empty()).collect();
        let mut own = Lexicon::empty();
        for (_, table) in languages().filter(|(table, _)| *table == name) {
            own.add(table).expect("a table");
        }
        for word in words.split(' ') {
            let means: Vec<Mark> = own.find(word).map(|(mark, _)| mark).collect();
            let elsewhere: Vec<&str> = Lexicon::builtin()
                .find(word)
                .map(|(mark, _)| mark)
                .filter(|mark| !means.contains(mark))
                .map(Mark::name)
                .collect();
            if elsewhere.is_empty() == listed.contains(&word) {
                wrong.push(format!("{name} {word} {elsewhere:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "listed or not: {wrong:#?}");
}

/// An entry of Han, kana or Thai is looked for over twelve characters.
#[test]
fn no_entry_is_longer_than_the_reader_looks() {
    for (name, table) in languages().filter(|(name, _)| ["ja", "th", "zh"].contains(name)) {
        for (entry, _) in entries(table) {
            for word in entry.split(' ').filter(|word| !word.starts_with('<')) {
                assert!(word.chars().count() <= 12, "{name}: {entry}");
            }
        }
    }
}

#[test]
fn own_words_of_a_script_without_spaces_are_found_in_a_run() -> Result<(), Error> {
    let mut lexicon = Lexicon::empty();
    lexicon.add("抽奖\tprize\t3\ta draw\n券\tfree\t2\ta voucher\n")?;
    let scorer = realtalk::Scorer::default().with_lexicon(lexicon);
    let report = scorer.explain(&realtalk::Post::new("1", "x", "今天参加抽奖活动送券吧"));
    let mut longer = Lexicon::empty();
    longer.add("免费送\tprize\t3\n大家都来看\tfree\t2\n")?;
    let scorer = realtalk::Scorer::default().with_lexicon(longer);
    let later = scorer.explain(&realtalk::Post::new("1", "x", "今天免费送书大家都来看吧"));
    for report in [&report, &later] {
        for mark in [Mark::Prize, Mark::Free] {
            assert!(report.contributions().iter().any(|part| part.signal == mark), "{mark:?}");
        }
    }
    Ok(())
}

#[test]
fn own_stems_are_found_in_longer_words() -> Result<(), Error> {
    let mut lexicon = Lexicon::empty();
    lexicon.add("glazi*\tdevote\t4\ta potter's verb\n")?;
    assert!(lexicon.find("glazing").any(|(mark, strength)| (mark, strength) == (Mark::Devotion, 4)));
    assert_eq!(lexicon.find("glaze").count(), 0);
    Ok(())
}
