//! The way to the partner's receiver: no redirects, no repeats, little time, and no look at what it answers but the
//! status.

use std::fmt;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, redirect, retry};
use time::OffsetDateTime;
use url::Url;

use crate::oneflow::{TlsError, trusted};
use crate::webhooks::Signer;

/// Until a connection is there.
const CONNECT: Duration = Duration::from_secs(5);
/// Until the status is there: within it, a receiver keeps the message, and works on it later.
const TIME: Duration = Duration::from_secs(15);

/// The way to the partner's receiver.
#[derive(Clone)]
pub struct Sender {
    client: Client,
    url: Url,
    signer: Signer,
}

impl Sender {
    /// To this address, signed by these secrets.
    pub fn new(url: Url, signer: Signer) -> Result<Self, TlsError> {
        let client = Client::builder()
            .tls_backend_preconfigured(trusted()?)
            .connect_timeout(CONNECT)
            .timeout(TIME)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .user_agent(concat!("oneflow-broker/", env!("CARGO_PKG_VERSION")))
            .referer(false)
            .no_proxy()
            // Answers are not read, so no connection can be used again.
            .pool_max_idle_per_host(0)
            .build()?;
        Ok(Self { client, url, signer })
    }

    /// Sends once. Every 2xx says that the partner has it; whatever else came is told as a status or a word.
    pub async fn send(&self, id: &str, body: &str) -> Result<(), String> {
        let headers = self.signer.sign(id, OffsetDateTime::now_utc(), body).ok_or("unsigned")?;
        let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
        let request = request.header("webhook-id", headers.id).header("webhook-timestamp", headers.timestamp);
        let request = request.header("webhook-signature", headers.signature).body(body.to_owned());
        match request.send().await {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(response.status().as_u16().to_string()),
            Err(error) if error.is_timeout() => Err("timeout".to_owned()),
            Err(error) if error.is_connect() => Err("unreachable".to_owned()),
            Err(_) => Err("lost".to_owned()),
        }
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender")
    }
}
