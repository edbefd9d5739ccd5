//! What the broker keeps of what is delivered, and what it refuses.

use anyhow::{Context as _, Result, ensure};
use reqwest::RequestBuilder;
use serde_json::{Value, json};

use crate::on_both;
use crate::running::{Running, Work};
use crate::secrets::{BEARER, CLIENT, OLD_KEY, PASSWORD, SIGN_KEY, delivery, plain, secrets, with_proofs};
use crate::support::TestStore;
use crate::world::World;

const PLACE: &str = "/webhooks/oneflow?tenant=north";

on_both! {
    a_signed_delivery_is_kept_and_answered_without_waiting_for_anybody
    without_the_right_signature_nothing_is_kept
    while_sign_keys_are_replaced_both_are_valid_and_then_the_old_one_is_not
    each_authentication_is_accepted_if_it_is_right_and_refused_if_not
    an_access_token_is_issued_to_a_client_that_proves_itself
    a_duplicate_is_dropped_also_after_a_restart
    a_page_a_form_a_large_body_and_an_odd_one_are_refused
    a_customer_who_is_none_is_refused_so_that_oneflow_comes_again
    without_a_configuration_there_are_no_such_paths
}

/// The status, and how many deliveries wait now.
async fn sends(broker: &Running, request: RequestBuilder) -> Result<(u16, i64)> {
    let status = request.send().await?.status().as_u16();
    Ok((status, broker.forwarding.store.deliveries().count_waiting().await?))
}

async fn posts(broker: &Running, body: &Value) -> Result<(u16, i64)> {
    sends(broker, broker.post(PLACE).json(body)).await
}

async fn a_signed_delivery_is_kept_and_answered_without_waiting_for_anybody(test: TestStore) -> Result<()> {
    let mut world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    world.partner.goes_down().await;
    world.oneflow.goes_down().await;
    let answer = broker.post(PLACE).json(&delivery("c-1", 10_001, SIGN_KEY)).send().await?;
    assert_eq!(answer.status(), 200);
    assert_eq!(world.test.store.deliveries().count_waiting().await?, 1);
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"received\"}"), "1");
    Ok(())
}

async fn without_the_right_signature_nothing_is_kept(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let good = delivery("c-1", 10_001, SIGN_KEY);
    for signature in [json!(""), json!("x"), delivery("c-1", 10_001, OLD_KEY)["signature"].clone()] {
        let mut body = good.clone();
        body["signature"] = signature;
        assert_eq!(posts(&broker, &body).await?, (401, 0), "{body}");
    }
    let mut other = good.clone();
    other["callback_id"] = json!("c-2");
    assert_eq!(posts(&broker, &other).await?, (401, 0));
    let mut none = good.clone();
    none.as_object_mut().context("an object")?.remove("signature");
    assert_eq!(posts(&broker, &none).await?, (400, 0));
    assert_eq!(posts(&broker, &good).await?, (200, 1));
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"refused\"}"), "5");
    Ok(())
}

async fn while_sign_keys_are_replaced_both_are_valid_and_then_the_old_one_is_not(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(secrets(&[SIGN_KEY, OLD_KEY], "")?).await?;
    assert_eq!(posts(&broker, &delivery("c-1", 10_001, OLD_KEY)).await?, (200, 1));
    assert_eq!(posts(&broker, &delivery("c-2", 10_001, SIGN_KEY)).await?, (200, 2));
    let port = broker.stop().await;
    let broker = world.broker_at(port, plain()?, Work::ByHand).await?;
    assert_eq!(posts(&broker, &delivery("c-3", 10_001, OLD_KEY)).await?, (401, 2));
    assert_eq!(posts(&broker, &delivery("c-4", 10_001, SIGN_KEY)).await?, (200, 3));
    Ok(())
}

async fn each_authentication_is_accepted_if_it_is_right_and_refused_if_not(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(with_proofs()?).await?;
    let form = json!({"grant_type": "client_credentials", "client_id": "oneflow", "client_secret": CLIENT});
    let issued = token(&broker, &form).await?.1;
    let issued = issued["access_token"].as_str().context("no token")?;
    let request = |callback_id: &str| broker.post(PLACE).json(&delivery(callback_id, 10_001, SIGN_KEY));
    assert_eq!(sends(&broker, request("c-1")).await?, (401, 0), "without any");
    for wrong in [
        request("c-1").bearer_auth("bearer-0123456789abcdeF"),
        request("c-1").bearer_auth(PASSWORD),
        request("c-1").bearer_auth(CLIENT),
        request("c-1").bearer_auth(issued.replace("owt_", "owt_9")),
        request("c-1").basic_auth("oneflow", Some("password-0123456788")),
        request("c-1").basic_auth("twoflow", Some(PASSWORD)),
        request("c-1").basic_auth("oneflow", Some(CLIENT)),
        request("c-1").bearer_auth(BEARER).bearer_auth(BEARER),
    ] {
        assert_eq!(sends(&broker, wrong).await?, (401, 0));
    }
    let right = [
        request("c-1").bearer_auth(BEARER),
        request("c-2").basic_auth("oneflow", Some(PASSWORD)),
        request("c-3").bearer_auth(issued),
    ];
    for (request, kept) in right.into_iter().zip(1..) {
        assert_eq!(sends(&broker, request).await?, (200, kept));
    }
    let unsigned = broker.post(PLACE).json(&delivery("c-4", 10_001, OLD_KEY)).bearer_auth(BEARER);
    assert_eq!(sends(&broker, unsigned).await?, (401, 3), "the signature is needed as well");
    Ok(())
}

async fn token(broker: &Running, form: &Value) -> Result<(u16, Value)> {
    let pairs = form.as_object().into_iter().flatten();
    let pairs = pairs.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let request = broker.post("/webhooks/token").header("content-type", "application/x-www-form-urlencoded");
    let answer = request.body(body).send().await?;
    Ok((answer.status().as_u16(), answer.json().await?))
}

async fn an_access_token_is_issued_to_a_client_that_proves_itself(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(with_proofs()?).await?;
    let good = json!({"grant_type": "client_credentials", "client_id": "oneflow", "client_secret": CLIENT});
    let (status, answer) = token(&broker, &good).await?;
    assert_eq!((status, &answer["token_type"], &answer["expires_in"]), (200, &json!("Bearer"), &json!(900)));
    for (name, value, expected) in [
        ("grant_type", "password", (400, "unsupported_grant_type")),
        ("client_secret", PASSWORD, (401, "invalid_client")),
        ("client_id", "twoflow", (401, "invalid_client")),
    ] {
        let mut form = good.clone();
        form[name] = json!(value);
        let (status, answer) = token(&broker, &form).await?;
        assert_eq!((status, answer["error"].as_str().unwrap_or_default()), expected, "{name}");
    }
    let by_header = broker.post("/webhooks/token").basic_auth("oneflow", Some(CLIENT));
    let by_header = by_header.header("content-type", "application/x-www-form-urlencoded");
    let answer = by_header.body("grant_type=client_credentials").send().await?;
    assert_eq!((answer.status().as_u16(), answer.headers()["cache-control"].to_str()?), (200, "no-store"));
    let json = broker.post("/webhooks/token").json(&good).send().await?;
    assert_eq!(json.status(), 400);
    let without = world.idle(plain()?).await?;
    assert_eq!(token(&without, &good).await?.0, 404);
    Ok(())
}

async fn a_duplicate_is_dropped_also_after_a_restart(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let contract = world.oneflow.creates().await?;
    let broker = world.idle(plain()?).await?;
    let body = delivery("c-1", contract, SIGN_KEY);
    assert_eq!(posts(&broker, &body).await?, (200, 1));
    assert_eq!(posts(&broker, &body).await?, (200, 1));
    assert_eq!(broker.metric("oneflow_broker_webhooks_total{step=\"duplicate\"}"), "1");
    broker.works(1).await?;
    world.partner.gets(1).await?;
    let port = broker.stop().await;
    let broker = world.broker_at(port, plain()?, Work::ByHand).await?;
    // Somebody who has seen it sends it again, about another contract: the signature fits, and the id is known.
    let other = delivery("c-1", world.oneflow.creates().await?, SIGN_KEY);
    assert_eq!(posts(&broker, &other).await?, (200, 0));
    broker.works(1).await?;
    world.partner.gets(1).await?;
    Ok(())
}

async fn a_page_a_form_a_large_body_and_an_odd_one_are_refused(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let good = delivery("c-1", 10_001, SIGN_KEY);
    let text = good.to_string();
    let typed = |kind: &str| broker.post(PLACE).header("content-type", kind.to_owned());
    for (request, status) in [
        (broker.post(PLACE).json(&good).header("origin", "https://crm.example"), 401),
        (broker.post(PLACE).json(&good).header("host", "evil.example"), 421),
        (typed("text/plain").body(text.clone()), 415),
        (typed("application/json").body(format!("{text}{}", " ".repeat(270_000))), 413),
        (typed("application/json").body(format!("{text}{text}")), 400),
        (typed("application/json").body("{"), 400),
        (broker.post("/webhooks/oneflow?tenant=north&tenant=north").json(&good), 400),
        (broker.post("/webhooks/oneflow?tenant=").json(&good), 400),
        (broker.backend(reqwest::Method::GET, PLACE), 404),
    ] {
        assert_eq!(sends(&broker, request).await?, (status, 0));
    }
    let odd = broker.post(PLACE).json(&delivery("siri@example.com secret", 10_001, SIGN_KEY)).send().await?;
    assert_eq!(odd.status(), 400);
    let said = odd.text().await?;
    ensure!(said.contains("callback_id") && !said.contains("siri"), "{said}");
    Ok(())
}

async fn a_customer_who_is_none_is_refused_so_that_oneflow_comes_again(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = world.idle(plain()?).await?;
    let body = delivery("c-1", 10_001, SIGN_KEY);
    let request = || broker.post("/webhooks/oneflow?tenant=south&of=the-partner").json(&body);
    assert_eq!(sends(&broker, request()).await?, (403, 0));
    world.customer("south", &world.oneflow).await?;
    assert_eq!(sends(&broker, request()).await?, (200, 1));
    Ok(())
}

async fn without_a_configuration_there_are_no_such_paths(test: TestStore) -> Result<()> {
    let world = World::new(test).await?;
    let broker = Running::start(&world.test.url, &world.partner.url(), 0, None, Work::ByHand).await?;
    assert_eq!(posts(&broker, &delivery("c-1", 10_001, SIGN_KEY)).await?, (404, 0));
    assert_eq!(broker.post("/webhooks/token").send().await?.status(), 404);
    Ok(())
}
