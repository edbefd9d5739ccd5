//! The form in which a customer's administrator enters the token that Oneflow shows.

use std::fmt;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use time::OffsetDateTime;

use super::Admin;
use super::backend::note;
use super::code::hash_of_code;
use super::page::{self, Outcome};
use super::refusal::Refusal;
use super::token::{TokenFault, try_token};

/// What is typed. It is never printed.
#[derive(Deserialize)]
pub struct Typed {
    code: String,
    token: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed")
    }
}

/// The empty form.
pub async fn form() -> Response {
    page::response(StatusCode::OK, &Outcome::Empty)
}

/// Tries the token at once. Only one that Oneflow accepts is kept, and only then the code is used up.
pub async fn enter(
    State(admin): State<Admin>,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Result<Response, Refusal> {
    // Nothing that a browser sends by itself proves anything here; but a form of another site is nobody's intention.
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| site != "same-origin") {
        return Ok(page::response(StatusCode::FORBIDDEN, &Outcome::Elsewhere));
    }
    let Ok(Form(Typed { code, token })) = typed else {
        return Ok(page::response(StatusCode::BAD_REQUEST, &Outcome::Fault(TokenFault::Form)));
    };
    let (now, hash) = (OffsetDateTime::now_utc(), hash_of_code(&code));
    let tenant = match admin.store.setup_codes().tenant_of(&hash, now).await? {
        Some(id) => admin.tenants.get(&id).await?,
        None => None,
    };
    let Some(tenant) = tenant else { return Ok(page::response(StatusCode::FORBIDDEN, &Outcome::Code)) };
    let opened = match try_token(&admin.oneflow, &tenant, token.trim()).await {
        Ok(opened) => opened,
        Err(fault) => {
            note(&admin, &tenant.id, "token-set", "refused", now).await?;
            return Ok(page::response(StatusCode::UNPROCESSABLE_ENTITY, &Outcome::Fault(fault)));
        }
    };
    admin.tenants.set_token(&tenant, token.trim(), &opened.account, now).await?;
    admin.store.tenants().set_condition(&tenant.id, opened.condition, now).await?;
    admin.store.setup_codes().end(&hash, now).await?;
    note(&admin, &tenant.id, "token-set", "done", now).await?;
    Ok(page::response(StatusCode::OK, &Outcome::Done(opened)))
}
