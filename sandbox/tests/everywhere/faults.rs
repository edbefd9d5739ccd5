//! Faults of the connection as data, where there is no connection.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

use oneflow_sandbox::{ConnectionFault, Fault, FaultKind, routes};
use serde_json::Value;
use tower::ServiceExt as _;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

use super::support::{SIRI, request, small};

#[cfg_attr(target_arch = "wasm32", wasm_bindgen)]
#[cfg_attr(not(target_arch = "wasm32"), tokio::test)]
pub async fn a_response_without_a_connection_says_what_happens_to_it() {
    for after in [true, false] {
        for (kind, fault) in [
            (FaultKind::Cut { after }, ConnectionFault::Cut),
            (FaultKind::Drop { after }, ConnectionFault::Dropped),
            (FaultKind::Silence { after }, ConnectionFault::Silent),
        ] {
            let account = small();
            account.arm(Fault { on: "GET /ping".into(), kind, times: 1 });
            let ping = || request("GET", "/ping", Some(SIRI), None);
            let broken = routes(account.clone()).oneshot(ping()).await.unwrap();
            assert_eq!(broken.extensions().get(), Some(&fault));
            let answered = *account.requests().pointer("/0/status").unwrap() != Value::Null;
            assert_eq!(answered, fault == ConnectionFault::Cut, "a status is that of a response that began");
            let whole = routes(account).oneshot(ping()).await.unwrap();
            assert_eq!(whole.extensions().get::<ConnectionFault>(), None, "it happens once");
        }
    }
}
