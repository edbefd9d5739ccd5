//! What all pages of the console have around them.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderValue, Response, StatusCode};
use maud::{DOCTYPE, Markup, html};

use super::HOME;
use crate::seed::ACCOUNT;

/// No script at all; forms lead to the console itself.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The pages that the navigation leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Account,
    Contracts,
    Templates,
    Extensions,
    Webhooks,
    Faults,
}

const PLACES: [(Place, &str, &str); 6] = [
    (Place::Account, "", "Account"),
    (Place::Contracts, "/contracts", "Contracts"),
    (Place::Templates, "/templates", "Templates"),
    (Place::Extensions, "/extensions", "Extensions"),
    (Place::Webhooks, "/webhooks", "Webhooks"),
    (Place::Faults, "/faults", "Faults"),
];

/// A page that is there.
pub fn page(place: Place, title: &str, body: &Markup) -> Response<Body> {
    answer(StatusCode::OK, place, title, body)
}

/// The same page, saying first why what was asked for was not done.
pub fn refusal(place: Place, title: &str, reason: &str, body: &Markup) -> Response<Body> {
    let body = html! {
        p.notice.bad role="alert" { (reason) }
        (body)
    };
    answer(StatusCode::CONFLICT, place, title, &body)
}

/// A page that is not there.
pub fn missing(place: Place, title: &str, reason: &str) -> Response<Body> {
    answer(StatusCode::NOT_FOUND, place, title, &html! { p.card { (reason) } })
}

fn answer(status: StatusCode, place: Place, title: &str, body: &Markup) -> Response<Body> {
    let mut response = Response::new(Body::from(framed(place, title, body).into_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // With `no-referrer` browsers would not say where a form comes from, and the guard would refuse it.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn framed(place: Place, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Oneflow sandbox" }
                link rel="icon" href={ (HOME) "/icon.svg" } type="image/svg+xml";
                link rel="stylesheet" href={ (HOME) "/console.css" };
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                header.topbar {
                    a.brand href=(HOME) {
                        img src={ (HOME) "/icon.svg" } width="24" height="24" alt="";
                        span { "Oneflow sandbox" }
                    }
                    p.whose { (ACCOUNT) }
                }
                nav.nav aria-label="Console" {
                    ul {
                        @for (target, path, name) in PLACES {
                            li { a href={ (HOME) (path) } aria-current=[(target == place).then_some("page")] { (name) } }
                        }
                    }
                }
                main #main tabindex="-1" {
                    h1 { (title) }
                    (body)
                }
            }
        }
    }
}
