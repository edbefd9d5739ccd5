//! What a file of Rust offers to others.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Attribute, Field, ImplItem, Item, Path, Signature, Variant, Visibility};

use super::sources::{attributes, is_test};
use super::tokens::tokens_of;

/// Something that is not private.
pub struct Offer {
    pub name: String,
    pub line: usize,
    pub kind: Kind,
}

/// How something is used.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// By a path to it.
    Item,
    /// By its name alone, on a value or a type.
    Member,
}

/// What a file offers to others.
#[derive(Default)]
pub struct Offers {
    pub items: Vec<Offer>,
    /// Names in the signatures, fields and variants of these items, which their users need as well, and in macros.
    pub shown: BTreeSet<String>,
}

/// Reads a file.
pub fn offers(text: &str) -> Offers {
    let mut offers = Offers::default();
    offers.visit_file(&syn::parse_file(text).expect("a Rust file"));
    offers
}

impl Offers {
    fn add(&mut self, kind: Kind, visibility: &Visibility, name: &Ident) {
        if !matches!(visibility, Visibility::Inherited) {
            self.items.push(Offer { name: name.to_string(), line: name.span().start().line, kind });
        }
    }

    fn add_function(&mut self, kind: Kind, visibility: &Visibility, signature: &Signature) {
        self.add(kind, visibility, &signature.ident);
        if !matches!(visibility, Visibility::Inherited) {
            Shown(self).visit_signature(signature);
        }
    }
}

impl<'ast> Visit<'ast> for Offers {
    fn visit_item(&mut self, item: &'ast Item) {
        if is_test(attributes(item)) || is_for_javascript(attributes(item)) {
            return;
        }
        match item {
            Item::Const(item) => self.add(Kind::Item, &item.vis, &item.ident),
            Item::Enum(item) => self.add(Kind::Item, &item.vis, &item.ident),
            Item::Fn(item) => self.add_function(Kind::Item, &item.vis, &item.sig),
            Item::Static(item) => self.add(Kind::Item, &item.vis, &item.ident),
            Item::Struct(item) => self.add(Kind::Item, &item.vis, &item.ident),
            Item::Trait(item) => self.add(Kind::Item, &item.vis, &item.ident),
            Item::Type(item) => self.add(Kind::Item, &item.vis, &item.ident),
            Item::Macro(item) if item.ident.is_some() => {
                let names = tokens_of(item.mac.tokens.clone()).into_iter().map(|token| token.text);
                self.shown.extend(names);
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        match item {
            ImplItem::Fn(method) => self.add_function(Kind::Member, &method.vis, &method.sig),
            ImplItem::Const(constant) => self.add(Kind::Member, &constant.vis, &constant.ident),
            _ => {}
        }
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if !matches!(field.vis, Visibility::Inherited) {
            Shown(self).visit_type(&field.ty);
        }
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        for field in &variant.fields {
            Shown(self).visit_type(&field.ty);
        }
    }
}

/// Collects the names of types.
struct Shown<'a>(&'a mut Offers);

impl<'ast> Visit<'ast> for Shown<'_> {
    fn visit_path(&mut self, path: &'ast Path) {
        self.0.shown.extend(path.segments.iter().map(|segment| segment.ident.to_string()));
        visit::visit_path(self, path);
    }
}

fn is_for_javascript(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("wasm_bindgen"))
}
