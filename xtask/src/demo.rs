//! The demo: package, page and sandbox on this machine, until Ctrl-C.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use clap::Args;

use crate::package;
use crate::ports;
use crate::progress::Progress;
use crate::run;
use crate::sandbox::{self, Ports, Sandbox};
use crate::site;
use crate::workspace::Workspace;

/// The options of `cargo xtask demo`.
#[derive(Args)]
pub struct Options {
    /// The page's port
    #[arg(long, value_name = "N", default_value_t = 4780)]
    port: u16,
    /// The API's port
    #[arg(long, value_name = "N", default_value_t = 4781)]
    api_port: u16,
    /// Put the broker between the page and the sandbox
    #[arg(long)]
    broker: bool,
    /// Print one line of JSON on standard output, and progress on standard error
    #[arg(long)]
    json: bool,
}

/// Builds everything and serves it; with `json`, standard output carries nothing but the sandbox's own line.
pub fn demo(workspace: &Workspace, options: &Options) -> Result<()> {
    let ports = Ports { site: options.port, api: options.api_port };
    ensure!(ports.site != ports.api, "The page and the API need two ports; choose another with --api-port");
    ports::free(ports.site, "--port")?;
    ports::free(ports.api, "--api-port")?;
    let mut progress = Progress::new(package::STEPS + 2);
    package::package(workspace, &mut progress)?;
    let server = if options.broker { "broker and sandbox" } else { "sandbox" };
    progress.streamed(server, || if options.broker { build_broker(workspace) } else { sandbox::build(workspace) })?;
    let site = progress.quiet("demo site", || site::assemble(workspace, site::DEMO))?;
    let mut command = if options.broker {
        broker_command(workspace, ports, &site)
    } else {
        sandbox::command(workspace, ports, &site)
    };
    if options.json {
        command.arg("--json");
    }
    // Ctrl-C reaches both programs; if only this one dies, the sandbox sees its input close.
    Sandbox::start(&mut command)?.wait()
}

/// The broker's example serves the page as well, so that page and broker have one origin.
fn build_broker(workspace: &Workspace) -> Result<()> {
    run::streamed(&mut workspace.cargo(&["build", "-p", "oneflow-broker", "--example", "demo", "--locked"]))
}

fn broker_command(workspace: &Workspace, ports: Ports, site: &Path) -> Command {
    let mut command = Command::new(workspace.program("examples/demo"));
    command.args(["--port", &ports.site.to_string(), "--api-port", &ports.api.to_string()]);
    command.arg("--site").arg(site).arg("--until-stdin-closes");
    command
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Demo {
        #[command(flatten)]
        options: Options,
    }

    fn parsed(words: &[&str]) -> Option<(u16, u16, bool)> {
        let Demo { options } = Demo::try_parse_from(["demo"].iter().chain(words)).ok()?;
        Some((options.port, options.api_port, options.json))
    }

    #[test]
    fn ports_have_defaults_and_can_be_chosen() {
        assert_eq!(parsed(&[]), Some((4780, 4781, false)));
        assert_eq!(parsed(&["--port", "5000", "--json"]), Some((5000, 4781, true)));
        assert_eq!(parsed(&["--api-port", "70000"]), None);
    }

    #[test]
    fn the_broker_is_put_in_between_only_if_it_is_asked_for() {
        let is_there = |words: &[&str]| Demo::try_parse_from(words).is_ok_and(|demo| demo.options.broker);
        assert!(is_there(&["demo", "--broker"]) && !is_there(&["demo"]));
    }
}
