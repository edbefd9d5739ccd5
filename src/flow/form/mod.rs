//! The form: what the user typed, what counts when they typed nothing, and what is wrong with it.

pub mod api_errors;
pub mod contact;
pub mod edits;
pub mod field;
pub mod files;
pub mod items;
mod json;
pub mod party;
pub mod person;
pub mod prefill;
pub mod record;
pub mod removed;
pub mod role;
pub mod validate;
pub mod values;
