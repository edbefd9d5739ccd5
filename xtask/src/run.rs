//! Other programs: starts them, watches them, and reports a failure in one sentence.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// The cargo that started this program, so that both use one toolchain.
pub fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm, which is a script with another name on Windows.
pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Runs a program whose output a person should see. All of it goes to the error stream, because a program may read
/// standard output.
pub fn streamed(command: &mut Command) -> Result<()> {
    let status = command.stdout(io::stderr()).status().with_context(|| missing(command))?;
    ensure!(status.success(), "`{}` failed ({status})", words(command));
    Ok(())
}

/// Runs a program whose output matters only when it fails.
pub fn quiet(command: &mut Command) -> Result<()> {
    output(command).map(drop)
}

/// Runs a program for what it prints.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| missing(command))?;
    finished(command, output)
}

/// Runs a program that turns one text into another.
pub fn convert(command: &mut Command, input: &str) -> Result<String> {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().with_context(|| missing(command))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).with_context(|| format!("`{}` reads no input", words(command)))?;
    }
    let output = child.wait_with_output()?;
    finished(command, output)
}

/// Runs a program, passes its output on line by line, and shows each line to `watch` as well.
pub fn watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Result<bool> {
    // Colour codes would stand between the words that are counted.
    command.env("NO_COLOR", "1").env_remove("FORCE_COLOR").stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| missing(command))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            watch(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// Runs a program beside others, and passes its output on in one piece when it ends; returns whether it succeeded.
pub fn at_once(command: &mut Command) -> Result<bool> {
    let output = command.env("NO_COLOR", "1").stdin(Stdio::null()).output().with_context(|| missing(command))?;
    io::stdout().lock().write_all(&output.stdout)?;
    io::stderr().lock().write_all(&output.stderr)?;
    Ok(output.status.success())
}

/// Whether a program can be started and exits with success.
pub fn answers(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

fn finished(command: &Command, output: Output) -> Result<String> {
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        bail!("`{}` failed ({})", words(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed no text", words(command)))
}

fn missing(command: &Command) -> String {
    format!("`{}` cannot be started", words(command))
}

/// The command as a person would type it, without folders and without the long tail.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().take(12).map(|word| word.to_string_lossy()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_as_a_person_types_it() {
        let mut command = Command::new("/somewhere/bin/npm");
        command.args(["ci", "--ignore-scripts"]);
        assert_eq!(words(&command), "npm ci --ignore-scripts");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = quiet(&mut Command::new("no-such-program-here")).map_err(|error| error.to_string());
        assert_eq!(error, Err("`no-such-program-here` cannot be started".to_owned()));
    }
}
