//! The account: what a program needs to reach it, its time, its people.

use axum::body::Body;
use axum::extract;
use axum::http::Response;
use maud::{Markup, html};

use super::HOME;
use super::frame::{self, Place};
use super::parts::{self, time};
use crate::account::Account;
use crate::account::model::{Right, User};
use crate::account::state::State;
use crate::seed::{ACCOUNT_ID, REGISTRATION};

const TITLE: &str = "Account";

pub async fn show(extract::State(account): extract::State<Account>) -> Response<Body> {
    frame::page(Place::Account, TITLE, &body(&account.lock()))
}

pub fn refused(account: &Account, reason: &str) -> Response<Body> {
    frame::refusal(Place::Account, TITLE, reason, &body(&account.lock()))
}

fn body(state: &State) -> Markup {
    html! {
        (access(state))
        (clock(state))
        (users(state))
        section.card aria-labelledby="over" {
            h2 #over { "Start over" }
            p.hint { "Forgets contracts, template types, webhooks and tokens, and begins with the seed again." }
            (parts::button("/reset", "Start over"))
        }
    }
}

fn access(state: &State) -> Markup {
    let by_hand = state.tokens.iter().filter(|token| token.extension.is_none());
    html! {
        section.card aria-labelledby="access" {
            h2 #access { "Access" }
            dl.facts.long {
                div { dt { "API" } dd { code { (state.options.api_base) } } }
                @for token in by_hand {
                    div { dt { "Token, made by hand" } dd { code { (token.text) } } }
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
            h2 #clock { "Time" }
            p { "It is " strong { (time(&state.now_shown())) } " UTC here. Signing periods end by this clock." }
            form.row method="post" action={ (HOME) "/clock" } {
                label { "Put forward by " input name="amount" type="number" min="1" max="3650" value="1" required; }
                label { span.unseen { "Unit" }
                    select name="unit" {
                        option value="60" { "minutes" }
                        option value="3600" { "hours" }
                        option value="86400" selected { "days" }
                    }
                }
                button type="submit" { "Put forward" }
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
                    thead { tr { th scope="col" { "Name" } th scope="col" { "Email" } th scope="col" { "May create in" } th scope="col" { "Sees" } th scope="col" { "State" } } }
                    tbody {
                        @for user in &state.users {
                            tr {
                                th scope="row" { (user.name) }
                                td { (user.email) }
                                td { (workspaces(state, user, Right::Create)) }
                                td { (workspaces(state, user, Right::See)) }
                                td { (parts::state(if user.active { "active" } else { "inactive" })) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The first few by name, the others by number: there may be forty.
fn workspaces(state: &State, user: &User, right: Right) -> String {
    let there = user.access.iter().filter(|access| access.right == right);
    let names: Vec<&str> =
        there.filter_map(|access| state.workspace(access.workspace)).map(|workspace| workspace.name.as_str()).collect();
    match names.get(..4) {
        Some(first) if names.len() > 4 => format!("{} and {} more", first.join(", "), names.len() - 4),
        _ if names.is_empty() => "–".to_owned(),
        _ => names.join(", "),
    }
}
