//! A blueprint is applied by hand, as during development.

use anyhow::{Result, ensure};
use oneflow_broker::blueprint::{Choices, Consent, Ending, Unseen};
use oneflow_sandbox::{Options, Seed};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{KEEPING, KEY, ORDERS, PRUNING, World};

fn custom_ids(template_type: &Value) -> Vec<&str> {
    template_type["data_fields"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|field| field["custom_id"].as_str())
        .collect()
}

#[tokio::test]
async fn what_the_file_says_is_made_and_applying_it_again_writes_nothing() -> Result<()> {
    let world = World::new().await?;
    let first = world.apply(ORDERS, KEEPING).await?;
    first.good()?;
    first.says(&["Northwind Demo AB", "\"Acme orders\"", "+ create the template type", "Done: create the webhook"])?;
    let orders = world.template_type("Acme orders").await?;
    ensure!(custom_ids(&orders) == ["order_no", "currency"] && orders["description"] == "Orders of Acme", "{orders}");
    ensure!(orders["data_fields"][1]["value"] == "SEK" && orders["data_fields"][0]["source"] == "user", "{orders}");
    for name in ["Acme orders", "Acme leases"] {
        let webhooks = world.webhooks_of(name).await?;
        ensure!(webhooks.len() == 1 && webhooks[0]["sign_key"] == KEY, "{webhooks:?}");
    }
    let written = world.written().len();
    ensure!(written == 6, "{:?}", world.written());
    for _ in 0..2 {
        let again = world.apply(ORDERS, PRUNING).await?;
        again.good()?;
        again.says(&["The account is as the file says.", "parameters and authentication are not compared"])?;
        let diff = world.diff(ORDERS, PRUNING).await?;
        ensure!(diff.ending == Ok(Ending::Good), "{}", diff.said);
    }
    ensure!(world.written().len() == written, "{:?}", world.written());
    Ok(())
}

#[tokio::test]
async fn without_consent_the_plan_is_shown_and_nothing_is_written() -> Result<()> {
    let world = World::new().await?;
    let diff = world.diff(ORDERS, KEEPING).await?;
    ensure!(diff.ending == Ok(Ending::Different), "{}", diff.said);
    let declined = world.apply_if(ORDERS, KEEPING, Consent::Refused).await?;
    ensure!(declined.ending == Ok(Ending::Declined) && declined.said == diff.said, "{}", declined.said);
    declined.says(&["data field \"order_no\": add it as \"Order number\"", "7 changes to write."])?;
    world.apply_if(ORDERS, KEEPING, Consent::Impossible).await?.failed(&["Nothing was written", "--yes"])?;
    ensure!(world.written().is_empty(), "{:?}", world.written());
    Ok(())
}

#[tokio::test]
async fn what_the_file_lacks_stays_until_prune_and_what_it_does_not_name_stays_for_ever() -> Result<()> {
    let world = World::new().await?;
    world.apply(ORDERS, KEEPING).await?.good()?;
    let id = world.template_type("Acme orders").await?["id"].clone();
    let path = format!("/template_types/{id}/data_fields");
    let rows = json!([
        {"custom_id": "order_no", "name": "Renamed by hand"},
        {"custom_id": "surplus", "name": "Surplus", "value": "kept"},
    ]);
    world.by_hand(Method::PUT, &path, json!({"data_fields": rows})).await?;
    let others = [json!(id), Value::Null, json!(9003)];
    for (index, template_type) in others.iter().enumerate() {
        let body = json!({"callback_url": format!("http://127.0.0.1:9/{index}"), "template_group_id": template_type});
        world.by_hand(Method::POST, "/webhooks", body).await?;
    }
    let before = world.list("/webhooks").await?.len();

    let kept = world.apply(ORDERS, KEEPING).await?;
    kept.good()?;
    kept.says(&[
        "data field \"order_no\": name \"Renamed by hand\" becomes \"Order number\"\n",
        "+ data field \"currency\": add it as \"Currency\"",
        "- data field \"surplus\": remove it, also from all templates (stays; --prune removes it)",
        "- webhook \"http://127.0.0.1:9/0\"",
    ])?;
    let orders = world.template_type("Acme orders").await?;
    ensure!(custom_ids(&orders).len() == 3, "{orders}");
    let surplus = orders["data_fields"].as_array().into_iter().flatten().find(|field| field["custom_id"] == "surplus");
    ensure!(surplus.is_some_and(|field| field["value"] == "kept"), "{orders}");
    ensure!(world.list("/webhooks").await?.len() == before, "nothing is deleted");
    ensure!(world.diff(ORDERS, KEEPING).await?.ending == Ok(Ending::Different), "what is surplus is a difference");

    world.apply(ORDERS, PRUNING).await?.good()?;
    ensure!(custom_ids(&world.template_type("Acme orders").await?).len() == 2, "the field is gone");
    ensure!(world.webhooks_of("Acme orders").await?.len() == 1, "the webhook is gone");
    ensure!(world.list("/webhooks").await?.len() == before - 1, "those of other template types are not");
    ensure!(world.template_type("Human resources").await?["id"] == 9003, "nor is a template type");
    ensure!(world.diff(ORDERS, PRUNING).await?.ending == Ok(Ending::Good), "and nothing differs");
    Ok(())
}

#[tokio::test]
async fn changes_of_template_types_and_webhooks_are_written_where_they_are() -> Result<()> {
    let world = World::new().await?;
    world.apply(ORDERS, KEEPING).await?.good()?;
    let id = world.template_type("Acme orders").await?["id"].clone();
    let webhook = world.webhooks_of("Acme orders").await?[0]["id"].clone();
    world.by_hand(Method::PUT, &format!("/template_types/{id}"), json!({"active": false})).await?;
    let changed = ORDERS.replace("Orders of Acme", "All orders").replace("\"contract:publish\"", "\"contract:sign\"");
    let came = world.apply(&changed, KEEPING).await?;
    came.good()?;
    came.says(&["it is switched off: switch it on", "\"Orders of Acme\" becomes \"All orders\"", ": filters"])?;
    let orders = world.template_type("Acme orders").await?;
    ensure!(
        (&orders["id"], &orders["active"]) == (&id, &json!(true)) && orders["description"] == "All orders",
        "{orders}"
    );
    let webhooks = world.webhooks_of("Acme orders").await?;
    ensure!(webhooks.len() == 1 && webhooks[0]["id"] == webhook && webhooks[0]["sign_key"] == KEY, "{webhooks:?}");
    ensure!(webhooks[0]["filters"][0]["filter_rules"][0]["values"][1] == "contract:sign", "{webhooks:?}");
    ensure!(world.diff(&changed, PRUNING).await?.ending == Ok(Ending::Good), "and nothing differs");
    Ok(())
}

#[tokio::test]
async fn what_oneflow_does_not_show_is_written_again_on_request_only() -> Result<()> {
    let world = World::new().await?;
    world.apply(ORDERS, KEEPING).await?.good()?;
    let before = world.written().len();
    let again = Choices { unseen: Unseen::Written, ..KEEPING };
    let came = world.apply(ORDERS, again).await?;
    came.good()?;
    came.says(&["configuration", "2 changes to write."])?;
    let written = world.written();
    let last: Vec<&String> = written.iter().skip(before).collect();
    ensure!(last.len() == 2 && last.iter().all(|request| request.starts_with("PUT /webhooks/")), "{last:?}");
    Ok(())
}

#[tokio::test]
async fn a_variable_that_is_not_set_is_named_before_anything_is_written() -> Result<()> {
    let world = World::new().await?;
    let text = ORDERS.replace("{ env = \"BEARER\" }", "{ env = \"UNSET\" }");
    world.apply(&text, KEEPING).await?.failed(&["UNSET", "Nothing was written"])?;
    ensure!(world.written().is_empty(), "{:?}", world.written());
    Ok(())
}

#[tokio::test]
async fn template_types_and_webhooks_are_found_on_whatever_page_they_are() -> Result<()> {
    let world = World::with(Options { seed: Seed::Small, requests_per_window: 20_000, ..Options::default() }).await?;
    for index in 0..230 {
        world.by_hand(Method::POST, "/template_types", json!({"name": format!("Other {index}")})).await?;
        let body = json!({"callback_url": format!("http://127.0.0.1:9/{index}"), "template_group_id": 9003});
        world.by_hand(Method::POST, "/webhooks", body).await?;
    }
    world.apply(ORDERS, KEEPING).await?.good()?;
    let (types, webhooks) = (world.list("/template_types").await?.len(), world.list("/webhooks").await?.len());
    ensure!(types > 230 && webhooks > 230, "{types} {webhooks}");
    world.apply(ORDERS, PRUNING).await?.says(&["The account is as the file says."])?;
    ensure!(world.list("/template_types").await?.len() == types, "nothing is made twice");
    ensure!(world.list("/webhooks").await?.len() == webhooks, "nothing is made twice");
    Ok(())
}

#[tokio::test]
async fn two_template_types_of_one_name_are_nobodys_guess() -> Result<()> {
    let world = World::new().await?;
    for _ in 0..2 {
        world.makes("Acme orders", &["order_no"]).await?;
    }
    let before = world.written().len();
    world.apply(ORDERS, PRUNING).await?.failed(&["\"Acme orders\"", "rename"])?;
    ensure!(world.written().len() == before, "{:?}", world.written());
    Ok(())
}
