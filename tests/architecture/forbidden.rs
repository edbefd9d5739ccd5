//! What must not be in the code at all: markup made from text, style attributes, leftovers, paths of a machine.

use std::fs;

use super::assert_none;
use super::sources::{root, rust_files, test_lines};
use super::tokens::{Kind, Token, tokens};
use super::tree::written;

/// Ways to make markup from text.
const MARKUP: [&str; 4] = ["from_html_unchecked", "inner_html", "set_inner_html", "insert_adjacent_html"];

#[test]
fn nothing_forbidden_is_in_the_source() {
    let mut offenders = Vec::new();
    for (path, text) in rust_files("src") {
        let tests = test_lines(&text);
        let found = forbidden(&tokens(&text), path.starts_with("src/view/"));
        let shipped = found.into_iter().filter(|(line, _)| !tests.iter().any(|lines| lines.contains(line)));
        offenders.extend(shipped.map(|(line, what)| format!("{path}:{line} contains {what}")));
    }
    assert_none(&offenders);
}

/// Lines with what is forbidden there; the view also sets no style.
fn forbidden(tokens: &[Token], is_view: bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_macro = tokens.get(at + 1).is_some_and(|next| next.is_mark("!"));
        let is_set = tokens.get(at + 1).is_some_and(|next| next.is_mark("="));
        let forbidden = match (token.kind, &*token.text) {
            (Kind::Name, "unsafe") => true,
            (Kind::Name, "todo" | "dbg") => is_macro,
            (Kind::Name, "style") => is_view && is_set,
            (Kind::Name, name) => MARKUP.contains(&name),
            (Kind::Literal, literal) => is_view && (literal == "\"style\"" || literal.contains("style=")),
            (Kind::Mark, _) => false,
        };
        if forbidden {
            found.push((token.line, token.text.clone()));
        }
    }
    found
}

#[test]
fn the_sandbox_shares_nothing_with_the_widget() {
    let manifest = fs::read_to_string(root().join("sandbox/Cargo.toml")).expect("the sandbox's manifest");
    assert!(!manifest.contains("contract-picker"), "sandbox/Cargo.toml");
    let files = ["sandbox/src", "sandbox/tests"].into_iter().flat_map(rust_files);
    let sharing = files.filter(|(_, text)| tokens(text).iter().any(|token| token.is_name("oneflow_contract_picker")));
    assert_none(&sharing.map(|(path, _)| path).collect::<Vec<_>>());
}

#[test]
fn no_path_of_somebodys_machine_is_in_the_repository() {
    let kinds = ["rs", "toml", "lock", "md", "js", "mjs", "jsx", "ts", "json", "css", "html", "yaml", "yml", "svg"];
    // Put together here, so that this file is no offender itself.
    let homes = ["root", "work", "home", "Users"].map(|name| ["/", name, "/"].concat());
    let mut offenders = Vec::new();
    for file in written(&kinds) {
        for (number, line) in file.text.lines().enumerate() {
            if homes.iter().any(|home| line.contains(home.as_str())) {
                offenders.push(format!("{}:{}", file.path, number + 1));
            }
        }
    }
    assert_none(&offenders);
}

#[test]
fn what_is_forbidden_is_found_in_code_and_not_in_documentation() {
    let lines = |code: &str| forbidden(&tokens(code), true).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    let code = "//! unsafe\n/// todo!()\nfn todo() { dbg!(1) }\nfn f() { x.set_inner_html(\"style\"); }\n";
    assert_eq!(lines(code), [3, 4, 4]);
    assert_eq!(lines("el!(out, \"div; style=color: red\");\nhtml! { <p style={s}/> };\nlet style = 1;"), [1, 2, 3]);
    assert_eq!(forbidden(&tokens("const S: &str = \"style\";"), false), []);
}
