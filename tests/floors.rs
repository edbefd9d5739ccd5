//! The floors of the house: no arrow points up, no crate stands on the wrong floor, every file says what it is for.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a file that cannot be read is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, each with those that it may use. `client` and `flow` are strangers to each other; `view` never sees `client`.
const FLOORS: [(&str, &[&str]); 7] = [
    ("api", &[]),
    ("client", &["api"]),
    ("flow", &["api"]),
    ("text", &["api", "flow"]),
    ("view", &["api", "flow", "text"]),
    ("widget", &["api", "client", "flow", "text", "view"]),
    ("element", &["api", "client", "flow", "text", "view", "widget"]),
];

/// Crates that reach outside, each with the places that may name them.
const CRATES: [(&str, &[&str]); 8] = [
    ("gloo_net", &["client/fetch.rs"]),
    ("yew", &["view/", "widget/", "element/"]),
    ("web_sys", &["client/fetch.rs", "view/", "widget/", "element/"]),
    ("js_sys", &["client/fetch.rs", "view/", "widget/", "element/"]),
    ("wasm_bindgen", &["client/fetch.rs", "view/", "widget/", "element/"]),
    ("wasm_bindgen_futures", &["widget/", "element/"]),
    ("serde_wasm_bindgen", &["element/"]),
    ("gloo_timers", &["widget/"]),
];

/// Lines of code that a file may have, tests not counted.
const LONGEST: usize = 200;

/// A source file of the widget.
struct Source {
    /// Below `src`, as in `flow/check.rs`.
    path: String,
    text: String,
}

impl Source {
    /// The code without tests, comments and the content of literals.
    fn code(&self) -> String {
        bare(self.without_tests())
    }

    fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]").next().unwrap_or_default()
    }

    fn floor(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    /// The module that the file is, from the crate's root.
    fn module(&self) -> Vec<&str> {
        let path = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        let path = path.strip_suffix("/mod").unwrap_or(path);
        path.split('/').filter(|name| *name != "lib").collect()
    }

    /// The floors that the code names, by whatever path.
    fn named_floors(&self) -> Vec<String> {
        let code = self.code();
        let words = words(&code);
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let follows = words.get(at + 1).is_some_and(|next| *next == "::");
            let begins = at == 0 || words.get(at - 1).is_none_or(|before| *before != "::");
            if follows && begins && matches!(*word, "crate" | "super" | "self") {
                let rest = words.get(at..).unwrap_or_default();
                found.extend(from_the_root(&self.module(), rest));
            }
        }
        found
    }
}

/// The first names below the crate's root of a path that begins here; several, if braces follow.
fn from_the_root(module: &[&str], path: &[&str]) -> Vec<String> {
    let mut place: Vec<&str> = module.to_vec();
    let mut rest = path;
    loop {
        match rest {
            ["crate", "::", next @ ..] => {
                place.clear();
                rest = next;
            }
            ["super", "::", next @ ..] => {
                place.pop();
                rest = next;
            }
            ["self", "::", next @ ..] => rest = next,
            _ => break,
        }
    }
    match (place.first(), rest) {
        (Some(floor), _) => vec![(*floor).to_owned()],
        (None, ["{", group @ ..]) => heads(group),
        (None, [name, ..]) => vec![(*name).to_owned()],
        (None, []) => Vec::new(),
    }
}

/// The first name of each path of a group.
fn heads(group: &[&str]) -> Vec<String> {
    let (mut depth, mut fresh, mut found) = (0, true, Vec::new());
    for word in group {
        match *word {
            "{" => depth += 1,
            "}" if depth == 0 => break,
            "}" => depth -= 1,
            "," if depth == 0 => fresh = true,
            name if depth == 0 && fresh => {
                found.push(name.to_owned());
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

/// Names and punctuation.
fn words(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if is_name(first) {
            rest.find(|c| !is_name(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(length);
        if !word.trim().is_empty() {
            found.push(word);
        }
        rest = after;
    }
    found
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Without comments and without what stands in quotes.
fn bare(code: &str) -> String {
    let mut kept = String::new();
    for line in code.lines() {
        let mut quoted = false;
        let mut before = ' ';
        for (at, c) in line.char_indices() {
            if !quoted && line.get(at..).is_some_and(|rest| rest.starts_with("//")) {
                break;
            }
            if c == '"' && before != '\\' && before != '\'' {
                quoted = !quoted;
            } else if !quoted {
                kept.push(c);
            }
            before = c;
        }
        kept.push('\n');
    }
    kept
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(below: &Path, fits: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(below).unwrap_or_else(|error| panic!("{}: {error}", below.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if fits(&path) {
                found.extend(files(&path, fits));
            }
        } else if fits(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rust_below(folder: &str) -> Vec<Source> {
    let folder = root().join(folder);
    let rust = |path: &Path| path.is_dir() || path.extension().is_some_and(|end| end == "rs");
    let read = |path: PathBuf| {
        let below = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        Source { path: below, text: fs::read_to_string(&path).unwrap() }
    };
    files(&folder, &rust).into_iter().map(read).collect()
}

fn sources() -> Vec<Source> {
    let found = rust_below("src");
    assert!(found.len() > 40, "only {} files were found", found.len());
    found
}

fn none(offenders: &[String]) {
    assert!(offenders.is_empty(), "{}", offenders.join("\n"));
}

#[test]
fn no_arrow_points_up_and_strangers_stay_strangers() {
    let mut offenders = Vec::new();
    for source in sources().iter().filter(|source| source.path != "lib.rs") {
        let floor = source.floor();
        let Some((_, below)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
            offenders.push(format!("src/{} is on no floor", source.path));
            continue;
        };
        for named in source.named_floors() {
            if named != floor && !below.contains(&&*named) {
                offenders.push(format!("src/{} names {named}, which is not below {floor}", source.path));
            }
        }
    }
    none(&offenders);
}

#[test]
fn the_root_only_declares_the_floors() {
    let lib = sources().into_iter().find(|source| source.path == "lib.rs").unwrap();
    let code = lib.code();
    let mut lines: Vec<&str> = code.lines().filter(|line| line.contains("mod ")).collect();
    let mut expected: Vec<String> = FLOORS.iter().map(|(name, _)| format!("pub mod {name};")).collect();
    lines.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lines, expected);
    let words = words(&code);
    assert!(!["fn", "struct", "enum", "impl", "use"].iter().any(|word| words.contains(word)), "{code}");
}

#[test]
fn crates_that_reach_outside_stand_on_their_floors() {
    let mut offenders = Vec::new();
    for source in sources() {
        let code = source.code();
        let words = words(&code);
        for (name, places) in CRATES {
            let at_home = places.iter().any(|place| source.path.starts_with(place));
            if !at_home && words.contains(&name) {
                offenders.push(format!("src/{} names {name}", source.path));
            }
        }
    }
    none(&offenders);
}

#[test]
fn nothing_forbidden_stands_in_the_source() {
    let mut offenders = Vec::new();
    for source in sources() {
        let code = source.code();
        for (number, line) in code.lines().enumerate() {
            let words = words(line);
            let has = |name: &str| words.contains(&name);
            let calls = |name: &str| words.windows(2).any(|pair| pair == [name, "!"]);
            let markup = ["from_html_unchecked", "inner_html", "set_inner_html", "insert_adjacent_html"];
            let forbidden = markup.into_iter().any(has) || has("unsafe") || calls("todo") || calls("dbg");
            let styled = source.floor() == "view" && words.windows(2).any(|pair| pair == ["style", "="]);
            if forbidden || styled {
                offenders.push(format!("src/{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
        // Here what stands in quotes counts.
        if source.floor() == "view" && source.without_tests().contains("\"style\"") {
            offenders.push(format!("src/{} sets a style attribute", source.path));
        }
    }
    none(&offenders);
}

#[test]
fn every_file_says_in_one_sentence_what_it_is_for() {
    let all = ["src", "tests", "sandbox/src", "sandbox/tests", "xtask/src"];
    let mut offenders = Vec::new();
    for folder in all {
        for source in rust_below(folder) {
            let first = source.text.lines().next().unwrap_or_default();
            if !first.starts_with("//! ") || first.len() < 12 {
                offenders.push(format!("{folder}/{} opens with {first:?}", source.path));
            }
        }
    }
    none(&offenders);
}

#[test]
fn no_file_is_longer_than_two_hundred_lines_without_its_tests() {
    let length = |source: &Source| source.without_tests().lines().count();
    // A language is as long as it is: one phrase after the other.
    let is_language = |source: &Source| {
        source.path.starts_with("text/languages/") && source.path.len() == "text/languages/en.rs".len()
    };
    let long = sources().into_iter().filter(|source| length(source) > LONGEST && !is_language(source));
    none(&long.map(|source| format!("src/{} has {} lines", source.path, length(&source))).collect::<Vec<_>>());
}

#[test]
fn the_sandbox_shares_nothing_with_the_widget() {
    let manifest = fs::read_to_string(root().join("sandbox/Cargo.toml")).unwrap();
    assert!(!manifest.contains("contract-picker"), "sandbox/Cargo.toml");
    let mut offenders = Vec::new();
    for folder in ["sandbox/src", "sandbox/tests"] {
        let sharing = rust_below(folder).into_iter().filter(|source| source.text.contains("oneflow_contract_picker"));
        offenders.extend(sharing.map(|source| format!("{folder}/{}", source.path)));
    }
    none(&offenders);
}

#[test]
fn no_path_of_somebodys_machine_stands_in_the_sources() {
    let skipped = ["target", "dist", "node_modules", ".git"];
    let kinds = ["rs", "toml", "lock", "md", "js", "mjs", "ts", "json", "css", "html", "yaml", "yml", "svg", "run"];
    let fits = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let kind = name.rsplit('.').next().unwrap_or_default();
        if path.is_dir() { !skipped.contains(&name) } else { kinds.contains(&kind) }
    };
    // Put together here, so that this file is no offender itself.
    let homes = ["root", "work", "home", "Users"].map(|name| ["/", name, "/"].concat());
    let mut offenders = Vec::new();
    for path in files(&root(), &fits) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            if homes.iter().any(|home| line.contains(home.as_str())) {
                offenders.push(format!("{}:{}", path.strip_prefix(root()).unwrap().display(), number + 1));
            }
        }
    }
    none(&offenders);
}

#[test]
fn this_test_reads_paths_as_the_compiler_does() {
    let source = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let named = |path: &str, text: &str| source(path, text).named_floors();
    assert_eq!(named("flow/check.rs", "use super::draft::Draft;"), ["flow"]);
    assert_eq!(named("flow/mod.rs", "use super::client::access;"), ["client"]);
    assert_eq!(named("view/parts/field.rs", "use super::super::super::{client::x, flow};"), ["client", "flow"]);
    assert_eq!(named("view/row.rs", "use crate::{api::{ids, json}, text};"), ["api", "text"]);
    assert_eq!(named("flow/mod.rs", "let x = crate::widget::Page::new();"), ["widget"]);
    assert_eq!(named("flow/mod.rs", "// crate::widget\nlet s = \"crate::view::x\";"), [""; 0]);
    assert_eq!(named("flow/mod.rs", "pub use self::draft::Draft;\n#[cfg(test)]\nuse crate::view;"), ["flow"]);
}
