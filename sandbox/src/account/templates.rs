//! Templates and data fields changed from outside the API, which Oneflow does in its editor.

use serde::Deserialize;

use super::counters::next_id;
use super::handle::Account;
use super::state::State;
use crate::model::{Sections, Template};
use crate::seed::all_choices;

/// A new template; participants of its contracts can choose everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// Its name.
    pub name: String,
    /// The template type that its data fields come from.
    pub template_type_id: Option<u64>,
    /// The workspaces in which it can be used.
    pub workspace_ids: Vec<u64>,
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
        let NewTemplate { name, template_type_id: template_type, workspace_ids: workspaces } = new;
        if name.is_empty() {
            return Err("A template must have a name.".to_owned());
        }
        if template_type.is_some() && self.template_type(template_type).is_none() {
            return Err("This template type does not exist.".to_owned());
        }
        if workspaces.is_empty() || workspaces.iter().any(|id| self.workspace(*id).is_none()) {
            return Err("A template must be in at least one workspace, and all of them must exist.".to_owned());
        }
        let id = next_id(&mut self.counters.template);
        self.templates.push(Template {
            id,
            name: Some(name),
            template_type,
            workspaces,
            active: true,
            choices: all_choices(),
            sections: Sections::default(),
            fault: None,
        });
        Ok(id)
    }
}
