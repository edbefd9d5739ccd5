//! A crate module by module, found from the file of its root as the compiler finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use syn::{Attribute, Expr, Item, ItemMod, Lit, Meta};

use super::sources::{Files, attributes, is_test, rust_files};

/// The number of a module in its crate; the root has the number 0.
pub type ModuleId = usize;

/// A crate without its tests.
pub struct Krate {
    pub modules: Vec<Module>,
    /// Files that hold nothing but tests.
    pub test_files: BTreeSet<String>,
}

/// A module: a file, or a part of one.
pub struct Module {
    /// From the crate's root, which has no names.
    pub path: Vec<String>,
    pub file: String,
    pub parent: Option<ModuleId>,
    pub children: BTreeMap<String, ModuleId>,
    /// Its items, submodules and tests left out.
    pub items: Vec<Item>,
}

/// The crates of a package: its library, its main program and its other programs.
pub fn crates(folder: &str) -> Vec<Krate> {
    let files = rust_files(folder);
    let is_root = |path: &str| {
        let below = path.strip_prefix(folder).unwrap_or(path);
        matches!(below, "/lib.rs" | "/main.rs") || below.starts_with("/bin/")
    };
    files.keys().filter(|path| is_root(path)).map(|path| Krate::new(&files, path)).collect()
}

impl Krate {
    /// Follows the modules from the file of the root.
    pub fn new(files: &Files, root: &str) -> Self {
        let mut loader = Loader { files, krate: Self { modules: Vec::new(), test_files: BTreeSet::new() } };
        loader.add_file(root, folder_of(root), Spot { path: Vec::new(), parent: None });
        loader.krate
    }

    /// Whether `above` is `below` or one of the modules around it.
    pub fn encloses(&self, above: ModuleId, below: ModuleId) -> bool {
        self.modules[below].path.starts_with(&self.modules[above].path)
    }

    /// Whether private items of a module are in reach: in the module and in those inside its file.
    pub fn sees_private(&self, from: ModuleId, of: ModuleId) -> bool {
        self.encloses(of, from) && self.modules[from].file == self.modules[of].file
    }
}

struct Loader<'a> {
    files: &'a Files,
    krate: Krate,
}

/// Where a module stands.
struct Spot {
    path: Vec<String>,
    parent: Option<ModuleId>,
}

impl Loader<'_> {
    fn add_file(&mut self, file: &str, folder: &str, spot: Spot) -> ModuleId {
        let text = self.files.get(file).unwrap_or_else(|| panic!("{file} does not exist"));
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.add(file, folder, parsed.items, spot)
    }

    /// Adds a module with its submodules; `folder` is where their files are.
    fn add(&mut self, file: &str, folder: &str, items: Vec<Item>, spot: Spot) -> ModuleId {
        let id = self.krate.modules.len();
        let Spot { path, parent } = spot;
        let module = Module { path, file: file.to_owned(), parent, children: BTreeMap::new(), items: Vec::new() };
        self.krate.modules.push(module);
        for item in items {
            match item {
                Item::Mod(item) => self.add_child(file, folder, item, id),
                item if is_test(attributes(&item)) => {}
                item => self.krate.modules[id].items.push(item),
            }
        }
        id
    }

    fn add_child(&mut self, file: &str, folder: &str, item: ItemMod, parent: ModuleId) {
        let name = item.ident.to_string();
        let path = [&*self.krate.modules[parent].path, slice::from_ref(&name)].concat();
        let spot = Spot { path, parent: Some(parent) };
        let is_test = is_test(&item.attrs);
        let id = match item.content {
            Some(_) if is_test => return,
            Some((_, items)) => self.add(file, &join(folder, &name), items, spot),
            None => {
                let (file, folder) = self.file_of(&item, file, folder);
                if is_test {
                    self.krate.test_files.insert(file);
                    return;
                }
                // Of a file of another package only the name is known.
                let is_foreign = file.contains("../");
                if is_foreign {
                    self.add(&file, &folder, Vec::new(), spot)
                } else {
                    self.add_file(&file, &folder, spot)
                }
            }
        };
        self.krate.modules[parent].children.insert(name, id);
    }

    /// The file of a module that is declared in another file, and the folder of its submodules.
    fn file_of(&self, item: &ItemMod, file: &str, folder: &str) -> (String, String) {
        let below = join(folder, &item.ident.to_string());
        let own_folder = format!("{below}/mod.rs");
        if let Some(named) = named_file(&item.attrs) {
            let file = join(folder_of(file), &named);
            let folder = folder_of(&file).to_owned();
            (file, folder)
        } else if self.files.contains_key(&own_folder) {
            (own_folder, below)
        } else {
            (format!("{below}.rs"), below)
        }
    }
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.into() } else { format!("{folder}/{name}") }
}

fn named_file(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(named) if named.path.is_ident("path") => match &named.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(path) => Some(path.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    })
}
