//! The project's commands: `cargo xtask <command>`.

mod audit;
mod bench;
mod broker;
mod browser;
mod check;
mod client;
mod debian;
mod demo;
mod examples;
mod fingerprint;
mod kill;
#[path = "../../src/text/languages/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "the widget uses more of these files than the package does")]
mod languages;
mod package;
mod packages;
mod ports;
mod postgres;
mod progress;
mod release;
mod report;
mod run;
mod sandbox;
mod sandbox_wasm;
mod schemathesis;
mod site;
mod suite;
mod surface;
mod test;
mod test_counts;
mod tools;
mod trunk;
mod website;
#[cfg(test)]
mod workflows;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::progress::Progress;
use crate::workspace::Workspace;

/// The project's commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 120)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the npm packages into dist/ and dist-sandbox/, and check the widget's size against the budget
    Package,
    /// Build the package, then serve the demo page and the sandbox on this machine until Ctrl-C
    Demo(demo::Options),
    /// Build the packages, and from them the documentation, playground and gallery into target/site/
    Site {
        /// Use the packages in dist/ and dist-sandbox/ as they are
        #[arg(long)]
        packed: bool,
    },
    /// Check format, lints for both targets, native tests, and licences of dependencies
    Check,
    /// Run everything: check, package, schemathesis, browser tests, and the examples
    Test,
    /// Build the sandbox's npm package, and run the tests of it and of the sandbox as WebAssembly
    Sandbox,
    /// Run schemathesis against the sandbox
    Schemathesis,
    /// Build the package, then the examples from it, and run their tests in Chromium
    Examples,
    /// Build the package, then mount and remove a thousand elements and check that nothing of them is left
    Soak,
    /// Measure the package beside a hand-written floor, a framework and an assembly of libraries
    Bench(bench::Options),
    /// Build the broker and everything that an operator needs into one archive
    Broker,
    /// Kill the broker, its proxy, its database and Oneflow at every step, and count the contracts of each attempt
    Kill(kill::Options),
    /// Ask cargo-deny and npm for unsafe dependencies, and cargo-deny for licences
    Audit,
    /// Check whether the packages can be released, and pack them; publish nothing
    Release(release::Options),
    /// Write the tables of docs/reference.md from the public surface
    Tables,
    /// Run `trunk serve` with the sandbox behind it and a wasm-bindgen that is built here
    Trunk,
    /// Complete Trunk's output; Trunk's hook calls this
    #[command(hide = true)]
    TrunkAssets,
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Package => packages::build(&workspace, &mut Progress::new(packages::STEPS))?,
        Command::Demo(options) => demo::demo(&workspace, options)?,
        Command::Site { packed } => build_website(&workspace, *packed)?,
        Command::Check => return Ok(report::print(&check::check(&workspace))),
        Command::Test => return Ok(report::print(&test::test(&workspace))),
        Command::Sandbox => return Ok(report::print(&test::sandbox_in_node(&workspace))),
        Command::Schemathesis => return Ok(report::print(&test::sandbox(&workspace))),
        Command::Examples => return Ok(report::print(&test::examples(&workspace))),
        Command::Soak => return Ok(report::print(&test::soak(&workspace))),
        Command::Bench(options) => bench::bench(&workspace, options)?,
        Command::Broker => broker::archive(&workspace)?,
        Command::Kill(options) => kill::kill(&workspace, options)?,
        Command::Audit => return Ok(report::print(&audit::audit(&workspace))),
        Command::Release(options) => release::release(&workspace, options)?,
        Command::Tables => surface::tables::write(&workspace)?,
        Command::Trunk => trunk::serve(&workspace)?,
        Command::TrunkAssets => trunk::assets::write(&workspace)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn build_website(workspace: &Workspace, packed: bool) -> Result<()> {
    let mut progress = Progress::new(if packed { 1 } else { packages::STEPS + 1 });
    if !packed {
        packages::build(workspace, &mut progress)?;
    }
    let site = progress.quiet("site", || website::build(workspace))?;
    println!("{}", site.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use clap::error::ErrorKind;

    use super::*;

    fn refused(words: &[&str]) -> Option<ErrorKind> {
        Cli::try_parse_from(["cargo xtask"].iter().chain(words)).err().map(|error| error.kind())
    }

    #[test]
    fn every_command_is_well_formed_and_has_help() {
        Cli::command().debug_assert();
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            assert_eq!(refused(&[command.get_name(), "--help"]), Some(ErrorKind::DisplayHelp));
        }
    }

    #[test]
    fn unknown_commands_and_options_are_refused() {
        assert_eq!(refused(&["pakage"]), Some(ErrorKind::InvalidSubcommand));
        assert_eq!(refused(&["package", "--fast"]), Some(ErrorKind::UnknownArgument));
        assert_eq!(refused(&["check", "--port", "1"]), Some(ErrorKind::UnknownArgument));
        assert_eq!(refused(&["demo", "--port", "many"]), Some(ErrorKind::ValueValidation));
        assert_eq!(refused(&["bench", "everything"]), Some(ErrorKind::InvalidValue));
        assert_eq!(refused(&[]), Some(ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand));
    }

    #[test]
    fn help_lists_the_commands_that_a_person_calls_and_no_other() {
        let help = Cli::command().render_help().to_string();
        assert!(help.contains("schemathesis") && !help.contains("trunk-assets"), "{help}");
    }
}
