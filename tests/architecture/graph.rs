//! Which module uses which, folder by folder.
//!
//! A folder is a module with submodules; its nodes are the submodules and the folder's own file. These are arrows:
//! - a path from inside one submodule to anything inside another;
//! - a path from inside a submodule to an item that the folder's own file declares;
//! - a path from the folder's own file into a submodule, except where it only hands on a name (`pub use`).
//!
//! To declare a submodule (`mod`) is no arrow. A path through a re-export leads to the module that declares the name,
//! and to the modules on its way, but not to those around it. A method call on a value names no module and makes no
//! arrow; neither does what only tests use.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::krate::{Krate, ModuleId};
use super::resolve::{Reference, Target, resolved};

/// The modules of one folder.
pub struct Folder {
    /// The folder's own file, as in `src/flow/mod.rs`.
    pub file: String,
    pub nodes: BTreeSet<String>,
    /// From, to, and the lines that make the arrow.
    pub arrows: BTreeMap<(String, String), BTreeSet<Location>>,
}

/// A line that makes an arrow.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    file: String,
    line: usize,
    path: String,
}

impl Location {
    /// Whether the path names its way, and not just what an import brought in.
    pub fn is_whole(&self) -> bool {
        ["crate::", "super::", "self::"].iter().any(|start| self.path.starts_with(start))
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.file, self.line, self.path)
    }
}

/// Every folder of the crate, from the root down.
pub fn folders(krate: &Krate) -> Vec<Folder> {
    let mut folders: BTreeMap<ModuleId, Folder> = BTreeMap::new();
    for (id, module) in krate.modules.iter().enumerate().filter(|(_, module)| !module.children.is_empty()) {
        let nodes = module.children.keys().cloned().chain([own_file(krate, id)]).collect();
        folders.insert(id, Folder { file: module.file.clone(), nodes, arrows: BTreeMap::new() });
    }
    for reference in resolved(krate) {
        for target in &reference.targets {
            if let Some((folder, from, to)) = arrow(krate, &reference, target) {
                let arrows = &mut folders.get_mut(&folder).expect("a folder with submodules").arrows;
                arrows.entry((from, to)).or_default().insert(location(krate, &reference));
            }
        }
    }
    folders.into_values().collect()
}

/// The folder in which the reference is an arrow, and its two nodes.
fn arrow(krate: &Krate, reference: &Reference, target: &Target) -> Option<(ModuleId, String, String)> {
    let from = reference.from;
    let (to, is_item) = match target {
        Target::Module(to) => (*to, false),
        Target::Item(to, _) => (*to, true),
        Target::External(_) => return None,
    };
    let folder = common(krate, from, to);
    let used = (to != folder).then(|| node(krate, folder, to));
    let user = (from != folder).then(|| node(krate, folder, from));
    match (user, used) {
        (Some(user), Some(used)) => Some((folder, user, used)),
        (Some(user), None) if is_item => Some((folder, user, own_file(krate, folder))),
        (None, Some(used)) if !reference.named.is_reexport() => Some((folder, own_file(krate, folder), used)),
        _ => None,
    }
}

/// The innermost module around both.
fn common(krate: &Krate, one: ModuleId, other: ModuleId) -> ModuleId {
    let mut folder = one;
    while !krate.encloses(folder, other) {
        folder = krate.modules[folder].parent.unwrap_or_default();
    }
    folder
}

/// The submodule of the folder in which the module is.
fn node(krate: &Krate, folder: ModuleId, module: ModuleId) -> String {
    krate.modules[module].path[krate.modules[folder].path.len()].clone()
}

/// The folder's own file, as in `mod.rs`.
fn own_file(krate: &Krate, folder: ModuleId) -> String {
    let file = &krate.modules[folder].file;
    file.rsplit('/').next().unwrap_or(file).to_owned()
}

fn location(krate: &Krate, reference: &Reference) -> Location {
    let file = krate.modules[reference.from].file.clone();
    Location { file, line: reference.named.line, path: reference.named.text() }
}
