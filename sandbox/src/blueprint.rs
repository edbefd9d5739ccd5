//! A blueprint: what an extension creates in an account when it is enabled.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Value;

use crate::model::{DataField, Source};
use crate::spec;

/// The template types, data fields and webhook of an extension.
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
}

/// A system data field that the extension creates.
#[derive(Clone, Debug, PartialEq, Deserialize)]
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
    /// Parses a blueprint from TOML. The error is one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let blueprint: Self = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        blueprint.check()?;
        Ok(blueprint)
    }

    fn check(&self) -> Result<(), String> {
        if self.extension_type.is_empty() {
            return Err("extension_type is empty".to_owned());
        }
        if let Some(name) = duplicate(self.template_types.iter().map(|template_type| &template_type.name)) {
            return Err(format!("two template types have the name {name:?}"));
        }
        for template_type in &self.template_types {
            if let Some(custom_id) = duplicate(template_type.data_fields.iter().map(|field| &field.custom_id)) {
                return Err(format!("{:?} has two data fields with the custom id {custom_id:?}", template_type.name));
            }
        }
        let webhook = self.webhook.as_ref();
        if webhook.is_some_and(|webhook| webhook.get("template_group_id").is_some()) {
            return Err("webhook.template_group_id is set by the sandbox: each template type gets a webhook".to_owned());
        }
        let violations = webhook.map_or_else(Vec::new, |webhook| spec::check_schema("WebhookWrite", webhook));
        violations.first().map_or(Ok(()), |first| Err(format!("webhook.{first}")))
    }
}

fn duplicate<'a>(names: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let mut seen = HashSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Blueprint::parse(text).err().unwrap_or_default()
    }

    #[test]
    fn an_error_in_a_blueprint_names_the_attribute() {
        assert!(refusal("name = \"A\"").contains("extension_type"));
        assert!(refusal("extension_type = \"a\"\nname = \"A\"\ncolour = 1").contains("colour"));
        let webhook = "extension_type = \"a\"\nname = \"A\"\n[webhook]\n";
        assert_eq!(refusal(webhook), "webhook.callback_url: Missing data for required field.");
        let bound = format!("{webhook}callback_url = \"http://127.0.0.1/\"\ntemplate_group_id = 1");
        assert!(refusal(&bound).contains("each template type gets a webhook"));
        let twice =
            "extension_type = \"a\"\nname = \"A\"\n[[template_types]]\nname = \"T\"\n[[template_types]]\nname = \"T\"";
        assert_eq!(refusal(twice), "two template types have the name \"T\"");
    }
}
