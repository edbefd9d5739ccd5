//! What is attempted, and where it is: the words of the database.

/// What is attempted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Action {
    /// A contract is created.
    Create,
    /// A contract is published.
    Publish,
    /// A file is added to a contract.
    Upload,
}

/// Where an attempt is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// Its request may be on its way; once the deadline is over, the broker that sent it is taken for dead.
    Sent,
    /// Oneflow has answered.
    Known,
    /// The request may have been carried out.
    Unknown,
    /// Unknown, until somebody said which contract it made.
    Resolved,
}

impl Action {
    /// The word in the database and in the audit trail.
    pub fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Publish => "publish",
            Self::Upload => "upload",
        }
    }

    /// Whether a look at Oneflow can tell what came of it. Files have names and no mark of the attempt, and Oneflow
    /// takes two of one name, so only a person can say whether a file is there.
    pub fn can_be_looked_after(self) -> bool {
        self != Self::Upload
    }

    /// The action of a word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Create, Self::Publish, Self::Upload].into_iter().find(|action| action.word() == word)
    }
}

impl State {
    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Known => "known",
            Self::Unknown => "unknown",
            Self::Resolved => "resolved",
        }
    }

    /// The state of a word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Sent, Self::Known, Self::Unknown, Self::Resolved].into_iter().find(|state| state.word() == word)
    }
}
