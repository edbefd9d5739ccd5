//! `oneflow-broker blueprint`: the command line, the files and the terminal.

mod agreement;
mod arguments;
mod files;
mod prepared;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use oneflow_broker::blueprint::{Access, Commands, Ending, Hidden, Remote};
use oneflow_broker::oneflow::{Base, Limits, Oneflow};

pub use arguments::BlueprintArgs;
use files::write;
use prepared::{Prepared, prepare};

/// The variable that holds the token: arguments are seen by everybody on the machine.
const TOKEN: &str = "ONEFLOW_TOKEN";

/// Runs the command.
pub async fn run(args: BlueprintArgs) -> ExitCode {
    match ended(args).await {
        Ok(Ending::Good) => ExitCode::SUCCESS,
        Ok(Ending::Different) => ExitCode::from(1),
        Ok(Ending::Declined) => {
            println!("Nothing was written.");
            ExitCode::from(1)
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

async fn ended(args: BlueprintArgs) -> Result<Ending, String> {
    let BlueprintArgs { api, user, command } = args;
    // Files first: nothing is asked for in vain.
    let prepared = prepare(command)?;
    let base = Base::parse(&api).map_err(|error| format!("--api cannot be used: {error}."))?;
    let remote = Remote::new(
        Oneflow::new(Limits::default()).map_err(|error| format!("Oneflow cannot be reached: {error}."))?,
        Access { base, token: token()?, user },
    );
    let mut commands = Commands {
        remote: &remote,
        variables: &|name| env::var(name).ok(),
        // The output may be closed; what was agreed to is done in any case.
        says: &mut |line| drop(writeln!(io::stdout(), "{line}")),
    };
    match prepared {
        Prepared::Diff(blueprint, choices) => commands.diff(&blueprint, choices).await,
        Prepared::Apply(blueprint, choices, agreement) => {
            commands.apply(&blueprint, choices, |question| agreement.ask(question)).await
        }
        Prepared::Export(asked, path, replacing) => {
            let blueprint = commands.export(&asked).await?;
            write(&path, &blueprint.to_string(), replacing)?;
            println!("Written: {}", path.display());
            Ok(Ending::Good)
        }
    }
}

fn token() -> Result<Hidden, String> {
    let token =
        env::var(TOKEN).ok().filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
    token.map(Hidden::new).ok_or_else(|| format!("The variable {TOKEN} of the environment holds no token."))
}
