//! What an extension made is compared and shown, and never written.

use anyhow::{Result, ensure};
use oneflow_broker::blueprint::Ending;
use oneflow_sandbox::{Blueprint, Options};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{KEEPING, ORDERS, PRUNING, World, variables};

/// An account in which the extension is enabled.
async fn enabled() -> Result<World> {
    let blueprint = Blueprint::parse_with(ORDERS, variables).map_err(anyhow::Error::msg)?;
    let world = World::with(Options { blueprints: vec![blueprint], ..Options::default() }).await?;
    ensure!(world.account.enable_extension("acme_erp").is_some(), "there is none");
    Ok(world)
}

#[tokio::test]
async fn an_account_with_the_extension_is_as_its_blueprint_says() -> Result<()> {
    let world = enabled().await?;
    let came = world.diff(ORDERS, PRUNING).await?;
    ensure!(came.ending == Ok(Ending::Good), "{}", came.said);
    Ok(())
}

#[tokio::test]
async fn switched_off_system_fields_are_shown_and_not_written() -> Result<()> {
    let world = enabled().await?;
    ensure!(world.account.deactivate_data_field("currency") > 0, "there is none");
    for choices in [KEEPING, PRUNING] {
        let diff = world.diff(ORDERS, choices).await?;
        ensure!(diff.ending == Ok(Ending::Different), "{}", diff.said);
        diff.says(&["made by the extension", "! data field \"currency\" is switched off", "an administrator"])?;
        world.apply(ORDERS, choices).await?.good()?;
    }
    ensure!(world.written().is_empty(), "{:?}", world.written());
    let without = ORDERS.replace(
        "custom_id = \"currency\"\nname = \"Currency\"\nvalue = \"SEK\"",
        "custom_id = \"order_date\"\nname = \"Date\"",
    );
    world
        .diff(&without, KEEPING)
        .await?
        .says(&["i data field \"currency\" is switched off, and the file does not name"])
}

#[tokio::test]
async fn another_definition_of_what_the_extension_made_is_shown_and_not_written() -> Result<()> {
    let world = enabled().await?;
    let changed = ORDERS
        .replace("name = \"Order number\"", "name = \"Number\"")
        .replace("custom_id = \"currency\"", "custom_id = \"colour\"")
        .replace("Orders of Acme", "All orders")
        .replace("http://127.0.0.1:9/events", "http://127.0.0.1:9/others");
    let came = world.apply(&changed, PRUNING).await?;
    came.good()?;
    came.says(&[
        "! description \"Orders of Acme\" becomes \"All orders\" (not written: it belongs to the extension)",
        "! data field \"order_no\": name \"Order number\" becomes \"Number\"",
        "! data field \"colour\": add it",
        "! data field \"currency\": remove it",
        "! webhook \"http://127.0.0.1:9/others\"",
        "! webhook \"http://127.0.0.1:9/events\"",
        "Nothing of this can be written.",
    ])?;
    ensure!(world.written().is_empty(), "{:?}", world.written());
    ensure!(world.diff(&changed, PRUNING).await?.ending == Ok(Ending::Different), "and it is a difference");
    Ok(())
}

#[tokio::test]
async fn what_an_account_has_added_to_the_extensions_template_types_is_its_own() -> Result<()> {
    let world = World::new().await?;
    let came = world.diff(include_str!("../../../sandbox/blueprints/demo_crm.toml"), PRUNING).await?;
    ensure!(came.ending == Ok(Ending::Good), "{}", came.said);
    came.says(&["i data field \"delivery_terms\" was made by hand, and stays", "the file contains its sign_key"])
}

#[tokio::test]
async fn a_template_type_of_another_extension_with_the_same_name_is_left_alone() -> Result<()> {
    let world = World::new().await?;
    let text = ORDERS.replace("Acme orders", "Demo CRM");
    let theirs = world.by_hand(Method::GET, "/template_types/9001", Value::Null).await?;
    world.apply(&text, PRUNING).await?.good()?;
    ensure!(world.by_hand(Method::GET, "/template_types/9001", Value::Null).await? == theirs, "it is as before");
    let named = world.list("/template_types").await?.into_iter().filter(|found| found["name"] == "Demo CRM");
    ensure!(
        named.map(|found| found["extension_type"].clone()).collect::<Vec<_>>() == [json!("demo_crm"), Value::Null],
        "two"
    );
    let again = world.diff(&text, PRUNING).await?;
    ensure!(again.ending == Ok(Ending::Good), "{}", again.said);
    Ok(())
}
