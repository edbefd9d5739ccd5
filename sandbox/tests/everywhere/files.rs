//! Files of a contract: uploaded, downloaded, and kept with the account.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use oneflow_sandbox::Options;
use serde_json::{Value, json};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{create, downloaded, get, restored, small, upload, valid_contract};

const FILES: &str = "/contracts/10001/files";

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn an_attachment_is_listed_and_its_download_is_what_was_uploaded_also_after_a_restart() {
    let account = small();
    create(&account, &valid_contract()).await;
    let content: Vec<u8> = (0..=255).chain(*b"--limit--\r\n-").collect();
    let sent = upload(&account, "Prices 2026.XLSX", &content, "attachment").await;
    assert_eq!(sent.status, 200);
    let shown = json!({
        "_links": {"self": {"href": "https://api.oneflow.com/v1/contracts/10001/files/23001"}},
        "extension": "xlsx", "id": 23001, "name": "Prices 2026.XLSX", "type": "attachment",
    });
    assert_eq!(sent.body, shown);
    let account = restored(&account.saved().unwrap(), Options::default()).unwrap();
    let list = get(&account, FILES).await;
    assert_eq!((list.at("/count"), list.at("/data/0/type")), (&json!(2), &json!("contract")));
    assert_eq!(*list.at("/data/1"), shown);
    assert_eq!(get(&account, "/contracts/10001/files/23001").await.body, shown);
    assert_eq!(downloaded(&account, 23001).await, content);
    assert_eq!(*upload(&account, "b.txt", b"", "attachment").await.at("/id"), 23002);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn the_text_of_an_account_from_before_contracts_had_files_can_be_read() {
    let account = small();
    create(&account, &valid_contract()).await;
    let mut text: Value = serde_json::from_str(&account.saved().unwrap()).unwrap();
    let mut removed = 0;
    for (owner, name) in
        [("/state/contracts/0", "files"), ("/state/templates/0", "sections"), ("/state/counters", "file")]
    {
        removed += usize::from(text.pointer_mut(owner).unwrap().as_object_mut().unwrap().remove(name).is_some());
    }
    assert_eq!(removed, 3);
    let account = restored(&text.to_string(), Options::default()).unwrap();
    assert_eq!(*get(&account, FILES).await.at("/count"), 1);
    assert_eq!(*get(&account, "/templates/8101").await.at("/available_options/can_receive_attachments"), true);
    assert_eq!(*upload(&account, "a.txt", b"a", "attachment").await.at("/id"), 23001);
}
