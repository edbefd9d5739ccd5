//! `cargo xtask kill`: kills everything that an attempt passes through, at every step, and counts contracts.

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::postgres;
use crate::run;
use crate::workspace::{self, Workspace};

/// Where the figures stand, and between which lines.
const DOCUMENT: &str = "broker/SECURITY.md";
const BEGIN: &str = "<!-- cargo xtask kill -->\n";
const END: &str = "<!-- end of the figures -->";
/// So few runs show nothing that the document should say.
const ENOUGH: usize = 500;

/// The options.
#[derive(Args)]
pub struct Options {
    /// How many attempts
    #[arg(long, value_name = "N", default_value_t = ENOUGH)]
    runs: usize,
}

/// Runs them, and writes the figures into the document if there are enough.
pub fn kill(workspace: &Workspace, options: &Options) -> Result<()> {
    postgres::provide();
    let report = workspace.target.join("kill.md");
    workspace::remove_file(&report)?;
    let mut cargo = workspace.cargo(&["test", "--workspace", "--locked", "--test", "kill", "--", "--nocapture"]);
    cargo.env("KILL_RUNS", options.runs.to_string()).env("KILL_REPORT", &report);
    let passed = run::watched(&mut cargo, |_| {})?;
    ensure!(passed, "an attempt has not made exactly one contract, or added exactly one file");
    if options.runs >= ENOUGH {
        let path = workspace.root.join(DOCUMENT);
        let text = with_figures(&workspace::read(&path)?, &workspace::read(&report)?)?;
        workspace::write(&path, text)?;
        println!("The figures are in {DOCUMENT}.");
    }
    Ok(())
}

fn with_figures(document: &str, figures: &str) -> Result<String> {
    let missing = || format!("{DOCUMENT} has no place for the figures");
    let (before, rest) = document.split_once(BEGIN).with_context(missing)?;
    let (_, after) = rest.split_once(END).with_context(missing)?;
    Ok(format!("{before}{BEGIN}\n{}\n\n{END}{after}", figures.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_figures_replace_the_old_ones_and_nothing_else() -> Result<()> {
        let document = format!("before\n{BEGIN}\nold\n\n{END}\nafter\n");
        let new = with_figures(&document, "| new |\n")?;
        assert_eq!(new, format!("before\n{BEGIN}\n| new |\n\n{END}\nafter\n"));
        assert!(with_figures("before", "| new |").is_err());
        Ok(())
    }
}
