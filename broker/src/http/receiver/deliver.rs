//! One delivery.

use axum::extract::{Request, State};
use serde_json::json;

use super::state::Receiver;
use crate::http::body;
use crate::http::headers::{authorization, is_of_a_page};
use crate::http::reply::Reply;
use crate::problem::{Kind, Problem};
use crate::store::NewDelivery;
use crate::webhooks::Delivery;

/// The largest delivery: a few thousand events.
const LARGEST: usize = 256 * 1024;
/// The parameter that names the customer.
const TENANT: &str = "tenant";

/// Keeps a delivery. Only a 200 says so; after everything else, Oneflow delivers again.
pub async fn deliver(State(receiver): State<Receiver>, request: Request) -> Result<Reply, Reply> {
    let kept = keep(&receiver, request).await;
    let step = match &kept {
        Ok(Kept::New) => "received",
        Ok(Kept::Before) => "duplicate",
        Err(problem) if problem.kind == Kind::Unavailable => "failed",
        Err(_) => "refused",
    };
    receiver.metrics.webhook(step);
    match kept {
        Ok(_) => Ok(Reply::json(200, &json!({}))),
        Err(problem) => {
            tracing::info!(reason = problem.kind.name(), "a delivery is refused");
            Err(problem.into())
        }
    }
}

enum Kept {
    New,
    Before,
}

async fn keep(receiver: &Receiver, request: Request) -> Result<Kept, Problem> {
    let (parts, content) = request.into_parts();
    let now = receiver.clock.now();
    let proven = receiver.secrets.proofs.accept(authorization(&parts.headers), now);
    if is_of_a_page(&parts.headers) || !proven {
        return Err(Kind::Webhook.into());
    }
    let tenant = tenant(parts.uri.query().unwrap_or_default())?;
    let bytes = body::read(&parts.headers, content, LARGEST).await?;
    let delivery = Delivery::of_body(&bytes).map_err(|fault| Problem::at(fault.0, "This is not accepted here."))?;
    if !receiver.secrets.sign_keys.have_signed(&delivery.callback_id, &delivery.signature) {
        return Err(Kind::Webhook.into());
    }
    if let Some(tenant) = &tenant {
        // Who is no customer any more gets nothing; who becomes one within Oneflow's attempts does.
        receiver.tenants.get(tenant).await?.ok_or(Kind::Tenant)?;
    }
    let new = NewDelivery {
        tenant: tenant.unwrap_or_default(),
        callback_id: delivery.callback_id,
        contract: delivery.contract,
        events: json!(delivery.events).to_string(),
    };
    let is_new = receiver.store.deliveries().receive(&new, now).await?;
    Ok(if is_new { Kept::New } else { Kept::Before })
}

/// The customer that the address names, at most once. Other parameters are the partner's own.
fn tenant(query: &str) -> Result<Option<String>, Problem> {
    let mut named = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == TENANT);
    let tenant = named.next().map(|(_, tenant)| tenant.into_owned());
    if named.next().is_some() || tenant.as_ref().is_some_and(String::is_empty) {
        return Err(Problem::at(TENANT, "The address names one customer."));
    }
    Ok(tenant)
}
