//! Compiled schemas, each made when it is first needed and kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::document;

/// Which attributes a schema lets through besides those it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strangers {
    /// In answers: a later version may say more.
    Pass,
    /// In requests: nobody may send what is not documented.
    Refused,
}

type Key = (String, Strangers);

/// The compiled form of `schema`, which may refer to the document's components.
pub fn compiled(schema: &Value, strangers: Strangers) -> Result<Arc<Validator>, String> {
    static KEPT: OnceLock<Mutex<HashMap<Key, Arc<Validator>>>> = OnceLock::new();
    let kept = KEPT.get_or_init(Mutex::default);
    let key = (schema.to_string(), strangers);
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(validator) = kept.get(&key) {
        return Ok(Arc::clone(validator));
    }
    let validator = Arc::new(compile(schema, strangers)?);
    kept.insert(key, Arc::clone(&validator));
    Ok(validator)
}

fn compile(schema: &Value, strangers: Strangers) -> Result<Validator, String> {
    let components = match strangers {
        Strangers::Pass => document::open_components(),
        Strangers::Refused => document::closed_components(),
    };
    let whole = json!({"components": components, "allOf": [document::rewritten(schema)]});
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&whole)
        .map_err(|error| format!("The OpenAPI file holds a schema that does not compile: {error}"))
}
