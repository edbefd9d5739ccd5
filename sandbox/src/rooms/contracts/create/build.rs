//! A new contract as its answer, out of a request that has passed the rules.

use serde_json::{Map, Value, json};

use super::items::{list, text};
use super::parties::parties;
use crate::account::contract::Contract;
use crate::account::model::Template;
use crate::account::state::{State, count};
use crate::door::Call;
use crate::rooms::templates::options;

/// The contract, not yet stored.
pub fn contract(state: &mut State, call: &Call, workspace: u64, template: &Template) -> Contract {
    let id = count(&mut state.counters.contract);
    let now = state.now_shown();
    let data_fields = data_fields(state, call, template, &now);
    let parties = parties(state, call, template, &now);
    let mut body = untouched(&now);
    let own = json!({
        "_links": links(state, id, workspace, template),
        "_private": {
            "date_format": "YYYY-MM-DD",
            "folder": null,
            "name": text(&call.body, "name"),
            "signing_period_expiration": {"type": "days_after_publish", "expire_days_after_publish": 30},
            "value": call.body.get("value"),
            "workspace_id": workspace,
        },
        "_private_ownerside": {
            "created_time": now,
            "template_id": template.id,
            "template_type_id": template.kind,
        },
        "available_options": options(&template.choices),
        "id": id,
    });
    if let (Value::Object(body), Value::Object(own)) = (&mut body, own) {
        body.extend(own);
    }
    Contract {
        id,
        workspace,
        template: template.id,
        extension: call.extension.clone(),
        body,
        parties,
        data_fields,
        events: Vec::new(),
        links: Vec::new(),
    }
}

/// What every new contract has.
fn untouched(now: &str) -> Value {
    json!({
        "attachment_file_groups": [],
        "lifecycle_settings": {
            "duration": null,
            "end_date": null,
            "initial_duration": null,
            "notice_period": null,
            "start_date": null,
            "type": "no_duration",
        },
        "lifecycle_state": null,
        "links": [],
        "pdf_file_groups": [],
        "product_groups": [],
        "published_time": null,
        "sign_order": null,
        "signing_period_expiry_time": null,
        "state": "draft",
        "state_updated_time": now,
        "tags": [],
        "updated_time": now,
    })
}

fn links(state: &State, id: u64, workspace: u64, template: &Template) -> Value {
    let mut links = Map::new();
    for name in ["data_fields", "events", "files", "parties", "publish"] {
        links.insert(name.to_owned(), state.href(&format!("/contracts/{id}/{name}")));
    }
    links.insert("self".to_owned(), state.href(&format!("/contracts/{id}")));
    links.insert("template".to_owned(), state.href(&format!("/templates/{}", template.id)));
    let kind = template.kind.map_or(json!({"href": null}), |kind| state.href(&format!("/template_types/{kind}")));
    links.insert("template_type".to_owned(), kind);
    links.insert("workspace".to_owned(), state.href(&format!("/workspaces/{workspace}")));
    Value::Object(links)
}

/// Every active field of the template's type, with the value that was sent or the type's own.
fn data_fields(state: &mut State, call: &Call, template: &Template, now: &str) -> Vec<Value> {
    let fields = state.template_type(template.kind).map_or_else(Vec::new, |kind| kind.fields.clone());
    let sent = list(&call.body, "data_fields");
    let active = fields.into_iter().filter(|field| field.active);
    let shown = active.map(|field| {
        let item = sent.iter().find(|item| text(item, "custom_id") == field.custom_id);
        json!({
            "_private_ownerside": {"created_time": now, "custom_id": field.custom_id, "updated_time": now},
            "description": field.description,
            "id": count(&mut state.counters.data_field),
            "name": field.name,
            "placeholder": field.placeholder,
            "value": item.map_or(field.value.as_str(), |item| text(item, "value")),
        })
    });
    shown.collect()
}
