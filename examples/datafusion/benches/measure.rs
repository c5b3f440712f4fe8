//! `cargo bench [-- COUNT]`: what the engine costs beside a plain loop, what a second partition brings, and
//! whether every partition comes to the same network. Fails where it does not.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::DirEntry;
use std::sync::Arc;
use std::time::Instant;

use datafusion::arrow::array::{ArrayRef, AsArray, Float64Array, RecordBatch};
use datafusion::arrow::datatypes::Float64Type;
use datafusion::common::Result;
use datafusion::datasource::MemTable;
use datafusion::prelude::{SessionConfig, SessionContext};
use realtalk::{Network, Scorer};
use realtalk_datafusion::{COLUMNS, made, profiles, query, register};
use realtalk_posts::{Made, Posts};

/// Times each figure is taken; the least counts, the others had company.
const TURNS: usize = 7;

/// Seconds: on the clock, of all threads, and of the busiest thread. Other work on the machine moves the
/// first only; the last is what the clock would show on enough idle cores.
type Seconds = [f64; 3];

#[tokio::main]
async fn main() -> Result<()> {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    let posts: Vec<Made> = Posts::new(9, count as u64 / 20, 50).take(count).collect();
    let batches: Vec<RecordBatch> = posts.chunks(8192).map(made::batch).collect::<Result<_>>()?;
    println!("{count} posts\tseconds\tof all threads\tof the busiest");
    scalar(&batches).await?;
    let (start, scorer, mut whole) = (now(), Scorer::default(), Network::new());
    for made in &posts {
        whole.observe(&made.post(), &scorer.score(&made.post()));
    }
    show("one network, fed in order", since(start));
    for partitions in [1, 2, 7] {
        aggregate(&batches, partitions, &whole).await?;
    }
    Ok(())
}

/// A session over these batches, dealt out to so many partitions by turns.
fn session(batches: &[RecordBatch], partitions: usize) -> Result<SessionContext> {
    let mut session = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(partitions));
    register(&mut session)?;
    let mut dealt = vec![Vec::new(); partitions];
    for (at, batch) in batches.iter().enumerate() {
        dealt[at % partitions].push(batch.clone());
    }
    session.register_table("posts", Arc::new(MemTable::try_new(batches[0].schema(), dealt)?))?;
    Ok(session)
}

/// The function of a text over one partition and over two, by turns with a plain loop over the same arrays.
async fn scalar(batches: &[RecordBatch]) -> Result<()> {
    let (scorer, one, two) = (Scorer::default(), session(batches, 1)?, session(batches, 2)?);
    let mut least = [[f64::MAX; 3]; 3];
    for _ in 0..TURNS {
        let start = now();
        let score = |text: Option<&str>| Some(scorer.score_text(text?).spam_risk.score.get());
        let texts = batches.iter().map(|batch| batch.column(2).as_string_view());
        let plain: Vec<Float64Array> = texts.map(|texts| texts.iter().map(score).collect()).collect();
        let mut spent = vec![since(start)];
        let mut plain = bits(plain.iter());
        for (partitions, session) in [(1, &one), (2, &two)] {
            let query = session.sql("SELECT spam_risk(text) FROM posts").await?;
            let start = now();
            let engine = query.collect().await?;
            spent.push(since(start));
            let mut engine = bits(engine.iter().map(|batch| batch.column(0).as_primitive::<Float64Type>()));
            if partitions > 1 {
                engine.sort_unstable();
                plain.sort_unstable();
            }
            assert!(engine == plain, "{partitions} partitions score otherwise than a plain loop");
        }
        for (least, spent) in least.iter_mut().zip(spent) {
            *least = [0, 1, 2].map(|of| least[of].min(spent[of]));
        }
    }
    show("score_text in a plain loop", least[0]);
    show("spam_risk(text), one partition", least[1]);
    show("spam_risk(text), two partitions", least[2]);
    show("one partition to a plain loop", [0, 1, 2].map(|of| least[1][of] / least[0][of]));
    show("one partition to two", [0, 1, 2].map(|of| least[1][of] / least[2][of]));
    Ok(())
}

fn bits<'a>(arrays: impl Iterator<Item = &'a Float64Array>) -> Vec<u64> {
    arrays.flat_map(|array| array.values().iter().map(|score| score.to_bits())).collect()
}

/// Both aggregates over so many partitions, each equal to what one network comes to.
async fn aggregate(batches: &[RecordBatch], partitions: usize, whole: &Network) -> Result<()> {
    let session = session(batches, partitions)?;
    let start = now();
    let state =
        session.sql(&format!("SELECT talk_network({}) FROM posts", COLUMNS.join(", "))).await?.collect().await?;
    show(&format!("talk_network, {partitions} partitions"), since(start));
    let state = state[0].column(0).as_binary::<i64>().value(0).to_vec();
    assert!(state == whole.to_bytes(), "{partitions} partitions come to another network");
    let start = now();
    let rows = session.sql(&query("SELECT * FROM posts")).await?.collect().await?;
    show(&format!("table of authors, {partitions} partitions"), since(start));
    let (rows, wanted) = (datafusion::arrow::compute::concat_batches(&rows[0].schema(), &rows)?, profiles(whole)?);
    let same = |(left, right): (&ArrayRef, &ArrayRef)| left == right;
    assert!(rows.columns().iter().zip(wanted.columns()).all(same), "{partitions} partitions give other authors");
    println!("{} authors, {} bytes of state: equal", rows.num_rows(), state.len());
    Ok(())
}

fn show(what: &str, [clock, all, most]: Seconds) {
    println!("{what}\t{clock:.3}\t{all:.3}\t{most:.3}");
}

/// How long each thread of this process ran until now, in seconds; none where there is no `/proc`.
type Threads = HashMap<OsString, f64>;

fn now() -> (Instant, Threads) {
    let ran = |task: DirEntry| {
        let ran = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        Some((task.file_name(), ran.split(' ').next()?.parse::<f64>().ok()? / 1e9))
    };
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().filter_map(std::io::Result::ok);
    (Instant::now(), tasks.filter_map(ran).collect())
}

fn since((clock, before): (Instant, Threads)) -> Seconds {
    let clock = clock.elapsed().as_secs_f64();
    let spent = now().1.into_iter().map(|(task, ran)| ran - before.get(&task).copied().unwrap_or(0.0));
    spent.fold([clock, 0.0, 0.0], |[clock, all, most], spent| [clock, all + spent, most.max(spent)])
}
