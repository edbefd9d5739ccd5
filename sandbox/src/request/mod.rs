//! A validated API request: the context that handlers work with.

mod form;
mod raw;

use axum::body::Bytes;
use serde_json::Value;

pub use raw::RawRequest;

use crate::model::Actor;
use crate::problem::Problem;

/// A request with a known actor, whose path, query and body match the `OpenAPI` file.
pub struct ApiRequest {
    pub actor: Actor,
    /// The type of the extension that owns the token; `None` for a token created by hand.
    pub extension: Option<String>,
    /// The path under `/v1`, without the query.
    pub path: String,
    /// The parameters of the path.
    pub path_parameters: Vec<(&'static str, String)>,
    pub query: Vec<(String, String)>,
    /// The JSON, or the texts of a form, in which a file is its name.
    pub body: Value,
    /// The content of the file in a form.
    pub file: Option<Bytes>,
}

impl ApiRequest {
    /// Refuses users who are no administrators.
    pub fn require_administrator(&self) -> Result<(), Problem> {
        let refusal = || Problem::new(403, "Only administrators may do this.");
        self.actor.is_administrator().then_some(()).ok_or_else(refusal)
    }

    /// A parameter of the path.
    pub fn path_parameter(&self, name: &str) -> &str {
        let parameter = self.path_parameters.iter().find(|(given, _)| *given == name);
        parameter.map_or("", |(_, value)| value)
    }

    /// A parameter of the path that is an id; 0, which no object has, if it is not a number.
    pub fn id(&self, name: &str) -> u64 {
        self.path_parameter(name).parse().unwrap_or_default()
    }

    /// A query parameter.
    pub fn query(&self, name: &str) -> Option<&str> {
        let parameter = self.query.iter().find(|(given, _)| given == name);
        parameter.map(|(_, value)| value.as_str())
    }

    /// A query parameter that is a number.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.query(name)?.parse().ok()
    }

    /// A query parameter that is a list of numbers separated by commas.
    pub fn numbers(&self, name: &str) -> Option<Vec<u64>> {
        let text = self.query(name)?;
        Some(text.split(',').filter_map(|number| number.parse().ok()).collect())
    }
}
