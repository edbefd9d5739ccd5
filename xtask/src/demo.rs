//! The demo: package, page and sandbox on this machine, until Ctrl-C.

use anyhow::{Context, Result, ensure};
use pico_args::Arguments;

use crate::package;
use crate::ports;
use crate::sandbox::{self, Ports, Sandbox};
use crate::site;
use crate::steps::Steps;
use crate::workspace::Workspace;

/// What the person who starts the demo may choose.
pub struct Options {
    ports: Ports,
    json: bool,
}

impl Options {
    /// Takes the flags of the demo; other chores have none.
    pub fn take(args: &mut Arguments, chore: &str) -> Result<Self> {
        let mut options = Self { ports: Ports { site: 4780, api: 4781 }, json: false };
        if chore == "demo" {
            options.ports.site = port(args, "--port")?.unwrap_or(options.ports.site);
            options.ports.api = port(args, "--api-port")?.unwrap_or(options.ports.api);
            options.json = args.contains("--json");
        }
        Ok(options)
    }
}

fn port(args: &mut Arguments, flag: &'static str) -> Result<Option<u16>> {
    args.opt_value_from_str(flag).with_context(|| format!("{flag} takes a number up to 65535"))
}

/// Builds all parts, then serves them; with `json`, standard output carries nothing but the sandbox's own line.
pub fn demo(workspace: &Workspace, options: &Options) -> Result<()> {
    let ports = options.ports;
    ensure!(ports.site != ports.api, "The page and the API need two ports; choose another with --api-port");
    ports::free(ports.site, "--port")?;
    ports::free(ports.api, "--api-port")?;
    let mut steps = Steps::new(package::STEPS + 2);
    package::package(workspace, &mut steps)?;
    steps.loud("sandbox", || sandbox::build(workspace))?;
    let site = steps.quiet("demo site", || site::assemble(workspace))?;
    let mut command = sandbox::command(workspace, ports, &site);
    if options.json {
        command.arg("--json");
    }
    // Ctrl-C reaches both programs; should only this one die, the sandbox sees its input close.
    Sandbox::start(&mut command)?.wait()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(words: &[&str]) -> Option<(u16, u16, bool)> {
        let mut args = Arguments::from_vec(words.iter().map(Into::into).collect());
        let options = Options::take(&mut args, "demo").ok()?;
        Some((options.ports.site, options.ports.api, options.json))
    }

    #[test]
    fn ports_have_defaults_and_can_be_chosen() {
        assert_eq!(taken(&[]), Some((4780, 4781, false)));
        assert_eq!(taken(&["--port", "5000", "--json"]), Some((5000, 4781, true)));
        assert_eq!(taken(&["--api-port", "many"]), None);
    }
}
