//! The `OpenAPI` file, parsed once, and rewritten so that violations have exact paths.

use std::sync::OnceLock;

use serde_json::{Map, Value, json};

const TEXT: &str = include_str!("../../openapi/oneflow-v1.yaml");

/// The file as JSON. A file that cannot be parsed has no operations, which the tests notice.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_yaml_ng::from_str(TEXT).unwrap_or(Value::Null))
}

/// The components for responses, which allow unknown attributes.
pub fn response_components() -> &'static Value {
    static COMPONENTS: OnceLock<Value> = OnceLock::new();
    COMPONENTS.get_or_init(|| rewritten(document().get("components").unwrap_or(&Value::Null)))
}

/// The components for requests, in which unknown attributes are violations.
pub fn request_components() -> &'static Value {
    static COMPONENTS: OnceLock<Value> = OnceLock::new();
    COMPONENTS.get_or_init(|| {
        let mut components = response_components().clone();
        let parts = names_used_as_parts(&components);
        if let Some(Value::Object(schemas)) = components.get_mut("schemas") {
            for (name, schema) in schemas {
                close_inside(schema);
                if !parts.contains(name) {
                    close(schema);
                }
            }
        }
        components
    })
}

/// Follows a `$ref` of the document, if the value is one.
pub fn resolve(value: &'static Value) -> &'static Value {
    let target = value
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| document().pointer(reference.trim_start_matches('#')));
    target.unwrap_or(value)
}

/// Removes open enums, and replaces two constructs whose violations would point at the object instead of the attribute.
pub fn rewritten(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(rewritten).collect(),
        Value::Object(map) => {
            let mut map: Map<String, Value> = map.iter().map(|(key, value)| (key.clone(), rewritten(value))).collect();
            if map.get("x-open-enum") == Some(&Value::Bool(true)) {
                map.remove("enum");
            }
            replace_discriminator(&mut map);
            replace_unevaluated(&mut map);
            Value::Object(map)
        }
        other => other.clone(),
    }
}

/// Replaces `oneOf` with a discriminator by one `if` for each type, so that a violation names the attribute.
fn replace_discriminator(map: &mut Map<String, Value>) {
    let Some(discriminator) = map.remove("discriminator") else {
        return;
    };
    let (Some(name), Some(Value::Object(kinds))) =
        (discriminator.get("propertyName").and_then(Value::as_str), discriminator.get("mapping"))
    else {
        return;
    };
    let branches: Vec<Value> = kinds
        .iter()
        .map(|(kind, target)| {
            json!({
                "if": {"type": "object", "required": [name], "properties": {name: {"const": kind}}},
                "then": {"$ref": target},
            })
        })
        .collect();
    let kinds: Vec<&String> = kinds.keys().collect();
    map.remove("oneOf");
    map.insert("type".into(), json!("object"));
    map.insert("required".into(), json!([name]));
    map.insert("properties".into(), json!({name: {"enum": kinds}}));
    map.insert("allOf".into(), json!(branches));
}

/// Replaces `unevaluatedProperties: false`, which reports every attribute if one is invalid, by a list of names.
fn replace_unevaluated(map: &mut Map<String, Value>) {
    if map.get("unevaluatedProperties") != Some(&Value::Bool(false)) {
        return;
    }
    map.remove("unevaluatedProperties");
    let mut names = Map::new();
    for part in map.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        let target = part
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| document().pointer(reference.trim_start_matches('#')))
            .unwrap_or(part);
        if let Some(Value::Object(properties)) = target.get("properties") {
            names.extend(properties.keys().map(|name| (name.clone(), Value::Bool(true))));
        }
    }
    map.insert("properties".into(), Value::Object(names));
    map.insert("additionalProperties".into(), Value::Bool(false));
}

/// Schemas that are parts of others in `allOf` cannot be closed: each would refuse the attributes of the other parts.
fn names_used_as_parts(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    collect_parts(value, &mut names);
    names
}

fn collect_parts(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_parts(item, names)),
        Value::Object(map) => {
            for part in map.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                let name = part.get("$ref").and_then(Value::as_str);
                names.extend(name.and_then(|name| name.rsplit('/').next()).map(str::to_owned));
            }
            map.values().for_each(|value| collect_parts(value, names));
        }
        _ => {}
    }
}

fn close(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    let open = !map.contains_key("additionalProperties") && !map.contains_key("allOf");
    if open && map.contains_key("properties") {
        map.insert("additionalProperties".into(), Value::Bool(false));
    }
}

fn close_inside(schema: &mut Value) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for inner in properties.into_iter().flat_map(Map::values_mut) {
        close_inside(inner);
        close(inner);
    }
    if let Some(items) = schema.get_mut("items") {
        close_inside(items);
        close(items);
    }
}
