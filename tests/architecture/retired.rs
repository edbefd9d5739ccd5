//! No name that was retired comes back: not in Rust, not in JavaScript, not as the name of a file, not in prose.

use super::declared::declared;
use super::javascript::{self, Name};
use super::none;
use super::retired_names::{GROUPS, Group, PROSE, Sense};
use super::tokens::{Kind, tokens};
use super::tree::{Text, written};

/// This list is the one file that may name them.
const LIST: &str = "tests/architecture/retired_names.rs";

/// A name of the code, with the sense in which it is written.
struct Used {
    name: String,
    line: usize,
    sense: Sense,
}

#[test]
fn no_retired_name_comes_back() {
    let mut offenders = Vec::new();
    for file in written(&["rs", "js", "mjs", "jsx", "ts", "css", "html"]).iter().filter(|file| file.path != LIST) {
        for (line, used, (name, instead)) in retired(file) {
            offenders.push(format!("{}:{line} {used}: `{name}` is retired, use {instead}", file.path));
        }
    }
    none(&offenders);
}

/// A line, the name that stands there, and the rule that forbids it.
type Found = (usize, String, (&'static str, &'static str));

fn retired(file: &Text) -> Vec<Found> {
    let groups: Vec<&Group> = GROUPS.iter().filter(|group| file.is_in(group.folders)).collect();
    let mut found = Vec::new();
    for used in used(file) {
        let words: Vec<String> = words(&used.name).collect();
        for group in &groups {
            let fits = |name: &str| match group.sense {
                Sense::Word => used.sense != Sense::Declared && words.iter().any(|word| is_or_are(word, name)),
                sense => sense == used.sense && used.name == name,
            };
            let rules = group.names.iter().filter(|(name, _)| fits(name));
            found.extend(rules.map(|rule| (used.line, used.name.clone(), *rule)));
        }
    }
    found
}

/// Whether it is the word or its plural.
fn is_or_are(word: &str, singular: &str) -> bool {
    word == singular || word.strip_suffix('s') == Some(singular)
}

/// The names of a file: in its code, and its own.
fn used(file: &Text) -> Vec<Used> {
    let named = |name: String, line: usize| Used { name, line, sense: Sense::Name };
    let mut found = match file.extension() {
        "rs" => in_rust(&file.text),
        "js" | "mjs" | "jsx" | "ts" => {
            let names = javascript::names(&file.text).into_iter();
            let sense = |name: &Name| if name.is_member { Sense::Word } else { Sense::Name };
            names.map(|name| Used { sense: sense(&name), name: name.text, line: name.line }).collect()
        }
        _ => Vec::new(),
    };
    let parts = file.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    found.extend(parts.map(|part| named(part.to_owned(), 1)));
    found
}

fn in_rust(text: &str) -> Vec<Used> {
    let tokens = tokens(text);
    let mut found: Vec<Used> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Name) {
        let is_member = at > 0 && tokens[at - 1].is_mark(".");
        let is_root = tokens.get(at + 1).is_some_and(|next| next.is_mark(":"))
            && tokens.get(at + 2).is_some_and(|next| next.is_mark(":"));
        let sense = if is_member || is_root { Sense::Word } else { Sense::Name };
        found.push(Used { name: token.text.clone(), line: token.line, sense });
    }
    found.extend(declared(text).into_iter().map(|it| Used { name: it.name, line: it.line, sense: Sense::Declared }));
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
fn no_retired_word_comes_back_in_prose() {
    let mut offenders = Vec::new();
    for file in written(&["rs", "js", "mjs", "jsx", "ts", "css", "html", "md", "toml"]) {
        if file.path != LIST {
            let found = retired_prose(&file.text).into_iter();
            offenders.extend(
                found.map(|(line, (word, instead))| {
                    format!("{}:{line} \"{word}\" is retired, use {instead}", file.path)
                }),
            );
        }
    }
    none(&offenders);
}

/// The lines that hold a retired word; a line's end may stand inside it.
fn retired_prose(text: &str) -> Vec<(usize, (&'static str, &'static str))> {
    let text = text.to_lowercase();
    let sought = PROSE.map(|rule| (rule, rule.0.split(' ').collect::<Vec<_>>()));
    let possible = sought.iter().filter(|(_, words)| words.iter().all(|word| text.contains(word)));
    let possible: Vec<_> = possible.collect();
    if possible.is_empty() {
        return Vec::new();
    }
    let lines = text.lines().enumerate();
    let words: Vec<(usize, &str)> = lines.flat_map(|(number, line)| in_line(number + 1, line)).collect();
    let mut found = Vec::new();
    for (rule, sought) in possible {
        let windows = words.windows(sought.len());
        let fits = |window: &&[(usize, &str)]| window.iter().zip(sought).all(|((_, word), one)| is_or_are(word, one));
        found.extend(windows.filter(fits).map(|window| (window[0].0, *rule)));
    }
    found
}

fn in_line(number: usize, line: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(move |word| (number, word))
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
    assert_eq!(found("src/api/a.rs", "enum State { Draft }"), [""; 0]);
    assert_eq!(found("www/plain.js", ""), ["plain"]);
    assert_eq!(found("examples/plain/page.js", "more()"), [""; 0]);
    assert_eq!(found("www/a.js", "// heard\nlet heard = 'more'; Math.floor(b.more, [heard])"), ["heard", "heard"]);
}

#[test]
fn retired_words_are_found_in_prose_over_the_end_of_a_line() {
    let found = |text: &str| retired_prose(text).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    assert_eq!(found("Two Chores.\nOne is waited\nout by the\ncore."), [1, 3, 2]);
    assert_eq!(found("The encore of the scores waited outside."), [0; 0]);
}
