//! An attempt over http, with the webhook's way of proving who is calling.

use std::error::Error as _;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Error, RequestBuilder};
use serde_json::Value;

use super::errand::Errand;

/// A receiver that is slower has not received.
const PATIENCE: Duration = Duration::from_secs(10);

/// The client of one delivery.
pub struct Sender(Client);

impl Sender {
    pub fn new() -> Result<Self, Error> {
        Client::builder().no_proxy().redirect(Policy::none()).timeout(PATIENCE).build().map(Self)
    }

    /// The status of the answer, or why there is none.
    pub async fn send(&self, errand: &Errand) -> String {
        let request = self.0.post(errand.address.clone()).json(&errand.body);
        let request = match &errand.authentication {
            None => request,
            Some(way) => match self.authenticated(request, way).await {
                Ok(request) => request,
                Err(reason) => return reason,
            },
        };
        match request.send().await {
            Ok(response) => response.status().as_u16().to_string(),
            Err(error) => said(&error),
        }
    }

    async fn authenticated(&self, request: RequestBuilder, way: &Value) -> Result<RequestBuilder, String> {
        Ok(match text(way, "type") {
            "basic" => request.basic_auth(text(way, "username"), Some(text(way, "password"))),
            "bearer" => request.bearer_auth(text(way, "token")),
            _ => request.bearer_auth(self.token(way).await?),
        })
    }

    /// A token of the client's own (OAuth 2.0, client credentials), a fresh one for each attempt.
    async fn token(&self, way: &Value) -> Result<String, String> {
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", text(way, "client_id")),
            ("client_secret", text(way, "client_secret")),
        ];
        form.extend(way.get("scope").and_then(Value::as_str).map(|scope| ("scope", scope)));
        let answer = self.0.post(text(way, "token_url")).form(&form).send().await;
        let answer = answer.map_err(|error| format!("No access token: {}", said(&error)))?;
        let status = answer.status().as_u16();
        let body: Value = answer.json().await.unwrap_or_default();
        let token = body.get("access_token").and_then(Value::as_str);
        token.map(str::to_owned).ok_or_else(|| format!("No access token: the token end point answered {status}."))
    }
}

fn text<'a>(way: &'a Value, name: &str) -> &'a str {
    way.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The innermost cause says what happened; the others only where.
fn said(error: &Error) -> String {
    if error.is_timeout() {
        return format!("No answer within {} seconds.", PATIENCE.as_secs());
    }
    let mut cause = error.source();
    let mut said = error.to_string();
    while let Some(inner) = cause {
        said = inner.to_string();
        cause = inner.source();
    }
    said
}
