//! Lists, and each user's share of the requests.

use anyhow::{Result, ensure};
use oneflow_broker::oneflow::Limits;
use serde_json::{Value, json};

use super::world::{MIRA, OLA, World};

#[tokio::test]
async fn the_extension_type_is_the_customers_whatever_the_page_asks_for() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    for query in ["", "&extension_type=demo_ats", "&extension_type=demo_ats&extension_type=other"] {
        siri.get(&format!("/templates?limit=100{query}")).await?;
        siri.get(&format!("/helpers/contract_create_data?template_type_id=9001{query}")).await?;
    }
    for line in world.asked() {
        let types: Vec<&str> = line.split(['?', '&']).filter(|part| part.starts_with("extension_type")).collect();
        ensure!(types == ["extension_type=demo_crm"], "{line}");
    }
    ensure!(world.asked().len() == 6);
    Ok(())
}

#[tokio::test]
async fn a_template_is_read_by_whoever_creates_contracts_from_it() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let read = siri.get("/templates/8101").await?;
    ensure!(read.status == 200 && read.id() == 8101 && read.json.get("available_options").is_some(), "{}", read.text);
    siri.get("/templates/8101").await?;
    let helper = "GET /v1/helpers/contract_create_data?extension_type=demo_crm";
    ensure!(world.count(helper) == 1, "what it has listed lately counts");
    for other in [8204, 8203, 1] {
        ensure!(siri.get(&format!("/templates/{other}")).await?.refusal() == (404, "template"), "{other}");
    }
    let ola = world.session(json!({"user": OLA})).await?;
    ensure!(ola.get("/templates/8101").await?.refusal() == (404, "template"), "Ola creates nowhere");
    let creator = world.session(json!({"verbs": ["create"]})).await?;
    ensure!(creator.get("/templates/8101").await?.refusal() == (403, "right"));
    ensure!(world.count("GET /v1/templates/8101") == 2 && world.count("GET /v1/templates/8204") == 0);
    Ok(())
}

#[tokio::test]
async fn of_the_accounts_extensions_only_the_customers_own_is_shown_and_its_state_is_noticed() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let types = |answer: &Value| -> Vec<Value> {
        answer["data"].as_array().into_iter().flatten().map(|item| item["type"].clone()).collect()
    };
    ensure!(types(&siri.get("/accounts/extensions").await?.json) == [json!("demo_crm")]);
    let state = async || anyhow::Ok(world.tenants.get("north").await?.map(|it| it.condition.extension.word()));
    ensure!(state().await? == Some("enabled"));
    world.account.disable_extension("demo_crm");
    siri.get("/accounts/extensions").await?;
    ensure!(state().await? == Some("disabled"));
    Ok(())
}

#[tokio::test]
async fn who_asks_too_much_waits_and_another_user_does_not() -> Result<()> {
    let world = World::with(json!({"requests": 100}), Limits::default()).await?;
    let (siri, mira) = (world.siri().await?, world.session(json!({"user": MIRA})).await?);
    let mut served = 0;
    let refusal = loop {
        let answer = siri.get("/ping").await?;
        if answer.status != 200 {
            break answer;
        }
        served += 1;
    };
    ensure!(refusal.refusal() == (429, "too-many-requests") && served == 50, "{served}");
    let wait: i64 = refusal.header("retry-after").parse()?;
    ensure!((290..=310).contains(&wait), "{wait}");
    ensure!(siri.create("key-of-the-tests-0001").await?.refusal() == (429, "too-many-requests"), "nothing was sent");
    ensure!(mira.get("/ping").await?.status == 200, "another user is not held up");
    ensure!(world.contracts().is_empty());
    world.wait(wait);
    let again = world.siri().await?;
    ensure!(again.get("/ping").await?.status == 200);
    Ok(())
}
