//! The functions of `realtalk-datafusion` on a cluster: every process that plans or runs a query knows them.
//!
//! * `realtalk-ballista scheduler HOST:PORT EXECUTORS`: ready once so many executors are;
//! * `realtalk-ballista executor HOST:PORT SCHEDULER_HOST:PORT FOLDER`: keeps what it works on in FOLDER; takes
//!   the next port too;
//! * `realtalk-ballista compare SCHEDULER_HOST:PORT POSTS`: the table of authors from the cluster, equal row by
//!   row and bit by bit to the one made in this process, or it fails.

use std::sync::Arc;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::{default_config_producer, default_session_builder};
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use datafusion::arrow::compute::concat_batches;
use datafusion::common::{DataFusionError, Result, exec_datafusion_err, exec_err};
use datafusion::execution::SessionState;
use datafusion::prelude::{SessionConfig, SessionContext};
use realtalk_datafusion::{authors, register};

/// Partial states are single values, some 70 bytes a post, and must fit into one message.
const MESSAGE: u32 = 1 << 30;

#[tokio::main]
async fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["scheduler", address, executors] => scheduler(address, executors).await,
        ["executor", address, scheduler, folder] => executor(address, scheduler, folder).await,
        ["compare", scheduler, posts] => compare(scheduler, posts).await,
        _ => exec_err!("wanted scheduler, executor or compare, and where"),
    }
}

/// Ballista's session with our functions in it.
fn state(config: SessionConfig) -> Result<SessionState> {
    let mut state = default_session_builder(config)?;
    register(&mut state)?;
    Ok(state)
}

fn config() -> SessionConfig {
    default_config_producer().with_ballista_grpc_client_max_message_size(MESSAGE as usize).with_target_partitions(8)
}

fn host_and_port(address: &str) -> Result<(String, u16)> {
    let parts = address.rsplit_once(':').and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)));
    parts.ok_or_else(|| exec_datafusion_err!("wanted HOST:PORT, found {address}"))
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

async fn scheduler(address: &str, executors: &str) -> Result<()> {
    let (bind_host, bind_port) = host_and_port(address)?;
    let config = SchedulerConfig {
        external_host: bind_host.clone(),
        bind_host,
        bind_port,
        override_session_builder: Some(Arc::new(state)),
        override_config_producer: Some(Arc::new(config)),
        grpc_server_max_decoding_message_size: MESSAGE,
        grpc_server_max_encoding_message_size: MESSAGE,
        grpc_client_max_message_size: MESSAGE,
        // A silent executor is given up after five seconds, and its part of the work done again.
        executor_timeout_seconds: 5,
        expire_dead_executor_interval_seconds: 1,
        no_executors_grace_period_seconds: 30,
        min_ready_executors: executors.parse().unwrap_or(1),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(failed)?;
    let address = address.parse().map_err(failed)?;
    start_server(cluster, address, Arc::new(config)).await.map_err(failed)
}

async fn executor(address: &str, scheduler: &str, folder: &str) -> Result<()> {
    let (bind_host, port) = host_and_port(address)?;
    let (scheduler_host, scheduler_port) = host_and_port(scheduler)?;
    let config = ExecutorProcessConfig {
        external_host: Some(bind_host.clone()),
        bind_host,
        port,
        grpc_port: port + 1,
        scheduler_host,
        scheduler_port,
        scheduler_connect_timeout_seconds: 20,
        vcores: 1,
        work_dir: Some(folder.to_owned()),
        grpc_max_decoding_message_size: MESSAGE,
        grpc_max_encoding_message_size: MESSAGE,
        executor_heartbeat_interval_seconds: 1,
        override_config_producer: Some(Arc::new(config)),
        override_function_registry: Some(Arc::new(BallistaFunctionRegistry::from(&state(config())?))),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await.map_err(failed)
}

async fn compare(scheduler: &str, posts: &str) -> Result<()> {
    let cluster = SessionContext::remote_with_state(&format!("df://{scheduler}"), state(config())?).await?;
    let mut tables = Vec::new();
    // The cluster last, so that whoever waits for this process waits for the cluster.
    for mut session in [SessionContext::new(), cluster] {
        register(&mut session)?;
        let table = authors(&session, posts).await?.collect().await?;
        let Some(first) = table.first() else { return exec_err!("no author") };
        tables.push(concat_batches(&first.schema(), &table)?);
    }
    if tables[0].columns() != tables[1].columns() {
        return exec_err!("the cluster gives another table");
    }
    println!("{} authors, {} columns: equal", tables[0].num_rows(), tables[0].num_columns());
    Ok(())
}
