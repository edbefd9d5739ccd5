//! Files of a contract: what is uploaded, and what `GET /contracts/{id}/files` lists (`docs/contract-file`).

use super::{Text, cut};
use crate::json::{DecodeError, FromJson, Json};

/// What a file becomes in a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Something beside the document.
    Attachment,
    /// A PDF whose pages are part of the document.
    Document,
}

impl FileKind {
    /// Oneflow's word for it in an upload.
    pub fn upload_word(self) -> &'static str {
        match self {
            Self::Attachment => "attachment",
            Self::Document => "expanded_pdf",
        }
    }

    /// Oneflow's word for it in a list of files.
    fn list_word(self) -> &'static str {
        match self {
            Self::Attachment => "attachment",
            Self::Document => "pdf",
        }
    }
}

/// A file to be uploaded. Its content stays outside: the page has it by a number.
#[derive(Clone, Debug, PartialEq)]
pub struct NewFile {
    /// Its name, with the extension.
    pub name: Text,
    /// Its length in bytes.
    pub size: u64,
    /// What it becomes.
    pub kind: FileKind,
    /// The number of its content; nothing if the page no longer has it.
    pub blob: Option<u64>,
}

impl NewFile {
    /// Whether they cannot be told apart by name and length: all that is known of a file whose content is gone.
    pub fn is_named_and_sized_like(&self, other: &Self) -> bool {
        self.name == other.name && self.size == other.size
    }
}

/// A file that a contract has.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractFile {
    /// Its name.
    pub name: Text,
    /// Oneflow's word for what it is; the list is open.
    pub kind: Text,
}

impl ContractFile {
    /// Whether it has the name and the kind of a file that was to be uploaded. Oneflow names a file anew of whose name
    /// no character is ASCII.
    pub fn is_like(&self, file: &NewFile) -> bool {
        let word = file.kind.list_word();
        let (stem, extension) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        let renamed = || {
            let (begin, end) = ([word, "_"].concat(), [".", extension].concat());
            stem.chars().all(|letter| !letter.is_ascii()) && self.name.starts_with(&begin) && self.name.ends_with(&end)
        };
        &*self.kind == word && (self.name == file.name || renamed())
    }
}

impl FromJson for ContractFile {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let text = |key| json.get::<Option<Text>>(key).map(Option::unwrap_or_default);
        Ok(Self { name: cut(text("name")?), kind: text("type")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_file_is_recognised_by_name_and_kind_and_also_where_oneflow_has_named_it_anew() {
        let listed = |name: &str, kind: &str| ContractFile { name: name.into(), kind: kind.into() };
        let new = |name: &str, kind| NewFile { name: name.into(), size: 7, kind, blob: Some(0) };
        let price_list = new("Preise.xlsx", FileKind::Attachment);
        assert!(listed("Preise.xlsx", "attachment").is_like(&price_list));
        assert!(!listed("Preise.xlsx", "pdf").is_like(&price_list));
        assert!(!listed("attachment_12.xlsx", "attachment").is_like(&price_list));
        assert!(listed("attachment_12.xlsx", "attachment").is_like(&new("価格.xlsx", FileKind::Attachment)));
        assert!(!listed("attachment_12.pdf", "attachment").is_like(&new("価格.xlsx", FileKind::Attachment)));
        assert!(listed("terms.pdf", "pdf").is_like(&new("terms.pdf", FileKind::Document)));
    }
}
