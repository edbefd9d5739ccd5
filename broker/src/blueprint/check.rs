//! What a blueprint must hold besides its types: names that are unique, and what Oneflow accepts.

use std::collections::HashSet;
use std::fmt;

use url::Url;

use super::parts::{Blueprint, DataField, TemplateType};
use super::secret::Secret;
use super::webhook::{Authentication, Rule, Webhook};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileError {
    place: String,
    sentence: String,
}

impl FileError {
    /// What is wrong at this place.
    pub fn new(place: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { place: place.into(), sentence: sentence.into() }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}

impl std::error::Error for FileError {}

/// Finds the first thing that is wrong.
pub fn check(blueprint: &Blueprint) -> Result<(), FileError> {
    length("extension_type", &blueprint.extension_type, 1, usize::MAX)?;
    length("name", &blueprint.name, 1, usize::MAX)?;
    if let Some(webhook) = &blueprint.webhook {
        check_webhook("webhook", webhook)?;
    }
    let names = blueprint.template_types.iter().map(|template_type| template_type.name.as_str());
    unique(names, |index| (format!("template_types[{index}].name"), "another template type has the same name"))?;
    for (index, template_type) in blueprint.template_types.iter().enumerate() {
        check_type(&format!("template_types[{index}]"), blueprint, template_type)?;
    }
    Ok(())
}

fn check_type(place: &str, blueprint: &Blueprint, template_type: &TemplateType) -> Result<(), FileError> {
    length(&format!("{place}.name"), &template_type.name, 1, usize::MAX)?;
    let fields = &template_type.data_fields;
    for (index, field) in fields.iter().enumerate() {
        check_field(&format!("{place}.data_fields[{index}]"), field)?;
    }
    let custom_ids = fields.iter().map(|field| field.custom_id.as_str());
    unique(custom_ids, |index| (format!("{place}.data_fields[{index}].custom_id"), "another data field has it, too"))?;
    for (index, webhook) in template_type.webhooks.iter().enumerate() {
        check_webhook(&format!("{place}.webhooks[{index}]"), webhook)?;
    }
    let addresses = blueprint.webhooks_of(template_type).map(|webhook| webhook.callback_url.as_str());
    unique(addresses, |_| (format!("{place}.webhooks"), "two webhooks of this template type have the same address"))
}

fn check_field(place: &str, field: &DataField) -> Result<(), FileError> {
    length(&format!("{place}.custom_id"), &field.custom_id, 1, usize::MAX)?;
    length(&format!("{place}.name"), &field.name, 1, usize::MAX)?;
    length(&format!("{place}.value"), &field.value, 0, 1_024)
}

fn check_webhook(place: &str, webhook: &Webhook) -> Result<(), FileError> {
    let address = format!("{place}.callback_url");
    length(&address, &webhook.callback_url, 1, 1_000)?;
    web_address(&address, &webhook.callback_url)?;
    for (index, filter) in webhook.filters.iter().enumerate() {
        let place = format!("{place}.filters[{index}].filter_rules");
        count(&place, filter.filter_rules.len(), 2)?;
        for (index, rule) in filter.filter_rules.iter().enumerate() {
            let place = format!("{place}[{index}].values");
            match rule {
                Rule::EventType(values) => count(&place, values.len(), 50)?,
                Rule::Workspace(values) => count(&place, values.len(), usize::MAX)?,
            }
        }
    }
    for (name, secret) in webhook.secrets() {
        if matches!(secret, Secret::Variable(variable) if variable.is_empty()) {
            return Err(FileError::new(format!("{place}.{name}.env"), "the name of a variable is missing"));
        }
    }
    let Some(configuration) = &webhook.configuration else { return Ok(()) };
    for (name, text) in &configuration.parameters {
        length(&format!("{place}.configuration.parameters.{name}"), text, 0, 1_000)?;
    }
    match &configuration.authentication {
        Some(Authentication::OauthClientCredentials { token_url, .. }) => {
            web_address(&format!("{place}.configuration.authentication.token_url"), token_url)
        }
        _ => Ok(()),
    }
}

fn length(place: &str, text: &str, least: usize, most: usize) -> Result<(), FileError> {
    match text.chars().count() {
        length if length < least => Err(FileError::new(place, "it is empty")),
        length if length > most => Err(FileError::new(place, format!("it has more than {most} characters"))),
        _ => Ok(()),
    }
}

fn count(place: &str, count: usize, most: usize) -> Result<(), FileError> {
    match count {
        0 => Err(FileError::new(place, "it is empty")),
        count if count > most => Err(FileError::new(place, format!("there are more than {most}"))),
        _ => Ok(()),
    }
}

fn web_address(place: &str, text: &str) -> Result<(), FileError> {
    let is_one = Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
    is_one.then_some(()).ok_or_else(|| FileError::new(place, "it is neither an https nor an http address"))
}

fn unique<'a>(
    names: impl Iterator<Item = &'a str>,
    error: impl Fn(usize) -> (String, &'static str),
) -> Result<(), FileError> {
    let mut seen = HashSet::new();
    let twice = names.enumerate().find(|(_, name)| !seen.insert(*name));
    twice.map_or(Ok(()), |(index, _)| {
        let (place, sentence) = error(index);
        Err(FileError::new(place, sentence))
    })
}
