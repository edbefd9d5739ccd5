//! The account as text, and the sequences that a start value gives.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use oneflow_sandbox::{Options, Seed};
use serde_json::{Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{account, call, create, get, restored, small, valid_contract};

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn an_account_goes_on_from_its_text() {
    let before = small();
    create(&before, &valid_contract()).await;
    let text = before.saved().unwrap();
    let after = restored(&text, Options::default()).unwrap();
    assert_eq!(after.contracts(), before.contracts());
    assert_eq!(*create(&after, &valid_contract()).await.at("/id"), 10002);
    let other = restored(&text, Options { seed: Seed::Wide, ..Options::default() });
    assert_eq!(other.err().as_deref(), Some("was created with --seed small, not wide"));
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn the_same_start_value_gives_the_same_keys_and_ids_everywhere() {
    let account = account(Options::default());
    let request_id = |body: &Value| body.pointer("/request_id").unwrap().clone();
    let missing = get(&account, "/contracts/1").await;
    assert_eq!(request_id(&missing.body), json!("910a2dec89025cc1beeb8da1658eec67="));
    assert_eq!(account.enable_extension("demo_ats").unwrap(), "sandbox-f893a2eefb32555e71c18690ee42c90b");
    let other = self::account(Options { random: 2, ..Options::default() });
    let missing = call(&other, "GET", "/contracts/1", None, None).await;
    assert_ne!(request_id(&missing.body), json!("910a2dec89025cc1beeb8da1658eec67="));
}
