//! What the `OpenAPI` file says: which operations exist and whether a request or an answer keeps to it.

mod document;
mod lookup;
mod operation;
mod schemas;
mod served;
mod shape;
mod words;

pub use shape::Violation;

use serde_json::{Value, json};

/// Everything about an answer that the `OpenAPI` file does not allow, one sentence each; an empty list is a clean answer.
///
/// `path` is the path that was asked for, with or without `/v1`, a query is ignored. An error status that an operation
/// does not list is held to the shape of a problem.
pub fn check_answer(method: &str, path: &str, status: u16, body: &Value) -> Vec<String> {
    match find(method, path) {
        Err(missing) => vec![missing.sentence(method, path)],
        Ok(found) => sentences(&found.operation.check_answer(status, body)),
    }
}

/// Everything about a request's body that the `OpenAPI` file does not allow, one sentence each.
///
/// Attributes that the file does not name are violations; `null` is a body that was left out.
pub fn check_request(method: &str, path: &str, body: &Value) -> Vec<String> {
    match find(method, path) {
        Err(missing) => vec![missing.sentence(method, path)],
        Ok(found) if body.is_null() && !found.operation.insists_on_body() => Vec::new(),
        Ok(found) => sentences(&found.operation.check_body(body)),
    }
}

/// Everything about a value that a named schema of the file does not allow.
pub(crate) fn check_schema(name: &str, value: &Value) -> Vec<Violation> {
    let schema = json!({"$ref": format!("#/components/schemas/{name}")});
    shape::check(&schema, value, schemas::Strangers::Refused)
}

pub(crate) use lookup::{Found, Missing, find, operations};
pub(crate) use served::served;

fn sentences(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(Violation::to_string).collect()
}
