//! The public surface, from which manifest, editor data and tables are made: attributes, properties, methods, events
//! and style hooks.

pub mod editor_data;
pub mod manifest;
#[cfg(test)]
mod style_hooks;
pub mod tables;

use anyhow::{Context, Result};
use serde::Deserialize;

const SOURCE: &str = include_str!("surface.json");

/// The whole surface.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Surface {
    pub elements: Vec<Element>,
    pub attributes: Vec<Attribute>,
    pub properties: Vec<Property>,
    pub methods: Vec<Method>,
    pub events: Vec<Event>,
    /// The values of `kind` in `oneflow-error`.
    pub error_kinds: Vec<Named>,
    pub custom_properties: Vec<CustomProperty>,
    pub parts: Vec<Named>,
    /// Custom states, for `:state()`.
    pub custom_states: Vec<Named>,
    pub slots: Vec<Named>,
}

/// A tag with its class and the type of its `state`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Element {
    pub key: String,
    pub tag: String,
    pub class: String,
    pub state_type: String,
    pub description: String,
}

/// An attribute, which is a property in camelCase as well.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attribute {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub element: Option<String>,
    /// What the value is, for people; or all possible values.
    pub value_hint: Option<String>,
    #[serde(default)]
    pub values: Vec<String>,
    pub default: Option<String>,
    /// Whether every HTML element has it.
    #[serde(default)]
    pub inherited: bool,
    pub description: String,
}

/// A property that is no attribute.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Property {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// The type as the tables show it, where that is shorter.
    pub display_type: Option<String>,
    pub element: Option<String>,
    #[serde(default)]
    pub readonly: bool,
    #[serde(default, rename = "static")]
    pub is_static: bool,
    pub description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    pub name: String,
    pub element: Option<String>,
    pub parameters: String,
    pub returns: String,
    pub description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: String,
    pub element: Option<String>,
    #[serde(default)]
    pub cancelable: bool,
    /// Whether it has `waitUntil`.
    #[serde(default)]
    pub extendable: bool,
    /// The members of its detail besides `externalId`, as TypeScript writes them.
    pub detail: String,
    pub description: String,
}

/// A CSS custom property.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomProperty {
    pub name: String,
    pub syntax: String,
    pub default: String,
    pub description: String,
}

/// A part, a custom state, a slot or a kind of error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
    pub element: Option<String>,
    pub description: String,
}

impl Surface {
    /// Reads what was compiled into this program.
    pub fn read() -> Result<Self> {
        serde_json::from_str(SOURCE).context("xtask/src/surface/surface.json cannot be read")
    }
}

impl Element {
    /// Whether something that belongs to these elements, or to all, belongs to this one.
    pub fn has(&self, elements: Option<&String>) -> bool {
        elements.is_none_or(|keys| keys.split(' ').any(|key| key == self.key))
    }
}

impl Attribute {
    /// `apiBase` of `api-base`.
    pub fn property(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| {
            let mut letters = word.chars();
            let initial = letters.next().map(|letter| letter.to_ascii_uppercase());
            name + &initial.into_iter().chain(letters).collect::<String>()
        })
    }
}

impl Event {
    /// The type of the event, with the steps of one element.
    pub fn kind(&self, state_type: &str) -> String {
        let wrapper = if self.extendable { "ExtendableCustomEvent" } else { "CustomEvent" };
        if self.detail.is_empty() {
            return format!("{wrapper}<EventDetail>");
        }
        format!("{wrapper}<EventDetail & {{ {} }}>", self.detail.replace("{State}", state_type))
    }
}
