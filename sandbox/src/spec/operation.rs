//! One operation of the `OpenAPI` file, which can validate its requests and responses.

use serde_json::{Value, json};

use super::document::resolve;
use super::messages;
use super::schemas::UnknownAttributes;
use super::validate::{Violation, validate};

const FORM: &str = "multipart/form-data";

/// One method on one path of the file.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub(super) item: &'static Value,
    pub(super) definition: &'static Value,
}

impl Operation {
    /// Its `operationId`.
    pub fn id(self) -> &'static str {
        self.definition.get("operationId").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether requests can have a body.
    pub fn has_body(self) -> bool {
        self.definition.get("requestBody").is_some()
    }

    /// Whether requests must have a body.
    pub fn requires_body(self) -> bool {
        self.definition.pointer("/requestBody/required") == Some(&Value::Bool(true))
    }

    /// Whether the body is a form with a file instead of JSON.
    pub fn takes_form(self) -> bool {
        self.body_schema(FORM).is_some()
    }

    fn body_schema(self, content_type: &str) -> Option<&'static Value> {
        self.definition.pointer("/requestBody/content")?.get(content_type)?.get("schema")
    }

    /// Violations in the body of a request: JSON, or the texts of a form.
    pub fn check_body(self, body: &Value) -> Vec<Violation> {
        let schema = self.body_schema("application/json").or_else(|| self.body_schema(FORM));
        match schema {
            Some(schema) => validate(schema, body, UnknownAttributes::Refused),
            None => vec![Violation { path: String::new(), message: "This operation has no body.".into() }],
        }
    }

    /// Violations in a response.
    pub fn check_response(self, status: u16, body: &Value) -> Vec<Violation> {
        let listed = self.definition.get("responses").and_then(|all| all.get(status.to_string()));
        let Some(response) = listed.map(resolve) else {
            if status >= 400 {
                return validate(&json!({"$ref": "#/components/schemas/Problem"}), body, UnknownAttributes::Allowed);
            }
            return vec![Violation { path: String::new(), message: format!("The status {status} is not documented.") }];
        };
        response
            .pointer("/content/application~1json/schema")
            .map_or_else(Vec::new, |schema| validate(schema, body, UnknownAttributes::Allowed))
    }

    /// Violations in the parameters of the path.
    pub fn check_path(self, values: &[(&str, String)]) -> Vec<Violation> {
        let named = values.iter().map(|(name, value)| (*name, value));
        named
            .filter_map(|(name, value)| Some((name, value, self.parameter("path", name)?)))
            .flat_map(|(name, value, parameter)| check_text(name, value, parameter))
            .collect()
    }

    /// Violations in the query: unknown names, repeated names, invalid values.
    pub fn check_query(self, pairs: &[(String, String)]) -> Vec<Violation> {
        let mut violations = Vec::new();
        for (index, (name, value)) in pairs.iter().enumerate() {
            if pairs.iter().take(index).any(|(earlier, _)| earlier == name) {
                violations.push(Violation { path: name.clone(), message: "Given more than once.".into() });
            } else if let Some(parameter) = self.parameter("query", name) {
                violations.extend(check_text(name, value, parameter));
            } else {
                violations.push(Violation { path: name.clone(), message: messages::UNKNOWN.into() });
            }
        }
        violations
    }

    fn parameter(self, location: &str, name: &str) -> Option<&'static Value> {
        let lists = [self.item, self.definition].into_iter().filter_map(|owner| owner.get("parameters"));
        lists.filter_map(Value::as_array).flatten().map(resolve).find(|parameter| {
            parameter.get("in").and_then(Value::as_str) == Some(location)
                && parameter.get("name").and_then(Value::as_str) == Some(name)
        })
    }
}

fn check_text(name: &str, text: &str, parameter: &'static Value) -> Vec<Violation> {
    let Some(schema) = parameter.get("schema") else {
        return Vec::new();
    };
    let is_integer = schema.get("type").and_then(Value::as_str) == Some("integer");
    let value = match text.parse::<i64>() {
        Ok(number) if is_integer => json!(number),
        _ => json!(text),
    };
    let violations = validate(schema, &value, UnknownAttributes::Allowed);
    violations.into_iter().map(|violation| Violation { path: name.to_owned(), ..violation }).collect()
}
