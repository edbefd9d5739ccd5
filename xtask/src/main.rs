//! The chores of the project: `cargo xtask <chore>`.

mod browser;
mod check;
mod debian;
mod demo;
mod examples;
#[path = "../../src/text/languages/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "the widget uses more of these files than the package does")]
mod languages;
mod package;
mod part;
mod ports;
mod release;
mod run;
mod sandbox;
mod schemathesis;
mod site;
mod steps;
mod surface;
mod tally;
mod test;
mod tools;
mod trunk;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail, ensure};
use pico_args::Arguments;

use crate::steps::Steps;
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask <chore>

  package       builds the npm package into dist/ and weighs it against the budget
  demo          package, then the demo page and the sandbox on this machine
                [--port 4780] [--api-port 4781] [--json]
  check         format, clippy for both targets, native tests, licences
  test          check, package, schemathesis, the tests in Chromium and Firefox, and the examples
  schemathesis  the sandbox under schemathesis alone
  examples      package, then the examples, built from it and driven in Chromium
  soak          package, then a thousand elements one after the other, of which nothing may stay behind
  release       --dry-run: whether the package can be released, without releasing it
  tables        writes the tables of the read-mes from the public surface
  trunk         trunk serve with the sandbox behind it and a wasm-bindgen built here
";

fn main() -> ExitCode {
    match chore(Arguments::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore(mut args: Arguments) -> Result<ExitCode> {
    let chore = args.subcommand()?;
    let wanted = args.contains(["-h", "--help"]);
    let Some(chore) = chore.filter(|_| !wanted) else {
        print!("{USAGE}");
        return Ok(if wanted { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    };
    let workspace = Workspace::find()?;
    let options = demo::Options::take(&mut args, &chore)?;
    let rehearsal = chore == "release" && args.contains("--dry-run");
    let unknown = args.finish();
    ensure!(unknown.is_empty(), "`cargo xtask {chore}` does not know {unknown:?}");
    match chore.as_str() {
        "package" => package::package(&workspace, &mut Steps::new(package::STEPS))?,
        "demo" => demo::demo(&workspace, &options)?,
        "check" => return Ok(part::report(&check::check(&workspace))),
        "test" => return Ok(part::report(&test::test(&workspace))),
        "release" => {
            ensure!(
                rehearsal,
                "a release is published by a person; `cargo xtask release --dry-run` says whether it can be"
            );
            release::rehearse(&workspace)?;
        }
        "tables" => surface::tables::write(&workspace)?,
        "examples" => return Ok(part::report(&test::examples(&workspace))),
        "soak" => return Ok(part::report(&test::soak(&workspace))),
        "schemathesis" => return Ok(part::report(&test::sandbox(&workspace))),
        "trunk" => trunk::serve(&workspace)?,
        "trunk-assets" => trunk::assets::write(&workspace)?,
        other => bail!("there is no chore `{other}`; `cargo xtask --help` lists them"),
    }
    Ok(ExitCode::SUCCESS)
}
