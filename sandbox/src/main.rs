//! The program: flags, the start line, and how it ends.

mod flags;
mod stop;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use oneflow_sandbox::server::Server;

use flags::Flags;

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
    let stop = stop::stop(with_parent).map_err(|error| format!("Signals cannot be received: {error}."))?;
    let server = Server::bind(flags.setup()?).await?;
    let start = if json { server.facts().to_string() } else { server.welcome() };
    let mut out = io::stdout();
    // Nobody may be reading; the sandbox serves all the same.
    let _ = writeln!(out, "{start}").and_then(|()| out.flush());
    server.serve(stop).await.map_err(|error| format!("The sandbox stopped: {error}."))
}
