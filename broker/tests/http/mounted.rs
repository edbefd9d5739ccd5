//! The broker in an application, over HTTP/2, and at its end.

use std::future::pending;

use anyhow::{Result, ensure};
use axum::Router;
use axum::routing::get;
use oneflow_broker::http::router;
use oneflow_broker::serve::serve;
use reqwest::{Client, Version};
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::world::{Answer, PAGE, World, draft, key};

#[tokio::test]
async fn in_somebodys_own_application_it_answers_below_a_path() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    let broker = router(world.broker.clone(), Router::new());
    let app = Router::new().route("/own", get(async || "own")).nest("/oneflow", broker);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(serve(listener, app, pending()));
    let ask = |place: &str| world.client.get(format!("{origin}{place}")).bearer_auth(&session.token);
    ensure!(Answer::of(ask("/own")).await?.text == "own");
    ensure!(Answer::of(ask("/oneflow/v1/ping")).await?.status == 200);
    for place in ["/oneflow/v1/webhooks", "/oneflow/v1//ping", "/oneflow/nothing"] {
        ensure!(Answer::of(ask(place)).await?.refusal() == (404, "route"), "{place}");
    }
    ensure!(Answer::of(ask("/v1/ping")).await?.status == 404, "only below its path");
    Ok(())
}

#[tokio::test]
async fn over_http_2_it_answers_the_same() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    let client = Client::builder().no_proxy().http2_prior_knowledge().build()?;
    let create = client.post(format!("{}/v1/contracts/create", world.origin)).version(Version::HTTP_2);
    let create = create.bearer_auth(&session.token).header("origin", PAGE).header("idempotency-key", key(1));
    let made = Answer::of(create.json(&draft("A draft"))).await?;
    ensure!(made.status == 200 && world.contracts() == [made.id()], "{}", made.text);
    let elsewhere = client.get(world.origin.replace("127.0.0.1", "localhost") + "/v1/ping").bearer_auth(&session.token);
    ensure!(Answer::of(elsewhere).await?.refusal() == (421, "host"));
    Ok(())
}

#[tokio::test]
async fn after_the_signal_no_request_begins_and_those_under_way_are_answered() -> Result<()> {
    let world = World::new().await?;
    let session = world.siri().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (address, (signal, signalled)) = (listener.local_addr()?, oneshot::channel::<()>());
    let shutdown = async { signalled.await.unwrap_or_default() };
    let served = tokio::spawn(serve(listener, router(world.broker.clone(), Router::new()), shutdown));
    world.fault("GET /ping", oneflow_sandbox::FaultKind::Slow { millis: 400 });
    let slow = world.client.get(format!("http://{address}/v1/ping")).bearer_auth(&session.token);
    let slow = tokio::spawn(Answer::of(slow));
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    ensure!(signal.send(()).is_ok());
    ensure!(slow.await??.status == 200);
    served.await?;
    let refused = match TcpStream::connect(address).await {
        Ok(mut stream) => stream.read(&mut [0]).await.is_ok_and(|length| length == 0),
        Err(_) => true,
    };
    ensure!(refused);
    Ok(())
}
