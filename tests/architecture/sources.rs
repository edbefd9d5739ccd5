//! The Rust sources of a crate, module by module, found from its root as the compiler finds them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, Item, ItemMod, Lit, Meta};
use walkdir::WalkDir;

/// Files by their path from the root of the repository, as in `src/flow/mod.rs`.
pub type Files = BTreeMap<String, String>;

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

impl Module {
    /// As in `flow::form`; the root is called `crate`.
    pub fn name(&self) -> String {
        if self.path.is_empty() { "crate".into() } else { self.path.join("::") }
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files below a folder of the repository.
pub fn rust_files(folder: &str) -> Files {
    let entries = WalkDir::new(root().join(folder)).follow_links(true).into_iter();
    let paths = entries.map(|entry| entry.expect("a readable folder").into_path());
    let rust = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| (from_root(&path), fs::read_to_string(&path).expect("a readable file"))).collect()
}

/// A path as it is named in this test.
pub fn from_root(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("a path inside the repository");
    path.to_str().expect("a path in UTF-8").replace('\\', "/")
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
        let mut krate = Self { modules: Vec::new(), test_files: BTreeSet::new() };
        let folder = folder_of(root).to_owned();
        krate.add_file(files, root, &folder, Spot { path: Vec::new(), parent: None });
        krate
    }

    /// Whether `above` is `below` or one of the modules around it.
    pub fn encloses(&self, above: ModuleId, below: ModuleId) -> bool {
        self.modules[below].path.starts_with(&self.modules[above].path)
    }

    fn add_file(&mut self, files: &Files, file: &str, folder: &str, spot: Spot) -> ModuleId {
        let text = files.get(file).unwrap_or_else(|| panic!("{file} does not exist"));
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.add(files, file, folder, parsed.items, spot)
    }

    /// `folder` is where the files of the submodules are.
    fn add(&mut self, files: &Files, file: &str, folder: &str, items: Vec<Item>, spot: Spot) -> ModuleId {
        let id = self.modules.len();
        let (path, parent) = (spot.path.clone(), spot.parent);
        let file = file.to_owned();
        self.modules.push(Module { path, file: file.clone(), parent, children: BTreeMap::new(), items: Vec::new() });
        for item in items {
            match item {
                Item::Mod(item) => self.add_child(files, &file, folder, item, id),
                item if is_test(attributes(&item)) => {}
                item => self.modules[id].items.push(item),
            }
        }
        id
    }

    fn add_child(&mut self, files: &Files, file: &str, folder: &str, item: ItemMod, parent: ModuleId) {
        let name = item.ident.to_string();
        let test = is_test(&item.attrs);
        let spot = Spot { path: [&*self.modules[parent].path, &[name.clone()]].concat(), parent: Some(parent) };
        let below = join(folder, &name);
        let id = if let Some((_, items)) = item.content {
            if test {
                return;
            }
            self.add(files, file, &below, items, spot)
        } else {
            let (found, below) = match named_file(&item.attrs) {
                Some(named) => (join(folder_of(file), &named), folder_of(&join(folder_of(file), &named)).to_owned()),
                None if files.contains_key(&format!("{below}/mod.rs")) => (format!("{below}/mod.rs"), below),
                None => (format!("{below}.rs"), below),
            };
            if test {
                self.test_files.insert(found);
                return;
            }
            // A file of another package: its name is known, what is in it is not.
            let foreign = found.contains("../");
            if foreign {
                self.add(files, &found, &below, Vec::new(), spot)
            } else {
                self.add_file(files, &found, &below, spot)
            }
        };
        self.modules[parent].children.insert(name, id);
    }
}

/// Where a module stands.
struct Spot {
    path: Vec<String>,
    parent: Option<ModuleId>,
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.into() } else { format!("{folder}/{name}") }
}

/// Whether the compiler leaves it out of everything but tests.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(_) => false,
    })
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

/// The attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
