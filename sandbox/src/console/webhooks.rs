//! Webhooks, and what became of each delivery.

use axum::body::Body;
use axum::extract;
use axum::http::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::HOME;
use super::frame::{self, Place};
use super::parts::{self, time};
use crate::account::Account;
use crate::account::delivery::{Delivery, Progress};
use crate::account::state::State;
use crate::account::webhook::Webhook;

/// A page of thousands would help nobody.
const MOST: usize = 100;

pub async fn show(extract::State(account): extract::State<Account>) -> Response<Body> {
    frame::page(Place::Webhooks, "Webhooks", &body(&account.lock()))
}

fn body(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="webhooks" {
            h2 #webhooks { "Registered" }
            @if state.webhooks.is_empty() { (parts::none("None. They are registered through the API, or come with an extension.")) } @else {
                div.wide {
                    table {
                        thead { tr { th.number scope="col" { "Id" } th scope="col" { "Address" } th scope="col" { "Template type" } th scope="col" { "Events and workspaces" } th scope="col" { "Made by" } } }
                        tbody { @for webhook in &state.webhooks { (row(state, webhook)) } }
                    }
                }
            }
        }
        section.card aria-labelledby="deliveries" {
            h2 #deliveries { "Deliveries" }
            (deliveries(state, state.deliveries.iter().rev()))
        }
    }
}

fn row(state: &State, webhook: &Webhook) -> Markup {
    let kind = webhook.template_type().map(|id| state.template_type(Some(id)).map_or("Gone", |kind| &kind.name));
    html! {
        tr {
            td.number { (webhook.id) }
            th scope="row" { code { (webhook.text("callback_url").unwrap_or_default()) } }
            td { (kind.unwrap_or("All")) }
            td { (heard(webhook)) }
            td { @match &webhook.extension { Some(extension) => code { (extension) }, None => "hand" } }
        }
    }
}

/// The filters as one reads them: all of a line has to fit, and any line will do.
fn heard(webhook: &Webhook) -> Markup {
    let filters = webhook.written.get("filters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let rules = |filter: &Value| -> String {
        let rules = filter.get("filter_rules").and_then(Value::as_array).cloned().unwrap_or_default();
        let values = rules.iter().map(|rule| {
            let values = rule.get("values").and_then(Value::as_array).cloned().unwrap_or_default();
            let values = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            values.collect::<Vec<_>>().join(", ")
        });
        values.collect::<Vec<_>>().join(" in ")
    };
    html! {
        @if filters.is_empty() { "All" }
        @for filter in filters { div { (rules(filter)) } }
    }
}

/// A table of deliveries.
pub fn deliveries<'a>(state: &State, deliveries: impl Iterator<Item = &'a Delivery>) -> Markup {
    let deliveries: Vec<&Delivery> = deliveries.take(MOST).collect();
    html! {
        @if deliveries.is_empty() { (parts::none("None. A webhook that hears of an event is listed here with every attempt.")) } @else {
            div.wide {
                table {
                    thead { tr { th scope="col" { "Events" } th scope="col" { "Contract" } th scope="col" { "To" } th scope="col" { "State" } th scope="col" { "Attempts" } } }
                    tbody { @for delivery in deliveries { (delivered(state, delivery)) } }
                }
            }
        }
    }
}

fn delivered(state: &State, delivery: &Delivery) -> Markup {
    let webhook = state.webhooks.iter().find(|webhook| webhook.id == delivery.webhook);
    let progress = match delivery.progress {
        Progress::Waiting => "waiting",
        Progress::Received => "received",
        Progress::GivenUp => "given up",
    };
    html! {
        tr {
            th scope="row" { @for event in &delivery.events { div { code { (event.kind) } } } }
            td { a href={ (HOME) "/contracts/" (delivery.contract) } { (delivery.contract) } }
            td { (webhook.and_then(|webhook| webhook.text("callback_url")).unwrap_or("Gone")) }
            td { (parts::state(progress)) }
            td {
                ol.attempts {
                    @for attempt in &delivery.attempts { li { (time(&attempt.time)) " " (attempt.outcome) } }
                }
            }
        }
    }
}
