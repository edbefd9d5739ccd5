//! What the `OpenAPI` file cannot say about a creation: how its parts go together, and with the account.

use std::collections::HashSet;

use serde_json::Value;

use super::items::{self, Person, Side, list, text};
use super::parties::unlisted_creator;
use super::people;
use crate::account::model::Template;
use crate::account::state::State;
use crate::door::Call;
use crate::problem::{Parameters, Problem};

/// Over all parties of a contract.
pub const PARTICIPANTS: usize = 40;
pub const OWNER_PARTICIPANTS: usize = 29;

/// The workspace and the template, if they exist, belong together and the actor may create there.
pub fn place(state: &State, call: &Call) -> Result<(u64, Template), Problem> {
    let number = |name| call.body.get(name).and_then(Value::as_u64).unwrap_or_default();
    let workspace = number("workspace_id");
    if state.workspace(workspace).is_none() || !call.actor.sees(workspace) {
        return Err(Problem::missing("workspace"));
    }
    if !call.actor.creates_in(workspace) {
        return Err(Problem::new(403, "The user may not create contracts in this workspace."));
    }
    let id = number("template_id");
    let template = state.templates.iter().find(|template| template.id == id && template.active);
    let template = template.filter(|template| template.workspaces.contains(&workspace));
    let template = template.ok_or_else(|| Problem::missing("template"))?;
    // The account has neither tags nor folders, so whatever is referred to is missing.
    if !list(&call.body, "tags").is_empty() {
        return Err(Problem::missing("tag"));
    }
    if call.body.get("folder_id").is_some() {
        return Err(Problem::missing("folder"));
    }
    Ok((workspace, template.clone()))
}

/// Data fields, participants and products.
pub fn attributes(state: &State, call: &Call, template: &Template) -> Result<(), Problem> {
    let mut wrong = Parameters::new();
    data_fields(state, call, template, &mut wrong);
    let parties = items::parties(&call.body);
    for person in parties.iter().flatten() {
        people::check(state, template, person, &mut wrong);
    }
    count(call, &parties, &mut wrong);
    if !list(&call.body, "product_groups").is_empty() {
        refuse(&mut wrong, "product_groups".to_owned(), "The template has no product table.".to_owned());
    }
    Problem::if_any(wrong)?;
    parties.iter().try_for_each(|party| people::once_each(party.iter().map(|person| person.value)))
}

/// The creator counts although nobody lists him.
fn count(call: &Call, parties: &[Vec<Person<'_>>], wrong: &mut Parameters) {
    let people = || parties.iter().flatten();
    let creator = usize::from(unlisted_creator(call).is_some());
    if people().count() + creator > PARTICIPANTS {
        refuse(wrong, "parties".to_owned(), format!("More than {PARTICIPANTS} participants in all."));
    }
    if people().filter(|person| person.side == Side::Owner).count() + creator > OWNER_PARTICIPANTS {
        let message = format!("More than {OWNER_PARTICIPANTS} participants with the creator.");
        refuse(wrong, "my_party.participants".to_owned(), message);
    }
}

/// Only active fields of the template's type, each once.
fn data_fields(state: &State, call: &Call, template: &Template, wrong: &mut Parameters) {
    let fields = state.template_type(template.kind).map_or(&[][..], |kind| &kind.fields);
    let mut given = HashSet::new();
    for (index, item) in list(&call.body, "data_fields").iter().enumerate() {
        let custom_id = text(item, "custom_id");
        let path = format!("data_fields[{index}].custom_id");
        let usable = fields.iter().any(|field| field.active && field.custom_id == custom_id);
        if !usable {
            refuse(wrong, path, format!("No active data field has the custom id \"{custom_id}\"."));
        } else if !given.insert(custom_id) {
            refuse(wrong, path, format!("The custom id \"{custom_id}\" is given more than once."));
        }
    }
}

/// Adds a problem.
pub fn refuse(wrong: &mut Parameters, path: String, message: String) {
    wrong.entry(path).or_default().push(message);
}
