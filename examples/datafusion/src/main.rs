//! `realtalk-datafusion FOLDER [OUT]`: the authors of a folder of posts, as a table on the screen or in
//! OUT (`.parquet`, `.csv` or `.jsonl`). `realtalk-datafusion make FOLDER COUNT`: a folder of generated posts.

use datafusion::common::{Result, exec_err};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::{SessionContext, col};
use realtalk_datafusion::{authors, made, register};

/// What fits on a screen.
const SHOWN: [&str; 7] = ["author", "posts", "closest", "reply_ratio", "reciprocity", "spam_risk", "traction"];

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", folder, count] => made::write(folder, count.parse().unwrap_or(0)).await,
        [folder] => table(folder, None).await,
        [folder, out] => table(folder, Some(out)).await,
        _ => exec_err!("wanted a folder, and perhaps a file for the table"),
    }
}

async fn table(folder: &str, out: Option<&str>) -> Result<()> {
    let mut session = SessionContext::new();
    register(&mut session)?;
    let table = authors(&session, folder).await?;
    let Some(out) = out else {
        let table = table.sort(vec![col("traction").sort(false, false)])?;
        return table.select_columns(&SHOWN)?.show_limit(40).await;
    };
    let single = DataFrameWriteOptions::new().with_single_file_output(true);
    match out.rsplit_once('.') {
        Some((_, "parquet")) => table.write_parquet(out, single, None).await?,
        Some((_, "csv")) => table.write_csv(out, single, None).await?,
        Some((_, "jsonl")) => table.write_json(out, single, None).await?,
        _ => return exec_err!("wanted a .parquet, .csv or .jsonl file, found {out}"),
    };
    Ok(())
}
