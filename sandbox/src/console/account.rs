//! The account page: how a program reaches the API, the clock, and the users.

use axum::body::{Body, Bytes};
use axum::extract::State as Extract;
use axum::http::Response;
use maud::{Markup, html};
use time::Duration;

use super::components::{self, table_head, time};
use super::form::Form;
use super::layout::{self, Section};
use super::paths::{HOME, redirect};
use crate::account::{Account, State};
use crate::model::{Right, User};
use crate::seed::{ACCOUNT_ID, REGISTRATION};

const TITLE: &str = "Account";

pub async fn show(Extract(account): Extract<Account>) -> Response<Body> {
    layout::page(Section::Account, TITLE, &body(&account.lock()))
}

pub async fn advance_clock(Extract(account): Extract<Account>, body: Bytes) -> Response<Body> {
    let form = Form::parse(&body);
    let seconds = form.number::<i64>("amount").zip(form.number::<i64>("unit"));
    let Some(seconds) = seconds.and_then(|(amount, unit)| amount.checked_mul(unit)) else {
        let reason = "The clock moves forward by a whole number.";
        return layout::refusal(Section::Account, TITLE, reason, &self::body(&account.lock()));
    };
    account.advance(Duration::seconds(seconds));
    redirect("")
}

pub async fn reset(Extract(account): Extract<Account>) -> Response<Body> {
    account.reset();
    redirect("")
}

fn body(state: &State) -> Markup {
    html! {
        (access(state))
        (clock(state))
        (users(state))
        section.card aria-labelledby="over" {
            h2 #over { "Reset" }
            p.hint { "Deletes contracts, template types, webhooks and tokens, and starts from the seed again." }
            (components::button("/reset", "Reset"))
        }
    }
}

fn access(state: &State) -> Markup {
    let created_by_hand = state.tokens.iter().filter(|token| token.extension.is_none());
    html! {
        section.card aria-labelledby="access" {
            h2 #access { "Access" }
            dl.facts.long {
                div { dt { "API" } dd { code { (state.options.api_base) } } }
                @for token in created_by_hand {
                    div { dt { "Token, created by hand" } dd { code { (token.text) } } }
                }
                div { dt { "Account" } dd { (ACCOUNT_ID) ", " (REGISTRATION) } }
                div { dt { "OpenAPI file" } dd { a href="/_sandbox/openapi.json" { "openapi.json" } } }
            }
        }
    }
}

fn clock(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="clock" {
            h2 #clock { "Clock" }
            p { "The time is " strong { (time(&state.timestamp())) } " UTC. Signing periods end by this clock." }
            form.row method="post" action={ (HOME) "/clock" } {
                label { "Move forward by " input name="amount" type="number" min="1" max="3650" value="1" required; }
                label { span.unseen { "Unit" }
                    select name="unit" {
                        option value="60" { "minutes" }
                        option value="3600" { "hours" }
                        option value="86400" selected { "days" }
                    }
                }
                button type="submit" { "Move forward" }
            }
        }
    }
}

fn users(state: &State) -> Markup {
    html! {
        section.card aria-labelledby="users" {
            h2 #users { "Users" }
            div.wide {
                table {
                    (table_head(&["Name", "Email", "May create in", "Sees", "State"]))
                    tbody {
                        @for user in &state.users {
                            tr {
                                th scope="row" { (user.name) }
                                td { (user.email) }
                                td { (workspaces(state, user, Right::Create)) }
                                td { (workspaces(state, user, Right::See)) }
                                td { (components::state(if user.active { "active" } else { "inactive" })) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The names of the first four and the number of the others, because there may be forty.
fn workspaces(state: &State, user: &User, right: Right) -> String {
    let matching = user.access.iter().filter(|access| access.right == right);
    let workspaces = matching.filter_map(|access| state.workspace(access.workspace));
    let names: Vec<&str> = workspaces.map(|workspace| workspace.name.as_str()).collect();
    match names.get(..4) {
        Some(first) if names.len() > 4 => format!("{} and {} more", first.join(", "), names.len() - 4),
        _ if names.is_empty() => "–".to_owned(),
        _ => names.join(", "),
    }
}
