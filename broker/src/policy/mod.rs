//! Which contracts and templates a session may touch.

mod expected;
mod link;
mod templates;

pub use expected::Expected;
pub use link::may_have_link;
pub use templates::TemplateSet;
