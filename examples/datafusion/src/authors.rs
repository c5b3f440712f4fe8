//! From a folder of posts to a table of authors.

use datafusion::common::{Result, exec_datafusion_err, exec_err};
use datafusion::dataframe::DataFrame;
use datafusion::prelude::{JsonReadOptions, ParquetReadOptions, SessionContext};

use crate::aggregate::fields;

/// What is read of a post.
pub const COLUMNS: [&str; 6] = ["id", "author", "text", "created_at", "reply_to", "reply_to_author"];

/// SQL of the posts in a folder: its Parquet files and its JSON Lines, each kind registered as a table.
///
/// # Errors
/// For a folder that cannot be read or holds neither.
pub async fn posts(session: &SessionContext, folder: &str) -> Result<String> {
    let mut selects = Vec::new();
    for ending in ["parquet", "jsonl", "ndjson", "json"] {
        let files = std::fs::read_dir(folder).map_err(|error| exec_datafusion_err!("{folder}: {error}"))?;
        let mut files = files.filter_map(std::io::Result::ok);
        if !files.any(|file| file.path().extension().is_some_and(|of| of == ending)) {
            continue;
        }
        let (table, extension) = (format!("posts_{ending}"), format!(".{ending}"));
        if ending == "parquet" {
            session.register_parquet(&table, folder, ParquetReadOptions::default()).await?;
        } else {
            session.register_json(&table, folder, JsonReadOptions::default().file_extension(&extension)).await?;
        }
        let known = session.table(&table).await?;
        let columns = COLUMNS.map(|name| match name {
            // What a platform does not tell is unknown, not an error.
            _ if !known.schema().has_column_with_unqualified_name(name) => format!("NULL AS {name}"),
            // Text, a timestamp of any kind, or a number of milliseconds.
            "created_at" => r#"arrow_cast(created_at, 'Timestamp(Millisecond, Some("UTC"))') AS created_at"#.to_owned(),
            _ => name.to_owned(),
        });
        selects.push(format!("SELECT {} FROM {table}", columns.join(", ")));
    }
    if selects.is_empty() {
        return exec_err!("no .parquet, .jsonl, .ndjson or .json file in {folder}");
    }
    Ok(selects.join(" UNION ALL "))
}

/// SQL of the table of authors, from SQL of posts.
#[must_use]
pub fn query(posts: &str) -> String {
    let rows = format!("SELECT unnest(talk_profile({})) AS row FROM ({posts})", COLUMNS.join(", "));
    let columns: Vec<String> = fields().iter().map(|field| format!("row['{0}'] AS {0}", field.name())).collect();
    format!("SELECT {} FROM ({rows}) ORDER BY author", columns.join(", "))
}

/// The table of authors of the posts in a folder, in the order of their names.
///
/// # Errors
/// For a folder that cannot be read, and posts that cannot be.
pub async fn authors(session: &SessionContext, folder: &str) -> Result<DataFrame> {
    session.sql(&query(&posts(session, folder).await?)).await
}
