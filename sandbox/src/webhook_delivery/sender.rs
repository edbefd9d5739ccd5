//! Sending an attempt over http, with the authentication of the webhook.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Error, Request, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use form_urlencoded::Serializer;
use serde_json::Value;

use super::delivery_request::DeliveryRequest;
use crate::json::text;
use crate::platform::{Platform, SendError};

/// A slower receiver counts as having received nothing.
const TIMEOUT: Duration = Duration::from_secs(10);

/// More than any access token needs.
const BODY_LIMIT: usize = 1_048_576;

/// The status of the response to an attempt, or why there is none.
pub async fn send(platform: &dyn Platform, attempt: &DeliveryRequest) -> String {
    match try_send(platform, attempt).await {
        Ok(response) => response.status().as_u16().to_string(),
        Err(reason) => reason,
    }
}

async fn try_send(platform: &dyn Platform, attempt: &DeliveryRequest) -> Result<Response<Body>, String> {
    let authorization = match &attempt.authentication {
        None => None,
        Some(authentication) => Some(authorization(platform, authentication).await?),
    };
    let body = attempt.body.to_string();
    post(platform, attempt.address.as_str(), "application/json", authorization, body).await
}

/// The value of the header `Authorization`.
async fn authorization(platform: &dyn Platform, authentication: &Value) -> Result<String, String> {
    Ok(match text(authentication, "type") {
        "basic" => {
            let pair = format!("{}:{}", text(authentication, "username"), text(authentication, "password"));
            format!("Basic {}", BASE64.encode(pair))
        }
        "bearer" => format!("Bearer {}", text(authentication, "token")),
        _ => format!("Bearer {}", token(platform, authentication).await?),
    })
}

/// An access token by OAuth 2.0 client credentials, a new one for each attempt.
async fn token(platform: &dyn Platform, authentication: &Value) -> Result<String, String> {
    let (address, content_type) = (text(authentication, "token_url"), "application/x-www-form-urlencoded");
    let response = post(platform, address, content_type, None, token_request(authentication)).await;
    let response = response.map_err(|reason| format!("No access token: {reason}"))?;
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), BODY_LIMIT).await.unwrap_or_default();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let token = body.get("access_token").and_then(Value::as_str);
    token.map(str::to_owned).ok_or_else(|| format!("No access token: the token endpoint responded with {status}."))
}

fn token_request(authentication: &Value) -> String {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials");
    form.append_pair("client_id", text(authentication, "client_id"));
    form.append_pair("client_secret", text(authentication, "client_secret"));
    form.extend_pairs(authentication.get("scope").and_then(Value::as_str).map(|scope| ("scope", scope)));
    form.finish()
}

async fn post(
    platform: &dyn Platform,
    address: &str,
    content_type: &str,
    authorization: Option<String>,
    body: String,
) -> Result<Response<Body>, String> {
    let request = request(address, content_type, authorization, body).map_err(|error| error.to_string())?;
    platform.send(request, TIMEOUT).await.map_err(|error| match error {
        SendError::TooLate => format!("No response within {} seconds.", TIMEOUT.as_secs()),
        SendError::Failed(reason) => reason,
    })
}

fn request(
    address: &str,
    content_type: &str,
    authorization: Option<String>,
    body: String,
) -> Result<Request<Vec<u8>>, Error> {
    let mut request = Request::post(address).header(CONTENT_TYPE, content_type).header(ACCEPT, "*/*");
    if let Some(authorization) = authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    request.body(body.into_bytes())
}
