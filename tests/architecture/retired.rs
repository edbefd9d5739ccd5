//! No name that was retired comes back: not in Rust, not in JavaScript, not as the name of a file.

use std::collections::{BTreeMap, BTreeSet};

use super::assert_none;
use super::declared::declared;
use super::javascript::names;
use super::retired_names::{GROUPS, Group, LIST, Sense, is_or_are};
use super::tokens::{Kind, tokens};
use super::tree::{Text, written};

/// The names of a file, each with the sense in which it is written, and the lines.
type Used = BTreeMap<(String, Sense), BTreeSet<usize>>;

#[test]
fn no_retired_name_comes_back() {
    let mut offenders = Vec::new();
    let files = written(&["rs", "js", "mjs", "jsx", "ts", "css", "html"]);
    for file in files.iter().filter(|file| !file.path.starts_with(LIST)) {
        for (used, line, (name, instead)) in retired(file) {
            offenders.push(format!("{}:{line} {used}: `{name}` is retired, use {instead}", file.path));
        }
    }
    assert_none(&offenders);
}

/// A name, its line, and the rule that forbids it.
type Found = (String, usize, (&'static str, &'static str));

fn retired(file: &Text) -> Vec<Found> {
    let groups: Vec<&Group> = GROUPS.iter().filter(|group| file.is_in(group.folders)).collect();
    let mut found = Vec::new();
    for ((used, sense), lines) in used(file, &groups) {
        let lower = used.to_lowercase();
        let is_word = |name: &str| lower.contains(name) && words(&used).any(|word| is_or_are(&word, name));
        for group in &groups {
            let fits = |name: &str| match group.sense {
                Sense::Word => sense != Sense::Declared && is_word(name),
                wanted => sense == wanted && used == name,
            };
            for rule in group.names.iter().filter(|(name, _)| fits(name)) {
                found.extend(lines.iter().map(|line| (used.clone(), *line, *rule)));
            }
        }
    }
    found
}

/// The names in the file's code, as far as a group asks for them, and in its path.
fn used(file: &Text, groups: &[&Group]) -> Used {
    let mut used = Used::new();
    let mut add = |name: String, line: usize, sense: Sense| used.entry((name, sense)).or_default().insert(line);
    for part in file.path.split('/') {
        add(part.split('.').next().unwrap_or(part).to_owned(), 1, Sense::Name);
    }
    match file.extension() {
        "rs" => {
            for (name, line, sense) in in_rust(&file.text) {
                add(name, line, sense);
            }
            if groups.iter().any(|group| group.sense == Sense::Declared) {
                for declared in declared(&file.text) {
                    add(declared.name, declared.line, Sense::Declared);
                }
            }
        }
        "js" | "mjs" | "jsx" | "ts" => {
            for name in names(&file.text) {
                add(name.text, name.line, if name.is_member { Sense::Word } else { Sense::Name });
            }
        }
        _ => {}
    }
    used
}

fn in_rust(text: &str) -> Vec<(String, usize, Sense)> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Name) {
        let is_member = at > 0 && tokens[at - 1].is_mark(".");
        let is_root = tokens[at + 1..].iter().take(2).filter(|next| next.is_mark(":")).count() == 2;
        let sense = if is_member || is_root { Sense::Word } else { Sense::Name };
        found.push((token.text.clone(), token.line, sense));
    }
    found
}

/// The words of a name in lower case, whether it is written `asThis`, `as_this` or `as-this`.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut after_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && after_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        after_lower = c.is_lowercase();
    }
    words.into_iter().filter(|word| !word.is_empty())
}

#[test]
fn retired_names_are_found_by_word_by_name_and_by_declaration() {
    let found = |path: &str, text: &str| -> Vec<&str> {
        let file = Text { path: path.into(), text: text.into() };
        retired(&file).into_iter().map(|(_, _, (name, _))| name).collect()
    };
    assert_eq!(found("src/a.rs", "struct PendingErrands; fn has_errand() { x.errand }"), ["errand"; 3]);
    assert_eq!(found("src/a.rs", "// an errand\nfn open() { \"desk\" }"), [""; 0]);
    assert_eq!(found("src/a.rs", "m! { desk }"), ["desk"]);
    assert_eq!(found("src/a.rs", "use core::fmt; fn f() { 1.5.floor() }"), [""; 0]);
    assert_eq!(found("src/a.rs", "mod core; fn f(floor: u8) {}"), ["core", "floor"]);
    assert_eq!(found("src/flow/a.rs", "use crate::api::State; fn f() { State::Draft }"), [""; 0]);
    assert_eq!(found("src/flow/a.rs", "struct A { draft: B }"), ["draft"]);
    assert_eq!(found("src/flow/a.rs", "enum State { Draft } enum Call { Host(HostCall) }"), [""; 0]);
    assert_eq!(found("src/view/a.rs", "macro_rules! draw { () => {} } fn draw() {}"), ["draw!"]);
    assert_eq!(found("www/plain.js", ""), ["plain"]);
    assert_eq!(found("examples/plain/page.js", "more()"), [""; 0]);
    assert_eq!(found("www/a.js", "// heard\nlet heard = 'more';\nMath.floor(b.more, [heard])"), ["heard"; 2]);
}
