//! Why a request is refused, in the form of Oneflow's problems.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::json::set_all;
use crate::spec::Violation;

const CODES: &str = "https://api.oneflow.com/v1/error_codes";

/// `parameter_problems`: the messages for each attribute path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParameterProblems(BTreeMap<String, Vec<String>>);

impl ParameterProblems {
    /// Adds a message for an attribute.
    pub fn add(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.0.entry(path.into()).or_default().push(message.into());
    }

    /// A refusal if there is any message.
    pub fn into_result(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into()) }
    }

    fn to_json(&self, paths: ProblemPaths) -> Value {
        let mut merged: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for (path, messages) in &self.0 {
            merged.entry(paths.format(path)).or_default().extend(messages);
        }
        json!(merged)
    }
}

impl From<BTreeMap<String, Vec<String>>> for ParameterProblems {
    fn from(messages: BTreeMap<String, Vec<String>>) -> Self {
        Self(messages)
    }
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: u16,
    detail: String,
    parameters: ParameterProblems,
}

impl Problem {
    /// A refusal with a status; the detail is for developers.
    pub fn new(status: u16, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), parameters: ParameterProblems::default() }
    }

    /// 400 for a request that cannot be read.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(400, detail)
    }

    /// 404 for an object that does not exist, was deleted or is not visible; Oneflow does not distinguish these.
    pub fn not_found(what: &str) -> Self {
        Self::new(404, format!("The {what} does not exist or is not visible to this user."))
    }

    /// 409 for an object that belongs to an extension.
    pub fn owned_by_extension(extension: &str) -> Self {
        Self::new(409, format!("The extension {extension} created this; it cannot be deleted or changed by hand."))
    }

    /// A refusal with the default detail of its status.
    pub fn from_status(status: u16) -> Self {
        let detail = match status {
            401 => "The API token or the user email is not valid.",
            402 => "The plan of this account does not allow this.",
            403 => "The user is not allowed to do this.",
            404 => "A referenced object does not exist or is not visible to this user.",
            405 => "This path does not support this method.",
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

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST)
    }

    /// The body of the response.
    pub fn to_json(&self, paths: ProblemPaths, request_id: &str) -> Value {
        let code = u64::from(self.status) * 10_000;
        let mut body = json!({
            "detail": self.detail,
            "error_code": code,
            "parameter_problems": self.parameters.to_json(paths),
            "status": self.status,
            "title": self.title(),
        });
        let rest = if self.status == 429 {
            json!({"info": "https://developer.oneflow.com/reference/api-rate-limit"})
        } else {
            json!({"request_id": request_id, "type": format!("{CODES}/{code}")})
        };
        set_all(&mut body, rest);
        body
    }

    fn title(&self) -> &'static str {
        let status = StatusCode::from_u16(self.status).ok();
        status.and_then(|status| status.canonical_reason()).unwrap_or("Problem")
    }
}

impl From<ParameterProblems> for Problem {
    fn from(parameters: ParameterProblems) -> Self {
        Self { status: 400, detail: "Some attributes of the request are not valid.".to_owned(), parameters }
    }
}

impl From<Vec<Violation>> for Problem {
    fn from(violations: Vec<Violation>) -> Self {
        let mut parameters = ParameterProblems::default();
        for Violation { path, message } in violations {
            parameters.add(path, message);
        }
        parameters.into()
    }
}

/// The two forms of attribute paths that clients have received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProblemPaths {
    /// `parties[1].participants[0].email`
    #[default]
    Indexed,
    /// `participant.email`
    Plain,
}

impl ProblemPaths {
    /// An indexed path in this form.
    fn format(self, path: &str) -> String {
        match self {
            Self::Indexed => path.to_owned(),
            Self::Plain => plain(path),
        }
    }
}

/// The attribute and its owner, without indexes.
fn plain(path: &str) -> String {
    let names = path.split('.').map(|name| name.split('[').next().unwrap_or(name));
    let mut last: Vec<&str> = names.rev().take(2).collect();
    last.reverse();
    let singular = last.iter().map(|name| match *name {
        "participants" => "participant",
        "parties" | "my_party" => "party",
        other => other,
    });
    singular.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::ProblemPaths::Plain;

    #[test]
    fn a_plain_path_has_no_indexes() {
        assert_eq!(Plain.format("parties[1].participants[0].email"), "participant.email");
        assert_eq!(Plain.format("parties[1].participant.email"), "participant.email");
        assert_eq!(Plain.format("parties[1].name"), "party.name");
        assert_eq!(Plain.format("data_fields[2].value"), "data_fields.value");
        assert_eq!(Plain.format("name"), "name");
    }
}
