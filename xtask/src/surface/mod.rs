//! The public surface: attributes, properties, methods, events, tokens, parts, states and slots, written down once for manifest, editors and tables.

#[cfg(test)]
mod compared;
pub mod editor;
pub mod manifest;
pub mod tables;

use anyhow::{Context, Result};
use serde::Deserialize;

const SOURCE: &str = include_str!("surface.json");

/// All of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surface {
    pub elements: Vec<Element>,
    pub attributes: Vec<Attribute>,
    pub properties: Vec<Property>,
    pub methods: Vec<Method>,
    pub events: Vec<Event>,
    pub tokens: Vec<Token>,
    pub parts: Vec<Named>,
    /// Custom states, for `:state()`.
    pub states: Vec<Named>,
    pub slots: Vec<Named>,
}

/// A tag with its class and its types.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    pub key: String,
    pub tag: String,
    pub class: String,
    pub state: String,
    pub text: String,
}

/// An attribute, and the property in camelCase that it is as well.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub of: Option<String>,
    /// What stands in it, for people; instead of that, all its words.
    pub value: Option<String>,
    #[serde(default)]
    pub words: Vec<String>,
    pub default: Option<String>,
    /// Whether every element of HTML has it.
    #[serde(default)]
    pub native: bool,
    pub text: String,
}

/// A property that is no attribute.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    /// The type as the tables say it, where that is shorter.
    pub shown: Option<String>,
    pub of: Option<String>,
    #[serde(default)]
    pub readonly: bool,
    #[serde(default, rename = "static")]
    pub of_class: bool,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    pub name: String,
    pub of: Option<String>,
    pub parameters: String,
    pub returns: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    pub name: String,
    pub of: Option<String>,
    #[serde(default)]
    pub cancelable: bool,
    /// Whether it has `waitUntil`.
    #[serde(default)]
    pub waits: bool,
    /// The members of its detail besides `externalId`, as TypeScript writes them.
    pub detail: String,
    pub text: String,
}

/// A custom property for styles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    pub name: String,
    pub syntax: String,
    pub default: String,
    pub text: String,
}

/// A part, a custom state or a slot.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
    pub of: Option<String>,
    pub text: String,
}

impl Surface {
    /// Reads what was built into this program.
    pub fn read() -> Result<Self> {
        serde_json::from_str(SOURCE).context("xtask/src/surface/surface.json cannot be read")
    }
}

impl Element {
    /// Whether something that is of one element or of both is of this one.
    pub fn has(&self, of: Option<&String>) -> bool {
        of.is_none_or(|of| *of == self.key)
    }
}

impl Attribute {
    /// `apiBase` of `api-base`.
    pub fn property(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| {
            let mut letters = word.chars();
            name + &letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<String>()
        })
    }
}

impl Event {
    /// The type of the event, with the steps of one element.
    pub fn kind(&self, state: &str) -> String {
        let wrapper = if self.waits { "ExtendableCustomEvent" } else { "CustomEvent" };
        format!("{wrapper}<EventDetail & {{ {} }}>", self.detail.replace("{State}", state))
    }
}
