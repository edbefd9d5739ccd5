//! The page of a contract: its parties and what they can do now, data fields, events, products, files and webhook
//! deliveries.

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::components::{self, button, contract_name, labelled_button, time};
use super::contracts::created_with;
use super::files;
use super::layout::{self, Section};
use super::paths::redirect;
use super::products;
use super::webhooks::deliveries;
use crate::account::{Account, State};
use crate::json::{is_true, text};
use crate::model::Contract;
use crate::model::contract::participants;
use crate::problem::Problem;

pub async fn show(Extract(account): Extract<Account>, Path(id): Path<String>) -> Response<Body> {
    id.parse().map_or_else(|_| not_found(), |id| page(&account, id, None))
}

/// The page that an access link leads to until it expires.
pub async fn open_access_link(Extract(account): Extract<Account>, Path(key): Path<String>) -> Response<Body> {
    let contract = account.open_access_link(&key).ok();
    match contract.and_then(|contract| contract.get("id").and_then(Value::as_u64)) {
        Some(id) => page(&account, id, None),
        None => layout::not_found(Section::Contracts, "No such link", "The link has expired or never existed."),
    }
}

/// The page after an action; with the reason if the action was not possible.
pub fn after_action(account: &Account, id: u64, result: Result<Value, Problem>) -> Response<Body> {
    match result {
        Ok(_) => redirect(&format!("/contracts/{id}")),
        Err(problem) => page(account, id, Some(problem.detail())),
    }
}

fn page(account: &Account, id: u64, refused: Option<&str>) -> Response<Body> {
    let state = account.lock();
    let Some(contract) = state.contract(id) else { return not_found() };
    let (title, body) = (contract_name(&contract.body), body(&state, contract));
    match refused {
        None => layout::page(Section::Contracts, title, &body),
        Some(reason) => layout::refusal(Section::Contracts, title, reason, &body),
    }
}

fn not_found() -> Response<Body> {
    layout::not_found(Section::Contracts, "No such contract", "The sandbox has no contract with this id.")
}

fn body(state: &State, contract: &Contract) -> Markup {
    let of_contract = state.deliveries.iter().rev().filter(|delivery| delivery.contract == contract.id);
    html! {
        (summary(state, contract))
        section.card aria-labelledby="parties" {
            h2 #parties { "Parties" }
            @for party in &contract.parties { (party_section(contract, party)) }
        }
        div.pair {
            (data_fields(contract))
            (events(contract))
        }
        (products::section(contract))
        (files::section(contract))
        section.card aria-labelledby="deliveries" {
            h2 #deliveries { "Webhook deliveries" }
            (deliveries(state, of_contract))
        }
    }
}

fn summary(state: &State, contract: &Contract) -> Markup {
    let template = state.template(contract.template).and_then(|template| template.name.as_deref());
    let expiry = text(&contract.body, "signing_period_expiry_time");
    html! {
        section.card aria-label="Contract" {
            (header(contract))
            @if contract.state() == "draft" {
                p.hint {
                    "A draft. Participants can sign it after " code { "POST /contracts/" (contract.id) "/publish" } "."
                }
            }
            dl.facts {
                div { dt { "Template" } dd {
                    bdi { (template.unwrap_or("Without a name")) } " " span.hint { (contract.template) }
                } }
                div { dt { "Workspace" } dd {
                    (state.workspace(contract.workspace).map_or("", |workspace| &workspace.name))
                } }
                div { dt { "Created with" } dd { (created_with(contract)) } }
                div { dt { "Can be signed until" } dd {
                    @if expiry.is_empty() { "No end" } @else { (time(expiry)) }
                } }
            }
        }
    }
}

fn header(contract: &Contract) -> Markup {
    let id = contract.id;
    html! {
        header.line {
            (components::state(contract.state()))
            span.hint { "Contract " (id) }
            div.actions {
                @if contract.state() == "pending" { (button(&format!("/contracts/{id}/expire"), "Expire")) }
                @if contract.state() == "overdue" { (button(&format!("/contracts/{id}/revive"), "Revive")) }
            }
        }
    }
}

fn party_section(contract: &Contract, party: &Value) -> Markup {
    let name = match text(party, "name") {
        "" => "Individual",
        name => name,
    };
    html! {
        div.party {
            h3 { bdi { (name) } @if is_true(party, "my_party") { " " span.hint { "owner side" } } }
            @for person in participants(party) { (participant(contract, person)) }
        }
    }
}

fn participant(contract: &Contract, participant: &Value) -> Markup {
    let name = text(participant, "name");
    let id = participant.get("id").and_then(Value::as_u64).unwrap_or_default();
    let signs = is_true(participant, "signatory");
    let decision = text(participant, "sign_state");
    let action = |label: &str, action: &str| {
        let path = format!("/contracts/{}/participants/{id}/{action}", contract.id);
        labelled_button(&path, label, &format!("{label} as {name}"))
    };
    html! {
        div.person {
            div {
                strong { bdi { (name) } }
                p.hint { (text(participant, "email")) " " bdi { (text(participant, "phone_number")) } }
            }
            @if !signs { span.hint { "does not sign" } }
            @else if decision == "undecided" { span.hint { "signatory" } }
            @else { (components::state(decision)) }
            div.actions {
                @if contract.state() != "draft" { (action("View", "view")) }
                @if signs && decision == "undecided" && contract.state() == "pending" {
                    (action("Sign", "sign"))
                    (action("Decline", "decline"))
                }
            }
        }
    }
}

fn data_fields(contract: &Contract) -> Markup {
    html! {
        section.card aria-labelledby="fields" {
            h2 #fields { "Data fields" }
            @if contract.data_fields.is_empty() { (components::none("None.")) }
            dl.lines {
                @for field in &contract.data_fields {
                    dt { (text(field, "name")) }
                    dd { bdi { (text(field, "value")) } }
                }
            }
        }
    }
}

fn events(contract: &Contract) -> Markup {
    html! {
        section.card aria-labelledby="events" {
            h2 #events { "Events" }
            ol.timeline reversed {
                @for event in contract.events.iter().rev() {
                    li { code { (event.event_type) } " " (time(&event.created_time)) }
                }
            }
        }
    }
}
