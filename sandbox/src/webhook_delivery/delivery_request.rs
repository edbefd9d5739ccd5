//! The HTTP request of one attempt.

use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};
use url::Url;

use crate::account::Account;
use crate::model::webhook::is_deliverable;

/// The request of one attempt.
pub struct DeliveryRequest {
    pub address: Url,
    pub body: Value,
    pub authentication: Option<Value>,
}

const DELETED: &str = "The webhook was deleted.";
const NOT_DELIVERABLE: &str =
    "Not sent: the sandbox delivers over http to this machine and to the hosts of --deliver-to.";

impl DeliveryRequest {
    /// The request for the next attempt of a delivery, or why it cannot be sent.
    pub fn new(account: &Account, id: u64) -> Result<Self, &'static str> {
        let mut state = account.lock();
        let delivery = state.delivery(id).ok_or(DELETED)?.clone();
        let webhook = state.webhooks.iter().find(|webhook| webhook.id == delivery.webhook).ok_or(DELETED)?;
        let deliverable =
            |address: &str| Url::parse(address).ok().filter(|url| is_deliverable(url, &state.options.deliver_to));
        let mut address = webhook.text("callback_url").and_then(deliverable).ok_or(NOT_DELIVERABLE)?;
        if let Some(Value::Object(parameters)) = webhook.configuration("parameters") {
            let texts = parameters.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
            address.query_pairs_mut().extend_pairs(texts);
        }
        let authentication = webhook.configuration("authentication").cloned();
        let token_url =
            authentication.as_ref().and_then(|authentication| authentication.get("token_url")).and_then(Value::as_str);
        if token_url.is_some_and(|address| deliverable(address).is_none()) {
            return Err(NOT_DELIVERABLE);
        }
        let signature = signature(&delivery.callback_id, webhook.text("sign_key").unwrap_or_default());
        let body = json!({
            "contract": {"id": delivery.contract},
            "callback_id": delivery.callback_id,
            "events": delivery.events,
            "signature": signature,
        });
        Ok(Self { address, body, authentication })
    }
}

/// Signs the callback id alone if there is no sign key, which the documentation does not mention.
fn signature(callback_id: &str, sign_key: &str) -> String {
    format!("{:x}", Sha1::digest(format!("{callback_id}{sign_key}")))
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn the_signature_is_the_hash_of_callback_id_and_sign_key() {
        assert_eq!(signature("ab", "c"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
