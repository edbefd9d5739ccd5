//! What a blueprint describes: the part of an account that an extension makes.

use serde::Deserialize;

use super::webhook::Webhook;

/// A blueprint.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// The type of the extension.
    pub extension_type: String,
    /// What people call it.
    pub name: String,
    /// The template types that it makes.
    #[serde(default)]
    pub template_types: Vec<TemplateType>,
    /// The webhook that each of them gets.
    pub webhook: Option<Webhook>,
}

/// A template type.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateType {
    /// Its name, by which it is found in an account.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Its data fields.
    #[serde(default)]
    pub data_fields: Vec<DataField>,
    /// Webhooks of its own, beside the one that each template type gets.
    #[serde(default)]
    pub webhooks: Vec<Webhook>,
}

/// A data field.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataField {
    /// Its custom id, by which it is found in a template type.
    pub custom_id: String,
    /// What people call it.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// An example.
    #[serde(default)]
    pub placeholder: String,
    /// What new templates begin with.
    #[serde(default)]
    pub value: String,
}

impl Blueprint {
    /// The webhooks that a template type gets.
    pub fn webhooks_of<'a>(&'a self, template_type: &'a TemplateType) -> impl Iterator<Item = &'a Webhook> {
        self.webhook.iter().chain(&template_type.webhooks)
    }
}
