//! Carrying out a plan, request by request. It ends at the first that fails.

use std::fmt;

use serde_json::Value;

use super::failure::Failure;
use super::remote::Remote;
use super::steps::{Step, StepKind};
use crate::oneflow::Call;

/// The steps of a template type, with its id, unless it does not exist yet.
pub type TypeSteps = (Option<i64>, Vec<Step>);

/// A plan that was not carried out to its end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stopped {
    /// How many requests were carried out before.
    pub done: usize,
    /// How many there are.
    pub all: usize,
    /// Why it ended.
    pub failure: Failure,
}

/// Carries out steps, and says which are done.
pub async fn apply(remote: &Remote, types: &[TypeSteps], mut says: impl FnMut(&str)) -> Result<(), Stopped> {
    let all = types.iter().map(|(_, steps)| steps.len()).sum();
    let mut done = 0;
    for (id, steps) in types {
        let mut id = *id;
        for step in steps {
            carry_out(remote, step, &mut id).await.map_err(|failure| Stopped { done, all, failure })?;
            done += 1;
            says(&format!("Done: {}.", step.about));
        }
    }
    Ok(())
}

async fn carry_out(remote: &Remote, step: &Step, id: &mut Option<i64>) -> Result<(), Failure> {
    let Step { kind, about, .. } = step;
    if *kind == StepKind::CreateType {
        let answer = remote.write(about, Call::post("/template_types", "", step.body.to_string())).await?;
        *id = answer.get("id").and_then(Value::as_i64);
        return id.map(|_| ()).ok_or_else(|| unnamed(about));
    }
    let template_type = id.ok_or_else(|| unnamed(about))?;
    let body = step.body_for(template_type).map(|body| body.to_string()).unwrap_or_default();
    let place = |rest: &str| format!("/template_types/{template_type}{rest}");
    let call = match kind {
        StepKind::CreateType | StepKind::UpdateType => Call::put(place(""), "", body),
        StepKind::ReplaceFields => Call::put(place("/data_fields"), "", body),
        StepKind::CreateWebhook => Call::post("/webhooks", "", body),
        StepKind::UpdateWebhook(id) => Call::put(format!("/webhooks/{id}"), "", body),
        StepKind::DeleteWebhook(id) => Call::delete(format!("/webhooks/{id}"), ""),
    };
    remote.write(about, call).await.map(drop)
}

fn unnamed(about: &str) -> Failure {
    Failure::new(format!(
        "Oneflow did {about}, and did not say under which id. Run the command again: it reads the account first."
    ))
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { done, all, failure } = self;
        write!(f, "{failure}\n{done} of {all} requests were carried out before.")
    }
}

impl std::error::Error for Stopped {}
