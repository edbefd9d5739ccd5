//! The program: its arguments, its files, its exit codes.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Result, ensure};
use oneflow_sandbox::TOKEN;
use tempfile::TempDir;
use tokio::task::spawn_blocking;

use crate::world::{BEARER, KEY, ORDERS, World};

async fn blueprint(world: &World, folder: &Path, arguments: &[&str]) -> Result<Output> {
    let mut command = program(folder, &[&["blueprint"], arguments, &["--api", &world.api]].concat());
    command.env("ONEFLOW_TOKEN", TOKEN).env("KEY", KEY).env("BEARER", BEARER).env("ONEFLOW_SIGN_KEY", KEY);
    output(command).await
}

/// What the program says. The sandbox goes on in the meantime.
async fn output(mut command: Command) -> Result<Output> {
    Ok(spawn_blocking(move || command.stdin(Stdio::null()).output()).await??)
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oneflow-broker"));
    command.args(arguments).current_dir(folder).env_clear();
    command
}

fn ends(output: &Output, code: i32, out: &str, error: &str) -> Result<()> {
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.code() == Some(code), "{:?}\n{said}\n{wrong}", output.status);
    ensure!(said.contains(out) && wrong.contains(error), "{said}\n{wrong}");
    ensure!(![TOKEN, KEY, BEARER].iter().any(|secret| said.contains(secret) || wrong.contains(secret)), "a secret");
    Ok(())
}

#[tokio::test]
async fn a_developer_compares_applies_and_exports() -> Result<()> {
    let (world, folder) = (World::new().await?, TempDir::new()?);
    let folder = folder.path();
    std::fs::write(folder.join("acme.toml"), ORDERS)?;
    ends(&blueprint(&world, folder, &["diff", "acme.toml"]).await?, 1, "7 changes to write.", "")?;
    ends(&blueprint(&world, folder, &["apply", "acme.toml"]).await?, 2, "7 changes to write.", "--yes")?;
    ensure!(world.written().is_empty(), "{:?}", world.written());
    ends(&blueprint(&world, folder, &["apply", "acme.toml", "--yes"]).await?, 0, "Done: create the webhook", "")?;
    ends(&blueprint(&world, folder, &["apply", "acme.toml"]).await?, 0, "The account is as the file says.", "")?;
    ends(&blueprint(&world, folder, &["diff", "acme.toml", "--prune"]).await?, 0, "as the file says", "")?;

    let export = ["export", "sent.toml", "--type", "Acme orders", "--type", "Acme leases"];
    ends(&blueprint(&world, folder, &export).await?, 0, "Written: sent.toml", "")?;
    let sent = std::fs::read_to_string(folder.join("sent.toml"))?;
    ensure!(sent.contains("extension_type = \"sent\"\nname = \"sent\"\n"), "{sent}");
    ends(&blueprint(&world, folder, &export).await?, 2, "", "sent.toml exists. Replace it with --force.")?;
    let named = [&export[..], &["--force", "--extension-type", "acme_erp", "--name", "Acme ERP"]].concat();
    ends(&blueprint(&world, folder, &named).await?, 0, "Written: sent.toml", "")?;
    ends(&blueprint(&world, folder, &[&export[..], &["--force"]].concat()).await?, 0, "Written", "")?;
    let sent = std::fs::read_to_string(folder.join("sent.toml"))?;
    ensure!(sent.contains("extension_type = \"acme_erp\"\nname = \"Acme ERP\"\n"), "what was replaced: {sent}");
    ends(&blueprint(&world, folder, &["diff", "sent.toml", "--prune"]).await?, 0, "as the file says", "")
}

/// `script` gives the program a terminal.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn at_a_terminal_the_answer_decides() -> Result<()> {
    let (world, folder) = (World::new().await?, TempDir::new()?);
    std::fs::write(folder.path().join("acme.toml"), ORDERS)?;
    for (answer, code, said) in [("n", 1, "Nothing was written."), ("", 1, "[y/N]"), ("y", 0, "Done: create")] {
        let line = format!("{} blueprint apply acme.toml --api {}", env!("CARGO_BIN_EXE_oneflow-broker"), world.api);
        let mut command = Command::new("sh");
        command.args(["-c", "echo \"$1\" | script -qec \"$2\" /dev/null", "sh", answer, &line]);
        command.current_dir(folder.path()).env("ONEFLOW_TOKEN", TOKEN).env("KEY", KEY).env("BEARER", BEARER);
        ends(&output(command).await?, code, said, "")?;
        ensure!(world.written().is_empty() == (code == 1), "{answer:?}: {:?}", world.written());
    }
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_used_is_said_in_one_sentence_before_oneflow_is_asked() -> Result<()> {
    let (world, folder) = (World::new().await?, TempDir::new()?);
    let folder = folder.path();
    std::fs::write(folder.join("wrong.toml"), format!("{ORDERS}colour = 1\n"))?;
    std::fs::write(folder.join("acme.toml"), ORDERS)?;
    for (arguments, error) in [
        (&["diff", "nowhere.toml"][..], "nowhere.toml cannot be read"),
        (&["diff", "wrong.toml"], "wrong.toml cannot be used: line "),
        (&["apply", "wrong.toml", "--yes"], "colour"),
        (&["export", "nowhere/acme.toml", "--type", "Human resources"], "cannot be written"),
    ] {
        let output = blueprint(&world, folder, arguments).await?;
        ends(&output, 2, "", error)?;
        ensure!(String::from_utf8_lossy(&output.stderr).lines().count() == 1, "{output:?}");
    }
    let bare = program(folder, &["blueprint", "diff", "acme.toml"]);
    ends(&output(bare).await?, 2, "", "ONEFLOW_TOKEN")?;
    let mut other = program(folder, &["blueprint", "diff", "acme.toml", "--api", "http://oneflow.example/v1"]);
    other.env("ONEFLOW_TOKEN", TOKEN);
    ends(&output(other).await?, 2, "", "--api cannot be used")
}

#[test]
fn the_server_takes_no_argument_of_blueprints_and_the_token_is_no_argument() -> Result<()> {
    let folder = TempDir::new()?;
    for arguments in [&["--check", "blueprint", "diff", "x"][..], &["blueprint", "diff", "x", "--token", "t"]] {
        let output = program(folder.path(), arguments).output()?;
        ends(&output, 2, "", "Usage: ")?;
    }
    Ok(())
}
