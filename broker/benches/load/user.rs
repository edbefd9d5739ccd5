//! One user: lists, creates and reads, as the widget does.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use oneflow_sandbox::EXTENSION_TYPE;
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

use super::ACTING;
use super::figures::Times;
use super::program::PAGE;

pub enum Way {
    /// To Oneflow, with its token.
    Direct,
    /// Through the broker, with a session.
    Through(String),
}

pub struct User {
    client: Client,
    base: String,
    way: Way,
    number: usize,
}

impl User {
    /// A user of an API, or of a broker. Each has a connection of their own, as browsers do.
    pub fn new(number: usize, base: &str, way: Way) -> Result<Self> {
        let base = if matches!(way, Way::Direct) { base.to_owned() } else { format!("{base}/v1") };
        Ok(Self { client: super::support::client().timeout(Duration::from_mins(1)).build()?, base, way, number })
    }

    pub async fn works(&self, round: usize, pause: Duration, times: &Times) -> Result<()> {
        let listed = format!("/helpers/contract_create_data?extension_type={EXTENSION_TYPE}");
        let listed = if matches!(self.way, Way::Direct) { listed.as_str() } else { "/helpers/contract_create_data" };
        let get = |place: &str| self.client.get(format!("{}{place}", self.base));
        times.of_reads(self.timed(get(listed)).await?.0);
        tokio::time::sleep(pause).await;
        let key = format!("bench-key-{:08}-{round:02}", self.number);
        let body = json!({"workspace_id": 7001, "template_id": 8101, "name": key});
        let post = self.client.post(format!("{}/contracts/create", self.base)).header("idempotency-key", &key);
        let (time, made) = self.timed(post.json(&body)).await?;
        times.of_creations(time);
        tokio::time::sleep(pause).await;
        let id = made.get("id").and_then(Value::as_i64).context("no id")?;
        times.of_reads(self.timed(get(&format!("/contracts/{id}"))).await?.0);
        tokio::time::sleep(pause).await;
        Ok(())
    }

    async fn timed(&self, request: RequestBuilder) -> Result<(Duration, Value)> {
        let request = match &self.way {
            Way::Direct => request.header("x-oneflow-api-token", ACTING.1).header("x-oneflow-user-email", ACTING.0),
            Way::Through(session) => request.bearer_auth(session).header("origin", PAGE),
        };
        let begin = Instant::now();
        let response = request.send().await?;
        let (status, body) = (response.status(), response.text().await?);
        let time = begin.elapsed();
        ensure!(status.is_success(), "{status}: {body}");
        Ok((time, serde_json::from_str(&body)?))
    }
}
