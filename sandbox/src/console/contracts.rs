//! The contracts, the newest first.

use axum::body::Body;
use axum::extract::{self, RawQuery};
use axum::http::Response;
use maud::{Markup, html};

use super::HOME;
use super::form::Form;
use super::frame::{self, Place};
use super::parts::{self, contract_name, time};
use crate::account::Account;
use crate::account::contract::Contract;
use crate::account::state::State;

const PAGE: usize = 50;

pub async fn show(extract::State(account): extract::State<Account>, RawQuery(query): RawQuery) -> Response<Body> {
    let skipped = Form::read(&query.unwrap_or_default().into()).number("offset").unwrap_or(0);
    frame::page(Place::Contracts, "Contracts", &body(&account.lock(), skipped))
}

fn body(state: &State, skipped: usize) -> Markup {
    let contracts: Vec<&Contract> = state.contracts.iter().rev().skip(skipped).take(PAGE).collect();
    let next = skipped.saturating_add(PAGE);
    html! {
        section.card aria-label="Contracts" {
            @if contracts.is_empty() {
                (parts::none("None yet. A contract that is created through the API is listed here."))
            } @else {
                div.wide {
                    table {
                        thead { tr { th.number scope="col" { "Id" } th scope="col" { "Name" } th scope="col" { "State" } th scope="col" { "Workspace" } th scope="col" { "Made with" } th scope="col" { "Last change" } } }
                        tbody { @for contract in contracts { (row(state, contract)) } }
                    }
                }
            }
        }
        @if skipped > 0 || next < state.contracts.len() {
            nav.pages aria-label="More contracts" {
                @if skipped > 0 { a href={ (HOME) "/contracts?offset=" (skipped.saturating_sub(PAGE)) } { "Newer" } }
                @if next < state.contracts.len() { a href={ (HOME) "/contracts?offset=" (next) } { "Older" } }
            }
        }
    }
}

fn row(state: &State, contract: &Contract) -> Markup {
    html! {
        tr {
            td.number { (contract.id) }
            th scope="row" { a href={ (HOME) "/contracts/" (contract.id) } { bdi { (contract_name(&contract.body)) } } }
            td { (parts::state(contract.state())) }
            td { (state.workspace(contract.workspace).map_or("", |workspace| &workspace.name)) }
            td { (made_with(contract)) }
            td { (time(parts::text(&contract.body, "/updated_time"))) }
        }
    }
}

/// Whose token a contract was made with.
pub fn made_with(contract: &Contract) -> Markup {
    html! {
        @match &contract.extension {
            Some(extension) => { "token of " code { (extension) } },
            None => "token made by hand",
        }
    }
}
