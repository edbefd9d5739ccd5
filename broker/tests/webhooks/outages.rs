//! The partner, the broker and Oneflow are down, and nothing is lost or sent twice.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use oneflow_broker::store::NewDelivery;
use oneflow_broker::tenants::Settings;
use oneflow_sandbox::EXTENSION_TYPE;
use reqwest::Method;
use serde_json::{Value, json};
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use crate::on_both;
use crate::running::{Running, Work, tenants};
use crate::secrets::{SIGN_KEY, delivery, plain};
use crate::support::TestStore;
use crate::world::World;

on_both! {
    while_the_partner_is_down_messages_wait_and_then_arrive_once
    while_the_broker_is_down_oneflow_delivers_again
    while_oneflow_is_down_a_delivery_waits_for_its_contract
    while_all_are_down_but_the_database_nothing_is_lost
    what_the_partner_refuses_or_redirects_is_sent_again_under_the_same_id
    a_message_that_is_given_up_is_listed_and_can_be_sent_again
    several_brokers_forward_each_delivery_once
    what_a_killed_broker_has_taken_comes_again_after_a_minute
    a_customer_whose_oneflow_hangs_delays_nobody_elses_deliveries
    of_many_deliveries_no_more_are_taken_than_asked_for
}

/// A contract, and a delivery about it that is kept.
async fn kept(world: &World, broker: &Running, callback_id: &str) -> Result<i64> {
    let contract = world.oneflow.creates().await?;
    let request = broker.post("/webhooks/oneflow?tenant=north").json(&delivery(callback_id, contract, SIGN_KEY));
    ensure!(request.send().await?.status() == 200);
    Ok(contract)
}

async fn until(is_so: impl AsyncFn() -> Result<bool>) -> Result<()> {
    let wait = async {
        while !is_so().await? {
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    };
    timeout(Duration::from_secs(20), wait).await.context("it does not come about")?
}

async fn while_the_partner_is_down_messages_wait_and_then_arrive_once(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.broker(plain()?).await?;
    world.partner.goes_down().await;
    let contract = kept(&world, &broker, "c-1").await?;
    until(async || Ok(broker.metric("oneflow_broker_webhooks_total{step=\"retried\"}") == "1")).await?;
    world.partner.comes_up().await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["contract"], contract);
    Ok(())
}

async fn while_the_broker_is_down_oneflow_delivers_again(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.broker(plain()?).await?;
    world.oneflow.webhook(&broker, Some("north"), Value::Null).await?;
    let port = broker.stop().await;
    let contract = world.oneflow.creates().await?;
    let attempts = || world.oneflow.account.deliveries()[0]["attempts"].as_array().map_or(0, Vec::len);
    until(async || Ok(attempts() >= 3)).await?;
    let broker = world.broker_at(port, plain()?, Work::ByItself).await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["contract"], contract);
    assert_eq!(world.oneflow.account.deliveries()[0]["progress"], "received");
    broker.stop().await;
    Ok(())
}

async fn while_oneflow_is_down_a_delivery_waits_for_its_contract(test: TestStore) -> Result<()> {
    let mut world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let contract = kept(&world, &broker, "c-1").await?;
    world.oneflow.goes_down().await;
    for day in 0..12 {
        broker.works(day * 86_400).await?;
    }
    assert_eq!(world.test.store.deliveries().count_waiting().await?, 1);
    world.oneflow.comes_up().await?;
    broker.works(13 * 86_400).await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["contract"], contract);
    Ok(())
}

async fn while_all_are_down_but_the_database_nothing_is_lost(test: TestStore) -> Result<()> {
    let mut world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let first = kept(&world, &broker, "c-1").await?;
    world.partner.goes_down().await;
    broker.works(1).await?;
    let second = kept(&world, &broker, "c-2").await?;
    world.oneflow.goes_down().await;
    broker.works(2).await?;
    // One message is written and not sent, and one delivery is not read.
    let port = broker.stop().await;
    world.oneflow.comes_up().await?;
    world.partner.comes_up().await?;
    let broker = world.broker_at(port, plain()?, Work::ByHand).await?;
    broker.works(60).await?;
    let messages = world.partner.gets(2).await?;
    let mut contracts: Vec<i64> =
        messages.iter().filter_map(|message| message.body["data"]["contract"].as_i64()).collect();
    contracts.sort_unstable();
    assert_eq!(contracts, [first, second]);
    Ok(())
}

async fn what_the_partner_refuses_or_redirects_is_sent_again_under_the_same_id(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    kept(&world, &broker, "c-1").await?;
    let ids = async || -> Result<Vec<String>> {
        // What is dead is listed with its id.
        let list = broker.backend(Method::GET, "/webhooks/dead").send().await?.json::<Value>().await?;
        let letters = list["data"].as_array().cloned().unwrap_or_default();
        Ok(letters.iter().filter_map(|letter| letter["webhook_id"].as_str().map(str::to_owned)).collect())
    };
    for (status, day) in [307, 401, 404, 500, 503, 302, 410, 429, 500, 418].into_iter().zip(0..) {
        world.partner.answers(status);
        broker.works(1 + day * 86_400).await?;
    }
    assert_eq!(world.partner.messages().len(), 0);
    let dead = ids().await?;
    assert_eq!(dead.len(), 1);
    world.partner.answers(200);
    assert_eq!(broker.backend(Method::POST, "/tenants/north/webhooks/replay").send().await?.status(), 200);
    broker.works(1).await?;
    assert_eq!(world.partner.gets(1).await?[0].id, dead[0]);
    Ok(())
}

async fn a_message_that_is_given_up_is_listed_and_can_be_sent_again(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let contract = kept(&world, &broker, "c-1").await?;
    world.partner.answers(503);
    for day in 0..12 {
        broker.works(1 + day * 86_400).await?;
    }
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"retried\"}"), "9");
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"dead\"}"), "1");
    let get = async |place: &str| -> Result<Value> {
        Ok(broker.backend(Method::GET, place).send().await?.error_for_status()?.json().await?)
    };
    let letter = get("/webhooks/dead").await?["data"][0].clone();
    assert_eq!((&letter["tenant"], &letter["result"]), (&json!("north"), &json!("503")));
    assert_eq!(letter["contract"], contract);
    let id = letter["id"].as_i64().context("no id")?;
    assert_eq!(get(&format!("/webhooks/dead?after={id}")).await?["data"], json!([]));
    let replay = |id: i64| broker.backend(Method::POST, &format!("/webhooks/dead/{id}/replay")).send();
    assert_eq!(replay(id + 1).await?.status(), 404);
    assert_eq!(broker.post(&format!("/webhooks/dead/{id}/replay")).send().await?.status(), 401);
    world.partner.answers(200);
    assert_eq!(replay(id).await?.status(), 204);
    assert_eq!(replay(id).await?.status(), 404, "it is on its way");
    broker.works(1).await?;
    assert_eq!(world.partner.gets(1).await?[0].body["data"]["contract"], contract);
    let trail = world.test.store.audit().after(0, Some("north"), 100).await?;
    ensure!(trail.iter().any(|(_, entry)| entry.action == "webhook-replay"));
    Ok(())
}

async fn several_brokers_forward_each_delivery_once(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let (one, two) = (world.idle(plain()?).await?, world.idle(plain()?).await?);
    for number in 0..30 {
        let broker = if number % 2 == 0 { &one } else { &two };
        kept(&world, broker, &format!("c-{number}")).await?;
    }
    let now = OffsetDateTime::now_utc() + time::Duration::seconds(1);
    for _ in 0..3 {
        tokio::try_join!(one.forwarding.read_due(now), two.forwarding.read_due(now))?;
        tokio::try_join!(one.forwarding.send_due(now), two.forwarding.send_due(now))?;
    }
    let messages = world.partner.gets(30).await?;
    let contracts: std::collections::BTreeSet<i64> =
        messages.iter().filter_map(|message| message.body["data"]["contract"].as_i64()).collect();
    assert_eq!(contracts.len(), 30);
    Ok(())
}

async fn what_a_killed_broker_has_taken_comes_again_after_a_minute(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    kept(&world, &broker, "c-1").await?;
    let (store, now) = (&world.test.store, OffsetDateTime::now_utc() + time::Duration::seconds(1));
    // It takes the delivery and is killed before it has read the contract.
    let taken = store.deliveries().take(now, 10, &[]).await?;
    assert_eq!(taken.len(), 1);
    broker.works(2).await?;
    assert_eq!(world.partner.messages().len(), 0, "it may be at it");
    broker.forwarding.read_due(now + time::Duration::seconds(61)).await?;
    // What the first one does now changes nothing.
    let late = NewDelivery { tenant: "north".into(), callback_id: "c-1".into(), contract: 1, events: "[]".into() };
    ensure!(!store.deliveries().receive(&late, now).await?);
    ensure!(!store.deliveries().dropped(&taken[0]).await?);
    // The same with the message: it may arrive twice then, under one id.
    let message = store.forwards().take(now + time::Duration::seconds(62), 10).await?;
    assert_eq!(message.len(), 1);
    broker.works(63).await?;
    assert_eq!(world.partner.messages().len(), 0);
    broker.works(124).await?;
    assert_eq!(world.partner.gets(1).await?[0].id, message[0].message_id);
    store.forwards().dead(&message[0], "late", now).await?;
    assert_eq!(store.forwards().count("delivered").await?, 1);
    Ok(())
}

/// So many deliveries that are due, with and without the name of their customer.
async fn waits(world: &World, tenant: &str, contracts: impl Iterator<Item = i64>) -> Result<()> {
    let before = OffsetDateTime::now_utc() - time::Duration::seconds(1);
    for contract in contracts {
        world.ties(tenant, contract, "deal-1").await?;
        for named in [tenant, ""] {
            let (tenant, callback_id) = (named.to_owned(), format!("c-{contract}"));
            let new = NewDelivery { tenant, callback_id, contract, events: "[]".into() };
            ensure!(world.test.store.deliveries().receive(&new, before).await?);
        }
    }
    Ok(())
}

async fn a_customer_whose_oneflow_hangs_delays_nobody_elses_deliveries(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    // It takes connections and never answers.
    let hangs = TcpListener::bind("127.0.0.1:0").await?;
    let settings = json!({"api": format!("http://{}/v1", hangs.local_addr()?), "extension_type": EXTENSION_TYPE});
    let settings = Settings::of_text(&settings.to_string())?;
    tenants(&world.test.store)?.put("north", "A customer", &settings, OffsetDateTime::now_utc()).await?;
    world.customer("south", &world.oneflow).await?;
    waits(&world, "north", 20_000..20_030).await?;
    waits(&world, "south", std::iter::once(world.oneflow.creates().await?)).await?;
    let begin = std::time::Instant::now();
    let broker = world.broker(plain()?).await?;
    for message in world.partner.gets(2).await? {
        assert_eq!(message.body["data"]["tenant"], "south");
    }
    // What comes while reads hang is not delayed either.
    waits(&world, "south", std::iter::once(world.oneflow.creates().await?)).await?;
    world.partner.gets(4).await?;
    ensure!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    assert_eq!(world.test.store.deliveries().count_waiting().await?, 60);
    drop(broker);
    Ok(())
}

async fn of_many_deliveries_no_more_are_taken_than_asked_for(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    waits(&world, "north", 1..41).await?;
    waits(&world, "south", 41..51).await?;
    let (deliveries, now) = (world.test.store.deliveries(), OffsetDateTime::now_utc());
    let mut taken = Vec::new();
    for _ in 0..10 {
        let some = deliveries.take(now, 7, &["north", "somebody"]).await?;
        ensure!(some.len() <= 7 && some.iter().all(|delivery| delivery.owner == "south"), "{some:?}");
        taken.extend(some);
    }
    assert_eq!(taken.len(), 20);
    for _ in 0..11 {
        assert_eq!(deliveries.take(now, 7, &["south"]).await?.len(), 7);
    }
    assert_eq!(deliveries.take(now, 7, &[]).await?.len(), 3);
    Ok(())
}
