//! A page to look at: `report [posts|threads|accounts] [FILE] [--from PLATFORM|auto] > page.html`.
//!
//! Reads FILE or standard input in any form that the example `score` reads, told by its shape unless said, and
//! writes one HTML page that needs nothing else: the conversation with its ratings and their evidence, who talks
//! with whom, and a card for each person; or the timeline of one account.

#[path = "../score/lines.rs"]
mod lines;
mod page;
#[path = "../score/payload.rs"]
mod payload;
mod read;

use std::io::{self, ErrorKind, Read, Write};
use std::process::ExitCode;

const USAGE: &str = "usage: report [posts|threads|accounts] [FILE] [--from PLATFORM|auto] > page.html";

/// What a file holds.
#[derive(Clone, Copy)]
enum Form {
    /// Whatever its shape tells.
    Told,
    Posts,
    Threads,
    Accounts,
    Payload(payload::From),
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let page = match run(&args) {
        Ok(page) => page,
        Err(error) => {
            eprintln!("report: {error}");
            return ExitCode::FAILURE;
        }
    };
    match io::stdout().lock().write_all(page.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            eprintln!("report: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn run(args: &[String]) -> Result<String, String> {
    let (mut form, mut path) = (Form::Told, None::<&str>);
    let mut left = args.iter().map(String::as_str);
    while let Some(arg) = left.next() {
        match arg {
            "posts" => form = Form::Posts,
            "threads" => form = Form::Threads,
            "accounts" => form = Form::Accounts,
            "--from" => form = Form::Payload(payload::From::named(left.next().unwrap_or(""))?),
            _ if arg.starts_with("--from=") => form = Form::Payload(payload::From::named(&arg["--from=".len()..])?),
            _ if arg.starts_with("--") => return Err(format!("unknown option {arg}\n{USAGE}")),
            _ if path.is_some() => return Err(USAGE.into()),
            _ => path = Some(arg),
        }
    }
    let bytes = match path {
        Some(path) => std::fs::read(path).map_err(|error| format!("{path}: {error}"))?,
        None => stdin().map_err(|error| error.to_string())?,
    };
    let text = String::from_utf8(bytes).map_err(|error| format!("not UTF-8: {}", error.utf8_error()))?;
    Ok(page::page(&read::title(path), read::read(&text, form)?))
}

fn stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
