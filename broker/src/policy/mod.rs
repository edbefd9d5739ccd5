//! Which contracts and templates a session may touch.

mod link;
mod templates;

pub use link::may_have_link;
pub use templates::TemplateSet;
