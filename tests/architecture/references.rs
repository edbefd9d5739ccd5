//! The paths that a module names: in `use`, in code, and in what is handed to macros.

use proc_macro2::{Span, TokenStream};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, UseTree, Visibility};

use super::krate::Module;
use super::sources::{attributes, is_test};
use super::token_paths::token_paths;

/// A path as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub segments: Vec<String>,
    /// It begins with `::`, so that it names another crate.
    pub leading: bool,
    pub line: usize,
    pub kind: Kind,
}

/// Where a path is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Code,
    /// Brought into the module under a name, if it is given one.
    Use {
        name: Option<String>,
        public: bool,
    },
    /// All of it is brought in.
    Glob {
        public: bool,
    },
}

impl Named {
    pub fn text(&self) -> String {
        let text = self.segments.join("::");
        match self.kind {
            Kind::Glob { .. } => format!("{text}::*"),
            _ => text,
        }
    }

    pub fn is_import(&self) -> bool {
        self.kind != Kind::Code
    }

    /// Whether the path only hands on what others made.
    pub fn is_reexport(&self) -> bool {
        matches!(self.kind, Kind::Use { public: true, .. } | Kind::Glob { public: true })
    }
}

/// Every path of the module, without its submodules and its tests.
pub fn references(module: &Module) -> Vec<Named> {
    let mut collector = Collector::default();
    for item in &module.items {
        collector.visit_item(item);
    }
    collector.found
}

#[derive(Default)]
struct Collector {
    found: Vec<Named>,
}

impl Collector {
    fn code(&mut self, segments: Vec<String>, leading: bool, span: Span) {
        self.found.push(Named { segments, leading, line: span.start().line, kind: Kind::Code });
    }

    fn tokens(&mut self, stream: TokenStream) {
        for path in token_paths(stream) {
            self.code(path.segments, path.leading, path.span);
        }
    }

    fn tree(&mut self, tree: &UseTree, before: &[String], item: &ItemUse) {
        let leading = item.leading_colon.is_some();
        let public = !matches!(item.vis, Visibility::Inherited);
        let mut push = |segments: Vec<String>, span: Span, kind: Kind| {
            self.found.push(Named { segments, leading, line: span.start().line, kind });
        };
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &with(path.ident.to_string()), item),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before, item)),
            UseTree::Glob(glob) => push(before.to_vec(), glob.star_token.spans[0], Kind::Glob { public }),
            UseTree::Name(name) if name.ident == "self" => {
                push(before.to_vec(), name.ident.span(), Kind::Use { name: before.last().cloned(), public });
            }
            UseTree::Name(name) => {
                let ident = name.ident.to_string();
                push(with(ident.clone()), name.ident.span(), Kind::Use { name: Some(ident), public });
            }
            UseTree::Rename(renamed) => {
                let segments = if renamed.ident == "self" { before.to_vec() } else { with(renamed.ident.to_string()) };
                let name = Some(renamed.rename.to_string()).filter(|name| name != "_");
                push(segments, renamed.ident.span(), Kind::Use { name, public });
            }
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let test = matches!(item, ImplItem::Fn(function) if is_test(&function.attrs));
        if !test {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}

    /// `pub(in path)` uses nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.tree(&item.tree, &[], item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first() {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.code(segments, path.leading_colon.is_some(), first.ident.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    /// Documentation is no code: its links are left out.
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::Path(path) => self.visit_path(path),
            Meta::List(list) => {
                self.visit_path(&list.path);
                self.tokens(list.tokens.clone());
            }
            Meta::NameValue(_) => {}
        }
    }
}
