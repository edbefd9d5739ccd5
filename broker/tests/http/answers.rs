//! What Oneflow answers, and what browsers get of it.

use anyhow::{Result, ensure};
use oneflow_sandbox::{FaultKind, TOKEN};
use serde_json::json;

use super::upstream::{self, answer, redirect};
use super::world::{SIRI, World, draft, hasty, key, nobody};

#[tokio::test]
async fn a_401_of_oneflows_is_sorted_into_the_token_and_the_acting_user() -> Result<()> {
    let world = World::new().await?;
    let nobody = world.session(json!({"user": "nobody@example.com"})).await?;
    for answer in [nobody.get("/users?limit=100").await?, nobody.create(&key(1)).await?] {
        ensure!(answer.refusal() == (403, "acting-user-unknown"), "{}", answer.text);
    }
    ensure!(nobody.get("/ping").await?.status == 200, "the token is good");
    let siri = world.siri().await?;
    siri.get("/helpers/contract_create_data").await?;
    world.token("north", &"x".repeat(40)).await?;
    for answer in [siri.get("/ping").await?, siri.get("/users?limit=100").await?, siri.create(&key(2)).await?] {
        ensure!(answer.refusal() == (403, "tenant-token"), "{}", answer.text);
    }
    let tenant = world.tenants.get("north").await?;
    ensure!(tenant.is_some_and(|tenant| tenant.condition.token.word() == "refused"), "it is noticed");
    world.token("north", TOKEN).await?;
    ensure!(siri.create(&key(2)).await?.status == 200, "a refusal used up no key");
    Ok(())
}

#[tokio::test]
async fn what_oneflow_refuses_comes_back_as_it_is() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let mut body = draft("A draft");
    body["data_fields"] = json!([{"custom_id": "nowhere", "value": "x"}]);
    let given = siri.post("/contracts/create", &key(1), &body).await?;
    let direct = world.client.post(format!("{}/contracts/create", world.api)).json(&body);
    let direct = direct.header("x-oneflow-api-token", TOKEN).header("x-oneflow-user-email", SIRI);
    let direct = super::world::Answer::of(direct).await?;
    let bare = |json: &serde_json::Value| {
        let mut bare = json.clone();
        bare["request_id"] = json!("");
        bare
    };
    ensure!(given.status == direct.status && given.status == 400);
    ensure!(bare(&given.json) == bare(&direct.json), "{}", given.text);
    ensure!(given.json["request_id"].as_str().is_some_and(|id| !id.is_empty()));
    Ok(())
}

#[tokio::test]
async fn retry_after_comes_back_and_nothing_is_tried_again() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    for on in ["GET /ping", "POST /contracts/create"] {
        world.fault(on, FaultKind::Busy { retry_after: Some("7".to_owned()) });
    }
    for answer in [siri.get("/ping").await?, siri.create(&key(1)).await?] {
        ensure!((answer.status, answer.header("retry-after")) == (429, "7"));
    }
    ensure!(world.count("GET /v1/ping") == 1 && world.count("POST /v1/contracts/create") == 1);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_proves_nothing_is_a_5xx_and_no_page_is_passed_on() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    for (kind, status) in [
        (FaultKind::Html(503), 503),
        (FaultKind::Html(403), 502),
        (FaultKind::Status(500), 500),
        (FaultKind::Garbage, 502),
        (FaultKind::Cut { after: true }, 502),
        (FaultKind::Drop { after: true }, 502),
        (FaultKind::Silence { after: true }, 504),
    ] {
        world.fault("GET /ping", kind.clone());
        let answer = siri.get("/ping").await?;
        ensure!(answer.refusal().0 == status, "{kind:?}: {}", answer.text);
        ensure!(!answer.text.contains("<html") && answer.header("content-type") == "application/json");
    }
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_not_followed() -> Result<()> {
    let (thief, caught) = upstream::serve(|_| Some(answer("200 OK", "application/json", "[]"))).await?;
    let world = World::new().await?;
    let siri = world.siri().await?;
    for on in ["GET /users", "GET /ping"] {
        world.fault(on, FaultKind::Redirect(format!("{thief}/v1")));
    }
    ensure!(siri.get("/users?limit=100").await?.refusal() == (502, "oneflow-unreadable"));
    ensure!(siri.get("/ping").await?.refusal() == (502, "oneflow-unreadable"));
    ensure!(caught.lock().is_ok_and(|caught| caught.is_empty()));
    let (moved, _) = upstream::serve(move |_| Some(redirect(&format!("{thief}/v1")))).await?;
    world.tenant("north", json!({"api": format!("{moved}/v1")})).await?;
    ensure!(siri.get("/users?limit=100").await?.refusal() == (502, "oneflow-unreadable"));
    Ok(())
}

#[tokio::test]
async fn an_answer_about_another_contract_or_of_another_shape_is_not_passed_on() -> Result<()> {
    let (api, _) = upstream::serve(|request| {
        let place = request.split(' ').nth(1).unwrap_or_default();
        let body = if place.ends_with("/contracts/7") { "{\"id\": 8}" } else { "{\"data\": {}}" };
        Some(answer("200 OK", "application/json", body))
    })
    .await?;
    let world = World::new().await?;
    world.tenant("north", json!({"api": format!("{api}/v1"), "untied_contracts": true})).await?;
    let siri = world.siri().await?;
    for place in ["/contracts/7", "/users?limit=100", "/helpers/contract_create_data", "/accounts/extensions"] {
        ensure!(siri.get(place).await?.refusal() == (502, "oneflow-unreadable"), "{place}");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_larger_than_the_widget_reads_is_a_5xx() -> Result<()> {
    let body = format!("[{}]", " ".repeat(16 * 1024 * 1024));
    let (api, _) = upstream::serve(move |_| Some(answer("200 OK", "application/json", &body))).await?;
    let world = World::new().await?;
    world.tenant("north", json!({"api": format!("{api}/v1")})).await?;
    ensure!(world.siri().await?.get("/users?limit=100").await?.refusal() == (502, "oneflow-unreadable"));
    Ok(())
}

#[tokio::test]
async fn an_oneflow_that_cannot_be_reached_is_a_5xx_for_a_read_and_proves_that_nothing_was_made() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    siri.get("/helpers/contract_create_data").await?;
    world.tenant("north", json!({"api": nobody().await?})).await?;
    ensure!(siri.get("/ping").await?.refusal() == (502, "oneflow-unreachable"));
    ensure!(siri.create(&key(1)).await?.refusal() == (424, "oneflow-unreachable"));
    world.tenant("north", json!({})).await?;
    ensure!(siri.create(&key(1)).await?.status == 200, "the key was not used up");
    ensure!(world.contracts().len() == 1);
    Ok(())
}
