//! Sessions, begun and ended by the partner's backend.

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::backend::Backend;
use super::broker::Broker;
use super::reply::Reply;
use crate::problem::{Kind, Problem};
use crate::seal::{UserId, random_text};
use crate::session::{COOKIE, LONGEST_RENEWED, NewSession, Proof, Renewal, Token};
use crate::store::{Entry, StoredSession};
use crate::tenants::Tenant;

/// Whose session it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfTenant {
    tenant: String,
}

/// The body of `POST /sessions/end`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignOut {
    tenant: String,
    user: String,
}

/// Begins a session. Of a user's sessions the oldest end when there are too many.
pub async fn begin(State(broker): State<Broker>, backend: Backend) -> Result<Reply, Reply> {
    let asked: NewSession = backend.json()?;
    let (store, tenants) = (&broker.parts.store, &broker.parts.tenants);
    let tenant = tenants.get(&asked.tenant).await.map_err(Problem::from)?.ok_or(Kind::Tenant)?;
    let rights = asked.rights(&tenant.settings.origins)?;
    let now = broker.parts.clock.now();
    if store.sessions().count(&tenant.id, None, now).await? >= i64::from(tenant.settings.sessions) {
        return Err(Problem::after(Kind::TooManySessions, 60).into());
    }
    let user = tenants.user(&tenant, &asked.user).await.map_err(Problem::from)?;
    let token = Token::random().map_err(|_| Kind::Unavailable)?;
    let session = StoredSession {
        token_hash: token.hash(),
        id: random_text()?,
        tenant: tenant.id.clone(),
        user,
        record: asked.external_id,
        rights: rights.to_text(),
        created_at: now,
        expires_at: now + Duration::seconds(rights.lifetime.into()),
    };
    store.sessions().insert(&session).await?;
    store.sessions().keep_latest(&tenant.id, &session.user, tenant.settings.sessions_of_user).await?;
    note(&broker, &tenant.id, Some(&session.user), "session", "begun", now).await;
    let mut body = described(&session);
    if rights.proof == Proof::Cookie {
        // The backend passes this header on to the browser. No `Max-Age`: the broker knows when the session ends.
        let cookie = format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict", token.text());
        return Ok(Reply::json(201, &body).with_cookie(cookie));
    }
    if let Value::Object(body) = &mut body {
        body.insert("token".to_owned(), json!(token.text()));
    }
    Ok(Reply::json(201, &body))
}

/// Lets a session live on, as long as it did at first, but not beyond a working day.
pub async fn renew(State(broker): State<Broker>, backend: Backend) -> Result<Reply, Reply> {
    let Renewal { tenant, id } = backend.json()?;
    let (sessions, now) = (broker.parts.store.sessions(), broker.parts.clock.now());
    let session = sessions.of_id(&tenant, &id, now).await?.ok_or(Kind::Session)?;
    let rights = crate::session::Rights::of_text(&session.rights).ok_or(Kind::Session)?;
    let last = session.created_at + Duration::seconds(LONGEST_RENEWED);
    let until = last.min(now + Duration::seconds(rights.lifetime.into()));
    if until <= now || !sessions.renew(&id, until, now).await? {
        return Err(not_found());
    }
    Ok(Reply::json(200, &described(&StoredSession { expires_at: until, ..session })))
}

/// Ends a session.
pub async fn end(
    State(broker): State<Broker>,
    Path(id): Path<String>,
    Query(OfTenant { tenant }): Query<OfTenant>,
    _: Backend,
) -> Result<Reply, Reply> {
    if !broker.parts.store.sessions().end(&tenant, &id).await? {
        return Err(not_found());
    }
    note(&broker, &tenant, None, "session-end", "1", broker.parts.clock.now()).await;
    Ok(Reply::json(200, &json!({"ended": 1})))
}

/// Ends all sessions of a user, who is named by what `POST /sessions` said of them.
pub async fn end_of_user(
    State(broker): State<Broker>,
    Path(user): Path<String>,
    Query(OfTenant { tenant }): Query<OfTenant>,
    _: Backend,
) -> Result<Reply, Reply> {
    end_all(&broker, &tenant, &UserId::of_text(user)).await
}

/// Ends all sessions of a user, who is named by email: in the body, because addresses end up in logs.
pub async fn sign_out(State(broker): State<Broker>, backend: Backend) -> Result<Reply, Reply> {
    let SignOut { tenant, user } = backend.json()?;
    let tenant: std::sync::Arc<Tenant> =
        broker.parts.tenants.get(&tenant).await.map_err(Problem::from)?.ok_or(Kind::Tenant)?;
    end_all(&broker, &tenant.id, &tenant.user_id(&user)).await
}

async fn end_all(broker: &Broker, tenant: &str, user: &UserId) -> Result<Reply, Reply> {
    let ended = broker.parts.store.sessions().end_of_user(tenant, user).await?;
    let result = ended.to_string();
    note(broker, tenant, Some(user), "session-end", &result, broker.parts.clock.now()).await;
    Ok(Reply::json(200, &json!({"ended": ended})))
}

fn described(session: &StoredSession) -> Value {
    let until = session.expires_at.format(&Rfc3339).unwrap_or_default();
    json!({"id": session.id, "user": session.user.as_str(), "expires_at": until})
}

fn not_found() -> Reply {
    Problem { status: 404, ..Kind::Session.into() }.into()
}

async fn note(broker: &Broker, tenant: &str, user: Option<&UserId>, action: &str, result: &str, at: OffsetDateTime) {
    let (tenant, action, result) = (tenant.to_owned(), action.to_owned(), result.to_owned());
    let user = user.cloned();
    let entry = Entry { at, tenant, user, action, contract: None, key: None, request_id: None, result };
    if let Err(error) = broker.parts.store.audit().add(&entry).await {
        tracing::error!(%error, tenant = entry.tenant, action = entry.action, "the audit trail lacks an entry");
    }
}
