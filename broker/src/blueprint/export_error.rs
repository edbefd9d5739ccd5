//! Why there is nothing to export, in sentences.

use std::fmt;

use super::check::FileError;

/// Why there is nothing to export.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ExportError {
    /// No template type was made by hand.
    Nothing,
    /// There is no template type of this name.
    Unknown(String),
    /// There are several of this name.
    Ambiguous(String),
    /// The template type has no data fields: an extension of it would have nothing to fill in.
    NoFields(String),
    /// The account has what no blueprint can hold, such as a data field without a name.
    Unusable(FileError),
    /// A webhook at this address has rules that the file cannot express.
    Rules(String),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("The account has no template type that was made by hand."),
            Self::Unknown(name) => {
                write!(f, "The account has no template type {name:?} that was made by hand or by this extension.")
            }
            Self::Ambiguous(name) => {
                write!(f, "Several template types that were made by hand have the name {name:?}: rename all but one.")
            }
            Self::NoFields(name) => write!(
                f,
                "The template type {name:?} has no data fields: an extension of it would have nothing to fill in. \
                 Add some, or name the template types to export with --type."
            ),
            Self::Unusable(error) => write!(f, "What the account has does not fit into a blueprint: {error}."),
            Self::Rules(url) => write!(f, "The webhook {url:?} has filters that a blueprint cannot express."),
        }
    }
}

impl std::error::Error for ExportError {}
