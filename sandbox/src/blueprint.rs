//! A blueprint: what enabling an extension copies into an account.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Value;

use crate::account::model::{DataField, Source};
use crate::spec;

/// The template types, data fields and webhook of an extension.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    pub(crate) extension_type: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) template_types: Vec<TypePlan>,
    /// What `POST /webhooks` takes, but for the template type, which each copy gets.
    pub(crate) webhook: Option<Value>,
}

/// A template type to be.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypePlan {
    pub name: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub data_fields: Vec<FieldPlan>,
}

/// A system data field to be.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldPlan {
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
    /// Reads a blueprint from TOML. The error is one sentence for whoever wrote the file.
    pub fn read(text: &str) -> Result<Self, String> {
        let blueprint: Self = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        blueprint.check()?;
        Ok(blueprint)
    }

    fn check(&self) -> Result<(), String> {
        if self.extension_type.is_empty() {
            return Err("extension_type is empty".to_owned());
        }
        if let Some(name) = repeated(self.template_types.iter().map(|plan| &plan.name)) {
            return Err(format!("two template types are called {name:?}"));
        }
        for plan in &self.template_types {
            if let Some(custom_id) = repeated(plan.data_fields.iter().map(|field| &field.custom_id)) {
                return Err(format!("{:?} has two data fields with the custom id {custom_id:?}", plan.name));
            }
        }
        let webhook = self.webhook.as_ref();
        if webhook.is_some_and(|webhook| webhook.get("template_group_id").is_some()) {
            return Err(
                "webhook.template_group_id is chosen by the sandbox: each template type gets a webhook".to_owned()
            );
        }
        let violations = webhook.map_or_else(Vec::new, |webhook| spec::check_schema("WebhookWrite", webhook));
        violations.first().map_or(Ok(()), |first| Err(format!("webhook.{first}")))
    }
}

fn repeated<'a>(names: impl Iterator<Item = &'a String>) -> Option<&'a String> {
    let mut seen = HashSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}

impl TypePlan {
    /// The data fields, numbered from `first`.
    pub fn fields(&self, first: u64) -> Vec<DataField> {
        (first..).zip(&self.data_fields).map(|(id, plan)| plan.field(id)).collect()
    }
}

impl FieldPlan {
    /// The data field under a number.
    pub fn field(&self, id: u64) -> DataField {
        let Self { custom_id, name, description, placeholder, value } = self.clone();
        DataField { id, custom_id, name, description, placeholder, value, source: Source::System, active: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Blueprint::read(text).err().unwrap_or_default()
    }

    #[test]
    fn a_mistake_in_a_blueprint_is_told_with_its_place() {
        assert!(refusal("name = \"A\"").contains("extension_type"));
        assert!(refusal("extension_type = \"a\"\nname = \"A\"\ncolour = 1").contains("colour"));
        let webhook = "extension_type = \"a\"\nname = \"A\"\n[webhook]\n";
        assert_eq!(refusal(webhook), "webhook.callback_url: Missing data for required field.");
        let bound = format!("{webhook}callback_url = \"http://127.0.0.1/\"\ntemplate_group_id = 1");
        assert!(refusal(&bound).contains("each template type gets a webhook"));
        let twice =
            "extension_type = \"a\"\nname = \"A\"\n[[template_types]]\nname = \"T\"\n[[template_types]]\nname = \"T\"";
        assert_eq!(refusal(twice), "two template types are called \"T\"");
    }
}
