//! The layout of every page: head, navigation, title and the headers of the response.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderValue, Response, StatusCode};
use maud::{DOCTYPE, Markup, html};

use super::paths::HOME;
use crate::seed::ACCOUNT;

/// No scripts; forms lead to the console only.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// The sections in the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Account,
    Contracts,
    Templates,
    Extensions,
    Webhooks,
    Faults,
}

const SECTIONS: [(Section, &str, &str); 6] = [
    (Section::Account, "", "Account"),
    (Section::Contracts, "/contracts", "Contracts"),
    (Section::Templates, "/templates", "Templates"),
    (Section::Extensions, "/extensions", "Extensions"),
    (Section::Webhooks, "/webhooks", "Webhooks"),
    (Section::Faults, "/faults", "Faults"),
];

/// A page.
pub fn page(section: Section, title: &str, body: &Markup) -> Response<Body> {
    respond(StatusCode::OK, section, title, body)
}

/// The page after a form that was refused, with the reason at the top.
pub fn refusal(section: Section, title: &str, reason: &str, body: &Markup) -> Response<Body> {
    let body = html! {
        p.notice.bad role="alert" { (reason) }
        (body)
    };
    respond(StatusCode::CONFLICT, section, title, &body)
}

/// A page that does not exist.
pub fn not_found(section: Section, title: &str, reason: &str) -> Response<Body> {
    respond(StatusCode::NOT_FOUND, section, title, &html! { p.card { (reason) } })
}

fn respond(status: StatusCode, section: Section, title: &str, body: &Markup) -> Response<Body> {
    let mut response = Response::new(Body::from(document(section, title, body).into_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // With `no-referrer`, browsers send a form with the origin `null`, which the middleware refuses.
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn document(section: Section, title: &str, body: &Markup) -> Markup {
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
                a.skip href="#main" { "Skip to the content" }
                header.topbar {
                    a.brand href=(HOME) {
                        img src={ (HOME) "/icon.svg" } width="24" height="24" alt="";
                        span { "Oneflow sandbox" }
                    }
                    p.whose { (ACCOUNT) }
                }
                (navigation(section))
                main #main tabindex="-1" {
                    h1 { (title) }
                    (body)
                }
            }
        }
    }
}

fn navigation(current: Section) -> Markup {
    html! {
        nav.nav aria-label="Console" {
            ul {
                @for (section, path, name) in SECTIONS {
                    li { a href={ (HOME) (path) } aria-current=[(section == current).then_some("page")] { (name) } }
                }
            }
        }
    }
}
