//! The program: command line and exit code.

mod program;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// The server between the widget and Oneflow.
#[derive(Parser)]
#[command(version, about)]
struct Args {
    /// Configuration, as TOML; variables of the environment count more
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Check the configuration and the keys, and end
    #[arg(long)]
    check: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Args { config, check } = Args::parse();
    let ended = match program::read(config.as_deref()) {
        Ok(_) if check => {
            println!("The configuration is good.");
            Ok(())
        }
        Ok(ready) => ready.run().await,
        Err(sentence) => Err(sentence),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
