//! Why something could not be sealed or opened.

use std::fmt;

/// Why something could not be sealed or opened. Its text contains neither keys nor contents.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SealError {
    /// The system gives no random numbers.
    Random,
    /// A line of the master keys that is none.
    MasterKey(usize),
    /// There is no master key.
    NoMasterKey,
    /// Two master keys have one name.
    SameName(String),
    /// The master key of this name is missing.
    UnknownMasterKey(String),
    /// It was sealed with another key, for another purpose or tenant, or it was changed.
    Opened,
    /// The key service does not answer.
    Service(String),
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random => f.write_str("the system gives no random numbers"),
            Self::MasterKey(line) => {
                write!(f, "line {line} of the master keys is not a name and 32 bytes in base64, with a space between")
            }
            Self::NoMasterKey => f.write_str("there is no master key"),
            Self::SameName(name) => write!(f, "two master keys are called {name}"),
            Self::UnknownMasterKey(name) => write!(f, "the master key {name} is missing"),
            Self::Opened => f.write_str("what the database holds was sealed with another key, or was changed"),
            Self::Service(reason) => write!(f, "the key service does not answer: {reason}"),
        }
    }
}

impl std::error::Error for SealError {}
