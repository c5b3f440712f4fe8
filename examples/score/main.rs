//! Scores JSON Lines: `score posts|threads|accounts [FILE] [--explain] [--pretty] [--jsonl-errors] [--from PLATFORM]`.
//!
//! With `--from mastodon`, another platform's name or `auto` the input is one payload of that platform: `posts`
//! writes a line for each post, `threads` one for the conversation, `accounts` one for each author.
//!
//! Reads FILE or standard input and writes one JSON line for each. With no arguments it scores a
//! conversation bundled with the examples and prints it for a person, reasons included; with `--pretty` it
//! prints any input so, in colour where it is a terminal and `NO_COLOR` is not set.

mod lines;
mod payload;
mod pretty;
mod rows;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use pretty::Pretty;
use realtalk::{Post, Scorer, Thread};

const USAGE: &str =
    "usage: score posts|threads|accounts [FILE] [--explain] [--pretty] [--jsonl-errors] [--from PLATFORM|auto]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        // Whoever reads may stop reading: `score posts FILE | head`.
        Err(Fault::Io(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("score: {fault}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// Why the run stopped.
enum Fault {
    Io(io::Error),
    Told(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Told(text) => f.write_str(text),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What one line of input is.
#[derive(Clone, Copy)]
enum Mode {
    Posts,
    Threads,
    Accounts,
}

struct Options {
    mode: Mode,
    explain: bool,
    pretty: Option<Pretty>,
    errors_as_lines: bool,
    from: Option<payload::From>,
}

/// The arguments without `--from PLATFORM` or `--from=PLATFORM`, and that platform.
fn from(args: &[String]) -> Result<(Vec<String>, Option<payload::From>), Fault> {
    let (mut rest, mut name) = (Vec::new(), None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--from" {
            name = Some(args.next().map_or("", String::as_str));
        } else if let Some(value) = arg.strip_prefix("--from=") {
            name = Some(value);
        } else {
            rest.push(arg.clone());
        }
    }
    Ok((rest, name.map(payload::From::named).transpose().map_err(Fault::Told)?))
}

fn run(args: &[String]) -> Result<(), Fault> {
    let (args, from) = from(args)?;
    let (flags, words): (Vec<&String>, Vec<&String>) = args.iter().partition(|arg| arg.starts_with("--"));
    if let Some(flag) = flags.iter().find(|flag| !matches!(flag.as_str(), "--explain" | "--jsonl-errors" | "--pretty"))
    {
        return Err(Fault::Told(format!("unknown option {flag}\n{USAGE}")));
    }
    let has = |name: &str| flags.iter().any(|flag| *flag == name);
    let mode = match words.first().map(|word| word.as_str()) {
        None => return Ok(show()?),
        Some("posts") => Mode::Posts,
        Some("threads") => Mode::Threads,
        Some("accounts") => Mode::Accounts,
        Some(other) => return Err(Fault::Told(format!("unknown mode {other:?}\n{USAGE}"))),
    };
    let pretty = has("--pretty").then(|| pretty(has("--explain")));
    let options = Options { mode, explain: has("--explain"), pretty, errors_as_lines: has("--jsonl-errors"), from };
    match words.get(1) {
        Some(path) => {
            let file = File::open(path).map_err(|error| Fault::Told(format!("{path}: {error}")))?;
            let size = file.metadata().map_or(0, |data| data.len());
            score(BufReader::new(file), size, &options)
        }
        None => score(io::stdin().lock(), 0, &options),
    }
}

/// In colour if a person sees it and does not mind: `NO_COLOR` set to anything turns it off.
fn pretty(explain: bool) -> Pretty {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    Pretty { colour: io::stdout().is_terminal() && !unwanted && !dumb, explain }
}

/// The bundled conversation, for a person.
fn show() -> io::Result<()> {
    let lines = include_str!("../data/kiln.jsonl").lines();
    let posts: Vec<Post<'_>> = lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
    let thread = Thread::new(posts).map_err(io::Error::other)?;
    let mut out = String::new();
    pretty(true).thread(&mut out, &Scorer::default(), &thread);
    io::stdout().lock().write_all(out.as_bytes())
}

/// A payload is one value over many lines, so it is read whole.
fn score_payload(mut input: impl BufRead, from: payload::From, options: &Options) -> Result<(), Fault> {
    let mut text = Vec::new();
    input.read_to_end(&mut text)?;
    let text = String::from_utf8(text).map_err(|error| Fault::Told(format!("not UTF-8: {}", error.utf8_error())))?;
    let mut out = BufWriter::new(io::stdout().lock());
    match payload_rows(&text, from, options) {
        Ok(rows) if rows.is_empty() => return Err(Fault::Told("the payload holds nothing to score".into())),
        Ok(rows) => rows.iter().try_for_each(|row| writeln!(out, "{row}"))?,
        Err(error) if options.errors_as_lines => writeln!(out, "{}", serde_json::json!({"line": 1, "error": error}))?,
        Err(error) => return Err(Fault::Told(error)),
    }
    Ok(out.flush()?)
}

/// A row for each post, for the thread or for each author; what is missing is told on standard error.
fn payload_rows(text: &str, from: payload::From, options: &Options) -> Result<Vec<String>, String> {
    let (scorer, explain) = (Scorer::default(), options.explain);
    let conversation = from.read(text)?;
    for note in &conversation.notes {
        eprintln!("score: {note}");
    }
    if let Some(pretty) = options.pretty {
        let mut out = String::new();
        match options.mode {
            Mode::Posts => {
                for post in &conversation.posts {
                    pretty.post(&mut out, post, &scorer.explain(post));
                }
            }
            Mode::Accounts => pretty.people(&mut out, &rows::network(&scorer, &conversation.posts)),
            Mode::Threads => {
                let thread = conversation.into_thread().map_err(|error| error.to_string())?;
                pretty.thread(&mut out, &scorer, &thread);
            }
        }
        return Ok(vec![out]);
    }
    let rows = match options.mode {
        Mode::Posts => rows::posts_of(&scorer, &conversation, explain),
        Mode::Accounts => rows::accounts_of(&scorer, &conversation, explain),
        Mode::Threads => {
            let thread = conversation.into_thread().map_err(|error| error.to_string())?;
            vec![rows::explained_thread(&scorer, &thread, explain)]
        }
    };
    Ok(rows.iter().map(ToString::to_string).collect())
}

fn score(mut input: impl BufRead, size: u64, options: &Options) -> Result<(), Fault> {
    if let Some(from) = options.from {
        return score_payload(input, from, options);
    }
    let scorer = Scorer::default();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut progress = Progress::new(size);
    let (mut line, mut number, mut scored) = (Vec::new(), 0_u64, 0_u64);
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        number += 1;
        progress.add(read as u64);
        let line = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| number == 1).unwrap_or(&line);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match one(&scorer, line, options) {
            Ok(row) => writeln!(out, "{row}")?,
            Err(error) if options.errors_as_lines => {
                writeln!(out, "{}", serde_json::json!({"line": number, "error": error}))?;
            }
            Err(error) => {
                out.flush()?;
                return Err(Fault::Told(format!("line {number}: {error}")));
            }
        }
        scored += 1;
    }
    out.flush()?;
    if scored == 0 {
        return Err(Fault::Told("the input is empty, wanted JSON Lines".into()));
    }
    Ok(())
}

fn one(scorer: &Scorer, line: &[u8], options: &Options) -> Result<String, String> {
    let text = std::str::from_utf8(line).map_err(|error| format!("not UTF-8: {error}"))?;
    if let Some(pretty) = options.pretty {
        return for_a_person(scorer, text, (options.mode, pretty));
    }
    let row = match options.mode {
        Mode::Posts => rows::post_line(scorer, text, options.explain),
        Mode::Threads => rows::thread_line(scorer, text, options.explain),
        Mode::Accounts => rows::account_line(scorer, text, options.explain),
    };
    row.map(|row| row.to_string())
}

fn for_a_person(scorer: &Scorer, text: &str, (mode, pretty): (Mode, Pretty)) -> Result<String, String> {
    let mut out = String::new();
    match mode {
        Mode::Posts => {
            let post = lines::post(text)?;
            pretty.post(&mut out, &post, &scorer.explain(&post));
        }
        Mode::Threads => pretty.thread(&mut out, scorer, &lines::thread(text)?),
        Mode::Accounts => {
            let (author, posts) = lines::account(text)?;
            match rows::network(scorer, &posts).profile(&author) {
                Some(profile) => out = profile.to_string(),
                None => out.push_str("no post of theirs\n"),
            }
        }
    }
    Ok(out)
}

/// A bar on standard error for files that take a while, if a person is there to see it.
struct Progress {
    size: u64,
    done: u64,
    shown: u64,
}

impl Progress {
    fn new(size: u64) -> Self {
        let seen = io::stderr().is_terminal() && !io::stdout().is_terminal() && size > 4 << 20;
        Self { size: if seen { size } else { 0 }, done: 0, shown: 0 }
    }

    fn add(&mut self, bytes: u64) {
        self.done += bytes;
        let percent = (self.done * 100).checked_div(self.size).unwrap_or(0);
        if percent > self.shown {
            self.shown = percent;
            let bar = "#".repeat((percent / 5) as usize);
            eprint!("\r[{bar:<20}] {percent:>3} %{}", if percent == 100 { "\n" } else { "" });
        }
    }
}
