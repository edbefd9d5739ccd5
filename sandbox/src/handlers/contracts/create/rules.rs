//! The rules for a new contract that the `OpenAPI` file cannot express.

use std::collections::HashSet;

use serde_json::Value;

use super::owner_side::unlisted_creator;
use crate::account::State;
use crate::handlers::contracts::party_data::{
    MAX_OWNER_PARTICIPANTS, MAX_PARTICIPANTS, ParticipantInput, Side, check, participants_by_party,
    require_unique_emails,
};
use crate::handlers::contracts::products::check_created;
use crate::json::{list, text};
use crate::model::Template;
use crate::problem::{ParameterProblems, Problem};
use crate::request::ApiRequest;

/// The workspace and the template, if they exist, belong together, and the actor may create contracts there.
pub fn workspace_and_template(state: &State, request: &ApiRequest) -> Result<(u64, Template), Problem> {
    let number = |name| request.body.get(name).and_then(Value::as_u64).unwrap_or_default();
    let workspace = number("workspace_id");
    if state.workspace(workspace).is_none() || !request.actor.sees(workspace) {
        return Err(Problem::not_found("workspace"));
    }
    if !request.actor.creates_in(workspace) {
        return Err(Problem::new(403, "The user may not create contracts in this workspace."));
    }
    let template = state.template(number("template_id")).filter(|template| template.active);
    let template = template.filter(|template| template.workspaces.contains(&workspace));
    let template = template.ok_or_else(|| Problem::not_found("template"))?;
    // The account has neither tags nor folders, so every reference is to a missing one.
    if !list(&request.body, "tags").is_empty() {
        return Err(Problem::not_found("tag"));
    }
    if request.body.get("folder_id").is_some() {
        return Err(Problem::not_found("folder"));
    }
    Ok((workspace, template.clone()))
}

/// Checks data fields, participants and products.
pub fn check_attributes(state: &State, request: &ApiRequest, template: &Template) -> Result<(), Problem> {
    let mut problems = ParameterProblems::default();
    check_data_fields(state, request, template, &mut problems);
    let parties = participants_by_party(&request.body);
    for participant in parties.iter().flatten() {
        check(state, template, participant, &mut problems);
    }
    check_limits(request, &parties, &mut problems);
    check_created(state, template, &request.body, &mut problems);
    problems.into_result()?;
    parties.iter().try_for_each(|party| require_unique_emails(party.iter().map(|participant| participant.value)))
}

/// The creator counts even if the request does not list them.
fn check_limits(request: &ApiRequest, parties: &[Vec<ParticipantInput<'_>>], problems: &mut ParameterProblems) {
    let participants = || parties.iter().flatten();
    let creator = usize::from(unlisted_creator(request).is_some());
    if participants().count() + creator > MAX_PARTICIPANTS {
        problems.add("parties", format!("More than {MAX_PARTICIPANTS} participants in all."));
    }
    let owners = participants().filter(|participant| participant.side == Side::Owner).count();
    if owners + creator > MAX_OWNER_PARTICIPANTS {
        let message = format!("More than {MAX_OWNER_PARTICIPANTS} participants with the creator.");
        problems.add("my_party.participants", message);
    }
}

/// Only active fields of the template type, each once.
fn check_data_fields(state: &State, request: &ApiRequest, template: &Template, problems: &mut ParameterProblems) {
    let fields = state.template_type(template.template_type).map_or(&[][..], |template_type| &template_type.fields);
    let mut seen = HashSet::new();
    for (index, item) in list(&request.body, "data_fields").iter().enumerate() {
        let custom_id = text(item, "custom_id");
        let path = format!("data_fields[{index}].custom_id");
        let usable = fields.iter().any(|field| field.active && field.custom_id == custom_id);
        if !usable {
            problems.add(path, format!("No active data field has the custom id \"{custom_id}\"."));
        } else if !seen.insert(custom_id) {
            problems.add(path, format!("The custom id \"{custom_id}\" is given more than once."));
        }
    }
}
