//! Access tokens for Oneflow, by OAuth 2.0 client credentials (RFC 6749, section 4.4).

use std::collections::HashMap;

use axum::extract::{Request, State};
use serde_json::json;

use super::state::Receiver;
use crate::http::body;
use crate::http::headers::{authorization, is_of_a_page};
use crate::http::reply::Reply;
use crate::problem::{Kind, Problem};
use crate::webhooks::LIFETIME;

/// The largest form.
const LARGEST: usize = 4 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

/// Issues an access token to a client that proves itself, by form or by header.
pub async fn issue(State(receiver): State<Receiver>, request: Request) -> Result<Reply, Problem> {
    let (parts, content) = request.into_parts();
    if !receiver.secrets.proofs.have_clients() {
        return Err(Kind::Route.into());
    }
    if is_of_a_page(&parts.headers) {
        return Err(Kind::Webhook.into());
    }
    let bytes = body::collect(content, LARGEST).await?;
    if !body::is(&parts.headers, FORM) {
        return Ok(refused(400, "invalid_request"));
    }
    let form: HashMap<_, _> = form_urlencoded::parse(&bytes).collect();
    let field = |name: &str| form.get(name).map_or("", |value| &**value);
    if field("grant_type") != "client_credentials" {
        return Ok(refused(400, "unsupported_grant_type"));
    }
    let (proofs, now) = (&receiver.secrets.proofs, receiver.clock.now());
    let token = match authorization(&parts.headers) {
        Some(header) => proofs.issue_by_header(header, now),
        None => proofs.issue(field("client_id"), field("client_secret"), now),
    };
    let Some(token) = token else {
        receiver.metrics.webhook("refused");
        return Ok(refused(401, "invalid_client"));
    };
    let answer = json!({"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME.whole_seconds()});
    Ok(Reply::json(200, &answer))
}

/// In the shape of the specification.
fn refused(status: u16, error: &str) -> Reply {
    Reply::json(status, &json!({"error": error}))
}
