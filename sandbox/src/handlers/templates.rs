//! The templates in the workspaces that the actor sees.

use serde_json::{Value, json};

use super::pagination::paginate;
use super::sorting::sort_by;
use super::template_types;
use crate::account::State;
use crate::json::set_all;
use crate::model::{CreatorRole, Template};
use crate::problem::Problem;
use crate::request::ApiRequest;
use crate::response::ApiResponse;

pub fn list(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    if let Some(extension) = request.query("extension_type")
        && !state.templates.iter().any(|template| is_of_extension(state, template, extension))
    {
        return Err(Problem::new(404, format!("No template has the extension type {extension:?}.")));
    }
    let workspaces = request.numbers("filter[workspace_ids]");
    let active = match request.query("filter[active]") {
        None => Some(true),
        Some(text) => text.parse().ok(),
    };
    let mut visible: Vec<&Template> = state
        .templates
        .iter()
        .filter(|template| is_visible(request, template) && matches_type(state, request, template))
        .filter(|template| active.is_none_or(|active| template.active == active))
        .filter(|template| {
            let shared = |ids: &Vec<u64>| template.workspaces.iter().any(|id| ids.contains(id));
            workspaces.as_ref().is_none_or(shared)
        })
        .collect();
    if let Some(sort) = request.query("sort") {
        sort_by(&mut visible, sort, |template, _| template.name.clone());
    }
    Ok(paginate(state, request, &visible, |template| to_json(state, request, template)))
}

pub fn get(state: &mut State, request: &ApiRequest) -> Result<ApiResponse, Problem> {
    let id = request.id("template_id");
    let template = state.templates.iter().find(|template| template.id == id && is_visible(request, template));
    let template = template.ok_or_else(|| Problem::not_found("template"))?;
    Ok(ApiResponse::Json(to_json(state, request, template)))
}

/// Whether a template matches the two filters by type. Templates of a disabled extension do not match its type.
pub fn matches_type(state: &State, request: &ApiRequest, template: &Template) -> bool {
    let extension = request.query("extension_type");
    let template_type = request.number("template_type_id");
    extension.is_none_or(|extension| is_of_extension(state, template, extension))
        && template_type.is_none_or(|id| template.template_type == Some(id))
}

fn is_of_extension(state: &State, template: &Template, extension_type: &str) -> bool {
    let template_type = state.template_type(template.template_type);
    template_type.and_then(|template_type| template_type.extension.as_deref()) == Some(extension_type)
        && state.extension(extension_type).is_some_and(|extension| extension.active)
}

fn is_visible(request: &ApiRequest, template: &Template) -> bool {
    template.workspaces.iter().any(|workspace| request.actor.sees(*workspace))
}

/// The attributes that the helper for creating contracts has, too.
pub fn summary(state: &State, template: &Template) -> Value {
    json!({
        "available_options": available_options(template),
        "created_time": "2024-03-01T10:00:00+00:00",
        "id": template.id,
        "name": template.name,
        "template_type": state.template_type(template.template_type).map(template_types::summary),
        "updated_time": "2024-05-02T11:00:00+00:00",
    })
}

/// Client code names the attribute on templates; nobody names it on those of the helper. That it is `null` without a
/// workflow, and an object otherwise, is a guess.
fn approval_workflow(needed: bool) -> Value {
    if needed { json!({"id": 27_001}) } else { Value::Null }
}

fn to_json(state: &State, request: &ApiRequest, template: &Template) -> Value {
    let template_type = template.template_type;
    let type_link = template_type.map_or(json!({"href": null}), |id| state.link(&format!("/template_types/{id}")));
    let visible = state.workspaces.iter().filter(|workspace| template.workspaces.contains(&workspace.id));
    let visible = visible.filter(|workspace| request.actor.sees(workspace.id));
    let workspaces: Value = visible.map(|workspace| json!({"id": workspace.id, "name": workspace.name})).collect();
    let rest = json!({
        "_links": {"self": state.link(&format!("/templates/{}", template.id)), "template_type": type_link},
        "configuration": {"default_creator_roles": {
            "_permissions": {"contract:update": true},
            "organizer": true,
            "signatory": template.choices.creator == CreatorRole::Signatory,
        }},
        "draft_approval_workflow": approval_workflow(template.approvals.draft),
        "parties": [],
        "pending_approval_workflow": approval_workflow(template.approvals.pending),
        "product_groups": template.product_tables,
        "tags": [],
        "template_active": template.active,
        "workspaces": workspaces,
    });
    let mut body = summary(state, template);
    set_all(&mut body, rest);
    body
}

/// `available_options`: what a contract can receive, and what a participant can choose from.
pub fn available_options(template: &Template) -> Value {
    let choices = &template.choices;
    let with_requirements = |names: &[String]| -> Value {
        let options = names.iter().enumerate().map(|(index, name)| {
            let required = required_attributes(name);
            json!({"name": name, "preferred": index == 0, "required_participant_attributes": required})
        });
        options.collect()
    };
    let methods = choices.sign_methods.iter().enumerate();
    let methods: Value = methods.map(|(index, name)| json!({"name": name, "preferred": index == 0})).collect();
    json!({
        "can_receive_attachments": template.sections.attachments,
        "can_receive_expanded_pdf": template.sections.expanded_pdf,
        "can_receive_products": !template.product_tables.is_empty(),
        "delivery_channels": with_requirements(&choices.channels),
        "sign_methods": methods,
        "two_step_authentication_methods": with_requirements(&choices.second_factors),
    })
}

/// The attributes that a participant needs for a delivery channel or a second factor.
pub fn required_attributes(name: &str) -> &'static [&'static str] {
    match name {
        "email" => &["email"],
        "sms" | "whatsapp" => &["phone_number"],
        "email_and_sms" => &["email", "phone_number"],
        _ => &[],
    }
}
