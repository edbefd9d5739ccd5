//! The tables of `docs/reference.md`, made from the surface; in the file they are between markers.

use std::fmt::Write as _;

use anyhow::{Context, Result};

use super::{Named, Surface};
use crate::workspace::{self, Workspace};

/// The file with the tables, from the root.
const FILE: &str = "docs/reference.md";

/// Writes the tables into the file.
pub fn write(workspace: &Workspace) -> Result<()> {
    let path = workspace.root.join(FILE);
    let text = workspace::read(&path)?;
    let filled = filled(&text, &Surface::read()?).with_context(|| format!("the tables of {FILE}"))?;
    if filled != text {
        workspace::write(&path, filled)?;
        eprintln!("{FILE}: tables written");
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
        ("error-kinds", error_kinds(surface)),
        ("custom-properties", custom_properties(surface)),
        ("parts", named("part", &surface.parts)),
        ("custom-states", named("custom state", &surface.custom_states)),
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
    let mut text = head(&["attribute", "element", "value", "description"]);
    for attribute in &surface.attributes {
        let values = attribute.values.iter().map(|value| code(value)).collect::<Vec<_>>().join(", ");
        let value = attribute.value_hint.clone().unwrap_or(values);
        let default = attribute.default.as_ref().map(|default| format!("; default {}", code(default)));
        let value = value + &default.unwrap_or_default();
        row(&mut text, &[&code(&attribute.name), &element(attribute.element.as_ref()), &value, &attribute.description]);
    }
    text
}

fn properties(surface: &Surface) -> String {
    let mut text = head(&["property", "element", "type", "description"]);
    for property in &surface.properties {
        let kind = property.display_type.as_ref().unwrap_or(&property.kind).replace('|', "\\|");
        let kind = if kind.contains(['<', '{', '(']) { code(&kind) } else { kind };
        let kind = kind + if property.readonly { ", read only" } else { "" };
        row(&mut text, &[&code(&property.name), &element(property.element.as_ref()), &kind, &property.description]);
    }
    text
}

fn methods(surface: &Surface) -> String {
    let mut text = head(&["method", "element", "description"]);
    for method in &surface.methods {
        let names = method.parameters.split(", ").filter_map(|it| Some(it.split_once(": ")?.0));
        let call = format!("{}({})", method.name, names.collect::<Vec<_>>().join(", "));
        row(&mut text, &[&code(&call), &element(method.element.as_ref()), &method.description]);
    }
    text
}

fn events(surface: &Surface) -> String {
    let mut text = head(&["event", "element", "detail, besides `externalId`", "when"]);
    for event in &surface.events {
        let members = event.detail.split("; ").filter_map(|member| member.split_once(": "));
        let members = members.map(|(name, kind)| {
            if name.ends_with("TypeId") && kind.ends_with("null") { code(name) + " or null" } else { code(name) }
        });
        let name = code(&event.name) + if event.cancelable { " ✋" } else { "" };
        row(
            &mut text,
            &[&name, &element(event.element.as_ref()), &members.collect::<Vec<_>>().join(", "), &event.description],
        );
    }
    text
}

fn error_kinds(surface: &Surface) -> String {
    let mut text = head(&["`kind`", "meaning"]);
    for kind in &surface.error_kinds {
        row(&mut text, &[&code(&kind.name), &kind.description]);
    }
    text
}

fn custom_properties(surface: &Surface) -> String {
    let mut text = head(&["custom property", "default", "description"]);
    for property in &surface.custom_properties {
        row(&mut text, &[&code(&property.name), &code(&property.default), &property.description]);
    }
    text
}

fn named(kind: &str, all: &[Named]) -> String {
    let mut text = head(&[kind, "element", "description"]);
    for named in all {
        row(&mut text, &[&code(&named.name), &element(named.element.as_ref()), &named.description]);
    }
    text
}

fn element(keys: Option<&String>) -> String {
    keys.map_or_else(|| "all".to_owned(), |keys| keys.replace(' ', ", "))
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
    // Writing into a string never fails.
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_the_reference_are_those_of_the_surface() -> Result<()> {
        let text = workspace::read(&Workspace::find()?.root.join(FILE))?;
        let expected = filled(&text, &Surface::read()?)?;
        assert!(text == expected, "the tables of {FILE} are out of date: `cargo xtask tables` writes them");
        Ok(())
    }

    #[test]
    fn text_around_a_table_stays_and_a_missing_marker_is_named() -> Result<()> {
        let surface = Surface::read()?;
        let names = [
            "attributes",
            "properties",
            "methods",
            "events",
            "error-kinds",
            "custom-properties",
            "parts",
            "custom-states",
            "slots",
        ];
        let markers = names.map(|name| format!("<!-- {name} -->\nold\n<!-- /{name} -->\nkept\n")).concat();
        let text = filled(&markers, &surface)?;
        assert!(!text.contains("old\n") && text.matches("kept\n").count() == names.len());
        assert!(text.contains("| `theme` | all | `auto`, `light`, `dark`; default `auto` |"), "{text}");
        let missing = filled("", &surface).map_err(|error| error.to_string());
        assert_eq!(missing, Err("`<!-- attributes -->` is missing".to_owned()));
        Ok(())
    }
}
