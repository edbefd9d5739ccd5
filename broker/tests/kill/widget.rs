//! A client that speaks as the widget does, and less patiently: it sends a creation or a file with the same key again
//! whenever it got no clear answer, as browsers may.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use super::config::PAGE;
use super::plan::Protocol;

/// How long the user looks before they say that none of the drafts is theirs.
const LOOKING: Duration = Duration::from_secs(1);
/// After that, something hangs.
const ENOUGH: Duration = Duration::from_mins(1);

pub struct Widget {
    client: Client,
    origin: String,
}

/// How the user came to their contract or file.
#[derive(Debug, Default)]
pub struct Story {
    /// The contract.
    pub contract: i64,
    /// Requests with a key.
    pub sent: usize,
    /// Whether the user found what was made, after an answer that was none.
    pub chosen: bool,
    /// Attempts that made nothing, as the user saw after looking.
    pub given_up: usize,
}

/// What an answer means.
enum Said {
    Made(i64),
    /// Nothing was made: another attempt, with another key.
    Refused,
    /// The same again.
    Again,
    Unknown(Vec<i64>),
}

impl Widget {
    pub fn new(origin: String, protocol: Protocol) -> Result<Self> {
        let client = super::support::client().timeout(Duration::from_secs(15));
        let client = if protocol == Protocol::Http2 { client.http2_prior_knowledge() } else { client };
        Ok(Self { client: client.build()?, origin })
    }

    /// The partner's backend asks for a session, until it gets one.
    pub async fn session(&self, backend_key: &str, record: &str) -> Result<String> {
        let body = json!({"tenant": "north", "user": oneflow_sandbox::USER, "external_id": record,
            "verbs": ["read", "create", "publish"]});
        let begin = Instant::now();
        loop {
            let post = self.client.post(format!("{}/sessions", self.origin)).bearer_auth(backend_key).json(&body);
            match post.send().await {
                Ok(response) if response.status().is_success() => {
                    let answer: Value = response.json().await?;
                    match answer.get("token").and_then(Value::as_str) {
                        Some(token) => return Ok(token.to_owned()),
                        None => bail!("the session has no token: {answer}"),
                    }
                }
                Ok(response) if response.status().is_client_error() => bail!("{}", response.text().await?),
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
            ensure!(begin.elapsed() < ENOUGH, "no session");
        }
    }

    /// Creates a contract as a user does who wants exactly one.
    pub async fn creates(&self, session: &str, name: &str, key: &str) -> Result<Story> {
        let mut story = Story::default();
        let (begin, mut unknown_since) = (Instant::now(), None);
        loop {
            ensure!(begin.elapsed() < ENOUGH, "no end: {story:?}");
            let attempt = format!("{key}-{:02}", story.given_up);
            story.sent += 1;
            match self.said(self.create(session, name, &attempt).await).await? {
                Said::Made(contract) => return Ok(Story { contract, ..story }),
                Said::Refused => {
                    story.given_up += 1;
                    unknown_since = None;
                }
                Said::Again => tokio::time::sleep(Duration::from_millis(40)).await,
                Said::Unknown(candidates) => {
                    let since = *unknown_since.get_or_insert_with(Instant::now);
                    if let Some(first) = candidates.first() {
                        if self.resolves(session, &attempt, *first).await {
                            return Ok(Story { contract: *first, chosen: true, ..story });
                        }
                    } else if since.elapsed() > LOOKING {
                        story.given_up += 1;
                        unknown_since = None;
                    }
                    tokio::time::sleep(Duration::from_millis(150)).await;
                }
            }
        }
    }

    /// Adds a file as a user does who wants it there exactly once.
    pub async fn uploads(&self, session: &str, contract: i64, key: &str) -> Result<Story> {
        let mut story = Story { contract, ..Story::default() };
        let (begin, mut unknown_since) = (Instant::now(), None);
        loop {
            ensure!(begin.elapsed() < ENOUGH, "no end: {story:?}");
            let attempt = format!("{key}-{:02}", story.given_up);
            story.sent += 1;
            let Ok(response) = self.upload(session, contract, &attempt).await else {
                tokio::time::sleep(Duration::from_millis(40)).await;
                continue;
            };
            let (status, body) = (response.status(), response.text().await.unwrap_or_default());
            ensure!(!matches!(status.as_u16(), 401 | 403 | 422), "refused: {body}");
            if status == StatusCode::OK {
                return Ok(story);
            }
            let is_missing = if body.contains("/upload-unknown") {
                if self.files(session, contract).await.is_ok_and(|files| files > 0) {
                    return Ok(Story { chosen: true, ..story });
                }
                unknown_since.get_or_insert_with(Instant::now).elapsed() > LOOKING
            } else {
                status.is_client_error() && body.contains("\"status\"")
            };
            if is_missing {
                (story.given_up, unknown_since) = (story.given_up + 1, None);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn upload(&self, session: &str, contract: i64, key: &str) -> reqwest::Result<Response> {
        let part = |name: &str, content: &str| {
            format!("--of-the-run\r\nContent-Disposition: form-data; name={name}\r\n\r\n{content}\r\n")
        };
        let file = part("\"file\"; filename=\"terms.pdf\"", "%PDF-1.7");
        let form = [part("\"upload_as\"", "attachment"), file, "--of-the-run--\r\n".to_owned()].concat();
        let post = self.client.post(format!("{}/v1/contracts/{contract}/files", self.origin)).bearer_auth(session);
        let post = post.header("origin", PAGE).header("content-type", "multipart/form-data; boundary=of-the-run");
        post.header("idempotency-key", key).body(form).send().await
    }

    /// How many files were added to a contract.
    pub async fn files(&self, session: &str, contract: i64) -> Result<usize> {
        let get = self.client.get(format!("{}/v1/contracts/{contract}/files", self.origin)).bearer_auth(session);
        let listed: Value = get.header("origin", PAGE).send().await?.error_for_status()?.json().await?;
        let all = listed.get("data").and_then(Value::as_array).context("a list")?;
        Ok(all.iter().filter(|file| file.get("name") == Some(&json!("terms.pdf"))).count())
    }

    async fn create(&self, session: &str, name: &str, key: &str) -> reqwest::Result<Response> {
        let body = json!({"workspace_id": 7001, "template_id": 8101, "name": name});
        let post = self.client.post(format!("{}/v1/contracts/create", self.origin)).bearer_auth(session);
        let post = post.header("origin", PAGE);
        post.header("idempotency-key", key).json(&body).send().await
    }

    async fn said(&self, response: reqwest::Result<Response>) -> Result<Said> {
        let Ok(response) = response else { return Ok(Said::Again) };
        let status = response.status();
        let Ok(body) = response.json::<Value>().await else { return Ok(Said::Again) };
        let kind = body.get("type").and_then(Value::as_str).unwrap_or_default();
        if status == StatusCode::OK {
            return match body.get("id").and_then(Value::as_i64) {
                Some(contract) => Ok(Said::Made(contract)),
                None => bail!("a contract without an id: {body}"),
            };
        }
        if kind.ends_with("/creation-unknown") {
            // Without candidates, the first request may still be on its way, and nobody has looked.
            let listed = body.get("candidates").and_then(Value::as_array);
            let unknown = |listed: &Vec<Value>| Said::Unknown(listed.iter().filter_map(Value::as_i64).collect());
            return Ok(listed.map_or(Said::Again, unknown));
        }
        // Only a 4xx in Oneflow's shape proves that nothing was made.
        let proves = status.is_client_error() && body.get("status") == Some(&json!(status.as_u16()));
        ensure!(!matches!(status.as_u16(), 401 | 403 | 422), "refused: {body}");
        Ok(if proves { Said::Refused } else { Said::Again })
    }

    /// *This is it*: says whether the broker has taken it.
    async fn resolves(&self, session: &str, key: &str, contract: i64) -> bool {
        let post = self.client.post(format!("{}/v1/attempts/{key}/resolve", self.origin)).bearer_auth(session);
        let post = post.header("origin", PAGE);
        let response = post.json(&json!({"contract": contract})).send().await;
        response.is_ok_and(|response| response.status().is_success())
    }

    /// The contracts that the ledger has for the session's record.
    pub async fn contracts_of_record(&self, session: &str) -> Result<Value> {
        let get = self.client.get(format!("{}/v1/record/contracts", self.origin)).bearer_auth(session);
        Ok(get.header("origin", PAGE).send().await?.error_for_status()?.json().await?)
    }
}
