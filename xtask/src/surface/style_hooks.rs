//! Tests the parts, slots, custom states and custom properties of the surface against the sources, because no
//! JavaScript class and no type has them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be read or found is a failed test")]

use std::collections::BTreeSet;

use super::{Named, Surface};
use crate::package::generated;
use crate::workspace::{self, Workspace};

/// The non-test code of every file with an extension below a folder.
fn sources(folder: &str, extension: &str) -> String {
    let folder = Workspace::find().unwrap().root.join(folder);
    let names = workspace::files_below(&folder).unwrap();
    let files = names.iter().filter(|name| workspace::has_extension(name, extension));
    files
        .map(|name| workspace::read(&folder.join(name)).unwrap().split("\n#[cfg(test)]").next().unwrap().to_owned())
        .collect()
}

fn names(all: &[Named]) -> BTreeSet<&str> {
    all.iter().map(|named| named.name.as_str()).collect()
}

/// Every text between an opening string and the first closing character after it.
fn between<'a>(text: &'a str, open: &str, close: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect::<Vec<_>>().into_iter()
}

#[test]
fn the_parts_are_those_that_are_drawn() {
    let (rust, scripts) = (sources("src", "rs"), sources("www", "js"));
    let fixed = between(&rust, "part=", &[';', '"']);
    let chosen = between(&rust, "(\"opt", &[')']).filter_map(|row| row.split('"').nth(2));
    let before_start = between(&scripts, "part: '", &['\'']);
    let drawn: BTreeSet<&str> = fixed.chain(chosen).chain(before_start).flat_map(str::split_whitespace).collect();
    assert_eq!(drawn, names(&Surface::read().unwrap().parts));
}

#[test]
fn the_slots_are_those_that_are_drawn() {
    let (rust, scripts) = (sources("src", "rs"), sources("www", "js"));
    let fixed = between(&rust, "slot; name=", &[';', '"']);
    let drawn: BTreeSet<&str> = fixed.chain(between(&scripts, "('slot', { name: '", &['\''])).collect();
    assert_eq!(drawn, names(&Surface::read().unwrap().slots));
}

#[test]
fn the_custom_states_are_those_that_the_state_machine_names() {
    let rust = sources("src/flow", "rs");
    let (_, list) = rust.split_once("let states = [").unwrap_or_else(|| panic!("src/flow lists no custom states"));
    let named: BTreeSet<&str> = between(list.split("];").next().unwrap(), "(\"", &['"']).collect();
    assert_eq!(named, names(&Surface::read().unwrap().custom_states));
}

#[test]
fn the_custom_properties_and_their_defaults_are_those_of_the_style_sheet() {
    let css = generated::css(&Workspace::find().unwrap(), &generated::STYLES).unwrap();
    let declared = css.lines().filter_map(|line| line.split_once("var(")?.1.strip_suffix(");"));
    let declared: BTreeSet<String> = declared.filter(|it| it.starts_with("--oneflow-")).map(str::to_owned).collect();
    let surface = Surface::read().unwrap();
    let expected = surface.custom_properties.iter().map(|it| format!("{}, {}", it.name, it.default));
    assert_eq!(declared, expected.collect());
}
