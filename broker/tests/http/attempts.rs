//! One contract for each key, whoever repeats the request.

use anyhow::{Result, ensure};
use oneflow_sandbox::FaultKind;
use reqwest::Method;
use serde_json::json;

use super::world::{Answer, MIRA, World, draft, hasty, invitation, key};

#[tokio::test]
async fn whatever_repeats_an_attempt_gets_the_first_answer_at_once_or_later() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    siri.get("/helpers/contract_create_data").await?;
    world.fault("POST /contracts/create", FaultKind::Slow { millis: 300 });
    let key = key(1);
    let (one, other, third) = tokio::join!(siri.create(&key), siri.create(&key), siri.create(&key));
    let first = one?;
    ensure!(first.status == 200, "{}", first.text);
    for answer in [other?, third?, siri.create(&key).await?, world.siri().await?.create(&key).await?] {
        ensure!(answer.status == 200 && answer.text == first.text);
    }
    ensure!(world.count("POST /v1/contracts/create") == 1 && world.contracts() == [first.id()]);
    Ok(())
}

#[tokio::test]
async fn a_contract_is_sent_once_for_each_key() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let place = format!("/contracts/{contract}/publish");
    for _ in 0..3 {
        let answer = siri.post(&place, &key(2), &invitation()).await?;
        ensure!(answer.status == 200 && answer.id() == contract);
    }
    ensure!(world.count(&format!("POST /v1{place}")) == 1);
    ensure!(siri.post(&place, &key(3), &invitation()).await?.status == 409, "it is no draft any more");
    Ok(())
}

#[tokio::test]
async fn a_key_is_one_users_for_one_request() -> Result<()> {
    let world = World::new().await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    siri.made(&key(1)).await?;
    let other = siri.post("/contracts/create", &key(1), &draft("Another")).await?;
    ensure!(other.refusal() == (422, "key-of-another-request"));
    ensure!(mira.create(&key(1)).await?.status == 200);
    for word in ["", "short", &"x".repeat(65), "key with spaces in it"] {
        ensure!(siri.create(word).await?.refusal() == (400, "idempotency-key"), "{word}");
    }
    let request = siri.request(Method::POST, "/contracts/create").json(&draft("A"));
    let twice = request.header("idempotency-key", key(8)).header("idempotency-key", key(9));
    ensure!(Answer::of(twice).await?.refusal() == (400, "idempotency-key"));
    ensure!(world.contracts().len() == 2);
    Ok(())
}

#[tokio::test]
async fn after_a_refusal_which_made_nothing_the_same_attempt_may_be_sent_again() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    for kind in [FaultKind::Busy { retry_after: None }, FaultKind::Status(409), FaultKind::Status(403)] {
        world.fault("POST /contracts/create", kind);
        let refused = siri.create(&key(1)).await?;
        ensure!((400..500).contains(&refused.status) && refused.refusal().0 == refused.status);
    }
    ensure!(siri.create(&key(1)).await?.status == 200);
    ensure!(world.contracts().len() == 1);
    Ok(())
}

#[tokio::test]
async fn a_browser_that_leaves_ends_no_attempt() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    siri.get("/helpers/contract_create_data").await?;
    world.fault("POST /contracts/create", FaultKind::Slow { millis: 400 });
    let left = tokio::time::timeout(std::time::Duration::from_millis(150), siri.create(&key(1))).await;
    ensure!(left.is_err(), "the browser has left before the answer");
    let again = siri.create(&key(1)).await?;
    ensure!(again.status == 200 && world.contracts() == [again.id()]);
    ensure!(world.count("POST /v1/contracts/create") == 1);
    ensure!(siri.get(&format!("/contracts/{}", again.id())).await?.status == 200, "it is tied");
    Ok(())
}

#[tokio::test]
async fn a_drain_waits_for_what_is_under_way() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    siri.get("/helpers/contract_create_data").await?;
    world.fault("POST /contracts/create", FaultKind::Slow { millis: 400 });
    let left = tokio::time::timeout(std::time::Duration::from_millis(150), siri.create(&key(1))).await;
    ensure!(left.is_err());
    world.broker.drain().await;
    ensure!(siri.create(&key(1)).await?.status == 200, "the answer was written down before the drain ended");
    ensure!(world.count("POST /v1/contracts/create") == 1);
    Ok(())
}

#[tokio::test]
async fn a_key_that_was_sent_never_gets_a_401_or_a_429() -> Result<()> {
    let world = World::with(json!({"requests": 60}), hasty()).await?;
    let siri = world.siri().await?;
    siri.made(&key(1)).await?;
    world.fault("POST /contracts/create", FaultKind::Cut { after: true });
    ensure!(siri.post("/contracts/create", &key(2), &draft("Unclear")).await?.status == 503);
    while siri.get("/ping").await?.status == 200 {}
    ensure!(siri.create(&key(1)).await?.status == 200, "a known answer needs no share");
    ensure!(siri.post("/contracts/create", &key(2), &draft("Unclear")).await?.status == 503);
    world.wait(900);
    for used in [key(1), key(2)] {
        let ended = siri.create(&used).await?;
        ensure!(ended.refusal() == (503, "creation-unknown") && ended.candidates().is_empty(), "{}", ended.text);
    }
    ensure!(siri.create(&key(3)).await?.refusal() == (401, "session"), "nobody has sent this one");
    let made = world.contracts().len();
    ensure!(made == 2, "{made}");
    Ok(())
}

#[tokio::test]
async fn what_was_done_is_in_the_audit_trail_by_pseudonym_and_ids() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    siri.post(&format!("/contracts/{contract}/publish"), &key(2), &invitation()).await?;
    world.fault("POST /contracts/create", FaultKind::Status(409));
    siri.create(&key(3)).await?;
    world.fault("POST /contracts/create", FaultKind::Cut { after: false });
    siri.create(&key(4)).await?;
    let entries = world.broker.parts.store.audit().after(0, Some("north"), 100).await?;
    let line = |entry: &oneflow_broker::audit::Entry| {
        let (key, contract) = (entry.key.as_deref().unwrap_or("-"), entry.contract.unwrap_or_default());
        format!("{} {} {key} {contract}", entry.action, entry.result)
    };
    let lines: Vec<String> = entries.iter().map(|(_, entry)| line(entry)).collect();
    let expected = [
        "session begun - 0".to_owned(),
        format!("create 200 {} {contract}", key(1)),
        format!("publish 200 {} {contract}", key(2)),
        format!("create 409 {} 0", key(3)),
        format!("create unknown {} 0", key(4)),
    ];
    ensure!(lines == expected, "{lines:#?}");
    ensure!(entries.iter().all(|(_, entry)| entry.user.as_ref().is_some_and(|user| user.as_str() == siri.user)));
    ensure!(entries.iter().any(|(_, entry)| entry.request_id.is_some()), "a refusal has Oneflow's request id");
    ensure!(!format!("{entries:?}").contains("siri"));
    Ok(())
}
