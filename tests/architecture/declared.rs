//! The names that Rust code declares: modules, types, functions, fields and macros, which end in `!`.

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Field, ItemEnum, ItemMacro, ItemMod, ItemStruct, ItemTrait, ItemType, Signature};

/// A name with its line.
pub struct Declared {
    pub name: String,
    pub line: usize,
}

/// What a file declares, its tests included.
pub fn declared(text: &str) -> Vec<Declared> {
    let mut collector = Collector(Vec::new());
    collector.visit_file(&syn::parse_file(text).expect("a Rust file"));
    collector.0
}

struct Collector(Vec<Declared>);

impl Collector {
    fn add(&mut self, name: &Ident) {
        self.0.push(Declared { name: name.to_string(), line: name.span().start().line });
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.add(&item.ident);
        visit::visit_item_mod(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.add(&item.ident);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.add(&item.ident);
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast ItemTrait) {
        self.add(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast ItemType) {
        self.add(&item.ident);
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if let Some(name) = &field.ident {
            self.add(name);
        }
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if let Some(name) = &item.ident {
            self.0.push(Declared { name: format!("{name}!"), line: name.span().start().line });
        }
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        self.add(&signature.ident);
    }
}
