//! Connections: each request must arrive in time, and at the end all that is under way is finished.

use std::io;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

/// Until the head of the next request is there. Proxies keep unused connections for a minute, and a request on one that
/// ends at that moment is lost, so this is longer.
const HEAD: Duration = Duration::from_secs(75);
/// Until a silent HTTP/2 connection has to answer.
const PING: Duration = Duration::from_secs(30);
/// How long connections may last after the shutdown: longer than an attempt.
const GRACE: Duration = Duration::from_secs(35);
/// After an error of the listener, such as too many open files.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `shutdown` completes, and then until all requests have their answers.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(PING).max_concurrent_streams(100);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, _)) => {
                // Small answers must not wait for more.
                let _ = stream.set_nodelay(true);
                let service = TowerToHyperService::new(router.clone());
                let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
                tokio::spawn(graceful.watch(connection));
            }
            Err(error) => pause(&error).await,
        }
    }
    drop(listener);
    if timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

async fn pause(error: &io::Error) {
    tracing::warn!(%error, "a connection cannot be accepted");
    sleep(PAUSE).await;
}
