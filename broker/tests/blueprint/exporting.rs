//! What was made by hand becomes a file that a partner sends to Oneflow.

use anyhow::{Result, ensure};
use oneflow_broker::blueprint::Ending;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{KEEPING, KEY, ORDERS, PRUNING, World};

#[tokio::test]
async fn what_was_applied_is_exported_as_the_same_and_nothing_differs_from_it() -> Result<()> {
    let world = World::new().await?;
    world.apply(ORDERS, KEEPING).await?.good()?;
    let (exported, _) = world.export(&["Acme orders", "Acme leases"], None).await?;
    let text = exported.map_err(anyhow::Error::msg)?;
    for part in [
        "extension_type = \"acme_erp\"",
        "name = \"Acme orders\"",
        "custom_id = \"currency\"",
        "value = \"SEK\"",
        "[webhook]",
        "sign_key = { env = \"ONEFLOW_SIGN_KEY\" }",
        "# Oneflow does not show",
    ] {
        ensure!(text.contains(part), "{part}\n{text}");
    }
    ensure!(!text.contains(KEY) && !text.contains("[[template_types.webhooks]]"), "{text}");
    let diff = world.diff(&text, PRUNING).await?;
    ensure!(diff.ending == Ok(Ending::Good), "{}", diff.said);
    Ok(())
}

#[tokio::test]
async fn the_file_that_is_replaced_keeps_what_oneflow_does_not_show() -> Result<()> {
    let world = World::new().await?;
    world.apply(ORDERS, KEEPING).await?.good()?;
    let (exported, _) = world.export(&["Acme orders"], Some(ORDERS)).await?;
    let text = exported.map_err(anyhow::Error::msg)?;
    ensure!(text.contains("sign_key = { env = \"KEY\" }"), "{text}");
    ensure!(text.contains("configuration.authentication = ") && text.contains("env = \"BEARER\""), "{text}");
    Ok(())
}

#[tokio::test]
async fn webhooks_that_differ_between_template_types_stay_apart_and_each_key_has_its_variable() -> Result<()> {
    let world = World::new().await?;
    let ids = [world.makes("Acme orders", &["a"]).await?, world.makes("Acme leases", &["b"]).await?];
    for (index, (id, key)) in [(ids[0], "one"), (ids[0], "two"), (ids[1], "two")].into_iter().enumerate() {
        let body =
            json!({"callback_url": format!("https://{index}.example/"), "template_group_id": id, "sign_key": key});
        world.by_hand(Method::POST, "/webhooks", body).await?;
    }
    let limited = json!([{"filter_rules": [{"type": "WORKSPACE", "values": [7001]}]}]);
    let body = json!({"callback_url": "https://3.example/", "template_group_id": ids[1], "filters": limited});
    world.by_hand(Method::POST, "/webhooks", body).await?;
    world.by_hand(Method::POST, "/webhooks", json!({"callback_url": "https://4.example/"})).await?;
    let (exported, said) = world.export(&["Acme orders", "Acme leases"], None).await?;
    let text = exported.map_err(anyhow::Error::msg)?;
    ensure!(text.matches("[[template_types.webhooks]]").count() == 4 && !text.contains("\n[webhook]"), "{text}");
    ensure!(text.matches("env = \"ONEFLOW_SIGN_KEY_2\"").count() == 2, "{text}");
    ensure!(!text.contains("4.example"), "a webhook of no template type is no part of an extension: {text}");
    ensure!(said.contains("\"https://3.example/\"") && said.contains("limited to workspaces"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_template_type_without_data_fields_is_refused() -> Result<()> {
    let world = World::new().await?;
    world.makes("Bare", &[]).await?;
    let off = world.makes("Off", &["a"]).await?;
    world.account.deactivate_data_field("a");
    for name in ["Bare", "Off"] {
        let (exported, _) = world.export(&[name], None).await?;
        let sentence = exported.err().unwrap_or_default();
        ensure!(sentence.contains(&format!("{name:?} has no data fields")), "{sentence}");
    }
    let (exported, _) = world.export(&[], None).await?;
    ensure!(exported.is_err_and(|sentence| sentence.contains("has no data fields")), "also where none is named");
    world.by_hand(Method::PUT, &format!("/template_types/{off}"), json!({"active": false})).await?;
    Ok(())
}

#[tokio::test]
async fn without_names_everything_is_exported_that_was_made_by_hand_and_is_on() -> Result<()> {
    let world = World::new().await?;
    world.makes("Acme orders", &["order_no"]).await?;
    let off = world.makes("Acme leases", &["machine"]).await?;
    world.by_hand(Method::PUT, &format!("/template_types/{off}"), json!({"active": false})).await?;
    let (exported, said) = world.export(&[], None).await?;
    let text = exported.map_err(anyhow::Error::msg)?;
    ensure!(text.contains("name = \"Acme orders\"") && text.contains("name = \"Human resources\""), "{text}");
    ensure!(!text.contains("Demo CRM") && !text.contains("Acme leases"), "{text}");
    ensure!(said.contains("\"Acme leases\" is switched off and not exported"), "{said}");
    Ok(())
}

#[tokio::test]
async fn one_name_is_one_template_type() -> Result<()> {
    let world = World::new().await?;
    world.makes("Acme orders", &["order_no"]).await?;
    let (twice, _) = world.export(&["Acme orders", "Acme orders"], None).await?;
    ensure!(twice.is_ok_and(|text| text.matches("[[template_types]]").count() == 1), "named twice, it is one");
    world.makes("Acme orders", &["order_no"]).await?;
    for names in [&["Acme orders"][..], &[]] {
        let (exported, _) = world.export(names, None).await?;
        ensure!(exported.is_err_and(|sentence| sentence.contains("\"Acme orders\": rename all but one")), "{names:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_template_type_that_is_not_there_is_named() -> Result<()> {
    let world = World::new().await?;
    for name in ["Nowhere", "Demo CRM"] {
        let (exported, _) = world.export(&[name], None).await?;
        ensure!(exported.is_err_and(|sentence| sentence.contains(&format!("no template type {name:?}"))), "{name}");
    }
    ensure!(
        world.written().is_empty() && world.by_hand(Method::GET, "/ping", Value::Null).await.is_ok(),
        "it only reads"
    );
    Ok(())
}
