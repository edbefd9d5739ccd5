//! Products of contracts: final prices, and what is kept of them with the account.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use oneflow_sandbox::Options;
use serde_json::json;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{create, get, ids, put, restored, small};

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn products_outlive_a_run_of_the_sandbox_with_their_final_prices() {
    let price = json!({"base_amount": {"amount": "0.29"}, "discount_percent": "50"});
    let chair = json!({"name": "Chair", "price_1": price, "quantity": {"type": "quantity", "amount": 1.25}});
    let body = json!({"workspace_id": 7001, "template_id": 8116, "product_groups": [{"products": [chair]}]});
    let before = small();
    assert_eq!(create(&before, &body).await.status, 200);
    let after = restored(&before.saved().unwrap(), Options::default()).unwrap();
    let product = get(&after, "/contracts/10001/product_groups/24001/products/25001").await;
    assert_eq!(*product.at("/price_1/amount/amount"), "0.15");
    assert_eq!(*product.at("/quantity/amount"), 1.25);
    assert_eq!(after.contract(10_001), before.contract(10_001));
    let changed = put(&after, "/contracts/10001/product_groups/24001", &json!({"products": [chair]})).await;
    assert_eq!(ids(changed.at("/products")), [25_002], "the ids go on");
}
