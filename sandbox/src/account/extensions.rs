//! Enabling and disabling extensions, with their tokens, template types and webhooks.

use serde_json::json;

use super::counters::next_id;
use super::handle::Account;
use super::state::State;
use crate::blueprint::{Blueprint, TypeBlueprint};
use crate::model::{DataField, Extension, TemplateType, Token, Webhook};

impl Account {
    /// Enables an extension: creates its template types and webhooks, and returns its token. `None` if there is none.
    ///
    /// If the extension is already enabled, it gets a new token and the old one is revoked.
    pub fn enable_extension(&self, extension_type: &str) -> Option<String> {
        let token = self.lock().enable(extension_type);
        self.notify_changed();
        token
    }

    /// Disables an extension: revokes its token and removes its webhooks; false if it does not exist.
    pub fn disable_extension(&self, extension_type: &str) -> bool {
        let known = self.lock().disable(extension_type);
        self.notify_changed();
        known
    }
}

impl State {
    /// Adds the webhooks of the extensions that are enabled in the seed.
    pub fn add_seed_webhooks(&mut self) {
        for blueprint in crate::seed::blueprints() {
            if self.extension(&blueprint.extension_type).is_some_and(|extension| extension.active) {
                self.add_webhooks(&blueprint);
            }
        }
    }

    /// Adds the extensions of the blueprints in the options, disabled.
    pub fn add_blueprint_extensions(&mut self) {
        for blueprint in self.options.blueprints.clone() {
            if self.extension(&blueprint.extension_type).is_none() {
                let id = self.extensions.iter().map(|extension| extension.id).max().unwrap_or(30) + 1;
                let Blueprint { extension_type, name, .. } = blueprint;
                self.extensions.push(Extension { id, extension_type, name, active: false });
            }
        }
    }

    pub fn extension(&self, extension_type: &str) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.extension_type == extension_type)
    }

    fn extension_mut(&mut self, extension_type: &str) -> Option<&mut Extension> {
        self.extensions.iter_mut().find(|extension| extension.extension_type == extension_type)
    }

    fn enable(&mut self, extension_type: &str) -> Option<String> {
        if !self.disable(extension_type) {
            return None;
        }
        self.extension_mut(extension_type)?.active = true;
        if let Some(blueprint) = self.blueprint(extension_type) {
            for planned in &blueprint.template_types {
                self.create_template_type(extension_type, planned);
            }
            self.add_webhooks(&blueprint);
        }
        let text = format!("sandbox-{}", self.random.key());
        self.tokens.push(Token { text: text.clone(), extension: Some(extension_type.to_owned()) });
        Some(text)
    }

    fn disable(&mut self, extension_type: &str) -> bool {
        let owns = |extension: &Option<String>| extension.as_deref() == Some(extension_type);
        self.tokens.retain(|token| !owns(&token.extension));
        self.webhooks.retain(|webhook| !owns(&webhook.extension));
        self.extension_mut(extension_type).map(|extension| extension.active = false).is_some()
    }

    fn blueprint(&self, extension_type: &str) -> Option<Blueprint> {
        let blueprints = self.options.blueprints.iter().cloned().chain(crate::seed::blueprints());
        blueprints.into_iter().find(|blueprint| blueprint.extension_type == extension_type)
    }

    /// Reuses a template type of the same name that the extension created earlier, and adds the fields that it lacks.
    fn create_template_type(&mut self, extension_type: &str, planned: &TypeBlueprint) {
        let now = self.timestamp();
        let is_this = |existing: &TemplateType| {
            existing.extension.as_deref() == Some(extension_type) && existing.name == planned.name
        };
        if !self.template_types.iter().any(is_this) {
            self.template_types.push(TemplateType {
                id: next_id(&mut self.counters.template_type),
                name: planned.name.clone(),
                description: planned.description.clone(),
                active: true,
                extension: Some(extension_type.to_owned()),
                created: now.clone(),
                updated: now,
                fields: Vec::new(),
            });
        }
        let Some(template_type) = self.template_types.iter_mut().find(|existing| is_this(existing)) else { return };
        for field in &planned.data_fields {
            let is_this = |existing: &DataField| existing.custom_id == field.custom_id;
            if !template_type.fields.iter().any(is_this) {
                template_type.fields.push(field.with_id(next_id(&mut self.counters.type_field)));
            }
        }
    }

    /// Adds the webhooks of each template type of the blueprint.
    fn add_webhooks(&mut self, blueprint: &Blueprint) {
        for planned in &blueprint.template_types {
            let extension = Some(&blueprint.extension_type);
            let mut types = self.template_types.iter();
            let existing =
                types.find(|existing| existing.extension.as_ref() == extension && existing.name == planned.name);
            let Some(template_type) = existing.map(|existing| existing.id) else { continue };
            for webhook in blueprint.webhooks_of(planned) {
                let mut attributes = webhook.as_object().cloned().unwrap_or_default();
                attributes.insert("template_group_id".to_owned(), json!(template_type));
                let id = next_id(&mut self.counters.webhook);
                self.webhooks.push(Webhook { id, extension: extension.cloned(), attributes });
            }
        }
    }
}
