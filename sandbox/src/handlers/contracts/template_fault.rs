//! Faults of contracts from templates that have one.

use serde_json::Value;

use crate::account::State;
use crate::faults::FaultKind;
use crate::model::{Template, TemplateFault};
use crate::response::ApiResponse;

/// Executes the operation, unless the fault prevents it.
pub fn apply(fault: Option<FaultKind>, execute: impl FnOnce() -> Value) -> ApiResponse {
    match fault {
        None => ApiResponse::Json(execute()),
        Some(kind) if kind.executes_request() => ApiResponse::Fault(kind, Some(execute())),
        Some(kind) => ApiResponse::Fault(kind, None),
    }
}

/// The fault when a contract from this template is published.
pub fn on_publish(state: &State, template: u64) -> Option<FaultKind> {
    match &state.template(template)?.fault {
        Some(TemplateFault::Publish(kind)) => Some(kind.clone()),
        _ => None,
    }
}

/// The fault when a contract is created. A rate-limited template stays so until its time is over; then it works once.
pub fn on_create(state: &mut State, template: &Template) -> Option<FaultKind> {
    let Some(TemplateFault::Create(kind)) = &template.fault else {
        return None;
    };
    let FaultKind::Busy { retry_after: Some(seconds) } = kind else {
        return Some(kind.clone());
    };
    let now = state.now();
    let until = match state.busy.get(&template.id) {
        Some(until) if *until <= now => {
            state.busy.remove(&template.id);
            return None;
        }
        Some(until) => *until,
        None => now + time::Duration::seconds(seconds.parse().unwrap_or(1)),
    };
    state.busy.insert(template.id, until);
    let remaining = (until - now).whole_milliseconds().max(0) / 1_000 + 1;
    let rounded = seconds.parse().map_or(remaining, |seconds: i128| remaining.min(seconds));
    Some(FaultKind::Busy { retry_after: Some(rounded.to_string()) })
}
