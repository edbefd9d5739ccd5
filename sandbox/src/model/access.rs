//! Who can use the account: tokens, extensions, users, workspaces and rights.

use serde::{Deserialize, Serialize};

/// An integration extension of the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the name is Oneflow's")]
pub struct Extension {
    pub id: u64,
    /// The key that Oneflow calls the extension's type.
    pub extension_type: String,
    pub name: String,
    pub active: bool,
}

/// An API token.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Token {
    pub text: String,
    /// The type of the extension that owns the token; `None` for one created by hand.
    pub extension: Option<String>,
}

/// A user of the account.
#[derive(Clone, Debug)]
pub struct User {
    pub id: u64,
    pub email: &'static str,
    pub name: &'static str,
    pub title: &'static str,
    pub active: bool,
    /// Whether the user may do what needs an administrator.
    pub admin: bool,
    pub access: Vec<Access>,
}

/// A user's right in a workspace that they see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub workspace: u64,
    pub right: Right,
}

/// The two rights that matter when contracts are created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    See,
    Create,
}

/// A workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub id: u64,
    pub name: String,
    pub description: &'static str,
}
