//! The functions against the library called by hand.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, LargeStringArray, RecordBatch, StringArray};
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::Float64Type;
use datafusion::common::Result;
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use realtalk::{Network, PostScores, Quality, Rating, Scorer};
use realtalk_datafusion::{COLUMNS, authors, made, profiles, query, register};
use realtalk_posts::{Made, Posts};

fn posts() -> Vec<Made> {
    Posts::new(5, 200, 60_000).take(4000).collect()
}

fn network(posts: &[Made]) -> Network {
    let (scorer, mut network) = (Scorer::default(), Network::new());
    for made in posts {
        network.observe(&made.post(), &scorer.score(&made.post()));
    }
    network
}

/// A session with the posts dealt out to so many partitions in batches of so many.
fn session(posts: &[Made], partitions: usize, batch: usize) -> Result<SessionContext> {
    let mut session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(partitions));
    register(&mut session)?;
    let mut dealt = vec![Vec::new(); partitions];
    for (at, part) in posts.chunks(batch).enumerate() {
        dealt[at % partitions].push(made::batch(part)?);
    }
    let schema = made::batch(&[])?.schema();
    session.register_table("posts", Arc::new(MemTable::try_new(schema, dealt)?))?;
    Ok(session)
}

async fn rows(session: &SessionContext, sql: &str) -> Result<RecordBatch> {
    let batches = session.sql(sql).await?.collect().await?;
    Ok(concat_batches(&batches[0].schema(), &batches)?)
}

fn rating(scores: &PostScores, quality: Quality) -> Rating {
    match quality {
        Quality::Passion => scores.passion,
        Quality::Authenticity => scores.authenticity,
        Quality::SpamRisk => scores.spam_risk,
        Quality::Conversational => scores.conversational,
    }
}

/// Bits of a column of numbers.
fn bits(column: &ArrayRef) -> Vec<Option<u64>> {
    column.as_primitive::<Float64Type>().iter().map(|number| number.map(f64::to_bits)).collect()
}

#[tokio::test]
async fn scores_equal_a_plain_loop() -> Result<()> {
    let (posts, scorer) = (posts(), Scorer::default());
    let session = session(&posts, 1, 512)?;
    for quality in Quality::ALL {
        let name = quality.name();
        let sql =
            format!("SELECT {name}(text), realtalk(text)['{name}'], realtalk(text)['{name}_confidence'] FROM posts");
        let found = rows(&session, &sql).await?;
        let wanted = posts.iter().map(|made| rating(&scorer.score_text(&made.text), quality));
        let (score, confidence): (Vec<_>, Vec<_>) =
            wanted.map(|of| (Some(of.score.get().to_bits()), Some(of.confidence.get().to_bits()))).unzip();
        assert_eq!(bits(found.column(0)), score);
        assert_eq!(bits(found.column(1)), score);
        assert_eq!(bits(found.column(2)), confidence);
    }
    Ok(())
}

#[tokio::test]
async fn every_layout_of_strings_scores_alike() -> Result<()> {
    let texts = [Some("Claim your free prize now: https://win.example.com"), None, Some(""), Some("did it survive?")];
    let batch = RecordBatch::try_from_iter([
        ("short", Arc::new(StringArray::from(texts.to_vec())) as ArrayRef),
        ("long", Arc::new(LargeStringArray::from(texts.to_vec()))),
    ])?;
    let mut session = SessionContext::new();
    register(&mut session)?;
    session.register_batch("texts", batch)?;
    let found = rows(&session, "SELECT spam_risk(short), spam_risk(long), realtalk(short) FROM texts").await?;
    let wanted: Vec<_> =
        texts.iter().map(|text| Some(Scorer::default().score_text((*text)?).spam_risk.score.get().to_bits())).collect();
    assert_eq!(bits(found.column(0)), wanted);
    assert_eq!(bits(found.column(1)), wanted);
    assert!(found.column(2).is_null(1) && found.column(2).null_count() == 1);
    // A text that stands in the query itself.
    let one =
        rows(&session, "SELECT spam_risk('Claim your free prize now: https://win.example.com'), passion(NULL)").await?;
    assert_eq!(bits(one.column(0)), wanted[..1]);
    assert!(one.column(1).is_null(0));
    Ok(())
}

#[tokio::test]
async fn any_partition_comes_to_one_network() -> Result<()> {
    let posts = posts();
    let whole = network(&posts);
    let wanted = profiles(&whole)?;
    for (partitions, batch) in [(1, 4000), (2, 1000), (3, 7), (16, 64)] {
        let session = session(&posts, partitions, batch)?;
        let state = rows(&session, &format!("SELECT talk_network({}) FROM posts", COLUMNS.join(", "))).await?;
        assert!(state.column(0).as_binary::<i64>().value(0) == whole.to_bytes(), "{partitions} partitions");
        let found = rows(&session, &query("SELECT * FROM posts")).await?;
        assert_eq!(found.columns(), wanted.columns(), "{partitions} partitions");
    }
    Ok(())
}

#[tokio::test]
async fn rows_are_what_profiles_say() -> Result<()> {
    let posts = posts();
    let whole = network(&posts);
    let found = rows(&session(&posts, 2, 100)?, &query("SELECT * FROM posts")).await?;
    let (names, spam) = (found["author"].as_string::<i32>(), bits(&found["spam_risk"]));
    let (ratio, sure) = (bits(&found["reply_ratio"]), bits(&found["reply_ratio_confidence"]));
    assert_eq!(names.iter().flatten().collect::<Vec<_>>(), whole.authors());
    for (row, name) in names.iter().flatten().enumerate() {
        let profile = whole.profile(name).expect("an author");
        assert_eq!(spam[row], Some(profile.spam_risk.score.get().to_bits()));
        assert_eq!(ratio[row], Some(profile.reply_ratio.score.get().to_bits()));
        assert_eq!(sure[row], Some(profile.reply_ratio.confidence.get().to_bits()));
    }
    Ok(())
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> Result<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[tokio::test]
async fn a_folder_of_parquet_and_json_lines() -> Result<()> {
    let folder = folder("both")?;
    made::write(&folder.to_string_lossy(), 2000).await?;
    let posts: Vec<Made> = Posts::new(9, 100, 50).take(2000).collect();
    let mut session = SessionContext::new();
    register(&mut session)?;
    let found = authors(&session, &folder.to_string_lossy()).await?.collect().await?;
    let found = concat_batches(&found[0].schema(), &found)?;
    assert_eq!(found.columns(), profiles(&network(&posts))?.columns());
    Ok(())
}

#[tokio::test]
async fn what_is_not_told_is_unknown() -> Result<()> {
    let folder = folder("little")?;
    std::fs::write(
        folder.join("a.ndjson"),
        "{\"id\":7,\"author\":\"ana\",\"text\":\"hi\",\"created_at\":1709294400000}\n",
    )?;
    let mut session = SessionContext::new();
    register(&mut session)?;
    let found = authors(&session, &folder.to_string_lossy()).await?.collect().await?;
    assert_eq!(found[0]["author"].as_string::<i32>().value(0), "ana");
    let empty = folder.join("empty");
    std::fs::create_dir(&empty)?;
    assert!(authors(&session, &empty.to_string_lossy()).await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_post_without_an_id_is_refused() -> Result<()> {
    let session = session(&posts(), 1, 100)?;
    let sql = "SELECT talk_network(NULL, author, text, created_at, reply_to, reply_to_author) FROM posts";
    let error = session.sql(sql).await?.collect().await.expect_err("no id");
    assert!(error.to_string().contains("without an id"), "{error}");
    Ok(())
}
