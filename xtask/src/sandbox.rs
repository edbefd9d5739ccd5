//! The sandbox as a child process: builds it, starts it, reads its addresses, and never leaves it behind.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::run;
use crate::workspace::Workspace;

const START: Duration = Duration::from_secs(30);
const END: Duration = Duration::from_secs(3);

/// Where a sandbox listens.
#[derive(Clone, Copy)]
pub struct Ports {
    /// The demo pages and the package.
    pub site: u16,
    /// Oneflow's API, an origin of its own.
    pub api: u16,
}

/// A running sandbox; it ends when this value does, or when this program dies.
pub struct Sandbox {
    child: Child,
    // The sandbox ends when this closes, which also happens when this program is killed.
    stdin: Option<ChildStdin>,
}

/// Builds it.
pub fn build(workspace: &Workspace) -> Result<()> {
    run::streamed(&mut workspace.cargo(&["build", "-p", "oneflow-sandbox", "--bin", "oneflow-sandbox", "--locked"]))
}

/// Makes sure that it is there as the native tests have built it: with the same features, so that nothing is compiled
/// twice.
pub fn build_as_tested(workspace: &Workspace) -> Result<()> {
    run::streamed(&mut workspace.cargo(&["test", "--workspace", "--locked", "--no-run", "--quiet"]))
}

/// The command that serves a site.
pub fn command(workspace: &Workspace, ports: Ports, site: &Path) -> Command {
    let mut command = Command::new(workspace.program("oneflow-sandbox"));
    command.args(["--port", &ports.api.to_string(), "--site-port", &ports.site.to_string()]);
    command.arg("--site").arg(site).arg("--until-stdin-closes");
    command
}

/// A fact that a sandbox reports at its start.
pub fn text<'a>(facts: &'a Value, name: &str) -> Result<&'a str> {
    facts.get(name).and_then(Value::as_str).with_context(|| format!("the sandbox reports no {name}"))
}

/// The address of its `OpenAPI` file.
pub fn openapi(facts: &Value) -> Result<String> {
    Ok(text(facts, "api")?.replace("/v1", "/_sandbox/openapi.json"))
}

impl Sandbox {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::piped()).spawn().context("the sandbox cannot be started")?;
        let stdin = child.stdin.take();
        Ok(Self { child, stdin })
    }

    /// Starts it and waits for the line of JSON that gives its addresses and token.
    pub fn start_with_facts(command: &mut Command) -> Result<(Self, Value)> {
        let mut sandbox = Self::start(command.arg("--json").stdout(Stdio::piped()))?;
        let stdout = sandbox.child.stdout.take().context("the sandbox has no output")?;
        let line = first_line(stdout)?;
        let facts = serde_json::from_str(&line)
            .with_context(|| format!("the first line of the sandbox is no JSON: `{line}`"))?;
        Ok((sandbox, facts))
    }

    /// Waits until it ends by itself.
    pub fn wait(mut self) -> Result<()> {
        // `wait` closes the input that a child still owns; this one's is held in `self.stdin`.
        let status = self.child.wait()?;
        ensure!(status.success(), "the sandbox ended with {status}");
        Ok(())
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stdin = None;
        let deadline = Instant::now() + END;
        while Instant::now() < deadline {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(20)),
                _ => return,
            }
        }
        // It did not end in time; there is nothing left to do about a failure here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first line, without waiting for ever; the rest is read and dropped, so that the sandbox never blocks on it.
fn first_line(stdout: ChildStdout) -> Result<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            // Only the first line has a reader.
            let _ = sender.send(line);
        }
    });
    match receiver.recv_timeout(START) {
        Ok(line) => Ok(line),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            bail!("the sandbox printed nothing within {} s", START.as_secs())
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => bail!("the sandbox ended before it was ready"),
    }
}
