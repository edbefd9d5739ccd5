//! The state file: read at the start, and replaced as a whole after changes.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::machine::Machine;
use crate::account::{Account, Options};

/// Changes within this time are written together.
const PAUSE: Duration = Duration::from_millis(200);

/// The state file of one account.
pub struct StateFile {
    path: PathBuf,
    written: String,
}

impl StateFile {
    /// The account from the file, or a new one if there is no file yet. The error is one sentence, and a file that
    /// cannot be used does not change.
    pub fn open(path: PathBuf, options: Options) -> Result<(Self, Account), String> {
        let account = match fs::read_to_string(&path) {
            Ok(text) => Account::restored(Arc::new(Machine), &text, options)
                .map_err(|reason| format!("The state file {} {reason}.", path.display()))?,
            Err(error) if error.kind() == ErrorKind::NotFound => Account::with(options),
            Err(error) => return Err(format!("The state file {} cannot be read: {error}.", path.display())),
        };
        let mut file = Self { path, written: String::new() };
        // An error should appear before anything depends on the file.
        file.save(&account).map_err(|error| file.error_message(&error))?;
        Ok((file, account))
    }

    /// Writes the file after changes, for as long as it is polled.
    pub async fn save_changes(&mut self, account: &Account) {
        let mut changes = account.subscribe();
        // The account may have changed before the subscription, so the loop starts with a save.
        loop {
            changes.borrow_and_update();
            if let Err(error) = self.save(account) {
                // The account stays in memory, and the next change tries again.
                eprintln!("{}", self.error_message(&error));
            }
            if changes.changed().await.is_err() {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Writes the current account; a concurrent reader gets the old file or the new one.
    pub fn save(&mut self, account: &Account) -> io::Result<()> {
        let text = account.saved()?;
        if text == self.written {
            return Ok(());
        }
        let unfinished = self.unfinished();
        match fs::remove_file(&unfinished) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&unfinished, &self.path))?;
        self.written = text;
        Ok(())
    }

    /// What is written before it replaces the file. It has one name, so that a killed run leaves at most one, which the
    /// next run removes.
    fn unfinished(&self) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(self.path.file_name().unwrap_or_default());
        name.push(".unfinished");
        self.path.with_file_name(name)
    }

    fn error_message(&self, error: &io::Error) -> String {
        format!("The state file {} cannot be written: {error}.", self.path.display())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed step is a failed test")]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_was_writing_is_gone_after_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (file, _) = StateFile::open(path.clone(), Options::default()).unwrap();
        fs::write(file.unfinished(), "{\"half").unwrap();
        drop(StateFile::open(path, Options::default()).unwrap());
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["state.json"]);
    }

    #[tokio::test]
    async fn changes_before_the_subscription_are_saved_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        let (mut file, account) = StateFile::open(path.clone(), Options::default()).unwrap();
        let before = fs::read_to_string(&path).unwrap();
        assert!(account.disable_extension("demo_crm"));
        // It never ends by itself.
        assert!(tokio::time::timeout(PAUSE, file.save_changes(&account)).await.is_err());
        assert_ne!(fs::read_to_string(&path).unwrap(), before);
    }
}
