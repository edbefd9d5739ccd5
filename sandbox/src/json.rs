//! Small helpers for JSON values.

use serde_json::Value;

/// A text attribute of an object; empty when there is none.
pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The text at a JSON pointer; empty when there is none.
pub fn text_at<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// A list attribute of an object; empty when there is none.
pub fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether an attribute of an object is `true`.
pub fn is_true(value: &Value, name: &str) -> bool {
    value.get(name) == Some(&Value::Bool(true))
}

/// Sets the attributes of one object to those of another.
pub fn set_all(object: &mut Value, attributes: Value) {
    if let (Value::Object(object), Value::Object(attributes)) = (object, attributes) {
        object.extend(attributes);
    }
}

/// Adds the attributes that an object lacks.
pub fn set_missing(object: &mut Value, attributes: Value) {
    if let (Value::Object(object), Value::Object(attributes)) = (object, attributes) {
        for (name, value) in attributes {
            object.entry(name).or_insert(value);
        }
    }
}
