//! What a blueprint must hold besides its types: names that are unique, and what Oneflow accepts in a request.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::parts::{Blueprint, TypeBlueprint};
use crate::model::webhook;
use crate::spec;

/// The first thing that is wrong, as a sentence.
pub fn check(blueprint: &Blueprint) -> Result<(), String> {
    for (name, text) in [("extension_type", &blueprint.extension_type), ("name", &blueprint.name)] {
        if text.is_empty() {
            return Err(format!("{name} is empty"));
        }
    }
    if let Some(name) = duplicate(blueprint.template_types.iter().map(|template_type| template_type.name.as_str())) {
        return Err(format!("two template types have the name {name:?}"));
    }
    if let Some(webhook) = &blueprint.webhook {
        check_webhook("webhook", webhook)?;
    }
    blueprint.template_types.iter().enumerate().try_for_each(|(index, template_type)| {
        check_type(&format!("template_types[{index}]"), blueprint, template_type)
    })
}

fn check_type(path: &str, blueprint: &Blueprint, template_type: &TypeBlueprint) -> Result<(), String> {
    let TypeBlueprint { name, description, data_fields, webhooks } = template_type;
    if let Some(custom_id) = duplicate(data_fields.iter().map(|field| field.custom_id.as_str())) {
        return Err(format!("{name:?} has two data fields with the custom id {custom_id:?}"));
    }
    check_schema(path, "TemplateTypeCreate", &json!({"name": name, "description": description}))?;
    for (index, field) in data_fields.iter().enumerate() {
        check_schema(&format!("{path}.data_fields[{index}]"), "TypeDataFieldWrite", &json!(field))?;
    }
    for (index, webhook) in webhooks.iter().enumerate() {
        check_webhook(&format!("{path}.webhooks[{index}]"), webhook)?;
    }
    let addresses = blueprint.webhooks_of(template_type).filter_map(|webhook| webhook.get("callback_url")?.as_str());
    match duplicate(addresses) {
        Some(address) => Err(format!("{name:?} has two webhooks for {address:?}")),
        None => Ok(()),
    }
}

fn check_webhook(path: &str, webhook: &Value) -> Result<(), String> {
    if webhook.get("template_group_id").is_some() {
        return Err(format!("{path}.template_group_id is set by the sandbox: each template type gets a webhook"));
    }
    check_schema(path, "WebhookWrite", webhook)?;
    for (name, pointer) in webhook::ADDRESSES {
        let address = webhook.pointer(pointer).and_then(Value::as_str);
        if address.is_some_and(|address| !webhook::is_web_address(address)) {
            return Err(format!("{path}.{name}: Neither an https nor an http address."));
        }
    }
    Ok(())
}

fn check_schema(path: &str, schema: &str, value: &Value) -> Result<(), String> {
    let violations = spec::check_schema(schema, value);
    violations.first().map_or(Ok(()), |first| Err(format!("{path}.{first}")))
}

fn duplicate<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}
