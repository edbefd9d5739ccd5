//! Connections that die, and those of a customer whose Oneflow hangs.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::json;

use super::upstream::{self, answer};
use super::world::{World, draft, hasty, key};

const LISTED: &str = "[{\"id\": 7001, \"templates\": [{\"id\": 8101}]}]";

/// Oneflow answers reads on connections that it keeps, and closes the connection of a creation without a byte.
#[tokio::test]
async fn a_creation_whose_connection_dies_is_sent_once() -> Result<()> {
    let (api, seen) = upstream::serve(|request| {
        let reads = request.starts_with("GET /v1/helpers") || request.starts_with("GET /v1/ping");
        let body = if request.starts_with("GET /v1/helpers") { LISTED } else { "{}" };
        reads.then(|| answer("200 OK", "application/json", body))
    })
    .await?;
    let world = World::with(json!({"api": format!("{api}/v1")}), hasty()).await?;
    let siri = world.siri().await?;
    for number in 0..20 {
        siri.get("/helpers/contract_create_data").await?;
        siri.get("/ping").await?;
        let lost = siri.post("/contracts/create", &key(number), &draft("Lost")).await?;
        ensure!(lost.refusal() == (503, "creation-unknown"), "{}", lost.text);
    }
    let seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    let posts = seen.iter().filter(|request| request.starts_with("POST")).count();
    ensure!(posts == 20, "{posts}");
    Ok(())
}

/// Oneflow closes a kept connection just when the next request is on its way.
#[tokio::test]
async fn a_creation_never_goes_over_a_connection_that_was_used_before() -> Result<()> {
    let connections = Arc::new(Mutex::new(Vec::new()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let api = format!("http://{}/v1", listener.local_addr()?);
    let all = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(keep(stream, Arc::clone(&all)));
        }
    });
    let world = World::with(json!({"api": api}), hasty()).await?;
    let siri = world.siri().await?;
    for number in 0..5 {
        siri.get("/helpers/contract_create_data").await?;
        let made = siri.post("/contracts/create", &key(number), &draft("Made")).await?;
        ensure!(made.status == 200, "{}", made.text);
    }
    let connections = connections.lock().unwrap_or_else(PoisonError::into_inner);
    let (writes, reads): (Vec<_>, Vec<_>) = connections.iter().partition(|methods| methods.as_str().contains("POST"));
    ensure!(writes.len() == 5 && writes.iter().all(|methods| methods.as_str() == "POST "), "{connections:?}");
    ensure!(reads.len() == 1, "reads share one: {connections:?}");
    Ok(())
}

/// Serves one connection, and says which methods it carried.
async fn keep(mut stream: tokio::net::TcpStream, all: Arc<Mutex<Vec<String>>>) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let place = {
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(String::new());
        all.len() - 1
    };
    let mut bytes = vec![0; 65_536];
    while let Ok(length @ 1..) = stream.read(&mut bytes).await {
        let text = String::from_utf8_lossy(bytes.get(..length).unwrap_or_default()).into_owned();
        let method = text.split(' ').next().unwrap_or_default();
        if !["GET", "POST"].contains(&method) {
            continue;
        }
        if let Some(methods) = all.lock().unwrap_or_else(PoisonError::into_inner).get_mut(place) {
            methods.push_str(method);
            methods.push(' ');
        }
        let body = if method == "GET" { LISTED.to_owned() } else { format!("{{\"id\": {}}}", 20_000 + place) };
        if stream.write_all(answer("200 OK", "application/json", &body).as_bytes()).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn a_customer_whose_oneflow_hangs_uses_up_nobody_elses_connections() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    world.tenant("hangs", json!({"api": format!("http://{}/v1", listener.local_addr()?)})).await?;
    let (north, hangs) = (world.siri().await?, world.session(json!({"tenant": "hangs"})).await?);
    let waiting = async {
        let begin = Instant::now();
        let all = (0..12).map(|_| hangs.get("/ping"));
        let mut statuses = Vec::new();
        let answers: Vec<_> = all.map(Box::pin).collect();
        for answer in futures_of(answers).await {
            statuses.push(answer?.status);
        }
        statuses.sort_unstable();
        anyhow::Ok((statuses, begin.elapsed()))
    };
    let served = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut slowest = Duration::ZERO;
        for _ in 0..10 {
            let begin = Instant::now();
            ensure!(north.get("/ping").await?.status == 200);
            slowest = slowest.max(begin.elapsed());
        }
        anyhow::Ok(slowest)
    };
    let (waiting, served) = tokio::join!(waiting, served);
    let (statuses, took) = waiting?;
    ensure!(statuses.iter().filter(|status| **status == 504).count() == 4, "four at once: {statuses:?}");
    ensure!(statuses.iter().filter(|status| **status == 429).count() == 8, "the others are told to wait: {statuses:?}");
    ensure!(served? < took, "nobody else waits as long");
    Ok(())
}

/// All results, of futures that run at once.
async fn futures_of<F: Future<Output = T> + Unpin, T>(mut futures: Vec<F>) -> Vec<T> {
    let mut done: Vec<Option<T>> = futures.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (future, result) in futures.iter_mut().zip(&mut done) {
            if result.is_none()
                && let std::task::Poll::Ready(value) = std::pin::Pin::new(future).poll(context)
            {
                *result = Some(value);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}
