//! Until when a contract can be signed.

use serde_json::Value;
use time::{Duration, OffsetDateTime};

use crate::account::shown;

/// When the signing period of a contract ends that is published at `start`; nothing if it never does.
pub fn end(setting: &Value, start: OffsetDateTime) -> Option<String> {
    let days = setting.get("expire_days_after_publish").and_then(Value::as_i64);
    let date = setting.get("expire_date").and_then(Value::as_str);
    match setting.get("type").and_then(Value::as_str)? {
        "days_after_publish" => start.checked_add(Duration::days(days?)).map(shown),
        "fixed_date" => Some(format!("{}T23:59:59+00:00", date?)),
        _ => None,
    }
}
