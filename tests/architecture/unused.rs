//! Whatever a file of the widget offers to others is used by one of them.
//!
//! An item is used by a path from another file, through whatever re-exports; a `pub use` alone is no use. A method is
//! used where another file has its name, whatever the name stands for there. What JavaScript calls is used from there,
//! and what macros generate is not looked at.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::assert_none;
use super::krate::Krate;
use super::offers::{Kind, offers};
use super::resolve::{Target, resolved};
use super::sources::{Files, rust_files, test_lines};
use super::tokens::{self, tokens};

/// Words after which a name is declared.
const DECLARING: [&str; 8] = ["const", "enum", "fn", "let", "mod", "static", "struct", "trait"];

#[test]
fn every_public_item_is_used_by_another_file() {
    let mut users: Files = ["tests", "xtask/src"].into_iter().flat_map(rust_files).collect();
    // This test uses nothing of the widget.
    users.retain(|path, _| !path.starts_with("tests/architecture/"));
    assert_none(&unused(&rust_files("src"), &users));
}

/// What is offered by these files, and used neither by another of them nor by the users.
fn unused(files: &Files, users: &Files) -> Vec<String> {
    let items = used_items(files);
    let named = files.iter().map(|(path, text)| (path, names(text, &test_lines(text))));
    let named: Vec<(&String, BTreeSet<String>)> = named.collect();
    let named_by_users: BTreeSet<String> = users.values().flat_map(|text| names(text, &[])).collect();
    let mut found = Vec::new();
    for (path, text) in files {
        let offers = offers(text);
        for offer in offers.items {
            let used = match offer.kind {
                Kind::Item => items.contains(&(path.clone(), offer.name.clone())),
                Kind::Member => named.iter().any(|(file, names)| *file != path && names.contains(&offer.name)),
            };
            if !used && !named_by_users.contains(&offer.name) && !offers.shown.contains(&offer.name) {
                found.push(format!("{path}:{} {} is not private, but no other file uses it", offer.line, offer.name));
            }
        }
    }
    found
}

/// The items to which a path leads from another file, or out of a module inside the file, each with its own file.
fn used_items(files: &Files) -> BTreeSet<(String, String)> {
    let krate = Krate::new(files, "src/lib.rs");
    let mut used = BTreeSet::new();
    for reference in resolved(&krate).into_iter().filter(|reference| !reference.named.is_reexport()) {
        for target in reference.targets {
            if let Target::Item(module, name) = target
                && !krate.sees_private(reference.from, module)
            {
                used.insert((krate.modules[module].file.clone(), name));
            }
        }
    }
    used
}

/// The names in a file, without those that it declares and without these lines.
fn names(text: &str, left_out: &[RangeInclusive<usize>]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_declared = false;
    for token in tokens(text).into_iter().filter(|token| token.kind == tokens::Kind::Name) {
        let declares = DECLARING.contains(&&*token.text);
        if !is_declared && !left_out.iter().any(|lines| lines.contains(&token.line)) {
            found.insert(token.text);
        }
        is_declared = declares;
    }
    found
}

#[test]
fn what_nobody_else_uses_is_found() {
    let found = |a: &str, b: &str| {
        let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        let lib = file("src/lib.rs", "mod a; mod b;");
        unused(
            &[lib, file("src/a.rs", a), file("src/b.rs", b)].into(),
            &[file("tests/c.rs", "fn t() { tested() }")].into(),
        )
        .len()
    };
    assert_eq!(found("pub fn f() {} fn g() { f() }", ""), 1);
    assert_eq!(found("pub fn f() {}", "use crate::a; fn g() { a::f() }"), 0);
    assert_eq!(found("pub fn f() {}", "fn f() {} fn g() { f() }"), 1);
    assert_eq!(found("pub fn f() {}", "fn g() { m!(crate::a::f()) }"), 0);
    assert_eq!(found("pub fn f() {}", "pub use crate::a::{f}; pub(crate) use crate::a::f as g;"), 1);
    assert_eq!(found("pub fn f() {}", "pub use crate::a::f as h; fn g() { h() }"), 0);
    assert_eq!(found("pub fn f() {}", "/// [`crate::a::f`]\n#[cfg(test)]\nmod tests { use crate::a::f; }"), 1);
    assert_eq!(found("pub fn tested() {}", ""), 0);
    assert_eq!(found("pub(super) struct A; impl A { pub fn b(&self) {} pub const C: u8 = 1; }", ""), 3);
    assert_eq!(
        found("impl A { pub fn b(&self) {} pub fn c(&self) { self.b() } }", "fn g(x: X) { x.c() } fn b() {}"),
        1
    );
    assert_eq!(found("mod key { pub const A: u8 = 1; pub const B: u8 = A; } fn g() { key::A }", ""), 1);
    assert_eq!(found("pub enum A { B } pub trait T {} pub type U = u8; pub static S: u8 = 1;", ""), 4);
    assert_eq!(found("pub struct A; pub fn tested() -> Vec<A> {} enum B { C(D) } pub struct D;", ""), 0);
    assert_eq!(found("macro_rules! m { () => { f() } } pub fn f() {}", ""), 0);
    assert_eq!(found("pub struct A; pub struct B { a: A }", "use super::a::B;"), 1);
    assert_eq!(found("#[wasm_bindgen] pub fn f() {} #[wasm_bindgen] impl A { pub fn g() {} }", ""), 0);
    assert_eq!(found("impl T for A { fn f() {} } fn g() {} #[cfg(test)] pub fn h() {}", ""), 0);
}
