//! The account in a file: read at the start, written after changes, always whole.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::account::state::State;
use crate::account::{Account, Options};
use crate::seed::Seed;

/// Changes that follow each other closely are written together.
const PAUSE: Duration = Duration::from_millis(200);
const VERSION: u32 = 1;

/// The file of one account.
pub struct Store {
    path: PathBuf,
    written: String,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
struct Saved<S> {
    oneflow_sandbox: u32,
    seed: Seed,
    state: S,
}

impl Store {
    /// The account that the file holds, or a fresh one when there is no file yet. The error is one sentence; a file that
    /// cannot be used is left as it is.
    pub fn open(path: PathBuf, options: Options) -> Result<(Self, Account), String> {
        let account = match fs::read_to_string(&path) {
            Ok(text) => Account::of(read(&text, &path, options.seed)?.resumed(options)),
            Err(error) if error.kind() == ErrorKind::NotFound => Account::with(options),
            Err(error) => return Err(format!("The state file {} cannot be read: {error}.", path.display())),
        };
        let mut store = Self { path, written: String::new() };
        // A place that cannot be written to should be told before anything depends on it.
        store.save(&account).map_err(|error| store.complaint(&error))?;
        Ok((store, account))
    }

    /// Writes after changes, for as long as it is polled.
    pub async fn keep(&mut self, account: &Account) {
        let mut changes = account.changes();
        // A request may have been answered before anybody listened for changes.
        loop {
            changes.borrow_and_update();
            if let Err(error) = self.save(account) {
                // The account goes on in memory, and the next change tries again.
                eprintln!("{}", self.complaint(&error));
            }
            if changes.changed().await.is_err() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Writes the account as it is now; whoever reads meanwhile finds the old file or the new one.
    pub fn save(&mut self, account: &Account) -> io::Result<()> {
        let text = {
            let state = account.lock();
            serde_json::to_string(&Saved { oneflow_sandbox: VERSION, seed: state.options.seed, state: &*state })?
        };
        if text == self.written {
            return Ok(());
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        self.written = text;
        Ok(())
    }

    fn complaint(&self, error: &io::Error) -> String {
        format!("The state file {} cannot be written: {error}.", self.path.display())
    }
}

fn read(text: &str, path: &Path, seed: Seed) -> Result<State, String> {
    let path = path.display();
    let damaged = |error| format!("The state file {path} is damaged, and was left as it is: {error}.");
    let head: Saved<IgnoredAny> = serde_json::from_str(text).map_err(damaged)?;
    if head.oneflow_sandbox != VERSION {
        let version = head.oneflow_sandbox;
        return Err(format!("The state file {path} is of version {version}; this sandbox reads version {VERSION}."));
    }
    if head.seed != seed {
        let (theirs, ours) = (head.seed.name(), seed.name());
        return Err(format!("The state file {path} was begun with --seed {theirs}, not {ours}."));
    }
    let saved: Saved<State> = serde_json::from_str(text).map_err(damaged)?;
    Ok(saved.state)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a step that fails is a test that fails")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_happened_before_anybody_listened_is_written_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (mut store, account) = Store::open(path.clone(), Options::default()).unwrap();
        let before = fs::read_to_string(&path).unwrap();
        assert!(account.disable_extension("demo_crm"));
        // It goes on for ever by itself.
        assert!(tokio::time::timeout(PAUSE, store.keep(&account)).await.is_err());
        assert_ne!(fs::read_to_string(&path).unwrap(), before);
    }
}
