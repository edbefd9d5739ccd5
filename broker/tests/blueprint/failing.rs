//! What Oneflow refuses, and what gets lost: each has a sentence, and nothing is sent twice.

use anyhow::{Result, ensure};
use oneflow_broker::blueprint::{Choices, Commands, Consent, Ending, Remote};
use oneflow_sandbox::FaultKind::{Busy, Cut, Drop, Garbage, Html, Redirect, Silence, Status};
use oneflow_sandbox::{FaultKind, TOKEN};

use crate::world::{Came, KEEPING, ORDERS, World, variables};

const CREATE: &str = "POST /template_types";
const WEBHOOK: &str = "POST /webhooks";

async fn applied_by(remote: &Remote, choices: Choices) -> Result<Came> {
    let mut said = Vec::new();
    let says = &mut |line: &str| said.push(line.to_owned());
    let blueprint = oneflow_broker::blueprint::Blueprint::parse(ORDERS)?;
    let mut commands = Commands { remote, variables: &variables, says };
    let ending = commands.apply(&blueprint, choices, |_| Consent::Given).await;
    Ok(Came { ending, said: said.join("\n") })
}

#[tokio::test]
async fn a_token_or_a_user_that_oneflow_does_not_accept_is_said() -> Result<()> {
    let world = World::new().await?;
    let wrong = world.remote_as("sandbox-000000000000000000000000000wrong", None)?;
    applied_by(&wrong, KEEPING).await?.failed(&["ONEFLOW_TOKEN", "--user"])?;
    let unknown = world.remote_as(TOKEN, Some("nobody@example.com"))?;
    let came = applied_by(&unknown, KEEPING).await?;
    came.failed(&["ONEFLOW_TOKEN", "--user"])?;
    ensure!(came.ending.is_err_and(|sentence| !sentence.contains("nobody@example.com")), "no email is printed");
    ensure!(world.written().is_empty(), "{:?}", world.written());
    Ok(())
}

#[tokio::test]
async fn who_is_no_administrator_is_told_who_may() -> Result<()> {
    let world = World::new().await?;
    let siri = world.remote_as(TOKEN, Some("siri.lund@example.com"))?;
    applied_by(&siri, KEEPING).await?.failed(&["administrators", "--user"])?;
    let eva = world.remote_as(TOKEN, Some("eva.strand@example.com"))?;
    applied_by(&eva, KEEPING).await?.good()
}

#[tokio::test]
async fn an_oneflow_that_cannot_be_reached_is_named() -> Result<()> {
    let mut world = World::new().await?;
    world.api = "http://127.0.0.1:9/v1".to_owned();
    applied_by(&world.remote()?, KEEPING).await?.failed(&["cannot be reached", "nothing was sent"])
}

#[tokio::test]
async fn a_read_that_fails_ends_the_command_before_anything_is_written() -> Result<()> {
    let world = World::new().await?;
    let cases: [(&str, FaultKind, &[&str]); 9] = [
        ("GET /accounts/me", Status(403), &["the account", "administrators"]),
        ("GET /template_types", Status(404), &["the template types", "not there"]),
        ("GET /template_types", Busy { retry_after: Some("7".into()) }, &["too many requests", "7 seconds"]),
        ("GET /template_types", Status(500), &["the template types", "a 500", "later"]),
        ("GET /webhooks", Html(502), &["the webhooks", "a 502", "later"]),
        ("GET /webhooks", Garbage, &["the webhooks", "later"]),
        ("GET /webhooks", Cut { after: false }, &["the webhooks", "connection was lost"]),
        ("GET /webhooks", Silence { after: false }, &["the webhooks", "no answer came in time"]),
        ("GET /webhooks", Redirect("https://elsewhere.example".into()), &["the webhooks", "leads elsewhere"]),
    ];
    for (on, kind, parts) in cases {
        world.goes_wrong(on, kind);
        world.apply(ORDERS, KEEPING).await?.failed(parts)?;
    }
    ensure!(world.written().is_empty(), "{:?}", world.written());
    Ok(())
}

#[tokio::test]
async fn a_write_that_is_refused_ends_the_command_and_says_how_far_it_came() -> Result<()> {
    let world = World::new().await?;
    let cases: [(&str, FaultKind, &[&str]); 5] = [
        (CREATE, Status(403), &["did not create the template type \"Acme orders\"", "administrators", "0 of 6"]),
        (CREATE, Status(400), &["a 400", "0 of 6"]),
        (CREATE, Status(402), &["plan", "0 of 6"]),
        (WEBHOOK, Busy { retry_after: None }, &["did not create the webhook", "five minutes", "2 of 6"]),
        ("PUT /template_types/{id}/data_fields", Status(404), &["not there", "2 of 4"]),
    ];
    for (on, kind, parts) in cases {
        world.goes_wrong(on, kind);
        let came = world.apply(ORDERS, KEEPING).await?;
        came.failed(parts)?;
        ensure!(came.ending.is_err_and(|sentence| !sentence.contains("Nobody knows")), "a refusal is no riddle");
    }
    world.apply(ORDERS, KEEPING).await?.good()?;
    ensure!(world.diff(ORDERS, KEEPING).await?.ending == Ok(Ending::Good), "and then nothing differs");
    Ok(())
}

#[tokio::test]
async fn an_answer_that_was_lost_ends_the_command_and_running_it_again_makes_nothing_twice() -> Result<()> {
    for on in [CREATE, WEBHOOK] {
        for kind in [Drop { after: true }, Cut { after: true }, Silence { after: true }, Garbage, Status(500)] {
            let world = World::new().await?;
            world.goes_wrong(on, kind.clone());
            let came = world.apply(ORDERS, KEEPING).await?;
            came.failed(&["Nobody knows whether Oneflow did create", "safe to run the command again"])?;
            let posts = |world: &World| world.written().into_iter().filter(|request| request.starts_with(on)).count();
            ensure!(posts(&world) == 1, "{kind:?}: {:?}", world.written());
            world.apply(ORDERS, KEEPING).await?.good()?;
            ensure!(posts(&world) == if kind == Status(500) { 3 } else { 2 }, "{kind:?}: {:?}", world.written());
            for name in ["Acme orders", "Acme leases"] {
                let webhooks = world.webhooks_of(name).await?;
                ensure!(webhooks.len() == 1, "{kind:?}: {webhooks:?}");
            }
            let named = world.list("/template_types").await?.into_iter().filter(|found| found["name"] == "Acme orders");
            ensure!(named.count() == 1, "{kind:?}");
        }
    }
    Ok(())
}
