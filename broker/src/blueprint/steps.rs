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
            Change::WebhookChanged(id, webhook, attributes) => Some(self.step(
                StepKind::UpdateWebhook(*id),
                webhook.changed(attributes, variables)?,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::difference::{Edit, Handling, Surplus};
    use crate::blueprint::secret::Secret;
    use crate::blueprint::webhook::Webhook;

    fn webhook(sign_key: Option<Secret>) -> Webhook {
        Webhook {
            callback_url: "https://a.example".into(),
            sign_key,
            filters: Vec::new(),
            configuration: None,
            integration_process_id: None,
        }
    }

    fn steps(differences: Vec<Difference>) -> Result<Vec<Step>, String> {
        let (name, description) = ("T".to_owned(), "D".to_owned());
        let planned = TypePlan { name, description, maker: Maker::Hand(1), differences, notes: Vec::new(), rows: None };
        planned.steps(&|name| (name == "KEY").then(|| "k".to_owned()))
    }

    #[test]
    fn all_changes_of_a_template_type_are_one_request() {
        let edit = Edit { attribute: "description", from: String::new(), to: "D".into() };
        let changes = [Change::TypeSwitchedOn, Change::TypeDescribed(edit)].map(Difference::written);
        let step = Step {
            kind: StepKind::UpdateType,
            body: json!({"active": true, "description": "D"}),
            about: "change the template type \"T\"".into(),
        };
        assert_eq!(steps(changes.to_vec()), Ok(vec![step]));
    }

    #[test]
    fn a_webhook_is_sent_whole_with_its_template_type_and_its_secrets() {
        let key = Some(Secret::Variable("KEY".into()));
        let added = steps(vec![Difference::written(Change::WebhookAdded(webhook(key)))]);
        let bodies: Vec<Option<Value>> = added.iter().flatten().map(|step| step.body_for(7)).collect();
        let body = json!({
            "callback_url": "https://a.example", "filters": null, "sign_key": "k", "integration_process_id": null,
            "template_group_id": 7,
        });
        assert_eq!(bodies, [Some(body)]);
        let unset = webhook(Some(Secret::Variable("UNSET".into())));
        assert_eq!(steps(vec![Difference::written(Change::WebhookAdded(unset))]), Err("UNSET".to_owned()));
    }

    #[test]
    fn only_what_is_written_is_sent() {
        let removed = |surplus| Difference::surplus(Change::WebhookRemoved(4, "https://a.example".into()), surplus);
        let changed = Change::WebhookChanged(5, webhook(None), vec!["filters"]);
        let shown = Difference { change: changed, handling: Handling::OfExtension };
        let steps = steps(vec![removed(Surplus::Kept), shown, removed(Surplus::Pruned)]).unwrap_or_default();
        let kinds: Vec<(StepKind, Option<Value>)> = steps.iter().map(|step| (step.kind, step.body_for(7))).collect();
        assert_eq!(kinds, [(StepKind::DeleteWebhook(4), None)]);
    }
    #[test]
    fn a_sign_key_is_erased_only_where_the_plan_says_so() {
        let body = |attributes: Vec<&'static str>, key: Option<Secret>| {
            let changed = steps(vec![Difference::written(Change::WebhookChanged(5, webhook(key), attributes))]);
            changed.unwrap_or_default().first().map(|step| step.body.get("sign_key").cloned())
        };
        assert_eq!(body(vec!["filters"], None), Some(None), "Oneflow may have one that it does not show");
        assert_eq!(body(vec!["filters", "sign_key"], None), Some(Some(Value::Null)));
        let key = Some(Secret::Variable("KEY".into()));
        assert_eq!(body(vec!["filters"], key), Some(Some("k".into())));
    }
}
