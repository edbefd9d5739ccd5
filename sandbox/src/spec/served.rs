//! The `OpenAPI` file for other tools: with this sandbox's address, and without the lists that are open.

use serde_json::{Map, Value, json};

use super::document::document;

/// The file as the sandbox reads it.
pub fn served(api_base: &str) -> Value {
    let mut served = opened(document());
    if let Value::Object(served) = &mut served {
        served.insert("servers".to_owned(), json!([{"url": api_base}]));
    }
    served
}

/// An open list names the known values only; a validator would take it for the whole.
fn opened(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(opened).collect(),
        Value::Object(map) => {
            let open = map.get("x-open-enum") == Some(&Value::Bool(true));
            let kept = map.iter().filter(|(name, _)| !open || name.as_str() != "enum");
            Value::Object(kept.map(|(name, value)| (name.clone(), opened(value))).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
