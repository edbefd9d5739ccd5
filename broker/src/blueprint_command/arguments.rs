//! The arguments of `oneflow-broker blueprint`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Template types, data fields and webhooks of an extension, described in one file.
///
/// The token of the account is in the variable `ONEFLOW_TOKEN`. Exit codes: 0 if nothing differs or all is done, 1 if
/// something differs or nobody agreed, 2 if something went wrong.
#[derive(Args)]
pub struct BlueprintArgs {
    /// Address of Oneflow's API
    #[arg(long, value_name = "URL", default_value = "https://api.oneflow.com/v1", global = true)]
    pub api: String,
    /// Email of the administrator who asks; without it, Oneflow takes the token for an administrator
    #[arg(long, value_name = "EMAIL", global = true)]
    pub user: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

/// What is done.
#[derive(Subcommand)]
pub enum Command {
    /// Show what differs between the file and the account
    Diff(Comparison),
    /// Show what differs, ask, and make the account as the file says
    Apply {
        #[command(flatten)]
        comparison: Comparison,
        /// Agree beforehand
        #[arg(long)]
        yes: bool,
    },
    /// Write what was made by hand in the account into a file, for Oneflow
    Export(Export),
}

/// What `diff` and `apply` take.
#[derive(Args)]
pub struct Comparison {
    /// The blueprint
    pub file: PathBuf,
    /// Remove data fields and webhooks that the file lacks from its template types
    #[arg(long)]
    pub prune: bool,
    /// Write again what Oneflow does not show: parameters and authentication of webhooks
    #[arg(long)]
    pub secrets: bool,
}

/// What `export` takes.
#[derive(Args)]
pub struct Export {
    /// The blueprint
    pub file: PathBuf,
    /// Type of the extension; by default that of the replaced file, or the file's name
    #[arg(long = "extension-type", value_name = "TYPE")]
    pub extension: Option<String>,
    /// What people call the extension; by default as in the replaced file, or its type
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Template type, by name; may be repeated. All that were made by hand by default
    #[arg(long = "type", value_name = "NAME")]
    pub types: Vec<String>,
    /// Replace the file
    #[arg(long)]
    pub force: bool,
}
