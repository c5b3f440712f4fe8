//! Generated posts as Arrow has them, to try the functions on.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringViewArray, TimestampMillisecondArray};
use datafusion::common::Result;
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::SessionContext;
use realtalk_posts::{Made, Posts};

use crate::COLUMNS;

/// These posts as one batch.
///
/// # Errors
/// Never: the columns are of one length.
pub fn batch(posts: &[Made]) -> Result<RecordBatch> {
    let text = |of: fn(&Made) -> Option<&str>| Arc::new(posts.iter().map(of).collect::<StringViewArray>()) as ArrayRef;
    let times = TimestampMillisecondArray::from_iter_values(posts.iter().map(|made| made.created_at));
    let columns = [
        text(|made| Some(&made.id)),
        text(|made| Some(&made.author)),
        text(|made| Some(&made.text)),
        Arc::new(times.with_timezone("UTC")),
        text(|made| made.reply_to.as_deref()),
        text(|made| made.reply_to_author.as_deref()),
    ];
    let columns = COLUMNS.into_iter().zip(columns).map(|(name, column)| (name, column, true));
    Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
}

/// Writes that many generated posts into a folder, by turns as Parquet and as JSON Lines, in eight files.
///
/// # Errors
/// For a folder that cannot be written to.
pub async fn write(folder: &str, count: usize) -> Result<()> {
    let posts: Vec<Made> = Posts::new(9, count as u64 / 20, 50).take(count).collect();
    let (session, single) = (SessionContext::new(), || DataFrameWriteOptions::new().with_single_file_output(true));
    for (at, part) in posts.chunks(count.div_ceil(8).max(1)).enumerate() {
        let part = session.read_batch(batch(part)?)?;
        if at % 2 == 0 {
            part.write_parquet(&format!("{folder}/{at}.parquet"), single(), None).await?;
        } else {
            part.write_json(&format!("{folder}/{at}.jsonl"), single(), None).await?;
        }
    }
    Ok(())
}
