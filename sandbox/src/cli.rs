//! The command line.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use oneflow_sandbox::server::Config;
use oneflow_sandbox::time::OffsetDateTime;
use oneflow_sandbox::time::format_description::well_known::Rfc3339;
use oneflow_sandbox::{Blueprint, Clock, Options, ProblemPaths, Seed, Strictness, parse_origin};

/// A strict, stateful double of Oneflow's API for your own machine.
#[derive(Parser)]
#[command(version, about)]
#[expect(clippy::struct_excessive_bools, reason = "each is a command-line flag")]
pub struct Args {
    /// Port of the API; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    port: u16,
    /// Origin whose pages may call the API; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    cors: Vec<String>,
    /// What the account contains at the start
    #[arg(long, value_name = "SIZE", default_value = "small")]
    seed: Size,
    /// Blueprint of an extension, as TOML; may be repeated
    #[arg(long, value_name = "FILE")]
    blueprint: Vec<PathBuf>,
    /// Keep the account in this file between runs
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Stop the account's clock at this time, such as 2026-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = parse_clock)]
    clock: Option<Clock>,
    /// Start of the sequence of keys and request ids
    #[arg(long, value_name = "N", default_value_t = 1)]
    random: u64,
    /// Requests per token in five minutes
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    limit: usize,
    /// Host besides this machine that webhooks are delivered to; may be repeated
    #[arg(long, value_name = "HOST")]
    deliver_to: Vec<String>,
    /// How many times faster than at Oneflow deliveries are retried
    #[arg(long, value_name = "N", default_value_t = 1)]
    retry_speed: u32,
    /// Print the start line as JSON
    #[arg(long)]
    pub json: bool,
    /// Also serve this folder, on its own port
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Port of the site; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    site_port: u16,
    /// Leave indexes out of the paths in `parameter_problems`
    #[arg(long)]
    plain_paths: bool,
    /// Respond with 500 if a response of the sandbox violates its `OpenAPI` file
    #[arg(long)]
    strict: bool,
    /// Stop at the end of standard input, that is, with the parent process
    #[arg(long)]
    pub until_stdin_closes: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Size {
    Small,
    Large,
    Wide,
}

impl Args {
    /// The server's configuration. The error is one sentence about a file that cannot be used.
    pub fn config(self) -> Result<Config, String> {
        let seed = match self.seed {
            Size::Small => Seed::Small,
            Size::Large => Seed::Large,
            Size::Wide => Seed::Wide,
        };
        let options = Options {
            seed,
            random: self.random,
            cors: self.cors,
            problem_paths: if self.plain_paths { ProblemPaths::Plain } else { ProblemPaths::Indexed },
            strictness: if self.strict { Strictness::RequestsAndResponses } else { Strictness::Requests },
            clock: self.clock.unwrap_or_default(),
            blueprints: self.blueprint.iter().map(|path| read_blueprint(path)).collect::<Result<_, _>>()?,
            deliver_to: self.deliver_to,
            retry_speed: self.retry_speed,
            requests_per_window: self.limit,
            ..Options::default()
        };
        Ok(Config { port: self.port, site: self.site, site_port: self.site_port, options, state: self.state })
    }
}

fn read_blueprint(path: &Path) -> Result<Blueprint, String> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("The blueprint {} cannot be read: {error}.", path.display()))?;
    let parsed = Blueprint::parse_with(&text, |name| std::env::var(name).ok());
    parsed.map_err(|error| format!("The blueprint {} cannot be used: {error}", path.display()))
}

fn parse_clock(text: &str) -> Result<Clock, String> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map(Clock::Fixed)
        .map_err(|_| "expected a time such as 2026-01-31T12:00:00Z".to_owned())
}
