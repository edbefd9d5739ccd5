//! The surface against what is really there: the code, the types and the React components.
#![expect(clippy::unwrap_used, clippy::panic, reason = "what cannot be read or found is a failed test")]

use std::collections::BTreeSet;
use std::fs;

use super::{Attribute, Surface};
use crate::workspace::{self, Workspace};

struct House {
    surface: Surface,
    workspace: Workspace,
}

impl House {
    fn open() -> Self {
        Self { surface: Surface::read().unwrap(), workspace: Workspace::find().unwrap() }
    }

    fn file(&self, path: &str) -> String {
        workspace::read(&self.workspace.root.join(path)).unwrap()
    }

    /// Every Rust file that draws or tells, without its tests.
    fn rust(&self) -> String {
        let mut all = String::new();
        for folder in ["src/view", "src/element"] {
            let folder = self.workspace.root.join(folder);
            for name in workspace::files_below(&folder).unwrap() {
                if workspace::is_of_kind(&name, "rs") {
                    let text = fs::read_to_string(folder.join(name)).unwrap();
                    all.push_str(text.split("\n#[cfg(test)]").next().unwrap());
                }
            }
        }
        all
    }

    fn scripts(&self) -> String {
        ["attributes", "element-base", "picker", "card", "fallback", "events", "instance", "public-state", "settings"]
            .map(|name| format!("www/{name}.js"))
            .map(|path| self.file(&path))
            .concat()
    }
}

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// What stands between two marks, wherever they are.
fn between<'a>(text: &'a str, open: &str, close: &[char]) -> Vec<&'a str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

/// The first text between two marks.
fn block<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let (_, rest) = text.split_once(open).unwrap_or_else(|| panic!("`{open}` is missing"));
    rest.split(close).next().unwrap()
}

/// The attributes that are written in a script as a list of name and property.
fn listed(script: &str, open: &str) -> BTreeSet<(String, String)> {
    let items = block(script, open, "}").split([',', '\n']).filter_map(|item| item.trim().split_once(": "));
    items.map(|(name, property)| (name.trim_matches('\'').to_owned(), property.trim_matches('\'').to_owned())).collect()
}

fn written<'a>(attributes: impl Iterator<Item = &'a Attribute>) -> BTreeSet<(String, String)> {
    attributes.map(|attribute| (attribute.name.clone(), attribute.property())).collect()
}

/// What an interface or class of the types declares: one line a member, without the words before its name.
fn declared<'a>(types: &'a str, open: &str) -> Vec<&'a str> {
    let lines = block(types, open, "\n}").lines().skip(1).map(str::trim);
    let code = lines.filter(|line| !line.is_empty() && !line.starts_with(['/', '*']));
    code.map(|line| line.trim_end_matches(';')).filter(|line| !line.contains("EventListener<")).collect()
}

#[test]
fn the_attributes_are_those_that_the_classes_observe() {
    let house = House::open();
    let of =
        |key: Option<&str>| written(house.surface.attributes.iter().filter(|attribute| attribute.of.as_deref() == key));
    assert_eq!(listed(&house.file("www/attributes.js"), "ATTRIBUTES = {"), of(None));
    assert_eq!(listed(&house.file("www/picker.js"), "...ATTRIBUTES,"), of(Some("picker")));
    assert_eq!(listed(&house.file("www/card.js"), "...ATTRIBUTES,"), of(Some("card")));
}

#[test]
fn the_properties_and_methods_are_those_of_the_types() {
    let house = House::open();
    let types = house.file("www/element.d.ts");
    let classes = [
        (None, "abstract class OneflowElement<State extends string, Events> extends HTMLElement {"),
        (Some("picker"), "class OneflowContractPicker extends"),
        (Some("card"), "class OneflowContractCard extends"),
    ];
    for (key, class) in classes {
        let attributes = house.surface.attributes.iter().filter(|it| it.of.as_deref() == key && !it.native);
        let properties = house.surface.properties.iter().filter(|it| it.of.as_deref() == key);
        let methods = house.surface.methods.iter().filter(|it| it.of.as_deref() == key);
        let mut expected: BTreeSet<String> =
            attributes.map(|it| format!("{}: {} | null", it.property(), it.kind)).collect();
        expected.extend(properties.map(|it| {
            let words = [("static ", it.of_class), ("readonly ", it.readonly)];
            let words: String = words.iter().filter(|(_, holds)| *holds).map(|(word, _)| *word).collect();
            format!("{words}{}: {}", it.name, it.kind.replace("{State}", "State"))
        }));
        expected.extend(methods.map(|it| format!("{}({}): {}", it.name, it.parameters, it.returns)));
        assert_eq!(set(declared(&types, class)), expected, "{class}");
    }
}

#[test]
fn the_properties_and_methods_are_in_the_code() {
    let house = House::open();
    let scripts = house.scripts();
    for property in &house.surface.properties {
        let found = [format!("get {}() {{", property.name), format!("static {} = ", property.name)];
        assert!(found.iter().any(|it| scripts.contains(it)), "{}", property.name);
        let writable = scripts.contains(&format!("set {}(", property.name));
        assert_eq!(writable, !property.readonly, "{}", property.name);
    }
    for method in &house.surface.methods {
        let names: Vec<_> = method.parameters.split(", ").map(|it| it.split(':').next().unwrap()).collect();
        let head = format!("  {}({}) {{", method.name, names.join(", "));
        assert!(
            scripts.lines().any(|line| line.trim_start_matches("  async ") == head.trim_start() || line == head),
            "{head}"
        );
    }
}

#[test]
fn the_events_are_those_that_the_code_tells() {
    let house = House::open();
    let rust = house.rust();
    let scripts = house.scripts();
    let quoted = between(&rust, "\"oneflow-", &['"']).into_iter().chain(between(&scripts, "'oneflow-", &['\'']));
    let found: BTreeSet<String> = quoted
        .filter(|name| !name.starts_with("contract-p") && *name != "contract-card")
        .map(|name| format!("oneflow-{name}"))
        .collect();
    assert_eq!(found, set(house.surface.events.iter().map(|event| event.name.as_str())));
    let events = house.file("www/events.js");
    let cancelable = block(&events, "CANCELABLE = [", "];");
    for event in &house.surface.events {
        let can_be_cancelled = cancelable.contains(&format!("'{}'", event.name));
        assert_eq!(event.cancelable, can_be_cancelled, "{}: www/events.js says otherwise", event.name);
    }
}

#[test]
fn the_events_are_those_of_the_types() {
    let house = House::open();
    let types = house.file("www/element.d.ts");
    for element in &house.surface.elements {
        let map = element.state.replace("State", "EventMap");
        let common = block(&types, "interface CommonEventMap<State> ", "\n}");
        let common = common.replace(": State", &format!(": {}", element.state));
        let own = block(&types, &format!("interface {map} "), "\n}");
        let declared: String =
            common.lines().chain(own.lines()).filter(|line| !line.trim_start().starts_with("/**")).collect();
        // On one line and without the last semicolon, as the surface has it.
        let declared = declared.split_whitespace().collect::<Vec<_>>().join(" ").replace("; }>", " }>");
        let events: Vec<_> = house.surface.events.iter().filter(|event| element.has(event.of.as_ref())).collect();
        for event in &events {
            let member = format!("'{}': {};", event.name, event.kind(&element.state));
            assert!(declared.contains(&member), "{member}");
        }
        assert_eq!(declared.matches("'oneflow-").count(), events.len(), "{map}");
    }
}

#[test]
fn the_parts_and_slots_are_those_that_are_drawn() {
    let house = House::open();
    let (rust, scripts) = (house.rust(), house.scripts());
    let drawn = between(&rust, "part=", &[';', '"']).into_iter();
    let chosen = between(&rust, "(\"opt", &[')']).into_iter().filter_map(|row| row.split('"').nth(2));
    let scripted = between(&scripts, "part: '", &['\'']).into_iter();
    let words: BTreeSet<String> =
        drawn.chain(chosen).chain(scripted).flat_map(str::split_whitespace).map(str::to_owned).collect();
    assert_eq!(words, set(house.surface.parts.iter().map(|part| part.name.as_str())));

    let drawn = between(&rust, "slot; name=", &[';', '"']).into_iter();
    let slots = set(drawn.chain(between(&scripts, "node('slot', { name: '", &['\''])));
    assert_eq!(slots, set(house.surface.slots.iter().map(|slot| slot.name.as_str())));
}

#[test]
fn the_custom_states_are_those_that_the_machine_names() {
    let house = House::open();
    let machine = house.file("src/flow/marks.rs");
    let named = set(between(block(&machine, "let states = [", "];"), "(\"", &['"']));
    assert_eq!(named, set(house.surface.states.iter().map(|state| state.name.as_str())));
}

#[test]
fn the_tokens_and_their_defaults_are_those_of_the_style_sheet() {
    let house = House::open();
    let css = house.file("src/view/style/tokens.css");
    let found: BTreeSet<String> = css
        .lines()
        .filter_map(|line| line.split_once("var(")?.1.strip_suffix(");"))
        .filter(|it| it.starts_with("--oneflow-"))
        .map(str::to_owned)
        .collect();
    let expected = house.surface.tokens.iter().map(|token| format!("{}, {}", token.name, token.default));
    assert_eq!(found, expected.collect());
}

#[test]
fn the_react_components_hear_every_event_and_take_every_attribute() {
    let house = House::open();
    let (code, types) = (house.file("www/react.js"), house.file("www/react.d.ts"));
    let list = |name: &str| {
        set(between(block(&code, &format!("const {name} = ["), "]"), " '", &['\'']).into_iter().chain(between(
            block(&code, &format!("const {name} = "), ";"),
            "['",
            &['\''],
        )))
    };
    for (key, own) in [("picker", "PICKER"), ("card", "CARD")] {
        let events = house.surface.events.iter().filter(|it| it.of.as_deref().is_none_or(|of| of == key));
        let expected: BTreeSet<String> = events.map(|it| it.name.replacen("oneflow-", "", 1)).collect();
        assert_eq!(&list("COMMON") | &list(own), expected, "{own}");
    }
    let properties = house.surface.properties.iter().filter(|it| !it.readonly).map(|it| it.name.clone());
    let attributes = house.surface.attributes.iter().filter(|it| !it.native).map(Attribute::property);
    for name in properties.chain(attributes) {
        assert!(types.contains(&format!("'{name}'")), "react.d.ts has no {name}");
    }
}
