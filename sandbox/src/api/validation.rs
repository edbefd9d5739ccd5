//! Validation of requests and responses against the `OpenAPI` file.

use serde_json::Value;

use crate::model::{Actor, Token};
use crate::problem::Problem;
use crate::request::{ApiRequest, RawRequest};
use crate::spec::MatchedOperation;

/// Validates path, query and body.
pub fn validate(
    matched: &MatchedOperation,
    request: &RawRequest,
    actor: Actor,
    token: Token,
) -> Result<ApiRequest, Problem> {
    let mut violations = matched.operation.check_path(&matched.parameters);
    violations.extend(matched.operation.check_query(&request.query));
    if !violations.is_empty() {
        return Err(violations.into());
    }
    let body = validate_body(matched, request)?;
    let file = request.file();
    Ok(ApiRequest {
        actor,
        extension: token.extension,
        path: request.path.clone(),
        path_parameters: matched.parameters.clone(),
        query: request.query.clone(),
        body,
        file,
    })
}

fn validate_body(matched: &MatchedOperation, request: &RawRequest) -> Result<Value, Problem> {
    let operation = matched.operation;
    let expected = operation.requires_body() || (operation.has_body() && request.has_body());
    if !expected {
        return request.empty_body();
    }
    let body = if operation.takes_form() { request.form()? } else { request.json()? };
    let violations = operation.check_body(&body);
    if violations.is_empty() { Ok(body) } else { Err(violations.into()) }
}

/// A 500 for a response that the `OpenAPI` file does not allow.
pub fn validate_response(matched: &MatchedOperation, body: &Value) -> Result<(), Problem> {
    let violations = matched.operation.check_response(200, body);
    match violations.first() {
        None => Ok(()),
        Some(first) => Err(Problem::new(500, format!("The sandbox's response violates its OpenAPI file at {first}"))),
    }
}
