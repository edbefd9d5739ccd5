//! The new contract, built from a request that passed the rules.

use serde_json::{Map, Value, json};

use super::owner_side::owner_party;
use crate::account::{State, next_id};
use crate::handlers::contracts::party_data::new_counterparty;
use crate::handlers::contracts::products::created_tables;
use crate::handlers::templates::available_options;
use crate::json::{list, set_all, text};
use crate::model::{Contract, Template};
use crate::request::ApiRequest;

/// The contract, before it is stored.
pub fn contract(state: &mut State, request: &ApiRequest, workspace: u64, template: &Template) -> Contract {
    let id = next_id(&mut state.counters.contract);
    let now = state.timestamp();
    let data_fields = data_fields(state, request, template, &now);
    let parties = parties(state, request, template, &now);
    let product_groups = created_tables(state, template, &request.body, &now);
    let mut body = defaults(&now);
    let attributes = json!({
        "_links": links(state, id, workspace, template),
        "_private": {
            "date_format": "YYYY-MM-DD",
            "folder": null,
            "name": text(&request.body, "name"),
            "signing_period_expiration": {"type": "days_after_publish", "expire_days_after_publish": 30},
            "value": request.body.get("value"),
            "workspace_id": workspace,
        },
        "_private_ownerside": {
            "created_time": now,
            "template_id": template.id,
            "template_type_id": template.template_type,
        },
        "available_options": available_options(template),
        "id": id,
        "product_groups": product_groups,
    });
    set_all(&mut body, attributes);
    Contract {
        id,
        workspace,
        template: template.id,
        extension: request.extension.clone(),
        body,
        parties,
        data_fields,
        events: Vec::new(),
        links: Vec::new(),
        files: Vec::new(),
    }
}

/// The attributes that are the same in every new contract.
fn defaults(now: &str) -> Value {
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
    for name in ["data_fields", "events", "files", "parties", "product_groups", "publish"] {
        links.insert(name.to_owned(), state.link(&format!("/contracts/{id}/{name}")));
    }
    links.insert("self".to_owned(), state.link(&format!("/contracts/{id}")));
    links.insert("template".to_owned(), state.link(&format!("/templates/{}", template.id)));
    let template_type = template.template_type;
    let type_link = template_type.map_or(json!({"href": null}), |id| state.link(&format!("/template_types/{id}")));
    links.insert("template_type".to_owned(), type_link);
    links.insert("workspace".to_owned(), state.link(&format!("/workspaces/{workspace}")));
    Value::Object(links)
}

/// The owner side first, then the counterparties.
fn parties(state: &mut State, request: &ApiRequest, template: &Template, now: &str) -> Vec<Value> {
    let mut parties = vec![owner_party(state, request, template, now)];
    for party in list(&request.body, "parties") {
        parties.push(new_counterparty(state, template, party, now));
    }
    parties
}

/// Every active field of the template type, with the value that was sent or the default value.
fn data_fields(state: &mut State, request: &ApiRequest, template: &Template, now: &str) -> Vec<Value> {
    let definitions =
        state.template_type(template.template_type).map_or_else(Vec::new, |template_type| template_type.fields.clone());
    let sent = list(&request.body, "data_fields");
    let active = definitions.into_iter().filter(|field| field.active);
    let fields = active.map(|field| {
        let item = sent.iter().find(|item| text(item, "custom_id") == field.custom_id);
        json!({
            "_private_ownerside": {"created_time": now, "custom_id": field.custom_id, "updated_time": now},
            "description": field.description,
            "id": next_id(&mut state.counters.data_field),
            "name": field.name,
            "placeholder": field.placeholder,
            "value": item.map_or(field.value.as_str(), |item| text(item, "value")),
        })
    });
    fields.collect()
}
