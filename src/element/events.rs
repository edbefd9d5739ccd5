//! The events' details: plain objects with ids only. The element adds the `external-id`.

use js_sys::Object;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::api::failure::Failure;
use crate::flow::event::Event;
use crate::full::IS_FULL;

#[derive(Serialize)]
#[serde(untagged)]
enum Detail {
    StateChange {
        from: &'static str,
        to: &'static str,
    },
    #[serde(rename_all = "camelCase")]
    Selection {
        workspace_id: u64,
        template_id: u64,
        template_type_id: Option<u64>,
    },
    #[serde(rename_all = "camelCase")]
    Created {
        contract_id: u64,
        workspace_id: u64,
        template_id: u64,
        state: String,
        url: String,
    },
    #[serde(rename_all = "camelCase")]
    State {
        contract_id: u64,
        state: String,
    },
    Cancel {
        dirty: bool,
    },
    Draft {
        dirty: bool,
        pending: bool,
    },
    #[serde(rename_all = "camelCase")]
    Error {
        kind: &'static str,
        code: Option<u64>,
        status: Option<u16>,
        request_id: Option<String>,
        retryable: bool,
        stage: &'static str,
    },
}

/// Apart from the others, so that only the full module has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Selected {
    contract_id: u64,
}

#[derive(Serialize)]
struct ContractSummary {
    id: u64,
    state: String,
    name: String,
}

/// The event's public name and detail; nothing for what only the element itself has to know.
pub fn public(event: Event) -> Option<(&'static str, JsValue)> {
    let (name, detail) = match event {
        Event::StateChange { from, to } => ("oneflow-state-change", Detail::StateChange { from, to }),
        Event::SelectionChange { workspace, template, template_type } => {
            let template_type_id = template_type.map(|id| id.0);
            (
                "oneflow-selection-change",
                Detail::Selection { workspace_id: workspace.0, template_id: template.0, template_type_id },
            )
        }
        Event::Created { contract, workspace, template, state, url, .. } => {
            let (state, url) = (state.to_string(), url.to_string());
            (
                "oneflow-created",
                Detail::Created {
                    contract_id: contract.0,
                    workspace_id: workspace.0,
                    template_id: template.0,
                    state,
                    url,
                },
            )
        }
        Event::Published { contract, state, .. } => {
            ("oneflow-published", Detail::State { contract_id: contract.0, state: state.to_string() })
        }
        Event::ContractChange { contract, state, .. } => {
            ("oneflow-contract-change", Detail::State { contract_id: contract.0, state: state.to_string() })
        }
        Event::DraftChange { dirty, pending } => ("oneflow-draft-change", Detail::Draft { dirty, pending }),
        Event::Cancel(dirty) => ("oneflow-cancel", Detail::Cancel { dirty }),
        Event::Error { kind, failure, stage } => ("oneflow-error", error(kind, failure.as_ref(), stage)),
        Event::Select(contract) if IS_FULL => {
            return Some(("oneflow-select", value(&Selected { contract_id: contract.0 })));
        }
        Event::New if IS_FULL => return Some(("oneflow-new", Object::new().into())),
        Event::ContractRead { .. } | Event::ContractCleared | Event::Select(_) | Event::New => return None,
    };
    Some((name, value(&detail)))
}

/// What the element's `contract` becomes, if the event is about that.
pub fn contract(event: &Event) -> Option<JsValue> {
    match event {
        Event::Created { contract, name, state, .. }
        | Event::Published { contract, name, state }
        | Event::ContractRead { contract, name, state }
        | Event::ContractChange { contract, name, state } => {
            Some(value(&ContractSummary { id: contract.0, state: state.to_string(), name: name.to_string() }))
        }
        Event::ContractCleared => Some(JsValue::NULL),
        _ => None,
    }
}

fn error(kind: &'static str, failure: Option<&Failure>, stage: &'static str) -> Detail {
    let code = match failure {
        Some(Failure::Refused(problem)) => problem.code,
        _ => None,
    };
    Detail::Error {
        kind,
        code,
        status: failure.and_then(Failure::status),
        request_id: failure.and_then(Failure::request_id).map(ToString::to_string),
        retryable: failure.is_some_and(Failure::may_pass),
        stage,
    }
}

/// A plain object, with `null` for what is missing. Ids are read below 2^53 only, so each has a number in JavaScript.
fn value(told: &impl Serialize) -> JsValue {
    told.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}
