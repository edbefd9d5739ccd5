//! The `OpenAPI` file: which operations exist, and whether requests and responses match it.

mod document;
mod export;
mod lookup;
mod messages;
mod operation;
mod schemas;
mod validate;

pub use validate::Violation;

use serde_json::{Value, json};

/// The violations in a response, one sentence each; none if the response matches the `OpenAPI` file.
///
/// `path` is the path of the request, with or without `/v1`; a query is ignored. If the operation does not list an
/// error status, the body has to be a problem.
pub fn check_response(method: &str, path: &str, status: u16, body: &Value) -> Vec<String> {
    match find(method, path) {
        Err(error) => vec![error.sentence(method, path)],
        Ok(matched) => sentences(&matched.operation.check_response(status, body)),
    }
}

/// The violations in the body of a request, one sentence each.
///
/// Attributes that the file does not name are violations; `null` stands for no body.
pub fn check_request(method: &str, path: &str, body: &Value) -> Vec<String> {
    match find(method, path) {
        Err(error) => vec![error.sentence(method, path)],
        Ok(matched) if body.is_null() && !matched.operation.requires_body() => Vec::new(),
        Ok(matched) => sentences(&matched.operation.check_body(body)),
    }
}

/// The violations of a named schema in a value.
pub(crate) fn check_schema(name: &str, value: &Value) -> Vec<Violation> {
    let schema = json!({"$ref": format!("#/components/schemas/{name}")});
    validate::validate(&schema, value, schemas::UnknownAttributes::Refused)
}

pub(crate) use export::exported;
pub(crate) use lookup::{MatchedOperation, NotFound, find, operations};

fn sentences(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(Violation::to_string).collect()
}
