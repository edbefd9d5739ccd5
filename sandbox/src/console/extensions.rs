//! The extensions of the account, as in Oneflow's Marketplace.

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::Response;
use maud::{Markup, html};

use super::components::{self, labelled_button};
use super::layout::{self, Section};
use super::paths::redirect;
use crate::account::{Account, State};
use crate::model::Extension;

const TITLE: &str = "Extensions";

pub async fn show(Extract(account): Extract<Account>) -> Response<Body> {
    layout::page(Section::Extensions, TITLE, &body(&account.lock()))
}

pub async fn enable(Extract(account): Extract<Account>, Path(extension_type): Path<String>) -> Response<Body> {
    match account.enable_extension(&extension_type) {
        Some(token) => enabled(&account, &extension_type, &token),
        None => not_found(),
    }
}

pub async fn disable(Extract(account): Extract<Account>, Path(extension_type): Path<String>) -> Response<Body> {
    if account.disable_extension(&extension_type) { redirect("/extensions") } else { not_found() }
}

/// The page after an extension was enabled, the only one with its token.
fn enabled(account: &Account, extension_type: &str, token: &str) -> Response<Body> {
    let state = account.lock();
    let name = state.extension(extension_type).map_or(extension_type, |extension| &extension.name);
    let body = html! {
        section.notice.good role="status" aria-labelledby="token" {
            h2 #token { (name) " is enabled" }
            p { "This is its API token. Copy it now: it is not shown again." }
            p { code.token { (token) } }
        }
        (body(&state))
    };
    layout::page(Section::Extensions, TITLE, &body)
}

fn not_found() -> Response<Body> {
    layout::not_found(Section::Extensions, TITLE, "The account has no such extension.")
}

fn body(state: &State) -> Markup {
    html! {
        @for extension in &state.extensions {
            section.card aria-labelledby={ "extension-" (extension.id) } {
                header.line {
                    h2 id={ "extension-" (extension.id) } { (extension.name) }
                    (components::state(if extension.active { "enabled" } else { "disabled" }))
                    (actions(extension))
                }
                (created_objects(state, extension))
            }
        }
        p.hint {
            "Enabling creates an API token, the template types of the extension’s blueprint with their system data "
            "fields, and a webhook for each of them. Disabling revokes the token and removes the webhooks; template "
            "types and contracts stay."
        }
    }
}

fn actions(extension: &Extension) -> Markup {
    let path = |action: &str| format!("/extensions/{}/{action}", extension.extension_type);
    html! {
        div.actions {
            @if extension.active {
                (labelled_button(&path("enable"), "New token", &format!("New token for {}", extension.name)))
                (labelled_button(&path("disable"), "Disable", &format!("Disable {}", extension.name)))
            } @else {
                (labelled_button(&path("enable"), "Enable", &format!("Enable {}", extension.name)))
            }
        }
    }
}

fn created_objects(state: &State, extension: &Extension) -> Markup {
    let owns = |owner: &Option<String>| owner.as_deref() == Some(extension.extension_type.as_str());
    let template_types = state.template_types.iter().filter(|template_type| owns(&template_type.extension));
    let webhooks = state.webhooks.iter().filter(|webhook| owns(&webhook.extension)).count();
    let tokens = state.tokens.iter().filter(|token| owns(&token.extension));
    html! {
        dl.facts {
            div { dt { "Extension type" } dd { code { (extension.extension_type) } } }
            div { dt { "Token" } dd {
                @for token in tokens { code { (masked(&token.text)) } }
                @if !extension.active { "None" }
            } }
            div { dt { "Template types" } dd {
                @for template_type in template_types {
                    div { (template_type.name) " " span.hint { (template_type.id) } }
                }
            } }
            div { dt { "Webhooks" } dd { (webhooks) } }
        }
    }
}

/// Enough of a token to recognise it.
fn masked(token: &str) -> String {
    format!("…{}", token.get(token.len().saturating_sub(4)..).unwrap_or_default())
}
