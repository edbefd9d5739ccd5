//! What the partner's backend does with customers.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRef, FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Admin;
use super::code::{LIFETIME, hash_of_code, random_code};
use super::refusal::Refusal;
use crate::oneflow::Base;
use crate::problem::{Kind, Problem};
use crate::store::Entry;
use crate::tenants::{Settings, Tenant};

/// Proof that the request is the backend's.
pub struct Backend;

/// The body of `PUT /tenants/{id}`.
#[derive(Deserialize)]
pub struct PutTenant {
    name: String,
    #[serde(flatten)]
    settings: serde_json::Map<String, Value>,
}

impl<S: Send + Sync> FromRequestParts<S> for Backend
where
    Admin: FromRef<S>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let key = header.and_then(|header| header.strip_prefix("Bearer ")).unwrap_or_default();
        if Admin::from_ref(state).keys.contain(key) { Ok(Self) } else { Err(Kind::BackendKey.into()) }
    }
}

/// Adds a customer, or changes one.
pub async fn put_tenant(
    _: Backend,
    State(admin): State<Admin>,
    Path(id): Path<String>,
    body: Result<Json<PutTenant>, JsonRejection>,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let Json(PutTenant { name, settings }) =
        body.map_err(|rejection| Refusal(Problem::at("body", rejection.body_text())))?;
    if !is_id(&id) {
        return Err(Refusal(Problem::at("id", "An id has 1 to 64 letters, digits, '-', '_' and '.'.")));
    }
    let settings: Settings =
        serde_json::from_value(settings.into()).map_err(|error| Refusal(Problem::at("settings", error.to_string())))?;
    Base::parse(&settings.api).map_err(|error| Refusal(Problem::at("api", error.to_string())))?;
    let now = OffsetDateTime::now_utc();
    let is_new = admin.tenants.put(&id, &name, &settings, now).await?;
    note(&admin, &id, "tenant-put", "done", now).await?;
    let tenant = find(&admin, &id).await?;
    Ok((if is_new { StatusCode::CREATED } else { StatusCode::OK }, Json(described(&tenant))))
}

/// How a customer is doing.
pub async fn get_tenant(
    _: Backend,
    State(admin): State<Admin>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    Ok(Json(described(&*find(&admin, &id).await?)))
}

/// Forgets the token of a customer who leaves.
pub async fn delete_token(
    _: Backend,
    State(admin): State<Admin>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    find(&admin, &id).await?;
    admin.tenants.remove_token(&id).await?;
    note(&admin, &id, "token-remove", "done", OffsetDateTime::now_utc()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Deletes a customer with all of their data. The audit trail keeps what was done, by ids and pseudonyms that lead to
/// nobody.
pub async fn delete_tenant(
    _: Backend,
    State(admin): State<Admin>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    if !admin.tenants.delete(&id).await? {
        return Err(Kind::Tenant.into());
    }
    note(&admin, &id, "tenant-delete", "done", OffsetDateTime::now_utc()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes the code with which the customer's administrator enters the token.
pub async fn make_code(_: Backend, State(admin): State<Admin>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    find(&admin, &id).await?;
    let code = random_code().map_err(|_| Kind::Unavailable)?;
    let now = OffsetDateTime::now_utc();
    let until = now + LIFETIME;
    admin.store.setup_codes().insert(&id, &hash_of_code(&code), until).await?;
    note(&admin, &id, "setup-code", "done", now).await?;
    Ok(Json(json!({"code": code, "path": "/setup", "expires_at": until.format(&Rfc3339).unwrap_or_default()})))
}

/// The customer, or a refusal.
pub async fn find(admin: &Admin, id: &str) -> Result<std::sync::Arc<Tenant>, Refusal> {
    admin.tenants.get(id).await?.ok_or_else(|| Kind::Tenant.into())
}

/// Whatever the backend or an administrator does is in the audit trail.
pub async fn note(admin: &Admin, id: &str, action: &str, result: &str, at: OffsetDateTime) -> Result<(), Refusal> {
    let (tenant, action, result) = (id.to_owned(), action.to_owned(), result.to_owned());
    let entry = Entry { at, tenant, user: None, action, contract: None, key: None, request_id: None, result };
    Ok(admin.store.audit().add(&entry).await?)
}

fn described(tenant: &Tenant) -> Value {
    json!({
        "id": tenant.id,
        "name": tenant.name,
        "settings": tenant.settings,
        "account": tenant.account.as_ref().map(|account| json!({"id": account.id, "name": account.name})),
        "token": tenant.condition.token.word(),
        "extension": tenant.condition.extension.word(),
    })
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}
