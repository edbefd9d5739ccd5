//! Which contracts and templates a session may touch.

mod link;
mod sharing;
mod templates;

pub use link::may_have_link;
pub use sharing::{Asker, Sharing};
pub use templates::TemplateSet;
