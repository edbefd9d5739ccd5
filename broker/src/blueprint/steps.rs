//! What is sent for a plan, request by request.

use serde_json::{Value, json};

use super::difference::{Change, Difference};
use super::plan::{Maker, TypePlan};
use super::secret::Variables;

/// A request that writes, without the id of its template type, which may not exist yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// What it sends.
    pub body: Value,
    /// What it does, in words: `create the template type "T"`.
    pub about: String,
}

/// What a request does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StepKind {
    /// Makes the template type.
    CreateType,
    /// Changes the template type.
    UpdateType,
    /// Replaces its data fields.
    ReplaceFields,
    /// Makes a webhook.
    CreateWebhook,
    /// Changes a webhook.
    UpdateWebhook(i64),
    /// Deletes a webhook.
    DeleteWebhook(i64),
}

impl TypePlan {
    /// The requests. The error is the name of a variable that is not set.
    pub fn steps(&self, variables: Variables<'_>) -> Result<Vec<Step>, String> {
        let written: Vec<&Change> =
            self.differences.iter().filter(|one| one.is_written()).map(|Difference { change, .. }| change).collect();
        let mut steps: Vec<Step> = self.type_step(&written).into_iter().collect();
        if let Some(rows) = &self.rows {
            steps.push(self.step(StepKind::ReplaceFields, json!({"data_fields": rows}), "replace the data fields of"));
        }
        for change in written {
            steps.extend(self.webhook_step(change, variables)?);
        }
        Ok(steps)
    }

    /// Its id, unless it does not exist yet.
    pub fn id(&self) -> Option<i64> {
        match self.maker {
            Maker::Nobody => None,
            Maker::Hand(id) | Maker::Extension(id) => Some(id),
        }
    }

    fn type_step(&self, written: &[&Change]) -> Option<Step> {
        if written.contains(&&Change::TypeCreated) {
            let body = json!({"name": self.name, "description": self.description});
            return Some(Step {
                kind: StepKind::CreateType,
                body,
                about: format!("create the template type {:?}", self.name),
            });
        }
        let mut body = json!({});
        if let Value::Object(body) = &mut body {
            for change in written {
                match change {
                    Change::TypeSwitchedOn => drop(body.insert("active".to_owned(), true.into())),
                    Change::TypeDescribed(edit) => drop(body.insert("description".to_owned(), json!(edit.to))),
                    _ => {}
                }
            }
        }
        let has_changed = body.as_object().is_some_and(|body| !body.is_empty());
        has_changed.then(|| Step {
            kind: StepKind::UpdateType,
            body,
            about: format!("change the template type {:?}", self.name),
        })
    }

    fn webhook_step(&self, change: &Change, variables: Variables<'_>) -> Result<Option<Step>, String> {
        let about = |verb: &str, url: &str| format!("{verb} the webhook {url:?} of");
        Ok(match change {
            Change::WebhookAdded(webhook) => Some(self.step(
                StepKind::CreateWebhook,
                webhook.body(variables)?,
                &about("create", &webhook.callback_url),
            )),
            Change::WebhookChanged(id, webhook, _) => Some(self.step(
                StepKind::UpdateWebhook(*id),
                webhook.body(variables)?,
                &about("change", &webhook.callback_url),
            )),
            Change::WebhookRemoved(id, url) => {
                Some(self.step(StepKind::DeleteWebhook(*id), Value::Null, &about("delete", url)))
            }
            _ => None,
        })
    }

    fn step(&self, kind: StepKind, body: Value, about: &str) -> Step {
        Step { kind, body, about: format!("{about} the template type {:?}", self.name) }
    }
}

impl Step {
    /// The body with the id of the template type where Oneflow expects it.
    pub fn body_for(&self, template_type: i64) -> Option<Value> {
        let mut body = self.body.clone();
        if let (StepKind::CreateWebhook | StepKind::UpdateWebhook(_), Value::Object(body)) = (self.kind, &mut body) {
            body.insert("template_group_id".to_owned(), template_type.into());
        }
        (!body.is_null()).then_some(body)
    }
}
