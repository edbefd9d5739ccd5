//! Templates and template types, and a form for what Oneflow makes in its editor.

use axum::body::Body;
use axum::extract;
use axum::http::Response;
use maud::{Markup, html};

use super::HOME;
use super::frame::{self, Place};
use super::parts;
use crate::account::Account;
use crate::account::model::{Source, Template, TemplateType};
use crate::account::state::State;

const TITLE: &str = "Templates";
/// A page of thousands would help nobody.
const MOST: usize = 200;

pub async fn show(extract::State(account): extract::State<Account>) -> Response<Body> {
    frame::page(Place::Templates, TITLE, &body(&account.lock()))
}

pub fn refused(account: &Account, reason: &str) -> Response<Body> {
    frame::refusal(Place::Templates, TITLE, reason, &body(&account.lock()))
}

fn body(state: &State) -> Markup {
    html! {
        (types(state))
        (maker(state))
        (templates(state))
    }
}

fn types(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="types" {
            h2 #types { "Template types" }
            div.wide {
                table {
                    thead { tr { th.number scope="col" { "Id" } th scope="col" { "Name" } th scope="col" { "Made by" } th scope="col" { "Data fields" } } }
                    tbody {
                        @for kind in &state.types {
                            tr {
                                td.number { (kind.id) }
                                th scope="row" { (kind.name) @if !kind.active { " " (parts::state("inactive")) } }
                                td { @match &kind.extension { Some(extension) => code { (extension) }, None => "hand" } }
                                td { (fields(kind)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn fields(kind: &TemplateType) -> Markup {
    html! {
        @if kind.fields.is_empty() { "None" } @else {
            details {
                summary { (kind.fields.len()) }
                ul.fields {
                    @for field in &kind.fields {
                        li {
                            code { (field.custom_id) } " " (field.name)
                            @if field.source == Source::System { " " span.state.busy { "system" } }
                            @if !field.active { " " (parts::state("inactive")) }
                        }
                    }
                }
            }
        }
    }
}

fn maker(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="new" {
            h2 #new { "New template" }
            p.hint { "Oneflow makes templates in its editor alone. Here a name will do; participants may choose among everything." }
            form.grid method="post" action={ (HOME) "/templates" } {
                label { "Name" input name="name" required maxlength="130" autocomplete="off"; }
                label { "Template type"
                    select name="template_type_id" {
                        @for kind in &state.types { option value=(kind.id) { (kind.name) " (" (kind.id) ")" } }
                        option value="" { "None" }
                    }
                }
                label { "Workspace"
                    select name="workspace_ids" {
                        @for workspace in &state.workspaces { option value=(workspace.id) { (workspace.name) } }
                    }
                }
                button.main type="submit" { "Make template" }
            }
        }
    }
}

/// The newest first: what was just made should be in sight.
fn templates(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="templates" {
            h2 #templates { "Templates" }
            div.wide {
                table {
                    thead { tr { th.number scope="col" { "Id" } th scope="col" { "Name" } th scope="col" { "Template type" } th scope="col" { "Workspaces" } } }
                    tbody { @for template in state.templates.iter().rev().take(MOST) { (row(state, template)) } }
                }
            }
            @if state.templates.len() > MOST { p.hint { "And " (state.templates.len() - MOST) " more." } }
        }
    }
}

fn row(state: &State, template: &Template) -> Markup {
    let here = state.workspaces.iter().filter(|workspace| template.workspaces.contains(&workspace.id));
    let names: Vec<&str> = here.map(|workspace| workspace.name.as_str()).collect();
    html! {
        tr {
            td.number { (template.id) }
            th scope="row" {
                bdi { (template.name.as_deref().unwrap_or("Template without a name")) }
                @if !template.active { " " (parts::state("inactive")) }
            }
            td { (state.template_type(template.kind).map_or("None", |kind| &kind.name)) }
            td { (names.join(", ")) }
        }
    }
}
