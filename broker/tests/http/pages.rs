//! Pages of other origins, and names that are not the broker's.

use anyhow::{Result, ensure};
use reqwest::Method;
use serde_json::json;

use super::world::{Answer, PAGE, World};

const OTHER: &str = "https://app.example";

async fn world() -> Result<World> {
    let world = World::new().await?;
    world.tenant("north", json!({"origins": [PAGE, OTHER]})).await?;
    Ok(world)
}

#[tokio::test]
async fn a_preflight_is_answered_for_the_pages_of_any_customer_and_for_no_others() -> Result<()> {
    let world = world().await?;
    world.tenant("south", json!({"origins": ["https://south.example"]})).await?;
    let preflight = |origin: &str| {
        let request = world.client.request(Method::OPTIONS, format!("{}/v1/contracts/create", world.origin));
        request.header("origin", origin.to_owned()).header("access-control-request-method", "POST")
    };
    for origin in [PAGE, OTHER, "https://south.example"] {
        let answer = Answer::of(preflight(origin)).await?;
        ensure!(answer.status == 204 && answer.header("access-control-allow-origin") == origin, "{origin}");
        for name in ["authorization", "content-type", "idempotency-key", "accept"] {
            ensure!(answer.header("access-control-allow-headers").contains(name), "{name}");
        }
        ensure!(answer.header("access-control-allow-methods").contains("DELETE"));
        ensure!(answer.header("access-control-allow-credentials").is_empty(), "cookies stay on this host");
    }
    for origin in ["https://evil.example", "null", "https://crm.example.evil.example"] {
        let answer = Answer::of(preflight(origin)).await?;
        ensure!(answer.status == 403 && answer.header("access-control-allow-origin").is_empty(), "{origin}");
    }
    Ok(())
}

#[tokio::test]
async fn a_session_serves_the_pages_that_it_is_for_and_not_all_of_the_customers() -> Result<()> {
    let world = world().await?;
    let session = world.session(json!({"origins": [OTHER]})).await?;
    let from = |origin: &'static str| {
        let ping = world.client.get(format!("{}/v1/ping", world.origin)).bearer_auth(&session.token);
        Answer::of(ping.header("origin", origin))
    };
    let own = from(OTHER).await?;
    ensure!(own.status == 200 && own.header("access-control-allow-origin") == OTHER);
    ensure!(own.header("timing-allow-origin") == OTHER && own.header("vary").contains("origin"));
    for origin in [PAGE, "https://evil.example"] {
        let answer = from(origin).await?;
        ensure!(answer.refusal() == (403, "origin") && answer.header("access-control-allow-origin").is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn every_answer_announces_the_keys_and_lets_the_page_read_so() -> Result<()> {
    let world = world().await?;
    let session = world.siri().await?;
    let address = format!("{}/v1/ping", world.origin);
    for answer in [
        session.get("/ping").await?,
        session.get("/nowhere").await?,
        session.post("/contracts/create", "", &json!({})).await?,
        Answer::of(world.client.get(&address)).await?,
        Answer::of(world.client.get(&address).header("host", "evil.example")).await?,
        Answer::of(world.client.put(format!("{}/nowhere", world.origin))).await?,
        world.backend(Method::POST, "/sessions", Some(&json!({}))).await?,
    ] {
        ensure!(answer.header("oneflow-broker") == "idempotency, records, events", "{}", answer.text);
        ensure!(answer.header("access-control-expose-headers") == "oneflow-broker, retry-after");
        ensure!(answer.header("cache-control") == "no-store" && answer.header("x-content-type-options") == "nosniff");
    }
    let ended = world.client.get(&address).bearer_auth("obs_x").header("origin", PAGE);
    let answer = Answer::of(ended).await?;
    ensure!(answer.refusal() == (401, "session") && answer.header("access-control-allow-origin") == PAGE);
    Ok(())
}

#[tokio::test]
async fn under_another_name_it_answers_nothing() -> Result<()> {
    let world = world().await?;
    let session = world.siri().await?;
    for host in ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "localhost"] {
        let answer = Answer::of(session.request(Method::GET, "/ping").header("host", host)).await?;
        ensure!(answer.refusal() == (421, "host"), "{host}: {}", answer.status);
    }
    let named = Answer::of(session.request(Method::GET, "/ping").header("host", "Broker.Example:443")).await?;
    ensure!(named.status == 200 && world.asked().len() == 1);
    Ok(())
}
