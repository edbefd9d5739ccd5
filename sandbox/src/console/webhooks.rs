//! Webhooks and their deliveries.

use axum::body::Body;
use axum::extract::State as Extract;
use axum::http::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::components::{self, table_head, time};
use super::layout::{self, Section};
use super::paths::HOME;
use crate::account::{Account, State};
use crate::json::list;
use crate::model::{Delivery, Progress, Webhook};

/// More would be of no use on a page.
const LIMIT: usize = 100;

pub async fn show(Extract(account): Extract<Account>) -> Response<Body> {
    layout::page(Section::Webhooks, "Webhooks", &body(&account.lock()))
}

fn body(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="webhooks" {
            h2 #webhooks { "Registered" }
            @if state.webhooks.is_empty() {
                (components::none("None. The API registers them, or an extension creates them."))
            } @else {
                div.wide {
                    table {
                        (table_head(&["Id", "Address", "Template type", "Events and workspaces", "Created by"]))
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
    let name = |id| state.template_type(Some(id)).map_or("Deleted", |template_type| &template_type.name);
    html! {
        tr {
            td.number { (webhook.id) }
            th scope="row" { code { (webhook.text("callback_url").unwrap_or_default()) } }
            td { (webhook.template_type().map_or("All", name)) }
            td { (filters(webhook)) }
            td { @match &webhook.extension { Some(extension) => code { (extension) }, None => "hand" } }
        }
    }
}

/// One line for each filter: all values of a line have to match, and any line is enough.
fn filters(webhook: &Webhook) -> Markup {
    let filters = webhook.attributes.get("filters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let values = |rule: &Value| -> String {
        let values = list(rule, "values").iter();
        let texts = values.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        texts.collect::<Vec<_>>().join(", ")
    };
    let line = |filter: &Value| list(filter, "filter_rules").iter().map(values).collect::<Vec<_>>().join(" in ");
    html! {
        @if filters.is_empty() { "All" }
        @for filter in filters { div { (line(filter)) } }
    }
}

/// A table of deliveries.
pub fn deliveries<'a>(state: &State, deliveries: impl Iterator<Item = &'a Delivery>) -> Markup {
    let deliveries: Vec<&Delivery> = deliveries.take(LIMIT).collect();
    html! {
        @if deliveries.is_empty() {
            (components::none("None. Every delivery of an event appears here with its attempts."))
        } @else {
            div.wide {
                table {
                    (table_head(&["Events", "Contract", "To", "State", "Attempts"]))
                    tbody { @for delivery in deliveries { (delivery_row(state, delivery)) } }
                }
            }
        }
    }
}

fn delivery_row(state: &State, delivery: &Delivery) -> Markup {
    let webhook = state.webhooks.iter().find(|webhook| webhook.id == delivery.webhook);
    let progress = match delivery.progress {
        Progress::Waiting => "waiting",
        Progress::Received => "received",
        Progress::GivenUp => "given up",
    };
    html! {
        tr {
            th scope="row" { @for event in &delivery.events { div { code { (event.event_type) } } } }
            td { a href={ (HOME) "/contracts/" (delivery.contract) } { (delivery.contract) } }
            td { (webhook.and_then(|webhook| webhook.text("callback_url")).unwrap_or("Deleted")) }
            td { (components::state(progress)) }
            td {
                ol.attempts {
                    @for attempt in &delivery.attempts { li { (time(&attempt.time)) " " (attempt.outcome) } }
                }
            }
        }
    }
}
