//! The program: flags, the start line, and how it ends.

use std::future::{Future, pending};
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use clap::{Parser, ValueEnum};
use oneflow_sandbox::server::{Server, Setup};
use oneflow_sandbox::{Options, ProblemPaths, Seed, Strictness};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// A strict, stateful stand-in for Oneflow's API on one's own machine.
#[derive(Parser)]
#[command(version, about)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
struct Flags {
    /// The API's port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    port: u16,
    /// An origin whose pages may call the API; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    cors: Vec<String>,
    /// How much there is in the account
    #[arg(long, value_name = "SIZE", default_value = "small")]
    seed: Size,
    /// Where the sequence of request ids starts
    #[arg(long, value_name = "N", default_value_t = 1)]
    random: u64,
    /// Print the start line as JSON
    #[arg(long)]
    json: bool,
    /// Also serve this folder, on a port of its own
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// The site's port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    site_port: u16,
    /// Name attributes without positions in `parameter_problems`
    #[arg(long)]
    plain_paths: bool,
    /// Answer 500 when an answer of the sandbox breaks its own `OpenAPI` file
    #[arg(long)]
    strict: bool,
    /// Stop when standard input ends, that is, with the parent
    #[arg(long)]
    until_stdin_closes: bool,
}

/// As browsers send it; anything else would never fit, in silence.
fn origin(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(text.to_ascii_lowercase()),
        _ => Err("an origin looks like http://127.0.0.1:8080, without a path".to_owned()),
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Size {
    Small,
    Large,
    Wide,
}

impl Flags {
    fn setup(self) -> Setup {
        let seed = match self.seed {
            Size::Small => Seed::Small,
            Size::Large => Seed::Large,
            Size::Wide => Seed::Wide,
        };
        let problem_paths = if self.plain_paths { ProblemPaths::Plain } else { ProblemPaths::Indexed };
        let strictness = if self.strict { Strictness::RequestsAndAnswers } else { Strictness::Requests };
        let options =
            Options { seed, random: self.random, cors: self.cors, problem_paths, strictness, ..Options::default() };
        Setup { port: self.port, site: self.site, site_port: self.site_port, options }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let flags = Flags::parse();
    match run(flags).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(flags: Flags) -> Result<(), String> {
    let (json, with_parent) = (flags.json, flags.until_stdin_closes);
    let stop = stop(with_parent).map_err(|error| format!("Signals cannot be received: {error}."))?;
    let server = Server::bind(flags.setup()).await?;
    let start = if json { server.facts().to_string() } else { server.welcome() };
    let mut out = io::stdout();
    // Nobody may be reading; the sandbox serves all the same.
    let _ = writeln!(out, "{start}").and_then(|()| out.flush());
    server.serve(stop).await.map_err(|error| format!("The sandbox stopped: {error}."))
}

/// Over at SIGINT, SIGTERM, or, when asked to, at the end of standard input.
fn stop(with_parent: bool) -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            () = end_of_input(with_parent) => {}
        }
    })
}

async fn end_of_input(wanted: bool) {
    if !wanted {
        return pending().await;
    }
    let (ending, ended) = oneshot::channel();
    // A thread of its own, because a read that never returns would keep the runtime from ending.
    thread::spawn(move || {
        // Whatever comes in is nobody's, and an error is an end, too.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = ending.send(());
    });
    let _ = ended.await;
}
