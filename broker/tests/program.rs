//! The program: its configuration, its start and its end.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oneflow_broker::session::hash_of;
use tempfile::TempDir;

/// A configuration that can be used, in a folder with its keys.
fn written(folder: &Path, more: &str) -> Result<String> {
    let keys = folder.join("master-keys");
    std::fs::write(&keys, format!("2026 {}\n", STANDARD.encode([7; 32])))?;
    Ok(format!(
        "listen = \"127.0.0.1:0\"\nhosts = [\"127.0.0.1\"]\ndatabase = \"sqlite:{}\"\nmaster_keys = \"{}\"\n\
         backend_keys = [\"{}\"]\n{more}",
        folder.join("broker.db").display(),
        keys.display(),
        hash_of("key"),
    ))
}

fn command(folder: &Path, text: &str) -> Result<Command> {
    let file = folder.join("broker.toml");
    std::fs::write(&file, text)?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_oneflow-broker"));
    command.arg("--config").arg(file).env_clear();
    Ok(command)
}

fn check(folder: &Path, text: &str) -> Result<Output> {
    Ok(command(folder, text)?.arg("--check").output()?)
}

#[test]
fn check_says_whether_the_configuration_can_be_used_and_repeats_no_secret() -> Result<()> {
    let folder = TempDir::new()?;
    let good = written(folder.path(), "")?;
    let output = check(folder.path(), &good)?;
    ensure!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("is good"), "{output:?}");
    for (text, named) in [
        (good.replace("hosts = [\"127.0.0.1\"]\n", ""), "hosts"),
        (format!("{good}surplus = \"secret\"\n"), "line 6"),
        (good.replace("master-keys", "nowhere-keys"), "master_keys"),
        (good.replace("sqlite:", "secret:"), "database"),
        (format!("{good}[webhooks]\nsecrets = \"/secret\"\n"), "webhooks.forward_to"),
    ] {
        let output = check(folder.path(), &text)?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.code() == Some(1) && said.contains(named) && !said.contains("secret"), "{said}");
        ensure!(output.stdout.is_empty() && said.lines().count() == 1, "{said}");
    }
    std::fs::write(folder.path().join("master-keys"), "2026 secret")?;
    let output = check(folder.path(), &good)?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.code() == Some(1) && said.contains("master") && !said.contains("secret"), "{said}");
    Ok(())
}

#[test]
fn a_port_that_is_taken_is_named() -> Result<()> {
    let folder = TempDir::new()?;
    let taken = TcpListener::bind("127.0.0.1:0")?;
    let address = taken.local_addr()?.to_string();
    let output = command(folder.path(), &written(folder.path(), "")?.replace("127.0.0.1:0", &address))?.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.code() == Some(1) && said.contains(&address), "{said}");
    Ok(())
}

#[test]
fn it_says_where_it_is_answers_and_ends_in_order_at_the_signal() -> Result<()> {
    let folder = TempDir::new()?;
    let watched = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let text = written(folder.path(), &format!("operations = \"{watched}\"\n"))?;
    let mut child = command(folder.path(), &text)?.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("an output")?).read_line(&mut line)?;
    let address = line.trim().strip_prefix("http://").context("an address")?.to_owned();
    let ask = |address: &str, path: &str| -> Result<String> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    let found = (ask(&address, "/v1/ping"), ask(&address, "/metrics"), ask(&watched.to_string(), "/readyz"));
    Command::new("kill").arg("-TERM").arg(child.id().to_string()).status()?;
    let status = child.wait()?;
    let (ping, metrics, ready) = (found.0?, found.1?, found.2?);
    ensure!(ping.starts_with("HTTP/1.1 401"), "{ping}");
    ensure!(metrics.starts_with("HTTP/1.1 404"), "metrics are on their own port: {metrics}");
    ensure!(ready.starts_with("HTTP/1.1 200"), "{ready}");
    ensure!(status.success(), "{status}");
    Ok(())
}
