//! The secrets of the tests, and what they sign.

use anyhow::{Result, anyhow};
use oneflow_broker::webhooks::Secrets;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

pub const SIGN_KEY: &str = "sign-key-0123456789";
pub const OLD_KEY: &str = "sign-key-of-before-it";
pub const FORWARD: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub const BEARER: &str = "bearer-0123456789abcdef";
pub const PASSWORD: &str = "password-0123456789";
pub const CLIENT: &str = "client-0123456789abcdef";

/// These sign keys, and further lines.
pub fn secrets(keys: &[&str], more: &str) -> Result<Secrets> {
    let text = format!("sign_keys = {keys:?}\nforward = [\"{FORWARD}\"]\n{more}");
    Secrets::parse(&text).map_err(|error| anyhow!("{error}"))
}

/// One sign key, and no authentication.
pub fn plain() -> Result<Secrets> {
    secrets(&[SIGN_KEY], "")
}

/// One sign key, and every authentication.
pub fn with_proofs() -> Result<Secrets> {
    let more = format!(
        "bearer = [\"{BEARER}\"]\nbasic = [{{ username = \"oneflow\", password = \"{PASSWORD}\" }}]\n\
         oauth = [{{ client_id = \"oneflow\", client_secret = \"{CLIENT}\" }}]\n"
    );
    secrets(&[SIGN_KEY], &more)
}

/// A delivery as Oneflow writes it.
pub fn delivery(callback_id: &str, contract: i64, key: &str) -> Value {
    json!({
        "contract": {"id": contract},
        "callback_id": callback_id,
        "events": [{"created_time": "2026-11-30T12:00:00+00:00", "id": 7, "type": "contract:sign"}],
        "signature": format!("{:x}", Sha1::digest(format!("{callback_id}{key}"))),
    })
}
