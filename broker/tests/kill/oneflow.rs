//! Oneflow: the sandbox on a port that can be killed and comes back with everything that it had carried out.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use oneflow_sandbox::{Account, Options, router};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::served::Served;

/// How a creation or an upload is held up, and how far it came.
pub struct Gates {
    before: watch::Sender<bool>,
    after: watch::Sender<bool>,
    arrived: AtomicUsize,
    executed: AtomicUsize,
}

/// The sandbox, which outlives its own deaths.
pub struct Oneflow {
    account: Account,
    served: Served,
    pub gates: Arc<Gates>,
}

impl Oneflow {
    pub fn start() -> Result<Self> {
        let account = Account::with(Options { requests_per_window: usize::MAX, ..Options::default() });
        let gates = Gates {
            before: watch::Sender::new(true),
            after: watch::Sender::new(true),
            arrived: AtomicUsize::new(0),
            executed: AtomicUsize::new(0),
        };
        let oneflow = Self { account, served: Served::new()?, gates: Arc::new(gates) };
        oneflow.revive()?;
        Ok(oneflow)
    }

    pub fn api(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.served.port)
    }

    /// Every connection breaks. What has arrived is carried out all the same, if its gate is open.
    pub fn kill(&self) {
        self.served.kill();
    }

    pub fn revive(&self) -> Result<()> {
        let routes = router(self.account.clone()).layer(from_fn_with_state(Arc::clone(&self.gates), hold_up));
        self.served.revive(|listener| serve(listener, routes))
    }

    /// The ids of the contracts of this name.
    pub fn contracts_called(&self, name: &str) -> Vec<i64> {
        let contracts = self.account.contracts();
        let all = contracts.as_array().into_iter().flatten();
        let called = all.filter(|it| it.pointer("/_private/name").and_then(Value::as_str) == Some(name));
        called.filter_map(|it| it.get("id")?.as_i64()).collect()
    }
}

/// What is sent once at most, whatever is killed.
fn is_held_up(path: &str, method: &Method) -> bool {
    method == Method::POST && (path == "/v1/contracts/create" || path.ends_with("/files"))
}

async fn serve(listener: std::net::TcpListener, served: axum::Router) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    // It ends with its runtime.
    let _ = axum::serve(listener, served).await;
}

impl Gates {
    pub fn close_before(&self) {
        self.before.send_replace(false);
    }

    pub fn close_after(&self) {
        self.after.send_replace(false);
    }

    pub fn open(&self) {
        self.before.send_replace(true);
        self.after.send_replace(true);
    }

    pub fn counts(&self) -> (usize, usize) {
        (self.arrived.load(Ordering::SeqCst), self.executed.load(Ordering::SeqCst))
    }

    /// Waits until another one than before has arrived.
    pub async fn until_arrived(&self, before: (usize, usize)) -> Result<()> {
        self.until(|(arrived, _)| arrived > before.0).await
    }

    /// Waits until another one than before was carried out.
    pub async fn until_executed(&self, before: (usize, usize)) -> Result<()> {
        self.until(|(_, executed)| executed > before.1).await
    }

    async fn until(&self, reached: impl Fn((usize, usize)) -> bool) -> Result<()> {
        let begin = Instant::now();
        while !reached(self.counts()) {
            ensure!(begin.elapsed() < Duration::from_secs(20), "nothing has reached Oneflow");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(())
    }
}

async fn hold_up(State(gates): State<Arc<Gates>>, request: Request, next: Next) -> Response {
    if !is_held_up(request.uri().path(), request.method()) {
        return next.run(request).await;
    }
    gates.arrived.fetch_add(1, Ordering::SeqCst);
    // A thread of its own carries out what has arrived, whoever hangs up.
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let response = carry_out(&gates, request, next);
        let _ = sender.send(response);
    });
    match receiver.await {
        Ok(Ok(response)) => response,
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn carry_out(gates: &Gates, request: Request, next: Next) -> Result<Response> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        gates.before.subscribe().wait_for(|open| *open).await.context("closed")?;
        let response = next.run(request).await;
        gates.executed.fetch_add(1, Ordering::SeqCst);
        gates.after.subscribe().wait_for(|open| *open).await.context("closed")?;
        Ok(response)
    })
}
