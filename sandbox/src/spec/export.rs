//! The `OpenAPI` file for other tools: with this sandbox's address, and without open enums.

use serde_json::{Map, Value, json};

use super::document::document;

/// The file for tools that send requests to this sandbox.
pub fn exported(api_base: &str) -> Value {
    let mut exported = without_open_enums(document());
    if let Value::Object(exported) = &mut exported {
        exported.insert("servers".to_owned(), json!([{"url": api_base}]));
    }
    exported
}

/// An open enum lists the known values only, but a validator would refuse all others.
fn without_open_enums(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_open_enums).collect(),
        Value::Object(map) => {
            let open = map.get("x-open-enum") == Some(&Value::Bool(true));
            let kept = map.iter().filter(|(name, _)| !open || name.as_str() != "enum");
            Value::Object(kept.map(|(name, value)| (name.clone(), without_open_enums(value))).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}
