//! The command line.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};
use oneflow_sandbox::server::Setup;
use oneflow_sandbox::time::OffsetDateTime;
use oneflow_sandbox::time::format_description::well_known::Rfc3339;
use oneflow_sandbox::{Blueprint, Clock, Options, ProblemPaths, Seed, Strictness};

/// A strict, stateful stand-in for Oneflow's API on one's own machine.
#[derive(Parser)]
#[command(version, about)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Flags {
    /// The API's port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    port: u16,
    /// An origin whose pages may call the API; may be repeated
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    cors: Vec<String>,
    /// How much there is in the account
    #[arg(long, value_name = "SIZE", default_value = "small")]
    seed: Size,
    /// What enabling an extension makes, as TOML; may be repeated
    #[arg(long, value_name = "FILE")]
    blueprint: Vec<PathBuf>,
    /// Keep the account in this file from one run to the next
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Let the account's time stand still, as at 2026-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = clock)]
    clock: Option<Clock>,
    /// Where the sequence of keys and request ids starts
    #[arg(long, value_name = "N", default_value_t = 1)]
    random: u64,
    /// Requests per token in five minutes
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    limit: usize,
    /// A host besides this machine that webhooks are delivered to; may be repeated
    #[arg(long, value_name = "HOST")]
    deliver_to: Vec<String>,
    /// How many times faster than Oneflow's schedule a delivery is tried again
    #[arg(long, value_name = "N", default_value_t = 1)]
    retry_speed: u32,
    /// Print the start line as JSON
    #[arg(long)]
    pub json: bool,
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
    pub until_stdin_closes: bool,
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
    /// What to serve. The error is one sentence about a file that cannot be used.
    pub fn setup(self) -> Result<Setup, String> {
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
            strictness: if self.strict { Strictness::RequestsAndAnswers } else { Strictness::Requests },
            clock: self.clock.unwrap_or_default(),
            blueprints: self.blueprint.iter().map(|path| blueprint(path)).collect::<Result<_, _>>()?,
            deliver_to: self.deliver_to,
            retry_speed: self.retry_speed,
            requests_per_window: self.limit,
            ..Options::default()
        };
        Ok(Setup { port: self.port, site: self.site, site_port: self.site_port, options, state: self.state })
    }
}

fn blueprint(path: &Path) -> Result<Blueprint, String> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("The blueprint {} cannot be read: {error}.", path.display()))?;
    Blueprint::read(&text).map_err(|error| format!("The blueprint {} cannot be used: {error}", path.display()))
}

fn clock(text: &str) -> Result<Clock, String> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map(Clock::Fixed)
        .map_err(|_| "a time looks like 2026-01-31T12:00:00Z".to_owned())
}
