//! Compiled schemas, cached.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::document;

/// Whether attributes that a schema does not name are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnknownAttributes {
    /// In responses: a later version may have more.
    Allowed,
    /// In requests: clients may send only what is documented.
    Refused,
}

type Key = (String, UnknownAttributes);

/// The compiled form of `schema`, which may refer to the document's components.
pub fn compiled(schema: &Value, unknown: UnknownAttributes) -> Result<Arc<Validator>, String> {
    static CACHE: OnceLock<Mutex<HashMap<Key, Arc<Validator>>>> = OnceLock::new();
    let cache = CACHE.get_or_init(Mutex::default);
    let key = (schema.to_string(), unknown);
    let mut cache = cache.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(validator) = cache.get(&key) {
        return Ok(Arc::clone(validator));
    }
    let validator = Arc::new(compile(schema, unknown)?);
    cache.insert(key, Arc::clone(&validator));
    Ok(validator)
}

fn compile(schema: &Value, unknown: UnknownAttributes) -> Result<Validator, String> {
    let components = match unknown {
        UnknownAttributes::Allowed => document::response_components(),
        UnknownAttributes::Refused => document::request_components(),
    };
    let schema = json!({"components": components, "allOf": [document::rewritten(schema)]});
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schema)
        .map_err(|error| format!("The OpenAPI file has a schema that does not compile: {error}"))
}
