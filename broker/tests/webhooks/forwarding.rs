//! What reaches the partner, and what does not.

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::ledger::{Action, AttemptId, NewAttempt};
use oneflow_broker::seal::Purpose;
use oneflow_broker::tenants::Settings;
use oneflow_broker::webhooks::Secrets;
use oneflow_sandbox::{EXTENSION_TYPE, TOKEN, USER};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::on_both;
use crate::running::{Running, tenants};
use crate::secrets::{BEARER, CLIENT, FORWARD, PASSWORD, SIGN_KEY, delivery, plain, with_proofs};
use crate::support::TestStore;
use crate::world::{Oneflow, World};

on_both! {
    what_oneflow_delivers_reaches_the_partner_with_each_authentication_and_a_signature_that_it_verifies
    a_delivery_that_names_no_customer_is_of_whoever_has_tied_the_contract
    a_delivery_about_nobodys_contract_waits_for_a_tie_and_is_dropped_without_one
    a_contract_whose_creation_is_under_way_is_told_with_its_record
    a_customer_whose_requests_are_used_up_waits_and_loses_nothing
    a_forged_contract_is_dropped
    with_another_customers_contract_a_customer_gets_nothing
    a_tied_contract_that_was_deleted_is_forwarded_as_deleted
    what_the_contract_is_now_counts_and_not_what_the_delivery_says
    a_delivery_whose_events_cannot_be_read_is_told_all_the_same
    neither_messages_nor_the_database_contain_secrets_or_what_people_wrote
}

async fn keeps(broker: &Running, tenant: Option<&str>, body: &Value) -> Result<()> {
    let place = tenant.map_or_else(|| "/webhooks/oneflow".to_owned(), |id| format!("/webhooks/oneflow?tenant={id}"));
    let answer = broker.post(&place).json(body).send().await?;
    ensure!(answer.status() == 200, "{}", answer.text().await?);
    Ok(())
}

/// A broker that works when it is told to, with one delivery.
async fn kept(world: &World, secrets: Secrets, tenant: Option<&str>, contract: i64) -> Result<Running> {
    let broker = world.idle(secrets).await?;
    keeps(&broker, tenant, &delivery("c-1", contract, SIGN_KEY)).await?;
    Ok(broker)
}

async fn waiting(world: &World) -> Result<i64> {
    Ok(world.test.store.deliveries().count_waiting().await?)
}

async fn what_oneflow_delivers_reaches_the_partner_with_each_authentication_and_a_signature_that_it_verifies(
    test: TestStore,
) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.broker(with_proofs()?).await?;
    let oauth = json!({
        "type": "oauth_client_credentials",
        "token_url": broker.at("/webhooks/token"),
        "client_id": "oneflow",
        "client_secret": CLIENT,
        "scope": "webhooks",
    });
    for authentication in [
        json!({"type": "basic", "username": "oneflow", "password": PASSWORD}),
        json!({"type": "bearer", "token": BEARER}),
        oauth,
        // This one proves nothing, so nothing comes of it.
        Value::Null,
    ] {
        world.oneflow.webhook(&broker, Some("north"), authentication).await?;
    }
    let contract = world.oneflow.creates().await?;
    for message in world.partner.gets(3).await? {
        assert_eq!(message.body["type"], "contract.changed");
        let data = &message.body["data"];
        assert_eq!((&data["tenant"], &data["contract"]), (&json!("north"), &json!(contract)));
        assert_eq!((&data["state"], &data["external_id"]), (&json!("draft"), &Value::Null));
        assert_eq!(data["events"][0]["type"], "contract:create");
        let keys: Vec<&str> = data.as_object().context("no data")?.keys().map(String::as_str).collect();
        assert_eq!(keys, ["contract", "events", "external_id", "state", "tenant"]);
    }
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"forwarded\"}"), "3");
    let reads = world.oneflow.account.requests();
    let read = |request: &&Value| request["path"].as_str().is_some_and(|path| path.ends_with(&contract.to_string()));
    ensure!(reads.as_array().into_iter().flatten().filter(read).count() >= 3, "each was read from Oneflow");
    Ok(())
}

async fn a_delivery_that_names_no_customer_is_of_whoever_has_tied_the_contract(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let contract = world.oneflow.creates().await?;
    world.ties("north", contract, "deal-17").await?;
    let broker = kept(&world, plain()?, None, contract).await?;
    broker.works(1).await?;
    let messages = world.partner.gets(1).await?;
    let data = &messages[0].body["data"];
    assert_eq!((&data["tenant"], &data["external_id"]), (&json!("north"), &json!("deal-17")));
    Ok(())
}

async fn a_delivery_about_nobodys_contract_waits_for_a_tie_and_is_dropped_without_one(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let (first, second) = (world.oneflow.creates().await?, world.oneflow.creates().await?);
    let broker = kept(&world, plain()?, None, first).await?;
    keeps(&broker, None, &delivery("c-2", second, SIGN_KEY)).await?;
    broker.works(1).await?;
    assert_eq!((waiting(&world).await?, world.partner.messages().len()), (2, 0));
    world.ties("north", first, "deal-1").await?;
    for hour in 1..9 {
        broker.works(hour * 3_600).await?;
    }
    assert_eq!(waiting(&world).await?, 0);
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["contract"], first);
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"dropped\"}"), "1");
    Ok(())
}

async fn a_contract_whose_creation_is_under_way_is_told_with_its_record(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let contract = world.oneflow.creates().await?;
    let tenant = tenants(&world.test.store)?.get("north").await?.context("a customer")?;
    let now = OffsetDateTime::now_utc();
    let attempt = NewAttempt {
        id: AttemptId { tenant: "north".to_owned(), user: tenant.user_id(USER), key: "k".to_owned() },
        action: Action::Create,
        fingerprint: "f".to_owned(),
        record: Some("deal-17".to_owned()),
        contract: None,
        expected: tenant.seal(Purpose::Expected, "{}")?,
        sent_at: now,
        deadline: now + Duration::seconds(30),
    };
    world.test.store.attempts().begin(&attempt).await?;
    // Oneflow's delivery is faster than its answer.
    let broker = kept(&world, plain()?, Some("north"), contract).await?;
    broker.works(1).await?;
    assert_eq!((waiting(&world).await?, world.partner.messages().len()), (1, 0));
    world.ties("north", contract, "deal-17").await?;
    broker.works(10).await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["external_id"], "deal-17");
    Ok(())
}

async fn a_customer_whose_requests_are_used_up_waits_and_loses_nothing(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let settings = json!({"api": world.oneflow.api, "extension_type": EXTENSION_TYPE, "requests": 1});
    let (settings, now) = (Settings::of_text(&settings.to_string())?, OffsetDateTime::now_utc());
    tenants(&world.test.store)?.put("north", "A customer", &settings, now).await?;
    let broker = kept(&world, plain()?, Some("north"), world.oneflow.creates().await?).await?;
    keeps(&broker, Some("north"), &delivery("c-2", world.oneflow.creates().await?, SIGN_KEY)).await?;
    broker.works(1).await?;
    world.partner.gets(1).await?;
    broker.works(2).await?;
    assert_eq!(waiting(&world).await?, 1, "the customer's users need theirs, too");
    // Another broker has not asked anything yet.
    world.idle(plain()?).await?.works(600).await?;
    world.partner.gets(2).await?;
    Ok(())
}

async fn a_forged_contract_is_dropped(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = kept(&world, plain()?, Some("north"), 99_999).await?;
    broker.works(1).await?;
    assert_eq!(waiting(&world).await?, 1, "reads lag behind writes");
    for hour in 1..4 {
        broker.works(hour * 3_600).await?;
    }
    assert_eq!((waiting(&world).await?, world.partner.messages().len()), (0, 0));
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"dropped\"}"), "1");
    Ok(())
}

async fn with_another_customers_contract_a_customer_gets_nothing(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let south = Oneflow::start().await?;
    world.customer("south", &south).await?;
    let contract = south.creates().await?;
    world.ties("south", contract, "deal-of-south").await?;
    // Another account has no contract of this number.
    let broker = kept(&world, plain()?, Some("north"), contract).await?;
    for hour in 1..5 {
        broker.works(hour * 3_600).await?;
    }
    assert_eq!((waiting(&world).await?, world.partner.messages().len()), (0, 0));
    keeps(&broker, Some("south"), &delivery("c-2", contract, SIGN_KEY)).await?;
    broker.works(1).await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["tenant"], "south");
    Ok(())
}

async fn a_tied_contract_that_was_deleted_is_forwarded_as_deleted(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.broker(plain()?).await?;
    world.oneflow.webhook(&broker, Some("north"), Value::Null).await?;
    let contract = world.oneflow.creates().await?;
    world.ties("north", contract, "deal-17").await?;
    world.partner.gets(1).await?;
    world.oneflow.deletes(contract).await?;
    let messages = world.partner.gets(2).await?;
    let body = &messages[1].body;
    assert_eq!((&body["type"], &body["data"]["state"]), (&json!("contract.deleted"), &Value::Null));
    assert_eq!(body["data"]["external_id"], "deal-17");
    Ok(())
}

async fn what_the_contract_is_now_counts_and_not_what_the_delivery_says(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let contract = world.oneflow.creates().await?;
    // It says that the contract was signed.
    let broker = kept(&world, plain()?, Some("north"), contract).await?;
    broker.works(1).await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["state"], "draft");
    world.oneflow.publishes(contract).await?;
    keeps(&broker, Some("north"), &delivery("c-2", contract, SIGN_KEY)).await?;
    broker.works(1).await?;
    assert_eq!(world.partner.gets(2).await?[1].body["data"]["state"], "pending");
    Ok(())
}

async fn a_delivery_whose_events_cannot_be_read_is_told_all_the_same(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let contract = world.oneflow.creates().await?;
    let event = json!({"created_time": "2026-11-30T12:00:00+0000", "id": 7, "type": "contract:sign"});
    for (number, events) in [json!([event]), json!([{"type": "contract:sign"}, 7]), json!(null)].iter().enumerate() {
        let mut body = delivery(&format!("c-{number}"), contract, SIGN_KEY);
        body["events"] = events.clone();
        keeps(&broker, Some("north"), &body).await?;
        broker.works(1).await?;
    }
    let messages = world.partner.gets(3).await?;
    let told: Vec<&Value> = messages.iter().map(|message| &message.body["data"]["events"]).collect();
    let first = json!([{"created_time": "2026-11-30T12:00:00Z", "id": 7, "type": "contract:sign"}]);
    assert_eq!(told, [&first, &json!([]), &json!([])]);
    ensure!(messages.iter().all(|message| message.body["data"]["state"] == "draft"));
    let events = world.test.store.events().after(0, 10).await?;
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["contract:sign", "contract.changed", "contract.changed"], "open pages read it again");
    Ok(())
}

async fn neither_messages_nor_the_database_contain_secrets_or_what_people_wrote(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(with_proofs()?).await?;
    let contract = world.oneflow.creates().await?;
    world.oneflow.publishes(contract).await?;
    let signed = || broker.post("/webhooks/oneflow?tenant=north").json(&delivery("c-1", contract, SIGN_KEY));
    assert_eq!(signed().send().await?.status(), 401);
    assert_eq!(signed().bearer_auth(BEARER).send().await?.status(), 200);
    broker.works(1).await?;
    let message = world.partner.gets(1).await?[0].text.clone();
    let database = database(&world.test.url)?;
    ensure!(message.contains(&contract.to_string()));
    for hidden in [SIGN_KEY, BEARER, PASSWORD, CLIENT, FORWARD, TOKEN, USER, "@example.com", "Very Secret", "Agreement"]
    {
        ensure!(!message.contains(hidden) && !database.contains(hidden), "{hidden} is stored or sent");
    }
    Ok(())
}

/// What is in the files of the database, where there are some.
fn database(url: &str) -> Result<String> {
    let Some(file) = url.strip_prefix("sqlite:") else { return Ok(String::new()) };
    let bytes = [std::fs::read(file)?, std::fs::read(format!("{file}-wal"))?].concat();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    ensure!(text.contains("contract.changed"), "the search finds what is there");
    Ok(text)
}
