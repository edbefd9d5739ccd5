//! The names that stand for something in a module: its items, its submodules and what `use` brings in.

use std::collections::BTreeMap;

use syn::{ForeignItem, Item};

use super::krate::{Module, ModuleId};
use super::references::{Kind, Named};

/// The names of a module.
#[derive(Default)]
pub struct Scope {
    names: BTreeMap<String, Vec<Meaning>>,
    /// Paths of which everything is brought in.
    pub globs: Vec<Named>,
}

/// What a name stands for; a type and a function may share one.
#[derive(Clone)]
pub enum Meaning {
    Item,
    Child(ModuleId),
    Import(Named),
}

impl Scope {
    pub fn new(module: &Module, references: &[Named]) -> Self {
        let mut scope = Self::default();
        for name in module.items.iter().flat_map(declared) {
            scope.add(name, Meaning::Item);
        }
        for (name, child) in &module.children {
            scope.add(name.clone(), Meaning::Child(*child));
        }
        for named in references {
            match &named.kind {
                Kind::Use { name: Some(name), .. } => scope.add(name.clone(), Meaning::Import(named.clone())),
                Kind::Glob { .. } => scope.globs.push(named.clone()),
                Kind::Use { name: None, .. } | Kind::Code => {}
            }
        }
        scope
    }

    pub fn meanings(&self, name: &str) -> &[Meaning] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, name: String, meaning: Meaning) {
        self.names.entry(name).or_default().push(meaning);
    }
}

/// The names that an item declares in its module.
fn declared(item: &Item) -> Vec<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => return item.ident.iter().map(ToString::to_string).collect(),
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::ForeignMod(foreign) => return foreign.items.iter().filter_map(declared_elsewhere).collect(),
        _ => return Vec::new(),
    };
    vec![ident.to_string()]
}

fn declared_elsewhere(item: &ForeignItem) -> Option<String> {
    match item {
        ForeignItem::Fn(item) => Some(item.sig.ident.to_string()),
        ForeignItem::Static(item) => Some(item.ident.to_string()),
        ForeignItem::Type(item) => Some(item.ident.to_string()),
        _ => None,
    }
}
