//! Templates and template types, and a form for what Oneflow does in its editor.

use axum::body::{Body, Bytes};
use axum::extract::State as Extract;
use axum::http::Response;
use maud::{Markup, html};

use super::components::{self, table_head};
use super::form::Form;
use super::layout::{self, Section};
use super::paths::{HOME, redirect};
use crate::account::{Account, NewTemplate, State};
use crate::model::{Source, Template, TemplateType};

const TITLE: &str = "Templates";
/// The large seed has thousands, which would be of no use on a page.
const LIMIT: usize = 200;

pub async fn show(Extract(account): Extract<Account>) -> Response<Body> {
    layout::page(Section::Templates, TITLE, &body(&account.lock()))
}

pub async fn create(Extract(account): Extract<Account>, body: Bytes) -> Response<Body> {
    let form = Form::parse(&body);
    let template = NewTemplate {
        name: form.text("name").to_owned(),
        template_type_id: form.number("template_type_id"),
        workspace_ids: form.all("workspace_ids").filter_map(|id| id.parse().ok()).collect(),
        ..NewTemplate::default()
    };
    match account.create_template(template) {
        Ok(_) => redirect("/templates"),
        Err(reason) => layout::refusal(Section::Templates, TITLE, &reason, &self::body(&account.lock())),
    }
}

fn body(state: &State) -> Markup {
    html! {
        (template_types(state))
        (new_template(state))
        (templates(state))
    }
}

fn template_types(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="types" {
            h2 #types { "Template types" }
            div.wide {
                table {
                    (table_head(&["Id", "Name", "Created by", "Data fields"]))
                    tbody { @for template_type in &state.template_types { (template_type_row(template_type)) } }
                }
            }
        }
    }
}

fn template_type_row(template_type: &TemplateType) -> Markup {
    html! {
        tr {
            td.number { (template_type.id) }
            th scope="row" {
                (template_type.name) @if !template_type.active { " " (components::state("inactive")) }
            }
            td { @match &template_type.extension { Some(extension) => code { (extension) }, None => "hand" } }
            td { (data_fields(template_type)) }
        }
    }
}

fn data_fields(template_type: &TemplateType) -> Markup {
    html! {
        @if template_type.fields.is_empty() { "None" } @else {
            details {
                summary { (template_type.fields.len()) }
                ul.fields {
                    @for field in &template_type.fields {
                        li {
                            code { (field.custom_id) } " " (field.name)
                            @if field.source == Source::System { " " span.state.busy { "system" } }
                            @if !field.active { " " (components::state("inactive")) }
                        }
                    }
                }
            }
        }
    }
}

fn new_template(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="new" {
            h2 #new { "New template" }
            p.hint {
                "Oneflow creates templates in its editor only. Here a name is enough; participants can choose "
                "everything."
            }
            form.grid method="post" action={ (HOME) "/templates" } {
                label { "Name" input name="name" required maxlength="130" autocomplete="off"; }
                label { "Template type"
                    select name="template_type_id" {
                        @for kind in &state.template_types { option value=(kind.id) { (kind.name) " (" (kind.id) ")" } }
                        option value="" { "None" }
                    }
                }
                label { "Workspace"
                    select name="workspace_ids" {
                        @for workspace in &state.workspaces { option value=(workspace.id) { (workspace.name) } }
                    }
                }
                button.main type="submit" { "Create template" }
            }
        }
    }
}

/// The newest first, so that a new template is visible at once.
fn templates(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="templates" {
            h2 #templates { "Templates" }
            div.wide {
                table {
                    (table_head(&["Id", "Name", "Template type", "Workspaces"]))
                    tbody { @for template in state.templates.iter().rev().take(LIMIT) { (row(state, template)) } }
                }
            }
            @if state.templates.len() > LIMIT { p.hint { "And " (state.templates.len() - LIMIT) " more." } }
        }
    }
}

fn row(state: &State, template: &Template) -> Markup {
    let workspaces = state.workspaces.iter().filter(|workspace| template.workspaces.contains(&workspace.id));
    let names: Vec<&str> = workspaces.map(|workspace| workspace.name.as_str()).collect();
    let template_type = state.template_type(template.template_type);
    html! {
        tr {
            td.number { (template.id) }
            th scope="row" {
                bdi { (template.name.as_deref().unwrap_or("Template without a name")) }
                @if !template.active { " " (components::state("inactive")) }
            }
            td { (template_type.map_or("None", |template_type| &template_type.name)) }
            td { (names.join(", ")) }
        }
    }
}
