//! Who sends a request, and what they may do in each workspace.

use super::access::{Right, User};

/// Who sends a request.
#[derive(Clone, Debug)]
pub enum Actor {
    /// No email was sent: an anonymous administrator.
    Administrator,
    /// The user whose email was sent.
    User(User),
}

impl Actor {
    /// The actor's right in a workspace; `None` if they do not see it.
    pub fn right(&self, workspace: u64) -> Option<Right> {
        match self {
            Self::Administrator => Some(Right::Create),
            Self::User(user) => {
                let mut access = user.access.iter();
                access.find(|access| access.workspace == workspace).map(|access| access.right)
            }
        }
    }

    /// The user, unless nobody is named.
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Administrator => None,
            Self::User(user) => Some(user),
        }
    }

    /// Whether the actor may do what needs an administrator.
    pub fn is_administrator(&self) -> bool {
        self.user().is_none_or(|user| user.admin)
    }

    /// Whether the actor sees a workspace.
    pub fn sees(&self, workspace: u64) -> bool {
        self.right(workspace).is_some()
    }

    /// Whether the actor may create contracts in a workspace.
    pub fn creates_in(&self, workspace: u64) -> bool {
        self.right(workspace) == Some(Right::Create)
    }
}
