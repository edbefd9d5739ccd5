//! Sending an attempt over http, with the authentication of the webhook.

use std::error::Error as _;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Error, RequestBuilder};
use serde_json::Value;

use super::delivery_request::DeliveryRequest;
use crate::json::text;

/// A slower receiver counts as having received nothing.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The HTTP client of one delivery.
pub struct Sender(Client);

impl Sender {
    pub fn new() -> Result<Self, Error> {
        // Deliveries go over plain http. But where another crate of the same build switches TLS on, there is no client
        // without a provider; if there is one already, that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder().no_proxy().redirect(Policy::none()).timeout(TIMEOUT).build().map(Self)
    }

    /// The status of the response, or why there is none.
    pub async fn send(&self, attempt: &DeliveryRequest) -> String {
        let request = self.0.post(attempt.address.clone()).json(&attempt.body);
        let request = match &attempt.authentication {
            None => request,
            Some(authentication) => match self.authenticate(request, authentication).await {
                Ok(request) => request,
                Err(reason) => return reason,
            },
        };
        match request.send().await {
            Ok(response) => response.status().as_u16().to_string(),
            Err(error) => reason(&error),
        }
    }

    async fn authenticate(&self, request: RequestBuilder, authentication: &Value) -> Result<RequestBuilder, String> {
        Ok(match text(authentication, "type") {
            "basic" => request.basic_auth(text(authentication, "username"), Some(text(authentication, "password"))),
            "bearer" => request.bearer_auth(text(authentication, "token")),
            _ => request.bearer_auth(self.token(authentication).await?),
        })
    }

    /// An access token by OAuth 2.0 client credentials, a new one for each attempt.
    async fn token(&self, authentication: &Value) -> Result<String, String> {
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_id", text(authentication, "client_id")),
            ("client_secret", text(authentication, "client_secret")),
        ];
        form.extend(authentication.get("scope").and_then(Value::as_str).map(|scope| ("scope", scope)));
        let response = self.0.post(text(authentication, "token_url")).form(&form).send().await;
        let response = response.map_err(|error| format!("No access token: {}", reason(&error)))?;
        let status = response.status().as_u16();
        let body: Value = response.json().await.unwrap_or_default();
        let token = body.get("access_token").and_then(Value::as_str);
        token.map(str::to_owned).ok_or_else(|| format!("No access token: the token endpoint responded with {status}."))
    }
}

/// The innermost cause, which says what happened; the others only say where.
fn reason(error: &Error) -> String {
    if error.is_timeout() {
        return format!("No response within {} seconds.", TIMEOUT.as_secs());
    }
    let mut cause = error.source();
    let mut reason = error.to_string();
    while let Some(inner) = cause {
        reason = inner.to_string();
        cause = inner.source();
    }
    reason
}
