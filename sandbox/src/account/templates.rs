//! Templates and data fields changed from outside the API, which Oneflow does in its editor.

use std::iter;

use serde::Deserialize;
use serde_json::Value;

use super::counters::next_id;
use super::handle::Account;
use super::state::State;
use crate::model::product::{default_configuration, new_table};
use crate::model::{Approvals, Sections, Template};
use crate::seed::all_choices;

/// As many as the vendor's connector can name.
const MAX_PRODUCT_TABLES: usize = 5;

/// A new template; participants of its contracts can choose everything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// Its name.
    pub name: String,
    /// The template type that its data fields come from.
    pub template_type_id: Option<u64>,
    /// The workspaces in which it can be used.
    pub workspace_ids: Vec<u64>,
    /// What its documents have a section for.
    #[serde(default)]
    pub sections: NewSections,
    /// Which approvals its contracts need.
    #[serde(default)]
    pub approvals: Approvals,
}

/// The sections of a new template.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewSections {
    /// Attachments, which is the default.
    pub attachments: bool,
    /// An expanded PDF.
    pub expanded_pdf: bool,
    /// How many product tables there are; they have no rows.
    pub product_tables: usize,
}

impl Default for NewSections {
    fn default() -> Self {
        let Sections { attachments, expanded_pdf } = Sections::default();
        Self { attachments, expanded_pdf, product_tables: 0 }
    }
}

impl Account {
    /// Creates a template and returns its id. The error is one sentence.
    pub fn create_template(&self, template: NewTemplate) -> Result<u64, String> {
        let result = self.lock().create_template(template);
        self.notify_changed();
        result
    }

    /// Deactivates every data field with a custom id, and returns how many there are.
    pub fn deactivate_data_field(&self, custom_id: &str) -> usize {
        let mut state = self.lock();
        let fields = state.template_types.iter_mut().flat_map(|template_type| &mut template_type.fields);
        let matching = fields.filter(|field| field.custom_id == custom_id);
        matching.map(|field| field.active = false).count()
    }
}

impl State {
    fn create_template(&mut self, new: NewTemplate) -> Result<u64, String> {
        let NewTemplate { name, template_type_id: template_type, workspace_ids: workspaces, sections, approvals } = new;
        if name.is_empty() {
            return Err("A template must have a name.".to_owned());
        }
        if template_type.is_some() && self.template_type(template_type).is_none() {
            return Err("This template type does not exist.".to_owned());
        }
        if workspaces.is_empty() || workspaces.iter().any(|id| self.workspace(*id).is_none()) {
            return Err("A template must be in at least one workspace, and all of them must exist.".to_owned());
        }
        if sections.product_tables > MAX_PRODUCT_TABLES {
            return Err(format!("A template has at most {MAX_PRODUCT_TABLES} product tables."));
        }
        let id = next_id(&mut self.counters.template);
        let product_tables = self.new_product_tables(sections.product_tables);
        self.templates.push(Template {
            id,
            name: Some(name),
            template_type,
            workspaces,
            active: true,
            choices: all_choices(),
            sections: Sections { attachments: sections.attachments, expanded_pdf: sections.expanded_pdf },
            product_tables,
            approvals,
            fault: None,
        });
        Ok(id)
    }

    fn new_product_tables(&mut self, count: usize) -> Vec<Value> {
        let now = self.timestamp();
        let mut ids = iter::repeat_with(|| next_id(&mut self.counters.product_table)).take(count);
        ids.by_ref().map(|id| new_table(id, None, &default_configuration(), &[], &now)).collect()
    }
}
