//! The Rust files of the repository, and which of their lines are tests.

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::{Attribute, Item, Meta};
use walkdir::WalkDir;

/// Files by their path from the root of the repository, as in `src/flow/mod.rs`.
pub type Files = BTreeMap<String, String>;

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

/// Whether the compiler leaves it out of everything but tests.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(_) => false,
    })
}

/// The lines of a file that are tests.
pub fn test_lines(text: &str) -> Vec<RangeInclusive<usize>> {
    let file = syn::parse_file(text).expect("a Rust file");
    let tests = file.items.iter().filter(|item| is_test(attributes(item)));
    tests.map(|item| item.span().start().line..=item.span().end().line).collect()
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
