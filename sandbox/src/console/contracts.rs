//! The list of contracts, the newest first.

use axum::body::Body;
use axum::extract::{RawQuery, State as Extract};
use axum::http::Response;
use maud::{Markup, html};

use super::components::{self, contract_name, table_head, time};
use super::form::Form;
use super::layout::{self, Section};
use super::paths::HOME;
use crate::account::{Account, State};
use crate::json::text;
use crate::model::Contract;

const LIMIT: usize = 50;

pub async fn show(Extract(account): Extract<Account>, RawQuery(query): RawQuery) -> Response<Body> {
    let offset = Form::parse(&query.unwrap_or_default().into()).number("offset").unwrap_or(0);
    layout::page(Section::Contracts, "Contracts", &body(&account.lock(), offset))
}

fn body(state: &State, offset: usize) -> Markup {
    let contracts: Vec<&Contract> = state.contracts.iter().rev().skip(offset).take(LIMIT).collect();
    let next = offset.saturating_add(LIMIT);
    html! {
        section.card aria-label="Contracts" {
            @if contracts.is_empty() {
                (components::none("None yet. Contracts that are created through the API appear here."))
            } @else {
                div.wide {
                    table {
                        (table_head(&["Id", "Name", "State", "Workspace", "Created with", "Last change"]))
                        tbody { @for contract in contracts { (row(state, contract)) } }
                    }
                }
            }
        }
        @if offset > 0 || next < state.contracts.len() {
            nav.pages aria-label="More contracts" {
                @if offset > 0 { a href={ (HOME) "/contracts?offset=" (offset.saturating_sub(LIMIT)) } { "Newer" } }
                @if next < state.contracts.len() { a href={ (HOME) "/contracts?offset=" (next) } { "Older" } }
            }
        }
    }
}

fn row(state: &State, contract: &Contract) -> Markup {
    html! {
        tr {
            td.number { (contract.id) }
            th scope="row" {
                a href={ (HOME) "/contracts/" (contract.id) } { bdi { (contract_name(&contract.body)) } }
            }
            td { (components::state(contract.state())) }
            td { (state.workspace(contract.workspace).map_or("", |workspace| &workspace.name)) }
            td { (created_with(contract)) }
            td { (time(text(&contract.body, "updated_time"))) }
        }
    }
}

/// The token that a contract was created with.
pub fn created_with(contract: &Contract) -> Markup {
    html! {
        @match &contract.extension {
            Some(extension) => { "token of " code { (extension) } },
            None => "token created by hand",
        }
    }
}
