//! Rules that several inputs share.

use crate::api::Text;
use crate::flow::form::field::{ErrorKind, FieldError, FieldId};

/// `reference/create-a-party`: names and titles 1..100.
pub(super) const NAME_LIMIT: usize = 100;
/// `reference/create-a-party`: identification numbers 0..25.
pub(super) const NUMBER_LIMIT: usize = 25;

/// The text has to be filled in, and not be longer than `limit` characters.
pub(super) fn needed(found: &mut Vec<FieldError>, field: FieldId, text: &str, limit: usize) {
    if text.trim().is_empty() {
        found.push(FieldError { field, kind: ErrorKind::Needed });
    }
    longest(found, field, text.trim(), limit);
}

/// The text may not be longer than `limit` characters.
pub(super) fn longest(found: &mut Vec<FieldError>, field: FieldId, text: &str, limit: usize) {
    let length = text.chars().count();
    if length > limit {
        found.push(FieldError { field, kind: ErrorKind::TooLong { length, limit } });
    }
}

/// The text without white space around it, if anything is left.
pub(super) fn non_empty(text: &str) -> Option<Text> {
    let text = text.trim();
    if text.is_empty() { None } else { Some(text.into()) }
}
