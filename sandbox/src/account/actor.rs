//! Who asks, and what he may do where.

use super::model::{Right, User};

/// Who asks.
#[derive(Clone, Debug)]
pub enum Actor {
    /// No email was sent: an anonymous administrator.
    Administrator,
    /// The user whose email was sent.
    User(User),
}

impl Actor {
    /// The right this actor has in a workspace, if he sees it at all.
    pub fn right(&self, workspace: u64) -> Option<Right> {
        match self {
            Self::Administrator => Some(Right::Create),
            Self::User(user) => {
                let mut access = user.access.iter();
                access.find(|access| access.workspace == workspace).map(|access| access.right)
            }
        }
    }

    /// The user, if it is one.
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Administrator => None,
            Self::User(user) => Some(user),
        }
    }

    /// Whether he sees a workspace.
    pub fn sees(&self, workspace: u64) -> bool {
        self.right(workspace).is_some()
    }

    /// Whether he may create contracts in a workspace.
    pub fn creates_in(&self, workspace: u64) -> bool {
        self.right(workspace) == Some(Right::Create)
    }
}
