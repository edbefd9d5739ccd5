//! The Marketplace: which extensions the account has, and the switch for each.

use axum::body::Body;
use axum::extract;
use axum::http::Response;
use maud::{Markup, html};

use super::frame::{self, Place};
use super::parts::{self, named_button};
use crate::account::Account;
use crate::account::model::Extension;
use crate::account::state::State;

const TITLE: &str = "Extensions";

pub async fn show(extract::State(account): extract::State<Account>) -> Response<Body> {
    frame::page(Place::Extensions, TITLE, &body(&account.lock()))
}

/// The page after an extension was enabled, which alone tells its token.
pub fn enabled(account: &Account, extension_type: &str, token: &str) -> Response<Body> {
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
    frame::page(Place::Extensions, TITLE, &body)
}

pub fn missing() -> Response<Body> {
    frame::missing(Place::Extensions, TITLE, "The account has no such extension.")
}

fn body(state: &State) -> Markup {
    html! {
        @for extension in &state.extensions {
            section.card aria-labelledby={ "extension-" (extension.id) } {
                header.line {
                    h2 id={ "extension-" (extension.id) } { (extension.name) }
                    (parts::state(if extension.active { "enabled" } else { "disabled" }))
                    (switch(extension))
                }
                (made(state, extension))
            }
        }
        p.hint {
            "Enabling makes an API token, the template types of the extension’s blueprint with their system data fields, and a "
            "webhook for each of them. Disabling revokes the token and removes the webhooks; what contracts were made from stays."
        }
    }
}

fn switch(extension: &Extension) -> Markup {
    let path = |act: &str| format!("/extensions/{}/{act}", extension.kind);
    html! {
        div.actions {
            @if extension.active {
                (named_button(&path("enable"), "New token", &format!("New token for {}", extension.name)))
                (named_button(&path("disable"), "Disable", &format!("Disable {}", extension.name)))
            } @else {
                (named_button(&path("enable"), "Enable", &format!("Enable {}", extension.name)))
            }
        }
    }
}

fn made(state: &State, extension: &Extension) -> Markup {
    let is_its = |of: &Option<String>| of.as_deref() == Some(extension.kind.as_str());
    let types = state.types.iter().filter(|kind| is_its(&kind.extension));
    let webhooks = state.webhooks.iter().filter(|webhook| is_its(&webhook.extension)).count();
    let tokens = state.tokens.iter().filter(|token| is_its(&token.extension));
    html! {
        dl.facts {
            div { dt { "Extension type" } dd { code { (extension.kind) } } }
            div { dt { "Token" } dd {
                @for token in tokens { code { (hidden(&token.text)) } }
                @if !extension.active { "None" }
            } }
            div { dt { "Template types" } dd {
                @for kind in types { div { (kind.name) " " span.hint { (kind.id) } } }
            } }
            div { dt { "Webhooks" } dd { (webhooks) } }
        }
    }
}

/// Enough to recognise a token by.
fn hidden(token: &str) -> String {
    format!("…{}", token.get(token.len().saturating_sub(4)..).unwrap_or_default())
}
