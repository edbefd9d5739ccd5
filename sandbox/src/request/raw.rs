//! A request before validation, with its whole body.

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::form::Form;
use crate::problem::Problem;
use crate::spec;

const BODY_LIMIT: usize = 1_048_576;

/// Method, path under `/v1`, query, headers and body.
pub struct RawRequest {
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    raw_query: Option<String>,
    headers: HeaderMap,
    body: Content,
}

/// What was sent as the body.
enum Content {
    Bytes(Bytes),
    /// It exceeds the limit.
    TooLarge,
    /// To an operation that takes a form; a form that was refused is reported once the user is known.
    Form(Result<Form, Problem>),
}

impl RawRequest {
    pub async fn read(request: Request) -> Self {
        let (parts, body) = request.into_parts();
        let raw_query = parts.uri.query().map(str::to_owned);
        let pairs = form_urlencoded::parse(raw_query.as_deref().unwrap_or_default().as_bytes());
        let path = parts.uri.path();
        let takes_form = spec::find(parts.method.as_str(), path).is_ok_and(|matched| matched.operation.takes_form());
        let body = if takes_form {
            Content::Form(Form::read(content_type(&parts.headers), body.into_data_stream()).await)
        } else {
            to_bytes(body, BODY_LIMIT).await.map_or(Content::TooLarge, Content::Bytes)
        };
        Self {
            method: parts.method.as_str().to_owned(),
            path: path.strip_prefix("/v1").unwrap_or(path).to_owned(),
            query: pairs.into_owned().collect(),
            raw_query,
            headers: parts.headers,
            body,
        }
    }

    /// The value of a header; `None` if there is none or more than one.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next()?;
        if values.next().is_some() { None } else { first.to_str().ok() }
    }

    pub fn has_header(&self, name: &str) -> bool {
        self.headers.contains_key(name)
    }

    pub fn header_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.headers.keys().map(axum::http::HeaderName::as_str).collect();
        names.sort_unstable();
        names
    }

    pub fn path_and_query(&self) -> String {
        match &self.raw_query {
            Some(query) => format!("/v1{}?{query}", self.path),
            None => format!("/v1{}", self.path),
        }
    }

    /// The body for the log: its JSON, the texts of a form, or `null`.
    pub fn logged_body(&self) -> Value {
        match &self.body {
            Content::Bytes(body) => serde_json::from_slice(body).unwrap_or(Value::Null),
            Content::Form(Ok(form)) => form.fields.clone().into(),
            Content::TooLarge | Content::Form(Err(_)) => Value::Null,
        }
    }

    pub fn has_body(&self) -> bool {
        !matches!(&self.body, Content::Bytes(body) if body.is_empty())
    }

    /// The texts of the form that the operation takes.
    pub fn form(&self) -> Result<Value, Problem> {
        match &self.body {
            Content::Form(form) => form.clone().map(|form| form.fields.into()),
            Content::Bytes(_) | Content::TooLarge => Err(Problem::bad_request("The body is not a form.")),
        }
    }

    /// The content of the file in a form.
    pub fn file(&self) -> Option<Bytes> {
        match &self.body {
            Content::Form(Ok(form)) => form.file.clone(),
            _ => None,
        }
    }

    /// The body of an operation that has one.
    pub fn json(&self) -> Result<Value, Problem> {
        let body = self.body()?;
        let content_type = content_type(&self.headers).split(';').next().unwrap_or_default().trim();
        if !content_type.eq_ignore_ascii_case("application/json") {
            return Err(Problem::bad_request("The content type is not application/json."));
        }
        serde_json::from_slice(body).map_err(|error| Problem::bad_request(format!("The body is not JSON: {error}.")))
    }

    /// The body of an operation that has none.
    pub fn empty_body(&self) -> Result<Value, Problem> {
        if self.body()?.is_empty() { Ok(Value::Null) } else { Err(Problem::bad_request("This operation has no body.")) }
    }

    fn body(&self) -> Result<&Bytes, Problem> {
        match &self.body {
            Content::Bytes(body) => Ok(body),
            Content::TooLarge => Err(Problem::from_status(413)),
            Content::Form(_) => Err(Problem::bad_request("The body is a form.")),
        }
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
