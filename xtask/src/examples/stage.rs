//! Where the examples are installed and built.

use std::path::PathBuf;

use crate::workspace::Workspace;

/// The folder of all examples, beside the packed package.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target.join("examples")
}
