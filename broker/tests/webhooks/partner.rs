//! The partner's receiver, which can be down, refuse, or redirect.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::routing::post;
use serde_json::Value;
use standardwebhooks::Webhook;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::secrets::FORWARD;

/// How long a test waits.
const PATIENCE: Duration = Duration::from_secs(40);

/// A message that arrived and whose signature is right.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: String,
    pub body: Value,
    pub text: String,
}

#[derive(Clone, Default)]
struct Received {
    messages: Arc<Mutex<Vec<Message>>>,
    /// What was not as it must be.
    faults: Arc<Mutex<Vec<String>>>,
    status: Arc<Mutex<u16>>,
}

pub struct Partner {
    received: Received,
    port: u16,
    serving: Mutex<Option<JoinHandle<()>>>,
}

impl Partner {
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let partner = Self { received: Received::default(), port, serving: Mutex::default() };
        partner.answers(200);
        partner.serve(listener);
        Ok(partner)
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/webhooks", self.port)
    }

    /// From now on, it answers so.
    pub fn answers(&self, status: u16) {
        *lock(&self.received.status) = status;
    }

    fn serve(&self, listener: TcpListener) {
        let router = Router::new().route("/{*path}", post(receive)).with_state(self.received.clone());
        let serving = tokio::spawn(async move {
            // It ends when the task does.
            let _ = axum::serve(listener, router).await;
        });
        *lock(&self.serving) = Some(serving);
    }

    /// Nobody listens any more.
    pub async fn goes_down(&self) {
        let serving = lock(&self.serving).take();
        if let Some(serving) = serving {
            serving.abort();
            let _ = serving.await;
        }
    }

    pub async fn comes_up(&self) -> Result<()> {
        self.serve(TcpListener::bind(("127.0.0.1", self.port)).await?);
        Ok(())
    }

    /// What has arrived so far.
    pub fn messages(&self) -> Vec<Message> {
        lock(&self.received.messages).clone()
    }

    /// Waits for so many messages, and a moment longer for more, which must not come.
    pub async fn gets(&self, count: usize) -> Result<Vec<Message>> {
        let enough = async {
            while self.messages().len() < count {
                sleep(Duration::from_millis(20)).await;
            }
        };
        let waited = timeout(PATIENCE, enough).await;
        waited.with_context(|| format!("{} of {count} messages have arrived", self.messages().len()))?;
        sleep(Duration::from_millis(300)).await;
        let (messages, faults) = (self.messages(), lock(&self.received.faults).clone());
        ensure!(faults.is_empty(), "{faults:?}");
        ensure!(messages.len() == count, "{messages:?}");
        let ids: BTreeSet<&str> = messages.iter().map(|message| message.id.as_str()).collect();
        ensure!(ids.len() == count, "each message has an id of its own: {ids:?}");
        Ok(messages)
    }
}

async fn receive(
    State(received): State<Received>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, [(HeaderName, &'static str); 1]) {
    let text = String::from_utf8_lossy(&body).into_owned();
    let verified = Webhook::new(FORWARD).and_then(|webhook| webhook.verify(&body, &headers));
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if verified.is_err() || header("content-type") != "application/json" {
        lock(&received.faults).push(format!("{headers:?} {text}"));
    }
    let status = *lock(&received.status);
    if status == 200 {
        let (id, body) = (header("webhook-id").to_owned(), serde_json::from_str(&text).unwrap_or_default());
        lock(&received.messages).push(Message { id, body, text });
    }
    (StatusCode::from_u16(status).unwrap_or_default(), [(LOCATION, "/elsewhere")])
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
