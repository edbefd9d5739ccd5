//! One operation of the `OpenAPI` file, able to check what passes through it.

use serde_json::{Value, json};

use super::document::resolve;
use super::schemas::Strangers;
use super::shape::{Violation, check};
use super::words;

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

    /// Whether it takes a body.
    pub fn takes_body(self) -> bool {
        self.definition.get("requestBody").is_some()
    }

    /// Whether the body may not be left out.
    pub fn insists_on_body(self) -> bool {
        self.definition.pointer("/requestBody/required") == Some(&Value::Bool(true))
    }

    /// Violations in a request's body.
    pub fn check_body(self, body: &Value) -> Vec<Violation> {
        match self.definition.pointer("/requestBody/content/application~1json/schema") {
            Some(schema) => check(schema, body, Strangers::Refused),
            None => vec![Violation { path: String::new(), message: "This operation takes no body.".into() }],
        }
    }

    /// Violations in an answer.
    pub fn check_answer(self, status: u16, body: &Value) -> Vec<Violation> {
        let listed = self.definition.get("responses").and_then(|all| all.get(status.to_string()));
        let Some(response) = listed.map(resolve) else {
            if status >= 400 {
                return check(&json!({"$ref": "#/components/schemas/Problem"}), body, Strangers::Pass);
            }
            return vec![Violation { path: String::new(), message: format!("The status {status} is not documented.") }];
        };
        response
            .pointer("/content/application~1json/schema")
            .map_or_else(Vec::new, |schema| check(schema, body, Strangers::Pass))
    }

    /// Violations in the placeholders of the path.
    pub fn check_path(self, values: &[(&str, String)]) -> Vec<Violation> {
        let named = values.iter().map(|(name, value)| (*name, value));
        named
            .filter_map(|(name, value)| Some((name, value, self.parameter("path", name)?)))
            .flat_map(|(name, value, parameter)| check_text(name, value, parameter))
            .collect()
    }

    /// Violations in the query: names the file does not list, names given twice, values out of bounds.
    pub fn check_query(self, pairs: &[(String, String)]) -> Vec<Violation> {
        let mut violations = Vec::new();
        for (index, (name, value)) in pairs.iter().enumerate() {
            if pairs.iter().take(index).any(|(earlier, _)| earlier == name) {
                violations.push(Violation { path: name.clone(), message: "Given more than once.".into() });
            } else if let Some(parameter) = self.parameter("query", name) {
                violations.extend(check_text(name, value, parameter));
            } else {
                violations.push(Violation { path: name.clone(), message: words::UNKNOWN.into() });
            }
        }
        violations
    }

    fn parameter(self, place: &str, name: &str) -> Option<&'static Value> {
        let lists = [self.item, self.definition].into_iter().filter_map(|owner| owner.get("parameters"));
        lists.filter_map(Value::as_array).flatten().map(resolve).find(|parameter| {
            parameter.get("in").and_then(Value::as_str) == Some(place)
                && parameter.get("name").and_then(Value::as_str) == Some(name)
        })
    }
}

fn check_text(name: &str, text: &str, parameter: &'static Value) -> Vec<Violation> {
    let Some(schema) = parameter.get("schema") else {
        return Vec::new();
    };
    let whole = schema.get("type").and_then(Value::as_str) == Some("integer");
    let value = match text.parse::<i64>() {
        Ok(number) if whole => json!(number),
        _ => json!(text),
    };
    let violations = check(schema, &value, Strangers::Pass);
    violations.into_iter().map(|found| Violation { path: name.to_owned(), ..found }).collect()
}
