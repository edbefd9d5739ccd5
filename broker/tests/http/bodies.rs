//! What a browser sends, and what of it reaches Oneflow.

use anyhow::{Result, ensure};
use oneflow_sandbox::FaultKind;
use reqwest::Method;
use serde_json::{Value, json};

use super::world::{Answer, MIRA, OLA, World, draft, key};

fn with(name: &str, value: Value) -> Value {
    let mut body = draft("A draft");
    body[name] = value;
    body
}

#[tokio::test]
async fn what_oneflow_does_not_document_never_reaches_it() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    for (name, value, path) in [
        ("state", json!("signed"), "state"),
        ("__proto__", json!({}), "__proto__"),
        ("name", json!("x".repeat(131)), "name"),
        ("data_fields", json!([{"custom_id": "a", "value": "b", "active": true}]), "data_fields[0].active"),
        ("parties", json!([{"type": "company", "name": "A", "participants": []}]), "parties[0].participants"),
    ] {
        let answer = siri.post("/contracts/create", &key(1), &with(name, value)).await?;
        ensure!(answer.refusal() == (400, "content"), "{name}: {}", answer.text);
        ensure!(answer.json["parameter_problems"].get(path).is_some(), "{name}: {}", answer.text);
    }
    let sent = siri.request(Method::POST, "/contracts/create").header("idempotency-key", key(1));
    let twice = sent.header("content-type", "application/json").body("{\"workspace_id\":1,\"workspace_id\":7001}");
    ensure!(Answer::of(twice).await?.refusal() == (400, "content"));
    ensure!(world.asked().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_body_is_written_anew() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let text = " { \"template_id\" : 8101 ,\"name\":\"\\u0041 draft\", \"workspace_id\":7001, \"data_fields\": [] } ";
    let sent = siri.request(Method::POST, "/contracts/create").header("idempotency-key", key(1));
    let answer = Answer::of(sent.header("content-type", "application/json").body(text)).await?;
    ensure!(answer.status == 200, "{}", answer.text);
    let requests = world.account.requests();
    let created = requests.as_array().into_iter().flatten().find(|it| it["method"] == "POST");
    ensure!(created.map(|created| created["body"].clone()) == Some(draft("A draft")));
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let sent = siri.request(Method::POST, "/contracts/create").header("idempotency-key", key(1));
    let sent = sent.header("content-type", "application/json").body("x".repeat(4 * 1024 * 1024 + 1));
    ensure!(Answer::of(sent).await?.refusal() == (413, "too-large"));
    // The largest contract that a form can hold, in a script of three bytes a character.
    let field = |index| json!({"custom_id": format!("field_{index}"), "value": "字".repeat(1_024)});
    let fields: Vec<Value> = (0..500).map(field).collect();
    siri.post("/contracts/create", &key(2), &with("data_fields", json!(fields))).await?;
    ensure!(world.count("POST /v1/contracts/create") == 1, "as much as is allowed is passed on");
    Ok(())
}

#[tokio::test]
async fn a_creation_needs_a_template_that_the_helper_lists_for_this_user_in_this_workspace() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    for (workspace, template) in [(7001, 8204), (7001, 8203), (7001, 1), (7003, 8101), (7004, 8101), (1, 8101)] {
        let body = json!({"workspace_id": workspace, "template_id": template, "name": "A"});
        let answer = siri.post("/contracts/create", &key(1), &body).await?;
        ensure!(answer.refusal() == (404, "template"), "{body}: {}", answer.text);
    }
    let ola = world.session(json!({"user": OLA})).await?;
    ensure!(ola.create(&key(1)).await?.refusal() == (404, "template"), "Ola may create nowhere");
    ensure!(world.contracts().is_empty() && world.count("POST /v1/contracts/create") == 0);
    let helper = "GET /v1/helpers/contract_create_data?extension_type=demo_crm";
    let before = world.count(helper);
    let mira = world.session(json!({"user": MIRA})).await?;
    mira.get("/helpers/contract_create_data").await?;
    ensure!(mira.create(&key(1)).await?.status == 200);
    ensure!(world.count(helper) == before + 1, "what was listed lately is not asked again");
    Ok(())
}

#[tokio::test]
async fn a_contract_names_the_sessions_record_or_none() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(json!({"record_field": "deal_id"})).await?;
    let field = |value: &str| with("data_fields", json!([{"custom_id": "deal_id", "value": value}]));
    ensure!(siri.post("/contracts/create", &key(1), &field("deal-2")).await?.refusal() == (403, "record"));
    ensure!(world.count("POST /v1/contracts/create") == 0);
    siri.post("/contracts/create", &key(2), &field("deal-1")).await?;
    ensure!(world.count("POST /v1/contracts/create") == 1, "the session's own record is passed on");
    Ok(())
}

#[tokio::test]
async fn a_contract_says_once_what_a_data_field_holds() -> Result<()> {
    let world = World::new().await?;
    let siri = world.session(json!({"record_field": "order_no"})).await?;
    let fields = |values: [&str; 2]| {
        let field = |value| json!({"custom_id": "order_no", "value": value});
        with("data_fields", json!(values.map(field)))
    };
    for (number, values) in [["deal-1", "deal-2"], ["deal-2", "deal-1"], ["deal-1", "deal-1"]].into_iter().enumerate() {
        let answer = siri.post("/contracts/create", &key(number), &fields(values)).await?;
        ensure!(answer.refusal() == (400, "content"), "{values:?}: {}", answer.text);
        let path = "data_fields[1].custom_id";
        ensure!(answer.json["parameter_problems"].get(path).is_some(), "{values:?}: {}", answer.text);
    }
    ensure!(world.asked().is_empty(), "nothing reached Oneflow");
    let made = siri.create(&key(0)).await?;
    ensure!(made.status == 200, "the key is free: {}", made.text);
    ensure!(siri.post("/contracts/create", &key(0), &fields(["deal-1", "deal-2"])).await?.status == 400);
    ensure!(siri.create(&key(0)).await?.id() == made.id() && world.contracts().len() == 1);
    Ok(())
}

fn line_items(rows: usize) -> Value {
    let row = |index: usize| {
        json!({"name": format!("Row {index}"), "description": "字".repeat(3_000),
            "price_1": {"base_amount": {"amount": "1200.00"}, "discount_percent": "10.000"}, "price_2": null,
            "quantity": {"type": "quantity", "amount": 2.5},
            "_private_ownerside": {"custom_id": format!("li-{index}")}})
    };
    json!({"workspace_id": 7001, "template_id": 8116, "name": "A quotation",
        "product_groups": [{"id": 18_001, "products": (0..rows).map(row).collect::<Vec<_>>()}]})
}

#[tokio::test]
async fn line_items_reach_oneflow_as_they_were_sent_and_are_a_part_of_what_a_key_was_used_for() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    let made = siri.post("/contracts/create", &key(1), &line_items(2)).await?;
    ensure!(made.status == 200, "{}", made.text);
    let requests = world.account.requests();
    let created = requests.as_array().into_iter().flatten().find(|it| it["method"] == "POST");
    ensure!(created.map(|created| created["body"].clone()) == Some(line_items(2)));
    ensure!(siri.post("/contracts/create", &key(1), &line_items(2)).await?.id() == made.id());
    let other = siri.post("/contracts/create", &key(1), &line_items(3)).await?;
    ensure!(other.refusal() == (422, "key-of-another-request") && world.contracts() == [made.id()]);
    // More than Oneflow's own limit of 150, which its support can raise, and the longest texts.
    siri.post("/contracts/create", &key(2), &line_items(300)).await?;
    ensure!(world.count("POST /v1/contracts/create") == 2, "Oneflow judges how many there may be");
    Ok(())
}

#[tokio::test]
async fn a_creation_with_line_items_of_which_nobody_knows_what_came_has_its_candidate() -> Result<()> {
    let world = World::new().await?;
    let siri = world.siri().await?;
    world.fault("POST /contracts/create", FaultKind::Cut { after: true });
    let lost = siri.post("/contracts/create", &key(1), &line_items(2)).await?;
    ensure!(lost.refusal() == (503, "creation-unknown") && lost.candidates() == world.contracts(), "{}", lost.text);
    Ok(())
}
