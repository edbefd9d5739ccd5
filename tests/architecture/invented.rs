//! The search for circles, on small invented sources.

use super::circles::circles;
use super::graph::{Folder, folders};
use super::krate::Krate;
use super::sources::Files;

/// A crate from its files, each named by its path below `src`.
fn invented(files: &[(&str, &str)]) -> Vec<Folder> {
    let files: Files = files.iter().map(|(path, text)| (format!("src/{path}"), (*text).to_owned())).collect();
    folders(&Krate::new(&files, "src/lib.rs"))
}

/// The arrows of all folders, as in `a -> b`.
fn arrows(files: &[(&str, &str)]) -> Vec<String> {
    let pairs = |folder: Folder| folder.arrows.into_keys();
    invented(files).into_iter().flat_map(pairs).map(|(from, to)| format!("{from} -> {to}")).collect()
}

/// How many circles there are.
fn count(files: &[(&str, &str)]) -> usize {
    invented(files).iter().map(|folder| circles(folder).len()).sum()
}

/// Two modules beside each other, `a` with this text.
fn beside(a: &str) -> Vec<String> {
    arrows(&[("lib.rs", "mod a; mod b;"), ("a.rs", a), ("b.rs", "pub struct B; pub fn f() {}")])
}

#[test]
fn two_modules_that_use_each_other_are_a_circle() {
    let both = [("lib.rs", "mod a; mod b;"), ("a.rs", "use crate::b::B; pub struct A;"), ("b.rs", "use super::a::A;")];
    let found: Vec<String> = invented(&both).iter().flat_map(circles).collect();
    assert_eq!(
        found.concat(),
        "in src/lib.rs: a, b use each other\n  \
         a -> b\n    src/a.rs:1 crate::b::B\n  \
         b -> a\n    src/b.rs:1 super::a::A\n"
    );
    assert_eq!(count(&[both[0], both[1], ("b.rs", "pub struct B;")]), 0);
}

#[test]
fn a_circle_of_three_is_one_circle() {
    let lib = ("lib.rs", "mod a; mod b; mod c; mod d;");
    let abc = [("a.rs", "use crate::b;"), ("b.rs", "use crate::c;"), ("c.rs", "use crate::a;")];
    assert_eq!(count(&[lib, abc[0], abc[1], abc[2], ("d.rs", "use crate::a;")]), 1);
}

#[test]
fn paths_are_read_wherever_they_are_written() {
    for a in [
        "use crate::b::B;",
        "use crate::{b::{B as Other}};",
        "use super::b::*;",
        "use crate::b as other; fn g() { other::f() }",
        "pub use crate::b::B;",
        "fn g() { crate::b::f() }",
        "fn g(_: Option<&super::b::B>) {}",
        "fn g() { if let crate::b::B = x() {} }",
        "impl From<crate::b::B> for u8 {}",
        "fn g() { assert_eq!(1, [crate::b::f()].len()) }",
        "macro_rules! m { () => { $crate::b::f() }; }",
        "#[derive(crate::b::B)] struct A;",
        "fn g() { use crate::b::f; f() }",
        "mod inner { use super::super::b::B; }",
        "mod inner { mod more { fn g() { super::super::super::b::f() } } }",
    ] {
        assert_eq!(beside(a), ["a -> b"], "{a}");
    }
}

#[test]
fn what_is_no_path_to_a_module_makes_no_arrow() {
    for a in [
        "/// See [`crate::b::B`].\nfn g() {}",
        "// crate::b\nconst S: &str = \"crate::b::B\";",
        "fn g(b: u8) { let c = b; h(b); println!(\"{}\", b); }",
        "fn g(x: X) { x.b(); m!(x.b) }",
        "pub(in crate::b) struct A;",
        "#[cfg(test)]\nmod tests { use crate::b::B; }",
        "#[cfg(test)]\nuse crate::b::B;",
        "#[test]\nfn g() { crate::b::f() }",
        "impl A { #[cfg(test)]\nfn g() { crate::b::f() } }",
        "use b::B;",
        "use ::b::B;",
        "fn g<'b>(x: &'b u8) { m!(&'b x) }",
    ] {
        assert_eq!(beside(a), [""; 0], "{a}");
    }
}

#[test]
fn a_file_of_tests_is_no_part_of_the_graph() {
    let lib = "mod a; #[cfg(test)] mod b;";
    assert_eq!(arrows(&[("lib.rs", lib), ("a.rs", ""), ("b.rs", "use crate::a;")]), [""; 0]);
}

#[test]
fn what_a_folder_hands_on_counts_for_the_module_that_declares_it() {
    let folder = [
        ("lib.rs", "mod f;"),
        ("f/mod.rs", "mod a; mod b; pub use b::B;"),
        ("f/a.rs", "use super::B;"),
        ("f/b.rs", "pub struct B;"),
    ];
    assert_eq!(arrows(&folder), ["a -> b"]);
    let private = ("f/mod.rs", "mod a; mod b; use b::B;");
    assert_eq!(arrows(&[folder[0], private, folder[2], folder[3]]), ["a -> b", "mod.rs -> b"]);
    let glob = [("f/mod.rs", "mod a; mod b; pub use self::b::*;"), ("f/a.rs", "use super::*; fn f(_: B) {}")];
    assert_eq!(arrows(&[folder[0], glob[0], glob[1], folder[3]]), ["a -> b"]);
}

#[test]
fn a_folder_that_declares_what_its_modules_use_is_a_node() {
    let lib = ("lib.rs", "mod f;");
    let child = ("f/a.rs", "pub struct A; impl A { fn of(_: super::F) {} }");
    assert_eq!(count(&[lib, ("f/mod.rs", "mod a; pub struct F;"), child]), 0);
    assert_eq!(count(&[lib, ("f/mod.rs", "mod a; pub use a::A; pub struct F;"), child]), 0);
    assert_eq!(count(&[lib, ("f/mod.rs", "mod a; pub struct F(a::A);"), child]), 1);
    assert_eq!(count(&[lib, ("f.rs", "mod a; pub struct F(self::a::A);"), child]), 1);
}

#[test]
fn what_is_inside_a_folder_counts_for_the_folder() {
    let files = [
        ("lib.rs", "mod state; mod steps;"),
        ("state.rs", "use crate::steps::filling::Filling; pub struct State;"),
        ("steps/mod.rs", "pub mod filling; mod opening;"),
        ("steps/filling.rs", "pub struct Filling;"),
        ("steps/opening.rs", "use super::super::state::State; use super::filling::Filling;"),
    ];
    assert_eq!(arrows(&files), ["state -> steps", "steps -> state", "opening -> filling"]);
    assert_eq!(count(&files), 1);
}

#[test]
fn names_that_macros_make_belong_to_the_module_that_is_named() {
    let lib = ("lib.rs", "mod a; mod b; mod c;");
    let made = ("b.rs", "id! { pub struct Id; }");
    assert_eq!(
        arrows(&[lib, ("a.rs", "use crate::b::Id;"), made, ("c.rs", "use crate::a::Id;")]),
        ["a -> b", "c -> a", "c -> b"]
    );
}

#[test]
fn a_function_with_the_name_of_a_module_is_not_the_module() {
    let lib = ("lib.rs", "mod a; mod b; fn b() { a::f() }");
    assert_eq!(arrows(&[lib, ("a.rs", "use crate::b; fn f() { b::g() }"), ("b.rs", "")]), ["a -> b", "lib.rs -> a"]);
    let called = ("a.rs", "use crate::b; fn f() { b() }");
    assert_eq!(arrows(&[lib, called, ("b.rs", "")]), ["a -> b", "a -> lib.rs", "lib.rs -> a"]);
}

#[test]
fn what_is_handed_on_may_have_the_name_of_its_module() {
    let files = [
        ("lib.rs", "mod a; mod f;"),
        ("a.rs", "use crate::f::b; fn g() { b() }"),
        ("f/mod.rs", "mod b; mod c; pub use b::b;"),
        ("f/b.rs", "pub fn b() {}"),
        ("f/c.rs", "fn g() { super::b() }"),
    ];
    assert_eq!(arrows(&files), ["a -> f", "c -> b"]);
}

#[test]
fn imports_of_each_other_come_to_an_end() {
    let lib = ("lib.rs", "mod a; mod b;");
    assert_eq!(count(&[lib, ("a.rs", "pub use crate::b::*;"), ("b.rs", "pub use crate::a::*; use crate::a::X;")]), 1);
}

#[test]
fn a_module_may_name_its_file_even_in_another_package() {
    let lib = ("lib.rs", "#[path = \"named.rs\"] mod a; #[path = \"../../other/b.rs\"] mod b;");
    assert_eq!(arrows(&[lib, ("named.rs", "use crate::b::B;")]), ["a -> b"]);
}
