//! The templates in the workspaces that the actor sees.

use serde_json::{Value, json};

use super::page::{page, sort_by};
use super::{Reply, template_types};
use crate::account::model::{Choices, Creator, Template};
use crate::account::state::State;
use crate::door::Call;
use crate::problem::Problem;

pub fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    if let Some(extension) = call.query("extension_type")
        && !state.templates.iter().any(|template| is_of_extension(state, template, extension))
    {
        return Err(Problem::new(404, format!("No template has the extension type {extension:?}.")));
    }
    let workspaces = call.numbers("filter[workspace_ids]");
    let active = match call.query("filter[active]") {
        None => Some(true),
        Some(text) => text.parse().ok(),
    };
    let mut seen: Vec<&Template> = state
        .templates
        .iter()
        .filter(|template| is_seen(call, template) && fits(state, call, template))
        .filter(|template| active.is_none_or(|active| template.active == active))
        .filter(|template| {
            let shared = |ids: &Vec<u64>| template.workspaces.iter().any(|id| ids.contains(id));
            workspaces.as_ref().is_none_or(shared)
        })
        .collect();
    if let Some(sort) = call.query("sort") {
        sort_by(&mut seen, sort, |template, _| template.name.clone());
    }
    Ok(page(state, call, &seen, |template| shown(state, call, template)))
}

pub fn one(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let id = call.id("template_id");
    let template = state.templates.iter().find(|template| template.id == id && is_seen(call, template));
    let template = template.ok_or_else(|| Problem::missing("template"))?;
    Ok(Reply::Json(shown(state, call, template)))
}

/// Whether a template passes the two filters by type. Those of a disabled extension are there, but not found by it.
pub fn fits(state: &State, call: &Call, template: &Template) -> bool {
    let extension = call.query("extension_type");
    let kind = call.number("template_type_id");
    extension.is_none_or(|extension| is_of_extension(state, template, extension))
        && kind.is_none_or(|kind| template.kind == Some(kind))
}

fn is_of_extension(state: &State, template: &Template, wanted: &str) -> bool {
    let extension = state.template_type(template.kind).and_then(|kind| kind.extension.as_deref());
    extension == Some(wanted) && state.extensions.iter().any(|extension| extension.kind == wanted && extension.active)
}

fn is_seen(call: &Call, template: &Template) -> bool {
    template.workspaces.iter().any(|workspace| call.actor.sees(*workspace))
}

/// The part of a template that the creation helper shows, too.
pub fn summary(state: &State, template: &Template) -> Value {
    json!({
        "available_options": options(&template.choices),
        "created_time": "2024-03-01T10:00:00+00:00",
        "id": template.id,
        "name": template.name,
        "template_type": state.template_type(template.kind).map(template_types::summary),
        "updated_time": "2024-05-02T11:00:00+00:00",
    })
}

fn shown(state: &State, call: &Call, template: &Template) -> Value {
    let kind = template.kind.map_or(json!({"href": null}), |kind| state.href(&format!("/template_types/{kind}")));
    let seen = state.workspaces.iter().filter(|workspace| template.workspaces.contains(&workspace.id));
    let seen = seen.filter(|workspace| call.actor.sees(workspace.id));
    let workspaces: Value = seen.map(|workspace| json!({"id": workspace.id, "name": workspace.name})).collect();
    let rest = json!({
        "_links": {"self": state.href(&format!("/templates/{}", template.id)), "template_type": kind},
        "configuration": {"default_creator_roles": {
            "_permissions": {"contract:update": true},
            "organizer": true,
            "signatory": template.choices.creator == Creator::Signatory,
        }},
        "parties": [],
        "product_groups": [],
        "tags": [],
        "template_active": template.active,
        "workspaces": workspaces,
    });
    let mut body = summary(state, template);
    if let (Value::Object(body), Value::Object(rest)) = (&mut body, rest) {
        body.extend(rest);
    }
    body
}

/// `available_options`: what a participant can choose among.
pub fn options(choices: &Choices) -> Value {
    let named = |names: &[String]| -> Value {
        let each = names.iter().enumerate();
        let shown = each.map(|(place, name)| {
            let required = required_attributes(name);
            json!({"name": name, "preferred": place == 0, "required_participant_attributes": required})
        });
        shown.collect()
    };
    let methods = choices.sign_methods.iter().enumerate();
    let methods: Value = methods.map(|(place, name)| json!({"name": name, "preferred": place == 0})).collect();
    json!({
        "can_receive_attachments": true,
        "can_receive_expanded_pdf": false,
        "can_receive_products": false,
        "delivery_channels": named(&choices.channels),
        "sign_methods": methods,
        "two_step_authentication_methods": named(&choices.second_factors),
    })
}

/// What a participant must have for a channel or a second factor of this name.
pub fn required_attributes(name: &str) -> &'static [&'static str] {
    match name {
        "email" => &["email"],
        "sms" | "whatsapp" => &["phone_number"],
        "email_and_sms" => &["email", "phone_number"],
        _ => &[],
    }
}
