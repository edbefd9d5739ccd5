//! `_permissions`: what the acting user may do, where an answer tells it.

use crate::json::{DecodeError, FromJson, Json};

/// Whether the acting user may send contracts; an answer that says nothing about it forbids nothing.
pub fn may_publish(json: &Json) -> Result<bool, DecodeError> {
    Ok(within(json, "_permissions", "contract:publish")? != Some(false))
}

/// What an attribute's own attribute holds; an answer may leave out either.
pub fn within<T: FromJson>(json: &Json, outer: &str, inner: &str) -> Result<Option<T>, DecodeError> {
    match json.find(outer) {
        Some(holder @ Json::Map(_)) => holder.get(inner).map_err(|error| error.under(outer)),
        _ => Ok(None),
    }
}
