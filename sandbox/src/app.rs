//! The page that *Open in Oneflow* and access links lead to: one contract, as plain as possible.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::Value;

use crate::account::Account;

const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `GET /_sandbox/app/contracts/{id}`
pub async fn contract(State(account): State<Account>, Path(id): Path<String>) -> Response<Body> {
    let contract = id.parse().map_or(Value::Null, |id| account.contract(id));
    if contract.is_null() {
        return page(StatusCode::NOT_FOUND, "No such contract", "<p>The sandbox has no contract with this number.</p>");
    }
    shown(&contract)
}

fn shown(contract: &Value) -> Response<Body> {
    let name = text(contract, "/_private/name");
    let title = if name.is_empty() { "Contract without a name".to_owned() } else { name };
    let id = contract.get("id").unwrap_or(&Value::Null);
    let body = format!("<p>Contract {id}, {}</p>{}{}", text(contract, "/state"), parties(contract), fields(contract));
    page(StatusCode::OK, &title, &body)
}

/// `GET /_sandbox/app/access/{key}`: where an access link leads to, for as long as it is good.
pub async fn access(State(account): State<Account>, Path(key): Path<String>) -> Response<Body> {
    match account.follow(&key) {
        Ok(contract) => shown(&contract),
        Err(_) => page(StatusCode::NOT_FOUND, "No such link", "<p>The link has expired, or there never was one.</p>"),
    }
}

fn parties(contract: &Value) -> String {
    let parties = list(contract, "parties").iter().map(|party| {
        let name = text(party, "/name");
        let name = if name.is_empty() { "Individual" } else { &name };
        let people = list(party, "participants").iter().chain(party.get("participant"));
        let people: Vec<String> =
            people.map(|person| format!("<li>{} {}</li>", text(person, "/name"), text(person, "/email"))).collect();
        format!("<h3>{name}</h3><ul>{}</ul>", people.concat())
    });
    format!("<h2>Parties</h2>{}", parties.collect::<Vec<_>>().concat())
}

fn fields(contract: &Value) -> String {
    let fields = list(contract, "data_fields").iter();
    let fields = fields.map(|field| format!("<dt>{}</dt><dd>{}</dd>", text(field, "/name"), text(field, "/value")));
    format!("<h2>Data fields</h2><dl>{}</dl>", fields.collect::<Vec<_>>().concat())
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Escaped: names and values are whatever somebody typed.
fn text(value: &Value, pointer: &str) -> String {
    let text = value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn page(status: StatusCode, title: &str, body: &str) -> Response<Body> {
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>\n"
    );
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}
