//! The page of the form: HTML without a script.

use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::token::{Opened, TokenFault};
use crate::store::Extension;

const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const STYLE: &str = include_str!("setup.css");

/// What the page says above the form.
pub enum Outcome {
    /// Nothing was entered yet.
    Empty,
    /// The code is wrong, or its time is over.
    Code,
    /// The form was sent from another site.
    Elsewhere,
    /// The token is not kept.
    Fault(TokenFault),
    /// The token is kept.
    Done(Opened),
}

/// The page.
pub fn response(status: StatusCode, outcome: &Outcome) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, page(outcome).into_string()).into_response()
}

/// Its style sheet.
pub async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (X_CONTENT_TYPE_OPTIONS, "nosniff")], STYLE)
}

fn page(outcome: &Outcome) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Connect Oneflow" }
                link rel="stylesheet" href="setup.css";
            }
            body { main { h1 { "Connect Oneflow" } (said(outcome)) } }
        }
    }
}

fn said(outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::Done(opened) => html! {
            p role="status" { "Connected to the account " strong { (opened.account.name) } "." }
            @if opened.condition.extension == Extension::Disabled {
                p role="alert" {
                    "The extension is disabled in this account. Enable it in Oneflow, under Marketplace: until then, "
                    "there are no templates."
                }
            }
            p { "You can close this page." }
        },
        Outcome::Empty => form(),
        Outcome::Code => refused("This code is wrong, or its time is over. Ask your app for another one."),
        Outcome::Elsewhere => refused("This form was sent from another site. Please fill it in here."),
        Outcome::Fault(fault) => refused(sentence(*fault)),
    }
}

fn sentence(fault: TokenFault) -> &'static str {
    match fault {
        TokenFault::Form => "This is not a token. Copy it from Oneflow as a whole.",
        TokenFault::Refused => "Oneflow does not accept this token. Copy the one that it shows now.",
        TokenFault::Unclear => "Oneflow does not answer at the moment. Please try again in a while.",
        TokenFault::OtherAccount => "This token opens another account than the one that is connected.",
    }
}

fn refused(sentence: &str) -> Markup {
    html! { p role="alert" { (sentence) } (form()) }
}

fn form() -> Markup {
    html! {
        form method="post" action="setup" autocomplete="off" {
            label for="code" { "Code that your app shows" }
            input id="code" name="code" required autocapitalize="characters" spellcheck="false" maxlength="64";
            label for="token" { "Token that Oneflow shows" }
            input id="token" name="token" type="password" required spellcheck="false" maxlength="512"
                autocomplete="off" aria-describedby="where";
            p id="where" {
                "In Oneflow, an administrator opens the extension under Marketplace and chooses “Show token”."
            }
            button { "Connect" }
        }
    }
}
