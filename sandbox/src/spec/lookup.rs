//! Which operation a method and a path mean.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::document::document;
use super::operation::Operation;

/// An operation with what its path's placeholders stand for.
pub struct Found {
    pub(crate) operation: Operation,
    pub(crate) values: Vec<(&'static str, String)>,
}

/// Why there is no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No path of the file fits.
    Path,
    /// The path is known, with other methods.
    Method,
}

impl Missing {
    pub(super) fn sentence(self, method: &str, path: &str) -> String {
        match self {
            Self::Path => format!("No operation has the path {path}."),
            Self::Method => format!("The path {path} has no method {method}."),
        }
    }
}

/// The operation for a method and a path, with or without `/v1`.
pub fn find(method: &str, path: &str) -> Result<Found, Missing> {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.strip_prefix("/v1").unwrap_or(path);
    let (template, item) = best_path(path).ok_or(Missing::Path)?;
    let definition = item.get(method.to_ascii_lowercase()).ok_or(Missing::Method)?;
    Ok(Found { operation: Operation { item, definition }, values: placeholders(template, path) })
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

/// A path spelled out goes before one with a placeholder: `/contracts/create` is no contract.
fn best_path(path: &str) -> Option<(&'static str, &'static Value)> {
    let paths = document().get("paths")?.as_object()?;
    let mut fitting: Vec<_> = paths.iter().filter(|(template, _)| fits(template, path)).collect();
    fitting.sort_by_key(|(template, _)| template.matches('{').count());
    fitting.first().map(|(template, item)| (template.as_str(), *item))
}

fn fits(template: &str, path: &str) -> bool {
    template.split('/').count() == path.split('/').count()
        && template
            .split('/')
            .zip(path.split('/'))
            .all(|(wanted, given)| wanted == given || (wanted.starts_with('{') && !given.is_empty()))
}

fn placeholders(template: &'static str, path: &str) -> Vec<(&'static str, String)> {
    let pairs = template.split('/').zip(path.split('/'));
    pairs
        .filter_map(|(wanted, given)| {
            let name = wanted.strip_prefix('{')?.strip_suffix('}')?;
            Some((name, percent_decode_str(given).decode_utf8_lossy().into_owned()))
        })
        .collect()
}
