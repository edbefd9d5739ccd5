//! What a blueprint consists of.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{DataField, Source};

/// The template types, data fields and webhooks of an extension.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    pub(crate) extension_type: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) template_types: Vec<TypeBlueprint>,
    /// The body of `POST /webhooks` without the template type, which the sandbox adds for each template type.
    pub(crate) webhook: Option<Value>,
}

/// A template type that the extension creates.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeBlueprint {
    pub name: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub data_fields: Vec<FieldBlueprint>,
    /// Webhooks of this template type alone, in the form of the blueprint's own.
    #[serde(default)]
    pub webhooks: Vec<Value>,
}

/// A system data field that the extension creates.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FieldBlueprint {
    pub custom_id: String,
    pub name: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub placeholder: String,
    #[serde(default)]
    pub value: String,
}

impl Blueprint {
    /// The webhooks that a template type gets: the one of all template types, and its own.
    pub fn webhooks_of<'a>(&'a self, template_type: &'a TypeBlueprint) -> impl Iterator<Item = &'a Value> {
        self.webhook.iter().chain(&template_type.webhooks)
    }
}

impl TypeBlueprint {
    /// The data fields, with ids from `first` on.
    pub fn fields(&self, first: u64) -> Vec<DataField> {
        (first..).zip(&self.data_fields).map(|(id, field)| field.with_id(id)).collect()
    }
}

impl FieldBlueprint {
    /// The data field with this id.
    pub fn with_id(&self, id: u64) -> DataField {
        let Self { custom_id, name, description, placeholder, value } = self.clone();
        DataField { id, custom_id, name, description, placeholder, value, source: Source::System, active: true }
    }
}
