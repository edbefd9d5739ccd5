//! Where secrets are.

use std::path::PathBuf;

use super::ConfigError;

/// Where secrets are.
#[derive(Clone)]
pub enum SecretSource {
    /// In the environment.
    Text(String),
    /// In a file.
    File(PathBuf),
}

impl SecretSource {
    /// The environment counts more than the file.
    pub(super) fn of(text: Option<String>, file: Option<PathBuf>) -> Option<Self> {
        text.map(Self::Text).or(file.map(Self::File))
    }

    /// The text with the secrets, which the setting of this name leads to.
    pub fn read(&self, setting: &str) -> Result<String, ConfigError> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::File(path) => std::fs::read_to_string(path)
                .map_err(|error| ConfigError::new(setting, format!("{} cannot be read: {error}", path.display()))),
        }
    }
}
