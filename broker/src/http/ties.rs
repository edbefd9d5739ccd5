//! Contracts that the partner's backend gives to a user: made elsewhere, or by a colleague.

use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

use super::backend::Backend;
use super::broker::Broker;
use super::reply::Reply;
use crate::problem::{Kind, Problem};
use crate::store::{Entry, Tie};

/// The body of `POST /ties`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewTie {
    tenant: String,
    user: String,
    external_id: Option<String>,
    contract: i64,
}

/// Ties a contract to a user and a record. A contract that is another's stays so.
pub async fn tie(State(broker): State<Broker>, backend: Backend) -> Result<Reply, Reply> {
    let asked: NewTie = backend.json()?;
    let (store, tenants, now) = (&broker.parts.store, &broker.parts.tenants, broker.parts.clock.now());
    let tenant = tenants.get(&asked.tenant).await.map_err(Problem::from)?.ok_or(Kind::Tenant)?;
    if asked.contract <= 0 {
        return Err(Problem::at("contract", "This is no id of a contract.").into());
    }
    let user = tenants.user(&tenant, &asked.user).await.map_err(Problem::from)?;
    let tie = Tie { user, record: asked.external_id, contract: asked.contract, tied_at: now };
    let tied = store.ties().tie_contract(&tenant.id, &tie).await?;
    let entry = Entry {
        at: now,
        tenant: tenant.id.clone(),
        user: Some(tie.user),
        action: "tie".to_owned(),
        contract: Some(tie.contract),
        key: None,
        request_id: None,
        result: if tied { "done" } else { "taken" }.to_owned(),
    };
    store.audit().add(&entry).await?;
    if tied { Ok(Reply::json(200, &json!({"contract": tie.contract}))) } else { Err(Kind::Candidate.into()) }
}
