//! Templates that are made here, which Oneflow does in its editor alone.

use serde::Deserialize;

use super::Account;
use super::model::Template;
use super::state::{State, count};
use crate::seed::everything;

/// A template to be; participants of its contracts may choose among everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// What it is called.
    pub name: String,
    /// Where its data fields come from.
    pub template_type_id: Option<u64>,
    /// Where it can be used.
    pub workspace_ids: Vec<u64>,
}

impl Account {
    /// Makes a template and tells its number. The error is one sentence.
    pub fn make_template(&self, template: NewTemplate) -> Result<u64, String> {
        let made = self.lock().make_template(template);
        self.touch();
        made
    }
}

impl State {
    fn make_template(&mut self, new: NewTemplate) -> Result<u64, String> {
        let NewTemplate { name, template_type_id: kind, workspace_ids: workspaces } = new;
        if name.is_empty() {
            return Err("A template has a name.".to_owned());
        }
        if kind.is_some() && self.template_type(kind).is_none() {
            return Err("There is no such template type.".to_owned());
        }
        if workspaces.is_empty() || workspaces.iter().any(|id| self.workspace(*id).is_none()) {
            return Err("A template is in at least one workspace, and all of them exist.".to_owned());
        }
        let id = count(&mut self.counters.template);
        self.templates.push(Template {
            id,
            name: Some(name),
            kind,
            workspaces,
            active: true,
            choices: everything(),
            mark: None,
        });
        Ok(id)
    }
}
