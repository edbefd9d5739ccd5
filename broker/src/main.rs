//! The program: command line and exit code.

mod blueprint_command;
mod program;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The server between the widget and Oneflow.
#[derive(Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Args {
    /// Configuration, as TOML; variables of the environment count more
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Check the configuration and the keys, and end
    #[arg(long)]
    check: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Blueprint(blueprint_command::BlueprintArgs),
}

#[tokio::main]
async fn main() -> ExitCode {
    let Args { config, check, command } = Args::parse();
    if let Some(Command::Blueprint(args)) = command {
        return blueprint_command::run(args).await;
    }
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
