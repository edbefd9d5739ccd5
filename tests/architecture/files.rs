//! Every file says what it is for, and neither files, functions nor lines grow too long.

use std::collections::BTreeSet;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, ImplItemFn, Item, ItemFn, Signature, TraitItemFn};

use super::assert_none;
use super::krate::crates;
use super::sources::{rust_files, test_lines};
use super::tree::written;

/// Where the code is that is shipped or run, in distinction to what tests it.
const PACKAGES: [&str; 5] = ["src", "broker/src", "sandbox/src", "sandbox/wasm/src", "xtask/src"];
/// Lines of a file, tests not counted.
const LONGEST_FILE: usize = 200;
/// Lines of a function.
const LONGEST_FUNCTION: usize = 40;
/// Columns of a line.
const WIDEST: usize = 120;

#[test]
fn every_rust_file_opens_with_a_sentence_that_says_what_it_is_for() {
    let mut offenders = Vec::new();
    for (path, text) in PACKAGES.into_iter().chain(["broker/tests", "sandbox/tests", "tests"]).flat_map(rust_files) {
        if !opens_with_a_sentence(&text) {
            offenders.push(format!("{path} opens with {:?}", text.lines().next().unwrap_or_default()));
        }
    }
    assert_none(&offenders);
}

/// Whether the first paragraph is documentation of the file and ends as a sentence does.
fn opens_with_a_sentence(text: &str) -> bool {
    let lines = text.lines().map_while(|line| line.strip_prefix("//! "));
    let paragraph: Vec<&str> = lines.collect();
    paragraph.first().is_some_and(|first| first.len() > 8) && paragraph.concat().ends_with(['.', ':'])
}

#[test]
fn every_rust_file_is_part_of_a_crate() {
    let mut offenders = Vec::new();
    for package in PACKAGES {
        let crates = crates(package);
        let modules = crates.iter().flat_map(|krate| &krate.modules).map(|module| &module.file);
        let reached: BTreeSet<&String> = modules.chain(crates.iter().flat_map(|krate| &krate.test_files)).collect();
        offenders.extend(rust_files(package).into_keys().filter(|path| !reached.contains(path)));
    }
    assert_none(&offenders);
}

#[test]
fn no_file_is_longer_than_two_hundred_lines_without_its_tests() {
    let mut offenders = Vec::new();
    for package in PACKAGES {
        let tests: BTreeSet<String> = crates(package).into_iter().flat_map(|krate| krate.test_files).collect();
        for (path, text) in rust_files(package) {
            let length = length_without_tests(&text);
            if length > LONGEST_FILE && !tests.contains(&path) && !is_language(&path) {
                offenders.push(format!("{path} has {length} lines"));
            }
        }
    }
    assert_none(&offenders);
}

/// A language is as long as it is: one phrase after the other.
fn is_language(path: &str) -> bool {
    path.strip_prefix("src/text/languages/").is_some_and(|name| name.len() == "en.rs".len())
}

fn length_without_tests(text: &str) -> usize {
    text.lines().count() - test_lines(text).into_iter().map(Iterator::count).sum::<usize>()
}

#[test]
fn no_function_is_longer_than_forty_lines() {
    let mut offenders = BTreeSet::new();
    for krate in PACKAGES.into_iter().flat_map(crates) {
        for module in &krate.modules {
            for (name, line, length) in functions(&module.items) {
                if length > LONGEST_FUNCTION {
                    offenders.insert(format!("{}:{line} {name} has {length} lines", module.file));
                }
            }
        }
    }
    assert_none(&Vec::from_iter(offenders));
}

/// The functions of these items, each with its first line and its length.
fn functions(items: &[Item]) -> Vec<(String, usize, usize)> {
    let mut functions = Functions(Vec::new());
    for item in items {
        functions.visit_item(item);
    }
    functions.0
}

struct Functions(Vec<(String, usize, usize)>);

impl Functions {
    fn add(&mut self, signature: &Signature, block: &Block) {
        let first = signature.span().start().line;
        let last = block.brace_token.span.close().end().line;
        self.0.push((signature.ident.to_string(), first, last - first + 1));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(block) = &function.default {
            self.add(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[test]
fn no_line_is_wider_than_a_hundred_and_twenty_columns() {
    let mut offenders = Vec::new();
    for file in written(&["rs", "js", "mjs", "jsx", "ts", "css"]) {
        for (number, line) in file.text.lines().enumerate() {
            let width = line.chars().count();
            if width > WIDEST {
                offenders.push(format!("{}:{} has {width} columns", file.path, number + 1));
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn sizes_are_measured_without_tests_and_documentation_is_recognised() {
    let file = "//! Says what it is for.\nfn long() {\n}\n\n#[cfg(test)]\nmod tests {\n    fn t() {}\n}\n";
    assert_eq!(length_without_tests(file), 4);
    let items = syn::parse_file(file).expect("a Rust file").items;
    assert_eq!(functions(&items[..1]), [("long".to_owned(), 2, 2)]);
    assert!(opens_with_a_sentence(file));
    assert!(opens_with_a_sentence("//! Two lines, which\n//! make one sentence.\n//!\n//! More"));
    for wrong in
        ["", "fn f() {}", "// No documentation.", "//! Without an end", "//! No.", "\n//! Too late to be read."]
    {
        assert!(!opens_with_a_sentence(wrong), "{wrong:?}");
    }
}
