//! One contract: what it says, who takes part and what each can do now, what has happened, and who was told.

use axum::body::Body;
use axum::extract::{self, Path};
use axum::http::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::contracts::made_with;
use super::frame::{self, Place};
use super::parts::{self, button, contract_name, named_button, text, time};
use super::webhooks::deliveries;
use crate::account::Account;
use crate::account::contract::{Contract, people};
use crate::account::state::State;

pub async fn show(extract::State(account): extract::State<Account>, Path(id): Path<String>) -> Response<Body> {
    id.parse().map_or_else(|_| missing(), |id| shown(&account, id, None))
}

/// Where an access link leads to, for as long as it is good.
pub async fn access(extract::State(account): extract::State<Account>, Path(key): Path<String>) -> Response<Body> {
    let followed = account.follow(&key).ok();
    let id = followed.and_then(|contract| contract.get("id").and_then(Value::as_u64));
    match id {
        Some(id) => shown(&account, id, None),
        None => frame::missing(Place::Contracts, "No such link", "The link has expired, or there never was one."),
    }
}

/// The contract's page; with a reason, after something that could not be done.
pub fn shown(account: &Account, id: u64, refused: Option<&str>) -> Response<Body> {
    let state = account.lock();
    let Some(contract) = state.contract(id) else { return missing() };
    let (title, body) = (contract_name(&contract.body), body(&state, contract));
    match refused {
        None => frame::page(Place::Contracts, title, &body),
        Some(reason) => frame::refusal(Place::Contracts, title, reason, &body),
    }
}

fn missing() -> Response<Body> {
    frame::missing(Place::Contracts, "No such contract", "The sandbox has no contract with this number.")
}

fn body(state: &State, contract: &Contract) -> Markup {
    let told = state.deliveries.iter().rev().filter(|delivery| delivery.contract == contract.id);
    html! {
        (summary(state, contract))
        section.card aria-labelledby="parties" {
            h2 #parties { "Parties" }
            @for party in &contract.parties { (side(contract, party)) }
        }
        div.pair {
            (fields(contract))
            (events(contract))
        }
        section.card aria-labelledby="deliveries" {
            h2 #deliveries { "Webhook deliveries" }
            (deliveries(state, told))
        }
    }
}

fn summary(state: &State, contract: &Contract) -> Markup {
    let template = state.template(contract.template).and_then(|template| template.name.as_deref());
    let expiry = text(&contract.body, "/signing_period_expiry_time");
    html! {
        section.card aria-label="Contract" {
            header.line {
                (parts::state(contract.state()))
                span.hint { "Contract " (contract.id) }
                div.actions {
                    @if contract.state() == "pending" { (button(&format!("/contracts/{}/expire", contract.id), "Let it expire")) }
                    @if contract.state() == "overdue" { (button(&format!("/contracts/{}/revive", contract.id), "Revive")) }
                }
            }
            @if contract.state() == "draft" {
                p.hint { "A draft. It can be signed once it is published, which " code { "POST /contracts/" (contract.id) "/publish" } " does." }
            }
            dl.facts {
                div { dt { "Template" } dd { bdi { (template.unwrap_or("Without a name")) } " " span.hint { (contract.template) } } }
                div { dt { "Workspace" } dd { (state.workspace(contract.workspace).map_or("", |workspace| &workspace.name)) } }
                div { dt { "Made with" } dd { (made_with(contract)) } }
                div { dt { "Can be signed until" } dd { @if expiry.is_empty() { "No end" } @else { (time(expiry)) } } }
            }
        }
    }
}

fn side(contract: &Contract, party: &Value) -> Markup {
    let name = match text(party, "/name") {
        "" => "Individual",
        name => name,
    };
    html! {
        div.party {
            h3 { bdi { (name) } @if party.get("my_party") == Some(&Value::Bool(true)) { " " span.hint { "owner side" } } }
            @for person in people(party) { (participant(contract, person)) }
        }
    }
}

fn participant(contract: &Contract, person: &Value) -> Markup {
    let name = text(person, "/name");
    let id = person.get("id").and_then(Value::as_u64).unwrap_or_default();
    let signs = person.get("signatory") == Some(&Value::Bool(true));
    let decision = text(person, "/sign_state");
    let act = |label: &str, step: &str| {
        let path = format!("/contracts/{}/participants/{id}/{step}", contract.id);
        named_button(&path, label, &format!("{label} as {name}"))
    };
    html! {
        div.person {
            div {
                strong { bdi { (name) } }
                p.hint { (text(person, "/email")) " " bdi { (text(person, "/phone_number")) } }
            }
            @if !signs { span.hint { "does not sign" } } @else if decision != "undecided" { (parts::state(decision)) } @else { span.hint { "signatory" } }
            div.actions {
                @if contract.state() != "draft" { (act("View", "view")) }
                @if signs && decision == "undecided" && contract.state() == "pending" {
                    (act("Sign", "sign"))
                    (act("Decline", "decline"))
                }
            }
        }
    }
}

fn fields(contract: &Contract) -> Markup {
    html! {
        section.card aria-labelledby="fields" {
            h2 #fields { "Data fields" }
            @if contract.data_fields.is_empty() { (parts::none("None.")) }
            dl.lines {
                @for field in &contract.data_fields {
                    dt { (text(field, "/name")) }
                    dd { bdi { (text(field, "/value")) } }
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
                    li { code { (event.kind) } " " (time(&event.created_time)) }
                }
            }
        }
    }
}
