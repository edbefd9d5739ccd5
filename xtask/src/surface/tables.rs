//! The tables of the two read-mes, made from the surface; in the files they stand between marks.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use super::{Named, Surface};
use crate::workspace::{self, Workspace};

/// The files with tables, from the root of the checkout.
const FILES: [&str; 2] = ["README.md", "www/README.md"];

/// Writes the tables into the files.
pub fn write(workspace: &Workspace) -> Result<()> {
    for file in FILES {
        let path = workspace.root.join(file);
        let text = workspace::read(&path)?;
        let written = filled(&text, &Surface::read()?).with_context(|| format!("the tables of {file}"))?;
        if written != text {
            workspace::write(&path, written)?;
            eprintln!("{file}: tables written");
        }
    }
    Ok(())
}

/// The text with the tables as they should be.
fn filled(text: &str, surface: &Surface) -> Result<String> {
    let tables = [
        ("attributes", attributes(surface)),
        ("properties", properties(surface)),
        ("methods", methods(surface)),
        ("events", events(surface)),
        ("tokens", tokens(surface)),
        ("parts", named("part", &surface.parts)),
        ("states", named("custom state", &surface.states)),
        ("slots", named("slot", &surface.slots)),
    ];
    tables.iter().try_fold(text.to_owned(), |text, (name, table)| {
        let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = text.split_once(&open).with_context(|| format!("`{}` is missing", open.trim_end()))?;
        let (_, after) = rest.split_once(&close).with_context(|| format!("`{close}` is missing"))?;
        Ok(format!("{before}{open}{table}{close}{after}"))
    })
}

fn attributes(surface: &Surface) -> String {
    let mut text = head(&["attribute", "of", "value", "meaning"]);
    for attribute in &surface.attributes {
        let words = attribute.words.iter().map(|word| code(word)).collect::<Vec<_>>().join(", ");
        let value = attribute.value.clone().unwrap_or(words);
        let default = attribute.default.as_ref().map(|default| format!("; {} unless set", code(default)));
        let value = value + &default.unwrap_or_default();
        row(&mut text, &[&code(&attribute.name), of(attribute.of.as_ref()), &value, &attribute.text]);
    }
    text
}

fn properties(surface: &Surface) -> String {
    let mut text = head(&["property", "of", "type", "meaning"]);
    for property in &surface.properties {
        let kind = property.shown.as_ref().unwrap_or(&property.kind).replace('|', "\\|");
        let kind = if kind.contains(['<', '{', '(']) { code(&kind) } else { kind };
        let kind = kind + if property.readonly { ", read only" } else { "" };
        row(&mut text, &[&code(&property.name), of(property.of.as_ref()), &kind, &property.text]);
    }
    text
}

fn methods(surface: &Surface) -> String {
    let mut text = head(&["method", "of", "does"]);
    for method in &surface.methods {
        let names = method.parameters.split(", ").filter_map(|it| Some(it.split_once(": ")?.0));
        let call = format!("{}({})", method.name, names.collect::<Vec<_>>().join(", "));
        row(&mut text, &[&code(&call), of(method.of.as_ref()), &method.text]);
    }
    text
}

fn events(surface: &Surface) -> String {
    let mut text = head(&["event", "of", "detail, besides `externalId`", "when"]);
    for event in &surface.events {
        let members = event.detail.split("; ").filter_map(|member| member.split_once(": "));
        let members = members.map(|(name, kind)| {
            if name.ends_with("TypeId") && kind.ends_with("null") { code(name) + " or null" } else { code(name) }
        });
        let name = code(&event.name) + if event.cancelable { " ✋" } else { "" };
        row(&mut text, &[&name, of(event.of.as_ref()), &members.collect::<Vec<_>>().join(", "), &event.text]);
    }
    text
}

fn tokens(surface: &Surface) -> String {
    let mut text = head(&["custom property", "default", "meaning"]);
    for token in &surface.tokens {
        row(&mut text, &[&code(&token.name), &code(&token.default), &token.text]);
    }
    text
}

fn named(kind: &str, all: &[Named]) -> String {
    let mut text = head(&[kind, "of", "is"]);
    for named in all {
        row(&mut text, &[&code(&named.name), of(named.of.as_ref()), &named.text]);
    }
    text
}

fn of(key: Option<&String>) -> &str {
    key.map_or("both", String::as_str)
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn head(names: &[&str]) -> String {
    let mut text = String::new();
    row(&mut text, names);
    row(&mut text, &vec!["---"; names.len()]);
    text
}

fn row(text: &mut String, cells: &[&str]) {
    // Writing into a text never fails.
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_the_read_mes_are_those_of_the_surface() -> Result<()> {
        let workspace = Workspace::find()?;
        for file in FILES {
            let text = workspace::read(&workspace.root.join(file))?;
            let expected = filled(&text, &Surface::read()?)?;
            assert!(text == expected, "{file} has other tables than the surface: `cargo xtask tables` writes them");
        }
        Ok(())
    }

    #[test]
    fn what_stands_around_a_table_is_left_alone_and_a_missing_mark_is_named() -> Result<()> {
        let surface = Surface::read()?;
        let names = ["attributes", "properties", "methods", "events", "tokens", "parts", "states", "slots"];
        let marks = names.map(|name| format!("<!-- {name} -->\nold\n<!-- /{name} -->\nkept\n")).concat();
        let text = filled(&marks, &surface)?;
        assert!(!text.contains("old") && text.matches("kept").count() == names.len());
        assert!(text.contains("| `theme` | both | `auto`, `light`, `dark`; `auto` unless set |"), "{text}");
        let missing = filled("", &surface).map_err(|error| error.to_string());
        assert_eq!(missing, Err("`<!-- attributes -->` is missing".to_owned()));
        Ok(())
    }
}
