//! Attempts of which nobody knows what came.

use anyhow::{Result, ensure};
use oneflow_sandbox::FaultKind;
use serde_json::json;

use super::world::{DRAFTS, MIRA, Session, World, draft, hasty, invitation, key};

async fn unclear(world: &World, siri: &Session<'_>, number: usize, kind: FaultKind) -> Result<Vec<i64>> {
    world.fault("POST /contracts/create", kind.clone());
    let answer = siri.post("/contracts/create", &key(number), &draft(&format!("Unclear {number}"))).await?;
    ensure!(answer.refusal() == (503, "creation-unknown"), "{kind:?}: {}", answer.text);
    Ok(answer.candidates())
}

#[tokio::test]
async fn an_attempt_of_which_nobody_knows_what_came_is_never_sent_again() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    for (number, (kind, made)) in [
        (FaultKind::Cut { after: true }, true),
        (FaultKind::Cut { after: false }, false),
        (FaultKind::Drop { after: true }, true),
        (FaultKind::Drop { after: false }, false),
        (FaultKind::Silence { after: true }, true),
        (FaultKind::Silence { after: false }, false),
        (FaultKind::Garbage, true),
        (FaultKind::Html(503), false),
        (FaultKind::Html(403), false),
        (FaultKind::Status(500), false),
        (FaultKind::Redirect("https://elsewhere.example/v1".to_owned()), false),
    ]
    .into_iter()
    .enumerate()
    {
        let before = (world.contracts().len(), world.count("POST /v1/contracts/create"));
        let candidates = unclear(&world, &siri, number, kind.clone()).await?;
        ensure!(candidates.len() == usize::from(made), "{kind:?}: {candidates:?}");
        let again = siri.post("/contracts/create", &key(number), &draft(&format!("Unclear {number}"))).await?;
        ensure!(again.refusal() == (503, "creation-unknown") && again.candidates() == candidates, "{kind:?}");
        let after = (world.contracts().len(), world.count("POST /v1/contracts/create"));
        ensure!(after == (before.0 + usize::from(made), before.1 + 1), "{kind:?}: {after:?}");
    }
    Ok(())
}

#[tokio::test]
async fn this_is_it_ties_the_contract_and_the_key_gives_it_from_then_on() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let candidates = unclear(&world, &siri, 1, FaultKind::Cut { after: true }).await?;
    let [contract] = candidates.as_slice() else { anyhow::bail!("{candidates:?}") };
    let listed = siri.get(DRAFTS).await?;
    ensure!(listed.json["data"][0]["id"] == json!(contract), "a candidate is listed for its user: {}", listed.text);
    ensure!(siri.get(&format!("/contracts/{contract}")).await?.status == 200, "its user may look at it");
    for more in [json!({"user": MIRA}), json!({"external_id": "deal-2"})] {
        let session = world.session(more.clone()).await?;
        let other = session.get(&format!("/contracts/{contract}")).await?;
        ensure!(other.refusal() == (404, "contract"), "{more}");
        ensure!(session.get(DRAFTS).await?.json["data"] == json!([]), "it is listed for nobody else: {more}");
    }
    let resolve = format!("/attempts/{}/resolve", key(1));
    let resolved = siri.post(&resolve, "", &json!({"contract": contract})).await?;
    ensure!(resolved.status == 200, "{}", resolved.text);
    ensure!(siri.post(&resolve, "", &json!({"contract": contract})).await?.status == 200, "twice is once");
    let again = siri.post("/contracts/create", &key(1), &draft("Unclear 1")).await?;
    ensure!(again.status == 200 && again.id() == *contract);
    let sent = siri.post(&format!("/contracts/{contract}/publish"), &key(2), &invitation()).await?;
    ensure!(sent.status == 200, "{}", sent.text);
    ensure!(world.contracts() == [*contract] && world.count("POST /v1/contracts/create") == 1);
    Ok(())
}

#[tokio::test]
async fn whoever_sends_a_candidate_of_their_own_says_that_it_is_the_one() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let candidates = unclear(&world, &siri, 1, FaultKind::Cut { after: true }).await?;
    let contract = candidates.first().copied().unwrap_or_default();
    let place = format!("/contracts/{contract}/publish");
    let other = world.session(json!({"external_id": "deal-2"})).await?;
    ensure!(other.post(&place, &key(2), &invitation()).await?.refusal() == (404, "contract"));
    ensure!(siri.post(&place, &key(3), &invitation()).await?.status == 200);
    let again = siri.post("/contracts/create", &key(1), &draft("Unclear 1")).await?;
    ensure!(again.status == 200 && again.id() == contract, "{}", again.text);
    ensure!(world.contracts() == [contract]);
    Ok(())
}

#[tokio::test]
async fn only_a_candidate_of_the_users_own_attempt_can_be_it() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let known = siri.made(&key(7)).await?;
    let candidates = unclear(&world, &siri, 1, FaultKind::Cut { after: true }).await?;
    let resolve = format!("/attempts/{}/resolve", key(1));
    for other in [known, 4_711] {
        let answer = siri.post(&resolve, "", &json!({"contract": other})).await?;
        ensure!(answer.refusal() == (409, "candidate"), "{other}: {}", answer.text);
    }
    let contract = candidates.first().copied().unwrap_or_default();
    let body = json!({"contract": contract});
    for more in [json!({"user": MIRA}), json!({"external_id": "deal-2"})] {
        let answer = world.session(more.clone()).await?.post(&resolve, "", &body).await?;
        ensure!(answer.refusal() == (404, "attempt"), "{more}: {}", answer.text);
    }
    ensure!(siri.post(&format!("/attempts/{}/resolve", key(7)), "", &body).await?.refusal() == (409, "candidate"));
    ensure!(siri.post(&resolve, "", &body).await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn drafts_of_others_and_of_other_attempts_are_no_candidates() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    siri.post("/contracts/create", &key(5), &draft("Unclear 1")).await?;
    mira.post("/contracts/create", &key(6), &draft("Unclear 1")).await?;
    let candidates = unclear(&world, &siri, 1, FaultKind::Cut { after: false }).await?;
    ensure!(candidates.is_empty(), "both are known to be something else: {candidates:?}");
    Ok(())
}

#[tokio::test]
async fn a_sending_without_an_answer_is_looked_up() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let siri = world.siri().await?;
    let contract = siri.made(&key(1)).await?;
    let place = format!("/contracts/{contract}/publish");
    world.fault("POST /contracts/{id}/publish", FaultKind::Cut { after: false });
    let lost = siri.post(&place, &key(2), &invitation()).await?;
    ensure!(lost.refusal() == (503, "publishing-unknown"), "{}", lost.text);
    world.fault("POST /contracts/{id}/publish", FaultKind::Cut { after: true });
    let sent = siri.post(&place, &key(3), &invitation()).await?;
    ensure!(sent.status == 200 && sent.json["state"] == "pending", "it reads that it was sent: {}", sent.text);
    let again = siri.post(&place, &key(3), &invitation()).await?;
    ensure!(again.status == 200 && again.id() == contract);
    ensure!(world.count(&format!("POST /v1{place}")) == 2);
    Ok(())
}
