//! A turn of a tenant's: requests are sent one after the other.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, Response};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::call::{Call, CallError, Content, NamedFile};
use super::pool::Pool;
use crate::answers::{LARGEST, Received};

const JSON: &str = "application/json";

/// The right to send requests of one tenant.
pub struct Line {
    pub(super) pool: Arc<Pool>,
    pub(super) turn: OwnedSemaphorePermit,
}

impl Line {
    pub(super) fn new(pool: Arc<Pool>, turn: OwnedSemaphorePermit) -> Self {
        Self { pool, turn }
    }

    /// Sends a request once, whatever comes of it.
    pub async fn send(&self, call: Call<'_>, token: &str) -> Result<Received, CallError> {
        let limits = self.pool.limits;
        self.send_within(if call.writes() { limits.write } else { limits.read }, call, token).await
    }

    /// The same, with less time.
    pub async fn send_within(&self, limit: Duration, call: Call<'_>, token: &str) -> Result<Received, CallError> {
        let request = self.request(call, token)?;
        timeout(limit, exchange(request)).await.unwrap_or(Err(CallError::Timeout))
    }

    /// The request, with the token and the acting user, and nothing that a browser has sent.
    pub(super) fn request(&self, call: Call<'_>, token: &str) -> Result<RequestBuilder, CallError> {
        let client = if call.writes() { &self.pool.writes } else { &self.pool.reads };
        // Both come from the partner's backend; what does not fit into a header is sent to nobody.
        let header = |text: &str| {
            let mut value = HeaderValue::from_str(text).map_err(|_| CallError::NotSent)?;
            value.set_sensitive(true);
            Ok(value)
        };
        let request = client.request(call.method, self.pool.base.at(&call.place));
        let mut request = request.header(ACCEPT, JSON).header("x-oneflow-api-token", header(token)?);
        if let Some(user) = call.user {
            request = request.header("x-oneflow-user-email", header(user)?);
        }
        Ok(match call.body {
            Some(Content::Json(body)) => request.header(CONTENT_TYPE, JSON).body(body),
            Some(Content::File(file)) => request.multipart(form(file)?),
            None => request,
        })
    }
}

/// The form with a file, whose type follows from the extension and not from what a browser says.
fn form(file: NamedFile) -> Result<Form, CallError> {
    let NamedFile { name, upload_as, content } = file;
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let length = u64::try_from(content.len()).map_err(|_| CallError::NotSent)?;
    let part = Part::stream_with_length(content, length).file_name(name);
    let part = part.mime_str(kind.essence_str()).map_err(|_| CallError::NotSent)?;
    Ok(Form::new().text("upload_as", upload_as).part("file", part))
}

async fn exchange(request: RequestBuilder) -> Result<Received, CallError> {
    let response = request.send().await.map_err(|error| failure(&error))?;
    if response.status().is_redirection() {
        return Err(CallError::Redirected);
    }
    receive(response).await
}

/// Only an error of the connection itself proves that nothing was sent.
pub(super) fn failure(error: &reqwest::Error) -> CallError {
    if error.is_connect() || error.is_builder() {
        CallError::NotSent
    } else if error.is_timeout() {
        CallError::Timeout
    } else {
        CallError::Lost
    }
}

pub(super) async fn receive(mut response: Response) -> Result<Received, CallError> {
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let mut received = Received {
        status: response.status().as_u16(),
        content_type: text(CONTENT_TYPE).unwrap_or_default().to_owned(),
        retry_after: text(RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok()),
        body: Vec::new(),
    };
    while let Some(chunk) = response.chunk().await.map_err(|_| CallError::Lost)? {
        if received.body.len() + chunk.len() > LARGEST {
            return Err(CallError::TooLarge);
        }
        received.body.extend_from_slice(&chunk);
    }
    Ok(received)
}
