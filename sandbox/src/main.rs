//! The program: command line, start line and exit code.

mod cli;
mod shutdown;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use oneflow_sandbox::server::Server;

use cli::Args;
use shutdown::{StandardInput, shutdown};

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<(), String> {
    let json = args.json;
    let input = if args.until_stdin_closes { StandardInput::Watched } else { StandardInput::Ignored };
    let shutdown = shutdown(input).map_err(|error| format!("Signals cannot be received: {error}."))?;
    let server = Server::bind(args.config()?).await?;
    let start = if json { server.start_json().to_string() } else { server.start_text() };
    let mut out = io::stdout();
    // The output may be closed; the sandbox serves in any case.
    let _ = writeln!(out, "{start}").and_then(|()| out.flush());
    server.serve(shutdown).await.map_err(|error| format!("The sandbox stopped: {error}."))
}
