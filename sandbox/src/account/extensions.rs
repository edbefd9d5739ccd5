//! Enabling and disabling extensions: tokens, template types and webhooks come and go with them.

use serde_json::{Value, json};

use super::Account;
use super::model::{DataField, Extension, TemplateType, Token};
use super::state::{State, count};
use super::webhook::Webhook;
use crate::blueprint::{Blueprint, TypePlan};

impl Account {
    /// Enables an extension: makes its template types and webhooks, and the token that is told here only.
    ///
    /// Enabling one that is enabled makes a new token and revokes the last. Nothing when there is no such extension.
    pub fn enable_extension(&self, extension_type: &str) -> Option<String> {
        let token = self.lock().enable(extension_type);
        self.touch();
        token
    }

    /// Disables an extension: revokes its token and removes its webhooks; false when there is no such extension.
    pub fn disable_extension(&self, extension_type: &str) -> bool {
        let known = self.lock().disable(extension_type);
        self.touch();
        known
    }

    /// One or the other; false when there is no such extension.
    pub fn switch_extension(&self, extension_type: &str, active: bool) -> bool {
        if active { self.enable_extension(extension_type).is_some() } else { self.disable_extension(extension_type) }
    }
}

impl State {
    /// The webhooks of the extensions that the seed has enabled.
    pub fn settle(&mut self) {
        for blueprint in crate::seed::blueprints() {
            if self.extension(&blueprint.extension_type).is_some_and(|extension| extension.active) {
                self.bind_webhooks(&blueprint);
            }
        }
    }

    /// Lists the extensions of given blueprints that the account does not have yet.
    pub fn offer_extensions(&mut self) {
        for blueprint in self.options.blueprints.clone() {
            if self.extension(&blueprint.extension_type).is_none() {
                let id = self.extensions.iter().map(|extension| extension.id).max().unwrap_or(30) + 1;
                let (kind, name) = (blueprint.extension_type, blueprint.name);
                self.extensions.push(Extension { id, kind, name, active: false });
            }
        }
    }

    pub fn extension(&self, extension_type: &str) -> Option<&Extension> {
        self.extensions.iter().find(|extension| extension.kind == extension_type)
    }

    fn switch(&mut self, extension_type: &str, active: bool) -> bool {
        let found = self.extensions.iter_mut().find(|extension| extension.kind == extension_type);
        found.map(|extension| extension.active = active).is_some()
    }

    fn enable(&mut self, extension_type: &str) -> Option<String> {
        if !self.disable(extension_type) {
            return None;
        }
        self.switch(extension_type, true);
        if let Some(blueprint) = self.blueprint(extension_type) {
            for plan in &blueprint.template_types {
                self.copy_type(extension_type, plan);
            }
            self.bind_webhooks(&blueprint);
        }
        let text = format!("sandbox-{}", self.chance.key());
        self.tokens.push(Token { text: text.clone(), extension: Some(extension_type.to_owned()) });
        Some(text)
    }

    fn disable(&mut self, extension_type: &str) -> bool {
        let is_its = |extension: &Option<String>| extension.as_deref() == Some(extension_type);
        self.tokens.retain(|token| !is_its(&token.extension));
        self.webhooks.retain(|webhook| !is_its(&webhook.extension));
        self.switch(extension_type, false)
    }

    fn blueprint(&self, extension_type: &str) -> Option<Blueprint> {
        let given = self.options.blueprints.iter().cloned().chain(crate::seed::blueprints());
        given.into_iter().find(|blueprint| blueprint.extension_type == extension_type)
    }

    /// A type of that name that the extension made earlier stays, and gets the fields it lacks.
    fn copy_type(&mut self, extension_type: &str, plan: &TypePlan) {
        let now = self.now_shown();
        let made = |kind: &TemplateType| kind.extension.as_deref() == Some(extension_type) && kind.name == plan.name;
        if !self.types.iter().any(made) {
            self.types.push(TemplateType {
                id: count(&mut self.counters.template_type),
                name: plan.name.clone(),
                description: plan.description.clone(),
                active: true,
                extension: Some(extension_type.to_owned()),
                created: now.clone(),
                updated: now,
                fields: Vec::new(),
            });
        }
        let Some(kind) = self.types.iter_mut().find(|kind| made(kind)) else { return };
        for field in &plan.data_fields {
            let known = |known: &DataField| known.custom_id == field.custom_id;
            if !kind.fields.iter().any(known) {
                kind.fields.push(field.field(count(&mut self.counters.type_field)));
            }
        }
    }

    /// One webhook for each template type of the blueprint.
    fn bind_webhooks(&mut self, blueprint: &Blueprint) {
        let Some(Value::Object(webhook)) = &blueprint.webhook else { return };
        for plan in &blueprint.template_types {
            let extension = Some(&blueprint.extension_type);
            let kind = self.types.iter().find(|kind| kind.extension.as_ref() == extension && kind.name == plan.name);
            let Some(kind) = kind.map(|kind| kind.id) else { continue };
            let mut written = webhook.clone();
            written.insert("template_group_id".to_owned(), json!(kind));
            let id = count(&mut self.counters.webhook);
            self.webhooks.push(Webhook { id, extension: extension.cloned(), written });
        }
    }
}
