//! The operation for a method and a path.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::document::document;
use super::operation::Operation;

/// An operation with the parameters of its path.
pub struct MatchedOperation {
    pub(crate) operation: Operation,
    pub(crate) parameters: Vec<(&'static str, String)>,
}

/// Why there is no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotFound {
    /// No path of the file matches.
    Path,
    /// The path exists, but not with this method.
    Method,
}

impl NotFound {
    pub(super) fn sentence(self, method: &str, path: &str) -> String {
        match self {
            Self::Path => format!("No operation has the path {path}."),
            Self::Method => format!("The path {path} has no method {method}."),
        }
    }
}

/// The operation for a method and a path, with or without `/v1`.
pub fn find(method: &str, path: &str) -> Result<MatchedOperation, NotFound> {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("/v1").unwrap_or(path);
    let (template, item) = best_path(path).ok_or(NotFound::Path)?;
    let definition = item.get(method.to_ascii_lowercase()).ok_or(NotFound::Method)?;
    let operation = Operation { item, definition };
    Ok(MatchedOperation { operation, parameters: parameters(template, path) })
}

/// Every operation, as method and path.
pub fn operations() -> Vec<String> {
    let paths = document().get("paths").and_then(Value::as_object).into_iter().flatten();
    let named = paths.flat_map(|(path, item)| {
        let methods = ["get", "post", "put", "delete"].into_iter().filter(|method| item.get(method).is_some());
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    named.collect()
}

/// A literal path takes precedence over one with parameters: `create` in `/contracts/create` is not an id.
fn best_path(path: &str) -> Option<(&'static str, &'static Value)> {
    let paths = document().get("paths")?.as_object()?;
    let mut matching: Vec<_> = paths.iter().filter(|(template, _)| matches(template, path)).collect();
    matching.sort_by_key(|(template, _)| template.matches('{').count());
    matching.first().map(|(template, item)| (template.as_str(), *item))
}

fn matches(template: &str, path: &str) -> bool {
    template.split('/').count() == path.split('/').count()
        && template
            .split('/')
            .zip(path.split('/'))
            .all(|(expected, actual)| expected == actual || (expected.starts_with('{') && !actual.is_empty()))
}

fn parameters(template: &'static str, path: &str) -> Vec<(&'static str, String)> {
    let pairs = template.split('/').zip(path.split('/'));
    pairs
        .filter_map(|(expected, actual)| {
            let name = expected.strip_prefix('{')?.strip_suffix('}')?;
            Some((name, percent_decode_str(actual).decode_utf8_lossy().into_owned()))
        })
        .collect()
}
