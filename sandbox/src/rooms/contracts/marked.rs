//! What goes wrong with contracts from marked templates.

use serde_json::Value;

use crate::account::model::{Mark, Template};
use crate::account::state::State;
use crate::faults::FaultKind;
use crate::rooms::Reply;

/// Does the work, unless what goes wrong keeps it from being done.
pub fn unless(fault: Option<FaultKind>, work: impl FnOnce() -> Value) -> Reply {
    match fault {
        None => Reply::Json(work()),
        Some(kind) if kind.lets_through() => Reply::Marked(kind, Some(work())),
        Some(kind) => Reply::Marked(kind, None),
    }
}

/// What goes wrong when a contract from this template is published.
pub fn publishing(state: &State, template: u64) -> Option<FaultKind> {
    match &state.template(template)?.mark {
        Some(Mark::Publishing(kind)) => Some(kind.clone()),
        _ => None,
    }
}

/// What goes wrong when a contract is created now: a template that is busy stays so until its time has passed, and
/// then works once.
pub fn creating(state: &mut State, template: &Template) -> Option<FaultKind> {
    let Some(Mark::Creating(kind)) = &template.mark else {
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
    let left = (until - now).whole_milliseconds().max(0) / 1_000 + 1;
    let whole = seconds.parse().map_or(left, |seconds: i128| left.min(seconds));
    Some(FaultKind::Busy { retry_after: Some(whole.to_string()) })
}
