//! From what was made by hand to an extension in a fresh account, whose contracts alone the partner hears of.

use anyhow::{Context as _, Result, ensure};
use oneflow_sandbox::{Blueprint, NewTemplate, Options, TOKEN};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Receiver, World, variables};

/// What was exported, as a partner would commit it. The widget's part of the way begins with this file:
/// `tests/journey/extension.rs`.
const EXPORTED: &str = include_str!("../../../tests/oneflow/exported_blueprint.toml");
/// Its address, to which nothing is delivered here.
const ADDRESS: &str = "http://127.0.0.1:4790/oneflow/events";

/// Sets up an account as the documentation tells partners to.
async fn by_hand(world: &World) -> Result<()> {
    let made =
        world.by_hand(Method::POST, "/template_types", json!({"name": "Acme orders", "description": "Orders of Acme"}));
    let id = made.await?["id"].clone();
    let fields = json!([
        {"custom_id": "order_no", "name": "Order number", "placeholder": "A-1"},
        {"custom_id": "currency", "name": "Currency", "description": "Three letters", "value": "SEK"},
    ]);
    world.by_hand(Method::PUT, &format!("/template_types/{id}/data_fields"), json!({"data_fields": fields})).await?;
    let events = json!([{"filter_rules": [{"type": "EVENT_TYPE", "values": ["contract:create", "contract:publish"]}]}]);
    let webhook = json!({"callback_url": ADDRESS, "sign_key": "key", "template_group_id": id, "filters": events});
    world.by_hand(Method::POST, "/webhooks", webhook).await?;
    Ok(())
}

#[tokio::test]
async fn what_was_made_by_hand_is_exported_as_the_file_that_the_widgets_story_begins_with() -> Result<()> {
    let world = World::new().await?;
    by_hand(&world).await?;
    let (exported, _) = world.export(&["Acme orders"], None).await?;
    ensure!(exported.as_deref() == Ok(EXPORTED), "{}", exported.unwrap_or_default());
    Ok(())
}

#[tokio::test]
async fn an_exported_blueprint_is_enabled_in_a_fresh_account_and_only_its_contracts_are_heard_of() -> Result<()> {
    let development = World::new().await?;
    by_hand(&development).await?;
    let (exported, _) = development.export(&["Acme orders"], None).await?;
    let receiver = Receiver::start().await?;
    let text = exported.map_err(anyhow::Error::msg)?.replace(ADDRESS, &receiver.address);

    let blueprint = Blueprint::parse_with(&text, variables).map_err(anyhow::Error::msg)?;
    let fresh = World::with(Options { blueprints: vec![blueprint], retry_speed: 1_000, ..Options::default() }).await?;
    let token = fresh.account.enable_extension("acme_erp").context("no such extension")?;
    let made = fresh.template_type("Acme orders").await?;
    ensure!(made["extension_type"] == "acme_erp" && made["data_fields"][1]["source"] == "system", "{made}");
    let template = fresh.account.create_template(NewTemplate {
        name: "Order form".to_owned(),
        template_type_id: made["id"].as_u64(),
        workspace_ids: vec![7_001],
        ..NewTemplate::default()
    });
    let template = template.map_err(anyhow::Error::msg)?;

    // By extension type, as the widget looks: the id is another one in each account.
    let catalogue = "/helpers/contract_create_data?extension_type=acme_erp";
    let catalogue = fresh.asks(&token, Method::GET, catalogue, Value::Null).await?;
    ensure!(catalogue[0]["templates"][0]["id"] == template && catalogue[0]["id"] == 7_001, "{catalogue}");
    let fields = json!([{"custom_id": "order_no", "value": "A-17"}]);
    let order = json!({"workspace_id": 7_001, "template_id": template, "data_fields": fields});
    // Somebody else's contracts of the same account come first: by hand, and of another extension.
    fresh.asks(TOKEN, Method::POST, "/contracts/create", order.clone()).await?;
    fresh.asks(&token, Method::POST, "/contracts/create", json!({"workspace_id": 7_001, "template_id": 8_101})).await?;
    let contract = fresh.asks(&token, Method::POST, "/contracts/create", order).await?["id"].clone();

    let received = receiver.receives(1).await?;
    ensure!(received.len() == 1 && received[0]["contract"]["id"] == contract, "{received:?}");
    ensure!(received[0]["events"][0]["type"] == "contract:create", "{received:?}");
    Ok(())
}
