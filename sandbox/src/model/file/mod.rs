//! A file that was uploaded to a contract.

mod content_text;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};

/// The largest file that a contract takes, in bytes. Oneflow says 20 MB; the smaller reading of it is the stricter one.
pub const LARGEST_FILE: u64 = 20_000_000;

/// A file with its content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ContractFile {
    pub id: u64,
    /// As it was sent, with its extension.
    pub name: String,
    #[serde(rename = "type")]
    pub file_type: FileType,
    /// Copies share it. It is in the account's text in full, so that a download after a restart is what was uploaded; a
    /// text without it would be shorter, and the download an invention.
    #[serde(with = "content_text")]
    pub content: Bytes,
}

/// Where in the contract an uploaded file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    /// In the section for attachments.
    Attachment,
    /// In the section for a PDF, which shows its pages.
    Pdf,
}

impl FileType {
    /// Oneflow's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attachment => "attachment",
            Self::Pdf => "pdf",
        }
    }
}

/// What follows the last dot of a file's name, in lower case; empty without a dot.
pub fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}
