//! Contracts of the session's record, by the data field that holds it.

use anyhow::{Result, ensure};
use oneflow_broker::oneflow::Limits;
use oneflow_sandbox::FaultKind;
use serde_json::{Value, json};

use super::world::{Answer, MIRA, SIRI, World, draft, hasty, invitation, key};

const LATEST: &str = "sort=-state_updated_time&limit=100";

/// A contract that a user has made in Oneflow itself, with this value in a data field.
async fn elsewhere(world: &World, field: &str, value: &str) -> Result<i64> {
    let mut body = draft("Elsewhere");
    body["data_fields"] = json!([{"custom_id": field, "value": value}]);
    let made = world.client.post(format!("{}/contracts/create", world.api)).json(&body);
    let made = made.header("x-oneflow-api-token", oneflow_sandbox::TOKEN).header("x-oneflow-user-email", MIRA);
    Ok(Answer::of(made).await?.id())
}

fn of_record() -> Value {
    json!({"record_field": "order_no"})
}

/// The address that asks for the contracts with this value.
fn asked(field: &str, value: &str, more: &str) -> String {
    format!("/contracts?filter%5Bdata_field_match%5D={field}%3A{value}{more}&{LATEST}")
}

fn listed(answer: &Answer) -> Vec<i64> {
    answer.json["data"].as_array().into_iter().flatten().filter_map(|item| item["id"].as_i64()).collect()
}

#[tokio::test]
async fn exactly_the_contracts_of_the_sessions_record_are_listed_whoever_made_them() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(of_record()).await?;
    let (own, other) = (elsewhere(&world, "order_no", "deal-1").await?, elsewhere(&world, "order_no", "deal-2").await?);
    let sent = elsewhere(&world, "order_no", "deal-1").await?;
    let publish = world.client.post(format!("{}/contracts/{sent}/publish", world.api)).json(&invitation());
    let publish = publish.header("x-oneflow-api-token", oneflow_sandbox::TOKEN).header("x-oneflow-user-email", SIRI);
    ensure!(Answer::of(publish).await?.status == 200);
    ensure!(listed(&siri.get(&asked("order_no", "deal-1", "")).await?) == [sent, own]);
    ensure!(own != other);
    Ok(())
}

#[tokio::test]
async fn of_the_records_drafts_only_the_sessions_own_are_listed_for_an_attempt_without_an_answer() -> Result<()> {
    let world = World::with(json!({}), hasty()).await?;
    let (siri, mira) = (world.session(of_record()).await?, world.session(json!({"user": MIRA})).await?);
    let mut body = draft("A draft");
    body["data_fields"] = json!([{"custom_id": "order_no", "value": "deal-1"}]);
    let hers = mira.post("/contracts/create", &key(1), &body).await?.id();
    let untied = elsewhere(&world, "order_no", "deal-1").await?;
    let own = siri.post("/contracts/create", &key(2), &body).await?.id();
    body["name"] = json!("Unclear");
    world.fault("POST /contracts/create", FaultKind::Cut { after: true });
    let unclear = siri.post("/contracts/create", &key(3), &body).await?;
    let [candidate] = unclear.candidates()[..] else { anyhow::bail!("{}", unclear.text) };
    let drafts = siri.get(&asked("order_no", "deal-1", "&filter%5Bstates%5D=draft")).await?;
    ensure!(listed(&drafts) == [candidate, own], "each can be sent: {}", drafts.text);
    let all = listed(&siri.get(&asked("order_no", "deal-1", "")).await?);
    ensure!(all == [candidate, own, untied, hers], "the record has all of them: {all:?}");
    ensure!(siri.post(&format!("/contracts/{candidate}/publish"), &key(4), &invitation()).await?.status == 200);
    Ok(())
}

#[tokio::test]
async fn no_other_record_and_no_other_field_is_asked_for() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(of_record()).await?;
    let values = "deal-2 deal-10 deal- DEAL-1 Deal-1 deal%252D1 %2564eal-1 deal-1%20 %20deal-1 +deal-1 deal-1+ \
        deal-1%00 %00deal-1 deal-1%0A deal-1%FF deal%E2%80%901 deal-1%2Cdeal-2 deal-1%3Ax %3Adeal-1 * %25 deal-%25 \
        %22deal-1%22 deal-1; deal-1%26 deal-1%23";
    let fields = "ORDER_NO order%255Fno order_no%20 %20order_no order_no%00 order_no%253A order_n customer_ref";
    let values = values.split_whitespace().chain([""]).map(|value| asked("order_no", value, ""));
    let fields = fields.split_whitespace().chain([""]).map(|field| asked(field, "deal-1", ""));
    for place in values.chain(fields) {
        ensure!(siri.get(&place).await?.refusal() == (404, "route"), "{place}");
    }
    ensure!(world.asked().is_empty(), "nothing reached Oneflow");
    Ok(())
}

#[tokio::test]
async fn no_other_filter_and_no_filter_in_another_session_is_passed_on() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(of_record()).await?;
    let places = [
        format!("/contracts?filter%5Bdata_field_match%5D=order_no&{LATEST}"),
        format!("/contracts?filter%5Bdata_field_match%5D=order_no%EF%BC%9Adeal-1&{LATEST}"),
        format!("/contracts?filter[data_field_match]=order_no:deal-2&{LATEST}"),
        format!("/contracts?filter%5bdata_field_match%5d=order_no%3adeal-2&{LATEST}"),
        format!("/contracts?FILTER%5BDATA_FIELD_MATCH%5D=order_no%3Adeal-1&{LATEST}"),
        format!("/contracts?filter%255Bdata_field_match%255D=order_no%3Adeal-1&{LATEST}"),
        format!("/contracts?filter%5Bdata_field_match%5D%5B%5D=order_no%3Adeal-1&{LATEST}"),
        asked("order_no", "deal-1", "&filter%5Bdata_field_match%5D=order_no%3Adeal-2"),
        asked("order_no", "deal-1", "&filter[data_field_match]=order_no:deal-2"),
        asked("order_no", "deal-1", "&filter%5bdata_field_match%5d=order_no%3Adeal-1"),
        asked("order_no", "deal-1", "&filter%5Bname%5D=x"),
        asked("order%5Fno%3Ax", "deal-1", ""),
    ];
    for place in &places {
        ensure!(siri.get(place).await?.refusal() == (404, "route"), "{place}");
    }
    for more in [json!({}), json!({"external_id": "deal-2", "record_field": "order_no"}), json!({"external_id": null})]
    {
        let session = world.session(more.clone()).await?;
        ensure!(session.get(&asked("order_no", "deal-1", "")).await?.refusal() == (404, "route"), "{more}");
    }
    ensure!(world.asked().is_empty(), "nothing reached Oneflow");
    Ok(())
}

#[tokio::test]
async fn however_the_sessions_own_filter_is_escaped_it_reaches_oneflow_in_one_form() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(of_record()).await?;
    for filter in [
        "filter%5Bdata_field_match%5D=order_no%3Adeal-1",
        "filter[data_field_match]=order_no:deal-1",
        "filter%5bdata_field_match%5d=order_no%3adeal%2d1",
        "%66ilter[data%5Ffield_match]=order%5Fno:%64eal-1",
    ] {
        ensure!(siri.get(&format!("/contracts?{filter}&{LATEST}")).await?.status == 200, "{filter}");
    }
    ensure!(world.count(&format!("GET /v1{}", asked("order_no", "deal-1", ""))) == 4, "{:?}", world.asked());
    Ok(())
}

#[tokio::test]
async fn a_contract_of_the_record_is_read_with_its_pdf_and_is_not_the_users_to_change() -> Result<()> {
    let world = World::with(json!({"access_links": true}), Limits::default()).await?;
    let siri = world.session(of_record()).await?;
    let contract = elsewhere(&world, "order_no", "deal-1").await?;
    let place = format!("/contracts/{contract}");
    let found = siri.get(&place).await?;
    ensure!(found.status == 200 && found.id() == contract, "{}", found.text);
    ensure!(siri.get(&format!("{place}/files/1?download=true")).await?.status == 200);
    let link = siri.post(&format!("{place}/participants/13001/access_link"), "", &json!({})).await?;
    let publish = siri.post(&format!("{place}/publish"), &key(1), &invitation()).await?;
    for refused in [link, publish, siri.delete(&place).await?] {
        ensure!(refused.refusal() == (404, "contract"), "{}", refused.text);
    }
    world.tenant("north", json!({"untied_contracts": true})).await?;
    let publish = siri.post(&format!("{place}/publish"), &key(2), &invitation()).await?;
    ensure!(publish.status == 200, "the partner leaves it to Oneflow: {}", publish.text);
    Ok(())
}

#[tokio::test]
async fn a_contract_without_the_records_key_is_not_there_although_oneflow_shows_it_to_the_user() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(of_record()).await?;
    let others = [elsewhere(&world, "order_no", "deal-2").await?, elsewhere(&world, "customer_ref", "deal-1").await?];
    for contract in others {
        for place in [format!("/contracts/{contract}"), format!("/contracts/{contract}/files/1?download=true")] {
            ensure!(siri.get(&place).await?.refusal() == (404, "contract"), "{place}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_contract_that_is_not_there_and_one_of_another_record_are_refused_alike() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(of_record()).await?;
    let foreign = elsewhere(&world, "order_no", "deal-2").await?;
    let refused = async |contract: i64, more: &str| {
        let mut answer = siri.get(&format!("/contracts/{contract}{more}")).await?;
        ensure!(answer.refusal() == (404, "contract"), "{contract}: {}", answer.text);
        let id = answer.json.as_object_mut().and_then(|body| body.remove("request_id"));
        ensure!(id.is_some_and(|id| id.is_string()), "{}", answer.text);
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        anyhow::Ok((answer.json, names))
    };
    for more in ["", "/files/1?download=true"] {
        let first = refused(foreign, more).await?;
        ensure!(refused(77, more).await? == first, "no such contract");
        for status in [400, 403, 404, 410] {
            world.fault("GET /contracts/{id}", FaultKind::Status(status));
            ensure!(refused(foreign, more).await? == first, "{status}");
        }
    }
    world.fault("GET /contracts/{id}", FaultKind::Busy { retry_after: Some("7".to_owned()) });
    let busy = siri.get(&format!("/contracts/{foreign}")).await?;
    ensure!(busy.status == 429 && busy.header("retry-after") == "7", "it says when to ask again: {}", busy.text);
    world.fault("GET /contracts/{id}", FaultKind::Status(500));
    ensure!(siri.get(&format!("/contracts/{foreign}")).await?.status == 500, "and that Oneflow is ill");
    Ok(())
}
