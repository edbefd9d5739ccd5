//! A refusal in Oneflow's shape.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use crate::account::Account;
use crate::spec::Violation;

const CODES: &str = "https://api.oneflow.com/v1/error_codes";

/// Attribute paths, with what is wrong at each.
pub type Parameters = BTreeMap<String, Vec<String>>;

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: u16,
    detail: String,
    parameters: Parameters,
}

impl Problem {
    /// A refusal with a status; the detail is for developers.
    pub fn new(status: u16, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), parameters: Parameters::new() }
    }

    /// 400 for a request that cannot be read.
    pub fn unreadable(detail: impl Into<String>) -> Self {
        Self::new(400, detail)
    }

    /// 400 with what is wrong at each attribute.
    pub fn invalid(parameters: Parameters) -> Self {
        let detail = "Some attributes of the request are not valid.".to_owned();
        Self { status: 400, detail, parameters }
    }

    /// A refusal if anything has been found wrong.
    pub fn if_any(parameters: Parameters) -> Result<(), Self> {
        if parameters.is_empty() { Ok(()) } else { Err(Self::invalid(parameters)) }
    }

    /// 404 for something that is missing, deleted or not visible, which Oneflow does not tell apart.
    pub fn missing(what: &str) -> Self {
        Self::new(404, format!("The {what} does not exist or is not visible to this user."))
    }

    /// 409 for what belongs to an extension and only goes with it.
    pub fn made_by(extension: &str) -> Self {
        Self::new(409, format!("The extension {extension} made this; it cannot be deleted or changed by hand."))
    }

    /// The refusal with the detail that a bare status has.
    pub fn of_status(status: u16) -> Self {
        let detail = match status {
            401 => "The API token or the user email is not valid.",
            402 => "The plan of this account does not allow this.",
            403 => "The user is not allowed to do this.",
            404 => "A referenced object does not exist or is not visible to this user.",
            405 => "This path does not know this method.",
            409 => "The request conflicts with the current state.",
            413 => "The body is larger than 1 MiB.",
            429 => "Too many requests in the last five minutes.",
            503 => "The service is not available at the moment.",
            _ => "Something went wrong.",
        };
        Self::new(status, detail)
    }

    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// The answer, with a fresh request id.
    pub fn answer(&self, account: &Account) -> Response<Body> {
        let mut state = account.lock();
        let form = state.options.problem_paths;
        let mut parameters = Parameters::new();
        for (path, messages) in &self.parameters {
            parameters.entry(form.form(path)).or_default().extend_from_slice(messages);
        }
        let code = u64::from(self.status) * 10_000;
        let mut body = json!({
            "detail": self.detail,
            "error_code": code,
            "parameter_problems": parameters,
            "status": self.status,
            "title": self.title(),
        });
        let others = if self.status == 429 {
            json!({"info": "https://developer.oneflow.com/reference/api-rate-limit"})
        } else {
            json!({"request_id": state.chance.request_id(), "type": format!("{CODES}/{code}")})
        };
        if let (Value::Object(body), Value::Object(others)) = (&mut body, others) {
            body.extend(others);
        }
        answer(StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST), &body)
    }

    fn title(&self) -> &'static str {
        let status = StatusCode::from_u16(self.status).ok();
        status.and_then(|status| status.canonical_reason()).unwrap_or("Problem")
    }
}

impl From<Vec<Violation>> for Problem {
    fn from(violations: Vec<Violation>) -> Self {
        let mut parameters = Parameters::new();
        for Violation { path, message } in violations {
            parameters.entry(path).or_default().push(message);
        }
        Self::invalid(parameters)
    }
}

/// A JSON answer.
pub fn answer(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
