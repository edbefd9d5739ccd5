//! One attempt, as it is to be sent.

use reqwest::Url;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

use crate::account::Account;
use crate::account::webhook::is_near;

/// Where to, with what, and as whom.
pub struct Errand {
    pub address: Url,
    pub body: Value,
    pub authentication: Option<Value>,
}

const GONE: &str = "The webhook is gone.";
const FAR: &str = "Not sent: the sandbox delivers over http to this machine and to hosts it was told of.";

impl Errand {
    /// The next attempt of a delivery, or why there can be none.
    pub fn of(account: &Account, id: u64) -> Result<Self, &'static str> {
        let mut state = account.lock();
        let delivery = state.delivery(id).ok_or(GONE)?.clone();
        let webhook = state.webhooks.iter().find(|webhook| webhook.id == delivery.webhook).ok_or(GONE)?;
        let near = |address: &str| Url::parse(address).ok().filter(|url| is_near(url, &state.options.deliver_to));
        let mut address = webhook.text("callback_url").and_then(near).ok_or(FAR)?;
        if let Some(Value::Object(parameters)) = webhook.configuration("parameters") {
            let texts = parameters.iter().filter_map(|(name, value)| Some((name, value.as_str()?)));
            address.query_pairs_mut().extend_pairs(texts);
        }
        let authentication = webhook.configuration("authentication").cloned();
        let token_url = authentication.as_ref().and_then(|way| way.get("token_url")).and_then(Value::as_str);
        if token_url.is_some_and(|address| near(address).is_none()) {
            return Err(FAR);
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

/// Without a sign key, which nothing is said about, the callback id is signed alone.
fn signature(callback_id: &str, sign_key: &str) -> String {
    format!("{:x}", Sha1::digest(format!("{callback_id}{sign_key}")))
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn the_signature_is_the_digest_of_callback_id_and_sign_key() {
        assert_eq!(signature("ab", "c"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}
